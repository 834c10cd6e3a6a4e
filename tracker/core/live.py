"""Which entries are known, and which of those still stand.

A retraction or a correction names the one entry that it replaces. It acts on what we know, not on the
world, so its own date plays no part here.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracker.core.entry import Entry

RETRACT = "retract"


def known(entries: Iterable[Entry], known_at: str | None) -> list[Entry]:
    """The entries that had arrived by `known_at` (an instant, UTC), in order of their ids."""
    found = [e for e in entries if known_at is None or e.arrived_at <= known_at]
    found.sort(key=lambda e: e.id)
    return found


def replacers(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries that replace each id. What does not sort after its object replaces nothing."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.replaces and entry.id > entry.replaces:
            found.setdefault(entry.replaces, []).append(entry)
    return found


def standing(entries: list[Entry]) -> tuple[set[str], set[str]]:
    """(ids that are live, ids whose replacing still counts), of known entries in order of their ids.

    An entry is live while nothing that counts replaces it. A replacement counts while it is live, and a
    correction also while a correction of it counts: correcting a correction does not bring the original
    back, and undoing the second one brings back the first.
    """
    by_object = replacers(entries)
    live: set[str] = set()
    counts: set[str] = set()
    for entry in reversed(entries):
        over = by_object.get(entry.id, ())
        if not any(r.id in counts for r in over):
            live.add(entry.id)
            counts.add(entry.id)
        elif entry.kind != RETRACT and any(r.id in counts and r.kind != RETRACT for r in over):
            counts.add(entry.id)
    return live, counts


def live(entries: Iterable[Entry], known_at: str | None) -> list[Entry]:
    """The known entries that nothing known and live replaces, in order of their ids, without retractions."""
    found = known(entries, known_at)
    alive, _ = standing(found)
    return [e for e in found if e.id in alive and e.kind != RETRACT]


def overruled(entries: Iterable[Entry]) -> dict[str, Entry]:
    """By the id of each entry that no longer stands: the latest entry that corrected it or took it back.

    Only entries that replace another need to be given.
    """
    ordered = sorted((e for e in entries if e.replaces), key=lambda e: e.id)
    _, counts = standing(ordered)
    found = {}
    for id, over in replacers(ordered).items():
        counting = [entry for entry in over if entry.id in counts]
        if counting:
            found[id] = counting[-1]
    return found
