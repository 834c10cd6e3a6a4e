"""Acts on the campaign as a whole: begin one, aim at a session, move an opening, set a mark."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from tracker.core import when
from tracker.core.campaign import CampaignState
from tracker.core.cycles import opening_or_none
from tracker.core.entry import Entry
from tracker.core.errors import UserError
from tracker.core.process import Process
from tracker.core.schedule import schedule
from tracker.core.sessions import Calendar, Unsourced, calendar
from tracker.core.state import state
from tracker.core.text import clean, quoted
from tracker.core.words import ordinal
from tracker.operations import clock, config, desk, holidays
from tracker.operations.desk import Where
from tracker.operations.log import day_of, text_of, visibility_of, write
from tracker.operations.receipt import Receipt

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class BadKey(UserError):
    """A key that cannot name a campaign or a mark."""

    exit_code = 2


class Exists(UserError):
    """A campaign of that key is there already."""


class NotMoved(UserError):
    """A change that would change nothing."""


def key_of(typed: str, what: str) -> str:
    """A key as it is stored: lower-case letters, digits and single hyphens, at most 40; raises BadKey."""
    key = typed.strip().lower()
    if len(key) > 40 or not _KEY.fullmatch(key):
        example = re.sub(r"[^a-z0-9]+", "-", key[:40]).strip("-") or "kaiciid"
        raise BadKey(
            f"{quoted(typed)} cannot name a {what}: use letters a-z, digits and hyphens, such as {example}."
        )
    return key


def new(
    where: Where,
    key: str,
    process: Process,
    *,
    organization: str,
    organ: str | None,
    session: int,
    by: str | None = None,
    on: str | None = None,
    because: str | None = None,
    source: str | None = None,
    visibility: str | None = None,
) -> Receipt:
    """Begin a campaign: pin the process in the database and write the first entry.

    A past session is accepted; one outside the sourced range raises Unsourced.
    """
    now = clock.now()
    key = key_of(key, "campaign")
    calendar(process.calendar).opening(session)
    name = clean(organization).strip()
    if not name:
        raise BadKey("The organization needs a name: --organization NAME.")
    moment = day_of(on, now.date())
    with desk.writing(where, create=True) as journal:
        if key in [e.campaign for e in journal.campaigns()]:
            raise Exists(
                f"There is a campaign {key} already: choose another key, or tracker status --campaign {key}."
            )
        first = entry(
            key,
            "campaign",
            moment,
            by=by,
            process=journal.add_process(process),
            target=session,
            organization=name,
            organ=text_of(organ),
            because=text_of(because),
            source=text_of(source),
            visibility=visibility_of(visibility),
        )
        written = journal.append([first], now)
        processes = journal.processes(key)
        found = schedule(state(processes, written, now.date(), None), holidays.days)
        return Receipt(written, found, found)


def entry(campaign: str, kind: str, on: when.When, *, by: str | None, **values: Any) -> Entry:
    """An entry that is still to be appended: the journal gives it its id and its instant."""
    return Entry(
        id="",
        campaign=campaign,
        kind=kind,
        recorded_at="",
        arrived_at="",
        recorded_by=config.author(by),
        on=on.text,
        first=on.first,
        last=on.last,
        **values,
    )


def _act(where: Where, kind: str, on: str | None, compose: Any, **common: Any) -> Receipt:
    """Append one entry about the campaign; `compose` gives its values from the state as it is."""
    now = clock.now()
    moment = day_of(on, now.date())
    by = common.pop("by", None)
    texts = {name: text_of(common.pop(name, None)) for name in ("because", "note", "source")}
    visibility = visibility_of(common.pop("visibility", None))
    with desk.writing(where) as journal:
        campaign = desk.choose(journal, where)

        def made(found: CampaignState) -> list[Entry]:
            values = compose(found) | texts | {"visibility": visibility} | common
            return [entry(campaign, kind, moment, by=by, **values)]

        return write(journal, campaign, now, made, anyway=True)


def target(where: Where, session: int, *, on: str | None = None, **common: Any) -> Receipt:
    """Aim at another session; a session outside the sourced range raises Unsourced."""

    def compose(found: CampaignState) -> dict[str, Any]:
        calendar(found.process.calendar, found.openings).opening(session)
        if session == found.target:
            raise NotMoved(
                f"{found.campaign} aims at the {ordinal(session)} session already: nothing was recorded."
            )
        return {"target": session}

    return _act(where, "target", on, compose, **common)


def move_opening(where: Where, session: int, opens: str, *, on: str | None = None, **common: Any) -> Receipt:
    """Say that a session opens on another day than its rule gives; `none` goes back to the rule."""
    today = clock.now().date()
    day: date | None = None
    if opens.strip().lower() != "none":
        found_day = when.parse(opens, today, future=True)
        day = found_day.day
        if day is None:
            raise NotMoved(f"An opening needs a day, and {found_day.text} is not one: --opens 2027-09-14.")

    def compose(found: CampaignState) -> dict[str, Any]:
        days = calendar(found.process.calendar, found.openings)
        if day is None and session not in found.openings:
            raise NotMoved(f"The {ordinal(session)} session opens by its rule already: nothing was recorded.")
        if session < 1:
            raise NotMoved(f"There is no session {session}: they are numbered from 1.")
        if day is not None and session not in days.moved and _by_rule(days, session) == day:
            raise NotMoved(
                f"The {ordinal(session)} session opens on that day by its rule: nothing was recorded."
            )
        if day is not None:
            _check_order(days, session, day)
        return {"session": session, "opens": "none" if day is None else day.isoformat()}

    return _act(where, "session", on, compose, **common)


def _check_order(days: Calendar, session: int, day: date) -> None:
    """Refuse an opening outside the years between the session before and the one after."""
    before, after = opening_or_none(days, session - 1), opening_or_none(days, session + 1)
    if (before is not None and day <= before) or (after is not None and day >= after):
        raise NotMoved(
            f"The {ordinal(session)} session cannot open on {day}: the one before opens "
            f"{before or 'unknown'}, the one after {after or 'unknown'}. Nothing was recorded."
        )


def _by_rule(days: Calendar, session: int) -> date | None:
    """The opening by the rule; None where no source gives one: then the decision alone counts."""
    try:
        return days.by_rule(session)
    except Unsourced:
        return None


def mark(where: Where, name: str, *, on: str | None = None, **common: Any) -> Receipt:
    """Name a moment: what was known then is what later reports compare with."""
    key = key_of(name, "mark")
    moment = day_of(on, clock.now().date())
    if moment.day is None:
        raise BadKey(f"A mark needs a day, and {moment.text} is not one: -o 2024-09-13.")
    return _act(where, "mark", on, lambda found: {"subject": key}, **common)


def use(where: Where, key: str) -> str:
    """Remember in the user's own config which campaign is meant; returns its key."""
    with desk.reading(where) as journal:
        chosen = desk.choose(journal, Where(where.db, key))
    config.write("campaign", chosen)
    return chosen
