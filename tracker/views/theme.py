"""Marks and colours, in one place.

Every mark is one cell wide in every terminal (East Asian Width N or Na, none ambiguous) and has an ASCII
stand-in. Cells and words carry a *class* ("late", "today"); only here does a class become a colour: mid-tones
of the 256 palette with at least 3:1 on black, on white and on the usual themes between, never black or white
themselves. With 16 colours the names beside them are used; without colour the shapes and words say it all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.style import Style


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters of the chart and of the column of marks."""

    achieved: str = "✓"
    elapsed: str = "▬"
    progress: str = "►"
    planned: str = "◊"
    window: str = "░"
    opens: str = "["
    closes: str = "]"
    hard: str = "▐"
    late: str = "!"
    earlier: str = "◦"
    trail: str = "."
    deferred: str = "»"
    out: str = "x"  # withdrawn, not pursued, not included, rejected
    blocked: str = "#"
    edge: str = "+"  # ends of a milestone's span
    ahead: str = "-"  # to come; between a date and its hard deadline
    today: str = "|"
    session: str = "¦"
    before: str = "‹"
    after: str = "›"
    not_needed: str = "-"
    unrecorded: str = "?"
    note: str = "i"  # a note, and nothing reported
    no_longer: str = "-"
    sponsor: str = "▪"  # one mark a State: from here on, what it stands as
    supporter: str = "+"
    leaning: str = "◦"
    undecided: str = "?"
    reserved: str = "~"
    opposed: str = "x"
    unknown: str = "."

    @classmethod
    def choose(cls, ascii: bool) -> Marks:
        """The marks to draw with: the ASCII ones where the terminal or its locale cannot show the others."""
        return ASCII if ascii else UNICODE


UNICODE = Marks()
ASCII = Marks(
    achieved="*", elapsed="=", progress=">", planned="o", window="~", hard="H", earlier=",", deferred="/",
    session=":", before="{", after="}", sponsor="#", leaning="-",
)  # fmt: skip

#: class: (colour of the 256 palette, its name among 16, bold, dim); None: the terminal's own.
CLASSES: dict[str, tuple[int | None, str | None, bool, bool]] = {
    "": (None, None, False, False),
    "bold": (None, None, True, False),
    "dim": (None, None, False, True),
    "done": (29, "green", False, False),
    "done-word": (29, "green", True, False),
    "now": (32, "blue", False, False),
    "now-word": (32, "blue", True, False),
    "warn": (136, "yellow", True, False),
    "late": (196, "red", True, False),
    "today": (163, "magenta", True, False),
    "window": (32, "blue", False, False),
    "planned": (None, None, False, False),
    "hard": (None, None, True, False),
    "ahead": (None, None, False, True),
    "span": (None, None, True, False),
    "session": (None, None, False, True),
    "earlier": (None, None, False, True),
    "gone": (None, None, False, True),
}


def style(name: str, sixteen: bool = False) -> Style:
    """The rich style of a class; with `sixteen`, of the 16 colours alone."""
    from rich.style import Style

    number, fallback, bold, dim = CLASSES[name]
    colour = None if number is None else (fallback if sixteen else f"color({number})")
    return Style(color=colour, bold=bold or None, dim=dim or None)
