"""The facts of a brief: they follow from what is recorded, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from tests.book import Book
from tracker.core.briefing import Ask, Brief, Risk, brief
from tracker.core.campaign import StepState


def keys(items: Iterable[StepState]) -> list[str]:
    return [item.step.key for item in items]


def facts(book: Book, as_of: str) -> Brief:
    return brief(book.schedule(as_of))


def risk(found: Brief, kind: str, step: str | None = None) -> Risk:
    return next(r for r in found.risks if r.kind == kind and (step is None or r.item.step.key == step))


def ask(found: Brief, kind: str) -> Ask:
    return next(a for a in found.asks if a.kind == kind)


def sample() -> Book:
    book = Book(80, "2024-09-24")
    book.report("mandate", "achieved", "2024-09-13")
    book.report("soundings", "in-progress", "2024-07")
    return book


def test_the_next_three_are_the_nearest_dates_and_the_unowned_ones_of_ours_want_an_owner() -> None:
    found = facts(sample(), "2024-09-24")
    assert keys(found.next) == ["dossier", "lead-sponsor", "core-group"]
    assert not found.late
    assert keys(ask(found, "owner").items) == ["dossier", "lead-sponsor"], "an optional step needs no owner"


def test_whoever_owns_a_step_that_is_next_is_asked_for_it_and_nobody_else_is() -> None:
    book = sample()
    book.plan("dossier", "2025-02-10", "2024-09-24", owner="Legal")
    found = facts(book, "2024-09-24")
    keep = ask(found, "keep")
    assert (keep.whom, keys(keep.items), str(keep.day), keep.days) == (
        "Legal",
        ["dossier"],
        "2025-02-10",
        139,
    )
    assert keys(ask(found, "owner").items) == ["lead-sponsor"]


def test_what_is_late_says_by_how_much_and_what_it_holds_up() -> None:
    book = sample()
    book.report("lead-sponsor", "achieved", "2024-09-20")
    found = facts(book, "2025-03-20")
    late = risk(found, "late")
    assert (keys([late.item]), str(late.day), late.days) == (["dossier"], "2025-03-13", -7)
    assert keys(late.holds_up) == ["memorandum"]
    decide = ask(found, "decide")
    assert (keys(decide.items), decide.whom, keys(decide.holds_up)) == (["dossier"], None, ["memorandum"])
    assert "dossier" not in keys(ask(found, "owner").items), "who owns it is asked once"


def test_late_with_an_owner_is_asked_of_the_owner() -> None:
    book = sample()
    book.plan("dossier", "2025-03-01", "2024-09-24", owner="Legal")
    assert (ask(facts(book, "2025-03-20"), "deliver").whom, facts(book, "2025-03-20").late[0].owner) == (
        "Legal",
        "Legal",
    )


def test_late_steps_leave_one_place_for_what_lies_ahead() -> None:
    found = facts(sample(), "2025-07-05")
    assert keys(found.late) == ["dossier", "lead-sponsor", "memorandum"]
    assert keys(found.next)[:2] == ["dossier", "lead-sponsor"]
    assert len(found.next) == 3 and found.next[2] not in found.late


def test_the_nearest_hard_deadline_is_always_there_and_what_comes_after_it_from_90_days_on() -> None:
    far = risk(facts(sample(), "2024-09-24"), "deadline", "letter")
    assert (str(far.day), str(far.working), far.days, far.missed) == ("2025-08-10", "2025-08-08", 320, None)
    book = sample()
    for step in ("dossier", "lead-sponsor", "memorandum"):
        book.report(step, "achieved", "2024-09-20", 80 if step == "memorandum" else None)
    assert risk(facts(book, "2025-05-11"), "deadline", "letter").missed is None
    near = risk(facts(book, "2025-05-12"), "deadline", "letter")
    assert near.days == 90
    assert near.missed == "later by rule 15; else the 81st session, opening Tue 8 Sep 2026"


def test_a_deadline_at_risk_says_which_late_step_holds_it_up() -> None:
    book = sample()
    book.report("dossier", "achieved", "2024-09-20")
    book.report("lead-sponsor", "achieved", "2024-09-20")
    found = facts(book, "2025-07-05")
    assert keys(risk(found, "at-risk", "letter").held_by) == ["memorandum"]


def test_a_missed_deadline_says_which_door_is_left() -> None:
    overdue = risk(facts(sample(), "2025-08-12"), "overdue", "letter")
    assert overdue.days == -2
    assert overdue.missed == "later by rule 15; else the 81st session, opening Tue 8 Sep 2026"


def test_a_step_that_is_next_says_what_its_process_file_says_of_missing_it() -> None:
    text = risk(facts(sample(), "2024-09-24"), "if-missed", "lead-sponsor").missed
    assert text is not None and text.startswith("No letter can be sent: only a Member State")


def test_a_window_that_has_passed_is_asked_to_be_reported() -> None:
    found = facts(sample(), "2025-07-20")
    assert str(risk(found, "not-recorded", "listing").day) == "2025-07-11"
    assert "listing" in keys(ask(found, "report").items)


def test_what_is_blocked_is_asked_of_its_owner() -> None:
    book = sample()
    book.report("dossier", "blocked", "2024-09-20", owner="Legal")
    found = facts(book, "2024-09-24")
    assert keys([risk(found, "blocked").item]) == ["dossier"]
    assert (ask(found, "unblock").whom, keys(ask(found, "unblock").items)) == ("Legal", ["dossier"])
    assert not [a for a in found.asks if a.kind == "keep"], "one ask a step"


def test_what_is_out_of_order_is_named_with_what_it_stands_before() -> None:
    book = Book(80, "2024-09-24")
    book.report("lead-sponsor", "achieved", "2024-08-01")
    book.report("mandate", "achieved", "2024-09-13")
    found = facts(book, "2024-09-24")
    assert keys(risk(found, "out-of-order", "lead-sponsor").held_by) == ["mandate"]
    assert keys(ask(found, "check").items) == ["lead-sponsor", "mandate"]


def test_a_session_that_nothing_opens_is_named() -> None:
    book = Book(82, "2025-12-20")
    book.report("introduction", "achieved", "2023-10-10", session=78)
    found = facts(book, "2025-12-20")
    assert risk(found, "unopened").session == 78
    assert ask(found, "opening").session == 78


def deferred() -> Book:
    book = Book(79, "2024-12-20")
    book.report("letter", "achieved", "2024-06-12", session=79)
    book.report("committee-action", "deferred", "2024-11-22", session=79)
    return book


def test_after_a_deferral_only_the_session_starts_afresh_and_what_is_still_due_is_named() -> None:
    found = facts(deferred(), "2024-11-30")
    assert found.returned == 1
    assert [r.item.step.key for r in found.risks if r.kind == "still-due" and r.item] == [
        "committee-report",
        "plenary-action",
    ]
    assert keys(ask(found, "report").items) == ["committee-report", "plenary-action"]
    assert keys(found.open)[0] == "general-committee", "the journal begins after mandate, dossier, sponsor"
    assert not found.late


def test_a_closed_request_is_said_until_a_new_letter_stands() -> None:
    book = Book(79, "2024-11-20")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("committee-action", "withdrawn", "2024-11-20", 79)
    closed = facts(book, "2024-11-20").closed
    assert closed is not None and (closed[0], str(closed[1])) == (79, "2024-11-20")
    book.report("letter", "achieved", "2027-03-01", 82, recorded="2027-03-01")
    assert facts(book, "2027-03-01").closed is None


def test_a_granted_campaign_has_neither_risks_nor_asks() -> None:
    book = Book(79, "2024-12-20")
    for step, day in (
        ("mandate", "2023-09-01"),
        ("dossier", "2024-03-01"),
        ("lead-sponsor", "2024-03-02"),
    ):
        book.report(step, "achieved", day)
    for step, day in (
        ("memorandum", "2024-05-01"),
        ("letter", "2024-06-12"),
        ("listing", "2024-07-12"),
        ("general-committee", "2024-09-11"),
        ("agenda-adopted", "2024-09-13"),
        ("l-document", "2024-10-01"),
        ("introduction", "2024-10-10"),
        ("committee-action", "2024-11-20"),
        ("committee-report", "2024-11-28"),
        ("plenary-action", "2024-12-04"),
    ):
        book.report(step, "achieved", day, 79)
    found = facts(book, "2024-12-20")
    assert (found.risks, found.asks, found.late) == ([], [], [])
