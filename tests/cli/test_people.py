"""What is typed about States, and the answer: the name in full, what is true now, two lines at 80 columns."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer

from tests.conftest import Result
from tracker.cli import completion
from tracker.core.states import State
from tracker.operations import clock, states

Run = Callable[..., Result]

#: Some Members of different groups with short names, and one: a test's positions are nobody's.
SHORT = [s for s in states.known().members if len(s.full()) < 10]
ONE = SHORT[4]
TWO = next(s for s in SHORT[9:] if s.group != ONE.group)


@pytest.fixture
def desk(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A desk officer at an 80-column terminal on 24 November 2026, in a campaign for the 82nd session."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 24, 10, tzinfo=UTC))
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "office.db"))
    monkeypatch.setenv("TRACKER_BY", "desk officer")
    monkeypatch.setenv("COLUMNS", "80")
    assert run("new", "example", "--organization", "Example", "--session", "82").code == 0

    def typed(*words: str) -> Result:
        result = run(*words)
        lines = result.out.splitlines()
        assert words[0] in ("history", "changes", "import") or len(lines) <= 2, result.out
        assert all(len(line) <= 80 for line in lines), result.out
        return result

    return typed


def flat(result: Result) -> str:
    """The answer in one line, its tails as #tail."""
    assert result.code == 0, result.err
    return re.sub(r"#[0-9a-z]{5}\b", "#tail", " ".join(result.out.split()))


def tail(result: Result) -> str:
    return result.out.split("#")[1][:5]


def full(state: State) -> str:
    name = state.full()
    return name[:1].upper() + name[1:]


def test_sponsors_are_counted_with_their_groups(desk: Run) -> None:
    answer = flat(desk("position", f"{ONE.code},{TWO.alpha2}", "sponsor", "--session", "82"))
    assert answer == (
        f"{full(ONE)}, {TWO.full()}: sponsors in the 82nd (2 sponsors, 2 of 5 groups). #tail, #tail."
    )
    answer = flat(desk("position", ONE.name, "none", "--role", "sponsor", "--session", "82"))
    assert answer == f"{full(ONE)}: no longer sponsor in the 82nd (1 sponsor, 1 of 5 groups); #tail."
    assert flat(desk("position", ONE.code, "none", "--role", "sponsor", "--session", "82")).endswith(
        "No such role was on record."
    )


def test_a_position_says_what_it_was_and_what_stands(desk: Run) -> None:
    assert flat(desk("position", ONE.code, "reserved", "wants the list", "--evidence", "written")) == (
        f"{full(ONE)}: reserved (was unknown), written; #tail."
    )
    answer = flat(desk("position", ONE.code, "leaning", "-o", "2026-01-10"))
    assert answer == (
        f"{full(ONE)}: leaning; #tail. It changes nothing: reserved of 24 Nov 2026 (#tail) stands."
    )
    answer = flat(desk("position", ONE.code, "signatory", "-o", "2026-02-10"))
    assert "Its position of 24 Nov 2026 (#tail) stands: reserved." in answer
    answer = flat(desk("position", ONE.code, "none"))
    assert answer == f"{full(ONE)}: position cleared, supporter now; #tail."


def test_an_observer_is_named_as_never_counted(desk: Run) -> None:
    holy = states.known().observers[0]
    answer = flat(desk("position", holy.code, "member"))
    assert answer.startswith(f"{full(holy)}: member of the organization (0 on record); #tail.")
    assert answer.endswith(f"{full(holy)} is recorded and never counted.")


def test_the_names_of_many_states_are_all_there_however_many_lines_they_take(run: Run, desk: Run) -> None:
    codes = [s.code for s in states.known().members[::16]]
    result = run("position", ",".join(codes), "member")
    assert result.code == 0
    answer = " ".join(result.out.split())
    assert all(
        states.known().find(code).full() in answer or full(states.known().find(code)) in answer
        for code in codes
    )
    assert all(len(line) <= 80 for line in result.out.splitlines())


