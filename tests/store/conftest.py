"""A small process, drafts of entries, and a journal in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.core.entry import Entry
from tracker.core.process import Milestone, Outcome, Process, Step
from tracker.store.journal import Journal

NOW = datetime(2024, 9, 24, 10, 30, 15, 123_456, tzinfo=UTC)

Draft = Callable[..., Entry]


def make_draft(kind: str = "report", **fields: Any) -> Entry:
    fields.setdefault("campaign", "kaiciid")
    fields.setdefault("recorded_by", "desk officer")
    fields.setdefault("on", "2024-09-13")
    fields.setdefault("first", date(2024, 9, 13))
    fields.setdefault("last", date(2024, 9, 13))
    fields.setdefault("id", "")
    return Entry(kind=kind, recorded_at=fields.pop("recorded_at", ""), arrived_at="", **fields)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def draft() -> Draft:
    return make_draft


@pytest.fixture
def process() -> Process:
    step = Step(
        "mandate",
        "board",
        "campaign",
        {"en": "Mandate"},
        {"en": "Mandate"},
        {"en": "The organ decides"},
        outcomes={"achieved": Outcome()},
    )
    board = Milestone("board", {"en": "Board"}, {"en": "Board"}, ("mandate",))
    return Process("small", "1", {"en": "Small"}, "calendar-year", 30, (board,), (step,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "tracker.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal.open(path, create=True) as opened:
        yield opened


@pytest.fixture
def filled(journal: Journal, process: Process) -> Journal:
    """A campaign of five entries in two streams, one of them confidential."""
    with journal.transaction():
        sha256 = journal.add_process(process)
        journal.append(
            [
                make_draft("campaign", process=sha256, organization="KAICIID", target=80),
                make_draft(subject="mandate", status="achieved", note="renewed"),
                make_draft(subject="mandate", note="a remark", because="asked", source="letter"),
                make_draft(subject="soundings", visibility="confidential", note="name of a source"),
                make_draft("mark", subject="last-council"),
            ],
            NOW,
        )
    return journal
