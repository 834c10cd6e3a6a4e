"""The journal: dated entries, only ever added to. Everything that anyone sees is computed from it.

with Journal.open(path, write=True) as journal, journal.transaction():
    ...read and check...
    kept = journal.append(drafts, now)
# only here is it kept
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.core import ids
from tracker.core.entry import TEXTS, Entry, from_body, to_body
from tracker.core.process import Process, to_json
from tracker.store import streams
from tracker.store.database import create as create_file
from tracker.store.reads import Reads

if TYPE_CHECKING:
    from tracker.core.record import Record
    from tracker.store.union import Loaded

INSERT = (
    "INSERT INTO entry (arrived_at, origin, visibility, seq, id, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
INSERT_TEXT = "INSERT INTO text (id, field, salt, content) VALUES (?, ?, ?, ?)"
LARGEST = "SELECT max(id) FROM entry"
TAIL_TAKEN = "SELECT 1 FROM entry WHERE substr(id, -5) = ?"
HEAD = "SELECT seq, hash FROM entry WHERE origin = ? AND visibility = ? ORDER BY seq DESC LIMIT 1"
OWN_ORIGIN = "SELECT origin FROM origin WHERE place = ? AND campaign = ? ORDER BY minted_at DESC LIMIT 1"


class Journal(Reads):
    """A journal in its file."""

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, write: bool = False, create: bool = False, office: str = "desk"
    ) -> Journal:
        """The journal of a file; with `create`, one that is missing is made. `office` names its new streams.

        Opened without `write`, it writes nothing and makes no file. Raises NoDatabase, NotADatabase,
        NewerDatabase, ReadOnly, Busy or StorageError.
        """
        name = os.fspath(path)
        if create and not os.path.lexists(os.path.realpath(name)):
            create_file(name)
        return cls(name, write=write or create, office=office)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def append(self, drafts: Sequence[Entry], now: datetime) -> list[Entry]:
        """Add entries, in order, within a transaction; they are given back as they are stored.

        A draft has no id and no `arrived_at`. One without `recorded_at` is recorded `now` (aware); one that
        has it is recorded then, as a sample is on its own date. Raises BadText.
        """
        self._must_write()
        recorded_at = streams.instant(now)
        largest = self._one(LARGEST)
        kept: list[Entry] = []
        for draft in drafts:
            if draft.id:
                raise ValueError(f"{draft.id} is an entry already")
            moment = draft.recorded_at or recorded_at
            largest = self._mint(streams.millis(moment), largest)
            kept.append(self._write_entry(replace(draft, id=largest, recorded_at=moment)))
        return kept

    def _mint(self, now_ms: int, largest: str | None) -> str:
        """An id after the largest one, whose tail no other entry has: people type it."""
        while True:
            id = ids.new(now_ms, streams.random_bits(ids.RANDOM_BITS), largest)
            if self._one(TAIL_TAKEN, id[-5:]) is None:
                return id

    def _write_entry(self, entry: Entry) -> Entry:
        contents = {field: streams.clean(text) for field in TEXTS if (text := getattr(entry, field))}
        salts = {field: os.urandom(streams.SALT_BYTES) for field in contents}
        data = to_body(entry)
        if contents:
            data["texts"] = {field: streams.text_hash(salts[field], contents[field]) for field in contents}
        body = streams.canonical(data)
        origin = self._origin(entry)
        seq, previous = self.head(origin, entry.visibility)
        hash = streams.link(previous, body)
        values = (entry.recorded_at, origin, entry.visibility, seq + 1, entry.id, hash, body)
        self.insert(values)
        self.connection.executemany(
            INSERT_TEXT, [(entry.id, field, salts[field], contents[field]) for field in contents]
        )
        stored = from_body(json.loads(body), arrived_at=entry.recorded_at, visibility=entry.visibility)
        for field, content in contents.items():
            setattr(stored, field, content)
        return stored

    def insert(self, values: tuple[str, str, str, int, str, str, str]) -> None:
        """Store a line as it is, for `append` and `load`: its values in the order of INSERT."""
        self._must_write()
        self.connection.execute(INSERT, values)
        self._last_written = values[4]

    def head(self, origin: str, visibility: str) -> tuple[int, str]:
        """The number and the hash that the next entry of a stream follows."""
        found = self.connection.execute(HEAD, (origin, visibility)).fetchone()
        return (0, streams.stream(origin, visibility)) if found is None else (found[0], found[1])

    def _origin(self, entry: Entry) -> str:
        """This file's own origin for a campaign; a new one where the file was copied or moved."""
        found = self._one(OWN_ORIGIN, self.place, entry.campaign)
        if found is None:
            found = streams.mint_origin(self.office)
            values = (found, entry.campaign, self.place, entry.recorded_at)
            self.connection.execute("INSERT INTO origin VALUES (?, ?, ?, ?)", values)
        return found

    def _one(self, query: str, *values: object) -> str | None:
        """The first value of the first row, or None."""
        found = self.connection.execute(query, values).fetchone()
        return None if found is None else found[0]

    def add_process(self, process: Process) -> str:
        """Pin a process, within a transaction, if it is not there yet; its sha256."""
        self._must_write()
        sha256 = process.sha256
        if self._one("SELECT 1 FROM process WHERE sha256 = ?", sha256) is None:
            self.connection.execute("INSERT INTO process VALUES (?, ?)", (sha256, to_json(process)))
        return sha256

    def redact(self, wanted: Sequence[str]) -> int:
        """Blank every text of the entries of those ids, within a transaction; the number of texts blanked.

        What they said stays in older backups. `scrub` is to follow the commit.
        """
        self._must_write()
        self.connection.execute("PRAGMA secure_delete=ON")
        query = "UPDATE text SET salt = NULL, content = NULL WHERE id = ? AND content IS NOT NULL"
        return self.connection.executemany(query, [(id,) for id in wanted]).rowcount

    # What leaves the file and comes in: see tracker.store.union.

    def records(self, campaign: str) -> Iterator[Record]:
        """Every entry of a campaign as it leaves the file, in the order of ids."""
        from tracker.store import union

        return union.records(self, campaign)

    def load(self, records: Iterable[Record], processes: Iterable[Process], now: datetime) -> Loaded:
        """Take in another journal's records, within a transaction. Raises Conflict, BrokenJournal."""
        from tracker.store import union

        return union.load(self, records, processes, now)

    def heads(self, campaign: str) -> dict[tuple[str, str], tuple[int, str]]:
        """The last number and hash of each stream, by (origin, visibility)."""
        from tracker.store import chains

        return chains.heads(self, campaign)

    def verify(self, campaign: str) -> list[str]:
        """What is wrong with the chains of a campaign, one line each; empty where they are whole."""
        from tracker.store import chains

        return chains.verify(self, campaign)
