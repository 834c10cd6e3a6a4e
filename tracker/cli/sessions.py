"""The command about a session: it shows one, or records that its opening was moved."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import options
from tracker.cli.output import columns, console, print_json, say
from tracker.core.errors import UserError
from tracker.operations.desk import Where


class NeedsSession(UserError):
    """An opening to record, and no session that it is of; or words that go with an opening, and none."""

    exit_code = 2


def session(
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="[N|DATE]",
            help="A session by its number, or the one in course on a date. Default: the campaign's.",
            autocompletion=options.completer("complete_sessions"),
            show_default=False,
        ),
    ] = None,
    opens: Annotated[
        str | None,
        typer.Option(
            "--opens",
            metavar="DATE",
            help="Record that session N opens on that day; none goes back to the rule.",
        ),
    ] = None,
    because: options.Because = None,
    on: options.On = None,
    source: options.Source = None,
    visibility: options.Visibility = None,
    by: options.By = None,
    json: options.Json = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Show a session: when it opens and by which rule, and the days that count back from its opening.

    It needs no database. With --opens it records that the opening was moved, and says which dates moved with
    it; --on is then the day of that decision.

    Examples:
        tracker session 82
        tracker session 2027-10-01
        tracker session 82 --opens 2027-09-14 --because "decision of the Assembly"
    """
    where = Where(db, campaign)
    if opens is not None:
        if as_of is not None or known_on is not None:
            raise NeedsSession("--as-of and --known-on read, --opens writes: leave out one or the other.")
        return _move(where, which, opens, because, on, source, visibility, by, json)
    given = (("--because", because), ("--on", on), ("--source", source), ("--by", by))
    for name, value in (*given, ("--visibility", visibility)):
        if value is not None:
            raise NeedsSession(f"{name} goes with --opens DATE: nothing was recorded.")
    from tracker.operations.reading import session as look_up

    found = look_up(where, which, as_of=as_of, known_on=known_on)
    if json:
        from tracker.exports.names import session_json

        print_json(session_json(found.number, found.calendar, found.entry))
        return 0
    from tracker.views.session import SessionView

    console().print(SessionView(found.number, found.calendar, found.today, found.entry))
    return 0


def _move(
    where: Where,
    which: str | None,
    opens: str,
    because: str | None,
    on: str | None,
    source: str | None,
    visibility: str | None,
    by: str | None,
    json: bool,
) -> int:
    from tracker.operations.campaigns import move_opening
    from tracker.operations.reading import session_number

    number = session_number(which)
    if number is None:
        raise NeedsSession("Say which session opens on that day: tracker session 82 --opens 2027-09-14.")
    receipt = move_opening(
        where, number, opens, because=because, on=on, source=source, visibility=visibility, by=by
    )
    if json:
        from tracker.exports.names import history_json

        print_json(history_json(receipt.written))
        return 0
    from tracker.views.receipts import moved_opening

    say(moved_opening(receipt.before, receipt.after, number, columns()))
    return 0
