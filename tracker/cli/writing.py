"""What is typed all day: reports, notes and plans about steps."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from tracker.cli import options
from tracker.cli.output import columns, say
from tracker.core.text import Unknown
from tracker.operations import log as operation
from tracker.operations.desk import Where
from tracker.operations.log import Draft, Empty, OpenRequirements
from tracker.operations.receipt import Receipt
from tracker.views import receipts

NOTE = Annotated[
    str | None, typer.Argument(metavar="[NOTE]", help="What happened, in words; - reads it from stdin.")
]
STEPS = Annotated[
    str | None,
    typer.Argument(
        metavar="STEP[,STEP]",
        help="The step's key, or the beginning of it; several with commas.",
        autocompletion=options.completer("complete_steps"),
    ),
]


def log(
    step: STEPS = None,
    note: NOTE = None,
    status: options.Status = None,
    on: options.On = None,
    ref: options.Ref = None,
    session: options.Session = None,
    to_session: options.ToSession = None,
    route: options.Route = None,
    source: options.Source = None,
    doubt: options.Doubt = False,
    because: options.Because = None,
    owner: options.Owner = None,
    visibility: options.Visibility = None,
    by: options.By = None,
    file: Annotated[
        str | None,
        typer.Option("--file", "-f", metavar="FILE", help="A batch: TOML or CSV (- reads CSV from stdin)."),
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Write the note in your editor.")] = False,
    anyway: options.Anyway = False,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Report what happened on a step, or note something about it.

    Without a status it is a note. Everything can be written down after the fact: say when it happened with
    -o, to the day, the month or the year. With no step in a terminal, it asks.

    Examples:
        tracker log soundings "positive feedback" -o "July 2024" -s in-progress
        tracker log committee-action -s deferred -o "22 Nov 2024"
        tracker log mandate,dossier -s achieved -o 2015-04-01
        tracker log l-document -s achieved -r A/C.6/79/L.4 -o "10 Oct 2024"
        tracker log -f batch.csv
    """
    where = Where(db, campaign)
    if file is not None:
        if step is not None or note is not None or edit:
            raise Empty("A batch says everything itself: leave out the step and the note beside -f.")
        return _batch(where, file, by, visibility)
    if step is None:
        from tracker.cli.prompts import ask_for_draft

        asked = ask_for_draft(where)
        step, status = asked.step, status or asked.status
        on, note = on or asked.on, note if note is not None else asked.note
    draft = Draft(
        step="",
        note=_note(note, edit),
        status=status,
        on=on,
        owner=owner,
        refs=tuple(ref or ()),
        session=session,
        to_session=to_session,
        route=route,
        source=source,
        because=because,
        doubt=doubt,
        visibility=visibility,
        by=by,
    )
    return _record(where, step, draft, anyway)


def done(
    step: Annotated[
        str,
        typer.Argument(
            metavar="STEP[,STEP]",
            help="The step's key, or the beginning of it; or the tail of a to-do. Several with commas.",
            autocompletion=options.completer("complete_done"),
            show_default=False,
        ),
    ],
    note: NOTE = None,
    on: options.On = None,
    ref: options.Ref = None,
    session: options.Session = None,
    route: options.Route = None,
    source: options.Source = None,
    doubt: options.Doubt = False,
    because: options.Because = None,
    owner: options.Owner = None,
    visibility: options.Visibility = None,
    by: options.By = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Write the note in your editor.")] = False,
    anyway: options.Anyway = False,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Report that a step is achieved: the same as `log STEP -s achieved`. With the tail of a to-do, close it.

    Examples:
        tracker done mandate "renewed its support" -o "13 Sep 2024"
        tracker done letter -o "12 Jun 2024" -r A/79/141
        tracker done '#77qre'
    """
    draft = Draft(
        step="",
        note=_note(note, edit),
        status="achieved",
        on=on,
        owner=owner,
        refs=tuple(ref or ()),
        session=session,
        route=route,
        source=source,
        because=because,
        doubt=doubt,
        visibility=visibility,
        by=by,
    )
    where = Where(db, campaign)
    if step.startswith("#"):
        return _close(where, step, draft)
    try:
        return _record(where, step, draft, anyway)
    except Unknown:
        from tracker.operations.todos import closable

        if not closable(where, step):
            raise
        return _close(where, step, draft)


def _close(where: Where, tails: str, draft: Draft) -> int:
    """Close the to-dos of those tails."""
    from tracker.operations import todos
    from tracker.operations.people import Common
    from tracker.views import people_receipts

    if draft.session is not None or draft.route is not None or draft.owner is not None:
        raise Empty("A to-do that is done has no session, route or owner to give: leave them out.")
    common = Common(
        draft.note,
        draft.on,
        draft.source,
        draft.because,
        draft.refs,
        draft.doubt,
        draft.visibility,
        draft.by,
    )
    found = todos.close(where, operation.listed(tails), common)
    say(people_receipts.closed(found.todos, found.written, columns()))
    return 0


def plan(
    step: Annotated[
        str,
        typer.Argument(
            metavar="STEP[,STEP]",
            help="The step's key, or the beginning of it; several with commas.",
            autocompletion=options.completer("complete_steps"),
            show_default=False,
        ),
    ],
    due: Annotated[
        str | None, typer.Argument(metavar="[DATE]", help="When it is to happen; none clears the plan.")
    ] = None,
    owner: options.Owner = None,
    because: options.Because = None,
    on: Annotated[
        str | None, typer.Option("--on", "-o", metavar="DATE", help="When that was decided. Default: today.")
    ] = None,
    ref: options.Ref = None,
    session: options.Session = None,
    source: options.Source = None,
    doubt: options.Doubt = False,
    visibility: options.Visibility = None,
    by: options.By = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Say when a step is planned, and who owns it.

    Examples:
        tracker plan letter 15/6/2027 --owner "New York office" --because "capital needs May"
        tracker plan dossier +30d
        tracker plan letter none
    """
    draft = Draft(
        step="",
        kind="plan",
        due=due,
        owner=owner,
        because=because,
        on=on,
        refs=tuple(ref or ()),
        session=session,
        source=source,
        doubt=doubt,
        visibility=visibility,
        by=by,
    )
    return _record(Where(db, campaign), step, draft, anyway=True)


def _record(where: Where, steps: str, draft: Draft, anyway: bool) -> int:
    """Record one draft for each step named, as one act; ask before an achievement with open requirements."""
    from dataclasses import replace

    drafts = [replace(draft, step=step) for step in operation.listed(steps)]
    try:
        receipt = operation.record(where, drafts, anyway=anyway)
    except OpenRequirements as error:
        from tracker.cli.prompts import confirm_open

        confirm_open(error)
        receipt = operation.record(where, drafts, anyway=True)
    _answer(receipt)
    return 0


def _answer(receipt: Receipt) -> None:
    say(receipts.logged(receipt.before, receipt.after, receipt.written, columns()))


def _note(note: str | None, edit: bool) -> str | None:
    """The note: as typed, from stdin for `-`, from the editor with --edit."""
    if note == "-" and not edit:
        return sys.stdin.read()
    if edit:
        from tracker.cli.prompts import edited

        return edited(note)
    return note


def _batch(where: Where, file: str, by: str | None, visibility: str | None) -> int:
    from tracker.operations.batch import record_batch

    receipt = record_batch(where, file, by=by, visibility=visibility)
    _answer_each(receipt.remarks)
    lines = receipts.logged(receipt.before, receipt.after, receipt.written, columns())
    say(lines)
    return 0


def _answer_each(remarks: Sequence[str]) -> None:
    for remark in remarks:
        print(remark, file=sys.stderr)
