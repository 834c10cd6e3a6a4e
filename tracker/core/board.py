"""The board of States: what a filter keeps, who sponsors, and what the outlook is told of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tracker.core.entry import Entry
from tracker.core.fold import when_of
from tracker.core.stances import POSITIONS, UNKNOWN, Role, Standing
from tracker.core.when import When

if TYPE_CHECKING:
    from tracker.core.tally import Stance

#: What a State is shown as: a supporter that sponsors in the session looked at stands apart.
SPONSOR = "sponsor"
SHOWN = (SPONSOR, *POSITIONS, UNKNOWN)

#: The roles of those who sponsor, and what a position rests on that the State has not said.
SPONSORS = frozenset({"original-sponsor", "sponsor"})
WEAK = frozenset({"second-hand", "inferred"})

#: The positions of those who can stand in the way of a consensus, the worse first.
BLOCKING = ("opposed", "reserved")


class Wanted(NamedTuple):
    """A filter of the board; what is empty asks for nothing, and all that is asked must hold.

    Of several words of one kind any is enough. `sponsor` as a role is every sponsor, the original ones too.
    `not_met_for` is in days, and holds for those who were never met. `met_not_moved`: met, no supporter, and
    of the same position since before the last contact.
    """

    groups: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    never_met: bool = False
    not_met_for: int | None = None
    met_not_moved: bool = False

    @property
    def anything(self) -> bool:
        """Whether it leaves anything out."""
        return self != Wanted()

    def keeps(self, found: Standing, session: int | None, as_of: date) -> bool:
        """Whether a State is asked for."""
        roles = role_names(found, session)
        if self.groups and found.state.group not in self.groups:
            return False
        if self.positions and found.position not in self.positions:
            return False
        if self.evidence and found.evidence not in self.evidence:
            return False
        if self.roles and not any(_has(role, roles) for role in self.roles):
            return False
        if self.never_met and found.last_contact is not None:
            return False
        days = days_since(found.last_contact, as_of)
        if self.not_met_for is not None and days is not None and days < self.not_met_for:
            return False
        return not self.met_not_moved or met_not_moved(found)


def _has(role: str, roles: frozenset[str]) -> bool:
    return bool(roles & SPONSORS) if role == SPONSOR else role in roles


def roles_in(found: Standing, session: int | None) -> tuple[Role, ...]:
    """The roles that a State has in a session, and those that belong to none."""
    return tuple(role for role in found.roles if role.session in (None, session))


def role_names(found: Standing, session: int | None) -> frozenset[str]:
    """The names of those roles."""
    return frozenset(role.role for role in roles_in(found, session))


def shown_as(found: Standing, session: int | None) -> str:
    """What a State stands as on the board: `sponsor` for a supporter that sponsors, else its position."""
    if found.position == POSITIONS[0] and role_names(found, session) & SPONSORS:
        return SPONSOR
    return found.position


def recorded(found: Standing) -> bool:
    """Whether anything is on record about a State: a position, a role or a contact."""
    return found.position != UNKNOWN or bool(found.history or found.roles or found.last_contact)


def weak(found: Standing) -> bool:
    """Whether a position rests on what others said, or on nothing that was said."""
    return found.evidence in WEAK


# --- when


def days_since(entry: Entry | None, as_of: date) -> int | None:
    """The days from the last possible day of a contact to a day; None without a contact."""
    return None if entry is None or entry.last is None else (as_of - entry.last).days


def since(found: Standing) -> When | None:
    """The date of the first entry in the unbroken run of the position in force; None where it is unknown."""
    return when_of(found.began) if found.began is not None and found.position != UNKNOWN else None


def met_not_moved(found: Standing) -> bool:
    """Whether a State that does not support was met, and its position is as it was before that contact."""
    contact = found.last_contact
    if contact is None or contact.first is None or found.position == POSITIONS[0]:
        return False
    return found.began is None or when_of(found.began).last < contact.first


# --- all of them


def stance_of(found: Standing, session: int | None) -> Stance:
    """What the outlook takes of a Member."""
    from tracker.core.tally import Stance

    contact = when_of(found.last_contact) if found.last_contact is not None else None
    return Stance(
        found.state.code,
        found.state.group,
        found.position,
        found.evidence,
        role_names(found, session),
        contact,
        bool(found.history),
    )


def members(standings: Iterable[Standing]) -> list[Standing]:
    """The Members among them: observers are recorded and never counted."""
    return [found for found in standings if not found.state.observer]


def blockers(standings: Iterable[Standing]) -> list[Standing]:
    """The Members that are opposed, then those that are reserved; firm evidence first, then by name."""
    found = [one for one in members(standings) if one.position in BLOCKING]
    return sorted(found, key=lambda one: (BLOCKING.index(one.position), weak(one)))


class Sponsoring(NamedTuple):
    """How many signed the letter, how many were original sponsors, and how many sponsor in all."""

    signatories: int
    original: int
    all: int


def sponsoring(standings: Iterable[Standing], session: int | None) -> Sponsoring:
    """The Members that sponsor in a session, counted apart as the field does."""
    roles = [role_names(found, session) for found in members(standings)]
    return Sponsoring(
        sum("signatory" in names for names in roles),
        sum("original-sponsor" in names for names in roles),
        sum(bool(names & SPONSORS) for names in roles),
    )


def counts(standings: Iterable[Standing]) -> dict[str, int]:
    """How many Members have each position, `unknown` last."""
    found = dict.fromkeys((*POSITIONS, UNKNOWN), 0)
    for one in members(standings):
        found[one.position] += 1
    return found
