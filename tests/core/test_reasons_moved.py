"""Why a date moved: the entry that moved it, and the steps in between."""

from __future__ import annotations

from tests.book import Book
from tracker.core.diff import dates
from tracker.core.reasons_moved import Cause, cause

BEFORE, AFTER = "2025-01-01", "2025-03-31"


def causes(book: Book, before: str = BEFORE, after: str = AFTER) -> dict[str, Cause]:
    """By step: why its date moved between two days, with everything known now."""
    then, now = book.schedule(before), book.schedule(after)
    return {m.item.step.key: cause(then, now, m.item) for m in dates(then, now)}


def book() -> Book:
    return Book(session=80, recorded="2024-09-24")


def test_a_plan_moves_its_step_and_what_counts_from_it() -> None:
    journal = book()
    plan = journal.plan("letter", "2025-07-25", on="2025-02-01", session=80, because="capital needs May")
    found = causes(journal)
    assert found["letter"] == Cause("plan", plan, first=True)
    assert found["letter"].because == "capital needs May"
    listing = found["listing"]
    assert (listing.kind, listing.entry) == ("plan", plan)
    assert [s.step.key for s in listing.via] == ["letter"], "the list it stands in follows the letter's route"
    assert [s.step.key for s in found["memorandum"].via] == ["letter"]
    assert set(found) == {"letter", "listing", "memorandum"}


def test_a_second_plan_is_no_first_one() -> None:
    journal = book()
    journal.plan("letter", "2025-07-01", on="2024-10-01", session=80)
    second = journal.plan("letter", "2025-07-25", on="2025-02-01", session=80)
    assert causes(journal)["letter"] == Cause("plan", second)


def test_what_a_later_plan_did_not_move_is_credited_to_the_plan_that_did() -> None:
    journal = book()
    journal.plan("letter", "2025-07-01", on="2024-10-01", session=80)
    first = journal.plan("letter", "2025-07-25", on="2025-02-01", session=80, because="capital needs May")
    second = journal.plan("letter", "2025-07-30", on="2025-03-01", session=80, because="still waiting")
    found = causes(journal)
    assert found["letter"].entry is second
    assert found["listing"].entry is first, "by rule 14 the list comes at O-20, whatever the letter's day"
    assert found["memorandum"].entry is second


def test_a_target_moves_every_date_and_is_the_reason_of_each() -> None:
    journal = book()
    target = journal.target(81, on="2025-02-01", because="no lead sponsor yet")
    found = causes(journal)
    assert {"dossier", "letter", "listing", "plenary-action"} <= set(found)
    assert {(c.kind, c.entry.id if c.entry else None) for c in found.values()} == {("target", target.id)}


def test_a_deferral_moves_every_date_a_session() -> None:
    journal = Book(session=79, recorded="2024-09-24")
    journal.report("letter", "achieved", "2024-06-12", 79)
    deferral = journal.report("committee-action", "deferred", "2024-11-22", 79)
    found = causes(journal, "2024-10-01", "2024-12-31")
    assert {"general-committee", "committee-action", "plenary-action"} <= set(found)
    assert {(c.kind, c.entry.id if c.entry else None, c.count) for c in found.values()} == {
        ("outcome", deferral.id, 1)
    }


def test_of_several_deferrals_the_last_is_named_with_their_number() -> None:
    journal = Book(session=77, recorded="2024-12-31")
    journal.report("letter", "achieved", "2022-06-12", 77)
    journal.report("committee-action", "deferred", "2022-11-22", 77)
    last = journal.report("committee-action", "deferred", "2023-11-22", 78)
    found = causes(journal, "2022-10-01", "2023-12-31")["plenary-action"]
    assert (found.entry, found.count) == (last, 2)


def test_a_moved_opening_is_the_reason_of_what_counts_from_it() -> None:
    journal = book()
    entry = journal.add("session", on="2025-02-01", session=80, opens="2025-09-16", because="decision 80/1")
    found = causes(journal)
    assert (found["letter"].kind, found["letter"].entry) == ("session", entry)
    assert found["plenary-action"].because == "decision 80/1"


def test_what_happened_moves_what_counts_from_it() -> None:
    journal = book()
    done = journal.report("introduction", "achieved", "2025-11-12", 80)
    found = causes(journal, "2025-09-30", "2025-11-30")["l-document"]
    assert (found.kind, found.entry, [s.step.key for s in found.via]) == ("report", done, ["introduction"])


def test_a_plan_taken_back_names_the_retraction() -> None:
    journal = book()
    plan = journal.plan("letter", "2025-07-25", on="2024-10-01", session=80)
    undo = journal.undo(plan, on="2025-02-01", recorded="2025-02-01", because="meant the dossier")
    then, now = journal.schedule(BEFORE, "2025-01-01"), journal.schedule(AFTER)
    moved = {m.item.step.key: m.item for m in dates(then, now)}
    found = cause(then, now, moved["letter"], {plan.id: undo})
    assert (found.kind, found.entry, found.because) == ("correction", undo, "meant the dossier")


def test_a_plan_that_was_cleared_names_who_cleared_it() -> None:
    journal = book()
    journal.plan("letter", "2025-07-25", on="2024-10-01", session=80)
    cleared = journal.plan("letter", "none", on="2025-02-01", session=80, because="open again")
    assert causes(journal)["letter"].entry == cleared
