"""What the tests of union share: journals that take from each other, and records that were forged."""

from __future__ import annotations

import dataclasses
import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from tracker.core.entry import Entry
from tracker.core.process import Process
from tracker.store import streams
from tracker.store.journal import Journal
from tracker.store.union import Loaded, Record


def append(journal: Journal, *drafts: Entry, now: datetime) -> list[Entry]:
    with journal.transaction():
        return journal.append(drafts, now)


def load(journal: Journal, records: list[Record], process: Process | None, now: datetime) -> Loaded:
    with journal.transaction():
        return journal.load(records, [process] if process else [], now)


def take(target: Journal, source: Journal, now: datetime) -> Loaded:
    with target.transaction():
        return target.load(source.records("kaiciid"), source.processes("kaiciid").values(), now)


def content(journal: Journal) -> list[Record]:
    """All that two journals with the same entries agree on: everything but when it arrived."""
    return [dataclasses.replace(record, arrived_at=None) for record in journal.records("kaiciid")]


def copy(journal: Journal, path: Path, name: str) -> Journal:
    shutil.copy(path, path.with_name(name))
    return Journal.open(path.with_name(name), write=True)


def rewritten(record: Record, **changes: Any) -> Record:
    """A record whose body says something else, with the hash that a forger would give it."""
    body = streams.canonical({**json.loads(record.body), **changes})
    return dataclasses.replace(record, body=body, hash=streams.link("0" * 64, body))
