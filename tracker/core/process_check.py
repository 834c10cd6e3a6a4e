"""Whether the parts of a process fit together: what a step names is there, and nothing runs in a ring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tracker.core.process import OPENING_DAY, DateRule, Process, Step
from tracker.core.toml_lines import Path
from tracker.core.toml_table import Document, meant, shown


def check(process: Process, document: Document) -> None:
    """Refuse a process whose parts do not fit, with the line of `document` it was read from."""
    keys = tuple(step.key for step in process.steps)
    for step in process.steps:
        for path, name in _named(step):
            if name not in keys:
                document.fail(path, f"unknown step {shown(name)}{meant(name, keys)}")
    _milestones(process, document)
    _outcomes(process, document)
    _earlier_keys(process, document)
    _routes(process, document)
    for step in process.steps:
        _windows(step, document)
    _ring(document, "a cycle among requires", {step.key: _requires(step) for step in process.steps})
    routed = next((step.key for step in process.steps if step.routes), "")
    _ring(document, "a cycle among date rules", {step.key: _bases(step, routed) for step in process.steps})


def _at(step: Step, *path: str | int) -> Path:
    return ("step", step.key, *path)


def _named(step: Step) -> Iterator[tuple[Path, str]]:
    """Each step that a step names (date rules apart: reading them needs the keys), and where."""
    yield from _requires(step)
    if step.until is not None:
        yield _at(step, "ongoing"), step.until
    for word, outcome in step.outcomes.items():
        for effect in ("causes", "precludes", "reopens"):
            for at, name in enumerate(getattr(outcome, effect)):
                yield _at(step, "outcome", word, effect, at), name


def _requires(step: Step) -> Iterator[tuple[Path, str]]:
    for at, name in enumerate(step.requires):
        yield _at(step, "requires", at), name


def _milestones(process: Process, document: Document) -> None:
    for milestone in process.milestones:
        own = tuple(step.key for step in process.steps if step.milestone == milestone.key)
        for at, name in enumerate(milestone.done_when):
            path = ("milestone", milestone.key, "done_when", at)
            step = process.step(name)
            if step is None:
                document.fail(path, f"unknown step {shown(name)}{meant(name, own)}")
            if name not in own:
                document.fail(path, f"{shown(name)} is a step of the milestone {shown(step.milestone)}")


def _outcomes(process: Process, document: Document) -> None:
    """An outcome opens a session from a session, and reopens what stands from session to session."""
    per = {step.key: step.per for step in process.steps}
    for step in process.steps:
        for word, outcome in step.outcomes.items():
            path = _at(step, "outcome", word)
            if outcome.opens is not None and step.per == "campaign":
                document.fail((*path, "opens"), "a step per campaign has no session to open one from")
            if outcome.opens == "own" and step.per != "request":
                document.fail((*path, "opens"), "only a step per request names a session of its own")
            for at, name in enumerate(outcome.reopens):
                if per[name] != "request":
                    reason = f"{shown(name)} is a step per {per[name]}: only a step per request reopens"
                    document.fail((*path, "reopens", at), reason)


def _earlier_keys(process: Process, document: Document) -> None:
    taken = {step.key: step.key for step in process.steps}
    for step in process.steps:
        if step.was is not None:
            if step.was in taken:
                document.fail(_at(step, "was"), f"{shown(step.was)} is taken by {shown(taken[step.was])}")
            taken[step.was] = step.key


def _routes(process: Process, document: Document) -> None:
    """At most one step has routes; their borders rise; what depends on a route names one of them."""
    owners = [step for step in process.steps if step.routes]
    if len(owners) > 1:
        first = shown(owners[0].key)
        document.fail(_at(owners[1], "route"), f"{first} has routes already, and one step at most can")
    for step in owners:
        _borders(step, document)
        for kind, route in _by_route(step):
            document.fail(_at(step, kind, route), "the dates of the step with the routes make the route")
    known = tuple(route.key for step in owners for route in step.routes)
    for step in process.steps:
        for kind, route in _by_route(step):
            if route not in known:
                reason = f"unknown route {shown(route)}{meant(route, known)}"
                document.fail(_at(step, kind, route), reason if known else f"{reason}: no step has routes")


def _borders(step: Step, document: Document) -> None:
    days: list[int] = []
    for at, route in enumerate(step.routes):
        path = _at(step, "route", at)
        if route.key in [other.key for other in step.routes[:at]]:
            document.fail((*path, "key"), f"the route {shown(route.key)} stands here twice")
        if route.until is None:
            if at < len(step.routes) - 1:
                document.fail(path, f"the route {shown(route.key)} needs `until`: only the last has no end")
            continue
        if at == len(step.routes) - 1:
            document.fail((*path, "until"), "the last route has no end, so that every day has a route")
        if route.until.base != OPENING_DAY or route.until.business:
            document.fail((*path, "until"), "the border of a route counts days from O")
        if days and route.until.days <= days[-1]:
            document.fail((*path, "until"), f"the borders are not in order: {shown(route.until.text)}")
        days.append(route.until.days)


def _by_route(step: Step) -> Iterator[tuple[str, str]]:
    for kind in ("target", "deadline", "window", "usual"):
        for route in getattr(step, kind):
            if route:
                yield kind, route


def _windows(step: Step, document: Document) -> None:
    for kind in ("window", "usual"):
        for route, (first, last) in getattr(step, kind).items():
            path = _at(step, kind, route) if route else _at(step, kind)
            same = (first.base, first.business) == (last.base, last.business)
            if same and first.days > last.days:
                document.fail(
                    path, f"the first day, {shown(first.text)}, is after the last, {shown(last.text)}"
                )
    if step.usual and not step.window:
        document.fail(_at(step, "usual"), "a usual window stands beside a window")


def _bases(step: Step, routed: str) -> Iterator[tuple[Path, str]]:
    """Each step from which a step's dates count, and where that stands; by route: also the step `routed`."""
    for kind in ("target", "deadline", "window", "usual"):
        rules: Mapping[str, DateRule | tuple[DateRule, ...]] = getattr(step, kind)
        for route, found in rules.items():
            path = _at(step, kind, route) if route else _at(step, kind)
            for rule in (found,) if isinstance(found, DateRule) else found:
                if rule.base != OPENING_DAY:
                    yield path, rule.base
            if route:
                yield path, routed


def _ring(document: Document, what: str, edges: Mapping[str, Iterable[tuple[Path, str]]]) -> None:
    from graphlib import CycleError, TopologicalSorter

    named = {key: list(found) for key, found in edges.items()}
    try:
        TopologicalSorter({key: {name for _, name in found} for key, found in named.items()}).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1][::-1]  # each requires the next; the last is the first again
        start = min(range(len(ring) - 1), key=lambda at: list(named).index(ring[at]))
        ring = ring[start:-1] + ring[:start] + [ring[start]]
        path = next(path for path, name in named[ring[0]] if name == ring[1])
        document.fail(path, f"{what}: {' > '.join(ring)}")
