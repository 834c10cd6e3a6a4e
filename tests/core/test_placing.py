"""The session that an entry is given: the one in course, the next on record, or the one that stands."""

from __future__ import annotations

import pytest

from tests.book import UN_OBSERVER, Book
from tracker.core import when
from tracker.core.campaign import CampaignState
from tracker.core.placing import Place, place


def placed(
    state: CampaignState, key: str, on: str, *, outcome: bool = False, due: str | None = None
) -> Place:
    step = UN_OBSERVER.step(key)
    assert step is not None
    planned = None if due is None else when.of_iso(due)
    return place(state, step, on=when.of_iso(on), outcome=outcome, due=planned)


def ahead() -> CampaignState:
    """In January 2025, a campaign that aims at the 82nd session, with a letter for the 81st."""
    book = Book(session=82, recorded="2025-01-15")
    book.report("letter", "achieved", "2025-01-10", 81)
    return book.state("2025-01-15")


def test_an_outcome_stays_in_the_session_in_course_even_with_a_later_cycle_on_record() -> None:
    assert placed(ahead(), "introduction", "2025-01-15", outcome=True) == Place(79, "in course")


def test_anything_else_goes_to_the_next_later_cycle_on_record() -> None:
    assert placed(ahead(), "introduction", "2025-01-15") == Place(81, "next on record")


def test_with_no_later_cycle_everything_stays_in_the_session_in_course() -> None:
    state = Book(session=78, recorded="2025-01-15").state("2025-01-15")
    assert placed(state, "introduction", "2025-01-15") == Place(79, "in course")


@pytest.mark.parametrize(
    ("due", "session"), [("2025-09-08", 79), ("2025-09-09", 80), ("2025-09", 80), ("2025-08", 79)]
)
def test_a_plan_counts_by_the_last_day_it_can_mean(due: str, session: int) -> None:
    book = Book(session=80, recorded="2025-01-15")
    book.report("introduction", "in-progress", "2024-10-15", 79)
    assert placed(book.state("2025-01-15"), "introduction", "2025-01-15", due=due) == Place(
        session, "in course"
    )


def test_a_moved_opening_moves_the_session_in_course() -> None:
    book = Book(session=80, recorded="2025-09-10")
    book.report("introduction", "in-progress", "2024-10-15", 79)
    assert placed(book.state("2025-09-10"), "introduction", "2025-09-10").session == 80
    book.add("session", on="2025-09-10", session=80, opens="2025-09-16")
    assert placed(book.state("2025-09-10"), "introduction", "2025-09-10").session == 79


def test_a_request_step_goes_to_the_session_of_the_letter_and_before_it_to_the_target() -> None:
    assert placed(ahead(), "listing", "2025-01-15") == Place(81, "standing")
    state = Book(session=82, recorded="2025-01-15").state("2025-01-15")
    assert placed(state, "listing", "2025-01-15") == Place(82, "target")
