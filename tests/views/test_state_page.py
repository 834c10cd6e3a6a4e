"""The page of a State and of a mission, and what the other screens say of States, missions and to-dos."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book import Book
from tests.states import AS_OF, INVENTED, anything, entry, met, nothing, stand
from tests.views.test_screens import screen
from tracker.core.agenda import agenda
from tracker.core.briefing import brief
from tracker.core.missions import Mission
from tracker.core.outreach import Outreach
from tracker.core.schedule import Schedule
from tracker.core.stances import Role, Standing
from tracker.core.text import width
from tracker.core.todos import Todo
from tracker.core.when import day, of_iso
from tracker.views.answers import answers
from tracker.views.brief_says import Sentences
from tracker.views.mission_page import MissionPage
from tracker.views.next import Next
from tracker.views.state_page import StatePage
from tracker.views.status import Status
from tracker.views.theme import UNICODE
from tracker.views.timeline import Timeline


def at(outreach: Outreach | None = None) -> Schedule:
    found = Book(82, "2026-07-20").schedule(AS_OF.isoformat())
    found.state.outreach = outreach
    return found


def words(lines: list[str]) -> str:
    return " ".join(" ".join(line.split()) for line in lines)


def answer(label: str, outreach: Outreach | None) -> str:
    found = at(outreach)
    return next(a.text for a in answers(found.state, found, None, UNICODE) if a.label == label)


def todo(
    note: str, due: str | None, owner: str | None = None, subject: str | None = None, late: int = 0
) -> Todo:
    said = entry("todo", "2026-07-01", subject=subject, note=note, due=due, owner=owner)
    return Todo(said, of_iso(due) if due else None, owner, None, late)


def mission(key: str, on: str, until: str | None = None, travellers: str | None = None) -> Mission:
    said = entry("mission", "2026-07-01", subject=key)
    when = of_iso(on)
    end = of_iso(until) if until else None
    return Mission(key, "New York", "Forum", when, end, [], (), travellers, said)


# --- one State


def page(one: Standing, **options: object) -> list[str]:
    contacts, todos = options.pop("contacts", []), options.pop("todos", [])
    return screen(StatePage(at().state, one, contacts, todos, **options), 100)  # type: ignore[arg-type]


def test_of_a_state_of_which_nothing_is_known_it_says_what_was_never_asked() -> None:
    said = words(page(nothing()["X01"]))
    assert said.startswith("State 001 of the Isles (X01) as of Mon 20 Jul 2026 African States.")
    assert "Position unknown: none is on record." in said
    assert "Last met never: no contact is on record." in said
    assert (
        "Not asked it has never been met; its position was never heard; nothing is on record about its "
        "sponsoring in the 82nd." in said
    )
    assert "Contacts" not in said


def test_the_position_says_since_when_how_it_is_known_and_what_it_was() -> None:
    one = stand(nothing(), "X01", "leaning", "2026-06-12", evidence="inferred", note="wants\nthe list")
    one.was = "reserved"
    said = words(page(one))
    assert 'Position leaning since 12 Jun 2026, inferred; was reserved. "wants the list"' in said
    assert "its position is known inferred alone" in said


def test_the_last_contact_the_roles_and_what_is_to_be_done() -> None:
    found = nothing()
    one = stand(found, "X01", "supporter", "2026-06-12", evidence="pr")
    met(found, "X01", "2026-07-03", counterpart="Legal adviser", mission="hlpf", note="asks for the list")
    one.roles = (Role("sponsor", 82, day(date(2026, 6, 12)), one.history[0]),)
    due = todo("send the list", "2026-07-17", "Legal", "X01", late=3)
    said = words(page(one, contacts=[one.last_contact], todos=[due], more=True))
    assert "Last met meeting with Legal adviser, 3 Jul 2026, 17 days ago (hlpf)." in said
    assert "Roles sponsor (82nd)." in said
    assert "To do 1 open, 1 late." in said
    assert "was 17 Jul 2026 3 days late owner Legal #00001 send the list (X01)" in said
    assert "Not asked nothing: it was met, has a position and sponsors." in said
    assert "3 Jul 2026 #00009 meeting with Legal adviser (hlpf): asks for the list" in said
    assert "Earlier ones: tracker history X01" in said


def test_an_observer_is_named_so_and_never_asked_to_sponsor() -> None:
    said = words(page(nothing()["Z1"]))
    assert "Observer: recorded, never counted." in said
    assert "sponsoring" not in said


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(found=anything(), columns=st.integers(40, 250))
def test_no_line_of_a_page_is_too_wide(found: list[Standing], columns: int) -> None:
    known = [one for one in found if one.history or one.last_contact] or found[:1]
    for one in known[:5]:
        contacts = [one.last_contact] if one.last_contact is not None else []
        due = [todo("x" * 90, "2026-07-17", "Legal " * 9, one.state.code, late=3), todo("list", None)]
        view = StatePage(at().state, one, contacts, due, more=True)
        about = mission("m" * 60, "2026-05", travellers="x " * 90)
        about.contacts = contacts
        about.states_met = (one.state.code, "UNEP " * 20)
        for lines in (
            screen(view, columns),
            screen(MissionPage(at().state, about, INVENTED.by_code, due), columns),
        ):
            assert max(map(width, lines)) <= columns
            assert all(char.isprintable() for line in lines for char in line)


# --- one mission


def test_a_mission_says_where_when_who_and_whom_it_met() -> None:
    found = mission("hlpf", "2026-07-07", "2026-07-15", travellers="two officers")
    found.contacts = [
        entry("contact", "2026-07-08", 5, subject="X01", how="meeting", note="asks"),
        entry("contact", "2026-07-09", 6, subject="UNEP"),
    ]
    said = words(screen(MissionPage(at().state, found, INVENTED.by_code, []), 100))
    assert said.startswith("hlpf: Forum, New York as of Mon 20 Jul 2026")
    assert "When 7 Jul 2026 to 15 Jul 2026. Who two officers." in said
    assert "Met 1 State: State 001 of the Isles; UNEP." in said
    assert "8 Jul 2026 X01 #00005 meeting: asks" in said
    ahead = mission("next", "2026-09")
    said = words(screen(MissionPage(at().state, ahead, {}, []), 100))
    assert "When Sep 2026, ahead." in said
    assert "Met nobody on record: tracker contact STATE --mission next" in said


# --- the answers


def test_blockers_are_named_with_the_last_time_we_spoke() -> None:
    found = nothing()
    stand(found, "X04", "reserved")
    stand(found, "X08", "opposed")
    met(found, "X04", "2026-07-02")
    met(found, "X08", "2025-03-11")
    said = answer("Blockers", Outreach(list(found.values())))
    assert said == "2 States: State 008 opposed, State 004 reserved; last spoke 11 Mar 2025 and 2 Jul."
    found["X04"].last_contact = None
    said = answer("Blockers", Outreach(list(found.values())))
    assert said.endswith("; last spoke 11 Mar 2025; no contact on record with State 004.")


def test_nobody_blocks_and_nothing_is_known_are_told_apart() -> None:
    unknown = "not known yet: no position recorded for any of the 193 States."
    assert answer("Blockers", None) == answer("Blockers", Outreach()) == unknown
    found = nothing()
    met(found, "X04", "2026-07-02")
    assert answer("Blockers", Outreach(list(found.values()))) == unknown
    stand(found, "Z1", "opposed")
    assert answer("Blockers", Outreach(list(found.values()))) == unknown
    stand(found, "X04", "supporter")
    assert answer("Blockers", Outreach(list(found.values()))) == "nobody on record; 192 States unknown."


def test_late_to_dos_are_named_with_date_and_owner() -> None:
    late = [todo("send treaty", "2026-07-10", "Legal", "X01", late=10), todo("call", "2026-07-01", late=19)]
    said = answer("Late", Outreach(todos=[*late, todo("later", "2026-09-01")]))
    assert "call, due 1 Jul 2026: 19 days; send treaty (X01), due 10 Jul 2026 (Legal): 10 days." in said
    many = Outreach(todos=[todo(f"call {n}", "2026-07-01", late=n) for n in range(1, 6)])
    assert answer("Late", many).endswith("; 3 more to-dos.")
    assert "later" not in said


def test_next_and_the_brief_name_what_is_to_be_done() -> None:
    outreach = Outreach(
        todos=[todo("send treaty", "2026-07-10", "Legal", "X01", late=10), todo("call", "2026-07-27")]
    )
    schedule = at(outreach)
    found = agenda(schedule, 0)
    said = words(screen(Next(schedule, found), 100))
    assert "To do was 10 Jul 2026 10 days late owner Legal #00001 send treaty (X01)" in said
    assert "by 27 Jul 2026 in 7 days no owner #00001 call" in said
    assert agenda(schedule, 0).due
    asks = Sentences(schedule, brief(schedule)).asks()
    assert "Legal: send treaty (X01), 10 days late." in asks
    assert asks[-1] == "Name an owner: call by 27 Jul 2026 (in 7 days)."


def test_a_brief_tells_who_could_block_before_the_lesser_risks() -> None:
    found = nothing()
    stand(found, "X08", "opposed")
    schedule = at(Outreach(list(found.values())))
    risks = Sentences(schedule, brief(schedule)).risks()
    place = next(i for i, text in enumerate(risks) if text.startswith("Blockers 1 State: State 008 opposed"))
    assert place <= 2


# --- the missions in the timeline


def lane(missions: list[Mission], columns: int) -> list[str]:
    schedule = at(Outreach(missions=missions))
    return screen(Timeline(schedule.state, schedule), columns)


@pytest.mark.parametrize("columns", [44, 60, 80, 100, 160])
def test_missions_share_one_line_and_are_no_step(columns: int) -> None:
    without = screen(Status(at().state, at()), columns)
    found = [
        mission("hlpf", "2025-07"),
        mission("fall", "2025-09-22", "2025-09-26"),
        mission("next", "2027-03"),
    ]
    lines = lane(found, columns)
    named = [line for line in lines if "Missions" in line and "Outreach" not in line and "1 of" not in line]
    assert len(named) == 1
    assert not any("Missions" in line for line in lane([], columns) if "Outreach" not in line)
    counted = [line for line in without if "0 of 4" in line]
    assert all(any(c in line for line in lines) for c in counted)
    assert max(map(width, lines)) <= columns
    if columns >= 72:
        assert "Jul 2025-Mar 2027" in named[0]
    if columns >= 140:
        assert named[0].rstrip().endswith("next: next, New York")


def test_a_mission_of_a_month_is_brackets_and_one_ahead_is_planned() -> None:
    marks = next(
        line
        for line in lane([mission("a", "2026-05"), mission("b", "2026-10")], 160)
        if "Missions" in line[:12]
    )
    assert "[" in marks and "]" in marks
    assert marks.startswith("◊ Missions")
    assert any(line.startswith("✓ Missions") for line in lane([mission("a", "2026-05-04")], 160))
