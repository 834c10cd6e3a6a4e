"""What can go wrong with the file itself, each with its own exit code and one line."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator

from tracker.core.errors import UserError


class StorageError(UserError):
    """The system would not read or write the file: a full disk, a failing one, no permission."""

    exit_code = 8


class NoDatabase(StorageError):
    """There is no file of that name yet."""

    exit_code = 3

    def __init__(self, path: str) -> None:
        super().__init__(
            f"there is no database at {shown(path)} yet: start one with `tracker new`, "
            "or look at a sample with `tracker demo`"
        )


class NotADatabase(StorageError):
    """There is a file, and it is not one of ours; it was not touched."""

    exit_code = 4

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{shown(path)} is {what}; it was not touched; name the database with --db FILE")


class ReadOnly(StorageError):
    """The file or its folder cannot be written."""

    exit_code = 5

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{shown(path)} cannot be written, so nothing was kept; name a database with --db FILE"
        )


class NewerDatabase(StorageError):
    """A newer version of this program made the file; it was not touched."""

    exit_code = 6

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{shown(path)} was made by a newer tracker and was not touched; update tracker to open it"
        )


class Busy(StorageError):
    """Another program kept the file locked for too long."""

    exit_code = 7

    def __init__(self, path: str) -> None:
        super().__init__(f"{shown(path)} is locked by another program and was not changed; try again")


class NotKept(StorageError):
    """A commit failed, and what was to be written is not in the file, or that cannot be seen."""

    exit_code = 9


def failure(error: sqlite3.Error, path: str) -> StorageError:
    """The mistake, in a user's words, behind an error of SQLite's."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy(path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return ReadOnly(path)
    if code == sqlite3.SQLITE_NOTADB:
        return NotADatabase(path, "not a database of tracker's")
    if code == sqlite3.SQLITE_FULL:
        return StorageError(
            f"the disk of {shown(path)} is full, so nothing was kept; make room and try again"
        )
    # One failed read looks like a malformed file: only an integrity check may call it damaged.
    return StorageError(f"{shown(path)} could not be read or written ({error}); try again")


@contextlib.contextmanager
def translated(path: str) -> Iterator[None]:
    """Turns what the file or the disk does to SQLite into a StorageError; our own mistakes stay."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise failure(error, path) from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        raise failure(error, path) from error


def shown(path: str) -> str:
    """A file's name as it may be printed: no control characters, no bytes that are no text."""
    return "".join(char if char.isprintable() else "?" for char in os.fspath(path))


class Conflict(UserError):
    """Two journals say different things under one name; nothing was written."""

    exit_code = 10


class BrokenJournal(UserError):
    """A journal is not whole: a line, a hash or a process that it needs is missing or was changed."""

    exit_code = 11
