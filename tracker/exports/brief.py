"""The brief as data: the facts behind its sentences. Dates are ISO text; what is absent is None."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker.core.briefing import Ask, Brief, Risk
from tracker.core.campaign import CampaignState, StepState
from tracker.core.diff import Moved
from tracker.core.schedule import Schedule
from tracker.exports.status import milestones, titled


def brief_json(
    schedule: Schedule, brief: Brief, *, since: str | None = None, moved: Sequence[Moved] = ()
) -> dict[str, Any]:
    """Where it stands, what is next, at risk, asked of whom; `moved` since the mark or day `since`."""
    state = schedule.state
    opening = schedule.opening(state.session)
    return {
        "campaign": state.campaign,
        "organization": state.organization,
        "as_of": state.as_of.isoformat(),
        "known_at": state.known_at,
        "session": state.session,
        "opens": _iso(opening),
        "standing": {
            "granted": state.granted,
            "milestones": milestones(state),
            "deferred": brief.returned,
            "closed": _closed(brief),
            "late": [_key(s) for s in brief.late],
        },
        "next": [_next(schedule, s) for s in brief.next],
        "risks": [_risk(r, state) for r in brief.risks],
        "asks": [_ask(a) for a in brief.asks],
        "moved": [
            {
                "step": m.item.step.key,
                "session": m.item.session,
                "was": [m.was[0].isoformat(), m.was[1].isoformat()],
                "now": [m.now[0].isoformat(), m.now[1].isoformat()],
                "days": m.days,
            }
            for m in moved
        ],
        "moved_since": since,
        **_outreach(state),
    }


def _outreach(state: CampaignState) -> dict[str, Any]:
    """Who could block, and the to-dos that are open; nothing where they were not read."""
    if state.outreach is None:
        return {}
    from tracker.exports.states import state_json, todo_json

    found = state.outreach
    return {
        "blockers": [state_json(one) for one in found.blockers],
        "todos": [todo_json(todo) for todo in found.open],
    }


def _closed(brief: Brief) -> dict[str, Any] | None:
    return None if brief.closed is None else {"session": brief.closed[0], "on": brief.closed[1].isoformat()}


def _next(schedule: Schedule, item: StepState) -> dict[str, Any]:
    span, day = schedule.expected(item), schedule.next_day(item)
    dates = schedule.of(item)
    return {
        **_key(item),
        "title": titled(item.step.title["en"], schedule.state),
        "status": item.status,
        "first": _iso(span[0]) if span is not None else None,
        "last": _iso(span[1]) if span is not None else None,
        "days": (day - schedule.today).days if day is not None else None,
        "deadline": _iso(dates.deadline.last) if dates.deadline is not None else None,
        "health": dates.health,
        "days_late": dates.days_late,
        "owner": item.owner,
        "decided_by": item.step.decided_by,
    }


def _risk(risk: Risk, state: CampaignState) -> dict[str, Any]:
    item = risk.item
    return {
        "kind": risk.kind,
        "step": item.step.key if item is not None else None,
        "session": item.session if item is not None else risk.session,
        "date": _iso(risk.day),
        "days": risk.days,
        "last_working_day": _iso(
            risk.working or (risk.day if risk.kind in ("deadline", "at-risk") else None)
        ),
        "holds_up": [_key(s) for s in risk.holds_up],
        "held_by": [_key(s) for s in risk.held_by],
        "if_missed": titled(risk.missed, state) if risk.missed is not None else None,
    }


def _ask(ask: Ask) -> dict[str, Any]:
    return {
        "kind": ask.kind,
        "of": ask.whom,
        "steps": [_key(s) for s in ask.items],
        "session": ask.session,
        "date": _iso(ask.day),
        "days": ask.days,
        "holds_up": [_key(s) for s in ask.holds_up],
    }


def _key(item: StepState) -> dict[str, Any]:
    return {"step": item.step.key, "session": item.session}


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
