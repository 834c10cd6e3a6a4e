"""The tool's words in English: dates, spans, counts and lists, as people read them.

They stand in one place so that another language can stand beside them. Only characters that are one cell
wide everywhere. Names of months and days come from the tables below, never from the machine's settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.core.when import When

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

#: The most cells that `when` and a span within one year take: `30 Mar-30 Oct 2026`.
SPAN_CELLS = 18


def ordinal(number: int) -> str:
    """`79th`, `81st`, `82nd`, `83rd`, `111th`; a session that is numbered by its year: `2027`."""
    if 1900 <= number < 2200:
        return str(number)
    if abs(number) % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(abs(number) % 10, 'th') }"


# --- dates


def day(value: date) -> str:
    """`13 Sep 2024`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """`Fri 13 Sep 2024`."""
    return f"{WEEKDAYS[value.weekday()]} {day(value)}"


def weekday_short(value: date) -> str:
    """`Fri 8 Aug`: beside a date that names the year."""
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"


def month(value: date) -> str:
    """`Jul 2024`."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def when(value: When) -> str:
    """A date at the precision given: `13 Sep 2024`, `Jul 2024`, `2024`."""
    if len(value.text) == 4:
        return value.text
    return month(value.first) if len(value.text) == 7 else day(value.first)


def when_weekday(value: When) -> str:
    """The same, with the day of the week where there is a day: `Fri 13 Sep 2024`, `Jul 2024`."""
    return weekday(value.first) if len(value.text) == 10 else when(value)


def since(value: When) -> str:
    """`since 13 Sep 2024`, `since Jul 2024`."""
    return f"since {when(value)}"


def span(first: date, last: date) -> str:
    """Two days, both included, naming once what they share.

    `12 Apr-11 Jul 2025`, `10-11 Sep 2025`, `12 Sep 2025` where they are equal, and `3 Dec 2025-14 Jan 2026`
    across years. At most 18 cells (SPAN_CELLS) within a year, 23 across; `short_span` takes 18 at most.
    """
    if first == last:
        return day(last)
    if first.year != last.year:
        return f"{day(first)}-{day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]}-{day(last)}"
    return f"{first.day}-{day(last)}"


def short_span(first: date, last: date) -> str:
    """As `span`, in 18 cells: across years by month where the days do not fit (`Dec 2025-Jan 2026`)."""
    text = span(first, last)
    return text if len(text) <= SPAN_CELLS else month_span(first, last)


def month_span(first: date, last: date) -> str:
    """The months of two days: `Jul 2024-Jul 2025`, `Jul-Sep 2024`, `Jul 2024`. At most 17 cells."""
    if (first.year, first.month) == (last.year, last.month):
        return month(last)
    if first.year == last.year:
        return f"{MONTHS[first.month - 1]}-{month(last)}"
    return f"{month(first)}-{month(last)}"


# --- counts


def plural(count: int, one: str, many: str = "") -> str:
    """`1 date`, `6 dates`; `many` where adding an s is not enough."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def days(count: int) -> str:
    """`1 day`, `170 days`."""
    return plural(count, "day")


def in_days(count: int) -> str:
    """How far ahead, in days: `today`, `tomorrow`, `in 170 days`; behind: `yesterday`, `11 days ago`."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(count)
    return near or (f"in {days(count)}" if count > 0 else f"{days(-count)} ago")


def left(count: int) -> str:
    """How long what is under way still lasts, in days: `ends today`, `1 day left`, `35 days left`.

    In 13 cells, up to 9,999,999 days: from 1000 on `1000 d left`.
    """
    if not count:
        return "ends today"
    return f"{days(count)} left" if count < 1000 else f"{count} d left"


def times(count: int) -> str:
    """`once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(count) or f"{count} times"


def late(count: int) -> str:
    """`24 days late`."""
    return f"{days(count)} late"


def moved(count: int) -> str:
    """How far a date moved, in days: `+14 days`, `-1 day`, `no change`."""
    return f"{'+' if count > 0 else '-'}{days(abs(count))}" if count else "no change"


# --- lists


def join(items: Sequence[str]) -> str:
    """`a, b, c`."""
    return ", ".join(items)


def both(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
