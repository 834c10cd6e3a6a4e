"""From entries in force to the fields of one step: the order in which reports win."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tracker.core.entry import NONE, Entry
from tracker.core.process import NOT_NEEDED, Process, Step
from tracker.core.when import When

PLANNED = "planned"

#: The place of an entry in the order: a day, then the id. The last one wins.
Key = tuple[date, str]


@dataclass(slots=True, eq=False, repr=False)
class Fields:
    """What the entries about one step say, field by field."""

    status: str = PLANNED
    on: When | None = None
    since: When | None = None
    begun: date | None = None
    due: When | None = None
    owner: str | None = None
    route: str | None = None
    refs: tuple[str, ...] = ()
    said: Entry | None = None
    entries: tuple[Entry, ...] = ()


def settles(step: Step | None, word: str | None) -> bool:
    """Whether a status settles a step: one of its outcomes, or `not-needed`."""
    return word is not None and step is not None and (word == NOT_NEEDED or word in step.outcomes)


def when_of(entry: Entry) -> When:
    """The date of an entry as typed, with the first and last day stored when it was written."""
    assert entry.on is not None and entry.first is not None and entry.last is not None
    return When(entry.on, entry.first, entry.last)


def key_of(entry: Entry, step: Step | None) -> Key:
    """What opens counts from its first possible day, what settles from its last; then the id."""
    day = entry.last if settles(step, entry.status) else entry.first
    assert day is not None
    return (day, entry.id)


def fold(entries: Iterable[Entry], step: Step, when_iso: Callable[[str], When]) -> Fields:
    """The fields that the entries in force about one step give; the last in order wins, field by field.

    An absent field says nothing; `none` clears it. `refs` accumulate.
    """
    ordered = sorted(entries, key=lambda e: key_of(e, step))
    result = Fields(entries=tuple(ordered))
    refs: dict[str, None] = {}
    for entry in ordered:
        if entry.status is not None:
            _report(result, entry)
        if entry.due is not None:
            result.due = None if entry.due == NONE else when_iso(entry.due)
        if entry.owner is not None:
            result.owner = None if entry.owner == NONE else entry.owner
        if entry.route is not None:
            result.route = None if entry.route == NONE else entry.route
        refs.update(dict.fromkeys(entry.refs))
    result.refs = tuple(refs)
    return result


def _report(result: Fields, entry: Entry) -> None:
    """Take over a status; `since` is the date of the first entry in the unbroken run of it."""
    when = when_of(entry)
    if entry.status == NONE:
        result.status, result.on, result.since, result.begun, result.said = PLANNED, None, None, None, None
        return
    if entry.status != result.status:
        result.since = when
    result.begun = when.first if result.begun is None else min(result.begun, when.first)
    assert entry.status is not None
    result.status, result.on, result.said = entry.status, when, entry


class Names:
    """Step keys read through `was`, in both directions, into the process in force."""

    def __init__(self, process: Process, others: Iterable[Process]) -> None:
        self._keys = {step.key: step.key for step in process.steps}
        pairs = [(s.key, s.was) for p in (process, *others) for s in p.steps if s.was]
        # Renamings chain from version to version, so follow them until nothing new is named.
        changed = bool(pairs)
        while changed:
            changed = False
            for new, old in pairs:
                for a, b in ((new, old), (old, new)):
                    if a in self._keys and b not in self._keys:
                        self._keys[b] = self._keys[a]
                        changed = True

    def key(self, subject: str | None) -> str | None:
        """The key that the process in force uses for a step, or None where it knows no such step."""
        return None if subject is None else self._keys.get(subject)
