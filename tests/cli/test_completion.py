"""Completion as the shells see it: real bash, zsh and fish, on a real journal."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
import typer

from tests.book import shipped
from tests.cli.test_app import ROOT, SAMPLE
from tracker.cli import completion
from tracker.operations import campaigns
from tracker.operations.desk import Where
from tracker.operations.log import Draft, record

SHELLS = ("bash", "zsh", "fish")

#: A line of help that a shell must show, not obey.
HOSTILE = 'it\'s "quoted" $(touch pwned) `touch pwned` ; touch pwned \\'

SAMPLE_PROGRAM = f"""
import sys
from tracker.cli import app
from tracker.cli.manifest import Command
app.Group.entries = {{
    **app.Group.entries,
    "log": Command("Writing", "{SAMPLE}", "log", "Report what happened."),
    "undo": Command("Writing", "{SAMPLE}", "undo", "Take back an entry."),
}}
sys.exit(app.main())
"""


@pytest.fixture
def place(environment: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database of one campaign; the `tracker` on the path knows the sample commands."""
    folder = environment / "place"
    (folder / "bin").mkdir(parents=True)
    (folder / "program.py").write_text(SAMPLE_PROGRAM)
    command = folder / "bin" / "tracker"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" "{folder}/program.py" "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setenv("TRACKER_DB", str(folder / "tracker.db"))
    monkeypatch.setenv("TERM", "xterm")
    campaigns.new(
        Where(), "example", shipped(), organization="Example Organization", organ=None, session=80, by="desk"
    )
    record(Where(), [Draft(step="mandate", status="achieved", on="2024-09-13", note=HOSTILE, by="desk")])
    return folder


def script(shell: str, place: Path) -> Path:
    """The shell's completion script, as `--show-completion` prints it."""
    done = subprocess.run(
        ["tracker"],
        env={**os.environ, "_TRACKER_COMPLETE": f"source_{shell}"},
        capture_output=True,
        check=True,
    )
    file = place / f"completion.{shell}"
    file.write_bytes(done.stdout)
    return file


def offered(shell: str, line: str, place: Path) -> list[str]:
    """What the shell offers at the end of a line, by the program's own answer to its script."""
    words = line.split(" ")
    variables = {
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TRACKER_COMPLETE": f"complete_{shell}",
    }
    done = subprocess.run(
        ["tracker"], env={**os.environ, **variables}, capture_output=True, text=True, cwd=place, check=False
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def in_bash(line: str, place: Path) -> list[str]:
    words = line.split(" ")
    array = " ".join(word or '""' for word in words)
    typed = (
        f"source {script('bash', place)}; COMP_WORDS=({array}); "
        f"COMP_CWORD={len(words) - 1}; _tracker_completion tracker; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", typed], cwd=place, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.split()


def in_fish(line: str, place: Path) -> list[str]:
    typed = f"source {script('fish', place)}; complete -C '{line}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", typed],
        cwd=place,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [found.split("\t")[0] for found in done.stdout.splitlines()]


def in_zsh(line: str, place: Path, until: str) -> str:
    """What an interactive zsh shows once TAB was pressed at the end of the line, until a text appears."""
    setup = f"PS1='> '; autoload -Uz compinit; compinit -u -D; source {script('zsh', place)}; echo rea''dy\n"
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(place)
        os.execvp("zsh", ["zsh", "-f", "-i"])
    try:
        os.write(terminal, setup.encode())
        shown = read_until(terminal, "ready")
        os.write(terminal, f"{line}\t".encode())
        shown = read_until(terminal, until)
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)
    return shown


def read_until(terminal: int, text: str, seconds: float = 30) -> str:
    shown, ends = "", time.monotonic() + seconds
    while text not in shown:
        ready, _, _ = select.select([terminal], [], [], max(0, ends - time.monotonic()))
        assert ready, f"{text!r} did not appear in {shown!r}"
        shown += os.read(terminal, 4096).decode(errors="replace")
    return shown


