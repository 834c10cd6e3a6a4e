"""What each change says: an event, a correction, a date that moved, a step that became late. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.core import words
from tracker.core.campaign import StepState
from tracker.core.changes import Corrected
from tracker.core.comparison import Comparison, MovedBy
from tracker.core.entry import NONE, Entry
from tracker.core.fold import key_of, settles
from tracker.core.live import RETRACT
from tracker.core.process import ACHIEVED, NOT_NEEDED, OPENING, Step
from tracker.core.schedule import Schedule
from tracker.core.text import escape
from tracker.views.causes import SAY as CAUSES
from tracker.views.causes import cause_words, days_words, root_words, who
from tracker.views.entries import Local, dated, iso_words, later, said, tail
from tracker.views.rows import note_of, title_of
from tracker.views.theme import Marks

#: The groups of the events, in the order in which they are read aloud.
ACHIEVED_GROUP, OTHER, UNDER_WAY, NOTED = "achieved", "other", "under-way", "noted"
POSITIONS, CONTACTS, TODOS = "positions", "contacts", "todos"

#: Where an event that is about no step is read aloud.
_PEOPLE = {"position": POSITIONS, "contact": CONTACTS, "mission": CONTACTS, "todo": TODOS}

SAY = {
    "was": "was {old}",
    "planned": "planned for {date}",
    "unplanned": "no longer planned",
    "cleared": "report cleared",
    "owner": "owner {owner}",
    "route": "route {route}",
    "to-session": "opens the {session}",
    "from-to": "{title}: {was} to {now}",
    "times": "planned anew {times}",
    "why": "Why: {reason}.",
    "why-both": "Why, for both: {reason}.",
    "why-all": "Why, for all {count}: {reason}.",
    "late": "{title}, {days}",
    "holds-up": "holds up {steps}",
    "taken-back": "taken back",
    "now": "now {new}",
    "text": "another text",
    "blanked": "text blanked",
    "source": "source: {text}",
    "source-doubt": "source (uncertain): {text}",
    "doubt": "uncertain",
    "entered": "{entry} by {by}",
    "retracted": "taken back in {entry} by {by}",
    "replaced": "corrected in {entry} by {by}",
}


#: From so many events on, a source or an author that all of them share is named once.
SHARED = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One change: its mark and class, what stands in the column of dates, the sentence, the evidence."""

    mark: str
    style: str
    date: str
    text: str
    evidence: str = ""
    date_class: str = ""


# --- what happened


