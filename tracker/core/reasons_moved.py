"""Why a date moved between two views of a campaign: the entry that moved it, and the way from there.

The plan's own entry comes first; else the target, the outcome or the letter that made another session
current, the decision that moved that session's opening, or the step from which the date is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tracker.core.campaign import CampaignState, StepState
from tracker.core.entry import Entry
from tracker.core.process import OPENING_DAY, DateRule
from tracker.core.schedule import Schedule, schedule
from tracker.core.state import state

#: By the id of an entry that no longer stands: what corrected it or took it back.
Over = Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Cause:
    """What moved a date.

    `kind` is plan, target, outcome, session (its opening moved), report (the step, or the one at the end of
    `via`, is done), correction (an entry was taken back or corrected), process (another version was adopted)
    or unknown. `entry` is None where it is not on record. `item` is the step whose outcome or report it is.
    """

    kind: str
    entry: Entry | None = None
    item: StepState | None = None
    via: tuple[StepState, ...] = ()  # the steps that the date counts from, the nearest first
    first: bool = False  # a plan where only a rule gave the date before
    count: int = 1  # of an outcome: how many outcomes, one after the other, led to this session

    @property
    def because(self) -> str | None:
        """The reason that was recorded, as typed."""
        return self.entry.because if self.entry is not None else None

    @property
    def root(self) -> str:
        """What dates that moved by one decision share."""
        return self.entry.id if self.entry is not None else f"{self.kind} {[s.step.key for s in self.via]}"


def cause(before: Schedule, after: Schedule, item: StepState, over: Over | None = None) -> Cause:
    """Why the date of a step is another in `after`; `item` is its state there.

    `over` is needed only where the two views differ in what was known, not in the day alone.
    """
    return _cause(before, after, item, over or {}, ())


def _cause(before: Schedule, after: Schedule, item: StepState, over: Over, seen: tuple[str, ...]) -> Cause:
    earlier = before.state.now(item.step.key)
    if item.settled:
        return Cause("report", item.said, item)
    planned = _by_plan(earlier, item, over)
    if planned is not None:
        return planned
    then = before.session_of(earlier) if earlier is not None else None
    now = after.session_of(item)
    if earlier is not None and then != now:
        return _by_session(before.state, after.state, now, over)
    if now is not None and before.opening(now) != after.opening(now):
        return _by_opening(before.state, after.state, now, over)
    if before.state.process_sha256 != after.state.process_sha256:
        return Cause("process", _latest(after.state, "process", after.state.process_sha256))
    for key in _counted_from(after, item):
        other = after.related(item, key)
        if other is None or key in seen or other is item:
            continue
        was = before.state.now(key)
        if was is None or before.expected(was) != after.expected(other):
            found = _cause(before, after, other, over, (*seen, item.step.key))
            if found.kind == "plan":
                found = replace(found, entry=_deciding(before, after, item, other) or found.entry)
            return replace(found, via=(other, *found.via))
    return Cause("unknown")


# --- the plan


def _deciding(before: Schedule, after: Schedule, item: StepState, other: StepState) -> Entry | None:
    """Of several new plans of another step, the first that gave this one the date it has now.

    A later plan need not have moved it: a listing follows the letter's route, not its day.
    """
    known = {e.id for e in before.state.entries}
    plans = [e for e in other.entries if e.due is not None and e.id not in known]
    final = after.expected(item)
    for index, plan in enumerate(plans[:-1]):
        later = {e.id for e in plans[index + 1 :]}
        entries = [e for e in after.state.entries if e.id not in later]
        processes = {after.state.process_sha256: after.state.process}
        then = schedule(state(processes, entries, after.today, None), after.holidays)
        same = then.state.now(item.step.key)
        if same is not None and then.expected(same) == final:
            return plan
    return None


def _plan(item: StepState | None) -> Entry | None:
    """The entry whose planned date (or whose clearing of it) is in force."""
    planned = [e for e in item.entries if e.due is not None] if item is not None else []
    return planned[-1] if planned else None


def _by_plan(earlier: StepState | None, item: StepState, over: Over) -> Cause | None:
    old, new = _plan(earlier), _plan(item)
    if old is not None and old.id in over:
        by = over[old.id]
        return Cause("plan" if by.due is not None else "correction", by)
    if new is None or (old is not None and new.id == old.id):
        return None
    return Cause("plan", new, first=old is None)


# --- the session


def _by_session(before: CampaignState, after: CampaignState, session: int | None, over: Over) -> Cause:
    """What made another session current: what is new among what opens it, else what opens it at all."""
    known = {e.id for e in before.entries}
    found = [*_openers(after, session)]
    for candidate in found:
        if candidate.entry is not None and candidate.entry.id not in known:
            return replace(candidate, count=_between(before, after) if candidate.kind == "outcome" else 1)
    gone = next((over[e.id] for e in before.entries if e.id in over and (e.target or e.status)), None)
    if gone is not None:
        return Cause("correction", gone)
    return found[0] if found else Cause("unknown")


def _between(before: CampaignState, after: CampaignState) -> int:
    """In how many sessions something opened the next one that had not in the earlier view."""
    known = {e.id for e in before.entries}
    sessions = set()
    for item in after.steps:
        outcome = item.step.outcomes.get(item.status)
        opens = outcome is not None and outcome.opens == "next"
        if opens and item.said is not None and item.said.id not in known:
            sessions.add(item.session)
    return max(len(sessions), 1)


def _openers(state: CampaignState, session: int | None) -> list[Cause]:
    """The entries that open a session: the letter's, the target's, those of outcomes."""
    found = []
    for item in state.steps:
        outcome = item.step.outcomes.get(item.status)
        if outcome is None or outcome.opens is None or item.said is None or item.session is None:
            continue
        to = item.said.to_session or (item.session + 1)
        if (item.session if outcome.opens == "own" else to) == session:
            found.append(Cause("outcome", item.said, item))
    target = _latest(state, "target", session)
    if target is not None:
        found.append(Cause("target", target))
    return found


def _by_opening(before: CampaignState, after: CampaignState, session: int, over: Over) -> Cause:
    known = {e.id for e in before.entries}
    moved = [e for e in after.entries if e.kind == "session" and e.session == session]
    new = [e for e in moved if e.id not in known]
    if not new:
        old = [e for e in before.entries if e.kind == "session" and e.session == session and e.id in over]
        if old:
            return Cause("correction", over[old[-1].id])
    found = new or moved
    return Cause("session", found[-1] if found else None)


def _latest(state: CampaignState, name: str, value: object) -> Entry | None:
    found = [e for e in state.entries if value is not None and getattr(e, name) == value]
    return found[-1] if found else None


# --- the rule


def _counted_from(schedule: Schedule, item: StepState) -> list[str]:
    """The steps from which the date in force counts: that of its rule, and that which decides the route."""
    route = schedule.route_for(item)
    dates, step = schedule.of(item), item.step
    keys = []
    for dated, rules in (
        (dates.target, step.target),
        (dates.usual, step.usual),
        (dates.window, step.window),
        (dates.deadline, step.deadline),
    ):
        if dated is not None:
            rule = rules.get(route) or rules.get("")
            last = rule if isinstance(rule, DateRule) or rule is None else rule[1]
            if last is not None and last.base != OPENING_DAY:
                keys.append(last.base)
            break
    owner = schedule.state.process.routed
    return [*keys, owner.key] if owner is not None and route and owner != step else keys
