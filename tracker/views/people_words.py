"""What an entry about States, missions and to-dos says, in words: shared by answers, history and changes."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.core.entry import NONE, Entry
from tracker.core.text import escape
from tracker.core.when import BadDate, When, of_iso
from tracker.core.words import join, ordinal, span, when, when_weekday

#: The kinds whose words stand here.
KINDS = frozenset({"position", "contact", "mission", "todo"})

#: Each role of one State and of several.
ROLES = {
    "member": ("member of the organization", "members of the organization"),
    "signatory": ("signatory of the letter", "signatories of the letter"),
    "original-sponsor": ("original sponsor", "original sponsors"),
    "sponsor": ("sponsor", "sponsors"),
    "spoke-for": ("spoke for it", "spoke for it"),
    "spoke-against": ("spoke against it", "spoke against it"),
}

SAY = {
    "session": "in the {session}",
    "left": "no longer {role}",
    "cleared": "position cleared",
    "contact": "contact",
    "on": "on {mission}",
    "mission": "mission {key}",
    "planned": "planned for {date}",
    "todo": "to do",
    "for": " for {subject}",
    "by": " by {date}",
    "owner": "owner {owner}",
    "done": "to-do #{tail} done",
}


def said(entry: Entry, names: Mapping[str, str]) -> str:
    """`Brazil: sponsor in the 79th`; `names` are those of the States by their codes, where they are known."""
    subject = name_of(entry.subject, names)
    if entry.kind == "position":
        return f"{subject}: {join(position_words(entry))}"
    if entry.kind == "contact":
        return f"{subject}: {join(_contact(entry))}"
    if entry.kind == "mission":
        parts = [*(escape(text) for text in (entry.place, entry.occasion) if text), *_mission_dates(entry)]
        return ": ".join(part for part in (SAY["mission"].format(key=subject), join(parts)) if part)
    if entry.closes is not None:
        return SAY["done"].format(tail=entry.closes[-5:])
    text = SAY["todo"] + (SAY["for"].format(subject=subject) if entry.subject else "")
    if entry.due is not None and entry.due != NONE:
        text += SAY["by"].format(date=when_weekday(of_iso(entry.due)))
    return join([text, *_owner(entry)])


def name_of(subject: str | None, names: Mapping[str, str]) -> str:
    """A State by its name, with a capital; whatever else it is, as it stands."""
    name = names.get(subject or "")
    return name[:1].upper() + name[1:] if name else escape(subject or "")


def position_words(entry: Entry, several: bool = False) -> list[str]:
    """What an entry says of a State or of several: the position with its evidence, roles in their session."""
    parts = []
    if entry.position == NONE and not entry.roles:
        parts.append(SAY["cleared"])
    elif entry.position is not None and entry.position != NONE:
        parts.append(escape(entry.position))
        if entry.evidence is not None:
            parts.append(escape(entry.evidence))
    roles = [ROLES[r][several] if r in ROLES else escape(r) for r in entry.roles]
    if roles:
        text = join(roles)
        if entry.position == NONE:
            text = SAY["left"].format(role=text)
        if entry.session is not None:
            text += " " + SAY["session"].format(session=ordinal(entry.session))
        parts.append(text)
    return parts


def how_words(entry: Entry) -> str:
    """`note verbale in`; `contact` where it is not said."""
    return escape(entry.how).replace("-", " ") if entry.how else SAY["contact"]


def _contact(entry: Entry) -> list[str]:
    parts = [how_words(entry), *position_words(entry)]
    if entry.mission:
        parts.append(SAY["on"].format(mission=escape(entry.mission)))
    return parts


def _mission_dates(entry: Entry) -> list[str]:
    """Its planned dates, or the end of what its own date begins."""
    if entry.due is not None and entry.due != NONE:
        dates = date_words(of_iso(entry.due), _when(entry.until))
        return [SAY["planned"].format(date=dates)]
    until = _when(entry.until)
    return [date_words(of_iso(entry.on), until)] if entry.on is not None and until is not None else []


def _when(text: str | None) -> When | None:
    try:
        return None if text is None or text == NONE else of_iso(text)
    except BadDate:
        return None


def date_words(on: When, until: When | None) -> str:
    """When a mission was: `8-17 Jul 2024`, `Jul 2024`, `Jul 2024 to 3 Aug 2024`."""
    if until is None or until == on:
        return when(on)
    if on.day is not None and until.day is not None:
        return span(on.first, until.last)
    return f"{when(on)} to {when(until)}"


def _owner(entry: Entry) -> list[str]:
    if entry.owner is None or entry.owner == NONE:
        return []
    return [SAY["owner"].format(owner=escape(entry.owner))]
