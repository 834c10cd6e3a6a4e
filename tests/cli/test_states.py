"""`states`, `outlook` and `show` of a State as they are typed, through a real database."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Result
from tests.operations.office import Office, code
from tracker.operations import states

Run = Callable[..., Result]

A, B, C = code(3), code(40), code(120)

ROW = ["state", "name", "group", "position", "evidence", "roles", "on", "last_contact"]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Three States, one of them opposed, and an observer; it is TRACKER_DB's."""
    found = Office(tmp_path, monkeypatch)
    monkeypatch.setenv("TRACKER_DB", str(found.where.db))
    found.on("2024-09-24").new(79)
    found.position(A, "opposed", evidence="pr", on="2024-09-02", note="not intergovernmental")
    found.position(B, "leaning", evidence="second-hand", on="2024-09")
    found.contact(C, "supports it", how="meeting", on="2024-06-01", said="supporter")
    found.position(states.known().observers[0].code, "supporter", on="2024-09-02")
    found.todo("call them", about=A, due="2024-09-20", owner="New York")
    return found


def data(result: Result) -> Any:
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


def codes(run: Run, *words: str) -> list[str]:
    return [row["state"] for row in data(run("states", *words, "--json"))["states"]]


@pytest.mark.usefixtures("office")
def test_json_holds_the_193_alone_and_the_observers_apart(run: Run) -> None:
    found = data(run("states", "--json"))
    assert len(found["states"]) == 193
    assert len(found["observers"]) == 2
    assert all(list(row) == ROW for row in (*found["states"], *found["observers"]))
    row = next(row for row in found["states"] if row["state"] == B)
    assert (row["position"], row["evidence"], row["on"], row["last_contact"]) == (
        "leaning", "second-hand", "2024-09", None,
    )  # fmt: skip
    unknown = [row for row in found["states"] if row["position"] == "unknown"]
    assert len(unknown) == 190
    assert all(row["roles"] == [] and row["on"] is None for row in unknown)
    assert {row["group"] for row in found["observers"]} == {None}
    assert {row["position"] for row in found["observers"]} == {"supporter", "unknown"}


@pytest.mark.usefixtures("office")
def test_filters_combine(run: Run) -> None:
    assert codes(run, "--position", "opposed,leaning") == [A, B]
    assert codes(run, "--position", "opp") == [A]
    assert codes(run, "--evidence", "second-hand") == [B]
    assert codes(run, "--position", "opposed", "--evidence", "second-hand") == []
    assert A in codes(run, "--never-met") and C not in codes(run, "--never-met")
    assert len(codes(run, "--never-met")) == 192
    assert C in codes(run, "--not-met-for", "90d") and C not in codes(run, "--not-met-for", "20w")
    assert codes(run, "--met-not-moved") == []
    assert codes(run, "--not-met-for", "90d", "--position", "supporter") == [C]
    group = states.known().by_code[A].group
    assert len(codes(run, "--group", group)) == sum(s.group == group for s in states.known().members)
    listed = run("states", "--position", "opposed,leaning")
    assert "2 of the 193 States: opposed or leaning." in listed.out
    assert "None of the 193 States: reserved." in run("states", "--position", "reserved").out


