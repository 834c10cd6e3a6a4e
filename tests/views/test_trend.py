"""How dates moved, drawn: at every width, and what stands where."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book import Book
from tests.views.test_screens import DAYS, books, screen
from tracker.core.text import width
from tracker.core.trend import Trend, trend
from tracker.views.rows import drawn, title_of
from tracker.views.trend import OFFSET, TrendChart
from tracker.views.trend_frame import CHART_FROM, DIGITS
from tracker.views.trend_step import StepTrend


def of(book: Book, as_of: str) -> Trend:
    return trend(book.processes, book.entries, date.fromisoformat(as_of), None)


def chart(book: Book, as_of: str, columns: int = 100, ascii: bool = False) -> list[str]:
    return screen(TrendChart(of(book, as_of), ascii=ascii), columns)


def one(book: Book, step: str, as_of: str, columns: int = 100) -> list[str]:
    found = of(book, as_of)
    series = found.of(step)
    assert series is not None
    return screen(StepTrend(found, series.step), columns)


def row(lines: list[str], title: str) -> str:
    return next(line for line in lines if line[2:].startswith(title))


def planned() -> Book:
    book = Book(session=80, recorded="2024-09-24")
    book.plan("letter", "2025-06-20", on="2024-11-01", session=80)
    book.plan("letter", "2025-08-01", on="2025-02-01", session=80, because="the draft is not agreed")
    return book


def deferred() -> Book:
    book = Book(session=70, recorded="2024-09-24")
    book.report("letter", "achieved", "2015-04-30", 70)
    for session in range(70, 79):
        book.report("committee-action", "deferred", str(1945 + session), session)
    return book


# --- at every width


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(book=books(), as_of=DAYS, columns=st.integers(40, 250), ascii=st.booleans())
def test_no_line_is_too_wide_and_every_date_is_there(
    book: Book, as_of: date, columns: int, ascii: bool
) -> None:
    found = of(book, as_of.isoformat())
    lines = screen(TrendChart(found, ascii=ascii), columns)
    assert max(map(width, lines)) <= columns
    assert not ascii or "\n".join(lines).isascii()
    state = found.schedule.state
    for item in drawn(state, found.schedule):
        series = found.of(item.step.key)
        if series is None or item.standing == "no-longer" or found.schedule.expected(item) is None:
            continue
        title = title_of(item.step, state)
        if item.settled and not series.moves:
            assert title in " ".join(lines)
        else:
            assert any(line[2:].startswith(title) for line in lines), title
    for series in found.series:
        assert max(map(width, screen(StepTrend(found, series.step, ascii=ascii), columns))) <= columns


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(book=books(), as_of=DAYS, columns=st.integers(CHART_FROM, 250))
def test_a_hard_deadline_and_the_last_date_are_both_seen(book: Book, as_of: date, columns: int) -> None:
    found = of(book, as_of.isoformat())
    lines = screen(TrendChart(found), columns)
    for item in drawn(found.schedule.state, found.schedule):
        series = found.of(item.step.key)
        dated = found.schedule.expected(item) is not None
        if series is None or item.settled or item.standing == "no-longer" or not dated:
            continue
        cells = row(lines, title_of(item.step, found.schedule.state))[OFFSET:]
        hard = found.schedule.of(item).deadline is not None
        assert not hard or "▐" in cells
        number = DIGITS[len(series.points) - 1]
        assert number in cells or cells.endswith("▐")


@pytest.mark.parametrize("columns", range(40, 72))
def test_the_longest_title_date_and_move_fit_without_a_chart(columns: int) -> None:
    """One line for all three where there is room, else two; nothing is cut or runs over."""
    book = planned()
    book.plan("listing", "2025-12-20", on="2025-02-01", session=80)
    book.plan("general-committee", "2028-12-20", on="2025-02-01", session=80)
    found = of(book, "2025-03-01")
    lines = screen(TrendChart(found), columns)
    assert max(map(width, lines)) <= columns
    text = " ".join(" ".join(lines).split())
    assert "Listing on the agenda 20 Dec 2025 +" in text
    assert "General Committee 20 Dec 2028 +1,196 d" in text
    for series in found.series:
        assert max(map(width, screen(StepTrend(found, series.step), columns))) <= columns


def test_a_window_in_its_longest_words_fits_in_one_step_alone() -> None:
    book = Book(session=70, recorded="2015-04-30")
    book.add("target", on="2016-01-05", recorded="2016-01-05", target=79)
    for columns, end in ((40, "28 Nov-12 Dec 2024"), (41, "28 Nov-12 Dec 2024  +3,283 d")):
        lines = one(book, "plenary-action", "2016-09-24", columns)
        assert max(map(width, lines)) <= columns
        assert f"5 Jan 2016   {end}" in lines
        assert "+3,283 d" in "\n".join(lines)


# --- what stands where


def test_each_plan_has_its_number_and_the_hard_deadline_stays() -> None:
    lines = chart(planned(), "2025-03-01")
    cells = row(lines, "Letter to the UN SG")[OFFSET:]
    marks = [c for c in cells if c in "123▐"]
    assert marks == ["2", "1", "3", "▐"], "20 June, 11 July (by rule), 1 August, 10 August"
    assert "1 Aug 2025" in row(lines, "Letter to the UN SG")
    assert "+21 d" in row(lines, "Letter to the UN SG")


def test_a_date_that_never_moved_is_a_single_one() -> None:
    cells = row(chart(planned(), "2025-03-01"), "Plenary action")[OFFSET - 9 :]
    assert [c for c in cells if c in "123."] == ["1"]
    assert cells.lstrip().startswith("-")


def test_the_summary_says_how_many_moved_and_how_near_the_deadline_is() -> None:
    text = " ".join(chart(planned(), "2025-03-01"))
    assert (
        "3 of 15 open dates moved; Letter to the UN SG moved twice and is now 9 days from its hard deadline"
        " (Sun 10 Aug 2025, last working day Fri 8 Aug)."
    ) in text
    assert "Plenary action has not moved." in text
    assert "Moved more than once: Memorandum and draft (twice), Letter to the UN SG (twice)" in text


def test_every_decision_is_listed_with_what_it_moved_and_why() -> None:
    text = "\n".join(chart(planned(), "2025-03-01", 160))
    why = text[text.index("\nWhy\n") :]
    assert "1 Nov 2024   Memorandum and draft (2) -21 d, Letter to the UN SG (2) -21 d: first plan" in why
    assert "the draft is not agreed  desk officer" in why
    assert why.count("the draft is not agreed") == 1


def test_after_nine_come_letters() -> None:
    lines = chart(deferred(), "2024-09-24", 160)
    cells = row(lines, "Plenary action")[OFFSET:]
    assert [c for c in cells if c in DIGITS] == list("123456789a")
    assert "+3,283 d" in row(lines, "Plenary action")


def test_what_is_achieved_ends_in_its_mark() -> None:
    book = planned()
    book.report("dossier", "achieved", "2025-04-10", recorded="2025-04-10")
    cells = row(chart(book, "2025-05-01"), "Dossier")[OFFSET:]
    assert [c for c in cells if c in "12✓"] == ["1", "✓"]
    assert "Dossier achieved 28 days after its date" in "\n".join(chart(book, "2025-05-01"))


def test_achieved_on_its_date_is_not_drawn_but_named() -> None:
    book = planned()
    book.report("mandate", "achieved", "2024-09-24")
    assert chart(book, "2025-03-01").count("Achieved without a move: Mandate.") == 1


def test_one_step_has_a_line_for_each_date_and_its_reason() -> None:
    lines = one(planned(), "letter", "2025-03-01")
    assert [line[:48] for line in lines if line.startswith("  ") and line[2:4] in ("at", "1 ")] == [
        "  at first    80th  11 Jul 2025               - ",
        "  1 Nov 2024  80th  20 Jun 2025           -21 d ",
        "  1 Feb 2025  80th  1 Aug 2025            +42 d ",
    ]
    assert "    the draft is not agreed (desk officer)" in lines
    assert lines[-2].startswith(
        "2 moves, +21 days in all: 2 by a plan. It is now 9 days before its hard deadline"
    )


def test_nine_deferrals_of_one_step() -> None:
    lines = one(deferred(), "plenary-action", "2024-09-24", 80)
    assert len([line for line in lines if "◊" in line and line.startswith("  ")]) == 10
    assert "9 moves, +3,283 days in all (9 years): 9 deferred by a session." in lines
    assert max(map(len, lines)) <= 80


def test_ascii_alone() -> None:
    text = "\n".join(chart(planned(), "2025-03-01", 100, ascii=True))
    assert text.isascii()
    assert "H hard deadline" in text


def test_a_campaign_that_aims_at_nothing_yet_says_so() -> None:
    lines = chart(Book(session=None, recorded="2024-09-24"), "2024-09-24")
    assert lines[-1] == "No step has a date yet."
