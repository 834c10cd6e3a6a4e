"""Where each State stands: its position with the evidence for it, its roles by session, the last contact.

A position stands across sessions until another one is recorded; a role has its session. A role implies
`supporter` (`spoke-against`: `opposed`) until a later position says otherwise. The two observers can be
recorded and are never counted among the 193.

What is said of a State counts from the last day on which it can have been said, then in the order of
recording. `none` clears what was said of the position, and what the roles in force imply shows again; with
roles, `none` ends these in their session (a sponsor that leaves), and they imply nothing any more, earlier
sessions included.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tracker.core.entry import NONE, Entry
from tracker.core.fold import Key, when_of
from tracker.core.live import live
from tracker.core.states import State, States
from tracker.core.when import When

UNKNOWN = "unknown"

#: From help to harm.
POSITIONS = ("supporter", "leaning", "undecided", "reserved", "opposed")

#: How a position is known, the strongest first.
EVIDENCE = ("written", "pr", "delegate", "second-hand", "inferred")

#: What a State did.
ROLES = ("member", "signatory", "original-sponsor", "sponsor", "spoke-for", "spoke-against")

#: A sponsor that leaves is none any more, whether its name stood on the first text or came later.
ENDS = {"sponsor": ("sponsor", "original-sponsor")}

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
    began: Entry | None = None  # the first entry in the unbroken run of the position
    implied: bool = False  # by a role, not said
    roles: tuple[Role, ...] = ()  # in force, the latest session last
    last_contact: Entry | None = None
    history: tuple[Entry, ...] = field(default=())  # positions and roles in force, in order


def stances(
    states: States,
    entries: Iterable[Entry],
    as_of: date,
    known_at: str | None,
    session: int | None = None,
) -> dict[str, Standing]:
    """Where each State stands on a day, by its code, in the order of the data file; observers included.

    `entries` are those of one campaign, in any order, with all that replaces any of them; contacts may be
    left out but for the last one of each State and those that carry a position. `known_at` is an instant
    (UTC; None: all). With a `session`, the roles are those of that session and those without one; what a
    role of another session implies counts all the same.
    """
    said: dict[str, list[Entry]] = {}
    met: dict[str, Entry] = {}
    for entry in live(entries, known_at):
        if entry.last is None or entry.last > as_of or entry.subject not in states.by_code:
            continue
        if entry.kind == "contact":
            last = met.get(entry.subject)
            if last is None or order_of(last) < order_of(entry):
                met[entry.subject] = entry
        if speaks(entry):
            said.setdefault(entry.subject, []).append(entry)
    return {
        code: _standing(state, said.get(code, ()), met.get(code), session)
        for code, state in states.by_code.items()
    }


def order_of(entry: Entry) -> Key:
    """The place of a position, role or contact in the order: its last possible day, then its id."""
    assert entry.last is not None
    return (entry.last, entry.id)


def speaks(entry: Entry) -> bool:
    """Whether an entry says where a State stands: a position or a role, also as heard in a contact."""
    return entry.kind in ("position", "contact") and bool(entry.position or entry.roles)


def _standing(state: State, entries: Iterable[Entry], met: Entry | None, session: int | None) -> Standing:
    found = Standing(state, last_contact=met)
    entries = sorted(entries, key=order_of)
    if not entries:
        return found
    line = _Line()
    for entry in entries:
        before = line.position
        line.take(entry)
        if line.position != before:
            found.was, found.began = before, entry
    given = line.given
    found.position, found.said, found.implied = line.position, given, line.implied
    if given is not None:
        found.on, found.evidence = when_of(given), given.evidence
    found.roles = tuple(r for r in line.in_force() if session is None or r.session in (None, session))
    found.history = tuple(entries)
    return found


class _Line:
    """What is said of one State, taken in one by one."""

    def __init__(self) -> None:
        self.said: Entry | None = None  # the position that was said last, unless that was `none`
        self.roles: dict[tuple[str, int | None], Role] = {}
        self.left: dict[str, Key] = {}  # by role: when one of it last ended
        self.position, self.implied = UNKNOWN, False
        self.given: Entry | None = None  # the entry that gives the position in force

    def take(self, entry: Entry) -> None:
        roles = [r for r in entry.roles if r in ROLES]
        if entry.position == NONE and roles:
            for role in (ended for named in roles for ended in ENDS.get(named, (named,))):
                self.roles.pop((role, entry.session), None)
                self.left[role] = order_of(entry)
        else:
            if entry.position == NONE:
                self.said = None
            elif entry.position in POSITIONS:
                self.said = entry
            for role in roles:
                self.roles[role, entry.session] = Role(role, entry.session, when_of(entry), entry)
        self._decide()

    def _decide(self) -> None:
        """The later of what was said and of what the roles in force imply; in one entry, what was said."""
        role = self._implying()
        if self.said is not None and (role is None or order_of(self.said) >= order_of(role.said)):
            assert self.said.position is not None
            self.position, self.given, self.implied = self.said.position, self.said, False
        elif role is not None:
            self.position, self.given, self.implied = implied_by(role.role), role.said, True
        else:
            self.position, self.given, self.implied = UNKNOWN, None, False

    def _implying(self) -> Role | None:
        """The last role in force that implies a position; against goes before for in one entry."""
        found = [
            r for r in self.roles.values() if r.role not in self.left or order_of(r.said) > self.left[r.role]
        ]
        return max(found, key=lambda r: (order_of(r.said), implied_by(r.role) == "opposed"), default=None)

    def in_force(self) -> list[Role]:
        """The roles, those without a session first, then by session; of one session in the order of ROLES."""
        return sorted(self.roles.values(), key=lambda r: (r.session or 0, ROLES.index(r.role)))


def implied_by(role: str) -> str:
    """The position that a role implies."""
    return "opposed" if role == "spoke-against" else "supporter"
