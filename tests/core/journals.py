"""Random journals of one campaign: what any office could have written, and some of what none should have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.book import UN_OBSERVER
from tracker.core import when
from tracker.core.entry import VISIBILITIES, Entry, bears
from tracker.core.live import RETRACT
from tracker.core.schedule import schedule
from tracker.core.state import state
from tracker.exports.status import status

PROCESSES = {UN_OBSERVER.sha256: UN_OBSERVER}
STEPS = {step.key: step for step in UN_OBSERVER.steps}
#: Every word that can be said of a step, one that no process knows, and more often the outcomes that open a
#: session or a request: they are what makes a journal interesting.
WORDS = {
    key: [*step.outcomes, "in-progress", "blocked", "not-needed", "none", "adopted"]
    + 4 * [word for word, outcome in step.outcomes.items() if outcome.opens or outcome.reopens]
    for key, step in STEPS.items()
}

visibilities = st.sampled_from(VISIBILITIES)
#: Most of it near one session, so that entries meet; the rest as far as the records go.
_sessions = st.sampled_from([79, 79, 79, 80, 80, 78, 81, None, *range(66, 83)])
#: A journal speaks of a few steps and sessions, so that what it says of them meets.
_themes = st.tuples(
    st.lists(st.sampled_from(list(STEPS)), min_size=1, max_size=5, unique=True),
    st.lists(_sessions, min_size=1, max_size=3),
)
Themes = tuple[list[str], list[int | None]]
_years = st.sampled_from([2024, 2024, 2024, 2025, 2025, 2023, 2026, *range(2011, 2029)])
days = st.builds(date, _years, st.integers(1, 12), st.integers(1, 28))
#: The day on which a journal is looked at: some day, or after everything.
views = st.one_of(days, st.just(date(2029, 1, 1)))
_lengths = st.sampled_from([10, 10, 7, 4])  # a day, a month, a year
_kinds = st.sampled_from([*8 * ["report"], *3 * ["plan"], *4 * ["note"], "target", "session", "mark"])
_owners = st.sampled_from([None, None, "New York office", "Legal", "none"])
_refs = st.sampled_from([(), (), ("A/C.6/79/L.4",), ("A/C.6/79/L.4", "A/C.6/79/L.4/Rev.1")])
_notes = st.sampled_from([None, "renewed", "to be checked"])
_targets = st.sampled_from([79, 80, 80, 81, *range(66, 83)])
_later = st.sampled_from([None, None, None, 80, 81, 82])
_routes = st.sampled_from([None, None, "14", "none"])
_marks = st.sampled_from(["last-council", "first-mission"])
_gaps = st.sampled_from([0, 0, 1, 9, 40, 400])
_lags = st.sampled_from([0, 0, 0, 3, 200])
#: What an entry replaces: nothing, or an earlier one, counted from the end.
_objects = st.sampled_from([None, None, None, 0, 0, 1, 2, 3, 4, 5])


@st.composite
def dates(draw: st.DrawFn) -> str:
    return draw(days).isoformat()[: draw(_lengths)]


@st.composite
def statements(draw: st.DrawFn, themes: Themes) -> dict[str, Any]:
    """What an entry says: its kind and the fields that go with it."""
    kind = draw(_kinds)
    if kind == "target":
        return {"kind": kind, "target": draw(_targets)}
    if kind == "mark":
        return {"kind": kind, "subject": draw(_marks), "note": draw(_notes)}
    session = draw(st.sampled_from(themes[1]))
    if kind == "session":
        opens = draw(st.one_of(st.just("none"), days.map(date.isoformat)))
        return {"kind": kind, "session": session, "opens": opens}
    step = STEPS[draw(st.sampled_from(themes[0]))]
    values: dict[str, Any] = {"kind": kind, "subject": step.key, "note": draw(_notes)}
    values["session"] = None if step.per == "campaign" else session
    if kind == "plan":
        due = draw(st.one_of(st.none(), st.just("none"), dates()))
        return values | {"due": due, "owner": draw(_owners)}
    values["route"] = draw(_routes) if step.routes else None
    if kind == "note":
        which = draw(st.sampled_from([None, None, "refs", "refs", "owner"]))
        return values | ({} if which is None else {which: draw(_refs if which == "refs" else _owners)})
    status = draw(st.sampled_from(WORDS[step.key]))
    return values | {
        "status": status,
        "to_session": draw(_later),
        "refs": draw(_refs),
        "owner": draw(_owners),
    }


@st.composite
def _acts(draw: st.DrawFn, themes: Themes) -> tuple[Any, ...]:
    """What an entry replaces, what it says (None: it takes back), when, and who may read it."""
    back = draw(_objects)
    statement = None if back is not None and draw(st.booleans()) else draw(statements(themes))
    return back, statement, draw(dates()), draw(_gaps), draw(_lags), draw(visibilities)


def _entry(number: int, on: str, gap: int, lag: int, visibility: str, **values: Any) -> Entry:
    moment = when.of_iso(on)
    recorded = moment.first + timedelta(days=gap)
    moment = when.bounded(moment, recorded)
    return Entry(
        id=f"{number:026d}",
        campaign="example",
        recorded_at=f"{recorded}T12:00:00.000Z",
        arrived_at=f"{recorded + timedelta(days=lag)}T12:00:00.000Z",
        recorded_by="desk officer",
        visibility=visibility,
        on=moment.text,
        first=moment.first,
        last=moment.last,
        **values,
    )


def written(acts: Sequence[Any], first: str = "internal") -> list[Entry]:
    """The entries that the acts make; the first of them begins the campaign."""
    base = {"process": UN_OBSERVER.sha256, "target": 79, "organization": "Example Organization"}
    entries = [_entry(1, "2010-12-01", 0, 0, first, kind="campaign", **base)]
    for back, statement, on, gap, lag, visibility in acts:
        number, earlier = len(entries) + 1, entries[1:]
        replaces = earlier[-1 - back % len(earlier)].id if earlier and back is not None else None
        if statement is not None:
            values = dict(statement)
        elif replaces is not None:
            values = {"kind": RETRACT}
        else:
            continue
        entries.append(_entry(number, on, gap, lag, visibility, replaces=replaces, **values))
    return entries


@st.composite
def journals(draw: st.DrawFn, size: int = 12) -> list[Entry]:
    """The entries of a journal, by id."""
    least = draw(st.sampled_from([0, 2, 5, 8]))
    acts = draw(st.lists(_acts(draw(_themes)), min_size=min(least, size), max_size=size))
    return written(acts, draw(visibilities))


@st.composite
def additions(draw: st.DrawFn) -> tuple[Any, ...]:
    """One more entry, for `added`."""
    return draw(statements(draw(_themes))), draw(dates()), draw(_gaps), draw(visibilities)


def added(entries: Sequence[Entry], addition: Any) -> Entry:
    """An entry that is written after all others, and replaces none."""
    statement, on, gap, visibility = addition
    return _entry(int(entries[-1].id) + 1, on, gap, 0, visibility, **statement)


def undoing(entry: Entry) -> Entry:
    """A retraction of an entry, on the day on which that was recorded."""
    number = int(entry.id) + 1
    return _entry(number, entry.recorded_at[:10], 0, 0, entry.visibility, kind=RETRACT, replaces=entry.id)


def disguised(entry: Entry, other: Entry) -> Entry:
    """An entry of the same id, visibility and place in the chain of replacements that says something else."""
    kept = ("id", "campaign", "arrived_at", "visibility", "replaces", "organization", "process")
    if entry.kind in (RETRACT, "campaign"):
        return replace(entry, recorded_by="somebody", note=other.note, on=other.on, owner="somebody")
    return replace(other, **{name: getattr(entry, name) for name in kept})


def shown(entries: Sequence[Entry], as_of: date, known_at: str | None = None) -> dict[str, Any]:
    """Everything that `status --json` shows, and what the screens show besides."""
    found = state(PROCESSES, entries, as_of, known_at)
    return {
        **status(schedule(found)),
        "marks": [(m.key, m.day, m.recorded_at, m.note) for m in found.marks],
        "closings": found.closings,
        "openings": found.openings,
        "waiting": [
            (s.step.key, s.session, s.waiting_for, s.current, s.begun, s.route_else) for s in found.steps
        ],
    }


def read(entries: Sequence[Entry], as_of: date) -> list[Entry]:
    """What the journal reads for a state: the words of `Journal.bearing`, without SQL."""
    return [
        e
        for e in entries
        if (bears(e) or e.kind in ("campaign", "mark", "session"))
        and (e.kind == "campaign" or e.replaces or (e.last is not None and e.last <= as_of))
    ]
