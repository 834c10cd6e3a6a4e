"""Dates: what is stored, and what people type."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import UserError
from tracker.core.when import (
    AmbiguousDate,
    BadDate,
    FutureDate,
    When,
    bounded,
    day,
    of_iso,
    parse,
)

TODAY = date(2024, 9, 24)  # a Tuesday
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024-07-18", "2024-07-18", "2024-07-18", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2023-12", "2023-12-01", "2023-12-31", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
    ],
)
def test_stored_date_knows_its_first_and_last_possible_day(
    text: str, first: str, last: str, precision: str
) -> None:
    when = of_iso(text)
    assert when == When(text, d(first), d(last))
    assert when.precision == precision
    assert when.day == (d(first) if precision == "day" else None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-7",
        "2024-13",
        "2024-02-30",
        "20240718",
        "2024-W30-4",
        "2024-W30",
        "1899",
        "2200-01-01",
        "today",
        "13 Sep 2024",
        "2024-07-18 ",
        "٢٠٢٤",
        "2024/07/18",
        "\x1b[31m",
        "\ud800024",
    ],
)
def test_only_iso_is_a_stored_date(text: str) -> None:
    with pytest.raises(BadDate) as refused:
        of_iso(text)
    assert str(refused.value).isprintable()


@given(days)
def test_a_day_reads_back(value: date) -> None:
    assert of_iso(day(value).text) == day(value) == parse(value.isoformat(), TODAY)


def test_what_was_recorded_on_a_day_did_not_happen_after_it() -> None:
    assert bounded(of_iso("2024-07"), d("2024-07-18")) == When("2024-07", d("2024-07-01"), d("2024-07-18"))
    assert bounded(of_iso("2024-07"), d("2024-08-05")) == of_iso("2024-07")


def test_a_bound_never_comes_before_the_first_possible_day() -> None:
    assert bounded(of_iso("2024-07"), d("2024-06-30")).last == d("2024-07-01")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-09-13", "2024-09-13"),
        ("2024-9-3", "2024-09-03"),
        ("13 Sep 2024", "2024-09-13"),
        ("13 september 2024", "2024-09-13"),
        ("Sep 13, 2024", "2024-09-13"),
        ("13th of Sept. 2024", "2024-09-13"),
        ("Fri 13 Sep 2024", "2024-09-13"),
        ("13-Sep-2024", "2024-09-13"),
        ("  13   SEP  2024 ", "2024-09-13"),
        ("13/9/2024", "2024-09-13"),
        ("9/13/2024", "2024-09-13"),
        ("13.9.2024", "2024-09-13"),
        ("9/9/2024", "2024-09-09"),
        ("15/6/2027", "2027-06-15"),
        ("July 2024", "2024-07"),
        ("jul 2024", "2024-07"),
        ("2024-07", "2024-07"),
        ("07/2024", "2024-07"),
        ("May 2024", "2024-05"),
        ("2024", "2024"),
        ("today", "2024-09-24"),
        ("Yesterday", "2024-09-23"),
        ("last friday", "2024-09-20"),
        ("last Fri", "2024-09-20"),
        ("-3d", "2024-09-21"),
        ("-2w", "2024-09-10"),
        ("-1m", "2024-08-24"),
        ("-1y", "2023-09-24"),
        ("1er août 2024", "2024-08-01"),
        ("juillet 2024", "2024-07"),
        ("١٣ سبتمبر ٢٠٢٤", "2024-09-13"),
        ("13 أيلول/سبتمبر 2024", "2024-09-13"),
        ("كانون الأول 2024", "2024-12"),
        ("١٣/٩/٢٠٢٤", "2024-09-13"),
        ("13\u200f/9\u200f/2024", "2024-09-13"),
    ],
)
def test_what_people_type(text: str, iso: str) -> None:
    assert parse(text, TODAY) == of_iso(iso)


@pytest.mark.parametrize(
    ("text", "iso"),
    [("tomorrow", "2024-09-25"), ("+7d", "2024-10-01"), ("+1m", "2024-10-24"), ("next friday", "2024-09-27")],
)
def test_words_of_the_future_are_read_only_where_a_future_is_meant(text: str, iso: str) -> None:
    assert parse(text, TODAY, future=True) == of_iso(iso)
    with pytest.raises(FutureDate, match=iso):
        parse(text, TODAY)


@given(days, st.sampled_from(["monday", "tue", "friday", "sun"]))
def test_last_and_next_weekday_never_mean_today(today: date, name: str) -> None:
    number = ["monday", "tue", "wed", "thu", "friday", "sat", "sun"].index(name)
    try:
        last = parse(f"last {name}", today, future=True).first
        ahead = parse(f"next {name}", today, future=True).first
    except BadDate:
        assert today.year in (1900, 2199)  # over the edge of the years that we read
        return
    assert last.weekday() == ahead.weekday() == number
    assert 1 <= (today - last).days <= 7
    assert 1 <= (ahead - today).days <= 7


@pytest.mark.parametrize(
    ("today", "text", "iso"),
    [
        ("2024-03-31", "-1m", "2024-02-29"),
        ("2024-02-29", "-1y", "2023-02-28"),
        ("2024-01-31", "-11m", "2023-02-28"),
    ],
)
def test_a_month_counted_from_its_end_stays_in_the_month(today: str, text: str, iso: str) -> None:
    assert parse(text, d(today)).text == iso


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1900, 2199), st.sampled_from("/.-"))
def test_every_slashed_date_has_one_reading_or_is_refused(a: int, b: int, year: int, mark: str) -> None:
    readings = set()
    for month, number in ((b, a), (a, b)):
        try:
            readings.add(date(year, month, number))
        except ValueError:
            continue
    text = f"{a}{mark}{b}{mark}{year}"
    if len(readings) == 1:
        assert parse(text, TODAY) == day(readings.pop())
    else:
        with pytest.raises(AmbiguousDate if readings else BadDate):
            parse(text, TODAY)


def test_a_date_that_reads_two_ways_names_both_in_iso() -> None:
    with pytest.raises(AmbiguousDate, match="2024-04-03 or 2024-03-04") as refused:
        parse("3/4/2024", TODAY)
    assert refused.value.readings == (d("2024-04-03"), d("2024-03-04"))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("5 Sep", "2024-09-05"),
        ("30 Dec", "2023-12-30"),
        ("Sep", "2024-09"),
        ("13/9", "2024-09-13"),
        ("3/4", "2024-04-03 or 2024-03-04"),
        ("13/9/24", "2024-09-13"),
        ("29 Feb", "2024-02-29"),
        ("friday", "last friday"),
        ("10", "no month and no year"),
    ],
)
def test_a_date_without_its_year_is_refused_with_what_it_may_mean(text: str, hint: str) -> None:
    with pytest.raises(BadDate, match=re.escape(hint)):
        parse(text, TODAY)


def test_the_hint_lies_ahead_where_a_future_is_meant() -> None:
    with pytest.raises(BadDate, match="2025-09-05"):
        parse("5 Sep", TODAY, future=True)
    with pytest.raises(BadDate, match=r"2024-09\."):
        parse("September", TODAY, future=True)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2024-02-30", "2024-02-29"),
        ("31 Jun 2024", "2024-06-30"),
        ("2/30/2024", "2024-02-29"),
        ("2024-13-01", "no month 13"),
        ("1899", "1900"),
        ("13 Sep 2200", "2199"),
        ("-999999y", "1900"),
        ("Thu 13 Sep 2024", "Friday"),
    ],
)
def test_an_impossible_date_is_refused_and_says_why(text: str, hint: str) -> None:
    with pytest.raises(BadDate, match=hint):
        parse(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "foo",
        "13 Sep 2024 foo",
        "13 14 Sep 2024",
        "Sep Oct 2024",
        "२०२४",
        "20240913",
        "3d",
        "1/2024/3",
        "13 / 9 - 2024",
        "2024-09-13T10:00",
        "x" * 1000,
        "last",
        "last year",
        "²",
        "13 9 2024",
    ],
)
def test_what_is_no_date_is_refused_in_one_line_with_examples(text: str) -> None:
    with pytest.raises(BadDate) as refused:
        parse(text, TODAY)
    message = str(refused.value)
    assert "2024-09-13, 13 Sep 2024" in message
    assert message.isprintable()
    assert len(message) < 160


@pytest.mark.parametrize(
    "text", ["2024-09-13\n", "\x1b[31m2024", "13\tSep 2024", "\x9b31m", "\u202e2024", "\ud800"]
)
def test_control_characters_are_refused_and_not_echoed(text: str) -> None:
    with pytest.raises(BadDate) as refused:
        parse(text, TODAY)
    assert str(refused.value).isprintable()


_pieces = st.sampled_from("0123456789/-.+, dwmy") | st.sampled_from(
    ["2024", "sep", "13", "last ", "next ", "fri", "of", "أيلول", "٣", "-3", "999999", "th", "0"]
)


@given(st.text() | st.lists(_pieces, max_size=8).map("".join), days, st.booleans())
def test_any_text_is_a_date_or_a_mistake_of_the_users(text: str, today: date, future: bool) -> None:
    try:
        when = parse(text, today, future=future)
    except UserError:
        return
    assert of_iso(when.text) == when
    assert when.first <= when.last


@given(days, st.integers(-400, 400))
def test_days_are_counted_from_today(today: date, count: int) -> None:
    found = today + timedelta(days=count)
    if date(1900, 1, 1) <= found <= date(2199, 12, 31):
        assert parse(f"{count:+}d", today, future=True) == day(found)
