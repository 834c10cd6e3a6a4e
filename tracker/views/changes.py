"""What changed between two moments, as it is read aloud in a meeting: in short, then group by group.

Three lists: what happened (in groups, with the dates that moved and what became late), what was reported
late, what was corrected or taken back. Every line says what was, what is, who said so and on what evidence.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core import words
from tracker.core.campaign import Mark
from tracker.core.changes import Viewpoint
from tracker.core.comparison import Comparison
from tracker.core.entry import Entry
from tracker.core.text import escape, width, wrap
from tracker.views.changed import (
    ACHIEVED_GROUP,
    CONTACTS,
    NOTED,
    OTHER,
    POSITIONS,
    TODOS,
    UNDER_WAY,
    Events,
    Item,
    corrected_item,
    date_items,
    late_item,
)
from tracker.views.entries import Local
from tracker.views.lines import SENTENCE, Line, View, trimmed
from tracker.views.rows import drawn, milestone_title, title_of
from tracker.views.theme import Marks

#: The column of the sentences, and the width from which they stand beside the dates.
TEXT, BESIDE = 17, 56

SAY = {
    "title": "{organization}: what changed",
    "title-step": "{organization}: what changed about {step}",
    "range": "{since} to {until}",
    "mark": "{name}, {date}",
    "beginning": "the beginning",
    "no-mark": "No mark is set: from the beginning, {date}. --since names a day; tracker mark sets one.",
    "unknown": "Nothing was on record by {date}; recording began on {began}.",
    "in-short": "In short  ",
    "nothing": "Nothing changed.",
    "none": "nothing",
    "all-by": "Every event above was recorded by {by}.",
    "all-source": "Source of them all: {source}.",
    "bulk": "{entries} of {span} ({list}), {recorded}. --all lists them.",
    "recorded": "first recorded on {date}",
    "recorded-between": "first recorded from {first} to {last}",
}

HEADS = {
    ACHIEVED_GROUP: "Achieved",
    OTHER: "Other outcomes",
    UNDER_WAY: "Under way",
    NOTED: "Noted",
    POSITIONS: "Positions and roles",
    CONTACTS: "Contacts and missions",
    TODOS: "To-dos",
    "dates": "Dates moved",
    "late": "Became late",
    "reported-late": "Reported late",
    "corrected": "Corrected or taken back",
}
#: The groups that are named also where there is nothing in them.
ALWAYS = (ACHIEVED_GROUP, "dates", "late", "reported-late", "corrected")

SHORT = {
    "achieved": "{titles} achieved",
    "outcome": "{title} {word}",
    "under-way": "{titles} under way",
    "blocked": "{titles} blocked",
    "moved": "{dates} moved ({list})",
    "not-moved": "no date moved",
    "late": "{titles} became late",
    "reported": "{entries} reported late",
    "reported-done": "{entries} reported late ({titles} achieved)",
    "corrected": "{entries} corrected or taken back",
    "notes": "{notes}",
    "positions": "{count} of positions and roles",
    "contacts": "{count}",
}

#: How many titles a part of the sentence in short names.
NAMED = 3


class WhatChanged(View):
    """The changes between two moments; with `everything`, also old history that was entered in one go."""

    def __init__(
        self, found: Comparison, local: Local, *, everything: bool = False, ascii: bool = False
    ) -> None:
        self.found, self.local = found, local
        self.marks = Marks.choose(ascii)
        self.state = found.after.state
        self.hidden = [] if everything else found.bulk
        self.events = Events(found, self.marks, local, self.hidden)
        shown = {s.step.key for s in drawn(self.state, found.after)}
        self.moved = [m for m in found.moved if m.moved.item.step.key in shown]

    def lines(self, columns: int) -> list[Line]:
        """The heading, the sentence in short, and the groups."""
        lines = self._head(columns)
        lines += self._labelled(SAY["in-short"], self._short(), columns)
        if self.found.nothing:
            return lines
        empty = False  # groups with nothing in them take a line each, without blank ones between
        for key, items in self._groups().items():
            if not items and key not in ALWAYS:
                continue
            if items or not empty:
                lines.append([])
            empty = not items
            if items:
                lines.append([(HEADS[key], "bold"), *self._explained(key, columns)])
                lines += [line for item in items for line in self._item(item, columns)]
            else:
                lines.append([(HEADS[key], "bold"), ("  " + SAY["none"], "")])
        shared = self._shared()
        if shared:
            lines += [[], *([(text, "dim")] for text in wrap(shared, min(columns, SENTENCE)))]
        return lines

    def _shared(self) -> str:
        """The author and the source that all the events share, which are not repeated with each."""
        by, source = self.events.by, self.events.source
        parts = [SAY["all-by"].format(by=escape(by))] if by else []
        return " ".join([*parts, *([SAY["all-source"].format(source=escape(source))] if source else [])])

    # -- the heading

    def _head(self, columns: int) -> list[Line]:
        found = self.found
        name = escape(self.state.organization or self.state.campaign)
        step = title_of(found.step, self.state) if found.step is not None else ""
        title = SAY["title-step" if step else "title"].format(organization=name, step=step)
        begins = SAY["beginning"] if found.beginning else _moment(found.since, found.earlier)
        span = SAY["range"].format(since=begins, until=_moment(found.until, found.later))
        lines: list[Line] = []
        gap = columns - width(title) - width(span)
        if gap >= 2:
            lines.append([(title, "bold"), (" " * gap, ""), (span, "")])
        else:
            lines += [[(text, "bold")] for text in wrap(title, columns)]
            lines += [[(text, "")] for text in wrap(span, columns)]
        note = ""
        if found.beginning and found.began is not None:
            note = SAY["no-mark"].format(date=words.day(found.began))
        elif found.before is None and found.began is not None:
            note = SAY["unknown"].format(date=words.day(found.earlier.day), began=words.day(found.began))
        return lines + [[(text, "dim")] for text in wrap(note, min(columns, SENTENCE)) if text]

    def _labelled(self, label: str, text: str, columns: int) -> list[Line]:
        if columns < BESIDE:
            lines: list[Line] = [[(label.rstrip(), "bold")]]
            return lines + [[("  ", ""), (line, "")] for line in wrap(text, columns - 2)]
        texts = wrap(text, min(columns, SENTENCE) - len(label))
        first: Line = [(label, "bold"), (texts[0], "")]
        return [first, *([(" " * len(label), ""), (line, "")] for line in texts[1:])]

    def _explained(self, key: str, columns: int) -> Line:
        """What 'reported late' means, where there is room for it."""
        if key != "reported-late" or not self.found.changes.reported_late:
            return []
        text = f"  on or before {words.day(self.found.earlier.day)}, recorded after it"
        return [(text, "dim")] if len(HEADS[key]) + len(text) <= columns else []

    # -- in short

    def _short(self) -> str:
        found = self.found
        if found.nothing:
            return SAY["nothing"]
        parts = [*self._short_events(), *self._short_dates()]
        if found.late:
            titles = [title_of(s.step, self.state) for s in found.late]
            parts.append(SHORT["late"].format(titles=_some(titles)))
        lists = found.changes
        if lists.reported_late:
            count = words.plural(len(lists.reported_late), "entry", "entries")
            done = [e for e in lists.reported_late if self.events.group(e) == ACHIEVED_GROUP]
            titles = list(dict.fromkeys(self._title(e) for e in done))
            key = "reported-done" if titles else "reported"
            parts.append(SHORT[key].format(entries=count, titles=_some(titles)))
        if lists.corrected:
            count = words.plural(len(lists.corrected), "entry", "entries")
            parts.append(SHORT["corrected"].format(entries=count))
        text = "; ".join(parts)
        return text[:1].upper() + text[1:] + "."

    def _short_events(self) -> list[str]:
        """Milestones before steps, then other outcomes, then what is under way."""
        happened = self.found.changes.happened
        before = self.found.before
        then = {m.milestone.key: m.status for m in before.state.milestones} if before is not None else {}
        new = [m for m in self.state.milestones if m.status != then.get(m.milestone.key, "planned")]
        mine = {e.subject for e in happened}
        new = [
            m
            for m in new
            if {s.key for s in self.state.process.steps if s.milestone == m.milestone.key} & mine
        ]
        done = [
            m
            for m in new
            if m.status == "achieved" and m.on is not None and m.on.last > self.found.earlier.day
        ]
        covered = {key for m in done for key in m.milestone.done_when}
        titles = [milestone_title(m.milestone, self.state) for m in done]
        achieved = [
            e for e in happened if self.events.group(e) == ACHIEVED_GROUP and e.subject not in covered
        ]
        titles += list(dict.fromkeys(self._title(e) for e in achieved))
        parts = [SHORT["achieved"].format(titles=_some(titles))] if titles else []
        for entry in happened:
            if self.events.group(entry) == OTHER:
                word = (entry.status or "").replace("-", " ")
                parts.append(SHORT["outcome"].format(title=self._title(entry), word=escape(word)))
        running = [e for e in happened if self.events.group(e) == UNDER_WAY]
        for key, blocked in (("under-way", False), ("blocked", True)):
            found = [self._title(e) for e in running if (e.status == "blocked") == blocked]
            if found:
                parts.append(SHORT[key].format(titles=_some(list(dict.fromkeys(found)))))
        notes = sum(self.events.group(e) == NOTED for e in happened)
        positions = sum(self.events.group(e) == POSITIONS for e in happened)
        if positions:
            parts.append(SHORT["positions"].format(count=words.plural(positions, "entry", "entries")))
        contacts = sum(e.kind == "contact" for e in happened)
        if contacts:
            parts.append(SHORT["contacts"].format(count=words.plural(contacts, "contact")))
        if notes and not parts:
            parts.append(SHORT["notes"].format(notes=words.plural(notes, "note")))
        return parts

    def _short_dates(self) -> list[str]:
        moved = self.moved
        if not moved:
            return [SHORT["not-moved"]]
        ordered = sorted(moved, key=lambda m: -abs(m.moved.days))
        named = [f"{title_of(m.moved.item.step, self.state)} {m.moved.days:+,} d" for m in ordered]
        count = words.plural(len(moved), "date")
        return [SHORT["moved"].format(dates=count, list=_some(named, " and "))]

    def _title(self, entry: Entry) -> str:
        step = self.events.step(entry)
        return title_of(step, self.state) if step is not None else escape(entry.subject or entry.kind)

    # -- the groups

    def _groups(self) -> dict[str, list[Item]]:
        found, events, lists = self.found, self.events, self.found.changes
        groups: dict[str, list[Item]] = {key: [] for key in HEADS}
        for entry in lists.happened:
            groups[events.group(entry)].append(events.item(entry))
        groups["dates"] = date_items(self.moved, found.after, self.marks)
        groups["late"] = [late_item(item, found.after, self.marks) for item in found.late]
        ids = {e.id for e in self.hidden}
        groups["reported-late"] = [events.item(e, named=True) for e in lists.reported_late if e.id not in ids]
        if self.hidden:
            groups["reported-late"].append(Item(self.marks.note, "dim", "", self._bulk(self.hidden)))
        groups["corrected"] = [corrected_item(one, events) for one in lists.corrected]
        return groups

    def _bulk(self, entries: Sequence[Entry]) -> str:
        counts: dict[str, int] = {}
        for entry in entries:
            counts[self._title(entry)] = counts.get(self._title(entry), 0) + 1
        days = sorted({self.local(e.recorded_at).date() for e in entries})
        key = "recorded" if days[0] == days[-1] else "recorded-between"
        recorded = SAY[key].format(
            date=words.day(days[0]), first=words.day(days[0]), last=words.day(days[-1])
        )
        return SAY["bulk"].format(
            entries=words.plural(len(entries), "entry", "entries"),
            span=_years(entries),
            list=words.join([f"{title} {count}" if count > 1 else title for title, count in counts.items()]),
            recorded=recorded,
        )

    # -- an item

    def _item(self, item: Item, columns: int) -> list[Line]:
        beside = columns >= BESIDE
        start = TEXT if beside else 4
        room = min(columns, SENTENCE + 7) - start
        date: Line = [(item.date.ljust(TEXT - 4) if beside else item.date, item.date_class)]
        head: Line = [("  ", ""), (item.mark or " ", item.style), (" ", "")]
        texts: list[Line] = [[(text, "")] for text in wrap(item.text, room)]
        if item.evidence:
            texts = self._with_evidence(texts, item.evidence, room)
        if item.date and not beside:
            return [[*head, *date], *([(" " * start, ""), *text] for text in texts)]
        first = [*head, *(date if beside else [])]
        return [
            trimmed([*first, *texts[0]]),
            *([(" " * start, ""), *text] for text in texts[1:]),
        ]

    def _with_evidence(self, texts: list[Line], evidence: str, room: int) -> list[Line]:
        """The evidence after the sentence, on the same line where it fits."""
        used = sum(width(text) for text, _ in texts[-1])
        if used + 2 + width(evidence) <= room:
            return [*texts[:-1], [*texts[-1], ("  " + evidence, "dim")]]
        return [*texts, *([(text, "dim")] for text in wrap(evidence, room))]


def _moment(mark: Mark | None, point: Viewpoint) -> str:
    day = words.day(point.day)
    return SAY["mark"].format(name=escape(mark.key), date=day) if mark is not None else day


def _some(titles: Sequence[str], last: str = " and ") -> str:
    """Some titles, and how many more."""
    if len(titles) <= NAMED:
        return words.both(list(titles))
    return words.both([*titles[: NAMED - 1], f"{len(titles) - NAMED + 1} more"])


def _years(entries: Sequence[Entry]) -> str:
    """`2015-2024`, or the days where they lie in one year."""
    first = min((e.first for e in entries if e.first is not None), default=None)
    last = max((e.last for e in entries if e.last is not None), default=None)
    if first is None or last is None:
        return "no date"
    return words.span(first, last) if first.year == last.year else f"{first.year}-{last.year}"
