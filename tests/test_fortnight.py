"""An office's fortnight, typed in as it happens: every question about the States, answered as of each day.

What the program prints is compared with the book of tests/fortnight.py, which knows nothing of its code.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Result
from tests.fortnight import DAYS, END, EVIDENCE, FIRST, POSITIONS, SECOND, SECRET, Book, Page, Script
from tracker.operations import clock, states

Run = Callable[..., Result]

MEMBERS = states.known().members
GROUP = {state.code: state.group for state in MEMBERS}
OBSERVER = states.known().observers[0].code
WEAK = ("second-hand", "inferred")
LAST = DAYS[-1]

#: The days on which it is asked what was known then: before each correction, and after them all.
KNOWN = (DAYS[5], DAYS[8], DAYS[11])

#: How it was asked: the day, the day up to which it was known, and the words.
ASKED = [(day, LAST, ("--as-of", day.isoformat())) for day in DAYS]
ASKED += [(day, day, ("--known-on", day.isoformat())) for day in KNOWN]
ASKED += [(DAYS[6], DAYS[8], ("--as-of", DAYS[6].isoformat(), "--known-on", DAYS[8].isoformat()))]


@dataclass
class Desk:
    """The database of the fortnight, the book, and what was printed at the end of each day."""

    db: Path
    run: Run
    book: Book = field(default_factory=Book)
    printed: dict[date, dict[str, Any]] = field(default_factory=dict)
    secret_seen: bool = False

    def typed(self, *words: str) -> str:
        result = self.run(*words)
        assert result.code == 0, (words, result.err)
        return result.out

    def data(self, *words: str) -> Any:
        return json.loads(self.typed(*words, "--json"))

    def codes(self, *words: str) -> set[str]:
        return {row["state"] for row in self.data("states", *words)["states"]}


_KEPT: list[Desk] = []


@pytest.fixture
def desk(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk at the end of the fortnight; it is typed in once, and no test writes to it."""
    found = _KEPT[0] if _KEPT else Desk(tmp_path_factory.mktemp("fortnight") / "office.db", run)
    found.run = run
    now = [datetime.combine(DAYS[0], time(9), tzinfo=UTC)]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    monkeypatch.setenv("TRACKER_DB", str(found.db))
    monkeypatch.setenv("TRACKER_BY", "desk officer")
    if not _KEPT:
        found.typed("new", "example", "--organization", "Example", "--session", "82")
        script = Script(found.typed, [s.code for s in MEMBERS], OBSERVER, {s.code: s.name for s in MEMBERS})
        found.book = script.book
        for number, day in enumerate(DAYS):
            now[0] = datetime.combine(day, time(10), tzinfo=UTC)
            found.secret_seen = found.secret_seen or SECRET.encode() in found.db.read_bytes()
            script.day(number)
            found.printed[day] = {word: found.data(word) for word in ("states", "outlook", "next", "status")}
        _KEPT.append(found)
    now[0] = datetime.combine(LAST, time(17), tzinfo=UTC)
    return found


@contextmanager
def asked(*words: str) -> Iterator[None]:
    """Names in a failure what was asked."""
    try:
        yield
    except AssertionError as error:
        raise AssertionError(f"{' '.join(words)}: {error}") from error


# --- the size of it


def test_the_fortnight_is_as_large_as_an_offices(desk: Desk) -> None:
    entries = desk.data("history")["entries"]
    first = Counter(e["kind"] for e in entries if not e["replaces"] and not e["closes"])
    assert first["contact"] == 40
    assert first["position"] == 60
    assert first["todo"] == len(desk.book.todos) == 10
    assert first["redact"] == 1
    assert {e["subject"] for e in entries if e["kind"] == "mission"} == {FIRST, SECOND}
    assert sum(bool(e["replaces"]) for e in entries) == 3
    assert sum(bool(e["closes"]) for e in entries) == 6
    subjects = {e["subject"] for e in entries if e["kind"] == "contact"}
    assert {"UNAOC", "UNEP", OBSERVER} <= subjects
    roles = {role for e in entries for role in e["roles"]}
    assert roles == {"sponsor", "original-sponsor", "signatory", "spoke-against", "member"}


# --- the board


def test_the_board_says_where_all_193_stand_as_of_each_day(desk: Desk) -> None:
    for day, known, words in ASKED:
        page = desk.book.page(day, known)
        found = desk.data("states", *words)
        assert [row["state"] for row in found["states"]] == [s.code for s in MEMBERS]
        assert len(found["states"]) == 193
        for row in (*found["states"], *found["observers"]):
            code = row["state"]
            said = page.stands.get(code, ("unknown", None, None))
            with asked("states", *words, code):
                assert (row["position"], row["evidence"], row["on"]) == said
                assert row["last_contact"] == page.last_on(code)
                assert len(row["roles"]) == len(page.did.get(code, ()))
                assert {(r["role"], r["session"]) for r in row["roles"]} == page.did.get(code, set())


