"""What changed between two moments of a campaign, and how its dates moved over time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.core import when
from tracker.core.campaign import Mark
from tracker.core.changes import Viewpoint
from tracker.core.comparison import Comparison, compare, narrowed
from tracker.core.entry import Entry
from tracker.core.errors import UserError
from tracker.core.fold import Names
from tracker.core.live import overruled
from tracker.core.process import Step
from tracker.core.schedule import Schedule, schedule
from tracker.core.state import state
from tracker.core.text import find, nearest, quoted
from tracker.core.trend import Trend
from tracker.core.trend import trend as core_trend
from tracker.operations import clock, desk, holidays
from tracker.operations.desk import View, Where
from tracker.operations.lookup import local
from tracker.operations.moved import UnknownBaseline


class WrongWay(UserError):
    """A later moment that does not come after the earlier one."""

    exit_code = 2


class NotYet(UserError):
    """A moment that has not come."""

    exit_code = 2


class NoDates(UserError):
    """A step that never had a date."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A mark, or a day, as a viewpoint: the day, and the instant up to which entries count."""

    view: Viewpoint
    mark: Mark | None = None


def moment(word: str, view: View, *, end: bool = True) -> Moment:
    """The mark of that name, else the day; raises UnknownBaseline, NotYet, AmbiguousDate.

    A day is seen at its end. A mark is seen as this tool would have shown it then: at the instant at which it
    was set, or at the end of its day if it was set later. A month or a year is its last day, or with `end`
    false the day before its first: what changed since July has July in it.
    """
    for mark in view.state.marks:
        if mark.key == word.strip().lower():
            return _of_mark(mark, view)
    try:
        found = when.parse(word, view.today, future=True)
    except when.AmbiguousDate:
        raise
    except UserError:
        names = [m.key for m in view.state.marks]
        near = nearest(word, names)
        hint = f"did you mean {near}?" if near else f"marks: {', '.join(names) or 'none yet'}."
        raise UnknownBaseline(f"{quoted(word)} is neither a mark nor a date: {hint}") from None
    if found.first > view.today:
        raise NotYet(f"{quoted(word)} has not come yet: nothing can have changed by then.")
    day = min(found.last, view.today)
    if found.day is None and not end:
        day = found.first - timedelta(days=1)
    return Moment(Viewpoint(day, _bounded(clock.end_of(day), view)))


def _of_mark(mark: Mark, view: View) -> Moment:
    return Moment(Viewpoint(mark.day, _bounded(min(clock.end_of(mark.day), mark.recorded_at), view)), mark)


def _bounded(instant: str, view: View) -> str:
    return instant if view.state.known_at is None else min(instant, view.state.known_at)


# --- what changed


def changes(
    where: Where,
    step: str | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    known_on: str | None = None,
) -> Comparison:
    """What changed since a mark or a day (default: the last mark, else the beginning) until now, or another.

    Raises UnknownBaseline, WrongWay, NotYet, Unknown (no such step), NoCampaign, NothingKnown.
    """
    day, known_at = desk.instants(as_of, known_on, clock.now())
    with desk.reading(where) as journal:
        campaign = desk.choose(journal, where)
        view = desk.view(journal, campaign, day, known_at)
        entries = list(journal.history(campaign, newest_first=False, known_at=known_at))
    chosen = _step(view, step)
    later = moment(until, view) if until else Moment(Viewpoint(day, known_at))
    earlier = moment(since, view, end=False) if since else _last_mark(view, later)
    beginning = earlier is None
    if earlier is None:
        earlier = _beginning(entries)
    if not _before(earlier.view, later.view):
        raise WrongWay(
            f"{_named(until, later)} does not come after {_named(since, earlier)}: nothing to compare. "
            f"--since names the earlier of the two."
        )
    after = _seen(view, entries, later.view) if until else view.schedule
    if after is None:
        raise desk.NothingKnown(
            f"Nothing of {campaign} was recorded by {later.view.day.isoformat()}: "
            f"recording began on {local(entries[0].recorded_at).date().isoformat()}."
        )
    if beginning:
        before: Schedule | None = schedule(
            state(view.processes, entries[:1], entries[0].last or day, None), holidays.days
        )
    else:
        before = _seen(view, entries, earlier.view)
    known = [e for e in entries if later.view.known_at is None or e.arrived_at <= later.view.known_at]
    result = compare(entries, earlier.view, later.view, before, after, overruled(known), _day_of)
    result.since, result.until, result.beginning = earlier.mark, later.mark, beginning
    result.names = _names(result)
    return _narrowed(result, chosen, view) if chosen is not None else result


