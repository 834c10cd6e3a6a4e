"""What is to be done now: must, may, not yet and what that waits for, no longer; each with its date."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core import words
from tracker.core.agenda import Agenda
from tracker.core.campaign import StepState
from tracker.core.reasons import doors, later_doors, next_session
from tracker.core.schedule import Schedule
from tracker.core.text import escape
from tracker.views.answers import granted_by
from tracker.views.columns import sentence, table
from tracker.views.figure import mark_of
from tracker.views.lines import Line, View
from tracker.views.rows import row_of, title_of
from tracker.views.theme import Marks

#: How many steps the opening sentence names of each kind; the rest is counted.
NAMED = 3

SAY = {
    "session": "{session} opens {date}.",
    "session-opened": "{session} opened {date}.",
    "session-bare": "{session}.",
    "no-session": "No session is aimed at yet: tracker target N.",
    "at": "You are at step {n} of {of}, {title}",
    "can": "may do {keys}",
    "do": "must do {keys}",
    "follow": "still due: {keys}",
    "more": "{keys} and {count} more",
    "limit": "must do {key} by {day}{way}",
    "limit-working": "must do {key} by {working}{way} (deadline {day})",
    "limit-missed": "{key} missed its deadline of {day}{way}",
    "under": " under {way}",
    "if-missed": "if missed: {ways}",
    "left": "left: {ways}",
    "until": "{way} until {day}",
    "else": "else the {session}",
    "all-done": "No required step of {of} is open.",
    "granted": "Granted: {step}, {date}.",
    "late": "Late: {keys}.",
    "nothing": "Nothing is to be done.",
    "must": "Must",
    "may": "May be done",
    "not-yet": "Not yet",
    "no-longer": "No longer",
    "passed": "Not on record, though the item has come back without: {keys}.",
    "left-out": "{steps} with a date further ahead than {days} left out.",
    "waits": "waits for {keys}",
    "caused": "since {cause}",
    "optional": "optional",
    "owner": "owner {owner}",
    "todos": "To do",
    "deadline": "deadline {date}",
}


class Next(View):
    """The agenda of a campaign."""

    def __init__(
        self, schedule: Schedule, agenda: Agenda, *, days: int | None = None, ascii: bool = False
    ) -> None:
        self.schedule, self.agenda, self.days = schedule, agenda, days
        self.marks = Marks.choose(ascii)

    def lines(self, columns: int) -> list[Line]:
        """The opening sentence, then the lists."""
        lines = sentence(self._opening(), columns)
        found = self.agenda
        lists = {"must": found.must, "may": found.may, "not-yet": found.not_yet}
        rows = {key: [self._row(item) for item in items] for key, items in lists.items()}
        every = [row for some in rows.values() for row in some]
        for key, some in rows.items():
            if some:
                lines += [[], [(SAY[key], "bold")], *table(some, columns, like=every)]
        if found.no_longer:
            keys = words.join([self._key(item) for item in found.no_longer])
            lines += [[], [(SAY["no-longer"], "bold")], *table([[("", ""), (keys, "dim")]], columns)]
        if found.passed:
            keys = words.join([item.step.key for item in found.passed if not item.step.optional])
            lines += [[], *sentence(SAY["passed"].format(keys=keys), columns, "dim")] if keys else []
        todos = self.schedule.state.outreach.open if self.schedule.state.outreach is not None else []
        if todos:
            from tracker.views.contacts import todo_lines

            lines += [[], [(SAY["todos"], "bold")], *todo_lines(todos, self.schedule.today, columns)]
        if not (found.must or found.may or found.not_yet or found.left_out or todos):
            lines += [[], *sentence(SAY["nothing"], columns)]
        if found.left_out and self.days is not None:
            steps = words.plural(found.left_out, "step")
            text = SAY["left-out"].format(steps=steps, days=words.days(self.days))
            lines += [[], *sentence(text, columns, "dim")]
        return lines

    def _opening(self) -> str:
        """The session, how far the current cycle is, what may and must be done, what is late."""
        state, schedule = self.schedule.state, self.schedule
        if state.granted:
            item = granted_by(state)
            if item is not None:
                title = title_of(item.step, state)
                return SAY["granted"].format(step=title, date=words.when_weekday(item.on) if item.on else "")
        if state.session is None:
            parts = [SAY["no-session"]]
        else:
            label, opening = schedule.calendar.label(state.session), schedule.opening(state.session)
            label = label[:1].upper() + label[1:]
            key = "session-bare"
            if opening is not None:
                key = "session-opened" if opening <= state.as_of else "session"
            parts = [SAY[key].format(session=label, date=words.weekday(opening) if opening else "")]
        found = self.agenda
        if found.at is not None:
            title = title_of(found.at.step, state)
            at = SAY["at"].format(n=found.place, of=found.of, title=title)
            parts.append("; ".join([at, *self._doing(), *self._limit()]) + ".")
        else:
            parts.append(SAY["all-done"].format(of=found.of))
        late = [s for s in self._open() if schedule.is_late(s)]
        if late:
            parts.append(SAY["late"].format(keys=words.join([self._key(item) for item in late])))
        return " ".join(parts)

    def _doing(self) -> list[str]:
        """What may be done and what must be, by the steps that count."""
        may = [s for s in self.agenda.may if not s.step.optional and self.schedule.by_us(s)]
        ours = [s for s in self.agenda.must if self.schedule.by_us(s)]
        asked = [s for s in (*self.agenda.must, *self.agenda.not_yet) if s.still_due]
        others = [s for s in asked if not self.schedule.by_us(s)]
        return [
            SAY[key].format(keys=self._keys(items))
            for key, items in (("can", may), ("do", ours), ("follow", others))
            if items
        ]

    def _keys(self, items: Sequence[StepState]) -> str:
        keys = words.join([self._key(s) for s in items[:NAMED]])
        return keys if len(items) <= NAMED else SAY["more"].format(keys=keys, count=len(items) - NAMED)

    def _limit(self) -> list[str]:
        """The hard deadline that binds, the rule under which, and what comes if it is missed."""
        item, schedule = self.agenda.limit, self.schedule
        dated = schedule.of(item).deadline if item is not None else None
        if item is None or dated is None:
            return []
        day, working = dated.last, schedule.last_working_day(dated.last)
        under = next((d.way for d in doors(schedule, item) if d.until == day), None)
        way = SAY["under"].format(way=escape(under)) if under else ""
        missed = schedule.missed(item)
        key = "limit-missed" if missed else "limit" if working == day else "limit-working"
        short = words.weekday_short if key == "limit-working" else words.weekday
        text = SAY[key].format(key=self._key(item), day=short(day), working=words.weekday(working), way=way)
        left = self._ways(item)
        return [text, *([SAY["left" if missed else "if-missed"].format(ways=left)] if left else [])]

    def _ways(self, item: StepState) -> str:
        """`rule 15, else the 83rd session`; nothing for a step without routes."""
        ways = [
            escape(d.way if d.until is None else SAY["until"].format(way=d.way, day=words.weekday(d.until)))
            for d in later_doors(self.schedule, item)
        ]
        after = next_session(self.schedule, item)
        if ways and after is not None:
            ways.append(SAY["else"].format(session=self.schedule.calendar.label(after[0])))
        return words.join(ways)

    def _open(self) -> Sequence[StepState]:
        return [*self.agenda.must, *self.agenda.may, *self.agenda.not_yet]

    def _key(self, item: StepState) -> str:
        """The key, with the session where that is not the current one."""
        if item.current or item.session is None:
            return item.step.key
        return f"{item.step.key} ({words.ordinal(item.session)})"

    def _row(self, item: StepState) -> list[tuple[str, str]]:
        row = row_of(item, self.schedule.state, self.schedule)
        mark, name = mark_of(row.kind, self.marks)
        return [
            (f"{mark} {self._key(item)}", name if row.kind == "late" else ""),
            (row.dates, ""),
            (row.health, row.health_class),
            (self._why(item), ""),
        ]

    def _why(self, item: StepState) -> str:
        """What it waits for, what caused it, who is to do it, and a deadline after the date shown."""
        parts = []
        if item.standing == "not-yet":
            parts.append(SAY["waits"].format(keys=words.join(item.waiting_for)))
        if item.caused_by is not None:
            parts.append(SAY["caused"].format(cause=escape(item.caused_by)))
        if item.owner:
            parts.append(SAY["owner"].format(owner=escape(item.owner)))
        deadline, expected = self.schedule.of(item).deadline, self.schedule.expected(item)
        if deadline is not None and expected is not None and deadline.last != expected[1]:
            parts.append(SAY["deadline"].format(date=words.weekday(deadline.last)))
        if item.step.optional:
            parts.append(SAY["optional"])
        return "; ".join(parts)