def test_the_fortnight_has_all_that_can_go_wrong_in_it(desk: Desk) -> None:
    """Else the comparisons of the other tests would hold for a book in which nothing happens."""
    pages = [desk.book.page(day) for day in DAYS]
    assert {page.position(s.code) for page in pages for s in MEMBERS} == {*POSITIONS, "unknown"}
    assert {page.evidence(s.code) for page in pages for s in MEMBERS} == {*EVIDENCE, None}
    changed = [s.code for s in MEMBERS if len({p.position(s.code) for p in pages} - {"unknown"}) > 1]
    assert len(changed) > 9
    assert any(a.sponsors(c) and not b.sponsors(c) for a, b in pairwise(pages) for c in GROUP)
    assert any(set(page.late(day).values()) - {0} for page, day in zip(pages, DAYS, strict=True))
    for day in KNOWN:
        assert desk.book.page(day) != desk.book.page(day, day)


def test_each_filter_keeps_those_that_the_book_keeps(desk: Desk) -> None:
    for day, known, when in ASKED:
        page = desk.book.page(day, known)
        met = {code: page.last(code) for code in GROUP}
        for word in (*POSITIONS, "unknown"):
            with asked("--position", word, *when):
                assert desk.codes("--position", word, *when) == {c for c in GROUP if page.position(c) == word}
        for word in EVIDENCE:
            with asked("--evidence", word, *when):
                assert desk.codes("--evidence", word, *when) == {c for c in GROUP if page.evidence(c) == word}
        with asked(*when):
            assert desk.codes("--role", "sponsor", *when) == {c for c in GROUP if page.sponsors(c)}
            assert desk.codes("--role", "signatory,member", *when) == {
                c for c in GROUP if page.roles(c) & {"signatory", "member"}
            }
            assert desk.codes("--never-met", *when) == {c for c, m in met.items() if m is None}
            assert desk.codes("--not-met-for", "7d", *when) == {
                c for c, m in met.items() if m is None or (day - m.last).days >= 7
            }
            assert desk.codes("--group", "african", "--position", "leaning,reserved", *when) == {
                c for c, g in GROUP.items() if g == "african" and page.position(c) in ("leaning", "reserved")
            }


def test_who_was_met_and_did_not_move(desk: Desk) -> None:
    kept = set()
    for day, known, when in ASKED:
        page = desk.book.page(day, known)
        expected = {c for c in GROUP if _unmoved(desk.book, page, c, day, known)}
        with asked("--met-not-moved", *when):
            assert desk.codes("--met-not-moved", *when) == expected
        kept |= {page.position(code) for code in expected}
    assert len(kept) > 3


def _unmoved(book: Book, page: Page, code: str, day: date, known: date) -> bool:
    """Whether its position was the same at the end of each day since the one before the last contact."""
    contact, now = page.last(code), page.position(code)
    if contact is None or now == "supporter":
        return False
    before = contact.first - timedelta(days=1)
    days = [before + timedelta(days=n) for n in range((day - before).days)]
    return all(book.page(d, known).position(code) == now for d in days)


# --- the outlook


def test_the_outlook_adds_it_up_as_of_each_day(desk: Desk) -> None:
    for day, known, when in ASKED:
        page = desk.book.page(day, known)
        found = desk.data("outlook", *when)
        with asked("outlook", *when):
            _adds_up(found, page)


