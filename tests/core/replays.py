"""A real request, logged through the operations on days that the test chooses."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.operations.office import Office
from tracker.core.campaign import CampaignState, StepState
from tracker.core.schedule import Schedule
from tracker.exports.status import status
from tracker.operations import campaigns, desk
from tracker.operations.files import export_toml
from tracker.operations.processes import load_process


class Replay(Office):
    """An office that replays one organization's request."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, organization: str, session: int
    ) -> None:
        folder.mkdir()
        super().__init__(folder, monkeypatch)
        self.organization, self.session = organization, session

    def begin(self, day: str) -> None:
        self.on(day)
        process = load_process("un-observer")
        campaigns.new(
            self.where,
            "replay",
            process,
            organization=self.organization,
            organ=None,
            session=self.session,
            by=self.by,
        )

    def look(self, as_of: str | None = None, known_on: str | None = None) -> View:
        return View(desk.look(self.where, as_of, known_on, outreach=True).schedule)

    def toml(self, as_of: str) -> dict[str, Any]:
        pieces = export_toml(self.where, audience="internal", with_journal=False, as_of=as_of)
        return tomllib.loads("".join(pieces))


class View:
    """What one day shows: short names for what the tests ask."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.state: CampaignState = schedule.state
        self.json = status(schedule)

    def step(self, key: str, session: int | None = None) -> StepState:
        found = self.state.step(key, session)
        assert found is not None, f"no state of {key} in {session}"
        return found

    def standing(self, key: str, session: int | None = None) -> str:
        return self.step(key, session).standing

    def health(self, key: str, session: int | None = None) -> str | None:
        return self.schedule.of(self.step(key, session)).health

    def window(self, key: str, session: int | None = None) -> tuple[date, date] | None:
        found = self.schedule.of(self.step(key, session)).window
        return None if found is None else (found.first, found.last)

    def with_standing(self, word: str) -> list[str]:
        """The keys of the steps of the current cycle and request that stand so."""
        return [s.step.key for s in self.state.steps if s.current and s.standing == word]

    @property
    def out_of_order(self) -> list[str]:
        return [s.step.key for s in self.state.steps if s.out_of_order]

    @property
    def cycles(self) -> list[tuple[int, str | None, str | None]]:
        return [(c.session, c.opened_by, c.ended and c.ended.text) for c in self.state.cycles]

    @property
    def milestones(self) -> dict[str, tuple[str, str | None, str]]:
        """Status, since when, and n/m of each."""
        return {
            m.milestone.key: (m.status, m.since and m.since.text, f"{m.done}/{m.of}")
            for m in self.state.milestones
        }


def without_null(value: Any) -> Any:
    """JSON as TOML can say it: what is null is absent."""
    if isinstance(value, dict):
        return {key: without_null(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_null(item) for item in value]
    return value
