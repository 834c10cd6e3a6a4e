"""Milestones and steps as a list: mark, title, date and health in words, note and rule as there is room."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.schedule import Schedule
from tracker.core.text import cut, escape, fit, width
from tracker.core.words import SPAN_CELLS
from tracker.views.figure import mark_of
from tracker.views.lines import Line, trimmed
from tracker.views.milestones import MilestoneRow
from tracker.views.rows import HEALTH_CELLS, Row, note_of, rule_of
from tracker.views.stair import Stair
from tracker.views.theme import Marks

#: Under this width a step takes two lines, so that neither title nor date is cut.
TWO_LINES = 57
#: From so many columns on notes are shown, owners and rules have columns.
NOTES_FROM, RULES_FROM = 72, 140
TITLE, OWNER = 21, 12
RULE = 36


def list_lines(
    rows: Sequence[MilestoneRow], schedule: Schedule, marks: Marks, columns: int, *, notes: bool = False
) -> list[Line]:
    """Every milestone with its steps, a blank line between milestones."""
    lines: list[Line] = []
    for milestone in rows:
        if lines:
            lines.append([])
        lines += _milestone(milestone, columns)
        for row in milestone.rows:
            lines += step_lines(row, schedule, marks, columns, notes=notes)
    return lines


def _indent(columns: int) -> int:
    return 2 if columns >= NOTES_FROM else 0


def _milestone(row: MilestoneRow, columns: int) -> list[Line]:
    title = f"{row.number} {row.title}"
    if columns < TWO_LINES:
        return [
            [(cut(title, columns), "bold")],
            trimmed(
                [("  ", ""), (fit(row.dates, SPAN_CELLS), "bold"), (" ", ""), (row.words, row.words_class)]
            ),
        ]
    left = TITLE + 2 + _indent(columns)
    return [
        trimmed(
            [
                (fit(title, left), "bold"), (" ", ""), (fit(row.dates, SPAN_CELLS), "bold"), (" ", ""),
                (row.words, row.words_class),
            ]
        )
    ]  # fmt: skip


def step_lines(
    row: Row, schedule: Schedule, marks: Marks, columns: int, *, notes: bool = False, flat: bool = False
) -> list[Line]:
    """One step: a line, two in a narrow window, and its note on a line of its own where there is no room.

    With `flat` there is no indent, and a note is cut rather than given a line.
    """
    mark = mark_of(row.kind, marks)
    if columns < TWO_LINES:
        first: Line = [mark, (" ", ""), (cut(row.title, columns - 2), "")]
        second: Line = [
            ("  ", ""),
            (fit(row.dates, SPAN_CELLS), ""),
            (" ", ""),
            (row.health, row.health_class),
        ]
        return [trimmed(first), trimmed(second)]
    indent = 0 if flat else _indent(columns)
    line: Line = [
        (" " * indent, ""), mark, (" ", ""), (fit(row.title, TITLE), ""), (" ", ""),
        (fit(row.dates, SPAN_CELLS), ""), (" ", ""), (fit(row.health, HEALTH_CELLS), row.health_class),
        (" ", ""),
    ]  # fmt: skip
    room = columns - indent - TITLE - SPAN_CELLS - HEALTH_CELLS - 5
    if not notes or columns < NOTES_FROM:
        return [trimmed(line)]
    if columns >= RULES_FROM:
        room -= OWNER + RULE + 2
        owner = _owner(row)
        if not owner:  # its cells are the note's
            room += OWNER + 1
        line.append((fit(note_of(row.item), room) + " ", ""))
        line += [(fit(owner, OWNER) + " ", "")] if owner else []
        return [trimmed([*line, (cut(rule_of(row.item, schedule), RULE), "")])]
    note = note_of(row.item)
    if flat or width(note) <= room:
        return [trimmed([*line, (cut(note, room), "")])]
    return [trimmed(line), [(" " * (indent + 2), ""), (cut(note, columns - indent - 2), "")]]


def _owner(row: Row) -> str:
    return escape(row.item.owner or "")


def stair_lines(steps: Sequence[Stair], marks: Marks, columns: int) -> list[Line]:
    """The sessions, one line each, and a blank line after them; nothing where there is only one."""
    lines: list[Line] = []
    for step in steps:
        bold = "bold" if step.current else ""
        title = fit(step.title, TITLE if columns >= TWO_LINES else 16)
        line: Line = [mark_of(step.kind, marks), (" ", ""), (title, bold), (" ", "")]
        if columns >= TWO_LINES:
            line += [(fit(step.dates, SPAN_CELLS), ""), (" ", ""), (step.words, step.words_class)]
        else:
            line.append((cut(step.dates, SPAN_CELLS), ""))
        lines.append(trimmed(line))
    return [*lines, []] if lines else []
