"""brief, documents and process adopt as functions of the command floor: what they print, what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.operations.office import Office
from tests.operations.test_adopting import second
from tracker.cli.adopting import adopt
from tracker.cli.briefing import brief, documents
from tracker.core.errors import UserError


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    found = Office(tmp_path, monkeypatch)
    found.on("2024-09-24").new(80)
    found.log("mandate", "achieved", on="2024-09-13")
    found.mark("last-council")
    found.on("2024-10-10").plan("dossier", "2025-03-01", owner="Legal")
    found.log("soundings", "in-progress", on="2024-10-01", refs=("A/79/141", "A/79/141/Add.1"))
    return found


def test_brief_reads_the_day_that_it_is_asked_for(
    office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert brief(db=office.where.db) == 0
    now = capsys.readouterr().out
    assert "1 Dossier       by 1 Mar 2025       in 142 days  owner: Legal" in now
    assert "- 1 date moved since last-council, 24 Sep 2024: Dossier -12 d." in now
    assert brief(db=office.where.db, as_of="2024-09-24") == 0
    assert "owner: Legal" not in capsys.readouterr().out
    assert brief(db=office.where.db, known_on="2024-09-24", ascii=True) == 0
    then = capsys.readouterr().out
    assert "as of Tue 24 Sep 2024" in then and then.isascii() and "\x1b" not in then


def test_brief_as_data(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert brief(db=office.where.db, json=True) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["as_of"], data["moved_since"]) == ("2024-10-10", "last-council")
    assert [(m["step"], m["days"]) for m in data["moved"]] == [("dossier", -12)]
    assert data["next"][0]["owner"] == "Legal"


def test_documents_on_the_screen_and_as_data(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert documents(db=office.where.db) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Example Organization: 2 documents on record"
    assert lines[3].startswith("    A/79/141/Add.1")
    assert documents(db=office.where.db, json=True, as_of="2024-09-30") == 0
    assert json.loads(capsys.readouterr().out)["documents"] == []


def test_adopt_says_what_changed(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    file = tmp_path / "second.toml"
    file.write_text(second(), encoding="utf-8")
    assert adopt(str(file), because="the organ changed its rules", db=office.where.db) == 0
    out = capsys.readouterr().out
    assert out.startswith("example follows un-observer version 2 (was 1) from 10 Oct 2024;")
    assert "mandate is endorsement" in out
    with pytest.raises(UserError, match="follows this un-observer, version 2, already"):
        adopt(str(file), db=office.where.db)