class Events:
    """The events of a comparison as items; each says what the status of its step was before it."""

    def __init__(self, found: Comparison, marks: Marks, local: Local, hidden: Sequence[Entry] = ()) -> None:
        self.found, self.marks, self.local = found, marks, local
        self.schedule: Schedule = found.after
        self.state = found.after.state
        self._was: dict[str, str] = {}
        self._status: dict[tuple[str | None, int | None], str] = {}
        events = [*found.changes.happened, *found.changes.reported_late]
        for entry in sorted((e for e in events if e.first and e.last), key=lambda e: key_of(e, self.step(e))):
            self._follow(entry)
        left_out = {e.id for e in hidden}
        shown = [e for e in events if e.id not in left_out]
        self.source = _common([e.source if not e.doubt else None for e in shown])
        self.by = _common([e.recorded_by for e in shown])

    def _follow(self, entry: Entry) -> None:
        """Remember the status before an event: that of the earlier view, or of the event before it."""
        if entry.status is None:
            return
        key = (entry.subject, entry.session)
        if key not in self._status:
            before = self.found.before
            item = before.state.step(entry.subject or "", entry.session) if before is not None else None
            self._status[key] = item.status if item is not None else "planned"
        old = self._status[key]
        self._status[key] = "planned" if entry.status == NONE else entry.status
        if old not in ("planned", entry.status):
            self._was[entry.id] = old

    def step(self, entry: Entry) -> Step | None:
        """The step that an entry reports on, under the process in force."""
        if entry.kind in _PEOPLE:
            return None  # a to-do for a step says nothing of it
        return self.state.process.step(entry.subject or "")

    def group(self, entry: Entry) -> str:
        """Where an event is read aloud; what was under way and is settled since is only noted."""
        if entry.kind in _PEOPLE:
            return _PEOPLE[entry.kind]
        step = self.step(entry)
        if entry.status == ACHIEVED and step is not None:
            return ACHIEVED_GROUP
        if settles(step, entry.status):
            return OTHER
        if entry.status in OPENING and self._in_force(entry):
            return UNDER_WAY
        return NOTED

    def _in_force(self, entry: Entry) -> bool:
        """Whether the status that an entry reports is still the one in force."""
        runs = [s for s in self.state.steps if s.step.key == entry.subject]
        return any(s.status == entry.status for s in runs if any(e.id == entry.id for e in s.entries))

    def item(self, entry: Entry, *, named: bool = False) -> Item:
        """An event; with `named`, also what is achieved says so."""
        mark, style = self._mark(entry)
        parts = [self._title(entry)]
        word = self._word(entry, named)
        old = self._was.get(entry.id)
        about = words.join(
            [p for p in (word, SAY["was"].format(old=_status(old)) if old else "", *_more(entry)) if p]
        )
        head = ": ".join(part for part in (*parts, about) if part)
        note = escape(entry.note or "")
        if entry.redacted:
            note = SAY["blanked"]
        text = ". ".join(part for part in (head, _capital(note) if head else note) if part)
        return Item(mark, style, dated(entry), _stop(text), self.evidence(entry))

    def _title(self, entry: Entry) -> str:
        step = self.step(entry)
        if step is None:
            text = said(entry, self.found.names)
            return _capital(text) if entry.subject or entry.kind != "note" else ""
        title = title_of(step, self.state)
        if step.per == "session" and entry.session is not None:
            title += f", {words.ordinal(entry.session)}"
        return title

    def _word(self, entry: Entry, named: bool) -> str:
        if entry.status is None or self.step(entry) is None:
            return ""
        if entry.status == NONE:
            return SAY["cleared"]
        return _status(entry.status) if named or self.group(entry) != ACHIEVED_GROUP else ""

    def _mark(self, entry: Entry) -> tuple[str, str]:
        marks, step = self.marks, self.step(entry)
        if entry.status == ACHIEVED:
            return marks.achieved, "done"
        if entry.status == NOT_NEEDED:
            return marks.not_needed, "dim"
        outcome = step.outcomes.get(entry.status or "") if step is not None else None
        if outcome is not None:
            return (marks.deferred, "warn") if outcome.opens == "next" else (marks.out, "late")
        if self.group(entry) == UNDER_WAY:
            return (marks.blocked, "warn") if entry.status == "blocked" else (marks.progress, "now")
        return marks.note, "dim"

    def evidence(self, entry: Entry) -> str:
        """Documents, source and doubt, when and by whom it was recorded, and the entry's tail."""
        author = escape(entry.recorded_by) if entry.recorded_by != self.by else ""
        by = words.join([p for p in (author, later(entry, self.local)) if p])
        parts = (words.join([escape(ref) for ref in entry.refs]), self.source_of(entry), by, tail(entry.id))
        return "; ".join(part for part in parts if part)

    def source_of(self, entry: Entry) -> str:
        """The source, unless all the events share it, and whether it is uncertain."""
        if entry.source and entry.source != self.source:
            return SAY["source-doubt" if entry.doubt else "source"].format(text=escape(entry.source))
        return SAY["doubt"] if entry.doubt else ""


def _common(values: Sequence[str | None]) -> str | None:
    """What many events all share, so that it is said once and not with each."""
    return values[0] if len(values) >= SHARED and len(set(values)) == 1 else None


def _more(entry: Entry) -> list[str]:
    """What an event says beside its status."""
    found: list[str] = []
    if entry.kind in _PEOPLE:
        return found
    if entry.to_session is not None:
        found.append(SAY["to-session"].format(session=words.ordinal(entry.to_session)))
    if entry.route is not None:
        found.append(SAY["route"].format(route=escape(entry.route)))
    if entry.owner is not None:
        found.append(SAY["owner"].format(owner=escape(entry.owner)))
    return found