def _adds_up(found: dict[str, Any], page: Page) -> None:
    stand = {code: page.position(code) for code in GROUP}
    weak = {code for code in GROUP if page.evidence(code) in WEAK}
    counts = Counter(stand.values())
    assert found["counts"] == {p: counts[p] for p in (*POSITIONS, "unknown")}
    assert found["known"] == 193 - counts["unknown"]
    for group, by in found["by_group"].items():
        assert by == {p: sum(stand[c] == p and GROUP[c] == group for c in GROUP) for p in by}

    blockers = [(b["state"], b["position"], b["last_contact"], b["said"]) for b in found["blockers"]]
    opposing = sorted(
        (c for c in GROUP if stand[c] in ("opposed", "reserved")),
        key=lambda c: (stand[c] != "opposed", c in weak),
    )
    assert blockers == [(c, stand[c], page.last_on(c), _giving(page, c)) for c in opposing]

    by_group = {g: sum(GROUP[c] == g and page.sponsors(c) for c in GROUP) for g in found["by_group"]}
    assert found["sponsors"] == {
        "signatories": sum("signatory" in page.roles(c) for c in GROUP),
        "original_sponsors": sum("original-sponsor" in page.roles(c) for c in GROUP),
        "sponsors": sum(by_group.values()),
        "by_group": by_group,
        "groups_without": [g for g, n in by_group.items() if not n],
    }
    touched = {*page.said, *page.met}
    assert found["never_asked"] == [c for c in GROUP if c not in touched]
    hearsay = {p: [c for c in GROUP if c in weak and stand[c] == p] for p in POSITIONS}
    assert found["hearsay"] == {p: codes for p, codes in hearsay.items() if codes}
    assert found["ungraded"] == [c for c in GROUP if stand[c] != "unknown" and page.evidence(c) is None]

    firm = Counter(stand[c] for c in GROUP if c not in weak)
    against = sum(stand[c] == "reserved" or (stand[c] == "opposed" and c in weak) for c in GROUP)
    vote = found["vote"]
    assert vote["yes"] == [firm["supporter"], 193 - firm["opposed"] - against]
    assert vote["no"] == [firm["opposed"], 193 - firm["supporter"] - firm["leaning"]]
    assert (vote["quorum"], vote["simple_majority"]["verdict"]) == (97, "open")


def _giving(page: Page, code: str) -> str | None:
    """The note of what gives a State the position in force."""
    on = page.stands[code][2]
    word = page.position(code)
    said = [e for e in page.said[code] if e.on == on and (e.position == word or e.roles)]
    return said[-1].note or None


# --- the pages


def test_the_page_of_a_state_holds_all_of_it(desk: Desk) -> None:
    everyone = [*dict.fromkeys(line.who for line in desk.book.lines if line.who in GROUP)]
    assert len(everyone) > 40
    for number, (day, known, when) in enumerate(ASKED):
        page = desk.book.page(day, known)
        for code in everyone[number % 5 :: 5]:
            with asked("show", code, *when):
                _page_of(desk.data("show", code, *when), page, code, day)


def _page_of(found: dict[str, Any], page: Page, code: str, day: date) -> None:
    assert (found["position"], found["evidence"], found["on"]) == page.stands.get(
        code, ("unknown", None, None)
    )
    assert {(r["role"], r["session"]) for r in found["roles"]} == page.did.get(code, set())
    assert found["last_contact"] == page.last_on(code)
    history = [(e["note"] or "", e["position"], e["evidence"]) for e in found["history"]]
    assert history == [(e.note, e.position, e.evidence) for e in reversed(page.said.get(code, []))]
    contacts = [(e["note"] or "", e["on"], e["mission"]) for e in found["contacts"]]
    assert contacts == [(e.note, e.on, e.mission) for e in reversed(page.met.get(code, []))]
    todos = {t["todo"]: t["days_late"] for t in found["todos"] if t["done"] is None}
    mine = {t.text for t in page.open if t.about == code}
    assert todos == {text: days for text, days in page.late(day).items() if text in mine}
    missing = ["contact"] if code not in page.met else []
    missing += ["position"] if page.position(code) == "unknown" else []
    missing += ["weak"] if page.evidence(code) in WEAK else []
    missing += [] if page.sponsors(code) else ["sponsor"]
    assert found["missing"] == missing


def test_the_page_of_a_mission_says_whom_it_met_and_what_is_left_to_do(desk: Desk) -> None:
    for day, known, when in ASKED:
        page = desk.book.page(day, known)
        for key in (FIRST, SECOND):
            if key not in page.missions:
                assert desk.run("show", key, *when).code != 0
                continue
            told, met = page.missions[key], page.on_mission[key]
            found = desk.data("show", key, *when)
            with asked("show", key, *when):
                assert [found[n] for n in ("place", "occasion", "on", "until")] == [
                    told.place, told.occasion, told.on, told.until,
                ]  # fmt: skip
                in_states = [e.who for e in met if e.who in GROUP or e.who == OBSERVER]
                assert found["states_met"] == [*dict.fromkeys(in_states)]
                contacts = [(e["subject"], e["on"], e["note"] or "") for e in found["contacts"]]
                assert contacts == [(e.who, e.on, e.note) for e in reversed(met)]
                todos = {t["todo"] for t in found["todos"] if t["done"] is None}
                assert todos == {t.text for t in page.open if t.mission == key}
    assert {e.who for e in desk.book.page(LAST).on_mission[SECOND]} - set(GROUP)


