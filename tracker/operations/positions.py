"""Where States stand and what they did: positions, and roles by session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.core.campaign import CampaignState
from tracker.core.entry import NONE, Entry
from tracker.core.placing import NoSession, place_role
from tracker.core.stances import EVIDENCE, POSITIONS, ROLES, UNKNOWN
from tracker.core.states import State
from tracker.core.text import find, quoted
from tracker.operations import clock, desk, states
from tracker.operations.campaigns import entry
from tracker.operations.desk import Where
from tracker.operations.log import Empty
from tracker.operations.people import Common, Recorded, day_of, recorded, shared

#: A role that lasts from session to session; the others are of one session.
MEMBER = "member"


def position(
    where: Where,
    named: str,
    said: str | None,
    common: Common,
    *,
    roles: Sequence[str] = (),
    evidence: str | None = None,
    session: int | None = None,
) -> Recorded:
    """Record where some States stand, or what they did, as one act: one entry each.

    `said` is a position, `none` or a role. With `none` and roles, these end in their session. Raises
    UnknownState, AmbiguousState, OpenQuote, Unknown (no such position), Empty, NoSession, InFuture.
    """
    chosen = states_of(named)
    now = clock.now()
    with desk.writing(where) as journal:
        campaign = desk.choose(journal, where)
        view = desk.view(journal, campaign, now.date(), None)
        draft = draft_of(view.state, now.date(), said, common, roles, evidence, session)
        drafts = [replace(draft, subject=state.code) for state in chosen]
        return recorded(journal, view, journal.append(drafts, now), chosen)


def draft_of(
    state: CampaignState,
    today: date,
    said: str | None,
    common: Common,
    roles: Sequence[str] = (),
    evidence: str | None = None,
    session: int | None = None,
) -> Entry:
    """What is recorded of a State, still without the State. Raises as `position` does."""
    word, given = position_of(said, roles)
    if session is not None and not given:
        raise NoSession("A position stands across sessions: leave out --session, or name a role with --role.")
    on = day_of(common.on, today, "a position is recorded once it is known")
    place = None
    if given and (session is not None or set(given) != {MEMBER}):
        place = place_role(state, on=on, named=session).session
    return entry(
        state.campaign,
        "position",
        on,
        by=common.by,
        position=word,
        roles=given,
        evidence=None if evidence is None else find(word_of(evidence), EVIDENCE, what="evidence"),
        session=place,
        **shared(common),
    )


def position_of(said: str | None, roles: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """(the position, the roles) of a word and of --role, which may repeat and hold commas."""
    words = [w.strip() for role in roles for w in role.split(",") if w.strip()]
    given = [find(word_of(w), ROLES, what="role") for w in words]
    position = None
    if said is not None:
        if word_of(said) == UNKNOWN:
            raise Empty("unknown is the absence of a position: none clears what was recorded.")
        found = find(word_of(said), (*POSITIONS, NONE, *ROLES), what="position or role")
        if found in ROLES:
            given.insert(0, found)
        else:
            position = found
    if position is None and not given:
        raise Empty(f"Nothing to record: give a position ({', '.join(POSITIONS)}, none) or a role.")
    return position, tuple(dict.fromkeys(given))


def word_of(typed: str) -> str:
    return typed.strip().lower().replace("_", "-").replace(" ", "-")


def states_of(named: str) -> list[State]:
    found = states.named(named)
    if not found:
        raise Empty(f"{quoted(named)} names no State: type its code (PRT) or its name.")
    return found
