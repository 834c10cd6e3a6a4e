"""Corrections of positions, contacts, missions and to-dos: what is not restated is copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from tracker.core import when
from tracker.core.entry import NONE, TEXTS, Entry
from tracker.core.fold import when_of as _on
from tracker.core.placing import place_role
from tracker.core.stances import EVIDENCE, HOW, POSITIONS
from tracker.core.text import clean, find
from tracker.operations import clock, config, todos
from tracker.operations.contacts import mission_key
from tracker.operations.correcting import CannotCorrect
from tracker.operations.desk import View
from tracker.operations.log import Draft, day_of, text_of, visibility_of
from tracker.operations.positions import MEMBER, position_of, states_of, word_of

#: What can be restated of each kind beside its date, texts, documents, doubt, author and visibility.
FIELDS = {
    "position": ("subject", "position", "roles", "evidence", "session"),
    "contact": ("subject", "how", "with", "mission", "position", "evidence"),
    "mission": ("place", "occasion", "until", "with"),
    "todo": ("about", "due", "owner"),
}

#: What a correction says of itself, and not of the world.
_OWN = ("id", "recorded_at", "arrived_at", "recorded_by", "replaces", "redacted")


def corrected(original: Entry, changes: Draft, more: Mapping[str, str], view: View) -> Entry:
    """The correction. `more` holds what a Draft has no field for, by the names in FIELDS.

    Raises CannotCorrect for what the kind does not have, or where nothing would change.
    """
    said = dict(more)
    for name in ("due", "owner", "session"):
        if getattr(changes, name) is not None:
            said[name] = getattr(changes, name)
    wrong = [n for n in said if n not in FIELDS[original.kind]]
    wrong += [n for n in ("status", "route", "to_session", "step") if getattr(changes, n)]
    if wrong:
        raise CannotCorrect(
            f"#{original.short} is a {original.kind}: it has no {wrong[0].replace('_', '-')}. Of it can be "
            f"corrected: {', '.join(_called(n) for n in FIELDS[original.kind])}, its date and its texts."
        )
    written = _copied(original, changes)
    _take_texts(written, changes)
    _TAKE[original.kind](written, said, view)
    _take_date(written, original, changes.on)
    kept = {f.name for f in fields(Entry)} - {*_OWN}
    if all(getattr(written, n) == getattr(original, n) for n in kept):
        raise CannotCorrect(f"The correction says what #{original.short} says already: nothing was recorded.")
    return written


def _called(name: str) -> str:
    return {"subject": "state", "about": "for", "roles": "role"}.get(name, name)


def _copied(original: Entry, changes: Draft) -> Entry:
    return replace(
        original,
        id="",
        recorded_at="",
        arrived_at="",
        replaces=original.id,
        redacted=False,
        recorded_by=config.author(changes.by),
        doubt=changes.doubt or original.doubt,
        visibility=visibility_of(changes.visibility) if changes.visibility else original.visibility,
        refs=tuple(clean(r).strip() for r in changes.refs) or original.refs,
    )


def _take_texts(written: Entry, changes: Draft) -> None:
    for name in TEXTS:
        text = getattr(changes, name, None)
        if text is not None:
            setattr(written, name, text_of(text))


def _take_date(written: Entry, original: Entry, typed: str | None) -> None:
    if typed is None:
        return
    today = clock.now().date()
    if original.kind == "mission":
        moment, written.due = todos.mission_dates(typed, None, today)
        todos.check_order(written.subject or "", moment, written.due, written.until)
    else:
        moment = day_of(typed, today)
    written.on, written.first, written.last = moment.text, moment.first, moment.last


def _take_position(written: Entry, said: Mapping[str, Any], view: View) -> None:
    if "subject" in said:
        written.subject = states_of(said["subject"])[0].code
    if "position" in said:
        written.position, given = position_of(said["position"], ())
        written.roles = given or written.roles
    if "roles" in said:
        cleared = word_of(said["roles"]) == NONE
        written.roles = () if cleared else position_of(None, [said["roles"]])[1]
    if written.position is None and not written.roles:
        raise CannotCorrect("Without a position or a role it would say nothing: tracker undo takes it back.")
    _take_evidence(written, said)
    if "session" in said:
        written.session = said["session"]
    if not written.roles:
        written.session = None
    elif written.session is None and set(written.roles) != {MEMBER}:
        written.session = place_role(view.state, on=_on(written)).session


def _take_contact(written: Entry, said: Mapping[str, Any], view: View) -> None:
    if "subject" in said:
        written.subject = states_of(said["subject"])[0].code
    if "how" in said:
        written.how = find(word_of(said["how"]), HOW, what="way of contact")
    if "with" in said:
        written.counterpart = text_of(said["with"])
    if "mission" in said:
        written.mission = None if said["mission"] == NONE else mission_key(view, said["mission"])
    if "position" in said:
        written.position = find(word_of(said["position"]), (*POSITIONS, NONE), what="position")
    _take_evidence(written, said)


def _take_evidence(written: Entry, said: Mapping[str, Any]) -> None:
    if "evidence" in said:
        word = word_of(said["evidence"])
        written.evidence = None if word == NONE else find(word, EVIDENCE, what="evidence")


def _take_mission(written: Entry, said: Mapping[str, Any], view: View) -> None:
    for name in ("place", "occasion"):
        if name in said:
            setattr(written, name, text_of(said[name]))
    if "with" in said:
        written.travellers = text_of(said["with"])
    if "until" in said:
        written.until = todos.end_of(said["until"], clock.now().date())
        todos.check_order(written.subject or "", _on(written), written.due, written.until)


def _take_todo(written: Entry, said: Mapping[str, Any], view: View) -> None:
    if "about" in said:
        written.subject = todos.about_of(view, said["about"])
    if "due" in said:
        word = said["due"].strip().lower()
        written.due = NONE if word == NONE else when.parse(word, clock.now().date(), future=True).text
    if "owner" in said:
        written.owner = text_of(said["owner"])


_TAKE: dict[str, Callable[[Entry, Mapping[str, Any], View], None]] = {
    "position": _take_position,
    "contact": _take_contact,
    "mission": _take_mission,
    "todo": _take_todo,
}
