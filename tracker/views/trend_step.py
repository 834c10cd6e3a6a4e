"""How the date of one step moved: a line for each date that it had, since when, how far it moved and why."""

from __future__ import annotations

from datetime import date

from tracker.core import words
from tracker.core.process import Step
from tracker.core.text import fit, pad, wrap
from tracker.core.trend import Point, Trend
from tracker.views.causes import cause_words, who
from tracker.views.chart import KINDS
from tracker.views.columns import sentence
from tracker.views.lines import SENTENCE, Line, cells, trimmed
from tracker.views.rows import row_of, title_of
from tracker.views.trend_frame import (
    CHART_FROM,
    DATES,
    DECIDED,
    MOVED,
    Bends,
    Frame,
    hard_deadline,
    session_openings,
)
from tracker.views.trend_words import SAY, decided_words, moved_short, step_summary

SESSION = 5
#: Where the chart begins.
OFFSET = 2 + DECIDED + 1 + SESSION + 1 + DATES + 1 + MOVED + 1


class StepTrend(Frame):
    """One step: a line for each date that it had, since when, how far it moved and why."""

    def __init__(self, trend: Trend, step: Step, *, ascii: bool = False, today: date | None = None) -> None:
        super().__init__(trend, ascii=ascii, today=today)
        found = trend.of(step.key)
        assert found is not None
        self.series = found
        self.title = title_of(step, self.state)

    def lines(self, columns: int) -> list[Line]:
        """The lines of the screen."""
        lines = self.head(self.title, columns)
        points = self.series.points
        if columns < CHART_FROM:
            lines.append([])
            for number, point in enumerate(points, 1):
                lines += self._listed(number, point, columns)
        else:
            lines += [*sentence(SAY["slip"], columns, "dim"), [], *self._chart(columns)]
        return [*lines, [], *sentence(step_summary(self.series, self.schedule), columns)]

    def _chart(self, columns: int) -> list[Line]:
        points, item = self.series.points, self.series.item
        days = [self.state.as_of, *(p.span[1] for p in points)]
        hard = hard_deadline(item, self.schedule) if item is not None else []
        axis = self.axis([*days, *hard], OFFSET, columns)
        openings = session_openings(self.schedule, axis)
        heads = (
            fit(SAY["since"], DECIDED),
            fit("", SESSION),
            fit(SAY["date"], DATES),
            fit(SAY["moved"], MOVED, "right"),
        )
        lines = self.over(axis, OFFSET, "  " + " ".join(heads))
        for number, point in enumerate(points, 1):
            last = number == len(points)
            drawing = self.row(axis, openings)
            if number > 1:
                was = points[number - 2].span[1]
                drawing.ghost(was)
                drawing.trail(was, point.span[1])
            self._mark(drawing, point, last)
            if last:
                for day in hard:
                    drawing.hard(day)
            lines.append(trimmed([*self._left(number, point), *drawing.cells()]))
            lines += self._why(point, columns, 4)
        pieces = [
            ("expected", self.marks.planned, "planned"),
            ("stood", self.marks.earlier + "..", "earlier"),
        ]
        if points[-1].settled:
            pieces.insert(1, ("done", self.marks.achieved, "done"))
        return [
            *lines,
            [],
            *self.legend([*pieces, *self.common_legend(axis, openings, bool(hard))], columns),
        ]

    def _mark(self, drawing: Bends, point: Point, last: bool) -> None:
        if point.settled and last and self.series.item is not None:
            kind = row_of(self.series.item, self.state, self.schedule).kind
            drawing.point(kind if kind in KINDS else "achieved", point.span[1])
        else:
            drawing.point("achieved" if point.settled else "planned", point.span[1])

    def _left(self, number: int, point: Point) -> Line:
        session = words.ordinal(point.session) if point.session is not None else ""
        moved, tint = (
            ("-", "dim") if number == 1 else (moved_short(point.days), "warn" if point.days > 0 else "done")
        )
        since = SAY["at-first"] if number == 1 else decided_words(point)
        return [
            ("  ", ""),
            (fit(since, DECIDED), ""),
            (" ", ""),
            (fit(session, SESSION), "dim"),
            (" ", ""),
            (fit(words.short_span(*point.span), DATES), ""),
            (" ", ""),
            (pad(moved, MOVED, "right"), tint),
            (" ", ""),
        ]

    def _why(self, point: Point, columns: int, indent: int) -> list[Line]:
        if point.cause is None:
            return []
        by = who(point.cause).rpartition(", ")[0]
        text = cause_words(point.cause, self.schedule) + (f" ({by})" if by else "")
        return [[(" " * indent, ""), (part, "dim")] for part in wrap(text, min(columns, SENTENCE) - indent)]

    def _listed(self, number: int, point: Point, columns: int) -> list[Line]:
        since = SAY["at-first"] if number == 1 else decided_words(point)
        moved = "" if number == 1 else moved_short(point.days)
        span = words.short_span(*point.span)
        first: Line = [(fit(since, DECIDED), ""), ("  ", ""), (span, "")]
        if not moved:
            return [first, *self._why(point, columns, 4)]
        if cells([*first, ("  ", ""), (moved, "")]) <= columns:
            return [[*first, ("  ", ""), (moved, "")], *self._why(point, columns, 4)]
        return [first, [("    ", ""), (moved, "")], *self._why(point, columns, 4)]
