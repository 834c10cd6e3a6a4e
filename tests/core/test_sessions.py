"""Sessions: every opening and deadline that the procedure sheet gives (2.1, 2.2), and what lies outside."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.sessions import (
    NAMES,
    RULES,
    UnknownCalendar,
    Unsourced,
    business_days_before,
    calendar,
    deadlines,
    last_working_day,
    shift,
)


def d(text: str) -> date:
    return date.fromisoformat(text)


ASSEMBLY = calendar("general-assembly")


@pytest.mark.parametrize(
    ("session", "opening"),
    [
        (61, "2006-09-12"),
        (62, "2007-09-18"),
        (63, "2008-09-16"),
        (68, "2013-09-17"),
        (72, "2017-09-12"),  # 1 September was a holiday: holidays play no part
        (76, "2021-09-14"),
        (77, "2022-09-13"),
        (78, "2023-09-05"),
        (79, "2024-09-10"),
        (80, "2025-09-09"),
        (81, "2026-09-08"),
        (82, "2027-09-07"),
        (83, "2028-09-05"),
        (84, "2029-09-11"),
    ],
)
def test_rule_1_gives_the_opening_of_each_session_on_the_sheet(session: int, opening: str) -> None:
    assert ASSEMBLY.by_rule(session) == ASSEMBLY.opening(session) == d(opening)


@pytest.mark.parametrize(("session", "debate"), [(78, "2023-09-19"), (80, "2025-09-23"), (81, "2026-09-22")])
def test_general_debate_from_the_78th_on(session: int, debate: str) -> None:
    assert ASSEMBLY.general_debate(session) == d(debate)


def test_general_debate_is_not_invented_before_the_78th() -> None:
    assert ASSEMBLY.general_debate(77) is None
    assert calendar("calendar-year").general_debate(2026) is None


@pytest.mark.parametrize(
    ("session", "rule_12", "rule_14", "supplementary_list"),
    [
        (79, "2024-07-12", "2024-08-11", "2024-08-21"),
        (80, "2025-07-11", "2025-08-10", "2025-08-20"),
        (81, "2026-07-10", "2026-08-09", "2026-08-19"),
        (82, "2027-07-09", "2027-08-08", "2027-08-18"),
        (83, "2028-07-07", "2028-08-06", "2028-08-16"),
    ],
)
def test_deadlines_of_each_session_on_the_sheet(
    session: int, rule_12: str, rule_14: str, supplementary_list: str
) -> None:
    expected = {"rule_12": d(rule_12), "rule_14": d(rule_14), "supplementary_list": d(supplementary_list)}
    assert deadlines(ASSEMBLY.opening(session)) == ASSEMBLY.deadlines(session) == expected
    assert set(RULES) == set(expected)


def test_deadlines_of_the_assembly_do_not_apply_to_other_bodies() -> None:
    assert calendar("calendar-year").deadlines(2026) == {}


@given(st.integers(58, 150))
def test_a_session_opens_on_a_tuesday_of_september_and_is_in_course_from_that_day(session: int) -> None:
    opening = ASSEMBLY.opening(session)
    assert (opening.weekday(), opening.month, opening.year) == (1, 9, session + 1945)
    assert ASSEMBLY.in_course(opening) == session
    if session > 58:
        assert ASSEMBLY.in_course(opening - timedelta(days=1)) == session - 1


@pytest.mark.parametrize("session", [-1, 0, 1, 57, 151, 2026])
def test_a_session_outside_the_sourced_range_is_refused(session: int) -> None:
    with pytest.raises(Unsourced):
        ASSEMBLY.opening(session)


def test_the_refusal_says_that_another_rule_applied_before_the_58th() -> None:
    with pytest.raises(Unsourced, match=r"57th .* before the 58th session \(2003\) another rule applied"):
        ASSEMBLY.opening(57)


@pytest.mark.parametrize("day", ["1900-01-01", "2003-09-15", "2096-09-30", "2199-12-31"])
def test_a_day_outside_the_sourced_range_is_in_no_session(day: str) -> None:
    with pytest.raises(Unsourced):
        ASSEMBLY.in_course(d(day))


def test_the_first_and_last_days_of_the_sourced_range() -> None:
    assert ASSEMBLY.in_course(d("2003-09-16")) == 58
    assert ASSEMBLY.in_course(d("2096-09-01")) == 150


def test_a_moved_opening_moves_the_session_in_course_and_what_is_counted_from_it() -> None:
    moved = calendar("general-assembly", {82: d("2027-09-14")})
    assert moved.opening(82) == d("2027-09-14")
    assert moved.by_rule(82) == d("2027-09-07")
    assert moved.deadlines(82)["rule_14"] == d("2027-08-15")
    assert moved.in_course(d("2027-09-13")) == 81
    assert moved.in_course(d("2027-09-14")) == 82
    assert ASSEMBLY.in_course(d("2027-09-13")) == 82


def test_an_opening_moved_to_an_earlier_or_a_later_year() -> None:
    late = calendar("general-assembly", {75: d("2021-01-12")})
    assert late.in_course(d("2020-12-31")) == 74
    assert late.in_course(d("2021-01-12")) == 75
    early = calendar("general-assembly", {80: d("2024-12-02")})
    assert early.in_course(d("2024-12-01")) == 79
    assert early.in_course(d("2024-12-02")) == 80


def test_an_opening_on_record_extends_the_range_only_as_far_as_it_is_known() -> None:
    known = calendar("general-assembly", {50: d("1995-09-19"), 57: d("2002-09-10")})
    assert known.opening(57) == d("2002-09-10")
    assert known.in_course(d("2003-01-01")) == 57
    with pytest.raises(Unsourced):  # it may have been the 51st by then
        known.in_course(d("1997-01-01"))


def test_a_calendar_year_is_its_own_session() -> None:
    year = calendar("calendar-year")
    assert year.opening(2026) == d("2026-01-01")
    assert year.in_course(d("2026-12-31")) == 2026
    assert year.next(2026) == 2027
    for session in (1945, 2200):
        with pytest.raises(Unsourced):
            year.opening(session)


def test_calendars_are_known_by_name() -> None:
    assert [calendar(name).name for name in NAMES] == ["general-assembly", "calendar-year"]
    with pytest.raises(UnknownCalendar, match="general-assembly, calendar-year"):
        calendar("lunar\x1b")


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2025-09-30", 4, "2025-09-24"),  # over a weekend
        ("2025-10-31", 4, "2025-10-27"),
        ("2025-09-29", 1, "2025-09-26"),  # a Monday
        ("2025-09-28", 1, "2025-09-26"),  # a Sunday
        ("2025-09-30", 0, "2025-09-30"),
    ],
)
def test_business_days_before(day: str, n: int, expected: str) -> None:
    assert business_days_before(d(day), n) == d(expected)


def test_business_days_after_and_calendar_days() -> None:
    assert shift(d("2025-09-26"), 1, business=True) == d("2025-09-29")
    assert shift(d("2025-09-26"), 1, business=False) == d("2025-09-27")
    assert shift(d("2025-09-09"), -60, business=False) == d("2025-07-11")


def test_holidays_are_no_business_days() -> None:
    holidays = frozenset({d("2025-09-26"), d("2025-08-08")})
    assert business_days_before(d("2025-09-29"), 1, holidays) == d("2025-09-25")
    assert last_working_day(d("2025-08-10"), holidays) == d("2025-08-07")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2027-08-08", "2027-08-06"), ("2027-08-07", "2027-08-06"), ("2027-08-06", "2027-08-06")],
)
def test_last_working_day_of_a_weekend_deadline_is_the_friday(day: str, expected: str) -> None:
    assert last_working_day(d(day)) == d(expected)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 40))
def test_business_days_there_and_back(day: date, n: int) -> None:
    moved = shift(day, n, business=True)
    assert moved.weekday() < 5
    assert sum((day + timedelta(days=i)).weekday() < 5 for i in range(1, (moved - day).days + 1)) == n
