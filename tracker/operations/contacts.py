"""Contacts: exchanges with States, UN entities and other partners, on a mission or not."""

from __future__ import annotations

from tracker.core.entry import NONE
from tracker.core.errors import UserError
from tracker.core.missions import missions
from tracker.core.stances import EVIDENCE, HOW, POSITIONS
from tracker.core.states import State, UnknownState, fold, split_states
from tracker.core.text import clean, find, quoted
from tracker.operations import clock, desk, outreach, states
from tracker.operations.campaigns import entry
from tracker.operations.desk import View, Where
from tracker.operations.log import Empty, text_of
from tracker.operations.people import Common, Recorded, day_of, recorded, shared, todo_entry
from tracker.operations.positions import word_of
from tracker.store import people as reads
from tracker.store.journal import Journal

#: The most characters of a partner's name.
_NAME_LIMIT = 120

#: How alike a word and a State's name must be to be taken for a slip.
_SLIP = 0.75


class NoMission(UserError):
    """A mission of which nothing is on record."""


class NoState(UserError):
    """A position given to somebody who is no State."""

    exit_code = 2


def contact(
    where: Where,
    named: str,
    common: Common,
    *,
    how: str | None = None,
    counterpart: str | None = None,
    mission: str | None = None,
    said: str | None = None,
    evidence: str | None = None,
    todo: str | None = None,
    due: str | None = None,
    owner: str | None = None,
    partner: bool = False,
) -> Recorded:
    """Record an exchange with States, UN entities or other partners: one entry each, with its to-do.

    Raises as `position` does, NoMission, NoState, BadDate.
    """
    heard = None if said is None else find(word_of(said), (*POSITIONS, NONE), what="position")
    grade = None if evidence is None else find(evidence, EVIDENCE, what="evidence")
    if grade is not None and heard is None:
        raise Empty("--evidence grades a position: say which with --position.")
    if todo is None and (due is not None or owner is not None):
        raise Empty("--due and --owner belong to a to-do: say what is to be done with --todo.")
    now = clock.now()
    today = now.date()
    on = day_of(common.on, today, "a contact is recorded once it was made; tracker todo plans one")
    with desk.writing(where) as journal:
        campaign = desk.choose(journal, where)
        view = desk.view(journal, campaign, today, None, outreach.KINDS)
        subjects = _subjects(journal, campaign, named, partner)
        met = [s for s in subjects if isinstance(s, State)]
        if heard is not None and len(met) < len(subjects):
            other = next(s for s in subjects if not isinstance(s, State))
            raise NoState(f"{quoted(str(other))} is no State, so it has no position: leave out --position.")
        values = shared(common) | {
            "how": None if how is None else find(word_of(how), HOW, what="way of contact"),
            "counterpart": text_of(counterpart),
            "mission": None if mission is None else mission_key(view, mission),
            "position": heard,
            "evidence": grade,
        }
        drafts = [
            entry(campaign, "contact", on, by=common.by, subject=subject_of(s), **values) for s in subjects
        ]
        written = journal.append(drafts, now)
        if todo is not None:
            written += journal.append(
                [
                    todo_entry(
                        campaign, today, todo, due, owner, common, subject=one.subject, about=one.id, on=on
                    )
                    for one in written
                ],
                now,
            )
        return recorded(journal, view, written, met)


def mission_key(view: View, typed: str) -> str:
    """The mission that a word means; raises NoMission where none is on record, Unknown, Ambiguous."""
    keys = [m.key for m in missions(view.entries, view.state.as_of, view.state.known_at)]
    if not keys:
        raise NoMission("No mission is on record yet: tracker mission KEY --place PLACE -o DATE.")
    return find(typed, keys, what="mission")


def subject_of(found: State | str) -> str:
    return found.code if isinstance(found, State) else found


def _subjects(journal: Journal, campaign: str, named: str, partner: bool) -> list[State | str]:
    """The States and partners of a list, each once."""
    words = split_states(named)
    if not words:
        raise Empty(f"{quoted(named)} names nobody: type a State, or the name of a partner.")
    found = [_partner(w) if partner else _subject(journal, campaign, w) for w in words]
    return list({subject_of(s): s for s in found}.values())


def _subject(journal: Journal, campaign: str, word: str) -> State | str:
    """The State that a word means, else the partner of that name; what looks like a slip is refused."""
    known = states.known()
    try:
        return known.find(word)
    except UnknownState as error:
        for subject in reads.partners(journal, campaign):
            if subject not in known.by_code and subject.casefold() == word.casefold():
                return subject
        if error.nearest is not None and _slip(word, error.nearest):
            raise UnknownState(
                word, f"{error.nearest}; for a partner that is no State add --partner"
            ) from None
        return _partner(word)


def _slip(word: str, near: str) -> bool:
    """Whether a word is more likely a State's name mistyped than the name of a partner."""
    from difflib import SequenceMatcher

    name, _, code = near.partition(" or ")[0].rpartition(" (")
    asked = fold(word)
    if sorted(asked) == sorted(fold(code)):
        return True
    return SequenceMatcher(None, asked, fold(name)).ratio() >= _SLIP


def _partner(word: str) -> str:
    name = clean(word, limit=_NAME_LIMIT).strip()
    if not name:
        raise Empty("A partner needs a name.")
    return name
