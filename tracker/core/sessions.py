"""Sessions: when they open, which one is in course, and the days that the rules of procedure count from that.

A process names its calendar. Two are known; a third is a subclass of Calendar and a line in `_CALENDARS`.
An opening that was moved by a decision (`moved`, from the journal) goes before the rule everywhere.
A session outside the range for which the rule is sourced is refused (Unsourced), never computed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from tracker.core.errors import UserError

#: Days, or a function that gives them: they are read only where a rule counts business days.
Holidays = frozenset[date] | Callable[[], frozenset[date]]

NO_HOLIDAYS: frozenset[date] = frozenset()


class Unsourced(UserError):
    """A session, or a day, for which no rule that we have a source for gives the opening."""


class UnknownCalendar(UserError):
    """A name that is no calendar's."""


class Calendar:
    """The sessions of one body, numbered without gaps, with the openings that were moved."""

    name: str
    rule: str  # what the openings come from
    first: int  # the sourced range of sessions, both included
    last: int

    def __init__(self, moved: Mapping[int, date] | None = None, holidays: Holidays = NO_HOLIDAYS) -> None:
        self.moved: Mapping[int, date] = moved or {}
        self._holidays = holidays

    @property
    def holidays(self) -> frozenset[date]:
        """The holidays at Headquarters that are on record; where a function gives them, it is asked once."""
        if callable(self._holidays):
            self._holidays = self._holidays()
        return self._holidays

    def last_working_day(self, day: date) -> date:
        """The day itself if it is a business day at Headquarters, else the last one before."""
        return last_working_day(day, self.holidays)

    def _rule(self, session: int) -> date:
        """The opening by the rule, outside its sourced range as well."""
        raise NotImplementedError

    def _number(self, year: int) -> int:
        """The session that opens in a year by the rule."""
        raise NotImplementedError

    def label(self, session: int) -> str:
        """The session as people name it: `79th session`, or `session of 2026`."""
        raise NotImplementedError

    def general_debate(self, session: int) -> date | None:
        """The first day of the general debate; None where there is none or no source gives it."""
        return None

    def deadlines(self, session: int) -> dict[str, date]:
        """The days that the rules count from the opening, by the keys of RULES; empty without such rules."""
        return {}

    @property
    def session_range(self) -> str:
        """The sourced range, as text: `58th session (2003) to 150th session (2095)`."""
        return f"{self._with_year(self.first)} to {self._with_year(self.last)}"

    def _with_year(self, session: int) -> str:
        return f"{self.label(session)} ({self._rule(session).year})"

    def _unsourced(self, what: str, how: str) -> Unsourced:
        return Unsourced(
            f"There is no source for {what}: {self.rule} is known for the {self.session_range}. {how}"
        )

    @staticmethod
    def _say(session: int) -> str:
        return f"If you know it: tracker session {session} --opens DATE."

    def by_rule(self, session: int) -> date:
        """The opening that the rule gives, moved or not; raises Unsourced outside the sourced range."""
        if not self.first <= session <= self.last:
            raise self._unsourced(f"when the {self.label(session)} opens", self._say(session))
        return self._rule(session)

    def opening(self, session: int) -> date:
        """The day on which a session opens: as moved, else by the rule; raises Unsourced."""
        return self.moved.get(session) or self.by_rule(session)

    def next(self, session: int) -> int:
        """The session that follows."""
        return session + 1

    def in_course(self, day: date) -> int:
        """The greatest session whose opening is on or before a day; raises Unsourced where that is not known.

        The answer is known if the opening of the session after it is: by the rule, or as moved.
        """
        session = min(self._number(day.year), self.last + 1)
        while session >= self.first and (session in self.moved or self._rule(session) > day):
            session -= 1
        found = max((number for number, opening in self.moved.items() if opening <= day), default=session)
        session = max(session, found)
        after = session + 1
        ruled = self.first <= session <= self.last or session in self.moved
        if not ruled or not (self.first <= after <= self.last + 1 or after in self.moved):
            raise self._unsourced(f"the session in course on {day.isoformat()}", "Name it with --session.")
        return session


