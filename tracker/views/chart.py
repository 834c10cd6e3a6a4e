"""One row of a chart: marks, fillings and labels in columns, by rank. Pure: cells carry classes, no colours.

A day is a mark; what is known to the month, a window or a session is a pair of brackets, never a point on an
invented day. In one column the first of these wins: late, hard deadline, achieved, in progress, planned,
window, earlier plan; a hard deadline moves one column right instead of hiding. The line of today passes over
fillings and under marks. A label is never put over a mark or the line of today.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.views.axis import Axis, Cells
from tracker.views.theme import Marks

# Ranks: a cell takes what ranks highest in it.
BLANK, SESSION = 0, 1
TRAIL, AHEAD, WINDOW_FILL, ELAPSED, LATE_FILL = 2, 3, 4, 5, 6
LABEL, TODAY = 9, 10
EARLIER, BEYOND, NOTE, WINDOW, PLANNED, PROGRESS, ACHIEVED, HARD, LATE = range(11, 20)

#: What can stand in a chart: the mark's name, its class and its rank.
KINDS: dict[str, tuple[str, str, int]] = {
    "achieved": ("achieved", "done", ACHIEVED),
    "disordered": ("achieved", "warn", ACHIEVED),
    "deferred": ("deferred", "warn", ACHIEVED),
    "out": ("out", "late", ACHIEVED),
    "not-needed": ("not_needed", "dim", ACHIEVED),
    "note": ("note", "dim", NOTE),
    "progress": ("progress", "now", PROGRESS),
    "blocked": ("blocked", "warn", PROGRESS),
    "planned": ("planned", "planned", PLANNED),
    "late-planned": ("planned", "late", PLANNED),
    "window": ("planned", "window", WINDOW),
    "gone": ("planned", "gone", WINDOW),
    "hard": ("hard", "hard", HARD),
    "earlier": ("earlier", "earlier", EARLIER),
    "late": ("late", "late", LATE),
    "unrecorded": ("unrecorded", "dim", NOTE),
    "no-longer": ("no_longer", "dim", NOTE),
}


class Drawing:
    """A row of the chart. `today` and the openings of sessions are drawn through it first."""

    def __init__(self, axis: Axis, marks: Marks, today: date, openings: Sequence[date] = ()) -> None:
        self.axis = axis
        self.marks = marks
        self.today = today
        self._chars = [" "] * axis.width
        self._styles = [""] * axis.width
        self._ranks = [BLANK] * axis.width
        self._hard: list[date] = []
        self._labels: list[tuple[str, tuple[str, ...]]] = []
        for opening in openings:
            if axis.shows(opening):
                self._put(axis.column(opening), marks.session, "session", SESSION)
        if axis.shows(today):
            self._put(axis.column(today), marks.today, "today", TODAY)

    # -- what can be drawn

    def point(self, kind: str, day: date) -> None:
        """A mark on a day; outside the range, the sign that something lies there."""
        name, style, rank = KINDS[kind]
        self._mark(self.axis.column(day), getattr(self.marks, name), style, rank)

    def dated(self, kind: str, first: date, last: date, filling: str = " ", alone: str = "") -> None:
        """Something that happened (or began) on some day of a span: brackets; in one column a mark.

        A month's brackets end before the column in which the next one begins, so that months stand apart.
        """
        start = self.axis.column(first)
        end = max(start, self.axis.column(date.fromordinal(last.toordinal() + 1)) - 1)
        name, style, rank = KINDS[kind]
        self._brackets(start, end, alone or getattr(self.marks, name), style, rank, filling, ELAPSED)

    def window(self, kind: str, first: date, last: date) -> None:
        """An expected window: some day in it. One column: the mark of a planned date."""
        name, style, rank = KINDS[kind]
        start, end = self.axis.column(first), self.axis.column(last)
        self._brackets(start, end, getattr(self.marks, name), style, rank, self.marks.window, WINDOW_FILL)

    def rest_of_window(self, kind: str, last: date) -> None:
        """What is left of a window in which the work is under way: its filling and its end."""
        _, style, rank = KINDS[kind]
        end = self.axis.column(last)
        self._fill(self.axis.column(self.today) + 1, end - 1, self.marks.window, style, WINDOW_FILL)
        self._mark(end, self.marks.closes, style, rank)

    def elapsed(self, first: date, last: date, style: str = "now") -> None:
        """Time gone by between two days, without marks at its ends."""
        start, end = self.axis.column(first), self.axis.column(last)
        self._fill(start, end, self.marks.elapsed, style, ELAPSED)
        if start < 0 <= end:
            self._mark(start, "", style, PROGRESS)

    def late(self, due: date, alone: bool = True) -> None:
        """From a date gone by to today; in one column only if `alone` there (no deadline is to be seen)."""
        start, end = self.axis.column(due), self.axis.column(self.today)
        if start == end and alone and self.axis.shows(due):
            self._put(start, self.marks.late, "late", LATE)
        self._fill(start + 1, end - 1, self.marks.late, "late", LATE_FILL)

    def hard(self, day: date, after: date | None = None) -> None:
        """A hard deadline, joined to the date before it (`after`), if there is one."""
        self._hard.append(day)
        if after is not None and after < day:
            self._fill(
                self.axis.column(after) + 1, self.axis.column(day) - 1, self.marks.ahead, "ahead", AHEAD
            )

    def earlier(self, was: date, now: date) -> None:
        """The earlier plan, and the way the date moved from it to where it is now."""
        start, end = self.axis.column(was), self.axis.column(now)
        self.point("earlier", was)
        self._fill(min(start, end) + 1, max(start, end) - 1, self.marks.trail, "earlier", TRAIL)

    def span(self, first: date, last: date, style: str) -> None:
        """A milestone from its first to its last date: `+` at the ends, used up to today, then to come."""
        start, end, now = self.axis.column(first), self.axis.column(last), self.axis.column(self.today)
        used = min(end, now) if first <= self.today else start - 1
        self._fill(start, used, self.marks.elapsed, style, ELAPSED)
        self._fill(max(used + 1, start), end, self.marks.ahead, "span", AHEAD)
        for column, day in ((end, last), (start, first)):
            self._mark(column, self.marks.edge, style if day <= self.today else "span", WINDOW)

    def cycle(self, first: date, last: date, kind: str, vague: bool) -> None:
        """A past session's run: from its opening to what ended it, `[` where that day is not known."""
        name, style, rank = KINDS[kind]
        start, end = self.axis.column(first), self.axis.column(last)
        self._fill(start, end, self.marks.elapsed, style, ELAPSED)
        if vague and start < end:
            self._mark(start, self.marks.opens, style, WINDOW)
        self._mark(end, getattr(self.marks, name), style, rank)

    def label(self, style: str, *texts: str) -> None:
        """Words beside the marks, the first of `texts` that has room; where none has they are left out."""
        self._labels.append((style, texts))

    # -- the cells

    def cells(self) -> Cells:
        """The row, in runs of one class; hard deadlines and labels are placed now, when all else stands."""
        for day in self._hard:
            self._place_hard(self.axis.column(day))
        self._hard = []
        self._place_labels()
        runs: Cells = []
        for char, style in zip(self._chars, self._styles, strict=True):
            if runs and runs[-1][1] == style:
                runs[-1] = (runs[-1][0] + char, style)
            else:
                runs.append((char, style))
        return runs

    def _put(self, column: int, char: str, style: str, rank: int) -> None:
        if rank >= self._ranks[column]:
            self._chars[column], self._styles[column], self._ranks[column] = char, style, rank

    def _mark(self, column: int, char: str, style: str, rank: int) -> None:
        """A mark; beyond the edge, the sign that there is more on that side."""
        if column < 0:
            self._put(0, self.marks.before, style, max(BEYOND, rank if rank >= HARD else 0))
        elif column >= self.axis.width:
            self._put(self.axis.width - 1, self.marks.after, style, max(BEYOND, rank if rank >= HARD else 0))
        else:
            self._put(column, char, style, rank)

    def _fill(self, start: int, end: int, char: str, style: str, rank: int) -> None:
        for column in range(max(start, 0), min(end, self.axis.width - 1) + 1):
            self._put(column, char, style, rank)

    def _brackets(
        self, start: int, end: int, alone: str, style: str, rank: int, filling: str, filling_rank: int
    ) -> None:
        if start == end:
            self._mark(start, alone, style, rank)
            return
        self._fill(start + 1, end - 1, filling, style, filling_rank)
        self._mark(end, self.marks.closes, style, rank)
        self._mark(start, self.marks.opens, style, rank)

    def _place_hard(self, column: int) -> None:
        name, style, rank = KINDS["hard"]
        if 0 <= column < self.axis.width and self._ranks[column] > TODAY:
            beside = column + 1
            free = beside < self.axis.width and self._ranks[beside] <= TODAY
            if free or self._ranks[column] >= rank:
                column = min(beside, self.axis.width - 1)
            rank = LATE + 1  # it must be seen
        self._mark(column, getattr(self.marks, name), style, rank)

    def _place_labels(self) -> None:
        taken = [c for c, rank in enumerate(self._ranks) if rank > TODAY]
        taken = taken or [c for c, rank in enumerate(self._ranks) if rank in range(TRAIL, LABEL)]
        if not taken:
            return
        left, right = taken[0], taken[-1]
        for style, texts in self._labels:
            places = ((text, self._start(text, left, right)) for text in texts if text)
            text, start = next(((t, s) for t, s in places if s is not None), ("", None))
            if start is None:
                continue
            for offset, char in enumerate(text):
                self._put(start + offset, char, style, LABEL)
            if start > right:
                right = start + len(text) - 1
            else:
                left = start
        self._labels = []

    def _start(self, text: str, left: int, right: int) -> int | None:
        """The first column of a label: right of the marks, or of today's line, else left of the marks.

        A line right there (a session's, today's) and fillings before the marks keep a blank of their own.
        """
        while left > 0 and self._ranks[left - 1] in range(TRAIL, LABEL):
            left -= 1
        beside = self._ranks[right + 1 : right + 2] in ([SESSION], [TODAY])
        starts = [right + 3] * beside + [right + 2, left - 1 - len(text)]
        if self.axis.shows(self.today) and (now := self.axis.column(self.today)) > right:
            starts.insert(len(starts) - 1, now + 2)
        return next((s for s in starts if self._free(s, s + len(text))), None)

    def _free(self, start: int, end: int) -> bool:
        """Whether the columns are blank, and the one after them no mark that words would run into."""
        if start < 0 or end > self.axis.width:
            return False
        beside = self._ranks[start - 1 : start] + self._ranks[end : end + 1]
        return max(self._ranks[start:end]) <= SESSION and max(beside, default=0) <= TODAY
