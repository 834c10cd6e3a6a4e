"""What is to be done: each to-do with its date and owner, and when it was done.

A to-do counts from the day on which it was decided. It is closed by an entry of the kind `todo` that names
it (`closes`), dated the day on which it was done; while that entry is taken back, it is open again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tracker.core.entry import NONE, Entry
from tracker.core.fold import when_of
from tracker.core.live import known, live
from tracker.core.when import When, of_iso

TODO = "todo"


class Todo(NamedTuple):
    """A to-do on a day. `late_days` counts from the last day on which it was due to that on which it was
    done, or to the day looked at while it is open; 0 where it is not late or has no date."""

    entry: Entry
    due: When | None
    owner: str | None
    done: When | None
    late_days: int

    @property
    def open(self) -> bool:
        return self.done is None


def todos(entries: Iterable[Entry], as_of: date, known_at: str | None) -> list[Todo]:
    """The to-dos on a day, as known at an instant (UTC; None: all): open ones in order of their dates, those
    without one last; then those that were done, the last done first.

    `entries` are those of one campaign, in any order, with all that replaces any of them.
    """
    found = [e for e in known(entries, known_at) if e.kind == TODO or e.replaces]
    above = {e.id: e.replaces for e in found if e.kind == TODO and e.replaces}
    alive = [e for e in live(found, None) if e.kind == TODO and e.last is not None and e.last <= as_of]
    closed: dict[str, Entry] = {}
    for entry in sorted((e for e in alive if e.closes), key=lambda e: (e.last, e.id)):
        closed.setdefault(_first(entry.closes or "", above), entry)
    result = [_todo(e, closed.get(_first(e.id, above)), as_of) for e in alive if not e.closes]
    waiting = sorted((t for t in result if t.open), key=_by_date)
    return waiting + sorted((t for t in result if not t.open), key=_by_done, reverse=True)


def _first(id: str, above: dict[str, str]) -> str:
    """The id of what a chain of corrections began with."""
    while id in above and above[id] < id:
        id = above[id]
    return id


def _todo(entry: Entry, closing: Entry | None, as_of: date) -> Todo:
    due = of_iso(entry.due) if entry.due not in (None, NONE) and entry.due is not None else None
    done = when_of(closing) if closing is not None else None
    end = done.last if done is not None else as_of
    late = max(0, (end - due.last).days) if due is not None else 0
    return Todo(entry, due, entry.owner if entry.owner != NONE else None, done, late)


def _by_date(todo: Todo) -> tuple[bool, date, str]:
    return (todo.due is None, todo.due.last if todo.due is not None else date.max, todo.entry.id)


def _by_done(todo: Todo) -> tuple[date, str]:
    assert todo.done is not None
    return (todo.done.last, todo.entry.id)