class GeneralAssembly(Calendar):
    """Regular sessions of the General Assembly, under rule 1 of its rules of procedure.

    A session opens on the Tuesday of a week counted from the first week of September that has at least one
    working day (holidays play no part): the third week from 2003 (58th) to 2022, the second from 2023 (78th).
    Before the 58th another rule applied. The upper bound is ours: far enough for any plan, near enough to
    refuse a slip of the finger; rule 1 may change before.
    """

    name = "general-assembly"
    rule = "rule 1"
    first, last = 58, 150

    def _number(self, year: int) -> int:
        return year - 1945

    def _rule(self, session: int) -> date:
        day = date(session + 1945, 9, 1)
        if day.weekday() > 4:
            day += timedelta(days=7 - day.weekday())
        weeks = 1 if session >= 78 else 2
        return day + timedelta(days=1 - day.weekday() + 7 * weeks)

    def label(self, session: int) -> str:
        from tracker.core.words import ordinal

        return f"{ordinal(session)} session"

    def by_rule(self, session: int) -> date:
        if session < self.first:
            raise Unsourced(
                f"There is no source for when the {self.label(session)} opened: before the "
                f"{self._with_year(self.first)} another rule applied. {self._say(session)}"
            )
        return super().by_rule(session)

    def general_debate(self, session: int) -> date | None:
        """14 days after the opening, from the 78th session on; for earlier ones no source gives a rule."""
        return self.opening(session) + timedelta(days=14) if session >= 78 else None

    def deadlines(self, session: int) -> dict[str, date]:
        return deadlines(self.opening(session))


class CalendarYear(Calendar):
    """A body whose session is a calendar year: its number is the year, and it opens on 1 January."""

    name = "calendar-year"
    rule = "a session is a calendar year"
    first, last = 1946, 2199

    def _number(self, year: int) -> int:
        return year

    def _rule(self, session: int) -> date:
        return date(session, 1, 1)

    def label(self, session: int) -> str:
        return f"session of {session}"

    def _with_year(self, session: int) -> str:
        return str(session)


_CALENDARS: dict[str, type[Calendar]] = {kind.name: kind for kind in (GeneralAssembly, CalendarYear)}

#: The names that a process may give its calendar.
NAMES = tuple(_CALENDARS)


def calendar(
    name: str, moved: Mapping[int, date] | None = None, holidays: Holidays = NO_HOLIDAYS
) -> Calendar:
    """The calendar of that name, with the openings that were moved; raises UnknownCalendar."""
    if name not in _CALENDARS:
        from tracker.core.text import quoted

        raise UnknownCalendar(f"{quoted(name)} is no calendar: {', '.join(NAMES)}.")
    return _CALENDARS[name](moved, holidays)


# --- what the rules count from the opening of a session of the General Assembly


class Rule(NamedTuple):
    """A rule of procedure that counts days back from the opening."""

    days: int
    rule: str
    text: str
    url: str


_AGENDA = "https://www.un.org/en/ga/about/ropga/agenda.shtml"

#: By the keys of `deadlines`. 'At least N days before' is the opening minus N calendar days; no rule that
#: rolls a day on a weekend over was found.
RULES: dict[str, Rule] = {
    "rule_12": Rule(
        60, "rule 12", "the provisional agenda goes to Members at least 60 days before the opening", _AGENDA
    ),
    "rule_14": Rule(
        30, "rule 14", "a supplementary item is requested at least 30 days before the opening", _AGENDA
    ),
    "supplementary_list": Rule(
        20, "rule 14", "the supplementary list goes to Members at least 20 days before the opening", _AGENDA
    ),
}


def deadlines(opening: date) -> dict[str, date]:
    """The day of each of RULES for a session of the General Assembly that opens on that day."""
    return {key: opening - timedelta(days=rule.days) for key, rule in RULES.items()}


# --- business days


def is_working_day(day: date, holidays: frozenset[date] = NO_HOLIDAYS) -> bool:
    """Whether a day is a business day at Headquarters: Monday to Friday and no holiday."""
    return day.weekday() < 5 and day not in holidays


def shift(day: date, n: int, business: bool = False, holidays: frozenset[date] = NO_HOLIDAYS) -> date:
    """The day `n` days after (before, if negative): calendar days, or full business days in between counted.

    Business days are counted from the next one after (before) `day`, which need not be one itself.
    """
    if not business:
        return day + timedelta(days=n)
    one = timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    while left:
        day += one
        left -= is_working_day(day, holidays)
    return day


def business_days_before(day: date, n: int, holidays: frozenset[date] = NO_HOLIDAYS) -> date:
    """The `n`th business day before a day."""
    return shift(day, -n, True, holidays)


def last_working_day(day: date, holidays: frozenset[date] = NO_HOLIDAYS) -> date:
    """The day itself if it is a business day, else the last one before: the Friday before a Sunday limit."""
    while not is_working_day(day, holidays):
        day -= timedelta(days=1)
    return day
