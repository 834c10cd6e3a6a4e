"""Bodies are written one way, texts can be forgotten, chains show what was changed."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.store import streams
from tracker.store.journal import Journal

values = st.recursive(
    st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcé", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(st.text("abc", max_size=3), values, max_size=4).filter(
        lambda body: "\0" not in repr(body)
    )
)
def test_a_canonical_body_read_and_written_again_is_the_same_text(body: dict[str, Any]) -> None:
    try:
        text = streams.canonical(body)
    except streams.BadText:
        return
    assert streams.canonical(json.loads(text)) == text


def test_a_canonical_body_has_sorted_keys_no_spaces_and_nfc() -> None:
    assert streams.canonical({"b": [1, True], "a": "e\u0301"}) == '{"a":"é","b":[1,true]}'


@pytest.mark.parametrize("bad", ["a\0b", "\ud800", "x\udfff"])
def test_nul_and_lone_surrogates_are_refused(bad: str) -> None:
    with pytest.raises(streams.BadText):
        streams.canonical({"subject": bad})


@pytest.mark.parametrize("bad", [None, 1.5, float("nan"), 2**53, b"x", {1, 2}])
def test_what_is_neither_text_nor_integer_is_refused(bad: object) -> None:
    with pytest.raises(ValueError, match=r"number|neither"):
        streams.canonical({"subject": bad})


def test_an_instant_is_utc_cut_to_milliseconds() -> None:
    moment = datetime(2024, 9, 24, 1, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=2)))
    assert streams.instant(moment) == "2024-09-23T23:00:00.999Z"
    assert streams.millis("2024-09-23T23:00:00.999Z") == 1727132400999
    with pytest.raises(ValueError, match="time zone"):
        streams.instant(datetime(2024, 9, 24))


def test_a_hash_depends_on_the_body_on_what_was_before_and_on_the_stream() -> None:
    first = streams.link(streams.stream("desk-0123456789", "public"), "{}")
    assert first != streams.link(streams.stream("desk-0123456789", "internal"), "{}")
    assert first != streams.link(streams.stream("desk-0123456789", "public"), '{"a":1}')
    assert first != streams.link(first, "{}")


@pytest.mark.parametrize("office", ["", "New York", "-x", "geneva!", "é", "x" * 60])
def test_an_office_is_a_slug(office: str) -> None:
    with pytest.raises(ValueError, match="slug"):
        streams.mint_origin(office)


def test_streams_count_from_one_each_by_itself(filled: Journal) -> None:
    heads = filled.heads("kaiciid")
    assert {visibility: seq for (_, visibility), (seq, _) in heads.items()} == {
        "confidential": 1,
        "internal": 4,
    }
    assert filled.verify("kaiciid") == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE entry SET body = json_set(body, '$.status', 'deferred') WHERE seq = 2",
            "not as it was written",
        ),
        ("UPDATE entry SET hash = replace(hash, 'a', 'b') WHERE seq = 2", "not as it was written"),
        ("DELETE FROM entry WHERE seq = 2 AND visibility = 'internal'", "entry 2 is missing"),
        ("DELETE FROM entry WHERE seq IN (1, 2) AND visibility = 'internal'", "entries 1 to 2 are missing"),
        ("UPDATE entry SET seq = seq + 10", "1 to 10 are missing"),
        ("UPDATE entry SET visibility = 'public' WHERE visibility = 'confidential'", "not as it was written"),
        ("UPDATE text SET content = 'no', salt = zeroblob(16) WHERE field = 'because'", "its because is not"),
        ("DELETE FROM text WHERE field = 'source'", "its source is missing"),
        ("UPDATE process SET definition = '{}'", "process"),
        ("DELETE FROM process", "process"),
    ],
)
def test_verify_names_what_was_changed_behind_the_triggers(
    filled: Journal, path: Path, statement: str, said: str
) -> None:
    filled.close()
    forger = sqlite3.connect(path, isolation_level=None)
    for (trigger,) in forger.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        forger.execute(f"DROP TRIGGER {trigger}")
    assert forger.execute(statement).rowcount > 0
    forger.close()
    with Journal.open(path) as journal:
        problems = journal.verify("kaiciid")
    assert problems
    assert all(said in problem for problem in problems if "after" not in problem), problems


def test_an_entry_under_another_campaigns_stream_is_named(journal: Journal, draft: Any, path: Path) -> None:
    with journal.transaction():
        journal.append([draft(), draft(campaign="other")], datetime(2024, 9, 24, tzinfo=UTC))
    assert len(journal.heads("kaiciid")) == len(journal.heads("other")) == 1
    assert journal.heads("kaiciid").keys().isdisjoint(journal.heads("other"))
