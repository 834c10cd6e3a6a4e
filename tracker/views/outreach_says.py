"""What the answers, the brief and the timeline say of States, missions and to-dos."""

from __future__ import annotations

from datetime import date

from tracker.core import words
from tracker.core.board import weak
from tracker.core.entry import Entry
from tracker.core.outreach import Outreach
from tracker.core.stances import Standing
from tracker.core.text import escape
from tracker.core.todos import Todo
from tracker.core.when import of_iso
from tracker.views.board import evidence_words
from tracker.views.contacts import todo_title

#: How many States that could block, and how many late to-dos, are named; the rest is counted.
NAMED_BLOCKERS, NAMED_TODOS = 4, 2

#: The days within which an open to-do is asked for in a brief.
ASKED_WITHIN = 30

SAY = {
    "blockers": "{states}: {list}{spoke}.",
    "blocker": "{name} {position}",
    "blocker-weak": "{name} {position} ({evidence})",
    "spoke": "; last spoke {dates}",
    "never": "; no contact on record",
    "never-with": "; no contact on record with {names}",
    "more": "{count} more",
    "nobody": "nobody on record; {states} unknown.",
    "late": "{todo}, due {date}{owner}: {days}",
    "owner": " ({owner})",
    "more-todo": "more to-do",
    "ask-late": "{whom}: {todo}, {days}.",
    "ask-soon": "{whom}: {todo} by {date} ({in_days}).",
    "somebody": "Name an owner",
}


def blockers_text(found: Outreach, as_of: date) -> str:
    """Who could block, and when we last spoke: `2 States: X opposed, Y reserved; last spoke 11 Mar`."""
    blockers = found.blockers
    if not blockers:
        unknown = len([s for s in found.standings if not s.state.observer]) - found.known
        return SAY["nobody"].format(states=words.plural(unknown, "State"))
    named = blockers[:NAMED_BLOCKERS]
    listed = [_blocker(one) for one in named]
    if len(blockers) > len(named):
        listed.append(SAY["more"].format(count=len(blockers) - len(named)))
    count = words.plural(len(blockers), "State")
    return SAY["blockers"].format(states=count, list=words.join(listed), spoke=_spoke(named, as_of))


def _blocker(one: Standing) -> str:
    key = "blocker-weak" if weak(one) else "blocker"
    evidence = evidence_words(one.evidence)
    return SAY[key].format(name=one.state.name, position=one.position, evidence=evidence)


def _spoke(named: list[Standing], as_of: date) -> str:
    dates = [_day(one.last_contact, as_of) for one in named if one.last_contact is not None]
    never = [one.state.name for one in named if one.last_contact is None]
    if not dates:
        return SAY["never"]
    text = SAY["spoke"].format(dates=words.both(dates))
    return text + (SAY["never-with"].format(names=words.both(never)) if never else "")


def _day(contact: Entry, as_of: date) -> str:
    """`11 Mar`, with the year where that is another one."""
    if contact.on is None:
        return ""
    text = words.when(of_iso(contact.on))
    return text.removesuffix(f" {as_of.year}") if len(contact.on) == 10 else text


def late_todos(found: Outreach) -> list[str]:
    """The late to-dos, each with its date and owner; the rest is counted."""
    late = found.late
    texts = [late_words(todo) for todo in late[:NAMED_TODOS]]
    if len(late) > NAMED_TODOS:
        texts.append(words.plural(len(late) - NAMED_TODOS, SAY["more-todo"]))
    return texts


def late_words(todo: Todo) -> str:
    """`send treaty (PRT), due 1 Dec 2026 (Legal): 3 days`."""
    owner = SAY["owner"].format(owner=escape(todo.owner)) if todo.owner else ""
    due = words.when(todo.due) if todo.due is not None else ""
    return SAY["late"].format(todo=todo_title(todo), date=due, owner=owner, days=words.days(todo.late_days))


def ask_todos(found: Outreach, as_of: date) -> tuple[list[str], list[str]]:
    """What a brief asks for: the late to-dos, and those with a date within a month."""
    late, soon = [], []
    for todo in found.late:
        late.append(
            SAY["ask-late"].format(whom=_whom(todo), todo=todo_title(todo), days=words.late(todo.late_days))
        )
    for todo in found.open:
        if todo.due is None or todo.late_days or (todo.due.last - as_of).days > ASKED_WITHIN:
            continue
        days = words.in_days((todo.due.last - as_of).days)
        text = SAY["ask-soon"].format(
            whom=_whom(todo), todo=todo_title(todo), date=words.when(todo.due), in_days=days
        )
        soon.append(text)
    return late, soon


def _whom(todo: Todo) -> str:
    return escape(todo.owner) if todo.owner else SAY["somebody"]
