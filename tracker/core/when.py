"""Dates of the world: at the precision given, with the first and the last day they can mean.

A date is kept as ISO text (`2024`, `2024-07`, `2024-07-18`: EDTF level 0). What people type is read by
`parse` (in `when_typed`), and nowhere else; what is stored is read by `of_iso`. Both ends of a span are
included. Years 1900 to 2199.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from tracker.core.errors import UserError

FIRST_YEAR, LAST_YEAR = 1900, 2199


class BadDate(UserError):
    """A text that is no date; the message says what to type."""

    exit_code = 2


class FutureDate(BadDate):
    """`tomorrow`, `+7d` or `next friday` where only what has happened is meant."""


class AmbiguousDate(UserError):
    """A text that reads two ways; `readings` are both days."""

    exit_code = 2

    def __init__(self, text: str, readings: tuple[date, date]) -> None:
        self.text = text
        self.readings = readings
        one, other = (day.isoformat() for day in readings)
        super().__init__(f"{_quoted(text)} reads two ways: type {one} or {other}.")


class When(NamedTuple):
    """A date: ISO text at the precision given, the first and the last day it can mean."""

    text: str
    first: date
    last: date

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        return {4: "year", 7: "month"}.get(len(self.text), "day")

    @property
    def day(self) -> date | None:
        """The day, where the date is day-precise."""
        return self.first if len(self.text) == 10 else None


def day(value: date) -> When:
    """The day-precise date of a day."""
    return When(value.isoformat(), value, value)


def of_iso(text: str) -> When:
    """The date that a stored ISO text means; BadDate for anything but yyyy, yyyy-mm and yyyy-mm-dd."""
    size = len(text)
    try:
        if size == 10 and text[4] == text[7] == "-":
            first = last = date.fromisoformat(text)
        elif size == 7 and text[4] == "-":
            first = date.fromisoformat(text + "-01")
            last = end_of_month(first.year, first.month)
        elif size == 4:
            first = date.fromisoformat(text + "-01-01")
            last = first.replace(month=12, day=31)
        else:
            raise ValueError
        if not FIRST_YEAR <= first.year <= LAST_YEAR:
            raise ValueError
    except ValueError:
        raise BadDate(f"{_quoted(text)} is no ISO date: 2024-09-13, 2024-09 or 2024.") from None
    return When(text, first, last)


def bounded(when: When, recorded: date) -> When:
    """The same date, its last day no later than the day of recording (and never before its first).

    What was reported on the 18th did not happen after the 18th.
    """
    if when.last <= recorded:
        return when
    return when._replace(last=max(when.first, recorded))


def parse(text: str, today: date, *, future: bool = False) -> When:
    """The date that people typed, in English, French or Arabic; case and spaces do not matter.

    `2024-09-13`, `13 Sep 2024`, `Sep 13, 2024`, `13/9/2024`, `13.9.2024`, `July 2024`, `2024-07`, `07/2024`,
    `2024`, `today`, `yesterday`, `last friday`, `-3d` (also w, m, y); where a `future` is meant also
    `tomorrow`, `next friday`, `+7d`. `last friday` and `next friday` never mean today. A month counted from
    the 31st ends on the last day of the month it reaches. A date written in full is returned even if it
    lies ahead: the caller, who knows what it is for, compares it with today.

    Raises AmbiguousDate for what reads two ways, FutureDate for a word of the future where none is meant,
    BadDate for the rest: no year, an impossible day, a year outside 1900 to 2199.
    """
    if len(text) == 10 and text.isascii() and text[4] == text[7] == "-":
        try:
            return of_iso(text)
        except BadDate:
            pass  # `typed` says why
    from tracker.core.when_typed import typed

    return typed(text, today, future)


def end_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _quoted(text: str) -> str:
    from tracker.core.text import quoted

    return quoted(text)
