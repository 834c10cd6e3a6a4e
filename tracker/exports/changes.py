"""`changes` as data: the names that `--json` uses. Dates are ISO text at the precision given."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tracker.core.changes import Corrected
from tracker.core.comparison import Comparison
from tracker.core.reasons_moved import Cause
from tracker.core.schedule import Span
from tracker.core.trend import Point, Series, Trend
from tracker.exports.names import entry_json


def changes_json(found: Comparison) -> dict[str, Any]:
    """The three lists and the dates that moved; `replaced_by` of what was corrected is an entry."""
    lists = found.changes
    return {
        "since": found.earlier.day.isoformat(),
        "until": found.later.day.isoformat(),
        "happened": [entry_json(entry) for entry in lists.happened],
        "reported_late": [entry_json(entry) for entry in lists.reported_late],
        "corrected": [_corrected(item) for item in lists.corrected],
        "dates": [
            {
                "step": m.moved.item.step.key,
                "session": m.moved.item.session,
                "was": iso(m.moved.was),
                "now": iso(m.moved.now),
                "days": m.moved.days,
                "because": because(m.cause),
            }
            for m in found.moved
        ],
    }


def trend_json(found: Trend, step: str | None = None) -> dict[str, Any]:
    """Every bend of every date (or of one step's), as `changes` names them; `on` is when it was decided."""
    chosen = [s for s in found.series if step in (None, s.step.key)]
    return {
        "since": found.first.isoformat(),
        "until": found.schedule.today.isoformat(),
        "dates": [_bend(series, n, point) for series in chosen for n, point in enumerate(series.points) if n],
        "left_out": found.left_out,
    }


def _bend(series: Series, number: int, point: Point) -> dict[str, Any]:
    return {
        "step": series.step.key,
        "session": point.session if series.step.per != "campaign" else None,
        "was": iso(series.points[number - 1].span),
        "now": iso(point.span),
        "days": point.days,
        "because": because(point.cause) if point.cause is not None else None,
        "on": point.decided.isoformat(),
    }


def _corrected(item: Corrected) -> dict[str, Any]:
    was = entry_json(item.was)
    was["live"] = False
    was["replaced_by"] = entry_json(item.by)
    return was


def because(cause: Cause) -> str | None:
    """The reason as recorded; where none was, the decision by its names: `committee-action deferred`."""
    entry = cause.entry
    if cause.because:
        return cause.because
    if cause.kind in ("outcome", "report") and cause.item is not None:
        return f"{cause.item.step.key} {cause.item.status}"
    if cause.kind == "target" and entry is not None:
        return f"target {entry.target}"
    if cause.kind == "session" and entry is not None:
        return f"session {entry.session} opens {entry.opens}"
    if cause.kind in ("correction", "process"):
        return cause.kind
    return f"follows {cause.via[0].step.key}" if cause.via else None


def iso(span: Span) -> str:
    """A date at its precision: a day, a whole month, a whole year; of any other span the last day."""
    first, last = span
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if first.month == last.month:
            return f"{first:%Y-%m}"
        if (first.month, last.month) == (1, 12):
            return f"{first:%Y}"
    return date.isoformat(last)
