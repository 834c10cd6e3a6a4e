"""The timeline: the answers, then each milestone and step with its date in text and a chart beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.core.campaign import CampaignState, StepState
from tracker.core.missions import Mission
from tracker.core.schedule import Schedule
from tracker.core.text import cut, fit
from tracker.core.words import SPAN_CELLS
from tracker.views import lane
from tracker.views.answers import Moves
from tracker.views.axis import Axis, openings, session_line, tick_line, today_line, whole_months
from tracker.views.chart import Drawing
from tracker.views.figure import Chart, Ghosts, days_of, mark_of
from tracker.views.legend import legend
from tracker.views.lines import Line, View, trimmed
from tracker.views.listing import list_lines, stair_lines
from tracker.views.milestones import MilestoneRow, milestone_rows
from tracker.views.rows import HEALTH_CELLS, Row, note_of, rule_of, title_of
from tracker.views.rows import WORDS as ROW_WORDS
from tracker.views.screen import answer_lines, head, now_key, today_words
from tracker.views.stair import SAY as STAIR_SAY
from tracker.views.stair import Stair, stairs, standing
from tracker.views.theme import Marks

#: From so many columns on there is a chart, health has a column, and a note has one.
CHART_FROM, HEALTH_FROM, NOTE_FROM = 72, 100, 140
NOTE_CELLS = 36


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a row."""

    title: int
    health: int  # 0: said in the chart
    chart: int
    note: int  # 0: none

    @property
    def offset(self) -> int:
        """The column in which the chart begins."""
        return 2 + self.title + 1 + SPAN_CELLS + 1 + (self.health + 1 if self.health else 0)

    @classmethod
    def of(cls, columns: int) -> Layout:
        title = 21 if columns < HEALTH_FROM else 22
        health = HEALTH_CELLS if columns >= HEALTH_FROM else 0
        note = NOTE_CELLS if columns >= NOTE_FROM else 0
        offset = cls(title, health, 0, 0).offset
        return cls(title, health, columns - offset - (note + 1 if note else 0), note)


