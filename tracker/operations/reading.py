"""What the reading commands look up: the journal, one thing in it, a session, the campaigns of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from tracker.core import when
from tracker.core.campaign import Mark, StepState
from tracker.core.entry import Entry
from tracker.core.errors import UserError
from tracker.core.fold import Names
from tracker.core.live import known, replacers, standing
from tracker.core.process import Step
from tracker.core.sessions import Calendar, calendar
from tracker.core.text import Unknown, find, nearest, quoted
from tracker.core.words import both, ordinal
from tracker.operations import clock, config, desk
from tracker.operations.desk import View, Where
from tracker.store.failures import NoDatabase
from tracker.store.journal import Journal
from tracker.store.reads import UnknownEntry

#: The tail of an id; a shorter word is tried as the beginning of a step first.
TAIL = 5

#: The calendar of a session that is looked up without any campaign.
DEFAULT_CALENDAR = "general-assembly"


class NotInSession(UserError):
    """A step that has no run in the session asked for."""


class NoSuchSession(UserError):
    """A word that is neither the number of a session nor a date."""

    exit_code = 2


def local(instant: str) -> datetime:
    """The moment of a UTC instant in the reader's zone."""
    return datetime.fromisoformat(instant.replace("Z", "+00:00")).astimezone()


# --- which of the entries stand


