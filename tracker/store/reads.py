"""What is read of a journal. SQL narrows what is read, it never decides which entry wins.

Every method that gives entries gives them with their texts, in one more query whatever their number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from tracker.core import ids
from tracker.core.entry import TEXTS, Entry, from_body
from tracker.core.errors import UserError
from tracker.core.process import Process, from_json
from tracker.store.database import Database
from tracker.store.failures import BrokenJournal
from tracker.store.schema import BEARS

ENTRY = "SELECT id, arrived_at, visibility, body FROM entry"
_CHUNK = 500
#: After every id and every instant.
END = "~"
_TAIL_MIN = 3
_NOTES = 3

CAMPAIGNS = f"{ENTRY} WHERE kind = 'campaign' ORDER BY id"
REPLACEMENTS = f"{ENTRY} WHERE replaces = ? ORDER BY id"
PROCESSES = (
    "SELECT sha256, definition FROM process WHERE sha256 IN"
    " (SELECT process FROM entry WHERE campaign = ? AND process IS NOT NULL)"
)
LATEST_NOTES = (
    f"{ENTRY} WHERE n IN (SELECT newest.n FROM json_each(?) AS wanted, entry AS newest WHERE newest.n IN"
    " (SELECT n FROM entry WHERE campaign = ? AND subject = wanted.value AND kind = 'note'"
    " AND last_day <= ? AND arrived_at <= ? ORDER BY id DESC LIMIT ?))"
)
BY_ID = f"{ENTRY} WHERE id = ?"
BY_TAIL = f"{ENTRY} WHERE substr(id, -5) = ?"
BY_END = f"{ENTRY} WHERE substr(id, -3) = ?"
_TEXTS = "SELECT id, field, content FROM text WHERE id IN (SELECT value FROM json_each(?))"


class UnknownEntry(UserError):
    """No entry has that id."""


class AmbiguousEntry(UserError):
    """Several entries end in what was typed."""


class Reads(Database):
    """The reads of a journal."""

    def bearing(
        self,
        campaign: str,
        *,
        as_of: date | None = None,
        known_at: str | None = None,
        kinds: Iterable[str] = (),
    ) -> list[Entry]:
        """Every entry that can matter, by id: those that bear on the state, and all of some kinds.

        `as_of` leaves out what cannot be in force by that day: what may have happened later, replaces nothing
        and is not of the kind `campaign`. `known_at` (an instant) leaves out what arrived after it.
        """
        query, values = bearing_query(campaign, as_of, known_at, kinds)
        return self.entries(sorted(self.rows(query, values)))

    def latest_notes(
        self, campaign: str, subjects: Iterable[str], *, as_of: date, known_at: str | None = None
    ) -> list[Entry]:
        """The last few notes on each subject, by id: they bear on nothing, but a screen may quote one.

        A few, because the caller knows which of them were taken back.
        """
        values = (json.dumps(list(subjects)), campaign, as_of.isoformat(), known_at or END, _NOTES)
        return self.entries(sorted(self.rows(LATEST_NOTES, values)))

    def history(
        self,
        campaign: str,
        *,
        newest_first: bool = True,
        limit: int | None = None,
        since: str | None = None,
        until: str | None = None,
        by: str | None = None,
        subject: str | None = None,
        known_at: str | None = None,
    ) -> Iterator[Entry]:
        """Every entry in the order of recording, replaced ones too, those recorded from `since` to `until`.

        The three instants are included. Nothing is locked while the caller works on what it got.
        """
        query, values = history_query(newest_first, campaign, since, until, by, subject, known_at)
        last = END if newest_first else ""
        while limit is None or limit > 0:
            count = _CHUNK if limit is None else min(limit, _CHUNK)
            rows = self.rows(query, [*values, last, count])
            yield from self.entries(rows)
            if len(rows) < count:
                return
            last = rows[-1][0]
            limit = None if limit is None else limit - count

    def by_author(self, author: str, campaign: str) -> Iterator[Entry]:
        """What somebody recorded in a campaign, newest first; the caller knows which of it is live."""
        return self.history(campaign, by=author)

    def campaigns(self) -> list[Entry]:
        """The first entry of each campaign, the oldest campaign first."""
        first: dict[str, Entry] = {}
        for entry in self.entries(self.rows(CAMPAIGNS)):
            first.setdefault(entry.campaign, entry)
        return list(first.values())

    def replacements_of(self, id: str) -> list[Entry]:
        """The entries that replace an entry, oldest first; the caller knows which of them are live."""
        return self.entries(self.rows(REPLACEMENTS, (id,)))

    def find(self, tail: str, campaign: str | None = None) -> Entry:
        """The entry whose id ends in what was typed: at least 3 characters, with or without `#`, in any case.

        Raises UnknownEntry, and AmbiguousEntry naming tails that are long enough.
        """
        wanted = ids.tail(tail)
        if len(wanted) < _TAIL_MIN:
            raise UnknownEntry(
                f"#{_short(wanted)} is too short: type at least {_TAIL_MIN} characters of the id"
            )
        found = [row for row in self._candidates(wanted) if row[0].endswith(wanted)]
        entries = [entry for entry in self.entries(found) if campaign in (None, entry.campaign)]
        if not entries:
            where = "" if campaign is None else f" in {campaign}"
            raise UnknownEntry(f"no entry #{_short(wanted)}{where}: `tracker history` lists them")
        if len(entries) > 1:
            longer = ", ".join(
                f"#{name}" for name in _longer([entry.id for entry in entries], len(wanted))[:5]
            )
            raise AmbiguousEntry(
                f"#{_short(wanted)} is the end of {len(entries)} entries: type one of {longer}"
            )
        return entries[0]

    def _candidates(self, wanted: str) -> list[tuple[Any, ...]]:
        if len(wanted) == ids.LENGTH:
            return self.rows(BY_ID, (wanted,))
        if len(wanted) >= 5:
            return self.rows(BY_TAIL, (wanted[-5:],))
        return self.rows(BY_END, (wanted[-3:],))

    def processes(self, campaign: str) -> dict[str, Process]:
        """The processes that entries of a campaign name, by sha256. Raises BrokenJournal."""
        try:
            return {sha256: from_json(text) for sha256, text in self.rows(PROCESSES, (campaign,))}
        except (ValueError, KeyError, TypeError) as error:
            raise BrokenJournal(f"the process of {campaign} in {self.path} cannot be read") from error

    def count(self, campaign: str | None = None) -> int:
        """The number of entries, of a campaign or of the whole file."""
        where, values = ("", ()) if campaign is None else (" WHERE campaign = ?", (campaign,))
        return int(self.rows(f"SELECT count(*) FROM entry{where}", values)[0][0])

    def entries(self, rows: Sequence[tuple[Any, ...]], *, attached: bool = True) -> list[Entry]:
        """Rows of `ENTRY` as entries with their texts, in the order of the rows. Raises BrokenJournal.

        Without `attached` the texts are left out: what nobody is to read need not be looked up.
        """
        entries: list[Entry] = []
        texts: dict[str, list[str]] = {}
        for id, arrived_at, visibility, text in rows:
            try:
                body = json.loads(text)
                entries.append(from_body(body, arrived_at=arrived_at, visibility=visibility))
                if "texts" in body:
                    texts[id] = list(body["texts"])
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                raise BrokenJournal(f"the entry #{id[-5:]} in {self.path} cannot be read") from error
        if texts and attached:
            self._attach(entries, texts)
        return entries

    def _attach(self, entries: list[Entry], texts: dict[str, list[str]]) -> None:
        found = {(id, field): content for id, field, content in self.rows(_TEXTS, (json.dumps([*texts]),))}
        for entry in entries:
            for field in texts.get(entry.id, ()):
                content = found.get((entry.id, field))
                if content is None:
                    entry.redacted = True
                elif field in TEXTS:
                    setattr(entry, field, content)


def bearing_query(
    campaign: str, as_of: date | None = None, known_at: str | None = None, kinds: Iterable[str] = ()
) -> tuple[str, list[Any]]:
    """The query for what can matter: what bears on the state, and what is of some kinds and does not."""
    wanted = dict.fromkeys(("campaign", *kinds))
    narrower, given = "", []
    if as_of is not None:
        narrower += " AND (last_day IS NULL OR last_day <= ? OR replaces <> '' OR kind = 'campaign')"
        given.append(as_of.isoformat())
    if known_at is not None:
        narrower += " AND arrived_at <= ?"
        given.append(known_at)
    # Without statistics SQLite takes any index that begins with the campaign: it is told which.
    bearing = f"{ENTRY} INDEXED BY entry_bearing WHERE campaign = ? AND {BEARS}{narrower}"
    besides = (
        f"{ENTRY} INDEXED BY entry_kind WHERE campaign = ? AND kind IN ({', '.join('?' * len(wanted))})"
        f" AND {BEARS} IS NOT TRUE{narrower}"
    )
    return f"{bearing} UNION ALL {besides}", [campaign, *given, campaign, *wanted, *given]


def history_query(
    newest_first: bool,
    campaign: str,
    since: str | None = None,
    until: str | None = None,
    by: str | None = None,
    subject: str | None = None,
    known_at: str | None = None,
) -> tuple[str, list[Any]]:
    """The query for one chunk of the history; it takes the last id seen and the chunk's size besides."""
    conditions = {
        "campaign = ?": campaign,
        "subject = ?": subject,
        "recorded_by = ?": by,
        "recorded_at >= ?": since,
        "recorded_at <= ?": until,
        "arrived_at <= ?": known_at,
    }
    given = {condition: value for condition, value in conditions.items() if value is not None}
    after, order = ("id < ?", "DESC") if newest_first else ("id > ?", "ASC")
    query = f"{ENTRY} WHERE {' AND '.join([*given, after])} ORDER BY id {order} LIMIT ?"
    return query, list(given.values())


def _longer(found: list[str], typed: int) -> list[str]:
    """The ends of some ids, each long enough to tell it from the others."""
    for length in range(max(typed + 1, 5), ids.LENGTH):
        if len({id[-length:] for id in found}) == len(found):
            return [id[-length:] for id in found]
    return found


def _short(typed: str) -> str:
    """What was typed, as far as it can be shown in one line."""
    kept = "".join(char for char in typed if char.isprintable())
    return kept if len(kept) <= ids.LENGTH else f"{kept[: ids.LENGTH]}..."
