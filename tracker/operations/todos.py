"""Missions and to-dos: journeys with their dates, what is to be done, and that it was done."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracker.core import when
from tracker.core.entry import NONE, Entry
from tracker.core.errors import UserError
from tracker.core.missions import CONTACT, Mission, missions
from tracker.core.states import UnknownState
from tracker.core.text import Ambiguous, Unknown, find, quoted
from tracker.core.todos import TODO, Todo, todos
from tracker.core.words import when as when_words
from tracker.operations import clock, desk, outreach, states
from tracker.operations.campaigns import BadKey, entry, key_of
from tracker.operations.desk import View, Where
from tracker.operations.log import Empty, listed, text_of
from tracker.operations.people import Common, Recorded, day_of, shared, todo_entry, write


class NoTodo(UserError):
    """An entry that is no to-do, or one that is done already."""


class WrongWay(UserError):
    """A mission that would end before it begins."""

    exit_code = 2


# --- mission


def mission(
    where: Where,
    key: str,
    common: Common,
    *,
    place: str | None = None,
    occasion: str | None = None,
    until: str | None = None,
    travellers: str | None = None,
) -> Recorded:
    """Record a mission, or more about one on record; one that lies ahead is planned for its date.

    Raises BadKey for the name of a step, a mark or a State, WrongWay, Empty, BadDate, AmbiguousDate.
    """
    key = key_of(key, "mission")
    now = clock.now()
    today = now.date()

    def compose(view: View) -> list[Entry]:
        known = {m.key: m for m in missions(view.entries, today, None)}.get(key)
        if known is None:
            _must_be_free(view, key)
        end = None if until is None else end_of(until, today)
        values = shared(common) | {
            "place": text_of(place),
            "occasion": text_of(occasion),
            "until": end,
            "travellers": text_of(travellers),
        }
        if known is not None and common.on is None and not any(values[n] for n in _SAID):
            raise Empty(f"{key} is on record already: say what to add, such as --place or --with.")
        on, due = mission_dates(common.on, known, today)
        check_order(key, on, due, end)
        return [entry(view.state.campaign, "mission", on, by=common.by, subject=key, due=due, **values)]

    return write(where, compose, now)


_SAID = ("place", "occasion", "until", "travellers", "note", "refs", "source", "because")


def _must_be_free(view: View, key: str) -> None:
    """Refuse a key by which `show` would find something else."""
    taken = {s.key: "step" for s in view.state.process.steps} | {m.key: "mark" for m in view.state.marks}
    if key.upper() in states.known().by_code:
        taken[key] = "State"
    if key in taken:
        raise BadKey(
            f"{quoted(key)} names a {taken[key]} already: add the place or year, such as {key}-2027."
        )


def mission_dates(typed: str | None, known: Mission | None, today: date) -> tuple[when.When, str | None]:
    """(the date of the entry, the planned date): as they stand where none is given."""
    if typed is None:
        if known is None:
            return when.day(today), None
        said = known.said
        assert said.on is not None and said.first is not None and said.last is not None
        return when.When(said.on, said.first, said.last), said.due
    found = when.parse(typed, today, future=True)
    if found.first > today:
        return when.day(today), found.text
    return when.bounded(found, today), None


def check_order(key: str, on: when.When, due: str | None, until: str | None) -> None:
    """Raise WrongWay for a mission that would end before it begins."""
    begins = when.of_iso(due) if due is not None and due != NONE else on
    if until is not None and until != NONE and when.of_iso(until).last < begins.first:
        raise WrongWay(f"{key} cannot end on {until}, before {begins.text}: nothing was recorded.")


def end_of(typed: str, today: date) -> str:
    return NONE if typed.strip().lower() == NONE else when.parse(typed, today, future=True).text


# --- to-do


def todo(
    where: Where,
    what: str,
    common: Common,
    *,
    about: str | None = None,
    due: str | None = None,
    owner: str | None = None,
) -> Recorded:
    """Record what is to be done, for a step, a State or a mission. Raises Empty, Unknown, BadDate."""
    now = clock.now()
    today = now.date()
    on = day_of(common.on, today, "a to-do counts from the day on which it was decided; --due says by when")

    def compose(view: View) -> list[Entry]:
        subject = None if about is None else about_of(view, about)
        made = todo_entry(view.state.campaign, today, what, due, owner, common, subject=subject, on=on)
        made.source, made.because, made.doubt = text_of(common.source), text_of(common.because), common.doubt
        return [made]

    return write(where, compose, now)


def about_of(view: View, typed: str) -> str:
    """The step, mission or State that a to-do is for, the first that fits; raises Unknown, Ambiguous."""
    keys = [s.key for s in view.state.process.steps]
    keys += [m.key for m in missions(view.entries, view.state.as_of, None)]
    if typed in keys:
        return typed
    try:
        return states.known().find(typed).code
    except (UnknownState, Ambiguous) as error:
        try:
            return find(typed, keys, what="step, State or mission")
        except Unknown:
            if isinstance(error, Ambiguous):
                raise error from None
            raise


def closable(where: Where, typed: str) -> bool:
    """Whether every word of a list is the tail of a to-do, or of the contact that it came from."""
    with desk.reading(where) as journal:
        campaign = desk.choose(journal, where)
        try:
            return all(journal.find(tail, campaign).kind in (TODO, CONTACT) for tail in listed(typed))
        except UserError:
            return False


def close(where: Where, tails: list[str], common: Common) -> Recorded:
    """Say that some to-dos are done, as one act. Raises UnknownEntry, NoTodo, InFuture."""
    now = clock.now()
    today = now.date()
    on = day_of(common.on, today, "it cannot have been done")
    with desk.writing(where) as journal:
        campaign = desk.choose(journal, where)
        view = desk.view(journal, campaign, today, None, outreach.KINDS)
        found = {t.entry.id: t for t in todos(view.entries, today, None)}
        chosen = [_open(journal.find(tail, campaign), found, view) for tail in tails]
        drafts = [
            entry(campaign, TODO, on, by=common.by, closes=id, **_closing(common, t))
            for id, t in {t.entry.id: t for t in chosen}.items()
        ]
        written = journal.append(drafts, now)
        return Recorded(written, view.state, todos=todos([*view.entries, *written], today, None))


def _closing(common: Common, todo: Todo) -> dict[str, Any]:
    """What a closing entry says; it is read by whoever may read the to-do, unless told otherwise."""
    values = shared(common) | {"subject": todo.entry.subject}
    if common.visibility is None:
        values["visibility"] = todo.entry.visibility
    return values


def _open(named: Entry, found: dict[str, Todo], view: View) -> Todo:
    """The open to-do that an entry is, or that came from a contact. Raises NoTodo."""
    if named.kind == CONTACT:
        named = _from(named, found, outreach.corrected([named], view.entries))
    if named.kind != TODO or named.closes:
        raise NoTodo(f"#{named.short} is no to-do: tracker next lists what is to be done.")
    todo = found.get(named.id)
    if todo is None:
        raise NoTodo(f"#{named.short} was replaced or taken back: tracker history shows by which entry.")
    if todo.done is not None:
        raise NoTodo(f"#{named.short} was done already, {when_words(todo.done)}: nothing was recorded.")
    return todo


def _from(contact: Entry, found: dict[str, Todo], ids: set[str]) -> Entry:
    """The to-do that came from a contact: its answer prints the tail of the contact alone."""
    mine = [t for t in found.values() if t.entry.about in ids]
    if not mine:
        raise NoTodo(f"#{contact.short} is a contact without a to-do: tracker next lists what is to be done.")
    return next((t for t in mine if t.open), mine[0]).entry
