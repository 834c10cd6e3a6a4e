"""What an act answers with: what was written, and the views before and after it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.core.entry import Entry
from tracker.core.schedule import Schedule


@dataclass(slots=True)
class Receipt:
    """The entries written, in order, and what was true before and is true now."""

    written: list[Entry]
    before: Schedule
    after: Schedule
    remarks: list[str] = field(default_factory=list)  # why a session was chosen, what needs a look
