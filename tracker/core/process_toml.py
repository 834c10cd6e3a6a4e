"""A process from its TOML file: read, checked, and refused with file, line, place and reason.

    key = "un-observer"             # lower-case letters, digits and hyphens, as every key
    version = "1"                   # any text; a changed process gets another
    calendar = "general-assembly"   # what "session" and O mean; or "calendar-year": O is 1 January
    due_soon = 30                   # days; may be left out
    title = { en = "...", ar = "...", fr = "..." }   # English is required, in every text of the file
    note = { en = "..." }           # optional: what a reader must know, e.g. that it is an example

    [milestone.board]               # milestones stand in the order of the file
    title = { en = "..." }          # titles and `about` may name {body}, the organ that endorses
    short = { en = "..." }          # at most 21 cells of a terminal
    done_when = ["mandate"]         # steps of this milestone: all of them achieved

    [step.committee-action]         # steps stand in the order of the file, within their milestone
    milestone = "vote"
    per = "session"                 # "campaign", "request" or "session"
    title = { en = "..." }
    short = { en = "..." }
    about = { en = "..." }          # one line: what it is and who does it
    # all that follows may be left out
    requires = ["introduction"]
    optional = true                 # else false
    ongoing = "plenary-action"      # goes on until that step is achieved
    decided_by = "others"           # else "us"
    due_soon = 10                   # else that of the process
    was = "old-key"                 # the key of this step in an earlier version
    symbol = "A/C.6/{session}/L.{n}"                  # or several: [...]
    target = "letter-14"            # own planning
    deadline = "O-30"               # hard limit
    window = ["O+30", "O+73"]       # when it happens; one date for a day: "O+3"
    usual = ["O+79", "O+93"]        # the usual part of a wide window
    window = { "13(e)" = "O-60", "14" = "O-20" }      # any of the four may depend on the route
    source.window = { rule = "...", confidence = "rule", url = "https://..." }
                                    # rule, practice, planning or unverified; url may be left out
    if_missed = { en = "..." }      # the next door
    route = [ { key = "13(e)", until = "O-60", rule = "rule 13(e)" }, { key = "15" } ]
                                    # one step at most; the last has no end; `rule`: what people call it
    outcome.deferred = { causes = [...], precludes = [...], opens = "next", reopens = [...] }
                                    # `achieved` is always there; "own": the session that the step names

A date rule is `O` (the opening of the session) or a step, and days before or after it: `O`, `O-60`,
`letter-14`, `introduction-4bd` (bd: business days at Headquarters).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from tracker.core.errors import UserError
from tracker.core.process import (
    ACHIEVED,
    NOT_NEEDED,
    OPENING,
    OPENING_DAY,
    DateRule,
    Milestone,
    Outcome,
    Process,
    Route,
    Source,
    Step,
    Texts,
)
from tracker.core.process_check import check
from tracker.core.sessions import NAMES as CALENDARS
from tracker.core.text import width
from tracker.core.toml_table import Document, Table, meant, shown

PER = ("campaign", "request", "session")
DECIDED_BY = ("us", "others")
CONFIDENCE = ("rule", "practice", "planning", "unverified")
OPENS = ("next", "own")
DATES = ("target", "deadline", "window", "usual")

#: What a step's status can be without being an outcome.
NO_OUTCOME = (*OPENING, NOT_NEEDED, "planned", "none")

SHORT = 21  # cells
FARTHEST = 3660  # days that a date rule may count
ROUTE_LENGTH = 20

_PROCESS_KEYS = ("key", "version", "title", "calendar", "due_soon", "note", "milestone", "step")
_MILESTONE_KEYS = ("title", "short", "done_when")
_STEP_KEYS = (
    *("milestone", "per", "title", "short", "about", "requires", "optional", "ongoing", "decided_by"),
    *("due_soon", "was", "symbol", *DATES, "source", "if_missed", "route", "outcome"),
)
_ROUTE_KEYS = ("key", "until", "rule")
_EFFECTS = ("causes", "precludes", "reopens")

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*\Z")
_COUNTED = re.compile(r"(?P<base>.+?)(?P<days>[+-]\d{1,6})(?P<business>bd)?\Z")


T = TypeVar("T")


class BadProcess(UserError):
    """A process file that cannot be used; one line: `place:LINE: [table] key: reason`."""


def load(text: str | bytes, place: str) -> Process:
    """The process that a TOML text describes, its steps in the order of their milestones.

    `place` is the file as the user named it. Raises BadProcess at the first thing that is wrong.
    """
    document = Document(text, place, BadProcess)
    root = document.root
    root.only(_PROCESS_KEYS)
    keys = _keys(root, "step")
    for key in keys:
        if _COUNTED.match(key):
            root.fail(f"the key of a step cannot end like a date rule ({shown(key)})", "step", key)
    milestones = tuple(_milestone(root, key) for key in _keys(root, "milestone"))
    order = [milestone.key for milestone in milestones]
    steps = [_step(root.table("step").table(key), keys) for key in keys]
    process = Process(
        key=_key(root, "key"),
        version=root.text("version"),
        title=_texts(root, "title", body=False),
        calendar=root.choice("calendar", CALENDARS),
        due_soon=30 if (days := root.number("due_soon", 0, 366)) is None else days,
        milestones=milestones,
        steps=tuple(sorted(steps, key=lambda step: order.index(step.milestone))),
        note=_texts(root, "note", body=False) if "note" in root else None,
    )
    check(process, document)
    return process


def _keys(root: Table, kind: str) -> tuple[str, ...]:
    table = root.table(kind)
    if not table.data:
        root.fail(f"there is no [{kind}.KEY] table: a process needs at least one {kind}")
    for key in table.data:
        _keyed(table, key, key)
    return tuple(table.data)


def _key(table: Table, name: str) -> str:
    return _keyed(table, table.text(name), name)


def _keyed(table: Table, key: str, *path: str) -> str:
    if not _KEY.match(key):
        table.fail(f"{shown(key)} is no key: lower-case letters, digits and hyphens between them", *path)
    return key


def _milestone(root: Table, key: str) -> Milestone:
    table = root.table("milestone").table(key)
    table.only(_MILESTONE_KEYS)
    done_when = table.names("done_when")
    if not done_when:
        table.fail("missing: the steps with which the milestone is achieved", "done_when")
    return Milestone(key, _texts(table, "title"), _short(table), done_when)


def _step(table: Table, keys: tuple[str, ...]) -> Step:
    table.only(_STEP_KEYS)
    milestones = tuple(table.document.root.table("milestone").data)

    def day(name: str) -> Mapping[str, DateRule]:
        return _by_route(table, name, lambda owner, *path: _one(owner, keys, path))

    def span(name: str) -> Mapping[str, tuple[DateRule, DateRule]]:
        return _by_route(table, name, lambda owner, *path: _pair(owner, keys, path))

    return Step(
        key=str(table.path[-1]),
        milestone=table.choice("milestone", milestones),
        per=table.choice("per", PER),
        title=_texts(table, "title"),
        short=_short(table),
        about=_texts(table, "about"),
        decided_by=table.choice("decided_by", DECIDED_BY, "us"),
        requires=table.names("requires"),
        optional=table.flag("optional"),
        until=table.text("ongoing") if "ongoing" in table else None,
        outcomes=_outcomes(table.table("outcome")),
        target=day("target"),
        deadline=day("deadline"),
        window=span("window"),
        usual=span("usual"),
        symbols=_symbols(table),
        routes=tuple(_route(item, keys) for item in table.tables("route")),
        sources=_sources(table),
        if_missed=_texts(table, "if_missed") if "if_missed" in table else None,
        due_soon=table.number("due_soon", 0, 366),
        was=_key(table, "was") if "was" in table else None,
    )


def _texts(table: Table, name: str, body: bool = True) -> Texts:
    """A text by language. `{body}` may stand in it where `body` says so, and no other placeholder."""
    if name not in table:
        table.fail("missing", name)
    texts = table.data[name]
    if not isinstance(texts, dict):
        table.fail('texts by language are needed, as { en = "..." }', name)
    lines = {}
    for language, text in texts.items():
        if not _LANGUAGE.match(language):
            table.fail(f"{shown(language)} is no language code such as en, ar or fr", name, language)
        lines[language] = table.line(text, name, language)
        _placeholders(table, text, ("body",) if body else (), name, language)
    if "en" not in texts:
        table.fail("the English text (en) is missing", name)
    return lines


def _placeholders(table: Table, text: str, known: tuple[str, ...], *path: str | int) -> None:
    for found in re.findall(r"\{(.*?)\}", text):
        if found not in known:
            allowed = " and ".join(f"{{{name}}}" for name in known) or "none"
            table.fail(f"unknown placeholder {shown('{' + found + '}')}: {allowed} can stand here", *path)


def _short(table: Table) -> Texts:
    texts = _texts(table, "short", body=False)
    for language, text in texts.items():
        if (cells := width(text)) > SHORT:
            reason = f"{shown(text)} takes {cells} cells, {SHORT} at most are drawn uncut"
            table.fail(reason, "short", language)
    return texts


def _outcomes(table: Table) -> Mapping[str, Outcome]:
    outcomes = {ACHIEVED: Outcome()}
    for word in table.data:
        _keyed(table, word, word)
        if word in NO_OUTCOME:
            table.fail(f"{shown(word)} is a status of every step, not an outcome", word)
        effects = table.table(word)
        effects.only((*_EFFECTS, "opens"))
        causes, precludes, reopens = (effects.names(name) for name in _EFFECTS)
        opens = effects.choice("opens", OPENS) if "opens" in effects else None
        outcomes[word] = Outcome(causes, precludes, opens, reopens)
    return outcomes


def _by_route(table: Table, name: str, read: Callable[..., T]) -> Mapping[str, T]:
    """What `read` makes of a date, or of the date of each route."""
    if name not in table:
        return {}
    if isinstance(table.data[name], dict):
        routes = table.table(name)
        return {route: read(routes, route) for route in routes.data}
    return {"": read(table, name)}


def _one(table: Table, keys: tuple[str, ...], path: tuple[str, ...]) -> DateRule:
    return _rule(table, table.data[path[0]], keys, *path)


def _pair(table: Table, keys: tuple[str, ...], path: tuple[str, ...]) -> tuple[DateRule, DateRule]:
    value = table.data[path[0]]
    if not isinstance(value, list):
        rule = _rule(table, value, keys, *path)
        return rule, rule
    if len(value) not in (1, 2):
        table.fail("a window has one date, or a first and a last one", *path)
    rules = [_rule(table, item, keys, *path, at) for at, item in enumerate(value)]
    return rules[0], rules[-1]


def _rule(table: Table, value: object, keys: tuple[str, ...], *path: str | int) -> DateRule:
    text = table.line(value, *path)
    if text == OPENING_DAY or text in keys:
        return DateRule(text, 0, False, text)
    found = _COUNTED.match(text)
    base = found["base"] if found else text
    if base != OPENING_DAY and base not in keys:
        if not found and not _KEY.match(text):
            table.fail(f"{shown(text)} is no date rule; write O-60, letter-14 or letter-4bd", *path)
        reason = f"{shown(text)} counts from {shown(base)}, which is neither O nor a step"
        table.fail(reason + meant(base, keys), *path)
    days = int(found["days"]) if found else 0
    if abs(days) > FARTHEST:
        table.fail(f"{shown(text)} counts more than {FARTHEST} days", *path)
    return DateRule(base, days, bool(found and found["business"]), text)


def _symbols(table: Table) -> tuple[str, ...]:
    value = table.data.get("symbol", [])
    symbols = (table.line(value, "symbol"),) if isinstance(value, str) else table.names("symbol")
    for at, symbol in enumerate(symbols):
        path = ("symbol",) if isinstance(value, str) else ("symbol", at)
        _placeholders(table, symbol, ("session", "n"), *path)
        if "{session}" not in symbol:
            table.fail(f"{shown(symbol)} does not say where the {{session}} stands", *path)
    return symbols


def _route(table: Table, keys: tuple[str, ...]) -> Route:
    table.only(_ROUTE_KEYS)
    key = table.text("key")
    if len(key) > ROUTE_LENGTH or not all(char.isalnum() or char in "().-" for char in key):
        table.fail(f"{shown(key)} is no route; write it as 13(e)", "key")
    until = _one(table, keys, ("until",)) if "until" in table else None
    return Route(key, until, table.text("rule") if "rule" in table else None)


def _sources(table: Table) -> Mapping[str, Source]:
    sources = {}
    group = table.table("source")
    group.only(DATES)
    for kind in group.data:
        if kind not in table:
            group.fail(f"the step has no {kind}", kind)
        item = group.table(kind)
        item.only(("rule", "confidence", "url"))
        url = item.text("url") if "url" in item else None
        if url and not url.startswith(("https://", "http://")):
            item.fail("a web address is needed (https://...)", "url")
        sources[kind] = Source(item.text("rule"), item.choice("confidence", CONFIDENCE), url)
    return sources
