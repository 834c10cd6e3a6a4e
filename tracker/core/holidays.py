"""Official holidays at Headquarters in New York: the days that are no business days there.

The list of a year is published towards the end of the year before. Where it was found the days are
confirmed, the rest is what recurs by rule and is to be confirmed. The facts come from `data/holidays.csv`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple


class Source(NamedTuple):
    """Where a holiday is known from: a document and its address, or the rule that gives it."""

    text: str
    confirmed: bool


class Holiday(NamedTuple):
    """A day, what is kept on it, and where that is known from."""

    day: date
    name: str
    source: Source


class Holidays:
    """The holidays on record, by day and by year."""

    def __init__(self, holidays: Iterable[Holiday]) -> None:
        self.by_day: dict[date, Holiday] = {holiday.day: holiday for holiday in holidays}

    @cached_property
    def all(self) -> frozenset[date]:
        """Every day on record: what `sessions.shift` and `sessions.last_working_day` take."""
        return frozenset(self.by_day)

    def days(self, year: int) -> frozenset[date]:
        """The days of a year; empty for a year that nothing is on record for."""
        return frozenset(day for day in self.by_day if day.year == year)

    def confirmed(self, year: int) -> bool:
        """Whether the list of a year is known: it has days, and none is to be confirmed."""
        sources = [holiday.source for day, holiday in self.by_day.items() if day.year == year]
        return bool(sources) and all(source.confirmed for source in sources)

    def name(self, day: date) -> str:
        """What is kept on a holiday: `Labour Day`; raises KeyError for another day."""
        return self.by_day[day].name

    def source(self, day: date) -> Source:
        """Where a holiday is known from, and whether it is confirmed; raises KeyError for another day."""
        return self.by_day[day].source


def load(text: str) -> Holidays:
    """The holidays of `holidays.csv`: date, name, confirmed (`yes` or `to be confirmed`), source."""
    from csv import reader

    lines = reader(text.splitlines())
    next(lines)
    return Holidays(
        Holiday(date.fromisoformat(day), name, Source(source, confirmed == "yes"))
        for day, name, confirmed, source in lines
    )
