"""An open database file, and the transaction in which something is written to it.

A rollback journal, not WAL: `journal_mode=TRUNCATE, synchronous=EXTRA` keeps every acknowledged entry through
a power cut. Writers take turns by a lock on the file's folder: SQLite's own lock decides, the turn only
shortens the wait.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from typing import Any

from tracker.store import files, schema
from tracker.store.failures import NotKept, failure, translated

# trusted_schema stays on: SQLite 3.40 counts json_extract, which our columns are made of, among what it bars.
_SAFE = ("mmap_size=0", "foreign_keys=ON")
_DURABLE = ("synchronous=EXTRA", "fullfsync=1")


class Database:
    """An open file: the connection, and turns at writing. `Journal.open` makes one."""

    def __init__(self, path: str, *, write: bool, office: str) -> None:
        """Open a file that is there. To read writes nothing, unless a power cut or WAL left a repair to do.

        Raises NoDatabase, NotADatabase, NewerDatabase, ReadOnly, Busy or StorageError.
        """
        self.path = path
        self.office = office
        self._write = write
        self._file = os.path.realpath(path)
        self._last_written: str | None = None
        header, self.place = files.inspect(self._file, path, write=write)
        self._repair = files.needs_repair(self._file, header)
        if not self._repair:
            files.check_header(header, path)
        if write:
            files.check_writable(self._file, path)
        with translated(path):
            self.connection = self._connect(write)
        try:
            self._check_version()
        except BaseException:
            self.connection.close()
            raise

    def close(self) -> None:
        """Close the file; what was not committed is gone."""
        self.connection.close()

    def _connect(self, write: bool) -> sqlite3.Connection:
        mode = "rw" if write or self._repair else "ro"
        connection = connect(self._file, mode)
        try:
            if mode == "rw":
                try:
                    connection.execute("PRAGMA journal_mode=TRUNCATE")
                except sqlite3.OperationalError:  # in WAL, and in use: whoever only reads can do so
                    if write:
                        raise
            if not write:
                connection.execute("PRAGMA query_only=ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def _check_version(self) -> None:
        with translated(self.path):
            application = self._pragma("application_id") if self._repair else schema.APPLICATION_ID
            version = files.check_version(application, self._pragma("user_version"), self.path)
        if version < schema.USER_VERSION:
            self._migrate()

    def _pragma(self, name: str) -> int:
        return int(self.connection.execute(f"PRAGMA {name}").fetchone()[0])

    def _migrate(self) -> None:
        """Bring an older file up to date, whoever is the first to open it."""
        files.check_writable(self._file, self.path)
        self.connection.close()
        with translated(self.path), self._turn(), contextlib.closing(self._connect(True)) as connection:
            fill(connection)
        with translated(self.path):
            self.connection = self._connect(self._write)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads that see one and the same moment of the file."""
        if self.connection.in_transaction:
            yield
            return
        with translated(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self._rollback()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """A turn in which to read, check and write; all of it is kept or nothing.

        Nothing may be called kept before this has ended. Raises Busy, ReadOnly, NotKept or StorageError.
        """
        if not self._write or self.connection.in_transaction:
            raise RuntimeError("a transaction needs a journal opened for writing, outside another one")
        with self._turn():
            self._last_written = None
            with translated(self.path):
                self.connection.execute("BEGIN IMMEDIATE")
                try:
                    yield
                except BaseException:
                    self._rollback()
                    raise
            self._commit()

    def _commit(self) -> None:
        try:
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            # A commit that fails can have kept the entry: only a fresh look at the file tells.
            if not self._look_again():
                raise _not_kept(error, self.path) from error

    def _look_again(self) -> bool:
        """Whether the last entry written is in the file, seen through a new connection."""
        self._rollback()
        with contextlib.suppress(sqlite3.Error):
            self.connection.close()
        try:
            self.connection = self._connect(True)
            if self._last_written is None:
                return False
            query = "SELECT 1 FROM entry WHERE id = ?"
            return self.connection.execute(query, (self._last_written,)).fetchone() is not None
        except sqlite3.Error as error:
            why = "whether it was kept cannot be seen now: look later with `tracker history`"
            raise NotKept(f"{failure(error, self.path)}; {why}") from error

    def _rollback(self) -> None:
        if self.connection.in_transaction:  # after some errors SQLite has rolled back by itself
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")

    def _must_write(self) -> None:
        if not (self._write and self.connection.in_transaction):
            raise RuntimeError("writing needs a transaction")

    def rows(self, query: str, values: Any = ()) -> list[tuple[Any, ...]]:
        """All rows of a read. A list, so that no lock is held while somebody pages through them."""
        with translated(self.path):
            return self.connection.execute(query, values).fetchall()

    def _turn(self) -> contextlib.AbstractContextManager[None]:
        return turn(os.path.dirname(self._file))

    def scrub(self) -> None:
        """Write the file anew, so that nothing that was blanked is left in it; after the commit."""
        if not self._write or self.connection.in_transaction:
            raise RuntimeError("a file is scrubbed outside a transaction, opened for writing")
        with translated(self.path), self._turn():
            self.connection.execute("PRAGMA secure_delete=ON")
            self.connection.execute("VACUUM")


def create(path: str) -> None:
    """Make a database under that name, complete or not at all; whatever is there already is left alone.

    Folders that are missing are made for the user alone (0700), as is the file (0600). Raises ReadOnly,
    StorageError.
    """
    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    part = os.path.join(folder, f".{name}.{os.urandom(5).hex()}")
    try:
        files.make_folders(folder)
        with turn(folder):
            if os.path.lexists(target):
                return
            os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
            try:
                with translated(path), contextlib.closing(connect(part, "rw")) as connection:
                    connection.execute("PRAGMA journal_mode=TRUNCATE")
                    fill(connection)
                os.rename(part, target)
                files.sync_folder(folder)
            finally:
                for left in (part, f"{part}-journal"):
                    with contextlib.suppress(OSError):
                        os.unlink(left)
    except OSError as error:
        raise files.refused(error, path) from error


def connect(file: str, mode: str) -> sqlite3.Connection:
    """A connection with our settings; `mode` is `ro` or `rw`. Raises sqlite3.Error."""
    connection = sqlite3.connect(
        files.uri(file, mode), uri=True, isolation_level=None, timeout=files.BUSY_SECONDS
    )
    for pragma in _SAFE + (_DURABLE if mode == "rw" else ()):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def fill(connection: sqlite3.Connection) -> None:
    """All tables up to date, in one transaction. Raises sqlite3.Error, with nothing changed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        schema.migrate(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def turn(folder: str) -> Iterator[None]:
    """The writers' turn in a folder."""
    fd = files.take_turn(folder)
    try:
        yield
    finally:
        if fd is not None:
            os.close(fd)


def _not_kept(error: sqlite3.Error, path: str) -> Exception:
    found = failure(error, path)
    # "locked" and "read-only" already say that nothing was kept.
    return found if type(found).exit_code in (5, 7) else NotKept(f"{found}; nothing was kept")
