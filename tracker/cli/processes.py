"""The commands about processes: list, show, check."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import options
from tracker.cli.output import console, print_json, say
from tracker.operations import processes as operation
from tracker.operations.desk import Where


def list_processes(
    json: options.Json = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """List the processes that can be followed: those that ship with tracker, and those in the database.

    Examples:
        tracker process list
    """
    found = operation.list_processes(Where(db, campaign), as_of=as_of, known_on=known_on)
    if json:
        from tracker.exports.names import process_list_json

        print_json(process_list_json((row.process, row.shipped, row.campaigns) for row in found))
        return 0
    from tracker.views.process import Listed, ProcessList

    console().print(ProcessList([Listed(row.process, row.shipped, row.campaigns) for row in found]))
    return 0


def show(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE]",
            help="A process by its key, or a TOML file. Default: the one that the campaign follows.",
            autocompletion=options.completer("complete_processes"),
            show_default=False,
        ),
    ] = None,
    json: options.Json = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Show a process: milestones, steps and what they require, date rules with their sources, outcomes.

    Examples:
        tracker process show un-observer
        tracker process show my-process.toml
        tracker process show --json
    """
    process = operation.find_process(Where(db, campaign), name, as_of=as_of, known_on=known_on)
    if json:
        from tracker.exports.names import process_json

        print_json(process_json(process))
        return 0
    from tracker.views.process import ProcessView

    console().print(ProcessView(process))
    return 0


def check(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="A process file in TOML, or a shipped one.", show_default=False),
    ],
    json: options.Json = False,
) -> int:
    """Check a process file. What is wrong is said with file, line, place and reason, and ends with 1.

    Examples:
        tracker process check my-process.toml
    """
    process = operation.load_process(file)
    if json:
        from tracker.exports.names import process_json

        print_json({"right": True, **process_json(process)})
        return 0
    from tracker.views.process import right

    say([right(process, file)])
    return 0