class Timeline(View):
    """The timeline of a campaign; `first` and `last` choose the days that the chart shows.

    `moved` are the dates that moved since a mark: they are named, and drawn as ghosts with the days they
    moved. `today` is given where the state is that of another day, so that its line is named "as of".
    """

    def __init__(
        self,
        state: CampaignState,
        schedule: Schedule,
        *,
        moved: Moves | None = None,
        first: date | None = None,
        last: date | None = None,
        ascii: bool = False,
        notice: str | None = None,
        today: date | None = None,
    ) -> None:
        self.state, self.schedule, self.moved = state, schedule, moved
        self.first, self.last = first, last
        self.marks = Marks.choose(ascii)
        self.notice, self.today = notice, today
        self.ghosts: Ghosts = {m.item.step.key: (m.was[1], m.days) for m in moved.moved} if moved else {}

    def lines(self, columns: int) -> list[Line]:
        """The lines of the screen."""
        lines = head(self.state, self.schedule, columns, self.notice)
        lines += [[], *answer_lines(self.state, self.schedule, self.moved, self.marks, columns), []]
        rows = milestone_rows(self.state, self.schedule, ago=columns < CHART_FROM)
        steps = stairs(self.state, self.schedule)
        if columns < CHART_FROM:
            lines += stair_lines(steps, self.marks, columns)
            lines += list_lines(rows, self.schedule, self.marks, columns)
            found, as_of = self._missions(), self.state.as_of
            return [*lines, [], *lane.list_line(found, self.marks, as_of, columns)] if found else lines
        layout = Layout.of(columns)
        shown: Line = []
        cycle = self.state.cycle(self.state.session)
        if steps and cycle is not None and cycle.returns:
            lines += self._returned(rows, steps, layout, shown)
        else:
            if steps:
                lines += [*self._stair([*self._letters([]), *steps], layout, shown), []]
            lines += self._milestones(rows, layout, shown)
        now = now_key(self.state, self.today)
        by = any(
            row.dates.startswith(ROW_WORDS["by"].format(date=""))
            for milestone in rows
            for row in milestone.rows
        )
        return [*lines, [], *legend(self.marks, shown, columns, cycles=bool(steps), now=now, by=by)]

    # -- one session: every milestone, opened

    def _milestones(self, rows: Sequence[MilestoneRow], layout: Layout, shown: Line) -> list[Line]:
        days = days_of(list(rows), self.state, self.schedule, self.ghosts)
        axis = self._axis([*days, *lane.days(self._missions())], layout)
        chart = self._chart(axis, layout)
        lines = self._header(axis, layout, sessions=True)
        for index, milestone in enumerate(rows):
            if index:
                lines.append(self._line([(" " * layout.offset, "")], chart.blank(), layout, "", []))
            lines.append(self._milestone(milestone, chart, layout, shown))
            lines += [self._step(row, chart, layout, shown) for row in milestone.rows]
        return lines + self._lane(chart, layout, shown)

    def _missions(self) -> Sequence[Mission]:
        return self.state.outreach.missions if self.state.outreach is not None else ()

    def _lane(self, chart: Chart, layout: Layout, shown: Line) -> list[Line]:
        """The missions in one line, below all else; nothing where there are none."""
        found, as_of = self._missions(), self.state.as_of
        if not found:
            return []
        drawing = chart.blank()
        lane.draw(drawing, found, as_of)
        mark, left = lane.head_cells(found, self.marks, as_of, layout.title, layout.health)
        note = lane.note_words(found, as_of) if layout.note else ""
        blank = self._line([(" " * layout.offset, "")], chart.blank(), layout, "", [])
        return [blank, self._line(left, drawing, layout, note, shown, mark=mark)]

    # -- several sessions: the past ones as a stair, the current one opened

    def _returned(
        self, rows: Sequence[MilestoneRow], steps: list[Stair], layout: Layout, shown: Line
    ) -> list[Line]:
        """After an outcome that opened this session: what stands and the stair, then what starts afresh."""
        flat = [row for milestone in rows for row in milestone.rows]
        behind = [r.item for r in flat if r.item.settled and r.item.step.per != "session"]
        lines = self._letters(behind)
        opened = [row for row in flat if row.item not in behind]
        days = [self.state.as_of]
        for row in opened:
            days += self.schedule.expected(row.item) or ()
        chart_lines = self._stair([*lines, *steps], layout, shown)
        axis = self._axis(days, layout)
        chart = self._chart(axis, layout)
        assert self.state.session is not None
        title = STAIR_SAY["opened"].format(session=self.schedule.calendar.label(self.state.session))
        return [
            *chart_lines,
            [],
            [(title, "bold")],
            *self._header(axis, layout, sessions=False),
            *(self._step(row, chart, layout, shown) for row in opened),
            *self._lane(chart, layout, shown),
        ]

    def _letters(self, behind: list[StepState]) -> list[Stair]:
        """What named the sessions of past requests, and what else is settled and stands (`behind`)."""
        letters = [s for s in self.state.steps if not s.current and _names_session(s)]
        items = [*letters, *behind]
        return standing(items, [title_of(s.step, self.state) for s in items])

    def _stair(self, steps: Sequence[Stair], layout: Layout, shown: Line) -> list[Line]:
        days = [self.state.as_of]
        days += [day for step in steps for day in (step.first, step.last) if day is not None]
        axis = Axis(*whole_months(days), layout.chart)
        lines = self._header(axis, layout, sessions=False)
        for step in steps:
            drawing = Drawing(axis, self.marks, self.state.as_of)
            step.draw(drawing)
            mark, style = mark_of(step.kind, self.marks)
            bold = "bold" if step.current else ""
            left = [
                (mark, style), (" ", ""), (fit(step.title, layout.title), bold), (" ", ""),
                (fit(step.dates, SPAN_CELLS), ""), (" ", ""),
            ]  # fmt: skip
            health = [(fit(step.words, layout.health) + " ", step.words_class)] if layout.health else []
            lines.append(self._line([*left, *health], drawing, layout, "", shown, mark=(mark, style)))
        return lines

    # -- rows

    def _milestone(self, row: MilestoneRow, chart: Chart, layout: Layout, shown: Line) -> Line:
        left = [
            (f"{row.number} ", "bold"), (fit(row.title, layout.title), "bold"), (" ", ""),
            (fit(row.dates, SPAN_CELLS), "bold"), (" ", ""),
        ]  # fmt: skip
        health = [(fit(row.words, layout.health) + " ", row.words_class)] if layout.health else []
        return self._line([*left, *health], chart.milestone(row), layout, "", shown)

    def _step(self, row: Row, chart: Chart, layout: Layout, shown: Line) -> Line:
        mark, style = mark_of(row.kind, self.marks)
        left = [
            (mark, style), (" ", ""), (fit(row.title, layout.title), ""), (" ", ""),
            (fit(row.dates, SPAN_CELLS), ""), (" ", ""),
        ]  # fmt: skip
        health = [(fit(row.health, layout.health) + " ", row.health_class)] if layout.health else []
        note = (note_of(row.item) or rule_of(row.item, self.schedule)) if layout.note else ""
        return self._line([*left, *health], chart.step(row), layout, note, shown, mark=(mark, style))

    def _line(
        self,
        left: Line,
        drawing: Drawing,
        layout: Layout,
        note: str,
        shown: Line,
        mark: tuple[str, str] | None = None,
    ) -> Line:
        cells = drawing.cells()
        shown += cells
        if mark is not None:
            shown.append(mark)
        right = [(" ", ""), (cut(note, layout.note), "")] if note else []
        return trimmed([*left, *cells, *right])

    # -- the axis and what stands above it

    def _axis(self, days: Sequence[date], layout: Layout) -> Axis:
        first, last = whole_months(days)
        first, last = self.first or first, self.last or last
        if last <= first:  # the caller refuses an empty range that was typed
            first, last = (
                (first, first + timedelta(days=30)) if self.first else (last - timedelta(days=30), last)
            )
        return Axis(first, last, layout.chart)

    def _openings(self, axis: Axis) -> list[tuple[str, str, date]]:
        """(name, short name, opening) of the sessions of the range and the one in course when it begins."""
        found: list[tuple[str, str, date]] = []
        for session, opening in openings(self.schedule, axis):
            label = self.schedule.calendar.label(session)
            found.append((label, label.replace(" session", "").replace("session of ", ""), opening))
        return found

    def _chart(self, axis: Axis, layout: Layout) -> Chart:
        days = [day for _, day in openings(self.schedule, axis)]
        return Chart(axis, self.marks, self.schedule, days, told=not layout.health, ghosts=self.ghosts)

    def _header(self, axis: Axis, layout: Layout, *, sessions: bool) -> list[Line]:
        indent = (" " * layout.offset, "")
        words = today_words(self.state, self.today)
        lines = [[indent, *today_line(axis, self.state.as_of, words, self.marks.today)]]
        bands = self._openings(axis) if sessions else []
        if bands:
            lines.append([indent, *session_line(axis, bands, self.marks.session)])
        lines.append([indent, *tick_line(axis)])
        return [trimmed(line) for line in lines]


def _names_session(item: StepState) -> bool:
    outcome = item.step.outcomes.get(item.status)
    return outcome is not None and outcome.opens == "own" and item.step.per == "request"
