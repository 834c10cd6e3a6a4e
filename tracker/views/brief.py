"""One page for a meeting in two minutes: where it stands, what is next, what is at risk, asked of whom."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core import words
from tracker.core.briefing import Brief
from tracker.core.campaign import StepState
from tracker.core.schedule import Schedule
from tracker.core.text import escape, wrap
from tracker.views.answers import Answer, Moves
from tracker.views.brief_says import Sentences
from tracker.views.columns import table
from tracker.views.lines import SENTENCE, Line, View
from tracker.views.milestones import milestone_rows
from tracker.views.rail import ladder, rail
from tracker.views.rows import row_of
from tracker.views.screen import head
from tracker.views.theme import Marks

#: A page: the rows that it may take, with one kept for the prompt, and the width from which that holds.
PAGE, PAGE_FROM = 39, 80

#: How many risks and asks are named at most; a page that is full names fewer and says how many it left out.
MOST, LEAST = 6, 1

SAY = {
    "standing": "Standing",
    "next": "Next",
    "next-2": "Next two",
    "next-3": "Next three",
    "no-date": "Nothing has a date ahead.",
    "no-date-open": "Nothing has a date ahead; open: {titles}.",
    "owner": "owner: {owner}",
    "no-owner": "owner: none named",
    "others": "others decide",
    "risks": "Risks",
    "asks": "Asks",
    "nothing": "nothing.",
    "more-risks": "and {count} more: tracker status, tracker next",
    "more-asks": "and {count} more: tracker next",
}


class BriefView(View):
    """The brief of a campaign; `moved` are the dates that moved since the last mark."""

    def __init__(
        self,
        schedule: Schedule,
        brief: Brief,
        *,
        moved: Moves | None = None,
        ascii: bool = False,
        notice: str | None = None,
    ) -> None:
        self.schedule, self.state, self.brief = schedule, schedule.state, brief
        self.says = Sentences(schedule, brief, moved)
        self.marks = Marks.choose(ascii)
        self.notice = notice

    def lines(self, columns: int) -> list[Line]:
        """The page; from PAGE_FROM columns on it takes at most PAGE lines, the least pressing left out."""
        risks, asks = self.says.risks(), self.says.asks()
        lines: list[Line] = []
        for most in range(MOST, LEAST - 1, -1):
            lines = self._page(risks, asks, most, columns)
            if len(lines) <= PAGE or columns < PAGE_FROM:
                break
        return lines

    def _page(self, risks: Sequence[str], asks: Sequence[str], most: int, columns: int) -> list[Line]:
        rows = milestone_rows(self.state, self.schedule)
        lines = head(self.state, self.schedule, columns, self.notice)
        lines += [[], *self._standing().lines(columns), []]
        lines += rail(rows, self.marks, columns) or ladder(rows, self.marks, columns)
        lines += [[], *self._next(columns)]
        lines += [[], [(SAY["risks"], "bold")], *_listed(risks, most, "-", SAY["more-risks"], columns)]
        return [*lines, [], [(SAY["asks"], "bold")], *_listed(asks, most, "", SAY["more-asks"], columns)]

    def _standing(self) -> Answer:
        return Answer(SAY["standing"], "late" if self.brief.late else "bold", self.says.standing())

    def _next(self, columns: int) -> list[Line]:
        items = self.brief.next
        if not items:
            titles = [self.says.title(s) for s in self.brief.open]
            key = "no-date-open" if titles else "no-date"
            text = SAY[key].format(titles=words.join(titles))
            return [[(SAY["next"], "bold")], *_item(text, "", columns)]
        rows = []
        for number, item in enumerate(items, 1):
            row = row_of(item, self.state, self.schedule)
            title = (f"{number} {self.says.title(item)}", row.health_class if row.kind == "late" else "")
            rows.append([title, (row.dates, ""), (row.health, row.health_class), (self._owner(item), "")])
        key = "next" if len(items) == 1 else f"next-{len(items)}"
        return [[(SAY[key], "bold")], *table(rows, columns)]

    def _owner(self, item: StepState) -> str:
        if item.owner:
            return SAY["owner"].format(owner=escape(item.owner))
        return SAY["no-owner"] if self.schedule.by_us(item) else SAY["others"]


def _listed(texts: Sequence[str], most: int, mark: str, more: str, columns: int) -> list[Line]:
    """Sentences with a mark, or a number, before each; how many were left out."""
    shown = list(texts) if len(texts) <= most else list(texts[:most])
    lines: list[Line] = []
    for number, text in enumerate(shown, 1):
        lines += _item(text, mark or str(number), columns)
    if len(texts) > len(shown):
        lines += _item(more.format(count=len(texts) - len(shown)), "", columns, "dim")
    return lines or _item(SAY["nothing"], "", columns)


def _item(text: str, mark: str, columns: int, name: str = "") -> list[Line]:
    head = f"  {mark} " if mark else "  "
    texts = wrap(text, min(columns, SENTENCE) - len(head))
    return [
        [(head if not index else " " * len(head), name), (line, name)] for index, line in enumerate(texts)
    ]
