"""Milestones and past sessions, as a screen says them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.core import words
from tracker.core.campaign import CampaignState, Cycle, MilestoneState, StepState
from tracker.core.process import ACHIEVED
from tracker.core.schedule import Schedule
from tracker.views.rows import WORDS, Row, drawn, milestone_title, row_of, settled_kind, span_of


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone: its number in the process, the span of its steps and its status in words."""

    number: int
    state: MilestoneState
    title: str
    dates: str  # the span in text
    span: tuple[date, date] | None
    words: str
    words_class: str
    late: int  # how many of its steps are late or overdue
    rows: tuple[Row, ...]


def milestone_rows(state: CampaignState, schedule: Schedule, *, ago: bool = False) -> list[MilestoneRow]:
    """The milestones in order, with the rows of their drawn steps."""
    items = drawn(state, schedule)
    found = []
    for number, milestone in enumerate(state.milestones, 1):
        mine = [s for s in items if s.step.milestone == milestone.milestone.key]
        rows = tuple(row_of(s, state, schedule, ago=ago) for s in mine)
        found.append(_milestone_row(number, milestone, rows, state, schedule))
    return found


def _milestone_row(
    number: int, milestone: MilestoneState, rows: tuple[Row, ...], state: CampaignState, schedule: Schedule
) -> MilestoneRow:
    spans = [s for row in rows if (s := span_of(row, state, schedule)) is not None]
    span = (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None
    if milestone.status == "achieved" and span is not None and milestone.on is not None:
        span = (min(span[0], milestone.on.first), milestone.on.last)
    vague = [r.item.since for r in rows if r.item.since is not None and r.item.since.day is None]
    if milestone.on is not None and milestone.status == "achieved":
        text = words.when(milestone.on)
    elif span is None:
        text = WORDS["no-date"]
    elif any(span[0] == when.first for when in vague):
        text = words.month_span(*span)
    else:
        text = words.short_span(*span)
    name = {"achieved": "done-word", "in-progress": "now-word"}.get(milestone.status, "")
    late = sum(row.kind == "late" for row in rows)
    title = milestone_title(milestone.milestone, state)
    return MilestoneRow(number, milestone, title, text, span, WORDS[milestone.status], name, late, rows)


def cycle_kind(cycle: Cycle, state: CampaignState) -> tuple[str, StepState | None]:
    """What became of a past session, and the step whose outcome said so."""
    settled = [s for s in state.steps if s.session == cycle.session and s.step.per == "session" and s.settled]
    last = state.process.milestones[-1].done_when
    granted = [s for s in settled if s.step.key in last and s.status == ACHIEVED]
    if granted:
        return "achieved", granted[-1]
    for kind in ("deferred", "out"):
        found = [s for s in settled if settled_kind(s) == kind]
        if found:
            return kind, found[-1]
    return ("note", None) if cycle.ended is not None else ("progress", None)
