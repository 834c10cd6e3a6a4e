"""Stories of requests and cycles: a handful of entries and the one right answer."""

from __future__ import annotations

from tests.book import Book, step


def deferred_yearly(last: int) -> Book:
    book = Book(session=70, recorded="2023-01-10")
    book.report("letter", "achieved", "2015-04-30", 70)
    for session in range(70, last + 1):
        year = session + 1945
        book.report("committee-action", "deferred", f"{year}-11", session)
        book.report("plenary-action", "deferred", f"{year}-12", session)
    return book


def test_two_deferrals_in_one_session_open_one_next_session() -> None:
    state = deferred_yearly(77).state("2023-01-10")
    assert state.session == 78
    assert [c.session for c in state.cycles] == list(range(70, 79))
    assert [c.opened_by for c in state.cycles] == ["letter"] + ["committee-action deferred"] * 8


def test_between_the_committees_deferral_and_the_plenarys_decision() -> None:
    book = Book(session=79, recorded="2024-11-25")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("committee-action", "deferred", "2024-11-22", 79)
    state = book.state("2024-11-25")
    report, plenary = step(state, "committee-report", 79), step(state, "plenary-action", 79)
    assert (report.standing, plenary.standing) == ("must", "not-yet")
    assert plenary.waiting_for == ("committee-report",)
    assert [s.step.key for s in state.steps if s.still_due] == ["committee-report", "plenary-action"]
    assert step(state, "introduction", 79).standing == "no-longer"
    assert state.session == 80
    cycle = state.cycle(79)
    assert cycle is not None and cycle.ended is None


def test_the_plenarys_decision_ends_the_cycle_that_handed_the_item_on() -> None:
    book = Book(session=79, recorded="2024-12-20")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("committee-action", "deferred", "2024-11-22", 79)
    book.report("committee-report", "achieved", "2024-12-02", 79)
    book.report("plenary-action", "deferred", "2024-12-05", 79)
    cycle = book.state("2024-12-20").cycle(79)
    assert cycle is not None and cycle.ended is not None and cycle.ended.text == "2024-12-05"


def test_a_retracted_deferral_leaves_the_next_session_unopened_and_keeps_its_document_apart() -> None:
    book = Book(session=79, recorded="2025-10-01")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("l-document", "achieved", "2024-10-10", 79, refs=("A/C.6/79/L.4",))
    deferral = book.report("committee-action", "deferred", "2024-11-22", 79)
    book.report("l-document", "achieved", "2025-09-30", 80, refs=("A/C.6/80/L.2",))
    book.undo(deferral)
    state = book.state("2025-10-01")
    assert step(state, "l-document", 79).refs == ("A/C.6/79/L.4",)
    assert step(state, "l-document", 80).refs == ("A/C.6/80/L.2",)
    assert [(c.session, c.opened_by) for c in state.cycles] == [(79, "letter"), (80, None)]


def test_moved_by_the_general_committee_the_letter_stands_and_the_next_session_opens() -> None:
    book = Book(session=79, recorded="2024-09-20")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("general-committee", "moved", "2024-09-11", 79)
    state = book.state("2024-09-20")
    assert state.session == 80
    assert step(state, "letter", 79).standing == "happened"
    returned = step(state, "general-committee", 80)
    assert (returned.standing, returned.waiting_for) == ("may", ())


def test_the_route_of_an_early_letter() -> None:
    book = Book(session=82, recorded="2026-10-08")
    book.report("letter", "achieved", "2026-10-08", 82)
    assert step(book.state("2026-10-08"), "letter", 82).route == "13(e)"


def withdrawn() -> Book:
    book = Book(session=79, recorded="2024-11-20")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("committee-action", "withdrawn", "2024-11-20", 79)
    return book


def test_a_withdrawal_opens_the_letter_again_and_a_new_one_opens_its_session() -> None:
    book = withdrawn()
    state = book.state("2024-11-20")
    assert step(state, "letter", 79).status == "achieved"
    again = state.now("letter")
    assert again is not None and (again.session, again.status) == (None, "planned")
    assert again.standing in ("may", "not-yet")
    book.report("letter", "achieved", "2027-03-01", 82, recorded="2027-03-01")
    state = book.state("2027-03-01")
    assert state.session == 82
    assert step(state, "letter", 82).status == "achieved"
    assert [(c.session, c.opened_by) for c in state.cycles] == [(79, "letter"), (82, "letter")]


def test_cycles_need_not_be_consecutive() -> None:
    book = Book(session=66, recorded="2017-01-10")
    book.report("letter", "achieved", "2011-06", 66)
    book.report("committee-action", "deferred", "2011-11", 66)
    book.report("committee-action", "deferred", "2012-11", 67)
    book.report("committee-action", "not-pursued", "2013-11", 68)
    book.report("letter", "achieved", "2015-05", 70)
    book.report("committee-action", "deferred", "2015-11", 70)
    book.report("committee-action", "not-pursued", "2016-11", 71)
    state = book.state("2017-01-10")
    assert [c.session for c in state.cycles] == [66, 67, 68, 70, 71]
    letters = [(s.session, s.status) for s in state.steps if s.step.key == "letter"]
    assert letters == [(66, "achieved"), (70, "achieved"), (None, "planned")]
    assert not state.granted


