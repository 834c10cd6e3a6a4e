"""What each step says on a screen: its mark, title, date in text, health in words, note and rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.core import words
from tracker.core.campaign import PLANNED, CampaignState, StepState
from tracker.core.process import ACHIEVED, NOT_NEEDED, Milestone, Step
from tracker.core.schedule import LATE, Schedule, StepDates
from tracker.core.standing import passed_over
from tracker.core.text import escape
from tracker.core.when import When, of_iso

#: The cells of the column of health in words.
HEALTH_CELLS = 13

#: Words for what the state calls by a key; the rest of the words of a screen stand in `answers`.
WORDS = {
    "achieved": "achieved",
    "in-progress": "in progress",
    "planned": "planned",
    "blocked": "blocked",
    "at-risk": "at risk",
    "not-recorded": "not recorded",
    "no-longer": "no longer",
    "out-of-order": "out of order",
    "no-date": "no date yet",
    "note": "note only",
    "by": "by {date}",
    "was": "was {date}",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One step of a screen; `kind` names its mark in `chart.KINDS`, or is late, unrecorded or no-longer."""

    item: StepState
    kind: str
    title: str
    dates: str  # in text, at most 18 cells
    health: str  # at most 13 cells, may be empty
    health_class: str
    days: int | None  # to the date that is next for an open step; None where there is none ahead


def title_of(step: Step, state: CampaignState) -> str:
    """The short title, with the organ's name where the process names {body}."""
    return _named(step.short["en"], state)


def milestone_title(milestone: Milestone, state: CampaignState) -> str:
    """The milestone's short title."""
    return _named(milestone.short["en"], state)


def _named(text: str, state: CampaignState) -> str:
    return escape(text.replace("{body}", state.organ or "governing body"))


# --- which steps are drawn


def drawn(state: CampaignState, schedule: Schedule) -> list[StepState]:
    """The steps of the current cycle and request that are drawn, in order of the process.

    An optional step with neither date nor entry is not, unless it follows (requires) one that is; nor is what
    `passed_over` names.
    """
    found: list[StepState] = []
    for item in state.steps:
        if not item.current or passed_over(item, state):
            continue
        empty = not item.entries and (item.standing == "no-longer" or schedule.expected(item) is None)
        follows = any(other.step.key in item.step.requires for other in found)
        if not (item.step.optional and empty and not follows):
            found.append(item)
    return found


def noted(item: StepState) -> When | None:
    """The date of the last note on a step about which nothing else is on record."""
    if item.status != "planned" or item.due is not None:
        return None
    dates = [entry.on for entry in item.entries if entry.on is not None]
    return of_iso(dates[-1]) if dates else None


# --- marks


def kind_of(item: StepState, health: str | None) -> str:
    """The kind of a step's mark; late goes before all that is open."""
    if item.settled:
        return settled_kind(item)
    if item.standing == "no-longer":
        return "no-longer"
    if health in LATE:
        return "late"
    if item.status == "blocked":
        return "blocked"
    if item.status == "in-progress":
        return "progress"
    if health == "not-recorded":
        return "unrecorded"
    return "planned"


def settled_kind(item: StepState) -> str:
    """The kind of an outcome: achieved, not needed, one that opens the next session, or one that is none."""
    if item.status == ACHIEVED:
        return "disordered" if item.out_of_order else "achieved"
    if item.status == NOT_NEEDED:
        return "not-needed"
    outcome = item.step.outcomes.get(item.status)
    return "deferred" if outcome is not None and outcome.opens == "next" else "out"


# --- a step's row


def row_of(item: StepState, state: CampaignState, schedule: Schedule, *, ago: bool = False) -> Row:
    """The row of a step; with `ago`, what is achieved says how long since."""
    dates = schedule.of(item)
    kind = kind_of(item, dates.health)
    note = noted(item) if kind == "planned" and schedule.expected(item) is None else None
    if note is not None:
        kind = "note"
    day = schedule.next_day(item)
    days = None if day is None else (day - schedule.today).days
    ahead = "" if days is None else (words.left if _under_way(item, schedule) else words.in_days)(days)
    health, name = _health(item, kind, dates, ahead, state.as_of, ago)
    text = words.when(note) if note is not None else _date(item, kind, state, schedule)
    return Row(item, kind, title_of(item.step, state), text, health, name, days)


