"""How the dates of all steps moved, in one chart drawn from the journal alone.

A step's first date is 1, the next one 2, and so on (after 9: a, b, c); what is achieved ends in its mark.
Under the chart stands every decision that moved a date, with its reason.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core import words
from tracker.core.campaign import StepState
from tracker.core.text import cut, fit, pad, width, wrap
from tracker.core.trend import Point, Series
from tracker.views.axis import Axis
from tracker.views.causes import root_words, who
from tracker.views.chart import KINDS
from tracker.views.columns import sentence
from tracker.views.figure import mark_of
from tracker.views.lines import SENTENCE, Line, trimmed
from tracker.views.rows import drawn, row_of, title_of
from tracker.views.trend_frame import (
    CHART_FROM,
    DATES,
    DECIDED,
    DIGITS,
    LISTED,
    MOVED,
    Frame,
    hard_deadline,
    session_openings,
)
from tracker.views.trend_words import SAY, decided_words, done_words, moved_short, summary

TITLE = 21
#: Where the chart begins.
OFFSET = 2 + TITLE + 1 + DATES + 1 + MOVED + 1


@dataclass(frozen=True, slots=True)
class _Row:
    series: Series
    item: StepState
    kind: str


class TrendChart(Frame):
    """All steps: how the date of each moved, numbered, and every decision that moved one."""

    def lines(self, columns: int) -> list[Line]:
        """The lines of the screen."""
        rows = self._rows()
        lines = self.head(SAY["all"], columns)
        if not self.trend.series:
            return [*lines, [], *sentence(SAY["nothing"], columns)]
        if columns < CHART_FROM:
            body = [line for row in rows for line in self._listed(row, columns)]
        else:
            lines += sentence(SAY["how"], columns, "dim")
            body = self._chart(rows, columns) if rows else []
        lines += [[], *body, []] if rows else [[]]
        lines += sentence(summary([r.series for r in rows], self.schedule), columns)
        still = [
            title_of(item.step, self.state)
            for item in drawn(self.state, self.schedule)
            if (series := self.trend.of(item.step.key)) is not None and _still(series, item)
        ]
        if still:
            lines += sentence(SAY["still"].format(titles=words.join(still)), columns)
        return lines + self._reasons([r.series for r in rows], columns)

    def _rows(self) -> list[_Row]:
        found = []
        for item in drawn(self.state, self.schedule):
            series = self.trend.of(item.step.key)
            if series is None or self.schedule.expected(item) is None:
                continue
            if item.standing != "no-longer" and not _still(series, item):
                found.append(_Row(series, item, row_of(item, self.state, self.schedule).kind))
        return found

    # -- the chart

    def _chart(self, rows: Sequence[_Row], columns: int) -> list[Line]:
        days = [self.state.as_of]
        for row in rows:
            days += [point.span[1] for point in row.series.points]
            days += hard_deadline(row.item, self.schedule)
        axis = self.axis(days, OFFSET, columns)
        openings = session_openings(self.schedule, axis)
        left = (
            " " * 2 + fit("", TITLE) + " " + fit(SAY["date"], DATES) + " " + fit(SAY["moved"], MOVED, "right")
        )
        lines = self.over(axis, OFFSET, left)
        lines += [self._line(row, axis, openings) for row in rows]
        hard = any(hard_deadline(row.item, self.schedule) for row in rows)
        most = max(len(row.series.points) for row in rows)
        pieces = [("numbers" if most < 10 else "letters", " ".join(DIGITS[: 3 if most < 10 else 1]), "bold")]
        if any(row.series.points[-1].settled for row in rows):
            pieces.append(("done", self.marks.achieved, "done"))
        return [*lines, [], *self.legend([*pieces, *self.common_legend(axis, openings, hard)], columns)]

    def _line(self, row: _Row, axis: Axis, openings: Sequence[date]) -> Line:
        mark, style = mark_of(row.kind, self.marks)
        points = row.series.points
        drawing = self.row(axis, openings)
        for one, two in itertools.pairwise(points):
            drawing.trail(one.span[1], two.span[1])
        for number, point in enumerate(points, 1):
            last = number == len(points)
            if last and point.settled:
                drawing.point(row.kind if row.kind in KINDS else "achieved", point.span[1])
            else:
                drawing.number(number, point.span[1], last=last, style=_class(row.kind))
        for day in hard_deadline(row.item, self.schedule):
            drawing.hard(day)
        moved, tint = self._moved(row.series)
        return trimmed(
            [
                (mark, style),
                (" ", ""),
                (fit(title_of(row.item.step, self.state), TITLE), ""),
                (" ", ""),
                (fit(words.short_span(*points[-1].span), DATES), ""),
                (" ", ""),
                (pad(moved, MOVED, "right"), tint),
                (" ", ""),
                *drawing.cells(),
            ]
        )

    def _moved(self, series: Series) -> tuple[str, str]:
        if not series.moves:
            return "-", "dim"
        return moved_short(series.days), "warn" if series.days > 0 else "done"

    def _listed(self, row: _Row, columns: int) -> list[Line]:
        """Without a chart: the title, the date, how far it moved and through which dates.

        On one line where there is room for the title, the longest date and the move, else on two.
        """
        mark, style = mark_of(row.kind, self.marks)
        title = title_of(row.item.step, self.state)
        text = words.short_span(*row.series.points[-1].span)
        moved, tint = self._moved(row.series)
        head: Line = [(mark, style), (" ", "")]
        if columns < OFFSET:
            lines: list[Line] = [[*head, (cut(title, columns - 2), "")], [("  ", ""), (text, "")]]
            lines[-1] += [("  ", ""), (moved, tint)] if row.series.moves else []
        else:
            lines = [[*head, (fit(title, TITLE), ""), (" ", ""), (text, "")]]
            lines[-1] += [(" " * (DATES - width(text) + 1), ""), (moved, tint)] if row.series.moves else []
        if row.series.moves:
            earlier = ", ".join(words.day(p.span[1]) for p in row.series.points[:-1])
            lines += [
                [("    ", ""), (part, "dim")]
                for part in wrap(SAY["before"].format(dates=earlier), columns - 4)
            ]
        return [trimmed(line) for line in lines]

    # -- the reasons

    def _reasons(self, found: Sequence[Series], columns: int) -> list[Line]:
        """Every decision that moved dates, in order: when, what it moved and how far, why."""
        groups: dict[tuple[date, str], list[tuple[Series, int, Point]]] = {}
        for series in found:
            for number, point in enumerate(series.points[1:], 2):
                if point.cause is not None:
                    groups.setdefault((point.decided, point.cause.root), []).append((series, number, point))
        if not groups:
            return []
        lines: list[Line] = [[], [(SAY["reasons"], "bold")]]
        for key in sorted(groups):
            group = groups[key]
            first = group[0][2]
            assert first.cause is not None
            date_text = fit(decided_words(first), DECIDED)
            own = first.cause.kind == "report" and len(group) == 1 and not first.cause.via
            reason = "" if own else root_words(first.cause, self.schedule, dated=False)
            by = who(first.cause).rpartition(", ")[0]
            text = self._moves(group) + (f": {reason}" if reason else "")
            lines += _beside(date_text, text, f"  {by}" if by else "", columns)
        return lines

    def _moves(self, group: Sequence[tuple[Series, int, Point]]) -> str:
        """`Letter to the UN SG (2) +21 d, Listing on the agenda (2) +40 d`; many by one amount are summed."""
        if len(group) > 5:
            days = sorted(p.days for _, _, p in group)
            span = (
                moved_short(days[0])
                if days[0] == days[-1]
                else f"{moved_short(days[0])} to {moved_short(days[-1])}"
            )
            return SAY["many"].format(dates=words.plural(len(group), "date"), days=span)
        parts = []
        for series, number, point in group:
            title = title_of(series.step, self.state)
            cause = point.cause
            if point.settled and cause is not None and cause.kind == "report" and not cause.via:
                parts.append(done_words(title, point.days))
            else:
                parts.append(f"{title} ({DIGITS[min(number, 35) - 1]}) {moved_short(point.days)}")
        return words.join(parts)


def _still(series: Series, item: StepState) -> bool:
    """Whether a step happened on the first date that is on record for it: nothing to draw."""
    return item.settled and not series.moves


def _class(kind: str) -> str:
    return "late" if kind == "late" else "bold"


def _beside(label: str, text: str, more: str, columns: int) -> list[Line]:
    start = 2 + DECIDED + 2
    if columns < LISTED:
        lines: list[Line] = [[("  ", ""), (label.strip(), "")]]
        return lines + [[("    ", ""), (part, "")] for part in wrap(text + more, columns - 4)]
    room = min(columns, SENTENCE) - start
    texts: list[Line] = [[(part, "")] for part in wrap(text, room)]
    if more:
        if sum(width(t) for t, _ in texts[-1]) + width(more) <= room:
            texts[-1].append((more, "dim"))
        else:
            texts += [[(part, "dim")] for part in wrap(more.strip(), room)]
    first: Line = [("  ", ""), (label, ""), ("  ", ""), *texts[0]]
    return [first, *([(" " * start, ""), *line] for line in texts[1:])]
