"""Questions that a command asks in a terminal; nowhere else does it wait for an answer."""

from __future__ import annotations

import sys

import typer

from tracker.core.errors import UserError
from tracker.operations.desk import Where
from tracker.operations.log import Draft, Empty, OpenRequirements


class NotRecorded(UserError):
    """The one who was asked said no."""


def at_terminal() -> bool:
    """Whether somebody can be asked: both ends are a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str) -> bool:
    """Ask yes or no, on stderr; anything but yes is no. Without a terminal it is no."""
    return at_terminal() and typer.confirm(question, default=False, err=True)


def confirm_open(error: OpenRequirements) -> None:
    """Ask whether to record an achievement although steps that it requires are open.

    Without a terminal the error stands; a no raises NotRecorded.
    """
    if not at_terminal():
        raise error
    if not confirm(
        f"{error.step} requires {', '.join(error.missing)}, still open. Record it all the same, out of order?"
    ):
        raise NotRecorded("Nothing was recorded.")


def ask_for_draft(where: Where) -> Draft:
    """Ask for step, status, date and note; without a terminal a step must be named."""
    if not at_terminal():
        raise Empty("Name a step, as in: tracker log soundings 'positive feedback' -s in-progress.")
    from tracker.cli.output import columns
    from tracker.core.text import find, wrap
    from tracker.operations import desk

    state = desk.look(where).state
    keys = [s.key for s in state.process.steps]
    open_now = [s.step.key for s in state.steps if s.current and s.standing in ("must", "may")]
    for line in (f"Steps: {', '.join(keys)}", f"Open now: {', '.join(open_now) or 'none'}"):
        typer.echo("\n".join(wrap(line, columns(), "  ")), err=True)
    step = find(typer.prompt("Step", err=True), keys, what="step")
    found = state.process.step(step)
    assert found is not None
    words = ["in-progress", "blocked", "not-needed", *found.outcomes]
    status = typer.prompt(
        f"Status ({', '.join(words)}; empty: a note)", default="", show_default=False, err=True
    )
    on = typer.prompt("When", default="today", err=True)
    note = typer.prompt("Note", default="", show_default=False, err=True)
    return Draft(step=step, status=status.strip() or None, on=on, note=note.strip() or None)


_HELP = "\n\n# What happened, in words. Lines that begin with # are left out.\n"


def edited(note: str | None) -> str | None:
    """The note as it leaves the editor, without lines that begin with #. Nothing saved: nothing recorded."""
    import os
    import shlex
    import subprocess
    import tempfile

    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="tracker-") as folder:
        path = os.path.join(folder, "note.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write((note or "") + _HELP)
        before = os.stat(path).st_mtime_ns
        try:
            code = subprocess.run([*shlex.split(editor), path], check=False).returncode
        except (OSError, ValueError):
            raise Empty(f"The editor {editor!r} does not start: set VISUAL or EDITOR.") from None
        if code != 0 or os.stat(path).st_mtime_ns == before:
            raise Empty("The note was not saved in the editor: nothing was recorded.")
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = [line.rstrip("\n") for line in file if not line.startswith("#")]
    return "\n".join(lines).strip() or None
