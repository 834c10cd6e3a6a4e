"""Which entries are known, and which of those still stand."""

from __future__ import annotations

from tests.book import Book
from tracker.core.live import known, live


def numbers(book: Book, known_at: str | None = None) -> list[int]:
    """The numbers of the live entries, without the campaign's first."""
    return [int(e.id) for e in live(book.entries, known_at)][1:]


def test_what_arrived_at_the_very_instant_is_known() -> None:
    book = Book(recorded="2024-09-24")
    instant = book.entries[0].arrived_at
    assert known(book.entries, instant) == book.entries
    assert known(book.entries, instant.replace("2024", "2023")) == []


def test_what_counts_is_when_an_entry_arrived_not_when_it_was_recorded() -> None:
    book = Book(recorded="2024-09-24")
    entry = book.report("mandate", "achieved", "2024-09-13")
    entry.arrived_at = "2024-12-01T12:00:00.000Z"
    assert numbers(book, "2024-11-30T23:59:59.999Z") == []
    assert numbers(book, "2024-12-01T23:59:59.999Z") == [2]


def test_a_retraction_that_has_not_arrived_takes_nothing_back_yet() -> None:
    book = Book(recorded="2024-09-24")
    undo = book.undo(book.report("mandate", "achieved", "2024-09-13"))
    undo.arrived_at = "2024-12-01T12:00:00.000Z"
    assert numbers(book, "2024-11-30T23:59:59.999Z") == [2]
    assert numbers(book) == []


def test_an_entry_replaces_neither_itself_nor_one_that_sorts_after_it() -> None:
    book = Book()
    first = book.report("mandate", "achieved", "2024-09-13")
    second = book.report("dossier", "achieved", "2024-09-13")
    first.replaces, second.replaces = second.id, second.id
    assert numbers(book) == [2, 3]


def test_two_corrections_of_one_entry_both_stand() -> None:
    book = Book()
    first = book.report("mandate", "achieved", "2024-09-13")
    book.correct(first, on="2024-09-10")
    second = book.correct(first, on="2024-09-11")
    assert numbers(book) == [3, 4]
    book.undo(second)
    assert numbers(book) == [3]


def test_an_entry_that_was_taken_back_and_corrected_stays_away_until_both_are_undone() -> None:
    book = Book()
    first = book.report("mandate", "achieved", "2024-09-13")
    undo, correction = book.undo(first), book.correct(first, on="2024-09-10")
    assert numbers(book) == [4]
    book.undo(correction)
    assert numbers(book) == []
    book.undo(undo)
    assert numbers(book) == [2]


def test_a_correction_in_the_middle_can_be_undone_without_bringing_the_original_back() -> None:
    book = Book()
    first = book.report("mandate", "achieved", "2024-09-13")
    second = book.correct(first, on="2024-09-10")
    book.correct(second, on="2024-09-11")
    book.undo(second)
    assert numbers(book) == [4]


def test_a_retraction_that_is_written_over_takes_nothing_back() -> None:
    """A correction of a correction keeps the original away; a retraction has nothing to keep."""
    book = Book()
    undo = book.undo(book.report("mandate", "achieved", "2024-09-13"))
    book.report("dossier", "achieved", "2024-09-13", replaces=undo.id)
    assert numbers(book) == [2, 4]
