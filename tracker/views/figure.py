"""A step, a milestone or a past session as a row of the chart: which marks it puts where. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.core import words
from tracker.core.campaign import CampaignState, StepState
from tracker.core.schedule import Schedule
from tracker.views.axis import Axis
from tracker.views.chart import KINDS, Drawing
from tracker.views.milestones import MilestoneRow
from tracker.views.rows import Row, noted, span_of
from tracker.views.theme import Marks

#: By step key: (the earlier date, by its last day; how many days the date moved since).
Ghosts = Mapping[str, tuple[date, int]]

#: Classes of the words of health that are worth saying in the chart where they have no column.
_TOLD = ("late", "warn", "gone")


class Chart:
    """Everything that the rows of one chart share."""

    def __init__(
        self,
        axis: Axis,
        marks: Marks,
        schedule: Schedule,
        openings: list[date],
        *,
        told: bool,
        ghosts: Ghosts,
    ) -> None:
        self.axis, self.marks, self.schedule, self.openings = axis, marks, schedule, openings
        self.told = told  # whether health is said in the chart, because it has no column
        self.ghosts = ghosts

    def blank(self) -> Drawing:
        """A row with nothing but today and the sessions."""
        return Drawing(self.axis, self.marks, self.schedule.today, self.openings)

    def step(self, row: Row) -> Drawing:
        """The marks of one step."""
        drawing, item = self.blank(), row.item
        if item.settled:
            if item.on is not None:
                drawing.dated(row.kind, item.on.first, item.on.last)
        elif row.kind == "note":
            note = noted(item)
            if note is not None:
                drawing.dated("note", note.first, note.last)
        elif row.kind != "no-longer":
            self._open(drawing, row)
        ghost = self.ghosts.get(item.step.key)
        now = self._now(row)
        if ghost is not None and now is not None:
            drawing.earlier(ghost[0], now)
        for style, *texts in self._labels(row, ghost):
            drawing.label(style, *texts)
        return drawing

    def _now(self, row: Row) -> date | None:
        """The day to which the earlier plan is joined."""
        if row.item.settled:
            return row.item.on.last if row.item.on is not None else None
        span = self.schedule.expected(row.item)
        return span[1] if span is not None else None

    def _labels(self, row: Row, ghost: tuple[date, int] | None) -> list[tuple[str, ...]]:
        """(class, words, and shorter ones): health before the days moved, unless it is only near."""
        found: list[tuple[str, ...]] = []
        if ghost is not None:
            found.append(("warn" if ghost[1] > 0 else "done", f"{ghost[1]:+d} d"))
        if self.told and not row.item.settled and row.health_class in _TOLD:
            late = self.schedule.of(row.item).days_late
            short = f"{late} d late" if late is not None else row.health
            near = row.days is not None and row.health in (words.in_days(row.days), words.left(row.days))
            found.insert(len(found) if near else 0, (row.health_class, row.health, short))
        return found

    def _open(self, drawing: Drawing, row: Row) -> None:
        """An open step: since when, what is expected, how late, the hard deadline."""
        item, today, schedule = row.item, self.schedule.today, self.schedule
        dates, span = schedule.of(item), schedule.expected(item)
        running = item.status != "planned" and item.since is not None
        if running and item.since is not None:
            self._since(drawing, item)
        if span is not None:
            first, last = span
            if first == last:
                kind = "late-planned" if row.kind == "late" and last < today else "planned"
                drawing.point("gone" if row.kind == "unrecorded" else kind, last)
            elif running and first <= today:
                if last > today:
                    drawing.rest_of_window("window", last)
            else:
                gone = row.kind == "unrecorded" or last < today
                drawing.window("gone" if gone else "window", first, last)
        was = schedule.late_from(item)
        if row.kind == "late" and was is not None:
            drawing.late(was, dates.deadline is None)
        if dates.deadline is not None:
            day = dates.deadline.last
            joined = span[1] if span is not None and span[1] != day else None
            drawing.hard(day, joined)

    def _since(self, drawing: Drawing, item: StepState) -> None:
        since, today = item.since, self.schedule.today
        assert since is not None
        last = min(since.last, today)
        if since.day is None:
            drawing.dated("progress", since.first, last, self.marks.elapsed, alone=self.marks.elapsed)
            drawing.elapsed(last, today)
        else:
            drawing.elapsed(since.first, today)
        drawing.point("blocked" if item.status == "blocked" else "progress", today)

    def milestone(self, row: MilestoneRow) -> Drawing:
        """A milestone's span, with its status beside it where the status has no column."""
        drawing = self.blank()
        if row.span is not None:
            style = {"achieved": "done", "in-progress": "now"}.get(row.state.status, "span")
            drawing.span(*row.span, style)
        if self.told:
            drawing.label(row.words_class, row.words)
        return drawing


def days_of(rows: list[MilestoneRow], state: CampaignState, schedule: Schedule, ghosts: Ghosts) -> list[date]:
    """Every day that the chart of these milestones has to show, today among them."""
    days = [state.as_of]
    for milestone in rows:
        if milestone.span is not None:
            days += milestone.span
        for row in milestone.rows:
            days += span_of(row, state, schedule) or ()
            note = noted(row.item) if row.kind == "note" else None
            days += (note.first, note.last) if note is not None else ()
            deadline = schedule.of(row.item).deadline
            if deadline is not None and not row.item.settled and row.kind != "no-longer":
                days.append(deadline.last)
            if row.item.step.key in ghosts:
                days.append(ghosts[row.item.step.key][0])
    return days


def mark_of(kind: str, marks: Marks) -> tuple[str, str]:
    """The mark and the class of a row in the column of marks."""
    name, style, _ = KINDS[kind]
    return getattr(marks, name), style
