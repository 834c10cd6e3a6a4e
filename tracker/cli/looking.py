"""The reading commands beside status and timeline: next, why, show, history, list."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import options
from tracker.cli.output import ascii_wanted, console, print_json
from tracker.operations import desk
from tracker.operations.desk import Where

#: What `next --exit-code` ends with when something is due.
DUE = 12

#: How many entries `history` shows unless --limit says otherwise.
LIMIT = 50


def next_steps(
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            metavar="N",
            min=0,
            help="Leave out what may or cannot yet be done and is more than N days ahead.",
        ),
    ] = None,
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code",
            help="For cron: end with 12 if something is late, overdue, at risk or not recorded, or is ours "
            "to do and due within N days (30 without --days); else with 0.",
        ),
    ] = False,
    json: options.Json = False,
    ascii: options.Ascii = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Show what must and what may be done now, what waits for what, and what can no longer be done.

    What is still due in an earlier session comes first. Each step has its date: "by" where it is ours to do,
    a bare date or window where others decide, "was" where it has gone by.

    Examples:
        tracker next
        tracker next --days 30
        tracker next --days 14 --exit-code || mail -s "something is due" me@example.org
    """
    from tracker.core.agenda import agenda

    view = desk.look(Where(db, campaign), as_of, known_on, notes=not json, outreach=True)
    found = agenda(view.schedule, days)
    if json:
        from tracker.exports.names import next_json

        print_json(next_json(view.schedule, found))
    else:
        from tracker.views.next import Next

        plain = ascii_wanted(ascii)
        console(plain).print(Next(view.schedule, found, days=days, ascii=plain))
    return DUE if exit_code and found.due else 0


def why(
    step: options.StepArgument,
    session: Annotated[
        int | None,
        typer.Option(
            "--session",
            metavar="N",
            help="Of the run in that session. Default: the current one.",
            autocompletion=options.completer("complete_sessions"),
        ),
    ] = None,
    json: options.Json = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Explain each date of a step: its rule, the day it counts from, the arithmetic, and how sure it is.

    It also says what the step waits for, and which door is next if it is missed.

    Examples:
        tracker why letter
        tracker why committee-report --session 79
        tracker why letter --json
    """
    from tracker.core.reasons import reasons
    from tracker.operations.reading import step_in

    view = desk.look(Where(db, campaign), as_of, known_on)
    item = step_in(view, step, session)
    found = reasons(view.schedule, item)
    if json:
        from tracker.exports.names import why_json

        print_json(why_json(view.schedule, item, found))
        return 0
    from tracker.views.why import Why

    console().print(Why(view.schedule, item, found))
    return 0


def show(
    x: options.AnyArgument,
    json: options.Json = False,
    ascii: options.Ascii = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Show everything recorded about a step, a State, a mission, an entry or a mark.

    Of a State it is the page to read before a bilateral. A whole step key, mark, mission or State goes before
    the tail of an entry, and that before the beginning of a key or name; a word of fewer than five characters
    without # is tried as the beginning of a key first.

    Examples:
        tracker show committee-action
        tracker show PRT
        tracker show k3f9a
        tracker show last-council
    """
    from tracker.operations import lookup

    found = lookup.show(Where(db, campaign), x, as_of=as_of, known_on=known_on)
    plain = ascii_wanted(ascii)
    if not isinstance(found, lookup.Shown):
        from tracker.cli.states import show_page

        return show_page(found, json=json, ascii=plain)
    schedule, thing = found.view.schedule, found.thing
    if json:
        from tracker.exports.names import show_json

        print_json(show_json(schedule, thing, found.entries, found.over))
        return 0
    from tracker.views.show import shown

    view = shown(schedule, found.thing, found.entries, found.over, lookup.local, ascii=plain)
    console(plain).print(view)
    return 0


def history(
    x: Annotated[
        str | None,
        typer.Argument(
            metavar="[X]",
            help="A step, a State, a mission, a mark, or the tail of an entry's id. Default: all.",
            autocompletion=options.completer("complete_subjects"),
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE|MARK",
            help="Recorded from that day (or mark) on.",
            autocompletion=options.completer("complete_marks"),
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="DATE|MARK",
            help="Recorded by the end of that day (or at that mark).",
            autocompletion=options.completer("complete_marks"),
        ),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", "-b", metavar="WHO", help="Recorded by them.")] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            min=0,
            help="At most so many entries; 0 for all. Default: 50, and all with --json.",
        ),
    ] = None,
    json: options.Json = False,
    ascii: options.Ascii = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Show the journal, newest first: every entry, also those that were corrected or taken back.

    --since and --until are about the day of recording, --as-of about the day on which it happened. How many
    entries the limit leaves out is said.

    Examples:
        tracker history
        tracker history letter --limit 5
        tracker history --since last-council --by "desk officer"
        tracker history --limit 0 --json
    """
    from tracker.operations import lookup

    found = lookup.history(
        Where(db, campaign),
        x,
        since=since,
        until=until,
        by=by,
        limit=_limit(limit, json),
        as_of=as_of,
        known_on=known_on,
    )
    if json:
        from tracker.exports.names import history_json

        print_json(history_json(found.entries, found.over))
        return 0
    from tracker.views.history import History

    plain = ascii_wanted(ascii)
    view = History(
        found.entries,
        over=found.over,
        local=lookup.local,
        as_of=found.view.state.as_of,
        more=found.more,
        subject=found.subject,
        ascii=plain,
    )
    console(plain).print(view)
    return 0


def _limit(said: int | None, json: bool) -> int | None:
    if said is None:
        return None if json else LIMIT
    return said or None


def list_campaigns(
    json: options.Json = False,
    ascii: options.Ascii = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """List the campaigns in the database, where each stands, and which one commands mean.

    Examples:
        tracker list
        tracker list --db /srv/shared/tracker.db
    """
    from tracker.operations import lookup, reading

    found = reading.campaigns(Where(db, campaign), as_of=as_of, known_on=known_on)
    if json:
        from tracker.exports.names import list_json

        print_json(list_json((row.view.state, row.last, row.chosen) for row in found))
        return 0
    from tracker.views.campaigns import CampaignsView, Row

    plain = ascii_wanted(ascii)
    rows = [Row(row.view.state, row.view.schedule, row.last, row.chosen) for row in found]
    console(plain).print(CampaignsView(rows, lookup.local, ascii=plain))
    return 0
