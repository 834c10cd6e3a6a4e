"""How dates moved over time: each bend on the day on which it was decided, with its reason."""

from __future__ import annotations

from datetime import date

import pytest

from tests.book import Book
from tracker.core import trend as module
from tracker.core.trend import Trend, trend


def of(book: Book, as_of: str, since: str | None = None) -> Trend:
    first = date.fromisoformat(since) if since else None
    return trend(book.processes, book.entries, date.fromisoformat(as_of), None, first)


def points(found: Trend, key: str) -> list[tuple[str, str, int]]:
    """(the day of the decision, the date then, by how many days it moved)."""
    series = found.of(key)
    assert series is not None
    return [(p.decided.isoformat(), p.span[1].isoformat(), p.days) for p in series.points]


def planned() -> Book:
    book = Book(session=80, recorded="2024-09-24")
    book.plan("letter", "2025-06-20", on="2024-11-01", session=80)
    book.plan("letter", "2025-07-04", on="2025-02-01", session=80, because="the draft is not agreed")
    book.plan("letter", "2025-07-18", on="2025-05-01", session=80, because="capital needs May")
    return book


def test_each_plan_is_a_bend_with_its_reason() -> None:
    found = of(planned(), "2025-06-01")
    assert points(found, "letter") == [
        ("2024-09-24", "2025-07-11", 0),  # the rule's: O-60
        ("2024-11-01", "2025-06-20", -21),
        ("2025-02-01", "2025-07-04", 14),
        ("2025-05-01", "2025-07-18", 14),
    ]
    series = found.of("letter")
    assert series is not None and series.days == 7
    assert [p.cause.because for p in series.moves if p.cause] == [
        None, "the draft is not agreed", "capital needs May",
    ]  # fmt: skip


def test_a_step_that_never_moved_has_one_point() -> None:
    assert len(points(of(planned(), "2025-06-01"), "plenary-action")) == 1


def test_a_day_in_the_past_does_not_know_the_later_plans() -> None:
    assert points(of(planned(), "2025-03-01"), "letter")[-1] == ("2025-02-01", "2025-07-04", 14)


def test_from_a_day_on_only_the_later_bends_are_there() -> None:
    assert points(of(planned(), "2025-06-01", "2025-03-01"), "letter") == [
        ("2025-03-01", "2025-07-04", 0),
        ("2025-05-01", "2025-07-18", 14),
    ]


def test_a_plan_that_was_typed_late_bends_the_line_on_the_day_of_the_decision() -> None:
    book = planned()
    book.plan("dossier", "2025-04-30", on="2024-12-01", recorded="2025-03-01")
    assert points(of(book, "2025-06-01"), "dossier")[-1][:2] == ("2024-12-01", "2025-04-30")


def test_a_plan_that_was_taken_back_bends_nothing() -> None:
    book = planned()
    book.undo(book.plan("letter", "2025-08-01", on="2025-05-10", session=80), recorded="2025-05-11")
    assert points(of(book, "2025-06-01"), "letter")[-1][1] == "2025-07-18"


def test_what_happened_ends_the_line_where_it_happened() -> None:
    book = planned()
    book.report("letter", "achieved", "2025-07-28", 80, recorded="2025-07-28")
    series = of(book, "2025-08-15").of("letter")
    assert series is not None
    last = series.points[-1]
    assert (last.span[1], last.days, last.settled) == (date(2025, 7, 28), 10, True)
    assert last.cause is not None and last.cause.kind == "report"


def test_what_happened_within_its_window_is_no_move() -> None:
    book = planned()
    book.report("plenary-action", "achieved", "2025-12-01", 80, recorded="2025-12-02")
    series = of(book, "2025-12-31").of("plenary-action")
    assert series is not None
    assert (series.moves, series.points[-1].settled, series.points[-1].span) == (
        [], True, (date(2025, 12, 1), date(2025, 12, 1)),
    )  # fmt: skip


def test_a_vague_date_that_can_be_the_planned_one_is_no_move() -> None:
    book = planned()
    book.report("letter", "achieved", "2025-07", 80, recorded="2025-08-02")
    series = of(book, "2025-08-15").of("letter")
    assert series is not None and series.points[-1].settled
    assert len(series.moves) == 3


def test_a_first_plan_on_the_last_day_of_its_window_is_no_move() -> None:
    book = planned()
    book.plan("soundings", "2025-07-11", on="2024-12-01")
    series = of(book, "2025-06-01").of("soundings")
    assert series is not None and series.moves == []


def test_nine_deferrals_are_nine_moves_by_a_session() -> None:
    book = Book(session=70, recorded="2024-09-24")
    book.report("letter", "achieved", "2015-04-30", 70)
    for session in range(70, 79):
        book.report("committee-action", "deferred", str(1945 + session), session)
    series = of(book, "2024-09-24").of("plenary-action")
    assert series is not None
    assert [p.days for p in series.moves] == [364, 364, 371, 364, 364, 364, 364, 357, 371]
    assert [p.session for p in series.points] == list(range(70, 80))
    assert {p.cause.kind for p in series.moves if p.cause} == {"outcome"}


def test_a_moved_target_is_one_bend_of_each_date() -> None:
    book = planned()
    book.target(81, on="2025-05-20", because="no lead sponsor yet")
    series = of(book, "2025-06-01").of("plenary-action")
    assert series is not None
    [bend] = series.moves
    assert (bend.decided, bend.days, bend.cause.because if bend.cause else None) == (
        date(2025, 5, 20), 364, "no lead sponsor yet",
    )  # fmt: skip


def test_too_many_days_are_cut_at_the_beginning_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 3)
    found = of(planned(), "2025-06-01")
    assert (found.left_out, found.first) == (2, date(2025, 2, 1))
    assert points(found, "letter") == [("2025-02-01", "2025-07-04", 0), ("2025-05-01", "2025-07-18", 14)]
