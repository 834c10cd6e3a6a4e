"""The two screens that managers look at: status and timeline."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from tracker.cli import options
from tracker.cli.output import ascii_wanted, console, print_json, rows
from tracker.core import when
from tracker.core.errors import UserError
from tracker.core.text import escape
from tracker.exports.status import status as status_data
from tracker.operations import desk, moved
from tracker.operations.desk import View, Where
from tracker.views.answers import Moves, since_words
from tracker.views.status import Status
from tracker.views.timeline import Timeline

#: The width of a timeline in a picture, in cells.
SVG_COLUMNS = 100


class WrongRange(UserError):
    """A range that ends before it begins."""

    exit_code = 2


def status(
    all_rows: Annotated[bool, typer.Option("--all", help="Every step, however few rows there are.")] = False,
    json: options.Json = False,
    ascii: options.Ascii = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Show the whole campaign on one screen: where it stands, what is next, what is late, what moved.

    Examples:
        tracker status
        tracker status --as-of 2024-09-24
        tracker status --json
    """
    view = desk.look(Where(db, campaign), as_of, known_on, notes=not json, outreach=True)
    if json:
        print_json(status_data(view.schedule))
        return 0
    plain = ascii_wanted(ascii)
    screen = Status(
        view.state,
        view.schedule,
        moved=moves_of(view),
        rows=rows(),
        all_rows=all_rows,
        ascii=plain,
        notice=as_known(view, known_on) if as_of else None,
        today=view.state.as_of if known_on and not as_of else view.today,
    )
    console(plain).print(screen)
    return 0


def timeline(
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day to draw.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day to draw.")] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline",
            metavar="MARK|DATE",
            help="Show what moved since. Default: the last mark.",
            autocompletion=options.completer("complete_marks"),
        ),
    ] = None,
    svg: Annotated[
        str | None, typer.Option("--svg", metavar="FILE", help="Draw it into an SVG file, for a mail.")
    ] = None,
    json: options.Json = False,
    ascii: options.Ascii = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Show milestones and steps along time: the dates in words, and a chart of how they relate.

    Examples:
        tracker timeline
        tracker timeline --from 2027-06 --to 2027-09
        tracker timeline --baseline last-council
        tracker timeline --svg timeline.svg
    """
    view = desk.look(Where(db, campaign), as_of, known_on, notes=not json, outreach=True)
    if json:
        print_json(status_data(view.schedule) | moved_data(view, baseline))
        return 0
    begins = when.parse(first, view.today, future=True).first if first else None
    ends = when.parse(last, view.today, future=True).last if last else None
    if begins is not None and ends is not None and ends < begins:
        raise WrongRange(f"--to {ends} is before --from {begins}: nothing lies between them.")
    plain = ascii_wanted(ascii) and svg is None
    drawing = Timeline(
        view.state,
        view.schedule,
        moved=moves_of(view, baseline),
        first=begins,
        last=ends,
        ascii=plain,
        notice=as_known(view, known_on) if as_of else None,
        today=view.state.as_of if known_on and not as_of else view.today,
    )
    if svg is not None:
        from tracker.cli.svg import write_timeline

        write_timeline(drawing, svg, SVG_COLUMNS, title=view.state.organization)
        print(f"Wrote {escape(svg)}.", file=sys.stderr)
        return 0
    console(plain).print(drawing)
    return 0


def moved_data(view: View, baseline: str | None) -> dict[str, Any]:
    """For programs: what moved since the baseline, by the names of `changes`; nothing without one."""
    if baseline is None:
        return {}
    found = moved.since(view, baseline)
    dates = [
        {
            "step": m.item.step.key,
            "session": m.item.session,
            "was": m.was[1].isoformat(),
            "now": m.now[1].isoformat(),
            "days": m.days,
        }
        for m in found.moved
    ]
    return {"since": found.day.isoformat(), "dates": dates}


def as_known(view: View, known_on: str | None) -> str | None:
    """The line that says up to which day entries were known, where that was asked for."""
    if known_on is None:
        return None
    from tracker.core.words import day

    return f"As known on {day(when.parse(known_on, view.today, future=True).last)}."


def moves_of(view: View, baseline: str | None = None) -> Moves | None:
    """The dates that moved since a baseline, else since the last mark; None where none is set."""
    found = moved.since(view, baseline) if baseline else moved.since_last_mark(view)
    if found is None:
        return None
    from tracker.core.words import day

    return Moves(since_words(found.mark) if found.mark is not None else day(found.day), found.moved)
