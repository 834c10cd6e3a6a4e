"""The model of a procedure: milestones, steps, outcomes and date rules.

A process is read from a TOML file (`process_toml.load`) and pinned in the database as canonical JSON
(`to_json`, `from_json`); its sha256 names it in the journal. Its parts are named tuples: they are made at
every call of the program, and a frozen dataclass with slots takes five times as long to define.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

#: Words that a step's status can have besides its outcomes. They open; outcomes and `not-needed` settle.
OPENING = ("in-progress", "blocked")
NOT_NEEDED = "not-needed"
ACHIEVED = "achieved"

#: The base of a date rule that counts from the opening of the session.
OPENING_DAY = "O"

_NONE: Mapping[str, Any] = MappingProxyType({})

#: A text by language code: {"en": ..., "ar": ..., "fr": ...}; English is always there.
Texts = Mapping[str, str]


class DateRule(NamedTuple):
    """A day counted from another: `base` is `O` (the session's opening) or the key of a step."""

    base: str
    days: int  # signed
    business: bool  # business days at Headquarters instead of calendar days
    text: str  # as the file writes it: "O-60", "letter-14", "introduction-4bd"


class Source(NamedTuple):
    """Where a date comes from and how sure it is."""

    rule: str  # "Rules of procedure, rule 14"
    confidence: str  # "rule", "practice", "planning" or "unverified"
    url: str | None = None


class Outcome(NamedTuple):
    """What a step's outcome does to other steps, sessions and requests."""

    causes: tuple[str, ...] = ()
    precludes: tuple[str, ...] = ()
    opens: str | None = None  # "next": the next session; "own": the session it names
    reopens: tuple[str, ...] = ()


class Route(NamedTuple):
    """One way in, open until a day (included); the last one has no end."""

    key: str  # "13(e)"
    until: DateRule | None
    rule: str | None = None  # what people call it: "rule 13(e)"


class Step(NamedTuple):
    """One procedural act. Date rules map a route ("" for any) to the rule."""

    key: str
    milestone: str
    per: str  # "campaign", "request" or "session"
    title: Texts
    short: Texts  # at most 21 cells
    about: Texts  # one line: what it is and who does it
    decided_by: str = "us"  # "us" or "others"
    requires: tuple[str, ...] = ()
    optional: bool = False
    until: str | None = None  # ongoing until that step is achieved
    outcomes: Mapping[str, Outcome] = _NONE  # `achieved` is always there
    target: Mapping[str, DateRule] = _NONE
    deadline: Mapping[str, DateRule] = _NONE
    window: Mapping[str, tuple[DateRule, DateRule]] = _NONE  # outer
    usual: Mapping[str, tuple[DateRule, DateRule]] = _NONE  # drawn, if there
    symbols: tuple[str, ...] = ()  # "A/C.6/{session}/L.{n}"
    routes: tuple[Route, ...] = ()
    sources: Mapping[str, Source] = _NONE  # by "target", "deadline", "window", "usual"
    if_missed: Texts | None = None
    due_soon: int | None = None  # days; None: the process's
    was: str | None = None

    @property
    def ongoing(self) -> bool:
        return self.until is not None


class Milestone(NamedTuple):
    key: str
    title: Texts
    short: Texts
    done_when: tuple[str, ...]


class Process(NamedTuple):
    """A procedure. `steps` and `milestones` are in order; `sha256` is that of its canonical JSON."""

    key: str
    version: str
    title: Texts
    calendar: str  # a name that sessions.calendar knows: "general-assembly" or "calendar-year"
    due_soon: int
    milestones: tuple[Milestone, ...]
    steps: tuple[Step, ...]
    note: Texts | None = None  # e.g. that it is an example; shown by `process list` and `show`

    def step(self, key: str) -> Step | None:
        """The step of that key, or None."""
        for step in self.steps:
            if step.key == key:
                return step
        return None

    @property
    def routed(self) -> Step | None:
        """The step that has routes, if one has."""
        return next((step for step in self.steps if step.routes), None)

    def way(self, route: str) -> str:
        """What a route is called: the `rule` that the process file gives it, else `route` and its key."""
        routes = self.routed.routes if self.routed is not None else ()
        return next((r.rule for r in routes if r.key == route and r.rule), f"route {route}")

    @property
    def sha256(self) -> str:
        return hashlib.sha256(to_json(self).encode()).hexdigest()


def to_json(process: Process) -> str:
    """The process as canonical JSON: sorted keys, no spaces, no nulls. Equal processes give equal text."""
    return json.dumps(_plain(process), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(value: Any) -> Any:
    """JSON values of a process object; what is empty or at its default of None is left out."""
    names = getattr(type(value), "_fields", None)
    if names is not None:
        pairs = zip(names, value, strict=True)
        return {name: _plain(item) for name, item in pairs if not _absent(item)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _absent(value: Any) -> bool:
    return value is None or value is False or value == () or value == {}


def from_json(text: str) -> Process:
    """The process that `to_json` wrote."""
    data = json.loads(text)
    data["milestones"] = tuple(_milestone(item) for item in data["milestones"])
    data["steps"] = tuple(_step(item) for item in data["steps"])
    return Process(**data)


def _milestone(data: dict[str, Any]) -> Milestone:
    return Milestone(data["key"], data["title"], data["short"], tuple(data["done_when"]))


def _step(data: dict[str, Any]) -> Step:
    for name in ("requires", "symbols"):
        if name in data:
            data[name] = tuple(data[name])
    for name in ("target", "deadline"):
        if name in data:
            data[name] = {route: _rule(rule) for route, rule in data[name].items()}
    for name in ("window", "usual"):
        if name in data:
            data[name] = {route: (_rule(a), _rule(b)) for route, (a, b) in data[name].items()}
    if "outcomes" in data:
        data["outcomes"] = {word: _outcome(item) for word, item in data["outcomes"].items()}
    if "routes" in data:
        data["routes"] = tuple(_route(item) for item in data["routes"])
    if "sources" in data:
        data["sources"] = {kind: Source(**item) for kind, item in data["sources"].items()}
    return Step(**data)


def _rule(data: dict[str, Any]) -> DateRule:
    return DateRule(data["base"], data["days"], data.get("business", False), data["text"])


def _outcome(data: dict[str, Any]) -> Outcome:
    return Outcome(
        tuple(data.get("causes", ())),
        tuple(data.get("precludes", ())),
        data.get("opens"),
        tuple(data.get("reopens", ())),
    )


def _route(data: dict[str, Any]) -> Route:
    until = data.get("until")
    return Route(data["key"], None if until is None else _rule(until), data.get("rule"))
