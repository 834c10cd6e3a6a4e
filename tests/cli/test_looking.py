"""The reading commands as they are typed, through a real database."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Result
from tests.operations.office import Office
from tracker.operations import campaigns

Run = Callable[..., Result]

ARABIC = "أرجئ النظر في البند إلى الدورة الثمانين 80"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A campaign that was deferred in the 79th session, on the day after; it is TRACKER_DB's."""
    found = Office(tmp_path, monkeypatch)
    monkeypatch.setenv("TRACKER_DB", str(found.where.db))
    found.on("2024-09-24").new(79)
    found.log("mandate,dossier,lead-sponsor", "achieved", on="2024-03-01")
    found.log("memorandum", "achieved", on="2024-06-01")
    found.log("letter", "achieved", on="2024-06-12", note="[bold]signed[/bold]")
    found.mark("last-council", on="2024-09-13")
    found.on("2024-11-23").log("committee-action", "deferred", on="2024-11-22", note=ARABIC)
    return found


def data(result: Result) -> Any:
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


READS = [
    ("next",),
    ("why", "letter"),
    ("show", "committee-action"),
    ("show", "last-council"),
    ("history",),
    ("session",),
    ("list",),
    ("process", "list"),
    ("process", "show"),
]


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_every_reading_command_is_plain_through_a_pipe_and_data_with_json(
    run: Run, words: tuple[str, ...]
) -> None:
    text = run(*words)
    assert (text.code, text.err) == (0, "")
    assert text.out.strip()
    assert "\x1b" not in text.out
    assert isinstance(data(run(*words, "--json")), dict)


@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_every_reading_command_takes_the_day_the_campaign_and_the_file(
    run: Run, office: Office, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.delenv("TRACKER_DB")
    where = ("--db", str(office.where.db), "--campaign", "example")
    result = run(*words, *where, "--as-of", "2024-11-23", "--known-on", "2024-11-23")
    assert (result.code, result.err) == (0, "")


@pytest.mark.usefixtures("office")
def test_next_names_what_is_still_due_in_the_earlier_session(run: Run) -> None:
    lines = run("next").out.splitlines()
    first = " ".join(lines[: lines.index("")])
    assert first.startswith("80th session opens Tue 9 Sep 2025. You are at step 8 of 14, General Committee; ")
    assert "still due: committee-report (79th), plenary-action (79th)" in first
    assert "committee-report (79th)" in lines[lines.index("Must") + 1]


@pytest.mark.usefixtures("office")
def test_next_ends_with_3_only_when_asked_and_something_is_due(run: Run) -> None:
    assert run("next").code == 0
    assert run("next", "--exit-code").code == 12
    assert run("next", "--exit-code", "--as-of", "2024-06-13", "--days", "0").code == 0


@pytest.mark.usefixtures("office")
def test_why_says_the_session_it_speaks_of(run: Run) -> None:
    assert data(run("why", "committee-report", "--json"))["session"] == 80
    assert data(run("why", "committee-report", "--session", "79", "--json"))["standing"] == "must"


@pytest.mark.usefixtures("office")
def test_show_prints_notes_as_they_were_typed(run: Run) -> None:
    assert ARABIC in run("show", "committee-action").out
    assert "[bold]signed[/bold]" in run("show", "letter").out


def test_history_has_a_limit_for_people_and_none_for_programs(run: Run, office: Office) -> None:
    for number in range(60):
        office.log("soundings", note=f"call {number}")
    assert run("history").out.splitlines()[-1] == "18 more: --limit 68 shows all."
    assert len(data(run("history", "--json"))["entries"]) == 68
    assert len(data(run("history", "--json", "--limit", "2"))["entries"]) == 2
    assert run("history", "--limit", "0").out.count("#") == 68


@pytest.mark.usefixtures("office")
def test_history_of_nobody_says_that_there_is_nothing(run: Run) -> None:
    assert run("history", "--by", "nobody").out == "Nothing on record.\n"


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("why", "lettr"), 2, "the nearest is letter"),
        (("why", "letter", "--session", "99"), 1, "it has one in the 79th"),
        (("show", "zzz\x1b[31m"), 2, "there is no step, mark, mission, State or entry"),
        (("next", "--known-on", "2020-01-01"), 1, "recording began"),
        (("session", "200"), 1, "no source"),
        (("session", "82", "--because", "x"), 2, "--because goes with --opens"),
        (("session", "--opens", "2025-09-16"), 2, "say which session"),
        (("process", "show", "un-obsever"), 2, "did you mean un-observer?"),
    ],
)
def test_a_mistake_is_one_line(run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    result = run(*words)
    assert (result.code, result.out) == (code, "")
    assert says in result.err
    assert result.err.count("\n") == 1
    assert "\x1b" not in result.err


# --- without a database


def test_without_a_database_a_session_is_the_rules_alone(run: Run) -> None:
    assert run("session", "82").out.startswith("82nd session open")
    assert data(run("session", "82", "--json"))["last_working_day"] == "2027-08-06"
    assert run("process", "list").code == 0
    assert run("process", "show", "un-observer").code == 0


@pytest.mark.parametrize("words", [("next",), ("why", "letter"), ("show", "letter"), ("history",), ("list",)])
def test_without_a_database_the_others_say_how_to_begin(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.code == 3
    assert "tracker new" in result.err


# --- session


def test_a_moved_opening_moves_what_counts_from_it(run: Run, office: Office) -> None:
    done = run("session", "80", "--opens", "2025-09-16", "--because", "decision 79/5", "--by", "desk officer")
    assert (done.code, done.err) == (0, "")
    assert "16 Sep 2025" in done.out
    found = data(run("session", "80", "--json"))
    assert (found["opens"], found["opens_source"], found["because"]) == (
        "2025-09-16",
        "journal",
        "decision 79/5",
    )
    assert "Rule 1 alone gives Tue 9 Sep 2025." in run("session", "80").out
    assert data(run("session", "80", "--json", "--known-on", "2024-09-24"))["opens_source"] == "rule"
    assert office.entries()[-1].kind == "session"


# --- list and process


def test_list_marks_the_campaign_that_commands_mean(run: Run, office: Office) -> None:
    office.new(81, key="other", organization="Other Organization")
    assert "None is chosen: tracker use KEY" in run("list").out
    campaigns.use(office.where, "other")
    chosen = [line for line in run("list").out.splitlines() if line.startswith("►")]
    assert len(chosen) == 2
    assert chosen[0].split()[:3] == ["►", "other", "81st"]
    assert run("list", "--ascii").out.count(">") == 2


def test_a_right_process_file_is_said_to_be_right(run: Run, tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "data" / "processes" / "un-observer.toml"
    mine = tmp_path / "mine.toml"
    mine.write_bytes(shipped.read_bytes())
    done = run("process", "check", str(mine))
    assert (done.code, done.out) == (0, f"{mine} is right: 18 steps, 4 milestones.\n")
    assert data(run("process", "check", str(mine), "--json"))["right"] is True


def test_a_wrong_process_file_is_refused_with_its_line(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('key = "mine"\nversion = "1"\nnonsense = 3\n', encoding="utf-8")
    done = run("process", "check", str(mine))
    assert (done.code, done.out) == (1, "")
    assert f"{mine}:3" in done.err
