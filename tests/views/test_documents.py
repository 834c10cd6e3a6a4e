"""The list of documents, at every width, and as data."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.book import Book
from tests.views.test_screens import screen
from tracker.core.documents import documents
from tracker.core.text import width
from tracker.exports.documents import documents_json
from tracker.views.documents import DocumentsView


def book() -> Book:
    found = Book(79, "2024-12-31")
    found.report("letter", "achieved", "2024-06-12", 79, refs=("A/79/141",))
    found.report("committee-action", "deferred", "2024-11-22", 79, refs=("A/C.6/79/SR.38",))
    found.note("l-document", "2024-10", 79, refs=("A/C.6/79/L.9",))
    found.note("l-document", "2024-11-05", 79, refs=("A/C.6/79/L.9/Rev.1",))
    found.note("l-document", "2024-12-05", 79, refs=("A/C.6/79/L.9",))
    found.note("mandate", "2024-01-10", refs=("[b]CP/2024\x1b[1m",))
    return found


def lines(found: Book, columns: int, **options: bool) -> list[str]:
    schedule = found.schedule("2024-12-31")
    view = DocumentsView(schedule, documents(schedule.state, found.processes), **options)
    return screen(view, columns)


def test_each_has_its_session_date_step_and_who_recorded_it() -> None:
    shown = lines(book(), 160)
    assert shown[0] == "Example Organization: 5 documents on record"
    rows = [line.split("  ") for line in shown[2:]]
    tails = [f"#{e.short}" for e in book().entries]
    texts = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert texts[1:] == [
        ["A/79/141", "79th", "12 Jun 2024", "Letter to the UN SG", f"desk officer ({tails[1]})"],
        ["A/C.6/79/L.9", "79th", "Oct 2024", "L document", f"desk officer ({tails[3]} and 1 more)"],
        ["A/C.6/79/L.9/Rev.1", "79th", "5 Nov 2024", "L document", f"desk officer ({tails[4]})"],
        [
            "A/C.6/79/SR.38",
            "79th",
            "22 Nov 2024",
            "Committee action: deferred",
            f"desk officer ({tails[2]})",
        ],
    ]
    assert texts[0][1:3] == ["10 Jan 2024", "Mandate"]
    assert texts[0][3].startswith("no form of the process; desk officer")
    assert shown[5].startswith("    A/C.6/79/L.9/Rev.1"), "a revision is indented under its document"


def test_the_day_is_named_where_it_is_not_the_readers() -> None:
    assert lines(book(), 160, dated=True)[0].endswith("5 documents on record as of 31 Dec 2024")


def test_none_says_how_to_record_one() -> None:
    assert lines(Book(79), 80) == ["No document is on record: log a step with --ref SYMBOL."]


@given(columns=st.integers(40, 250))
def test_no_line_is_too_wide_and_every_symbol_is_there(columns: int) -> None:
    shown = lines(book(), columns)
    assert all(width(line) <= columns for line in shown)
    for symbol in ("A/79/141", "A/C.6/79/L.9/Rev.1", "A/C.6/79/SR.38", "[b]CP/2024"):
        assert any(symbol in line for line in shown)
    assert not any("\x1b" in line for line in shown)


def test_as_data_it_has_every_entry_and_what_is_revised() -> None:
    found = book()
    state = found.state("2024-12-31")
    data = documents_json(state, documents(state, found.processes))
    json.dumps(data)
    assert (data["campaign"], data["as_of"]) == ("example", "2024-12-31")
    revised = next(d for d in data["documents"] if d["symbol"].endswith("Rev.1"))
    assert list(revised)[:8] == ["symbol", "step", "title", "session", "on", "first", "last", "status"]
    assert (revised["revises"], revised["known_form"]) == ("A/C.6/79/L.9", True)
    first = next(d for d in data["documents"] if d["symbol"] == "A/C.6/79/L.9")
    assert (first["on"], first["last"]) == ("2024-10", "2024-10-31")
    assert first["entries"] == [found.entries[3].id, found.entries[5].id]
