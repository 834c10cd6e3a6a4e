"""A process as people read it: its milestones and steps, what they require, their dates and what they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.core import words
from tracker.core.process import DateRule, Milestone, Outcome, Process, Route, Step
from tracker.core.text import escape
from tracker.views.columns import sentence, table
from tracker.views.entries import named
from tracker.views.lines import Line, View
from tracker.views.why import sure

SAY = {
    "head": "{title} ({key}, version {version})",
    "calendar": "Sessions by {calendar}; due soon within {days}.",
    "milestone": "{number} {title} ({key}): achieved with {steps}",
    "per-campaign": "once in a campaign",
    "per-request": "once in a request",
    "per-session": "in each session",
    "decided": "decided by others",
    "optional": "optional",
    "until": "goes on until {step}",
    "was": "formerly {key}",
    "kind": "kind",
    "requires": "requires",
    "outcome": "outcome",
    "routes": "routes",
    "symbol": "symbol",
    "missed": "if missed",
    "due-soon": "due soon within {days}",
    "route-until": "{key} until {rule}",
    "route-last": "{key} later",
    "by-way": "{rule} by {way}",
    "causes": "asks for {steps}",
    "precludes": "precludes {steps}",
    "opens-next": "opens the next session",
    "opens-own": "opens the session that it names",
    "reopens": "opens again {steps}",
    "shipped": "ships with tracker",
    "followed": "followed by {campaigns}",
    "right": "{place} is right: {steps}, {milestones}.",
}


class ProcessView(View):
    """One process, whole."""

    def __init__(self, process: Process) -> None:
        self.process = process

    def lines(self, columns: int) -> list[Line]:
        """The process's own lines, then each milestone with its steps."""
        process = self.process
        head = SAY["head"].format(
            title=escape(process.title["en"]), key=process.key, version=escape(process.version)
        )
        lines = sentence(head, columns, "bold")
        if process.note is not None:
            lines += sentence(escape(process.note["en"]), columns)
        calendar = SAY["calendar"].format(calendar=process.calendar, days=words.days(process.due_soon))
        lines += sentence(calendar, columns)
        for number, milestone in enumerate(process.milestones, 1):
            lines += [[], *sentence(_milestone(number, milestone), columns, "bold")]
            for step in process.steps:
                if step.milestone == milestone.key:
                    lines += [[], *_step(process, step, columns)]
        return lines


def _milestone(number: int, milestone: Milestone) -> str:
    return SAY["milestone"].format(
        number=number,
        title=named(milestone.title["en"], None),
        key=milestone.key,
        steps=words.both(milestone.done_when),
    )


def _step(process: Process, step: Step, columns: int) -> list[Line]:
    title = f"{step.key}: {named(step.title['en'], None)}"
    texts = [*sentence(title, columns - 2, "bold"), *sentence(named(step.about["en"], None), columns - 2)]
    lines: list[Line] = [[("  ", ""), *line] for line in texts]
    facts = [[(label, ""), (text, "")] for label, text in _facts(process, step)]
    return lines + table(facts, columns, indent=4)


def _facts(process: Process, step: Step) -> list[tuple[str, str]]:
    found = [(SAY["kind"], _kind(step))]
    if step.requires:
        found.append((SAY["requires"], words.join(step.requires)))
    for kind in ("target", "deadline", "window", "usual"):
        rules: Mapping[str, DateRule | tuple[DateRule, DateRule]] = getattr(step, kind)
        if rules:
            ways = [(rule, process.way(route) if route else "") for route, rule in rules.items()]
            found.append((kind, words.join([_rule(rule, way) for rule, way in ways])))
            found += [("", text) for text in _source(step, kind)]
    if step.routes:
        found.append((SAY["routes"], words.join([_route(route) for route in step.routes])))
    for word, outcome in step.outcomes.items():
        effects = _effects(outcome)
        if effects or word != "achieved":
            found.append((SAY["outcome"], f"{word}: {effects}" if effects else word))
    if step.symbols:
        found.append((SAY["symbol"], words.join([escape(symbol) for symbol in step.symbols])))
    if step.if_missed is not None:
        found.append((SAY["missed"], named(step.if_missed["en"], None)))
    return found


def _kind(step: Step) -> str:
    parts = [SAY[f"per-{step.per}"]]
    if step.optional:
        parts.append(SAY["optional"])
    if step.decided_by != "us":
        parts.append(SAY["decided"])
    if step.until is not None:
        parts.append(SAY["until"].format(step=step.until))
    if step.due_soon is not None:
        parts.append(SAY["due-soon"].format(days=words.days(step.due_soon)))
    if step.was is not None:
        parts.append(SAY["was"].format(key=step.was))
    return "; ".join(parts)


def _rule(rule: DateRule | tuple[DateRule, DateRule], way: str) -> str:
    if isinstance(rule, DateRule):
        text = rule.text
    else:
        text = rule[0].text if rule[0] == rule[1] else f"{rule[0].text} to {rule[1].text}"
    return SAY["by-way"].format(rule=text, way=escape(way)) if way else text


def _source(step: Step, kind: str) -> Sequence[str]:
    source = step.sources.get(kind)
    if source is None:
        return ()
    return (sure(source), *((escape(source.url),) if source.url else ()))


def _route(route: Route) -> str:
    if route.until is None:
        return SAY["route-last"].format(key=escape(route.key))
    return SAY["route-until"].format(key=escape(route.key), rule=route.until.text)


def _effects(outcome: Outcome) -> str:
    parts = []
    for key in ("causes", "precludes", "reopens"):
        steps: tuple[str, ...] = getattr(outcome, key)
        if steps:
            parts.append(SAY[key].format(steps=words.join(steps)))
    if outcome.opens is not None:
        parts.append(SAY[f"opens-{outcome.opens}"])
    return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Listed:
    """A process as it is listed."""

    process: Process
    shipped: bool
    campaigns: Sequence[str]


class ProcessList(View):
    """The processes that can be followed."""

    def __init__(self, rows: Sequence[Listed]) -> None:
        self.rows = rows

    def lines(self, columns: int) -> list[Line]:
        """Key, version, size and title of each, with where it comes from and its note below."""
        rows: list[list[tuple[str, str]]] = []
        for row in self.rows:
            process = row.process
            where = [SAY["shipped"]] if row.shipped else []
            if row.campaigns:
                names = words.both([escape(name) for name in row.campaigns])
                where.append(SAY["followed"].format(campaigns=names))
            title = f"{escape(process.title['en'])}: {'; '.join(where)}."
            rows.append(
                [
                    (process.key, "bold"),
                    (escape(process.version), ""),
                    (words.plural(len(process.steps), "step"), ""),
                    (title, ""),
                ]
            )
            if process.note is not None:
                rows.append([("", ""), ("", ""), ("", ""), (escape(process.note["en"]), "dim")])
        return table(rows, columns, indent=0)


def right(process: Process, place: str) -> str:
    """The answer to `process check`: `my.toml is right: 18 steps, 4 milestones.`"""
    return SAY["right"].format(
        place=escape(place),
        steps=words.plural(len(process.steps), "step"),
        milestones=words.plural(len(process.milestones), "milestone"),
    )
