"""The chains of a journal: where each stream ends, and whether it is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from tracker.store import streams
from tracker.store.database import Database
from tracker.store.failures import translated

NEXT_STREAM = (
    "SELECT origin, visibility, campaign FROM entry WHERE (origin, visibility) > (?, ?)"
    " ORDER BY origin, visibility, seq LIMIT 1"
)
LAST = "SELECT seq, hash FROM entry WHERE origin = ? AND visibility = ? ORDER BY seq DESC LIMIT 1"
STREAM = (
    "SELECT seq, id, hash, body, campaign FROM entry"
    " WHERE origin = ? AND visibility = ? AND seq > ? ORDER BY seq"
)
_TEXTS = (
    "SELECT entry.id, field, salt, content, body FROM entry JOIN text ON text.id = entry.id"
    " WHERE campaign = ? AND content IS NOT NULL"
)
_TEXTS_MISSING = (
    "SELECT entry.id, named.key FROM entry, json_each(body, '$.texts') AS named WHERE campaign = ?"
    " AND NOT EXISTS (SELECT 1 FROM text WHERE text.id = entry.id AND field = named.key)"
)
_PROCESSES = (
    "SELECT DISTINCT entry.process, definition FROM entry LEFT JOIN process ON sha256 = entry.process"
    " WHERE campaign = ? AND entry.process IS NOT NULL"
)


def heads(database: Database, campaign: str) -> dict[tuple[str, str], tuple[int, str]]:
    """The last number and hash of each stream of a campaign, by (origin, visibility)."""
    found = {}
    for origin, visibility in _streams(database, campaign):
        seq, hash = database.rows(LAST, (origin, visibility))[0]
        found[origin, visibility] = (seq, hash)
    return found


def _streams(database: Database, campaign: str) -> Iterator[tuple[str, str]]:
    """The streams of a campaign; each belongs to the campaign of its first entry."""
    last = ("", "")
    while rows := database.rows(NEXT_STREAM, last):
        origin, visibility, belongs_to = rows[0]
        last = (origin, visibility)
        if belongs_to == campaign:
            yield last


def verify(database: Database, campaign: str) -> list[str]:
    """What is wrong with the chains, texts and processes of a campaign, one line each."""
    with translated(database.path):
        found: list[str] = []
        for origin, visibility in _streams(database, campaign):
            found += broken_links(database, origin, visibility, campaign)
        found += _broken_texts(database, campaign)
        for sha256, definition in database.connection.execute(_PROCESSES, (campaign,)):
            if definition is None:
                found.append(f"the process {sha256[:12]} is named and not there")
            elif hashlib.sha256(definition.encode()).hexdigest() != sha256:
                found.append(f"the process {sha256[:12]} is not as it was written")
        return found


def broken_links(
    database: Database, origin: str, visibility: str, campaign: str, seq: int = 0, previous: str | None = None
) -> Iterator[str]:
    """What is wrong with a stream after its entry `seq`, whose hash is `previous`."""
    name = streams.stream(origin, visibility)
    previous = previous or name
    for number, id, hash, body, of in database.connection.execute(STREAM, (origin, visibility, seq)):
        if number != seq + 1:
            yield f"{name}: {_numbers(seq + 1, number - 1)} missing"
        elif streams.link(previous, body) != hash:
            yield f"{name}: entry {number} (#{id[-5:]}), or what was before it, is not as it was written"
        if of != campaign:
            yield f"{name}: entry {number} (#{id[-5:]}) is of another campaign, {of}"
        seq, previous = number, hash


def _numbers(first: int, last: int) -> str:
    return f"entry {first} is" if first == last else f"entries {first} to {last} are"


def _broken_texts(database: Database, campaign: str) -> Iterator[str]:
    for id, field, salt, content, body in database.connection.execute(_TEXTS, (campaign,)):
        if streams.text_hash(salt, content) != json.loads(body).get("texts", {}).get(field):
            yield f"#{id[-5:]}: its {field} is not as it was written"
    for id, field in database.connection.execute(_TEXTS_MISSING, (campaign,)):
        yield f"#{id[-5:]}: its {field} is missing"
