"""Why a date is what it is, what happens if it is missed, and why a step is no longer to be done.

Each date of a step comes with its rule, its base and its arithmetic. What is computed here is shown by a view
and written by the export, so the sentences that both need stand in SAY.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.core import words
from tracker.core.campaign import PLANNED, CampaignState, StepState
from tracker.core.entry import Entry
from tracker.core.process import ACHIEVED, DateRule, Source, Step
from tracker.core.schedule import Dated, Schedule
from tracker.core.sessions import Calendar, Unsourced
from tracker.core.when import When, day

#: How sure a date is, in words, by the confidence that the process file gives.
CONFIDENCE = {
    "rule": "rule",
    "practice": "seen in practice",
    "planning": "own planning",
    "unverified": "not verified",
}

#: No rule that moves such a limit was found, so the earlier day is the safe one: our own reading.
WEEKEND = Source("no rule was found that moves a limit which falls on a weekend", "planning")

SAY = {
    "no-date": "no date: {base} is not known",
    "opening": "the opening of the session",
    "opening-of": "the opening of the {session}",
    "no-route": "no date: the route is not known yet",
    "other-route": "no date: the process file gives none by {way}",
    "weekend": "{deadline} is no working day",
    "door": "until {day} ({rule}) by {way}",
    "door-working": "until {day} ({rule}, last working day {working}) by {way}",
    "door-last": "later by {way}",
    "next-session": "else the {session}, opening {day}",
    "next-session-unknown": "else the {session}",
    "names-none": "The process file names no consequence.",
    "granted": "the campaign is granted",
    "precluded": "{cause} precludes it",
    "run-out": "{step} is achieved, until which it ran",
    "closed": "its request was closed",
    "ended": "the run of the {session} ended on {day}",
    "handed-on": "{cause} opened another session, and nothing on record asks for it in this one",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One date of a step. `when` is None where it cannot be computed; `arithmetic` then says why."""

    kind: str  # target, deadline, last-working-day, window-start, window-end, usual-start, usual-end, plan
    when: When | None
    rule: str | None = None
    base: str | None = None
    arithmetic: str | None = None
    source: Source | None = None
    entry: Entry | None = None  # of a plan: who decided it, and why

    @property
    def known(self) -> bool:
        return self.when is not None


@dataclass(frozen=True, slots=True)
class Door:
    """A way that is still open, or was, after a date was missed: one route until its last day."""

    route: str
    way: str  # what it is called: "rule 14"
    until: date | None  # None: no end
    rule: str | None
    open: bool


def reasons(schedule: Schedule, item: StepState) -> list[Reason]:
    """Every date of a step: plan, target, deadline and its last working day, usual and whole window."""
    found = [_plan(item)] if item.due is not None else []
    dates = schedule.of(item)
    found += _point(schedule, item, "target", dates.target)
    found += _point(schedule, item, "deadline", dates.deadline)
    if dates.deadline is not None:
        found += _weekend(schedule, dates.deadline)
    found += _ends(schedule, item, "usual", dates.usual)
    found += _ends(schedule, item, "window", dates.window)
    return found


def _plan(item: StepState) -> Reason:
    said = [e for e in item.entries if e.due is not None]
    return Reason("plan", item.due, entry=said[-1] if said else None)


def _point(schedule: Schedule, item: StepState, kind: str, dated: Dated | None) -> list[Reason]:
    if dated is None:
        return _unknown(schedule, item, kind, (kind,))
    on = _span(dated.first, dated.last)
    return [Reason(kind, on, dated.rule, dated.base, dated.arithmetic, dated.source)]


def _ends(schedule: Schedule, item: StepState, kind: str, dated: Dated | None) -> list[Reason]:
    kinds = (f"{kind}-start", f"{kind}-end")
    if dated is None:
        return _unknown(schedule, item, kind, kinds)
    first_rule, _, last_rule = dated.rule.partition(" to ")
    first_sum, _, last_sum = dated.arithmetic.partition("; ")
    return [
        Reason(kinds[0], day(dated.first), first_rule, dated.base, first_sum, dated.source),
        Reason(
            kinds[1],
            day(dated.last),
            last_rule or first_rule,
            dated.base,
            last_sum or first_sum,
            dated.source,
        ),
    ]


def _span(first: date, last: date) -> When:
    """A date that may be vague, because it counts from a vague one: its last day is the one that binds."""
    return When(last.isoformat(), first, last)


def _weekend(schedule: Schedule, deadline: Dated) -> list[Reason]:
    working = schedule.last_working_day(deadline.last)
    if working == deadline.last:
        return []
    text = SAY["weekend"].format(deadline=words.weekday(deadline.last))
    arithmetic = f"{text}: {words.weekday(working)}"
    return [Reason("last-working-day", day(working), deadline.rule, deadline.base, arithmetic, WEEKEND)]


def _unknown(schedule: Schedule, item: StepState, kind: str, kinds: tuple[str, ...]) -> list[Reason]:
    """The dates that the process file gives and that cannot be computed, with what is missing."""
    rules = getattr(item.step, kind)
    if not rules:
        return []
    source = item.step.sources.get(kind)
    route = schedule.route_for(item)
    rule = rules.get(route) or rules.get("")
    if rule is None:
        text = SAY["other-route"].format(way=schedule.state.process.way(route)) if route else SAY["no-route"]
        return [Reason(name, None, None, None, text, source) for name in kinds]
    ends = (rule,) if isinstance(rule, DateRule) else rule
    missing = next((r.base for r in ends if _missing(schedule, item, r.base)), ends[0].base)
    text = SAY["no-date"].format(base=_named(schedule, item, missing))
    return [Reason(n, None, r.text, None, text, source) for n, r in zip(kinds, ends, strict=False)]


