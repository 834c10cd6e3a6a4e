"""Rows in columns without frames: side by side where there is room, else one part under the other."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.text import cut, pad, width, wrap
from tracker.views.lines import SENTENCE, Line, trimmed

Cell = tuple[str, str]

#: The least room in which the last column stands beside the others.
BESIDE = 20
#: The most lines that it may take there.
TALLEST = 4


def table(
    rows: Sequence[Sequence[Cell]],
    columns: int,
    *,
    indent: int = 2,
    gap: int = 2,
    like: Sequence[Sequence[Cell]] | None = None,
) -> list[Line]:
    """Rows of (text, class), all of the same length, as lines of at most so many cells.

    Each column is as wide as its widest cell and left out where all are empty; the last one wraps, and stands
    on lines of its own where there is no room beside. Where even the others do not fit, a row is set like a
    sentence. Nothing is cut but a single cell wider than the screen. `like` are the rows that the columns are
    measured by, where these stand among others.
    """
    measured = rows if like is None else like
    used = [i for i in range(len(rows[0])) if any(row[i][0] for row in measured)] if rows else []
    if not used:
        return []
    *fixed, last = used
    widths = {i: max(width(row[i][0]) for row in measured) for i in fixed}
    start = indent + sum(widths[i] + gap for i in fixed)
    room = min(columns - start, SENTENCE)
    longest = max(width(row[last][0]) for row in measured)
    lines: list[Line] = []
    for row in rows:
        cells = [(pad(row[i][0], widths[i]) + " " * gap, row[i][1]) for i in fixed]
        if start - gap > columns:
            lines += _sentence([row[i] for i in used], columns, indent, gap)
        elif room >= min(BESIDE, longest) and longest <= TALLEST * room:
            lines += _beside([(" " * indent, ""), *cells], row[last], start, room)
        else:
            head = trimmed([(" " * indent, ""), *cells])
            lines += [head] if head else []
            lines += _under(row[last], columns, indent + 4)
    return lines


def _beside(head: Line, cell: Cell, start: int, room: int) -> list[Line]:
    texts = wrap(cell[0], room)
    first = trimmed([*head, (texts[0], cell[1])])
    return [first, *([(" " * start, ""), (text, cell[1])] for text in texts[1:])]


def _under(cell: Cell, columns: int, indent: int) -> list[Line]:
    if not cell[0]:
        return []
    return [[(" " * indent, ""), (text, cell[1])] for text in wrap(cell[0], columns - indent)]


def _sentence(cells: Sequence[Cell], columns: int, indent: int, gap: int) -> list[Line]:
    """Cells one after another; a new line for one that does not fit, a wrapped one for the last."""
    *fixed, last = [cell for cell in cells if cell[0]] or [("", "")]
    lines: list[Line] = [[(" " * indent, "")]]
    used = indent
    for text, name in fixed:
        text = cut(text, columns - indent - 2)
        if used > indent and used + gap + width(text) > columns:
            lines.append([(" " * (indent + 2), "")])
            used = indent + 2
        elif used > indent:
            lines[-1].append((" " * gap, ""))
            used += gap
        lines[-1].append((text, name))
        used += width(text)
    if fixed and used + gap + width(last[0]) > columns:
        return [*map(trimmed, lines), *_under(last, columns, indent + 2)]
    lines[-1] += [(" " * gap if fixed else "", ""), last]
    return [trimmed(line) for line in lines]


def labelled(pairs: Sequence[tuple[str, str]], columns: int, *, indent: int = 2) -> list[Line]:
    """Labels and what stands beside them; a pair without a text is left out."""
    return table([[(label, ""), (text, "")] for label, text in pairs if text], columns, indent=indent)


def sentence(text: str, columns: int, name: str = "", indent: str = "") -> list[Line]:
    """A sentence as lines, not wider than sentences are."""
    return [[(line, name)] for line in wrap(text, min(columns, SENTENCE), indent)]
