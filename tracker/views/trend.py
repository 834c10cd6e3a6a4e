"""How dates moved: all steps in one chart, or one step with a line for each bend. Drawn from the journal alone.

A step's first date is 1, the next one 2, and so on (after 9: a, b, c); what is achieved ends in its mark. Under
the chart stands every decision that moved a date, with its reason.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core import words
from tracker.core.campaign import StepState
from tracker.core.errors import UserError
from tracker.core.process import Step
from tracker.core.schedule import Schedule
from tracker.core.text import cut, escape, fit, pad, width, wrap
from tracker.core.trend import Point, Series, Trend
from tracker.views.axis import Axis, tick_line, today_line, whole_months
from tracker.views.causes import root_words, who
from tracker.views.chart import EARLIER, KINDS, LATE, PLANNED, Drawing
from tracker.views.figure import mark_of
from tracker.views.lines import SENTENCE, Line, View, flow, trimmed
from tracker.views.rows import drawn, row_of, title_of
from tracker.views.theme import Marks
from tracker.views.trend_words import (
    SAY,
    decided_words,
    moved_short,
    step_summary,
    summary,
)

#: From so many columns on there is a chart; under LISTED two lines a step.
CHART_FROM, LISTED = 72, 45
TITLE, DATES, MOVED = 21, words.SPAN_CELLS, 8
#: Sessions are drawn where their openings are at least so many columns apart.
SESSION_COLUMNS = 6
DIGITS = "123456789abcdefghijklmnopqrstuvwxyz"
#: Where the chart of all steps begins, and that of one step.
OFFSET = 2 + TITLE + 1 + DATES + 1 + MOVED + 1
DECIDED, SESSION = 11, 5
STEP_OFFSET = 2 + DECIDED + 1 + SESSION + 1 + DATES + 1 + MOVED + 1


class Bends(Drawing):
    """A row of the chart in which dates are numbered; an earlier one is dim, the last one stands out."""

    def number(self, number: int, day: date, *, last: bool, style: str = "bold") -> None:
        """The mark of a date: its number."""
        char = DIGITS[min(number, len(DIGITS)) - 1]
        column = self.axis.column(day)
        self._mark(column, char, style if last else "earlier", LATE if last else PLANNED)

    def trail(self, was: date, now: date) -> None:
        """The way from one date to the next."""
        start, end = sorted((self.axis.column(was), self.axis.column(now)))
        self._fill(start + 1, end - 1, self.marks.trail, "earlier", 2)

    def ghost(self, day: date) -> None:
        """Where a date stood before."""
        self._mark(self.axis.column(day), self.marks.earlier, "earlier", EARLIER)


@dataclass(frozen=True, slots=True)
class _Row:
    series: Series
    item: StepState
    kind: str


class _Chart(View):
    """What both charts share: the heading, the axis, the line of today, the sessions."""

    def __init__(self, trend: Trend, *, ascii: bool = False, today: date | None = None) -> None:
        self.trend, self.schedule = trend, trend.schedule
        self.state, self.marks = trend.schedule.state, Marks.choose(ascii)
        self.today = today

    def _head(self, title: str, columns: int) -> list[Line]:
        name = escape(self.state.organization or self.state.campaign)
        text = SAY["title"].format(organization=name, what=title)
        as_of = SAY["as-of"].format(date=words.weekday(self.state.as_of))
        gap = columns - width(text) - width(as_of)
        if gap >= 2:
            lines: list[Line] = [[(text, "bold"), (" " * gap, ""), (as_of, "")]]
        else:
            lines = [[(part, "bold")] for part in wrap(text, columns)]
            lines.append([(cut(as_of, columns), "")])
        if self.trend.left_out:
            note = SAY["left-out"].format(
                days=words.days(self.trend.left_out), date=words.day(self.trend.first)
            )
            lines += _sentence(note, columns, "warn")
        return lines

    def _axis(self, days: Sequence[date], offset: int, columns: int) -> Axis:
        return Axis(*whole_months(days), columns - offset)

    def _over(self, axis: Axis, offset: int, left: str) -> list[Line]:
        """The label of today, then the titles of the columns with the ticks."""
        label = SAY["today" if self.today in (None, self.state.as_of) else "as-of"].format(
            date=words.day(self.state.as_of)
        )
        now = today_line(axis, self.state.as_of, label, self.marks.today)
        lines: list[Line] = [[(" " * offset, ""), *now]] if now else []
        return [*map(trimmed, lines), trimmed([(pad(left, offset), "dim"), *tick_line(axis)])]

    def _row(self, axis: Axis, openings: Sequence[date]) -> Bends:
        return Bends(axis, self.marks, self.state.as_of, openings)

    def _legend(self, pieces: Sequence[tuple[str, str, str]], columns: int) -> list[Line]:
        return flow([[(mark, style), (" " + SAY[key], "dim")] for key, mark, style in pieces], columns)

    def _common_legend(self, axis: Axis, openings: Sequence[date], hard: bool) -> list[tuple[str, str, str]]:
        pieces = [("hard", self.marks.hard, "hard")] if hard else []
        if axis.shows(self.state.as_of):
            pieces.append(("now", self.marks.today, "today"))
        if any(axis.shows(day) for day in openings):
            pieces.append(("session", self.marks.session, "session"))
        return pieces


class TrendChart(_Chart):
    """All steps: how the date of each moved, numbered, and every decision that moved one."""

    def lines(self, columns: int) -> list[Line]:
        """The lines of the screen."""
        rows = self._rows()
        lines = self._head(SAY["all"], columns)
        if not rows:
            return [*lines, [], *_sentence(SAY["nothing"], columns)]
        if columns < CHART_FROM:
            body = [line for row in rows for line in self._listed(row, columns)]
        else:
            lines += _sentence(SAY["how"], columns, "dim")
            body = self._chart(rows, columns)
        lines += [[], *body, []]
        lines += _sentence(summary([r.series for r in rows], self.schedule), columns)
        return lines + self._reasons([r.series for r in rows], columns)

    def _rows(self) -> list[_Row]:
        found = []
        for item in drawn(self.state, self.schedule):
            series = self.trend.of(item.step.key)
            if series is not None and item.standing != "no-longer":
                found.append(_Row(series, item, row_of(item, self.state, self.schedule).kind))
        return found

    # -- the chart

    def _chart(self, rows: Sequence[_Row], columns: int) -> list[Line]:
        days = [self.state.as_of]
        for row in rows:
            days += [point.span[1] for point in row.series.points]
            days += _deadline(row.item, self.schedule)
        axis = self._axis(days, OFFSET, columns)
        openings = _openings(self.schedule, axis)
        left = " " * 2 + fit("", TITLE) + " " + fit(SAY["date"], DATES) + " " + fit(SAY["moved"], MOVED, "right")
        lines = self._over(axis, OFFSET, left)
        lines += [self._line(row, axis, openings) for row in rows]
        hard = any(_deadline(row.item, self.schedule) for row in rows)
        most = max(len(row.series.points) for row in rows)
        pieces = [("numbers" if most < 10 else "letters", " ".join(DIGITS[: 3 if most < 10 else 1]), "bold")]
        if any(row.series.points[-1].settled for row in rows):
            pieces.append(("done", self.marks.achieved, "done"))
        return [*lines, [], *self._legend([*pieces, *self._common_legend(axis, openings, hard)], columns)]

    def _line(self, row: _Row, axis: Axis, openings: Sequence[date]) -> Line:
        mark, style = mark_of(row.kind, self.marks)
        points = row.series.points
        drawing = self._row(axis, openings)
        for one, two in itertools.pairwise(points):
            drawing.trail(one.span[1], two.span[1])
        for number, point in enumerate(points, 1):
            last = number == len(points)
            if last and point.settled:
                drawing.point(row.kind if row.kind in KINDS else "achieved", point.span[1])
            else:
                drawing.number(number, point.span[1], last=last, style=_class(row.kind))
        for day in _deadline(row.item, self.schedule):
            drawing.hard(day)
        moved, tint = self._moved(row.series)
        return trimmed(
            [
                (mark, style), (" ", ""), (fit(title_of(row.item.step, self.state), TITLE), ""), (" ", ""),
                (fit(words.short_span(*points[-1].span), DATES), ""), (" ", ""),
                (pad(moved, MOVED, "right"), tint), (" ", ""), *drawing.cells(),
            ]  # fmt: skip
        )

    def _moved(self, series: Series) -> tuple[str, str]:
        if not series.moves:
            return "-", "dim"
        return moved_short(series.days), "warn" if series.days > 0 else "done"

    def _listed(self, row: _Row, columns: int) -> list[Line]:
        """Without a chart: the title, the date, how far it moved and through which dates."""
        mark, style = mark_of(row.kind, self.marks)
        title = title_of(row.item.step, self.state)
        text = words.short_span(*row.series.points[-1].span)
        moved, tint = self._moved(row.series)
        head: Line = [(mark, style), (" ", "")]
        if columns < LISTED:
            lines: list[Line] = [[*head, (cut(title, columns - 2), "")], [("  ", ""), (text, "")]]
            lines[-1] += [("  ", ""), (moved, tint)] if row.series.moves else []
        else:
            lines = [[*head, (fit(title, TITLE), ""), (" ", ""), (text, "")]]
            lines[-1] += [(" " * (DATES - width(text) + 1), ""), (moved, tint)] if row.series.moves else []
        if row.series.moves:
            earlier = ", ".join(words.day(p.span[1]) for p in row.series.points[:-1])
            lines += [[("    ", ""), (part, "dim")] for part in wrap(SAY["before"].format(dates=earlier), columns - 4)]
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
            if first.cause.kind == "report":
                reason = ""
            else:
                reason = root_words(first.cause, self.schedule)
            by = who(first.cause).rpartition(", ")[0]
            text = self._moves(group) + (f": {reason}" if reason else "")
            lines += _beside(date_text, text, f"  {by}" if by else "", columns)
        return lines

    def _moves(self, group: Sequence[tuple[Series, int, Point]]) -> str:
        """`Letter to the UN SG (2) +21 d, Listing on the agenda (2) +40 d`; many by one amount are summed."""
        settled = [g for g in group if g[2].settled and g[2].cause is not None and g[2].cause.kind == "report"]
        if len(group) > 5:
            days = sorted(p.days for _, _, p in group)
            span = moved_short(days[0]) if days[0] == days[-1] else f"{moved_short(days[0])} to {moved_short(days[-1])}"
            return SAY["many"].format(dates=words.plural(len(group), "date"), days=span)
        parts = []
        for series, number, point in group:
            title = title_of(series.step, self.state)
            mark = SAY["achieved"] if (series, number, point) in settled else f"({DIGITS[min(number, 35) - 1]})"
            parts.append(f"{title} {mark} {moved_short(point.days)}")
        return words.join(parts)


class StepTrend(_Chart):
    """One step: a line for each date that it had, since when, how far it moved and why."""

    def __init__(self, trend: Trend, step: Step, *, ascii: bool = False, today: date | None = None) -> None:
        super().__init__(trend, ascii=ascii, today=today)
        found = trend.of(step.key)
        assert found is not None
        self.series = found
        self.title = title_of(step, self.state)

    def lines(self, columns: int) -> list[Line]:
        """The lines of the screen."""
        lines = self._head(self.title, columns)
        points = self.series.points
        if columns < CHART_FROM:
            lines.append([])
            for number, point in enumerate(points, 1):
                lines += self._listed(number, point, columns)
        else:
            lines += [*_sentence(SAY["slip"], columns, "dim"), [], *self._chart(columns)]
        return [*lines, [], *_sentence(step_summary(self.series, self.schedule), columns)]

    def _chart(self, columns: int) -> list[Line]:
        points, item = self.series.points, self.series.item
        days = [self.state.as_of, *(p.span[1] for p in points)]
        hard = _deadline(item, self.schedule) if item is not None else []
        axis = self._axis([*days, *hard], STEP_OFFSET, columns)
        openings = _openings(self.schedule, axis)
        heads = (fit(SAY["since"], DECIDED), fit("", SESSION), fit(SAY["date"], DATES), fit(SAY["moved"], MOVED, "right"))
        lines = self._over(axis, STEP_OFFSET, "  " + " ".join(heads))
        for number, point in enumerate(points, 1):
            last = number == len(points)
            drawing = self._row(axis, openings)
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
        pieces = [("expected", self.marks.planned, "planned"), ("stood", self.marks.earlier + "..", "earlier")]
        if points[-1].settled:
            pieces.insert(1, ("done", self.marks.achieved, "done"))
        return [*lines, [], *self._legend([*pieces, *self._common_legend(axis, openings, bool(hard))], columns)]

    def _mark(self, drawing: Bends, point: Point, last: bool) -> None:
        if point.settled and last and self.series.item is not None:
            kind = row_of(self.series.item, self.state, self.schedule).kind
            drawing.point(kind if kind in KINDS else "achieved", point.span[1])
        else:
            drawing.point("achieved" if point.settled else "planned", point.span[1])

    def _left(self, number: int, point: Point) -> Line:
        session = words.ordinal(point.session) if point.session is not None else ""
        moved, tint = ("-", "dim") if number == 1 else (moved_short(point.days), "warn" if point.days > 0 else "done")
        since = SAY["at-first"] if number == 1 else decided_words(point)
        return [
            ("  ", ""), (fit(since, DECIDED), ""), (" ", ""), (fit(session, SESSION), "dim"), (" ", ""),
            (fit(words.short_span(*point.span), DATES), ""), (" ", ""), (pad(moved, MOVED, "right"), tint), (" ", ""),
        ]  # fmt: skip

    def _why(self, point: Point, columns: int, indent: int) -> list[Line]:
        if point.cause is None:
            return []
        from tracker.views.causes import cause_words

        by = who(point.cause).rpartition(", ")[0]
        text = cause_words(point.cause, self.schedule) + (f" ({by})" if by else "")
        return [[(" " * indent, ""), (part, "dim")] for part in wrap(text, min(columns, SENTENCE) - indent)]

    def _listed(self, number: int, point: Point, columns: int) -> list[Line]:
        since = SAY["at-first"] if number == 1 else decided_words(point)
        moved = "" if number == 1 else moved_short(point.days)
        texts = [words.short_span(*point.span), moved]
        first: Line = [(fit(since, DECIDED), ""), ("  ", ""), ("  ".join(t for t in texts if t), "")]
        return [first, *self._why(point, columns, 4)]


# --- what both need


def _deadline(item: StepState, schedule: Schedule) -> list[date]:
    """The hard deadline of an open step, if there is one."""
    dated = schedule.of(item).deadline
    return [dated.last] if dated is not None and not item.settled and item.standing != "no-longer" else []


def _class(kind: str) -> str:
    return "late" if kind == "late" else "bold"


def _sentence(text: str, columns: int, style: str = "") -> list[Line]:
    return [[(line, style)] for line in wrap(text, min(columns, SENTENCE))]


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


def _openings(schedule: Schedule, axis: Axis) -> list[date]:
    """The openings of the sessions in the range, where they do not stand too close."""
    calendar = schedule.calendar
    try:
        session = calendar.in_course(axis.first)
    except UserError:
        session = calendar.first
    found: list[date] = []
    while (opening := schedule.opening(session)) is not None and opening <= axis.last:
        if axis.shows(opening):
            found.append(opening)
        session = calendar.next(session)
    columns = [axis.column(day) for day in found]
    return [] if any(b - a < SESSION_COLUMNS for a, b in itertools.pairwise(columns)) else found
