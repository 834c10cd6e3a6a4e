"""A batch of reports from a TOML or CSV file: all or nothing, with every problem named by its row."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.core.errors import UserError
from tracker.core.text import nearest, quoted
from tracker.operations import clock, desk
from tracker.operations.desk import Where
from tracker.operations.files import read_file
from tracker.operations.log import Draft, prepare, write
from tracker.operations.receipt import Receipt

#: The columns of a batch, as they may be headed, and the field of a draft that each fills.
COLUMNS = {
    "step": "step",
    "date": "on",
    "on": "on",
    "status": "status",
    "ref": "refs",
    "refs": "refs",
    "note": "note",
    "session": "session",
    "to-session": "to_session",
    "owner": "owner",
    "source": "source",
    "because": "because",
    "by": "by",
    "visibility": "visibility",
    "route": "route",
    "doubt": "doubt",
}


class BadBatch(UserError):
    """A batch that cannot be recorded; nothing of it was."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a batch and the draft it makes."""

    place: str  # "row 3"
    draft: Draft


def record_batch(where: Where, path: str, *, by: str | None, visibility: str | None) -> Receipt:
    """Record every row as one act; requirements are reported, never refused.

    Raises BadBatch with every row's problem, and nothing is written.
    """
    rows = _rows(path, by, visibility)
    now = clock.now()
    problems: list[str] = []
    with desk.writing(where) as journal:
        campaign = desk.choose(journal, where)

        def compose(found: Any) -> list[Any]:
            entries = []
            for row in rows:
                try:
                    entries.append(prepare(row.draft, found, now))
                except UserError as error:
                    problems.append(f"{row.place}: {error}")
            if problems:
                more = f" (and {len(problems) - 1} more rows)" if len(problems) > 1 else ""
                raise BadBatch(f"{problems[0]}{more} Nothing of the batch was recorded.")
            return entries

        return write(journal, campaign, now, compose, anyway=True)


def _rows(path: str, by: str | None, visibility: str | None) -> list[Row]:
    data = sys.stdin.buffer.read() if path == "-" else read_file(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadBatch(f"{quoted(path)} is not UTF-8 text: nothing was recorded.") from None
    tables = _toml(text, path) if path.lower().endswith(".toml") else _csv(text, path)
    rows = [Row(place, _draft(table, place, by, visibility)) for place, table in tables]
    if not rows:
        raise BadBatch(f"{quoted(path)} holds no rows: nothing was recorded.")
    return rows


def _toml(text: str, path: str) -> list[tuple[str, Mapping[str, Any]]]:
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadBatch(f"{quoted(path)} is not TOML ({error}): nothing was recorded.") from None
    tables = found.get("entry")
    if (
        not isinstance(tables, list)
        or set(found) != {"entry"}
        or not all(isinstance(t, dict) for t in tables)
    ):
        raise BadBatch(f"{quoted(path)} must hold [[entry]] tables and nothing else: nothing was recorded.")
    return [(f"entry {number}", table) for number, table in enumerate(tables, 1)]


def _csv(text: str, path: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Rows by the names of the first line; comma or semicolon, whichever the first line holds more of."""
    first = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    try:
        lines = [(reader.line_num, line) for line in reader]
    except csv.Error as error:
        raise BadBatch(f"{quoted(path)}, line {reader.line_num}: {error}: nothing was recorded.") from None
    if not lines:
        return []
    names = [name.strip().lower() for name in lines[0][1]]
    rows: list[tuple[str, Mapping[str, Any]]] = []
    for number, line in lines[1:]:
        if not any(cell.strip() for cell in line):
            continue
        if len(line) > len(names):
            raise BadBatch(f"row {number}: more cells than columns. Nothing of the batch was recorded.")
        values = {n: c.strip() for n, c in zip(names, line, strict=False) if c.strip()}
        rows.append((f"row {number}", values))
    for name in names:
        _field(name, "the first line")
    return rows


def _field(name: str, place: str) -> str:
    field = COLUMNS.get(name.replace("_", "-"))
    if field is None:
        near = nearest(name, COLUMNS)
        hint = f"the nearest is {near}" if near else f"there are {', '.join(COLUMNS)}"
        raise BadBatch(
            f"{place}: there is no column {quoted(name)}: {hint}. Nothing of the batch was recorded."
        )
    return field


def _draft(table: Mapping[str, Any], place: str, by: str | None, visibility: str | None) -> Draft:
    values: dict[str, Any] = {}
    for name, value in table.items():
        field = _field(str(name).lower(), place)
        values[field] = _value(field, value, place)
    if not values.get("step"):
        raise BadBatch(f"{place}: no step. Nothing of the batch was recorded.")
    values.setdefault("by", by)
    values.setdefault("visibility", visibility)
    return Draft(**values)


def _value(field: str, value: Any, place: str) -> Any:
    if field == "refs":
        items = value if isinstance(value, list) else str(value).split()
        return tuple(str(item) for item in items)
    if field in ("session", "to_session"):
        try:
            return int(value)
        except (TypeError, ValueError):
            raise BadBatch(
                f"{place}: {quoted(str(value))} is no session number. Nothing was recorded."
            ) from None
    if field == "doubt":
        return str(value).strip().lower() in ("true", "yes", "x", "1")
    return str(value)
