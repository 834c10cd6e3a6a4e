"""An office with a database in a temporary folder and a clock that the test sets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.core.campaign import CampaignState, StepState
from tracker.core.entry import Entry
from tracker.core.stances import Standing
from tracker.operations import (
    batch,
    campaigns,
    clock,
    contacts,
    correcting,
    desk,
    log,
    outreach,
    positions,
    states,
    todos,
)
from tracker.operations.desk import Where
from tracker.operations.log import Draft
from tracker.operations.people import Common, Recorded
from tracker.operations.processes import load_process
from tracker.operations.receipt import Receipt


def code(number: int) -> str:
    """The code of some Member: a position that a test makes up stands beside no State's name."""
    return states.known().members[number].code


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

    def position(self, state: str, said: str | None, **values: Any) -> Recorded:
        more = {name: values.pop(name) for name in ("roles", "evidence", "session") if name in values}
        return positions.position(self.where, state, said, Common(by=self.by, **values), **more)

    def contact(self, state: str, note: str | None = None, **values: Any) -> Recorded:
        common = {name: values.pop(name) for name in ("on", "source", "visibility") if name in values}
        return contacts.contact(self.where, state, Common(note, by=self.by, **common), **values)

    def mission(self, key: str, **values: Any) -> Recorded:
        common = {name: values.pop(name) for name in ("on", "note", "visibility") if name in values}
        return todos.mission(self.where, key, Common(by=self.by, **common), **values)

    def todo(self, what: str, **values: Any) -> Recorded:
        common = {name: values.pop(name) for name in ("on", "visibility") if name in values}
        return todos.todo(self.where, what, Common(by=self.by, **common), **values)

    def close(self, *tails: str, **values: Any) -> Recorded:
        return todos.close(self.where, list(tails), Common(by=self.by, **values))

    def stands(self, code: str, as_of: str | None = None, known_on: str | None = None) -> Standing:
        found = outreach.stands(self.where, as_of=as_of, known_on=known_on)
        return next(s for s in found.standings if s.state.code == code)

    def undo(self, tail: str | None = None, **values: Any) -> tuple[Entry, Receipt]:
        return correcting.undo(self.where, tail, by=values.pop("by", self.by), **values)

    def correct(self, tail: str, **values: Any) -> tuple[Entry, Receipt]:
        more = values.pop("more", None)
        draft = Draft(step=values.pop("step", ""), by=self.by, **values)
        return correcting.correct(self.where, tail, draft, more=more)

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
