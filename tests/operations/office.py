"""An office with a database in a temporary folder and a clock that the test sets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.core.campaign import CampaignState, StepState
from tracker.core.entry import Entry
from tracker.operations import batch, campaigns, clock, correcting, desk, log
from tracker.operations.desk import Where
from tracker.operations.log import Draft
from tracker.operations.processes import load_process
from tracker.operations.receipt import Receipt


class Office:
    """What a desk officer does, through the operations, on a day that the test chooses."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.where = Where(str(folder / "office.db"), None)
        self.by = "desk officer"
        self._moment = datetime(2024, 9, 24, 10, tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: self._moment)

    def on(self, day: str) -> Office:
        """Set the clock to ten in the morning of a day."""
        self._moment = datetime.fromisoformat(day).replace(hour=10, tzinfo=UTC)
        return self

    def new(
        self,
        session: int = 79,
        key: str = "example",
        organization: str = "Example Organization",
        organ: str | None = "Council",
    ) -> Receipt:
        return campaigns.new(
            self.where,
            key,
            load_process("un-observer"),
            organization=organization,
            organ=organ,
            session=session,
            by=self.by,
        )

    def log(self, step: str, status: str | None = None, anyway: bool = True, **values: Any) -> Receipt:
        drafts = [Draft(step=key, status=status, by=self.by, **values) for key in log.listed(step)]
        return log.record(self.where, drafts, anyway=anyway)

    def plan(self, step: str, due: str | None, **values: Any) -> Receipt:
        return log.record(self.where, [Draft(step=step, kind="plan", due=due, by=self.by, **values)])

    def target(self, session: int, **values: Any) -> Receipt:
        return campaigns.target(self.where, session, by=self.by, **values)

    def mark(self, name: str, **values: Any) -> Receipt:
        return campaigns.mark(self.where, name, by=self.by, **values)

    def undo(self, tail: str | None = None, **values: Any) -> tuple[Entry, Receipt]:
        return correcting.undo(self.where, tail, by=values.pop("by", self.by), **values)

    def correct(self, tail: str, **values: Any) -> tuple[Entry, Receipt]:
        return correcting.correct(self.where, tail, Draft(step=values.pop("step", ""), by=self.by, **values))

    def batch(self, path: Path) -> Receipt:
        return batch.record_batch(self.where, str(path), by=self.by, visibility=None)

    def state(self, as_of: str | None = None, known_on: str | None = None) -> CampaignState:
        return desk.look(self.where, as_of, known_on).state

    def step(self, key: str, session: int | None = None, as_of: str | None = None) -> StepState:
        found = self.state(as_of).step(key, session)
        assert found is not None, f"no state of {key} in {session}"
        return found

    def entries(self) -> list[Entry]:
        with desk.reading(self.where) as journal:
            return list(journal.history(desk.choose(journal, self.where), newest_first=False))
