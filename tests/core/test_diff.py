"""What moved between two views: open steps whose date is another now."""

from __future__ import annotations

from tests.book import Book
from tracker.core.diff import dates


def moved(book: Book, before: str, after: str) -> dict[str, int]:
    return {m.item.step.key: m.days for m in dates(book.schedule(before), book.schedule(after))}


def test_nothing_moves_by_itself() -> None:
    assert moved(Book(session=80, recorded="2025-01-10"), "2025-01-01", "2025-03-01") == {}


def test_a_plan_moves_what_is_counted_from_it() -> None:
    book = Book(session=80, recorded="2025-01-10")
    book.plan("letter", "2025-06-20", on="2025-01-10", session=80)
    assert moved(book, "2025-01-09", "2025-01-10") == {"memorandum": -21, "letter": -21}


def test_a_later_target_moves_every_open_date_by_a_session() -> None:
    book = Book(session=80, recorded="2025-01-10")
    book.report("mandate", "achieved", "2024-09-13")
    book.target(81, on="2025-01-10")
    found = moved(book, "2025-01-09", "2025-01-10")
    assert "mandate" not in found
    assert found["letter"] == found["plenary-action"] == 364
    assert len(found) == 14


def test_what_has_happened_or_is_no_longer_open_does_not_move() -> None:
    book = Book(session=79, recorded="2024-12-20")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.add("session", on="2024-11-20", recorded="2024-11-20", session=79, opens="2024-09-17")
    book.report("committee-action", "withdrawn", "2024-11-20", 79, recorded="2024-11-20")
    found = moved(book, "2024-11-19", "2024-11-20")
    assert not found.keys() & {"letter", "committee-action", "introduction", "plenary-action"}
    assert found["dossier"] == 7
