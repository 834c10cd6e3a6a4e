"""Why a date is what it is, and what comes after it."""

from __future__ import annotations

import pytest

from tests.book import Book
from tracker.core.reasons import Reason, doors, if_missed, no_longer, reasons
from tracker.core.schedule import Schedule


def of(schedule: Schedule, key: str) -> dict[str, Reason]:
    item = schedule.state.now(key)
    assert item is not None
    return {reason.kind: reason for reason in reasons(schedule, item)}


def missed(schedule: Schedule, key: str) -> str:
    item = schedule.state.now(key)
    assert item is not None
    return if_missed(schedule, item)


def why_not(schedule: Schedule, key: str, session: int | None = None) -> str | None:
    item = schedule.state.step(key, session)
    assert item is not None
    return no_longer(schedule.state, item)


def test_the_letter_has_a_target_a_deadline_and_the_last_working_day_before_a_sunday() -> None:
    found = of(Book(session=80).schedule("2024-09-24"), "letter")
    dates = {kind: reason.when.text for kind, reason in found.items() if reason.when is not None}
    assert dates == {"target": "2025-07-11", "deadline": "2025-08-10", "last-working-day": "2025-08-08"}
    assert found["target"].arithmetic == "9 Sep 2025 - 60 days = 11 Jul 2025"
    assert found["target"].base == "opening of the 80th session, 9 Sep 2025"
    assert found["target"].source is not None
    assert found["target"].source.confidence == "rule"
    working = found["last-working-day"].source
    assert working is not None
    assert working.confidence == "planning", "no rule moves the limit, so this is our own caution"


def test_a_deadline_on_a_working_day_needs_no_other() -> None:
    found = of(Book(session=77).schedule("2021-09-24"), "letter")  # 13 Sep 2022 - 30 days is a Sunday
    assert "last-working-day" in found
    found = of(Book(session=80).schedule("2024-09-24"), "lead-sponsor")
    assert "last-working-day" not in found


def test_a_window_gives_its_two_ends_each_with_its_own_arithmetic() -> None:
    found = of(Book(session=80).schedule("2024-09-24"), "plenary-action")
    assert [found[kind].rule for kind in ("window-start", "window-end")] == ["O+34", "O+97"]
    assert found["window-end"].arithmetic == "9 Sep 2025 + 97 days = 15 Dec 2025"
    assert found["usual-start"].when != found["window-start"].when


def test_a_plan_names_the_entry_that_decided_it() -> None:
    book = Book(session=80)
    book.plan("letter", "2025-06-01", "2024-09-01", 80, because="first thought")
    book.plan("letter", "2025-06-15", "2024-09-10", 80, because="capital needs May")
    plan = of(book.schedule("2024-09-24"), "letter")["plan"]
    assert plan.when is not None
    assert plan.when.text == "2025-06-15"
    assert plan.entry is not None
    assert plan.entry.because == "capital needs May"


def test_a_date_that_counts_from_an_unsourced_opening_says_so_instead_of_a_day() -> None:
    found = of(Book(session=200).schedule("2024-09-24"), "letter")
    assert found["target"].when is None
    assert found["target"].rule == "O-60"
    assert found["target"].arithmetic == "no date: the opening of the 200th session is not known"


def test_a_route_without_a_rule_says_so() -> None:
    book = Book(session=80)
    book.report("letter", "achieved", "2025-08-20", 80)
    found = of(book.schedule("2025-08-21", None), "listing")
    assert found["window-start"].when is None
    assert found["window-start"].arithmetic == "no date: the process file gives none by rule 15"


@pytest.mark.parametrize(
    ("today", "still"), [("2025-07-11", [True, True, True]), ("2025-07-12", [False, True, True])]
)
def test_a_door_closes_after_its_last_day(today: str, still: list[bool]) -> None:
    schedule = Book(session=80).schedule(today)
    item = schedule.state.now("letter")
    assert item is not None
    assert [door.open for door in doors(schedule, item)] == still


def test_a_missed_letter_goes_by_the_next_route_and_then_to_the_next_session() -> None:
    assert missed(Book(session=80).schedule("2024-09-24"), "letter") == (
        "Until Fri 11 Jul 2025 (O-60) by rule 13(e); "
        "until Sun 10 Aug 2025 (O-30, last working day Fri 8 Aug) by rule 14; later by rule 15; "
        "else the 81st session, opening Tue 8 Sep 2026."
    )


def test_without_routes_the_process_file_says_what_comes_or_that_it_does_not() -> None:
    schedule = Book(session=80).schedule("2024-09-24")
    assert missed(schedule, "plenary-action") == "A resumed session can decide as late as O+174."
    assert missed(schedule, "mandate") == "The process file names no consequence."


def test_why_a_step_is_no_longer_to_be_done() -> None:
    book = Book(session=79, recorded="2025-03-01")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("committee-action", "deferred", "2024-11-22", 79)
    between = book.schedule("2024-12-01")
    assert why_not(between, "introduction", 79) == (
        "committee-action deferred opened another session, and nothing on record asks for it in this one"
    )
    assert why_not(between, "committee-report", 79) is None
    book.report("committee-report", "achieved", "2024-12-05", 79)
    book.report("plenary-action", "deferred", "2024-12-12", 79)
    assert why_not(book.schedule("2025-01-10"), "introduction", 79) == (
        "the run of the 79th ended on 12 Dec 2024"
    )
    withdrawn = Book(session=79, recorded="2025-03-01")
    withdrawn.report("committee-action", "withdrawn", "2024-11-22", 79)
    assert why_not(withdrawn.schedule("2024-12-01"), "plenary-action", 79) == (
        "committee-action withdrawn precludes it"
    )
