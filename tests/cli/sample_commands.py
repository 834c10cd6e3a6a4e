"""Commands that only tests of the program know: they print what reached them."""

from __future__ import annotations

import json
import sqlite3
from typing import Annotated

import typer

from tracker.cli import completion
from tracker.core.errors import UserError


class Refused(UserError):
    exit_code = 7


On = Annotated[str | None, typer.Option("--on", "-o", help="When it happened.")]
By = Annotated[str | None, typer.Option("--by", "-b", help="Who says so.")]
Json = Annotated[bool, typer.Option("--json", help="For programs.")]
Source = Annotated[str | None, typer.Option("--source", help="Where it is written [a rule, or 13(e)].")]


def log(
    step: Annotated[str, typer.Argument(autocompletion=completion.complete_steps)],
    note: Annotated[str, typer.Argument()] = "",
    on: On = None,
    by: By = None,
    source: Source = None,
    db: Annotated[str | None, typer.Option("--db")] = None,
) -> None:
    """Report [bold]what[/bold] happened, with a note.

    Examples:
      tracker log soundings "[red]not markup[/red]"   -o "July 2024"
        | cat > a-file
    """
    print(json.dumps({"step": step, "note": note, "on": on, "by": by, "source": source}))


def status(as_json: Json = False) -> None:
    """Where it stands.

    Examples:
      tracker status
    """
    print("json" if as_json else "plain")


def fail(how: str) -> int:
    """Go wrong in one of several ways.

    Examples:
      tracker fail refused
    """
    if how == "refused":
        raise Refused("no step 'man\x1b[31mdate'; the nearest is 'mandate'")
    if how == "sqlite":
        raise sqlite3.OperationalError("disk I/O error")
    if how == "system":
        raise PermissionError(13, "Permission denied", "/a/file")
    if how == "interrupt":
        raise KeyboardInterrupt
    if how == "fault":
        raise ZeroDivisionError
    print("caf\u00e9 \u0627\u0644\u0623\u0645\u0645 " + how)
    return 3


def undo(entry: Annotated[str, typer.Argument(autocompletion=completion.complete_entries)]) -> None:
    """Take back an entry.

    Examples:
      tracker undo k3f9a
    """
    print(entry)
