"""Rules of the state that no story tells: each test fails where one line of it is turned round."""

from __future__ import annotations

from tests.book import UN_OBSERVER, Book, milestone, step
from tests.core.test_requests import changed
from tracker.core.process import Outcome, Process


def with_outcome(key: str, word: str, outcome: Outcome) -> Process:
    """The process with one more outcome of a step, or another effect of it."""
    found = UN_OBSERVER.step(key)
    assert found is not None
    return changed(UN_OBSERVER, key, outcomes={**found.outcomes, word: outcome})


# -- fields


def test_a_step_that_began_earlier_is_not_out_of_order_for_being_reported_again() -> None:
    book = Book(recorded="2024-09-24")
    book.report("mandate", "in-progress", "2024-01-10")
    book.report("mandate", "achieved", "2024-06-01")
    book.report("dossier", "achieved", "2024-03-01")
    assert not step(book.state("2024-09-24"), "dossier").out_of_order


def test_a_report_that_was_cleared_does_not_count_as_a_beginning() -> None:
    book = Book(recorded="2024-09-24")
    book.report("mandate", "achieved", "2024-01-10")
    book.report("mandate", "none", "2024-02-01")
    assert step(book.state("2024-02-01"), "mandate").status == "planned"
    assert step(book.state("2024-02-01"), "mandate").begun is None
    book.report("mandate", "achieved", "2024-06-01")
    book.report("dossier", "achieved", "2024-03-01")
    state = book.state("2024-09-24")
    found = step(state, "mandate")
    assert found.since is not None
    assert found.since.text == "2024-06-01"
    assert step(state, "dossier").out_of_order


def test_none_clears_a_plan_an_owner_and_a_route() -> None:
    book = Book(session=80, recorded="2025-08-01")
    book.plan("letter", "2025-06-15", on="2025-01-10", session=80, owner="New York office")
    book.report("letter", "achieved", "2025-07-01", 80, route="14")
    found = step(book.state("2025-08-01"), "letter", 80)
    assert (found.due and found.due.text, found.owner, found.route) == ("2025-06-15", "New York office", "14")
    book.plan("letter", "none", on="2025-07-20", session=80)
    book.note("letter", "2025-07-20", 80, owner="none", route="none")
    found = step(book.state("2025-08-01"), "letter", 80)
    assert (found.due, found.owner, found.route) == (None, None, "13(e)")
    assert found.status == "achieved"


def test_not_needed_settles_so_its_month_counts_from_its_last_day() -> None:
    book = Book(recorded="2024-09-30")
    book.report("core-group", "in-progress", "2024-09-10")
    book.report("core-group", "not-needed", "2024-09")
    found = step(book.state("2024-09-30"), "core-group")
    assert (found.status, found.standing) == ("not-needed", "happened")


# -- standing


def test_an_outcome_of_a_campaign_step_acts_in_every_session() -> None:
    process = with_outcome("mandate", "refused", Outcome(precludes=("letter", "introduction")))
    book = Book(session=80, recorded="2024-09-24", process=process)
    book.report("mandate", "refused", "2024-09-13")
    state = book.state("2024-09-24")
    assert [step(state, key, 80).standing for key in ("letter", "introduction", "listing")] == [
        "no-longer",
        "no-longer",
        "not-yet",
    ]


def test_an_optional_requirement_is_not_asked_for() -> None:
    book = Book(process=changed(UN_OBSERVER, "dossier", requires=("mandate", "membership")))
    book.report("mandate", "achieved", "2024-01-10")
    assert step(book.state("2024-09-24"), "dossier").standing == "may"
    book.report("dossier", "achieved", "2024-02-01")
    assert not step(book.state("2024-09-24"), "dossier").out_of_order


def test_what_runs_until_a_step_ends_only_when_that_is_achieved() -> None:
    book = Book(session=79, recorded="2024-11-20")
    book.report("soundings", "in-progress", "2024-07")
    book.report("committee-action", "rejected", "2024-11-20", 79)
    assert step(book.state("2024-11-20"), "soundings").standing == "may"
    book.report("committee-action", "achieved", "2024-11-20", 79)
    assert step(book.state("2024-11-20"), "soundings").standing == "no-longer"


def test_a_step_is_caused_by_the_earliest_outcome() -> None:
    process = with_outcome("introduction", "achieved", Outcome(causes=("committee-report",)))
    book = Book(session=79, recorded="2024-11-20", process=process)
    book.report("committee-action", "achieved", "2024-10-30", 79)
    book.report("introduction", "achieved", "2024-10-15", 79)
    assert step(book.state("2024-11-20"), "committee-report", 79).caused_by == "introduction achieved"


def test_a_closed_request_is_no_longer_open_whatever_session_it_is_listed_under() -> None:
    book = Book(session=79, recorded="2024-12-01")
    book.report("memorandum", "achieved", "2023-05-02", 78)
    book.report("committee-action", "withdrawn", "2024-11-20", 79)
    assert step(book.state("2024-12-01"), "letter", 78).standing == "no-longer"


