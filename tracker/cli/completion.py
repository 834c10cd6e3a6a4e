"""What a shell is told on TAB: the words that fit, with a line of help in zsh and fish.

Typer finds the parameter and writes the shell's script. Its zsh and fish classes load rich to strip markup
from help (2.3 times the work, on every TAB); ours print help as plain text instead. Commands name the
functions below as `autocompletion`. Each reads the database and answers nothing on any trouble.

What is offered may come from a journal that somebody else wrote, and zsh evaluates it: values that a shell
could read as more than a word are left out, and help loses such characters.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from typer._click.core import Command as AnyCommand
    from typer._click.shell_completion import CompletionItem

    from tracker.core.process import Process, Step
    from tracker.store.journal import Journal

#: Words that fit, each with a line of help.
Found = list[tuple[str, str]]

#: How many of the latest entries are offered.
LATEST = 30

_UNSAFE = frozenset("\"'\\$`*?[]{}()<>|&;!~#^ ")
_UNSAFE_IN_HELP = frozenset('"\\$`')


def answer(command: AnyCommand, program: str, variable: str) -> int:
    """Print the completions that the shell's script asks for by the environment; the exit code."""
    from typer import completion
    from typer._click.shell_completion import add_completion_class
    from typer._completion_classes import BashComplete, FishComplete, ZshComplete

    class Bash(BashComplete):
        def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
            return _safe(super().get_completions(args, incomplete))

    class Zsh(ZshComplete):
        def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
            return _safe(super().get_completions(args, incomplete))

        def format_completion(self, item: CompletionItem) -> str:
            words = [item.value, item.help] if item.help else [item.value]
            return ":".join('"' + word.replace(":", r"\\:").replace("'", r"'\''") + '"' for word in words)

    class Fish(FishComplete):
        def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
            return _safe(super().get_completions(args, incomplete))

        def format_completion(self, item: CompletionItem) -> str:
            return f"{item.value}\t{item.help}" if item.help else str(item.value)

    for shell, cls in (("bash", Bash), ("zsh", Zsh), ("fish", Fish)):
        add_completion_class(cls, shell)
    try:
        return completion.shell_complete(command, {}, program, variable, os.environ[variable])
    except Exception:  # whatever it is, a line half typed is no place to say it
        return 1


def _safe(items: Iterable[CompletionItem]) -> list[CompletionItem]:
    """The items whose value is one plain word, with help that no shell can take for code."""
    kept = [item for item in items if item.value.isprintable() and _UNSAFE.isdisjoint(item.value)]
    for item in kept:
        if item.help:
            item.help = "".join(_plain(letter) for letter in item.help)
    return kept


def _plain(letter: str) -> str:
    return " " if letter in _UNSAFE_IN_HELP or not letter.isprintable() else letter


def complete_steps(ctx: typer.Context, incomplete: str) -> Found:
    """Step keys of the campaign's process, after the last comma, without those before it."""
    head, comma, _ = incomplete.rpartition(",")
    taken = head.split(",")

    def read(journal: Journal, campaign: str) -> Found:
        steps = _process(journal, campaign).steps
        return [(f"{head}{comma}{s.key}", s.short["en"]) for s in steps if s.key not in taken]

    return _read(ctx, read)


def complete_statuses(ctx: typer.Context, incomplete: str) -> Found:
    """The words that can be logged about the steps already typed: those that all of them know."""
    from tracker.core.process import NOT_NEEDED, OPENING

    keys = str(ctx.params.get("steps") or ctx.params.get("step") or "").split(",")

    def read(journal: Journal, campaign: str) -> Found:
        found = [step for step in _process(journal, campaign).steps if step.key in keys]
        outcomes = [word for word in _outcomes(found) if all(word in step.outcomes for step in found)]
        return [(word, "") for word in (*outcomes, *OPENING, NOT_NEEDED)]

    return _read(ctx, read)


def complete_entries(ctx: typer.Context, incomplete: str) -> Found:
    """The tails of the latest entries, newest first, with their date, subject and status."""

    def read(journal: Journal, campaign: str) -> Found:
        found: Found = []
        for entry in journal.history(campaign):
            words = (entry.on, entry.subject or entry.kind, entry.status, entry.note)
            found.append((entry.short, " ".join(word for word in words if word)[:60]))
            if len(found) == LATEST:
                break
        return found

    return _read(ctx, read)


def complete_subjects(ctx: typer.Context, incomplete: str) -> Found:
    """Whatever `show` and `history` can be asked about; States once the word has begun."""
    named = complete_states(ctx, incomplete) if incomplete else []
    return (
        complete_steps(ctx, incomplete)
        + complete_missions(ctx, incomplete)
        + complete_entries(ctx, incomplete)
        + named
    )


