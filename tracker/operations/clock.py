"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta


def now() -> datetime:
    """The present instant in the zone of the one who types."""
    return datetime.now().astimezone()


def end_of(day: date) -> str:
    """The last millisecond of a day in the reader's zone, as a UTC instant that compares as text."""
    midnight = datetime.combine(day + timedelta(days=1), time()).astimezone()
    return instant(midnight - timedelta(milliseconds=1))


def instant(moment: datetime) -> str:
    """An aware moment as UTC text with milliseconds: `2024-09-24T10:00:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