def _names(found: Comparison) -> dict[str, str]:
    """The full name of each State that the lists speak of, by its code."""
    lists = found.changes
    entries = [*lists.happened, *lists.reported_late, *(e for c in lists.corrected for e in (c.was, c.by))]
    codes = {e.subject for e in entries if e.kind in ("position", "contact", "todo") and e.subject}
    if not codes:
        return {}
    from tracker.operations.states import known

    return {code: state.full() for code, state in known().by_code.items() if code in codes}


def _day_of(instant: str) -> date:
    return local(instant).date()


def _narrowed(found: Comparison, step: Step, view: View) -> Comparison:
    lists = narrowed(found.changes, step, Names(view.state.process, view.processes.values()))
    kept = {e.id for e in lists.reported_late}
    return replace(
        found,
        changes=lists,
        moved=[m for m in found.moved if m.moved.item.step.key == step.key],
        late=[s for s in found.late if s.step.key == step.key],
        bulk=[e for e in found.bulk if e.id in kept],
        step=step,
    )


def _step(view: View, typed: str | None) -> Step | None:
    if typed is None:
        return None
    names = Names(view.state.process, view.processes.values())
    process = view.state.process
    key = names.key(typed) or find(typed, [s.key for s in process.steps], what="step")
    return process.step(key)


def _last_mark(view: View, later: Moment) -> Moment | None:
    """The last mark before the later moment."""
    marks = [_of_mark(mark, view) for mark in view.state.marks if mark is not later.mark]
    marks = [found for found in marks if _before(found.view, later.view)]
    return marks[-1] if marks else None


def _beginning(entries: list[Entry]) -> Moment:
    """The moment before the campaign's first entry."""
    first = entries[0].last or local(entries[0].recorded_at).date()
    return Moment(Viewpoint(first - timedelta(days=1), ""))


def _seen(view: View, entries: list[Entry], point: Viewpoint) -> Schedule | None:
    """What this tool would have said; None where it knew nothing yet."""
    found = state(view.processes, entries, point.day, point.known_at)
    return schedule(found, holidays.days) if found.campaign else None


def _before(one: Viewpoint, other: Viewpoint) -> bool:
    if one.day != other.day:
        return one.day < other.day
    return one.known_at is not None and (other.known_at is None or one.known_at < other.known_at)


def _named(typed: str | None, found: Moment) -> str:
    if found.mark is not None:
        return f"{found.mark.key} ({found.view.day.isoformat()})"
    return found.view.day.isoformat() if typed else f"today ({found.view.day.isoformat()})"


# --- how dates moved


def dates(
    where: Where,
    step: str | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    known_on: str | None = None,
) -> tuple[Trend, Step | None]:
    """How the date of each step moved, from the beginning (or `since`) until now (or `until`).

    Raises as `changes` does, and NoDates for a step that never had one.
    """
    day, known_at = desk.instants(as_of, known_on, clock.now())
    with desk.reading(where) as journal:
        campaign = desk.choose(journal, where)
        view = desk.view(journal, campaign, day, known_at)
    chosen = _step(view, step)
    last = moment(until, view).view if until else Viewpoint(day, known_at)
    first = moment(since, view, end=False).view.day if since else None
    if first is not None and first >= last.day:
        raise WrongWay(f"{last.day.isoformat()} does not come after {first.isoformat()}: nothing to compare.")
    found = core_trend(view.processes, view.entries, last.day, last.known_at, first, holidays.days)
    if chosen is not None and found.of(chosen.key) is None:
        raise NoDates(f"{chosen.key} has never had a date: tracker plan {chosen.key} DATE gives it one.")
    return found, chosen
