"""Status and timeline, at every width: nothing too wide, nothing missing, nothing hidden."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book import UN_OBSERVER, Book
from tests.views.test_answers import sample
from tracker.core.schedule import Schedule
from tracker.core.text import width
from tracker.views.figure import mark_of
from tracker.views.lines import View, plain
from tracker.views.milestones import milestone_rows
from tracker.views.status import Status
from tracker.views.theme import ASCII, UNICODE
from tracker.views.timeline import CHART_FROM, Layout, Timeline


def screen(view: View, columns: int) -> list[str]:
    return [plain(line) for line in view.lines(columns)]


def timeline(book: Book, as_of: str, columns: int, **options: object) -> list[str]:
    schedule = book.schedule(as_of)
    return screen(Timeline(schedule.state, schedule, **options), columns)  # type: ignore[arg-type]


def row(lines: list[str], title: str) -> str:
    return next(line for line in lines if line[2:].lstrip().startswith(title))


# --- random campaigns

FIRST = date(2023, 6, 1)
STEPS = [step.key for step in UN_OBSERVER.steps]
WORDS = st.sampled_from(["achieved", "in-progress", "blocked", "not-needed", "deferred", "withdrawn", "none"])
DAYS = st.integers(0, 900).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def books(draw: st.DrawFn) -> Book:
    """A campaign of random reports, plans and notes, at every precision, about one session or several."""
    book = Book(draw(st.sampled_from([79, 80, 81, None])), "2025-12-31")
    for _ in range(draw(st.integers(0, 12))):
        step = UN_OBSERVER.step(draw(st.sampled_from(STEPS)))
        assert step is not None
        on = draw(DAYS).isoformat()[: draw(st.sampled_from([10, 10, 7, 4]))]
        session = draw(st.sampled_from([79, 80])) if step.per != "campaign" else None
        kind = draw(st.sampled_from(["report", "report", "plan", "note"]))
        if kind == "report":
            word = draw(WORDS)
            if word in ("deferred", "withdrawn") and word not in step.outcomes:
                word = "achieved"
            book.report(step.key, word, on, session, note=draw(st.sampled_from([None, "[bold]x\x1b[1m"])))
        elif kind == "plan":
            book.plan(step.key, (draw(DAYS) + timedelta(days=200)).isoformat(), on, session)
        else:
            book.note(step.key, on, session, note="said")
    return book


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(book=books(), as_of=DAYS, columns=st.integers(40, 250), ascii=st.booleans())
def test_no_line_is_too_wide_and_every_step_has_its_mark_title_and_date(
    book: Book, as_of: date, columns: int, ascii: bool
) -> None:
    schedule = book.schedule(as_of.isoformat())
    state, marks = schedule.state, ASCII if ascii else UNICODE
    for view in (Status(state, schedule, ascii=ascii), Timeline(state, schedule, ascii=ascii)):
        lines = screen(view, columns)
        assert max(map(width, lines)) <= columns
        assert all(char.isprintable() for line in lines for char in line)
        for milestone in milestone_rows(state, schedule):
            for item in milestone.rows:
                mark = mark_of(item.kind, marks)[0]
                at = [i for i, line in enumerate(lines) if line.lstrip().startswith(f"{mark} {item.title}")]
                assert at, (item.title, lines)
                assert any(item.dates in lines[i] + (lines[i + 1 : i + 2] or [""])[0] for i in at)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(book=books(), as_of=DAYS, columns=st.integers(CHART_FROM, 250))
def test_every_open_hard_deadline_is_seen_in_its_row(book: Book, as_of: date, columns: int) -> None:
    schedule = book.schedule(as_of.isoformat())
    lines = screen(Timeline(schedule.state, schedule), columns)
    for milestone in milestone_rows(schedule.state, schedule):
        for item in milestone.rows:
            open_one = not item.item.settled and item.kind != "no-longer"
            if open_one and schedule.of(item.item).deadline is not None:
                found = [line for line in lines if line[2:].startswith(item.title) and "closed" not in line]
                assert any("▐" in line or "›" in line or "‹" in line for line in found), found


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(book=books(), as_of=DAYS, first=DAYS, days=st.integers(-5, 800), columns=st.integers(72, 200))
def test_any_range_can_be_asked_for(book: Book, as_of: date, first: date, days: int, columns: int) -> None:
    schedule = book.schedule(as_of.isoformat())
    view = Timeline(schedule.state, schedule, first=first, last=first + timedelta(days=days))
    assert max(map(width, screen(view, columns))) <= columns


# --- what stands where


def test_the_columns_are_those_of_the_layout() -> None:
    assert [Layout.of(c).chart for c in (80, 100, 160)] == [37, 42, 65]
    assert [Layout.of(c).offset for c in (80, 100, 160)] == [43, 58, 58]


def test_the_sample_at_80_columns() -> None:
    lines = timeline(sample(), "2024-09-24", 80)
    assert (
        row(lines, "Soundings") == "► Soundings             Jul 2024-Jul 2025  []▬▬▬►             [░░░░░]   ¦"
    )
    assert (
        row(lines, "Letter to") == "◊ Letter to the UN SG   by 11 Jul 2025         ¦|                   ◊-▐ ¦"
    )
    assert (
        row(lines, "Mandate") == "✓ Mandate               13 Sep 2024            ✓|                       ¦"
    )
    assert (
        row(lines[10:], "Outreach")
        == "2 Outreach missions     Jul 2024-Jul 2025  +▬▬▬▬|-------------------+   ¦"
    )


def test_late_is_said_in_words_where_there_is_no_column_for_health() -> None:
    book = sample()
    for columns in (80, 100, 160):
        assert "7 d" in row(timeline(book, "2025-03-20", columns), "Dossier"), columns
    assert row(timeline(book, "2025-03-20", 80), "Dossier").startswith(
        "! Dossier               was 13 Mar 2025"
    )


def test_nothing_recorded_is_no_lateness() -> None:
    line = row(timeline(sample(), "2025-07-20", 100), "Listing")
    assert line.startswith("? Listing on the agenda  11 Jul 2025        not recorded")


def test_optional_steps_are_drawn_only_with_a_date_an_entry_or_what_they_follow() -> None:
    lines = timeline(sample(), "2024-09-24", 80)
    assert not [line for line in lines if "Membership" in line]
    assert row(lines, "Follow-up").startswith("◊ Follow-up             no date yet")
    book = sample()
    book.note("membership", "2024-09-13", note="wider")
    assert row(timeline(book, "2024-09-24", 80), "Membership").startswith(
        "i Membership            13 Sep 2024"
    )


def test_the_note_column_holds_the_note_else_the_rule() -> None:
    book = sample()
    book.report(
        "dossier", "in-progress", "2024-09-20", note="the treaty, the list of members and a long report"
    )
    lines = timeline(book, "2024-09-24", 160)
    assert row(lines, "Dossier").endswith("the treaty, the list of members an..")
    assert row(lines, "Letter to").endswith("target O-60; deadline O-30 (rule 14)")


def test_a_month_typed_for_an_outcome_is_a_pair_of_brackets() -> None:
    book = Book(80, "2024-12-01")
    book.report("mandate", "achieved", "2024-09")
    assert "[       ]" in row(timeline(book, "2024-12-01", 250), "Mandate")


def test_granted_is_said_in_the_headings() -> None:
    book = Book(79, "2024-12-20")
    book.report("plenary-action", "achieved", "2024-12-04", session=79, refs=("A/RES/79/1",))
    lines = timeline(book, "2024-12-20", 80)
    assert lines[2] == "Granted in the 79th session: Plenary action (A/RES/79/1), Wed 4 Dec 2024."


def nine() -> Book:
    """Deferred from the 70th to the 78th session, the years alone on record (procedure sheet, 3.3)."""
    book = Book(70, "2015-05-01")
    book.report("letter", "achieved", "2015-04-30", session=70)
    book.recorded = "2024-09-24"
    for session in range(70, 79):
        for step in ("committee-action", "plenary-action"):
            book.report(step, "deferred", str(session + 1945), session=session)
    return book


def test_nine_deferred_sessions_are_a_stair_and_take_at_most_45_lines() -> None:
    lines = timeline(nine(), "2024-09-24", 80)
    assert len(lines) <= 45
    steps = [line for line in lines if line.startswith("» 7")]
    assert len(steps) == 9
    ends = [line.rindex("»") for line in steps]
    assert ends == sorted(set(ends))
    assert row(lines, "Introduction").startswith("◊ Introduction          1 Oct-1 Nov 2024")
    assert len(screen(status(nine(), "2024-09-24"), 80)) <= 48


def status(book: Book, as_of: str, **options: object) -> Status:
    schedule = book.schedule(as_of)
    return Status(schedule.state, schedule, **options)  # type: ignore[arg-type]


def test_few_rows_show_what_is_late_running_and_next_and_say_what_is_left_out() -> None:
    book = sample()
    lines = screen(status(book, "2025-03-20", rows=24), 80)
    assert len(lines) < 24
    assert lines[-1].endswith("rows shown; tracker status --all for the rest")
    listed = lines[lines.index("") + 1 : -1]
    assert [line[:9] for line in listed[:2]] == ["! Dossier", "► Soundin"]
    assert screen(status(book, "2025-03-20", rows=24, all_rows=True), 80) == screen(
        status(book, "2025-03-20"), 80
    )


def test_the_rail_says_how_far_each_milestone_is() -> None:
    lines = screen(status(sample(), "2024-09-24"), 80)
    at = lines.index("✓▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬►▬-----------------◊------------------◊")
    assert lines[at + 1] == "Board endorsement  Outreach missions  Draft resolution   General Assembly vote"
    assert lines[at + 2] == "achieved           in progress 0/2    planned 0/8        planned 0/3"


def test_a_narrow_window_gives_a_step_two_lines_and_cuts_no_title() -> None:
    lines = screen(status(sample(), "2024-09-24"), 44)
    at = lines.index("◊ Memorandum and draft")
    assert lines[at + 1] == "  by 27 Jun 2025     in 276 days"


@pytest.mark.parametrize("columns", [60, 80, 160])
def test_a_pipe_gets_the_same_text_as_a_terminal_without_any_code(columns: int) -> None:
    from rich.console import Console

    schedule = sample().schedule("2024-09-24")
    view = Timeline(schedule.state, schedule, notice="[red]no markup[/red]")
    pipe, terminal = io.StringIO(), io.StringIO()
    Console(file=pipe, width=columns).print(view, end="")
    Console(file=terminal, width=columns, force_terminal=True, color_system="256").print(view, end="")
    assert pipe.getvalue() == "\n".join(screen(view, columns)) + "\n"
    assert "[red]no markup[/red]" in pipe.getvalue()
    assert "\x1b[38;5;29m" in terminal.getvalue()


def test_sixteen_colours_have_names_of_their_own() -> None:
    from rich.console import Console

    schedule: Schedule = sample().schedule("2024-09-24")
    out = io.StringIO()
    console = Console(file=out, width=80, force_terminal=True, color_system="standard")
    console.print(Timeline(schedule.state, schedule), end="")
    assert "\x1b[32m✓" in out.getvalue()
    assert "38;5" not in out.getvalue()


def test_today_is_called_as_of_for_another_day_in_the_legend_too() -> None:
    schedule = sample().schedule("2024-09-24")
    for today, label, word in (
        (date(2026, 11, 24), "|as of 24 Sep 2024", "| as of"),
        (None, "|today", "| today"),
    ):
        lines = screen(Timeline(schedule.state, schedule, today=today), 80)
        assert any(label in line for line in lines)
        assert [words for words in ("| as of", "| today") if words in lines[-1]] == [word]


def test_a_window_under_way_says_how_long_it_lasts_and_a_date_how_far_it_is() -> None:
    book = sample()
    lines = timeline(book, "2025-10-20", 100)
    assert "9 Oct-21 Nov 2025  32 days left" in row(lines, "Committee action")
    assert "in 34 days" in row(lines, "Committee report"), "that window has not begun"
    assert "ends today" in row(timeline(book, "2025-11-21", 100), "Committee action")
    lines = timeline(book, "2024-09-24", 100)
    assert "290 days left" in row(lines, "Soundings"), "it goes on until then"
    assert "in 200 days" in row(lines, "Lead sponsor")


def test_what_is_ours_and_begun_is_still_due_on_its_day() -> None:
    book = sample()
    book.report("dossier", "in-progress", "2024-09-20")
    assert "by 13 Mar 2025     in 170 days" in row(timeline(book, "2024-09-24", 100), "Dossier")


def test_a_plan_that_has_gone_by_was_even_where_lateness_is_none() -> None:
    book = sample()
    book.plan("core-group", "2026-07-31", "2024-09-24", 80)
    assert "by 31 Jul 2026" in row(timeline(book, "2026-07-31", 100), "Core group")
    assert "was 31 Jul 2026" in row(timeline(book, "2027-02-01", 100), "Core group")


def test_a_ghost_and_the_days_moved_stand_beside_a_moved_date() -> None:
    from tracker.core.diff import dates
    from tracker.views.answers import Moves

    book = sample()
    before = book.schedule("2024-09-24")
    book.recorded = "2024-10-10"
    book.plan("dossier", "2025-05-12", "2024-10-10")
    after = book.schedule("2024-10-10")
    view = Timeline(after.state, after, moved=Moves("last-council", dates(before, after)))
    line = row(screen(view, 100), "Dossier")
    assert "◦....◊ +60 d" in line
