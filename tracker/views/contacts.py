"""How contacts, to-dos and positions are said: on the pages of a State and a mission, and in the answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.core import words
from tracker.core.entry import NONE, Entry
from tracker.core.text import escape
from tracker.core.todos import Todo
from tracker.views.board import date_words, evidence_words
from tracker.views.columns import Cell, table
from tracker.views.entries import tail
from tracker.views.lines import Line

SAY = {
    "with": "{how} with {whom}",
    "contact": "contact",
    "on-mission": "({mission})",
    "heard": "heard: {position}",
    "position": "{position}",
    "cleared": "position cleared",
    "leaves": "no longer {roles}",
    "roles": "{roles}{session}",
    "in-session": ", {session}",
    "todo": "{text}{about}",
    "about": " ({subject})",
    "blanked": "(text blanked)",
    "by": "by {date}",
    "was": "was {date}",
    "no-date": "no date",
    "no-owner": "no owner",
    "owner": "owner {owner}",
    "done": "done {date}",
    "done-late": "done {date}, {late}",
}


def note_words(entry: Entry) -> str:
    """What an entry says in free text, in one line; that it was blanked, if it was."""
    text = " ".join(escape(entry.note or "").split())
    return text or (SAY["blanked"] if entry.redacted else "")


def contact_rows(contacts: Sequence[Entry], *, whom: bool = False) -> list[list[Cell]]:
    """Date, with `whom` the State or partner, how and with whom, what was said, the tail of the entry."""
    rows: list[list[Cell]] = []
    for entry in contacts:
        how = (entry.how or SAY["contact"]).replace("-", " ")
        if entry.counterpart:
            how = SAY["with"].format(how=how, whom=" ".join(escape(entry.counterpart).split()))
        if entry.mission and not whom:
            how += " " + SAY["on-mission"].format(mission=escape(entry.mission))
        heard = _stand(entry)
        said = "; ".join(part for part in (note_words(entry), heard) if part)
        row: list[Cell] = [(date_words(entry), ""), (escape(entry.subject or ""), "bold")] if whom else []
        row = row or [(date_words(entry), "")]
        rows.append([*row, (tail(entry.id), "dim"), (f"{how}: {said}" if said else how, "")])
    return rows


def contact_lines(contacts: Sequence[Entry], columns: int, *, whom: bool = False) -> list[Line]:
    """The contacts in columns, or one under the other."""
    return table(contact_rows(contacts, whom=whom), columns) if contacts else []


def _stand(entry: Entry) -> str:
    """The position or the roles that were heard at a contact."""
    text = stand_words(entry)
    return SAY["heard"].format(position=text) if text else ""


def stand_words(entry: Entry) -> str:
    """What an entry says of a State: `reserved`, `original sponsor, 79th`, `no longer sponsor, 79th`."""
    roles = words.both([role.replace("-", " ") for role in entry.roles])
    session = SAY["in-session"].format(session=words.ordinal(entry.session)) if entry.session else ""
    if entry.position == NONE:
        return SAY["leaves"].format(roles=roles) + session if roles else SAY["cleared"]
    said = [entry.position] if entry.position else []
    return words.join([*said, *([SAY["roles"].format(roles=roles, session=session)] if roles else [])])


def history_lines(history: Sequence[Entry], columns: int) -> list[Line]:
    """Positions and roles, newest first: date, what, how it is known, the tail, what was said."""
    rows: list[list[Cell]] = [
        [
            (date_words(entry), ""),
            (tail(entry.id), "dim"),
            (stand_words(entry), ""),
            (evidence_words(entry.evidence), ""),
            (note_words(entry), ""),
        ]
        for entry in reversed(history)
    ]
    return table(rows, columns) if rows else []


# --- to-dos


def todo_title(todo: Todo) -> str:
    """What is to be done, and about what: `send treaty (PRT)`."""
    subject = todo.entry.subject
    about = SAY["about"].format(subject=escape(subject)) if subject else ""
    return SAY["todo"].format(text=note_words(todo.entry), about=about)


def todo_health(todo: Todo, today: date) -> tuple[str, str]:
    """Health in words, and its class: `3 days late`, `in 7 days`, `done 2 Jul 2026`."""
    if todo.done is not None:
        text = words.when(todo.done)
        if todo.late_days:
            return SAY["done-late"].format(date=text, late=words.late(todo.late_days)), "dim"
        return SAY["done"].format(date=text), "dim"
    if todo.late_days:
        return words.late(todo.late_days), "late"
    if todo.due is None:
        return "", ""
    days = (todo.due.last - today).days
    return words.in_days(days), "warn" if days <= SOON else ""


#: The days within which what is to be done is near.
SOON = 7


def todo_lines(todos: Sequence[Todo], today: date, columns: int) -> list[Line]:
    """To-dos in columns: what, by when, health, whose."""
    rows: list[list[Cell]] = []
    for todo in todos:
        text, name = todo_health(todo, today)
        owner = SAY["owner"].format(owner=escape(todo.owner)) if todo.owner else SAY["no-owner"]
        rows.append(
            [
                (due_words(todo), ""),
                (text, name),
                (owner, ""),
                (tail(todo.entry.id), "dim"),
                (todo_title(todo), "dim" if todo.done is not None else ""),
            ]
        )
    return table(rows, columns) if rows else []


def due_words(todo: Todo) -> str:
    """`by 1 Dec 2026`, `was 1 Dec 2026` where that has gone by, `no date`."""
    if todo.due is None:
        return SAY["no-date"]
    key = "was" if todo.late_days and todo.done is None else "by"
    return SAY[key].format(date=words.when(todo.due))
