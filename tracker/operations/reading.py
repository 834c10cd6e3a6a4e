"""What is looked up beside the journal: a step's state, a session, the campaigns of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.core import when
from tracker.core.campaign import StepState
from tracker.core.entry import Entry
from tracker.core.errors import UserError
from tracker.core.sessions import Calendar, calendar
from tracker.core.text import find, quoted
from tracker.core.words import both, ordinal
from tracker.operations import clock, config, desk, holidays
from tracker.operations.desk import View, Where
from tracker.store.failures import NoDatabase

#: The calendar of a session that is looked up without any campaign.
DEFAULT_CALENDAR = "general-assembly"


class NotInSession(UserError):
    """A step that has no run in the session asked for."""


class NoSuchSession(UserError):
    """A word that is neither the number of a session nor a date."""

    exit_code = 2


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
    if found and found[0].step.per == "campaign":
        raise NotInSession(f"{key} happens once in a campaign, in no session: leave out --session.")
    sessions = both([ordinal(s.session) for s in found if s.session is not None])
    hint = f"it has one in the {sessions}" if sessions else "it has none yet"
    raise NotInSession(f"{key} has no run in the {ordinal(session)} session: {hint}.")


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
    days = view.schedule.calendar if view is not None else calendar(DEFAULT_CALENDAR, holidays=holidays.days)
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


def session_number(typed: str | None) -> int | None:
    """The number that a word is, `82` or `82nd`; None for anything else."""
    word = (typed or "").strip().lower()
    digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None


def _number(typed: str, days: Calendar, today: date) -> int:
    """The session that a word names, or that is in course on the date that it is: `2024` may be either."""
    number = session_number(typed)
    if number is not None and (number < 1000 or days.first <= number <= days.last or number in days.moved):
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


def campaigns(where: Where, *, as_of: str | None = None, known_on: str | None = None) -> list[Campaign]:
    """Every campaign of the file (or the one named) of which something was known by then.

    Raises NoDatabase, NoCampaign.
    """
    day, known_at = desk.instants(as_of, known_on, clock.now())
    wanted, _ = config.campaign(where.campaign)
    result: list[Campaign] = []
    with desk.reading(where) as journal:
        keys = [first.campaign for first in journal.campaigns()]
        if where.campaign is not None:
            keys = [desk.choose(journal, where)]
        for key in keys:
            try:
                view = desk.view(journal, key, day, known_at)
            except desk.NothingKnown:
                continue
            last = next(journal.history(key, limit=1, known_at=known_at))
            result.append(Campaign(view, last, key == wanted or len(keys) == 1))
    return result
