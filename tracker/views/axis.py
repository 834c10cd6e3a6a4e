"""The axis of a chart: days to columns, ticks, session bands and the label of today. Pure.

A column stands for a run of days; a day lies in one column. Both ends of the range are drawn.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.core.errors import UserError
from tracker.core.schedule import Schedule
from tracker.core.words import MONTHS

#: Sessions are drawn where their openings are at least so many columns apart.
SESSION_COLUMNS = 6

#: A run of cells: (text, style class).
Cells = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Axis:
    """`width` columns from the first to the last day, both included."""

    first: date
    last: date
    width: int

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def column(self, day: date) -> int:
        """The column of a day; below 0 or from `width` on if the day lies outside the range."""
        return (day - self.first).days * self.width // self.days

    def shows(self, day: date) -> bool:
        """Whether the day lies in the range."""
        return self.first <= day <= self.last


def month_start(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of the month."""
    return add_months(month_start(day), 1) - timedelta(days=1)


def add_months(day: date, count: int) -> date:
    """The first of the month `count` months after that of `day`."""
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def whole_months(days: Sequence[date]) -> tuple[date, date]:
    """The range of a chart: from the first of the earliest month to the end of the latest."""
    return month_start(min(days)), month_end(max(days))


# --- ticks


@dataclass(frozen=True, slots=True)
class Tick:
    column: int
    label: str
    year: bool  # a label that names the year, or is one


#: (days, months) between two ticks, from the finest on.
STEPS = ((1, 0), (7, 0), (0, 1), (0, 2), (0, 3), (0, 6), (0, 12), (0, 24), (0, 60), (0, 120))


def ticks(axis: Axis) -> list[Tick]:
    """The finest ticks whose labels keep a space between them; January is written as its year.

    Where no year would be named, the first label names it if there is room.
    """
    for step in STEPS:
        found = [_tick(axis, day, step) for day in _days(axis, step)]
        if len(found) >= 2 and _apart(found):
            break
    else:
        found = _thinned(found or [_tick(axis, axis.first, (0, 1))])
    found = [tick for tick in found if tick.column + len(tick.label) <= axis.width]
    if found and not any(tick.year for tick in found):
        day = next(_days(axis, step), axis.first)
        named = Tick(found[0].column, f"{found[0].label} {day.year}", True)
        if _apart([named, *found[1:]]) and named.column + len(named.label) <= axis.width:
            found[0] = named
    return found


def _days(axis: Axis, step: tuple[int, int]) -> Iterator[date]:
    """The days of the ticks: Mondays, or months counted from January, or years that the step divides."""
    days, months = step
    if days:
        day = axis.first + timedelta(days=-axis.first.weekday() % 7 if days == 7 else 0)
        while day <= axis.last:
            yield day
            day += timedelta(days=days)
        return
    day = axis.first if axis.first.day == 1 else add_months(axis.first, 1)
    while ((day.year * 12 + day.month - 1) % months) != 0:
        day = add_months(day, 1)
    while day <= axis.last:
        yield day
        day = add_months(day, months)


def _tick(axis: Axis, day: date, step: tuple[int, int]) -> Tick:
    column, month = axis.column(day), MONTHS[day.month - 1]
    if step[0]:
        return Tick(column, f"{day.day} {month}", False)
    return Tick(column, str(day.year), True) if day.month == 1 else Tick(column, month, False)


def _thinned(found: Sequence[Tick]) -> list[Tick]:
    """The ticks without those that would touch the one before."""
    kept: list[Tick] = []
    for tick in found:
        if not kept or _apart([kept[-1], tick]):
            kept.append(tick)
    return kept


def _apart(found: Sequence[Tick]) -> bool:
    return all(a.column + len(a.label) < b.column for a, b in itertools.pairwise(found))


def tick_line(axis: Axis) -> Cells:
    """The labels of the ticks, each at its column."""
    cells: Cells = []
    at = 0
    for tick in ticks(axis):
        cells += [(" " * (tick.column - at), ""), (tick.label, "bold" if tick.year else "")]
        at = tick.column + len(tick.label)
    return cells


# --- above the ticks


def openings(schedule: Schedule, axis: Axis) -> list[tuple[int, date]]:
    """(session, opening) of the sessions of the range and of the one in course when it begins.

    None where openings stand less than SESSION_COLUMNS apart.
    """
    calendar = schedule.calendar
    try:
        session = calendar.in_course(axis.first)
    except UserError:
        session = calendar.first
    found: list[tuple[int, date]] = []
    while (opening := schedule.opening(session)) is not None and opening <= axis.last:
        found.append((session, opening))
        session = calendar.next(session)
    columns = [axis.column(day) for _, day in found if axis.shows(day)]
    return [] if any(b - a < SESSION_COLUMNS for a, b in itertools.pairwise(columns)) else found


def session_line(axis: Axis, openings: Sequence[tuple[str, str, date]], mark: str) -> Cells:
    """The bands of the sessions; `openings` are (label, short label, first day), in order.

    A band names its session in full, or in short, or not at all, as there is room, and runs to the next.
    """
    starts = [(max(axis.column(day), -1), day, full, short) for full, short, day in openings]
    starts = [start for start in starts if start[0] < axis.width]
    visible = [start for start in starts if axis.shows(start[1])]
    hidden = [start for start in starts if not axis.shows(start[1])]
    if hidden:
        visible = [(-1, *hidden[-1][1:]), *visible]
    cells: Cells = []
    at = 0
    for index, (column, _, full, short) in enumerate(visible):
        end = visible[index + 1][0] if index + 1 < len(visible) else axis.width
        if column >= 0:
            cells += [(" " * (column - at), ""), (mark, "session")]
        text = _band(full, short, end - max(column + 1, 0), leading=column < 0)
        cells.append((text, "session"))
        at = max(column + 1, 0) + len(text)
    return cells


def _band(full: str, short: str, room: int, leading: bool) -> str:
    """A band's text in so many columns: the name, then dashes, and a space at its end."""
    margin = " " if leading else ""
    for name in (full, short):
        text = f"{margin}{name}"
        if len(text) + 1 <= room:
            dashes = room - len(text) - 2
            return f"{text} {'-' * dashes}{' ' * (dashes >= 0)}"[:room]
    return " " * max(room, 0)


def today_line(axis: Axis, today: date, words: str, mark: str) -> Cells:
    """The label of today at its column; it turns left where the right edge would cut it.

    Where the whole of `today 24 Sep 2024` has no room on either side, it goes without the date.
    """
    if not axis.shows(today):
        return []
    column = axis.column(today)
    for text in (words, words.rsplit(" ", 3)[0], ""):
        if column + 1 + len(text) <= axis.width:
            return [(" " * column, ""), (mark + text, "today")]
        if column >= len(text):
            return [(" " * (column - len(text)), ""), (text + mark, "today")]
    return []
