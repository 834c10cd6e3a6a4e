"""The table that an office has comes in whole or not at all, and every bad row is named."""

from __future__ import annotations

import builtins
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.operations.office import Office, code
from tracker.core.entry import Entry
from tracker.operations import states
from tracker.operations.positions_file import BadTable, NoReader, Table, import_positions

A, B = code(3), code(40)
NAME = states.known().find(B).names["fr"]


def table(folder: Path, text: str, name: str = "positions.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def book(folder: Path, *rows: tuple[Any, ...]) -> Path:
    file = folder / "positions.xlsx"
    made = Workbook()
    for row in rows:
        made.active.append(row)
    made.save(file)
    return file


def take(office: Office, file: Path, **values: Any) -> Table:
    return import_positions(office.where, str(file), by=office.by, **values)


def positions(office: Office) -> list[Entry]:
    return [e for e in office.entries() if e.kind == "position"]


GOOD = (
    "Member State;Position;Evidence;Date;Remarks;Session;Source;By\n"
    f"{A};leaning;pr;2024-09-01;wants the list;;cable;Legal\n"
    f"{NAME};sponsor;;10 Sep 2024;;79;;\n"
    ";;;;;;;\n"
)


def test_columns_are_known_by_their_names_and_rows_become_entries(office: Office, tmp_path: Path) -> None:
    office.new()
    found = take(office, table(tmp_path, GOOD))
    assert [place for place, _ in found.rows] == ["row 2", "row 3"]
    first, second = positions(office)
    assert (first.subject, first.position, first.evidence, first.on, first.note, first.source) == (
        A, "leaning", "pr", "2024-09-01", "wants the list", "cable",
    )  # fmt: skip
    assert (first.recorded_by, second.recorded_by) == ("Legal", office.by)
    assert (second.subject, second.roles, second.session, second.on) == (B, ("sponsor",), 79, "2024-09-10")
    assert first.recorded_at == second.recorded_at


def test_a_dry_run_says_the_same_and_writes_nothing(office: Office, tmp_path: Path) -> None:
    office.new()
    file = table(tmp_path, GOOD)
    dry = take(office, file, dry_run=True)
    assert positions(office) == [] and not dry.written
    found = take(office, file)
    assert [(p, e.subject, e.position, e.roles) for p, e in dry.rows] == [
        (p, e.subject, e.position, e.roles) for p, e in found.rows
    ]


def test_read_again_it_adds_only_what_is_new(office: Office, tmp_path: Path) -> None:
    office.new()
    take(office, table(tmp_path, GOOD))
    found = take(office, table(tmp_path, GOOD + f"{A};reserved;;2024-09-20;;;;\n"))
    assert (found.known, len(found.rows), len(positions(office))) == (2, 1, 3)
    office.undo(positions(office)[0].short)
    assert take(office, table(tmp_path, GOOD)).known == 1, "what was taken back may come in again"


def test_every_bad_row_is_named_and_nothing_is_written(office: Office, tmp_path: Path) -> None:
    office.new()
    text = (
        "state,position,evidence,date,session,role\n"
        f"{A},leaning,,2024-09-01,,\n"
        "Xqzwv,leaning,,,,\n"
        f"{A},enthusiastic,,,,\n"
        f"{A},leaning,hearsay,,,\n"
        f"{A},leaning,,03/04/2024,,\n"
        f"{A},leaning,,2030-01-01,,\n"
        f"{A},sponsor,,,seventy,\n"
        f",leaning,,,,\n"
        f"{A},,,2024-09-01,,\n"
    )
    with pytest.raises(BadTable, match="8 rows") as error:
        take(office, table(tmp_path, text))
    rows = [problem.partition(":")[0] for problem in error.value.problems]
    assert rows == [f"row {n}" for n in range(3, 11)]
    assert "nothing was imported" in str(error.value)
    assert positions(office) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("state,note\nx,y\n", "state and position"),
        ("state,positon\n", "nearest is position"),
        ("state,country,position\n", "two columns"),
    ],
)
def test_a_table_whose_first_line_is_wrong_is_refused(
    office: Office, tmp_path: Path, text: str, why: str
) -> None:
    office.new()
    with pytest.raises(BadTable, match=why):
        take(office, table(tmp_path, text))
    (tmp_path / "latin.csv").write_bytes("state,position\nCôte".encode("latin-1"))
    with pytest.raises(BadTable, match="UTF-8"):
        take(office, tmp_path / "latin.csv")


def test_a_spreadsheet_is_read_with_its_dates_and_numbers(office: Office, tmp_path: Path) -> None:
    office.new()
    file = book(
        tmp_path,
        ("State", "Role", "Date", "Session", None),
        (A, "sponsor, spoke-for", datetime(2024, 9, 10), 79, "left aside"),
        (None, None, None, None, None),
        (NAME, "signatory", date(2024, 9, 11), 79.0, None),
    )
    found = take(office, file)
    assert [place for place, _ in found.rows] == ["row 2", "row 4"]
    first, second = positions(office)
    assert (first.roles, first.on, first.session) == (("sponsor", "spoke-for"), "2024-09-10", 79)
    assert (second.roles, second.on, second.session) == (("signatory",), "2024-09-11", 79)
    with pytest.raises(BadTable, match="spreadsheet"):
        take(office, table(tmp_path, "no zip", "broken.xlsx"))


def test_without_a_reader_of_spreadsheets_it_says_what_to_do(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.new()
    file = book(tmp_path, ("State", "Position"), (A, "leaning"))
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "openpyxl":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NoReader, match=r"tracker\[xlsx\].*CSV"):
        take(office, file)
