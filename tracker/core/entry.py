"""One line of the journal.

Dates of the world are kept as typed (`on`, EDTF level 0: `2024`, `2024-07`, `2024-07-18`) with the
first and the last day they can mean. Instants are UTC, ISO 8601 with milliseconds and a final Z, so
they compare as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

#: Kinds of entry, as programs read them.
KINDS = (
    "campaign", "target", "session", "adopt", "report", "plan", "note", "mark",
    "mission", "contact", "position", "todo", "retract", "redact",
)  # fmt: skip

#: From what everybody may read to what only the campaign's own desk may.
VISIBILITIES = ("public", "internal", "confidential")

#: Free text of an entry. It lies outside `body`, so that it can be blanked; `body` holds its hash.
TEXTS = ("note", "because", "source", "counterpart", "travellers")

#: Clears a field (as a status: back to planned).
NONE = "none"


@dataclass(slots=True, repr=False)  # the one that is made for it costs more than all of this module
class Entry:
    """An entry of the journal; every field that is not set is None (or empty)."""

    id: str
    campaign: str
    kind: str
    recorded_at: str
    arrived_at: str
    recorded_by: str
    visibility: str = "internal"
    subject: str | None = None
    session: int | None = None
    on: str | None = None
    first: date | None = None
    last: date | None = None
    status: str | None = None
    due: str | None = None
    owner: str | None = None
    refs: tuple[str, ...] = ()
    route: str | None = None
    to_session: int | None = None
    target: int | None = None
    opens: str | None = None
    process: str | None = None
    organization: str | None = None
    organ: str | None = None
    replaces: str | None = None
    redacts: tuple[str, ...] = ()
    doubt: bool = False
    position: str | None = None  # where a State stands: one of stances.POSITIONS, or none
    evidence: str | None = None  # how that is known: one of stances.EVIDENCE
    roles: tuple[str, ...] = ()  # what a State did in `session`; with `position` none, what it did ends
    how: str | None = None  # a contact was made: one of stances.HOW
    mission: str | None = None  # the key of the mission that a contact belongs to
    place: str | None = None
    occasion: str | None = None
    until: str | None = None  # the last day of a mission
    about: str | None = None  # the contact that a to-do came from
    closes: str | None = None  # the to-do that was done
    note: str | None = None
    because: str | None = None
    source: str | None = None
    counterpart: str | None = None  # with whom a contact was
    travellers: str | None = None  # who went on a mission
    redacted: bool = False

    def __repr__(self) -> str:
        given = ((f.name, getattr(self, f.name)) for f in fields(self))
        return f"Entry({', '.join(f'{n}={v!r}' for n, v in given if v not in (None, (), False))})"

    @property
    def short(self) -> str:
        """The tail of the id, which is what people type."""
        return self.id[-5:]


#: Names in `body` where they differ from the field's.
_BODY_NAMES = {"on": "occurred_on", "first": "first_day", "last": "last_day"}
_NOT_IN_BODY = {"arrived_at", "visibility", "redacted", *TEXTS}
BODY_FIELDS = {f.name: _BODY_NAMES.get(f.name, f.name) for f in fields(Entry) if f.name not in _NOT_IN_BODY}
_FIELDS = {key: name for name, key in BODY_FIELDS.items()}


def to_body(entry: Entry) -> dict[str, Any]:
    """The part of an entry that is hashed, as a mapping of JSON values without nulls.

    The hashes of its texts (`texts`) are added by the journal, which mints their salts.
    """
    body: dict[str, Any] = {}
    for name, key in BODY_FIELDS.items():
        value = getattr(entry, name)
        if value is None or value == () or value is False:
            continue
        if isinstance(value, date):
            value = value.isoformat()
        body[key] = list(value) if isinstance(value, tuple) else value
    return body


def from_body(body: Mapping[str, Any], *, arrived_at: str, visibility: str) -> Entry:
    """The entry that a body describes; names it does not know are left for a newer version."""
    values = {_FIELDS[key]: value for key, value in body.items() if key in _FIELDS}
    for name in ("first", "last"):
        if name in values:
            values[name] = date.fromisoformat(values[name])
    for name in ("refs", "redacts", "roles"):
        if name in values:
            values[name] = tuple(values[name])
    return Entry(arrived_at=arrived_at, visibility=visibility, **values)


def bears(entry: Entry) -> bool:
    """Whether an entry can change the state: the journal's partial index says the same in SQL."""
    return bool(
        entry.replaces
        or entry.status
        or entry.due
        or entry.owner
        or entry.refs
        or entry.route
        or entry.target
        or entry.opens
        or entry.process
    )
