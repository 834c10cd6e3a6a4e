"""What the body of an entry from elsewhere must look like before it is let in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.core import when
from tracker.core.entry import NONE
from tracker.core.errors import UserError
from tracker.core.text import clean


class BadEntry(UserError):
    """An entry of a file that says what no entry can say; the message names the field."""


_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{26}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REQUIRED = ("id", "campaign", "kind", "recorded_at", "recorded_by", "occurred_on", "first_day", "last_day")
_TEXTS = (
    "campaign", "kind", "recorded_by", "subject", "status", "owner", "route", "organization", "organ",
    "process", "position", "evidence", "how", "mission", "place", "occasion", "until", "about", "closes",
)  # fmt: skip
_NUMBERS = ("session", "to_session", "target")


def check(body: Mapping[str, Any]) -> None:
    """Raise BadEntry unless the names that this version knows hold what they may hold.

    Names that it does not know are let through: a newer version wrote them.
    """
    for name in _REQUIRED:
        if name not in body:
            raise BadEntry(f"an entry has no {name}")
    for name in _TEXTS:
        if name in body:
            _text(name, body[name])
    for name in _NUMBERS:
        if name in body and (not _whole(body[name]) or not 1 <= body[name] <= 9999):
            raise BadEntry(f"{name} is no session number")
    _matches("id", body["id"], _ID)
    _matches("recorded_at", body["recorded_at"], _INSTANT)
    _matches("campaign", body["campaign"], _KEY)
    for name in ("replaces", "about", "closes"):
        if name in body:
            _matches(name, body[name], _ID)
    _list(body, "refs", None)
    _list(body, "roles", None)
    _list(body, "redacts", _ID)
    _dates(body)


def _dates(body: Mapping[str, Any]) -> None:
    said = _when("occurred_on", body["occurred_on"])
    first, last = _day("first_day", body["first_day"]), _day("last_day", body["last_day"])
    if not said.first <= first <= last <= said.last:
        raise BadEntry("first_day and last_day do not lie within occurred_on, in this order")
    if body.get("due", NONE) != NONE:
        _when("due", body["due"])
    if body.get("until", NONE) != NONE:
        _when("until", body["until"])
    if body.get("opens", NONE) != NONE:
        _day("opens", body["opens"])


def _when(name: str, value: object) -> when.When:
    try:
        return when.of_iso(value if isinstance(value, str) else "")
    except UserError:
        raise BadEntry(f"{name} is no date") from None


def _day(name: str, value: object) -> date:
    found = _when(name, value).day
    if found is None:
        raise BadEntry(f"{name} is no day")
    return found


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(name: str, value: object) -> None:
    if not isinstance(value, str) or not value:
        raise BadEntry(f"{name} is no text")
    try:
        same = clean(value) == value
    except UserError:
        same = False
    if not same:
        raise BadEntry(f"{name} holds characters that are not let in")


def _matches(name: str, value: object, pattern: re.Pattern[str]) -> None:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise BadEntry(f"{name} is not as it should be")


def _list(body: Mapping[str, Any], name: str, pattern: re.Pattern[str] | None) -> None:
    values = body.get(name, [])
    if not isinstance(values, list):
        raise BadEntry(f"{name} is no list")
    for value in values:
        if pattern is None:
            _text(name, value)
        else:
            _matches(name, value, pattern)