def complete_states(ctx: typer.Context, incomplete: str) -> Found:
    """The codes of all States with their names, after the last comma, without those before it.

    A name half typed offers the codes of those that it can mean.
    """
    from tracker.operations import states

    head, comma, last = incomplete.rpartition(",")
    taken = {word.strip().upper() for word in head.split(",")}
    try:
        known = states.known()
        found = [state for state in known.by_code.values() if state.code.startswith(last.upper())]
        found = found or list(known.matches(last))
    except Exception:
        return []
    return [(f"{head}{comma}{s.code}", s.name) for s in found if s.code not in taken]


def complete_positions(ctx: typer.Context, incomplete: str) -> Found:
    """Positions, then roles."""
    return [*complete_heard(ctx, incomplete), *complete_roles(ctx, incomplete)]


def complete_heard(ctx: typer.Context, incomplete: str) -> Found:
    """Positions, and `none`, which clears one."""
    from tracker.core.stances import POSITIONS

    return [*((word, "position") for word in POSITIONS), ("none", "clears it")]


def complete_roles(ctx: typer.Context, incomplete: str) -> Found:
    """The roles of a State."""
    from tracker.core.stances import ROLES

    return [(word, "role") for word in ROLES]


def complete_how(ctx: typer.Context, incomplete: str) -> Found:
    """The ways of a contact."""
    from tracker.core.stances import HOW

    return [(word, "") for word in HOW]


def complete_missions(ctx: typer.Context, incomplete: str) -> Found:
    """The missions on record, the latest recorded first, with their places."""

    def read(journal: Journal, campaign: str) -> Found:
        said = [e for e in journal.bearing(campaign, kinds=("mission",)) if e.kind == "mission" and e.subject]
        return list({e.subject or "": (e.subject or "", e.place or "") for e in reversed(said)}.values())

    return _read(ctx, read)


def complete_todos(ctx: typer.Context, incomplete: str) -> Found:
    """The tails of the open to-dos, with what is to be done and by when."""
    from datetime import date

    from tracker.core.todos import todos

    def read(journal: Journal, campaign: str) -> Found:
        found = todos(journal.bearing(campaign, kinds=("todo",)), date.max, None)
        words = ((t.entry.short, (t.entry.note, t.due.text if t.due else None)) for t in found if t.open)
        return [(tail, ", ".join(word for word in said if word)[:60]) for tail, said in words]

    return _read(ctx, read)


def complete_done(ctx: typer.Context, incomplete: str) -> Found:
    """What can be done: steps, then open to-dos."""
    return complete_steps(ctx, incomplete) + complete_todos(ctx, incomplete)


def complete_about(ctx: typer.Context, incomplete: str) -> Found:
    """What a to-do can be for: steps, missions, then States."""
    return (
        complete_steps(ctx, incomplete)
        + complete_missions(ctx, incomplete)
        + complete_states(ctx, incomplete)
    )


def complete_campaigns(ctx: typer.Context, incomplete: str) -> Found:
    """The campaigns in the file, with their organizations."""
    from tracker.operations import desk

    try:
        with desk.reading(desk.Where(ctx.params.get("db"))) as journal:
            return [(entry.campaign, entry.organization or "") for entry in journal.campaigns()]
    except Exception:
        return []


def complete_marks(ctx: typer.Context, incomplete: str) -> Found:
    """The named moments, with their days."""

    def read(journal: Journal, campaign: str) -> Found:
        marks = (entry for entry in journal.history(campaign) if entry.kind == "mark" and entry.subject)
        return [(entry.subject or "", entry.on or "") for entry in marks]

    return _read(ctx, read)


def complete_sessions(ctx: typer.Context, incomplete: str) -> Found:
    """The sessions that the journal speaks of, the latest first."""

    def read(journal: Journal, campaign: str) -> Found:
        said = {number for entry in journal.history(campaign) for number in (entry.session, entry.target)}
        return [(str(number), "") for number in sorted(said - {None}, key=lambda n: -(n or 0))]

    return _read(ctx, read)


def complete_processes(ctx: typer.Context, incomplete: str) -> Found:
    """The processes that ship with the program."""
    from tracker.operations import data

    try:
        names = sorted(os.listdir(os.path.join(data.folder(), "processes")))
    except OSError:
        return []
    return [(name.removesuffix(".toml"), "") for name in names if name.endswith(".toml")]


def _read(ctx: typer.Context, read: Callable[[Journal, str], Found]) -> Found:
    """What `read` finds in the campaign that the half-typed line means; nothing on any trouble."""
    from tracker.operations import desk

    where = desk.Where(ctx.params.get("db"), ctx.params.get("campaign"))
    try:
        with desk.reading(where) as journal:
            return read(journal, desk.choose(journal, where))
    except Exception:
        return []


def _process(journal: Journal, campaign: str) -> Process:
    """The campaign's process; where newer ones were adopted, the last."""
    return list(journal.processes(campaign).values())[-1]


def _outcomes(steps: list[Step]) -> list[str]:
    """The outcomes of the first step, in its file's order."""
    return list(steps[0].outcomes) if steps else []
