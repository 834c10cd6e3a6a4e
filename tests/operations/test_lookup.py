"""What the reading commands find: through a real database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.operations.office import Office
from tracker.core.campaign import Mark
from tracker.core.entry import Entry
from tracker.core.errors import UserError
from tracker.core.process import Step
from tracker.core.sessions import Unsourced
from tracker.core.text import Ambiguous, Unknown
from tracker.operations import campaigns, lookup, processes, reading
from tracker.operations.desk import Where, look
from tracker.store.failures import NoDatabase


@pytest.fixture
def busy(office: Office) -> Office:
    """A campaign with a correction, an undo, a mark and reports made late."""
    office.on("2024-09-24").new(79)
    office.log("mandate", "achieved", on="2024-09-12", note="renewed")
    office.on("2024-10-01").mark("last-council", on="2024-09-13")
    office.log("soundings", note="first calls")
    office.on("2024-10-10").log("dossier", "achieved", on="2024-09-20")
    office.on("2024-11-23").log("committee-action", "deferred", on="2024-11-22", session=79)
    wrong = office.entries()[1]
    office.correct(wrong.short, on="2024-09-13")
    office.on("2024-11-25").undo(office.entries()[-2].short, because="it was approved")
    return office


def subjects(found: lookup.History) -> list[str]:
    return [f"{e.kind} {e.subject}" for e in found.entries]


# --- history


def test_history_is_newest_first_and_holds_what_no_longer_stands(busy: Office) -> None:
    found = lookup.history(busy.where)
    assert subjects(found) == [
        "retract committee-action",
        "report mandate",
        "report committee-action",
        "report dossier",
        "note soundings",
        "mark last-council",
        "report mandate",
        "campaign None",
    ]
    gone = {found.over[e.id].kind for e in found.entries if e.id in found.over}
    assert gone == {"retract", "report"}


def test_history_says_how_many_it_left_out(busy: Office) -> None:
    found = lookup.history(busy.where, limit=3)
    assert (len(found.entries), found.more) == (3, 5)


def test_history_of_a_step_has_its_corrections_and_retractions(busy: Office) -> None:
    found = lookup.history(busy.where, "committee-action")
    assert subjects(found) == ["retract committee-action", "report committee-action"]


def test_history_of_an_entry_is_the_chain_it_stands_in(busy: Office) -> None:
    first = busy.entries()[1]
    found = lookup.history(busy.where, f"#{first.short}")
    assert subjects(found) == ["report mandate", "report mandate"]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ({"since": "2024-10-01"}, 6),
        ({"since": "2024-10-02"}, 4),
        ({"until": "2024-10-01"}, 4),
        ({"until": "2024-09-30"}, 2),
        ({"since": "last-council"}, 6),
        ({"by": "somebody else"}, 0),
        ({"known_on": "2024-10-05"}, 4),
        ({"as_of": "2024-09-12"}, 2),
    ],
)
def test_history_is_narrowed(busy: Office, options: dict[str, Any], count: int) -> None:
    assert len(lookup.history(busy.where, **options).entries) == count


def test_what_was_not_yet_known_to_be_wrong_still_stood(busy: Office) -> None:
    assert lookup.history(busy.where, known_on="2024-10-05").over == {}


# --- show


def test_show_finds_a_step_a_mark_and_an_entry(busy: Office) -> None:
    entry = busy.entries()[4]
    kinds = {"mandate": Step, "MAND": Step, "last": Mark, f"#{entry.short}": Entry, entry.short: Entry}
    for typed, kind in kinds.items():
        assert isinstance(lookup.show(busy.where, typed).thing, kind), typed


def test_a_step_holds_every_entry_ever_about_it_oldest_first(busy: Office) -> None:
    found = lookup.show(busy.where, "mandate")
    assert [e.on for e in found.entries] == ["2024-09-12", "2024-09-13"]
    assert found.over[found.entries[0].id].id == found.entries[1].id


def test_an_entry_comes_with_what_replaced_it(busy: Office) -> None:
    wrong = busy.entries()[1]
    found = lookup.show(busy.where, wrong.short)
    assert [e.on for e in found.entries] == ["2024-09-12", "2024-09-13"]


def test_what_arrived_later_is_not_there_yet(busy: Office) -> None:
    late = busy.entries()[-1]
    with pytest.raises(UserError, match="known by then"):
        lookup.show(busy.where, f"#{late.short}", known_on="2024-10-05")
    assert len(lookup.show(busy.where, "mandate", known_on="2024-10-05").entries) == 1


@pytest.mark.parametrize(
    ("typed", "error", "words"),
    [
        ("lettr", Unknown, "the nearest is letter"),
        ("committee", Ambiguous, "committee-action, committee-report"),
        ("#zzzzz", lookup.NoEntry, "tracker history lists them"),
    ],
)
def test_what_is_not_there_is_said(busy: Office, typed: str, error: type[UserError], words: str) -> None:
    with pytest.raises(error, match=words):
        lookup.show(busy.where, typed)


# --- one step


def test_a_step_is_that_of_the_session_asked_for_else_the_current_one(busy: Office) -> None:
    view = look(busy.where)
    assert reading.step_in(view, "letter", None).session == 79
    assert reading.step_in(view, "plenary", 79).session == 79
    with pytest.raises(
        reading.NotInSession, match="letter has no run in the 82nd session: it has one in the 79th"
    ):
        reading.step_in(view, "letter", 82)
    with pytest.raises(reading.NotInSession, match="leave out --session"):
        reading.step_in(view, "mandate", 79)


# --- sessions


def test_a_session_needs_no_database(office: Office) -> None:
    office.on("2026-11-24")
    assert reading.session(Where(), "82").number == 82
    assert reading.session(Where(), "82nd").calendar.opening(82) == date(2027, 9, 7)
    assert reading.session(Where()).number == 81
    assert reading.session(Where(), "2024").number == 79
    assert reading.session(Where(), "2027-09-06").number == 81


def test_a_database_that_was_named_must_be_there(office: Office) -> None:
    with pytest.raises(NoDatabase):
        reading.session(office.where, "82")


def test_the_session_is_the_campaigns_and_its_opening_as_moved(busy: Office) -> None:
    assert reading.session(busy.where).number == 79
    campaigns.move_opening(busy.where, 80, "2025-09-16", because="decision 79/5", by="desk officer")
    found = reading.session(busy.where, "80")
    assert found.calendar.opening(80) == date(2025, 9, 16)
    assert found.entry is not None
    assert found.entry.because == "decision 79/5"
    before = reading.session(busy.where, "80", known_on="2024-10-05")
    assert (before.calendar.opening(80), before.entry) == (date(2025, 9, 9), None)


def test_a_word_that_is_no_session_is_refused(office: Office) -> None:
    with pytest.raises(reading.NoSuchSession):
        reading.session(Where(), "foo")
    with pytest.raises(Unsourced):
        reading.session(Where(), "57").calendar.opening(57)


# --- campaigns and processes


def test_campaigns_say_which_is_meant_and_what_came_last(busy: Office) -> None:
    busy.new(80, key="other", organization="Other Organization")
    assert [(c.view.state.campaign, c.chosen) for c in reading.campaigns(busy.where)] == [
        ("example", False),
        ("other", False),
    ]
    campaigns.use(busy.where, "other")
    found = reading.campaigns(busy.where)
    assert [c.chosen for c in found] == [False, True]
    assert found[0].last.kind == "retract"
    assert len(reading.campaigns(busy.where, known_on="2024-10-05")) == 1


def test_shipped_processes_come_with_those_who_follow_them(busy: Office, tmp_path: Any) -> None:
    found = {f.process.key: f for f in processes.list_processes(busy.where)}
    assert found["un-observer"].campaigns == ["example"]
    assert found["ecosoc-consultative"].campaigns == []
    assert processes.find_process(busy.where, None).key == "un-observer"


@pytest.mark.parametrize("load", [processes.load_process, lambda name: processes.find_process(Where(), name)])
def test_a_process_that_is_not_there_names_the_nearest(load: Callable[[str], object]) -> None:
    with pytest.raises(processes.UnknownProcess, match="did you mean un-observer"):
        load("un-obsever")
    with pytest.raises(processes.UnreadableFile, match="no such file"):
        load("/nowhere/at/all.toml")
