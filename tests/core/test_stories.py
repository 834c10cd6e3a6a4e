"""Each story is a handful of entries and the one right answer; the obvious rule gives another."""

from __future__ import annotations

from tests.book import UN_OBSERVER, Book
from tracker.core.campaign import CampaignState, StepState


def step(state: CampaignState, key: str, session: int | None = None) -> StepState:
    found = state.step(key, session)
    assert found is not None, f"no state of {key} in {session}"
    return found


def milestone(state: CampaignState, key: str) -> tuple[str, str | None, str | None]:
    found = next(m for m in state.milestones if m.milestone.key == key)
    return (found.status, found.on and found.on.text, found.since and found.since.text)


def test_an_in_progress_of_a_whole_year_does_not_outlast_the_day_it_was_achieved() -> None:
    book = Book(recorded="2024-09-24")
    book.report("mandate", "achieved", "2024-09-13")
    book.report("mandate", "in-progress", "2024")
    found = step(book.state("2024-12-31"), "mandate")
    assert (found.status, found.on and found.on.text) == ("achieved", "2024-09-13")


def test_a_month_typed_within_that_month_is_in_force_at_once() -> None:
    book = Book(recorded="2024-07-18")
    book.report("soundings", "in-progress", "2024-07")
    assert step(book.state("2024-07-18"), "soundings").status == "in-progress"
    assert step(book.state("2024-07-17"), "soundings").status == "planned"


def test_what_settles_counts_from_its_last_day_and_what_opens_from_its_first() -> None:
    book = Book(recorded="2024-09-24")
    book.report("soundings", "in-progress", "2024-07")
    book.report("soundings", "achieved", "2024-07-20")
    found = step(book.state("2024-07-31"), "soundings")
    assert (found.status, found.on and found.on.text) == ("achieved", "2024-07-20")
    assert step(book.state("2024-07-19"), "soundings").status == "planned"


def sample() -> Book:
    book = Book(session=80, recorded="2024-09-24")
    book.report("mandate", "achieved", "2024-09-13", note="renewed")
    book.report("soundings", "in-progress", "2024-07")
    book.report("mandate", "in-progress", "2024")
    book.note("membership", "2024-09-13")
    book.note("un-partnerships", "2024-09-24")
    return book


def test_the_sample_on_24_september_2024() -> None:
    state = sample().state("2024-09-24")
    assert milestone(state, "board") == ("achieved", "2024-09-13", "2024-09-13")
    assert milestone(state, "outreach") == ("in-progress", None, "2024-07")
    assert milestone(state, "draft")[0] == milestone(state, "vote")[0] == "planned"
    assert not [s.step.key for s in state.steps if s.out_of_order]
    assert not [s.step.key for s in state.steps if s.standing == "not-yet" and s.status == "in-progress"]
    assert step(state, "soundings").standing == "may"


def test_the_first_target_is_in_force_before_the_day_it_was_typed() -> None:
    state = sample().state("2024-07-31")
    assert state.session == 80
    assert step(state, "soundings").status == "in-progress"


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


def test_undoing_a_correction_brings_the_original_back() -> None:
    book = Book(recorded="2024-09-24")
    first = book.report("mandate", "achieved", "2024-09-13")
    correction = book.correct(first, on="2024-09-12")
    assert step(book.state("2024-09-24"), "mandate").on.text == "2024-09-12"
    book.undo(correction)
    assert step(book.state("2024-09-24"), "mandate").on.text == "2024-09-13"


def test_correcting_a_correction_does_not_bring_the_original_back() -> None:
    book = Book(recorded="2024-09-24")
    first = book.report("mandate", "achieved", "2024-09-20")
    second = book.correct(first, on="2024-09-10")
    third = book.correct(second, on="2024-09-11")
    found = step(book.state("2024-09-24"), "mandate")
    assert (found.on.text, len(found.entries)) == ("2024-09-11", 1)
    book.undo(third)
    assert step(book.state("2024-09-24"), "mandate").on.text == "2024-09-10"


def test_undoing_an_undo_brings_the_entry_back() -> None:
    book = Book(recorded="2024-09-24")
    entry = book.report("mandate", "achieved", "2024-09-13")
    undo = book.undo(entry)
    assert step(book.state("2024-09-24"), "mandate").status == "planned"
    book.undo(undo)
    assert step(book.state("2024-09-24"), "mandate").status == "achieved"


def test_the_baseline_shows_what_was_known_then() -> None:
    book = Book(session=80, recorded="2024-09-10")
    book.plan("letter", "2025-05-01", on="2024-09-10", session=80)
    book.plan("letter", "2025-06-15", on="2024-09-12", session=80, recorded="2024-10-01")
    seen = step(book.state("2024-09-13", known_at="2024-09-13"), "letter", 80)
    assert seen.due is not None and seen.due.text == "2025-05-01"
    now = step(book.state("2024-10-01"), "letter", 80)
    assert now.due is not None and now.due.text == "2025-06-15"


