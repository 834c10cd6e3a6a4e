"""The outlook and the board, kept as files: read each changed one before it is committed.

The International Coffee Organization is replayed from the record; the States of `blockers` do not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result
from tests.core.test_replay_coffee_sponsors import typed
from tests.operations.office import Office
from tests.states import met, nothing, stand
from tests.views.test_board import view
from tests.views.test_screens import screen
from tracker.core.stances import Role
from tracker.core.text import width
from tracker.core.when import day

Run = Callable[..., Result]
Golden = Callable[[str, str], None]

#: (scene, name, words), each at 80 and at 160 columns.
SCREENS = [
    ("empty", "outlook", ("outlook",)),
    ("empty", "states", ("states",)),
    ("coffee", "outlook", ("outlook", "--as-of", "2024-10-30")),
    ("coffee", "states", ("states", "--as-of", "2024-10-30")),
    ("coffee", "states-sponsors", ("states", "--role", "sponsor", "--as-of", "2024-10-30")),
    ("coffee", "show-state", ("show", "BRA", "--as-of", "2024-10-30")),
]
#: The outlook of invented States: (columns, rows, ASCII).
BLOCKERS = [(80, None, False), (80, None, True), (80, 24, False), (100, None, False), (160, None, False)]


def blockers_file(columns: int, rows: int | None, ascii: bool) -> str:
    size = f"{columns}x{rows}" if rows else f"{columns}"
    return f"blockers-outlook-{size}{'-ascii' if ascii else ''}.txt"


FILES = {f"{scene}-{name}-{columns}.txt" for scene, name, _ in SCREENS for columns in (80, 160)}
FILES |= {blockers_file(*how) for how in BLOCKERS}


def without_tails(text: str) -> str:
    import re

    return re.sub(r"#[0-9a-z]{5}\b", "#xxxxx", text)


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize(("scene", "name", "words"), SCREENS)
def test_screen(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run: Run,
    golden: Golden,
    scene: str,
    name: str,
    words: tuple[str, ...],
    columns: int,
) -> None:
    if scene == "coffee":
        office: Office = typed(tmp_path / "coffee", monkeypatch, along=True)
    else:
        office = Office(tmp_path, monkeypatch)
        office.new(81)
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = run(*words, "--db", str(office.where.db))
    assert (shown.code, shown.err) == (0, "")
    assert max(map(width, shown.out.splitlines())) <= columns
    golden(f"{scene}-{name}-{columns}.txt", without_tails(shown.out))


@pytest.mark.parametrize(("columns", "rows", "ascii"), BLOCKERS)
def test_blockers(golden: Golden, columns: int, rows: int | None, ascii: bool) -> None:
    """Two that could block, some hearsay, a group without a sponsor; no State of it exists."""
    found = nothing()
    for n in (1, 2, 3, 55, 56, 57, 132, 133, 165):
        one = stand(found, f"X{n:02}", "supporter", evidence="written")
        assert one.on is not None and one.said is not None
        one.roles = (Role("sponsor", 81, day(one.on.last), one.said),)
        met(found, one.state.code, "2026-05-04")
    for n in (4, 5, 6, 60, 61, 110, 140):
        stand(found, f"X{n:02}", "supporter", evidence="pr")
    for n in (7, 62, 111):
        stand(found, f"X{n:02}", "supporter", evidence="second-hand")
    for n in (8, 9, 63, 166):
        stand(found, f"X{n:02}", "leaning", evidence="delegate")
    for n in (10, 11, 64, 112, 141):
        stand(found, f"X{n:02}", "undecided", evidence="delegate")
    stand(found, "X115", "opposed", evidence="pr", note="not intergovernmental")
    met(found, "X115", "2026-03-11")
    stand(found, "X70", "reserved", evidence="delegate", note="wants the member list")
    met(found, "X70", "2026-07-02")
    shown = "\n".join(screen(view(list(found.values()), rows=rows, ascii=ascii), columns)) + "\n"
    assert max(map(width, shown.splitlines())) <= columns
    assert not ascii or shown.isascii()
    assert rows is None or len(shown.splitlines()) < rows
    golden(blockers_file(columns, rows, ascii), shown)
