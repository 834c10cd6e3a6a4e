"""The tables of a database, and the migrations that make them.

The journal refuses UPDATE, DELETE and INSERT OR REPLACE, so the table `entry` cannot be reshaped later: no
migration may `transform()` it (that drops its triggers without a word). A new field lives in `body`; a new
virtual column or index can be added beside what is here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

#: "TRKR", in the header of every database of ours.
APPLICATION_ID = 0x54524B52

#: The version of the schema that this program reads and writes.
USER_VERSION = 2

#: `entry.bears` in SQL. A read must use these very words, or the partial index is not taken.
BEARS = (
    "(replaces <> '' OR status <> '' OR due <> '' OR owner <> '' OR process <> ''"
    " OR json_array_length(body, '$.refs') > 0 OR json_extract(body, '$.route') <> ''"
    " OR json_extract(body, '$.target') <> 0 OR json_extract(body, '$.opens') <> '')"
)

#: Columns computed from `body` for everything that people and indexes read: (name, type, required).
_COLUMNS = (
    ("campaign", "TEXT", True),
    ("kind", "TEXT", True),
    ("recorded_at", "TEXT", True),
    ("recorded_by", "TEXT", True),
    ("subject", "TEXT", False),
    ("session", "INTEGER", False),
    ("occurred_on", "TEXT", False),
    ("first_day", "TEXT", False),
    ("last_day", "TEXT", False),
    ("status", "TEXT", False),
    ("due", "TEXT", False),
    ("owner", "TEXT", False),
    ("process", "TEXT", False),
    ("replaces", "TEXT", False),
)

#: Fields that bear on the state too, and have no column.
_UNNAMED = (("route", "TEXT"), ("target", "INTEGER"), ("opens", "TEXT"))

_JSON_TYPES = {"TEXT": "text", "INTEGER": "integer"}
_ID = "length(id) = 26 AND id NOT GLOB '*[^0-9a-hjkmnp-tv-z]*'"
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_INSTANT = f"{_DAY}T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z"
_ORIGIN = "length(origin) BETWEEN 12 AND 64 AND origin GLOB '[a-z0-9]*-" + "[0-9a-f]" * 10 + "'"


def _lines(parts: Iterable[str]) -> str:
    return ",\n  ".join(parts)


def _sha256(column: str) -> str:
    return f"CHECK (length({column}) = 64 AND {column} NOT GLOB '*[^0-9a-f]*')"


def _generated(name: str, kind: str, _: bool) -> str:
    return f"{name} {kind} GENERATED ALWAYS AS (json_extract(body, '$.{name}')) VIRTUAL"


def _typed(name: str, kind: str, required: bool) -> str:
    """The check that a field of `body` has its type; one that is not required may be absent."""
    wanted = _JSON_TYPES[kind]
    return f"CHECK (ifnull(json_type(body, '$.{name}'), '{'' if required else wanted}') = '{wanted}')"


_ENTRY = f"""
CREATE TABLE entry (
  n INTEGER PRIMARY KEY CHECK (n > 0),
  arrived_at TEXT NOT NULL CHECK (arrived_at GLOB '{_INSTANT}'),
  origin TEXT NOT NULL CHECK ({_ORIGIN}),
  visibility TEXT NOT NULL CHECK (visibility IN ('public', 'internal', 'confidential')),
  seq INTEGER NOT NULL CHECK (seq > 0),
  id TEXT NOT NULL UNIQUE CHECK ({_ID}),
  hash TEXT NOT NULL {_sha256("hash")},
  body TEXT NOT NULL CHECK (json_valid(body) AND json_type(body) = 'object'),
  {_lines(_generated(*column) for column in _COLUMNS)},
  UNIQUE (origin, visibility, seq),
  CHECK (ifnull(json_extract(body, '$.id'), '') = id),
  {_lines(_typed(*column) for column in _COLUMNS)},
  {_lines(_typed(name, kind, False) for name, kind in _UNNAMED)},
  CHECK (ifnull(json_type(body, '$.refs'), 'array') = 'array'),
  CHECK (campaign <> '' AND kind <> '' AND recorded_at GLOB '{_INSTANT}'),
  CHECK (first_day IS NULL OR first_day GLOB '{_DAY}'),
  CHECK (last_day IS NULL OR last_day GLOB '{_DAY}')
) STRICT
"""

_JOURNAL = (
    _ENTRY,
    """
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the journal keeps every entry: none can be changed'); END
""",
    """
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the journal keeps every entry: none can be deleted'); END
""",
    # INSERT OR REPLACE passes the two above: it deletes without firing a trigger.
    """
CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM entry WHERE n = NEW.n)
  OR EXISTS (SELECT 1 FROM entry WHERE origin = NEW.origin AND visibility = NEW.visibility AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the journal keeps every entry: that one is there already'); END
""",
    # What can matter to the state, and nothing else.
    f"CREATE INDEX entry_bearing ON entry (campaign, id) WHERE {BEARS}",
    "CREATE INDEX entry_order ON entry (campaign, id)",
    "CREATE INDEX entry_kind ON entry (campaign, kind, id)",
    "CREATE INDEX entry_subject ON entry (campaign, subject, id)",
    "CREATE INDEX entry_author ON entry (campaign, recorded_by, id)",
    "CREATE INDEX entry_tail ON entry (substr(id, -5))",
    "CREATE INDEX entry_end ON entry (substr(id, -3))",
    "CREATE INDEX entry_replaces ON entry (replaces, id) WHERE replaces IS NOT NULL",
    "CREATE INDEX entry_process ON entry (campaign, process) WHERE process IS NOT NULL",
    "CREATE INDEX entry_campaigns ON entry (id) WHERE kind = 'campaign'",
)

#: Free text lies outside the journal's lines, so that it can be blanked (and filled again by a merge).
_TEXT = (
    """
CREATE TABLE text (
  id TEXT NOT NULL REFERENCES entry (id),
  field TEXT NOT NULL CHECK (field <> ''),
  salt BLOB CHECK (salt IS NULL OR length(salt) = 16),
  content TEXT,
  PRIMARY KEY (id, field),
  CHECK ((salt IS NULL) = (content IS NULL))
) STRICT
""",
    """
CREATE TRIGGER text_only_blanked BEFORE UPDATE ON text
WHEN NEW.id <> OLD.id OR NEW.field <> OLD.field OR (OLD.content IS NOT NULL AND NEW.content IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a text can be blanked or filled, not changed'); END
""",
    """
CREATE TRIGGER text_no_delete BEFORE DELETE ON text
BEGIN SELECT RAISE(ABORT, 'a text can be blanked, not deleted'); END
""",
    """
CREATE TRIGGER text_no_replace BEFORE INSERT ON text
WHEN EXISTS (SELECT 1 FROM text WHERE id = NEW.id AND field = NEW.field)
BEGIN SELECT RAISE(ABORT, 'that text is there already'); END
""",
)

_REST = (
    f"""
CREATE TABLE process (
  sha256 TEXT PRIMARY KEY {_sha256("sha256")},
  definition TEXT NOT NULL CHECK (json_valid(definition))
) STRICT, WITHOUT ROWID
""",
    # The file's own streams, one origin per campaign, remembered against its place: a copy has another place.
    """
CREATE TABLE origin (
  origin TEXT PRIMARY KEY,
  campaign TEXT NOT NULL,
  place TEXT NOT NULL,
  minted_at TEXT NOT NULL
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX origin_place ON origin (place, campaign, minted_at)",
)


def m001_journal(db: Database) -> None:
    """The journal, its texts, the pinned processes and the file's own origins."""
    for statement in (*_JOURNAL, *_TEXT, *_REST):
        db.conn.execute(statement)
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.conn.execute("PRAGMA user_version = 1")


#: `stances.speaks` in SQL, but for the kind: what says where a State stands.
SPEAKS = "(json_extract(body, '$.position') <> '' OR json_array_length(body, '$.roles') > 0)"

#: The mission that a contact belongs to; it has no column.
MISSION = "json_extract(body, '$.mission')"

#: The board of all States reads these few, however many contacts there are.
_PEOPLE = (
    f"CREATE INDEX entry_speaks ON entry (campaign, id) WHERE {SPEAKS}",
    "CREATE INDEX entry_contact ON entry (campaign, subject, last_day, id) WHERE kind = 'contact'",
    f"CREATE INDEX entry_mission ON entry (campaign, {MISSION}, last_day, id) WHERE {MISSION} <> ''",
)


def m002_people(db: Database) -> None:
    """Indexes for positions, the last contact with each State, and the contacts of a mission."""
    for statement in _PEOPLE:
        db.conn.execute(statement)
    db.conn.execute("PRAGMA user_version = 2")


def migrations() -> Migrations:
    """The named steps from an empty file to the newest schema."""
    from sqlite_utils.migrations import Migrations

    steps = Migrations("tracker")
    steps()(m001_journal)
    steps()(m002_people)
    return steps


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database up to date, inside the caller's transaction: all steps or none."""
    # Costs more than a whole command does: only a file that is new or older pays for it.
    from sqlite_utils import Database

    migrations().apply(Database(connection, recursive_triggers=False))
