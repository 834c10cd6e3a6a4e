"""Taking back, correcting and blanking entries."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import options
from tracker.cli.output import columns, say
from tracker.core.entry import Entry
from tracker.core.errors import UserError
from tracker.operations import correcting as operation
from tracker.operations.desk import Where
from tracker.operations.log import Draft, OpenRequirements
from tracker.views import receipts


class NotConfirmed(UserError):
    """An act that needs a yes and did not get one."""


def undo(
    entry: Annotated[
        str | None,
        typer.Argument(
            metavar="[ENTRY]",
            help="The tail of its id. Default: your last entry that stands.",
            autocompletion=options.completer("complete_entries"),
        ),
    ] = None,
    because: options.Because = None,
    yes: options.Yes = False,
    visibility: options.Visibility = None,
    by: options.By = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Take back an entry. It stays in the history; undoing the undo brings it back.

    Examples:
        tracker undo
        tracker undo k3f9a --yes --because "typed for another State"
    """
    where = Where(db, campaign)
    _ask(f"Undo {receipts.describe(operation.undoable(where, entry, by))}?", yes)
    taken, receipt = operation.undo(where, entry, by=by, because=because, visibility=visibility)
    if taken.kind in operation.PEOPLE:
        _say_people(where, taken, receipt.written[0])
        return 0
    say(receipts.taken_back(receipt.before, receipt.after, taken, receipt.written[0], columns()))
    return 0


def correct(
    entry: options.EntryArgument,
    note: Annotated[str | None, typer.Argument(metavar="[NOTE]", help="The right note.")] = None,
    status: options.Status = None,
    on: options.On = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="The right planned date.")] = None,
    ref: options.Ref = None,
    step: Annotated[
        str | None,
        typer.Option(
            "--step",
            metavar="STEP",
            help="The right step.",
            autocompletion=options.completer("complete_steps"),
        ),
    ] = None,
    session: options.Session = None,
    to_session: options.ToSession = None,
    route: options.Route = None,
    owner: options.Owner = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="Of a position or contact: the right State.",
            autocompletion=options.completer("complete_states"),
        ),
    ] = None,
    position: Annotated[
        str | None,
        typer.Option(
            "--position",
            metavar="POSITION",
            help="Of a position or contact: the right position.",
            autocompletion=options.completer("complete_positions"),
        ),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(
            "--role",
            metavar="ROLE[,ROLE]",
            help="Of a position: the right roles; none clears them.",
            autocompletion=options.completer("complete_roles"),
        ),
    ] = None,
    evidence: options.Evidence = None,
    how: options.How = None,
    counterpart: Annotated[
        str | None,
        typer.Option("--with", metavar="WHOM", help="Of a contact: with whom; of a mission: who travelled."),
    ] = None,
    mission: options.Mission = None,
    place: Annotated[
        str | None, typer.Option("--place", metavar="PLACE", help="Of a mission: the right place.")
    ] = None,
    occasion: Annotated[
        str | None, typer.Option("--occasion", metavar="TEXT", help="Of a mission: the right occasion.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Of a mission: when it ended.")
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="X",
            help="Of a to-do: the right step, State or mission.",
            autocompletion=options.completer("complete_about"),
        ),
    ] = None,
    source: options.Source = None,
    doubt: options.Doubt = False,
    because: options.Because = None,
    visibility: options.Visibility = None,
    by: options.By = None,
    anyway: options.Anyway = False,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Replace an entry by a right one: what you do not restate is copied from it.

    Examples:
        tracker correct k3f9a -o "12 Sep 2024"
        tracker correct k3f9a "the Council renewed its support" --because "wording"
        tracker correct p02mx --position undecided --evidence delegate
    """
    from tracker.cli.prompts import confirm_open

    changes = Draft(
        step=step or "",
        note=note,
        status=status,
        on=on,
        due=due,
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
    said = {
        "subject": state,
        "position": position,
        "roles": role,
        "evidence": evidence,
        "how": how,
        "with": counterpart,
        "mission": mission,
        "place": place,
        "occasion": occasion,
        "until": until,
        "about": about,
    }
    more = {name: value for name, value in said.items() if value is not None}
    where = Where(db, campaign)
    try:
        original, receipt = operation.correct(where, entry, changes, more=more, anyway=anyway)
    except OpenRequirements as error:
        confirm_open(error)
        original, receipt = operation.correct(where, entry, changes, more=more, anyway=True)
    if receipt.written[0].kind in operation.PEOPLE:
        _say_people(where, original, receipt.written[0], corrects=True)
        return 0
    say(receipts.corrected(receipt.before, receipt.after, original, receipt.written[0], columns()))
    return 0


def redact(
    entry: options.EntryArgument,
    because: options.Because = None,
    yes: options.Yes = False,
    by: options.By = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Blank the text of an entry (and of its corrections) for good; its dates and effects stay.

    Backups and exports that were made before still hold the text.

    Examples:
        tracker redact k3f9a --because "names a person"
    """
    where = Where(db, campaign)
    tails = ", ".join(receipts.describe(e) for e in operation.blankable(where, entry))
    _ask(f"Blank the text of {tails} for good?", yes)
    blanked, receipt = operation.redact(where, entry, because=because, by=by)
    say(receipts.blanked(blanked, receipt.written[0], columns()))
    return 0


def _say_people(where: Where, was: Entry, written: Entry, *, corrects: bool = False) -> None:
    """What is true now of whom or what an entry was about."""
    from tracker.operations.people import now_of
    from tracker.views import people_receipts

    about = now_of(where, written if corrects else was)
    answer = people_receipts.corrected if corrects else people_receipts.taken_back
    say(answer(was, written, about.standing, about.name, about.todo, columns()))


def _ask(question: str, yes: bool) -> None:
    """Show what is about to happen and ask; without a terminal only --yes will do."""
    if yes:
        return
    from tracker.cli.prompts import at_terminal, confirm

    if not at_terminal():
        raise NotConfirmed(f"{question} Nothing was changed: add --yes to do it without being asked.")
    if not confirm(question):
        raise NotConfirmed("Nothing was changed.")
