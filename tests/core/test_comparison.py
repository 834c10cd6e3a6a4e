"""Old history that is entered in one go does not drown what is read in a meeting."""

from __future__ import annotations

from datetime import date

from tests.book import Book
from tracker.core.changes import Viewpoint, changes
from tracker.core.comparison import MANY, became_late, bulk

EARLIER = Viewpoint(date(2024, 10, 15), "2024-10-15T23:59:59.999Z")
LATER = Viewpoint(date(2024, 12, 1), None)


def day_of(instant: str) -> date:
    return date.fromisoformat(instant[:10])


def summed(book: Book, earlier: Viewpoint = EARLIER) -> int:
    late = changes(book.entries, earlier, LATER).reported_late
    return len(bulk(book.entries, earlier, late, day_of))


def office(known: bool = True) -> Book:
    book = Book(session=80, recorded="2024-09-24")
    if known:
        book.note("mandate", "2024-09-20")
    return book


def test_old_history_typed_by_one_author_on_one_day_is_summed() -> None:
    book = office()
    for year in range(2010, 2010 + MANY):
        book.note("soundings", str(year), recorded="2024-11-01")
    assert summed(book) == MANY


def test_what_is_only_a_little_late_is_listed() -> None:
    book = office()
    for _ in range(MANY):
        book.note("soundings", "2024-10-10", recorded="2024-11-01")
    assert summed(book) == 0


def test_one_act_of_many_is_summed_however_young() -> None:
    book = office()
    for _ in range(MANY):
        book.note("soundings", "2024-10-10", recorded="2024-11-01").recorded_at = "2024-11-01T09:00:00.000Z"
    assert summed(book) == MANY


def test_a_few_are_listed() -> None:
    book = office()
    for year in range(2010, 2010 + MANY - 1):
        book.note("soundings", str(year), recorded="2024-11-01")
    assert summed(book) == 0


def test_where_nothing_was_known_all_of_it_is_history() -> None:
    book = office(known=False)
    for day in range(1, MANY + 1):
        book.note("soundings", "2024-10-10", recorded=f"2024-11-{day:02d}")
    assert summed(book) == MANY


def test_only_what_was_not_late_before_became_late() -> None:
    book = Book(session=80, recorded="2024-09-24")
    book.plan("dossier", "2024-10-10", on="2024-09-24")
    book.plan("lead-sponsor", "2024-11-10", on="2024-09-24")
    before, after = book.schedule("2024-10-15"), book.schedule("2024-12-01")
    assert [s.step.key for s in became_late(before, after)] == ["lead-sponsor"]
    assert [s.step.key for s in became_late(None, after)] == ["mandate", "lead-sponsor", "dossier"]
