"""A table of a TOML file that knows where it stands, so that a refusal can name the file, line and place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from tracker.core.errors import UserError
from tracker.core.text import clean, cut, escape, nearest, quoted
from tracker.core.toml_lines import Path, key_lines, line_of

#: A larger file is refused before it is read (bytes of UTF-8).
LARGEST = 256 * 1024

#: The longest text that a key may have, in characters.
LONGEST = 500

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


class Document:
    """A parsed TOML text, its place (as the user named it) and the error that its refusals raise."""

    def __init__(self, text: str | bytes, place: str, error: type[UserError]) -> None:
        self.place = escape(place)
        self.error = error
        self.lines: dict[Path, int] = {}
        self.root = Table(self, (), self._parsed(self._decoded(text)))

    def fail(self, path: Path, reason: str) -> NoReturn:
        """Refuse what stands at a path: `place:LINE: [step.letter] requires: reason`."""
        where = where_text(path)
        self._refuse(line_of(self.lines, path), f"{where}: {reason}" if where else reason)

    def _refuse(self, line: int, reason: str) -> NoReturn:
        raise self.error(f"{self.place}:{line}: {reason}")

    def _decoded(self, text: str | bytes) -> str:
        try:
            data = text.encode("utf-8") if isinstance(text, str) else text
            if len(data) > LARGEST:
                self._refuse(1, f"the file is larger than {LARGEST // 1024} KiB")
            return data.decode("utf-8").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            self._refuse(line, f"the text is not UTF-8 (byte 0x{error.object[error.start]:02x})")
        except UnicodeEncodeError as error:
            line = error.object.count("\n", 0, error.start) + 1
            self._refuse(line, "the text is not UTF-8 (half of a surrogate pair)")

    def _parsed(self, text: str) -> dict[str, Any]:
        try:
            data = tomllib.loads(text)
            self.lines = key_lines(text.replace("\r\n", "\n"))
        except ValueError as error:  # a TOMLDecodeError, or a number that Python will not read
            self._refuse(*_syntax(str(error), text))
        except RecursionError:
            self._refuse(1, "broken TOML: values are nested too deeply")
        return data


class Table:
    """One table: its readers return a value of the right kind, or refuse it with its line."""

    def __init__(self, document: Document, path: Path, data: Mapping[str, Any]) -> None:
        self.document = document
        self.path = path
        self.data = data

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def fail(self, reason: str, *path: str | int) -> NoReturn:
        self.document.fail(self.path + path, reason)

    def only(self, known: Iterable[str]) -> None:
        """Refuse a key that is not one of these."""
        known = tuple(known)
        for key in self.data:
            if key not in known:
                self.fail(f"unknown key {shown(key)}{meant(key, known)}", key)

    def table(self, key: str) -> Table:
        """The table under a key; an empty one where the key is absent."""
        return self._table(self.data.get(key, {}), key)

    def tables(self, key: str) -> list[Table]:
        """The array of tables under a key."""
        return [self._table(item, key, at) for at, item in enumerate(self.array(key))]

    def _table(self, value: Any, *path: str | int) -> Table:
        if not isinstance(value, dict):
            self.fail(f"a table is needed, not {shown(value)}", *path)
        return Table(self.document, self.path + path, value)

    def array(self, key: str) -> list[Any]:
        value = self.data.get(key, [])
        if not isinstance(value, list):
            self.fail(f"an array is needed, not {shown(value)}", key)
        return value

    def text(self, key: str) -> str:
        """The text under a key: there, not blank, one line without control characters."""
        if key not in self.data:
            self.fail("missing", key)
        return self.line(self.data[key], key)

    def line(self, value: Any, *path: str | int) -> str:
        """A value of this table as one line of text (NFC, no blanks at its ends)."""
        if not isinstance(value, str):
            self.fail(f"a text is needed, not {shown(value)}", *path)
        if not value.strip():
            self.fail("the text is empty", *path)
        if len(value) > LONGEST:
            self.fail(f"the text has {len(value)} characters, {LONGEST} at most make one line", *path)
        if escape(value) != value:
            control = next(char for char in value if escape(char) != char)
            self.fail(f"the text has a control or invisible character (U+{ord(control):04X})", *path)
        return clean(value)

    def names(self, key: str) -> tuple[str, ...]:
        """An array of texts, none of them twice."""
        found: list[str] = []
        for at, item in enumerate(self.array(key)):
            name = self.line(item, key, at)
            if name in found:
                self.fail(f"{shown(name)} stands here twice", key, at)
            found.append(name)
        return tuple(found)

    def choice(self, key: str, words: tuple[str, ...], default: str | None = None) -> str:
        """One of these words."""
        if key not in self.data and default is not None:
            return default
        value = self.text(key)
        if value not in words:
            known = ", ".join(words)
            self.fail(f"unknown value {shown(value)}{meant(value, words)}; it is one of: {known}", key)
        return value

    def flag(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.fail(f"true or false is needed, not {shown(value)}", key)
        return value

    def number(self, key: str, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`, or None where there is none."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self.fail(f"a whole number from {low} to {high} is needed, not {shown(value)}", key)
        return value


def where_text(path: Path) -> str:
    """A path as a reader of the file looks for it: `[step.letter] window."13(e)"`."""
    head, rest = "", path
    if len(path) >= 2 and path[0] in ("milestone", "step"):
        head, rest = f"[{_dotted(path[:2])}]", path[2:]
    while rest and isinstance(rest[-1], int):  # the line and the reason say which item of an array
        rest = rest[:-1]
    return " ".join(part for part in (head, _dotted(rest)) if part)


def _dotted(path: Path) -> str:
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += ("." if text else "") + (part if _BARE.match(part) else f'"{cut(escape(part), 40)}"')
    return text


def shown(value: object) -> str:
    """A value in a message: short, and with nothing in it that a terminal would obey."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "an array"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    return str(value) if not isinstance(value, int) or abs(value) < 10**12 else "a huge number"


def meant(word: str, known: Iterable[str]) -> str:
    """` (did you mean 'memorandum'?)`, or nothing where no known word is near."""
    near = nearest(word, known)
    return "" if near is None else f" (did you mean {quoted(near)}?)"


def _syntax(message: str, text: str) -> tuple[int, str]:
    """tomllib's own message as (line, reason)."""
    found = re.search(r" \(at line (\d+), column (\d+)\)\Z", message)
    if found:
        reason, line = message[: found.start()], int(found[1])
    else:
        reason, line = message.removesuffix(" (at end of document)"), text.rstrip().count("\n") + 1
        if reason == message:  # no TOMLDecodeError: Python's own limit on numbers or dates
            return 1, "broken TOML: a number or date is out of range"
    if reason.startswith(("Cannot overwrite", "Cannot declare", "Duplicate inline")):
        reason = f"a key or table is written twice ({reason})"
    return line, f"broken TOML: {escape(reason)}"
