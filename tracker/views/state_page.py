"""The page of a State, to read before a bilateral: where it stands, what was said, what is to be done."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core import words
from tracker.core.board import SPONSORS, since, weak
from tracker.core.campaign import CampaignState
from tracker.core.entry import Entry
from tracker.core.stances import UNKNOWN, Standing
from tracker.core.states import GROUPS
from tracker.core.text import cut, escape, width, wrap
from tracker.core.todos import Todo
from tracker.views.answers import Answer
from tracker.views.board import SAY as BOARD
from tracker.views.board import ago_words, evidence_words, role_words
from tracker.views.columns import sentence
from tracker.views.contacts import (
    contact_lines,
    history_lines,
    note_words,
    todo_lines,
)
from tracker.views.lines import Line, View

SAY = {
    "name": "{name} ({code})",
    "observer": "Observer: recorded, never counted.",
    "group": "{group}.",
    "special": "{group}. {note}.",
    "position": "{position} since {date}{how}{was}.",
    "position-once": "{position}, {date}{how}{was}.",
    "unknown": "unknown: none is on record.",
    "cleared": "unknown since {date}; was {was}.",
    "implied": ", by its role",
    "evidence": ", {evidence}",
    "was": "; was {was}",
    "roles": "{roles}.",
    "no-roles": "none on record.",
    "met": "{how}, {date}{mission}.",
    "mission": " ({mission})",
    "never": "never: no contact is on record.",
    "to-do": "{open} open{late}.",
    "to-do-late": ", {count} late",
    "to-do-none": "nothing open.",
    "ask-contact": "it has never been met",
    "ask-position": "its position was never heard",
    "ask-weak": "its position is known {evidence} alone",
    "ask-sponsor": "nothing is on record about its sponsoring{session}",
    "in-session": " in the {session}",
    "ask-nothing": "nothing: it was met, has a position and sponsors.",
    "ask": "{list}.",
    "todos": "To do",
    "contacts": "Contacts, newest first",
    "earlier": "Earlier ones: tracker history {code}",
    "history": "Positions and roles, newest first",
}


class StatePage(View):
    """Everything about one State that fits a page; `contacts` are the last ones, newest first."""

    def __init__(
        self,
        state: CampaignState,
        standing: Standing,
        contacts: Sequence[Entry],
        todos: Sequence[Todo],
        *,
        more: bool = False,
    ) -> None:
        self.state, self.standing = state, standing
        self.contacts, self.todos, self.more = contacts, todos, more

    def lines(self, columns: int) -> list[Line]:
        """Who it is, the answers, to-dos, contacts, positions."""
        lines = [*self._heading(columns), []]
        for answer in self.answers():
            lines += answer.lines(columns)
        if self.todos:
            lines += [[], [(SAY["todos"], "bold")], *todo_lines(self.todos, self.state.as_of, columns)]
        if self.contacts:
            lines += [[], [(SAY["contacts"], "bold")], *contact_lines(self.contacts, columns)]
            if self.more:
                lines += sentence(SAY["earlier"].format(code=self.standing.state.code), columns, "dim", "  ")
        if self.standing.history:
            lines += [[], [(SAY["history"], "bold")], *history_lines(self.standing.history, columns)]
        return lines

    def _heading(self, columns: int) -> list[Line]:
        found = self.standing.state
        title = SAY["name"].format(name=found.name, code=found.code)
        as_of = BOARD["as-of"].format(date=words.weekday(self.state.as_of))
        gap = columns - width(title) - width(as_of)
        lines: list[Line] = [[(title, "bold"), (" " * gap, ""), (as_of, "")]]
        if gap < 2:
            lines = [*([(text, "bold")] for text in wrap(title, columns)), [(as_of, "")]]
        group = GROUPS[found.group].name if found.group in GROUPS else found.group
        key = "observer" if found.observer else "special" if found.note else "group"
        note = escape(found.note).rstrip(".")
        return lines + sentence(SAY[key].format(group=group, note=note), columns)

    # -- the answers

    def answers(self) -> list[Answer]:
        """Position, Roles, Last met, To do, Not asked."""
        late = sum(bool(todo.late_days) for todo in self._open())
        return [
            Answer("Position", self._class(), self._position()),
            Answer("Roles", "bold", self._roles()),
            Answer("Last met", "bold", self._met()),
            Answer("To do", "late" if late else "bold", self._to_do(late)),
            Answer("Not asked", "bold", self._asked()),
        ]

    def _open(self) -> list[Todo]:
        return [todo for todo in self.todos if todo.done is None]

    def _class(self) -> str:
        return {"supporter": "done-word", "opposed": "late", "reserved": "warn"}.get(
            self.standing.position, "bold"
        )

    def _position(self) -> str:
        one = self.standing
        if one.position == UNKNOWN or one.on is None:
            return SAY["unknown"] if not one.history or one.was == UNKNOWN else self._cleared()
        first = since(one) or one.on
        how = SAY["implied"] if one.implied else ""
        how += SAY["evidence"].format(evidence=evidence_words(one.evidence)) if one.evidence else ""
        was = SAY["was"].format(was=one.was) if one.was not in (UNKNOWN, one.position) else ""
        text = SAY["position"].format(position=one.position, date=words.when(first), how=how, was=was)
        note = note_words(one.said) if one.said is not None else ""
        return f'{text} "{cut(note, 200)}"' if note else text

    def _cleared(self) -> str:
        last = self.standing.history[-1]
        return SAY["cleared"].format(date=words.day(last.last) if last.last else "", was=self.standing.was)

    def _roles(self) -> str:
        if not self.standing.roles:
            return SAY["no-roles"]
        return SAY["roles"].format(roles=words.join([role_words(role) for role in self.standing.roles]))

    def _met(self) -> str:
        contact = self.standing.last_contact
        if contact is None:
            return SAY["never"]
        how = (contact.how or "contact").replace("-", " ")
        if contact.counterpart:
            how += f" with {' '.join(escape(contact.counterpart).split())}"
        mission = SAY["mission"].format(mission=escape(contact.mission)) if contact.mission else ""
        return SAY["met"].format(how=how, date=ago_words(contact, self.state), mission=mission)

    def _to_do(self, late: int) -> str:
        count = len(self._open())
        if not count:
            return SAY["to-do-none"]
        return SAY["to-do"].format(open=count, late=SAY["to-do-late"].format(count=late) if late else "")

    def _asked(self) -> str:
        """What is not on record, in the order in which one would ask for it."""
        found = self.missing()
        if not found:
            return SAY["ask-nothing"]
        session = self.state.session
        named = SAY["in-session"].format(session=words.ordinal(session)) if session is not None else ""
        evidence = evidence_words(self.standing.evidence)
        texts = [SAY[f"ask-{key}"].format(session=named, evidence=evidence) for key in found]
        return SAY["ask"].format(list="; ".join(texts))

    def missing(self) -> list[str]:
        """`contact`, `position`, `weak` (hearsay alone) and `sponsor`, of what is not on record."""
        one, session = self.standing, self.state.session
        found = []
        if one.last_contact is None:
            found.append("contact")
        if one.position == UNKNOWN:
            found.append("position")
        elif weak(one):
            found.append("weak")
        if not one.state.observer and not any(
            role.role in SPONSORS and role.session in (None, session) for role in one.roles
        ):
            found.append("sponsor")
        return found