def needs(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")


@pytest.mark.parametrize("shell", SHELLS)
def test_commands_steps_and_the_part_after_a_comma(shell: str, place: Path) -> None:
    found = {
        line: "\n".join(offered(shell, line, place)) for line in ("tracker don", "tracker log mandate,dos")
    }
    assert "done" in found["tracker don"]
    assert "mandate,dossier" in found["tracker log mandate,dos"]
    assert "soundings" not in found["tracker log mandate,dos"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_help_stands_beside_each_word(shell: str, place: Path) -> None:
    assert "Report what happened." in "\n".join(offered(shell, "tracker lo", place))


def test_a_real_bash_completes(place: Path) -> None:
    needs("bash")
    assert in_bash("tracker don", place) == ["done"]
    assert in_bash("tracker log mandate,dos", place) == ["mandate,dossier"]
    assert "soundings" in in_bash("tracker log ", place)
    assert in_bash("tracker process sh", place) == ["show"]


def test_a_real_fish_completes(place: Path) -> None:
    needs("fish")
    assert in_fish("tracker don", place) == ["done"]
    assert in_fish("tracker log mandate,dos", place) == ["mandate,dossier"]


def test_a_real_zsh_completes(place: Path) -> None:
    needs("zsh")
    assert "tracker done" in in_zsh("tracker don", place, "done")
    assert "mandate,dossier" in in_zsh("tracker log mandate,dos", place, "dossier")


@pytest.mark.parametrize("shell", SHELLS)
def test_no_shell_obeys_a_note(shell: str, place: Path) -> None:
    needs(shell)
    if shell == "zsh":
        shown = in_zsh("tracker undo \t", place, "it's")
        assert "quoted" in shown or "example" in shown
    else:
        found = in_bash("tracker undo ", place) if shell == "bash" else in_fish("tracker undo ", place)
        assert len(found) == 2
    assert not (place / "pwned").exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_rich_is_not_loaded(shell: str, place: Path) -> None:
    (place / "program.py").write_text(
        SAMPLE_PROGRAM.replace("sys.exit(app.main())", "")
        + "try:\n    app.main()\nfinally:\n    open('modules', 'w').write(' '.join(sys.modules))\n"
    )
    assert offered(shell, "tracker log mand", place)
    modules = (place / "modules").read_text().split()
    assert "sqlite3" in modules
    assert not {"rich", "sqlite_utils", "dateutil"} & set(modules)


@pytest.mark.parametrize("shell", SHELLS)
def test_trouble_offers_nothing_and_says_nothing(shell: str, place: Path) -> None:
    (place / "tracker.db").write_bytes(b"no database at all" * 100)
    assert [line for line in offered(shell, "tracker log mand", place) if line not in ("", "_files")] == []


def test_option_before_the_word_names_the_database(place: Path) -> None:
    moved = place / "elsewhere.db"
    (place / "tracker.db").rename(moved)
    assert offered("bash", "tracker log mand", place) == [""]
    assert offered("bash", f"tracker log --db {moved} mand", place) == ["mandate"]


@pytest.mark.parametrize(
    ("shell", "file", "rc"),
    [
        ("bash", ".bash_completions/tracker.sh", ".bashrc"),
        ("zsh", ".zfunc/_tracker", ".zshrc"),
        ("fish", ".config/fish/completions/tracker.fish", None),
    ],
)
def test_completion_is_installed_for_the_shell_that_asks(
    shell: str, file: str, rc: str | None, place: Path, environment: Path
) -> None:
    needs(shell)
    quiet = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    typed = "tracker --install-completion; true"
    subprocess.run([shell, *quiet, "-c", typed], check=True, capture_output=True, timeout=60)
    assert f"complete_{shell}" in (environment / file).read_text()
    if rc is not None:
        assert file.partition("/")[0] in (environment / rc).read_text()


def test_each_completion_knows_its_words(place: Path) -> None:
    campaigns.mark(Where(), "last-council", on="2024-09-13", by="desk")
    found = {name: dict(getattr(completion, name)(half_typed(steps="mandate"), "")) for name in COMPLETIONS}
    assert found["complete_steps"]["mandate"] == "Mandate"
    assert {"achieved", "in-progress", "blocked", "not-needed"} <= found["complete_statuses"].keys()
    assert "deferred" not in found["complete_statuses"]
    assert found["complete_campaigns"] == {"example": "Example Organization"}
    assert found["complete_marks"] == {"last-council": "2024-09-13"}
    assert "80" in found["complete_sessions"]
    assert "un-observer" in found["complete_processes"]
    assert found["complete_steps"].items() <= found["complete_subjects"].items()
    assert all(len(tail) == 5 for tail in found["complete_entries"])
    assert len(found["complete_entries"]) == 3


def test_without_a_database_nothing_is_offered(place: Path) -> None:
    (place / "tracker.db").unlink()
    ships = {name for name in COMPLETIONS if name.rpartition("_")[2] in SHIPPED}
    for name in COMPLETIONS - ships:
        assert getattr(completion, name)(half_typed(), "") == [], name
    assert not (place / "tracker.db").exists()


def test_every_completion_that_an_option_names_exists() -> None:
    options = (ROOT / "tracker" / "cli" / "options.py").read_text(encoding="utf-8")
    named = set(re.findall(r"completer\(\"(\w+)\"\)", options))
    assert named
    assert named <= COMPLETIONS


#: What is offered comes with the program, and not from a database.
SHIPPED = {"processes", "states", "positions", "heard", "roles", "how", "about"}

COMPLETIONS = {name for name in vars(completion) if name.startswith("complete_")}


def half_typed(**params: str) -> typer.Context:
    """The context of a line of which these parameters are typed."""
    return cast(typer.Context, SimpleNamespace(params=params))