def test_a_contact_says_position_and_to_do(desk: Run) -> None:
    answer = flat(desk("mission", "hlpf", "--place", "New York", "--occasion", "Forum", "-o", "July 2026"))
    assert answer == "hlpf: New York, Forum, Jul 2026; #tail. Add: tracker contact STATE --mission hlpf"
    line = ("contact", ONE.code, "asks for the treaty", "--how", "meeting", "--mission", "hlpf")
    line += ("--with", "Permanent Representative", "--position", "leaning")
    answer = flat(desk(*line, "--todo", "send treaty", "--due", "+7d", "-o", "2026-07-10"))
    assert answer.startswith(
        f"{full(ONE)}: leaning (was unknown); #tail. To do: send treaty, Tue 1 Dec 2026."
    )
    assert flat(desk("contact", ONE.code, "--how", "call")) == (
        f"{full(ONE)}: call 24 Nov 2026; #tail. The one before: 10 Jul 2026."
    )
    assert flat(desk("contact", "UNAOC", "--how", "note-verbale-out")) == (
        "UNAOC: note verbale out 24 Nov 2026; #tail. Recorded as a partner, no State."
    )


def test_done_closes_a_to_do_by_its_tail_and_names_the_next(
    desk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk("todo", "send treaty", "--due", "26 Nov 2026")
    assert flat(first) == "To do: send treaty, Thu 26 Nov 2026; #tail."
    answer = flat(
        desk("todo", "membership list", "--for", "dossier", "--due", "1 Mar 2027", "--owner", "Legal")
    )
    assert answer == "To do for dossier: membership list, Mon 1 Mar 2027, owner Legal; #tail."
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 28, 10, tzinfo=UTC))
    answer = flat(desk("done", f"#{tail(first)}"))
    assert answer == "Closed: send treaty (2 days late). Next: membership list, 1 Mar 2027. #tail."
    assert flat(desk("undo", "--yes")) == (
        "Undone: to-do #tail done, #tail; #tail. Open again: send treaty, Thu 26 Nov 2026."
    )
    assert flat(desk("done", tail(first), "sent by courier")).startswith("Closed: send treaty")
    result = desk("done", tail(first))
    assert result.code == 1 and "done already" in result.err
    assert desk("done", "nonsense").code == 2 or "no step" in desk("done", "nonsense").err
    result = desk("done", f"#{tail(first)}", "--session", "82")
    assert result.code == 2 and "no session" in result.err


def test_a_step_is_still_done_by_its_key(desk: Run) -> None:
    assert flat(desk("done", "mandate")).startswith("mandate achieved 24 Nov 2026; #tail.")


def test_undo_and_correct_say_where_the_state_stands_now(desk: Run) -> None:
    first = desk("position", ONE.code, "leaning", "--evidence", "pr")
    second = desk("position", ONE.code, "reserved")
    assert flat(desk("undo", "--yes")).endswith(f"{full(ONE)} is leaning now, said 24 Nov 2026.")
    answer = flat(desk("correct", tail(first), "--position", "undecided"))
    assert answer == (
        f"{full(ONE)}: undecided, pr; #tail. Was: {ONE.code}: leaning, pr, 24 Nov 2026. "
        f"{full(ONE)} is undecided now, said 24 Nov 2026."
    )
    result = desk("correct", tail(second), "--position", "leaning")
    assert result.code == 1 and "replaced already" in result.err


def test_history_and_changes_say_it_in_words(run: Run, desk: Run) -> None:
    run("mark", "start", "-o", "2026-11-01")
    desk("position", ONE.code, "sponsor", "--session", "82")
    desk(
        "contact", TWO.code, "asks for time", "--how", "call", "--with", "A. Name", "--position", "undecided"
    )
    desk("mission", "geneva", "--place", "Geneva", "-o", "2027-03-01", "--until", "2027-03-05")
    desk("todo", "call back", "--for", TWO.code, "--due", "2026-12-01")
    history = " ".join(run("history").out.split())
    for words in (
        f"{ONE.code}: sponsor in the 82nd, 24 Nov 2026",
        f"{TWO.code}: call, undecided, 24 Nov 2026",
        "asks for time; with A. Name",
        "mission geneva: Geneva, planned for 1-5 Mar 2027",
        f"to do for {TWO.code} by Tue 1 Dec 2026",
    ):
        assert words in history, history
    changes = run("changes", "--since", "2026-11-20").out
    flatly = " ".join(changes.split())
    order = ["Positions and roles", full(ONE), "Contacts and missions", full(TWO), "Mission geneva", "To-dos"]
    places = [flatly.index(words, flatly.index("Positions and roles")) for words in order]
    assert places == sorted(places)
    assert "1 contact" in flatly
    found = json.loads(run("changes", "--since", "2026-11-20", "--json").out)
    assert [e["kind"] for e in found["happened"]] == ["position", "contact", "mission", "todo"]


