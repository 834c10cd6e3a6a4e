"""Which dates moved since a mark, a day, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.core import diff, when
from tracker.core.campaign import CampaignState, Mark
from tracker.core.errors import UserError
from tracker.core.schedule import Schedule, schedule
from tracker.core.state import state
from tracker.core.text import nearest, quoted
from tracker.operations import clock, holidays
from tracker.operations.desk import View


class UnknownBaseline(UserError):
    """A word that is neither a mark nor a date."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Baseline:
    """A moment to compare with: a mark, or a day."""

    mark: Mark | None
    day: date
    moved: list[diff.Moved]


def since_last_mark(view: View) -> Baseline | None:
    """What moved since the last mark; None where none is set."""
    marks = view.state.marks
    return _compared(view, marks[-1], marks[-1].day) if marks else None


def since(view: View, word: str) -> Baseline:
    """What moved since a mark of that name, or a date."""
    for mark in view.state.marks:
        if mark.key == word.strip().lower():
            return _compared(view, mark, mark.day)
    try:
        day = when.parse(word, view.today, future=False).last
    except UserError:
        names = [m.key for m in view.state.marks]
        near = nearest(word, names)
        hint = f"did you mean {near}?" if near else f"marks: {', '.join(names) or 'none yet'}."
        raise UnknownBaseline(f"{quoted(word)} is neither a mark nor a date: {hint}") from None
    return _compared(view, None, day)


def _compared(view: View, mark: Mark | None, day: date) -> Baseline:
    before = as_seen(view, mark, day)
    return Baseline(mark, day, diff.dates(before, view.schedule) if before is not None else [])


def as_seen(view: View, mark: Mark | None, day: date) -> Schedule | None:
    """What this tool would have said on a day (of a mark: at the instant it was set), or None: nothing."""
    known_at = clock.end_of(day)
    if mark is not None:
        known_at = min(known_at, mark.recorded_at)
    if view.state.known_at is not None:
        known_at = min(known_at, view.state.known_at)
    found: CampaignState = state(view.processes, view.entries, day, known_at)
    return schedule(found, holidays.days) if found.campaign else None