@pytest.mark.usefixtures("office")
def test_the_same_day_as_of_which_it_is_asked(run: Run) -> None:
    assert codes(run, "--position", "opposed", "--as-of", "2024-09-01") == []
    assert run("states", "--known-on", "2024-09-23").code == 1
    assert "As known on 24 Sep 2024." in run("states", "--known-on", "2024-09-24").out


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("states", "--group", "nordic"), "regional group"),
        (("states", "--position", "friendly"), "no position 'friendly'"),
        (("states", "--role", "spoke"), "can be spoke-for, spoke-against"),
        (("states", "--not-met-for", "soon"), "no number of days"),
        (("states", "--not-met-for", "99999999999d"), "no number of days"),
        (("states", "--position", " , "), "Name a position"),
        (("outlook", "--discount", "second-hand"), "no discount"),
        (("outlook", "--discount", "second-hand=101"), "no discount"),
        (("outlook", "--discount", "rumour=5"), "no evidence 'rumour'"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_type(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    result = run(*words)
    assert (result.code, result.out) == (2, "")
    assert said.lower() in result.err.lower()
    assert "Traceback" not in result.err


@pytest.mark.usefixtures("office")
def test_the_outlook_says_who_could_block_and_counts_no_hearsay(run: Run) -> None:
    found = data(run("outlook", "--json"))
    assert [(b["state"], b["position"], b["said"]) for b in found["blockers"]] == [
        (A, "opposed", "not intergovernmental")
    ]
    assert found["hearsay"] == {"leaning": [B]}
    assert found["vote"]["yes"] == [1, 192]
    assert found["vote"]["no"] == [1, 192]
    assert found["never_asked"].count(A) == 0
    assert len(found["never_asked"]) == 190
    assert (found["members"], found["known"], found["discounted"]) == (193, 3, None)
    assert [rule["about"] for rule in found["rules"] if not rule["verified"]] == [
        "committee", "voting", "tie", "quorum",
    ]  # fmt: skip
    assert data(run("outlook", "--discount", "inferred=10,pr=20", "--json"))["discount"] == {
        "inferred": 10,
        "pr": 20,
    }
    name = states.known().by_code[A].name
    assert f"{name} (" in run("outlook").out


@pytest.mark.usefixtures("office")
def test_show_of_a_state_is_data_too(run: Run) -> None:
    found = data(run("show", A, "--json"))
    assert list(found)[:9] == ["kind", *ROW]
    assert (found["kind"], found["state"], found["missing"]) == ("state", A, ["contact", "sponsor"])
    assert [(t["todo"], t["owner"], t["days_late"]) for t in found["todos"]] == [("call them", "New York", 4)]
    assert [entry["kind"] for entry in found["history"]] == ["position"]
    text = run("show", A).out
    assert "call them" in text and "4 days late" in text


@pytest.mark.usefixtures("office")
def test_status_next_and_brief_tell_of_it_to_people_and_to_programs(run: Run) -> None:
    name = states.known().by_code[A].name
    status = " ".join(run("status").out.split())
    assert f"Blockers 1 State: {name} opposed; no contact on record." in status
    assert f"call them ({A}), due 20 Sep 2024 (New York): 4 days." in status
    found = data(run("status", "--json"))
    assert found["positions"] == {
        "supporter": 1, "leaning": 1, "undecided": 0, "reserved": 0, "opposed": 1, "unknown": 190,
        "signatories": 0, "original_sponsors": 0, "sponsors": 0,
    }  # fmt: skip
    assert [t["for"] for t in found["todos"]] == [A]
    todos = data(run("next", "--json"))["todos"]
    assert [(t["todo"], t["due"], t["owner"], t["days_late"]) for t in todos] == [
        ("call them", "2024-09-20", "New York", 4)
    ]
    assert "call them" in run("next").out
    brief = data(run("brief", "--json"))
    assert [b["state"] for b in brief["blockers"]] == [A]
    assert [t["todo"] for t in brief["todos"]] == ["call them"]
    assert f"New York: call them ({A}), 4 days late." in " ".join(run("brief").out.split())


def test_a_mission_is_in_the_status_and_has_a_page(run: Run, office: Office) -> None:
    office.mission("hlpf-2024", place="New York", occasion="Forum", on="2024-07")
    office.contact(C, "asks", how="call", on="2024-07-18", mission="hlpf-2024")
    assert data(run("status", "--json"))["missions"] == [
        {"mission": "hlpf-2024", "place": "New York", "occasion": "Forum", "on": "2024-07", "until": None}
    ]
    found = data(run("show", "hlpf-2024", "--json"))
    assert (found["kind"], found["states_met"], [e["note"] for e in found["contacts"]]) == (
        "mission",
        [C],
        ["asks"],
    )
    assert "hlpf-2024: Forum, New York" in run("show", "hlpf").out
    assert "Missions" in run("timeline").out


def test_positions_above_the_audience_are_not_in_an_export(run: Run, office: Office) -> None:
    import tomllib

    office.position(B, "reserved", on="2024-09-20", visibility="confidential")
    seen = tomllib.loads(run("export", "toml", "--for", "internal").out)
    assert (seen["positions"]["reserved"], seen["positions"]["leaning"]) == (0, 1)
    assert B in [row["state"] for row in seen["states"]]
    public = tomllib.loads(run("export", "toml", "--for", "public").out)
    assert public["positions"]["unknown"] == 193
    assert public["todos"] == [] and "states" not in public
