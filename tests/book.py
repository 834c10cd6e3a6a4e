"""A journal in memory, for tests of the pure rooms: entries with true ids, dates and recording days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tracker.core import process_toml, when
from tracker.core.campaign import CampaignState, StepState
from tracker.core.entry import Entry
from tracker.core.process import Process
from tracker.core.schedule import Schedule, schedule
from tracker.core.state import state

DATA = Path(__file__).parent.parent / "data"


def shipped(name: str = "un-observer") -> Process:
    path = DATA / "processes" / f"{name}.toml"
    return process_toml.load(path.read_bytes(), str(path))


UN_OBSERVER = shipped()


class Book:
    """Entries of one campaign; each method records one and returns it."""

    def __init__(
        self, session: int | None = 80, recorded: str = "2024-09-24", process: Process = UN_OBSERVER
    ):
        self.process = process
        self.processes = {process.sha256: process}
        self.entries: list[Entry] = []
        self.recorded = recorded
        self.add(
            "campaign",
            on=recorded,
            process=process.sha256,
            target=session,
            organization="Example Organization",
            organ="Council",
        )

    def add(self, kind: str, *, on: str, recorded: str | None = None, **values: Any) -> Entry:
        day = recorded or self.recorded
        moment = when.bounded(when.of_iso(on), date.fromisoformat(day))
        number = len(self.entries) + 1
        instant = f"{day}T12:00:00.{number % 1000:03d}Z"
        entry = Entry(
            id=f"{number:026d}",
            campaign="example",
            kind=kind,
            recorded_at=instant,
            arrived_at=instant,
            recorded_by="desk officer",
            on=moment.text,
            first=moment.first,
            last=moment.last,
            **values,
        )
        self.entries.append(entry)
        return entry

    def report(self, step: str, status: str, on: str, session: int | None = None, **values: Any) -> Entry:
        return self.add("report", on=on, subject=step, status=status, session=session, **values)

    def note(self, step: str, on: str, session: int | None = None, **values: Any) -> Entry:
        return self.add("note", on=on, subject=step, session=session, **values)

    def plan(self, step: str, due: str, on: str, session: int | None = None, **values: Any) -> Entry:
        return self.add("plan", on=on, subject=step, due=due, session=session, **values)

    def target(self, session: int, on: str, **values: Any) -> Entry:
        return self.add("target", on=on, target=session, **values)

    def undo(self, entry: Entry, on: str | None = None, **values: Any) -> Entry:
        return self.add("retract", on=on or self.recorded, replaces=entry.id, **values)

    def correct(self, entry: Entry, recorded: str | None = None, **changes: Any) -> Entry:
        """Written out in full: what is not restated is copied."""
        names = (
            "kind", "on", "subject", "status", "session", "due", "owner", "refs", "target", "note",
            "position", "evidence", "roles", "how", "mission", "place", "occasion", "until", "about",
            "closes",
        )  # fmt: skip
        values = {name: getattr(entry, name) for name in names} | changes
        kind, on = values.pop("kind"), values.pop("on")
        written = self.add(kind, on=on, recorded=recorded, replaces=entry.id, **values)
        if "on" not in changes:
            written.first, written.last = entry.first, entry.last
        return written

    def state(self, as_of: str, known_at: str | None = None) -> CampaignState:
        known = f"{known_at}T23:59:59.999Z" if known_at else None
        return state(self.processes, self.entries, date.fromisoformat(as_of), known)

    def schedule(self, as_of: str, known_at: str | None = None) -> Schedule:
        return schedule(self.state(as_of, known_at))


def step(state: CampaignState, key: str, session: int | None = None) -> StepState:
    found = state.step(key, session)
    assert found is not None, f"no state of {key} in {session}"
    return found


def milestone(state: CampaignState, key: str) -> tuple[str, str | None, str | None]:
    found = next(m for m in state.milestones if m.milestone.key == key)
    return (found.status, found.on and found.on.text, found.since and found.since.text)
