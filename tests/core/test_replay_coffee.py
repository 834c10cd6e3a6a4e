"""The International Coffee Organization in the 79th session, from the public record: approved at once.

Brazil's letter of 12 June 2024 (90 days before the opening), introduced on 15 October (14th meeting), action
on 30 October (29th meeting), A/C.6/79/L.4. The record gives no day for the draft and the plenary, so none is
made up: a year is enough. What it implies (the item on the agenda, the Committee's report) has that year too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.core.replays import Replay, without_null

Event = tuple[str, str, dict[str, Any]]

DATED: list[Event] = [
    ("2024-06-12", "letter", {"note": "Brazil's letter"}),
    ("2024-10-15", "introduction", {"refs": ("A/C.6/79/SR.14",)}),
    ("2024-10-30", "committee-action", {"refs": ("A/C.6/79/SR.29",)}),
]
UNDATED: list[Event] = [
    ("2024", "l-document", {"refs": ("A/C.6/79/L.4",)}),
    ("2024", "plenary-action", {}),
]
IMPLIED: list[Event] = [
    ("2024", "listing", {}),
    ("2024", "general-committee", {}),
    ("2024", "agenda-adopted", {}),
    ("2024", "committee-report", {}),
]
#: Every date on which something changes, and one in between.
DATES = [
    "2024-06-11", "2024-06-12", "2024-07-12", "2024-07-13", "2024-08-12", "2024-09-09", "2024-09-10",
    "2024-09-14", "2024-10-14", "2024-10-15", "2024-10-22", "2024-10-29", "2024-10-30", "2024-11-23",
    "2024-12-17", "2024-12-30", "2024-12-31", "2025-01-15", "2025-09-09",
]  # fmt: skip
LATER = ["general-committee", "agenda-adopted", "l-document", "introduction", "committee-action"]
LATER += ["committee-report", "plenary-action", "follow-up"]


def log(office: Replay, events: Sequence[Event]) -> None:
    for on, step, values in events:
        office.log(step, "achieved", on=on, session=79, **values)


def replay(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Replay:
    return Replay(folder, monkeypatch, "International Coffee Organization", 79)


@pytest.fixture
def along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Replay:
    """Recorded as it happened; what has no day, at the end of the year."""
    office = replay(tmp_path / "along", monkeypatch)
    office.begin("2024-05-02")
    for event in DATED:
        office.on(event[0])
        log(office, [event])
    office.on("2024-12-31")
    log(office, UNDATED)
    return office


def complete(office: Replay) -> None:
    """Log what the record implies, on a later day."""
    office.on("2025-01-15")
    log(office, IMPLIED)


def test_recorded_as_it_happened_or_at_once_afterwards_shows_the_same_on_every_day(
    along: Replay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete(along)
    afterwards = replay(tmp_path / "afterwards", monkeypatch)
    afterwards.begin("2025-01-15")
    log(afterwards, [*UNDATED, *IMPLIED, *reversed(DATED)])
    for day in DATES:
        assert afterwards.look(day).json == along.look(day).json, day


def test_a_view_of_each_day_prints_again_after_more_was_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = replay(tmp_path / "office", monkeypatch)
    office.begin("2024-05-02")
    shown = {}
    for event in DATED:
        office.on(event[0])
        log(office, [event])
        shown[event[0]] = office.look().json
    office.on("2024-12-31")
    log(office, UNDATED)
    complete(office)
    for day, then in shown.items():
        assert office.look(known_on=day).json | {"known_at": None} == then, day


def test_toml_says_what_json_says_on_every_day(along: Replay) -> None:
    complete(along)
    for day in DATES:
        top = {"complete": True, "withheld": 0, "audience": "internal"}
        assert along.toml(day) == top | without_null(along.look(day).json), day


def test_before_the_letter(along: Replay) -> None:
    view = along.look("2024-06-11")
    assert view.cycles == [(79, "target", None)]
    assert view.with_standing("happened") == []
    assert view.with_standing("may") == ["mandate", "membership", "un-partnerships", "soundings"]
    assert view.step("letter", 79).waiting_for == ("memorandum",)
    letter = view.schedule.of(view.step("letter", 79))
    assert letter.target is not None
    assert letter.deadline is not None
    assert (letter.target.last, letter.deadline.last) == (date(2024, 7, 12), date(2024, 8, 11))
    assert letter.health == "on-track"
    assert [view.health(key) for key in ("mandate", "dossier", "lead-sponsor")] == 3 * ["late"]
    assert view.health("memorandum", 79) == "due-soon"  # 28 June, two weeks before the target
    assert view.out_of_order == []


def test_the_letter_was_sent_90_days_before_the_opening(along: Replay) -> None:
    view = along.look("2024-06-12")
    letter = view.step("letter", 79)
    opening = view.schedule.opening(79)
    assert opening == date(2024, 9, 10)
    assert letter.on is not None
    assert (opening - letter.on.last).days == 90
    assert (letter.standing, letter.route, letter.route_else) == ("happened", "13(e)", None)
    assert view.cycles == [(79, "letter", None)]
    assert view.standing("listing", 79) == "may"
    assert view.window("listing", 79) == (date(2024, 7, 12), date(2024, 7, 12))
    assert view.milestones["draft"] == ("in-progress", "2024-06-12", "1/8")
    assert view.out_of_order == ["letter"]  # nothing before it is on record


def test_the_opening_day(along: Replay) -> None:
    view = along.look("2024-09-10")
    assert (view.state.session, view.state.granted) == (79, False)
    assert view.health("listing", 79) == "not-recorded"  # its window went by on 12 July
    assert view.health("general-committee", 79) == "on-track"
    assert view.window("general-committee", 79) == (date(2024, 9, 11), date(2024, 9, 12))
    assert view.with_standing("not-yet")[-len(LATER) :] == LATER
    later = along.look("2024-09-14")
    assert [later.health(key, 79) for key in ("general-committee", "agenda-adopted")] == 2 * ["not-recorded"]


def test_between_introduction_and_action(along: Replay) -> None:
    assert along.look("2024-10-14").milestones["draft"][0] == "in-progress"
    view = along.look("2024-10-22")
    introduction = view.step("introduction", 79)
    assert introduction.on is not None
    assert (introduction.on.text, introduction.refs) == ("2024-10-15", ("A/C.6/79/SR.14",))
    assert view.milestones["draft"] == ("achieved", "2024-10-15", "2/8")
    assert view.milestones["vote"] == ("planned", None, "0/3")
    action = view.step("committee-action", 79)
    assert (action.standing, action.waiting_for, action.caused_by) == ("may", (), None)
    assert view.window("committee-action", 79) == (date(2024, 10, 10), date(2024, 11, 22))
    assert view.standing("committee-report", 79) == "not-yet"
    assert view.out_of_order == ["letter", "introduction"]  # no draft and no agenda on record by then
    assert view.with_standing("must") == []


def test_after_the_committee_approved_the_plenary_is_still_to_act(along: Replay) -> None:
    view = along.look("2024-10-30")
    report, plenary = view.step("committee-report", 79), view.step("plenary-action", 79)
    assert (report.standing, report.caused_by) == ("must", "committee-action achieved")
    assert (plenary.standing, plenary.caused_by, plenary.waiting_for) == (
        "not-yet",
        None,
        ("committee-report",),
    )
    assert view.with_standing("must") == ["committee-report"]
    assert (view.state.granted, view.cycles) == (False, [(79, "letter", None)])
    assert view.milestones["vote"] == ("in-progress", "2024-10-30", "1/3")
    assert (view.standing("soundings"), view.health("soundings")) == ("no-longer", None)
    assert view.milestones["outreach"][2] == "1/2"  # the soundings have run their course
    assert view.standing("follow-up") == "not-yet"
    later = along.look("2024-12-17")
    assert [later.health(key, 79) for key in ("committee-report", "plenary-action")] == 2 * ["not-recorded"]


def test_after_the_plenary_acted_the_campaign_is_granted(along: Replay) -> None:
    assert not along.look("2024-12-30").state.granted  # some day of 2024 need not have come by then
    view = along.look("2024-12-31")
    assert (view.state.granted, view.state.session) == (True, 79)
    assert view.cycles == [(79, "letter", "2024")]
    assert view.milestones["vote"] == ("achieved", "2024", "2/3")
    assert view.with_standing("may") == ["follow-up"]
    assert view.with_standing("must") == view.with_standing("not-yet") == []
    assert view.step("l-document", 79).refs == ("A/C.6/79/L.4",)
    assert {view.schedule.of(s).health for s in view.state.steps} == {None}
    assert view.out_of_order == ["letter", "l-document", "plenary-action"]


def test_logging_what_the_record_implies_clears_what_was_out_of_order(along: Replay) -> None:
    complete(along)
    view = along.look("2024-12-31")
    assert view.out_of_order == ["letter"]  # what came before it has left no public record
    assert view.milestones["vote"] == ("achieved", "2024", "3/3")
    assert view.milestones["draft"] == ("achieved", "2024-10-15", "6/8")
    assert view.cycles == [(79, "letter", "2024")]
    then = along.look("2024-12-31", known_on="2024-12-31")
    assert then.out_of_order == ["letter", "l-document", "plenary-action"]


def test_the_names_of_the_toml_after_the_plenary(along: Replay) -> None:
    toml = along.toml("2024-12-31")
    assert (toml["organization"], toml["session"], toml["granted"]) == (
        "International Coffee Organization",
        79,
        True,
    )
    assert toml["cycles"] == [{"session": 79, "opened_by": "letter", "ended": "2024"}]
    steps = {s["key"]: s for s in toml["steps"]}
    assert len(steps) == len(toml["steps"]) == 18
    assert steps["letter"] == {
        "key": "letter",
        "title": "Letter to the Secretary-General of the United Nations",
        "milestone": "draft",
        "session": 79,
        "status": "achieved",
        "on": "2024-06-12",
        "since": "2024-06-12",
        "target": "2024-07-12",
        "deadline": "2024-08-11",
        "route": "13(e)",
        "standing": "happened",
        "out_of_order": True,
        "refs": [],
    }
    assert (steps["plenary-action"]["on"], steps["plenary-action"]["standing"]) == ("2024", "happened")
    assert steps["follow-up"]["standing"] == "may"
    assert "session" not in steps["follow-up"]
