"""Positions, contacts and missions are read by their own indexes; a file of version 1 gains them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.core.entry import Entry
from tracker.store import people, schema
from tracker.store.journal import Journal

Draft = Callable[..., Entry]

FIXTURE = Path(__file__).parent / "fixtures" / "version-1.sql"
TODAY = date(2024, 9, 30)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database as version 1 of the schema made it."""
    file = tmp_path / "old.db"
    connection = sqlite3.connect(file)
    connection.executescript(FIXTURE.read_text(encoding="utf-8"))
    connection.close()
    file.chmod(0o600)
    return file


def test_a_file_of_version_1_is_brought_up_to_date_and_keeps_every_line(old: Path) -> None:
    connection = sqlite3.connect(old)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    lines = "SELECT arrived_at, origin, visibility, seq, id, hash, body FROM entry ORDER BY n"
    before = connection.execute(lines).fetchall()
    connection.close()
    with Journal.open(old) as journal:
        assert len(list(journal.history("example"))) == 7
        assert {e.note for e in journal.history("example")} >= {"renewed", "positive", "a name"}
        assert journal.verify("example") == []
    connection = sqlite3.connect(old)
    assert connection.execute(lines).fetchall() == before
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    for statement in ("UPDATE entry SET n = n + 100", "DELETE FROM entry"):
        with pytest.raises(sqlite3.IntegrityError, match="journal keeps every entry"):
            connection.execute(statement)
    connection.close()


def test_a_migrated_file_and_a_new_one_have_the_same_tables_and_indexes(old: Path, tmp_path: Path) -> None:
    def shape(file: Path) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(file)
        found = connection.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE '%sqlite_%' ORDER BY name"
        ).fetchall()
        connection.close()
        return found

    Journal.open(old).close()
    new = tmp_path / "new.db"
    Journal.open(new, create=True).close()
    assert shape(old) == shape(new)
    assert {"entry_speaks", "entry_contact", "entry_mission"} <= {name for _, name, _ in shape(old)}


# --- the reads


def day(number: int) -> dict[str, Any]:
    said = date(2024, 9, number)
    return {"on": said.isoformat(), "first": said, "last": said}


def kept(journal: Journal, now: datetime, *drafts: Entry) -> list[Entry]:
    with journal.transaction():
        return journal.append(drafts, now)


def test_positions_and_roles_are_read_also_where_a_contact_carries_them(
    journal: Journal, draft: Draft, now: datetime
) -> None:
    written = kept(
        journal,
        now,
        draft("position", subject="XAA", position="leaning"),
        draft("position", subject="XAA", roles=("sponsor",), session=79),
        draft("contact", subject="XAB", position="reserved", note="wants the list"),
        draft("contact", subject="XAB", how="call"),
        draft("position", subject="XAC", position="opposed", **day(30)),
        draft(subject="mandate", status="achieved"),
    )
    assert people.said(journal, "kaiciid", as_of=TODAY) == [*written[:3], written[4]]
    assert people.said(journal, "kaiciid", as_of=date(2024, 9, 29)) == written[:3]
    assert people.said(journal, "kaiciid", as_of=TODAY, known_at="2024-09-23") == []
    assert written[2].note == "wants the list"


def test_the_last_contact_of_each_state_is_read_and_nothing_else(
    journal: Journal, draft: Draft, now: datetime
) -> None:
    early, late, other, stray, todo = kept(
        journal,
        now,
        draft("contact", subject="XAA", how="meeting", **day(20)),
        draft("contact", subject="XAA", how="call", **day(12)),
        draft("contact", subject="XAB", how="email", **day(3)),
        draft("contact", subject="UNEP", how="call", **day(21)),
        draft("todo", subject="XAB", note="send the list"),
    )
    codes = ["XAA", "XAB", "XAC"]

    def last(**given: Any) -> list[str]:
        given.setdefault("as_of", TODAY)
        return sorted(e.id for e in people.last_contacts(journal, "kaiciid", codes, **given))

    assert last() == sorted([early.id, other.id])
    assert last(as_of=date(2024, 9, 19)) == sorted([late.id, other.id])
    assert last(without=[early.id]) == sorted([late.id, other.id]), "what was taken back is passed over"
    assert last(known_at="2024-09-23T00:00:00.000Z") == []
    assert people.contacts(journal, "kaiciid", "XAA", as_of=TODAY, limit=5) == [early, late]
    assert people.contacts(journal, "kaiciid", "XAA", as_of=TODAY, limit=1) == [early]
    assert sorted(people.partners(journal, "kaiciid")) == ["UNEP", "XAA", "XAB"]
    assert todo not in people.contacts(journal, "kaiciid", "XAB", as_of=TODAY, limit=5)
    assert stray.subject == "UNEP"


def test_the_contacts_of_a_mission_are_read_newest_first(
    journal: Journal, draft: Draft, now: datetime
) -> None:
    one, two, alone = kept(
        journal,
        now,
        draft("contact", subject="XAA", mission="first-journey", **day(20)),
        draft("contact", subject="XAB", mission="first-journey", **day(21)),
        draft("contact", subject="XAB", **day(22)),
    )
    assert people.on_mission(journal, "kaiciid", "first-journey", as_of=TODAY) == [two, one]
    assert people.on_mission(journal, "kaiciid", "first-journey", as_of=TODAY, limit=1) == [two]
    assert people.on_mission(journal, "kaiciid", "other", as_of=TODAY) == []
    assert people.on_missions(journal, "kaiciid", as_of=date(2024, 9, 20)) == [one]
    assert alone not in people.on_missions(journal, "kaiciid", as_of=TODAY)


def test_the_texts_of_a_contact_are_blanked_like_any(journal: Journal, draft: Draft, now: datetime) -> None:
    (entry,) = kept(
        journal,
        now,
        draft("contact", subject="XAA", how="meeting", counterpart="A. Name", note="asked for time"),
    )
    assert (entry.counterpart, entry.note) == ("A. Name", "asked for time")
    with journal.transaction():
        assert journal.redact([entry.id]) == 2
    found = journal.find(entry.short)
    assert found == replace(entry, counterpart=None, note=None, redacted=True)
    assert journal.verify("kaiciid") == []
