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
STEPS = [step.key for step in UN_OBSERVER.steps]
#: Every step with every word that can be said of it, one word that no process knows, and once more the
#: outcomes that open a session or a request: they are what makes a journal interesting.
SAID = [
    (step.key, word)
    for step in UN_OBSERVER.steps
    for word in (*step.outcomes, "in-progress", "blocked", "not-needed", "none", "adopted")
]
SAID += 6 * [
    (step.key, word)
    for step in UN_OBSERVER.steps
    for word, outcome in step.outcomes.items()
    if outcome.opens or outcome.reopens
]

visibilities = st.sampled_from(VISIBILITIES)
#: Most of it near one session, so that entries meet; the rest as far as the records go.
sessions = st.sampled_from([79, 79, 79, 80, 80, 78, 81, None, *range(66, 83)])
_years = st.sampled_from([2024, 2024, 2024, 2025, 2025, 2023, 2026, *range(2011, 2029)])
_months, _days = st.integers(1, 12), st.integers(1, 28)
days = st.builds(date, _years, _months, _days)
dates = st.one_of(
    days.map(date.isoformat),
    days.map(date.isoformat),
    days.map(lambda d: d.isoformat()[:7]),
    days.map(lambda d: d.isoformat()[:4]),
)
_dues = st.one_of(st.none(), dates, st.just("none"))
_owners = st.sampled_from([None, None, "New York office", "Legal", "none"])
_refs = st.sampled_from([(), (), ("A/C.6/79/L.4",), ("A/C.6/79/L.4", "A/C.6/79/L.4/Rev.1")])
_notes = st.sampled_from([None, "renewed", "to be checked"])
_steps = st.sampled_from(STEPS)

#: What was said; the session is left out where the step is of none.
_reports = st.fixed_dictionaries(
    {
        "kind": st.just("report"),
        "said": st.sampled_from(SAID),
        "session": sessions,
        "refs": _refs,
        "owner": _owners,
        "to_session": st.sampled_from([None, None, None, 80, 81, 82]),
        "route": st.sampled_from([None, None, "14", "none"]),
        "note": _notes,
    }
)
_other = {
    "plan": {"subject": _steps, "session": sessions, "due": _dues, "owner": _owners},
    "note": {"subject": _steps, "session": sessions, "note": _notes, "refs": _refs},
    "target": {"target": st.integers(66, 82)},
    "session": {"session": sessions, "opens": st.one_of(days.map(date.isoformat), st.just("none"))},
    "mark": {"subject": st.sampled_from(["last-council", "first-mission"])},
}
_others = st.one_of(
    *(st.fixed_dictionaries({"kind": st.just(kind), **fields}) for kind, fields in _other.items())
)
_statements = st.one_of(_reports, _reports, _reports, _others)
#: Which earlier entry is taken back or corrected, counted from the end.
_objects = st.integers(0, 5)
_acts = st.tuples(
    st.one_of(
        st.tuples(st.none(), _statements),
        st.tuples(st.none(), _statements),
        st.tuples(_objects, _statements),
        st.tuples(_objects, st.none()),
    ),
    dates,
    st.sampled_from([0, 0, 1, 9, 40, 400]),  # days until it was recorded
    st.sampled_from([0, 0, 0, 3, 200]),  # days until it arrived here
    visibilities,
)


def _values(statement: dict[str, Any]) -> dict[str, Any]:
    values = dict(statement)
    if "said" in values:
        values["subject"], values["status"] = values.pop("said")
        if values["subject"] != "letter":
            values["route"] = None
    step = UN_OBSERVER.step(values.get("subject") or "")
    if step is not None and step.per == "campaign":
        values["session"] = None
    return values


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
    for number, ((back, statement), on, gap, lag, visibility) in enumerate(acts, 2):
        replaces = None if back is None or number == 2 else entries[1:][-1 - back % (number - 2)].id
        if statement is not None:
            values = _values(statement)
        elif replaces is not None:
            values = {"kind": RETRACT}
        else:
            continue
        entries.append(_entry(number, on, gap, lag, visibility, replaces=replaces, **values))
    return entries


def journals(size: int = 12) -> st.SearchStrategy[list[Entry]]:
    """The entries of a journal, by id."""
    return st.builds(written, st.lists(_acts, max_size=size), visibilities)


#: One more entry, to be added to any journal.
additions = st.tuples(_statements, dates, st.sampled_from([0, 9]), visibilities)


def added(entries: Sequence[Entry], addition: Any) -> Entry:
    """An entry that is written after all others, and replaces none."""
    statement, on, gap, visibility = addition
    return _entry(int(entries[-1].id) + 1, on, gap, 0, visibility, **_values(statement))


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
        "marks": found.marks,
        "closings": found.closings,
        "openings": found.openings,
        "waiting": [(s.step.key, s.session, s.waiting_for, s.current, s.begun, s.route_else) for s in found.steps],
    }


def read(entries: Sequence[Entry], as_of: date) -> list[Entry]:
    """What the journal reads for a state: the words of `Journal.bearing`, without SQL."""
    return [
        e
        for e in entries
        if (bears(e) or e.kind in ("campaign", "mark", "session"))
        and (e.kind == "campaign" or e.replaces or (e.last is not None and e.last <= as_of))
    ]
