"""Acts on the campaign as a whole: begin one, aim at a session, set a mark, choose one."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import options
from tracker.cli.output import columns, say
from tracker.operations import campaigns as operation
from tracker.operations.desk import Where
from tracker.views import receipts


def new(
    key: Annotated[
        str,
        typer.Argument(metavar="KEY", help="A short name: letters a-z, digits, hyphens.", show_default=False),
    ],
    organization: Annotated[
        str,
        typer.Option("--organization", metavar="NAME", help="The organization's name.", show_default=False),
    ],
    session: Annotated[
        int, typer.Option("--session", metavar="N", help="The session aimed at.", show_default=False)
    ],
    body: Annotated[
        str | None, typer.Option("--body", metavar="NAME", help="The endorsing organ: titles name it.")
    ] = None,
    process: Annotated[
        str,
        typer.Option(
            "--process",
            metavar="NAME|FILE",
            help="The process to follow: a shipped one, or a TOML file.",
            autocompletion=options.completer("complete_processes"),
        ),
    ] = "un-observer",
    on: options.On = None,
    because: options.Because = None,
    source: options.Source = None,
    visibility: options.Visibility = None,
    by: options.By = None,
    db: options.Db = None,
) -> int:
    """Start a campaign. The process is copied into the database: a later change of its file changes nothing.

    Examples:
        tracker new kaiciid --organization "International Dialogue Centre (KAICIID)" --session 82
        tracker new kaiciid --organization "KAICIID" --body "Council of Parties" --session 82
        tracker new example --organization "Example" --session 2027 --process my-process.toml
    """
    from tracker.operations.processes import load_process

    receipt = operation.new(
        Where(db),
        key,
        load_process(process),
        organization=organization,
        organ=body,
        session=session,
        on=on,
        because=because,
        source=source,
        visibility=visibility,
        by=by,
    )
    say(receipts.began(receipt.after, columns()))
    return 0


def target(
    session: Annotated[int, typer.Argument(metavar="N", help="The session to aim at.", show_default=False)],
    because: options.Because = None,
    on: options.On = None,
    source: options.Source = None,
    visibility: options.Visibility = None,
    by: options.By = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Aim at another session; every date that counts from its opening moves.

    Examples:
        tracker target 83 --because "no lead sponsor yet"
    """
    receipt = operation.target(
        Where(db, campaign), session, because=because, on=on, source=source, visibility=visibility, by=by
    )
    say(receipts.retargeted(receipt.before, receipt.after, session, columns()))
    return 0


def mark(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as last-council.", show_default=False)],
    note: Annotated[str | None, typer.Argument(metavar="[NOTE]", help="What the moment is.")] = None,
    on: options.On = None,
    because: options.Because = None,
    source: options.Source = None,
    visibility: options.Visibility = None,
    by: options.By = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Name a moment, such as a meeting: reports say what moved since.

    Examples:
        tracker mark last-council -o 2024-09-13
        tracker mark last-council "Council of Parties, Lisbon"
    """
    receipt = operation.mark(
        Where(db, campaign),
        name,
        note=note,
        on=on,
        because=because,
        source=source,
        visibility=visibility,
        by=by,
    )
    say(receipts.marked(receipt.written[0], columns()))
    return 0


def use(
    key: Annotated[
        str,
        typer.Argument(
            metavar="KEY",
            help="The campaign.",
            autocompletion=options.completer("complete_campaigns"),
            show_default=False,
        ),
    ],
    db: options.Db = None,
) -> int:
    """Choose the campaign that commands mean; kept in your own config, not in the shared file.

    Examples:
        tracker use kaiciid
    """
    say([f"Commands mean {operation.use(Where(db), key)} now, unless --campaign says another."])
    return 0
