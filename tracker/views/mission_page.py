"""The page of a mission: where, on what occasion, when, who travelled, whom they met, what is to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.core import words
from tracker.core.campaign import CampaignState
from tracker.core.missions import Mission
from tracker.core.states import State
from tracker.core.text import escape, width, wrap
from tracker.core.todos import Todo
from tracker.views.answers import Answer
from tracker.views.board import SAY as BOARD
from tracker.views.columns import sentence
from tracker.views.contacts import contact_lines, note_words, todo_lines
from tracker.views.lines import Line, View

SAY = {
    "title": "{key}: {what}",
    "planned": "{date}, ahead.",
    "when": "{date}.",
    "until": "{first} to {last}.",
    "travellers": "{names}.",
    "no-travellers": "not recorded.",
    "met": "{states}{named}{others}.",
    "named": ": {names}",
    "others": "; {names}",
    "nobody": "nobody on record: tracker contact STATE --mission {key}",
    "contacts": "Contacts, newest first",
    "todos": "To do",
}


class MissionPage(View):
    """A mission; `states` are those that it met, by code."""

    def __init__(
        self,
        state: CampaignState,
        mission: Mission,
        states: Mapping[str, State],
        todos: Sequence[Todo],
    ) -> None:
        self.state, self.mission, self.states, self.todos = state, mission, states, todos

    def lines(self, columns: int) -> list[Line]:
        """The heading, the answers, to-dos, contacts."""
        lines = [*self._heading(columns), []]
        for answer in self.answers():
            lines += answer.lines(columns)
        if self.mission.said.note:
            lines += [[], *sentence(note_words(self.mission.said), columns)]
        if self.todos:
            lines += [[], [(SAY["todos"], "bold")], *todo_lines(self.todos, self.state.as_of, columns)]
        if self.mission.contacts:
            newest = list(reversed(self.mission.contacts))
            lines += [[], [(SAY["contacts"], "bold")], *contact_lines(newest, columns, whom=True)]
        return lines

    def _heading(self, columns: int) -> list[Line]:
        what = words.join([escape(text) for text in (self.mission.occasion, self.mission.place) if text])
        key = escape(self.mission.key)
        title = SAY["title"].format(key=key, what=what) if what else key
        as_of = BOARD["as-of"].format(date=words.weekday(self.state.as_of))
        gap = columns - width(title) - width(as_of)
        if gap >= 2:
            return [[(title, "bold"), (" " * gap, ""), (as_of, "")]]
        return [*([(text, "bold")] for text in wrap(title, columns)), [(as_of, "")]]

    def answers(self) -> list[Answer]:
        """When, Who, Met."""
        mission = self.mission
        who = " ".join(escape(mission.travellers or "").split())
        return [
            Answer("When", "bold", self._when()),
            Answer("Who", "bold", SAY["travellers"].format(names=who) if who else SAY["no-travellers"]),
            Answer("Met", "bold", self._met()),
        ]

    def _when(self) -> str:
        on, until = self.mission.on, self.mission.until
        if until is not None and until != on:
            return SAY["until"].format(first=words.when(on), last=words.when(until))
        return SAY["planned" if on.first > self.state.as_of else "when"].format(date=words.when(on))

    def _met(self) -> str:
        met = list(dict.fromkeys(e.subject for e in self.mission.contacts if e.subject))
        if not met:
            return SAY["nobody"].format(key=escape(self.mission.key))
        named = [self.states[code].name for code in met if code in self.states]
        others = [escape(subject) for subject in met if subject not in self.states]
        return SAY["met"].format(
            states=words.plural(len(named), "State"),
            named=SAY["named"].format(names=words.join(named)) if named else "",
            others=SAY["others"].format(names=words.join(others)) if others else "",
        )
