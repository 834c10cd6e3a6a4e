"""The sessions that a request went through, one line each: a stair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.core import words
from tracker.core.campaign import CampaignState, Cycle, StepState
from tracker.core.schedule import Schedule
from tracker.views.chart import Drawing
from tracker.views.milestones import cycle_kind
from tracker.views.rows import WORDS, drawn, settled_kind

SAY = {
    "ended": "ended",
    "unopened": "unopened",
    "to-come": "to come",
    "stands": "stands",
    "closed": "closed",
    "opened": "{session}, step by step",
}


@dataclass(frozen=True, slots=True)
class Stair:
    """One line: a past session, the current one, or the letter (or other step) that stands under them all."""

    kind: str
    title: str
    dates: str  # in text
    words: str
    words_class: str
    first: date | None
    last: date | None
    vague: bool  # the day on which it ended is not known
    current: bool
    cycle: bool

    def draw(self, drawing: Drawing) -> None:
        """Put the line's marks into a row of the chart."""
        if self.first is None or self.last is None:
            return
        if not self.cycle:
            drawing.dated(self.kind, self.first, self.last)
        elif self.kind == "progress":
            drawing.elapsed(self.first, drawing.today)
            drawing.point("progress", drawing.today)
            if self.last > drawing.today:
                drawing.rest_of_window("window", self.last)
        elif self.kind == "planned":
            drawing.window("window", self.first, self.last)
        else:
            drawing.cycle(self.first, self.last, self.kind, self.vague)


def stairs(state: CampaignState, schedule: Schedule) -> list[Stair]:
    """The lines in order: the cycles by session; none where there is only one."""
    if len(state.cycles) < 2:
        return []
    return [_cycle(cycle, state, schedule) for cycle in state.cycles]


def standing(items: list[StepState], titles: list[str]) -> list[Stair]:
    """The lines of settled steps that are not of a session: what the sessions build on."""
    found = []
    for item, title in zip(items, titles, strict=True):
        on = item.on
        text = words.when(on) if on is not None else WORDS["no-date"]
        said = SAY["stands"] if item.current else SAY["closed"]
        own = item.step.outcomes.get(item.status)
        said = said if own is not None and own.opens == "own" else ""
        kind = settled_kind(item)
        first, last = (on.first, on.last) if on is not None else (None, None)
        found.append(Stair(kind, title, text, said, "", first, last, False, False, False))
    return found


def _cycle(cycle: Cycle, state: CampaignState, schedule: Schedule) -> Stair:
    kind, item = cycle_kind(cycle, state)
    title = schedule.calendar.label(cycle.session)
    current = cycle.session == state.session
    end = _eve(schedule.opening(schedule.calendar.next(cycle.session)))
    if item is not None and item.on is not None:
        ended = min(item.on.last, end) if end is not None else item.on.last
        said = item.status.replace("-", " ")
        name = {"deferred": "warn", "achieved": "done-word"}.get(kind, "late")
        vague = item.on.day is None
        return _line(kind, title, words.when(item.on), said, name, cycle, ended, vague, current)
    if cycle.ended is not None:
        text = words.when(cycle.ended)
        said = SAY["unopened"] if cycle.opened_by is None else SAY["ended"]
        return _line("unrecorded", title, text, said, "dim", cycle, cycle.ended.last, True, current)
    last = (_expected_end(state, schedule) if current else None) or end
    begun = cycle.opening is not None and cycle.opening <= state.as_of
    if cycle.opening is None or last is None or last < cycle.opening:
        return _line("planned", title, WORDS["no-date"], "", "", cycle, None, False, current)
    text = words.short_span(cycle.opening, last)
    if begun:
        return _line("progress", title, text, WORDS["in-progress"], "now-word", cycle, last, False, current)
    return _line("planned", title, text, SAY["to-come"], "", cycle, last, False, current)


def _eve(day: date | None) -> date | None:
    return None if day is None else day - timedelta(days=1)


def _line(
    kind: str,
    title: str,
    text: str,
    said: str,
    name: str,
    cycle: Cycle,
    last: date | None,
    vague: bool,
    current: bool,
) -> Stair:
    first = cycle.opening
    if first is not None and last is not None:
        first = min(first, last)
    return Stair(kind, title, text, said, name, first, last, vague, current, True)


def _expected_end(state: CampaignState, schedule: Schedule) -> date | None:
    """The last day that the open steps of the current session are expected to take."""
    spans = [schedule.expected(s) for s in drawn(state, schedule) if s.step.per == "session"]
    return max((span[1] for span in spans if span is not None), default=None)
