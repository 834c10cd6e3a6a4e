"""The axis: which days lie in which column, and which ticks, sessions and labels stand above them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.views.axis import Axis, session_line, tick_line, ticks, today_line, whole_months
from tracker.views.lines import plain

YEAR_AND_HALF = Axis(date(2024, 7, 1), date(2025, 12, 31), 42)


def test_the_range_runs_from_the_first_of_the_earliest_month_to_the_end_of_the_latest() -> None:
    assert whole_months([date(2025, 2, 14), date(2024, 12, 31)]) == (date(2024, 12, 1), date(2025, 2, 28))


def test_first_and_last_day_take_first_and_last_column() -> None:
    axis = YEAR_AND_HALF
    assert (axis.column(axis.first), axis.column(axis.last)) == (0, 41)
    assert axis.column(axis.first - timedelta(days=1)) < 0
    assert axis.column(axis.last + timedelta(days=1)) >= axis.width


_ODD = ["Mar", "May", "Jul", "Sep", "Nov"]


@pytest.mark.parametrize(
    ("first", "last", "width", "labels"),
    [
        (date(2024, 7, 1), date(2025, 12, 31), 42, ["Jul", "Oct", "2025", "Apr", "Jul", "Oct"]),
        (date(2024, 7, 1), date(2025, 12, 31), 65, [*_ODD[-3:], "2025", *_ODD]),
        (date(2024, 9, 1), date(2024, 12, 31), 37, ["Sep 2024", "Oct", "Nov", "Dec"]),
        (date(2015, 4, 1), date(2024, 12, 31), 37, ["2016", "2018", "2020", "2022", "2024"]),
        (date(2024, 9, 2), date(2024, 9, 22), 37, ["2 Sep 2024", "9 Sep", "16 Sep"]),
        (date(2024, 9, 2), date(2024, 9, 5), 40, ["2 Sep", "3 Sep", "4 Sep", "5 Sep"]),
        (date(1990, 1, 1), date(2029, 12, 31), 24, ["1990", "2000", "2010", "2020"]),
        (date(1990, 1, 1), date(2029, 12, 31), 20, ["1990", "2010"]),
    ],
)
def test_ticks_are_the_finest_whose_labels_keep_a_space(
    first: date, last: date, width: int, labels: list[str]
) -> None:
    found = [tick.label for tick in ticks(Axis(first, last, width))]
    assert [label.removesuffix(" 2024") for label in found] == [x.removesuffix(" 2024") for x in labels]


@given(
    first=st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    days=st.integers(1, 20_000),
    width=st.integers(10, 160),
)
def test_tick_labels_never_touch_and_never_pass_the_edge(first: date, days: int, width: int) -> None:
    axis = Axis(first, first + timedelta(days=days), width)
    text = plain(tick_line(axis))
    assert len(text) <= width
    for tick in ticks(axis):
        assert text[tick.column :].startswith(tick.label)
        assert tick.column == 0 or text[tick.column - 1] == " "


def test_today_turns_left_at_the_right_edge() -> None:
    axis = YEAR_AND_HALF
    assert (
        plain(today_line(axis, date(2024, 9, 24), "today 24 Sep 2024", "|")) == " " * 6 + "|today 24 Sep 2024"
    )
    late = plain(today_line(axis, date(2025, 12, 20), "today 20 Dec 2025", "|"))
    assert late.endswith("today 20 Dec 2025|")
    assert len(late) == axis.column(date(2025, 12, 20)) + 1
    assert today_line(axis, date(2026, 1, 1), "today 1 Jan 2026", "|") == []


def test_a_session_is_named_in_full_in_short_or_not_at_all() -> None:
    openings = [
        ("78th session", "78th", date(2023, 9, 5)),
        ("79th session", "79th", date(2024, 9, 10)),
        ("80th session", "80th", date(2025, 9, 9)),
    ]
    wide = plain(session_line(Axis(date(2024, 7, 1), date(2025, 12, 31), 65), openings, "¦"))
    assert wide == " 78th - ¦79th session ---------------------------- ¦80th session"
    narrow = plain(session_line(YEAR_AND_HALF, openings, "¦"))
    assert narrow == "     ¦79th session ------------- ¦80th --"
