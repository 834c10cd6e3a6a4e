"""Which session an entry carries: stored when it is written, never derived later."""

from __future__ import annotations

import pytest

from tests.operations.office import Office
from tracker.core.placing import ClosedRequest, NoSession, OtherSession
from tracker.core.sessions import Unsourced


def letter(office: Office, session: int, on: str) -> None:
    office.log("letter", "achieved", on=on, session=session)


def test_a_report_of_november_stays_in_the_session_that_was_in_course(office: Office) -> None:
    office.on("2025-01-15").new(79)
    letter(office, 79, "2024-06-12")
    office.log("committee-action", "deferred", on="2024-11-22")
    receipt = office.log("introduction", "achieved", on="2024-11")
    assert receipt.written[0].session == 79
    assert [c.session for c in office.state().cycles] == [79, 80]


def test_a_plan_belongs_to_the_session_of_the_planned_day(office: Office) -> None:
    office.on("2025-01-15").new(79)
    letter(office, 79, "2024-06-12")
    office.log("committee-action", "deferred", on="2024-11-22")
    assert office.plan("introduction", "2025-10-15").written[0].session == 80


def test_a_plan_on_the_way_to_the_first_session_belongs_to_the_next_cycle_on_record(office: Office) -> None:
    office.on("2025-01-15").new(80)
    assert office.plan("introduction", "2025-07-01").written[0].session == 80


def test_an_outcome_in_a_session_that_nothing_opens_stays_there(office: Office) -> None:
    office.on("2016-12-01").new(69)
    letter(office, 69, "2014-06-01")
    office.log("committee-action", "not-pursued", on="2014-11-20")
    receipt = office.log("introduction", "achieved", on="2016-10-11")
    assert receipt.written[0].session == 71
    cycle = office.state().cycle(71)
    assert cycle is not None and cycle.opened_by is None


def test_after_a_withdrawal_a_listing_belongs_to_the_request_of_the_new_letter(office: Office) -> None:
    office.on("2027-07-09").new(79)
    letter(office, 79, "2024-06-12")
    office.log("committee-action", "withdrawn", on="2024-11-20")
    letter(office, 82, "2027-03-01")
    assert office.log("listing", "achieved", on="2027-07-09").written[0].session == 82
    assert office.step("listing", 82).status == "achieved"


def test_before_there_is_a_letter_a_request_step_goes_to_the_target(office: Office) -> None:
    office.on("2027-03-10").new(82)
    assert office.log("memorandum", "achieved", on="2027-03-10").written[0].session == 82


def test_a_symbol_says_the_session(office: Office) -> None:
    office.on("2025-10-15").new(79)
    letter(office, 79, "2024-06-12")
    office.log("committee-action", "deferred", on="2024-11-22")
    receipt = office.log("l-document", "achieved", on="2025-10-10", refs=("A/C.6/79/L.4",))
    assert receipt.written[0].session == 79


def test_a_symbol_of_another_session_is_refused_and_nothing_written(office: Office) -> None:
    office.on("2024-10-15").new(79)
    before = len(office.entries())
    with pytest.raises(OtherSession, match=r"A/C\.6/79/L\.4"):
        office.log("l-document", "achieved", session=80, refs=("A/C.6/79/L.4",))
    with pytest.raises(OtherSession, match="different sessions"):
        office.log("l-document", "achieved", refs=("A/C.6/79/L.4", "A/C.6/80/L.4"))
    assert len(office.entries()) == before


def test_a_new_letter_for_a_session_that_closed_the_request_is_refused(office: Office) -> None:
    office.on("2025-01-15").new(79)
    letter(office, 79, "2024-06-12")
    office.log("committee-action", "withdrawn", on="2024-11-20")
    with pytest.raises(ClosedRequest, match=r"--session 80.*tracker target 80"):
        office.log("letter", "achieved", on="2025-01-10")


def test_a_letter_that_was_forgotten_can_still_be_logged_with_its_true_date(office: Office) -> None:
    office.on("2025-01-15").new(79)
    office.log("committee-action", "withdrawn", on="2024-11-20")
    office.log("letter", "achieved", on="2024-06-12", session=79)
    assert office.step("letter", 79).status == "achieved"


def test_a_step_that_happens_once_has_no_session(office: Office) -> None:
    office.on("2024-10-15").new(79)
    with pytest.raises(NoSession, match="leave out --session"):
        office.log("mandate", "achieved", session=79)


def test_a_day_before_the_sourced_sessions_is_refused(office: Office) -> None:
    office.on("2024-10-15").new(79)
    with pytest.raises(Unsourced, match="--session"):
        office.log("introduction", "achieved", on="1998-10-15")


def test_an_outcome_can_open_a_later_session_than_the_next(office: Office) -> None:
    office.on("2025-01-15").new(79)
    letter(office, 79, "2024-06-12")
    office.log("committee-action", "deferred", on="2024-11-22", to_session=81)
    assert [c.session for c in office.state().cycles] == [79, 81]
