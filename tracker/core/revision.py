"""What a newer version of a process changes, and what of a journal it could no longer read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.core.entry import NONE, Entry
from tracker.core.fold import Names
from tracker.core.process import NOT_NEEDED, OPENING, DateRule, Outcome, Process, Route, Step

#: The kinds of entry that are read under a step.
_ABOUT_STEPS = ("report", "plan", "note")

#: What a version may say in other words without any step working otherwise.
_WORDS = ("key", "was", "title", "short", "about", "if_missed", "sources")


@dataclass(frozen=True, slots=True)
class Revision:
    """The steps of a newer version beside those of the one before, by key, in order of the process."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]  # (before, now)
    changed: tuple[str, ...]  # what they require, their outcomes, their date rules, their milestone
    milestones: tuple[str, ...]  # those that are new, gone, or achieved by other steps than before


@dataclass(frozen=True, slots=True)
class Lost:
    """Entries that the newer version could not read, and why.

    `why`: dropped (it has no such step), status (the step has no such outcome), session (the step is one of a
    session, and the entries carry none).
    """

    why: str
    step: str  # as the entries name it
    word: str | None  # the status
    count: int


def compare(old: Process, new: Process, others: Iterable[Process] = ()) -> Revision:
    """What the newer version adds, removes, renames and changes; `others` may know of renamings between."""
    names = Names(new, [old, *others])
    now = {step.key: names.key(step.key) for step in old.steps}
    kept = {key for key in now.values() if key is not None}
    pairs = [(step, found) for step in old.steps if (found := _step(new, now[step.key])) is not None]
    renamed = {before.key: found.key for before, found in pairs if before.key != found.key}
    return Revision(
        added=tuple(s.key for s in new.steps if s.key not in kept),
        removed=tuple(key for key, found in now.items() if found is None),
        renamed=tuple(renamed.items()),
        changed=tuple(found.key for before, found in pairs if _differ(before, found, renamed)),
        milestones=_milestones(old, new, renamed),
    )


def _milestones(old: Process, new: Process, renamed: Mapping[str, str]) -> tuple[str, ...]:
    before = {m.key: {renamed.get(key, key) for key in m.done_when} for m in old.milestones}
    now = {m.key: set(m.done_when) for m in new.milestones}
    return tuple(key for key in {**now, **before} if before.get(key) != now.get(key))


def lost(entries: Iterable[Entry], new: Process, others: Iterable[Process] = ()) -> list[Lost]:
    """What the newer version could not read of the entries that stand; empty where it can be adopted."""
    names = Names(new, others)
    counts: dict[tuple[str, str, str | None], int] = {}
    for entry in entries:
        if entry.kind not in _ABOUT_STEPS or entry.subject is None:
            continue
        why = _why(entry, _step(new, names.key(entry.subject)))
        if why is not None:
            key = (why, entry.subject, entry.status if why == "status" else None)
            counts[key] = counts.get(key, 0) + 1
    return [Lost(why, step, word, count) for (why, step, word), count in counts.items()]


def _why(entry: Entry, step: Step | None) -> str | None:
    if step is None:
        return "dropped"
    if step.per == "session" and entry.session is None:
        return "session"
    known = (None, NONE, NOT_NEEDED, *OPENING, *step.outcomes)
    return None if entry.status in known else "status"


def _step(process: Process, key: str | None) -> Step | None:
    return None if key is None else process.step(key)


def _differ(before: Step, now: Step, renamed: Mapping[str, str]) -> bool:
    """Whether a step works otherwise; one that names a renamed step by its new key does not."""
    for name in Step._fields:
        if name in _WORDS:
            continue
        if _plain(getattr(before, name), renamed) != _plain(getattr(now, name), {}):
            return True
    return False


def _plain(value: object, renamed: Mapping[str, str]) -> object:
    """A value with renamed keys in it read under their new names; date rules by what they compute."""
    if isinstance(value, str):
        return renamed.get(value, value)
    if isinstance(value, DateRule):
        return (renamed.get(value.base, value.base), value.days, value.business)
    if isinstance(value, Route):  # `rule` is a word
        return (value.key, _plain(value.until, renamed))
    if isinstance(value, Outcome):
        return tuple(_plain(item, renamed) for item in value)
    if isinstance(value, Mapping):
        return {key: _plain(item, renamed) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_plain(item, renamed) for item in value)
    return value
