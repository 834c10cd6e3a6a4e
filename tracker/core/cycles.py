"""Requests and cycles: which session opens what, and when each run ends."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.core.campaign import Cycle, StepState
from tracker.core.entry import Entry, bears
from tracker.core.fold import Fields, Key, fold, key_of
from tracker.core.process import Outcome, Process, Step
from tracker.core.sessions import Calendar, Unsourced
from tracker.core.when import When, day, of_iso


@dataclass(slots=True, eq=False, repr=False)
class Report:
    """An outcome in force: of which step, in which session, and where it stands in the order."""

    step: Step
    session: int | None
    fields: Fields
    outcome: Outcome

    @property
    def key(self) -> Key:
        assert self.fields.said is not None
        return key_of(self.fields.said, self.step)

    @property
    def words(self) -> str:
        """`<step> <outcome>`, as programs read it."""
        return f"{self.step.key} {self.fields.status}"


def report_of(step: Step, session: int | None, fields: Fields) -> Report | None:
    """The outcome in force of a step in a session, or None while it is open or not needed."""
    outcome = step.outcomes.get(fields.status)
    return None if outcome is None else Report(step, session, fields, outcome)


@dataclass(slots=True, eq=False, repr=False)
class Closing:
    """An outcome in `session` that closed a request for the steps it reopens."""

    session: int
    key: Key
    steps: frozenset[str]


def closed(closing: Closing, step: Step, entry: Entry) -> bool:
    """Whether an entry about a step that the closing reopens belongs to what it closed (or to earlier)."""
    if entry.session is None or entry.session == closing.session:
        return key_of(entry, step) <= closing.key
    return entry.session < closing.session


@dataclass(slots=True, eq=False, repr=False)
class Request:
    """What stands from session to session: the folded fields of the request steps."""

    label: int | None  # the session it is listed under
    fields: dict[str, Fields]
    closing: Closing | None  # None: the current one
    entries: list[Entry] = field(default_factory=list)

    @property
    def listed(self) -> bool:
        """The current request is; a closed one only if anything about it is on record."""
        return self.closing is None or bool(self.entries)


def requests(
    process: Process, entries: Mapping[str, list[Entry]], reports: list[Report], target: int | None
) -> list[Request]:
    """The requests in order, one more than there are closings; the last one is current.

    Outcomes of request steps may reopen a request as well, so closings are sought until none is new.
    """
    steps = [s for s in process.steps if s.per == "request"]
    closings = _closings(reports)
    while True:
        found = _split(steps, entries, closings, target)
        own = [
            report
            for request in found
            for step in steps
            if (report := report_of(step, _named(request, step), request.fields[step.key])) is not None
        ]
        more = _closings([*reports, *own])
        if len(more) <= len(closings):  # each round adds a session, so this ends
            return found
        closings = more


def _named(request: Request, step: Step) -> int | None:
    said = request.fields[step.key].said
    return said.session if said is not None and said.session is not None else request.label


def _closings(reports: list[Report]) -> list[Closing]:
    """One closing a session, the earliest, in order of the sessions."""
    first: dict[int, Report] = {}
    for report in reports:
        if report.outcome.reopens and report.session is not None:
            other = first.get(report.session)
            if other is None or report.key < other.key:
                first[report.session] = report
    return [Closing(n, first[n].key, frozenset(first[n].outcome.reopens)) for n in sorted(first)]


def _split(
    steps: list[Step], entries: Mapping[str, list[Entry]], closings: list[Closing], target: int | None
) -> list[Request]:
    """The requests between the closings. A closing parts what it reopens; other steps stand through it."""
    buckets: list[dict[str, list[Entry]]] = [{} for _ in range(len(closings) + 1)]
    for step in steps:
        cuts = [i for i, c in enumerate(closings) if step.key in c.steps]
        for entry in entries.get(step.key, ()):
            end = next((i for i in cuts if closed(closings[i], step, entry)), len(closings))
            begin = max((i + 1 for i in cuts if i < end), default=0)
            for bucket in buckets[begin : end + 1]:
                bucket.setdefault(step.key, []).append(entry)
    found = []
    for index, bucket in enumerate(buckets):
        closing = closings[index] if index < len(closings) else None
        fields = {step.key: fold(bucket.get(step.key, ()), step, of_iso) for step in steps}
        # A bare note puts nothing on record: a read that leaves it out must find the same requests.
        request = Request(None, fields, closing, [e for group in bucket.values() for e in group if bears(e)])
        request.label = _label(request, steps, closings, target)
        found.append(request)
    return found


def _label(request: Request, steps: list[Step], closings: list[Closing], target: int | None) -> int | None:
    """The session that the letter names; without a letter the target's, if later than the last closing."""
    named = letter_session(request, steps)
    if named is not None:
        return named
    if request.closing is not None:
        carried = [e.session for e in request.entries if e.session is not None]
        return max(carried, default=request.closing.session)
    if closings and (target is None or target <= closings[-1].session):
        return None
    return target


