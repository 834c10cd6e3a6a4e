"""A session: when it opens and by what, the general debate, the days that rules count from its opening."""

from __future__ import annotations

from datetime import date

from tracker.core import words
from tracker.core.entry import Entry
from tracker.core.sessions import RULES, Calendar
from tracker.core.text import escape
from tracker.views.columns import sentence, table
from tracker.views.entries import tail
from tracker.views.lines import Line, View

SAY = {
    "opens": "{session} opens {date} ({days}), by {by}.",
    "opened": "{session} opened {date} ({days}), by {by}.",
    "decision": "a decision of {on} recorded by {who} ({entry})",
    "because": "because {text}",
    "rule-gives": "{rule} alone gives {date}.",
    "journal": "what the journal says",
    "rule_12": "rule 12",
    "rule_14": "rule 14",
    "supplementary_list": "supplementary list",
    "general-debate": "general debate",
    "working": "last working day",
    "begins": "begins 14 days after the opening",
    "no-deadlines": "No rule counts days back from this opening.",
}


#: Under this width the days are not counted.
NARROW = 100


class SessionView(View):
    """A session of a calendar; `entry` moved its opening, if one did."""

    def __init__(self, number: int, calendar: Calendar, today: date, entry: Entry | None = None) -> None:
        self.number, self.calendar, self.today, self.entry = number, calendar, today, entry

    def lines(self, columns: int) -> list[Line]:
        """The opening in a sentence, then the days that count from it."""
        opening = self.calendar.opening(self.number)
        label = self.calendar.label(self.number)
        key = "opens" if opening > self.today else "opened"
        text = SAY[key].format(
            session=label[:1].upper() + label[1:],
            date=words.weekday(opening),
            days=words.in_days((opening - self.today).days),
            by=self._by(),
        )
        lines = sentence(text, columns)
        if self.number in self.calendar.moved:
            lines += self._moved(columns)
        rows = self._rows(columns)
        if not rows:
            return [*lines, *sentence(SAY["no-deadlines"], columns)]
        return [*lines, [], *table(rows, columns)]

    def _by(self) -> str:
        if self.number not in self.calendar.moved:
            return self.calendar.rule
        if self.entry is None:
            return SAY["journal"]
        return SAY["decision"].format(
            on=words.day(self.entry.last) if self.entry.last else "",
            who=escape(self.entry.recorded_by),
            entry=tail(self.entry.id),
        )

    def _moved(self, columns: int) -> list[Line]:
        """Why it was moved, and what the rule alone gives."""
        parts = []
        if self.entry is not None and self.entry.because:
            because = SAY["because"].format(text=escape(self.entry.because))
            parts.append(because[:1].upper() + because[1:] + ".")
        if self.calendar.first <= self.number <= self.calendar.last:
            rule = self.calendar.rule
            parts.append(
                SAY["rule-gives"].format(
                    rule=rule[:1].upper() + rule[1:], date=words.weekday(self.calendar.by_rule(self.number))
                )
            )
        return sentence(" ".join(parts), columns) if parts else []

    def _rows(self, columns: int) -> list[list[tuple[str, str]]]:
        rows: list[list[tuple[str, str]]] = []
        for key, day in self.calendar.deadlines(self.number).items():
            rule = RULES[key]
            rows.append(self._row(SAY[key], day, f"O-{rule.days}", rule.text))
            working = self.calendar.last_working_day(day)
            if working != day and key == "rule_14":
                rows.append(self._row(SAY["working"], working, "", ""))
        debate = self.calendar.general_debate(self.number)
        if debate is not None:
            rows.append(self._row(SAY["general-debate"], debate, "O+14", SAY["begins"]))
        if columns < NARROW:  # the rule matters more than how far away the day is
            rows = [[*row[:2], *row[3:]] for row in rows]
        return rows

    def _row(self, label: str, day: date, rule: str, text: str) -> list[tuple[str, str]]:
        ago = words.in_days((day - self.today).days)
        name = "dim" if day < self.today else ""
        return [(label, "bold"), (words.weekday(day), ""), (ago, name), (rule, ""), (text, "")]
