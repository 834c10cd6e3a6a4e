"""How the date of each step moved: a milestone trend, drawn from the journal without any snapshot.

The state is computed as of every day on which something was decided or happened that can move a date, with
what is known now: a plan typed late bends the line on the day on which it was decided, and what was taken
back as a mistake bends nothing (`changes` tells of that).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.core.campaign import StepState
from tracker.core.entry import NONE, Entry
from tracker.core.fold import Names
from tracker.core.live import live
from tracker.core.process import OPENING, Process, Step
from tracker.core.reasons_moved import Cause, cause
from tracker.core.schedule import Schedule, Span, schedule
from tracker.core.sessions import NO_HOLIDAYS, Holidays
from tracker.core.state import state

#: The most days on which the state is computed; the latest are kept.
LIMIT = 300


@dataclass(frozen=True, slots=True)
class Point:
    """A date of a step, and since when it was that; `days` is how far it moved, by its last day."""

    decided: date
    span: Span
    days: int
    cause: Cause | None  # None: the first one
    session: int | None
    settled: bool


@dataclass(slots=True)
class Series:
    """The dates that a step has had, in the order in which they were decided."""

    step: Step  # as the process in force names it
    item: StepState | None  # in the current cycle and request
    points: list[Point] = field(default_factory=list)

    @property
    def moves(self) -> list[Point]:
        """The bends: every point but the first."""
        return self.points[1:]

    @property
    def days(self) -> int:
        """How far the date moved in all."""
        return sum(point.days for point in self.moves)


@dataclass(slots=True)
class Trend:
    """The series of every step that ever had a date, in order of the process."""

    schedule: Schedule  # as of the last day
    series: list[Series]
    first: date  # the first day looked at
    left_out: int = 0  # days that were not looked at because there are too many

    def of(self, key: str) -> Series | None:
        """The series of a step, or None."""
        return next((s for s in self.series if s.step.key == key), None)


def trend(
    processes: Mapping[str, Process],
    entries: Iterable[Entry],
    as_of: date,
    known_at: str | None,
    since: date | None = None,
    holidays: Holidays = NO_HOLIDAYS,
) -> Trend:
    """How each date moved up to a day; with `since`, from how it stood on that day on."""
    given = list(entries)
    final = schedule(state(processes, given, as_of, known_at), holidays)
    days = _days(live(given, known_at), final, since)
    left_out = max(0, len(days) - LIMIT)
    days = days[left_out:]
    process = final.state.process
    names = Names(process, processes.values())
    found = {s.key: Series(s, final.state.now(s.key)) for s in process.steps}
    before: Schedule | None = None
    for day in days:
        after = final if day == as_of else schedule(state(processes, given, day, known_at), holidays)
        for item in after.state.steps:
            key = names.key(item.step.key) if item.current else None
            if key is not None:
                _extend(found[key].points, item, before, after)
        before = after
    return Trend(final, [s for s in found.values() if s.points], days[0], left_out)


def _days(entries: Sequence[Entry], final: Schedule, since: date | None) -> list[date]:
    """The days on which a date can have moved, in order, the last day among them."""
    as_of = final.today
    found = {e.last for e in entries if e.last is not None and e.last <= as_of and _can_move(e)}
    # A session that opens ends the cycle before it without anybody writing it down.
    found |= {c.opening for c in final.state.cycles if c.opening is not None and c.opening <= as_of}
    found.add(as_of)
    if since is not None:
        found = {day for day in found if day > since} | {min(since, as_of)}
    return sorted(found)


def _can_move(entry: Entry) -> bool:
    """Whether an entry can move a date; what is only under way moves none, but can show a session."""
    if entry.kind in ("campaign", "target", "session", "adopt") or entry.due or entry.route:
        return True
    if entry.status is None:
        return False
    return entry.status == NONE or entry.status not in OPENING or entry.session is not None


def _extend(points: list[Point], item: StepState, before: Schedule | None, after: Schedule) -> None:
    """Add the date of a step if it is another than the last one."""
    span = after.expected(item)
    if span is None or (item.standing == "no-longer" and not item.settled):
        if points:
            points[-1] = replace(points[-1], settled=False)  # it had a date, and has none now
        return
    session, settled = after.session_of(item), item.settled
    if not points:
        points.append(Point(after.today, span, 0, None, session, settled))
        return
    last = points[-1]
    if span[1] == last.span[1] or _kept(last, span, settled):
        points[-1] = replace(last, span=span, settled=settled)
        return
    reason = cause(before, after, item) if before is not None else None
    days = (span[1] - last.span[1]).days
    points.append(Point(after.today, span, days, reason, session, settled))


def _kept(last: Point, span: Span, settled: bool) -> bool:
    """Whether what happened lies in what was expected, as far as its date says."""
    if not settled:
        return False
    inside = last.span[0] <= span[0] and span[1] <= last.span[1] and last.span[0] != last.span[1]
    return inside or (span[0] != span[1] and span[0] <= last.span[1] <= span[1])
