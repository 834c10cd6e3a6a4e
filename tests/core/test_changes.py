"""What changed since the Council, in two times."""

from __future__ import annotations

from datetime import date

from tests.book import Book
from tracker.core.changes import Viewpoint, changes

COUNCIL = Viewpoint(date(2024, 9, 13), "2024-09-13T23:59:59.999Z")
NOW = Viewpoint(date(2024, 10, 1), None)


def test_happened_reported_late_and_corrected_are_told_apart() -> None:
    book = Book(session=80, recorded="2024-09-10")
    book.report("mandate", "achieved", "2024-09-09")
    wrong = book.report("lead-sponsor", "achieved", "2024-09-10")
    book.undo(wrong, on="2024-09-20", recorded="2024-09-20")
    late = book.report("soundings", "in-progress", "2024-07", recorded="2024-09-20")
    new = book.note("dossier", "2024-09-18", recorded="2024-09-20")
    found = changes(book.entries, COUNCIL, NOW)
    assert [e.id for e in found.happened] == [new.id]
    assert [e.id for e in found.reported_late] == [late.id]
    assert [c.was.id for c in found.corrected] == [wrong.id]


def test_a_correction_is_listed_once() -> None:
    book = Book(session=80, recorded="2024-09-10")
    first = book.report("mandate", "achieved", "2024-09-09")
    second = book.correct(first, recorded="2024-09-20", on="2024-09-14")
    third = book.correct(second, recorded="2024-09-21", on="2024-09-15")
    found = changes(book.entries, COUNCIL, NOW)
    assert (found.happened, found.reported_late) == ([], [])
    assert [(c.was.id, c.by.id) for c in found.corrected] == [(first.id, third.id)]


def test_what_was_corrected_before_the_council_saw_it_is_not_listed() -> None:
    book = Book(session=80, recorded="2024-09-20")
    first = book.report("mandate", "achieved", "2024-09-09")
    second = book.correct(first, on="2024-09-10")
    found = changes(book.entries, COUNCIL, NOW)
    assert [e.id for e in found.reported_late] == [second.id]
    assert found.corrected == []


def test_plans_and_targets_are_no_events() -> None:
    book = Book(session=80, recorded="2024-09-20")
    book.plan("letter", "2025-05-01", on="2024-09-20", session=80)
    book.target(81, on="2024-09-20")
    found = changes(book.entries, COUNCIL, NOW)
    assert (found.happened, found.reported_late, found.corrected) == ([], [], [])
