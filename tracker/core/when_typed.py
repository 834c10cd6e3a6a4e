"""Dates as people type them: the precision is decided first, and what reads two ways is refused.

Behind `when.parse`, apart from it because most commands read only stored dates. The forms are those that
`parse` lists; months and weekdays are read in English and French, months also in Arabic (both usages, and in
pairs), digits also as Arabic writes them. Nothing is guessed: a date without its year is refused, naming
the nearest day that it may mean.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from tracker.core.text import quoted
from tracker.core.when import (
    FIRST_YEAR,
    LAST_YEAR,
    AmbiguousDate,
    BadDate,
    FutureDate,
    When,
    day,
    end_of_month,
    of_iso,
)

_PAST = "2024-09-13, 13 Sep 2024, July 2024, 2024-07, 2024, yesterday, last friday or -3d"
_FUTURE = "2027-06-15, 15 Jun 2027, June 2027, 2027-06, 2027, tomorrow, next friday or +7d"


def typed(text: str, today: date, future: bool) -> When:
    """What `when.parse` returns and raises."""
    if len(text) > 60 or any(ord(char) < 32 or 127 <= ord(char) < 160 for char in text):
        raise _unreadable(text, future)
    plain = " ".join(_plain(text).split())
    found = _relative(plain, today, text, future)
    if found is not None:
        return found
    if not any(char.isalpha() for char in plain):
        return _numeric(plain, today, text, future)
    return _named(plain, today, text, future)


# --- what is typed, made plain

#: Arabic-Indic digits, signs of minus, and marks of direction that come with pasted Arabic.
_TRANSLATE = {
    **{0x660 + n: str(n) for n in range(10)},
    **{0x6F0 + n: str(n) for n in range(10)},
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212), "-"),
    **dict.fromkeys((0x200E, 0x200F, 0x61C), ""),
    0x60C: ",",
    0x2019: "'",
}


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFC", text).translate(_TRANSLATE).lower()


def _unreadable(text: str, future: bool, hint: str = "") -> BadDate:
    what = hint or f"type {_FUTURE if future else _PAST}"
    return BadDate(f"{quoted(text)} is no date: {what}.")


# --- days

_TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1, "aujourd'hui": 0, "hier": -1, "demain": 1}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lundi lun",
            "tuesday tue tues mardi",
            "wednesday wed weds mercredi mer",
            "thursday thu thur thurs jeudi jeu",
            "friday fri vendredi ven",
            "saturday sat samedi sam",
            "sunday sun dimanche dim",
        )
    )
    for name in names.split()
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv كانون_الثاني يناير",
            "february feb février fevrier févr fevr fév شباط فبراير",
            "march mar mars آذار مارس",
            "april apr avril avr نيسان أبريل ابريل",
            "may mai أيار مايو",
            "june jun juin حزيران يونيه يونيو",
            "july jul juillet juil تموز يوليه يوليو",
            "august aug août aout آب أغسطس اغسطس",
            "september sep sept septembre أيلول سبتمبر",
            "october oct octobre تشرين_الأول أكتوبر اكتوبر",
            "november nov novembre تشرين_الثاني نوفمبر",
            "december dec décembre decembre déc كانون_الأول ديسمبر",
        ),
        1,
    )
    for name in names.split()
}
_PAIRS = [name for name in _MONTHS if "_" in name]
_SUFFIXES = {"st", "nd", "rd", "th", "er", "of"}
_UNITS = {
    name: names[0] for names in ("d day days", "w week weeks", "m month months", "y year years")
    for name in names.split()
}  # fmt: skip


def _counted(today: date, count: int, unit: str) -> date:
    """So many days, weeks, months or years from `today`; Overflow- or ValueError: no such day."""
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    from dateutil.relativedelta import relativedelta

    return today + (relativedelta(years=count) if unit == "y" else relativedelta(months=count))


def _relative(plain: str, today: date, text: str, future: bool) -> When | None:
    """The date counted from today, or None where the text is of another form."""
    words = plain.split()
    if plain in _TODAY:
        found = today + timedelta(days=_TODAY[plain])
    elif len(words) == 2 and words[0] in ("last", "next") and words[1] in _WEEKDAYS:
        ahead = (_WEEKDAYS[words[1]] - today.weekday() - 1) % 7 + 1
        behind = (today.weekday() - _WEEKDAYS[words[1]] - 1) % 7 + 1
        found = today + timedelta(days=ahead if words[0] == "next" else -behind)
    else:
        match = re.fullmatch(r"([+-]) ?([0-9]{1,6}) ?([a-z]+)", plain)
        if match is None or match[3] not in _UNITS:
            return None
        try:
            found = _counted(today, int(match[1] + match[2]), _UNITS[match[3]])
        except (OverflowError, ValueError):
            raise _unreadable(text, future, _years()) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _unreadable(text, future, _years())
    if found > today and not future:
        raise FutureDate(f"{quoted(text)} ({found.isoformat()}) is still to come: type a day up to today.")
    return day(found)


# --- dates in full


def _years() -> str:
    return f"years run from {FIRST_YEAR} to {LAST_YEAR}"


def _dated(year: int, month: int, number: int | None, text: str, future: bool) -> When:
    """A month, or a day of it, checked; BadDate says what is wrong with it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _unreadable(text, future, _years())
    if not 1 <= month <= 12:
        raise _unreadable(text, future, f"there is no month {month}; write year-month-day, as in 2024-09-13")
    last = end_of_month(year, month)
    if number is None:
        return When(f"{year:04}-{month:02}", last.replace(day=1), last)
    if not 1 <= number <= last.day:
        raise _unreadable(text, future, f"that month ends on {last.isoformat()}")
    return day(last.replace(day=number))


