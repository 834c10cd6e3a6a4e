"""The database as a file: its header before anything connects to it, its folders, the writers' turn."""

from __future__ import annotations

import contextlib
import errno
import os
import stat

from tracker.store import schema, streams
from tracker.store.failures import NewerDatabase, NoDatabase, NotADatabase, ReadOnly, StorageError, shown

#: How long a command waits for others before it gives up.
BUSY_SECONDS = 60.0

_MAGIC = b"SQLite format 3\0"
_WAL = b"\2\2"
_URI_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def uri(file: str, mode: str) -> str:
    """The URI by which SQLite opens a file of any name; `mode` is `ro` or `rw`."""
    quoted = "".join(chr(byte) if byte in _URI_SAFE else f"%{byte:02X}" for byte in os.fsencode(file))
    return f"file:{quoted}?mode={mode}"


def inspect(file: str, path: str, *, write: bool) -> tuple[bytes, str]:
    """The first 100 bytes of a file, and its place, which only who writes needs. `path` is how it was named.

    Not to be called while this process holds a lock on the file: closing it would drop that lock.
    Raises NoDatabase, NotADatabase, StorageError.
    """
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):
            raise NotADatabase(path, "a folder or a device, not a database")
        fd = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        raise NoDatabase(path) from None
    except OSError as error:
        raise StorageError(f"{shown(path)} cannot be read: {reason(error)}") from error
    try:
        return os.read(fd, 100), streams.place(fd) if write else ""
    except OSError as error:
        raise StorageError(f"{shown(path)} cannot be read: {reason(error)}") from error
    finally:
        os.close(fd)


def needs_repair(file: str, header: bytes) -> bool:
    """Whether a cut left a journal to roll back (its header may be torn), or something put it into WAL."""
    if header[18:20] == _WAL:
        return True
    try:
        return os.stat(f"{file}-journal").st_size > 0
    except OSError:
        return False


def check_header(header: bytes, path: str) -> int:
    """The version of the schema that a header tells. Raises NotADatabase and NewerDatabase."""
    if not header:
        raise NotADatabase(path, "an empty file")
    if not header.startswith(_MAGIC) or len(header) < 100:
        raise NotADatabase(path, "not a database")
    return check_version(int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big"), path)


def check_version(application_id: int, version: int, path: str) -> int:
    """The version, of a database that is ours. Raises NotADatabase and NewerDatabase."""
    if application_id != schema.APPLICATION_ID:
        raise NotADatabase(path, "a database of another program")
    if version > schema.USER_VERSION:
        raise NewerDatabase(path)
    return version


def check_writable(file: str, path: str) -> None:
    """Raises ReadOnly where the file, or the folder that its journal goes to, cannot be written."""
    for name, named in ((os.path.dirname(file), os.path.dirname(path) or "this folder"), (file, path)):
        if not os.access(name, os.W_OK):
            raise ReadOnly(named)


def make_folders(folder: str) -> None:
    """Make a folder and those above it that are missing, for the user alone, and see them onto the disk."""
    missing: list[str] = []
    while not os.path.isdir(folder):
        missing.append(folder)
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    for name in reversed(missing):
        with contextlib.suppress(FileExistsError):  # another process was quicker
            os.mkdir(name, 0o700)
        sync_folder(os.path.dirname(name))


def sync_folder(folder: str) -> None:
    """See the names in a folder onto the disk, where the system can."""
    with contextlib.suppress(OSError):
        fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def take_turn(folder: str) -> int | None:
    """Wait for the turn of those who write in a folder; the descriptor to close when done.

    None where there are no such locks, or nobody gave way in time: SQLite's own lock then decides alone.
    """
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return fd
    except BlockingIOError:
        return fd if _wait(fd) else None
    except OSError:
        os.close(fd)
        return None


def _wait(fd: int) -> bool:
    """Queue for a lock that others hold, but not forever; where it is not had in time, `fd` is closed.

    The system wakes those who queue; asking again and again instead can starve one for minutes.
    """
    import fcntl
    import threading

    turn, answered, left = threading.Lock(), threading.Event(), False
    had = False

    def queue() -> None:
        nonlocal had
        with contextlib.suppress(OSError):
            fcntl.flock(fd, fcntl.LOCK_EX)
            had = True
        with turn:
            answered.set()
            if left or not had:
                os.close(fd)

    threading.Thread(target=queue, daemon=True).start()
    try:
        answered.wait(BUSY_SECONDS)
    finally:
        with turn:
            left = not answered.is_set()
    return had and not left


def refused(error: OSError, path: str) -> StorageError:
    """The user's mistake behind a file that could not be made."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnly(os.path.dirname(path) or "this folder")
    return StorageError(f"{shown(path)} could not be made: {reason(error)}")


def reason(error: OSError) -> str:
    """What the system said, in lower case, without the file's name."""
    return (error.strerror or str(error)).lower()
