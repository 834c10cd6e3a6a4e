"""`changes` and `changes --dates`, kept as files: read each changed one before it is committed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import scenes
from tests.operations.office import Office
from tracker.cli.app import load
from tracker.cli.changing import changes
from tracker.cli.manifest import READING, Command
from tracker.core.text import width
from tracker.operations import clock

Golden = Callable[[str, str], None]


def meeting(office: Office) -> None:
    """The invented campaign at its meeting: late, moved twice, reported late, corrected, taken back."""
    scenes.trouble(office)
    office.on("2026-06-08").log("un-partnerships", "achieved", on="2026-06-01", note="agreement signed")
    office.on("2026-07-01").undo(office.entries()[-1].short, because="it was initialled, not signed")
    mandate = next(e for e in office.entries() if e.subject == "mandate")
    office.on("2026-07-02").correct(mandate.short, on="2025-09-03", because="the minutes say so")
    office.log("soundings", on="2026-06-02", note="State Q asks for the member list", source="note verbale")
    office.on("2026-07-13").plan("letter", "2026-08-05", because="State P asks for a shorter memorandum")
    office.log("core-group", "in-progress", on="2026-07-10", note="both States have their instructions")
    office.log("membership", on="2026-07-08", note="State T has ratified the treaty", refs=("C.N.12",))
    office.on(scenes.TROUBLE)


SCENES = {"meeting": meeting, "trouble": scenes.trouble, "again": scenes.again, "deferrals": scenes.deferrals}

#: (name, scene, words).
SCREENS = [
    ("changes", "meeting", {}),
    ("changes", "deferrals", {}),
    ("changes-dates", "meeting", {"dates": True}),
    ("changes-dates", "again", {"dates": True}),
    ("changes-dates", "deferrals", {"dates": True}),
    ("changes-dates-letter", "meeting", {"dates": True, "step": "letter"}),
    ("changes-dates-plenary", "deferrals", {"dates": True, "step": "plenary-action"}),
]


def look(
    office: Office, patch: pytest.MonkeyPatch, out: pytest.CaptureFixture[str], columns: int, **words: object
) -> str:
    patch.setenv("COLUMNS", str(columns))
    out.readouterr()
    assert changes(db=office.where.db, **words) == 0  # type: ignore[arg-type]
    text = out.readouterr().out
    assert max(map(width, text.splitlines())) <= columns
    return re.sub(r"#[0-9a-z]{5}\b", "#xxxxx", text)


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize(("name", "scene", "words"), SCREENS)
def test_screen(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    golden: Golden,
    name: str,
    scene: str,
    words: dict[str, object],
    columns: int,
) -> None:
    office = Office(tmp_path, monkeypatch)
    SCENES[scene](office)
    golden(f"{scene}-{name}-{columns}.txt", look(office, monkeypatch, capsys, columns, **words))


def test_the_mark_that_was_set_later_for_the_day_of_the_council(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sample: nothing was on record on the day of its mark, and the screen says so."""
    from tracker.cli.app import main

    db = str(tmp_path / "demo.db")
    assert main(["demo", "--db", db]) == 0
    monkeypatch.setattr(clock, "now", lambda: datetime(2024, 9, 24, 10, tzinfo=UTC))
    monkeypatch.setenv("COLUMNS", "80")
    capsys.readouterr()
    assert changes(db=db) == 0
    text = capsys.readouterr().out
    assert "Nothing was on record by 13 Sep 2024; recording began on 24 Sep 2024." in text
    assert "✓ 13 Sep 2024  Mandate: achieved, was in progress." in text


def test_the_command_explains_itself() -> None:
    command = load("changes", Command(READING, "tracker.cli.changing", "changes", "What changed."))
    names = {name for param in command.params for name in param.opts}
    assert {"--since", "--until", "--dates", "--all", "--json", "--ascii", "--as-of", "--known-on"} <= names
