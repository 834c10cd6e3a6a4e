"""A screen as a picture that a mail can carry: SVG by rich's own export, in colours for white paper.

The template is ours: rich's draws the frame of a window and loads fonts from an address. What looks like an
address in it is the name of the SVG namespace, which nothing fetches and without which no program draws it.
"""

from __future__ import annotations

import html
import io
import re
from typing import TYPE_CHECKING

from tracker.operations.files import write_file

if TYPE_CHECKING:
    from rich.terminal_theme import TerminalTheme

    from tracker.views.lines import View

#: The width of a character by its height, in DejaVu Sans Mono: not every program stretches text to its place.
ASPECT = 0.602

#: What rich fills in stands in single braces; `TITLE` is replaced first.
FORMAT = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img"
 width="{width}" height="{height}" viewBox="0 0 {width} {height}">
<title>TITLE</title>
<style>
.{unique_id}-matrix {{
font-family: "DejaVu Sans Mono", "Noto Sans Mono", Menlo, Consolas, monospace;
font-size: {char_height}px;
line-height: {line_height}px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
<rect width="{width}" height="{height}" fill="#ffffff" />
<g transform="translate({terminal_x}, 24)" clip-path="url(#{unique_id}-clip)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""


def write_timeline(view: View, path: str, columns: int, title: str = "Timeline") -> None:
    """Draw a view into an SVG file; what was there before is replaced at the end, or left as it was.

    A symbolic link at that path is replaced, and what it points to is not touched. Raises NoFile.
    """
    write_file(path, iter([svg(view, columns, title)]))


def svg(view: View, columns: int, title: str) -> str:
    """The view as SVG, so many cells wide, the same whatever the terminal and its variables."""
    from rich.console import Console

    console = Console(
        file=io.StringIO(),
        record=True,
        width=columns,
        force_terminal=True,
        color_system="truecolor",
        no_color=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    console.print(view, "")  # an empty line at the end: the export defines no clip for the last one
    named = html.escape(title).replace("{", "{{").replace("}", "}}")
    template = FORMAT.replace("TITLE", named, 1)
    drawn = console.export_svg(theme=_theme(), code_format=template, font_aspect_ratio=ASPECT)
    return re.sub("<text [^>]*>\n</text>", "", drawn)  # ends of lines, which it takes for text


def _theme() -> TerminalTheme:
    """Black on white; the views' own colours keep 3:1 on white."""
    from rich.terminal_theme import TerminalTheme

    names = [(0, 0, 0), (205, 0, 0), (0, 135, 95), (175, 135, 0), (0, 135, 215), (215, 0, 175), (0, 135, 135)]
    return TerminalTheme((255, 255, 255), (26, 26, 26), [*names, (88, 88, 88)])
