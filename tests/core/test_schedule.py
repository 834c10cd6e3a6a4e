"""Targets, deadlines and windows with the arithmetic behind them, and the order in which the healths hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.book import Book, shipped
from tracker.core.campaign import StepState
from tracker.core.schedule import Schedule, StepDates
from tracker.core.sessions import last_working_day


def item(schedule: Schedule, key: str, session: int | None = None) -> StepState:
    found = schedule.state.step(key, session)
    assert found is not None, f"no state of {key} in {session}"
    return found


def dates(schedule: Schedule, key: str, session: int | None = None) -> StepDates:
    return schedule.of(item(schedule, key, session))


def health(schedule: Schedule, key: str, session: int | None = None) -> tuple[str | None, int | None]:
    found = dates(schedule, key, session)
    return found.health, found.days_late


def ends(schedule: Schedule, key: str, session: int | None, kind: str) -> tuple[str, str] | None:
    """First and last day of one of a step's dates."""
    found = getattr(dates(schedule, key, session), kind)
    return None if found is None else (found.first.isoformat(), found.last.isoformat())


def days(first: str, last: str = "") -> tuple[str, str]:
    return first, last or first


# -- the dates of the 80th session

OF_THE_80TH = [
    ("mandate", None, "target", days("2024-09-09")),
    ("soundings", None, "window", days("2025-04-12", "2025-07-11")),
    ("lead-sponsor", None, "target", days("2025-04-12")),
    ("core-group", None, "window", days("2025-04-12", "2025-07-11")),
    ("dossier", None, "target", days("2025-03-13")),
    ("memorandum", 80, "target", days("2025-06-27")),
    ("letter", 80, "target", days("2025-07-11")),
    ("letter", 80, "deadline", days("2025-08-10")),
    ("listing", 80, "window", days("2025-07-11")),
    ("general-committee", 80, "window", days("2025-09-10", "2025-09-11")),
    ("agenda-adopted", 80, "window", days("2025-09-12")),
    ("l-document", 80, "target", days("2025-09-24", "2025-10-27")),
    ("introduction", 80, "window", days("2025-09-30", "2025-10-31")),
    ("committee-action", 80, "window", days("2025-10-09", "2025-11-21")),
    ("committee-report", 80, "window", days("2025-11-23", "2025-12-03")),
    ("plenary-action", 80, "window", days("2025-10-13", "2025-12-15")),
    ("plenary-action", 80, "usual", days("2025-11-27", "2025-12-11")),
]


@pytest.mark.parametrize(("key", "session", "kind", "expected"), OF_THE_80TH)
def test_the_dates_of_the_80th_session(
    key: str, session: int | None, kind: str, expected: tuple[str, str]
) -> None:
    assert ends(Book(session=80).schedule("2024-09-24"), key, session, kind) == expected


def test_steps_have_no_other_dates_than_the_process_gives() -> None:
    schedule = Book(session=80).schedule("2024-09-24")
    given = {(key, kind) for key, _, kind, _ in OF_THE_80TH}
    found = {
        (s.step.key, kind)
        for s in schedule.state.steps
        for kind in ("target", "deadline", "window", "usual")
        if getattr(schedule.of(s), kind) is not None
    }
    assert found == given


def test_a_date_shows_the_rule_and_the_arithmetic_behind_it() -> None:
    schedule = Book(session=80).schedule("2024-09-24")
    deadline = dates(schedule, "letter", 80).deadline
    assert deadline is not None
    assert deadline.source is not None
    assert (deadline.rule, deadline.base) == ("O-30", "opening of the 80th session, 9 Sep 2025")
    assert deadline.arithmetic == "9 Sep 2025 - 30 days = 10 Aug 2025"
    assert deadline.source.rule.startswith("rule 14")
    document = dates(schedule, "l-document", 80).target
    assert document is not None
    assert (document.rule, document.base) == ("introduction-4bd", "introduction, 30 Sep-31 Oct 2025")
    assert document.arithmetic == (
        "30 Sep 2025 - 4 business days = 24 Sep 2025; 31 Oct 2025 - 4 business days = 27 Oct 2025"
    )


def test_the_deadline_is_a_sunday_and_the_last_working_day_the_friday_before() -> None:
    deadline = dates(Book(session=80).schedule("2024-09-24"), "letter", 80).deadline
    assert deadline is not None
    assert deadline.last.weekday() == 6
    assert last_working_day(deadline.last) == date(2025, 8, 8)


