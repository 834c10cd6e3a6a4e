"""What changed between two views: what happened, what was reported late, what was corrected.

A view is a day and the instant up to which entries were known: `changes` compares what is in force as known
in the earlier one with what is in force as known in the later one. Plans and targets are dates, not events:
they go to `diff.dates`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.core.entry import Entry
from tracker.core.live import RETRACT, known, replacers, standing

#: Kinds that say what is planned or how the campaign is set up: they move dates and are no events.
_NOT_EVENTS = ("campaign", "target", "session", "adopt", "plan", "mark", RETRACT, "redact")


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A day, and the instant (UTC) up to which entries were known; None: all of them."""

    day: date
    known_at: str | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """An entry that was in the earlier view and is no longer in the later one, and what replaced it."""

    was: Entry
    by: Entry  # the retraction, or the correction that now stands


@dataclass(frozen=True, slots=True)
class Changes:
    """Three lists, each in order of the dates in the world; an entry stands in one of them at most."""

    happened: list[Entry]  # after the earlier day
    reported_late: list[Entry]  # on or before the earlier day, but arrived after it
    corrected: list[Corrected]


def changes(entries: Iterable[Entry], earlier: Viewpoint, later: Viewpoint) -> Changes:
    """What changed from one viewpoint to the other, of all entries of a campaign in any order."""
    everything = list(entries)
    then = {e.id for e in in_force(everything, earlier)}
    found = in_force(everything, later)
    now = {e.id for e in found}
    corrected = _corrected(everything, then - now, later)
    listed = {c.by.id for c in corrected}
    new = [e for e in found if e.id not in then and e.id not in listed and e.kind not in _NOT_EVENTS]
    new.sort(key=lambda e: (e.last or date.max, e.id))
    return Changes(
        happened=[e for e in new if e.last is not None and e.last > earlier.day],
        reported_late=[e for e in new if e.last is None or e.last <= earlier.day],
        corrected=corrected,
    )


def in_force(entries: Iterable[Entry], view: Viewpoint) -> list[Entry]:
    """The live entries known at a viewpoint whose last possible day is on or before its day."""
    found = known(entries, view.known_at)
    alive, _ = standing(found)
    return [
        e for e in found if e.id in alive and e.kind != RETRACT and (e.last is None or e.last <= view.day)
    ]


def _corrected(entries: list[Entry], gone: set[str], later: Viewpoint) -> list[Corrected]:
    """What is gone, with what replaced it: the last of a chain of corrections that still stands."""
    found = known(entries, later.known_at)
    by_object = replacers(found)
    _, counts = standing(found)
    result = []
    for entry in found:
        if entry.id not in gone or entry.kind in (RETRACT, "campaign", "mark", "redact"):
            continue
        last = entry
        while over := [r for r in by_object.get(last.id, ()) if r.id in counts]:
            last = over[-1]
        if last is not entry:
            result.append(Corrected(entry, last))
    return result
