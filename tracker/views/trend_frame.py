"""What the charts of dates share: the heading, the axis, the line of today, the sessions, numbered marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.core import words
from tracker.core.campaign import StepState
from tracker.core.schedule import Schedule
from tracker.core.text import cut, escape, pad, width, wrap
from tracker.core.trend import Trend
from tracker.views.axis import Axis, openings, tick_line, today_line, whole_months
from tracker.views.chart import EARLIER, LATE, PLANNED, TRAIL, Drawing
from tracker.views.columns import sentence
from tracker.views.legend import WORDS
from tracker.views.lines import Line, View, flow, trimmed
from tracker.views.screen import now_key, today_words
from tracker.views.theme import Marks
from tracker.views.trend_words import SAY

#: From so many columns on there is a chart; under LISTED what stands beside stands below.
CHART_FROM, LISTED = 72, 45
DATES, MOVED, DECIDED = words.SPAN_CELLS, 8, 11
#: The number of a date: 1 to 9, then letters.
DIGITS = "123456789abcdefghijklmnopqrstuvwxyz"


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
        self._fill(start + 1, end - 1, self.marks.trail, "earlier", TRAIL)

    def ghost(self, day: date) -> None:
        """Where a date stood before."""
        self._mark(self.axis.column(day), self.marks.earlier, "earlier", EARLIER)


class Frame(View):
    """What both charts share: the heading, the axis, the line of today, the sessions."""

    def __init__(self, trend: Trend, *, ascii: bool = False, today: date | None = None) -> None:
        self.trend, self.schedule = trend, trend.schedule
        self.state, self.marks = trend.schedule.state, Marks.choose(ascii)
        self.today = today

    def head(self, title: str, columns: int) -> list[Line]:
        name = escape(self.state.organization or self.state.campaign)
        text = SAY["title"].format(organization=name, what=title)
        as_of = SAY["dated"].format(date=words.weekday(self.state.as_of))
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
            lines += sentence(note, columns, "warn")
        return lines

    def axis(self, days: Sequence[date], offset: int, columns: int) -> Axis:
        return Axis(*whole_months(days), columns - offset)

    def over(self, axis: Axis, offset: int, left: str) -> list[Line]:
        """The label of today, then the titles of the columns with the ticks."""
        label = today_words(self.state, self.today)
        now = today_line(axis, self.state.as_of, label, self.marks.today)
        lines: list[Line] = [[(" " * offset, ""), *now]] if now else []
        return [*map(trimmed, lines), trimmed([(pad(left, offset), "dim"), *tick_line(axis)])]

    def row(self, axis: Axis, openings: Sequence[date]) -> Bends:
        return Bends(axis, self.marks, self.state.as_of, openings)

    def legend(self, pieces: Sequence[tuple[str, str, str]], columns: int) -> list[Line]:
        words_of = {**WORDS, **SAY}
        return flow([[(mark, style), (" " + words_of[key], "dim")] for key, mark, style in pieces], columns)

    def common_legend(self, axis: Axis, openings: Sequence[date], hard: bool) -> list[tuple[str, str, str]]:
        pieces = [("hard", self.marks.hard, "hard")] if hard else []
        if axis.shows(self.state.as_of):
            pieces.append((now_key(self.state, self.today), self.marks.today, "today"))
        if any(axis.shows(day) for day in openings):
            pieces.append(("session", self.marks.session, "session"))
        return pieces


def hard_deadline(item: StepState, schedule: Schedule) -> list[date]:
    """The hard deadline of an open step, if there is one."""
    dated = schedule.of(item).deadline
    return [dated.last] if dated is not None and not item.settled and item.standing != "no-longer" else []


def session_openings(schedule: Schedule, axis: Axis) -> list[date]:
    """The openings of the sessions in the range, where they do not stand too close."""
    return [day for _, day in openings(schedule, axis) if axis.shows(day)]
