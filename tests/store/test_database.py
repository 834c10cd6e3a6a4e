"""The file: how it is made and opened, what it refuses, and that 'kept' is only said of what is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tracker.core.entry import Entry
from tracker.store import database, failures, files, schema
from tracker.store.journal import Journal

Draft = Callable[..., Entry]


def test_a_new_file_and_its_folders_are_the_users_alone(tmp_path: Path) -> None:
    os.umask(os.umask(0o022))
    path = tmp_path / "a" / "b" / "tracker.db"
    Journal.open(path, create=True).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)] == [
        0o700
    ] * 2
    assert {name.name for name in path.parent.iterdir()} <= {"tracker.db", "tracker.db-journal"}


def test_what_is_there_already_is_opened_not_made_anew(filled: Journal, path: Path) -> None:
    filled.close()
    database.create(os.fspath(path))
    with Journal.open(path, create=True) as journal:
        assert journal.count() == 5


def test_a_file_half_made_is_never_seen_under_its_name(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (a)")
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "migrate", fail)
    with pytest.raises(KeyboardInterrupt):
        Journal.open(path, create=True)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?.db", "a#b.db", "é.db", "file:x.db"])
def test_any_name_of_a_file_works(tmp_path: Path, name: str) -> None:
    with Journal.open(tmp_path / name, create=True) as journal:
        assert journal.count() == 0
    assert (tmp_path / name).is_file()


def test_the_settings_that_lose_nothing_in_a_power_cut(journal: Journal) -> None:
    wanted = {
        "journal_mode": "truncate",
        "synchronous": 3,
        "fullfsync": 1,
        "mmap_size": 0,
        "busy_timeout": 60_000,
        "foreign_keys": 1,
    }
    found = {name: journal.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


def test_a_missing_file_is_named_with_what_to_type_and_not_made(path: Path) -> None:
    for write in (False, True):
        with pytest.raises(failures.NoDatabase, match=r"tracker new.*tracker demo"):
            Journal.open(path, write=write)
    assert not path.parent.exists()


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (a)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.touch(), "an empty file"),
        (lambda path: path.write_text("minutes of the meeting\n" * 20), "not a database"),
        (lambda path: path.write_bytes(b"SQLite format 3\0"), "not a database"),
        (foreign, "another program"),
        (lambda path: path.mkdir(), "a folder"),
        (lambda path: os.mkfifo(path), "a device"),
    ],
    ids=["empty", "text", "cut off", "foreign", "folder", "pipe"],
)
@pytest.mark.parametrize("create", [False, True])
def test_what_is_no_database_of_ours_is_not_touched(
    tmp_path: Path, make: Callable[[Path], None], said: str, create: bool
) -> None:
    path = tmp_path / "x.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(failures.NotADatabase, match=said):
        Journal.open(path, create=create)
    assert before == (path.read_bytes() if path.is_file() else None)
    assert list(tmp_path.iterdir()) == [path]


def set_version(path: Path, version: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_a_newer_database_is_not_touched(filled: Journal, path: Path) -> None:
    filled.close()
    set_version(path, schema.USER_VERSION + 1)
    before = path.read_bytes()
    with pytest.raises(failures.NewerDatabase, match="update tracker"):
        Journal.open(path, write=True)
    assert path.read_bytes() == before


def test_an_older_database_is_migrated_when_it_is_opened(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.close()
    with Journal.open(path) as journal:
        assert journal.count() == 0
    assert int.from_bytes(path.read_bytes()[60:64], "big") == schema.USER_VERSION


def test_reading_writes_nothing(filled: Journal, path: Path) -> None:
    filled.close()
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in path.parent.iterdir()}
    with Journal.open(path) as journal:
        assert len(list(journal.history("kaiciid"))) == 5
        with pytest.raises(RuntimeError), journal.transaction():
            pass
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            journal.connection.execute("DELETE FROM process")
    assert {
        file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in path.parent.iterdir()
    } == before


@pytest.fixture
def shared(filled: Journal, path: Path) -> Iterator[Path]:
    """The filled file, in a folder that any user may enter and nobody but its owner may write."""
    filled.close()
    folder = Path(tempfile.mkdtemp())
    shutil.copy(path, folder / "tracker.db")
    (folder / "tracker.db").chmod(0o644)
    folder.chmod(0o755)
    yield folder / "tracker.db"
    shutil.rmtree(folder)


def as_nobody(act: Callable[[], None]) -> None:
    """Do something without the rights of root, which no file mode stops."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if os.geteuid() == 0:
                os.setresgid(65534, 65534, 65534)
                os.setresuid(65534, 65534, 65534)
            act()
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_read_only_file_or_folder_can_be_read_and_not_written(shared: Path) -> None:
    shared.chmod(0o444)
    shared.parent.chmod(0o555)

    def act() -> None:
        with Journal.open(shared) as journal:
            assert journal.count() == 5
        with pytest.raises(failures.ReadOnly, match="cannot be written"):
            Journal.open(shared, write=True)
        with pytest.raises(failures.ReadOnly, match="cannot be written"):
            Journal.open(shared.parent / "new" / "other.db", create=True)
        with pytest.raises(failures.ReadOnly, match="cannot be written"):
            Journal.open(shared.parent / "other.db", create=True)

    as_nobody(act)
    shared.parent.chmod(0o755)
    assert [file.name for file in shared.parent.iterdir()] == ["tracker.db"]


def test_a_file_that_must_not_be_read_is_a_storage_error(shared: Path) -> None:
    shared.chmod(0o600)

    def act() -> None:
        if os.access(shared, os.R_OK):  # the tests run as its owner
            return
        with pytest.raises(failures.StorageError, match="permission denied"):
            Journal.open(shared)

    as_nobody(act)


