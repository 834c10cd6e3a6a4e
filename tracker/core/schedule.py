"""Targets, deadlines, windows and health of each step, with the rule and the arithmetic behind them.

Days are calendar days unless a rule says business days (`bd`). Spans include both ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from tracker.core.campaign import PLANNED, CampaignState, StepState
from tracker.core.cycles import opening_or_none
from tracker.core.process import OPENING_DAY, DateRule, Source
from tracker.core.sessions import NO_HOLIDAYS, Calendar, Holidays, calendar, shift
from tracker.core.standing import route_on
from tracker.core.words import day as day_words
from tracker.core.words import ordinal, span

#: Health of what is past its date.
LATE = ("overdue", "late")

Span = tuple[date, date]
T = TypeVar("T")


class Dated(NamedTuple):
    """A computed date or span: `first` to `last`, both included (equal for a single day)."""

    kind: str  # target, deadline, window, usual
    first: date
    last: date
    rule: str  # "O-60", or "O-150 to O-60"
    base: str  # "opening of the 80th session, 9 Sep 2025"
    arithmetic: str  # "9 Sep 2025 - 60 days = 11 Jul 2025"
    source: Source | None


@dataclass(slots=True, eq=False, repr=False)
class StepDates:
    """The dates of one step in one session; None where the process gives none or no opening is known."""

    target: Dated | None = None
    deadline: Dated | None = None
    window: Dated | None = None  # the outer one
    usual: Dated | None = None  # the one that is drawn, where there are two
    health: str | None = None  # overdue, at-risk, late, not-recorded, due-soon, on-track
    days_late: int | None = None  # overdue or late: from the date that counts to today


class Schedule:
    """The dates of every step of a state; `today` is the state's `as_of`."""

    def __init__(self, state: CampaignState, holidays: Holidays = NO_HOLIDAYS) -> None:
        self.state = state
        self.today = state.as_of
        self.calendar: Calendar = calendar(state.process.calendar, state.openings, holidays)
        self._dates: dict[int, StepDates] = {}
        self._busy: set[int] = set()

    def of(self, item: StepState) -> StepDates:
        """The dates and the health of a step of this state."""
        found = self._dates.get(id(item))
        if found is None:
            found = self._dates[id(item)] = self._compute(item)
            found.health = self._health(item, found)
        return found

    def opening(self, session: int | None) -> date | None:
        """The opening day of a session, or None where there is no session or no source."""
        return opening_or_none(self.calendar, session)

    @property
    def holidays(self) -> frozenset[date]:
        """The days that are no business days at Headquarters, beside weekends."""
        return self.calendar.holidays

    def last_working_day(self, day: date) -> date:
        """The day itself if it is a business day at Headquarters, else the last one before."""
        return self.calendar.last_working_day(day)

    def session_of(self, item: StepState) -> int | None:
        """The session whose opening the rules of a step count from: its own, else the current one."""
        return self.state.session if item.step.per == "campaign" else item.session

    def expected(self, item: StepState) -> Span | None:
        """When a step happened or is to happen: its date, else plan, target, usual or outer window, limit."""
        if item.settled and item.on is not None:
            return (item.on.first, item.on.last)
        if item.due is not None:
            return (item.due.first, item.due.last)
        dates = self.of(item)
        for dated in (dates.target, dates.usual, dates.window, dates.deadline):
            if dated is not None:
                return (dated.first, dated.last)
        return None

    def by_us(self, item: StepState) -> bool:
        """Whether the date is one by which we must act ('by'), not one that others decide."""
        return item.step.decided_by == "us"

    def counts(self, item: StepState) -> date | None:
        """The date that counts for health: the plan, else the target."""
        if item.due is not None:
            return item.due.last
        target = self.of(item).target
        return None if target is None else target.last

    # -- what comes, and what is late -----------------------------------------------------------------

    def next_day(self, item: StepState) -> date | None:
        """The nearest day of an open step from today on: the beginning of its span, or its end once begun."""
        span = self.expected(item) if item.open else None
        if span is None:
            return None
        begun = item.status != PLANNED
        return next((day for day in span[begun:] if day >= self.today), None)

    def coming(self, items: Iterable[StepState]) -> list[tuple[date, StepState]]:
        """The open steps that are not late and have a day from today on, by that day.

        On one day what has a hard deadline comes first, then a single day, then the order given.
        """
        found = []
        for order, item in enumerate(items):
            day, span = self.next_day(item), self.expected(item)
            if day is not None and span is not None and not self.is_late(item):
                found.append((day, self.of(item).deadline is None, span[0] != span[1], order, item))
        return [(entry[0], entry[4]) for entry in sorted(found, key=lambda entry: entry[:4])]

    def deadlines(self, items: Iterable[StepState]) -> list[tuple[date, StepState]]:
        """The hard deadlines of open steps from today on, the nearest first."""
        found = [
            (dated.last, order, item)
            for order, item in enumerate(items)
            if item.open and (dated := self.of(item).deadline) is not None and dated.last >= self.today
        ]
        return [(entry[0], entry[2]) for entry in sorted(found, key=lambda entry: entry[:2])]

    def is_late(self, item: StepState) -> bool:
        """Whether a step is late or overdue."""
        return self.of(item).health in LATE

    def missed(self, item: StepState) -> bool:
        """Whether the hard deadline of an open step has gone by."""
        dates = self.of(item)
        return dates.health == "overdue" and dates.deadline is not None

    def late(self, items: Iterable[StepState]) -> list[StepState]:
        """Those that are late: a hard deadline that has gone by first, then the longest late."""
        found = [item for item in items if self.is_late(item)]
        return sorted(found, key=lambda item: (not self.missed(item), -(self.of(item).days_late or 0)))

    def late_from(self, item: StepState) -> date | None:
        """The day from which a late step is late: its deadline, plan or target."""
        count = self.of(item).days_late
        return None if count is None else self.today - timedelta(days=count)

    def holds_up(self, item: StepState, items: Iterable[StepState]) -> list[StepState]:
        """The open steps among these that require this one, those that must be done first."""
        found = [s for s in items if s.open and any(other is item for other in s.needs)]
        return sorted(found, key=lambda s: s.step.optional)

    # -- the rules of the process -------------------------------------------------------------------

    def _compute(self, item: StepState) -> StepDates:
        route = self.route_for(item)
        dates = StepDates()
        if id(item) in self._busy:
            return dates  # a cycle among date rules is refused when a process is read
        self._busy.add(id(item))
        step = item.step
        dates.target = self._single(item, "target", _pick(step.target, route))
        dates.deadline = self._single(item, "deadline", _pick(step.deadline, route))
        dates.window = self._pair(item, "window", _pick(step.window, route))
        dates.usual = self._pair(item, "usual", _pick(step.usual, route))
        self._busy.discard(id(item))
        return dates

    def _single(self, item: StepState, kind: str, rule: DateRule | None) -> Dated | None:
        return None if rule is None else self._pair(item, kind, (rule, rule))

    def _pair(self, item: StepState, kind: str, rules: tuple[DateRule, DateRule] | None) -> Dated | None:
        if rules is None:
            return None
        first, last = self._resolve(item, rules[0]), self._resolve(item, rules[1])
        if first is None or last is None:
            return None
        text = rules[0].text if rules[0] == rules[1] else f"{rules[0].text} to {rules[1].text}"
        lines = [_arithmetic(first[1][0], rules[0], first[0][0])]
        if first[0][0] != last[0][1]:
            lines.append(_arithmetic(last[1][1], rules[1], last[0][1]))
        source = item.step.sources.get(kind)
        base = self._base_words(item, rules[0], first[1])
        return Dated(kind, first[0][0], last[0][1], text, base, "; ".join(lines), source)

    def _resolve(self, item: StepState, rule: DateRule) -> tuple[Span, Span] | None:
        """(the days that a rule gives, the days it counts from)."""
        base = self._base(item, rule.base)
        if base is None:
            return None
        holidays = self.holidays if rule.business else NO_HOLIDAYS
        first, last = (shift(d, rule.days, rule.business, holidays) for d in base)
        return ((first, last), base)

    def _base(self, item: StepState, key: str) -> Span | None:
        if key == OPENING_DAY:
            opening = self.opening(self.session_of(item))
            return None if opening is None else (opening, opening)
        other = self.related(item, key)
        return None if other is None else self.expected(other)

    def related(self, item: StepState, key: str) -> StepState | None:
        """The state of another step beside this one: of the same request or session, or the campaign."""
        step = self.state.process.step(key)
        if step is None:
            return None
        if step.per == "campaign":
            return self.state.step(key)
        if step.per == "request":
            if item.request is None:
                return self.state.now(key)
            same = (s for s in self.state.steps if s.step.key == key and s.request == item.request)
            return next(same, None)
        return self.state.step(key, self.session_of(item))

    def _base_words(self, item: StepState, rule: DateRule, base: Span) -> str:
        if rule.base == OPENING_DAY:
            session = self.session_of(item)
            assert session is not None
            return f"opening of the {ordinal(session)} session, {day_words(base[0])}"
        return f"{rule.base}, {span(*base)}"

    def route_for(self, item: StepState) -> str:
        """The route that route-dependent rules of a step go by, or "" where none is known.

        Before the step with the routes has settled, the route of the day it is planned for.
        """
        owner = self.state.process.routed
        if owner is None or owner.key == item.step.key:
            return ""
        other = self.related(item, owner.key)
        if other is None:
            return ""
        if other.route is not None:
            return other.route
        expected = self.expected(other)
        if expected is None:
            return ""
        return route_on(owner, expected[1], self.calendar, other.session) or ""

    # -- health ---------------------------------------------------------------------------------------

    def earliest(self, item: StepState) -> date:
        """The earliest day on which a step can be done, given what it requires."""
        if item.settled and item.on is not None:
            return item.on.last
        days = [self.today, *(self.earliest(s) for s in item.needs if not s.step.optional)]
        dates = self.of(item)
        if item.due is not None:
            days.append(item.due.first)
        else:
            dated = dates.target or dates.window
            if dated is not None:
                days.append(dated.first)
        return max(days)

    def _health(self, item: StepState, dates: StepDates) -> str | None:
        if item.step.optional or item.standing in ("happened", "no-longer"):
            return None
        counts = self.counts(item)
        deadline = dates.deadline.last if dates.deadline is not None else None
        if not item.step.ongoing:
            over = deadline if deadline is not None else (item.due.last if item.due else None)
            if over is not None and self.today > over:
                dates.days_late = (self.today - over).days
                return "overdue"
            if deadline is not None and (self.earliest(item) > deadline or self._held_up(item)):
                return "at-risk"
        limit = counts if counts is not None else (deadline if item.step.ongoing else None)
        if limit is not None and self.today > limit:
            dates.days_late = (self.today - limit).days
            return "late"
        window = dates.window
        if item.step.decided_by == "others" and window is not None and self.today > window.last:
            return "not-recorded"
        soon = item.step.due_soon if item.step.due_soon is not None else self.state.process.due_soon
        near = [d for d in (counts, deadline) if d is not None and 0 <= (d - self.today).days <= soon]
        return "due-soon" if near else "on-track"

    def _held_up(self, item: StepState) -> bool:
        """Whether a step that this one requires is late or overdue."""
        return any(self.is_late(s) for s in item.needs)


def schedule(state: CampaignState, holidays: Holidays = NO_HOLIDAYS) -> Schedule:
    """The schedule of a state; dates are computed when asked for."""
    return Schedule(state, holidays)


def _pick(rules: Mapping[str, T], route: str) -> T | None:
    """The rule for a route, else the one for any."""
    found = rules.get(route)
    return found if found is not None else rules.get("")


def _arithmetic(base: date, rule: DateRule, result: date) -> str:
    if rule.days == 0:
        return day_words(result)
    count = abs(rule.days)
    unit = ("business day" if rule.business else "day") + ("s" if count != 1 else "")
    return f"{day_words(base)} {'-' if rule.days < 0 else '+'} {count} {unit} = {day_words(result)}"
