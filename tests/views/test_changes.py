"""What changed, as it is read aloud: at every width, and what each line says."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book import Book
from tests.views.test_screens import DAYS, books, screen
from tracker.core.changes import Viewpoint
from tracker.core.comparison import Comparison, compare
from tracker.core.live import replacers
from tracker.core.text import width
from tracker.views.changes import WhatChanged

BEFORE, NOW = "2024-10-15", "2024-12-01"


def local(instant: str) -> datetime:
    return datetime.fromisoformat(instant.replace("Z", "+00:00"))


def compared(book: Book, before: str = BEFORE, now: str = NOW) -> Comparison:
    then = Viewpoint(date.fromisoformat(before), f"{before}T23:59:59.999Z")
    earlier = book.schedule(before, before)
    over = {id: found[-1] for id, found in replacers(book.entries).items()}
    later = Viewpoint(date.fromisoformat(now), None)
    known = earlier if earlier.state.campaign else None
    return compare(
        book.entries, then, later, known, book.schedule(now), over, lambda instant: local(instant).date()
    )


def shown(book: Book, columns: int = 100, now: str = NOW, **options: bool) -> str:
    return "\n".join(screen(WhatChanged(compared(book, now=now), local, **options), columns))


def office() -> Book:
    book = Book(session=80, recorded="2024-09-24")
    book.report("mandate", "achieved", "2024-09-13")
    book.report("lead-sponsor", "in-progress", "2024-09-20")
    book.plan("dossier", "2024-11-15", on="2024-09-24", owner="Legal")
    book.plan("letter", "2025-07-04", on="2024-09-24", session=80)
    book.recorded = "2024-11-20"
    return book


# --- at every width


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(
    book=books(), before=DAYS, days=st.integers(1, 700), columns=st.integers(40, 250),
    ascii=st.booleans(), everything=st.booleans(),
)  # fmt: skip
def test_no_line_is_too_wide_and_every_change_is_listed(
    book: Book, before: date, days: int, columns: int, ascii: bool, everything: bool
) -> None:
    now = before + timedelta(days=days)
    found = compared(book, before.isoformat(), now.isoformat())
    lines = screen(WhatChanged(found, local, everything=everything, ascii=ascii), columns)
    assert max(map(width, lines)) <= columns
    text = "\n".join(lines)
    assert all(char.isprintable() for line in lines for char in line)
    assert not ascii or text.isascii()
    hidden = set() if everything else {e.id for e in found.bulk}
    for entry in (*found.changes.happened, *found.changes.reported_late):
        assert (f"#{entry.short}" in text) == (entry.id not in hidden)
    for one in found.changes.corrected:
        assert f"#{one.was.short}" in text


# --- what is said


def test_nothing_since_is_one_sentence() -> None:
    lines = shown(office(), 80, now="2024-11-01").splitlines()
    assert lines[-1] == "In short  Nothing changed."
    assert len(lines) <= 3


def test_an_event_says_what_was_before_it_who_said_so_and_on_what_evidence() -> None:
    book = office()
    book.report(
        "lead-sponsor",
        "achieved",
        "2024-11-08",
        note="State P agreed",
        source="a letter",
        doubt=True,
        refs=("NV/12",),
    )
    text = shown(book, 160)
    assert "✓ 8 Nov 2024   Lead sponsor: was in progress. State P agreed." in text
    assert "NV/12; source (uncertain): a letter; desk officer, recorded 12 days later; #00006" in text


def test_recorded_on_the_next_day_is_not_recorded_later() -> None:
    book = office()
    book.note("soundings", "2024-11-19", note="a call")
    assert "later" not in shown(book)


def test_what_was_under_way_and_is_settled_since_is_noted_only() -> None:
    book = office()
    book.report("soundings", "in-progress", "2024-11-01")
    book.report("soundings", "achieved", "2024-11-18")
    text = shown(book)
    assert "Under way" not in text
    assert "i 1 Nov 2024   Soundings: in progress." in text
    assert "✓ 18 Nov 2024  Soundings: was in progress." in text


def test_dates_that_one_decision_moved_stand_together_with_its_reason() -> None:
    book = office()
    book.plan("letter", "2025-07-18", on="2024-11-20", session=80, because="capital needs May")
    text = shown(book)
    dates = text[text.index("Dates moved") : text.index("Became late")]
    assert "◦ +14 days     Letter to the UN SG: 4 Jul 2025 to 18 Jul 2025." in dates
    assert "Memorandum and draft: 20 Jun 2025 to 4 Jul 2025 (follows Letter to the UN SG)." in dates
    assert dates.count("Capital needs May.") == 1
    assert "desk officer, 20 Nov 2024" in dates


def test_the_sentence_in_short() -> None:
    book = office()
    book.report("lead-sponsor", "achieved", "2024-11-08")
    book.report("soundings", "achieved", "2024-11-18")
    book.plan("letter", "2025-07-18", on="2024-11-20", session=80)
    assert shown(book, 250).splitlines()[1] == (
        "In short  Outreach missions achieved; 3 dates moved (Listing on the agenda +40 d,"
        " Memorandum and draft +14 d"
    )
    assert "Dossier became late." in shown(book, 250)


def test_a_retraction_and_a_correction_say_what_was_and_what_is() -> None:
    book = office()
    book.undo(book.entries[2], because="meant another State")
    book.correct(book.entries[1], on="2024-09-14", because="the minutes say so")
    text = shown(book)
    assert "x 20 Nov 2024  Lead sponsor in progress, 20 Sep 2024: taken back. Meant another State." in text
    assert "Mandate achieved, 13 Sep 2024: now 14 Sep 2024. The minutes say so." in text
    assert "#00003 by desk officer; taken back in #00006 by desk officer" in text


def test_old_history_is_summed_in_a_line_unless_all_is_asked_for() -> None:
    book = office()
    for year in range(2015, 2025):
        book.note("soundings", str(year), note=f"contact of {year}")
    text = shown(book, 160)
    assert (
        "10 entries of 2015-2024 (Soundings 10), first recorded on 20 Nov 2024. --all lists them." not in text
    )
    assert "9 entries of 2015-2023 (Soundings 9), first recorded on 20 Nov 2024. --all lists them." in text
    assert "contact of 2015" not in text
    assert "contact of 2015" in shown(book, 160, everything=True).replace("Contact", "contact")


def test_what_all_events_share_is_said_once() -> None:
    book = office()
    for day in (10, 11, 12):
        book.note("soundings", f"2024-11-{day}", note="a call", source="the log book")
    text = shown(book)
    assert text.count("the log book") == text.count("desk officer") == 1
    assert text.endswith("Every event above was recorded by desk officer. Source of them all: the log book.")


def test_text_from_people_is_no_markup_and_no_escape() -> None:
    book = office()
    book.note("soundings", "2024-11-10", note="[bold]\x1b[31mred[/bold]\nsecond line")
    text = shown(book)
    assert "[bold]" in text and "\x1b" not in text


def test_a_step_with_a_session_names_it_and_a_deferral_is_another_outcome() -> None:
    book = Book(session=79, recorded="2024-09-24")
    book.report("letter", "achieved", "2024-06-12", 79)
    book.report("committee-action", "deferred", "2024-11-22", 79, recorded="2024-11-22", note="more time")
    text = shown(book)
    assert "Other outcomes\n  » 22 Nov 2024  Committee action, 79th: deferred. More time." in text
    why = "Why, for all 7: Committee action of the 79th session deferred, 22 Nov 2024: more time."
    assert why in " ".join(text.split())
    assert "Committee action deferred;" in text
