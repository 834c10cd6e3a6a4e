"""Where the States stand, as data: the board, the outlook, the page of a State, a mission, the to-dos.

Dates are ISO text at the precision given; what is absent is None; lists are never absent. A State is named
by its ISO 3166 alpha-3 code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tracker.core.board import blockers, counts, recorded, shown_as, sponsoring
from tracker.core.campaign import CampaignState
from tracker.core.entry import Entry
from tracker.core.missions import Mission
from tracker.core.outreach import Outreach
from tracker.core.stances import UNKNOWN, Standing
from tracker.core.states import GROUPS
from tracker.core.tally import SOURCES, Majority, Outlook, Range, Stance, Vote
from tracker.core.todos import Todo

#: An entry as data, as `history` gives it.
AsData = Callable[[Entry], dict[str, Any]]


def states_json(state: CampaignState, kept: Iterable[Standing]) -> dict[str, Any]:
    """The States that a filter keeps, Members and observers apart; all of them without one."""
    rows = list(kept)
    return {
        "campaign": state.campaign,
        "as_of": state.as_of.isoformat(),
        "known_at": state.known_at,
        "session": state.session,
        "states": [state_json(one) for one in rows if not one.state.observer],
        "observers": [state_json(one) for one in rows if one.state.observer],
    }


def state_json(one: Standing) -> dict[str, Any]:
    """One State: its position (`unknown` where nothing is recorded), roles and last contact."""
    return {
        "state": one.state.code,
        "name": one.state.name,
        "group": one.state.group or None,
        "position": one.position,
        "evidence": one.evidence,
        "roles": [{"role": role.role, "session": role.session} for role in one.roles],
        "on": one.on.text if one.on is not None else None,
        "last_contact": one.last_contact.on if one.last_contact is not None else None,
    }


# --- outlook


def outlook_json(
    state: CampaignState,
    standings: Sequence[Standing],
    found: Outlook,
    discount: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """What the positions add up to; each range is [fewest, most]."""
    consensus, said = found.consensus, sponsoring(standings, state.session)
    return {
        "campaign": state.campaign,
        "as_of": state.as_of.isoformat(),
        "known_at": state.known_at,
        "session": state.session,
        "members": len(found.stances),
        "known": found.known,
        "counts": dict(found.counts),
        "by_group": {group: dict(found.by_group[group]) for group in found.by_group},
        "blockers": [_blocker(one) for one in blockers(standings)],
        "sponsors": {
            "signatories": said.signatories,
            "original_sponsors": said.original,
            "sponsors": said.all,
            "by_group": dict(consensus.sponsors),
            "groups_without": list(consensus.without_sponsor),
        },
        "never_asked": _codes(consensus.never_asked),
        "hearsay": {position: _codes(stances) for position, stances in found.weak.items() if stances},
        "ungraded": _codes(found.ungraded),
        "vote": _vote(found.vote),
        "discount": dict(discount or {}),
        "discounted": _vote(found.discounted) if found.discounted is not None else None,
        "rules": [
            {"about": key, "text": basis.text, "url": basis.url, "verified": basis.verified}
            for key, basis in SOURCES.items()
        ],
    }


def _blocker(one: Standing) -> dict[str, Any]:
    said = one.said
    return {
        **state_json(one),
        "said": said.note if said is not None else None,
        "entry": said.id if said is not None else None,
    }


def _codes(stances: Iterable[Stance]) -> list[str]:
    return [stance.state for stance in stances]


def _range(found: Range) -> list[int]:
    return [found.low, found.high]


def _vote(vote: Vote) -> dict[str, Any]:
    names = ("yes", "no", "voting", "not_voting", "absent", "present")
    return {
        **{name: _range(getattr(vote, name)) for name in names},
        "quorum": vote.quorum,
        "decides": vote.decides,
        "simple_majority": _majority(vote.simple),
        "two_thirds": _majority(vote.two_thirds),
    }


def _majority(found: Majority) -> dict[str, Any]:
    return {
        "needed": _range(found.needed),
        "more": _range(found.more),
        "verdict": found.verdict,
        "spare": found.spare,
    }


# --- the pages


def state_page_json(
    one: Standing,
    missing: Sequence[str],
    contacts: Iterable[Entry],
    todos: Iterable[Todo],
    more: bool,
    entry: AsData,
) -> dict[str, Any]:
    """A State with its history, its last contacts (`more`: there are earlier ones) and its to-dos."""
    return {
        "kind": "state",
        **state_json(one),
        "note": one.state.note or None,
        "was": one.was,
        "implied": one.implied,
        "shown_as": shown_as(one, None),
        "missing": list(missing),
        "todos": [todo_json(todo) for todo in todos],
        "contacts": [entry(e) for e in contacts],
        "earlier_contacts": more,
        "history": [entry(e) for e in reversed(one.history)],
    }


def mission_page_json(mission: Mission, todos: Iterable[Todo], entry: AsData) -> dict[str, Any]:
    """A mission with its contacts, newest first, and its to-dos."""
    return {
        "kind": "mission",
        **mission_json(mission),
        "travellers": mission.travellers,
        "states_met": list(mission.states_met),
        "todos": [todo_json(todo) for todo in todos],
        "contacts": [entry(e) for e in reversed(mission.contacts)],
        "entry": mission.said.id,
    }


def mission_json(mission: Mission) -> dict[str, Any]:
    """A mission: where, on what occasion, when."""
    return {
        "mission": mission.key,
        "place": mission.place,
        "occasion": mission.occasion,
        "on": mission.on.text,
        "until": mission.until.text if mission.until is not None else None,
    }


def todo_json(todo: Todo) -> dict[str, Any]:
    """A to-do: what, for what, by when, whose, and whether it is done; `days_late` is 0 where it is not."""
    entry = todo.entry
    return {
        "id": entry.id,
        "short": entry.short,
        "todo": entry.note,
        "for": entry.subject,
        "due": todo.due.text if todo.due is not None else None,
        "owner": todo.owner,
        "done": todo.done.text if todo.done is not None else None,
        "days_late": todo.late_days,
        "about": entry.about,
    }


# --- beside the status


def summary(found: Outreach, session: int | None) -> dict[str, Any]:
    """What `status` says of the outreach: Members by position and by role, missions, open to-dos."""
    said, by_position = sponsoring(found.standings, session), counts(found.standings)
    if not found.standings:
        by_position[UNKNOWN] = sum(group.size for group in GROUPS.values())
    return {
        "positions": {
            **by_position,
            "signatories": said.signatories,
            "original_sponsors": said.original,
            "sponsors": said.all,
        },
        "missions": [mission_json(mission) for mission in found.missions],
        "todos": [todo_json(todo) for todo in found.open],
    }


def recorded_states(found: Outreach) -> list[dict[str, Any]]:
    """The States, observers too, of which anything is on record."""
    return [state_json(one) for one in found.standings if recorded(one)]
