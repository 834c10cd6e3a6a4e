"""The health of a step: each word, the day on which it begins, and which of two that hold is said."""

from __future__ import annotations

from datetime import date

import pytest

from tests.book import UN_OBSERVER, Book
from tests.core.test_requests import changed
from tests.core.test_schedule import health, item
from tracker.core.process import DateRule


def ready(recorded: str = "2025-05-01") -> Book:
    """A campaign to the 80th session with everything done that comes before the letter."""
    book = Book(session=80, recorded=recorded)
    for key in ("mandate", "lead-sponsor", "dossier"):
        book.report(key, "achieved", "2024")
    book.report("memorandum", "achieved", "2025-05-01", 80)
    return book


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-06-10", ("on-track", None)),  # 31 days before the target
        ("2025-06-11", ("due-soon", None)),
        ("2025-07-11", ("due-soon", None)),  # the target itself
        ("2025-07-12", ("late", 1)),
        ("2025-08-10", ("late", 30)),  # the deadline itself
        ("2025-08-11", ("overdue", 1)),
        ("2025-08-12", ("overdue", 2)),
    ],
)
def test_a_letter_with_nothing_in_its_way(as_of: str, expected: tuple[str, int | None]) -> None:
    assert health(ready().schedule(as_of), "letter", 80) == expected


def test_overdue_goes_before_at_risk_and_late() -> None:
    book = Book(session=80, recorded="2025-05-01")
    schedule = book.schedule("2025-08-11")
    assert health(schedule, "memorandum", 80)[0] == "late"
    assert health(schedule, "letter", 80) == ("overdue", 1)


def test_a_late_requirement_puts_a_deadline_ahead_at_risk_and_that_goes_before_late() -> None:
    book = Book(session=80, recorded="2025-05-01")
    schedule = book.schedule("2025-06-27")
    assert health(schedule, "memorandum", 80) == ("due-soon", None)
    assert health(schedule, "letter", 80) == ("due-soon", None)
    schedule = book.schedule("2025-06-28")
    assert health(schedule, "memorandum", 80) == ("late", 1)
    assert health(schedule, "letter", 80) == ("at-risk", None)
    assert health(book.schedule("2025-08-10"), "letter", 80) == ("at-risk", None)


def test_an_overdue_requirement_puts_a_deadline_at_risk() -> None:
    book = Book(session=80, recorded="2025-05-01")
    book.plan("memorandum", "2025-05-20", on="2025-05-01", session=80)
    schedule = book.schedule("2025-05-21")
    assert health(schedule, "memorandum", 80) == ("overdue", 1)
    assert health(schedule, "letter", 80) == ("at-risk", None)


def test_a_late_requirement_harms_nothing_without_a_deadline() -> None:
    schedule = Book(session=80, recorded="2025-05-01").schedule("2025-05-01")
    assert health(schedule, "dossier") == ("late", 49)
    assert health(schedule, "memorandum", 80) == ("on-track", None)


@pytest.mark.parametrize(("planned", "expected"), [("2025-08-10", "on-track"), ("2025-08-11", "at-risk")])
def test_a_plan_after_the_deadline_is_at_risk(planned: str, expected: str) -> None:
    book = ready()
    book.plan("letter", planned, on="2025-05-01", session=80)
    assert health(book.schedule("2025-05-01"), "letter", 80) == (expected, None)


def test_the_earliest_day_of_a_requirement_puts_the_deadline_at_risk() -> None:
    book = Book(session=80, recorded="2025-01-10")
    book.plan("dossier", "2025-08-11", on="2025-01-10")
    schedule = book.schedule("2025-01-10")
    assert schedule.earliest(item(schedule, "letter", 80)) == date(2025, 8, 11)
    assert health(schedule, "letter", 80) == ("at-risk", None)


def test_the_earliest_day_of_a_step() -> None:
    book = Book(session=80, recorded="2025-05-01")
    book.report("mandate", "achieved", "2024-09-13")
    schedule = book.schedule("2025-05-01")
    assert schedule.earliest(item(schedule, "mandate")) == date(2024, 9, 13)
    assert schedule.earliest(item(schedule, "dossier")) == date(2025, 5, 1)  # its target has gone by
    assert schedule.earliest(item(schedule, "memorandum", 80)) == date(2025, 6, 27)
    assert schedule.earliest(item(schedule, "listing", 80)) == date(2025, 7, 11)
    assert schedule.earliest(item(schedule, "committee-action", 80)) == date(2025, 10, 9)
    book.plan("letter", "2025-07", on="2025-05-01", session=80)
    schedule = book.schedule("2025-05-01")
    assert schedule.earliest(item(schedule, "letter", 80)) == date(2025, 7, 1)
    book.plan("introduction", "2025-10-20", on="2025-05-01", session=80)
    schedule = book.schedule("2025-05-01")
    assert schedule.earliest(item(schedule, "committee-action", 80)) == date(2025, 10, 20)


def test_a_plan_goes_before_the_target_for_better_and_worse() -> None:
    book = ready()
    book.plan("letter", "2025-07-20", on="2025-05-01", session=80)
    assert health(book.schedule("2025-07-20"), "letter", 80) == ("due-soon", None)
    assert health(book.schedule("2025-07-21"), "letter", 80) == ("late", 1)
    book.plan("letter", "2025-05-10", on="2025-05-01", session=80)
    assert health(book.schedule("2025-05-11"), "letter", 80) == ("late", 1)