def unopened() -> Book:
    book = Book(session=69, recorded="2016-12-20")
    book.report("letter", "achieved", "2014-06", 69)
    book.report("committee-action", "not-pursued", "2014-11", 69)
    return book


def test_a_session_that_nothing_on_record_opens_can_still_grant() -> None:
    book = unopened()
    book.report("introduction", "achieved", "2016-10-11", 71)
    book.report("committee-action", "achieved", "2016-11", 71)
    state = book.state("2016-11-30")
    cycle = state.cycle(71)
    assert cycle is not None and cycle.opened_by is None
    assert state.session == 71 and not state.granted
    book.report("plenary-action", "achieved", "2016-12-13", 71)
    state = book.state("2016-12-20")
    assert state.granted and state.session == 71


def test_a_note_makes_no_cycle() -> None:
    book = Book(session=79, recorded="2025-10-01")
    book.note("introduction", "2025-09-30", 80)
    book.plan("introduction", "2026-10-15", on="2025-09-30", session=81)
    assert [c.session for c in book.state("2025-10-01").cycles] == [79]


def test_the_seven_days_of_rule_15_do_not_bind_the_committee() -> None:
    book = Book(session=82, recorded="2027-11-20")
    for key in ("mandate", "lead-sponsor", "dossier"):
        book.report(key, "achieved", "2026")
    for key, on in (("memorandum", "2027-10-01"), ("letter", "2027-10-10"), ("listing", "2027-11-14")):
        book.report(key, "achieved", on, 82)
    for key, on in (
        ("general-committee", "2027-11-14"),
        ("agenda-adopted", "2027-11-15"),
        ("l-document", "2027-11-15"),
        ("introduction", "2027-11-16"),
    ):
        book.report(key, "achieved", on, 82)
    state = book.state("2027-11-20")
    assert step(state, "letter", 82).route == "15"
    assert not [s.step.key for s in state.steps if s.out_of_order]


def test_a_deferral_that_was_turned_round_opens_nothing() -> None:
    book = Book(session=79, recorded="2024-11-30")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("committee-action", "deferred", "2024-11-20", 79)
    book.report("committee-action", "achieved", "2024-11-25", 79)
    state = book.state("2024-11-30")
    assert [c.session for c in state.cycles] == [79]
    assert step(state, "committee-report", 79).caused_by == "committee-action achieved"
    assert step(state, "plenary-action", 79).caused_by is None


def test_what_is_logged_after_a_withdrawal_belongs_to_the_new_request() -> None:
    book = withdrawn()
    book.report("letter", "achieved", "2027-03-01", 82, recorded="2027-07-09")
    book.report("listing", "achieved", "2027-07-09", 82, recorded="2027-07-09")
    state = book.state("2027-07-09")
    assert step(state, "listing", 82).status == "achieved"
    assert step(state, "listing", 79).status == "planned"


def test_a_memorandum_before_any_session_has_opened_stands_under_the_target() -> None:
    book = Book(session=82, recorded="2027-03-10")
    book.report("memorandum", "achieved", "2027-03-10", 82)
    assert step(book.state("2027-03-10"), "memorandum", 82).status == "achieved"


def test_a_letter_alone_is_out_of_order_until_the_rest_is_logged_with_its_true_dates() -> None:
    book = Book(session=79, recorded="2024-07-01")
    book.report("letter", "achieved", "2024-06-12", 79)
    assert step(book.state("2024-07-01"), "letter", 79).out_of_order
    book.report("mandate", "achieved", "2023")
    book.report("lead-sponsor", "achieved", "2024-02")
    book.report("dossier", "achieved", "2024-03")
    book.report("memorandum", "achieved", "2024-05", 79)
    state = book.state("2024-07-01")
    assert not [s.step.key for s in state.steps if s.out_of_order]


def test_a_deferred_item_returns_by_itself() -> None:
    state = deferred_yearly(77).state("2023-09-10")
    first = step(state, "general-committee", 78)
    assert (first.standing, first.waiting_for) == ("may", ())


def test_a_rejection_by_the_plenary_opens_the_letter_again() -> None:
    book = Book(session=79, recorded="2024-12-20")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("plenary-action", "rejected", "2024-12-10", 79)
    state = book.state("2024-12-20")
    again = state.now("letter")
    assert again is not None and again.status == "planned"
    cycle = state.cycle(79)
    assert cycle is not None and cycle.ended is not None


def test_follow_up_is_open_once_the_campaign_is_granted() -> None:
    book = Book(session=79, recorded="2024-12-20")
    book.report("plenary-action", "achieved", "2024-12-10", 79)
    state = book.state("2024-12-20")
    assert state.granted
    assert step(state, "follow-up").standing == "may"
    assert step(state, "soundings").standing == "no-longer"


def test_a_target_later_than_a_running_cycle_waits_until_that_one_has_ended() -> None:
    book = Book(session=79, recorded="2024-10-01")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.target(82, on="2024-10-01")
    assert book.state("2024-10-01").session == 79
    book.report("committee-action", "withdrawn", "2024-11-20", 79, recorded="2024-11-20")
    assert book.state("2024-11-20").session == 82