def _day_or_none(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _numeric(plain: str, today: date, text: str, future: bool) -> When:
    """`2024`, `2024-07`, `07/2024`, `2024-07-18`, `18/7/2024`: one kind of separator."""
    match = re.fullmatch(r"([0-9]{1,4})(?: ?([-/.]) ?([0-9]{1,4})(?: ?\2 ?([0-9]{1,4}))?)?", plain)
    if match is None:
        raise _unreadable(text, future)
    parts = [part for part in (match[1], match[3], match[4]) if part is not None]
    long = [len(part) == 4 for part in parts]
    if any(len(part) == 3 for part in parts) or sum(long) > 1:
        raise _unreadable(text, future)
    numbers = [int(part) for part in parts]
    if long == [True]:
        _dated(numbers[0], 1, None, text, future)
        return of_iso(parts[0])
    if long in ([True, False], [True, False, False]):
        return _dated(numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else None, text, future)
    if long == [False, True]:
        return _dated(numbers[1], numbers[0], None, text, future)
    if long == [False, False, True]:
        return _two_ways(numbers[0], numbers[1], numbers[2], text, future)
    raise _short(numbers, today, text, future)


def _two_ways(one: int, other: int, year: int, text: str, future: bool) -> When:
    """`a/b/yyyy`: the only reading that is a date; AmbiguousDate where two differ."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _unreadable(text, future, _years())
    days = {found for found in (_day_or_none(year, other, one), _day_or_none(year, one, other)) if found}
    if len(days) == 2:
        day_first = date(year, other, one)
        raise AmbiguousDate(text, (day_first, date(year, one, other)))
    if days:
        return day(days.pop())
    month, number = (other, one) if other <= 12 else (one, other)
    return _dated(year, month, number, text, future)  # says what is wrong with it


def _named(plain: str, today: date, text: str, future: bool) -> When:
    """`13 Sep 2024`, `Sep 13, 2024`, `Fri 13 September 2024`, `July 2024`: a month by its name."""
    for pair in _PAIRS:
        plain = plain.replace(pair.replace("_", " "), pair)
    tokens = [
        token for token in re.findall(r"[0-9]+|[^\W\d]+|\S", plain) if token not in {",", ".", "/", "-"}
    ]
    weekday = _WEEKDAYS.get(tokens[0]) if tokens else None
    if weekday is not None:
        named = tokens.pop(0)
        if not tokens:
            raise _unreadable(text, future, f"type {'next' if future else 'last'} {named}")
    shape, year, month, number = "", 0, 0, None
    for token in tokens:
        if token in _MONTHS:
            # The UN names a month twice in Arabic, in both usages: that is one month.
            if shape[-1:] == "m" and month == _MONTHS[token]:
                continue
            shape, month = shape + "m", _MONTHS[token]
        elif token[0] in "0123456789" and len(token) in (1, 2):
            shape, number = shape + "n", int(token)
        elif token[0] in "0123456789" and len(token) == 4:
            shape, year = shape + "y", int(token)
        elif token not in _SUFFIXES or shape[-1:] != "n":
            raise _unreadable(text, future)
    if shape in ("m", "nm", "mn"):
        raise _no_year(text, future, [(month, number)], today)
    if shape not in ("my", "ym", "nmy", "mny", "ymn"):
        raise _unreadable(text, future)
    found = _dated(year, month, number, text, future)
    if weekday is not None and (number is None or found.first.weekday() != weekday):
        name = next(name for name, n in _WEEKDAYS.items() if n == found.first.weekday())
        raise _unreadable(text, future, f"{found.first.isoformat()} is a {name.title()}; type the day alone")
    return found


# --- dates without a year: refused, with what they may mean


def _no_year(text: str, future: bool, meant: list[tuple[int, int | None]], today: date) -> BadDate:
    """The refusal of a month and day (or month) without a year, naming the nearest in ISO."""
    near = []
    for month, number in meant:
        for away in range(9):  # eight years: 29 February may skip one leap year
            year = today.year + (away if future else -away)
            found = _day_or_none(year, month, 1 if number is None else number)
            if found is None:
                continue
            last = end_of_month(year, month) if number is None else found
            if last >= today if future else found <= today:
                near.append(found.isoformat()[: 7 if number is None else 10])
                break
    if not near:
        return _unreadable(text, future)
    return _unreadable(text, future, "it names no year; type " + " or ".join(dict.fromkeys(near)))


def _short(numbers: list[int], today: date, text: str, future: bool) -> BadDate:
    """The refusal of `10`, `13/9` and `13/9/24`."""
    if len(numbers) == 1:
        return _unreadable(text, future, f"it names no month and no year, as {today.isoformat()} does")
    if len(numbers) == 2:
        return _no_year(text, future, [(numbers[1], numbers[0]), (numbers[0], numbers[1])], today)
    year = 2000 + numbers[2]
    days = [_day_or_none(year, numbers[1], numbers[0]), _day_or_none(year, numbers[0], numbers[1])]
    meant = dict.fromkeys(found.isoformat() for found in days if found)
    return _unreadable(text, future, "type the year in full, as in " + " or ".join(meant) if meant else "")
