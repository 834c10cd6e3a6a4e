"""A campaign leaving the file, and coming into another: the union of two journals, by id.

Into a file that does not know the campaign it comes as it is. Into one that does, what is new arrives now;
the same id with other content stops it. A text blanked on one side is blanked on both where an entry says
that it was redacted, else it is filled again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tracker.core import ids
from tracker.core.entry import BODY_FIELDS, from_body
from tracker.core.errors import UserError
from tracker.core.process import Process
from tracker.core.record import Record
from tracker.store import chains, streams
from tracker.store.failures import BrokenJournal, Conflict

if TYPE_CHECKING:
    from tracker.store.journal import Journal

_CHUNK = 500

RECORDS = (
    "SELECT id, origin, visibility, seq, hash, nullif(arrived_at, recorded_at), body FROM entry"
    " WHERE campaign = ? AND id > ? ORDER BY id LIMIT ?"
)
_TEXTS = "SELECT id, field, salt, content FROM text WHERE id IN (SELECT value FROM json_each(?))"
_LOCAL = "SELECT origin, visibility, seq, hash, body FROM entry WHERE id = ?"
_OWNER = "SELECT campaign FROM entry WHERE origin = ? AND visibility = ? AND seq = ?"
_KNOWN = "SELECT 1 FROM entry WHERE campaign = ? LIMIT 1"
_FILL = "UPDATE text SET salt = ?, content = ? WHERE id = ? AND field = ? AND content IS NULL"
_BLANK = """
UPDATE text SET salt = NULL, content = NULL WHERE content IS NOT NULL AND id IN (
  SELECT victim.id FROM entry AS redaction, json_each(redaction.body, '$.redacts') AS named
  JOIN entry AS victim ON victim.id = named.value
  WHERE redaction.campaign = ? AND redaction.kind = 'redact' AND victim.campaign = redaction.campaign)
"""

_INTEGERS = frozenset(("session", "to_session", "target"))
_LISTS = frozenset(("refs", "redacts", "roles"))
_REQUIRED = ("id", "campaign", "kind", "recorded_at", "recorded_by")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a load: entries that are new, entries known already, texts blanked (then `scrub`)."""

    added: int
    known: int
    blanked: int


def records(journal: Journal, campaign: str) -> Iterator[Record]:
    """Every entry of a campaign, by id. Nothing is locked while the caller works on what it got."""
    last, rows = "", journal.rows(RECORDS, (campaign, "", _CHUNK))
    while rows:
        texts: dict[str, dict[str, tuple[str, str] | None]] = {}
        for id, name, salt, content in journal.rows(_TEXTS, (json.dumps([row[0] for row in rows]),)):
            texts.setdefault(id, {})[name] = None if content is None else (salt.hex(), content)
        for id, origin, visibility, seq, hash, arrived_at, body in rows:
            yield Record(origin, visibility, seq, hash, arrived_at, body, texts.get(id, {}))
        last = rows[-1][0]
        rows = journal.rows(RECORDS, (campaign, last, _CHUNK))


def load(journal: Journal, records: Iterable[Record], processes: Iterable[Process], now: datetime) -> Loaded:
    """Take records into a journal, within a transaction that any error undoes.

    Raises Conflict where the two say different things, BrokenJournal where what comes is not whole.
    """
    for process in processes:
        journal.add_process(process)
    load = _Load(journal, streams.instant(now))
    for record in records:
        load.take(record)
    return load.end()