def letter_session(request: Request, steps: list[Step]) -> int | None:
    """The session named by the step whose outcome in force opens its own, or None."""
    for step in steps:
        fields = request.fields[step.key]
        report = report_of(step, None, fields)
        if report is not None and report.outcome.opens == "own" and fields.said is not None:
            return fields.said.session
    return None


def opened_by(
    process: Process,
    calendar: Calendar,
    found: list[Request],
    reports: list[Report],
    target: int | None,
) -> dict[int, list[tuple[int, Key | None, str]]]:
    """Why each session has a cycle: (rank, key, words), the first one first: letter, target, outcomes."""
    reasons: dict[int, list[tuple[int, Key | None, str]]] = {}

    def add(session: int | None, rank: int, key: Key | None, words: str) -> None:
        if session is not None:
            insort(reasons.setdefault(session, []), (rank, key, words), key=lambda r: (r[0], r[1] or ()))

    steps = [s for s in process.steps if s.per == "request"]
    for request in found:
        for step in steps:
            report = report_of(step, request.label, request.fields[step.key])
            if report is not None and report.outcome.opens == "own" and report.fields.said is not None:
                add(report.fields.said.session, 0, report.key, step.key)
    add(target, 1, None, "target")
    for report in reports:
        if report.outcome.opens == "next" and report.session is not None:
            said = report.fields.said
            to = said.to_session if said is not None else None
            add(calendar.next(report.session) if to is None else to, 2, report.key, report.words)
        elif report.outcome.opens == "own" and report.step.per == "session":
            add(report.session, 0, report.key, report.step.key)
    return reasons


def opening_or_none(calendar: Calendar, session: int | None) -> date | None:
    """The opening day of a session, or None where the calendar has no source for it."""
    if session is None:
        return None
    try:
        return calendar.opening(session)
    except Unsourced:
        return None


def end_of(
    cycle: Cycle,
    process: Process,
    states: Mapping[str, StepState],
    reports: list[Report],
    later: list[Cycle],
    as_of: date,
) -> When | None:
    """When a cycle ended, or None while it runs: the earliest of the four ways.

    `states` are those of its session, `reports` the outcomes in force in it, `later` the opened cycles
    of later sessions.
    """
    ends = [e for e in (_decided(process, states), _handed_on(states, reports)) if e is not None]
    ends += [r.fields.since for r in reports if r.outcome.reopens and r.fields.since is not None]
    openings = [c.opening for c in later if c.opening is not None and c.opening <= as_of]
    if openings:
        ends.append(day(min(openings)))
    return min(ends, key=lambda w: (w.last, w.text), default=None)


def _decided(process: Process, states: Mapping[str, StepState]) -> When | None:
    """The day on which the last of the steps that decide the last milestone settled in this session."""
    done_when = [states[k] for k in process.milestones[-1].done_when if k in states]
    if not done_when or not all(s.settled for s in done_when):
        return None
    return max((s.since for s in done_when if s.since is not None), key=lambda w: w.last, default=None)


def _handed_on(states: Mapping[str, StepState], reports: list[Report]) -> When | None:
    """The day on which an outcome that opens another session and all that was caused here had settled."""
    opening = [r for r in reports if r.outcome.opens == "next"]
    if not opening:
        return None
    caused = [states[k] for r in reports for k in r.outcome.causes if k in states]
    if not all(s.settled for s in caused):
        return None
    days = [min((r.fields.since for r in opening if r.fields.since), key=lambda w: w.last)]
    days += [s.since for s in caused if s.since is not None]
    return max(days, key=lambda w: w.last)
