"""The one place where entries become state.

`state` is pure and never raises for what a journal holds: what it cannot place has null dates, and is
named by `check`. The rules are those of the design; the comments say where an obvious rule would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tracker.core import cycles as cycle_rules
from tracker.core.campaign import PLANNED, CampaignState, Cycle, Mark, StepState
from tracker.core.cycles import Report, Request, report_of
from tracker.core.entry import NONE, Entry
from tracker.core.fold import Fields, Key, Names, fold, key_of
from tracker.core.live import live
from tracker.core.process import Process, Step
from tracker.core.sessions import Calendar, calendar
from tracker.core.standing import judge, milestones
from tracker.core.when import of_iso


def state(
    processes: Mapping[str, Process], entries: Iterable[Entry], as_of: date, known_at: str | None
) -> CampaignState:
    """What the entries known at `known_at` (an instant, UTC; None: all) say was true on `as_of`.

    `processes` maps the sha256 of each process that the campaign has run under to it. The entries are
    those of one campaign, in any order; ones that bear on nothing may be left out.
    """
    alive = live(entries, known_at)
    in_force = [e for e in alive if e.kind == "campaign" or (e.last is not None and e.last <= as_of)]
    base = _base(in_force)
    process, sha256 = _process(processes, in_force)
    names = Names(process, processes.values())
    openings = _openings(in_force)
    result = CampaignState(
        campaign=base.campaign if base else "",
        organization=(base.organization if base else None) or "",
        organ=base.organ if base else None,
        process=process,
        process_sha256=sha256,
        as_of=as_of,
        known_at=known_at,
        session=None,
        target=_target(in_force),
        granted=False,
        cycles=[],
        steps=[],
        milestones=[],
        openings=openings,
        marks=_marks(in_force),
        entries=in_force,
    )
    _place(result, names, calendar(process.calendar, openings))
    return result


def _base(entries: list[Entry]) -> Entry | None:
    return next((e for e in reversed(entries) if e.kind == "campaign"), None)


def _process(processes: Mapping[str, Process], entries: list[Entry]) -> tuple[Process, str]:
    """The process in force: the last one adopted, else the one that the campaign began with."""
    named = [e for e in entries if e.process in processes]
    named.sort(key=lambda e: (e.kind != "campaign", key_of(e, None)))
    sha256 = named[-1].process if named else next(iter(processes))
    assert sha256 is not None
    return processes[sha256], sha256


def _target(entries: list[Entry]) -> int | None:
    """The session aimed at; the first target is in force at every `as_of`, so it sorts before all others."""
    named = [e for e in entries if e.target is not None]
    named.sort(key=lambda e: (e.kind != "campaign", key_of(e, None)))
    return named[-1].target if named else None


def _openings(entries: list[Entry]) -> dict[int, date]:
    """Openings that the Assembly, or its rule's reader, moved; the last decision wins."""
    moved: dict[int, date] = {}
    for entry in sorted((e for e in entries if e.kind == "session"), key=lambda e: key_of(e, None)):
        if entry.session is None or entry.opens is None:
            continue
        if entry.opens == NONE:
            moved.pop(entry.session, None)
        else:
            moved[entry.session] = date.fromisoformat(entry.opens)
    return moved


def _marks(entries: list[Entry]) -> list[Mark]:
    """The marks in order of their days; the later recorded of one name moves it."""
    found: dict[str, Mark] = {}
    for entry in entries:
        if entry.kind == "mark" and entry.subject and entry.first:
            found[entry.subject] = Mark(entry.subject, entry.first, entry.recorded_at, entry.note)
    return sorted(found.values(), key=lambda m: (m.day, m.recorded_at))


def _place(result: CampaignState, names: Names, days: Calendar) -> None:
    """Sort the entries into steps, requests and cycles, then judge each step."""
    process = result.process
    by_step: dict[str, list[Entry]] = {}
    for entry in result.entries:
        key = names.key(entry.subject)
        if key is not None and entry.kind in ("report", "plan", "note"):
            by_step.setdefault(key, []).append(entry)

    campaign = {s.key: fold(by_step.get(s.key, ()), s, of_iso) for s in process.steps if s.per == "campaign"}
    runs = _runs(process, by_step)
    reports = [r for (key, n), f in runs.items() if (r := report_of(_step(process, key), n, f)) is not None]
    for key, fields in campaign.items():
        report = report_of(_step(process, key), None, fields)
        if report is not None:
            reports.append(report)
    found = cycle_rules.requests(process, by_step, reports, result.target)
    for request in found:
        for key, fields in request.fields.items():
            report = report_of(_step(process, key), request.label, fields)
            if report is not None:
                reports.append(report)

    result.closings = [(r.closing.session, r.closing.key[0]) for r in found if r.closing is not None]

    reasons = cycle_rules.opened_by(process, days, found, reports, result.target)
    sessions = set(reasons) | {n for (_, n), f in runs.items() if f.status != PLANNED}
    result.cycles = [
        Cycle(
            n,
            cycle_rules.opening_or_none(days, n),
            opened_by=reasons[n][0][2] if n in reasons else None,
            returns=any(rank == 2 for rank, _, _ in reasons.get(n, ())),
        )
        for n in sorted(sessions)
    ]
    result.steps = _states(process, campaign, found, runs, result.cycles)
    _end(result, reports)
    _choose(result, reasons)
    judge(result, found, reports)
    milestones(result)
    result.steps = [s for s in result.steps if s.request is None or found[s.request].listed]


