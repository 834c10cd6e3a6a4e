"""What leaves the journal as a file and what comes in, and the sample campaign."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker.cli import options
from tracker.cli.output import ascii_wanted, columns, console, print_json, say
from tracker.cli.progress import counted
from tracker.core.entry import VISIBILITIES
from tracker.core.errors import UserError
from tracker.core.text import escape, find
from tracker.core.words import plural
from tracker.operations import files as operation
from tracker.operations.desk import Where


class NothingToImport(UserError):
    """An import that names no file, or two."""

    exit_code = 2


def export(
    format: Annotated[
        str,
        typer.Argument(
            metavar="toml", help="The format.", autocompletion=options.words("toml"), show_default=False
        ),
    ],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Default: stdout.")
    ] = None,
    audience: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="AUDIENCE",
            help="public, internal or confidential: what lies above it is left out.",
            autocompletion=options.words(*VISIBILITIES),
        ),
    ] = "internal",
    with_journal: Annotated[
        bool, typer.Option("--with-journal", help="With every entry, so that it can be imported.")
    ] = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Write the campaign as TOML: its status, and with --with-journal all that restores it.

    Examples:
        tracker export toml
        tracker export toml -o kaiciid.toml --for public
        tracker export toml -o kaiciid.toml --for confidential --with-journal
    """
    find(format, ["toml"], what="format")
    pieces = operation.export_toml(
        Where(db, campaign),
        audience=find(audience, VISIBILITIES, what="audience"),
        with_journal=with_journal,
        as_of=as_of,
        known_on=known_on,
    )
    pieces = counted(pieces, "Exporting")
    if output is None or output == "-":
        for piece in pieces:
            sys.stdout.write(piece)
    else:
        operation.write_file(output, pieces)
        print(f"Wrote {escape(output)}.", file=sys.stderr)
    return 0


def import_file(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A TOML export.", show_default=False)
    ] = None,
    as_key: Annotated[
        str | None, typer.Option("--as", metavar="KEY", help="Make a copy under another key.")
    ] = None,
    positions: Annotated[
        str | None,
        typer.Option(
            "--positions",
            metavar="FILE",
            help="A table, CSV or xlsx: state, position, evidence, date, note, session, source, by.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --positions: show what would be written.")
    ] = False,
    visibility: options.Visibility = None,
    by: options.By = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Take in a TOML export that was made with its journal; a campaign known already is united by entry.

    With --positions, take in the table of positions that an office has: all rows or none.

    Examples:
        tracker import kaiciid.toml
        tracker import kaiciid.toml --as rehearsal
        tracker import --positions positions.xlsx --dry-run
    """
    if positions is not None:
        if file is not None or as_key is not None:
            raise NothingToImport("--positions names the table: leave out the other file and --as.")
        return _import_positions(Where(db, campaign), positions, dry_run, by, visibility)
    if file is None:
        raise NothingToImport("Say what to import: a TOML export, or a table with --positions FILE.")
    if dry_run or by is not None or visibility is not None or campaign is not None:
        raise NothingToImport("--dry-run, --by, --visibility and --campaign go with --positions.")
    key, added, known = operation.import_toml(
        Where(db), file, as_key=as_key, watch=lambda records: counted(records, "Importing", len(records))
    )
    here = f"; {known} known already" if known else ""
    say([f"{key}: {plural(added, 'entry', 'entries')} imported{here}."])
    return 0


def _import_positions(where: Where, path: str, dry_run: bool, by: str | None, visibility: str | None) -> int:
    from tracker.operations.positions_file import BadTable, import_positions
    from tracker.views.people_receipts import imported

    try:
        found = import_positions(where, path, dry_run=dry_run, by=by, visibility=visibility)
    except BadTable as error:
        for problem in error.problems:
            print(escape(problem), file=sys.stderr)
        raise
    say(imported(found.rows, found.names, found.known, found.written, columns()))
    return 0


def demo(
    json: options.Json = False,
    ascii: options.Ascii = False,
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="FILE", help="Where to keep it. Default: demo.db beside yours."),
    ] = None,
) -> int:
    """Show the sample campaign, in a database of its own: what KAICIID announced on 24 September 2024.

    Examples:
        tracker demo
        tracker demo --json
    """
    view, path = operation.demo(db)
    if json:
        from tracker.exports.status import status

        print_json(status(view.schedule))
        return 0
    from tracker.cli.reading import moves_of
    from tracker.views.timeline import Timeline

    plain = ascii_wanted(ascii)
    notice = (
        "Sample. The source names no session: the 80th is assumed, the first whose deadlines then lay ahead."
    )
    drawing = Timeline(
        view.state, view.schedule, moved=moves_of(view), ascii=plain, notice=notice, today=view.today
    )
    console(plain).print(drawing)
    say(
        [
            "",
            "This is a database of its own; yours is not touched. To look around in it:",
            f"  export TRACKER_DB={_quoted(path)}",
            "  tracker status --as-of 2024-09-24",
            "  tracker why letter --as-of 2024-09-24",
            "To begin your own (unset TRACKER_DB first):",
            '  tracker new KEY --organization "NAME" --body "ENDORSING ORGAN" --session N',
        ]
    )
    return 0


def _quoted(path: str) -> str:
    import shlex

    return shlex.quote(path)