# -- milestones


def test_a_milestone_has_the_dates_of_the_step_that_began_to_count_last() -> None:
    book = Book(recorded="2024-09-24")
    book.report("lead-sponsor", "achieved", "2020")
    book.report("soundings", "achieved", "2022-05")
    book.report("lead-sponsor", "achieved", "2024-01-10")  # renewed
    assert milestone(book.state("2024-09-24"), "outreach") == ("achieved", "2022-05", "2022-05")


def test_an_optional_step_does_not_begin_a_milestone() -> None:
    book = Book(recorded="2024-09-24")
    book.report("membership", "in-progress", "2023")
    assert milestone(book.state("2024-09-24"), "board") == ("planned", None, None)
    book.report("mandate", "in-progress", "2024-05")
    assert milestone(book.state("2024-09-24"), "board") == ("in-progress", None, "2024-05")


def test_a_milestone_needs_one_step_that_was_achieved() -> None:
    book = Book(session=79, recorded="2024-12-20")
    book.report("mandate", "not-needed", "2024-01-10")
    book.report("plenary-action", "not-needed", "2024-12-10", 79)
    state = book.state("2024-12-20")
    assert milestone(state, "board") == ("in-progress", None, "2024-01-10")
    assert not state.granted


# -- requests and cycles


def test_an_outcome_of_a_request_step_can_reopen_its_own_request() -> None:
    refused = Outcome(reopens=("memorandum", "letter", "listing"))
    book = Book(session=79, recorded="2024-12-01", process=with_outcome("letter", "returned", refused))
    book.report("memorandum", "achieved", "2024-05-01", 79)
    book.report("letter", "returned", "2024-07-01", 79)
    book.report("memorandum", "in-progress", "2024-08-01", 79)
    state = book.state("2024-12-01")
    assert [
        (s.step.key, s.request, s.status) for s in state.steps if s.step.key in ("memorandum", "letter")
    ] == [
        ("memorandum", 0, "achieved"),
        ("memorandum", 1, "in-progress"),
        ("letter", 0, "returned"),
        ("letter", 1, "planned"),
    ]


def test_a_withdrawal_reported_twice_ended_the_cycle_the_first_time() -> None:
    book = Book(session=79, recorded="2024-12-01")
    book.report("committee-action", "withdrawn", "2024-11-20", 79)
    book.report("committee-action", "withdrawn", "2024-11-25", 79)
    cycle = book.state("2024-12-01").cycle(79)
    assert cycle is not None
    assert cycle.ended is not None
    assert cycle.ended.text == "2024-11-20"


def test_an_item_that_was_moved_and_then_deferred_had_left_the_session_when_it_was_moved() -> None:
    book = Book(session=79, recorded="2024-12-20")
    book.report("general-committee", "moved", "2024-09-11", 79)
    book.report("plenary-action", "deferred", "2024-12-05", 79)
    cycle = book.state("2024-12-20").cycle(79)
    assert cycle is not None
    assert cycle.ended is not None
    assert cycle.ended.text == "2024-09-11"


# -- the current cycle and its target


def test_a_target_that_was_dated_back_before_the_campaign_began_still_moves_the_first() -> None:
    book = Book(session=80, recorded="2024-09-24")
    book.target(82, on="2024-01-10")
    assert [book.state(day).target for day in ("2024-01-09", "2024-01-10", "2024-09-24")] == [80, 82, 82]


def test_a_target_that_an_outcome_opens_too_is_current_before_the_earlier_cycle_has_ended() -> None:
    book = Book(session=79, recorded="2024-11-25")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("committee-action", "deferred", "2024-11-22", 79)
    book.target(80, on="2024-11-25")
    assert book.state("2024-11-25").session == 80
    book.target(82, on="2024-11-25")
    assert book.state("2024-11-25").session == 80  # the last of those that run


def test_reports_in_a_session_that_nothing_opens_do_not_end_a_cycle_that_runs() -> None:
    book = Book(session=79, recorded="2025-10-01")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("introduction", "achieved", "2025-10-01", 80)
    state = book.state("2025-10-01")
    assert [(c.session, c.opened_by, c.ended) for c in state.cycles] == [
        (79, "letter", None),
        (80, None, None),
    ]
    assert state.session == 79


def test_the_cycle_in_which_the_campaign_was_granted_stays_current() -> None:
    book = Book(session=79, recorded="2025-10-01")
    book.report("plenary-action", "achieved", "2024-12-10", 79)
    book.target(81, on="2025-10-01")
    state = book.state("2025-10-01")
    assert (state.session, state.granted) == (79, True)
    assert [c.session for c in state.cycles] == [79, 81]
    assert {s.standing for s in state.steps if s.session == 81} == {"no-longer"}