def _step(process: Process, key: str) -> Step:
    step = process.step(key)
    assert step is not None
    return step


def _runs(process: Process, by_step: Mapping[str, list[Entry]]) -> dict[tuple[str, int], Fields]:
    """The fields of each session step in each session on record: the number stored, never the date."""
    runs: dict[tuple[str, int], Fields] = {}
    for step in process.steps:
        if step.per != "session":
            continue
        groups: dict[int, list[Entry]] = {}
        for entry in by_step.get(step.key, ()):
            if entry.session is not None:
                groups.setdefault(entry.session, []).append(entry)
        for session, group in groups.items():
            runs[step.key, session] = fold(group, step, of_iso)
    return runs


def _states(
    process: Process,
    campaign: Mapping[str, Fields],
    found: list[Request],
    runs: Mapping[tuple[str, int], Fields],
    cycles: list[Cycle],
) -> list[StepState]:
    """One state a campaign step, one a request of a request step, one a cycle of a session step."""
    states: list[StepState] = []
    for step in process.steps:
        if step.per == "campaign":
            states.append(_state(step, None, campaign[step.key]))
        elif step.per == "request":
            for index, request in enumerate(found):
                item = _state(step, request.label, request.fields[step.key])
                item.current, item.request = request.closing is None, index
                states.append(item)
        else:
            for cycle in cycles:
                fields = runs.get((step.key, cycle.session)) or Fields()
                states.append(_state(step, cycle.session, fields))
    return states


def _state(step: Step, session: int | None, fields: Fields) -> StepState:
    return StepState(
        step=step,
        session=session,
        status=fields.status,
        on=fields.on,
        since=fields.since,
        begun=fields.begun,
        due=fields.due,
        owner=fields.owner,
        refs=fields.refs,
        route=fields.route,
        entries=fields.entries,
        said=fields.said,
    )


def _end(result: CampaignState, reports: list[Report]) -> None:
    """Say of each cycle when it ended."""
    opened = [c for c in result.cycles if c.opened_by is not None]
    for cycle in result.cycles:
        here = {s.step.key: s for s in result.steps if s.step.per == "session" and s.session == cycle.session}
        own = [r for r in reports if r.session == cycle.session and r.step.per == "session"]
        later = [c for c in opened if c.session > cycle.session]
        cycle.ended = cycle_rules.end_of(cycle, result.process, here, own, later, result.as_of)


def _choose(result: CampaignState, reasons: Mapping[int, list[tuple[int, Key | None, str]]]) -> None:
    """Choose the current cycle, and say whether the campaign is granted."""
    granted = [c.session for c in result.cycles if _granted_in(result, c.session)]
    opened = [c for c in result.cycles if c.opened_by is not None]
    unopened = [c for c in result.cycles if c.opened_by is None]
    if granted:
        result.session = granted[0]
    elif opened:
        chosen = opened[-1]
        running = [c for c in opened[:-1] if c.ended is None]
        if running and all(rank == 1 for rank, _, _ in reasons[chosen.session]):
            chosen = running[-1]  # a target later than a running cycle waits until that one has ended
        if unopened and unopened[-1].session > opened[-1].session and opened[-1].ended is not None:
            chosen = unopened[-1]
        result.session = chosen.session
    elif unopened:
        result.session = unopened[-1].session
    result.granted = bool(granted) or _granted_in(result, None)
    for item in result.steps:
        if item.step.per == "session":
            item.current = item.session == result.session


def _granted_in(result: CampaignState, session: int | None) -> bool:
    """Whether the last milestone is achieved in a session (None: by campaign steps alone)."""
    done_when = result.process.milestones[-1].done_when
    steps = [_step(result.process, key) for key in done_when]
    if (session is None) != all(s.per != "session" for s in steps):
        return False
    found = [
        s
        for s in result.steps
        if s.step.key in done_when
        and (s.session == session if s.step.per == "session" else s.step.per == "campaign" or s.current)
    ]
    return (
        len(found) == len(done_when)
        and all(s.status in ("achieved", "not-needed") for s in found)
        and any(s.status == "achieved" for s in found)
    )
