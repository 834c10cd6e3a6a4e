"""Where one request ends and the next begins, and what each of them holds."""

from __future__ import annotations

import pytest

from tests.book import UN_OBSERVER, Book
from tracker.core.campaign import CampaignState
from tracker.core.process import DateRule, Process


def changed(process: Process, key: str, **values: object) -> Process:
    """A process with one step of it changed: what a user's own file may say."""
    steps = tuple(s._replace(**values) if s.key == key else s for s in process.steps)  # type: ignore[arg-type]
    return process._replace(steps=steps)


def requests(state: CampaignState, key: str) -> list[tuple[int | None, str, str | None]]:
    """Session, status and date of a request step, once a request."""
    return [(s.session, s.status, s.on and s.on.text) for s in state.steps if s.step.key == key]


def withdrawn(book: Book, on: str = "2024-11-20") -> None:
    book.report("committee-action", "withdrawn", on, 79)


def test_a_closed_request_is_listed_under_the_session_of_its_letter() -> None:
    book = Book(session=79, recorded="2025-03-01")
    book.report("letter", "achieved", "2024-06-12", 79)
    withdrawn(book)
    book.target(82, on="2025-03-01")
    state = book.state("2025-03-01")
    assert requests(state, "letter") == [(79, "achieved", "2024-06-12"), (82, "planned", None)]
    assert requests(state, "listing") == [(79, "planned", None), (82, "planned", None)]
    assert [s.standing for s in state.steps if s.step.key == "listing"] == ["no-longer", "not-yet"]


def test_a_closed_request_without_a_letter_is_listed_under_the_last_session_it_carries() -> None:
    book = Book(session=79, recorded="2024-12-01")
    book.report("memorandum", "achieved", "2023-05-02", 78)
    withdrawn(book)
    assert requests(book.state("2024-12-01"), "memorandum") == [
        (78, "achieved", "2023-05-02"),
        (None, "planned", None),
    ]


@pytest.mark.parametrize(
    ("values", "listed"),
    [
        ({"note": "second draft"}, [None]),
        ({"owner": "Legal"}, [79, None]),
        ({"refs": ("A/79/141",)}, [79, None]),
    ],
)
def test_a_bare_note_does_not_put_a_closed_request_on_record(
    values: dict[str, object], listed: list[int | None]
) -> None:
    book = Book(session=79, recorded="2024-12-01")
    book.note("memorandum", "2024-06-01", 79, **values)
    withdrawn(book)
    assert [session for session, _, _ in requests(book.state("2024-12-01"), "memorandum")] == listed


@pytest.mark.parametrize(
    ("session", "on", "index"),
    [
        (78, "2024-12-01", 0),  # an earlier session, whatever its day
        (79, "2024-11-19", 0),
        (79, "2024-11-20", 1),  # the day itself, recorded after the withdrawal
        (79, "2024-11-21", 1),
        (80, "2024-06-01", 1),  # a later session, whatever its day
        (None, "2024-11-19", 0),
        (None, "2024-11-21", 1),
    ],
)
def test_what_a_withdrawal_closes(session: int | None, on: str, index: int) -> None:
    book = Book(session=79, recorded="2024-12-01")
    book.report("letter", "achieved", "2024-06-12", 79)
    withdrawn(book)
    book.report("listing", "in-progress", on, session)
    found = [s.request for s in book.state("2024-12-01").steps if s.status == "in-progress"]
    assert found == [index]


def test_two_outcomes_of_one_session_close_one_request() -> None:
    book = Book(session=79, recorded="2024-12-20")
    book.report("letter", "achieved", "2024-06-12", 79)
    withdrawn(book)
    book.report("plenary-action", "rejected", "2024-12-10", 79)
    book.report("memorandum", "achieved", "2024-12-01", 79)
    state = book.state("2024-12-20")
    assert [n for n, _ in state.closings] == [79]
    assert requests(state, "memorandum") == [(79, "planned", None), (None, "achieved", "2024-12-01")]


def test_a_step_that_a_closing_does_not_reopen_stands_through_it() -> None:
    plenary = UN_OBSERVER.step("plenary-action")
    assert plenary is not None
    rejected = plenary.outcomes["rejected"]._replace(reopens=("letter", "listing"))
    outcomes = {**plenary.outcomes, "rejected": rejected}
    book = Book(75, "2026-01-01", changed(UN_OBSERVER, "plenary-action", outcomes=outcomes))
    book.report("memorandum", "achieved", "2020-05-01", 75)
    book.report("letter", "achieved", "2020-06-01", 75)
    book.report("plenary-action", "rejected", "2020-12-10", 75)
    book.report("letter", "achieved", "2022-06-01", 77)
    book.report("committee-action", "withdrawn", "2022-11-10", 77)
    book.report("memorandum", "achieved", "2024-05-01", 79)
    book.report("letter", "achieved", "2024-06-01", 79)
    state = book.state("2026-01-01")
    assert requests(state, "letter") == [
        (75, "achieved", "2020-06-01"),
        (77, "achieved", "2022-06-01"),
        (79, "achieved", "2024-06-01"),
    ]
    assert requests(state, "memorandum") == [
        (75, "achieved", "2020-05-01"),
        (77, "achieved", "2020-05-01"),
        (79, "achieved", "2024-05-01"),
    ]
    assert not [s for s in state.steps if s.step.key == "letter" and s.out_of_order]


def test_a_cycle_asks_for_the_steps_of_its_own_request() -> None:
    """The first session's agenda waits for the listing of the first letter, not of the second."""
    book = Book(session=79, recorded="2027-07-10")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("general-committee", "achieved", "2024-09-11", 79)
    withdrawn(book)
    book.report("letter", "achieved", "2027-03-01", 82)
    book.report("listing", "achieved", "2027-07-09", 82)
    state = book.state("2027-07-10")
    first, second = state.step("general-committee", 79), state.step("general-committee", 82)
    assert first is not None
    assert second is not None
    assert (first.waiting_for, second.waiting_for) == (("listing",), ())


def test_dates_that_lead_in_a_ring_past_the_route_are_found_all_the_same() -> None:
    """The letter counts from the memorandum, whose route would be the letter's."""
    process = changed(UN_OBSERVER, "letter", target={"": DateRule("memorandum", 14, False, "memorandum+14")})
    process = changed(process, "memorandum", target={"": DateRule("O", -80, False, "O-80")})
    schedule = Book(session=80, process=process).schedule("2025-01-01")
    found = {s.step.key: schedule.of(s) for s in schedule.state.steps}
    target, window = found["letter"].target, found["listing"].window
    assert target is not None
    assert window is not None
    assert (target.last.isoformat(), window.last.isoformat()) == ("2025-07-05", "2025-07-11")
