"""What the screens of a campaign say of its outreach: positions, missions and what is still to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.core import board
from tracker.core.stances import UNKNOWN, Standing

if TYPE_CHECKING:
    from tracker.core.missions import Mission
    from tracker.core.todos import Todo


@dataclass(slots=True, eq=False, repr=False)
class Outreach:
    """Where the States stand, the missions, and the to-dos, as of the day that is looked at.

    `standings` is empty where nothing is on record about any State: then all are unknown.
    """

    standings: Sequence[Standing] = ()
    missions: Sequence[Mission] = ()
    todos: Sequence[Todo] = ()  # those that are done too
    _blockers: list[Standing] | None = field(default=None, init=False)

    @property
    def known(self) -> int:
        """How many Members have a position on record."""
        return sum(found.position != UNKNOWN for found in board.members(self.standings))

    @property
    def blockers(self) -> list[Standing]:
        """The Members that are opposed or reserved."""
        if self._blockers is None:
            self._blockers = board.blockers(self.standings)
        return self._blockers

    @property
    def open(self) -> list[Todo]:
        """The to-dos that are not done."""
        return [todo for todo in self.todos if todo.done is None]

    @property
    def late(self) -> list[Todo]:
        """The to-dos that are not done and whose date has gone by, the one longest overdue first."""
        return sorted((t for t in self.open if t.late_days), key=lambda t: -(t.late_days or 0))
