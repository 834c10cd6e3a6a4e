"""What is recorded: the journal, and everything about one step, State, mission, entry or mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from tracker.core import when
from tracker.core.campaign import Mark
from tracker.core.entry import Entry
from tracker.core.errors import UserError
from tracker.core.fold import Names
from tracker.core.live import known, overruled
from tracker.core.missions import Mission, missions
from tracker.core.process import Step
from tracker.core.states import State, UnknownState, fold
from tracker.core.text import Unknown, find, quoted
from tracker.operations import clock, desk, outreach, states
from tracker.operations.desk import View, Where
from tracker.operations.outreach import MissionShown, StateShown
from tracker.store.journal import Journal
from tracker.store.reads import UnknownEntry

#: The tail of an id; a shorter word is tried as the beginning of a step first.
TAIL = 5


#: What a word can name.
Thing = Step | State | Mission | Entry | Mark


class NoEntry(UserError):
    """A tail that no entry has, as far as was known by the instant looked at."""

    exit_code = 2


def local(instant: str) -> datetime:
    """The moment of a UTC instant in the reader's zone."""
    return datetime.fromisoformat(instant.replace("Z", "+00:00")).astimezone()


# --- history


@dataclass(slots=True)
class History:
    """Entries, newest first, how many more there are, and what became of those that no longer stand."""

    entries: list[Entry]
    more: int
    over: dict[str, Entry]
    view: View
    subject: str | None = None  # as the process in force calls it


def history(
    where: Where,
    subject: str | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    by: str | None = None,
    limit: int | None = None,
    as_of: str | None = None,
    known_on: str | None = None,
) -> History:
    """The journal, newest first. `since` and `until` are days of recording, or marks.

    With `as_of`, what happened later is left out; with `known_on`, what arrived later. `subject` is a step, a
    mark, a mission, a State, or an entry, with which comes what it replaced and what replaced it. Raises
    Unknown, NoCampaign.
    """
    now = clock.now()
    day, known_at = desk.instants(as_of, known_on, now)
    with desk.reading(where) as journal:
        campaign = desk.choose(journal, where)
        view = desk.view(journal, campaign, day, known_at, kinds=outreach.KINDS)
        over = overruled(view.entries)
        keep, name = _about(journal, view, subject)
        first = _moment(since, view, now.date(), end=False)
        last = _moment(until, view, now.date(), end=True)
        found = journal.history(campaign, since=first, until=last, by=by, known_at=known_at)
        if as_of is not None:
            found = (e for e in found if e.kind == "campaign" or e.last is None or e.last <= day)
        entries: list[Entry] = []
        more = 0
        for entry in found:
            if not keep(entry):
                continue
            if limit is None or len(entries) < limit:
                entries.append(entry)
            else:
                more += 1
        return History(entries, more, over, view, name)


def _moment(typed: str | None, view: View, today: date, *, end: bool) -> str | None:
    """The instant of a mark, else the beginning (the end) of a day in the reader's zone."""
    if typed is None:
        return None
    for mark in view.state.marks:
        if mark.key == typed:
            return mark.recorded_at
    day = when.parse(typed, today, future=True)
    return clock.end_of(day.last) if end else clock.instant(datetime.combine(day.first, time()).astimezone())


def _about(journal: Journal, view: View, subject: str | None) -> tuple[Callable[[Entry], bool], str | None]:
    """Whether an entry is about something, and the name of that."""
    if subject is None:
        return (lambda entry: True), None
    found = _resolve(journal, view, subject)
    if isinstance(found, Entry):
        chain = _chain(view.entries, found)
        return (lambda entry: entry.id in chain), f"#{found.short}"
    if isinstance(found, Mark):
        key = found.key
        return (lambda entry: entry.kind in ("mark", "retract") and entry.subject == key), key
    if isinstance(found, State):
        code = found.code
        return (lambda entry: entry.subject == code), found.name
    if isinstance(found, Mission):
        mission = found.key
        return (lambda entry: mission in (entry.mission, entry.subject)), mission
    names = Names(view.state.process, view.processes.values())
    return (lambda entry: names.key(entry.subject) == found.key), found.key


def _chain(entries: Sequence[Entry], start: Entry) -> set[str]:
    """The ids of an entry, of all that it replaced, and of all that replaced any of these."""
    ids = {start.id}
    size = 0
    while len(ids) != size:
        size = len(ids)
        ids |= {e.replaces for e in (*entries, start) if e.id in ids and e.replaces}
        ids |= {e.id for e in entries if e.replaces in ids}
    return ids


