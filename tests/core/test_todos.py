"""To-dos: open until an entry says that they were done, late by the day, open again when that is undone."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.book import Book
from tracker.core.entry import Entry
from tracker.core.todos import Todo, todos


def at(book: Book, day: str, known: str | None = None) -> list[Todo]:
    return todos(book.entries, date.fromisoformat(day), f"{known}T23:59:59.999Z" if known else None)


def todo(book: Book, note: str, due: str | None = None, on: str = "2024-09-01", **values: Any) -> Entry:
    return book.add("todo", on=on, note=note, due=due, **values)


def notes(found: list[Todo], *, open: bool = True) -> list[str | None]:
    return [t.entry.note for t in found if t.open is open]


def test_open_ones_come_in_order_of_their_dates_and_undated_ones_last() -> None:
    book = Book(recorded="2024-12-01")
    todo(book, "whenever")
    todo(book, "later", "2024-10-30")
    todo(book, "sooner", "2024-09-20", owner="Legal")
    todo(book, "in the month", "2024-10")
    found = at(book, "2024-09-10")
    assert notes(found) == ["sooner", "later", "in the month", "whenever"]
    assert [t.late_days for t in found] == [0, 0, 0, 0]
    assert (found[0].owner, found[1].owner) == ("Legal", None)
    assert at(book, "2024-08-31") == [], "it counts from the day on which it was decided"


def test_an_open_one_is_late_by_the_days_since_it_was_due() -> None:
    book = Book(recorded="2024-12-01")
    todo(book, "send treaty", "2024-09-20")
    todo(book, "in the month", "2024-09")
    assert [t.late_days for t in at(book, "2024-09-20")] == [0, 0]
    assert [t.late_days for t in at(book, "2024-10-02")] == [12, 2]


def test_what_is_done_stays_late_by_the_days_it_was() -> None:
    book = Book(recorded="2024-12-01")
    early, late = todo(book, "early", "2024-09-20"), todo(book, "late", "2024-09-20")
    book.add("todo", on="2024-09-18", closes=early.id)
    book.add("todo", on="2024-09-22", closes=late.id)
    assert notes(at(book, "2024-09-19")) == ["late"]
    found = at(book, "2024-12-31")
    assert notes(found, open=False) == ["late", "early"]
    assert [(t.done.text, t.late_days) for t in found if t.done] == [("2024-09-22", 2), ("2024-09-18", 0)]


def test_undoing_the_closing_opens_it_again_and_the_first_closing_counts() -> None:
    book = Book(recorded="2024-12-01")
    entry = todo(book, "send treaty", "2024-09-20")
    first = book.add("todo", on="2024-09-22", closes=entry.id)
    again = book.add("todo", on="2024-09-25", closes=entry.id)
    assert at(book, "2024-12-31")[0].late_days == 2
    book.undo(first)
    assert at(book, "2024-12-31")[0].late_days == 5
    book.undo(again)
    assert notes(at(book, "2024-12-31")) == ["send treaty"]


def test_a_to_do_that_is_taken_back_is_gone_with_its_closing() -> None:
    book = Book(recorded="2024-12-01")
    entry = todo(book, "send treaty", "2024-09-20")
    book.add("todo", on="2024-09-22", closes=entry.id)
    book.undo(entry)
    assert at(book, "2024-12-31") == []


def test_a_correction_stays_closed_and_a_closing_of_it_closes_the_original_too() -> None:
    book = Book(recorded="2024-12-01")
    entry = todo(book, "send treaty", "2024-09-20")
    book.add("todo", on="2024-09-22", closes=entry.id)
    corrected = book.correct(entry, due="2024-09-21")
    (found,) = at(book, "2024-12-31")
    assert (found.entry, found.late_days) == (corrected, 1)
    other = todo(book, "call", "2024-10-01")
    second = book.correct(other, note="call again")
    book.add("todo", on="2024-10-01", closes=second.id)
    book.undo(second)
    assert notes(at(book, "2024-12-31"), open=False) == ["call", "send treaty"]


def test_none_clears_date_and_owner() -> None:
    book = Book(recorded="2024-12-01")
    todo(book, "send treaty", "none", owner="none")
    (found,) = at(book, "2024-12-31")
    assert (found.due, found.owner, found.late_days) == (None, None, 0)


def test_what_was_known_is_told_from_what_was_so() -> None:
    book = Book(recorded="2024-09-24")
    entry = todo(book, "send treaty", "2024-09-20")
    book.add("todo", on="2024-09-22", closes=entry.id, recorded="2024-10-05")
    assert notes(at(book, "2024-09-30")) == []
    assert notes(at(book, "2024-09-30", known="2024-09-30")) == ["send treaty"]
