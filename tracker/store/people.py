"""What is read of positions, roles, contacts and missions: as few rows as the answer needs.

With 20,000 contacts in the file, the board of all States reads one contact of each State. Each function gives
entries with their texts; the caller knows which of them still stand. What replaces anything is read by
`Reads.bearing`, and so are to-dos and missions (by their kinds).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from tracker.core.entry import Entry
from tracker.store.reads import END, ENTRY, Reads
from tracker.store.schema import MISSION, SPEAKS

#: Without statistics SQLite takes any index that begins with the campaign: it is told which.
SAID = (
    f"{ENTRY} INDEXED BY entry_speaks WHERE campaign = ? AND {SPEAKS}"
    " AND last_day <= ? AND arrived_at <= ? ORDER BY id"
)
_NEWEST = (
    "SELECT n FROM entry INDEXED BY entry_contact WHERE campaign = ? AND subject = {subject}"
    " AND kind = 'contact' AND last_day <= ? AND arrived_at <= ?{besides}"
    " ORDER BY last_day DESC, id DESC LIMIT ?"
)
LAST_CONTACTS = (
    f"{ENTRY} WHERE n IN (SELECT newest.n FROM json_each(?) AS wanted, entry AS newest WHERE newest.n IN"
    f" ({_NEWEST.format(subject='wanted.value', besides=' AND id NOT IN (SELECT value FROM json_each(?))')}))"
)
CONTACTS = f"{ENTRY} WHERE n IN ({_NEWEST.format(subject='?', besides='')})"
ON_MISSION = (
    f"{ENTRY} INDEXED BY entry_mission WHERE campaign = ? AND {MISSION} = ? AND {MISSION} <> ''"
    f" AND last_day <= ? AND arrived_at <= ? ORDER BY last_day DESC, id DESC LIMIT ?"
)
ON_MISSIONS = (
    f"{ENTRY} INDEXED BY entry_mission WHERE campaign = ? AND {MISSION} <> ''"
    " AND last_day <= ? AND arrived_at <= ?"
)
PARTNERS = (
    "SELECT DISTINCT subject FROM entry INDEXED BY entry_contact WHERE campaign = ? AND kind = 'contact'"
)


def said(
    journal: Reads, campaign: str, *, as_of: date, known_at: str | None = None, texts: bool = True
) -> list[Entry]:
    """Every position and role in force by a day, also those heard in a contact, by id; `texts`: with them."""
    rows = journal.rows(SAID, (campaign, as_of.isoformat(), known_at or END))
    return journal.entries(rows, attached=texts)


def last_contacts(
    journal: Reads,
    campaign: str,
    subjects: Iterable[str],
    *,
    as_of: date,
    known_at: str | None = None,
    without: Iterable[str] = (),
) -> list[Entry]:
    """The last contact with each subject by a day, `without` those of some ids (what was taken back)."""
    values = (
        json.dumps(list(subjects)),
        campaign,
        as_of.isoformat(),
        known_at or END,
        json.dumps(list(without)),
        1,
    )
    return journal.entries(journal.rows(LAST_CONTACTS, values))


def contacts(
    journal: Reads, campaign: str, subject: str, *, as_of: date, known_at: str | None = None, limit: int
) -> list[Entry]:
    """The newest contacts with a State or a partner by a day, newest first."""
    values = (campaign, subject, as_of.isoformat(), known_at or END, limit)
    return sorted(journal.entries(journal.rows(CONTACTS, values)), key=_order, reverse=True)


def on_mission(
    journal: Reads,
    campaign: str,
    mission: str,
    *,
    as_of: date,
    known_at: str | None = None,
    limit: int = -1,
) -> list[Entry]:
    """The newest contacts of a mission by a day, newest first; all of them without a `limit`."""
    values = (campaign, mission, as_of.isoformat(), known_at or END, limit)
    return journal.entries(journal.rows(ON_MISSION, values))


def on_missions(journal: Reads, campaign: str, *, as_of: date, known_at: str | None = None) -> list[Entry]:
    """The contacts of all missions by a day."""
    return journal.entries(journal.rows(ON_MISSIONS, (campaign, as_of.isoformat(), known_at or END)))


def partners(journal: Reads, campaign: str) -> list[str]:
    """Every State (by its code) and every other partner with whom a contact is on record."""
    return [subject for (subject,) in journal.rows(PARTNERS, (campaign,)) if subject]


def _order(entry: Entry) -> tuple[date, str]:
    return (entry.last or date.min, entry.id)
