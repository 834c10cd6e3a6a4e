"""An office's fortnight, typed in as it happens, and every question about the States answered from it.

2 missions, 40 contacts, 60 positions, 10 to-dos, 3 corrections and a redaction. The test keeps a book of its
own in plain dictionaries; which State is meant is reckoned from a number, so the positions are nobody's.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Result
from tracker.core.stances import EVIDENCE, POSITIONS
from tracker.operations import clock, states

Run = Callable[..., Result]

START = date(2026, 11, 2)
DAYS = [START + timedelta(days=n) for n in range(14)]
MEMBERS = states.known().members
SECRET = "SECRETNAME"


def member(number: int) -> str:
    return MEMBERS[(number * 7 + 3) % len(MEMBERS)].code


@dataclass
class Said:
    """A position as it was typed: what it said at first, and what it says since it was corrected."""

    day: date
    code: str
    evidence: str
    position: str
    wrong: str | None = None
    corrected: date | None = None

    def known(self, day: date) -> str:
        return self.wrong if self.wrong and self.corrected and day < self.corrected else self.position


@dataclass
class Book:
    """What the office did, as the test knows it."""

    positions: list[Said] = field(default_factory=list)
    contacts: list[tuple[date, str, str | None]] = field(default_factory=list)  # day, State, mission
    todos: list[tuple[date, date, date | None]] = field(default_factory=list)  # noted, due, done

    def position(self, code: str, day: date, known: date) -> tuple[str, str | None]:
        said = [p for p in self.positions if p.code == code and p.day <= day and p.day <= known]
        return (said[-1].known(known), said[-1].evidence) if said else ("unknown", None)

    def met(self, code: str, day: date) -> date | None:
        return max((d for d, c, _ in self.contacts if c == code and d <= day), default=None)


@dataclass
class Office:
    run: Run
    book: Book
    db: Path

    def typed(self, *words: str) -> str:
        result = self.run(*words)
        assert result.code == 0, (words, result.err)
        return result.out

    def data(self, *words: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.typed(*words, "--json"))
        return found


def tail(answer: str) -> str:
    return answer.split("#")[1][:5]


@pytest.fixture(scope="module")
def moment() -> list[datetime]:
    return [datetime.combine(START, time(9), tzinfo=UTC)]


@pytest.fixture
def office(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, moment: list[datetime]) -> Office:
    """The fortnight, typed day by day."""
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "office.db"))
    monkeypatch.setenv("TRACKER_BY", "desk officer")
    moment[0] = datetime.combine(START, time(9), tzinfo=UTC)
    office = Office(run, Book(), tmp_path / "office.db")
    office.typed("new", "example", "--organization", "Example", "--session", "82")
    tails: dict[int, str] = {}
    secret = ""
    open_todos: list[tuple[int, str]] = []
    for number, day in enumerate(DAYS):
        moment[0] = datetime.combine(day, time(10), tzinfo=UTC)
        if number in (1, 8):
            office.typed(
                "mission", f"mission-{number}", "--place", "New York", "--occasion", "Committee week"
            )
        for i in range(number * 60 // 14, (number + 1) * 60 // 14):
            tails[i] = _position(office, i, day)
        for j in range(number * 40 // 14, (number + 1) * 40 // 14):
            answer = _contact(office, j, day, number, open_todos)
            secret = tail(answer) if j == 7 else secret
        if number in (6, 9, 12):
            _correct(office, {6: 5, 9: 20, 12: 33}[number], tails, day)
        if number >= 5 and number % 2 == 1:
            index, entry = open_todos.pop(0)
            office.typed("done", f"#{entry}")
            noted, due, _ = office.book.todos[index]
            office.book.todos[index] = (noted, due, day)
        if number == 10:
            office.typed("redact", secret, "--because", "names a person", "--yes")
    return office


def _position(office: Office, i: int, day: date) -> str:
    said = Said(day, member(i % 45), EVIDENCE[i * 2 % 5], POSITIONS[i * 3 % 5])
    if i in (5, 20, 33):
        said.wrong = POSITIONS[(i * 3 + 1) % 5]
    office.book.positions.append(said)
    typed = said.wrong or said.position
    return tail(office.typed("position", said.code, typed, f"note {i}", "--evidence", said.evidence))


def _contact(office: Office, j: int, day: date, number: int, open_todos: list[tuple[int, str]]) -> str:
    code = member(j * 2 % 50)
    mission = {1: "mission-1", 2: "mission-1", 8: "mission-8"}.get(number)
    words = ["contact", code, f"{SECRET} said" if j == 7 else f"talk {j}", "--how", "meeting"]
    words += ["--mission", mission] if mission else []
    words += ["--todo", f"do {j}", "--due", "+3d", "--owner", "Legal"] if j % 4 == 0 else []
    answer = office.typed(*words)
    office.book.contacts.append((day, code, mission))
    if j % 4 == 0:
        office.book.todos.append((day, day + timedelta(days=3), None))
        listed = office.data("next")["todos"]
        new = next(t for t in listed if t["todo"] == f"do {j}")
        open_todos.append((len(office.book.todos) - 1, new["short"]))
    return answer


def _correct(office: Office, i: int, tails: dict[int, str], day: date) -> None:
    said = office.book.positions[i]
    office.typed("correct", tails[i], "--position", said.position, "--because", "typed wrongly")
    said.corrected = day


def test_the_fortnight_is_as_large_as_an_offices(office: Office) -> None:
    kinds = [e["kind"] for e in office.data("history")["entries"]]
    assert kinds.count("mission") == 2
    assert kinds.count("contact") == 40
    assert kinds.count("position") == 60 + 3
    assert sum(1 for t in office.book.todos) == 10
    assert kinds.count("redact") == 1


def test_every_day_says_where_each_state_stood_and_when_it_was_met(office: Office) -> None:
    for day in DAYS:
        _compare(office, day, DAYS[-1], "--as-of", day.isoformat())
    for day in (DAYS[5], DAYS[8], DAYS[11]):
        _compare(office, day, day, "--known-on", day.isoformat())


def _compare(office: Office, day: date, known: date, *when: str) -> None:
    book = office.book
    board = office.data("states", *when)["states"]
    assert len(board) == len(MEMBERS) == 193
    for row in board:
        met = book.met(row["state"], min(day, known))
        assert (row["position"], row["evidence"]) == book.position(row["state"], day, known), (day, row)
        assert row["last_contact"] == (met.isoformat() if met else None), (day, row)


def test_filters_of_the_board_answer_as_of_each_day(office: Office) -> None:
    book = office.book
    for day in DAYS[::3]:
        when = ("--as-of", day.isoformat())
        positions = {s.code: book.position(s.code, day, DAYS[-1])[0] for s in MEMBERS}
        met = {s.code: book.met(s.code, day) for s in MEMBERS}

        def codes(*words: str, when: tuple[str, ...] = when) -> set[str]:
            return {row["state"] for row in office.data("states", *words, *when)["states"]}

        assert codes("--never-met") == {c for c, d in met.items() if d is None}
        assert codes("--not-met-for", "7d") == {c for c, d in met.items() if d is None or (day - d).days >= 7}
        for position in POSITIONS:
            assert codes("--position", position) == {c for c, p in positions.items() if p == position}
        weak = {
            s.code for s in MEMBERS if book.position(s.code, day, DAYS[-1])[1] in ("second-hand", "inferred")
        }
        assert codes("--evidence", "second-hand,inferred") == weak


def test_the_outlook_counts_them_and_names_who_could_block(office: Office) -> None:
    book = office.book
    for day in DAYS[::3]:
        found = office.data("outlook", "--as-of", day.isoformat())
        positions = {s.code: book.position(s.code, day, DAYS[-1])[0] for s in MEMBERS}
        for position in (*POSITIONS, "unknown"):
            assert found["counts"][position] == sum(p == position for p in positions.values())
        blockers = {b["state"]: b["last_contact"] for b in found["blockers"]}
        assert set(blockers) == {c for c, p in positions.items() if p in ("reserved", "opposed")}
        for code, last in blockers.items():
            met = book.met(code, day)
            assert last == (met.isoformat() if met else None)
        lowest, highest = found["vote"]["yes"]
        sure = sum(
            p == "supporter" and book.position(c, day, DAYS[-1])[1] not in ("second-hand", "inferred")
            for c, p in positions.items()
        )
        assert lowest == sure
        assert highest <= 193 - sum(p == "opposed" for p in positions.values())


def test_to_dos_missions_and_the_page_of_a_state(office: Office) -> None:
    book = office.book
    for day in DAYS[3::4]:
        todos = office.data("next", "--as-of", day.isoformat())["todos"]
        still = [(n, due) for n, due, done in book.todos if n <= day and (done is None or done > day)]
        assert sorted(t["due"] for t in todos) == sorted(due.isoformat() for _, due in still)
        assert sum(t["days_late"] is not None and t["days_late"] > 0 for t in todos) == sum(
            due < day for _, due in still
        )
    met = {c for _, c, m in book.contacts if m == "mission-1"}
    page = office.typed("show", "mission-1")
    assert all(code in page or states.known().by_code[code].name in page for code in met)
    code = book.positions[5].code
    shown = office.typed("show", code, "--as-of", DAYS[-1].isoformat())
    assert book.position(code, DAYS[-1], DAYS[-1])[0] in shown


def test_what_was_redacted_is_gone_and_the_rest_travels(office: Office, tmp_path: Path) -> None:
    first = office.typed("export", "toml", "--for", "confidential", "--with-journal")
    assert SECRET not in first
    for path in tmp_path.iterdir():
        assert SECRET.encode() not in path.read_bytes(), path
    out = tmp_path / "a.toml"
    out.write_text(first, encoding="utf-8")
    other = str(tmp_path / "other.db")
    office.typed("import", str(out), "--db", other)
    again = office.typed("export", "toml", "--for", "confidential", "--with-journal", "--db", other)
    assert again == first