def test_a_date_counted_from_a_step_follows_its_plan_and_then_its_day() -> None:
    book = Book(session=80, recorded="2025-01-10")
    book.plan("letter", "2025-06-15", on="2025-01-10", session=80)
    assert ends(book.schedule("2025-01-10"), "memorandum", 80, "target") == days("2025-06-01")
    book.report("letter", "achieved", "2025-05-20", 80, recorded="2025-05-20")
    assert ends(book.schedule("2025-05-20"), "memorandum", 80, "target") == days("2025-05-06")


def test_a_holiday_is_no_business_day() -> None:
    state = Book(session=80).state("2024-09-24")
    schedule = Schedule(state, frozenset((date(2025, 9, 25),)))
    assert ends(schedule, "l-document", 80, "target") == days("2025-09-23", "2025-10-27")


def test_a_plan_for_a_month_counts_by_its_last_day() -> None:
    book = Book(session=80, recorded="2025-01-10")
    book.plan("dossier", "2025-03", on="2025-01-10")
    schedule = book.schedule("2025-01-10")
    assert schedule.counts(item(schedule, "dossier")) == date(2025, 3, 31)
    assert schedule.expected(item(schedule, "dossier")) == (date(2025, 3, 1), date(2025, 3, 31))


def test_when_a_step_is_expected() -> None:
    """The usual window goes before the outer one, a plan before both, what happened before all."""
    book = Book(session=80, recorded="2025-12-16")
    schedule = book.schedule("2025-01-10")
    assert schedule.expected(item(schedule, "plenary-action", 80)) == (date(2025, 11, 27), date(2025, 12, 11))
    assert schedule.expected(item(schedule, "letter", 80)) == (date(2025, 7, 11), date(2025, 7, 11))
    assert schedule.expected(item(schedule, "membership")) is None
    book.plan("plenary-action", "2025-12-15", on="2025-12-01", session=80)
    schedule = book.schedule("2025-12-01")
    assert schedule.expected(item(schedule, "plenary-action", 80)) == (date(2025, 12, 15), date(2025, 12, 15))
    book.report("plenary-action", "achieved", "2025-12-16", 80)
    schedule = book.schedule("2025-12-16")
    assert schedule.expected(item(schedule, "plenary-action", 80)) == (date(2025, 12, 16), date(2025, 12, 16))


def test_a_campaign_step_is_dated_from_the_current_session() -> None:
    book = Book(session=80, recorded="2025-01-10")
    book.target(81, on="2025-01-10")
    schedule = book.schedule("2025-01-10")
    assert ends(schedule, "dossier", None, "target") == days("2026-03-12")
    assert ends(schedule, "letter", 81, "target") == days("2026-07-10")


# -- routes


@pytest.mark.parametrize(
    ("planned", "window"),
    [
        (None, days("2025-07-11")),
        ("2025-07-11", days("2025-07-11")),
        ("2025-07-12", days("2025-08-20")),
        ("2025-08-10", days("2025-08-20")),
        ("2025-08-11", None),
        ("2025-07", days("2025-08-20")),
    ],
)
def test_the_listing_follows_the_route_of_the_day_the_letter_is_planned_for(
    planned: str | None, window: tuple[str, str] | None
) -> None:
    book = Book(session=80, recorded="2025-01-10")
    if planned is not None:
        book.plan("letter", planned, on="2025-01-10", session=80)
    assert ends(book.schedule("2025-01-10"), "listing", 80, "window") == window


@pytest.mark.parametrize(
    ("sent", "route", "window"),
    [
        ("2025-07-11", "13(e)", days("2025-07-11")),
        ("2025-07-12", "14", days("2025-08-20")),
        ("2025-08-11", "15", None),
    ],
)
def test_the_listing_follows_the_route_of_the_letter_that_was_sent(
    sent: str, route: str, window: tuple[str, str] | None
) -> None:
    book = Book(session=80, recorded=sent)
    book.report("letter", "achieved", sent, 80)
    schedule = book.schedule(sent)
    assert item(schedule, "letter", 80).route == route
    assert ends(schedule, "listing", 80, "window") == window


def test_a_route_that_was_set_goes_before_the_day() -> None:
    book = Book(session=80, recorded="2025-07-11")
    book.report("letter", "achieved", "2025-07-11", 80, route="14")
    schedule = book.schedule("2025-07-11")
    assert item(schedule, "letter", 80).route == "14"
    assert ends(schedule, "listing", 80, "window") == days("2025-08-20")


