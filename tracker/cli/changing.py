"""The command that says what changed: since the last Council, or how each date moved over time."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import options
from tracker.cli.output import ascii_wanted, console, print_json
from tracker.operations.desk import Where


def changes(
    step: Annotated[
        str | None,
        typer.Argument(
            metavar="[STEP]",
            help="Only what is about this step. Default: everything.",
            autocompletion=options.completer("complete_steps"),
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="MARK|DATE",
            help="The earlier moment. Default: the last mark; with --dates, the beginning.",
            autocompletion=options.completer("complete_marks"),
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="MARK|DATE",
            help="The later moment. Default: now.",
            autocompletion=options.completer("complete_marks"),
        ),
    ] = None,
    dates: Annotated[
        bool, typer.Option("--dates", help="How each date moved over time, with the reason at each bend.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also list old history that was entered in one go.")
    ] = False,
    json: options.Json = False,
    ascii: options.Ascii = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Show what happened, what was reported late, what was corrected, which dates moved and why.

    Compared is what this tool would have said at the one moment with what it says at the other.

    Examples:
        tracker changes
        tracker changes --since last-council --until 2024-11-20
        tracker changes --dates
        tracker changes letter --dates
    """
    from tracker.operations import changes as operation
    from tracker.operations import clock

    where = Where(db, campaign)
    moments = {"since": since, "until": until, "as_of": as_of, "known_on": known_on}
    if dates:
        trend, chosen = operation.dates(where, step, **moments)
        if json:
            from tracker.exports.changes import trend_json

            print_json(trend_json(trend, chosen.key if chosen is not None else None))
            return 0
        from tracker.views.trend import TrendChart
        from tracker.views.trend_step import StepTrend

        plain = ascii_wanted(ascii)
        today = clock.now().date()
        if chosen is None:
            console(plain).print(TrendChart(trend, ascii=plain, today=today))
        else:
            console(plain).print(StepTrend(trend, chosen, ascii=plain, today=today))
        return 0
    found = operation.changes(where, step, **moments)
    if json:
        from tracker.exports.changes import changes_json

        print_json(changes_json(found))
        return 0
    from tracker.operations.lookup import local
    from tracker.views.changes import WhatChanged

    plain = ascii_wanted(ascii)
    console(plain).print(WhatChanged(found, local, everything=everything, ascii=plain))
    return 0
