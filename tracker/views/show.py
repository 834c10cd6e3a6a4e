"""Everything recorded about one step, one entry or one mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.core import words
from tracker.core.campaign import Mark, StepState
from tracker.core.entry import Entry
from tracker.core.live import RETRACT
from tracker.core.process import Step
from tracker.core.schedule import Dated, Schedule
from tracker.core.text import escape
from tracker.views.columns import sentence, table
from tracker.views.entries import Local, dated, fate, iso_words, later, moment, named, possible, said, tail
from tracker.views.figure import mark_of
from tracker.views.history import entry_lines
from tracker.views.lines import Line, View
from tracker.views.rows import row_of
from tracker.views.theme import Marks

SAY = {
    "head": "{title} ({key})",
    "now": "Now",
    "entries": "Recorded",
    "no-run": "No session runs it yet.",
    "no-entries": "Nothing is recorded about it.",
    "entry": "{entry}, {kind} by {who}, recorded {when}",
    "current": "current",
    "standing": "standing",
    "waits": "waits for {keys}",
    "caused": "asked for by {cause}",
    "owner": "owner {owner}",
    "target": "target {date}",
    "deadline": "deadline {date}",
    "window": "window {date}",
    "usual": "usual {date}",
    "plan": "plan {date}",
    "route": "by {route}",
    "route-else": "by {route} (its first possible day gives {other})",
    "order": "out of order",
    "mark": "{key}: {day}, recorded {when} by {who}",
    "compare": "What moved since: tracker timeline --baseline {key}",
    "yes": "yes",
    "yes-said": "yes; the status in force is that of {entry}: {said}",
    "no": "no: {reason}",
    "vague": "{date} (some day of {span})",
    "doubt": "the source is uncertain",
    "blanked": "the text was blanked",
}

STANDINGS = {"no-longer": "no longer", "not-yet": "not yet"}


class ShowStep(View):
    """A step: what it is, where it stands in each session, and every entry about it."""

    def __init__(
        self,
        schedule: Schedule,
        step: Step,
        entries: Sequence[Entry],
        over: Mapping[str, Entry],
        local: Local,
        *,
        ascii: bool = False,
    ) -> None:
        self.schedule, self.step, self.entries = schedule, step, entries
        self.over, self.local = over, local
        self.marks = Marks.choose(ascii)

    def lines(self, columns: int) -> list[Line]:
        """The about line, the runs, the entries newest first."""
        state = self.schedule.state
        title = named(self.step.title["en"], state.organ)
        lines = sentence(SAY["head"].format(title=title, key=self.step.key), columns, "bold")
        lines += sentence(named(self.step.about["en"], state.organ), columns)
        runs = [item for item in state.steps if item.step.key == self.step.key]
        lines += [[], [(SAY["now"], "bold")]]
        if runs:
            lines += table([self._run(item) for item in runs], columns)
        else:
            lines += sentence(f"  {SAY['no-run']}", columns)
        lines += [[], [(SAY["entries"], "bold")]]
        if not self.entries:
            return lines + sentence(f"  {SAY['no-entries']}", columns)
        newest = list(reversed(self.entries))
        return lines + entry_lines(
            newest, self.over, self.local, state.as_of, self.marks, columns, whole=True
        )

    def _run(self, item: StepState) -> list[tuple[str, str]]:
        row = row_of(item, self.schedule.state, self.schedule)
        mark, name = mark_of(row.kind, self.marks)
        session = words.ordinal(item.session) if item.session is not None else ""
        status = item.status.replace("-", " ")
        on = item.on if item.settled else item.since
        if on is not None:
            status += f" {'' if item.settled else 'since '}{words.when(on)}"
        return [
            (f"{mark} {session}".rstrip(), name if row.kind == "late" else ""),
            (status, ""),
            (STANDINGS.get(item.standing, item.standing), ""),
            ("" if item.settled else row.health, row.health_class),
            (self._facts(item), ""),
        ]

    def _facts(self, item: StepState) -> str:
        parts = []
        if item.due is not None:
            parts.append(SAY["plan"].format(date=words.when_weekday(item.due)))
        if not item.settled:
            dates = self.schedule.of(item)
            for dated_ in (dates.target, dates.deadline, dates.usual, dates.window):
                if dated_ is not None:
                    parts.append(SAY[dated_.kind].format(date=_dated(dated_)))
        if item.standing == "not-yet":
            parts.append(SAY["waits"].format(keys=words.join(item.waiting_for)))
        if item.caused_by is not None:
            parts.append(SAY["caused"].format(cause=escape(item.caused_by)))
        if item.route is not None and item.step.routes:
            key = "route" if item.route_else is None else "route-else"
            way = self.schedule.state.process.way
            route, other = escape(way(item.route)), escape(way(item.route_else or ""))
            parts.append(SAY[key].format(route=route, other=other))
        if item.owner:
            parts.append(SAY["owner"].format(owner=escape(item.owner)))
        if item.out_of_order:
            parts.append(SAY["order"])
        parts += [escape(ref) for ref in item.refs]
        return "; ".join(parts)


def _dated(found: Dated) -> str:
    return words.weekday(found.last) if found.first == found.last else words.span(found.first, found.last)


class ShowEntry(View):
    """One entry: all that it holds, what it replaces, and what became of it."""

    def __init__(
        self,
        schedule: Schedule,
        entry: Entry,
        entries: Sequence[Entry],
        over: Mapping[str, Entry],
        local: Local,
    ) -> None:
        self.schedule, self.entry, self.entries = schedule, entry, entries
        self.over, self.local = over, local

    def lines(self, columns: int) -> list[Line]:
        """A line for each field that is there."""
        entry = self.entry
        head = SAY["entry"].format(
            entry=tail(entry.id),
            kind=entry.kind,
            who=escape(entry.recorded_by),
            when=moment(entry.recorded_at, self.local),
        )
        rows = [[(label, ""), (text, "")] for label, text in self._fields() if text]
        return [*sentence(head, columns, "bold"), *table(rows, columns)]

    def _fields(self) -> list[tuple[str, str]]:
        entry = self.entry
        date = dated(entry)
        if possible(entry) and date:
            date = SAY["vague"].format(date=date, span=possible(entry))
        return [
            ("says", said(entry)),
            ("date", date),
            ("", later(entry, self.local)),
            ("session", words.ordinal(entry.session) if entry.session is not None else ""),
            ("planned", iso_words(entry.due)),
            ("documents", words.join([escape(ref) for ref in entry.refs])),
            ("source", escape(entry.source or "")),
            ("", SAY["doubt"] if entry.doubt else ""),
            ("because", escape(entry.because or "")),
            ("note", escape(entry.note or "", keep_newlines=True)),
            ("", SAY["blanked"] if entry.redacted else ""),
            ("visibility", entry.visibility),
            ("in force", self._in_force()),
            ("replaces", self._named(entry.replaces)),
            *(("replaced by", self._said(e)) for e in self.entries if e.replaces == entry.id),
            ("id", entry.id),
        ]

    def _in_force(self) -> str:
        entry, state = self.entry, self.schedule.state
        reason = fate(entry, self.over, state.as_of)
        if reason:
            return SAY["no"].format(reason=reason)
        if entry.status is not None:
            item = next((s for s in state.steps if any(e.id == entry.id for e in s.entries)), None)
            if item is not None and item.said is not None and item.said.id != entry.id:
                other = item.said
                return SAY["yes-said"].format(entry=tail(other.id), said=f"{said(other)} {dated(other)}")
        return SAY["yes"]

    def _named(self, id: str | None) -> str:
        if id is None:
            return ""
        return next((self._said(e) for e in self.entries if e.id == id), tail(id))

    def _said(self, entry: Entry) -> str:
        text = f"{tail(entry.id)}: {said(entry)} {dated(entry)}".rstrip()
        reason = fate(entry, self.over, self.schedule.state.as_of)
        if entry.kind == RETRACT and entry.because:
            text += f", {escape(entry.because)}"
        return f"{text} ({reason})" if reason else text


class ShowMark(View):
    """A mark: its day, when it was set, and the entries that set it."""

    def __init__(
        self,
        schedule: Schedule,
        mark: Mark,
        entries: Sequence[Entry],
        over: Mapping[str, Entry],
        local: Local,
        *,
        ascii: bool = False,
    ) -> None:
        self.schedule, self.mark, self.entries = schedule, mark, entries
        self.over, self.local = over, local
        self.marks = Marks.choose(ascii)

    def lines(self, columns: int) -> list[Line]:
        """The mark in a line, its note, its entries."""
        mark = self.mark
        setting = [e for e in self.entries if e.recorded_at == mark.recorded_at]
        head = SAY["mark"].format(
            key=escape(mark.key),
            day=words.weekday(mark.day),
            when=moment(mark.recorded_at, self.local),
            who=escape(setting[-1].recorded_by) if setting else "",
        )
        lines = sentence(head, columns, "bold")
        if mark.note:
            lines += sentence(escape(mark.note), columns)
        lines += sentence(SAY["compare"].format(key=escape(mark.key)), columns)
        if self.entries:
            lines += [[], [(SAY["entries"], "bold")]]
            newest = list(reversed(self.entries))
            as_of = self.schedule.state.as_of
            lines += entry_lines(newest, self.over, self.local, as_of, self.marks, columns, whole=True)
        return lines


def shown(
    schedule: Schedule,
    thing: Step | Entry | Mark,
    entries: Sequence[Entry],
    over: Mapping[str, Entry],
    local: Local,
    *,
    ascii: bool = False,
) -> View:
    """The view of a step, an entry or a mark; `entries` are all about it, oldest first."""
    if isinstance(thing, Entry):
        return ShowEntry(schedule, thing, entries, over, local)
    if isinstance(thing, Mark):
        return ShowMark(schedule, thing, entries, over, local, ascii=ascii)
    return ShowStep(schedule, thing, entries, over, local, ascii=ascii)
