"""The sponsors of the International Coffee Organization's request in the 79th session, by stage.

The public record: https://www.un.org/en/ga/sixth/79/int_coffee_org.shtml. Brazil's letter of 12 June 2024;
introduced on 15 October with eleven others; three more announced there as joining; five more on 30 October,
when the Committee acted. Whoever did not sponsor is unknown: no position of another State is on record.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Result
from tests.core.replays import Replay, without_null
from tests.core.test_replay_coffee import DATED, log
from tracker.core import tally
from tracker.core.board import counts, members, sponsoring, stance_of
from tracker.exports.states import outlook_json, states_json
from tracker.operations import outreach
from tracker.operations.people import Common
from tracker.operations.positions import position

Run = Callable[..., Result]

LETTER = ("BRA",)
INTRODUCED = ("BRA", "AGO", "COL", "DEU", "HND", "IND", "IDN", "ITA", "PER", "CHE", "GBR", "VNM")
ANNOUNCED = ("BOL", "HUN", "RUS")
AT_ACTION = ("LUX", "MYS", "MEX", "PNG", "TLS")

#: (day, role, States), in the order in which it happened.
STAGES = [
    ("2024-06-12", "signatory", LETTER),
    ("2024-10-15", "original-sponsor", INTRODUCED),
    ("2024-10-15", "sponsor", ANNOUNCED),
    ("2024-10-30", "sponsor", AT_ACTION),
]

#: (day, who signed the letter, original sponsors, all sponsors, States with a position).
EXPECTED = [
    ("2024-06-11", 0, 0, 0, 0),
    ("2024-06-12", 1, 0, 0, 1),
    ("2024-10-14", 1, 0, 0, 1),
    ("2024-10-15", 1, 12, 15, 15),
    ("2024-10-16", 1, 12, 15, 15),
    ("2024-10-29", 1, 12, 15, 15),
    ("2024-10-30", 1, 12, 20, 20),
    ("2024-12-31", 1, 12, 20, 20),
]


def sponsors(office: Replay, day: str, role: str, states: tuple[str, ...]) -> None:
    position(office.where, ",".join(states), role, Common(on=day, by=office.by), session=79)


def typed(folder: Path, patch: pytest.MonkeyPatch, along: bool) -> Replay:
    """The request with its sponsors: typed as it happened, or all at once in the next year."""
    office = Replay(folder, patch, "International Coffee Organization", 79)
    office.begin("2024-05-02")
    for event in DATED:
        office.on(event[0] if along else "2025-01-15")
        log(office, [event])
    for day, role, states in STAGES:
        office.on(day if along else "2025-01-15")
        sponsors(office, day, role, states)
    return office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Replay:
    return typed(tmp_path / "along", monkeypatch, along=True)


def outlook(office: Replay, day: str, known_on: str | None = None) -> dict[str, Any]:
    found = outreach.stands(office.where, as_of=day, known_on=known_on)
    stances = [stance_of(one, found.view.state.session) for one in members(found.standings)]
    return outlook_json(found.view.state, found.standings, tally.outlook(stances))


def states(office: Replay, day: str) -> dict[str, Any]:
    found = outreach.stands(office.where, as_of=day)
    return states_json(found.view.state, found.standings)


@pytest.mark.parametrize(("day", "letter", "original", "all_", "known"), EXPECTED)
def test_outlook_states_and_toml_say_the_same_on_every_day(
    office: Replay, day: str, letter: int, original: int, all_: int, known: int
) -> None:
    found = outlook(office, day)
    assert [found["sponsors"][k] for k in ("signatories", "original_sponsors", "sponsors")] == [
        letter, original, all_,
    ]  # fmt: skip
    assert (found["known"], found["counts"]["supporter"], found["counts"]["unknown"]) == (
        known,
        known,
        193 - known,
    )
    assert found["vote"]["yes"] == [known, 193]
    assert found["vote"]["no"] == [0, 193 - known]
    assert (found["blockers"], found["hearsay"]) == ([], {})
    rows = states(office, day)["states"]
    assert len(rows) == 193
    assert sum(row["position"] == "supporter" for row in rows) == known
    assert (
        sum(any(r["role"] in ("sponsor", "original-sponsor") for r in row["roles"]) for row in rows) == all_
    )
    toml = office.toml(day)
    assert toml["positions"]["sponsors"] == all_
    assert (toml["positions"]["original_sponsors"], toml["positions"]["signatories"]) == (original, letter)
    assert (toml["positions"]["supporter"], toml["positions"]["unknown"]) == (known, 193 - known)
    assert toml.get("states", []) == [without_null(row) for row in rows if row["position"] != "unknown"]


def test_typed_afterwards_it_shows_the_same_on_every_day(
    office: Replay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = typed(tmp_path / "after", monkeypatch, along=False)
    for day, *_ in EXPECTED:
        assert states(after, day) == states(office, day)
        assert outlook(after, day) == outlook(office, day)


def test_what_was_known_then_prints_again(office: Replay) -> None:
    then = outlook(office, "2024-12-31", known_on="2024-10-29")
    assert (then["sponsors"]["sponsors"], then["known"]) == (15, 15)


def test_which_groups_sponsor(office: Replay) -> None:
    found = outlook(office, "2024-10-14")["sponsors"]
    assert found["groups_without"] == ["african", "asia-pacific", "eastern-european", "grulac", "weog"]
    found = outlook(office, "2024-10-15")["sponsors"]
    assert found["by_group"] == {
        "african": 1, "asia-pacific": 3, "eastern-european": 2, "grulac": 5, "weog": 4,
    }  # fmt: skip
    found = outlook(office, "2024-10-30")["sponsors"]
    assert found["by_group"] == {
        "african": 1, "asia-pacific": 6, "eastern-european": 2, "grulac": 6, "weog": 5,
    }  # fmt: skip


def test_each_is_named_with_its_role_and_the_day_on_which_it_joined(office: Replay) -> None:
    rows = {row["state"]: row for row in states(office, "2024-12-31")["states"]}
    assert {code for code, row in rows.items() if row["roles"]} == {*INTRODUCED, *ANNOUNCED, *AT_ACTION}
    assert rows["BRA"]["roles"] == [
        {"role": "signatory", "session": 79},
        {"role": "original-sponsor", "session": 79},
    ]
    assert (rows["HUN"]["on"], rows["TLS"]["on"]) == ("2024-10-15", "2024-10-30")
    assert rows["TLS"]["roles"] == [{"role": "sponsor", "session": 79}]
    assert rows["AFG"] == {
        "state": "AFG", "name": "Afghanistan", "group": "asia-pacific", "position": "unknown",
        "evidence": None, "roles": [], "on": None, "last_contact": None,
    }  # fmt: skip


def test_two_sponsors_that_are_taken_back_are_gone_and_come_back(office: Replay) -> None:
    last = office.entries()[-1]
    assert last.subject == "TLS"
    office.on("2024-11-05").undo(last.short)
    assert outlook(office, "2024-10-30")["sponsors"]["sponsors"] == 19
    assert outlook(office, "2024-10-30", known_on="2024-11-04")["sponsors"]["sponsors"] == 20
    office.undo(office.entries()[-1].short)
    assert outlook(office, "2024-10-30")["sponsors"]["sponsors"] == 20


def test_the_commands_say_it(office: Replay, run: Run) -> None:
    where = ("--db", str(office.where.db), "--as-of")
    said = run("outlook", *where, "2024-10-15").out
    assert "1 signed the letter; 12 original sponsors; 15 sponsors in all." in said
    assert "20 sponsors in all." in run("outlook", *where, "2024-10-30").out
    assert "20 of the 193 States: sponsor." in run("states", "--role", "sponsor", *where, "2024-10-30").out
    assert "Blockers  nobody on record; 173 States unknown." in run("status", *where, "2024-10-30").out
    found = json.loads(run("status", "--json", *where, "2024-10-16").out)
    assert found["positions"]["sponsors"] == 15
    listed = json.loads(run("states", "--role", "original-sponsor", "--json", *where, "2024-10-30").out)
    assert {row["state"] for row in listed["states"]} == set(INTRODUCED)


def test_counts_hold_for_members_alone(office: Replay) -> None:
    found = outreach.stands(office.where, as_of="2024-12-31").standings
    assert len(found) == 195
    assert sum(counts(found).values()) == 193
    assert sponsoring(found, 79) == (1, 12, 20)
    assert sponsoring(found, 80) == (0, 0, 0)
