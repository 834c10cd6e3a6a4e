"""What is to be done now."""

from __future__ import annotations

from collections.abc import Sequence

from tests.book import Book
from tracker.core.agenda import agenda
from tracker.core.campaign import StepState


def keys(items: Sequence[StepState]) -> list[str]:
    return [item.step.key for item in items]


def sample() -> Book:
    book = Book(session=80, recorded="2024-09-24")
    book.report("mandate", "achieved", "2024-09-13")
    book.report("soundings", "in-progress", "2024-07")
    return book


def deferred() -> Book:
    book = Book(session=79, recorded="2024-12-01")
    for step, day in (("mandate", "2024-02-01"), ("dossier", "2024-03-01"), ("lead-sponsor", "2024-03-02")):
        book.report(step, "achieved", day)
    book.report("memorandum", "achieved", "2024-06-01", 79)
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("committee-action", "deferred", "2024-11-22", 79)
    return book


def test_open_steps_stand_under_their_standing_by_date() -> None:
    found = agenda(sample().schedule("2024-09-24"))
    assert keys(found.may) == ["dossier", "lead-sponsor", "soundings", "membership", "un-partnerships"]
    assert keys(found.not_yet)[:2] == ["memorandum", "core-group"]
    assert found.must == found.no_longer == []


def test_the_place_is_that_of_the_first_open_step_after_the_last_that_settled() -> None:
    found = agenda(sample().schedule("2024-09-24"))
    assert found.at is not None
    assert (found.place, found.of, found.at.step.key) == (3, 14, "lead-sponsor")


def test_a_step_that_runs_on_beside_the_rest_is_not_the_place() -> None:
    book = Book(session=80)
    book.report("mandate", "achieved", "2024-09-13")
    found = agenda(book.schedule("2024-09-24"))
    assert found.at is not None
    assert found.at.step.key == "lead-sponsor", "soundings go on until the committee acts"


def test_what_is_still_due_in_an_earlier_session_comes_first() -> None:
    found = agenda(deferred().schedule("2024-12-01"))
    assert [(item.step.key, item.session) for item in found.must] == [("committee-report", 79)]
    first = found.not_yet[0]
    assert (first.step.key, first.session, first.current) == ("plenary-action", 79, False)


def test_in_a_session_opened_by_a_deferral_the_request_is_not_asked_for_again() -> None:
    found = agenda(deferred().schedule("2024-12-01"))
    assert found.at is not None
    assert found.at.step.key == "general-committee", "the item returns by itself, without a listing"


def test_what_the_journal_begins_after_is_neither_due_nor_next() -> None:
    book = Book(session=70, recorded="2023-01-10")
    book.report("letter", "achieved", "2015-04-30", 70)
    book.report("committee-action", "deferred", "2015-11", 70)
    book.report("plenary-action", "deferred", "2015-12", 70)
    found = agenda(book.schedule("2016-02-01"))
    assert "mandate" in keys(found.passed)
    assert "mandate" not in keys(found.may)
    assert not found.due, "nothing of the 71st is due in February 2016"


def test_days_leave_out_what_lies_further_ahead_and_say_how_much() -> None:
    schedule = sample().schedule("2024-09-24")
    every, near = agenda(schedule), agenda(schedule, 30)
    assert near.left_out == 13
    assert keys(near.may) == ["soundings", "membership", "un-partnerships"], "under way, or without a date"
    assert len(keys(every.may + every.not_yet)) == len(keys(near.may + near.not_yet)) + near.left_out


def test_days_never_leave_out_what_must_be_done_or_is_late() -> None:
    assert keys(agenda(deferred().schedule("2024-12-01"), 0).must) == ["committee-report"]
    late = agenda(Book(session=80, recorded="2024-09-24").schedule("2024-09-24"), 0)
    assert keys(late.may)[0] == "mandate", "its target of 9 September has gone by"
    assert late.due


def test_a_date_of_ours_within_the_days_is_due_and_one_of_others_is_not() -> None:
    schedule = sample().schedule("2025-02-20")
    assert agenda(schedule, 21).due, "the dossier is due on 13 March 2025"
    assert not agenda(schedule, 20).due
    book = sample()
    for step, day in (("dossier", "2025-03-01"), ("lead-sponsor", "2025-03-02")):
        book.report(step, "achieved", day, recorded="2025-09-01")
    for step in ("memorandum", "letter", "listing"):
        book.report(step, "achieved", "2025-07-01", 80, recorded="2025-09-01")
    after = book.schedule("2025-09-01")
    assert not agenda(after, 15).due, "the General Committee is not ours to do"
