"""All that changed between two views of a campaign: events, corrections, dates and reasons, what is late."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tracker.core import diff
from tracker.core.campaign import Mark, StepState
from tracker.core.changes import Changes, Viewpoint, changes, in_force
from tracker.core.diff import Moved
from tracker.core.entry import Entry
from tracker.core.fold import Names
from tracker.core.process import Step
from tracker.core.reasons_moved import Cause, Over, cause
from tracker.core.schedule import Schedule

#: So many entries reported late by one author on one day are a bulk entry of old history.
MANY = 6
#: Days after which what is reported is old history.
OLD = 31


@dataclass(frozen=True, slots=True)
class MovedBy:
    """A date that moved, why, and how often it was planned anew in between."""

    moved: Moved
    cause: Cause
    times: int


@dataclass(slots=True)
class Comparison:
    """What changed from `earlier` to `later`; `before` is None where nothing was known at the earlier."""

    earlier: Viewpoint
    later: Viewpoint
    changes: Changes
    before: Schedule | None
    after: Schedule
    moved: list[MovedBy]
    late: list[StepState]  # late or overdue in `after` and not so in `before`
    bulk: list[Entry]  # of the entries reported late: old history entered in one go
    since: Mark | None = None
    until: Mark | None = None
    beginning: bool = False  # `earlier` is the beginning of the campaign, because no mark is set
    began: date | None = None  # the day on which recording began
    step: Step | None = None  # what the lists were narrowed to
    names: Mapping[str, str] = field(default_factory=dict)  # of the States in the lists, by their codes

    @property
    def nothing(self) -> bool:
        """Whether nothing changed."""
        lists = self.changes
        return not (
            lists.happened or lists.reported_late or lists.corrected or self.moved or self.late
        )  # fmt: skip


def compare(
    entries: Sequence[Entry],
    earlier: Viewpoint,
    later: Viewpoint,
    before: Schedule | None,
    after: Schedule,
    over: Over,
    day_of: Callable[[str], date],
) -> Comparison:
    """What changed from one view to the other, of all entries of a campaign.

    `before` and `after` are the schedules of the two views, `over` says what became of entries that no longer
    stand, `day_of` gives the reader's day of an instant.
    """
    lists = changes(entries, earlier, later)
    return Comparison(
        earlier=earlier,
        later=later,
        changes=lists,
        before=before,
        after=after,
        moved=moved_by(before, after, over),
        late=became_late(before, after),
        bulk=bulk(entries, earlier, lists.reported_late, day_of),
        began=day_of(entries[0].recorded_at) if entries else None,
    )


def moved_by(before: Schedule | None, after: Schedule, over: Over) -> list[MovedBy]:
    """The dates of open steps that moved, each with its reason; `timeline --baseline` can say them too."""
    if before is None:
        return []
    found = []
    for moved in diff.dates(before, after):
        known = {e.id for e in before.state.entries}
        plans = [e for e in moved.item.entries if e.due is not None and e.id not in known]
        found.append(MovedBy(moved, cause(before, after, moved.item, over), max(len(plans), 1)))
    return found


def became_late(before: Schedule | None, after: Schedule) -> list[StepState]:
    """The steps that are late or overdue and were not before."""
    found = []
    for item in after.state.steps:
        if not item.current or not after.is_late(item):
            continue
        earlier = before.state.now(item.step.key) if before is not None else None
        if earlier is None or before is None or not before.is_late(earlier):
            found.append(item)
    return found


def bulk(
    entries: Sequence[Entry], earlier: Viewpoint, late: Sequence[Entry], day_of: Callable[[str], date]
) -> list[Entry]:
    """Those of the entries reported late that are old history entered in one go.

    That is what came in one act of many (MANY); what one author recorded on one day if it was many and old;
    and everything where nothing was known at the earlier view. `day_of` is the reader's day of an instant.
    """
    if len(late) < MANY:
        return []
    if not any(e.kind != "campaign" for e in in_force(entries, earlier)):
        return list(late)
    acts: dict[tuple[str, str], list[Entry]] = {}
    sittings: dict[tuple[date, str], list[Entry]] = {}
    for entry in late:
        day = day_of(entry.recorded_at)
        acts.setdefault((entry.recorded_at, entry.recorded_by), []).append(entry)
        if entry.last is not None and entry.last < day - timedelta(days=OLD):
            sittings.setdefault((day, entry.recorded_by), []).append(entry)
    groups = [g for g in (*acts.values(), *sittings.values()) if len(g) >= MANY]
    ids = {e.id for group in groups for e in group}
    return [e for e in late if e.id in ids]


def narrowed(found: Changes, step: Step, names: Names) -> Changes:
    """Only what is about a step."""

    def about(entry: Entry) -> bool:
        return names.key(entry.subject) == step.key

    return Changes(
        happened=[e for e in found.happened if about(e)],
        reported_late=[e for e in found.reported_late if about(e)],
        corrected=[c for c in found.corrected if about(c.was) or about(c.by)],
    )
