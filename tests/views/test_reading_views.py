"""The screens of the reading commands: what they say, at any width, and that nothing typed is obeyed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.book import UN_OBSERVER, Book
from tracker.core.agenda import agenda
from tracker.core.campaign import StepState
from tracker.core.process import Process
from tracker.core.reasons import reasons
from tracker.core.schedule import Schedule
from tracker.core.sessions import calendar
from tracker.core.text import width
from tracker.views.campaigns import CampaignsView, Row
from tracker.views.columns import table
from tracker.views.history import History
from tracker.views.lines import View, plain
from tracker.views.next import Next
from tracker.views.process import Listed, ProcessList, ProcessView
from tracker.views.session import SessionView
from tracker.views.show import shown
from tracker.views.why import Why

ARABIC = "تم إرجاء النظر في البند إلى الدورة الثمانين 80 بناء على طلب"
EVIL = "\x1b[31mred\x1b]0;title\x07 [bold]no[/bold] :smile: \u202eback"
WIDTHS = (40, 57, 72, 80, 100, 160, 250)


def local(instant: str) -> datetime:
    return datetime.fromisoformat(instant.replace("Z", "+00:00")).astimezone(UTC)


def book() -> Book:
    """A campaign that was deferred: notes in Arabic, a correction, text that a terminal would obey."""
    found = Book(session=79, recorded="2024-12-01")
    found.report("mandate", "achieved", "2024-02-01", note=EVIL, source=EVIL)
    found.report("letter", "achieved", "2024-06-12", 79, refs=("A/79/141",), note=ARABIC)
    wrong = found.report("committee-action", "deferred", "2024-11-21", 79)
    found.correct(wrong, on="2024-11-22", note=ARABIC)
    found.plan("l-document", "2025-09-24", "2024-11-30", 80, because="two sponsors to sign", owner=EVIL)
    found.add("mark", on="2024-11-30", subject="last-council", note=EVIL)
    return found


def step(schedule: Schedule, key: str, session: int | None = None) -> StepState:
    found = schedule.state.step(key, session)
    assert found is not None
    return found


def every_view() -> Iterator[tuple[str, View]]:
    made = book()
    schedule = made.schedule("2024-12-01")
    entries = made.entries
    over = {entries[3].id: entries[4]}
    yield "next", Next(schedule, agenda(schedule))
    yield "next-days", Next(schedule, agenda(schedule, 30), days=30)
    for item in schedule.state.steps:
        yield f"why-{item.step.key}", Why(schedule, item, reasons(schedule, item))
    newest = list(reversed(entries))
    as_of = schedule.state.as_of
    yield "history", History(newest, over=over, local=local, as_of=as_of, more=3)
    yield "nothing", History([], over={}, local=local, as_of=as_of, subject=EVIL)
    for thing in (*UN_OBSERVER.steps[:1], *entries, *schedule.state.marks):
        yield "show", shown(schedule, thing, entries, over, local)
    yield "session", SessionView(80, calendar("general-assembly"), as_of)
    moved = calendar("general-assembly", {80: date(2025, 9, 16)})
    decision = replace(entries[1], kind="session", session=80, opens="2025-09-16", because=EVIL)
    yield "moved", SessionView(80, moved, as_of, decision)
    yield "year", SessionView(2027, calendar("calendar-year"), as_of)
    rows = [Row(schedule.state, schedule, entries[-1], chosen) for chosen in (True, False)]
    yield "list", CampaignsView(rows, local)
    yield "list-empty", CampaignsView([], local)
    yield "process", ProcessView(UN_OBSERVER)
    yield "processes", ProcessList([Listed(UN_OBSERVER, True, ["example"])])


def texts(view: View, columns: int = 100) -> list[str]:
    return [plain(line) for line in view.lines(columns)]


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    for name, view in every_view():
        for line in texts(view, columns):
            assert width(line) <= columns, f"{name} at {columns}: {line}"


def test_nothing_that_was_typed_reaches_a_terminal_as_a_command() -> None:
    for name, view in every_view():
        for line in texts(view, 160):
            assert line.isprintable(), f"{name}: {line!r}"


def test_next_opens_with_the_session_and_the_place_in_it() -> None:
    schedule = Book(session=80, recorded="2024-09-24").schedule("2024-09-01")
    first = texts(Next(schedule, agenda(schedule)))[0]
    assert first.startswith("80th session opens Tue 9 Sep 2025. You are at step 1 of 14, Mandate; ")


def opening(schedule: Schedule, columns: int = 80) -> list[str]:
    lines = texts(Next(schedule, agenda(schedule)), columns)
    return lines[: lines.index("")]


def test_next_opens_with_an_answer_in_three_lines() -> None:
    """Where we are, what may and must be done, by when and under which rule, what comes if it is missed."""
    found = Book(session=80, recorded="2024-09-24")
    found.report("mandate", "achieved", "2024-09-13")
    assert opening(found.schedule("2024-09-24")) == [
        "80th session opens Tue 9 Sep 2025. You are at step 3 of 14, Lead sponsor; may do",
        "dossier, lead-sponsor, soundings; must do letter by Fri 8 Aug 2025 under rule 14",
        "(deadline Sun 10 Aug); if missed: rule 15, else the 81st session.",
    ]


def test_next_says_what_is_left_once_the_deadline_has_gone_by() -> None:
    text = " ".join(opening(Book(session=80).schedule("2025-08-15")))
    assert "letter missed its deadline of Sun 10 Aug 2025 under rule 14; left: rule 15, else the 81st" in text
    assert "must do" not in text


def test_next_says_what_an_outcome_asks_for_of_others() -> None:
    text = " ".join(opening(book().schedule("2024-12-01")))
    assert "still due: committee-report (79th), plenary-action (79th)" in text
    assert "must do" not in text, "the letter has gone out, and nothing of ours has a deadline"


def test_a_deadline_without_routes_is_said_without_a_rule() -> None:
    process = replace_routes(UN_OBSERVER)
    text = " ".join(opening(Book(session=80, process=process).schedule("2024-09-24")))
    assert "must do letter by Fri 8 Aug 2025 (deadline Sun 10 Aug)." in text


def replace_routes(process: Process) -> Process:
    """The process without its ways in."""
    steps = tuple(step._replace(routes=(), window={}) if step.routes else step for step in process.steps)
    return process._replace(steps=steps)


def test_next_names_the_earlier_session_in_which_something_is_still_due() -> None:
    schedule = book().schedule("2024-12-01")
    lines = texts(Next(schedule, agenda(schedule)))
    must = lines[lines.index("Must") + 1]
    assert must.split("  ")[1].endswith("committee-report (79th)")
    assert "since committee-action deferred" in must


def test_next_says_how_many_steps_it_left_out() -> None:
    schedule = Book(session=80).schedule("2024-09-01")
    assert "15 steps with a date further ahead than 5 days left out." in texts(
        Next(schedule, agenda(schedule, 5), days=5)
    )


def test_why_shows_the_sum_the_certainty_and_the_doors() -> None:
    schedule = Book(session=80).schedule("2025-07-20")
    item = step(schedule, "letter", 80)
    text = "\n".join(texts(Why(schedule, item, reasons(schedule, item)), 160))
    assert "O-60: opening of the 80th session, 9 Sep 2025 - 60 days = 11 Jul 2025" in text
    assert "how sure: rule" in text
    assert "how sure: own planning; no rule was found" in text
    assert "Until Fri 11 Jul 2025 (O-60) by rule 13(e) (closed)." in text
    assert "Else the 81st session, opening Tue 8 Sep 2026." in text


def test_why_names_both_routes_where_the_day_is_vague() -> None:
    made = Book(session=80, recorded="2025-09-01")
    made.report("letter", "achieved", "2025-07", 80)
    schedule = made.schedule("2025-09-01")
    item = step(schedule, "letter", 80)
    assert "By rule 14, that of its last possible day; its first gives rule 13(e)." in texts(
        Why(schedule, item, [])
    )


def test_why_of_a_settled_step_asks_no_more_what_happens_if_it_is_missed() -> None:
    schedule = book().schedule("2024-12-01")
    item = step(schedule, "letter", 79)
    assert "If it is missed" not in texts(Why(schedule, item, reasons(schedule, item)))


def test_history_says_when_it_was_recorded_only_where_the_days_differ() -> None:
    made = Book(session=80, recorded="2024-09-24")
    made.report("mandate", "achieved", "2024-09-23")
    made.report("dossier", "achieved", "2024-09-13", note="sent")
    newest = list(reversed(made.entries))[:2]
    lines = texts(History(newest, over={}, local=local, as_of=date(2024, 9, 24)), 80)
    assert lines == [
        "  #00003  24 Sep 2024 12:00  dossier achieved 13 Sep 2024",
        "          desk officer: recorded 11 days later; sent",
        "  #00002  24 Sep 2024 12:00  mandate achieved 23 Sep 2024",
        "          desk officer",
    ]


def test_history_marks_what_was_corrected_in_shape_and_words() -> None:
    made = book()
    wrong, right = made.entries[3], made.entries[4]
    view = History([right, wrong], over={wrong.id: right}, local=local, as_of=date(2024, 12, 1))
    assert f"(corrected by #{right.short})" in " ".join(texts(view, 160))
    assert [line[0] for line in texts(view, 160) if "#" in line[:5]] == [" ", "x"]


def test_show_says_why_an_entry_is_not_in_force() -> None:
    made = book()
    wrong, right = made.entries[3], made.entries[4]
    schedule = made.schedule("2024-12-01")
    view = shown(schedule, wrong, [wrong, right], {wrong.id: right}, local)
    assert f"  in force     no: corrected by #{right.short}" in texts(view)


def test_show_says_that_another_report_is_the_one_in_force() -> None:
    made = Book(session=80)
    early = made.report("mandate", "in-progress", "2024")
    late = made.report("mandate", "achieved", "2024-09-13")
    view = shown(made.schedule("2024-09-24"), early, [early], {}, local)
    wanted = f"yes; the status in force is that of #{late.short}: mandate achieved 13 Sep 2024"
    assert any(wanted in line for line in texts(view))


def test_a_moved_opening_says_by_whom_and_what_the_rule_gives() -> None:
    moved = calendar("general-assembly", {80: date(2025, 9, 16)})
    made = Book(session=80)
    entry = made.add("session", on="2024-09-20", session=80, opens="2025-09-16", because="decision 79/5")
    lines = texts(SessionView(80, moved, date(2024, 9, 24), entry), 160)
    assert " ".join(lines[:2]) == (
        "80th session opens Tue 16 Sep 2025 (in 357 days), by a decision of 20 Sep 2024 "
        "recorded by desk officer (#00002)."
    )
    assert lines[2] == "Because decision 79/5. Rule 1 alone gives Tue 9 Sep 2025."


def test_an_empty_list_says_how_to_begin() -> None:
    assert texts(CampaignsView([], local)) == [
        "No campaign yet. Begin one: tracker new KEY --organization NAME --session N."
    ]


def test_a_column_that_is_empty_everywhere_takes_no_room() -> None:
    rows = [[("a", ""), ("", ""), ("b", "")], [("aa", ""), ("", ""), ("c", "")]]
    assert [plain(line) for line in table(rows, 40)] == ["  a   b", "  aa  c"]


def test_the_last_column_goes_below_where_there_is_no_room_beside() -> None:
    rows = [[("a" * 30, ""), ("one two three four five six", "")]]
    assert [plain(line) for line in table(rows, 40)] == [
        "  " + "a" * 30,
        "      one two three four five six",
    ]
