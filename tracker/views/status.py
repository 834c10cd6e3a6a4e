"""The whole campaign on one screen: the answers, a rail of the milestones, every step with its note."""

from __future__ import annotations

from datetime import date

from tracker.core.campaign import CampaignState
from tracker.core.schedule import Schedule
from tracker.core.text import cut, fit, width
from tracker.views.answers import Moves, next_items
from tracker.views.figure import mark_of
from tracker.views.lines import Line, View, trimmed
from tracker.views.listing import NOTES_FROM, TWO_LINES, list_lines, stair_lines, step_lines
from tracker.views.milestones import MilestoneRow, milestone_rows
from tracker.views.rows import Row, drawn
from tracker.views.screen import answer_lines, head
from tracker.views.stair import stairs
from tracker.views.theme import Marks

#: The widest column of the rail.
RAIL = 33

SAY = {
    "late": "{late} late, {done}/{of}",
    "progress": "{words} {done}/{of}",
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
        rail = self._rail(milestones, columns)
        lines += [*rail, []] if rail else []
        steps = stairs(self.state, self.schedule)
        lines += stair_lines(steps, self.marks, columns)
        shown = [m for m in milestones if m.rows or not steps]
        return lines + list_lines(shown, self.schedule, self.marks, columns, notes=True)

    def _few(self, milestones: list[MilestoneRow], columns: int, rows: int) -> list[Line]:
        """As many lines as there are rows, one kept for the prompt; the answers are never left out."""
        lines = head(self.state, self.schedule, columns, self.notice)
        lines += answer_lines(self.state, self.schedule, self.moved, self.marks, columns, brief=True)
        lines += self._rail(milestones, columns)
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
        near = next_items(drawn(self.state, self.schedule), self.schedule)
        coming = [by_item[id(item)] for _, item in near]
        return list({id(row.item): row for row in [*found, *coming]}.values())

    # -- the rail

    def _rail(self, milestones: list[MilestoneRow], columns: int) -> list[Line]:
        """The milestones from left to right, with names, statuses and dates; none in a narrow window."""
        if columns < NOTES_FROM or len(milestones) < 2:
            return []
        texts = [[m.title, self._words(m), m.dates] for m in milestones]
        last = max(width(text) for text in texts[-1])
        step = min(columns // len(milestones), (columns - last) // (len(milestones) - 1), RAIL)
        if any(width(text) >= step for column in texts[:-1] for text in column):
            return []
        rail: Line = []
        for milestone in milestones:
            rail += self._segment(milestone, 0 if milestone is milestones[-1] else step - 1)
        lines = [rail]
        for index, classes in enumerate(("bold", None, "")):
            line: Line = []
            for milestone, column in zip(milestones, texts, strict=True):
                style = classes if classes is not None else self._class(milestone)
                line.append((fit(column[index], max(step, width(column[index]))), style))
            lines.append(line)
        return [trimmed(line) for line in lines]

    def _segment(self, milestone: MilestoneRow, cells: int) -> Line:
        """A milestone's mark and the way to the next: as much of it as is achieved, n of m."""
        status, done, of = milestone.state.status, milestone.state.done, milestone.state.of
        kind, style = {"achieved": ("achieved", "done"), "in-progress": ("progress", "now")}.get(
            status, ("planned", "")
        )
        used = cells if status == "achieved" else 0
        if status == "in-progress" and cells:
            used = max(1, round(cells * done / of)) if of else 1
        mark = (mark_of(kind, self.marks)[0], style)
        return [mark, (self.marks.elapsed * used, style), (self.marks.ahead * (cells - used), "dim")]

    def _words(self, milestone: MilestoneRow) -> str:
        done, of = milestone.state.done, milestone.state.of
        if milestone.late:
            return SAY["late"].format(late=milestone.late, done=done, of=of)
        if milestone.state.status == "achieved":
            return milestone.words
        return SAY["progress"].format(words=milestone.words, done=done, of=of)

    def _class(self, milestone: MilestoneRow) -> str:
        return "late" if milestone.late else milestone.words_class
