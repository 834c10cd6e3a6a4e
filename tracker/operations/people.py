"""What positions, contacts, missions and to-dos share: what may be said of each, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tracker.core import when
from tracker.core.campaign import CampaignState
from tracker.core.entry import Entry
from tracker.core.live import overruled
from tracker.core.missions import Mission, missions
from tracker.core.stances import Standing, stances
from tracker.core.states import State
from tracker.core.text import clean
from tracker.core.todos import Todo, todos
from tracker.operations import clock, desk, outreach, states
from tracker.operations.campaigns import entry
from tracker.operations.desk import View, Where
from tracker.operations.log import Empty, InFuture, text_of, visibility_of
from tracker.store import people as reads
from tracker.store.journal import Journal


@dataclass(slots=True)
class Common:
    """What may be said of any of these entries; texts are as typed."""

    note: str | None = None
    on: str | None = None
    source: str | None = None
    because: str | None = None
    refs: Sequence[str] = ()
    doubt: bool = False
    visibility: str | None = None
    by: str | None = None


@dataclass(slots=True)
class Recorded:
    """What was written, and where those whom it concerns stood before and stand now."""

    written: list[Entry]
    state: CampaignState
    before: dict[str, Standing] = field(default_factory=dict)  # of every State, by code
    after: dict[str, Standing] = field(default_factory=dict)
    todos: list[Todo] = field(default_factory=list)
    missions: list[Mission] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # the full name of each State concerned, by code


def day_of(typed: str | None, today: date, instead: str) -> when.When:
    """The date of what happened, bounded by the day of recording; the future is refused."""
    if typed is None:
        return when.day(today)
    found = when.bounded(when.parse(typed, today), today)
    if found.first > today:
        raise InFuture(f"{found.text} has not come yet: {instead}.")
    return found


def shared(common: Common) -> dict[str, Any]:
    """The fields of an entry that any of these may carry."""
    return {
        "note": text_of(common.note),
        "source": text_of(common.source),
        "because": text_of(common.because),
        "refs": tuple(clean(r).strip() for r in common.refs if clean(r).strip()),
        "doubt": common.doubt,
        "visibility": visibility_of(common.visibility),
    }


def recorded(
    journal: Journal,
    view: View,
    written: list[Entry],
    concerned: Iterable[State],
) -> Recorded:
    """The answer to what was written about some States."""
    names = {state.code: state.full() for state in concerned}
    found = Recorded(written, view.state, names=names)
    entries = [*view.entries, *written]
    found.todos = todos(entries, view.state.as_of, None)
    found.missions = missions(entries, view.state.as_of, None)
    if names:
        found.after = _standings(journal, view, written, names)
        found.before = _standings(journal, view, written, names, before=True)
    return found


def _standings(
    journal: Journal, view: View, written: list[Entry], codes: Iterable[str], *, before: bool = False
) -> dict[str, Standing]:
    """Where every State stands with what was written, or without it; contacts of those concerned alone."""
    state = view.state
    mine = {e.id for e in written}
    over = {*overruled(view.entries), *(mine if before else ())}
    said = reads.said(journal, state.campaign, as_of=state.as_of)
    met = reads.last_contacts(journal, state.campaign, codes, as_of=state.as_of, without=over)
    given = outreach.joined(view.entries, said, met, written)
    if before:
        given = [e for e in given if e.id not in mine]
    return stances(states.known(), given, state.as_of, None)


Compose = Callable[[View], list[Entry]]


def write(where: Where, compose: Compose, now: datetime) -> Recorded:
    """Append what `compose` makes of the view of today, with the missions and to-dos in it."""
    with desk.writing(where) as journal:
        campaign = desk.choose(journal, where)
        view = desk.view(journal, campaign, now.date(), None, outreach.KINDS)
        return recorded(journal, view, journal.append(compose(view), now), ())


@dataclass(slots=True)
class Now:
    """What is true now of what an entry was about: a State, or a to-do."""

    name: str | None = None  # of the State
    standing: Standing | None = None
    todo: Todo | None = None


def now_of(where: Where, about: Entry) -> Now:
    """Where the State of a position or contact stands now; a to-do as it is now."""
    with desk.reading(where) as journal:
        campaign = desk.choose(journal, where)
        view = desk.view(journal, campaign, clock.now().date(), None, outreach.KINDS)
        state = states.known().by_code.get(about.subject or "")
        if about.kind in ("position", "contact") and state is not None:
            found = _standings(journal, view, [], [state.code])[state.code]
            return Now(state.full(), found)
        ids = (about.id, about.closes)
        todo = next((t for t in todos(view.entries, view.state.as_of, None) if t.entry.id in ids), None)
        return Now(todo=todo)


def todo_entry(
    campaign: str,
    today: date,
    what: str,
    due: str | None,
    owner: str | None,
    common: Common,
    *,
    subject: str | None,
    about: str | None = None,
    on: when.When | None = None,
) -> Entry:
    """A to-do, decided today unless told otherwise. Raises Empty, BadDate, AmbiguousDate."""
    text = text_of(what)
    if text is None:
        raise Empty("Say what is to be done.")
    return entry(
        campaign,
        "todo",
        on or when.day(today),
        by=common.by,
        subject=subject,
        about=about,
        note=text,
        due=None if due is None else when.parse(due, today, future=True).text,
        owner=text_of(owner),
        visibility=visibility_of(common.visibility),
    )
