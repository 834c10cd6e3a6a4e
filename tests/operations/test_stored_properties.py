"""What holds for every journal once it lies in a file, leaves it, and comes into another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.book import UN_OBSERVER
from tests.core import journals
from tests.core.journals import added, additions, shown, views
from tracker.core.entry import Entry
from tracker.operations.desk import STATE_KINDS, Where
from tracker.operations.files import export_toml, import_toml, write_file
from tracker.store.journal import Journal

NOW = datetime(2030, 1, 1, tzinfo=UTC)
#: A failure is told as it was found: each smaller one would take files of its own.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
FEW = settings(max_examples=20, phases=UNSHRUNK)
JOURNALS = journals.journals()
#: Entries that are written after the others; some replace one of those.
MORE = st.lists(st.tuples(additions(), st.none() | st.integers(0, 11)), max_size=3)


def store(path: Path, entries: Sequence[Entry], ids: dict[str, str] | None = None) -> dict[str, str]:
    """Append the entries to the journal at a place; their ids there, by those that they came with."""
    ids = dict(ids or {})
    with Journal.open(path, write=True, create=True) as journal, journal.transaction():
        journal.add_process(UN_OBSERVER)
        for entry in entries:
            replaces = ids[entry.replaces] if entry.replaces else None
            draft = replace(entry, id="", arrived_at="", replaces=replaces)
            ids[entry.id] = journal.append([draft], NOW)[0].id
    return ids


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def exported(path: Path, as_of: date, *, with_journal: bool = True) -> str:
    where = Where(str(path), "example")
    return "".join(
        export_toml(where, audience="confidential", with_journal=with_journal, as_of=as_of.isoformat())
    )


def carry(source: Path, to: Path) -> tuple[str, int, int]:
    """Export a whole campaign from one file and import it into another."""
    file = source.with_suffix(".toml")
    write_file(str(file), iter([exported(source, date(2025, 1, 1))]))
    return import_toml(Where(str(to), None), str(file))


@settings(max_examples=60, phases=UNSHRUNK)
@given(JOURNALS, views, views)
def test_the_bearing_entries_of_a_file_give_the_state_of_its_whole_history(
    entries: list[Entry], as_of: date, then: date
) -> None:
    instant = f"{then}T23:59:59.999Z"
    with folder() as place:
        store(place / "a.db", entries)
        with Journal.open(place / "a.db") as journal:
            for known_at in (None, instant):
                read = journal.bearing("example", as_of=as_of, known_at=known_at, kinds=STATE_KINDS)
                everything = list(journal.history("example", known_at=known_at))
                assert shown(read, as_of, known_at) == shown(everything, as_of, known_at)
                assert shown(read, as_of, known_at) == shown(
                    list(journal.history("example")), as_of, known_at
                )


@FEW
@given(JOURNALS, views)
def test_export_import_export_is_the_identity(entries: list[Entry], as_of: date) -> None:
    with folder() as place:
        store(place / "a.db", entries)
        assert carry(place / "a.db", place / "b.db") == ("example", len(entries), 0)
        assert exported(place / "b.db", as_of) == exported(place / "a.db", as_of)
        assert carry(place / "b.db", place / "a.db") == ("example", 0, len(entries))
        assert exported(place / "a.db", as_of) == exported(place / "b.db", as_of)


@FEW
@given(journals.journals(6), MORE, MORE, views)
def test_two_offices_that_exchange_their_files_hold_the_same(
    entries: list[Entry], ours: list[Any], theirs: list[Any], as_of: date
) -> None:
    with folder() as place:
        here, there = place / "a.db", place / "b.db"
        ids = store(here, entries)
        carry(here, there)
        store(here, extra(entries, ours), ids)
        store(there, extra(entries, theirs), ids)
        assert carry(here, there) == ("example", len(ours), len(entries))
        assert carry(there, here) == ("example", len(theirs), len(entries) + len(ours))
        assert carry(here, there)[1:] == (0, len(entries) + len(ours) + len(theirs))
        assert same_lines(exported(here, as_of)) == same_lines(exported(there, as_of))
        assert exported(here, as_of, with_journal=False) == exported(there, as_of, with_journal=False)


def extra(entries: list[Entry], more: list[Any]) -> list[Entry]:
    """Entries that are written after a journal, and that may replace one of its entries but the first."""
    written, objects = list(entries), entries[1:]
    for addition, index in more:
        replaces = objects[index % len(objects)].id if objects and index is not None else None
        written.append(replace(added(written, addition), replaces=replaces))
    return written[len(entries) :]


def same_lines(text: str) -> list[str]:
    """An export without the instants of arrival, which are each file's own."""
    return [line for line in text.splitlines() if not line.startswith("arrived_at")]
