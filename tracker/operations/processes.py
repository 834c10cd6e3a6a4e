"""Processes: those that ship with the program, a user's own file, and those pinned in a database."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field

from tracker.core.errors import UserError
from tracker.core.process import Process
from tracker.core.text import nearest, quoted
from tracker.operations import clock, data, desk
from tracker.operations.desk import Where
from tracker.store.failures import NoDatabase


class UnknownProcess(UserError):
    """A name that no process has, and that names no file."""

    exit_code = 2


class UnreadableFile(UserError):
    """A process file that the system would not read."""


@dataclass(slots=True)
class Found:
    """A process, whether it ships with the program, and the campaigns of the database that follow it."""

    process: Process
    shipped: bool
    campaigns: list[str] = field(default_factory=list)


def names() -> list[str]:
    """The names of the shipped processes, in alphabetical order."""
    files = os.listdir(_folder())
    return sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml"))


def load_process(name: str) -> Process:
    """The process of that name among the shipped ones, else of the TOML file at that path.

    Raises UnknownProcess, UnreadableFile, and BadProcess for a file that is wrong.
    """
    if name in names():
        return _read(os.path.join(_folder(), f"{name}.toml"))
    if not _is_path(name):
        raise _unknown(name, names())
    return _read(name)


def find_process(
    where: Where, name: str | None, *, as_of: str | None = None, known_on: str | None = None
) -> Process:
    """As `load_process`; a name may also be that of a process in the database, the latest of that name.

    Without a name, the process that the campaign follows. Raises NoCampaign as well.
    """
    if name is None:
        return desk.look(where, as_of, known_on).state.process
    if name in names() or _is_path(name):
        return load_process(name)
    known = list_processes(where)
    for found in reversed(known):
        if found.process.key == name:
            return found.process
    raise _unknown(name, sorted({found.process.key for found in known}))


def list_processes(where: Where, *, as_of: str | None = None, known_on: str | None = None) -> list[Found]:
    """The shipped processes by name, then the others in the database, with the campaigns that follow each.

    Without a database, and with none named, only the shipped ones.
    """
    known = {found.sha256: Found(found, True) for found in (load_process(name) for name in names())}
    day, known_at = desk.instants(as_of, known_on, clock.now())
    try:
        with desk.reading(where) as journal:
            for first in journal.campaigns():
                for sha256, process in journal.processes(first.campaign).items():
                    known.setdefault(sha256, Found(process, False))
                with suppress(desk.NothingKnown):
                    followed = desk.view(journal, first.campaign, day, known_at).state.process_sha256
                    known[followed].campaigns.append(first.campaign)
    except NoDatabase:
        if where.db is not None:
            raise
    return list(known.values())


def _folder() -> str:
    return os.path.join(data.folder(), "processes")


def _is_path(name: str) -> bool:
    return name.endswith(".toml") or os.sep in name or os.path.exists(name)


def _read(path: str) -> Process:
    """The process of a file; the parser of TOML is loaded here alone."""
    from tracker.core import process_toml

    try:
        with open(path, "rb") as file:
            text = file.read()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file's name"
        raise UnreadableFile(
            f"The process file {quoted(path, 60)} cannot be read: {reason.lower()}."
        ) from None
    return process_toml.load(text, path)


def _unknown(name: str, known: list[str]) -> UnknownProcess:
    near = nearest(name, known)
    hint = f"did you mean {near}?" if near else f"there are {', '.join(known)}, or name a TOML file."
    return UnknownProcess(f"There is no process {quoted(name)}: {hint}")
