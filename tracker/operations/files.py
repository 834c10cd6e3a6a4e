"""What leaves the journal as a file, what comes in, and the sample campaign."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.core import audience as audiences
from tracker.core import when
from tracker.core.entry import Entry
from tracker.core.errors import UserError
from tracker.core.record import Record
from tracker.core.schedule import schedule
from tracker.core.state import state
from tracker.core.text import quoted
from tracker.exports import states as state_names
from tracker.exports import status as status_names
from tracker.exports import toml
from tracker.operations import clock, config, data, desk, holidays, outreach
from tracker.operations.campaigns import Exists, key_of
from tracker.operations.desk import View, Where
from tracker.operations.processes import load_process
from tracker.store.journal import Journal

Watch = Callable[[Sequence[Record]], Iterable[Record]]


class NoFile(UserError):
    """A file that cannot be read or written."""


def export_toml(
    where: Where, *, audience: str, with_journal: bool, as_of: str | None = None, known_on: str | None = None
) -> Iterator[str]:
    """The pieces of a TOML export: what the audience may read, and nothing above it."""
    day, known_at = desk.instants(as_of, known_on, clock.now())
    with desk.reading(where) as journal:
        campaign = desk.choose(journal, where)
        everything = list(journal.history(campaign, newest_first=False, known_at=known_at))
        seen = audiences.visible(everything, known_at, audience)
        processes = journal.processes(campaign)
        found = state(processes, seen, day, known_at)
        if not found.campaign:
            raise desk.NothingKnown(f"Nothing of {campaign} was recorded by then: give a later day.")
        found.outreach = outreach.of_entries(found, seen)
        named = state_names.recorded_states(found.outreach)
        top = status_names.status(schedule(found, holidays.days)) | ({"states": named} if named else {})
        whole = {id(e) for e in everything}
        kept = {e.id for e in seen if id(e) in whole}  # a body travels whole or not at all
        records = (r for r in journal.records(campaign) if json.loads(r.body)["id"] in kept)
        yield from toml.dump(
            top,
            audience=audience,
            withheld=audiences.withheld(everything, seen),
            processes=processes.values(),
            records=records if with_journal else None,
        )


def write_file(path: str, pieces: Iterator[str]) -> None:
    """Write a text beside its place, then give it its name; a failure leaves what was there."""
    new = f"{path}.{os.getpid()}.new"
    try:
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            for piece in pieces:
                file.write(piece)
        os.replace(new, path)
    except OSError as error:
        raise NoFile(f"{quoted(path)} cannot be written ({error.strerror}): nothing was written.") from None
    finally:
        if os.path.lexists(new):
            os.unlink(new)


def read_file(path: str) -> bytes:
    """The bytes of a file; raises NoFile."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise NoFile(f"{quoted(path)} cannot be read ({error.strerror}).") from None


def import_toml(
    where: Where, path: str, *, as_key: str | None = None, watch: Watch = list
) -> tuple[str, int, int]:
    """Take in a TOML export; (the campaign, entries added, entries known already).

    `watch` is given the records and gives them back one by one, so that a caller can show how far it is.

    Into a file that does not know the campaign it comes as it is; into one that does, the union by id.
    `as_key` makes a copy under another key instead, with entries of its own.
    """
    found = toml.load(read_file(path), quoted(path))
    now = clock.now()
    with desk.writing(where, create=True) as journal:
        if as_key is None:
            loaded = journal.load(watch(found.records), found.processes, now)
            result = (found.campaign, loaded.added, loaded.known)
            blanked = loaded.blanked
        else:
            result = (key_of(as_key, "campaign"), _copy(journal, found, key_of(as_key, "campaign")), 0)
            blanked = 0
    if blanked:
        with Journal.open(config.database(where.db), write=True) as journal:
            journal.scrub()
    return result


def _copy(journal: Journal, found: toml.Restorable, key: str) -> int:
    """The campaign under another key: the same entries with ids and streams of this file's own."""
    from tracker.core.entry import from_body

    if key in [e.campaign for e in journal.campaigns()]:
        raise Exists(f"There is a campaign {key} already: choose another key for --as.")
    for process in found.processes:
        journal.add_process(process)
    new_ids: dict[str, str] = {}
    for record in sorted(found.records, key=lambda r: json.loads(r.body)["id"]):
        body = json.loads(record.body)
        entry = from_body(body, arrived_at="", visibility=record.visibility)
        for name, text in record.texts.items():
            setattr(entry, name, text[1] if text is not None else None)
        draft = replace(
            entry,
            id="",
            campaign=key,
            replaces=new_ids.get(entry.replaces or ""),
            about=new_ids.get(entry.about or ""),
            closes=new_ids.get(entry.closes or ""),
            redacts=tuple(new_ids[i] for i in entry.redacts if i in new_ids),
        )
        new_ids[entry.id] = journal.append([draft], clock.now())[0].id
    return len(new_ids)


def demo(db: str | None) -> tuple[View, str]:
    """The sample campaign as of its own date, and the path of the database made for it.

    The database lies beside the user's own, which is never touched; made once, it is kept to play with.
    """
    sample = _sample()
    path = db or os.path.join(os.path.dirname(config.database(None)), "demo.db")
    if not os.path.lexists(path):
        with Journal.open(path, write=True, create=True, office="sample") as journal, journal.transaction():
            journal.append(_sample_entries(journal, sample), clock.now())
    day = date.fromisoformat(sample["recorded_at"][:10])
    with Journal.open(path) as journal:
        return desk.view(journal, sample["key"], day, None, notes=True, outreach=True), path


def _sample() -> dict[str, Any]:
    import tomllib

    with open(os.path.join(data.folder(), "samples", "kaiciid.toml"), "rb") as file:
        return tomllib.load(file)


def _sample_entries(journal: Journal, sample: dict[str, Any]) -> list[Entry]:
    recorded = date.fromisoformat(sample["recorded_at"][:10])
    first = {
        "kind": "campaign",
        "on": recorded.isoformat(),
        "process": journal.add_process(load_process(sample["process"])),
        "target": sample["session"],
        "organization": sample["organization"],
        "organ": sample["organ"],
    }
    return [_sample_entry(values, sample, recorded) for values in (first, *sample["entry"])]


def _sample_entry(values: dict[str, Any], sample: dict[str, Any], recorded: date) -> Entry:
    on = when.bounded(when.of_iso(values["on"]), recorded)
    return Entry(
        **{
            "id": "",
            "campaign": sample["key"],
            "recorded_at": sample["recorded_at"],
            "arrived_at": "",
            "recorded_by": sample["recorded_by"],
            "source": sample["source"],
            "visibility": "public",
            **values,
            "first": on.first,
            "last": on.last,
        }
    )
