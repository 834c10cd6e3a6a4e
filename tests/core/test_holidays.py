"""Holidays at Headquarters: the lists that were found, and what recurs by rule."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tracker.core.holidays import load
from tracker.core.sessions import business_days_before, calendar, last_working_day

FILE = Path(__file__).parents[2] / "data" / "holidays.csv"
HOLIDAYS = load(FILE.read_text(encoding="utf-8"))
YEARS = range(2015, 2031)
ASSEMBLY = calendar("general-assembly")


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2017, "01-02 04-14 05-29 06-26 07-04 09-01 09-04 11-23 12-25"),
        (2020, "01-01 04-10 05-25 05-26 07-03 07-31 09-07 11-26 12-25"),
        (2024, "01-01 03-29 04-10 05-27 06-17 07-04 09-02 11-28 12-25"),
    ],
)
def test_the_published_lists_are_exact_and_confirmed(year: int, days: str) -> None:
    assert sorted(HOLIDAYS.days(year)) == [d(f"{year}-{day}") for day in days.split()]
    assert HOLIDAYS.confirmed(year)
    for day in HOLIDAYS.days(year):
        text, confirmed = HOLIDAYS.source(day)
        assert confirmed
        assert "https://" in text


def test_every_other_year_is_to_be_confirmed() -> None:
    assert [year for year in YEARS if HOLIDAYS.confirmed(year)] == [2017, 2020, 2024]
    assert not HOLIDAYS.confirmed(2014)
    assert not HOLIDAYS.confirmed(2031)
    assert {day.year for day in HOLIDAYS.all} == set(YEARS)
    assert HOLIDAYS.days(2031) == frozenset()


@pytest.mark.parametrize("year", YEARS)
def test_what_recurs_by_rule(year: int) -> None:
    names = {HOLIDAYS.name(day).removesuffix(" (observed)"): day for day in HOLIDAYS.days(year)}
    labour, thanks, christmas = (names[n] for n in ("Labour Day", "Thanksgiving Day", "Christmas Day"))
    assert (labour.month, labour.weekday()) == (9, 0)
    assert 1 <= labour.day <= 7
    assert (thanks.month, thanks.weekday()) == (11, 3)
    assert 22 <= thanks.day <= 28
    assert abs((christmas - date(year, 12, 25)).days) <= 1
    if date(year, 12, 25).weekday() < 5:
        assert christmas.day == 25
    for day in () if HOLIDAYS.confirmed(year) else (labour, thanks, christmas):
        assert HOLIDAYS.source(day).confirmed is False


def test_a_holiday_is_a_weekday_and_stands_once_in_order() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]
    days = [d(line[:10]) for line in lines]
    assert days == sorted(set(days))
    assert all(day.weekday() < 5 for day in days)
    assert HOLIDAYS.all == frozenset(days)


def test_a_day_without_a_holiday_has_no_source() -> None:
    with pytest.raises(KeyError):
        HOLIDAYS.source(d("2024-09-03"))


def test_the_opening_of_a_session_is_no_holiday() -> None:
    openings = {ASSEMBLY.opening(year - 1945) for year in YEARS}
    assert openings.isdisjoint(HOLIDAYS.all)


def test_the_last_working_day_and_the_business_days_step_over_them() -> None:
    assert last_working_day(d("2024-11-28"), HOLIDAYS.all) == d("2024-11-27")
    assert last_working_day(d("2025-09-01"), HOLIDAYS.all) == d("2025-08-29")
    # four business days before 2 Dec 2024: Thanksgiving lies in between
    assert business_days_before(d("2024-12-02"), 4) == d("2024-11-26")
    assert business_days_before(d("2024-12-02"), 4, HOLIDAYS.all) == d("2024-11-25")


def test_the_limits_of_rule_14_keep_their_friday() -> None:
    for year in YEARS:
        limit = ASSEMBLY.deadlines(year - 1945)["rule_14"]
        assert last_working_day(limit, HOLIDAYS.all) == limit - timedelta(days=2)