def _missing(schedule: Schedule, item: StepState, base: str) -> bool:
    other = schedule.related(item, base)
    return other is None or schedule.expected(other) is None


def _named(schedule: Schedule, item: StepState, base: str) -> str:
    if base != "O":
        return f"the date of {base}"
    session = schedule.session_of(item)
    if session is None:
        return SAY["opening"]
    return SAY["opening-of"].format(session=schedule.calendar.label(session))


# --- what happens if it is missed


def doors(schedule: Schedule, item: StepState) -> list[Door]:
    """The ways in of a step that has routes, in order; empty where it has none or no opening is known."""
    opening = schedule.opening(item.session if item.step.per != "campaign" else schedule.state.session)
    if opening is None:
        return []
    found = []
    for route in item.step.routes:
        until = None if route.until is None else opening + timedelta(days=route.until.days)
        rule = None if route.until is None else route.until.text
        way = schedule.state.process.way(route.key)
        found.append(Door(route.key, way, until, rule, until is None or schedule.today <= until))
    return found


def later_doors(schedule: Schedule, item: StepState) -> list[Door]:
    """The ways in that are left once the hard deadline of a step has gone by."""
    dated = schedule.of(item).deadline
    last = dated.last if dated is not None else schedule.today
    return [d for d in doors(schedule, item) if d.until is None or (d.until > last and d.open)]


def next_session(schedule: Schedule, item: StepState) -> tuple[int, date | None] | None:
    """The session after that of a step, and its opening where that is known."""
    session = schedule.session_of(item)
    if session is None:
        return None
    following = schedule.calendar.next(session)
    return following, schedule.opening(following)


def if_missed(schedule: Schedule, item: StepState) -> str:
    """What happens if a step misses its date, in one sentence: the next doors, else the process file's."""
    ways = doors(schedule, item)
    if ways:
        parts = [door_words(schedule, door) for door in ways]
        after = else_words(schedule, item)
        text = "; ".join([*parts, *([after] if after else [])])
        return text[:1].upper() + text[1:] + "."
    return file_words(item.step) or SAY["names-none"]


def door_words(schedule: Schedule, door: Door) -> str:
    """`until Fri 11 Jul 2025 (O-60) by rule 13(e)`."""
    if door.until is None:
        return SAY["door-last"].format(way=door.way)
    working = schedule.last_working_day(door.until)
    key = "door" if working == door.until else "door-working"
    return SAY[key].format(
        day=words.weekday(door.until), rule=door.rule, working=words.weekday_short(working), way=door.way
    )


def else_words(schedule: Schedule, item: StepState) -> str | None:
    """`else the 81st session, opening Tue 8 Sep 2026`."""
    after = next_session(schedule, item)
    if after is None:
        return None
    label, opening = _label(schedule.calendar, after[0]), after[1]
    if opening is None:
        return SAY["next-session-unknown"].format(session=label)
    return SAY["next-session"].format(session=label, day=words.weekday(opening))


def file_words(step: Step) -> str | None:
    """What the process file says, if it says it."""
    return None if step.if_missed is None else step.if_missed["en"]


def _label(calendar: Calendar, session: int) -> str:
    try:
        return calendar.label(session)
    except Unsourced:
        return words.ordinal(session)


# --- why it is no longer


def no_longer(state: CampaignState, item: StepState) -> str | None:
    """Why a step is no longer to be done, by the first rule that says so; None for any other standing."""
    if item.standing != "no-longer":
        return None
    last = state.process.milestones[-1].done_when
    if state.granted and not set(item.step.requires) & set(last):
        return SAY["granted"]
    precluding = [s for s in _acting(state, item) if item.step.key in s.step.outcomes[s.status].precludes]
    if precluding:
        return SAY["precluded"].format(cause=_cause(precluding[0]))
    until = state.now(item.step.until) if item.step.until is not None else None
    if until is not None and until.status == ACHIEVED:
        return SAY["run-out"].format(step=until.step.key)
    if item.step.per == "request" and not item.current:
        return SAY["closed"]
    cycle = state.cycle(item.session)
    if cycle is not None and cycle.ended is not None:
        return SAY["ended"].format(session=words.ordinal(cycle.session), day=words.when(cycle.ended))
    opening = [s for s in _acting(state, item) if s.step.outcomes[s.status].opens == "next"]
    return SAY["handed-on"].format(cause=_cause(opening[0])) if opening else None


def _acting(state: CampaignState, item: StepState) -> list[StepState]:
    """The steps whose outcome is in force in the session of another step."""
    session = state.session if item.step.per == "campaign" else item.session
    return [
        s
        for s in state.steps
        if s.status != PLANNED
        and s.status in s.step.outcomes
        and (s.step.per == "campaign" or (s.session is not None and s.session == session))
    ]


def _cause(item: StepState) -> str:
    return f"{item.step.key} {item.status}"
