"""Missions: the last entry about one wins field by field, and its contacts say whom it met."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.book import Book
from tracker.core.entry import Entry
from tracker.core.missions import Mission, missions


def at(book: Book, day: str, known: str | None = None, **given: Any) -> list[Mission]:
    known_at = f"{known}T23:59:59.999Z" if known else None
    return missions(book.entries, date.fromisoformat(day), known_at, **given)


def mission(book: Book, key: str, on: str, **values: Any) -> Entry:
    return book.add("mission", on=on, subject=key, **values)


def contact(book: Book, subject: str, on: str, key: str | None = "first-journey", **values: Any) -> Entry:
    return book.add("contact", on=on, subject=subject, mission=key, how="meeting", **values)


def test_missions_come_in_order_of_their_dates_with_their_contacts() -> None:
    book = Book(recorded="2024-12-01")
    mission(book, "second-journey", "2024-09-23", place="Geneva")
    mission(book, "first-journey", "2024-07", place="New York", occasion="Forum", travellers="two of us")
    late, early = contact(book, "XBB", "2024-07-12"), contact(book, "XAA", "2024-07-10")
    again = contact(book, "XBB", "2024-07-13")
    contact(book, "UNEP", "2024-07-11")
    contact(book, "XCC", "2024-07-10", key=None)
    first, second = at(book, "2024-12-31", states={"XAA", "XBB", "XCC"})
    assert (first.key, first.place, first.occasion, first.on.text) == (
        "first-journey", "New York", "Forum", "2024-07",
    )  # fmt: skip
    assert first.states_met == ("XAA", "XBB")
    assert [e.id for e in first.contacts] == [early.id, first.contacts[1].id, late.id, again.id]
    assert (second.key, second.contacts, second.states_met) == ("second-journey", [], ())
    assert at(book, "2024-12-31")[0].states_met == ("XAA", "UNEP", "XBB")


def test_contacts_count_from_their_day_and_not_once_taken_back() -> None:
    book = Book(recorded="2024-12-01")
    mission(book, "first-journey", "2024-07-08", until="2024-07-17")
    entry = contact(book, "XAA", "2024-07-12")
    assert at(book, "2024-07-11")[0].contacts == []
    assert at(book, "2024-07-12")[0].contacts == [entry]
    book.undo(entry)
    assert at(book, "2024-07-12")[0].contacts == []


def test_a_later_entry_changes_what_it_says_and_leaves_the_rest() -> None:
    book = Book(recorded="2024-06-01")
    mission(book, "first-journey", "2024-06-01", due="2024-07", place="New York", occasion="Forum")
    assert [(m.on.text, m.until) for m in at(book, "2024-06-02")] == [("2024-07", None)]
    book.recorded = "2024-07-20"
    mission(book, "first-journey", "2024-07-08", until="2024-07-17", travellers="two of us")
    (found,) = at(book, "2024-07-20")
    assert (found.on.text, found.place, found.travellers) == ("2024-07-08", "New York", "two of us")
    assert found.until is not None and found.until.text == "2024-07-17"
    assert [m.on.text for m in at(book, "2024-07-20", known="2024-06-30")] == ["2024-07"]


def test_a_mission_taken_back_is_gone_and_its_contacts_belong_to_none() -> None:
    book = Book(recorded="2024-12-01")
    entry = mission(book, "first-journey", "2024-07")
    contact(book, "XAA", "2024-07-12")
    book.undo(entry)
    assert at(book, "2024-12-31") == []
