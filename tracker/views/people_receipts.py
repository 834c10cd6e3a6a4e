"""What the commands about States answer: who is meant, in full, and what is true of it now. Plain text.

Two lines, unless the names of several States take more: a code that meant another State must be seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.core import board
from tracker.core.entry import NONE, Entry
from tracker.core.missions import Mission
from tracker.core.stances import ENDS, Standing
from tracker.core.states import GROUPS
from tracker.core.tally import SPONSORS
from tracker.core.text import cut, escape, wrap
from tracker.core.todos import Todo
from tracker.core.when import of_iso
from tracker.core.words import days, join, plural, when, when_weekday
from tracker.views.people_words import date_words, how_words, name_of, position_words, said
from tracker.views.receipts import fit

SAY = {
    "was": "(was {position})",
    "cleared": "position cleared, {position} now",
    "not-had": "No such role was on record.",
    "stands": "It changes nothing: {position} of {date} (#{tail}) stands.",
    "position-stands": "Its position of {date} (#{tail}) stands: {position}.",
    "observer": "{name} is recorded and never counted.",
    "members": "{count} on record",
    "sponsors": "{count}, {groups} of {all} groups",
    "first": "The first contact.",
    "last": "The one before: {date}.",
    "todo": "To do: {what}.",
    "partner": "Recorded as a partner, no State.",
    "add": "Add: tracker contact STATE --mission {key}",
    "planned": "planned for {date}",
    "closed": "Closed: {what}.",
    "late": " ({days} late)",
    "next": "Next: {what}.",
    "nothing": "Nothing else is to be done.",
    "noted": "To do{about}: {what}",
    "for": " for {subject}",
    "owner": "owner {owner}",
    "blanked": "a text that was blanked",
    "imported": "{count} of {states} imported.",
    "dry-run": "{count} of {states} would be imported; nothing was written.",
    "known": "{count} on record already.",
    "undone": "Undone: {what}; #{tail}.",
    "corrected": "{what}; #{tail}.",
    "was-said": "Was: {what}.",
    "open-again": "Open again: {what}.",
    "now": "{name} is {position} now, said {date}.",
    "now-unknown": "{name} is {position} now.",
}

#: The cells of what is to be done, and of a note, in an answer.
_SHORT = 40


# --- position


def positioned(
    written: Sequence[Entry],
    before: Mapping[str, Standing],
    after: Mapping[str, Standing],
    names: Mapping[str, str],
    width: int,
) -> list[str]:
    """The answer to `position`: `Brazil, Colombia: sponsors in the 79th (2 sponsors, 1 of 5 groups).`"""
    first, several = written[0], len(written) > 1
    codes = [e.subject or "" for e in written]
    said = position_words(first, several)
    if first.position not in (None, NONE):
        were = {before[code].position for code in codes}
        now = {
            after[code].said is not None and after[code].said == e
            for code, e in zip(codes, written, strict=True)
        }
        if len(were) == 1 and now == {True} and were != {first.position}:
            said[0] += " " + SAY["was"].format(position=next(iter(were)))
    elif first.position == NONE and not first.roles:
        said = [SAY["cleared"].format(position=join(sorted({after[code].position for code in codes})))]
    count = _count(first, after) if first.roles else ""
    tail = "" if several else f"; #{first.short}"
    head = f"{_names(codes, names)}: {join(said)}{f' ({count})' if count else ''}{tail}."
    found = [
        r for code, e in zip(codes, written, strict=True) for r in _odd(e, before[code], after[code], names)
    ]
    if several:
        found.append(join([f"#{e.short}" for e in written]) + ".")
    return _all_names(head, list(dict.fromkeys(found)), width)


def _count(entry: Entry, after: Mapping[str, Standing]) -> str:
    """How many Members have such a role in that session now, and of how many groups the sponsors are."""
    members = board.members(after.values())
    if SPONSORS & set(entry.roles):
        found = [s for s in members if board.role_names(s, entry.session) & SPONSORS]
        return SAY["sponsors"].format(
            count=plural(len(found), "sponsor"),
            groups=len({s.state.group for s in found}),
            all=len(GROUPS),
        )
    role = entry.roles[0]
    count = sum(role in board.role_names(s, entry.session) for s in members)
    return SAY["members"].format(count=count)


def _odd(entry: Entry, before: Standing, after: Standing, names: Mapping[str, str]) -> list[str]:
    """What a reader would not expect: a later report that stands, a role that was none, an observer."""
    found = []
    if entry.roles and entry.position == NONE:
        had = {(r.role, r.session) for r in before.roles}
        ended = [role for named in entry.roles for role in ENDS.get(named, (named,))]
        if not any((role, entry.session) in had for role in ended):
            found.append(SAY["not-had"])
    elif after.said is not None and after.on is not None and after.said.id != entry.id:
        stands = {"date": when(after.on), "tail": after.said.short, "position": after.position}
        if entry.position is not None and not (entry.position == NONE and after.implied):
            found.append(SAY["stands"].format(**stands))
        elif entry.position is None and not after.implied:
            found.append(SAY["position-stands"].format(**stands))
    if after.state.observer:
        found.append(SAY["observer"].format(name=name_of(after.state.code, names)))
    return found


def _names(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """The full names: `the Bahamas, Brazil` with a capital; a partner as it was typed."""
    text = join([names.get(code) or escape(code) for code in codes])
    return text[:1].upper() + text[1:]


def _all_names(head: str, sentences: list[str], width: int) -> list[str]:
    """As `fit` has it; where the head alone takes more than two lines, all of the head."""
    lines = wrap(head, width, "  ")
    return fit(head, sentences, width) if len(lines) <= 2 else fit(head, sentences, width, len(lines))


# --- contact


def contacted(
    written: Sequence[Entry],
    before: Mapping[str, Standing],
    after: Mapping[str, Standing],
    names: Mapping[str, str],
    width: int,
) -> list[str]:
    """The answer to `contact`: `NAME: leaning (was unknown); #77qre. To do: send treaty, Tue 1 Dec 2026.`"""
    met = [e for e in written if e.kind == "contact"]
    first, several = met[0], len(met) > 1
    codes = [e.subject or "" for e in met]
    what = f"{how_words(first)} {when(of_iso(first.on))}" if first.on else how_words(first)
    if first.position == NONE:
        what = SAY["cleared"].format(position=join(sorted({after[code].position for code in codes})))
    elif first.position is not None:
        what = first.position
        were = {before[code].position for code in codes}
        if len(were) == 1 and were != {first.position}:
            what += " " + SAY["was"].format(position=next(iter(were)))
    tail = "" if several else f"; #{first.short}"
    head = f"{_names(codes, names)}: {what}{tail}."
    found = []
    if first.position is not None:
        found += [
            r for code, e in zip(codes, met, strict=True) for r in _odd(e, before[code], after[code], names)
        ]
    todo = next((e for e in written if e.kind == "todo"), None)
    if todo is not None:
        found.append(SAY["todo"].format(what=todo_words(todo)))
    if any(code not in names for code in codes):
        found.append(SAY["partner"])
    if not several and codes[0] in before:
        earlier = before[codes[0]].last_contact
        date = when(of_iso(earlier.on)) if earlier is not None and earlier.on else None
        found.append(SAY["first"] if date is None else SAY["last"].format(date=date))
    if several:
        found.append(join([f"#{e.short}" for e in met]) + ".")
    return _all_names(head, list(dict.fromkeys(found)), width)


# --- mission


def sent(mission: Mission, written: Entry, width: int) -> list[str]:
    """The answer to `mission`: `hlpf-2024: New York, Jul 2024; #77qre. Add: tracker contact STATE ...`"""
    dates = date_words(mission.on, mission.until)
    if written.due is not None and mission.said.id == written.id:
        dates = SAY["planned"].format(date=dates)
    parts = [cut(escape(text), _SHORT) for text in (mission.place, mission.occasion) if text]
    head = f"{mission.key}: {join([*parts, dates])}; #{written.short}."
    return fit(head, [SAY["add"].format(key=mission.key)], width)


def described(entry: Entry) -> str:
    """An entry in a few words: `BRA: sponsor in the 79th, 15 Oct 2024, #k3f9a`."""
    text = said(entry, {})
    if entry.kind == "todo" and entry.note:
        text += f" ({cut(escape(entry.note), _SHORT)})"
    date = f", {when(of_iso(entry.on))}" if entry.on is not None and entry.kind != "todo" else ""
    return f"{text}{date}, #{entry.short}"


# --- undo and correct


def taken_back(
    taken: Entry, written: Entry, standing: Standing | None, name: str | None, todo: Todo | None, width: int
) -> list[str]:
    """The answer to `undo` of a position, contact, mission or to-do: what is true now."""
    found = _now(standing, name)
    if taken.closes is not None and todo is not None and todo.open:
        found.append(SAY["open-again"].format(what=todo_words(todo.entry)))
    return fit(SAY["undone"].format(what=described(taken), tail=written.short), found, width)


def corrected(
    original: Entry,
    written: Entry,
    standing: Standing | None,
    name: str | None,
    todo: Todo | None,
    width: int,
) -> list[str]:
    """The answer to `correct` of one: what it says now, and what it said."""
    names = {written.subject: name} if written.subject and name else {}
    text = said(replace(written, replaces=None), names)
    if written.on != original.on and written.on is not None:
        text += f", {when(of_iso(written.on))}"
    head = SAY["corrected"].format(what=text[:1].upper() + text[1:], tail=written.short)
    was = SAY["was-said"].format(what=described(original).rpartition(", #")[0])
    return fit(head, [was, *_now(standing, name)], width)


def _now(standing: Standing | None, name: str | None) -> list[str]:
    """`The Bahamas: leaning since 3 Oct 2024.`"""
    if standing is None:
        return []
    who = name_of(standing.state.code, {standing.state.code: name or standing.state.name})
    if standing.on is None:
        return [SAY["now-unknown"].format(name=who, position=standing.position)]
    return [SAY["now"].format(name=who, position=standing.position, date=when(standing.on))]


# --- to-dos


def noted(todo: Entry, names: Mapping[str, str], width: int) -> list[str]:
    """The answer to `todo`: `To do: send treaty, Tue 1 Dec 2026; #77qre.`"""
    about = SAY["for"].format(subject=name_of(todo.subject, names)) if todo.subject else ""
    return fit(f"{SAY['noted'].format(about=about, what=todo_words(todo))}; #{todo.short}.", [], width)


def todo_words(todo: Entry) -> str:
    """What is to be done, by when and by whom: `send treaty, Tue 1 Dec 2026, owner Legal`."""
    parts = [cut(escape(todo.note), _SHORT) if todo.note else SAY["blanked"]]
    if todo.due not in (None, NONE) and todo.due is not None:
        parts.append(when_weekday(of_iso(todo.due)))
    if todo.owner not in (None, NONE) and todo.owner is not None:
        parts.append(SAY["owner"].format(owner=cut(escape(todo.owner), _SHORT)))
    return join(parts)


def closed(todos: Sequence[Todo], written: Sequence[Entry], width: int) -> list[str]:
    """The answer to `done #tail`: `Closed: send treaty (2 days late). Next: the list, 1 Mar 2027.`"""
    wanted = {e.closes for e in written}
    done = [t for t in todos if t.entry.id in wanted]
    parts = []
    for todo in done:
        late = SAY["late"].format(days=days(todo.late_days)) if todo.late_days else ""
        what = cut(escape(todo.entry.note), _SHORT) if todo.entry.note else SAY["blanked"]
        parts.append(f"{what}{late}")
    head = SAY["closed"].format(what=join(parts))
    coming = next((t for t in todos if t.open), None)
    sentence = SAY["nothing"]
    if coming is not None:
        what = cut(escape(coming.entry.note), _SHORT) if coming.entry.note else SAY["blanked"]
        sentence = SAY["next"].format(what=join([what, *([when(coming.due)] if coming.due else [])]))
    return fit(head, [sentence, join([f"#{e.short}" for e in written]) + "."], width)


# --- a table of positions


def imported(
    rows: Sequence[tuple[str, Entry]], names: Mapping[str, str], known: int, written: bool, width: int
) -> list[str]:
    """The answer to `import --positions`: each row before it is written, and how many there are."""
    lines = []
    if not written:
        for place, entry in rows:
            date = f", {when(of_iso(entry.on))}" if entry.on is not None else ""
            note = f': "{escape(entry.note)}"' if entry.note else ""
            lines.append(cut(f"{place}: {said(entry, names)}{date}{note}", width))
    count = plural(len(rows), "position")
    states = plural(len({e.subject for _, e in rows}), "State")
    head = SAY["imported" if written else "dry-run"].format(count=count, states=states)
    return [*lines, *fit(head, [SAY["known"].format(count=known)] if known else [], width)]
