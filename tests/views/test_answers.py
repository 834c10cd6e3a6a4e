"""The answers: what a manager reads first."""

from __future__ import annotations

from tests.book import Book
from tracker.core.diff import dates
from tracker.views.answers import Moves, answers, since_words
from tracker.views.lines import plain
from tracker.views.theme import UNICODE


def said(book: Book, as_of: str, moved: Moves | None = None) -> dict[str, str]:
    schedule = book.schedule(as_of)
    return {a.label: a.text for a in answers(schedule.state, schedule, moved, UNICODE)}


def sample() -> Book:
    book = Book(80, "2024-09-24")
    book.report("mandate", "achieved", "2024-09-13")
    book.report("mandate", "in-progress", "2024")
    book.report("soundings", "in-progress", "2024-07")
    return book


def test_the_sample_says_what_is_achieved_next_and_due() -> None:
    found = said(sample(), "2024-09-24")
    assert found["Achieved"] == (
        "1 of 4 milestones: Board endorsement (13 Sep 2024). In progress: Outreach missions."
    )
    assert found["Next"] == "Dossier by Thu 13 Mar 2025 (170 days); then Lead sponsor, 12 Apr 2025."
    assert found["Deadline"] == (
        "Letter to the UN SG, Sun 10 Aug 2025 (last working day Fri 8 Aug): 320 days."
    )
    assert found["Late"] == "nothing."
    assert found["Blockers"] == "not known yet: no position recorded for any of the 193 States."
    assert not {"Order", "Still due", "No record", "Cycles"} & set(found)


def test_without_a_mark_moved_says_how_to_set_one() -> None:
    assert said(sample(), "2024-09-24")["Moved"] == "no mark is set: tracker mark last-council -o DATE"


def test_moved_names_the_dates_and_by_how_many_days() -> None:
    book = sample()
    before = book.schedule("2024-09-24")
    book.add("mark", on="2024-09-24", subject="last-council")
    book.recorded = "2024-10-10"
    book.plan("dossier", "2025-03-20", "2024-10-10")
    after = book.schedule("2024-10-10")
    moved = Moves(since_words(after.state.marks[0]), dates(before, after))
    assert said(book, "2024-10-10", moved)["Moved"] == (
        "1 date since last-council, 24 Sep 2024: Dossier +7 d."
    )
    assert said(book, "2024-10-10", Moves("last-council", []))["Moved"] == "nothing since last-council."


def test_late_says_since_when_by_how_much_and_what_it_holds_up() -> None:
    book = sample()
    book.recorded = "2025-02-01"
    book.report("lead-sponsor", "achieved", "2025-02-01")
    assert said(book, "2025-03-20")["Late"].startswith(
        "Dossier, due 13 Mar 2025: 7 days; holds up Memorandum and draft."
    )


def test_a_missed_hard_deadline_goes_first_and_is_called_one() -> None:
    found = said(sample(), "2025-08-12")
    assert found["Late"].startswith("Letter to the UN SG, deadline 10 Aug 2025: 2 days;")
    assert found["Deadline"] == "none open."


def test_on_a_working_day_the_deadline_has_no_second_date() -> None:
    book = sample()
    book.add("session", on="2024-09-24", session=80, opens="2025-09-10")
    assert said(book, "2024-09-24")["Deadline"] == "Letter to the UN SG, Mon 11 Aug 2025: 321 days."


def deferred() -> Book:
    book = Book(79, "2024-12-20")
    book.report("letter", "achieved", "2024-06-12", session=79)
    book.report("committee-action", "deferred", "2024-11-22", session=79)
    return book


def test_what_is_still_due_in_an_earlier_session_is_named_beside() -> None:
    found = said(deferred(), "2024-11-30")
    assert found["Still due"] == "Committee report and Plenary action in the 79th session."
    assert found["Cycles"] == "79» 80◊  deferred once"
    assert "Letter to the UN SG of 12 Jun 2024 stands; the item returns by itself." in found["Achieved"]


def test_what_the_journal_does_not_hold_is_named_once_and_never_called_late() -> None:
    found = said(deferred(), "2025-09-15")
    assert found["No record"].startswith("Mandate, Soundings, Lead sponsor")
    assert found["Late"].startswith("nothing.")


def test_an_unopened_session_and_what_is_out_of_order_are_named() -> None:
    book = Book(82, "2025-12-20")
    book.report("introduction", "achieved", "2023-10-10", session=78)
    book.report("dossier", "achieved", "2024-01-10")
    found = said(book, "2025-12-20")
    assert "nothing on record opens the 78th session" in found["Cycles"]
    assert found["Order"] == "Dossier (10 Jan 2024) stands before Mandate."


def test_a_sentence_wraps_at_110_and_parts_no_date() -> None:
    schedule = sample().schedule("2024-09-24")
    for columns in (40, 50, 60, 80, 200):
        for answer in answers(schedule.state, schedule, None, UNICODE):
            lines = [plain(line) for line in answer.lines(columns)]
            assert all(len(line) <= min(columns, 110) for line in lines)
            assert not any(line.endswith((" Aug", " Mar", "Sun 10", " 320")) for line in lines)
