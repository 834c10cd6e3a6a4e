"""`status` as data: the names that `--json` and TOML share.

Dates are ISO text at the precision given. What is absent is None here: null in JSON, left out in TOML.
"""

from __future__ import annotations

from typing import Any

from tracker.core.campaign import CampaignState, StepState
from tracker.core.schedule import Dated, Schedule

#: Rises when a name changes its meaning or goes; names may be added without it.
SCHEMA = 1


def status(schedule: Schedule) -> dict[str, Any]:
    """The whole state of a campaign: every cycle, every request."""
    state = schedule.state
    found = {
        "schema": SCHEMA,
        "campaign": state.campaign,
        "organization": state.organization,
        "process": {
            "key": state.process.key,
            "version": state.process.version,
            "sha256": state.process_sha256,
        },
        "as_of": state.as_of.isoformat(),
        "known_at": state.known_at,
        "session": state.session,
        "target": state.target,
        "granted": state.granted,
        "cycles": [
            {"session": c.session, "opened_by": c.opened_by, "ended": c.ended.text if c.ended else None}
            for c in state.cycles
        ],
        "milestones": milestones(state),
        "steps": [step(schedule, item) for item in state.steps],
    }
    if state.outreach is None:
        return found
    from tracker.exports.states import summary

    return found | summary(state.outreach, state.session)


def milestones(state: CampaignState) -> list[dict[str, Any]]:
    """The milestones in the current cycle and request."""
    return [
        {
            "key": m.milestone.key,
            "title": titled(m.milestone.title["en"], state),
            "status": m.status,
            "on": m.on.text if m.on else None,
            "since": m.since.text if m.since else None,
            "done": m.done,
            "of": m.of,
        }
        for m in state.milestones
    ]


def step(schedule: Schedule, item: StepState) -> dict[str, Any]:
    """One step in one session."""
    dates = schedule.of(item)
    return {
        "key": item.step.key,
        "title": titled(item.step.title["en"], schedule.state),
        "milestone": item.step.milestone,
        "session": item.session,
        "status": item.status,
        "on": item.on.text if item.on else None,
        "since": item.since.text if item.since else None,
        "due": item.due.text if item.due else None,
        "target": _last(dates.target),
        "deadline": _last(dates.deadline),
        "window": _span(dates.window),
        "route": item.route,
        "standing": item.standing,
        "caused_by": item.caused_by,
        "health": dates.health,
        "out_of_order": item.out_of_order,
        "refs": list(item.refs),
        "owner": item.owner,
    }


def titled(title: str, state: CampaignState) -> str:
    """A title of the process file with the campaign's own organ in it."""
    return title.replace("{body}", state.organ or "governing body")


def _last(dated: Dated | None) -> str | None:
    return dated.last.isoformat() if dated is not None else None


def _span(dated: Dated | None) -> list[str] | None:
    return [dated.first.isoformat(), dated.last.isoformat()] if dated is not None else None
