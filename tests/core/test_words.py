"""The words: dates, spans, counts and lists as people read them."""

from __future__ import annotations

from datetime import date
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core import words
from tracker.core.when import of_iso, parse


def d(text: str) -> date:
    return date.fromisoformat(text)


def test_ordinals() -> None:
    endings = (
        ("th", range(4, 21)),
        ("th", (111, 112, 113)),
        ("st", (1, 21, 81, 101)),
        ("nd", (2, 82, 122)),
        ("rd", (3, 83)),
    )
    for ending, numbers in endings:
        assert [words.ordinal(n) for n in numbers] == [f"{n}{ending}" for n in numbers]


def test_a_day() -> None:
    assert words.day(d("2024-09-03")) == "3 Sep 2024"
    assert words.weekday(d("2024-09-13")) == "Fri 13 Sep 2024"
    assert words.weekday_short(d("2025-08-08")) == "Fri 8 Aug"


@pytest.mark.parametrize(
    ("text", "plain", "with_weekday"),
    [
        ("2024-09-13", "13 Sep 2024", "Fri 13 Sep 2024"),
        ("2024-07", "Jul 2024", "Jul 2024"),
        ("2024", "2024", "2024"),
    ],
)
def test_a_date_is_shown_at_the_precision_given(text: str, plain: str, with_weekday: str) -> None:
    assert words.when(of_iso(text)) == plain
    assert words.when_weekday(of_iso(text)) == with_weekday
    assert words.since(of_iso(text)) == f"since {plain}"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2025-04-12", "2025-07-11", "12 Apr-11 Jul 2025"),
        ("2025-09-10", "2025-09-11", "10-11 Sep 2025"),
        ("2026-03-30", "2026-10-30", "30 Mar-30 Oct 2026"),
        ("2025-12-03", "2026-01-14", "3 Dec 2025-14 Jan 2026"),
        ("2025-09-12", "2025-09-12", "12 Sep 2025"),
        ("2024-07-18", "2025-07-18", "18 Jul 2024-18 Jul 2025"),
    ],
)
def test_a_span_names_once_what_its_ends_share(first: str, last: str, text: str) -> None:
    assert words.span(d(first), d(last)) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2024-07-01", "2025-07-11", "Jul 2024-Jul 2025"),
        ("2024-07-01", "2024-09-11", "Jul-Sep 2024"),
        ("2024-07-01", "2024-07-31", "Jul 2024"),
    ],
)
def test_a_span_of_months(first: str, last: str, text: str) -> None:
    assert words.month_span(d(first), d(last)) == text


_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(_days, _days)
def test_dates_fit_in_their_column(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    assert len(words.short_span(first, last)) <= words.SPAN_CELLS
    assert len(words.month_span(first, last)) <= 17
    assert len(words.span(first, last)) <= (words.SPAN_CELLS if first.year == last.year else 23)


@given(_days)
def test_what_is_shown_can_be_typed(day: date) -> None:
    for text in (words.day(day), words.weekday(day)):
        assert parse(text, d("2024-09-24")).day == day
    assert parse(words.month(day), d("2024-09-24")).text == day.isoformat()[:7]


def test_counts() -> None:
    assert [words.days(n) for n in (0, 1, 170)] == ["0 days", "1 day", "170 days"]
    assert [words.in_days(n) for n in (0, 1, 170, -1, -11)] == (
        ["today", "tomorrow", "in 170 days", "yesterday", "11 days ago"]
    )
    assert [words.late(n) for n in (1, 24)] == ["1 day late", "24 days late"]
    assert [words.moved(n) for n in (14, -1, 0)] == ["+14 days", "-1 day", "no change"]
    assert [words.plural(1, "date"), words.plural(6, "date")] == ["1 date", "6 dates"]
    assert words.plural(2, "entry", "entries") == "2 entries"


def test_how_often_and_how_long_still() -> None:
    assert [words.times(count) for count in (1, 2, 3, 9)] == ["once", "twice", "3 times", "9 times"]
    assert [words.left(count) for count in (0, 1, 35)] == ["ends today", "1 day left", "35 days left"]
    assert max(len(words.left(count)) for count in (999, 1000, 99_999)) <= 13


def test_lists() -> None:
    assert words.join(["a", "b", "c"]) == "a, b, c"
    assert [words.both(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == (
        ["", "a", "a and b", "a, b and c"]
    )


def test_only_characters_of_one_cell() -> None:
    text = "".join(
        (*words.MONTHS, *words.WEEKDAYS, words.moved(-3), words.span(d("2025-12-03"), d("2026-01-14")))
    )
    assert {east_asian_width(char) for char in text} <= {"N", "Na"}