def overruled(entries: Iterable[Entry]) -> dict[str, Entry]:
    """By the id of each entry that no longer stands: the latest entry that corrected it or took it back.

    Only entries that replace another need to be given.
    """
    ordered = sorted((e for e in entries if e.replaces), key=lambda e: e.id)
    _, counts = standing(ordered)
    found = {}
    for id, over in replacers(ordered).items():
        counting = [entry for entry in over if entry.id in counts]
        if counting:
            found[id] = counting[-1]
    return found


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
    mark, or an entry, with which comes what it replaced and what replaced it. Raises Unknown, NoCampaign.
    """
    now = clock.now()
    day, known_at = desk.instants(as_of, known_on, now)
    with desk.reading(where) as journal:
        campaign = desk.choose(journal, where)
        view = desk.view(journal, campaign, day, known_at)
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


def _resolve(journal: Journal, view: View, typed: str) -> Step | Entry | Mark:
    """What a word names: a step or a mark of that name, else an entry, else what begins with it.

    A word shorter than a tail, without `#`, is tried as a beginning before it is tried as an entry. Raises
    Unknown, Ambiguous, AmbiguousEntry.
    """
    process = view.state.process
    marks = {mark.key: mark for mark in view.state.marks}
    names = Names(process, view.processes.values())
    step = process.step(names.key(typed) or "")
    if step is not None:
        return step
    if typed in marks:
        return marks[typed]
    keys = [s.key for s in process.steps] + list(marks)
    begins = any(key.casefold().startswith(typed.strip().casefold()) for key in keys)
    if typed.startswith("#") or len(typed) >= TAIL or not begins:
        entry = _entry(journal, view, typed)
        if entry is not None:
            return entry
    if typed.startswith("#"):
        raise Unknown(typed, None, "entry", [])
    key = find(typed, keys, what="step, mark or entry")
    return marks[key] if key in marks else _step(view, key)


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


def show(where: Where, typed: str, *, as_of: str | None = None, known_on: str | None = None) -> Shown:
    """Everything recorded about a step, a mark, or an entry. Raises Unknown, Ambiguous, NoCampaign."""
    day, known_at = desk.instants(as_of, known_on, clock.now())
    with desk.reading(where) as journal:
        campaign = desk.choose(journal, where)
        view = desk.view(journal, campaign, day, known_at)
        thing = _resolve(journal, view, typed)
        name = f"#{thing.id}" if isinstance(thing, Entry) else thing.key
        keep, _ = _about(journal, view, name)
        found = known(journal.history(campaign, newest_first=False, known_at=known_at), known_at)
        return Shown(view, thing, [e for e in found if keep(e)], overruled(found))


# --- one step, for `why`


def step_in(view: View, typed: str, session: int | None) -> StepState:
    """The state of a step: in a session, else in the current cycle or request, else in the last one.

    Raises Unknown, Ambiguous, NotInSession.
    """
    key = find(typed, [s.key for s in view.state.process.steps], what="step")
    found = [s for s in view.state.steps if s.step.key == key]
    if session is None:
        chosen = view.state.now(key) or (found[-1] if found else None)
        if chosen is None:
            raise NotInSession(f"{key} belongs to a session, and none is aimed at yet: tracker target N.")
        return chosen
    for item in found:
        if item.session == session:
            return item
    if _step(view, key).per == "campaign":
        raise NotInSession(f"{key} happens once in a campaign, in no session: leave out --session.")
    sessions = both([ordinal(s.session) for s in found if s.session is not None]) or "no session"
    raise NotInSession(
        f"Nothing on record gives {key} a run in the {ordinal(session)} session: it has {sessions}."
    )


# --- sessions


@dataclass(slots=True)
class SessionFound:
    """A session of a calendar; `entry` moved its opening, if one did."""

    number: int
    calendar: Calendar
    today: date
    entry: Entry | None = None


def session(
    where: Where, typed: str | None = None, *, as_of: str | None = None, known_on: str | None = None
) -> SessionFound:
    """The session of a number or in course on a date; without either the campaign's, else the one in course.

    Without a database, or in one without campaigns, the rule alone decides. Raises Unsourced, NoSuchSession.
    """
    now = clock.now()
    day, _ = desk.instants(as_of, known_on, now)
    view = _view_or_none(where, as_of, known_on)
    days = view.schedule.calendar if view is not None else calendar(DEFAULT_CALENDAR)
    if typed is not None:
        number = _number(typed, days, now.date())
    elif view is not None and view.state.session is not None:
        number = view.state.session
    else:
        number = days.in_course(day)
    moved = view.state.entries if view is not None and number in days.moved else []
    by = [e for e in moved if e.kind == "session" and e.session == number]
    return SessionFound(number, days, day, max(by, key=lambda e: (e.first or day, e.id)) if by else None)


def _view_or_none(where: Where, as_of: str | None, known_on: str | None) -> View | None:
    """The view of the campaign; None where there is no file, or none in it, and none was named."""
    try:
        with desk.reading(where) as journal:
            if not journal.campaigns() and where.campaign is None:
                return None
        return desk.look(where, as_of, known_on)
    except NoDatabase:
        if where.db is not None or where.campaign is not None:
            raise
        return None


def _number(typed: str, days: Calendar, today: date) -> int:
    """The session that a number names, `82` or `82nd`, or that is in course on a date."""
    word = typed.strip().lower()
    digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
    if digits.isascii() and digits.isdigit() and len(digits) < 6:
        number = int(digits)
        if len(digits) < 4 or days.first <= number <= days.last or number in days.moved:
            return number
    try:
        found = when.parse(typed, today, future=True)
    except when.BadDate:
        raise NoSuchSession(
            f"{quoted(typed)} is neither a session nor a date: tracker session 82, or 2027-09-14."
        ) from None
    return days.in_course(found.last)


# --- campaigns


@dataclass(slots=True)
class Campaign:
    """A campaign of the file: its view, its last entry, and whether it is the one that commands mean."""

    view: View
    last: Entry
    chosen: bool = False


@dataclass(slots=True)
class Campaigns:
    """The campaigns of a file, the oldest first, as of a day."""

    found: list[Campaign] = field(default_factory=list)
    path: str = ""


def campaigns(where: Where, *, as_of: str | None = None, known_on: str | None = None) -> Campaigns:
    """Every campaign of the file of which something was known by then. Raises NoDatabase, NoCampaign."""
    day, known_at = desk.instants(as_of, known_on, clock.now())
    wanted, must = config.campaign(where.campaign)
    result = Campaigns(path=config.database(where.db))
    with desk.reading(where) as journal:
        keys = [first.campaign for first in journal.campaigns()]
        if must and wanted is not None and wanted not in keys:
            near = nearest(wanted, keys)
            raise desk.NoCampaign(
                f"No campaign {quoted(wanted)} in this file" + (f": did you mean {near}?" if near else ".")
            )
        for key in keys:
            try:
                view = desk.view(journal, key, day, known_at)
            except desk.NothingKnown:
                continue
            last = next(journal.history(key, limit=1, known_at=known_at))
            result.found.append(Campaign(view, last, key == wanted or len(keys) == 1))
    return result
