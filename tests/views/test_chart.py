"""A row of the chart: what is seen where several things meet in one column."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.views.axis import Axis
from tracker.views.chart import Drawing
from tracker.views.lines import plain
from tracker.views.theme import ASCII, CLASSES, UNICODE

#: Ten days a column, so that a column is easily named.
AXIS = Axis(date(2025, 1, 1), date(2025, 10, 27), 30)


def day(column: int, within: int = 0) -> date:
    return AXIS.first + timedelta(days=10 * column + within)


def drawing(today: int = 15, openings: tuple[int, ...] = ()) -> Drawing:
    return Drawing(AXIS, UNICODE, day(today), [day(c) for c in openings])


def text(row: Drawing) -> str:
    return plain(row.cells())


def test_today_passes_over_fillings_and_under_marks() -> None:
    row = drawing(today=15)
    row.window("window", day(12), day(18))
    assert text(row)[12:19] == "[░░|░░]"
    row.point("planned", day(15))
    assert text(row)[15] == "◊"


def test_a_window_of_two_columns_is_brackets_and_of_one_a_mark() -> None:
    for last, expected in ((day(20, 9), "◊"), (day(21), "[]"), (day(22), "[░]")):
        row = drawing()
        row.window("window", day(20), last)
        assert text(row)[20:] == expected


def test_what_is_known_to_the_month_is_no_point() -> None:
    row = drawing()
    row.dated("achieved", day(3), day(6, 9))
    assert text(row)[:7].strip() == "[  ]"


def test_the_first_of_the_order_wins_a_column() -> None:
    order = ["achieved", "progress", "planned", "window", "earlier"]
    for winner, loser in itertools.pairwise(order):
        for kinds in ((winner, loser), (loser, winner)):
            row = drawing()
            for kind in kinds:
                row.point(kind, day(5))
            single = drawing()
            single.point(winner, day(5))
            assert text(row) == text(single), kinds


def test_a_hard_deadline_moves_one_column_right_instead_of_hiding() -> None:
    row = drawing()
    row.point("planned", day(20))
    row.hard(day(20, 5), day(20))
    assert text(row)[20:] == "◊▐"


def test_a_hard_deadline_is_seen_at_the_right_edge_and_beyond_it() -> None:
    row = drawing()
    row.point("planned", day(29))
    row.hard(day(29, 3))
    assert text(row)[29] == "▐"
    row = drawing()
    row.hard(day(40))
    assert row.cells()[-1] == ("›", "hard")


@given(
    hard=st.integers(0, 299),
    today=st.integers(0, 29),
    others=st.lists(
        st.tuples(
            st.sampled_from(
                ["achieved", "progress", "planned", "late-planned", "earlier", "note", "blocked"]
            ),
            st.integers(0, 299),
        ),
        max_size=6,
    ),
    late=st.integers(0, 299) | st.none(),
    window=st.tuples(st.integers(0, 299), st.integers(0, 299)) | st.none(),
)
def test_no_mark_hides_a_hard_deadline(
    hard: int,
    today: int,
    others: list[tuple[str, int]],
    late: int | None,
    window: tuple[int, int] | None,
) -> None:
    def at(number: int) -> date:
        return AXIS.first + timedelta(days=number)

    row = drawing(today)
    for kind, number in others:
        row.point(kind, at(number))
    if late is not None:
        row.late(at(late))
    if window is not None:
        row.window("window", at(min(window)), at(max(window)))
    row.hard(at(hard))
    row.label("late", "at risk")
    found = "".join(chars for chars, _ in row.cells()).find("▐")
    assert found in (AXIS.column(at(hard)), AXIS.column(at(hard)) + 1)


def test_late_runs_from_the_due_date_to_today() -> None:
    row = drawing(today=15)
    row.point("late-planned", day(10))
    row.late(day(10))
    assert text(row)[10:16] == "◊!!!!|"


def test_the_earlier_plan_is_joined_to_the_new_one_in_both_directions() -> None:
    for was, now, expected in ((18, 22, "◦...◊"), (22, 18, "◊...◦")):
        row = drawing()
        row.point("planned", day(now))
        row.earlier(day(was), day(now))
        assert text(row)[18:23] == expected


def test_what_lies_outside_the_range_says_so_at_the_edge() -> None:
    row = drawing()
    row.point("achieved", day(-5))
    row.point("planned", day(99))
    cells = text(row)
    assert (cells[0], cells[-1]) == ("‹", "›")


def test_a_milestone_is_used_up_to_today_and_to_come_from_there() -> None:
    row = drawing(today=15)
    row.span(day(12), day(18), "now")
    assert text(row)[12:19] == "+▬▬|--+"


@pytest.mark.parametrize(
    ("mark", "today", "expected"),
    [
        (5, 25, "     ◊ at risk           |"),  # two columns right of the mark
        (5, 8, "     ◊  | at risk"),  # else right of today's line
        (24, 10, "          |     at risk ◊"),  # else left of the mark
        (7, 9, "       ◊ |"),  # else left out
    ],
)
def test_a_label_never_covers_a_mark_or_the_line_of_today(mark: int, today: int, expected: str) -> None:
    row = drawing(today)
    row.point("planned", day(mark))
    row.label("warn", "at risk" if expected.strip() != "◊ |" else "a label too long to stand anywhere")
    assert text(row) == expected


def test_a_shorter_label_is_taken_where_the_longer_has_no_room() -> None:
    row = drawing(today=0)
    row.point("planned", day(18))
    row.label("late", "1,000 days late in all respects", "9 d late")
    assert text(row).endswith("◊ 9 d late")


def test_every_mark_is_one_cell_wide_in_every_terminal_and_has_an_ascii_stand_in() -> None:
    from unicodedata import east_asian_width

    for name in UNICODE.__slots__:
        assert east_asian_width(getattr(UNICODE, name)) in ("N", "Na")
        assert getattr(ASCII, name).isascii()
        assert len(getattr(ASCII, name)) == 1


def test_no_class_is_white_or_black() -> None:
    assert not {number for number, _, _, _ in CLASSES.values()} & {0, 7, 8, 15, 16, 231}
