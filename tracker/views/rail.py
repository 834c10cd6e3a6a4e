"""The milestones from left to right: how far each is, its name, status and dates."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.text import fit, width
from tracker.views.figure import mark_of
from tracker.views.lines import Line, trimmed
from tracker.views.listing import NOTES_FROM
from tracker.views.milestones import MilestoneRow
from tracker.views.theme import Marks

#: The widest column of the rail.
RAIL = 33

SAY = {
    "late": "{late} late, {done}/{of}",
    "progress": "{words} {done}/{of}",
}

_KINDS = {"achieved": ("achieved", "done"), "in-progress": ("progress", "now")}


def rail(milestones: Sequence[MilestoneRow], marks: Marks, columns: int) -> list[Line]:
    """Four lines; none in a narrow window, or where a name, status or date would be cut."""
    if columns < NOTES_FROM or len(milestones) < 2:
        return []
    texts = [[m.title, words_of(m), m.dates] for m in milestones]
    last = max(width(text) for text in texts[-1])
    step = min(columns // len(milestones), (columns - last) // (len(milestones) - 1), RAIL)
    if any(width(text) >= step for column in texts[:-1] for text in column):
        return []
    lines: list[Line] = [[]]
    for milestone in milestones:
        lines[0] += _segment(milestone, marks, 0 if milestone is milestones[-1] else step - 1)
    for index, name in enumerate(("bold", None, "")):
        line: Line = []
        for milestone, column in zip(milestones, texts, strict=True):
            style = name if name is not None else class_of(milestone)
            line.append((fit(column[index], max(step, width(column[index]))), style))
        lines.append(line)
    return [trimmed(line) for line in lines]


def ladder(milestones: Sequence[MilestoneRow], marks: Marks, columns: int) -> list[Line]:
    """The same where there is no room for a rail: one under the other."""
    from tracker.views.columns import table

    rows = []
    for milestone in milestones:
        mark = mark_of(_KINDS.get(milestone.state.status, ("planned", ""))[0], marks)[0]
        title = (f"{mark} {milestone.title}", class_of(milestone))
        rows.append([title, (milestone.dates, ""), (words_of(milestone), class_of(milestone))])
    return table(rows, columns, indent=0)


def words_of(milestone: MilestoneRow) -> str:
    """The status in words, with n of m that count; how many are late instead."""
    done, of = milestone.state.done, milestone.state.of
    if milestone.late:
        return SAY["late"].format(late=milestone.late, done=done, of=of)
    if milestone.state.status == "achieved":
        return milestone.words
    return SAY["progress"].format(words=milestone.words, done=done, of=of)


def class_of(milestone: MilestoneRow) -> str:
    """The class of those words."""
    return "late" if milestone.late else milestone.words_class


def _segment(milestone: MilestoneRow, marks: Marks, cells: int) -> Line:
    """A milestone's mark and the way to the next: as much of it as is achieved, n of m."""
    status, done, of = milestone.state.status, milestone.state.done, milestone.state.of
    kind, style = _KINDS.get(status, ("planned", ""))
    used = cells if status == "achieved" else 0
    if status == "in-progress" and cells:
        used = max(1, round(cells * done / of)) if of else 1
    mark = (mark_of(kind, marks)[0], style)
    return [mark, (marks.elapsed * used, style), (marks.ahead * (cells - used), "dim")]
