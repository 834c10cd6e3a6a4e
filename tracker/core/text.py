"""Text that people typed or a file brought, and the cells that it takes in a terminal.

`clean` is the door to the journal, `escape` the door to the screen. Nothing else in the tool looks at
control characters. Cells are those of rich and of most terminals: 0 for a mark that joins the character
before it, 2 for East Asian wide and fullwidth ones, else 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tracker.core.errors import UserError

#: The longest text that may be stored, in characters.
TEXT_LIMIT = 100_000


class BadText(UserError):
    """A text that cannot be stored; the message says why, without echoing it."""


class Unknown(UserError):
    """A word that names nothing; `nearest` is what may have been meant."""

    exit_code = 2

    def __init__(self, word: str, nearest: str | None, what: str, keys: Iterable[str] = ()) -> None:
        self.word, self.nearest, self.what = word, nearest, what
        known = sorted(keys)
        if nearest is not None:
            hint = f"the nearest is {escape(nearest)}"
        elif known:
            hint = "there are " + ", ".join(escape(key) for key in known[:8]) + (" .." if known[8:] else "")
        else:
            hint = "there are none"
        super().__init__(f"There is no {what} {quoted(word)}: {hint}.")


class Ambiguous(UserError):
    """The beginning of several words; `matches` are all of them."""

    exit_code = 2

    def __init__(self, word: str, matches: tuple[str, ...], what: str) -> None:
        self.word, self.matches, self.what = word, matches, what
        names = ", ".join(escape(match) for match in matches)
        super().__init__(f"The {what} {quoted(word)} can be {names}: type more of it.")


# --- what may be stored, and what may be shown

#: Controls that part words; any other control joins them.
_BLANKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
#: Drawn as nothing, though not of category Cf.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
_JOINERS = frozenset("\u200c\u200d")


def clean(text: str, *, keep_newlines: bool = False, limit: int = TEXT_LIMIT) -> str:
    """The text as it may be stored: NFC, nothing in it that a terminal obeys or that nobody sees.

    - A tab, a line end (CR, LF, CRLF, NEL, VT, FF, U+2028, U+2029) or a separator (U+001C to U+001F) becomes
      one space, together with the blanks around it; with `keep_newlines` LF stays, and CR and CRLF become LF.
    - Every other control (C0, DEL, C1) is removed, and so is every format character (category Cf: bidi
      embeddings, overrides, isolates and marks, zero-width characters, soft hyphen, tags) and what else is
      invisible (U+034F, U+115F, U+1160, U+17B4, U+17B5, U+180B to U+180F, U+3164, U+FFA0). ZWNJ and ZWJ stay
      between two letters that are not ASCII: Arabic, Persian and Indic scripts need them.
    - Blanks at both ends go.

    Raises BadText for NUL, a lone surrogate, a noncharacter, and a text of more than `limit` characters.
    """
    if len(text) > limit:
        raise BadText(f"The text has {len(text)} characters, {limit} at most can be kept: shorten it.")
    if text.isascii() and text.isprintable():
        return text.strip()
    for place, char in enumerate(text, 1):
        if _refused(char):
            raise BadText(
                f"The text holds U+{ord(char):04X} as character {place}, which cannot be kept: leave it out."
            )
    from unicodedata import normalize

    return normalize("NFC", _join(normalize("NFC", _plain(text, keep_newlines)))).strip()


def escape(text: str, *, keep_newlines: bool = False) -> str:
    """The text as it may be shown, whatever it holds: `clean` without its limits, and it never raises.

    What `clean` refuses is shown as a question mark.
    """
    if text.isprintable() and (text.isascii() or _INVISIBLE.isdisjoint(text)):
        return text
    return _join(_plain("".join("?" if _refused(char) else char for char in text), keep_newlines))


def quoted(text: str, cells: int = 40) -> str:
    """The text in quotation marks as a message shows it: escaped and cut."""
    return f"'{cut(escape(text), cells)}'"


def _refused(char: str) -> bool:
    """NUL, a lone surrogate or a noncharacter."""
    code = ord(char)
    return code == 0 or 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def _plain(text: str, keep_newlines: bool) -> str:
    """The text without controls and invisible characters, except joiners."""
    if keep_newlines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    blanks = _BLANKS - {"\n"} if keep_newlines else _BLANKS

    def visible(char: str) -> bool:
        return (
            char.isprintable() or char in _BLANKS or char in _JOINERS or _category(char) not in ("Cc", "Cf")
        )

    text = "".join(char for char in text if visible(char) and char not in _INVISIBLE)
    if blanks.isdisjoint(text):
        return text
    run = "[ " + re.escape("".join(sorted(blanks))) + "]+"
    return re.sub(run, lambda found: found[0] if found[0].isprintable() else " ", text)


def _join(text: str) -> str:
    """The text without the joiners that join no letters."""
    if _JOINERS.isdisjoint(text):
        return text
    out: list[str] = []
    for char, after in zip(text, text[1:] + " ", strict=True):
        if char not in _JOINERS or (out and _joined(out[-1]) and _joined(after)):
            out.append(char)
    return "".join(out)


def _joined(char: str) -> bool:
    return not char.isascii() and _category(char)[0] in "LM"


def _category(char: str) -> str:
    from unicodedata import category

    return category(char)


# --- cells


@lru_cache(maxsize=4096)
def _cell(char: str) -> int:
    from unicodedata import category, east_asian_width

    if category(char) in ("Mn", "Me", "Mc", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """The cells that a text takes."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def cut(text: str, cells: int) -> str:
    """The text in at most so many cells; what is cut ends in `..`, and no mark is parted from its letter."""
    if width(text) <= cells:
        return text
    if cells < 3:
        return ".."[: max(cells, 0)]
    return _taken(text, cells - 2).rstrip() + ".."


