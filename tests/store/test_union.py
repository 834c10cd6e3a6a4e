"""Journals leave their file and meet: what comes back is the same, whatever the order."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.unions import append, content, copy, load, take
from tracker.core.entry import Entry
from tracker.core.process import Process
from tracker.store import streams
from tracker.store.journal import Journal
from tracker.store.union import Loaded

Draft = Callable[..., Entry]


# What comes back


def test_export_import_export_is_the_identity(filled: Journal, tmp_path: Path, now: datetime) -> None:
    out = list(filled.records("kaiciid"))
    with Journal.open(tmp_path / "b.db", create=True) as other:
        assert take(other, filled, now + timedelta(days=9)) == Loaded(5, 0, 0)
        assert list(other.records("kaiciid")) == out
        assert list(other.history("kaiciid")) == list(filled.history("kaiciid"))
        assert other.heads("kaiciid") == filled.heads("kaiciid")
        assert other.verify("kaiciid") == []


def test_records_come_whatever_their_number(
    journal: Journal, draft: Draft, now: datetime, tmp_path: Path
) -> None:
    append(journal, *(draft(note=str(number)) for number in range(1201)), now=now)
    out = list(journal.records("kaiciid"))
    assert len(out) == 1201
    assert [record.seq for record in out] == list(range(1, 1202))
    with Journal.open(tmp_path / "b.db", create=True) as other:
        assert load(other, out[::-1], None, now) == Loaded(1201, 0, 0)
        assert list(other.records("kaiciid")) == out


def test_the_arrival_of_an_entry_goes_along_where_it_differs(
    filled: Journal, path: Path, draft: Draft, tmp_path: Path, now: datetime
) -> None:
    later, last = now + timedelta(days=1), now + timedelta(days=2)
    with copy(filled, path, "copy.db") as other:
        (theirs,) = append(other, draft(status="achieved"), now=now)
        assert take(filled, other, later) == Loaded(1, 5, 0)
    found = filled.find(theirs.id)
    assert (found.recorded_at, found.arrived_at) == (streams.instant(now), streams.instant(later))
    with Journal.open(tmp_path / "c.db", create=True) as third:
        take(third, filled, last)
        assert list(third.history("kaiciid")) == list(filled.history("kaiciid"))


def test_one_campaign_leaves_a_file_of_several_with_whole_chains(
    journal: Journal, draft: Draft, now: datetime, tmp_path: Path
) -> None:
    for number in range(3):
        append(journal, draft(note=str(number)), draft(campaign="other"), now=now)
    with Journal.open(tmp_path / "b.db", create=True) as other:
        take(other, journal, now)
        assert other.verify("kaiciid") == []
        assert other.count("other") == 0
        assert [seq for seq, _ in other.heads("kaiciid").values()] == [3]


def test_a_confidential_stream_can_be_withheld(
    filled: Journal, process: Process, tmp_path: Path, now: datetime
) -> None:
    out = [record for record in filled.records("kaiciid") if record.visibility != "confidential"]
    with Journal.open(tmp_path / "b.db", create=True) as other:
        assert load(other, out, process, now) == Loaded(4, 0, 0)
        assert other.verify("kaiciid") == []
        assert take(other, filled, now) == Loaded(1, 4, 0)
        assert content(other) == content(filled)


# Copies


def origins(journal: Journal) -> set[str]:
    return {origin for origin, _ in journal.heads("kaiciid")}


def test_a_copy_mints_a_new_origin_and_the_first_file_keeps_its_own(
    filled: Journal, path: Path, draft: Draft, now: datetime
) -> None:
    mine = origins(filled)
    with copy(filled, path, "copy.db") as other:
        append(other, draft(), draft(), now=now)
        append(filled, draft(), now=now)
        assert origins(filled) == mine
        assert len(origins(other)) == 2
        take(filled, other, now)
        take(other, filled, now)
        assert content(filled) == content(other)
        append(other, draft(), now=now)
        assert len(origins(other)) == 2


def test_a_file_that_was_renamed_keeps_its_origin(
    filled: Journal, path: Path, draft: Draft, now: datetime
) -> None:
    mine = origins(filled)
    filled.close()
    path.rename(path.with_name("renamed.db"))
    with Journal.open(path.with_name("renamed.db"), write=True) as renamed:
        append(renamed, draft(), now=now)
        assert origins(renamed) == mine


def test_a_file_restored_from_a_copy_mints_a_new_origin(
    filled: Journal, path: Path, draft: Draft, now: datetime
) -> None:
    mine = origins(filled)
    filled.close()
    backup = path.with_name("backup.db")
    shutil.copy(path, backup)
    path.unlink()
    shutil.copy(backup, path)
    with Journal.open(path, write=True) as restored:
        append(restored, draft(), now=now)
        assert len(origins(restored)) == 2
        assert mine < origins(restored)


def test_the_office_is_in_the_name_of_its_streams(path: Path, draft: Draft, now: datetime) -> None:
    with Journal.open(path, create=True, office="geneva") as journal:
        append(journal, draft(), now=now)
        assert [origin[:-10] for origin in origins(journal)] == ["geneva-"]


# Redaction


def redact(journal: Journal, victim: Entry, draft: Draft, now: datetime) -> None:
    with journal.transaction():
        journal.append([draft("redact", redacts=(victim.id,), because="pasted by mistake")], now)
        assert journal.redact([victim.id]) > 0


def bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_redaction_removes_the_bytes_and_keeps_the_entry(
    journal: Journal, path: Path, draft: Draft, now: datetime
) -> None:
    secret = "Ambassador-so-and-so "
    victim, _ = append(
        journal,
        draft(status="achieved", note=secret * 2000, because=secret, source=secret),
        draft(note="stays"),
        now=now,
    )
    salt = journal.rows("SELECT salt FROM text WHERE id = ?", (victim.id,))[0][0]
    assert secret.encode() in bytes_of(path)
    redact(journal, victim, draft, now)
    assert secret.encode() not in bytes_of(path)
    journal.scrub()
    assert secret.encode() not in bytes_of(path)
    assert salt not in bytes_of(path)
    found = journal.find(victim.id)
    assert found == dataclasses.replace(victim, note=None, because=None, source=None, redacted=True)
    assert [entry.note for entry in journal.history("kaiciid") if entry.note] == ["stays"]
    assert journal.verify("kaiciid") == []
    assert journal.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_redaction_that_arrives_blanks_the_text_here(
    filled: Journal, path: Path, draft: Draft, now: datetime
) -> None:
    victim = next(entry for entry in filled.history("kaiciid") if entry.note == "renewed")
    with copy(filled, path, "copy.db") as other:
        redact(other, victim, draft, now)
        assert take(filled, other, now) == Loaded(1, 5, 1)
        assert filled.find(victim.id).redacted
        assert filled.find(victim.id).note is None
        assert content(filled) == content(other)
        filled.scrub()
    path.with_name("copy.db").unlink()
    assert b"renewed" not in bytes_of(path)


def test_a_text_that_was_redacted_here_does_not_come_back(
    filled: Journal, path: Path, draft: Draft, now: datetime
) -> None:
    victim = next(entry for entry in filled.history("kaiciid") if entry.note == "renewed")
    with copy(filled, path, "copy.db") as other:
        redact(filled, victim, draft, now)
        take(filled, other, now)
        assert filled.find(victim.id).redacted


def test_a_text_that_came_without_its_content_is_filled_later(
    filled: Journal, process: Process, tmp_path: Path, now: datetime
) -> None:
    out = list(filled.records("kaiciid"))
    bare = [dataclasses.replace(record, texts={}) for record in out]
    with Journal.open(tmp_path / "b.db", create=True) as other:
        load(other, bare, process, now)
        assert [entry.redacted for entry in other.history("kaiciid")].count(True) == 3
        assert load(other, out, process, now) == Loaded(0, 5, 0)
        assert list(other.records("kaiciid")) == out
        load(other, bare, process, now)
        assert list(other.records("kaiciid")) == out


def test_a_redaction_reaches_no_other_campaign(
    journal: Journal, draft: Draft, now: datetime, tmp_path: Path
) -> None:
    (mine,) = append(journal, draft(note="mine"), now=now)
    with Journal.open(tmp_path / "b.db", create=True) as other:
        append(other, draft("redact", campaign="other", redacts=(mine.id,)), now=now)
        with journal.transaction():
            assert journal.load(other.records("other"), [], now).blanked == 0
    assert journal.find(mine.id).note == "mine"


# Union

acts = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["note", "redact", "a", "b", "c"])), max_size=12
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_union_is_commutative_associative_and_idempotent(
    tmp_path_factory: pytest.TempPathFactory,
    draft: Draft,
    process: Process,
    now: datetime,
    acts: list[tuple[str, str]],
) -> None:
    folder = tmp_path_factory.mktemp("union")
    with Journal.open(folder / "seed.db", create=True) as seed, seed.transaction():
        seed.append([draft("campaign", process=seed.add_process(process))], now)
    for name in "abc":
        shutil.copy(folder / "seed.db", folder / f"{name}.db")
    files = {name: Journal.open(folder / f"{name}.db", write=True) for name in "abc"}
    for number, (name, act) in enumerate(acts):
        journal, moment = files[name], now + timedelta(seconds=number % 3)
        if act in files and act != name:
            take(journal, files[act], moment)
        elif act == "redact" and (victim := next((e for e in journal.history("kaiciid") if e.note), None)):
            redact(journal, victim, draft, moment)
        else:
            append(journal, draft(status="achieved", note=f"text {number}"), now=moment)
    results = []
    for order in ("abc", "cba", "bca"):
        with Journal.open(folder / f"{order}.db", create=True) as union:
            for name in order:
                take(union, files[name], now)
            results.append(content(union))
            assert union.verify("kaiciid") == []
            for name in order:
                assert take(union, files[name], now).added == 0
            assert content(union) == results[-1]
    assert results[0] == results[1] == results[2]
    for journal in files.values():
        journal.close()