def test_the_table_of_an_office_is_shown_first_and_then_taken_in(desk: Run, tmp_path: Path) -> None:
    file = tmp_path / "positions.csv"
    file.write_text(f"state,position,note\n{ONE.name},leaning,wants the list\n{TWO.code},sponsor,\n", "utf-8")
    shown = desk("import", "--positions", str(file), "--dry-run")
    assert shown.out.splitlines() == [
        f'row 2: {full(ONE)}: leaning, 24 Nov 2026: "wants the list"',
        f"row 3: {full(TWO)}: sponsor in the 82nd, 24 Nov 2026",
        "2 positions of 2 States would be imported; nothing was written.",
    ]
    assert flat(desk("import", "--positions", str(file))) == "2 positions of 2 States imported."
    assert flat(desk("import", "--positions", str(file))).endswith("2 on record already.")
    file.write_text("state,position\nXqzwv,leaning\nYqzwv,leaning\n", "utf-8")
    result = desk("import", "--positions", str(file))
    assert result.code == 1 and result.out == ""
    assert [line.partition(":")[0] for line in result.err.splitlines()] == ["row 2", "row 3", "tracker"]
    assert desk("import").code == 2
    assert desk("import", "x.toml", "--positions", str(file)).code == 2


# --- completion


def offered(name: str, incomplete: str, **params: str) -> dict[str, str]:
    command = typer.main.get_command(typer.Typer(callback=lambda: None, invoke_without_command=True))
    ctx = typer.Context(command)
    ctx.params = dict(params)
    return dict(getattr(completion, name)(ctx, incomplete))


def test_states_are_offered_by_code_with_their_names(environment: Path) -> None:
    found = offered("complete_states", "")
    assert len(found) == 195 and found[ONE.code] == ONE.name
    assert next(iter(offered("complete_states", ONE.code[:2].lower()))).startswith(ONE.code[:2])
    assert offered("complete_states", ONE.name[:5]).get(ONE.code) == ONE.name, "a name half typed"
    listed = offered("complete_states", f"{ONE.code},")
    assert f"{ONE.code},{TWO.code}" in listed and f"{ONE.code},{ONE.code}" not in listed


def test_missions_and_open_to_dos_are_offered(desk: Run) -> None:
    desk("mission", "hlpf", "--place", "New York")
    first, second = desk("todo", "send treaty", "--due", "2026-12-01"), desk("todo", "call")
    desk("done", tail(second))
    assert offered("complete_missions", "") == {"hlpf": "New York"}
    assert offered("complete_todos", "") == {tail(first): "send treaty, 2026-12-01"}
    done = offered("complete_done", "")
    assert tail(first) in done and "mandate" in done


def test_a_sponsor_that_leaves_is_none_whether_it_came_first_or_later(desk: Run) -> None:
    desk("position", ONE.code, "original-sponsor", "--session", "82")
    answer = flat(desk("position", ONE.code, "none", "--role", "sponsor", "--session", "82"))
    assert "No such role" not in answer
    assert "0 sponsors" in answer


def test_a_to_do_of_a_contact_is_dated_as_the_contact(desk: Run, run: Run) -> None:
    todo = ("--todo", "send", "--due", "2026-08-01")
    desk("contact", ONE.code, "met", "--how", "meeting", *todo, "-o", "2026-07-10")
    entries = json.loads(run("history", "--json").out)["entries"]
    assert [e["on"] for e in entries if e["kind"] == "todo"] == ["2026-07-10"]
