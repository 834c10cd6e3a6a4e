"""The page for a meeting: its sentences, its size, and that it says what `status` says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import scenes
from tests.book import Book
from tests.operations.office import Office
from tests.views.test_screens import DAYS, books, sample, screen
from tracker.cli.reading import moves_of
from tracker.core.briefing import brief, open_steps
from tracker.core.text import width
from tracker.operations import desk
from tracker.views.brief import PAGE, PAGE_FROM, BriefView
from tracker.views.rows import drawn
from tracker.views.status import Status


def page(book: Book, as_of: str, columns: int = 80, **options: object) -> list[str]:
    schedule = book.schedule(as_of)
    return screen(BriefView(schedule, brief(schedule), **options), columns)  # type: ignore[arg-type]


def words(lines: list[str]) -> str:
    """The lines as running text, for sentences that a width breaks anywhere."""
    return " ".join(" ".join(line.split()) for line in lines)


def of_scene(office: Office, scene: str, columns: int = 80) -> list[str]:
    getattr(scenes, scene)(office)
    view = desk.look(office.where, notes=True)
    return screen(BriefView(view.schedule, brief(view.schedule), moved=moves_of(view)), columns)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(tmp_path, monkeypatch)


def test_the_sample_on_its_own_day() -> None:
    lines = page(sample(), "2024-09-24")
    said = words(lines)
    assert (
        "Standing 1 of 4 milestones achieved: Board endorsement (13 Sep 2024); Outreach missions in "
        "progress; Draft resolution and General Assembly vote ahead. Nothing is late."
    ) in said
    at = lines.index("Next three")
    assert lines[at + 1] == "  1 Dossier       by 13 Mar 2025      in 170 days  owner: none named"
    assert (
        "Letter to the UN SG: hard deadline Sun 10 Aug 2025 (last working day Fri 8 Aug), in 320 days."
        in said
    )
    assert (
        "Lead sponsor by Sat 12 Apr 2025 (in 200 days). If missed: No letter can be sent: only a Member"
        in said
    )
    assert "Blockers not known yet: no position recorded for any of the 193 States." in said
    assert said.endswith("Asks 1 Name an owner for Dossier and Lead sponsor.")


def test_everything_that_is_wrong_is_said_with_what_follows_and_whom_to_ask(office: Office) -> None:
    said = words(of_scene(office, "trouble"))
    for sentence in (
        "Late: Memorandum and draft (24 days). At risk: Letter to the UN SG.",
        "1 Memorandum and draft was 26 Jun 2026 24 days late owner: Legal",
        "- Memorandum and draft was due Fri 26 Jun 2026: 24 days late. It holds up Letter to the UN SG.",
        "- Letter to the UN SG is at risk (Memorandum and draft late): hard deadline Sun 9 Aug 2026 (last "
        "working day Fri 7 Aug), in 20 days. If missed: later by rule 15; else the 82nd session, opening "
        "Tue 7 Sep 2027.",
        "- Core group has been blocked since 6 Jul 2026: two States wait for instructions.",
        "- 3 dates moved since last-council, 15 Jun 2026: Listing on the agenda +40 d, Core group +21 d,",
        "- The record: Lead sponsor (20 Aug 2025) stands before Mandate, which it requires.",
        "1 Legal: finish Memorandum and draft. It holds up Letter to the UN SG.",
        "2 Decide how to unblock Core group.",
        "3 New York office: Letter to the UN SG by Fri 31 Jul 2026 (in 11 days).",
    ):
        assert sentence in said


def test_after_a_deferral_it_says_which_letter_stands(office: Office) -> None:
    said = words(of_scene(office, "again"))
    assert (
        "Standing Deferred once; the item returns by itself in the 82nd session, Letter to the UN SG of "
        "4 Aug 2026 stands;"
    ) in said
    assert "1 Decide on L document, and who owns it: 14 days late. It holds up Introduction." in said


def test_a_withdrawn_request_and_a_granted_one() -> None:
    book = Book(79, "2024-12-20")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("committee-action", "withdrawn", "2024-11-20", 79)
    said = words(page(book, "2024-11-25"))
    assert "The request was closed in the 79th session (20 Nov 2024); it has to be made anew;" in said
    granted = Book(79, "2024-12-20")
    granted.report("plenary-action", "achieved", "2024-12-04", 79, refs=("A/RES/79/9",))
    said = words(page(granted, "2024-12-20"))
    assert "Standing Granted in the 79th session: Plenary action (A/RES/79/9), Wed 4 Dec 2024." in said
    assert "Next Nothing has a date ahead." in said
    assert (
        "Asks 1 Report Committee report, or correct Plenary action: it requires Committee report and is"
        in said
    )


def test_what_is_still_due_and_what_nothing_opens() -> None:
    book = Book(79, "2024-12-20")
    book.report("letter", "achieved", "2024-06-12", session=79)
    book.report("committee-action", "deferred", "2024-11-22", session=79)
    said = words(page(book, "2024-11-30"))
    assert "- Still due: Committee report and Plenary action in the 79th session." in said
    assert "Report what became of Committee report (79th session) and Plenary action (79th session)" in said
    book = Book(82, "2025-12-20")
    book.report("introduction", "achieved", "2023-10-10", session=78)
    said = words(page(book, "2025-12-20"))
    assert "nothing on record opens the 78th session." in said
    assert "Report what opened the 78th session: nothing on record does." in said


def test_a_full_page_says_how_much_it_left_out() -> None:
    book = Book(81, "2025-12-31")
    for step in ("mandate", "dossier", "lead-sponsor", "core-group", "memorandum", "letter", "listing"):
        session = 81 if step in ("memorandum", "letter", "listing") else None
        book.report(step, "blocked", "2025-12-01", session, note="a long story " * 20)
    lines = page(book, "2026-08-20")
    assert len(lines) <= PAGE
    assert any("more: tracker status, tracker next" in line for line in lines)
    assert any(line.strip().endswith("more: tracker next") for line in lines)


def test_people_and_their_notes_are_never_markup() -> None:
    book = sample()
    book.report("dossier", "blocked", "2024-09-20", owner="[red]L\x1begal", note="[link=x]\x1b[1mno")
    said = words(page(book, "2024-09-24"))
    assert "\x1b" not in said
    assert "[red]L" in said and "[link=x]" in said


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(book=books(), as_of=DAYS, columns=st.integers(40, 250), ascii=st.booleans())
@example(sample(), date(2024, 9, 24), 40, True)
def test_any_campaign_fits_any_width_and_one_screen(
    book: Book, as_of: date, columns: int, ascii: bool
) -> None:
    lines = page(book, as_of.isoformat(), columns, ascii=ascii)
    assert all(width(line) <= columns for line in lines), lines
    if columns >= PAGE_FROM:
        assert len(lines) <= PAGE
    if ascii:
        assert all(line.isascii() for line in lines)
    assert not any("{" in line or "None" in line for line in lines)
    for heading in ("Risks", "Asks"):
        assert heading in lines
    assert any(line.startswith("Standing") for line in lines)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(book=books(), as_of=DAYS)
def test_what_is_next_is_the_same_as_in_status(book: Book, as_of: date) -> None:
    schedule = book.schedule(as_of.isoformat())
    near = [id(s) for _, s in schedule.coming(drawn(schedule.state, schedule))]
    assert [id(s) for _, s in schedule.coming(open_steps(schedule.state))] == near


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(book=books(), as_of=DAYS, columns=st.integers(72, 250))
def test_the_rail_is_that_of_status(book: Book, as_of: date, columns: int) -> None:
    schedule = book.schedule(as_of.isoformat())
    status = screen(Status(schedule.state, schedule), columns)
    lines = page(book, as_of.isoformat(), columns)
    rail = [line for line in lines if line[1:3] in ("▬▬", "--", "▬-")]
    assert rail == [line for line in status if line[1:3] in ("▬▬", "--", "▬-")]


def test_without_room_for_a_rail_the_milestones_stand_one_under_the_other() -> None:
    lines = page(sample(), "2024-09-24", 60)
    assert "► Outreach missions      Jul 2024-Jul 2025   in progress 0/2" in lines