class _Load:
    """One load: what is known of the campaigns and streams that it touches."""

    def __init__(self, journal: Journal, arrival: str) -> None:
        self.journal = journal
        self.execute = journal.connection.execute
        self.arrival = arrival
        self.added = self.known = 0
        self.campaigns: dict[str, bool] = {}  # whether the file knew it before
        self.heads: dict[tuple[str, str], tuple[str, int, str]] = {}  # campaign, last number, its hash
        self.processes: set[str] = set()

    def take(self, record: Record) -> None:
        body = _read(record)
        id, campaign = body["id"], body["campaign"]
        if campaign not in self.campaigns:
            self.campaigns[campaign] = self.execute(_KNOWN, (campaign,)).fetchone() is not None
        local = self.execute(_LOCAL, (id,)).fetchone()
        if local is None:
            self._add(record, body)
        elif local == (record.origin, record.visibility, record.seq, record.hash, record.body):
            self.known += 1
        else:
            raise Conflict(f"#{id[-5:]} says one thing here and another there; nothing was imported")
        self._take_texts(record, body, new=local is None)

    def _add(self, record: Record, body: dict[str, Any]) -> None:
        id, stream = body["id"], (record.origin, record.visibility)
        if stream not in self.heads:
            seq, previous = self.journal.head(*stream)
            owner = self.execute(_OWNER, (*stream, seq)).fetchone()
            self.heads[stream] = (owner[0] if owner else body["campaign"], seq, previous)
        if "process" in body:
            self.processes.add(body["process"])
        known = self.campaigns[body["campaign"]]
        arrived_at = self.arrival if known else record.arrived_at or body["recorded_at"]
        try:
            self.journal.insert((arrived_at, *stream, record.seq, id, record.hash, record.body))
        except sqlite3.IntegrityError as error:
            if "there already" in str(error):
                taken = f"two entries are number {record.seq} of {streams.stream(*stream)}"
                raise Conflict(f"{taken}, one of them #{id[-5:]}; nothing was imported") from error
            raise _broken(id, "is not as a journal writes it") from error
        self.added += 1

    def _take_texts(self, record: Record, body: dict[str, Any], *, new: bool) -> None:
        id, hashes = body["id"], body.get("texts", {})
        if not record.texts.keys() <= hashes.keys():
            raise _broken(id, "has a text that it does not name")
        for name, hash in hashes.items():
            salt, content = _text(id, name, record.texts.get(name), hash)
            if new:
                self.execute("INSERT INTO text VALUES (?, ?, ?, ?)", (id, name, salt, content))
            elif content is not None:
                self.execute(_FILL, (salt, content, id, name))

    def end(self) -> Loaded:
        for (origin, visibility), (campaign, seq, previous) in self.heads.items():
            for problem in chains.broken_links(self.journal, origin, visibility, campaign, seq, previous):
                raise BrokenJournal(f"{problem}; nothing was imported")
        for sha256 in sorted(self.processes):
            if self.execute("SELECT 1 FROM process WHERE sha256 = ?", (sha256,)).fetchone() is None:
                raise BrokenJournal(f"the process {sha256[:12]} is named and not there; nothing was imported")
        self.execute("PRAGMA secure_delete=ON")
        blanked = sum(self.execute(_BLANK, (campaign,)).rowcount for campaign in self.campaigns)
        return Loaded(self.added, self.known, blanked)


def _read(record: Record) -> dict[str, Any]:
    """The body of a record. Raises BrokenJournal where it is not one that a journal could have written."""
    try:
        body = json.loads(record.body)
        if not isinstance(body, dict) or streams.canonical(body) != record.body:
            raise ValueError("not canonical")
        if not all(_fits(key, body[key]) for key in BODY_FIELDS.values() if key in body):
            raise ValueError("a value of another type")
        if not all(body.get(key) for key in _REQUIRED) or not ids.valid(body["id"]):
            raise ValueError("a field is missing")
        streams.millis(body["recorded_at"])
        texts = body.get("texts", {})
        if not isinstance(texts, dict) or not all(isinstance(hash, str) for hash in texts.values()):
            raise ValueError("texts without hashes")
        from_body(body, arrived_at=body["recorded_at"], visibility=record.visibility)
    except (ValueError, TypeError, RecursionError, UserError) as error:
        raise BrokenJournal(
            f"entry {record.seq} of {streams.stream(record.origin, record.visibility)} "
            f"is not as a journal writes it ({error}); nothing was imported"
        ) from error
    return body


def _fits(key: str, value: Any) -> bool:
    """Whether a field has the type of its field in Entry."""
    if key in _INTEGERS:
        return type(value) is int
    if key in _LISTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, bool if key == "doubt" else str)


def _text(id: str, name: str, found: tuple[str, str] | None, hash: str) -> tuple[bytes | None, str | None]:
    """Salt and content of a text that comes in; both None where it was blanked."""
    if found is None:
        return None, None
    try:
        salt, content = bytes.fromhex(found[0]), found[1]
        whole = (
            len(salt) == streams.SALT_BYTES
            and streams.clean(content) == content
            and streams.text_hash(salt, content) == hash
        )
    except (ValueError, UserError):
        whole = False
    if not whole:
        raise _broken(id, f"has a {name} that is not as it was written")
    return salt, content


def _broken(id: str, what: str) -> BrokenJournal:
    return BrokenJournal(f"#{id[-5:]} {what}; nothing was imported")
