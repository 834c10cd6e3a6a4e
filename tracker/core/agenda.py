"""What is to be done now: the open steps by standing, what is still due in earlier sessions first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from tracker.core.campaign import CampaignState, StepState
from tracker.core.process import NOT_NEEDED
from tracker.core.schedule import Schedule
from tracker.core.standing import counts_as_achieved, passed_over

#: Health that is always shown, however far its date, and that makes `next --exit-code` say so.
TROUBLE = ("overdue", "late", "at-risk", "not-recorded")

#: The days within which a date is due for `--exit-code` where `--days` does not say.
DUE_WITHIN = 30


@dataclass(slots=True)
class Agenda:
    """The open steps by standing, in order of their dates; `no_longer` in order of the process."""

    must: list[StepState] = field(default_factory=list)
    may: list[StepState] = field(default_factory=list)
    not_yet: list[StepState] = field(default_factory=list)
    no_longer: list[StepState] = field(default_factory=list)
    passed: list[StepState] = field(default_factory=list)  # open, but the item came back without them
    left_out: int = 0  # dated steps beyond the days asked for
    place: int | None = None  # the number of the step that is next among the required ones
    of: int = 0  # how many required steps the current cycle has
    at: StepState | None = None  # that step
    limit: StepState | None = None  # whose hard deadline is the nearest ahead, else one that missed its own
    due: bool = False  # something is late, at risk, not recorded, or due within the days


def agenda(schedule: Schedule, days: int | None = None) -> Agenda:
    """What stands in the current cycle and request, and what is still due in an earlier one.

    With `days`, what may or cannot yet be done is left out where its date lies further ahead; what must be
    done, what is under way and what is in trouble is always there.
    """
    state = schedule.state
    found = Agenda()
    lists = {"must": found.must, "may": found.may, "not-yet": found.not_yet, "no-longer": found.no_longer}
    for item in state.steps:
        if item.standing not in lists or not (item.current or item.still_due):
            continue
        if item.open and passed_over(item, state):
            found.passed.append(item)
            continue
        if days is not None and _beyond(schedule, item, days):
            found.left_out += 1
        else:
            lists[item.standing].append(item)
        found.due = found.due or _due(schedule, item, DUE_WITHIN if days is None else days)
    within = timedelta(days=DUE_WITHIN if days is None else days)
    for todo in state.outreach.open if state.outreach is not None else ():
        found.due = found.due or (todo.due is not None and todo.due.last <= schedule.today + within)
    for items in (found.must, found.may, found.not_yet):
        items.sort(key=lambda item: _order(schedule, item))
    _place(state, found)
    found.limit = _limit(schedule)
    return found


def _limit(schedule: Schedule) -> StepState | None:
    """The required step of the current cycle that a hard deadline binds; one that was missed comes last."""
    state = schedule.state
    items = [s for s in state.steps if s.current and s.open and not s.step.optional]
    items = [s for s in items if not passed_over(s, state)]
    ahead = schedule.deadlines(items)
    missed = [s for s in schedule.late(items) if schedule.missed(s)]
    return ahead[0][1] if ahead else next(iter(missed), None)


def _order(schedule: Schedule, item: StepState) -> tuple[bool, int, date]:
    """Earlier sessions first; then by the date, without one last."""
    span = schedule.expected(item)
    return (item.current, item.session or 0 if not item.current else 0, span[1] if span else date.max)


def _beyond(schedule: Schedule, item: StepState, days: int) -> bool:
    if item.still_due or item.begun is not None or schedule.of(item).health in TROUBLE:
        return False
    span = schedule.expected(item) if item.standing in ("may", "not-yet") else None
    return span is not None and span[0] > schedule.today + timedelta(days=days)


def _due(schedule: Schedule, item: StepState, days: int) -> bool:
    """Whether a step asks for somebody's attention within so many days."""
    if item.standing not in ("must", "may", "not-yet"):
        return False
    dates = schedule.of(item)
    if dates.health in TROUBLE:
        return True
    limit = schedule.today + timedelta(days=days)
    if item.standing == "must":
        span = schedule.expected(item)
        return span is None or span[0] <= limit
    if item.step.optional or item.step.ongoing or not schedule.by_us(item):
        return False
    ahead = [schedule.counts(item), None if dates.deadline is None else dates.deadline.last]
    return any(day is not None and day <= limit for day in ahead)


def _place(state: CampaignState, found: Agenda) -> None:
    """Where the current cycle stands: the first open required step after the last that has settled.

    Steps that go on until another is achieved run beside the rest. In a cycle that an outcome opened the item
    returns by itself, so the steps of the request are not asked for again.
    """
    required = [s for s in state.steps if s.current and not s.step.optional and s.status != NOT_NEEDED]
    cycle = state.cycle(state.session)
    returns = cycle is not None and cycle.returns
    found.of = len(required)

    def open_at(index: int) -> bool:
        item = required[index]
        asked = not (returns and item.step.per == "request")
        open_ = item.open and not counts_as_achieved(state, item)
        return open_ and asked and not item.step.ongoing

    settled = [index for index, item in enumerate(required) if item.settled]
    after = settled[-1] + 1 if settled else 0
    order = [*range(after, len(required)), *range(after)]
    index = next((index for index in order if open_at(index)), None)
    if index is not None:
        found.place, found.at = index + 1, required[index]
