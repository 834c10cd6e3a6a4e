"""What the procedure says of each step: its standing, whether it is out of order, and the milestones."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core import sessions
from tracker.core.campaign import PLANNED, CampaignState, MilestoneState, StepState
from tracker.core.cycles import Report, Request, opening_or_none
from tracker.core.process import ACHIEVED, NOT_NEEDED, Step
from tracker.core.sessions import Calendar
from tracker.core.when import When


def judge(result: CampaignState, found: list[Request], reports: list[Report]) -> None:
    """Fill in `caused_by`, `standing`, `waiting_for`, `out_of_order` and the route of every step."""
    days = sessions.calendar(result.process.calendar, result.openings)
    for item in result.steps:
        if item.step.routes and item.settled:
            _route(item, days)
        in_scope = [r for r in reports if _acts_on(result, r, item)]
        causes = [r for r in in_scope if item.step.key in r.outcome.causes]
        if causes:
            item.caused_by = min(causes, key=lambda r: r.key).words
        item.needs = _needs(result, found, item)
    for item in result.steps:
        in_scope = [r for r in reports if _acts_on(result, r, item)]
        item.waiting_for = _open_requirements(result, item)
        item.standing = _standing(result, item, in_scope)
        item.out_of_order = _out_of_order(result, item)


def _acts_on(result: CampaignState, report: Report, item: StepState) -> bool:
    """Whether an outcome acts in the session (or, for a campaign step, the current cycle) of a step."""
    if report.step.per == "campaign":
        return True
    session = result.session if item.step.per == "campaign" else item.session
    return report.session is not None and report.session == session


def _needs(result: CampaignState, found: list[Request], item: StepState) -> tuple[StepState, ...]:
    """The states of the steps that a step requires, without those that count as satisfied."""
    states = (_required(result, found, item, key) for key in item.step.requires)
    return tuple(s for s in states if s is not None)


def _required(result: CampaignState, found: list[Request], item: StepState, key: str) -> StepState | None:
    """The state of a required step; None where it counts as satisfied.

    In a cycle that an outcome opened the item returns by itself (rule 13(c)), so its request steps are not
    asked for.
    """
    step = result.process.step(key)
    if step is None or step.per == "campaign":
        return result.step(key)
    if step.per == "session":
        session = result.session if item.step.per == "campaign" else item.session
        return result.step(key, session)
    if item.step.per == "request":
        return _in_request(result, key, item.request)
    if item.step.per == "campaign":
        return result.now(key)
    cycle = result.cycle(item.session)
    if cycle is not None and cycle.returns:
        return None
    return _in_request(result, key, _request_of(found, item.session))


def _in_request(result: CampaignState, key: str, request: int | None) -> StepState | None:
    return next((s for s in result.steps if s.step.key == key and s.request == request), None)


def _request_of(found: list[Request], session: int | None) -> int:
    """The request that a session belongs to: the first that was not closed in an earlier session."""
    for index, request in enumerate(found):
        if request.closing is None or (session is not None and session <= request.closing.session):
            return index
    return len(found) - 1


def counts_as_achieved(result: CampaignState, item: StepState) -> bool:
    """Achieved, or ongoing and what it runs until is achieved in the current cycle."""
    return item.status == ACHIEVED or _run_out(result, item)


def _run_out(result: CampaignState, item: StepState) -> bool:
    if item.step.until is None:
        return False
    until = result.now(item.step.until)
    return until is not None and until.status == ACHIEVED


def _open_requirements(result: CampaignState, item: StepState) -> tuple[str, ...]:
    """The keys of required steps, not optional, that have not settled; any outcome satisfies."""
    return tuple(s.step.key for s in item.needs if not s.step.optional and not _satisfied(result, s))


def _satisfied(result: CampaignState, item: StepState) -> bool:
    return item.settled or _run_out(result, item)


def _standing(result: CampaignState, item: StepState, reports: list[Report]) -> str:
    if item.settled:
        return "happened"
    if _no_longer(result, item, reports):
        return "no-longer"
    if item.status == PLANNED and item.waiting_for:
        return "not-yet"
    return "must" if item.caused_by is not None else "may"


def _no_longer(result: CampaignState, item: StepState, reports: list[Report]) -> bool:
    last = result.process.milestones[-1].done_when
    if result.granted and not set(item.step.requires) & set(last):
        return True
    if any(item.step.key in r.outcome.precludes for r in reports) or _run_out(result, item):
        return True
    if item.step.per == "campaign":
        return False
    if item.step.per == "request" and not item.current:
        return True
    cycle = result.cycle(item.session)
    if cycle is not None and cycle.ended is not None:
        return True
    hands_on = any(r.outcome.opens == "next" for r in reports)
    return hands_on and item.caused_by is None


def _out_of_order(result: CampaignState, item: StepState) -> bool:
    """Only where it is certain: a requirement not settled, or begun after this can last have been."""
    if item.status != ACHIEVED or item.on is None:
        return False
    for other in item.needs:
        if other.step.optional:
            continue
        if not _satisfied(result, other) or (other.begun is not None and other.begun > item.on.last):
            return True
    return False


def stands_before(item: StepState) -> tuple[StepState, ...]:
    """The required steps that a step out of order stands before: still open, or begun after it."""
    on = item.on
    return tuple(
        s
        for s in item.needs
        if not s.step.optional
        and (s.step.key in item.waiting_for or (on is not None and s.begun is not None and s.begun > on.last))
    )


def passed_over(item: StepState, result: CampaignState) -> bool:
    """Whether nothing is on record of a step that has not settled though the item has come back by itself.

    The journal begins after it: it is named once instead of being asked for, or called late, for ever. What
    an outcome asks for is not passed over.
    """
    cycle = result.cycle(result.session)
    returns = cycle is not None and cycle.returns and item.current
    silent = not item.settled and not item.entries and item.caused_by is None
    return returns and silent and item.step.per != "session"


def _route(item: StepState, days: Calendar) -> None:
    """The route of the last possible day; where the first gives another, that one beside it."""
    if item.route is not None or item.on is None:
        return
    opening = opening_or_none(days, item.session)
    if opening is None:
        return
    item.route = route_on(item.step, item.on.last, days, item.session)
    other = route_on(item.step, item.on.first, days, item.session)
    item.route_else = other if other != item.route else None


def route_on(step: Step, on: date, days: Calendar, session: int | None) -> str | None:
    """The route that is open on a day: the first whose last day has not gone by; None without a source."""
    opening = opening_or_none(days, session)
    if opening is None:
        return None
    for route in step.routes:
        if route.until is None or on <= opening + timedelta(days=route.until.days):
            return route.key
    return None


def milestones(result: CampaignState) -> None:
    """The milestones in the current cycle and request, with n achieved of m that count."""
    result.milestones = [_milestone(result, index) for index in range(len(result.process.milestones))]


def _milestone(result: CampaignState, index: int) -> MilestoneState:
    milestone = result.process.milestones[index]
    here = [s for s in result.steps if s.step.milestone == milestone.key and s.current]
    counted = [s for s in here if not s.step.optional and s.status != NOT_NEEDED]
    done = sum(counts_as_achieved(result, s) for s in counted)
    deciding = [s for key in milestone.done_when if (s := result.now(key)) is not None]
    settled = [s for s in deciding if counts_as_achieved(result, s) or s.status == NOT_NEEDED]
    if len(settled) == len(milestone.done_when) and any(counts_as_achieved(result, s) for s in deciding):
        since, on = max((_dates(result, s) for s in settled), key=lambda pair: pair[0].last)
        return MilestoneState(milestone, "achieved", on, since, done, len(counted))
    begun = [s.since for s in here if s.since is not None and not s.step.optional]
    if begun:
        since = min(begun, key=lambda w: (w.first, w.last))
        return MilestoneState(milestone, "in-progress", None, since, done, len(counted))
    return MilestoneState(milestone, "planned", None, None, done, len(counted))


def _dates(result: CampaignState, item: StepState) -> tuple[When, When]:
    """(since, on) of a step that counts; an ongoing one has those of what it runs until."""
    if item.status not in (ACHIEVED, NOT_NEEDED) and item.step.until is not None:
        until = result.now(item.step.until)
        if until is not None:
            item = until
    assert item.since is not None and item.on is not None
    return item.since, item.on
