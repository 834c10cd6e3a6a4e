"""What people look at, kept as files: a change of a screen is seen and read in a review.

`pytest tests/test_golden.py --update-golden` writes the files anew. Read each changed one, line by line,
before it is committed. `.ansi` files are for `cat`: they hold the colours of a 256-colour terminal.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import scenes
from tests.conftest import GOLDEN, Result
from tests.operations.office import Office
from tests.views.test_changes_golden import SCREENS as CHANGES
from tests.views.test_states_golden import FILES as STATES
from tracker.cli import output
from tracker.core.text import width
from tracker.operations import clock

Run = Callable[..., Result]
Golden = Callable[[str, str], None]

#: Scene: (its campaign, the day on which it is looked at). The sample's is that of `tracker demo`.
SCENES = {
    "sample": (None, "2024-09-24"),
    "trouble": (scenes.trouble, scenes.TROUBLE),
    "again": (scenes.again, scenes.AGAIN),
    "deferrals": (scenes.deferrals, scenes.DEFERRED),
}

#: (scene, command, columns, rows, more words). Without rows: as through a pipe, all of it.
SCREENS = [
    *[
        ("sample", command, columns, None, "")
        for command in ("status", "timeline")
        for columns in (80, 100, 160)
    ],
    ("sample", "status", 80, 24, ""),
    ("sample", "status", 100, 40, ""),
    ("sample", "status", 80, None, "--ascii"),
    ("sample", "timeline", 80, None, "--ascii"),
    *[
        ("trouble", command, columns, None, "")
        for command in ("status", "timeline")
        for columns in (80, 100, 160)
    ],
    ("trouble", "status", 80, 24, ""),
    ("trouble", "timeline", 80, None, "--ascii"),
    ("again", "status", 80, None, ""),
    ("again", "timeline", 100, None, ""),
    ("deferrals", "status", 80, None, ""),
    ("deferrals", "timeline", 80, None, ""),
    ("deferrals", "timeline", 80, None, "--ascii"),
    ("deferrals", "timeline", 160, None, ""),
]
COLOURED = [
    ("sample", "status", 80),
    ("sample", "timeline", 80),
    ("trouble", "status", 80),
    ("trouble", "timeline", 80),
]


def file_of(scene: str, command: str, columns: int, rows: int | None = None, words: str = "") -> str:
    size = f"{columns}x{rows}" if rows else f"{columns}"
    return "-".join([scene, command, size, *words.replace("--", "").split()]) + ".txt"


class Stage:
    """A scene in a database of its own, and the commands that look at it as in a terminal of some size."""

    def __init__(self, folder: Path, run: Run, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.run, self.patch = folder, run, patch
        self.db = ""

    def set(self, scene: str) -> list[str]:
        """Make the database of a scene; the words that look at it."""
        make, day = SCENES[scene]
        if make is None:
            self.db = str(self.folder / "demo.db")
            assert self.run("demo", "--db", self.db).code == 0
            self.patch.setattr(clock, "now", lambda: datetime(2026, 11, 24, 10, tzinfo=UTC))
            return ["--db", self.db, "--as-of", day]
        office = Office(self.folder, self.patch)
        make(office)
        self.db = str(office.where.db)
        return ["--db", self.db]

    def look(self, scene: str, command: str, columns: int, rows: int | None = None, words: str = "") -> str:
        where = self.set(scene)
        self.patch.setenv("COLUMNS", str(columns))
        if rows is not None:
            self.patch.setattr(output, "_terminal", lambda: (columns, rows))
        result = self.run(command, *where, *words.split())
        assert (result.code, result.err) == (0, "")
        return result.out


@pytest.fixture
def stage(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(tmp_path, run, monkeypatch)


@pytest.mark.parametrize(("scene", "command", "columns", "rows", "words"), SCREENS)
def test_screen(
    stage: Stage, golden: Golden, scene: str, command: str, columns: int, rows: int | None, words: str
) -> None:
    shown = stage.look(scene, command, columns, rows, words)
    assert max(map(width, shown.splitlines())) <= columns
    assert "\x1b" not in shown
    if words == "--ascii":
        assert shown.isascii()
    if rows is not None:
        assert len(shown.splitlines()) < rows, "a line is left for the prompt"
    golden(file_of(scene, command, columns, rows, words), shown)


@pytest.mark.parametrize(("scene", "command", "columns"), COLOURED)
def test_screen_in_colour(
    stage: Stage, golden: Golden, monkeypatch: pytest.MonkeyPatch, scene: str, command: str, columns: int
) -> None:
    """The same words as without: colour says nothing that the text does not."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("COLORTERM", raising=False)
    shown = stage.look(scene, command, columns)
    golden(file_of(scene, command, columns).replace(".txt", ".ansi"), shown)
    monkeypatch.delenv("FORCE_COLOR")
    monkeypatch.setenv("NO_COLOR", "1")
    assert (
        bare(shown)
        == stage.run(command, *([] if scene != "sample" else ["--as-of", "2024-09-24"]), "--db", stage.db).out
    )


