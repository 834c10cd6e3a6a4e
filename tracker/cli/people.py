"""What is typed about States: where they stand, who met them, on which mission, and what is to be done."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker.cli import options
from tracker.cli.output import columns, say
from tracker.operations import contacts, positions, todos
from tracker.operations.desk import Where
from tracker.operations.people import Common
from tracker.views import people_receipts as receipts

NOTE = Annotated[
    str | None, typer.Argument(metavar="[NOTE]", help="What was said, in words; - reads it from stdin.")
]


def position(
    state: Annotated[
        str,
        typer.Argument(
            metavar="STATE[,STATE]",
            help="Codes (PRT) or names; several with commas.",
            autocompletion=options.completer("complete_states"),
            show_default=False,
        ),
    ],
    position: Annotated[
        str | None,
        typer.Argument(
            metavar="POSITION|ROLE",
            help="supporter, leaning, undecided, reserved, opposed, none; or what it did, such as sponsor.",
            autocompletion=options.completer("complete_positions"),
            show_default=False,
        ),
    ] = None,
    note: NOTE = None,
    evidence: options.Evidence = None,
    role: options.Role = None,
    session: options.Session = None,
    on: options.On = None,
    source: options.Source = None,
    ref: options.Ref = None,
    doubt: options.Doubt = False,
    because: options.Because = None,
    visibility: options.Visibility = None,
    by: options.By = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Record where a State stands, or what it did in a session.

    A position stands until another one is recorded. A role has its session and implies supporter
    (spoke-against: opposed) until a later position says otherwise. With none, --role ends a role.

    Examples:
        tracker position BRA,COL sponsor
        tracker position STATE reserved "wants the membership list" --evidence written
        tracker position STATE none --role sponsor --session 79
    """
    common = Common(_note(note), on, source, because, tuple(ref or ()), doubt, visibility, by)
    found = positions.position(
        Where(db, campaign),
        state,
        position,
        common,
        roles=tuple(role or ()),
        evidence=evidence,
        session=session,
    )
    say(receipts.positioned(found.written, found.before, found.after, found.names, columns()))
    return 0


def contact(
    state: Annotated[
        str,
        typer.Argument(
            metavar="STATE|ENTITY",
            help="A State, a UN entity or another partner; several with commas.",
            autocompletion=options.completer("complete_states"),
            show_default=False,
        ),
    ],
    note: NOTE = None,
    how: options.How = None,
    counterpart: Annotated[
        str | None,
        typer.Option(
            "--with", metavar="WHOM", help="With whom: a function, such as Permanent Representative."
        ),
    ] = None,
    mission: options.Mission = None,
    position: options.Position = None,
    evidence: options.Evidence = None,
    todo: Annotated[str | None, typer.Option("--todo", metavar="TEXT", help="What is to be done.")] = None,
    due: options.Due = None,
    owner: options.Owner = None,
    partner: Annotated[
        bool, typer.Option("--partner", help="It is no State, though its name looks like one.")
    ] = False,
    on: options.On = None,
    source: options.Source = None,
    ref: options.Ref = None,
    doubt: options.Doubt = False,
    because: options.Because = None,
    visibility: options.Visibility = None,
    by: options.By = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Record a meeting, call or note with a State or a partner, what was heard and what is to be done.

    It need not belong to a mission. A name in --with or in the note can be blanked later (redact).

    Examples:
        tracker contact STATE "asks for the treaty" --how meeting --with "Permanent Representative"
        tracker contact STATE --how call --position leaning --todo "send treaty" --due +7d
        tracker contact UNAOC "joint event in spring" --how meeting --mission hlpf-2024
    """
    common = Common(_note(note), on, source, because, tuple(ref or ()), doubt, visibility, by)
    found = contacts.contact(
        Where(db, campaign),
        state,
        common,
        how=how,
        counterpart=counterpart,
        mission=mission,
        said=position,
        evidence=evidence,
        todo=todo,
        due=due,
        owner=owner,
        partner=partner,
    )
    say(receipts.contacted(found.written, found.before, found.after, found.names, columns()))
    return 0


def mission(
    key: Annotated[
        str,
        typer.Argument(metavar="KEY", help="A short name, such as hlpf-2024.", show_default=False),
    ],
    note: NOTE = None,
    place: Annotated[str | None, typer.Option("--place", metavar="PLACE", help="Where.")] = None,
    occasion: Annotated[str | None, typer.Option("--occasion", metavar="TEXT", help="What for.")] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", "-o", metavar="DATE", help="When, or when it begins. Default: today."),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="When it ends; none clears it.")
    ] = None,
    travellers: Annotated[
        str | None, typer.Option("--with", metavar="WHO", help="Who travels; can be blanked later.")
    ] = None,
    source: options.Source = None,
    because: options.Because = None,
    visibility: options.Visibility = None,
    by: options.By = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Record an outreach mission, or add to one; its contacts name it with --mission.

    Examples:
        tracker mission hlpf-2024 --place "New York" --occasion "High-Level Political Forum" -o "July 2024"
        tracker mission hlpf-2024 -o 2024-07-08 --until 2024-07-17
    """
    common = Common(_note(note), on, source, because, visibility=visibility, by=by)
    found = todos.mission(
        Where(db, campaign),
        key,
        common,
        place=place,
        occasion=occasion,
        until=until,
        travellers=travellers,
    )
    written = found.written[0]
    sent = next(m for m in found.missions if m.key == written.subject)
    say(receipts.sent(sent, written, columns()))
    return 0


def todo(
    what: Annotated[str, typer.Argument(metavar="TEXT", help="What is to be done.", show_default=False)],
    about: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="X",
            help="The step, State or mission that it is for.",
            autocompletion=options.completer("complete_about"),
        ),
    ] = None,
    due: options.Due = None,
    owner: options.Owner = None,
    on: Annotated[
        str | None, typer.Option("--on", "-o", metavar="DATE", help="When that was decided. Default: today.")
    ] = None,
    source: options.Source = None,
    because: options.Because = None,
    visibility: options.Visibility = None,
    by: options.By = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Note what is to be done; `tracker done` with the tail of its id closes it.

    Examples:
        tracker todo "membership list in 6 languages" --for dossier --due "1 Mar 2027" --owner Legal
    """
    common = Common(None, on, source, because, visibility=visibility, by=by)
    found = todos.todo(Where(db, campaign), what, common, about=about, due=due, owner=owner)
    say(receipts.noted(found.written[0], found.names, columns()))
    return 0


def _note(note: str | None) -> str | None:
    """The note as typed, from stdin for `-`."""
    return sys.stdin.read() if note == "-" else note
