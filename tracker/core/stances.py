"""Where each State stands: its position with the evidence for it, its roles by session, the last contact.

A position stands across sessions until another one is recorded; a role has its session. A role implies
`supporter` (`spoke-against`: `opposed`) until a later position says otherwise. The two observers can be
recorded and are never counted among the 193.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.core.entry import Entry
from tracker.core.states import State
from tracker.core.when import When

UNKNOWN = "unknown"

#: From help to harm.
POSITIONS = ("supporter", "leaning", "undecided", "reserved", "opposed")

#: How a position is known, the strongest first.
EVIDENCE = ("written", "pr", "delegate", "second-hand", "inferred")

#: What a State did.
ROLES = ("member", "signatory", "original-sponsor", "sponsor", "spoke-for", "spoke-against")

#: How a contact was made.
HOW = ("meeting", "call", "email", "demarche", "note-verbale-in", "note-verbale-out", "event")


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a State in a session, with the entry that gave it."""

    role: str
    session: int | None
    on: When
    said: Entry


@dataclass(slots=True)
class Standing:
    """One State: what is known of it on a day."""

    state: State
    position: str = UNKNOWN
    evidence: str | None = None
    on: When | None = None  # the date of the position in force
    said: Entry | None = None  # the entry that set it
    was: str = UNKNOWN  # the position before that
    implied: bool = False  # by a role, not said
    roles: tuple[Role, ...] = ()  # in force, the latest session last
    last_contact: Entry | None = None
    history: tuple[Entry, ...] = field(default=())  # positions and roles in force, in order