def bare(text: str) -> str:
    """The text without colours."""
    return re.sub("\x1b\\[[0-9;]*m", "", text)


def test_demo(stage: Stage, golden: Golden, environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a newcomer sees first, up to the place of the database."""
    monkeypatch.setenv("COLUMNS", "80")
    shown = stage.run("demo")
    assert (shown.code, shown.err) == (0, "")
    golden("demo-80.txt", shown.out.replace(str(environment), "/home/you"))


def test_nine_deferrals_fit_a_screen_of_80_columns(stage: Stage) -> None:
    assert len(stage.look("deferrals", "timeline", 80).splitlines()) <= 45


def test_through_a_pipe_it_is_160_wide_and_without_colour(stage: Stage, golden: Golden) -> None:
    """A real pipe of a real process, with COLUMNS unset: the same text as in a terminal of 160 columns."""
    where = stage.set("sample")
    for command in ("status", "timeline"):
        words = [sys.executable, "-m", "tracker", command, *where]
        environ = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
        piped = subprocess.run(words, env=environ, capture_output=True, check=True).stdout.decode()
        golden(file_of("sample", command, 160), piped)


# --- in a terminal

#: (columns, rows, the environment's own, the command, the file that it must look like).
TERMINALS = [
    (80, 24, "TERM=xterm-256color", "status", "sample-status-80x24.txt"),
    (80, 50, "TERM=xterm-256color", "status", "sample-status-80.txt"),
    (80, 50, "TERM=xterm-256color", "timeline", "sample-timeline-80.txt"),
    (100, 40, "TERM=xterm-256color", "status", "sample-status-100x40.txt"),
    (100, 40, "TERM=xterm-256color", "timeline", "sample-timeline-100.txt"),
    (160, 50, "TERM=xterm-256color", "timeline", "sample-timeline-160.txt"),
    (80, 50, "TERM=linux", "status", "sample-status-80-ascii.txt"),
    (80, 50, "LANG=C", "timeline", "sample-timeline-80-ascii.txt"),
]


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
@pytest.mark.parametrize(("columns", "rows", "variable", "command", "name"), TERMINALS)
def test_a_terminal_shows_what_the_file_holds(
    stage: Stage, tmp_path: Path, columns: int, rows: int, variable: str, command: str, name: str
) -> None:
    """Typed into a shell in tmux and read off its screen, with the line typed wiped first."""
    where = " ".join(map(shlex.quote, stage.set("sample")))
    done = tmp_path / "done"
    typed = f"clear; {variable} {sys.executable} -m tracker {command} {where}; touch {done}"
    expected = [line.rstrip() for line in (GOLDEN / name).read_text().splitlines()]
    with tempfile.TemporaryDirectory(prefix="tmux") as folder:
        tmux = ["tmux", "-u", "-S", f"{folder}/socket", "-f", os.devnull]
        size = ["-x", str(columns), "-y", str(rows)]
        # readline, in this process, puts COLUMNS and LINES where only a copied environment has them not.
        environ = dict(os.environ)
        subprocess.run([*tmux, "new-session", "-d", *size, "env PS1='$ ' sh"], env=environ, check=True)
        try:
            subprocess.run([*tmux, "send-keys", typed, "Enter"], check=True)
            end = time.monotonic() + 30
            while time.monotonic() < end:
                shown = screen_of(tmux) if done.exists() else []
                if shown[-1:] == ["$"]:
                    break
                time.sleep(0.1)
        finally:
            subprocess.run([*tmux, "kill-server"], check=True)
    assert shown[:-1] == expected


def screen_of(tmux: list[str]) -> list[str]:
    """The lines on the screen of tmux, those that scrolled off it too, up to the prompt."""
    read = subprocess.run([*tmux, "capture-pane", "-p", "-S", "-"], capture_output=True, check=True)
    return [line.rstrip() for line in read.stdout.decode().rstrip().splitlines()]


# --- the picture in README


def test_picture_in_readme(stage: Stage, golden: Golden) -> None:
    """The sample's timeline as `timeline --svg` writes it; the picture needs nothing from the network."""
    path = stage.folder / "timeline.svg"
    stage.patch.setenv("COLUMNS", "100")
    assert stage.run("timeline", "--svg", str(path), *stage.set("sample")).code == 0
    picture = path.read_text(encoding="utf-8")
    assert re.findall(r"\w+://[^\"]*", picture) == ["http://www.w3.org/2000/svg"]
    golden("timeline.svg", picture)


def test_no_file_is_left_that_no_test_compares() -> None:
    plain = {file_of(*screen) for screen in SCREENS}
    plain |= {f"{scene}-{name}-{columns}.txt" for name, scene, _ in CHANGES for columns in (80, 160)}
    plain |= STATES
    coloured = {file_of(*screen).replace(".txt", ".ansi") for screen in COLOURED}
    assert {path.name for path in GOLDEN.iterdir()} == plain | coloured | {"demo-80.txt", "timeline.svg"}
