"""Replace, then filter, then compute: what an audience is given, and what it is not given back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.book import Book
from tracker.core.audience import ceiling, visible, withheld
from tracker.core.campaign import CampaignState, StepState
from tracker.core.entry import Entry
from tracker.core.state import state


def seen(book: Book, audience: str = "public", known_at: str | None = None) -> list[str]:
    """The ends of the ids that an audience is given, apart from the campaign's first entry."""
    return [e.id.lstrip("0") for e in visible(book.entries, known_at, audience)[1:]]


def view(book: Book, audience: str = "public", as_of: str = "2024-12-31") -> CampaignState:
    return state(book.processes, visible(book.entries, None, audience), date.fromisoformat(as_of), None)


def mandate(book: Book, audience: str = "public") -> tuple[str, str | None]:
    found = view(book, audience).step("mandate")
    assert found is not None
    return found.status, found.on and found.on.text


def report(book: Book, on: str = "2024-09-13", visibility: str = "public") -> Entry:
    return book.report("mandate", "achieved", on, visibility=visibility)


@pytest.mark.parametrize(
    ("audience", "numbers"),
    [("public", ["2"]), ("internal", ["2", "3"]), ("confidential", ["2", "3", "4"])],
)
def test_an_audience_reads_up_to_its_visibility(audience: str, numbers: list[str]) -> None:
    book = Book()
    for visibility in ("public", "internal", "confidential"):
        book.note("soundings", "2024-09-01", visibility=visibility, note=visibility)
    assert seen(book, audience) == numbers


def test_the_visibilities_are_ranked() -> None:
    assert [ceiling(a) for a in ("public", "internal", "confidential")] == [0, 1, 2]


def test_a_public_statement_that_a_confidential_entry_corrects_is_left_out() -> None:
    book = Book()
    book.correct(report(book), on="2024-09-10", visibility="confidential")
    assert seen(book) == []
    assert mandate(book) == ("planned", None)
    assert mandate(book, "confidential") == ("achieved", "2024-09-10")


def test_a_public_statement_that_a_confidential_entry_takes_back_is_left_out() -> None:
    book = Book()
    book.undo(report(book), visibility="confidential")
    assert seen(book) == []
    assert mandate(book) == ("planned", None)


def test_a_confidential_undo_that_was_undone_leaves_the_statement() -> None:
    book = Book()
    undo = book.undo(report(book), visibility="confidential")
    book.undo(undo, visibility="confidential")
    assert seen(book) == ["2"]
    assert mandate(book) == ("achieved", "2024-09-13")


def test_a_public_undo_that_was_confidentially_undone_is_left_out_and_the_statement_stays() -> None:
    book = Book()
    undo = book.undo(report(book), visibility="public")
    book.undo(undo, visibility="confidential")
    assert seen(book) == ["2"]
    assert mandate(book) == ("achieved", "2024-09-13")


def test_a_public_correction_of_a_public_statement_is_shown_with_it() -> None:
    book = Book()
    book.correct(report(book), on="2024-09-10", visibility="public")
    assert seen(book) == ["2", "3"]
    assert mandate(book) == ("achieved", "2024-09-10")


def test_a_public_correction_of_a_confidential_statement_is_shown_alone() -> None:
    book = Book()
    book.correct(report(book, visibility="confidential"), on="2024-09-10", visibility="public")
    assert seen(book) == ["3"]
    assert mandate(book) == ("achieved", "2024-09-10")


def test_a_confidential_correction_of_a_correction_leaves_all_three_out() -> None:
    book = Book()
    second = book.correct(report(book, "2024-09-20"), on="2024-09-10", visibility="public")
    book.correct(second, on="2024-09-11", visibility="confidential")
    assert seen(book) == []
    assert mandate(book) == ("planned", None)
    assert mandate(book, "confidential") == ("achieved", "2024-09-11")


def test_a_public_correction_of_a_confidential_correction_does_not_bring_the_original_back() -> None:
    book = Book()
    second = book.correct(report(book, "2024-09-20"), on="2024-09-10", visibility="confidential")
    book.correct(second, on="2024-09-11", visibility="public")
    assert seen(book) == ["4"]
    assert mandate(book) == ("achieved", "2024-09-11")


def test_a_confidential_correction_that_was_undone_brings_the_original_back() -> None:
    book = Book()
    second = book.correct(report(book, "2024-09-20"), on="2024-09-10", visibility="confidential")
    book.undo(second, visibility="confidential")
    assert seen(book) == ["2"]
    assert mandate(book) == ("achieved", "2024-09-20")


def test_what_was_replaced_later_than_the_view_is_shown_as_it_was() -> None:
    book = Book(recorded="2024-09-24")
    book.recorded = "2024-10-01"
    book.correct(report(book), on="2024-09-10", visibility="confidential")
    book.entries[1].arrived_at = "2024-09-24T12:00:00.000Z"
    assert seen(book, known_at="2024-09-30T00:00:00.000Z") == ["2"]
    assert seen(book, known_at="2024-10-02T00:00:00.000Z") == []


def test_a_confidential_deferral_does_not_open_the_next_session_to_the_public() -> None:
    book = Book(session=79, recorded="2024-12-20")
    book.report("letter", "achieved", "2024-06-12", 79, visibility="public")
    book.report("committee-action", "deferred", "2024-11-22", 79, visibility="confidential")
    public, own = view(book), view(book, "confidential")
    assert ([c.session for c in public.cycles], public.session) == ([79], 79)
    assert ([c.session for c in own.cycles], own.session) == ([79, 80], 80)
    assert [s.step.key for s in public.steps if s.caused_by] == []


def test_a_confidential_plan_owner_and_symbol_do_not_show() -> None:
    book = Book(session=80, recorded="2024-09-24")
    book.plan("letter", "2025-06-01", on="2024-09-24", session=80, visibility="public")
    book.plan("letter", "2025-05-01", on="2024-09-24", session=80, visibility="confidential", owner="Legal")
    book.note("letter", "2024-09-24", 80, visibility="internal", refs=("A/80/141",))
    found: StepState | None = view(book).step("letter", 80)
    assert found is not None
    assert (found.due and found.due.text, found.owner, found.refs) == ("2025-06-01", None, ())


def test_the_first_entry_keeps_name_process_and_target_whatever_its_visibility() -> None:
    book = Book(session=80)
    first = book.entries[0]
    first.visibility, first.note, first.source, first.owner = (
        "confidential",
        "off the record",
        "cable",
        "Legal",
    )
    stripped = visible(book.entries, None, "public")
    assert len(stripped) == 1
    kept = stripped[0]
    assert (kept.organization, kept.process, kept.target) == ("Example Organization", book.process.sha256, 80)
    assert (kept.note, kept.source, kept.because, kept.owner, kept.recorded_by) == (
        None,
        None,
        None,
        None,
        "",
    )
    assert first.note == "off the record"  # the journal's own entry is left as it is
    assert view(book).session == 80


def test_the_first_entry_is_whole_for_those_who_may_read_it() -> None:
    book = Book()
    assert visible(book.entries, None, "internal")[0] is book.entries[0]
    assert withheld(book.entries, visible(book.entries, None, "internal")) == 0


def test_what_was_withheld_is_counted() -> None:
    book = Book()
    entry = report(book)
    book.note("soundings", "2024-09-01", visibility="internal", note="one")
    book.correct(entry, on="2024-09-10", visibility="confidential")
    book.note("soundings", "2024-09-02", visibility="public", note="two")
    for audience, left_out in (("public", 4), ("internal", 2), ("confidential", 0)):
        assert withheld(book.entries, visible(book.entries, None, audience)) == left_out, audience
