"""Lines of styled text: what a view computes, before a terminal or a file draws it.

A line is a list of (text, class); a view is a list of lines. Text from people has been escaped before it gets
here, and nothing is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.core.text import width
from tracker.views.theme import style

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.text import Text

Line = list[tuple[str, str]]

#: Sentences are not wider than this, even on a wide screen.
SENTENCE = 110


def cells(line: Iterable[tuple[str, str]]) -> int:
    """The cells that a line takes."""
    return sum(width(text) for text, _ in line)


def plain(line: Iterable[tuple[str, str]]) -> str:
    """The line's text, without spaces at its end."""
    return "".join(text for text, _ in line).rstrip()


def trimmed(line: Sequence[tuple[str, str]]) -> Line:
    """The line without spaces at its end and without empty runs."""
    out = [run for run in line if run[0]]
    while out and not (text := out[-1][0].rstrip()):
        out.pop()
    if out:
        out[-1] = (text, out[-1][1])
    return out


def flow(pieces: Sequence[Line], columns: int, gap: str = "  ") -> list[Line]:
    """Pieces set one after another, so many cells wide; a piece is never split (the legend)."""
    lines: list[Line] = []
    for piece in pieces:
        if lines and cells(lines[-1]) + len(gap) + cells(piece) <= columns:
            lines[-1] += [(gap, ""), *piece]
        else:
            lines.append(list(piece))
    return lines


def to_text(line: Line, sixteen: bool = False) -> Text:
    """A line as rich text, built from its runs alone."""
    from rich.text import Text

    text = Text(no_wrap=True, overflow="crop", end="\n")
    for run, name in trimmed(line):
        text.append(run, style(name, sixteen))
    return text


class View:
    """A screen that draws itself at any width; `lines` is what a subclass computes."""

    def lines(self, columns: int) -> list[Line]:
        """The lines of the screen, none wider than `columns` cells."""
        raise NotImplementedError

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sixteen = console.color_system in ("standard", "windows")
        for line in self.lines(options.max_width):
            yield to_text(line, sixteen)