def test_a_month_that_straddles_two_routes_says_both() -> None:
    book = Book(session=80, recorded="2025-08-31")
    book.report("letter", "achieved", "2025-07", 80)
    found = item(book.schedule("2025-08-31"), "letter", 80)
    assert (found.route, found.route_else) == ("14", "13(e)")


# -- moved openings and unsourced sessions


def test_a_moved_opening_shifts_every_date_of_its_session() -> None:
    book = Book(session=80, recorded="2025-01-10")
    book.add("session", on="2025-01-10", session=80, opens="2025-09-16")
    before, after = book.schedule("2025-01-09"), book.schedule("2025-01-10")
    for key, session, kind, _ in OF_THE_80TH:
        was, now = getattr(dates(before, key, session), kind), getattr(dates(after, key, session), kind)
        assert (now.first - was.first, now.last - was.last) == 2 * (timedelta(days=7),), key
    book.add("session", on="2025-01-12", recorded="2025-01-12", session=80, opens="none")
    assert ends(book.schedule("2025-01-12"), "letter", 80, "target") == days("2025-07-11")


def test_a_moved_opening_of_another_session_shifts_nothing() -> None:
    book = Book(session=80, recorded="2025-01-10")
    book.add("session", on="2025-01-10", session=81, opens="2026-09-15")
    assert ends(book.schedule("2025-01-10"), "letter", 80, "target") == days("2025-07-11")


def test_a_moved_opening_can_change_the_route_of_a_letter() -> None:
    book = Book(session=80, recorded="2025-07-20")
    book.report("letter", "achieved", "2025-07-15", 80)
    assert item(book.schedule("2025-07-20"), "letter", 80).route == "14"
    book.add("session", on="2025-07-20", session=80, opens="2025-09-16")
    assert item(book.schedule("2025-07-20"), "letter", 80).route == "13(e)"


def test_a_session_without_a_source_has_no_dates_and_raises_nothing() -> None:
    book = Book(session=57, recorded="2024-09-24")
    book.report("introduction", "in-progress", "2002-10-10", 57)
    schedule = book.schedule("2024-09-24")
    assert schedule.state.session == 57
    assert schedule.opening(57) is None
    for found in schedule.state.steps:
        computed = schedule.of(found)
        assert (computed.target, computed.deadline, computed.window, computed.usual) == 4 * (None,)
    assert health(schedule, "lead-sponsor") == ("on-track", None)
    book.report("letter", "achieved", "2002-03-01", 57)
    schedule = book.schedule("2024-09-24")
    assert item(schedule, "letter", 57).route is None
    assert ends(schedule, "memorandum", 57, "target") == days("2002-02-15")  # it counts from the letter's day


def test_the_opening_of_an_unsourced_session_can_be_said() -> None:
    book = Book(session=57, recorded="2024-09-24")
    book.add("session", on="2024-09-24", session=57, opens="2002-09-10")
    assert ends(book.schedule("2024-09-24"), "letter", 57, "deadline") == days("2002-08-11")


# -- another process


def test_a_process_whose_session_is_a_calendar_year() -> None:
    book = Book(session=2026, recorded="2025-03-01", process=shipped("ecosoc-consultative"))
    schedule = book.schedule("2025-03-01")
    assert ends(schedule, "application", 2026, "deadline") == days("2025-06-01")
    assert ends(schedule, "application", 2026, "target") == days("2025-05-02")
    assert ends(schedule, "papers", None, "target") == days("2025-04-02")
    assert ends(schedule, "decision", None, "target") == days("2025-02-01")
    assert ends(schedule, "screening", 2026, "window") == days("2025-06-02", "2026-01-19")
    assert ends(schedule, "review", 2026, "window") == days("2026-01-20", "2026-01-29")
    assert ends(schedule, "answers", 2026, "deadline") == days("2026-01-16", "2026-01-27")
    assert health(schedule, "decision") == ("late", 28)
    assert health(schedule, "answers", 2026) == (None, None)


def test_due_soon_is_what_the_process_says() -> None:
    book = Book(session=2026, recorded="2025-02-01", process=shipped("ecosoc-consultative"))
    assert health(book.schedule("2025-02-15"), "papers")[0] == "on-track"
    assert health(book.schedule("2025-02-16"), "papers")[0] == "due-soon"
