"""What a brief says, as facts: what is next and whose it is, what is at risk, what is asked of whom.

Everything follows by rules from the state and the schedule; no step is known by name. What happens if a date
is missed comes from the ways in that the process file gives, else from its own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tracker.core.campaign import CampaignState, StepState
from tracker.core.reasons import door_words, doors, else_words, file_words, later_doors
from tracker.core.schedule import Schedule
from tracker.core.standing import passed_over, stands_before

#: How many steps a brief names as next, and the days within which a hard deadline says what comes after it.
NEXT, DEADLINE_WITHIN = 3, 90

#: Of the steps that are next, at most so many are late ones: what lies ahead must not be pushed out.
LATE_NEXT = 2


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that can cost time, or the session.

    `kind`: overdue (a hard deadline has gone by), late, at-risk, deadline (a hard one ahead), blocked,
    not-recorded, if-missed (a step among the next ones, with what its process file says), still-due,
    out-of-order, unopened (a session that nothing on record opens).
    """

    kind: str
    item: StepState | None = None
    session: int | None = None  # of what is unopened
    day: date | None = None  # the day that counts: due, deadline, end of the window
    days: int | None = None  # from today to that day; negative: gone by
    working: date | None = None  # the last working day, where a deadline falls on none
    holds_up: tuple[StepState, ...] = ()  # open steps that require this one
    held_by: tuple[StepState, ...] = ()  # late ones that this one requires; those it stands before
    missed: str | None = None  # what happens then


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that is asked of somebody: of `whom`, or of the reader where that is None.

    `kind`: deliver (late, and somebody owns it), decide (late, and nobody does), unblock, keep (a date ahead
    that somebody owns), owner (name one), report, check (what is out of order), opening (of a session).
    """

    kind: str
    whom: str | None
    items: tuple[StepState, ...] = ()
    session: int | None = None
    day: date | None = None
    days: int | None = None
    holds_up: tuple[StepState, ...] = ()


@dataclass(slots=True)
class Brief:
    """The facts of a brief, the most pressing first in each list."""

    next: list[StepState] = field(default_factory=list)
    late: list[StepState] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    open: list[StepState] = field(default_factory=list)  # required and open, with or without a date
    returned: int = 0  # how often an outcome opened another session
    closed: tuple[int, date] | None = None  # the session that closed the last request, while none stands


def brief(schedule: Schedule) -> Brief:
    """What a brief says about the current cycle and request, and what is still due in an earlier one."""
    state = schedule.state
    items = open_steps(state)
    late = schedule.late(items)
    ahead = [item for _, item in schedule.coming(items)]
    room = LATE_NEXT if len(late) > LATE_NEXT and ahead else NEXT
    chosen = [*late[:room], *ahead][:NEXT]
    return Brief(
        next=chosen,
        late=late,
        risks=_risks(schedule, items, late, chosen),
        asks=_asks(schedule, items, late, chosen),
        open=[s for s in items if not s.step.optional],
        returned=sum(c.returns for c in state.cycles),
        closed=_closed(state),
    )


# --- the steps


def open_steps(state: CampaignState) -> list[StepState]:
    """The open steps of the current cycle and request, in order of the process.

    Where the item has come back by itself, a step of the request or the campaign of which nothing is on
    record is not asked for: the journal begins after it.
    """
    return [s for s in state.steps if s.current and s.open and not passed_over(s, state)]


def holds_up(schedule: Schedule, item: StepState) -> tuple[StepState, ...]:
    """The open steps that require this one, those that must be done first."""
    return tuple(schedule.holds_up(item, schedule.state.steps))


def _among(item: StepState, items: Iterable[StepState]) -> bool:
    return any(item is other for other in items)


def _closed(state: CampaignState) -> tuple[int, date] | None:
    """The closing of the last request, as long as no new letter stands and nothing is granted."""
    if not state.closings or state.granted or state.standing_letter is not None:
        return None
    return state.closings[-1]


# --- what happens if a date is missed


def if_missed(schedule: Schedule, item: StepState) -> str | None:
    """The ways in after the deadline of a step that has routes, else what the process file says; or None."""
    ways = later_doors(schedule, item)
    if not ways:
        return file_words(item.step)
    after = else_words(schedule, item)
    return "; ".join([*(door_words(schedule, d) for d in ways), *([after] if after else [])])


# --- risks


def _risks(
    schedule: Schedule, items: list[StepState], late: list[StepState], chosen: list[StepState]
) -> list[Risk]:
    found = [_late(schedule, s) for s in late]
    found += _deadlines(schedule, items)
    found += [
        Risk("blocked", s, holds_up=holds_up(schedule, s))
        for s in items
        if s.status == "blocked" and not _among(s, late)
    ]
    found += [
        Risk("not-recorded", s, day=_window_end(schedule, s))
        for s in items
        if schedule.of(s).health == "not-recorded"
    ]
    found += [Risk("still-due", s) for s in schedule.state.steps if s.still_due and not s.current]
    found += _texts(schedule, chosen, [r.item for r in found if r.missed and r.item is not None])
    found += [
        Risk("out-of-order", s, held_by=stands_before(s)) for s in schedule.state.steps if s.out_of_order
    ]
    found += [Risk("unopened", session=c.session) for c in schedule.state.cycles if c.opened_by is None]
    return found


def _late(schedule: Schedule, item: StepState) -> Risk:
    missed, day = schedule.missed(item), schedule.late_from(item) or schedule.today
    return Risk(
        "overdue" if missed else "late",
        item,
        day=day,
        days=(day - schedule.today).days,
        holds_up=holds_up(schedule, item),
        missed=if_missed(schedule, item) if missed else None,
    )


def _deadlines(schedule: Schedule, items: list[StepState]) -> list[Risk]:
    """What is at risk, hard deadlines that are near, and the nearest one in any case, by their days."""
    found: list[Risk] = []
    for day, item in schedule.deadlines(items):
        days, at_risk = (day - schedule.today).days, schedule.of(item).health == "at-risk"
        near = days <= DEADLINE_WITHIN
        if not (at_risk or near or not found):
            continue
        working = schedule.last_working_day(day)
        found.append(
            Risk(
                "at-risk" if at_risk else "deadline",
                item,
                day=day,
                days=days,
                working=working if working != day else None,
                held_by=tuple(s for s in item.needs if schedule.is_late(s)),
                missed=if_missed(schedule, item) if at_risk or near else None,
            )
        )
    return found


def _texts(schedule: Schedule, chosen: list[StepState], said: list[StepState]) -> list[Risk]:
    """What the process file says of a step that is next and not late, if it is missed."""
    found = []
    for item in chosen:
        day, ways = schedule.next_day(item), doors(schedule, item)
        text = file_words(item.step)
        if text and day is not None and not ways and not _among(item, said) and schedule.by_us(item):
            found.append(Risk("if-missed", item, day=day, days=(day - schedule.today).days, missed=text))
    return found


def _window_end(schedule: Schedule, item: StepState) -> date | None:
    window = schedule.of(item).window
    return None if window is None else window.last


# --- asks


def _asks(
    schedule: Schedule, items: list[StepState], late: list[StepState], chosen: list[StepState]
) -> list[Ask]:
    ours = [s for s in late if schedule.by_us(s)]
    found = [_overdue(schedule, s) for s in ours]
    found += [_unblock(schedule, s) for s in items if s.status == "blocked" and not _among(s, ours)]
    unreported = [s for s in late if not schedule.by_us(s)]
    unreported += [s for s in items if schedule.of(s).health == "not-recorded"]
    unreported += [s for s in schedule.state.steps if s.still_due and not s.current]
    if unreported:
        found.append(Ask("report", None, tuple(unreported)))
    asked = [s for ask in found for s in ask.items]
    mine = [s for s in chosen if schedule.by_us(s)]
    found += [_keep(schedule, s, s.owner) for s in mine if s.owner and not _among(s, asked)]
    nobody = tuple(s for s in mine if not s.owner and not s.step.optional and not _among(s, asked))
    if nobody:
        found.append(Ask("owner", None, nobody))
    found += [Ask("check", None, (s, *stands_before(s))) for s in schedule.state.steps if s.out_of_order]
    found += [Ask("opening", None, session=c.session) for c in schedule.state.cycles if c.opened_by is None]
    return found


def _overdue(schedule: Schedule, item: StepState) -> Ask:
    day = schedule.late_from(item) or schedule.today
    return Ask(
        "deliver" if item.owner else "decide",
        item.owner,
        (item,),
        day=day,
        days=(day - schedule.today).days,
        holds_up=holds_up(schedule, item),
    )


def _unblock(schedule: Schedule, item: StepState) -> Ask:
    return Ask("unblock", item.owner, (item,), holds_up=holds_up(schedule, item))


def _keep(schedule: Schedule, item: StepState, owner: str | None) -> Ask:
    day = schedule.next_day(item)
    return Ask("keep", owner, (item,), day=day, days=(day - schedule.today).days if day is not None else None)
