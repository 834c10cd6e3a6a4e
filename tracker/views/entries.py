"""What an entry of the journal says, in words: shared by `history` and `show`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from tracker.core import words
from tracker.core.entry import NONE, Entry
from tracker.core.live import RETRACT
from tracker.core.text import escape
from tracker.core.when import BadDate, of_iso
from tracker.views import people_words

#: The moment of an instant in the reader's zone.
Local = Callable[[str], datetime]

NO_NAMES: Mapping[str, str] = {}

SAY = {
    "campaign": "{organization} begins, aiming at the {session}",
    "campaign-alone": "{organization} begins",
    "target": "aims at the {session} session",
    "session": "the {session} session opens {day}",
    "session-rule": "the {session} session opens by its rule",
    "adopt": "adopts process {process}",
    "mark": "mark {subject}",
    "retract": "takes back {entry}",
    "redact": "blanks the text of {entries}",
    "corrects": "corrects {entry}: {said}",
    "planned": "planned for {day}",
    "unplanned": "no longer planned",
    "note": "note",
    "cleared": "report cleared",
    "to-session": "opens the {session}",
    "route": "route {route}",
    "owner": "owner {owner}",
    "later": "recorded {days} later",
    "blanked": "text blanked",
    "because": "because {text}",
    "with": "with {text}",
    "source": "source: {text}",
    "source-doubt": "source (uncertain): {text}",
    "doubt": "uncertain",
    "replaced": "corrected by {entry}",
    "retracted": "taken back by {entry}",
    "ahead": "not in force yet on {day}",
}


def tail(entry_id: str) -> str:
    """`#k3f9a`."""
    return f"#{entry_id[-5:]}"


def iso_words(text: str | None) -> str:
    """A stored date in words; as it stands where it is none."""
    if text is None:
        return ""
    try:
        return words.when(of_iso(text))
    except BadDate:
        return escape(text)


def said(entry: Entry, names: Mapping[str, str] = NO_NAMES) -> str:
    """What an entry says, without its date: `mandate achieved`, `letter, 82nd: planned for 15 Jun 2027`.

    `names` are those of States by their codes; without them a State is called by its code.
    """
    text = people_words.said(entry, names) if entry.kind in people_words.KINDS else _said(entry)
    if entry.replaces and entry.kind != RETRACT:
        return SAY["corrects"].format(entry=tail(entry.replaces), said=text)
    return text


def _said(entry: Entry) -> str:
    kind, session = entry.kind, words.ordinal(entry.session) if entry.session is not None else ""
    if kind == "campaign":
        key = "campaign" if entry.target is not None else "campaign-alone"
        name = escape(entry.organization or entry.campaign)
        return SAY[key].format(organization=name, session=_ordinal(entry.target))
    if kind == "target":
        return SAY["target"].format(session=_ordinal(entry.target))
    if kind == "session":
        key = "session-rule" if entry.opens in (None, NONE) else "session"
        return SAY[key].format(session=session, day=iso_words(entry.opens))
    if kind == "adopt":
        return SAY["adopt"].format(process=(entry.process or "")[:8])
    if kind == RETRACT:
        return SAY["retract"].format(entry=tail(entry.replaces or ""))
    if kind == "redact":
        return SAY["redact"].format(entries=words.join([tail(e) for e in entry.redacts]))
    if kind == "mark":
        return SAY["mark"].format(subject=escape(entry.subject or ""))
    subject = escape(entry.subject or entry.campaign)
    link = f"{subject}, {session}: " if session else f"{subject} "
    return link + words.join(_parts(entry))


def _parts(entry: Entry) -> list[str]:
    """What an entry about a step says of it."""
    parts = []
    if entry.status is not None:
        parts.append(SAY["cleared"] if entry.status == NONE else escape(entry.status).replace("-", " "))
    if entry.due is not None:
        key = "unplanned" if entry.due == NONE else "planned"
        parts.append(SAY[key].format(day=iso_words(entry.due)))
    if entry.to_session is not None:
        parts.append(SAY["to-session"].format(session=words.ordinal(entry.to_session)))
    if entry.route is not None:
        parts.append(SAY["route"].format(route=escape(entry.route)))
    if entry.owner is not None:
        parts.append(SAY["owner"].format(owner=escape(entry.owner)))
    return parts or [SAY["note"] if entry.kind == "note" else escape(entry.kind)]


def _ordinal(session: int | None) -> str:
    return "" if session is None else words.ordinal(session)


def days_later(entry: Entry, local: Local) -> int:
    """The days from the last possible day to that of recording."""
    if entry.last is None or not entry.recorded_at:
        return 0
    return (local(entry.recorded_at).date() - entry.last).days


def later(entry: Entry, local: Local) -> str:
    """`recorded 9 days later`, where the two dates differ by more than a day."""
    days = days_later(entry, local)
    return SAY["later"].format(days=words.days(days)) if days > 1 else ""


def details(entry: Entry, local: Local) -> str:
    """All else that an entry holds in one line, the note early: where the line is cut, that is what counts.

    What follows it begins with a letter, so a note that runs right to left moves nothing.
    """
    parts = [later(entry, local), escape(entry.note or ""), words.join([escape(ref) for ref in entry.refs])]
    parts += [SAY["with"].format(text=escape(t)) for t in (entry.counterpart, entry.travellers) if t]
    if entry.doubt and not entry.source:
        parts.append(SAY["doubt"])
    if entry.source:
        parts.append(SAY["source-doubt" if entry.doubt else "source"].format(text=escape(entry.source)))
    if entry.because:
        parts.append(SAY["because"].format(text=escape(entry.because)))
    if entry.redacted:
        parts.append(SAY["blanked"])
    return "; ".join(part for part in parts if part)


def fate(entry: Entry, over: Mapping[str, Entry], as_of: date) -> str:
    """What became of an entry: corrected or taken back, by which; empty while it stands."""
    by = over.get(entry.id)
    if by is not None:
        return SAY["retracted" if by.kind == RETRACT else "replaced"].format(entry=tail(by.id))
    if entry.kind not in ("campaign", RETRACT) and entry.last is not None and entry.last > as_of:
        return SAY["ahead"].format(day=words.day(as_of))
    return ""


def moment(instant: str, local: Local) -> str:
    """An instant in the reader's zone: `24 Sep 2024 12:03`."""
    if not instant:
        return ""
    found = local(instant)
    return f"{words.day(found.date())} {found:%H:%M}"


def dated(entry: Entry) -> str:
    """The date of what is reported, in words; empty where there is none."""
    if entry.on is None or entry.kind in ("campaign", RETRACT, "redact"):
        return ""
    return iso_words(entry.on)


def possible(entry: Entry) -> str:
    """The days that a vague date can mean, where it is vague."""
    if entry.first is None or entry.last is None or entry.first == entry.last:
        return ""
    return words.span(entry.first, entry.last)


def named(text: str, organ: str | None) -> str:
    """A text of the process file with the campaign's organ in it; without one, the organ goes unnamed."""
    if organ is None:
        text = text.replace(" ({body})", "")
    return escape(text.replace("{body}", organ or "governing body"))
