"""What contradicts or is not whole is refused on its way in, and nothing of it is written."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.store.unions import append, copy, load, rewritten
from tracker.core import ids
from tracker.core.entry import Entry
from tracker.core.process import Process
from tracker.store import streams
from tracker.store.failures import BrokenJournal, Conflict
from tracker.store.journal import Journal
from tracker.store.union import Record

Draft = Callable[..., Entry]


def refused(journal: Journal, records: list[Record], process: Process | None, now: datetime) -> Exception:
    before = (list(journal.records("kaiciid")), journal.count(), journal.processes("kaiciid"))
    with pytest.raises((Conflict, BrokenJournal), match="nothing was imported") as caught:
        load(journal, records, process, now)
    assert (list(journal.records("kaiciid")), journal.count(), journal.processes("kaiciid")) == before
    assert str(caught.value).isprintable()
    return caught.value


def test_the_same_id_with_other_content_is_a_conflict(
    filled: Journal, path: Path, draft: Draft, process: Process, now: datetime
) -> None:
    out = list(filled.records("kaiciid"))
    with copy(filled, path, "copy.db") as other:
        append(other, draft(), now=now)
        new = list(other.records("kaiciid"))[-1]
    forged = rewritten(out[1], status="deferred")
    assert isinstance(refused(filled, [new, out[0], forged], process, now), Conflict)


def test_a_number_that_two_entries_claim_is_a_conflict(
    filled: Journal, path: Path, draft: Draft, process: Process, now: datetime
) -> None:
    """As when a file was put back in its place by overwriting it, and both futures were written to."""
    forged = filled.place
    with copy(filled, path, "copy.db") as other:
        other.place = forged
        append(other, draft(note="theirs"), now=now)
        append(filled, draft(note="ours"), now=now)
        assert isinstance(refused(filled, list(other.records("kaiciid")), process, now), Conflict)


@pytest.mark.parametrize("known", [False, True], ids=["into an empty file", "into one that knows it"])
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda r: rewritten(r, status="deferred"), "not as it was written"),
        (lambda r: dataclasses.replace(r, hash="0" * 64), "not as it was written"),
        (lambda r: dataclasses.replace(r, hash="nonsense"), "not as a journal"),
        (lambda r: dataclasses.replace(r, seq=r.seq + 1), "missing"),
        (lambda r: dataclasses.replace(r, visibility="secret"), "not as a journal"),
        (lambda r: dataclasses.replace(r, origin="\x1b[31m"), "not as a journal"),
        (lambda r: dataclasses.replace(r, body=r.body.replace(",", ", ")), "not as a journal"),
        (lambda r: dataclasses.replace(r, body="[]"), "not as a journal"),
        (lambda r: dataclasses.replace(r, body="[" * 100_000), "not as a journal"),
        (lambda r: dataclasses.replace(r, body='{"id":NaN}'), "not as a journal"),
        (lambda r: rewritten(r, id="0" * 26), "not as a journal"),
        (lambda r: rewritten(r, session="79"), "not as a journal"),
        (lambda r: rewritten(r, refs=[1]), "not as a journal"),
        (lambda r: rewritten(r, last_day="2024-02-31"), "not as a journal"),
        (lambda r: rewritten(r, recorded_at="2024-99-24T00:00:00.000Z"), "not as a journal"),
        (lambda r: rewritten(r, texts=["note"]), "not as a journal"),
        (lambda r: dataclasses.replace(r, texts={"note": ("00" * 16, "other")}), "note that is not"),
        (lambda r: dataclasses.replace(r, texts={"note": ("zz", "other")}), "note that is not"),
        (lambda r: dataclasses.replace(r, texts={"because": ("00" * 16, "other")}), "does not name"),
    ],
)  # fmt: skip
def test_what_is_not_whole_is_refused_with_nothing_written(
    filled: Journal,
    path: Path,
    tmp_path: Path,
    draft: Draft,
    now: datetime,
    spoil: Callable[[Record], Record],
    said: str,
    known: bool,
) -> None:
    with copy(filled, path, "copy.db") as source:
        append(source, draft(note="new"), now=now)
        *before, last = source.records("kaiciid")
        process = next(iter(source.processes("kaiciid").values()))
    target = filled if known else Journal.open(tmp_path / "b.db", create=True)
    with target:
        error = refused(target, [*before, spoil(last)], process, now)
    assert isinstance(error, BrokenJournal)
    assert said in str(error)


def test_a_process_that_is_named_and_not_there_is_refused(
    filled: Journal, tmp_path: Path, now: datetime
) -> None:
    with Journal.open(tmp_path / "b.db", create=True) as other:
        error = refused(other, list(filled.records("kaiciid")), None, now)
    assert isinstance(error, BrokenJournal)
    assert "the process" in str(error)


def test_a_stream_with_a_hole_or_without_its_beginning_is_refused(
    filled: Journal, process: Process, tmp_path: Path, now: datetime
) -> None:
    out = list(filled.records("kaiciid"))
    with Journal.open(tmp_path / "b.db", create=True) as other:
        for part in (out[1:], out[:1] + out[2:]):
            assert "missing" in str(refused(other, part, process, now))


def test_a_stream_of_one_campaign_cannot_be_continued_in_another(
    filled: Journal, process: Process, now: datetime
) -> None:
    *_, last = filled.records("kaiciid")
    id = ids.new(1_727_200_000_000, 0, None)
    body = streams.canonical({**json.loads(last.body), "campaign": "other", "id": id})
    forged = dataclasses.replace(last, seq=last.seq + 1, body=body, hash=streams.link(last.hash, body))
    assert "another campaign" in str(refused(filled, [forged], process, now))