def _under_way(item: StepState, schedule: Schedule) -> bool:
    """Whether the next day of a step is the end of a span that has begun, not a day on which it is due."""
    span = schedule.expected(item)
    if span is None or (schedule.by_us(item) and span[0] == span[1]):
        return False
    return item.status != PLANNED or span[0] < min(span[1], schedule.today)


def _date(item: StepState, kind: str, state: CampaignState, schedule: Schedule) -> str:
    """The date of a row in at most 18 cells."""
    if item.settled:
        return words.when(item.on) if item.on is not None else WORDS["no-date"]
    if kind == "no-longer":
        return WORDS["no-longer"]
    span, was = schedule.expected(item), schedule.late_from(item)
    if kind == "late" and was is not None:
        return WORDS["was"].format(date=words.day(was))
    if span is None:
        return words.since(item.since) if item.since is not None else WORDS["no-date"]
    first, last = span
    if schedule.by_us(item) and first == last:
        return WORDS["by" if last >= state.as_of else "was"].format(date=words.day(last))
    if item.since is not None and item.status != "planned":
        return _since_to(item.since, last) if last >= state.as_of else words.since(item.since)
    return words.short_span(first, last)


def _since_to(since: When, last: date) -> str:
    """From when it began to when it is due: by month where the beginning is not known to the day."""
    if since.first > last:
        return words.since(since)
    return words.short_span(since.first, last) if since.day else words.month_span(since.first, last)


def _health(
    item: StepState, kind: str, dates: StepDates, ahead: str, today: date, ago: bool
) -> tuple[str, str]:
    """Health in words, in 13 cells, and its class; `ahead` is how far the next day is, in words."""
    health, late = dates.health, dates.days_late
    if item.settled:
        return _outcome(item, kind, today, ago)
    if kind in ("no-longer", "note"):
        return ("" if kind == "no-longer" else WORDS["note"]), "dim"
    if health in LATE and late is not None:
        text = words.late(late)
        return (text if len(text) <= HEALTH_CELLS else f"{late} d late"), "late"
    if health == "at-risk":
        return WORDS["at-risk"], "warn"
    if item.status == "blocked":
        return WORDS["blocked"], "warn"
    if health == "not-recorded":
        return WORDS["not-recorded"], "gone"
    if not ahead:
        return (WORDS["in-progress"], "now-word") if item.status == "in-progress" else ("", "")
    return ahead, "warn" if health == "due-soon" else ""


def _outcome(item: StepState, kind: str, today: date, ago: bool) -> tuple[str, str]:
    if kind == "disordered":
        return WORDS["out-of-order"], "warn"
    if kind != "achieved":
        return item.status.replace("-", " "), {"deferred": "warn", "out": "late"}.get(kind, "dim")
    if not ago or item.on is None:
        return "", ""
    if item.on.day is None:
        return WORDS["achieved"], ""
    text = words.in_days((item.on.day - today).days)
    return (text if len(text) <= HEALTH_CELLS else WORDS["achieved"]), ""


def span_of(row: Row, state: CampaignState, schedule: Schedule) -> tuple[date, date] | None:
    """The first and the last day that a step's own marks take: of what happened, or since when to when."""
    item = row.item
    if item.settled:
        return None if item.on is None or item.status == NOT_NEEDED else (item.on.first, item.on.last)
    if row.kind in ("no-longer", "note"):
        return None
    span = schedule.expected(item)
    if item.since is not None:
        last = max(state.as_of, span[1]) if span is not None else state.as_of
        return (item.since.first, last)
    return span


# --- the note of a row


def note_of(item: StepState) -> str:
    """What was said with the status in force, else the last note on a step without one."""
    if item.said is not None:
        return escape(item.said.note or "")
    notes = [entry.note for entry in item.entries if entry.note]
    return escape(notes[-1]) if notes and item.status == "planned" else ""


def rule_of(item: StepState, schedule: Schedule) -> str:
    """The rules behind the dates of an open step: `target O-60; deadline O-30 (rule 14)`."""
    if item.standing == "no-longer":
        return ""
    import re

    dates = schedule.of(item)
    window = dates.usual or dates.window
    parts = []
    for dated in (dates.target, dates.deadline, window):
        if dated is None:
            continue
        named = (
            re.search(r"\brule \d+(?:\([a-z]\))?", dated.source.rule) if dated.source is not None else None
        )
        parts.append(f"{dated.kind} {dated.rule}" + (f" ({named[0]})" if named is not None else ""))
    if parts:
        return escape("; ".join(parts))
    waits = [s for s in item.needs if not s.settled]
    return "after " + title_of(waits[-1].step, schedule.state) if waits else ""
