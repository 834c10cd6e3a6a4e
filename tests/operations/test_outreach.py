"""What is read of States, missions and to-dos: the few rows that are read say what all of them say."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, timedelta

import pytest

from tests.operations.office import Office, code
from tracker.core.entry import Entry
from tracker.core.stances import POSITIONS, stances
from tracker.core.states import AmbiguousState, State
from tracker.core.text import Ambiguous, Unknown
from tracker.operations import desk, lookup, outreach, states
from tracker.operations.correcting import CannotUndo
from tracker.operations.outreach import MissionShown, StateShown

A, B, C = code(3), code(40), code(120)


def everything(office: Office) -> list[Entry]:
    with desk.reading(office.where) as journal:
        return list(journal.history(desk.choose(journal, office.where), newest_first=False))


def busy(office: Office, seed: int) -> None:
    """Positions, roles and contacts, on a few States, with some of them taken back and corrected."""
    pick = random.Random(seed)
    office.on("2024-09-01").new()
    office.mission("hlpf", place="New York", on="2024-07")
    for number in range(40):
        day = date(2024, 9, 1) + timedelta(days=number)
        office.on(day.isoformat())
        state, on = pick.choice((A, B, C)), (day - timedelta(days=pick.randrange(60))).isoformat()
        act = pick.randrange(6)
        if act == 0:
            office.position(
                state, pick.choice(POSITIONS), on=on, evidence=pick.choice(("pr", "inferred", None))
            )
        elif act == 1:
            office.position(state, pick.choice(("sponsor", "signatory", "spoke-against")), on=on, session=79)
        elif act == 2:
            with suppress(CannotUndo):
                office.undo(pick.choice(office.entries()[2:] or office.entries()[1:]).short)
        else:
            said = pick.choice((None, None, *POSITIONS))
            office.contact(
                state, f"call {number}", how="call", on=on, said=said, mission=pick.choice((None, "hlpf"))
            )


@pytest.mark.parametrize("seed", range(6))
def test_the_board_reads_a_few_rows_and_says_what_all_of_them_say(office: Office, seed: int) -> None:
    busy(office, seed)
    for as_of, known_on in (("2024-10-10", None), ("2024-09-15", None), ("2024-10-10", "2024-09-20")):
        found = outreach.stands(office.where, as_of=as_of, known_on=known_on)
        state = found.view.state
        whole = stances(states.known(), everything(office), state.as_of, state.known_at)
        assert {one.state.code: described(one) for one in found.standings} == {
            key: described(one) for key, one in whole.items()
        }
        for shown in (A, B, C):
            page = lookup.show(office.where, shown, as_of=as_of, known_on=known_on)
            assert isinstance(page, StateShown)
            assert described(page.standing) == described(whole[shown])


def described(one: object) -> list[object]:
    names = ("position", "evidence", "on", "was", "implied")
    found: list[object] = [getattr(one, name) for name in names]
    for name in ("said", "last_contact"):
        entry = getattr(one, name)
        found.append(None if entry is None else entry.id)
    roles = [(r.role, r.session, r.said.id) for r in one.roles]  # type: ignore[attr-defined]
    return [*found, roles, [e.id for e in one.history]]  # type: ignore[attr-defined]


def test_status_reads_the_last_contact_of_those_who_could_block(office: Office) -> None:
    office.new()
    office.position(A, "opposed", on="2024-09-01")
    office.contact(A, "no", how="meeting", on="2024-09-10")
    office.contact(B, "fine", how="meeting", on="2024-09-11")
    found = desk.look(office.where, outreach=True).state.outreach
    assert found is not None
    assert [(one.state.code, one.last_contact is not None) for one in found.blockers] == [(A, True)]
    assert (found.known, len(found.standings)) == (1, 195)
    assert desk.look(office.where).state.outreach is None
    empty = desk.look(office.where, "2024-08-31", outreach=True).state.outreach
    assert empty is not None
    assert (empty.known, list(empty.standings), empty.blockers) == (0, [], [])


def test_a_to_do_for_a_step_changes_neither_its_plan_nor_its_owner(office: Office) -> None:
    office.new()
    office.todo("membership list", about="dossier", due="2024-10-01", owner="Legal")
    view = desk.look(office.where, outreach=True)
    item = view.state.step("dossier")
    assert item is not None
    assert (item.due, item.owner, item.entries) == (None, None, ())
    assert view.state.outreach is not None
    assert [t.owner for t in view.state.outreach.open] == ["Legal"]


# --- what `show` finds


def test_a_word_names_a_step_a_mark_a_mission_a_state_or_an_entry(office: Office) -> None:
    office.new()
    office.mark("last-council", on="2024-09-13")
    office.mission("hlpf-2024", place="New York", on="2024-07")
    office.contact(A, "asks", how="call", on="2024-07-18", mission="hlpf-2024")
    name = states.known().by_code[A].name
    for word in (A, A.lower(), name, name.upper()):
        page = lookup.show(office.where, word)
        assert isinstance(page, StateShown), word
        assert page.standing.state.code == A
        assert [e.note for e in page.contacts] == ["asks"]
    page = lookup.show(office.where, "hlpf-2024")
    assert isinstance(page, MissionShown)
    assert (page.mission.place, page.mission.states_met, list(page.states)) == ("New York", (A,), [A])
    assert isinstance(lookup.show(office.where, "hlpf"), MissionShown)
    tail = everything(office)[-1].short
    shown = lookup.show(office.where, f"#{tail}")
    assert isinstance(shown, lookup.Shown) and isinstance(shown.thing, Entry)
    step = lookup.show(office.where, "mandate")
    assert isinstance(step, lookup.Shown) and not isinstance(step.thing, State)


def test_the_code_of_a_state_in_small_letters_that_begins_a_step_is_no_state(office: Office) -> None:
    office.new()
    known = states.known().by_code
    process = desk.look(office.where).state.process
    clash = [key for key in known for step in process.steps if step.key.startswith(key.lower())]
    assert clash, "the process has a step whose key begins like a code"
    assert isinstance(lookup.show(office.where, clash[0]), StateShown)
    with pytest.raises(Ambiguous, match="committee"):
        lookup.show(office.where, clash[0].lower())


def test_what_names_nothing_is_refused_with_what_is_nearest_of_all(office: Office) -> None:
    office.new()
    with pytest.raises(
        Unknown, match=r"no step, mark, mission, State or entry 'mandte': the nearest is mandate"
    ):
        lookup.show(office.where, "mandte")
    name = states.known().by_code[A].name
    with pytest.raises(Unknown, match=f"the nearest is .*{name}"):
        lookup.show(office.where, name[:-1] + "qq")
    with pytest.raises(AmbiguousState):
        lookup.show(office.where, "guin")


def test_history_about_a_state_or_a_mission_is_what_was_recorded_about_it(office: Office) -> None:
    office.new()
    office.mission("hlpf", place="New York", on="2024-07")
    office.contact(A, "asks", how="call", on="2024-07-18", mission="hlpf")
    office.contact(B, "asks", how="call", on="2024-07-18")
    office.position(A, "leaning", on="2024-07-18")
    found = lookup.history(office.where, A)
    assert [(e.kind, e.subject) for e in found.entries] == [("position", A), ("contact", A)]
    assert found.subject == states.known().by_code[A].name
    assert [e.kind for e in lookup.history(office.where, "hlpf").entries] == ["contact", "mission"]


def test_the_page_of_a_state_shows_the_last_contacts_and_says_that_there_are_earlier_ones(
    office: Office,
) -> None:
    office.on("2024-09-24").new()
    for day in range(1, 20):
        office.contact(A, f"call {day}", how="call", on=f"2024-09-{day:02}")
    page = lookup.show(office.where, A)
    assert isinstance(page, StateShown)
    assert [e.note for e in page.contacts] == [f"call {day}" for day in range(19, 7, -1)]
    assert page.more
    last = everything(office)[-1]
    office.undo(last.short)
    page = lookup.show(office.where, A)
    assert isinstance(page, StateShown)
    assert page.contacts[0].note == "call 18"
    assert len(page.contacts) == 12
    assert page.standing.last_contact is not None and page.standing.last_contact.note == "call 18"


def test_where_the_last_contact_is_taken_back_the_one_before_it_is_the_last(office: Office) -> None:
    office.new()
    office.contact(A, "first", how="call", on="2024-09-01")
    office.contact(A, "second", how="call", on="2024-09-10")
    office.undo(everything(office)[-1].short)
    last = office.stands(A).last_contact
    assert last is not None and last.note == "first"