# --- what is to be done


def test_next_and_status_say_what_is_to_be_done_and_what_is_late(desk: Desk) -> None:
    for day, known, when in ASKED:
        page = desk.book.page(day, known)
        expected = [(t.text, t.due.isoformat() if t.due else None, t.owner, t.about) for t in page.open]
        status = desk.data("status", *when)
        for found in (desk.data("next", *when)["todos"], status["todos"]):
            with asked("to-dos", *when):
                assert [(t["todo"], t["due"], t["owner"], t["for"]) for t in found] == expected
                assert {t["todo"]: t["days_late"] for t in found} == page.late(day)
        with asked("status", *when):
            counts = Counter(page.position(code) for code in GROUP)
            assert {p: status["positions"][p] for p in (*POSITIONS, "unknown")} == {
                p: counts[p] for p in (*POSITIONS, "unknown")
            }
            assert status["positions"]["sponsors"] == sum(page.sponsors(code) for code in GROUP)
            assert {m["mission"]: (m["place"], m["on"], m["until"]) for m in status["missions"]} == {
                key: (told.place, told.on, told.until) for key, told in page.missions.items()
            }
        overdue = [text for text, days in page.late(day).items() if days]
        screens = {command: " ".join(desk.typed(command, *when).split()) for command in ("status", "next")}
        with asked("next", *when):
            assert all(text in screens["next"] for text in overdue)
        with asked("status", *when):
            assert all(text in screens["status"] for text in overdue[:2])
            assert ("1 more to-do." in screens["status"]) == (len(overdue) == 3)


# --- what was known then, what was corrected, what was blanked


def test_what_was_printed_on_a_day_is_printed_again_for_what_was_known_then(desk: Desk) -> None:
    for day, printed in desk.printed.items():
        for command, then in printed.items():
            now = desk.data(command, "--known-on", day.isoformat())
            assert now.pop("known_at", None) is not None or command == "next"
            then = {name: value for name, value in then.items() if name != "known_at"}
            with asked(command, "--known-on", day.isoformat()):
                assert now == then


def test_what_was_corrected_is_gone_and_stays_in_the_history(desk: Desk) -> None:
    old = [line for line in desk.book.lines if line.replaced != END]
    assert len(old) == 3
    entries = {e["short"]: e for e in desk.data("history")["entries"]}
    for line in old:
        was = entries[desk.book.tails[line.n]]
        by = next(e for e in entries.values() if e["id"] == was["replaced_by"])
        right = next(e for e in desk.book.lines if desk.book.tails[e.n] == by["short"])
        assert (was["live"], by["live"], by["because"]) == (False, True, "mistyped")
        assert (was["subject"], was["position"], was["on"]) == (line.who, line.position, line.on)
        assert (by["subject"], by["position"], by["on"]) == (right.who, right.position, right.on)
        assert (was["subject"], was["position"], was["on"]) != (by["subject"], by["position"], by["on"])
        since = (line.replaced - timedelta(days=1)).isoformat()
        corrected = desk.data("changes", "--since", since)["corrected"]
        assert was["id"] in {e["id"] for e in corrected}


def test_what_was_redacted_is_nowhere_and_its_entry_stays(desk: Desk) -> None:
    assert desk.secret_seen, "it was in the file before"
    for path in desk.db.parent.iterdir():
        assert SECRET.encode() not in path.read_bytes(), path
    exported = desk.typed("export", "toml", "--for", "confidential", "--with-journal")
    assert SECRET not in exported
    assert SECRET not in desk.typed("history", "--json")
    blanked = [e for e in desk.data("history")["entries"] if e["redacted"]]
    line = next(e for e in desk.book.lines if not e.note)
    assert [(e["subject"], e["on"], e["position"]) for e in blanked] == [(line.who, line.on, line.position)]


def test_the_whole_of_it_travels_and_answers_the_same_there(desk: Desk, tmp_path: Path) -> None:
    whole = ("export", "toml", "--for", "confidential", "--with-journal")
    first, out, other = tmp_path / "a.toml", tmp_path / "b.toml", str(tmp_path / "other.db")
    desk.typed(*whole, "-o", str(first))
    desk.typed("import", str(first), "--db", other)
    desk.typed(*whole, "-o", str(out), "--db", other)
    assert out.read_bytes() == first.read_bytes()
    for _, _, when in ASKED[2::4]:
        for command in ("states", "outlook", "next", "status"):
            assert desk.data(command, *when, "--db", other) == desk.data(command, *when)
