"""Document symbols: all of them, in order, once each, with what they belong to."""

from __future__ import annotations

from tests.book import UN_OBSERVER, Book
from tracker.core.documents import Document, documents, parent


def listed(book: Book, as_of: str = "2027-12-31") -> list[Document]:
    return documents(book.state(as_of), book.processes)


def symbols(book: Book, as_of: str = "2027-12-31") -> list[str]:
    return [document.symbol for document in listed(book, as_of)]


def book() -> Book:
    found = Book(79, "2027-12-31")
    found.report("l-document", "achieved", "2024-10-10", 79, refs=("A/C.6/79/L.10", "A/C.6/79/L.9"))
    found.report("letter", "achieved", "2024-06-12", 79, refs=("A/79/141",))
    found.report("l-document", "achieved", "2025-10-03", 80, refs=("A/C.6/80/L.2",))
    return found


def test_by_date_then_symbol_across_sessions_with_numbers_as_numbers() -> None:
    assert symbols(book()) == ["A/79/141", "A/C.6/79/L.9", "A/C.6/79/L.10", "A/C.6/80/L.2"]
    assert [d.session for d in listed(book())] == [79, 79, 79, 80]
    assert [d.step.key for d in listed(book()) if d.step] == ["letter"] + ["l-document"] * 3


def test_a_revision_stands_under_what_it_revises_however_late_it_comes() -> None:
    found = book()
    found.report("introduction", "achieved", "2024-10-20", 79, refs=("A/C.6/79/SR.9",))
    found.note("l-document", "2024-11-05", 79, refs=("A/C.6/79/L.9/Rev.1",))
    found.note("l-document", "2024-11-06", 79, refs=("a/c.6/79/l.9/rev.1/add.1",))
    assert symbols(found)[1:5] == [
        "A/C.6/79/L.9",
        "A/C.6/79/L.9/Rev.1",
        "a/c.6/79/l.9/rev.1/add.1",
        "A/C.6/79/L.10",
    ]
    revised = {d.symbol: (d.revises, d.under) for d in listed(found)}
    assert revised["A/C.6/79/L.9/Rev.1"] == ("A/C.6/79/L.9", True)
    assert revised["A/C.6/79/L.9"] == (None, False)
    assert parent("A/79/141") is None


def test_a_revision_of_what_is_not_on_record_stands_by_its_own_date() -> None:
    found = book()
    found.note("l-document", "2024-09-20", 79, refs=("A/C.6/79/L.7/Rev.2",))
    alone = listed(found)[1]
    assert (alone.symbol, alone.revises, alone.under) == ("A/C.6/79/L.7/Rev.2", "A/C.6/79/L.7", False)


def test_one_line_a_symbol_step_and_session_with_all_the_entries_that_name_it() -> None:
    found = book()
    again = found.note("l-document", "2024-10-25", 79, refs=("a/c.6/79/L.9",))
    same = next(d for d in listed(found) if d.symbol == "A/C.6/79/L.9")
    assert [e.id for e in same.entries] == [found.entries[1].id, again.id]
    found.note("introduction", "2024-10-26", 79, refs=("A/C.6/79/L.9",))
    assert [d.step.key for d in listed(found) if d.symbol == "A/C.6/79/L.9" and d.step] == [
        "l-document",
        "introduction",
    ]


def test_what_has_no_form_of_the_process_is_listed_and_says_so() -> None:
    found = book()
    found.note("mandate", "2024-01-10", refs=("CP/2024/Dec.3",))
    first = listed(found)[0]
    assert (first.symbol, first.known_form, first.session) == ("CP/2024/Dec.3", False, None)
    assert all(d.known_form for d in listed(found)[1:])


def test_a_symbol_on_a_step_of_the_campaign_tells_its_own_session() -> None:
    found = book()
    found.note("follow-up", "2027-02-01", refs=("A/INF/79/5",))
    assert listed(found)[-1].session == 79


def test_what_was_taken_back_or_has_not_happened_yet_is_not_listed() -> None:
    found = book()
    found.undo(found.entries[2])
    assert "A/79/141" not in symbols(found)
    assert symbols(found, "2024-12-31") == ["A/C.6/79/L.9", "A/C.6/79/L.10"]


def test_a_renamed_step_keeps_its_documents() -> None:
    found = book()
    steps = tuple(
        s._replace(key="tabling", was="l-document") if s.key == "l-document" else s for s in UN_OBSERVER.steps
    )
    renamed = [
        s._replace(requires=tuple("tabling" if k == "l-document" else k for k in s.requires)) for s in steps
    ]
    second = UN_OBSERVER._replace(version="2", steps=tuple(renamed))
    found.processes[second.sha256] = second
    found.add("adopt", on="2026-01-01", process=second.sha256)
    assert [d.step.key for d in listed(found) if d.step][1:] == ["tabling"] * 3
