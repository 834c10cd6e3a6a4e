"""The way to the screen: which terminal it is, and the three ways of printing an answer.

stdout carries the answer. Not a terminal: no colour, and COLUMNS or else 160 cells wide. rich is loaded by
`console` alone, so whatever prints plain lines or JSON does without it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

#: The width of what is no terminal, in cells.
PIPE_WIDTH = 160

#: Locales that promise no more than ASCII.
_PLAIN_LOCALES = ("C", "POSIX")


def console(ascii: bool = False) -> Console:
    """A console on stdout that draws what it is given and reads nothing in it as markup, emoji or a link.

    It is `columns()` wide and never breaks or crops a line: views make their own lines, with the marks that
    `ascii` asks for; here it only keeps rich to plain boxes.
    """
    from rich.console import Console

    width = columns()
    return Console(width=width, markup=False, emoji=False, highlight=False, soft_wrap=True, safe_box=ascii)


def columns() -> int:
    """The width to draw at: COLUMNS, else the terminal's, else 160."""
    return _said("COLUMNS") or _terminal()[0] or PIPE_WIDTH


def rows() -> int | None:
    """The height of the terminal; None where stdout is none."""
    height = _terminal()[1]
    return (_said("LINES") or height) if height else None


def ascii_wanted(flag: bool = False) -> bool:
    """Whether to draw with ASCII alone: asked for, on a Linux console, or where the locale is not UTF-8."""
    if flag or os.environ.get("TERM") == "linux":
        return True
    return not _is_utf8(getattr(sys.stdout, "encoding", None)) or not _locale_is_utf8()


def print_json(data: Any) -> None:
    """Print plain data as JSON: names in their order, and no character in it that a terminal would obey."""
    import json

    utf8 = _is_utf8(getattr(sys.stdout, "encoding", None))
    text = json.dumps(data, ensure_ascii=not utf8, indent=2)
    print("\n".join(line if line.isprintable() else _escaped(line) for line in text.split("\n")))


def say(lines: Iterable[str]) -> None:
    """Print lines as they are."""
    for line in lines:
        print(line)


def is_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def _terminal() -> tuple[int, int]:
    """(columns, rows) of the terminal, zeros where stdout is none."""
    if not is_terminal():
        return (0, 0)
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return (80, 24)
    return (size.columns or 80, size.lines or 24)


def _said(variable: str) -> int:
    """A number from the environment; 0 where there is none."""
    text = os.environ.get(variable, "")
    return int(text) if text.isascii() and text.isdigit() else 0


def _is_utf8(encoding: str | None) -> bool:
    return encoding is None or encoding.lower().replace("_", "-") in ("utf-8", "utf8")


def _locale_is_utf8() -> bool:
    """Whether the locale that the user set is UTF-8; one that nobody set is left to stdout's encoding.

    In the C locale Python sets LC_CTYPE to C.UTF-8 for itself, which says nothing about the terminal.
    """
    said = os.environ.get("LC_ALL")
    if not said:
        said, lang = os.environ.get("LC_CTYPE"), os.environ.get("LANG")
        if not said or (said in ("C.UTF-8", "C.utf8", "UTF-8") and lang in _PLAIN_LOCALES):
            said = lang
    return not said or "utf-8" in said.lower() or "utf8" in said.lower()


def _escaped(line: str) -> str:
    """A line of JSON whose unprintable characters, all of them within strings, are written as escapes."""
    return "".join(char if char.isprintable() else _code(char) for char in line)


def _code(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