def renamed() -> tuple[Book, str]:
    """A campaign under version 1, and version 2, which renames the mandate."""
    book = Book(recorded="2024-09-24")
    steps = tuple(
        s._replace(
            key="endorsement" if s.key == "mandate" else s.key,
            was="mandate" if s.key == "mandate" else s.was,
            requires=tuple("endorsement" if k == "mandate" else k for k in s.requires),
        )
        for s in UN_OBSERVER.steps
    )
    milestones = tuple(
        m._replace(done_when=tuple("endorsement" if k == "mandate" else k for k in m.done_when))
        for m in UN_OBSERVER.milestones
    )
    second = UN_OBSERVER._replace(version="2", steps=steps, milestones=milestones)
    book.processes[second.sha256] = second
    return book, second.sha256


def test_a_renamed_step_is_read_under_both_versions() -> None:
    book, second = renamed()
    book.report("mandate", "achieved", "2024-09-13")
    book.report("dossier", "achieved", "2024-09-20")
    assert step(book.state("2024-09-24"), "mandate").status == "achieved"
    book.add("adopt", on="2024-10-01", recorded="2024-10-01", process=second)
    state = book.state("2024-10-02")
    assert step(state, "endorsement").status == "achieved"
    assert not step(state, "dossier").out_of_order
    earlier = book.state("2024-09-24")
    assert step(earlier, "mandate").status == "achieved"
    book.report("endorsement", "achieved", "2024-09-14", recorded="2024-10-02")
    assert step(book.state("2024-09-24"), "mandate").on.text == "2024-09-14"


def test_a_note_makes_no_cycle() -> None:
    book = Book(session=79, recorded="2025-10-01")
    book.note("introduction", "2025-09-30", 80)
    book.plan("introduction", "2026-10-15", on="2025-09-30", session=81)
    assert [c.session for c in book.state("2025-10-01").cycles] == [79]


def test_the_later_recorded_of_one_day_wins() -> None:
    book = Book(recorded="2024-09-24")
    book.report("mandate", "achieved", "2024-09-13")
    book.report("mandate", "in-progress", "2024-09-13")
    assert step(book.state("2024-09-24"), "mandate").status == "in-progress"


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


def test_a_month_that_settles_counts_from_its_last_day() -> None:
    book = Book(recorded="2024-09-30")
    book.report("mandate", "in-progress", "2024-09-10")
    book.report("mandate", "achieved", "2024-09")
    assert step(book.state("2024-09-30"), "mandate").status == "achieved"


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


def test_correcting_a_note_keeps_the_days_that_were_stored() -> None:
    book = Book(recorded="2024-07-18")
    entry = book.report("soundings", "in-progress", "2024-07", note="positve")
    book.correct(entry, recorded="2024-08-05", note="positive")
    found = step(book.state("2024-07-20"), "soundings")
    assert (found.status, found.said and found.said.note) == ("in-progress", "positive")


def test_a_renewed_mandate_has_a_new_date_and_an_old_beginning() -> None:
    book = Book(recorded="2024-09-24")
    book.report("mandate", "achieved", "2015")
    book.report("mandate", "achieved", "2024-09-13")
    found = step(book.state("2024-09-24"), "mandate")
    assert found.on is not None and found.since is not None
    assert (found.on.text, found.since.text) == ("2024-09-13", "2015")


def test_what_is_not_certain_is_not_flagged_out_of_order() -> None:
    book = Book(recorded="2024-09-24")
    book.report("mandate", "achieved", "2024")
    book.report("dossier", "achieved", "2024-05-01")
    assert not step(book.state("2024-09-24"), "dossier").out_of_order


def test_a_requirement_begun_afterwards_is_out_of_order() -> None:
    book = Book(recorded="2024-09-24")
    book.report("dossier", "achieved", "2024-05-01")
    book.report("mandate", "achieved", "2024-05-02")
    assert step(book.state("2024-09-24"), "dossier").out_of_order


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


def test_symbols_accumulate() -> None:
    book = Book(session=79, recorded="2024-10-20")
    book.report("l-document", "achieved", "2024-10-10", 79, refs=("A/C.6/79/L.4",))
    book.note("l-document", "2024-10-18", 79, refs=("A/C.6/79/L.4/Rev.1",))
    found = step(book.state("2024-10-20"), "l-document", 79)
    assert found.refs == ("A/C.6/79/L.4", "A/C.6/79/L.4/Rev.1")


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