def test_a_file_that_stays_locked_is_busy(
    filled: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(failures.Busy, match="try again"):
        Journal.open(path)
    other.execute("ROLLBACK")
    with Journal.open(path, write=True) as writer:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(failures.Busy, match="try again"), writer.transaction():
            pass
    other.close()


def test_a_turn_that_nobody_gives_up_is_not_waited_for_forever(
    filled: Journal, monkeypatch: pytest.MonkeyPatch, draft: Draft, now: datetime, path: Path
) -> None:
    import fcntl

    monkeypatch.setattr(files, "BUSY_SECONDS", 0.05)
    fd = os.open(path.parent, os.O_RDONLY)
    fcntl.flock(fd, fcntl.LOCK_EX)
    with filled.transaction():
        filled.append([draft()], now)
    os.close(fd)
    assert filled.count() == 6


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, failures.StorageError),
        (sqlite3.SQLITE_IOERR_FSYNC, failures.StorageError),
        (sqlite3.SQLITE_CORRUPT, failures.StorageError),
        (sqlite3.SQLITE_READONLY_DIRECTORY, failures.ReadOnly),
        (sqlite3.SQLITE_NOTADB, failures.NotADatabase),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, failures.Busy),
    ],
)
def test_what_the_disk_does_becomes_one_line(code: int, kind: type[failures.StorageError]) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    found = failures.failure(error, "/tmp/\x1b[31mtracker.db")
    assert type(found) is kind
    assert str(found).isprintable()


def test_a_full_disk_keeps_nothing_and_says_so(filled: Journal, draft: Draft, now: datetime) -> None:
    pages = filled.connection.execute("PRAGMA page_count").fetchone()[0]
    filled.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(failures.StorageError, match="full"), filled.transaction():
        filled.append([draft(note="x" * 1000)] * 50, now)
    assert filled.count() == 5
    assert filled.verify("kaiciid") == []


def test_exit_codes_are_distinct() -> None:
    kinds = [
        kind for kind in vars(failures).values() if isinstance(kind, type) and hasattr(kind, "exit_code")
    ]
    codes = [kind.exit_code for kind in kinds if kind.__name__ != "UserError"]
    assert len(codes) == len(set(codes)) == 9
    assert not {0, 1, 2} & set(codes)


class Failing(sqlite3.Connection):
    """A connection whose COMMIT fails: before the commit, or after it was made."""

    commits = False

    def execute(self, sql: str, *args: object) -> sqlite3.Cursor:  # type: ignore[override]
        if sql == "COMMIT":
            if self.commits:
                super().execute(sql)
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(sql, *args)  # type: ignore[arg-type]


@pytest.mark.parametrize("commits", [False, True])
def test_a_failed_commit_is_told_by_looking_at_the_file(
    filled: Journal, draft: Draft, now: datetime, commits: bool, path: Path
) -> None:
    filled.connection.close()
    filled.connection = sqlite3.connect(path, isolation_level=None, factory=Failing)
    filled.connection.commits = commits
    if commits:
        with filled.transaction():
            filled.append([draft(subject="late")], now)
    else:
        with pytest.raises(failures.NotKept, match="nothing was kept"), filled.transaction():
            filled.append([draft(subject="late")], now)
    assert filled.count() == (6 if commits else 5)
    with filled.transaction():
        filled.append([draft()], now)


def test_a_commit_whose_outcome_cannot_be_seen_says_so(
    filled: Journal, draft: Draft, now: datetime, path: Path
) -> None:
    filled.connection.close()
    filled.connection = sqlite3.connect(path, isolation_level=None, factory=Failing)
    with pytest.raises(failures.NotKept, match="cannot be seen"), filled.transaction():  # noqa: PT012
        filled.append([draft()], now)
        path.rename(path.with_name("gone.db"))


def hot_journal(path: Path, folder: Path) -> Path:
    """The file as a cut in the middle of a commit leaves it: changed, with the journal to undo that."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE big (a)")
    for _ in range(200):
        connection.execute("INSERT INTO big VALUES (zeroblob(3000))")
    left = folder / "left.db"
    shutil.copy(path, left)
    shutil.copy(f"{path}-journal", f"{left}-journal")
    connection.close()
    return left


@pytest.mark.parametrize("torn", [False, True])
@pytest.mark.parametrize("write", [False, True])
def test_what_a_cut_left_half_written_is_repaired_even_to_read(
    filled: Journal, path: Path, tmp_path: Path, torn: bool, write: bool
) -> None:
    filled.close()
    left = hot_journal(path, tmp_path)
    assert os.path.getsize(f"{left}-journal") > 0
    if torn:
        with left.open("r+b") as file:
            file.write(b"\xff" * 512)
    with Journal.open(left, write=write) as journal:
        assert len(list(journal.history("kaiciid"))) == 5
        assert journal.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_file_that_another_tool_put_into_wal_is_switched_back(filled: Journal, path: Path) -> None:
    filled.close()
    for write in (False, True):
        other = sqlite3.connect(path)
        other.execute("PRAGMA journal_mode=WAL")
        other.close()
        with Journal.open(path, write=write) as journal:
            assert journal.count() == 5
        assert path.read_bytes()[18:20] == b"\1\1"
        assert not Path(f"{path}-wal").exists()


def test_a_snapshot_sees_one_moment(filled: Journal, path: Path) -> None:
    with Journal.open(path) as reader, reader.snapshot():
        assert reader.count() == 5
        other = sqlite3.connect(path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"), other:
            other.execute("CREATE TABLE x (a)")
        other.close()
        assert reader.count() == 5