def test_a_plan_that_has_gone_by_is_overdue_where_no_deadline_is() -> None:
    book = Book(session=80, recorded="2025-01-10")
    book.plan("dossier", "2025-03-01", on="2025-01-10")
    assert health(book.schedule("2025-03-01"), "dossier") == ("due-soon", None)
    assert health(book.schedule("2025-03-02"), "dossier") == ("overdue", 1)


def test_a_target_that_has_gone_by_is_late() -> None:
    book = Book(session=80, recorded="2025-01-10")
    assert health(book.schedule("2025-03-13"), "dossier") == ("due-soon", None)
    assert health(book.schedule("2025-03-14"), "dossier") == ("late", 1)


def test_what_others_decide_is_not_recorded_once_its_window_has_passed() -> None:
    book = Book(session=80, recorded="2025-01-10")
    assert health(book.schedule("2025-09-11"), "general-committee", 80) == ("on-track", None)
    assert health(book.schedule("2025-09-12"), "general-committee", 80) == ("not-recorded", None)


def test_the_outer_window_decides_what_is_not_recorded() -> None:
    book = Book(session=80, recorded="2025-01-10")
    assert health(book.schedule("2025-12-15"), "plenary-action", 80) == ("on-track", None)
    assert health(book.schedule("2025-12-16"), "plenary-action", 80) == ("not-recorded", None)


def test_our_own_window_that_has_passed_is_not_called_unrecorded() -> None:
    book = Book(session=80, recorded="2025-01-10")
    assert health(book.schedule("2025-07-12"), "soundings") == ("on-track", None)


def test_the_plan_for_what_others_decide_goes_before_not_recorded() -> None:
    book = Book(session=80, recorded="2025-01-10")
    book.plan("general-committee", "2025-09-20", on="2025-01-10", session=80)
    assert health(book.schedule("2025-09-13"), "general-committee", 80) == ("not-recorded", None)
    assert health(book.schedule("2025-09-21"), "general-committee", 80) == ("overdue", 1)


def test_what_goes_on_until_another_step_is_never_more_than_late() -> None:
    book = Book(session=80, recorded="2025-01-10")
    book.plan("soundings", "2025-02-01", on="2025-01-10")
    assert health(book.schedule("2025-02-01"), "soundings") == ("due-soon", None)
    assert health(book.schedule("2025-02-02"), "soundings") == ("late", 1)
    assert health(book.schedule("2025-09-01"), "soundings") == ("late", 212)


def test_optional_settled_and_closed_steps_have_no_health() -> None:
    book = Book(session=80, recorded="2025-11-20")
    book.plan("core-group", "2025-02-01", on="2025-01-10")
    book.report("mandate", "achieved", "2024-09-13")
    book.report("dossier", "not-needed", "2025-01-10")
    book.report("committee-action", "withdrawn", "2025-11-20", 80)
    schedule = book.schedule("2025-11-20")
    for key, session in (
        ("core-group", None),
        ("mandate", None),
        ("dossier", None),
        ("committee-action", 80),
        ("plenary-action", 80),
        ("introduction", 80),
    ):
        assert health(schedule, key, session) == (None, None), key


def test_an_optional_step_holds_nothing_up() -> None:
    book = ready()
    book.plan("core-group", "2025-05-02", on="2025-05-01")
    schedule = book.schedule("2025-06-01")
    assert health(schedule, "letter", 80) == ("on-track", None)
    assert health(schedule, "soundings") == ("on-track", None)


def test_a_step_can_say_itself_how_soon_is_soon() -> None:
    book = ready()
    book.process = changed(UN_OBSERVER, "letter", due_soon=5)
    book.processes = {book.entries[0].process or "": book.process}
    assert health(book.schedule("2025-07-05"), "letter", 80) == ("on-track", None)
    assert health(book.schedule("2025-07-06"), "letter", 80) == ("due-soon", None)


def test_a_deadline_without_a_target_comes_soon_as_well() -> None:
    book = ready()
    book.processes = {book.entries[0].process or "": changed(UN_OBSERVER, "letter", target={})}
    assert health(book.schedule("2025-07-10"), "letter", 80) == ("on-track", None)
    assert health(book.schedule("2025-07-11"), "letter", 80) == ("due-soon", None)


def test_what_goes_on_past_its_deadline_is_late() -> None:
    process = changed(UN_OBSERVER, "soundings", deadline={"": DateRule("O", -30, False, "O-30")})
    book = Book(session=80, recorded="2025-01-10", process=process)
    assert health(book.schedule("2025-08-11"), "soundings") == ("late", 1)


def test_a_target_goes_before_a_window_in_what_is_the_earliest() -> None:
    book = Book(session=80, recorded="2025-01-10")
    target = {"": DateRule("O", -100, False, "O-100")}
    book.processes = {book.entries[0].process or "": changed(UN_OBSERVER, "soundings", target=target)}
    schedule = book.schedule("2025-01-10")
    assert schedule.earliest(item(schedule, "soundings")) == date(2025, 6, 1)
