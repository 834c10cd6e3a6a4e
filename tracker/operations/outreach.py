"""Where the States stand, the missions and the to-dos, read for the screens: never all the contacts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.core import board
from tracker.core.campaign import CampaignState
from tracker.core.entry import Entry
from tracker.core.live import overruled
from tracker.core.missions import Mission, missions
from tracker.core.outreach import Outreach
from tracker.core.stances import Standing, speaks, stances
from tracker.core.states import State, States
from tracker.core.todos import Todo, todos
from tracker.operations import clock, desk, states
from tracker.operations.desk import View, Where
from tracker.store import people
from tracker.store.journal import Journal

#: The kinds that a view must have read for what is here.
KINDS = ("todo", "mission")

#: How many of the last contacts the page of a State or a mission shows.
LATEST = 12


# --- for the screens of a campaign


def read(journal: Journal, state: CampaignState, entries: list[Entry]) -> Outreach:
    """What `status` and the like say: positions, the last contact with those who could block, to-dos.

    `entries` are those that the state was computed from, `KINDS` among them. Contacts are read of the
    blockers alone, and none of the missions.
    """
    as_of, known_at = state.as_of, state.known_at
    found = Outreach(missions=missions(entries, as_of, known_at), todos=todos(entries, as_of, known_at))
    said = people.said(journal, state.campaign, as_of=as_of, known_at=known_at, texts=False)
    if not said:
        return found
    known = states.known()
    given = joined(entries, said)
    stand = stances(known, given, as_of, known_at)
    blocking = [one.state.code for one in board.blockers(stand.values())]
    if blocking:
        met = _last(journal, state, entries, blocking)
        stand = stances(known, joined(given, met), as_of, known_at)
    found.standings = tuple(stand.values())
    return found


def of_entries(state: CampaignState, entries: list[Entry]) -> Outreach:
    """The same of a whole journal, or of what an audience may read of it."""
    as_of, known_at = state.as_of, state.known_at
    found = Outreach(missions=missions(entries, as_of, known_at), todos=todos(entries, as_of, known_at))
    if any(speaks(e) or e.kind == "contact" for e in entries):
        found.standings = tuple(stances(states.known(), entries, as_of, known_at).values())
    return found


# --- for the board and the outlook


@dataclass(slots=True)
class Stands:
    """A view and where each State stands in it, observers included, in the order of the data file."""

    view: View
    standings: list[Standing]


def stands(
    where: Where, *, as_of: str | None = None, known_on: str | None = None, texts: bool = True
) -> Stands:
    """Where each State stands on a day: its position, roles and last contact; `texts`: with what was said.

    Raises NoDatabase, NoCampaign, NothingKnown, BadDate.
    """
    day, known_at = desk.instants(as_of, known_on, clock.now())
    with desk.reading(where) as journal:
        view = desk.view(journal, desk.choose(journal, where), day, known_at)
        return Stands(view, list(_standings(journal, view, states.known(), texts).values()))


def _standings(journal: Journal, view: View, known: States, texts: bool) -> dict[str, Standing]:
    state = view.state
    said = people.said(journal, state.campaign, as_of=state.as_of, known_at=state.known_at, texts=texts)
    met = _last(journal, state, view.entries, known.by_code)
    return stances(known, joined(view.entries, said, met), state.as_of, state.known_at)


def _last(
    journal: Journal, state: CampaignState, entries: Iterable[Entry], subjects: Iterable[str]
) -> list[Entry]:
    """The last contact with each that still stands."""
    return people.last_contacts(
        journal,
        state.campaign,
        subjects,
        as_of=state.as_of,
        known_at=state.known_at,
        without=overruled(entries),
    )


def joined(*lists: Iterable[Entry]) -> list[Entry]:
    """Entries of several reads, each once."""
    return list({entry.id: entry for entries in lists for entry in entries}.values())


# --- for the pages of one State and one mission


@dataclass(slots=True)
class StateShown:
    """A State before a bilateral: where it stands, its last contacts (newest first), what is to be done."""

    view: View
    standing: Standing
    contacts: list[Entry]
    more: bool  # there are earlier contacts
    todos: list[Todo]


@dataclass(slots=True)
class MissionShown:
    """A mission with its contacts, those with States by their codes, and what is to be done."""

    view: View
    mission: Mission
    states: dict[str, State] = field(default_factory=dict)  # of those that were met
    todos: list[Todo] = field(default_factory=list)


def state_shown(journal: Journal, view: View, found: State, *, limit: int = LATEST) -> StateShown:
    """All that is needed to draw the page of a State."""
    state, over = view.state, overruled(view.entries)
    as_of, known_at = state.as_of, state.known_at
    said = people.said(journal, state.campaign, as_of=as_of, known_at=known_at)
    read = people.contacts(
        journal, state.campaign, found.code, as_of=as_of, known_at=known_at, limit=limit + 1 + len(over)
    )
    contacts = [e for e in read if e.id not in over]
    mine = [e for e in said if e.subject == found.code]
    given = joined(view.entries, mine, contacts[:1])
    stand = stances(States([found]), given, as_of, known_at)[found.code]
    ids = corrected(contacts, view.entries)
    about = [
        t
        for t in todos(view.entries, as_of, known_at)
        if t.entry.subject == found.code or t.entry.about in ids
    ]
    return StateShown(view, stand, contacts[:limit], len(contacts) > limit, about)


def mission_shown(journal: Journal, view: View, key: str) -> MissionShown:
    """All that is needed to draw the page of a mission on record; raises KeyError for another."""
    state = view.state
    as_of, known_at = state.as_of, state.known_at
    met = people.on_mission(journal, state.campaign, key, as_of=as_of, known_at=known_at)
    known = states.known().by_code if met else {}
    found = {m.key: m for m in missions(joined(view.entries, met), as_of, known_at, known)}[key]
    ids = corrected(found.contacts, view.entries)
    about = [
        t for t in todos(view.entries, as_of, known_at) if t.entry.subject == key or t.entry.about in ids
    ]
    met_states = {code: known[code] for code in found.states_met if code in known}
    return MissionShown(view, found, met_states, about)


def corrected(contacts: Iterable[Entry], entries: Iterable[Entry]) -> set[str]:
    """The ids of contacts, and of all that they correct: a to-do names the contact as it was first told."""
    above = {e.id: e.replaces for e in entries if e.replaces}
    ids: set[str] = set()
    for contact in contacts:
        id: str | None = contact.id
        while id is not None and id not in ids:
            ids.add(id)
            id = above.get(id)
    return ids
