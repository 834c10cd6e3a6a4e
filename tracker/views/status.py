"""The whole campaign on one screen: the answers, a rail of the milestones, every step with its note."""

from __future__ import annotations

from datetime import date

from tracker.core.campaign import CampaignState
from tracker.core.schedule import Schedule
from tracker.core.text import cut
from tracker.views.answers import Moves
from tracker.views.lines import Line, View
from tracker.views.listing import TWO_LINES, list_lines, stair_lines, step_lines
from tracker.views.milestones import MilestoneRow, milestone_rows
from tracker.views.rail import rail
from tracker.views.rows import Row, drawn
from tracker.views.screen import answer_lines, head
from tracker.views.stair import stairs
from tracker.views.theme import Marks

SAY = {
    "left-out": "{shown} of {all} rows shown; tracker status --all for the rest",
}


class Status(View):
    """The status of a campaign.

    With `rows` (of the terminal) too few for all, and not `all_rows`, only what is late, in progress and next
    is listed, and it is said how much is left out.
    """

    def __init__(
        self,
        state: CampaignState,
        schedule: Schedule,
        *,
        moved: Moves | None = None,
        rows: int | None = None,
        all_rows: bool = False,
        ascii: bool = False,
        notice: str | None = None,
        today: date | None = None,
    ) -> None:
        self.state, self.schedule, self.moved = state, schedule, moved
        self.rows = None if all_rows else rows
        self.marks = Marks.choose(ascii)
        self.notice, self.today = notice, today

    def lines(self, columns: int) -> list[Line]:
        """The lines of the screen."""
        milestones = milestone_rows(self.state, self.schedule, ago=True)
        full = self._full(milestones, columns)
        if self.rows is None or len(full) < self.rows:
            return full
        return self._few(milestones, columns, self.rows)

    def _full(self, milestones: list[MilestoneRow], columns: int) -> list[Line]:
        lines = head(self.state, self.schedule, columns, self.notice)
        lines += [[], *answer_lines(self.state, self.schedule, self.moved, self.marks, columns), []]
        shown_rail = rail(milestones, self.marks, columns)
        lines += [*shown_rail, []] if shown_rail else []
        steps = stairs(self.state, self.schedule)
        lines += stair_lines(steps, self.marks, columns)
        shown = [m for m in milestones if m.rows or not steps]
        return lines + list_lines(shown, self.schedule, self.marks, columns, notes=True)

    def _few(self, milestones: list[MilestoneRow], columns: int, rows: int) -> list[Line]:
        """As many lines as there are rows, one kept for the prompt; the answers are never left out."""
        lines = head(self.state, self.schedule, columns, self.notice)
        lines += answer_lines(self.state, self.schedule, self.moved, self.marks, columns, brief=True)
        lines += rail(milestones, self.marks, columns)
        all_rows = [row for milestone in milestones for row in milestone.rows]
        height = 2 if columns < TWO_LINES else 1
        room = max((rows - len(lines) - 3) // height, 1)
        chosen = self._chosen(all_rows)[:room]
        lines.append([])
        for row in chosen:
            lines += step_lines(row, self.schedule, self.marks, columns, notes=True, flat=True)
        said = SAY["left-out"].format(shown=len(chosen), all=len(all_rows))
        return [*lines, [(cut(said, columns), "dim")]]

    def _chosen(self, rows: list[Row]) -> list[Row]:
        """What is late, then in progress or blocked, then next by date; nothing twice."""
        order = {"late": 0, "blocked": 1, "progress": 1}
        found = sorted((r for r in rows if r.kind in order), key=lambda r: order[r.kind])
        by_item = {id(row.item): row for row in rows}
        near = self.schedule.coming(drawn(self.state, self.schedule))
        coming = [by_item[id(item)] for _, item in near]
        return list({id(row.item): row for row in [*found, *coming]}.values())
