"""What the reading commands give to programs: the names that `--json` uses beside those of `status`.

Every function returns plain data in the order in which it is printed. Dates are ISO text at the precision
given; what is absent is None; lists are never absent. Texts are as they are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.core.agenda import Agenda
from tracker.core.campaign import CampaignState, Mark, StepState
from tracker.core.entry import Entry
from tracker.core.process import Process
from tracker.core.reasons import Reason, if_missed, no_longer
from tracker.core.schedule import Dated, Schedule
from tracker.core.sessions import RULES, Calendar
from tracker.exports.status import titled

if TYPE_CHECKING:
    from tracker.core.todos import Todo

#: The rule of the last working day: the last one on or before it.
WORKING = "rule_14"


# --- history


def history_json(entries: Iterable[Entry], over: Mapping[str, Entry] | None = None) -> dict[str, Any]:
    """Entries in the order given, which is newest first; `over` are those that replaced some of them."""
    return {"entries": [entry_json(entry, over) for entry in entries]}


def entry_json(entry: Entry, over: Mapping[str, Entry] | None = None) -> dict[str, Any]:
    """One entry; `live` is false where another replaced it."""
    by = (over or {}).get(entry.id)
    return {
        "id": entry.id,
        "short": entry.short,
        "recorded_at": entry.recorded_at,
        "by": entry.recorded_by,
        "kind": entry.kind,
        "subject": entry.subject,
        "session": entry.session,
        "on": entry.on,
        "first": _iso(entry.first),
        "last": _iso(entry.last),
        "status": entry.status,
        "due": entry.due,
        "note": entry.note,
        "refs": list(entry.refs),
        "source": entry.source,
        "because": entry.because,
        "replaces": entry.replaces,
        "visibility": entry.visibility,
        "owner": entry.owner,
        "route": entry.route,
        "to_session": entry.to_session,
        "target": entry.target,
        "opens": entry.opens,
        "organization": entry.organization,
        "body": entry.organ,
        "process": entry.process,
        "doubt": entry.doubt,
        "redacted": entry.redacted,
        "redacts": list(entry.redacts),
        "position": entry.position,
        "evidence": entry.evidence,
        "roles": list(entry.roles),
        "how": entry.how,
        "counterpart": entry.counterpart,
        "mission": entry.mission,
        "place": entry.place,
        "occasion": entry.occasion,
        "travellers": entry.travellers,
        "until": entry.until,
        "about": entry.about,
        "closes": entry.closes,
        "live": by is None,
        "replaced_by": by.id if by is not None else None,
    }


# --- why


def why_json(schedule: Schedule, item: StepState, reasons: Sequence[Reason]) -> dict[str, Any]:
    """Each date of a step with what it comes from; `if_missed` says what happens then."""
    dates = schedule.of(item)
    return {
        "step": item.step.key,
        "session": item.session,
        "title": titled(item.step.title["en"], schedule.state),
        "status": item.status,
        "standing": item.standing,
        "health": dates.health,
        "waiting_for": list(item.waiting_for),
        "caused_by": item.caused_by,
        "no_longer_because": no_longer(schedule.state, item),
        "route": item.route,
        "route_else": item.route_else,
        "dates": [_reason(reason) for reason in reasons],
        "if_missed": titled(if_missed(schedule, item), schedule.state),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    source, entry = reason.source, reason.entry
    return {
        "kind": reason.kind,
        "date": reason.when.text if reason.when is not None else None,
        "rule": reason.rule,
        "base": reason.base,
        "arithmetic": reason.arithmetic,
        "confidence": source.confidence if source is not None else None,
        "source": source.rule if source is not None else None,
        "url": source.url if source is not None else None,
        "because": entry.because if entry is not None else None,
        "by": entry.recorded_by if entry is not None else None,
        "entry": entry.id if entry is not None else None,
    }


# --- next


def next_json(schedule: Schedule, agenda: Agenda) -> dict[str, Any]:
    """What must, may, cannot yet and can no longer be done, and the to-dos that are open."""
    state = schedule.state
    todos = state.outreach.open if state.outreach is not None else ()
    passed = {key: [s for s in agenda.passed if s.standing == key] for key in ("may", "not-yet")}
    return {
        "campaign": state.campaign,
        "as_of": state.as_of.isoformat(),
        "session": state.session,
        "place": agenda.place,
        "of": agenda.of,
        "must": [_open(schedule, item) for item in agenda.must],
        "may": [_open(schedule, item) for item in (*agenda.may, *passed["may"])],
        "not_yet": [_open(schedule, item) for item in (*agenda.not_yet, *passed["not-yet"])],
        "no_longer": [_open(schedule, item) for item in agenda.no_longer],
        "todos": [_todo(todo) for todo in todos],
        "left_out": agenda.left_out,
    }


def _todo(todo: Todo) -> dict[str, Any]:
    from tracker.exports.states import todo_json

    return todo_json(todo)


def _open(schedule: Schedule, item: StepState) -> dict[str, Any]:
    dates = schedule.of(item)
    return {
        "step": item.step.key,
        "title": titled(item.step.title["en"], schedule.state),
        "session": item.session,
        "standing": item.standing,
        "status": item.status,
        "due": item.due.text if item.due is not None else None,
        "target": _last(dates.target),
        "deadline": _last(dates.deadline),
        "window": _span(dates.window),
        "health": dates.health,
        "owner": item.owner,
        "optional": item.step.optional,
        "decided_by": item.step.decided_by,
        "waiting_for": list(item.waiting_for),
        "caused_by": item.caused_by,
    }


# --- show


def show_json(
    schedule: Schedule,
    thing: Any,
    entries: Sequence[Entry],
    over: Mapping[str, Entry],
) -> dict[str, Any]:
    """A step, an entry or a mark (`kind` says which), and every entry about it, newest first."""
    newest = [entry_json(entry, over) for entry in reversed(entries)]
    if isinstance(thing, Entry):
        return {"kind": "entry", "entry": entry_json(thing, over), "entries": newest}
    if isinstance(thing, Mark):
        mark = {
            "key": thing.key,
            "on": thing.day.isoformat(),
            "recorded_at": thing.recorded_at,
            "note": thing.note,
        }
        return {"kind": "mark", "mark": mark, "entries": newest}
    runs = [item for item in schedule.state.steps if item.step.key == thing.key]
    return {
        "kind": "step",
        "step": thing.key,
        "title": titled(thing.title["en"], schedule.state),
        "about": titled(thing.about["en"], schedule.state),
        "milestone": thing.milestone,
        "runs": [_run(schedule, item) for item in runs],
        "entries": newest,
    }


def _run(schedule: Schedule, item: StepState) -> dict[str, Any]:
    return {
        **_open(schedule, item),
        "on": item.on.text if item.on is not None else None,
        "since": item.since.text if item.since is not None else None,
        "route": item.route,
        "out_of_order": item.out_of_order,
        "refs": list(item.refs),
        "current": item.current,
        "entry": item.said.id if item.said is not None else None,
    }


# --- session


def session_json(number: int, calendar: Calendar, entry: Entry | None = None) -> dict[str, Any]:
    """A session and the days that count from its opening; `entry` moved it, if one did."""
    days = calendar.deadlines(number)
    working = days.get(WORKING)
    return {
        "session": number,
        "opens": calendar.opening(number).isoformat(),
        "opens_source": "journal" if number in calendar.moved else "rule",
        "general_debate": _iso(calendar.general_debate(number)),
        "deadlines": {key: _iso(days.get(key)) for key in RULES},
        "last_working_day": _iso(calendar.last_working_day(working) if working is not None else None),
        "entry": entry.id if entry is not None else None,
        "because": entry.because if entry is not None else None,
    }


# --- list and process


def list_json(rows: Iterable[tuple[CampaignState, Entry, bool]]) -> dict[str, Any]:
    """The campaigns of a database: the state, the last entry, whether commands mean it."""
    return {"campaigns": [_campaign(*row) for row in rows]}


def _campaign(state: CampaignState, last: Entry, chosen: bool) -> dict[str, Any]:
    return {
        "campaign": state.campaign,
        "organization": state.organization,
        "process": {
            "key": state.process.key,
            "version": state.process.version,
            "sha256": state.process_sha256,
        },
        "session": state.session,
        "granted": state.granted,
        "milestones": [
            {"key": m.milestone.key, "status": m.status, "done": m.done, "of": m.of} for m in state.milestones
        ],
        "last_entry": {"id": last.id, "recorded_at": last.recorded_at, "by": last.recorded_by},
        "chosen": chosen,
    }


def process_json(process: Process) -> dict[str, Any]:
    """A process whole: the object that is pinned in a database, and its sha256."""
    import json

    from tracker.core.process import to_json

    return {"sha256": process.sha256, **json.loads(to_json(process))}


def process_list_json(rows: Iterable[tuple[Process, bool, Sequence[str]]]) -> dict[str, Any]:
    """The processes that can be followed: whether they ship with the program, and who follows them."""
    return {
        "processes": [
            {
                "key": process.key,
                "version": process.version,
                "sha256": process.sha256,
                "title": process.title["en"],
                "milestones": len(process.milestones),
                "steps": len(process.steps),
                "shipped": shipped,
                "campaigns": list(campaigns),
                "note": process.note["en"] if process.note is not None else None,
            }
            for process, shipped, campaigns in rows
        ]
    }


# --- values


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _last(dated: Dated | None) -> str | None:
    return None if dated is None else dated.last.isoformat()


def _span(dated: Dated | None) -> list[str] | None:
    return None if dated is None else [dated.first.isoformat(), dated.last.isoformat()]
