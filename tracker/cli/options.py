"""The options that commands share, so that each is spelled, explained and completed in one way.

A command writes `on: On = None`; a flag's default is False. Nothing here opens a file: completion imports
what it needs when a shell asks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

Completer = Callable[[typer.Context, str], list[tuple[str, str]]]


def completer(name: str) -> Completer:
    """The completion function of `tracker.cli.completion` by that name, looked up when a shell asks."""

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from tracker.cli import completion

        found: Completer = getattr(completion, name)
        return found(ctx, incomplete)

    return complete


def words(*choices: str) -> Completer:
    """Completion from a fixed list."""

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        return [(word, "") for word in choices]

    return complete


# --- which file and which campaign

Db = Annotated[
    str | None,
    typer.Option(
        "--db", metavar="FILE", help="The database. Default: TRACKER_DB, else the one in your home."
    ),
]
CampaignOption = Annotated[
    str | None,
    typer.Option(
        "--campaign",
        metavar="KEY",
        help="The campaign. Default: TRACKER_CAMPAIGN, `tracker use`, the only one in the file.",
        autocompletion=completer("complete_campaigns"),
    ),
]

# --- reading

Json = Annotated[bool, typer.Option("--json", help="For programs: JSON instead of text.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="What we now know was true on that day.",
    ),
]
KnownOn = Annotated[
    str | None,
    typer.Option(
        "--known-on",
        metavar="DATE",
        help="What this tool would have said on that day.",
    ),
]
Ascii = Annotated[
    bool, typer.Option("--ascii", help="Draw with ASCII alone. Default where the terminal needs it.")
]

# --- writing

On = Annotated[
    str | None, typer.Option("--on", "-o", metavar="DATE", help="When it happened. Default: today.")
]
By = Annotated[
    str | None,
    typer.Option(
        "--by", "-b", metavar="WHO", help="Who says so. Default: TRACKER_BY, the config, the login name."
    ),
]
Status = Annotated[
    str | None,
    typer.Option(
        "--status",
        "-s",
        metavar="STATUS",
        help="in-progress, blocked, not-needed, an outcome of the step such as achieved, or none.",
        autocompletion=completer("complete_statuses"),
    ),
]
Ref = Annotated[
    list[str] | None,
    typer.Option("--ref", "-r", metavar="SYMBOL", help="The symbol of a document. May repeat."),
]
Source = Annotated[
    str | None, typer.Option("--source", metavar="TEXT|URL", help="Where it is written, or who said it.")
]
Doubt = Annotated[bool, typer.Option("--doubt", help="The source is uncertain.")]
Because = Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why.")]
Visibility = Annotated[
    str | None,
    typer.Option(
        "--visibility",
        metavar="LEVEL",
        help="public, internal or confidential. Default: internal.",
        autocompletion=words("public", "internal", "confidential"),
    ),
]
Session = Annotated[
    int | None,
    typer.Option(
        "--session",
        metavar="N",
        help="The session that it belongs to, where its date and symbol do not say it.",
        autocompletion=completer("complete_sessions"),
    ),
]
ToSession = Annotated[
    int | None,
    typer.Option(
        "--to-session", metavar="N", help="The session that an outcome opens, where it is not the next one."
    ),
]
Route = Annotated[
    str | None,
    typer.Option(
        "--route",
        metavar="13(e)|14|15",
        help="The way in, where it is not the one of the day.",
    ),
]
Owner = Annotated[
    str | None, typer.Option("--owner", metavar="WHO", help="Who is responsible; none clears it.")
]
Due = Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when it is to be done.")]
Evidence = Annotated[
    str | None,
    typer.Option(
        "--evidence",
        metavar="GRADE",
        help="How it is known: written, pr, delegate, second-hand, inferred.",
        autocompletion=words("written", "pr", "delegate", "second-hand", "inferred"),
    ),
]
Role = Annotated[
    list[str] | None,
    typer.Option(
        "--role",
        metavar="ROLE",
        help="member, signatory, original-sponsor, sponsor, spoke-for or spoke-against. May repeat.",
        autocompletion=completer("complete_roles"),
    ),
]
Position = Annotated[
    str | None,
    typer.Option(
        "--position",
        metavar="POSITION",
        help="The position that was heard.",
        autocompletion=completer("complete_heard"),
    ),
]
How = Annotated[
    str | None,
    typer.Option(
        "--how",
        metavar="HOW",
        help="meeting, call, email, demarche, note-verbale-in, note-verbale-out, event.",
        autocompletion=completer("complete_how"),
    ),
]
Mission = Annotated[
    str | None,
    typer.Option(
        "--mission",
        metavar="KEY",
        help="The mission that it belongs to.",
        autocompletion=completer("complete_missions"),
    ),
]
Anyway = Annotated[
    bool, typer.Option("--anyway", help="Record it although required steps are open; it is flagged.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]

# --- what is named without an option

StepArgument = Annotated[
    str,
    typer.Argument(
        metavar="STEP",
        help="The step's key, or the beginning of it.",
        autocompletion=completer("complete_steps"),
        show_default=False,
    ),
]
EntryArgument = Annotated[
    str,
    typer.Argument(
        metavar="ENTRY",
        help="The tail of an entry's id, with or without #.",
        autocompletion=completer("complete_entries"),
        show_default=False,
    ),
]
AnyArgument = Annotated[
    str,
    typer.Argument(
        metavar="X",
        help="A step, a State, a mission, a mark, or the tail of an entry's id.",
        autocompletion=completer("complete_subjects"),
        show_default=False,
    ),
]
ProcessArgument = Annotated[
    str,
    typer.Argument(
        metavar="NAME|FILE",
        help="A process that ships with the program or is in the database, or a TOML file.",
        autocompletion=completer("complete_processes"),
        show_default=False,
    ),
]
