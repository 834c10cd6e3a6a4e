"""An office's fortnight, typed in day by day, and the book that the test keeps of it beside the program.

2 missions, 40 contacts, 60 positions, 10 to-dos, 3 corrections and a redaction. The book is plain Python and
knows nothing of the program's code. Which State is meant is reckoned from a number, so that no position that
is made up here stands beside a State's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

DAYS = [date(2026, 11, 2) + timedelta(days=n) for n in range(14)]
POSITIONS = ("supporter", "leaning", "undecided", "reserved", "opposed")
EVIDENCE = ("written", "pr", "delegate", "second-hand", "inferred")
HOW = ("meeting", "call", "email", "demarche", "note-verbale-in", "note-verbale-out", "event")
FIRST, SECOND = "autumn-visit", "committee-week"
SECRET = "Q7XSECRETQ"
END = date.max


@dataclass
class Line:
    """One thing that was typed of a State or a partner; `replaced` is the day on which it was corrected."""

    n: int
    typed: date
    kind: str
    who: str
    first: date
    last: date
    on: str
    note: str
    position: str | None = None
    evidence: str | None = None
    roles: tuple[str, ...] = ()
    session: int | None = None
    mission: str | None = None
    replaced: date = END


@dataclass
class ToDo:
    """What is to be done: `late_by` counts the days to the one on which it was done, or is looked at."""

    text: str
    typed: date
    decided: date
    due: date | None
    owner: str | None
    about: str | None
    mission: str | None
    tail: str
    closed: date = END  # typed
    done: date = END


@dataclass
class Journey:
    """What was said of a mission, in one line."""

    typed: date
    last: date  # from which day it counts
    key: str
    place: str | None
    occasion: str | None
    on: str
    until: str | None


class Page(NamedTuple):
    """The book on a day: by State its position, evidence and date, its roles, its contacts, the last last."""

    stands: dict[str, tuple[str, str | None, str | None]]
    did: dict[str, set[tuple[str, int | None]]]
    met: dict[str, list[Line]]
    said: dict[str, list[Line]]
    missions: dict[str, Journey]
    on_mission: dict[str, list[Line]]
    open: list[ToDo]

    def position(self, code: str) -> str:
        return self.stands.get(code, ("unknown",))[0]

    def evidence(self, code: str) -> str | None:
        return self.stands.get(code, ("unknown", None))[1]

    def last(self, code: str) -> Line | None:
        return self.met[code][-1] if code in self.met else None

    def last_on(self, code: str) -> str | None:
        found = self.last(code)
        return found.on if found is not None else None

    def roles(self, code: str, session: int = 82) -> set[str]:
        return {role for role, of in self.did.get(code, set()) if of in (None, session)}

    def sponsors(self, code: str) -> bool:
        return bool(self.roles(code) & {"sponsor", "original-sponsor"})

    def late(self, day: date) -> dict[str, int]:
        """By its text, how many days late each open to-do is."""
        return {t.text: max(0, (day - t.due).days) if t.due else 0 for t in self.open}


@dataclass
class Book:
    """All that was typed."""

    lines: list[Line] = field(default_factory=list)
    todos: list[ToDo] = field(default_factory=list)
    journeys: list[Journey] = field(default_factory=list)
    tails: dict[int, str] = field(default_factory=dict)  # by the number of a line

    def page(self, day: date, known: date = DAYS[-1]) -> Page:
        """What was so on a day, as far as it was known at the end of another."""
        stand = [e for e in self.lines if e.typed <= known < e.replaced and e.last <= day]
        stand.sort(key=lambda e: (e.last, e.n))
        met: dict[str, list[Line]] = {}
        said: dict[str, list[Line]] = {}
        on_mission: dict[str, list[Line]] = {FIRST: [], SECOND: []}
        for line in stand:
            if line.kind == "contact":
                met.setdefault(line.who, []).append(line)
            if line.mission:
                on_mission[line.mission].append(line)
            if line.position or line.roles:
                said.setdefault(line.who, []).append(line)
        missions: dict[str, Journey] = {}
        for told in sorted(self.journeys, key=lambda told: told.last):
            if told.typed <= known and told.last <= day:
                old = missions.get(told.key, told)
                missions[told.key] = replace(
                    told,
                    place=told.place or old.place,
                    occasion=told.occasion or old.occasion,
                    until=told.until or old.until,
                )
        left = [t for t in self.todos if t.typed <= known and t.decided <= day]
        left = [t for t in left if not (t.closed <= known and t.done <= day)]
        left.sort(key=lambda t: t.due or END)
        return Page(
            {who: _stands(lines) for who, lines in said.items()},
            {who: _roles(lines) for who, lines in said.items()},
            met,
            said,
            missions,
            on_mission,
            left,
        )


def _stands(lines: list[Line]) -> tuple[str, str | None, str | None]:
    """The last claim that was not taken away: `none` takes away what was said, or what a role implies."""
    claims: list[tuple[str, Line, str]] = []  # position, where it was said, the role that implies it
    for line in lines:
        if line.position == "none":
            gone = _ended(line)
            claims = [c for c in claims if (c[2] not in gone if gone else c[2])]
            continue
        for role in line.roles:
            claims.append(("opposed" if role == "spoke-against" else "supporter", line, role))
        if line.position:
            claims.append((line.position, line, ""))
    if not claims:
        return ("unknown", None, None)
    position, line, _ = claims[-1]
    return (position, line.evidence, line.on)


def _ended(line: Line) -> set[str]:
    """The roles that end: a sponsor that leaves is none any more, be it on the first text or later."""
    return {*line.roles, "original-sponsor"} if "sponsor" in line.roles else set(line.roles)


def _roles(lines: list[Line]) -> set[tuple[str, int | None]]:
    found: set[tuple[str, int | None]] = set()
    for line in lines:
        if line.position == "none":
            found = found - {(role, line.session) for role in _ended(line)}
        else:
            found = found | {(role, line.session) for role in line.roles}
    return found


# --- what is typed

Typed = Callable[..., str]


def tails_of(answer: str) -> list[str]:
    return re.findall(r"#([0-9a-z]{5})\b", answer)


class Script:
    """The fortnight: `day(n)` types what happened on its n-th day and writes it into the book."""

    def __init__(self, typed: Typed, codes: list[str], observer: str, names: dict[str, str]) -> None:
        self.typed, self.codes, self.observer, self.names = typed, codes, observer, names
        self.book = Book()
        self.today = DAYS[0]
        self.n = 0

    def state(self, number: int) -> str:
        return self.codes[(number * 71 + 12) % len(self.codes)]

    def day(self, number: int) -> None:
        self.today = DAYS[number]
        self._journeys(number)
        for i in range(number * 60 // 14, (number + 1) * 60 // 14):
            self._position(i)
        for j in range(number * 40 // 14, (number + 1) * 40 // 14):
            self._contact(j, number)
        self._todos(number)
        self._corrections(number)
        if number == 11:
            line = next(e for e in self.book.lines if SECRET in e.note)
            self.typed("redact", self.book.tails[line.n], "--because", "names a person", "--yes")
            line.note = ""

    # -- dates

    def _when(self, number: int) -> tuple[list[str], date, date, str]:
        """What is typed after -o, the first and the last day that it can mean, and how it is written."""
        today = self.today
        if number % 9 == 5:
            day = today - timedelta(days=1)
            return ["-o", "yesterday"], day, day, day.isoformat()
        if number == 34:
            day = today - timedelta(days=6)
            return ["-o", f"{day:%-d %b %Y}"], day, day, day.isoformat()
        if number == 36:
            return ["-o", "October 2026"], date(2026, 10, 1), date(2026, 10, 31), "2026-10"
        if number == 25:
            return ["-o", "2026-11"], date(2026, 11, 1), today, "2026-11"
        return [], today, today, today.isoformat()

    def _write(self, who: str, kind: str, tail: str, when: tuple[date, date, str], note: str) -> Line:
        self.n += 1
        line = Line(self.n, self.today, kind, who, when[0], when[1], when[2], note)
        self.book.lines.append(line)
        self.book.tails[self.n] = tail
        return line

    # -- positions

    def _position(self, i: int) -> None:
        if i in (31, 32):
            return  # typed with 30
        codes = [self.state(i % 41)] if i != 30 else [self.state(n) for n in (30, 31, 32)]
        position: str | None = POSITIONS[(i * 3 + i // 41) % 5]
        evidence: str | None = None if i % 7 == 0 else EVIDENCE[(i * 2 + i // 5) % 5]
        roles: tuple[str, ...] = ()
        session: int | None = 82
        if i % 10 == 4 or i == 30:
            position, roles, session = None, ("sponsor",), 81 if i == 54 else 82
        elif i in (8, 18):
            position, roles, evidence = "supporter", ("original-sponsor", "signatory"), "written"
        elif i == 13:
            position, roles, session, evidence = None, ("spoke-against",), 81, "pr"
        elif i == 22:
            position, roles, session = None, ("member",), None
        elif i in (45, 52):
            codes, position, roles, evidence = [self.state(4 if i == 45 else 8)], "none", ("sponsor",), None
        elif i in (50, 57):
            codes, position, evidence = [self.state(i - 40)], "none", None
        options, first, last, on = self._when(i)
        word = position or roles[0]
        words = ["position", ",".join(self._name(code, i) for code in codes), word, f"position {i}", *options]
        words += ["--evidence", evidence] if evidence else []
        words += ["--role", ",".join(roles)] if position and roles else []
        words += ["--session", str(session)] if roles and session and i % 20 != 4 else []
        tails = tails_of(self.typed(*words))
        for code, tail in zip(codes, tails[: len(codes)], strict=True):
            line = self._write(code, "position", tail, (first, last, on), f"position {i}")
            line.position, line.evidence, line.roles = position, evidence, roles
            line.session = session if roles else None

    def _name(self, code: str, number: int) -> str:
        """A State as one types it: by its code, in either case, or by its name."""
        return (code, code.lower(), self.names[code])[number % 3]

    # -- missions and contacts

    def _journeys(self, number: int) -> None:
        told: Journey | None = None
        if number == 1:
            until = DAYS[5].isoformat()
            told = Journey(
                self.today, self.today, FIRST, "Geneva", "Autumn visit", DAYS[3].isoformat(), until
            )
            words = ["--place", "Geneva", "--occasion", "Autumn visit", "-o", "+2d", "--until", until]
        elif number == 6:
            until = DAYS[4].isoformat()
            told = Journey(self.today, DAYS[3], FIRST, None, None, DAYS[3].isoformat(), until)
            words = ["-o", DAYS[3].isoformat(), "--until", until, "--with", "two officers"]
        elif number == 8:
            told = Journey(self.today, self.today, SECOND, "New York", "Sixth Committee", "2026-11", None)
            words = ["--place", "New York", "--occasion", "Sixth Committee", "-o", "November 2026"]
        if told is not None:
            self.typed("mission", told.key, *words)
            self.book.journeys.append(told)

    def _contact(self, j: int, number: int) -> None:
        if j == 18:
            return  # typed with 17
        partner = {11: "UNAOC", 27: "UNEP", 36: self.observer}.get(j)
        met = (10, 54) if j == 17 else ((33 if j == 34 else j) * 5 % 27,)  # the 34th before the 33rd
        whom = [partner] if partner else [self.state(n) for n in met]
        mission = {3: FIRST, 4: FIRST, 8: SECOND, 9: SECOND, 10: SECOND}.get(number)
        heard = "supporter" if j == 36 else None if partner or j % 4 != 2 else POSITIONS[(j + j // 4) % 5]
        evidence = "delegate" if heard and j % 8 == 2 else None
        options, first, last, on = self._when(j)
        note = f"contact {j}" if j != 6 else f"contact 6, {SECRET} was there"
        words = ["contact", ",".join(whom), note, "--how", HOW[j % 7], *options]
        words += ["--with", f"{SECRET}, counsellor"] if j == 6 else []
        words += ["--mission", mission] if mission else []
        words += ["--position", heard] if heard else []
        words += ["--evidence", evidence] if evidence else []
        todo = f"follow up {j}" if j in (3, 9, 15, 21, 23, 27) else None
        due = self.today + timedelta(days=2 + j % 3)
        words += ["--todo", todo, "--due", f"+{2 + j % 3}d", "--owner", "Legal"] if todo else []
        answer = tails_of(self.typed(*words))
        for who, tail in zip(whom, answer[: len(whom)], strict=True):
            line = self._write(who, "contact", tail, (first, last, on), note)
            line.position, line.evidence, line.mission = heard, evidence, mission
        if todo:
            made = ToDo(todo, self.today, last, due, "Legal", whom[0], mission, answer[0])
            self.book.todos.append(made)

    # -- to-dos

    def _todos(self, number: int) -> None:
        about = {0: "dossier", 2: self.state(3), 7: None, 9: FIRST}
        if number in about:
            text, subject = f"prepare {number}", about[number]
            words = ["--for", subject] if subject else []
            words += ["--due", "+3d", "--owner", "New York office"] if subject else []
            tail = tails_of(self.typed("todo", text, *words))[0]
            due = self.today + timedelta(days=3) if subject else None
            mission = subject if subject == FIRST else None
            owner = "New York office" if subject else None
            made = ToDo(text, self.today, self.today, due, owner, subject, mission, tail)
            self.book.todos.append(made)
        for text in {4: ["prepare 0"], 6: ["follow up 3"], 8: ["follow up 9", "prepare 2"]}.get(number, []):
            self._done(text, self.today, [])
        if number == 13:
            self._done("follow up 27", self.today, [])
        if number == 12:
            self._done("prepare 7", self.today - timedelta(days=1), ["-o", "yesterday"])

    def _done(self, text: str, day: date, options: list[str]) -> None:
        todo = next(t for t in self.book.todos if t.text == text)
        self.typed("done", f"#{todo.tail}", *options)
        todo.closed, todo.done = self.today, day

    # -- corrections

    def _corrections(self, number: int) -> None:
        if number == 6:
            self._correct("position 6", position="opposed", evidence="written")
        elif number == 9:
            self._correct("position 17", who=self.state(55))
        elif number == 12:
            day = DAYS[7]
            self._correct("contact 27", first=day, last=day, on=day.isoformat(), note="contact 27, rightly")

    def _correct(self, told: str, **right: str | date) -> None:
        old = next(e for e in self.book.lines if e.note == told)
        said = {"who": "--state", "position": "--position", "evidence": "--evidence", "on": "-o"}
        words = [w for name, option in said.items() if name in right for w in (option, str(right[name]))]
        words += [str(right["note"])] if "note" in right else []
        tail = tails_of(self.typed("correct", self.book.tails[old.n], *words, "--because", "mistyped"))[0]
        old.replaced = self.today
        self.n += 1
        self.book.lines.append(replace(old, n=self.n, typed=self.today, replaced=END, **right))  # type: ignore[arg-type]
        for todo in self.book.todos:  # what came from a contact is closed by the contact's tail
            if todo.tail == self.book.tails[old.n]:
                todo.tail = tail
        self.book.tails[self.n] = tail
