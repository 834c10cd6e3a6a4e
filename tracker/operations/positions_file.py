"""Positions from the table that an office has: a CSV file or a spreadsheet, all of it or nothing.

Columns are known by their names, whatever their order. One row is one State; a row that says what is on
record already is passed over, so a table can be read again after a few rows were added.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from tracker.core.entry import Entry
from tracker.core.errors import UserError
from tracker.core.live import live
from tracker.core.text import nearest, quoted
from tracker.operations import clock, desk, outreach, states
from tracker.operations.desk import View, Where
from tracker.operations.files import read_file
from tracker.operations.people import Common
from tracker.operations.positions import draft_of
from tracker.store import people as reads
from tracker.store.journal import Journal

#: The names that a column may have, and what it fills.
COLUMNS = {
    "state": "state",
    "country": "state",
    "member state": "state",
    "code": "state",
    "position": "position",
    "stance": "position",
    "role": "role",
    "roles": "role",
    "position/role": "position",
    "evidence": "evidence",
    "date": "on",
    "on": "on",
    "note": "note",
    "notes": "note",
    "remarks": "note",
    "session": "session",
    "source": "source",
    "because": "because",
    "by": "by",
    "visibility": "visibility",
    "ref": "ref",
}

_NOTHING = "nothing was imported."

#: What makes two reports the same.
_SAME = ("subject", "on", "position", "roles", "evidence", "session", "note")


class BadTable(UserError):
    """A table that cannot be taken in; nothing of it was. `problems` names each row with what is wrong."""

    def __init__(self, message: str, problems: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class NoReader(UserError):
    """A spreadsheet, and nothing installed that reads it."""


@dataclass(slots=True)
class Table:
    """What a table says: an entry by row, and how many rows were on record already."""

    rows: list[tuple[str, Entry]] = field(default_factory=list)  # ("row 3", its entry)
    known: int = 0
    written: bool = False
    names: dict[str, str] = field(default_factory=dict)  # the full name of each State, by its code


def import_positions(
    where: Where, path: str, *, dry_run: bool = False, by: str | None = None, visibility: str | None = None
) -> Table:
    """Record every row as one act, or with `dry_run` only say what would be recorded.

    Raises NoFile, NoReader, BadTable with the problem of every row; then nothing is written.
    """
    rows = list(_rows(path))
    now = clock.now()
    opened = desk.reading(where) if dry_run else desk.writing(where)
    with opened as journal:
        campaign = desk.choose(journal, where)
        view = desk.view(journal, campaign, now.date(), None, outreach.KINDS)
        found = _table(rows, view, _on_record(journal, view), now.date(), by, visibility)
        if not dry_run and found.rows:
            written = journal.append([entry for _, entry in found.rows], now)
            found.rows = [(place, e) for (place, _), e in zip(found.rows, written, strict=True)]
        found.written = not dry_run
    return found


def _on_record(journal: Journal, view: View) -> set[tuple[object, ...]]:
    """What the positions on record say."""
    said = reads.said(journal, view.state.campaign, as_of=view.state.as_of)
    return {_key(e) for e in live(outreach.joined(view.entries, said), None) if e.kind == "position"}


def _key(entry: Entry) -> tuple[object, ...]:
    return tuple(getattr(entry, name) for name in _SAME)


def _table(
    rows: list[tuple[str, dict[str, str]]],
    view: View,
    on_record: set[tuple[object, ...]],
    today: date,
    by: str | None,
    visibility: str | None,
) -> Table:
    found, problems = Table(), []
    for place, values in rows:
        try:
            entry, name = _entry(values, view, today, by, visibility)
        except UserError as error:
            problems.append(f"{place}: {error}")
            continue
        found.names[entry.subject or ""] = name
        if _key(entry) in on_record:
            found.known += 1
        else:
            found.rows.append((place, entry))
            on_record.add(_key(entry))
    if problems:
        count = f"{len(problems)} rows have" if len(problems) > 1 else "one row has"
        raise BadTable(f"{count} a problem: {_NOTHING}", problems)
    return found


def _entry(
    values: Mapping[str, str], view: View, today: date, by: str | None, visibility: str | None
) -> tuple[Entry, str]:
    """The entry of a row, and the full name of its State."""
    if not values.get("state"):
        raise BadTable("no State is named.")
    state = states.known().find(values["state"])
    common = Common(
        note=values.get("note"),
        on=values.get("on"),
        source=values.get("source"),
        because=values.get("because"),
        refs=values.get("ref", "").split(),
        visibility=values.get("visibility", visibility),
        by=values.get("by", by),
    )
    roles = [values["role"]] if "role" in values else []
    draft = draft_of(
        view.state, today, values.get("position"), common, roles, values.get("evidence"), _session(values)
    )
    return replace(draft, subject=state.code), state.full()


def _session(values: Mapping[str, str]) -> int | None:
    text = values.get("session")
    if text is None:
        return None
    if not text.isdecimal():
        raise BadTable(f"{quoted(text)} is no session number.")
    return int(text)


# --- reading


def _rows(path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row that holds anything, with its number as the table shows it, by the fields it fills."""
    lines = _spreadsheet(path) if path.lower().endswith((".xlsx", ".xlsm")) else _csv(path)
    heads = next(lines, None)
    if heads is None:
        raise BadTable(f"{quoted(path)} is empty: {_NOTHING}")
    names = [_field(head) for head in heads[1]]
    given = [name for name in names if name is not None]
    doubled = next((name for name in given if given.count(name) > 1), None)
    if doubled is not None:
        raise BadTable(f"two columns of the first line are both the {doubled}: {_NOTHING}")
    if "state" not in given or not {"position", "role"} & {*given}:
        raise BadTable(f"the first line must name the columns, state and position among them: {_NOTHING}")
    for number, cells in lines:
        values = {n: c.strip() for n, c in zip(names, cells, strict=False) if n is not None and c.strip()}
        if values:
            yield f"row {number}", values


def _field(head: str) -> str | None:
    """What a column fills; None for one without a name. Raises BadTable for a name that is not known."""
    name = " ".join(head.strip().lower().replace("_", " ").split())
    if not name:
        return None
    if name not in COLUMNS:
        near = nearest(name, COLUMNS)
        hint = f"the nearest is {near}" if near else f"there are {', '.join(dict.fromkeys(COLUMNS.values()))}"
        raise BadTable(f"there is no column {quoted(head)}: {hint}; {_NOTHING}")
    return COLUMNS[name]


def _csv(path: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a CSV file; comma, semicolon or tab, whichever the first line holds most of."""
    try:
        text = read_file(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadTable(f"{quoted(path)} is not UTF-8 text: {_NOTHING}") from None
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        for line in reader:
            yield reader.line_num, line
    except csv.Error as error:
        raise BadTable(f"{quoted(path)}, line {reader.line_num}: {error}: {_NOTHING}") from None


def _spreadsheet(path: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet, as text."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise NoReader(
            f"Nothing installed reads {quoted(path)}: pip install 'tracker[xlsx]', or save it as CSV."
        ) from None
    data = io.BytesIO(read_file(path))
    try:
        book = load_workbook(data, read_only=True, data_only=True)
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            yield number, [_cell(value) for value in row]
    except UserError:
        raise
    except Exception as error:  # whatever a broken file makes of it
        raise BadTable(f"{quoted(path)} cannot be read as a spreadsheet ({error}): {_NOTHING}") from None


def _cell(value: Any) -> str:
    """What a cell shows: a day for a date, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
