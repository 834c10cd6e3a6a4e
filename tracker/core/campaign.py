"""What the journal adds up to: the state of a campaign, as `state.state` computes it.

Nothing compares or prints these objects: the two methods would be made anew at every call of the program,
for half a million instructions each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tracker.core.entry import Entry
from tracker.core.process import Milestone, Process, Step
from tracker.core.when import When

if TYPE_CHECKING:
    from tracker.core.outreach import Outreach

PLANNED = "planned"


@dataclass(slots=True, eq=False, repr=False)
class StepState:
    """One step: once for a `campaign` step, once per request, or once per cycle.

    `session` is the session it is listed under: None for a campaign step, the session the letter names
    (or the target's, or None) for a request step, the cycle's for a session step.
    """

    step: Step
    session: int | None
    status: str = PLANNED
    on: When | None = None  # the date of the status in force
    since: When | None = None  # the first date of the unbroken run of that status
    begun: date | None = None  # the first day on which anything but `none` was reported
    due: When | None = None  # the planned date
    owner: str | None = None
    refs: tuple[str, ...] = ()
    route: str | None = None  # of a step that has routes, once it has settled
    route_else: str | None = None  # the route that its first possible day gives, where that differs
    entries: tuple[Entry, ...] = ()  # those in force, in order
    said: Entry | None = None  # the entry whose status is in force
    caused_by: str | None = None  # "<step> <outcome>"
    standing: str = "may"  # happened, must, may, not-yet, no-longer
    waiting_for: tuple[str, ...] = ()  # keys of required steps that are open, also once this one has settled
    out_of_order: bool = False
    current: bool = True  # of the current cycle and request
    request: int | None = None  # of a request step: which request, counted from 0
    needs: tuple[StepState, ...] = field(default=(), repr=False)  # the required steps that must be asked for

    @property
    def settled(self) -> bool:
        return self.status == "not-needed" or self.status in self.step.outcomes

    @property
    def open(self) -> bool:
        """Neither settled nor `no-longer`: something can still be reported that changes it."""
        return not self.settled and self.standing != "no-longer"

    @property
    def still_due(self) -> bool:
        """Caused and open: still due, be it `must` or `not-yet`."""
        return self.caused_by is not None and self.standing in ("must", "not-yet")


@dataclass(slots=True, eq=False, repr=False)
class Cycle:
    """One session's run of the session steps."""

    session: int
    opening: date | None  # None where the calendar is not sourced
    opened_by: str | None = None  # "letter" (the step's key), "target", "<step> <outcome>"; None: unopened
    returns: bool = False  # an outcome opened it: the item returns by itself
    ended: When | None = None


@dataclass(slots=True, eq=False, repr=False)
class MilestoneState:
    """A milestone in the current cycle and request: `done` achieved of `of` that count."""

    milestone: Milestone
    status: str  # achieved, in-progress, planned
    on: When | None
    since: When | None
    done: int
    of: int


@dataclass(slots=True, eq=False, repr=False)
class Mark:
    """A named moment: a day, and the instant at which it was recorded."""

    key: str
    day: date
    recorded_at: str
    note: str | None


@dataclass(slots=True, eq=False, repr=False)
class CampaignState:
    """Everything that the entries known at `known_at` say was true on `as_of`."""

    campaign: str
    organization: str
    organ: str | None  # the endorsing organ, "Council of Parties"; titles name it as {body}
    process: Process
    process_sha256: str
    as_of: date
    known_at: str | None  # None: everything
    session: int | None  # of the current cycle
    target: int | None  # the session aimed at
    granted: bool
    cycles: list[Cycle]
    steps: list[StepState]
    milestones: list[MilestoneState]
    openings: dict[int, date] = field(default_factory=dict)  # moved openings, by session
    closings: list[tuple[int, date]] = field(default_factory=list)  # (session, day) that closed a request
    marks: list[Mark] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)  # in force, in order
    outreach: Outreach | None = None  # positions, missions and to-dos, where they were read

    def step(self, key: str, session: int | None = None) -> StepState | None:
        """The state of a step, in a session (of a campaign step: None), or None where there is none."""
        for item in self.steps:
            if item.step.key == key and item.session == session:
                return item
        return None

    def now(self, key: str) -> StepState | None:
        """The state of a step in the current cycle and request."""
        for item in self.steps:
            if item.step.key == key and item.current:
                return item
        return None

    @property
    def standing_letter(self) -> StepState | None:
        """The step of the current request that names its session, once it has; None before."""
        for item in self.steps:
            outcome = item.step.outcomes.get(item.status)
            if item.current and item.request is not None and outcome is not None and outcome.opens == "own":
                return item
        return None

    def cycle(self, session: int | None) -> Cycle | None:
        """The cycle of a session, or None."""
        for item in self.cycles:
            if item.session == session:
                return item
        return None
