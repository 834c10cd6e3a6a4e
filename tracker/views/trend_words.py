"""The sentences of the charts of dates: what moved, how often, how near the hard deadline it is now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.core import words
from tracker.core.schedule import Schedule
from tracker.core.trend import Point, Series
from tracker.views.rows import title_of

SAY = {
    "title": "{organization}: {what}",
    "all": "how dates moved",
    "dated": "as of {date}",
    "how": "1 is the first date, planned or by rule; 2 the next, and so on. A window counts by its last day.",
    "slip": "Straight down: stable. A step to the right: it slipped. A window counts by its last day.",
    "nothing": "No step has a date yet.",
    "left-out": "The first {days} on which something moved are left out: this begins on {date}.",
    "date": "date now",
    "moved": "moved",
    "since": "decided",
    "at-first": "at first",
    "before": "before: {dates}",
    "reasons": "Why",
    "many": "{dates} {days}",
    "achieved": "achieved",
    "numbers": "first, second, third date ..",
    "letters": "first date, then 2 to 9, a, b, c ..",
    "done": "achieved",
    "hard": "hard deadline",
    "session": "session opens",
    "expected": "expected by",
    "stood": "where it stood before",
    "open-moved": "{moved} of {of} open dates moved",
    "open-none": "None of the {of} open dates has moved",
    "often": "Moved more than once: {titles}.",
    "often-many": "{count} moved more than once.",
    "no-open": "No date is open",
    "deadline-near": "{step} {times} and is now {days} from its hard deadline ({date})",
    "deadline-far": "{step} has not moved and is {days} from its hard deadline ({date})",
    "deadline-past": "{step} {times} and is now planned {days} after its hard deadline ({date})",
    "deadline-gone": "the hard deadline of {step} went by on {date}",
    "working": "{date}, last working day {working}",
    "times": "moved {times}",
    "now-before": "It is now {days} before its hard deadline ({date})",
    "now-after": "It is now {days} after its hard deadline ({date})",
    "now-gone": "Its hard deadline went by on {date}",
    "vote-still": "{step} has not moved",
    "vote-moved": "{step} moved {days}",
    "moves": "{moves}, {days} in all{years}",
    "never": "Never moved",
    "still": "Achieved without a move: {titles}.",
    "early": "{title} achieved {days} before its date",
    "over": "{title} achieved {days} after its date",
    "by": "by {kind}",
    "by-session": "{word} by a session",
    "years": " ({years})",
}

KINDS = {
    "plan": "a plan",
    "target": "another target",
    "outcome": "an outcome",
    "session": "a moved opening",
    "report": "what happened",
    "correction": "a correction",
    "process": "another process",
    "unknown": "a reason not on record",
}

#: How many titles a sentence names.
NAMED = 4


def moved_short(days: int) -> str:
    """`+21 d`, `-3,283 d`, `0 d`; at most 8 cells up to 99,999 days (`+10950 d`)."""
    if not days:
        return "0 d"
    return f"{days:+,} d" if abs(days) < 10_000 else f"{days:+} d"


def done_words(title: str, days: int) -> str:
    """`Dossier achieved 18 days after its date`."""
    return SAY["over" if days > 0 else "early"].format(title=title, days=words.days(abs(days)))


def decided_words(point: Point) -> str:
    """The day on which a date became what it is; as vague as what was recorded of it."""
    entry = point.cause.entry if point.cause is not None else None
    if entry is not None and entry.on is not None and entry.last == point.decided and len(entry.on) < 10:
        from tracker.views.entries import iso_words

        return iso_words(entry.on)
    return words.day(point.decided)


def summary(series: Sequence[Series], schedule: Schedule) -> str:
    """How many open dates moved, the nearest hard deadline, what the last milestone waits for."""
    shown = [s for s in series if s.item is not None and not s.item.settled]
    if not shown:
        return SAY["no-open"] + "."
    moved = [s for s in shown if s.moves]
    key = "open-moved" if moved else "open-none"
    parts = [SAY[key].format(moved=len(moved), of=len(shown))]
    near = [(d, s) for s in shown if (d := _hard(s, schedule)) is not None]
    if near:
        parts.append(_deadline(min(near, key=lambda pair: pair[0])[1], schedule))
    text = "; ".join(parts) + "." + _often(moved, schedule)
    for one in shown:
        if one.step.key in schedule.state.process.milestones[-1].done_when:
            text += " " + _last(one, schedule)
    return text


def _often(moved: Sequence[Series], schedule: Schedule) -> str:
    """Which open dates moved more than once; how many, where they are many."""
    often = [s for s in moved if len(s.moves) > 1]
    if len(often) > NAMED:
        return " " + SAY["often-many"].format(count=len(often))
    titles = [f"{title_of(s.step, schedule.state)} ({words.times(len(s.moves))})" for s in often]
    return " " + SAY["often"].format(titles=words.join(titles)) if titles else ""


def step_summary(series: Series, schedule: Schedule) -> str:
    """How often one date moved, how far in all, by what, and how near the hard deadline it is now."""
    moves = series.moves
    if not moves:
        text = SAY["never"]
    else:
        years = round(abs(series.days) / 365.25)
        text = SAY["moves"].format(
            moves=words.plural(len(moves), "move"),
            days=f"{series.days:+,} days",
            years=SAY["years"].format(years=words.plural(years, "year")) if years > 1 else "",
        )
        counts: dict[str, int] = {}
        for point in moves:
            kind = _kind(point)
            counts[kind] = counts.get(kind, 0) + 1
        text += ": " + words.both([f"{count} {kind}" for kind, count in counts.items()])
    if series.item is not None and not series.item.settled and _hard(series, schedule) is not None:
        text += ". " + _now(series, schedule)
    return text + "."


def _kind(point: Point) -> str:
    """What moved a date: `by a plan`, `deferred by a session`."""
    cause = point.cause
    if cause is None:
        return SAY["by"].format(kind=KINDS["unknown"])
    if cause.kind == "outcome" and cause.item is not None:
        outcome = cause.item.step.outcomes.get(cause.item.status)
        if outcome is not None and outcome.opens == "next":
            return SAY["by-session"].format(word=cause.item.status.replace("-", " "))
    return SAY["by"].format(kind=KINDS[cause.kind])


def _hard(series: Series, schedule: Schedule) -> date | None:
    dated = schedule.of(series.item).deadline if series.item is not None else None
    return None if dated is None else dated.last


def _now(series: Series, schedule: Schedule) -> str:
    """How near the hard deadline a date is now."""
    day = _hard(series, schedule)
    assert day is not None
    if day < schedule.today:
        return SAY["now-gone"].format(date=_day(day, schedule))
    left = (day - series.points[-1].span[1]).days
    key = "now-before" if left >= 0 else "now-after"
    return SAY[key].format(days=words.days(abs(left)), date=_day(day, schedule))


def _day(day: date, schedule: Schedule) -> str:
    """A deadline, with the last working day on or before it where that is another."""
    text, working = words.weekday(day), schedule.last_working_day(day)
    if working == day:
        return text
    return SAY["working"].format(date=text, working=words.weekday_short(working))


def _deadline(series: Series, schedule: Schedule) -> str:
    day = _hard(series, schedule)
    assert day is not None
    title = title_of(series.step, schedule.state)
    text = _day(day, schedule)
    if day < schedule.today:
        return SAY["deadline-gone"].format(step=title, date=text)
    left = (day - series.points[-1].span[1]).days
    moved = SAY["times"].format(times=words.times(len(series.moves)))
    if not series.moves:
        return SAY["deadline-far"].format(step=title, days=words.days(left), date=text)
    key = "deadline-near" if left >= 0 else "deadline-past"
    return SAY[key].format(step=title, times=moved, days=words.days(abs(left)), date=text)


def _last(series: Series, schedule: Schedule) -> str:
    title = title_of(series.step, schedule.state)
    if not series.moves:
        return SAY["vote-still"].format(step=title) + "."
    return SAY["vote-moved"].format(step=title, days=f"{series.days:+,} days") + "."
