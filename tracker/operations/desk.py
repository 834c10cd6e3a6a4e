"""Where every operation begins: the file, the campaign in it, and its state."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tracker.core import when
from tracker.core.campaign import CampaignState
from tracker.core.entry import Entry
from tracker.core.errors import UserError
from tracker.core.process import Process
from tracker.core.schedule import Schedule, schedule
from tracker.core.state import state
from tracker.core.text import nearest, quoted
from tracker.operations import clock, config, holidays
from tracker.store.journal import Journal

#: Kinds that the state reads beside those that bear on a step.
STATE_KINDS = ("mark", "session")


class NoCampaign(UserError):
    """No campaign named, or one that this file does not hold."""


class NothingKnown(UserError):
    """A view of a day on which nothing had been recorded yet."""


@dataclass(slots=True)
class Where:
    """What every command may be told: the file and the campaign."""

    db: str | None = None
    campaign: str | None = None


@dataclass(slots=True)
class View:
    """A campaign as of a day, as known at an instant."""

    state: CampaignState
    schedule: Schedule
    today: date  # of the reader, whatever day is looked at
    entries: list[Entry] = field(default_factory=list)  # what the state was computed from
    processes: dict[str, Process] = field(default_factory=dict)


@contextmanager
def reading(where: Where) -> Iterator[Journal]:
    """The journal, opened to read."""
    with Journal.open(config.database(where.db)) as journal:
        yield journal


@contextmanager
def writing(where: Where, *, create: bool = False) -> Iterator[Journal]:
    """The journal, opened to write, in one transaction that ends with the block."""
    office = config.text(config.read(), "office") or "desk"
    path = config.database(where.db)
    made = create and not os.path.lexists(path)
    try:
        with Journal.open(path, write=True, create=create, office=office) as journal, journal.transaction():
            yield journal
    except UserError:
        if made:  # nothing was written: no empty file stays behind either
            for name in (path, f"{path}-journal"):
                if os.path.lexists(name):
                    os.unlink(name)
        raise


def choose(journal: Journal, where: Where) -> str:
    """The campaign meant: the one named, else the only one in the file; raises NoCampaign."""
    keys = [e.campaign for e in journal.campaigns()]
    said, must = config.campaign(where.campaign)
    if said in keys and said is not None:
        return said
    if said is not None and must:
        near = nearest(said, keys)
        hint = (
            f"did you mean {near}?" if near else f"there is {', '.join(keys) or 'none yet: tracker new KEY'}."
        )
        raise NoCampaign(f"No campaign {quoted(said)} in this file: {hint}")
    if not keys:
        raise NoCampaign("This file holds no campaign yet: tracker new KEY --organization NAME --session N.")
    if len(keys) > 1:
        raise NoCampaign(
            f"This file holds {', '.join(keys)}: say which with --campaign KEY, or tracker use KEY."
        )
    return keys[0]


def instants(as_of: str | None, known_on: str | None, now: datetime) -> tuple[date, str | None]:
    """(the day looked at, the instant up to which entries are known) of --as-of and --known-on.

    --known-on D alone is as of D and known at the end of D; both together: as of the one, known at the end
    of the other.
    """
    today = now.date()
    known = when.parse(known_on, today, future=True).last if known_on else None
    day = when.parse(as_of, today, future=True).last if as_of else (known or today)
    return day, clock.end_of(known) if known else None


def view(
    journal: Journal,
    campaign: str,
    as_of: date,
    known_at: str | None,
    kinds: Sequence[str] = (),
    *,
    notes: bool = False,
    outreach: bool = False,
) -> View:
    """The state of a campaign; raises NothingKnown for a day before anything was recorded.

    With `notes`, the last notes on each step come along for screens to quote; they change no state. With
    `outreach`, positions, missions and to-dos are read as well.
    """
    if outreach:
        from tracker.operations import outreach as reads

        kinds = (*kinds, *reads.KINDS)
    entries = journal.bearing(campaign, as_of=as_of, known_at=known_at, kinds=(*STATE_KINDS, *kinds))
    processes = journal.processes(campaign)
    if notes:
        keys = {key for p in processes.values() for s in p.steps for key in (s.key, s.was) if key}
        seen = {e.id for e in entries}
        quoted_notes = journal.latest_notes(campaign, sorted(keys), as_of=as_of, known_at=known_at)
        entries += [e for e in quoted_notes if e.id not in seen]
    found = state(processes, entries, as_of, known_at)
    if not found.campaign:
        first = next(e for e in journal.campaigns() if e.campaign == campaign)
        raise NothingKnown(
            f"Nothing of {campaign} was recorded by {known_at[:10] if known_at else as_of.isoformat()}: "
            f"recording began on {first.recorded_at[:10]}."
        )
    if outreach:
        found.outreach = reads.read(journal, found, entries)
    return View(found, schedule(found, holidays.days), clock.now().date(), entries, processes)


def look(where: Where, as_of: str | None = None, known_on: str | None = None, **options: Any) -> View:
    """The view that a reading command asks for."""
    day, known_at = instants(as_of, known_on, clock.now())
    with reading(where) as journal:
        return view(journal, choose(journal, where), day, known_at, **options)
