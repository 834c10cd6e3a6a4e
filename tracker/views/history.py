"""The journal, newest first: one line an entry where there is room, else two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tracker.core.entry import Entry
from tracker.core.text import cut, escape, fit, width, wrap
from tracker.views.columns import sentence
from tracker.views.entries import Local, dated, days_later, details, fate, moment, said, tail
from tracker.views.lines import Line, View, cells, trimmed
from tracker.views.people_words import KINDS
from tracker.views.theme import Marks

#: From this width on the author has a column, of so many cells; under it, the second line names the author.
WIDE, AUTHOR = 110, 14
#: Under this width the moment of recording goes to the second line as well.
NARROW = 64
#: Kinds whose date is that of what is reported, and not that of a decision.
_DATED = ("report", "note", "mark", "position", "contact")
#: The indent of a second line that is long.
BELOW = 10

SAY = {
    "more": "{count} more: --limit {all} shows all.",
    "nothing": "Nothing on record{about}.",
    "about": " about {subject}",
}


class History(View):
    """Entries as they were recorded; what was corrected or taken back says by which entry."""

    def __init__(
        self,
        entries: Sequence[Entry],
        *,
        over: Mapping[str, Entry],
        local: Local,
        as_of: date,
        more: int = 0,
        subject: str | None = None,
        ascii: bool = False,
    ) -> None:
        self.entries, self.over, self.local, self.as_of = entries, over, local, as_of
        self.more, self.subject = more, subject
        self.marks = Marks.choose(ascii)

    def lines(self, columns: int) -> list[Line]:
        """The entries, and how many more there are."""
        if not self.entries:
            about = SAY["about"].format(subject=escape(self.subject)) if self.subject else ""
            return sentence(SAY["nothing"].format(about=about), columns)
        lines = entry_lines(self.entries, self.over, self.local, self.as_of, self.marks, columns)
        if self.more:
            count = len(self.entries) + self.more
            lines += [[], *sentence(SAY["more"].format(count=self.more, all=count), columns, "dim")]
        return lines


def entry_lines(
    entries: Sequence[Entry],
    over: Mapping[str, Entry],
    local: Local,
    as_of: date,
    marks: Marks,
    columns: int,
    *,
    whole: bool = False,
) -> list[Line]:
    """One or two lines for each entry: its tail, when and by whom it was recorded, and what it says.

    With `whole` notes are not cut: as many lines as they need.
    """
    return [line for entry in entries for line in _entry(entry, over, local, as_of, marks, columns, whole)]


def _entry(
    entry: Entry,
    over: Mapping[str, Entry],
    local: Local,
    as_of: date,
    marks: Marks,
    columns: int,
    whole: bool,
) -> list[Line]:
    gone = fate(entry, over, as_of)
    name = "gone" if gone else ""
    link = ", " if entry.kind in KINDS else " "
    text = link.join(part for part in (said(entry), _date(entry, local)) if part)
    if gone:
        text += f" ({gone})"
    author, more = escape(entry.recorded_by), details(entry, local)
    head: Line = [(f"{marks.out if gone else ' '} ", name), (tail(entry.id), name or "bold"), ("  ", name)]
    if columns >= NARROW:
        head.append((f"{moment(entry.recorded_at, local):<17}  ", name))
    if columns >= WIDE:
        head.append((f"{fit(author, AUTHOR)}  ", name))
        below = more
    else:
        first = author if columns >= NARROW else f"{moment(entry.recorded_at, local)}, {author}"
        below = f"{first}: {more}" if more else first
    start = cells(head)
    room = columns - start
    if columns >= WIDE and more and width(text) + 2 + width(more) <= room:
        return [trimmed([*head, (f"{text}; {more}", name)])]
    texts = wrap(text, room)
    lines = [trimmed([*head, (texts[0], name)])]
    lines += [[(" " * start, ""), (part, name)] for part in texts[1:]]
    if below:
        indent = start if columns >= WIDE and width(below) <= room else BELOW
        shown = wrap(below, columns - indent) if whole else [cut(below, columns - indent)]
        lines += [[(" " * indent, ""), (part, name)] for part in shown]
    return lines


def _date(entry: Entry, local: Local) -> str:
    """The date of what is reported; of a decision only where it was not recorded on that day."""
    text = dated(entry)
    if not text or entry.status is not None or entry.kind in _DATED:
        return text
    return f"(on {text})" if days_later(entry, local) else ""
