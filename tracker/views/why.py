"""The rule, the arithmetic and the certainty behind each date of a step; what comes if it is missed."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core import words
from tracker.core.campaign import StepState
from tracker.core.process import Source
from tracker.core.reasons import (
    CONFIDENCE,
    Reason,
    door_words,
    doors,
    else_words,
    file_words,
    no_longer,
)
from tracker.core.reasons import SAY as REASONS
from tracker.core.schedule import LATE, Schedule
from tracker.core.standing import stands_before
from tracker.core.text import escape
from tracker.core.when import When
from tracker.views.columns import sentence, table
from tracker.views.entries import iso_words, named, tail
from tracker.views.lines import Line, View

SAY = {
    "head": "{title} ({key}){session}",
    "in-session": ", {session}",
    "about": "{about}",
    "happened": "{status} {date} ({entry}).",
    "must": "To be done: {cause} asks for it.",
    "may": "It may be done now.",
    "begun": "{status} since {date}; it may go on.",
    "blocked": "{status} since {date}.",
    "not-yet": "Not yet: it waits for {keys}.",
    "no-longer": "No longer: {reason}.",
    "overdue": "Overdue: {days}.",
    "late": "Late: {days}.",
    "at-risk": "At risk: {reason}.",
    "at-risk-earliest": "{keys} can be done on {day} at the earliest, after the deadline",
    "at-risk-own": "it can be done on {day} at the earliest, after the deadline",
    "at-risk-held": "{keys} is late",
    "not-recorded": "Nothing is recorded though its window has passed.",
    "order": "Out of order: it stands before {keys}.",
    "target": "target",
    "deadline": "deadline",
    "last-working-day": "last working day",
    "window-start": "window from",
    "window-end": "window to",
    "usual-start": "usual from",
    "usual-end": "usual to",
    "window-day": "window",
    "usual-day": "usual",
    "plan": "plan",
    "sum": "{rule}: {base}{rest}",
    "sum-apart": "{rule}, counted from {base}: {arithmetic}",
    "sure": "how sure: {confidence}",
    "decided": "decided by {who}, {on} ({entry})",
    "because": "because {text}",
    "no-dates": "The process file gives no date for it, and none is planned.",
    "route": "By {route}, that of its last possible day.",
    "route-said": "By {route}, as recorded.",
    "route-else": "By {route}, that of its last possible day; its first gives {other}.",
    "closed": "{door} (closed)",
    "missed": "If it is missed",
    "also": "Also still due in the {session}: tracker why {key} --session {n}.",
}


Row = list[tuple[str, str]]


class Why(View):
    """Each date of a step explained, and its standing."""

    def __init__(self, schedule: Schedule, item: StepState, reasons: Sequence[Reason]) -> None:
        self.schedule, self.item, self.reasons = schedule, item, reasons

    def lines(self, columns: int) -> list[Line]:
        """The step, why it stands as it does, its dates, and what comes if it is missed."""
        lines = sentence(self._head(), columns, "bold")
        lines += sentence(named(self.item.step.about["en"], self.schedule.state.organ), columns)
        for text in self._standing():
            lines += sentence(text, columns)
        if self.reasons:
            lines.append([])
            lines += self._dates(columns)
        else:
            lines += sentence(SAY["no-dates"], columns)
        lines += self._missed(columns)
        return lines

    def _head(self) -> str:
        item = self.item
        title = named(item.step.title["en"], self.schedule.state.organ)
        session = ""
        if item.session is not None:
            session = SAY["in-session"].format(session=self.schedule.calendar.label(item.session))
        return SAY["head"].format(title=title, key=item.step.key, session=session)

    # -- standing

    def _standing(self) -> list[str]:
        item = self.item
        found = [self._stands()]
        found += [text for text in (self._health(), self._route()) if text]
        for other in self.schedule.state.steps:
            if (
                other.step is item.step
                and other is not item
                and other.still_due
                and other.session is not None
            ):
                label = self.schedule.calendar.label(other.session)
                found.append(SAY["also"].format(session=label, key=item.step.key, n=other.session))
        if item.out_of_order:
            found.append(SAY["order"].format(keys=words.both([s.step.key for s in stands_before(self.item)])))
        return found

    def _stands(self) -> str:
        item = self.item
        status = item.status.replace("-", " ")
        if item.settled:
            date = words.when(item.on) if item.on is not None else ""
            entry = tail(item.said.id) if item.said is not None else ""
            return _sentence(SAY["happened"].format(status=status, date=date, entry=entry))
        if item.standing == "no-longer":
            return SAY["no-longer"].format(reason=no_longer(self.schedule.state, item) or "its run has ended")
        if item.standing == "not-yet":
            text = SAY["not-yet"].format(keys=words.both(item.waiting_for))
            if item.caused_by is not None:
                text += " " + SAY["must"].format(cause=item.caused_by)
            return text
        if item.standing == "must":
            return SAY["must"].format(cause=item.caused_by)
        if item.since is not None:
            key = "begun" if item.status != "blocked" else "blocked"
            return _sentence(SAY[key].format(status=status, date=words.when(item.since)))
        return SAY["may"]

    def _health(self) -> str:
        dates = self.schedule.of(self.item)
        if dates.health in LATE and dates.days_late is not None:
            return SAY[dates.health].format(days=words.days(dates.days_late))
        if dates.health == "not-recorded":
            return SAY["not-recorded"]
        if dates.health != "at-risk" or dates.deadline is None:
            return ""
        held = [s.step.key for s in self.item.needs if self.schedule.is_late(s)]
        day = words.day(self.schedule.earliest(self.item))
        slow = [s.step.key for s in self.item.needs if self.schedule.earliest(s) > dates.deadline.last]
        if held:
            reason = SAY["at-risk-held"].format(keys=words.both(held))
        elif slow:
            reason = SAY["at-risk-earliest"].format(keys=words.both(slow), day=day)
        else:
            reason = SAY["at-risk-own"].format(day=day)
        return SAY["at-risk"].format(reason=reason)

    def _route(self) -> str:
        item = self.item
        if item.route is None or not item.step.routes:
            return ""
        way = self.schedule.state.process.way
        if item.route_else is not None:
            route, other = escape(way(item.route)), escape(way(item.route_else))
            return SAY["route-else"].format(route=route, other=other)
        named = any(e.route == item.route for e in item.entries)
        return SAY["route-said" if named else "route"].format(route=escape(way(item.route)))

    # -- dates

    def _dates(self, columns: int) -> list[Line]:
        rows: list[tuple[Row, str]] = []  # with the address under it
        for reason in self._merged():
            source = reason.source
            first = [(SAY[reason.kind], "bold"), (_when(reason.when), ""), (self._sum(reason), "")]
            rows.append((first, ""))
            if source is not None:
                url = escape(source.url or "")
                rows.append(([("", ""), ("", ""), (sure(source), "")], url))
        every = [row for row, _ in rows]
        lines: list[Line] = []
        for row, url in rows:
            lines += table([row], columns, like=every)
            lines += self._address(url, columns, every)
        return lines

    def _address(self, url: str, columns: int, every: Sequence[Row]) -> list[Line]:
        """An address under its source; further left where it would have to be broken."""
        if not url:
            return []
        beside = table([[("", ""), ("", ""), (url, "")]], columns, like=every)
        return beside if len(beside) == 1 else table([[("", ""), (url, "")]], columns, indent=4)

    def _merged(self) -> list[Reason]:
        """The dates, a window of one day as one, and a source that two share said with the second."""
        found: list[Reason] = []
        for reason in self.reasons:
            kind, _, end = reason.kind.partition("-")
            before = found[-1] if found else None
            if end == "end" and before is not None and before.when == reason.when:
                found[-1] = Reason(
                    f"{kind}-day", reason.when, reason.rule, reason.base, reason.arithmetic, reason.source
                )
                continue
            if end == "end" and before is not None and before.source == reason.source:
                found[-1] = Reason(before.kind, before.when, before.rule, before.base, before.arithmetic)
            found.append(reason)
        return found

    def _sum(self, reason: Reason) -> str:
        if reason.kind == "plan":
            return self._decided(reason)
        if not reason.rule or not reason.base or reason.kind == "last-working-day":
            rule = f"{escape(reason.rule)}: " if reason.rule and reason.when is None else ""
            return rule + escape(reason.arithmetic or "")
        rule, base, arithmetic = escape(reason.rule), escape(reason.base), escape(reason.arithmetic or "")
        # "opening of the 82nd session, 7 Sep 2027" and "7 Sep 2027 - 60 days" say the day once.
        start = base.rpartition(", ")[2]
        if arithmetic.startswith(f"{start} "):
            return SAY["sum"].format(rule=rule, base=base, rest=arithmetic[len(start) :])
        return SAY["sum-apart"].format(rule=rule, base=base, arithmetic=arithmetic)

    def _decided(self, reason: Reason) -> str:
        entry = reason.entry
        if entry is None:
            return ""
        text = SAY["decided"].format(
            who=escape(entry.recorded_by), on=iso_words(entry.on), entry=tail(entry.id)
        )
        if entry.because:
            text += ": " + SAY["because"].format(text=escape(entry.because))
        return text

    # -- missed

    def _missed(self, columns: int) -> list[Line]:
        """The next doors of an open step; nothing where it is no longer a question."""
        item, schedule = self.item, self.schedule
        if item.settled or item.standing == "no-longer":
            return []
        texts = []
        for door in doors(schedule, item):
            text = escape(door_words(self.schedule, door))
            texts.append(text if door.open else SAY["closed"].format(door=text))
        after = else_words(schedule, item) if texts else None
        texts += [after] if after else []
        words_of_file = file_words(item.step)
        if words_of_file is not None:
            texts.append(named(words_of_file, schedule.state.organ))
        if not texts:
            texts.append(REASONS["names-none"])
        return [
            [],
            [(SAY["missed"], "bold")],
            *table([[("", ""), (_sentence(t), "")] for t in texts], columns),
        ]


def sure(source: Source) -> str:
    """How sure a date is, and by what: `how sure: seen in practice; seen dates (79th session)`."""
    confidence = CONFIDENCE.get(source.confidence, source.confidence)
    rule = escape(source.rule)
    for link in (", ", ": "):
        rule = rule.removeprefix(confidence + link)
    return SAY["sure"].format(confidence=confidence) + (f"; {rule}" if rule != confidence else "")


def _when(value: When | None) -> str:
    if value is None:
        return ""
    if value.first != value.last and len(value.text) == 10:
        return words.span(value.first, value.last)
    return words.when_weekday(value)


def _sentence(text: str) -> str:
    end = "" if text.endswith(".") else "."
    return text[:1].upper() + text[1:] + end
