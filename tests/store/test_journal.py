"""What is appended comes back, in the order of recording, and can be found."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.core import ids
from tracker.core.entry import Entry, bears
from tracker.core.process import Process
from tracker.store.failures import BrokenJournal
from tracker.store.journal import Journal
from tracker.store.reads import AmbiguousEntry, UnknownEntry

Draft = Callable[..., Entry]


def append(journal: Journal, *drafts: Entry, now: datetime) -> list[Entry]:
    with journal.transaction():
        return journal.append(drafts, now)


def test_an_entry_comes_back_as_append_gave_it(journal: Journal, draft: Draft, now: datetime) -> None:
    (kept,) = append(
        journal,
        draft(
            subject="mandate", status="achieved", refs=("A/79/1",), note="renouvele\u0301", source="letter"
        ),
        now=now,
    )
    assert kept.recorded_at == kept.arrived_at == "2024-09-24T10:30:15.123Z"
    assert ids.millis(kept.id) == 1727173815123
    assert kept.note == "renouvelé"
    assert journal.find(kept.short) == kept
    assert list(journal.history("kaiciid")) == [kept]
    assert journal.bearing("kaiciid") == [kept]


def test_a_draft_that_says_when_it_was_recorded_is_recorded_then(
    journal: Journal, draft: Draft, now: datetime
) -> None:
    (kept,) = append(journal, draft(recorded_at="2015-04-30T12:00:00.000Z"), now=now)
    assert kept.recorded_at == kept.arrived_at == "2015-04-30T12:00:00.000Z"
    assert ids.millis(kept.id) == 1430395200000


def test_an_entry_after_a_clock_was_set_back_still_sorts_last(
    journal: Journal, draft: Draft, now: datetime
) -> None:
    (first,) = append(journal, draft(status="achieved"), now=now)
    (second,) = append(journal, draft("retract", replaces=first.id), now=now - timedelta(days=400))
    assert second.id > first.id
    assert second.recorded_at < first.recorded_at
    assert [entry.id for entry in journal.history("kaiciid")] == [second.id, first.id]


def test_tails_are_unique_in_the_file(
    journal: Journal, draft: Draft, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    randoms = iter([7, 7, 7, 8])
    monkeypatch.setattr("tracker.store.streams.random_bits", lambda count: next(randoms))
    one, other = append(journal, draft(), draft(), now=now)
    assert (one.short, other.short) == ("00007", "00008")


@pytest.mark.parametrize("note", ["a\0b", "\ud800"])
def test_a_note_that_no_journal_can_carry_is_refused_with_nothing_written(
    journal: Journal, draft: Draft, now: datetime, note: str
) -> None:
    from tracker.store.streams import BadText

    with pytest.raises(BadText):
        append(journal, draft(), draft(note=note), now=now)
    assert journal.count() == 0


def test_an_error_within_a_transaction_leaves_nothing(journal: Journal, draft: Draft, now: datetime) -> None:
    def drafts() -> Iterator[Entry]:
        yield draft(note="x")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), journal.transaction():
        journal.append(drafts(), now)  # type: ignore[arg-type]
    assert journal.count() == 0
    append(journal, draft(), now=now)
    assert journal.count() == 1


def test_writing_needs_a_transaction(journal: Journal, draft: Draft, now: datetime, process: Process) -> None:
    for write in (
        lambda: journal.append([draft()], now),
        lambda: journal.add_process(process),
        lambda: journal.redact(["x"]),
    ):
        with pytest.raises(RuntimeError):
            write()


def test_bearing_is_what_bears_and_the_kinds_asked_for(filled: Journal) -> None:
    everything = list(filled.history("kaiciid", newest_first=False))
    bearing = filled.bearing("kaiciid")
    assert bearing == [entry for entry in everything if bears(entry) or entry.kind == "campaign"]
    assert filled.bearing("kaiciid", kinds=("mark", "report")) == everything
    assert bearing[1].note == "renewed"


def test_as_of_leaves_out_only_what_cannot_matter(journal: Journal, draft: Draft, now: datetime) -> None:
    later = {"on": "2024-12", "first": date(2024, 12, 1), "last": date(2024, 12, 31)}
    kept = append(
        journal,
        draft("campaign", target=80, **later),
        draft(status="achieved"),
        draft(status="deferred", **later),
        draft(status="achieved", replaces="0", **later),
        draft(status="blocked", on=None, first=None, last=None),
        now=now,
    )
    found = journal.bearing("kaiciid", as_of=date(2024, 12, 30))
    assert found == [kept[0], kept[1], kept[3], kept[4]]
    assert journal.bearing("kaiciid", as_of=date(2024, 12, 31)) == kept


def test_known_at_is_included_and_compares_the_arrival(journal: Journal, draft: Draft, now: datetime) -> None:
    first, second = (
        append(journal, draft(status="achieved"), now=now + timedelta(seconds=seconds))[0]
        for seconds in (0, 1)
    )
    assert journal.bearing("kaiciid", known_at=first.arrived_at) == [first]
    assert journal.bearing("kaiciid", known_at=second.arrived_at) == [first, second]
    assert list(journal.history("kaiciid", known_at=first.arrived_at)) == [first]


def test_history_is_narrowed_and_paged(journal: Journal, draft: Draft, now: datetime) -> None:
    with journal.transaction():
        for second in range(3):
            moment = now + timedelta(seconds=second)
            many = [draft(subject=f"s{second}", recorded_by=f"by{n % 2}", note="x") for n in range(400)]
            journal.append(many, moment)
    everything = list(journal.history("kaiciid"))
    assert len(everything) == len({entry.id for entry in everything}) == 1200
    assert everything == sorted(everything, key=lambda entry: entry.id, reverse=True)
    assert all(entry.note == "x" for entry in everything)
    assert list(journal.history("kaiciid", newest_first=False)) == everything[::-1]
    assert list(journal.history("kaiciid", limit=700)) == everything[:700]
    assert list(journal.history("kaiciid", limit=0)) == []
    assert list(journal.history("kaiciid", subject="s1")) == everything[400:800]
    assert list(journal.history("kaiciid", since="2024-09-24T10:30:16.123Z")) == everything[:800]
    assert list(journal.history("kaiciid", until="2024-09-24T10:30:16.123Z")) == everything[400:]
    assert list(journal.by_author("by0", "kaiciid")) == [e for e in everything if e.recorded_by == "by0"]


def test_nothing_is_locked_while_somebody_pages_through_the_history(
    filled: Journal, path: Path, draft: Draft, now: datetime
) -> None:
    with Journal.open(path) as reader:
        pages = reader.history("kaiciid")
        next(pages)
        append(filled, draft(), now=now)
        assert len(list(pages)) == 4


def test_campaigns_are_listed_once_the_oldest_first(journal: Journal, draft: Draft, now: datetime) -> None:
    b, a, _ = append(
        journal,
        draft("campaign", campaign="b", organization="B"),
        draft("campaign", campaign="a", organization="A"),
        draft("campaign", campaign="b", organization="B, renamed"),
        now=now,
    )
    assert journal.campaigns() == [b, a]
    assert (journal.count(), journal.count("b")) == (3, 2)


def test_find_takes_any_unique_end_of_an_id(filled: Journal, draft: Draft, now: datetime) -> None:
    for entry in filled.history("kaiciid"):
        for typed in (entry.id[-5:], f"#{entry.id[-6:].upper()}", entry.id[-20:], entry.id):
            assert filled.find(typed) == entry
            assert filled.find(typed, "kaiciid") == entry
            with pytest.raises(UnknownEntry, match="in other"):
                filled.find(typed, "other")


@pytest.mark.parametrize("typed", ["", "#", "ab", "uuuuu", "00000", "\x1b[31m", "z" * 100, "%_%"])
def test_what_is_the_end_of_no_id_is_unknown(filled: Journal, typed: str) -> None:
    with pytest.raises(UnknownEntry) as caught:
        filled.find(typed)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 110


def test_an_end_that_several_have_names_longer_ones(
    journal: Journal, draft: Draft, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    randoms = iter([0b00001_00010_00011, 0b00111_00001_00010_00011])
    monkeypatch.setattr("tracker.store.streams.random_bits", lambda count: next(randoms))
    one, other = append(journal, draft(), draft(), now=now)
    with pytest.raises(AmbiguousEntry, match="#00123, #07123"):
        journal.find("123")
    assert journal.find("0123") == one
    assert journal.find("7123") == other


def test_replacements_are_found_by_what_they_replace(journal: Journal, draft: Draft, now: datetime) -> None:
    (first,) = append(journal, draft(), now=now)
    replacements = append(journal, draft("retract", replaces=first.id), draft(replaces=first.id), now=now)
    assert journal.replacements_of(first.id) == replacements
    assert journal.replacements_of(replacements[0].id) == []


def test_a_process_is_pinned_once_and_comes_back(filled: Journal, process: Process) -> None:
    with filled.transaction():
        assert filled.add_process(process) == process.sha256
    assert filled.processes("kaiciid") == {process.sha256: process}
    assert filled.processes("other") == {}


def test_a_line_that_cannot_be_read_is_named(filled: Journal) -> None:
    broken = ("x", "2024-09-24T10:30:15.123Z", "public", '{"id":"01j8gyk9vj7000abcdefghjkmn"}')
    with pytest.raises(BrokenJournal, match="cannot be read"):
        filled.entries([broken])


WRITER = """
import sys
from datetime import UTC, datetime
from tracker.core.entry import Entry
from tracker.store.journal import Journal
for number in range(50):
    with Journal.open(sys.argv[1], create=True) as journal, journal.transaction():
        draft = Entry("", "kaiciid", "note", "", "", sys.argv[2], subject=str(number), note="x")
        journal.append([draft], datetime.now(UTC))
