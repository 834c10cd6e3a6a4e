"""What moved between two views of a campaign."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tracker.core.campaign import StepState
from tracker.core.fold import Names
from tracker.core.schedule import Schedule

Span = tuple[date, date]


class Moved(NamedTuple):
    """The date of an open step that moved: `days` later (negative: earlier), by its last day."""

    item: StepState  # as it is now
    was: Span
    now: Span

    @property
    def days(self) -> int:
        return (self.now[1] - self.was[1]).days


def dates(before: Schedule, after: Schedule) -> list[Moved]:
    """The steps open in both views whose date (plan, else computed) is another, in order of the process.

    Steps are compared in the cycle and request that are current in each view, so a target moved by a
    session counts as one move of each date; a step that was renamed is still the same.
    """
    found = []
    names = Names(before.state.process, (after.state.process,))
    for item in after.state.steps:
        earlier = before.state.now(names.key(item.step.key) or "")
        if not item.current or item.settled or earlier is None or earlier.settled:
            continue
        if item.standing == "no-longer":
            continue
        was, now = before.expected(earlier), after.expected(item)
        if was is not None and now is not None and was != now:
            found.append(Moved(item, was, now))
    return found
