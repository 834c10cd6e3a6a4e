"""What people type all day, as the interface writes it, and the answer: two lines at 80 columns at most."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Result
from tracker.operations import clock

Run = Callable[..., Result]


@pytest.fixture
def desk(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A desk officer at an 80-column terminal on 24 November 2026, in a campaign for the 82nd session."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 24, 10, tzinfo=UTC))
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "office.db"))
    monkeypatch.setenv("TRACKER_BY", "desk officer")
    monkeypatch.setenv("COLUMNS", "80")
    new = run(
        "new",
        "kaiciid",
        "--organization",
        "International Dialogue Centre (KAICIID)",
        "--body",
        "Council of Parties",
        "--session",
        "82",
    )
    assert new.code == 0, new.err

    def typed(*words: str) -> Result:
        result = run(*words)
        lines = result.out.splitlines()
        if words[0] not in ("status", "history", "timeline"):
            assert len(lines) <= 2, result.out
            assert all(len(line) <= 80 for line in lines), result.out
        return result

    return typed


def flat(result: Result) -> str:
    assert result.code == 0, result.err
    return " ".join(result.out.split())


def test_new_says_the_session_and_both_limits_of_the_letter(run: Run, desk: Run) -> None:
    answer = flat(desk("new", "second", "--organization", "Second", "--session", "82"))
    assert answer == (
        "second: 82nd session, opening Tue 7 Sep 2027. Letter by Fri 9 Jul 2027 (in 227 days); "
        "at the latest Sun 8 Aug, last working day Fri 6 Aug."
    )


def test_done_says_what_is_complete_and_what_is_open(desk: Run) -> None:
    answer = flat(desk("done", "mandate", "renewed its support", "-o", "13 Sep 2024"))
    assert answer.startswith("mandate achieved 13 Sep 2024; #")
    assert answer.endswith("Board endorsement is complete. Open now: lead-sponsor, dossier.")


def test_a_month_is_said_as_a_month(desk: Run) -> None:
    answer = flat(desk("log", "soundings", "positive feedback", "-o", "July 2024", "-s", "in-progress"))
    assert answer.startswith("soundings in progress since Jul 2024; #")


def test_a_deferral_says_what_is_still_due_and_what_opens(
    desk: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run
) -> None:
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "other.db"))
    monkeypatch.setattr(clock, "now", lambda: datetime(2024, 11, 25, 10, tzinfo=UTC))
    run("new", "coffee", "--organization", "International Coffee Organization", "--session", "79")
    desk("done", "letter", "-o", "12 Jun 2024", "--anyway")
    answer = flat(desk("log", "committee-action", "-s", "deferred", "-o", "22 Nov 2024"))
    assert answer.startswith("committee-action, 79th: deferred 22 Nov 2024; #")
    assert "Still due in the 79th: committee-report, plenary-action." in answer
    assert "The 80th opens Tue 9 Sep 2025" in answer


def test_several_steps_get_a_line_each(desk: Run) -> None:
    result = desk("log", "mandate,dossier", "-s", "achieved", "-o", "2015-04-01")
    assert [line.split(";")[0] for line in result.out.splitlines()] == [
        "mandate achieved 1 Apr 2015",
        "dossier achieved 1 Apr 2015",
    ]


def test_a_plan_says_where_it_was_and_how_it_stands_to_the_target(desk: Run) -> None:
    desk("plan", "letter", "2027-06-01")
    result = desk(
        "plan", "letter", "15/6/2027", "--owner", "New York office", "--because", "capital needs May"
    )
    answer = flat(result)
    assert "planned Tue 15 Jun 2027, owner New York office" in answer
    assert "Was 1 Jun 2027 (+14 days)." in answer
    assert "24 days before the target of Fri 9 Jul." in answer


def test_a_target_says_how_many_dates_moved(desk: Run) -> None:
    answer = flat(desk("target", "83", "--because", "no lead sponsor yet"))
    assert answer.startswith("kaiciid now aims at the 83rd session (Tue 5 Sep 2028). ")
    assert "dates moved" in answer


def test_an_opening_moves_the_dates_that_count_from_it(desk: Run) -> None:
    answer = flat(desk("session", "82", "--opens", "2027-09-14", "--because", "decision 81/..."))
    assert answer.startswith("The 82nd session opens Tue 14 Sep 2027 (+7 days).")
    assert "dates moved" in answer


def test_a_note_may_begin_with_a_dash_and_come_from_stdin(desk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert flat(desk("log", "soundings", "- they liked it")).startswith("soundings: noted 24 Nov 2026")
    monkeypatch.setattr(sys, "stdin", io.StringIO("read from stdin\n"))
    assert desk("log", "soundings", "-").code == 0
    history = desk("history", "--json").out
    assert '"- they liked it"' in history
    assert '"read from stdin"' in history


def test_without_a_terminal_log_does_not_ask(desk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    result = desk("log")
    assert result.code == 2
    assert "Name a step".lower() in result.err.lower()


def test_an_open_requirement_is_named_with_what_to_type(desk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    result = desk("done", "dossier")
    assert result.code == 1
    assert "dossier requires mandate" in result.err
    assert "--anyway" in result.err
    assert flat(desk("done", "dossier", "--anyway")).endswith("Out of order: mandate open.")


def test_undo_needs_a_yes_where_nobody_can_be_asked(desk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    desk("done", "mandate")
    refused = desk("undo")
    assert refused.code == 1
    assert "--yes" in refused.err
    answer = flat(desk("undo", "--yes"))
    assert answer.startswith("Undone: mandate achieved 24 Nov 2026, #")
    assert "mandate is planned." in answer


def test_a_tail_names_an_entry_with_or_without_its_sign(desk: Run) -> None:
    first = flat(desk("done", "mandate", "-o", "13 Sep 2024"))
    tail = first.split("#")[1][:5]
    assert desk("correct", f"#{tail}", "-o", "12 Sep 2024").code == 0
    second = flat(desk("done", "mandate", "-o", "14 Sep 2024"))
    assert desk("correct", second.split("#")[1][:5].upper(), "-o", "15 Sep 2024").code == 0


def test_redacted_text_is_gone_from_the_file(desk: Run, tmp_path: Path) -> None:
    tail = flat(desk("log", "mandate", "SECRETNAME said no")).split("#")[1][:5]
    assert desk("redact", tail, "--yes").code == 2
    assert flat(desk("redact", tail, "--because", "names a person", "--yes")).startswith(f"Text of #{tail}")
    for path in tmp_path.iterdir():
        assert b"SECRETNAME" not in path.read_bytes(), path
    assert '"redacted": true' in desk("history", "--json").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("log", "mandate", "-s", "achieved", "-o", "03/04/2025"), 2, "2025-04-03 or 2025-03-04"),
        (("log", "mandate", "-s", "achieved", "-o", "2027-01-01"), 1, "tracker plan"),
        (("log", "mandat", "x", "-s", "achievd"), 2, "achieved"),
        (("log", "xyz", "x"), 2, "no step 'xyz'"),
        (("log", "l-document", "-r", "A/C.6/80/L.4", "--session", "82"), 1, "80th"),
        (("new", "far", "--organization", "Far", "--session", "8200"), 1, "8200th"),
        (("new", "old", "--organization", "Old", "--session", "57"), 1, "2003"),
        (("new", "kaiciid", "--organization", "Again", "--session", "82"), 1, "already"),
        (("log", "mandate"), 2, "give a note"),
        (("log", "mandate", ""), 2, "give a note"),
        (("plan", "mandate"), 2, "give a date"),
        (("target", "82"), 1, "already"),
        (("mark", "last council", "-o", "2024"), 2, "mark"),
        (("log", "mandate", "x", "--visibility", "secret"), 2, "visibility"),
        (("use", "nobody"), 1, "nobody"),
        (("export", "toml", "--for", "everybody"), 2, "audience"),
        (("import", "/does/not/exist.toml"), 1, "cannot be read"),
    ],
)
def test_a_mistake_gets_one_line_and_writes_nothing(
    desk: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    before = desk("history", "--json").out
    result = desk(*words)
    assert (result.code, result.out) == (code, "")
    assert len(result.err.splitlines()) == 1
    assert said in result.err
    assert desk("history", "--json").out == before


def test_what_is_typed_never_reaches_the_terminal_as_a_command(desk: Run) -> None:
    note = "evil \x1b[31mred\x1b]0;title\x07 [bold]x[/bold] \u202e <b>\r\nforged line"
    assert desk("log", "soundings", note, "-s", "in-progress", "--owner", "A\x1b[2JB").code == 0
    for words in (("status",), ("timeline",), ("history",)):
        shown = desk(*words).out
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert not any(line.startswith("forged") for line in shown.splitlines())
    assert "[bold]x[/bold]" in desk("history", "--json").out


def test_a_refused_import_leaves_no_file_behind(desk: Run, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.toml"
    assert run("export", "toml", "--with-journal", "-o", str(out)).code == 0
    assert run("import", str(out), "--as", "BAD KEY", "--db", str(tmp_path / "new.db")).code == 2
    assert not (tmp_path / "new.db").exists()
    spoiled = out.read_text(encoding="utf-8").replace("International Dialogue", "Another Dialogue")
    out.write_text(spoiled, encoding="utf-8")
    assert run("import", str(out), "--db", str(tmp_path / "new.db")).code != 0
    assert not (tmp_path / "new.db").exists()


def test_a_timeline_with_a_baseline_tells_programs_what_moved(
    desk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    desk("mark", "last-council")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 25, 10, tzinfo=UTC))
    desk("plan", "letter", "2027-06-15")
    found = json.loads(desk("timeline", "--baseline", "last-council", "--json").out)
    moved = {d["step"]: d["days"] for d in found["dates"]}
    assert moved["letter"] == -24