"""


def test_two_processes_that_make_the_file_and_append_50_entries_each_lose_none(path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, name], env=env, stderr=subprocess.PIPE)
        for name in ("one", "other")
    ]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert (writer.returncode, errors) == (0, b"")
    with Journal.open(path) as journal:
        found = list(journal.history("kaiciid", newest_first=False))
        assert journal.verify("kaiciid") == []
        assert len(journal.heads("kaiciid")) == 1
    for name in ("one", "other"):
        assert [entry.subject for entry in found if entry.recorded_by == name] == [str(n) for n in range(50)]
    assert set(os.listdir(path.parent)) <= {path.name, f"{path.name}-journal"}


bearing_fields = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["achieved", "none"]),
        "due": st.just("2024-10"),
        "owner": st.just("desk"),
        "refs": st.just(("A/79/1",)),
        "route": st.just("14"),
        "target": st.just(80),
        "opens": st.just("2024-09-10"),
        "replaces": st.just("0"),
        "note": st.just("x"),
        "last": st.sampled_from([date(2024, 9, 1), date(2024, 10, 1)]),
    },
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.lists(
        st.tuples(st.sampled_from(["report", "note", "campaign", "mark"]), bearing_fields), max_size=8
    )
)
def test_bearing_leaves_out_nothing_that_can_matter(
    tmp_path_factory: pytest.TempPathFactory, draft: Draft, fields: list[tuple[str, dict[str, Any]]]
) -> None:
    day = date(2024, 9, 15)
    with Journal.open(tmp_path_factory.mktemp("j") / "t.db", create=True) as journal:
        kept = append(
            journal, *(draft(kind, **given) for kind, given in fields), now=datetime(2024, 9, 24, tzinfo=UTC)
        )
        wanted = [entry for entry in kept if bears(entry) or entry.kind in ("campaign", "mark")]
        assert journal.bearing("kaiciid", kinds=["mark"]) == wanted
        assert journal.bearing("kaiciid", kinds=["mark"], as_of=day) == [
            entry
            for entry in wanted
            if entry.last is None or entry.last <= day or entry.replaces or entry.kind == "campaign"
        ]
