"""The table of entries: nothing changes it, and no read that is made all day scans it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.entry import Entry, bears, to_body
from tracker.store import chains, people, reads, schema, union
from tracker.store import journal as journal_module
from tracker.store.journal import Journal

TAKEN = "SELECT arrived_at, origin, visibility, seq, id, hash, body FROM entry LIMIT 1"


@pytest.fixture
def plain(filled: Journal, path: Path) -> sqlite3.Connection:
    """The file as any other program opens it."""
    filled.close()
    return sqlite3.connect(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET arrived_at = '2024-01-01T00:00:00.000Z'",
        "UPDATE entry SET n = n + 100",
        "DELETE FROM entry",
        "DELETE FROM entry WHERE n = 1",
        "REPLACE INTO entry (n, arrived_at, origin, visibility, seq, id, hash, body) "
        "SELECT n, arrived_at, origin, visibility, seq + 100, replace(id, '0', '1'), hash, "
        "json_set(body, '$.id', replace(id, '0', '1')) FROM entry",
        "INSERT OR REPLACE INTO entry (arrived_at, origin, visibility, seq, id, hash, body) "
        "SELECT arrived_at, origin, visibility, seq + 100, id, hash, body FROM entry",
        "INSERT OR IGNORE INTO entry (arrived_at, origin, visibility, seq, id, hash, body) "
        "SELECT arrived_at, origin, visibility, seq + 100, id, hash, body FROM entry",
        "DELETE FROM text",
        "UPDATE text SET content = 'other'",
        "REPLACE INTO text SELECT id, field, salt, 'other' FROM text",
    ],
)
def test_a_plain_connection_cannot_change_what_was_recorded(
    plain: sqlite3.Connection, statement: str
) -> None:
    before = list(plain.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match=r"journal keeps every entry|text"):
        plain.execute(statement)
    plain.rollback()
    assert list(plain.iterdump()) == before
    plain.close()


def test_a_seq_that_is_taken_cannot_be_replaced(plain: sqlite3.Connection) -> None:
    arrived_at, origin, visibility, seq, id, hash, body = plain.execute(TAKEN).fetchone()
    other = id[:-1] + ("0" if id[-1] != "0" else "1")
    values = (arrived_at, origin, visibility, seq, other, hash, body.replace(id, other))
    query = journal_module.INSERT.replace("INSERT", "INSERT OR REPLACE")
    with pytest.raises(sqlite3.IntegrityError, match="there already"):
        plain.execute(query, values)
    plain.close()


@pytest.mark.parametrize(
    "changes",
    [
        {"session": "79"},
        {"campaign": ""},
        {"kind": None},
        {"refs": "A/C.6/79/L.4"},
        {"target": "80"},
        {"recorded_at": "yesterday"},
        {"last_day": "2024-09"},
        {"id": "0" * 26},
    ],
)
def test_a_body_with_a_field_of_another_type_is_refused(
    plain: sqlite3.Connection, changes: dict[str, object]
) -> None:
    arrived_at, origin, visibility, seq, id, hash, body = plain.execute(TAKEN).fetchone()
    other = id[:-1] + ("0" if id[-1] != "0" else "1")
    good = {**json.loads(body), "id": other}
    row = (arrived_at, origin, visibility, seq + 100, other, hash)
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        plain.execute(journal_module.INSERT, (*row, json.dumps({**good, **changes})))
    plain.execute(journal_module.INSERT, (*row, json.dumps(good)))
    plain.close()


def test_the_header_names_the_program_and_the_version(path: Path, filled: Journal) -> None:
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == schema.APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == schema.USER_VERSION


def test_an_up_to_date_file_is_read_and_written_without_sqlite_utils(path: Path, filled: Journal) -> None:
    filled.close()
    program = (
        "import sys; from tracker.store.journal import Journal\n"
        f"with Journal.open({str(path)!r}, write=True) as journal, journal.transaction():\n"
        "    journal.bearing('kaiciid')\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {"sqlite_utils", "dateutil", "rich", "secrets"}.isdisjoint(done.stdout.split())


words = st.none() | st.sampled_from(["", "achieved", "none"])
numbers = st.none() | st.sampled_from([0, 80])
entries = st.builds(
    Entry,
    id=st.just("01j8gy3zzz7zzzzzzzzzzzzzzz"),
    campaign=st.just("kaiciid"),
    kind=st.sampled_from(["report", "note", "retract"]),
    recorded_at=st.just("2024-09-24T00:00:00.000Z"),
    arrived_at=st.just("2024-09-24T00:00:00.000Z"),
    recorded_by=st.just("desk"),
    **dict.fromkeys(("status", "due", "owner", "route", "opens", "process", "replaces"), words),
    target=numbers,
    session=numbers,
    refs=st.sampled_from([(), ("A/C.6/79/L.4",)]),
)


@pytest.fixture(scope="module")
def memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    return connection


def bears_in_sql(memory: sqlite3.Connection, entry: Entry) -> bool:
    memory.execute("BEGIN")
    try:
        body = json.dumps(to_body(entry))
        values = (entry.recorded_at, "desk-0123456789", "public", 1, entry.id, "0" * 64, body)
        memory.execute(journal_module.INSERT, values)
        query = f"SELECT count(*) FROM entry INDEXED BY entry_bearing WHERE campaign = ? AND {schema.BEARS}"
        return bool(memory.execute(query, ("kaiciid",)).fetchone()[0])
    finally:
        memory.execute("ROLLBACK")


@given(entry=entries)
def test_the_partial_index_says_the_same_as_bears(memory: sqlite3.Connection, entry: Entry) -> None:
    assert bears_in_sql(memory, entry) == bears(entry)


EACH = [
    {},
    *({name: "x"} for name in ("status", "due", "owner", "route", "opens", "process", "replaces")),
    {"target": 80},
    {"refs": ("A/79/1",)},
    *({name: "x"} for name in ("subject", "on", "organization", "organ")),
    {"session": 79, "doubt": True, "redacts": ("x",)},
]


@pytest.mark.parametrize("fields", EACH, ids=["-".join(fields) for fields in EACH])
def test_each_field_alone_bears_in_sql_as_in_python(
    memory: sqlite3.Connection, draft: Callable[..., Entry], fields: dict[str, Any]
) -> None:
    entry = draft(id="01j8gy3zzz7zzzzzzzzzzzzzzz", recorded_at="2024-09-24T00:00:00.000Z", **fields)
    assert bears_in_sql(memory, entry) == bears(entry)


def history(*, newest_first: bool = True, **given: str) -> str:
    return reads.history_query(newest_first, "kaiciid", **given)[0]


HOT = {
    "bearing": reads.bearing_query("kaiciid", kinds=["mark"])[0],
    "history": history(),
    "history, oldest first": history(newest_first=False),
    "history of a subject": history(subject="mandate"),
    "by author": history(by="desk"),
    "campaigns": reads.CAMPAIGNS,
    "replacements": reads.REPLACEMENTS,
    "processes": reads.PROCESSES,
    "by id": reads.BY_ID,
    "by tail": reads.BY_TAIL,
    "by the end of a tail": reads.BY_END,
    "largest": journal_module.LARGEST,
    "tail taken": journal_module.TAIL_TAKEN,
    "head": journal_module.HEAD,
    "own origin": journal_module.OWN_ORIGIN,
    "records": union.RECORDS,
    "next stream": chains.NEXT_STREAM,
    "stream": chains.STREAM,
    "positions": people.SAID,
    "last contacts": people.LAST_CONTACTS,
    "contacts": people.CONTACTS,
    "contacts of a mission": people.ON_MISSION,
    "contacts of all missions": people.ON_MISSIONS,
}


@pytest.mark.parametrize("query", HOT.values(), ids=HOT.keys())
def test_no_hot_read_scans_a_table_or_sorts(memory: sqlite3.Connection, query: str) -> None:
    plan = [row[3] for row in memory.execute(f"EXPLAIN QUERY PLAN {query}", ["x"] * query.count("?"))]
    assert any("USING" in line for line in plan)
    for line in plan:
        listed = "VIRTUAL TABLE" in line  # the list that the query was given
        assert not line.startswith("SCAN") or "entry_campaigns" in line or listed, plan
        assert "ORDER BY" not in line, plan


def test_the_bearing_read_takes_the_partial_index(memory: sqlite3.Connection) -> None:
    plan = [row[3] for row in memory.execute(f"EXPLAIN QUERY PLAN {HOT['bearing']}", ["x"] * 4)]
    assert any("entry_bearing" in line for line in plan)
    assert any("entry_kind" in line for line in plan)


@pytest.mark.parametrize(
    ("given", "index"), [({"subject": "m"}, "entry_subject"), ({"by": "d"}, "entry_author")]
)
def test_a_narrower_history_takes_its_own_index(
    memory: sqlite3.Connection, given: dict[str, str], index: str
) -> None:
    query = history(**given)
    plan = [row[3] for row in memory.execute(f"EXPLAIN QUERY PLAN {query}", ["x"] * query.count("?"))]
    assert any(index in line for line in plan)


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("positions", "entry_speaks"),
        ("last contacts", "entry_contact"),
        ("contacts", "entry_contact"),
        ("contacts of a mission", "entry_mission"),
        ("contacts of all missions", "entry_mission"),
    ],
)
def test_the_board_and_the_missions_have_indexes_of_their_own(
    memory: sqlite3.Connection, query: str, index: str
) -> None:
    text = HOT[query]
    plan = [row[3] for row in memory.execute(f"EXPLAIN QUERY PLAN {text}", ["x"] * text.count("?"))]
    assert any(f"{index} (" in line for line in plan), plan


def test_a_draft_dated_by_the_world_keeps_its_first_and_last_day(filled: Journal) -> None:
    kept = next(iter(filled.history("kaiciid", subject="soundings")))
    assert (kept.on, kept.first, kept.last) == ("2024-09-13", date(2024, 9, 13), date(2024, 9, 13))
