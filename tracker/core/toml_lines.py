"""On which line of a TOML text each key and each item of an array stands.

`tomllib` keeps no positions, and a refusal that names the line is worth a short walk over the text. The
walk is for text that `tomllib` has accepted; nothing here judges it.
"""

from __future__ import annotations

#: Where a value stands in the parsed document: keys, and positions in arrays (from 0).
Path = tuple[str | int, ...]

_BLANK = " \t\r\n"
_ENDS = "\r\n,]}#"
_BARE_ENDS = " \t\r\n.=]"


def key_lines(text: str) -> dict[Path, int]:
    """The line (from 1) of each key and array item of a valid TOML text, by its path."""
    walk = _Walk(text)
    walk.document()
    return walk.lines


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of a path, else of the nearest table or array around it, else 1."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}  # tables seen under an array of tables

    def document(self) -> None:
        table: Path = ()
        while self.skip():
            if self.peek("[["):
                table = self.header("]]")
                table = (*table, self.counts[table] - 1)
                self.lines[table] = self.line
            elif self.peek("["):
                table = self.header("]")
            else:
                self.pair(table)

    def header(self, close: str) -> Path:
        self.move(len(close))
        path = self.resolve(self.key())
        self.move(len(close))
        if close == "]]":
            self.counts[path] = self.counts.get(path, 0) + 1
        self.note(path)
        return path

    def resolve(self, key: Path) -> Path:
        """A header's path, with the position of the last table of each array of tables it goes through."""
        path: Path = ()
        for part in key[:-1]:
            path = (*path, part)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path + key[-1:]

    def pair(self, table: Path) -> None:
        key = self.key()
        path = table + key
        self.note(path)
        self.skip()
        self.move(1)  # the equals sign
        self.value(path)

    def value(self, path: Path) -> None:
        self.skip()
        if self.peek("["):
            self.move(1)
            count = 0
            while self.skip(",") and not self.peek("]"):
                self.lines[(*path, count)] = self.line
                self.value((*path, count))
                count += 1
            self.move(1)
        elif self.peek("{"):
            self.move(1)
            while self.skip(",") and not self.peek("}"):
                self.pair(path)
            self.move(1)
        elif self.peek('"') or self.peek("'"):
            self.string()
        else:
            while self.at < len(self.text) and self.text[self.at] not in _ENDS:
                self.move(1)

    def key(self) -> Path:
        parts: list[str] = []
        while True:
            self.skip()
            if self.peek('"') or self.peek("'"):
                parts.append(self.string())
            else:
                start = self.at
                while self.at < len(self.text) and self.text[self.at] not in _BARE_ENDS:
                    self.move(1)
                parts.append(self.text[start : self.at])
            self.skip()
            if not self.peek("."):
                return tuple(parts)
            self.move(1)

    def string(self) -> str:
        """Pass over a string; what it holds, as written (escapes in keys are left as they are)."""
        mark = self.text[self.at]
        fence = mark * 3 if self.peek(mark * 3) else mark
        self.move(len(fence))
        start = self.at
        while self.at < len(self.text) and not self.peek(fence):
            self.move(2 if mark == '"' and self.peek("\\") else 1)
        inside = self.text[start : self.at]
        self.move(len(fence))
        while len(fence) == 3 and self.peek(mark):  # up to two quotes may stand before the closing three
            self.move(1)
        return inside

    def note(self, path: Path) -> None:
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], self.line)

    def skip(self, also: str = "") -> bool:
        """Pass over blanks, line ends and comments; whether any text is left."""
        while self.at < len(self.text):
            if self.text[self.at] == "#":
                while self.at < len(self.text) and self.text[self.at] != "\n":
                    self.at += 1
            elif self.text[self.at] in _BLANK or self.text[self.at] in also:
                self.move(1)
            else:
                return True
        return False

    def peek(self, mark: str) -> bool:
        return self.text.startswith(mark, self.at)

    def move(self, count: int) -> None:
        self.line += self.text.count("\n", self.at, self.at + count)
        self.at += count