def _taken(text: str, cells: int) -> str:
    """As much of the beginning as fits, with the marks that belong to it."""
    if text.isascii():
        return text[:cells]
    used = 0
    for place, char in enumerate(text):
        used += _cell(char)
        if used > cells:
            return text[:place]
    return text


def pad(text: str, cells: int, align: str = "left") -> str:
    """The text with spaces up to so many cells, at its `left` or `right`; a longer text is left as it is."""
    space = " " * (cells - width(text))
    return space + text if align == "right" else text + space


def fit(text: str, cells: int, align: str = "left") -> str:
    """The text in exactly so many cells: cut or padded."""
    return pad(cut(text, cells), cells, align)


# --- lines

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY_OF_WEEK = r"\W*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\W?"
_NUMBERED = r"\W*(?:rules?|sessions?|articles?|decision|resolution|item|annex|no\.)"
_UNIT = r"(?:d|h|days?|weeks?|months?|years?|hours?|members|states|dates|steps|entries|sessions?)\b"


def wrap(text: str, cells: int, indent: str = "") -> list[str]:
    """The lines of a text, each of at most so many cells (2 at least); all but the first begin with `indent`.

    Lines end at spaces, never between the parts of a date, a number and its unit, or `rule` and its number
    (`24 Sep 2024`, `Fri 8 Aug`, `320 days`, `+21 d`, `79th session`, `rule 14`), as long as these fit in a
    line. A word longer than a line is broken. Runs of spaces within a line stay; a line end stays one.
    """
    cells = max(cells, 2)
    if "\n" not in text and text == text.strip(" ") and width(text) <= cells:
        return [text]
    if width(indent) > cells - 2:
        indent = ""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, empty = indent if lines else "", True
        for gap, unit in _units(paragraph, cells - width(indent)):
            if not empty and width(line) + len(gap) + width(unit) > cells:
                lines.append(line)
                line, empty = indent, True
            line += unit if empty else gap + unit
            empty = False
        lines.append("" if empty else line)
    return lines


def _units(paragraph: str, cells: int) -> Iterator[tuple[str, str]]:
    """What may not be parted, each with the spaces before it; none wider than so many cells."""
    group: list[tuple[str, str]] = []
    before = ""
    for gap, word in re.findall("( *)([^ ]+)", paragraph):
        if group and not _together(before, group[-1][1], word):
            yield from _fitted(group, cells)
            group = []
        before = group[-1][1] if group else ""
        group.append((gap, word))
    yield from _fitted(group, cells)


def _fitted(group: list[tuple[str, str]], cells: int) -> Iterator[tuple[str, str]]:
    """A group as one unit; if it is too wide its words; of a word that is too wide, pieces."""
    whole = "".join(gap + word for gap, word in group).lstrip(" ")
    if group and width(whole) <= cells:
        yield group[0][0], whole
        return
    for gap, word in group:
        used = start = 0
        for place, char in enumerate(word):
            used += width(char)
            if used > cells:
                yield gap, word[start:place]
                gap, start, used = "", place, width(char)
        yield gap, word[start:]


def _together(before: str, one: str, two: str) -> bool:
    """Whether no line may end between two words; `before` is the word already held to them, if any."""
    if two[:1].isdigit():
        if re.fullmatch(_DAY_OF_WEEK, one, re.I) or re.fullmatch(_NUMBERED, one, re.I):
            return True
        if re.match(r"(?:1[89]|2[01])\d\d\b", two) is None:
            return False
        named = re.search(rf"(?:^|\W){_MONTH}[.,]?$", one, re.I)
        return named is not None or (
            one.isalpha() and re.search(r"(?:^|\W)\d\d?(?:er)?$", before) is not None
        )
    if not one[-1:].isalnum() or not two[:1].isalpha():
        return False
    if re.search(r"(?:^|-)\d\d?$", one) and re.match(_MONTH, two, re.I):
        return True
    if re.fullmatch(r"[(\['\"]*[+-]?\d{1,3}(?:,\d{3})*(?:st|nd|rd|th|er)?", one):
        return True
    return re.fullmatch(r"[(+-]*\d+", one) is not None and re.match(_UNIT, two, re.I) is not None


# --- names that are typed


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a slip of the finger may have meant, or None."""
    from difflib import get_close_matches

    folded = {candidate.casefold(): candidate for candidate in candidates}
    close = get_close_matches(word[:64].casefold(), folded, n=1)
    return folded[close[0]] if close else None


def find(word: str, keys: Iterable[str], what: str = "step") -> str:
    """The key that a word means: itself, in whatever case, or the only one that begins with it.

    Raises Ambiguous where several begin with it, Unknown where none does; `what` names the kind of thing.
    """
    known = list(keys)
    if word in known:
        return word
    asked = word.strip().casefold()
    matches = [key for key in known if key.casefold() == asked]
    if not matches and asked:
        matches = [key for key in known if key.casefold().startswith(asked)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise Ambiguous(word, tuple(matches), what)
    raise Unknown(word, nearest(word, known), what, known)