def _resolve(journal: Journal, view: View, typed: str) -> Thing:
    """What a word names: a step, mark, mission or State of that name, else an entry, else what begins so.

    A word shorter than a tail, without `#`, is tried as a beginning before it is tried as an entry. Raises
    Unknown, Ambiguous, AmbiguousState, AmbiguousEntry.
    """
    process = view.state.process
    marks = {mark.key: mark for mark in view.state.marks}
    journeys = {m.key: m for m in missions(view.entries, view.state.as_of, view.state.known_at)}
    names = Names(process, view.processes.values())
    step = process.step(names.key(typed) or "")
    if step is not None:
        return step
    found = marks.get(typed) or journeys.get(typed)
    if found is not None:
        return found
    keys = [*(s.key for s in process.steps), *marks, *journeys]
    begins = any(key.casefold().startswith(typed.strip().casefold()) for key in keys)
    state = None if typed.startswith("#") else _state(typed, begins)
    if state is not None:
        return state
    if typed.startswith("#") or len(typed) >= TAIL or not begins:
        entry = _entry(journal, view, typed)
        if entry is not None:
            return entry
    if typed.startswith("#"):
        then = "" if view.state.known_at is None else " known by then"
        raise NoEntry(f"There is no entry {quoted(typed)}{then}: tracker history lists them.")
    if not begins and states.known().matches(typed):
        return states.known().find(typed)
    key = _key(typed, keys)
    return marks.get(key) or journeys.get(key) or _step(view, key)


def _state(typed: str, begins: bool) -> State | None:
    """The State of that code or whole name; a code in small letters that begins a key is none."""
    known, word = states.known(), typed.strip()
    if word.upper() in known.by_code:
        return None if begins and word != word.upper() else known.by_code[word.upper()]
    matches = known.matches(word)
    return matches[0] if len(matches) == 1 and fold(word) in map(fold, matches[0].names.values()) else None


def _key(typed: str, keys: Sequence[str]) -> str:
    """The key that begins so; raises Unknown, Ambiguous, naming the nearest of keys and States."""
    what = "step, mark, mission, State or entry"
    try:
        return find(typed, keys, what=what)
    except Unknown as unknown:
        if unknown.nearest is not None:
            raise
    try:
        nearest = states.known().find(typed).name
    except UnknownState as other:
        nearest = other.nearest or ""
    raise Unknown(typed, nearest or None, what, keys)


def _entry(journal: Journal, view: View, typed: str) -> Entry | None:
    """The entry of that tail, if it had arrived by the instant looked at."""
    try:
        entry = journal.find(typed, view.state.campaign)
    except UnknownEntry:
        return None
    known_at = view.state.known_at
    return entry if known_at is None or entry.arrived_at <= known_at else None


def _step(view: View, key: str) -> Step:
    step = view.state.process.step(key)
    assert step is not None
    return step


# --- show


@dataclass(slots=True)
class Shown:
    """One thing of the journal, and every entry about it, oldest first."""

    view: View
    thing: Step | Entry | Mark
    entries: list[Entry]
    over: dict[str, Entry]


def show(
    where: Where, typed: str, *, as_of: str | None = None, known_on: str | None = None
) -> Shown | StateShown | MissionShown:
    """What is recorded about a step, a State, a mission, a mark, or an entry, without reading all the rest.

    Raises Unknown, Ambiguous, NoCampaign.
    """
    day, known_at = desk.instants(as_of, known_on, clock.now())
    with desk.reading(where) as journal:
        campaign = desk.choose(journal, where)
        view = desk.view(journal, campaign, day, known_at, kinds=outreach.KINDS)
        thing = _resolve(journal, view, typed)
        if isinstance(thing, State):
            return outreach.state_shown(journal, view, thing)
        if isinstance(thing, Mission):
            return outreach.mission_shown(journal, view, thing.key)
        return Shown(view, thing, _entries(journal, view, thing), overruled(view.entries))


def _entries(journal: Journal, view: View, thing: Step | Entry | Mark) -> list[Entry]:
    """Every entry about a step, a mark or an entry, oldest first."""
    campaign, known_at = view.state.campaign, view.state.known_at
    if isinstance(thing, Entry):
        here = {entry.id: entry for entry in (*view.entries, thing)}
        ids = _chain(view.entries, thing)
        return known([here.get(id) or journal.find(id, campaign) for id in ids], known_at)
    keep, _ = _about(journal, view, thing.key)
    subjects = {thing.key}
    if isinstance(thing, Step):
        names = Names(view.state.process, view.processes.values())
        keys = (key for p in view.processes.values() for s in p.steps for key in (s.key, s.was) if key)
        subjects |= {key for key in keys if names.key(key) == thing.key}
    found = (e for s in subjects for e in journal.history(campaign, subject=s, known_at=known_at))
    return [entry for entry in known(found, known_at) if keep(entry)]
