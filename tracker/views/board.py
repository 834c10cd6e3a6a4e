"""The board: one mark for each State by regional group, or one line for each that a filter keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tracker.core import words
from tracker.core.board import SHOWN, Wanted, days_since, members, shown_as, since
from tracker.core.campaign import CampaignState
from tracker.core.entry import Entry
from tracker.core.stances import UNKNOWN, Role, Standing
from tracker.core.states import GROUPS
from tracker.core.text import cut, escape, fit, width, wrap
from tracker.core.when import of_iso
from tracker.views.columns import sentence, table
from tracker.views.lines import SENTENCE, Line, View, flow, trimmed
from tracker.views.theme import Marks

#: The cells of a group's name, and of its size with the spaces around it.
LABEL, SIZE = 20, 4
#: The cells of a count under its mark, and under its word; the last one under a mark takes one more.
NARROW_COUNT, WIDE_COUNT = 3, 11
#: The most cells of a name where lines stand in columns, and from which width it is not cut.
NAME, WHOLE_NAME_FROM = 24, 160

#: The class of what a State stands as.
CLASSES = {
    "sponsor": "done-word", "supporter": "done", "leaning": "now", "undecided": "", "reserved": "warn",
    "opposed": "late", "unknown": "dim",
}  # fmt: skip

SAY = {
    "african": "African",
    "asia-pacific": "Asia-Pacific",
    "eastern-european": "Eastern European",
    "grulac": "Latin Am. and Carib.",
    "weog": "Western Eur. & other",
    "as-of": "as of {date}",
    "key": "one mark = one State",
    "all": "All",
    "count": "{count} {position}",
    "nothing": "No position recorded yet. The board below is what there is to win.",
    "known": "A position is on record for {known} of the {all} States; {met} met at least once.",
    "list-them": "Names: tracker states --list; one State: tracker show CODE.",
    "kept": "{count} of the {all} States{wanted}.",
    "none": "None of the {all} States{wanted}.",
    "group": "{name}: {count} of {all}",
    "observers": "Observers, recorded and never counted",
    "observer": "Observers, recorded and never counted: {list}.",
    "never-met": "never met",
    "met": "met {date}",
    "since": "since {date}",
    "role": "{role} ({session})",
    "evidence": "({evidence})",
    "pr": "said by the PR",
    "delegate": "said by a delegate",
    "wanted-never": "never met",
    "wanted-not-met": "not met for {days}",
    "wanted-not-moved": "met and not moved",
}


def heading(state: CampaignState, columns: int, notice: str | None = None) -> list[Line]:
    """Whose campaign it is, and as of when; then the notice."""
    title = escape(state.organization or state.campaign)
    as_of = SAY["as-of"].format(date=words.weekday(state.as_of))
    gap = columns - width(title) - width(as_of)
    if gap >= 2:
        lines: list[Line] = [[(title, "bold"), (" " * gap, ""), (as_of, "")]]
    else:
        lines = [*([(text, "bold")] for text in wrap(title, columns)), [(as_of, "")]]
    return lines + (sentence(escape(notice), columns, "bold") if notice else [])


def mark_of(shown: str, marks: Marks) -> tuple[str, str]:
    """The mark of what a State stands as, and its class."""
    return getattr(marks, shown), CLASSES[shown]


def group_name(group: str) -> str:
    """A regional group in at most 20 cells."""
    return SAY.get(group, group)


def evidence_words(evidence: str | None) -> str:
    """How a position is known, as people say it."""
    return SAY.get(evidence, evidence) if evidence else ""


def role_words(role: Role) -> str:
    """`original sponsor (79th)`."""
    name = role.role.replace("-", " ")
    return (
        name if role.session is None else SAY["role"].format(role=name, session=words.ordinal(role.session))
    )


def date_words(entry: Entry) -> str:
    """The date of an entry at the precision given."""
    return words.when(of_iso(entry.on)) if entry.on else ""


def ago_words(entry: Entry, state: CampaignState) -> str:
    """`11 Mar 2026, 131 days ago`; of a month the month alone."""
    days = days_since(entry, state.as_of)
    text = date_words(entry)
    return text if days is None or len(entry.on or "") != 10 else f"{text}, {words.in_days(-days)}"


# --- one mark for each State


def group_lines(standings: Sequence[Standing], session: int | None, marks: Marks, columns: int) -> list[Line]:
    """Each group with its marks, sponsors first and unknown last; then all of them in numbers."""
    by_group: dict[str, list[str]] = {group: [] for group in GROUPS}
    for one in members(standings):
        by_group[one.state.group].append(shown_as(one, session))
    by_group = {group: sorted(found, key=SHOWN.index) for group, found in by_group.items() if found}
    widest = max(map(len, by_group.values()), default=0)
    offset = LABEL + SIZE
    every = [shown for found in by_group.values() for shown in found]
    if columns < offset + widest:
        lines = [line for group, found in by_group.items() for line in _narrow(group, found, marks, columns)]
        return lines + _all(every, columns, 2)
    room = columns - offset - widest
    cells = _count_cells(room)
    lines = [_count_heads(cells, widest, marks)]
    for group, found in by_group.items():
        line: Line = [(fit(group_name(group), LABEL), ""), (f"{len(found):>3} ", ""), *_run(found, marks)]
        line.append((" " * (widest - len(found)), ""))
        lines.append(trimmed([*line, *_counts(found, cells)]))
    if not cells:
        return lines + _all(every, columns, offset)
    line = [(fit(SAY["all"], LABEL), "bold"), (f"{len(every):>3} ", "bold"), (" " * widest, "")]
    return [*lines, trimmed([*line, *_counts(every, cells)])]


def _narrow(group: str, found: list[str], marks: Marks, columns: int) -> list[Line]:
    """A group where its marks have no room beside its name."""
    lines: list[Line] = [[(f"{group_name(group)} {len(found)}", "")]]
    for start in range(0, len(found), columns - 2):
        lines.append([("  ", ""), *_run(found[start : start + columns - 2], marks)])
    return lines


def _run(found: Sequence[str], marks: Marks) -> Line:
    """Marks in runs of one class."""
    line: Line = []
    for shown in found:
        char, name = mark_of(shown, marks)
        if line and line[-1][1] == name and line[-1][0][-1] == char:
            line[-1] = (line[-1][0] + char, name)
        else:
            line.append((char, name))
    return line


def _count_cells(room: int) -> list[int]:
    """The cells of the columns of numbers: none where there is no room."""
    if room >= WIDE_COUNT * len(SHOWN):
        return [WIDE_COUNT] * len(SHOWN)
    narrow = [NARROW_COUNT] * (len(SHOWN) - 1) + [NARROW_COUNT + 1]
    return narrow if room >= sum(narrow) else []


def _count_heads(cells: Sequence[int], widest: int, marks: Marks) -> Line:
    head: Line = [(SAY["key"].ljust(LABEL + SIZE + widest if cells else 0), "dim")]
    for shown, room in zip(SHOWN, cells, strict=False):
        mark, name = mark_of(shown, marks)
        head.append(((shown if room == WIDE_COUNT else mark).rjust(room), name))
    return head


def _counts(found: Sequence[str], cells: Sequence[int]) -> Line:
    number = Counter(found)
    line: Line = []
    for shown, room in zip(SHOWN, cells, strict=False):
        count = number[shown]
        line.append(((str(count) if count else "-").rjust(room), CLASSES[shown] if count else "dim"))
    return line


def _all(found: Sequence[str], columns: int, indent: int) -> list[Line]:
    """All of them in words, beside or below the name."""
    number = Counter(found)
    counts = [SAY["count"].format(count=number[s], position=s) for s in SHOWN if number[s] or s == UNKNOWN]
    head = f"{SAY['all']:<{LABEL}}{len(found):>3} " if indent > 2 else f"{SAY['all']} {len(found)}: "
    texts = wrap(words.join(counts), columns - len(head))
    lines: list[Line] = [[(head, "bold"), (texts[0], "")]]
    return lines + [[(" " * len(head), ""), (text, "")] for text in texts[1:]]


def legend_lines(marks: Marks, columns: int) -> list[Line]:
    """What each mark stands for."""
    pieces: list[Line] = []
    for shown in SHOWN:
        mark, name = mark_of(shown, marks)
        pieces.append([(mark, name), (f" {shown}", "dim")])
    return flow(pieces, columns)


# --- one line for each State


def _row(one: Standing, state: CampaignState, marks: Marks, columns: int) -> list[tuple[str, str]]:
    mark, name = mark_of(shown_as(one, state.session), marks)
    moved, contact = since(one), one.last_contact
    called = one.state.name
    met = SAY["met"].format(date=date_words(contact)) if contact is not None else SAY["never-met"]
    evidence = SAY["evidence"].format(evidence=evidence_words(one.evidence)) if one.evidence else ""
    return [
        (f"{mark} {one.state.code}", name),
        (called if columns >= WHOLE_NAME_FROM else cut(called, NAME), ""),
        (one.position, CLASSES[one.position]),
        (evidence, ""),
        (SAY["since"].format(date=words.when(moved)) if moved is not None else "", ""),
        (met, "" if contact is not None else "dim"),
        (words.join([role_words(role) for role in one.roles]), ""),
    ]


def wanted_words(wanted: Wanted) -> str:
    """What a filter asks for, as it is read after a count: `: African; opposed or reserved; never met`."""
    parts = [
        " or ".join(GROUPS[group].name for group in wanted.groups),
        " or ".join(wanted.positions),
        " or ".join(role.replace("-", " ") for role in wanted.roles),
        " or ".join(evidence_words(evidence) for evidence in wanted.evidence),
        SAY["wanted-never"] if wanted.never_met else "",
        ""
        if wanted.not_met_for is None
        else SAY["wanted-not-met"].format(days=words.days(wanted.not_met_for)),
        SAY["wanted-not-moved"] if wanted.met_not_moved else "",
    ]
    text = "; ".join(part for part in parts if part)
    return f": {text}" if text else ""


class BoardView(View):
    """The board of States; with `listed`, or a filter, a line for each State that it keeps."""

    def __init__(
        self,
        state: CampaignState,
        standings: Sequence[Standing],
        *,
        wanted: Wanted | None = None,
        listed: bool = False,
        ascii: bool = False,
        notice: str | None = None,
    ) -> None:
        self.state, self.standings = state, standings
        self.wanted, self.listed = wanted or Wanted(), listed
        self.marks = Marks.choose(ascii)
        self.notice = notice

    def lines(self, columns: int) -> list[Line]:
        """The heading, then the marks and their legend, or the list."""
        lines = heading(self.state, columns, self.notice)
        if self.wanted.anything or self.listed:
            return lines + self._list(columns)
        every = members(self.standings)
        known = sum(one.position != UNKNOWN for one in every)
        met = sum(one.last_contact is not None for one in every)
        text = SAY["known"].format(known=known, all=len(every), met=met) if known or met else SAY["nothing"]
        lines += [*sentence(text, columns), []]
        lines += group_lines(self.standings, self.state.session, self.marks, columns)
        lines += [[], *legend_lines(self.marks, columns)]
        seen = [one for one in self.standings if one.state.observer and (one.history or one.last_contact)]
        if seen:
            said = words.join([f"{one.state.name} {one.position}" for one in seen])
            lines += sentence(SAY["observer"].format(list=said), columns)
        return [*lines, *sentence(SAY["list-them"], columns, "dim")] if known else lines

    def _list(self, columns: int) -> list[Line]:
        every = members(self.standings)
        kept = [one for one in self.standings if self.wanted.keeps(one, self.state.session, self.state.as_of)]
        mine, others = members(kept), [one for one in kept if one.state.observer]
        key = "kept" if mine else "none"
        text = SAY[key].format(count=len(mine), all=len(every), wanted=wanted_words(self.wanted))
        lines = sentence(text, min(columns, SENTENCE))
        rows = {id(one): _row(one, self.state, self.marks, columns) for one in kept}
        for group, named in GROUPS.items():
            found = [one for one in mine if one.state.group == group]
            if found:
                size = sum(one.state.group == group for one in every)
                head = SAY["group"].format(name=named.name, count=len(found), all=size)
                lines += [[], *sentence(head, columns, "bold")]
                lines += table([rows[id(o)] for o in found], columns, like=[*rows.values()])
        if others:
            lines += [[], *sentence(SAY["observers"], columns, "bold")]
            lines += table([rows[id(o)] for o in others], columns, like=[*rows.values()])
        return lines