def _status(word: str) -> str:
    return escape(word).replace("-", " ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stop(text: str) -> str:
    return text if not text or text[-1] in ".!?:" else text + "."


# --- dates that moved


def date_items(moved: Sequence[MovedBy], schedule: Schedule, marks: Marks) -> list[Item]:
    """The dates that moved; those that one decision moved stand together, with the reason under them once."""
    groups: dict[str, list[MovedBy]] = {}
    for one in moved:
        groups.setdefault(one.cause.root, []).append(one)
    found: list[Item] = []
    for group in groups.values():
        if len(group) == 1:
            reason = cause_words(group[0].cause, schedule)
            found.append(_moved(group[0], schedule, marks, reason, who(group[0].cause)))
            continue
        found += [_moved(one, schedule, marks, "", "") for one in group]
        first = group[0].cause
        text = SAY["why-all" if len(group) > 2 else "why-both"].format(
            count=len(group), reason=_capital(root_words(first, schedule).rstrip("."))
        )
        found.append(Item("", "", "", text, who(first)))
    return found


def _moved(one: MovedBy, schedule: Schedule, marks: Marks, reason: str, by: str) -> Item:
    moved = one.moved
    text = SAY["from-to"].format(
        title=title_of(moved.item.step, schedule.state),
        was=words.span(*moved.was),
        now=words.span(*moved.now),
    )
    if one.times > 1:
        text += f", {SAY['times'].format(times=words.times(one.times))}"
    if not reason and one.cause.via:
        follows = CAUSES["follows"].format(step=title_of(one.cause.via[0].step, schedule.state))
        text += f" ({follows})"
    text = _stop(text) + (" " + SAY["why"].format(reason=_capital(reason.rstrip("."))) if reason else "")
    style = "warn" if moved.days > 0 else "done"
    return Item(marks.earlier, "earlier", days_words(moved.days), text, by, style)


# --- what became late


def late_item(item: StepState, schedule: Schedule, marks: Marks) -> Item:
    """A step that became late: its date gone by, the days, what it holds up, what was last said of it."""
    count, due = schedule.of(item).days_late or 0, schedule.late_from(item) or schedule.today
    text = SAY["late"].format(title=title_of(item.step, schedule.state), days=words.late(count))
    held = schedule.holds_up(item, (s for s in schedule.state.steps if s.current))
    if held:
        titles = [title_of(s.step, schedule.state) for s in held]
        text += "; " + SAY["holds-up"].format(steps=words.join(titles))
    note = note_of(item)
    owner = SAY["owner"].format(owner=escape(item.owner)) if item.owner else ""
    return Item(
        marks.late, "late", words.day(due), _stop(". ".join(p for p in (text, _capital(note)) if p)), owner
    )


# --- what was corrected


def corrected_item(one: Corrected, events: Events) -> Item:
    """An entry that no longer stands: what it said, and what stands now or that it was taken back."""
    was, by = one.was, one.by
    day = words.day(events.local(by.recorded_at).date())
    old = _claim(was, events)
    if by.kind == RETRACT:
        new = SAY["taken-back"]
        reason = by.because or ""
    else:
        new = SAY["now"].format(new=_difference(was, by, events))
        reason = by.because if by.because and by.because != was.because else ""
    text = f"{old}: {new}"
    if reason:
        text += f". {_capital(escape(reason))}"
    evidence = [
        SAY["entered"].format(entry=tail(was.id), by=escape(was.recorded_by)),
        SAY["retracted" if by.kind == RETRACT else "replaced"].format(
            entry=tail(by.id), by=escape(by.recorded_by)
        ),
        events.source_of(by),
    ]
    return Item(events.marks.out, "late", day, _stop(text), "; ".join(part for part in evidence if part))


def _claim(entry: Entry, events: Events) -> str:
    """What an entry said: `Lead sponsor achieved, 20 Aug 2025`."""
    step = events.step(entry)
    if step is None:
        text = said(entry, events.found.names)
        return (", " if entry.kind in _PEOPLE else " ").join(p for p in (_capital(text), dated(entry)) if p)
    title = events._title(entry)
    if entry.due is not None:
        return f"{title} {_plan(entry)}"
    if entry.status is not None:
        word = SAY["cleared"] if entry.status == NONE else _status(entry.status)
        return f"{title} {word}, {dated(entry)}"
    return f"{title}, note of {dated(entry)}"


def _plan(entry: Entry) -> str:
    if entry.due == NONE:
        return SAY["unplanned"]
    return SAY["planned"].format(date=iso_words(entry.due))


def _difference(was: Entry, by: Entry, events: Events) -> str:
    """What a correction says otherwise."""
    if was.kind in _PEOPLE:
        return _difference_of_people(was, by, events)
    parts = []
    if by.subject != was.subject or by.session != was.session:
        parts.append(events._title(by))
    if by.status != was.status and by.status is not None:
        parts.append(SAY["cleared"] if by.status == NONE else _status(by.status))
    if by.due != was.due and by.due is not None:
        parts.append(_plan(by))
    if by.on != was.on:
        parts.append(dated(by) or iso_words(by.on))
    if by.target != was.target and by.target is not None:
        parts.append(said(by))
    new_refs = [escape(ref) for ref in by.refs if ref not in was.refs]
    parts += new_refs
    if by.owner != was.owner and by.owner is not None:
        parts.append(SAY["owner"].format(owner=escape(by.owner)))
    if by.route != was.route and by.route is not None:
        parts.append(SAY["route"].format(route=escape(by.route)))
    if by.note != was.note:
        parts.append(f'"{escape(by.note)}"' if by.note else SAY["text"])
    return words.join(parts) or SAY["text"]


def _difference_of_people(was: Entry, by: Entry, events: Events) -> str:
    """What a correction of a position, contact, mission or to-do says otherwise."""
    names = events.found.names
    parts = [said(replace(by, replaces=None), names)]
    if parts == [said(replace(was, replaces=None), names)]:
        parts = []
    if by.on != was.on:
        parts.append(dated(by))
    if by.note != was.note:
        parts.append(f'"{escape(by.note)}"' if by.note else SAY["text"])
    return words.join([part for part in parts if part]) or SAY["text"]
