"""A campaign as TOML, and back.

The status comes first, under the names that `--json` uses. With the journal, `[[processes]]` holds each
pinned process and `[[journal]]` each entry, as it is hashed: a body of plain values, its stream (origin,
visibility), its place in it (seq), its hash, and its texts with their salts. README documents the schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.core.body import BadEntry, check
from tracker.core.errors import UserError
from tracker.core.process import Process, from_json, to_json
from tracker.core.record import Record
from tracker.core.text import quoted
from tracker.exports.status import SCHEMA


class BadFile(UserError):
    """A file that is no export of ours, or that cannot be restored."""


@dataclass(frozen=True, slots=True)
class Restorable:
    """What a file holds that can be restored."""

    campaign: str
    processes: list[Process]
    records: list[Record]


def dump(
    status: Mapping[str, Any],
    *,
    audience: str,
    withheld: int,
    processes: Iterable[Process] = (),
    records: Iterable[Record] | None = None,
) -> Iterator[str]:
    """The pieces of a TOML file; `records` is the journal, or None to leave it out."""
    import tomli_w

    top = {"schema": status["schema"], "complete": withheld == 0, "withheld": withheld, "audience": audience}
    yield tomli_w.dumps(present(top | dict(status)))
    if records is None:
        return
    for process in processes:
        definition = json.loads(to_json(process))
        yield "\n" + tomli_w.dumps({"processes": [{"sha256": process.sha256, "definition": definition}]})
    for record in records:
        yield "\n" + tomli_w.dumps({"journal": [_table(record)]})


def _table(record: Record) -> dict[str, Any]:
    texts = {name: None if t is None else {"salt": t[0], "text": t[1]} for name, t in record.texts.items()}
    table = {
        "origin": record.origin,
        "visibility": record.visibility,
        "seq": record.seq,
        "hash": record.hash,
        "arrived_at": record.arrived_at,
        "body": json.loads(record.body),
        "texts": texts or None,
    }
    found: dict[str, Any] = present(table)
    return found


def present(value: Any) -> Any:
    """A value without what is absent: TOML has no null."""
    if isinstance(value, Mapping):
        return {key: present(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [present(item) for item in value]
    return value


def load(data: bytes, place: str) -> Restorable:
    """What a TOML export restores; raises BadFile for anything else, naming the place and the reason."""
    import tomllib

    try:
        found = tomllib.loads(data.decode())
    except UnicodeDecodeError:
        raise BadFile(f"{place} is not UTF-8 text: nothing was imported.") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadFile(f"{place} is not TOML ({error}): nothing was imported.") from None
    if not isinstance(found.get("schema"), int) or not isinstance(found.get("campaign"), str):
        raise BadFile(f"{place} is no export of tracker (no schema and campaign): nothing was imported.")
    if found["schema"] > SCHEMA:
        raise BadFile(
            f"{place} was written by a newer tracker (schema {found['schema']}): nothing was imported."
        )
    if "journal" not in found:
        raise BadFile(
            f"{place} holds no journal, so it cannot be restored: "
            f"tracker export toml --for confidential --with-journal writes one that can."
        )
    if found.get("complete") is not True:
        raise BadFile(
            f"{place} left entries out for its audience (withheld = {found.get('withheld')}), so it cannot "
            f"be restored: nothing was imported."
        )
    processes = [_process(item, place) for item in _tables(found, "processes", place)]
    records = [_line(item, number, place) for number, item in enumerate(_tables(found, "journal", place), 1)]
    campaigns = {json.loads(record.body)["campaign"] for record in records}
    if campaigns != {found["campaign"]}:
        raise BadFile(
            f"{place}: its entries are not all of campaign {quoted(found['campaign'])}: nothing was imported."
        )
    return Restorable(found["campaign"], processes, records)


def _tables(found: Mapping[str, Any], name: str, place: str) -> list[dict[str, Any]]:
    tables = found.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise BadFile(f"{place}: {name} must be tables ([[{name}]]): nothing was imported.")
    return tables


def _process(table: Mapping[str, Any], place: str) -> Process:
    try:
        process = from_json(json.dumps(table["definition"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadFile(f"{place}: a pinned process is not one: nothing was imported.") from None
    if process.sha256 != table.get("sha256"):
        raise BadFile(f"{place}: a pinned process does not match its sha256: nothing was imported.")
    return process


def _line(table: Mapping[str, Any], number: int, place: str) -> Record:
    try:
        body = table["body"]
        check(body)
        return Record(
            origin=_of(table, "origin", str),
            visibility=_of(table, "visibility", str),
            seq=_of(table, "seq", int),
            hash=_of(table, "hash", str),
            body=json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
            arrived_at=table.get("arrived_at"),
            texts=_texts(body, table.get("texts", {})),
        )
    except BadEntry as error:
        raise BadFile(f"{place}: entry {number}: {error}: nothing was imported.") from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadFile(f"{place}: entry {number} is not as tracker writes it: nothing was imported.") from None


def _texts(body: Mapping[str, Any], tables: Mapping[str, Any]) -> dict[str, tuple[str, str] | None]:
    """The texts of an entry; one that its body names and the file does not hold was blanked."""
    texts: dict[str, tuple[str, str] | None] = {}
    for name in body.get("texts", {}):
        table = tables.get(name)
        texts[name] = None if table is None else (_of(table, "salt", str), _of(table, "text", str))
    return texts


def _of(table: Mapping[str, Any], name: str, kind: type) -> Any:
    value = table[name]
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(name)
    return value
