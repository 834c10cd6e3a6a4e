"""Outreach missions: where, on what occasion, when, who travelled, and whom they met.

Several entries may speak of one mission: the last in order wins, field by field. A mission that lies ahead
is decided on one day (its `on`) and planned for another (its `due`); once it is reported, its `on` counts.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from tracker.core.entry import NONE, Entry
from tracker.core.fold import when_of
from tracker.core.live import live
from tracker.core.stances import order_of
from tracker.core.when import When, of_iso

MISSION, CONTACT = "mission", "contact"


@dataclass(slots=True)
class Mission:
    """One journey as it is known on a day; `contacts` are in order of their dates."""

    key: str
    place: str | None
    occasion: str | None
    on: When
    until: When | None  # its last day; None: `on` covers it
    contacts: list[Entry]
    states_met: tuple[str, ...]  # in order of the first contact
    travellers: str | None
    said: Entry  # the last entry about it


def missions(
    entries: Iterable[Entry],
    as_of: date,
    known_at: str | None,
    states: Container[str] | None = None,
) -> list[Mission]:
    """The missions on a day, as known at an instant (UTC; None: all), in order of their dates.

    `entries` are those of one campaign, in any order, with all that replaces any of them; contacts that
    belong to no mission may be left out. `states` holds the codes that count as States in `states_met`;
    None: whatever was met.
    """
    about: dict[str, list[Entry]] = {}
    contacts: dict[str, list[Entry]] = {}
    in_force = [e for e in live(entries, known_at) if e.last is not None and e.last <= as_of]
    for entry in sorted(in_force, key=order_of):
        if entry.kind == MISSION and entry.subject:
            about.setdefault(entry.subject, []).append(entry)
        elif entry.kind == CONTACT and entry.mission:
            contacts.setdefault(entry.mission, []).append(entry)
    found = [_mission(key, said, contacts.get(key, []), states) for key, said in about.items()]
    return sorted(found, key=lambda m: (m.on.first, m.on.last, m.key))


def _mission(key: str, said: list[Entry], met: list[Entry], states: Container[str] | None) -> Mission:
    last = said[-1]
    subjects = dict.fromkeys(e.subject for e in met if e.subject)
    until = _last(said, "until")
    return Mission(
        key=key,
        place=_last(said, "place"),
        occasion=_last(said, "occasion"),
        on=of_iso(last.due) if last.due not in (None, NONE) and last.due is not None else when_of(last),
        until=of_iso(until) if until is not None else None,
        contacts=met,
        states_met=tuple(s for s in subjects if states is None or s in states),
        travellers=_last(said, "travellers"),
        said=last,
    )


def _last(said: list[Entry], name: str) -> str | None:
    """What the last entry that says something of a field says; `none` clears it."""
    for entry in reversed(said):
        value: str | None = getattr(entry, name)
        if value is not None:
            return None if value == NONE else value
    return None
