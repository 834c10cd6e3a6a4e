"""Which session an entry about a request or session step carries: decided once, when it is written.

`--session` says it; else the session in its document symbol; else the rules below. The number is stored
and never derived later from the date.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.core.campaign import CampaignState
from tracker.core.errors import UserError
from tracker.core.process import Step
from tracker.core.sessions import calendar
from tracker.core.symbols import session_of
from tracker.core.when import When
from tracker.core.words import ordinal


class OtherSession(UserError):
    """A document symbol of another session than the one named."""


class ClosedRequest(UserError):
    """A letter for a session that is not later than the one that closed the last request."""


class NoSession(UserError):
    """A session named for a step that has none, or none to be found for one that needs it."""


class Place(NamedTuple):
    """The session to store, and why it was chosen."""

    session: int | None
    reason: str  # "named", "symbol", "in course", "next on record", "standing", "target", "none"


def place(
    state: CampaignState,
    step: Step,
    *,
    on: When,
    outcome: bool,
    due: When | None = None,
    refs: Sequence[str] = (),
    named: int | None = None,
) -> Place:
    """The session of an entry about a step. `due` is the planned date of a plan.

    Raises OtherSession, ClosedRequest, NoSession, and Unsourced for a day outside the sourced sessions.
    """
    if step.per == "campaign":
        if named is not None:
            raise NoSession(f"{step.key} happens once in a campaign, in no session: leave out --session.")
        return Place(None, "none")
    found = _said(state, step, refs, named)
    if found is None:
        found = _standing(state) if step.per == "request" else _in_course(state, on, outcome, due)
    if found.session is None:
        raise NoSession(
            f"{step.key} needs a session: say which with --session N, or set one with tracker target."
        )
    return found


def _said(state: CampaignState, step: Step, refs: Sequence[str], named: int | None) -> Place | None:
    """The session that was named or that the symbols carry; both must agree."""
    found: dict[int, str] = {}
    for symbol in refs:
        session = session_of(symbol, step, state.process)
        if session is not None:
            found.setdefault(session, symbol)
    if named is not None:
        for session, symbol in found.items():
            if session != named:
                raise OtherSession(
                    f"{symbol} is a symbol of the {ordinal(session)} session, not of the {ordinal(named)}: "
                    f"nothing was recorded. Type --session {session}, or the symbol of the {ordinal(named)}."
                )
        _sourced(state, named)
        return Place(named, "named")
    if len(found) > 1:
        raise OtherSession(
            f"The symbols {' and '.join(found.values())} are of different sessions: nothing was recorded. "
            f"Log one session at a time."
        )
    for session in found:
        _sourced(state, session)
    return Place(next(iter(found)), "symbol") if found else None


def _sourced(state: CampaignState, session: int) -> None:
    """Raise Unsourced for a session that neither the rule nor the journal gives an opening."""
    calendar(state.process.calendar, state.openings).opening(session)


def _standing(state: CampaignState) -> Place:
    """For a request step: the session that the standing letter names, before there is one the target."""
    letter = state.standing_letter
    if letter is not None and letter.said is not None and letter.said.session is not None:
        return Place(letter.said.session, "standing")
    return Place(state.target, "target")


def _in_course(state: CampaignState, on: When, outcome: bool, due: When | None) -> Place:
    """For a session step: the session in course, or the next later cycle on record.

    An outcome stays in the session in course even if nothing on record opens that one: what happened did
    happen there. With no later cycle either, everything stays there.
    """
    days = calendar(state.process.calendar, state.openings)
    session = days.in_course((due or on).last)
    if outcome or state.cycle(session) is not None:
        return Place(session, "in course")
    later = [c.session for c in state.cycles if c.session > session]
    return Place(min(later), "next on record") if later else Place(session, "in course")


def place_role(state: CampaignState, *, on: When, named: int | None = None) -> Place:
    """The session of a role: the one named, else the one in course, or the next later cycle on record.

    Raises Unsourced for a day outside the sourced sessions.
    """
    if named is not None:
        return Place(named, "named")
    return _in_course(state, on, False, None)


def check_letter(state: CampaignState, step: Step, session: int | None, on: When, status: str | None) -> None:
    """Refuse a new letter for a session that is not later than the one that closed the last request."""
    outcome = step.outcomes.get(status) if status is not None else None
    if outcome is None or outcome.opens != "own" or session is None or not state.closings:
        return
    closing, day = state.closings[-1]
    if session <= closing and on.last > day:
        later = state.target if state.target is not None and state.target > closing else closing + 1
        raise ClosedRequest(
            f"The request was closed in the {ordinal(closing)} session: a new {step.key} names a later one. "
            f"Type --session {later}, or tracker target {later} first."
        )
