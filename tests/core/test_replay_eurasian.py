"""The Eurasian Economic Union, from the public record: asked for in 2015, deferred from the 70th to the 78th.

The letter of 30 April 2015 came 138 days before the opening. No day of a deferral is on record, so each has
its year. That the Committee's was known a month before the plenary's is an assumption of this test about when
the desk recorded them, not about when they happened.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.core.replays import Replay, without_null

SESSIONS = range(70, 79)
SESSION_STEPS = [
    "general-committee", "agenda-adopted", "l-document", "introduction", "committee-action",
    "committee-report", "plenary-action",
]  # fmt: skip
AS_OF = "2024-09-24"


def year(session: int) -> int:
    return session + 1945


def replay(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Replay:
    return Replay(folder, monkeypatch, "Eurasian Economic Union", 70)


def letter(office: Replay) -> None:
    office.log("letter", "achieved", on="2015-04-30", session=70)


def deferred(office: Replay, step: str, session: int) -> None:
    office.log(step, "deferred", on=str(year(session)), session=session)


@pytest.fixture
def along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Replay:
    """Recorded year by year: the Committee's decision in November, the plenary's at the end of the year."""
    office = replay(tmp_path / "along", monkeypatch)
    office.begin("2015-05-04")
    letter(office)
    for session in SESSIONS:
        office.on(f"{year(session)}-11-30")
        deferred(office, "committee-action", session)
        office.on(f"{year(session)}-12-31")
        deferred(office, "plenary-action", session)
    return office


def test_before_the_first_deferral(along: Replay) -> None:
    view = along.look("2015-09-21")
    opening = view.schedule.opening(70)
    sent = view.step("letter", 70)
    assert opening == date(2015, 9, 15)
    assert sent.on is not None
    assert (opening - sent.on.last).days == 138
    assert (sent.route, sent.standing) == ("13(e)", "happened")
    assert view.cycles == [(70, "letter", None)]
    assert view.standing("listing", 70) == "may"
    assert view.step("general-committee", 70).waiting_for == ("listing",)
    assert [view.health(key, 70) for key in ("listing", "general-committee")] == 2 * ["not-recorded"]
    assert along.look("2015-04-29").cycles == [(70, "target", None)]


def test_between_the_decisions_of_the_committee_and_the_plenary(along: Replay) -> None:
    for session in SESSIONS:
        view = along.look(f"{year(session)}-12-10")
        report, plenary = view.step("committee-report", session), view.step("plenary-action", session)
        assert (report.standing, plenary.standing) == ("must", "not-yet")
        assert plenary.waiting_for == ("committee-report",)
        assert {report.caused_by, plenary.caused_by} == {"committee-action deferred"}
        assert [(s.step.key, s.session) for s in view.state.steps if s.still_due] == [
            ("committee-report", session),
            ("plenary-action", session),
        ]
        assert view.standing("introduction", session) == "no-longer"
        assert view.cycles[-2:] == [
            (session, "letter" if session == 70 else "committee-action deferred", None),
            (session + 1, "committee-action deferred", None),
        ]
        assert view.state.session == session + 1  # the next one is open already


def test_each_year_after_the_plenary_decided(along: Replay) -> None:
    """The next session is current, opened once for both decisions; the letter stands under the 70th."""
    for session in SESSIONS:
        for day in (f"{year(session)}-12-31", f"{year(session) + 1}-06-01"):
            view = along.look(day)
            assert view.state.session == session + 1
            assert view.cycles == [
                (70, "letter", "2015"),
                *((n, "committee-action deferred", str(year(n))) for n in range(71, session + 1)),
                (session + 1, "committee-action deferred", None),
            ]
            assert [(s.session, s.status) for s in view.state.steps if s.step.key == "letter"] == [
                (70, "achieved")
            ]
            assert not [s for s in view.state.steps if s.still_due]
            assert {view.standing(key, session) for key in SESSION_STEPS} == {"happened", "no-longer"}
            first = view.step("general-committee", session + 1)
            assert (first.standing, first.waiting_for) == ("may", ())  # the item returns by itself
            assert view.step("agenda-adopted", session + 1).waiting_for == ("general-committee",)
            assert not view.state.granted


def test_only_what_is_certain_is_out_of_order(along: Replay) -> None:
    """Nothing before the letter is on record; a deferral needs no introduction, and years settle no order."""
    for day in ("2015-06-01", "2015-12-10", "2016-06-01", "2020-01-01", AS_OF):
        assert along.look(day).out_of_order == ["letter"], day


def test_a_year_without_the_plenarys_decision_ends_when_the_next_session_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = replay(tmp_path / "office", monkeypatch)
    office.begin("2015-05-04")
    letter(office)
    office.on("2015-11-30")
    deferred(office, "committee-action", 70)
    assert office.look("2016-09-12").cycles[0] == (70, "letter", None)
    view = office.look("2016-09-13")
    assert view.cycles[0] == (70, "letter", "2016-09-13")
    assert view.standing("plenary-action", 70) == "no-longer"
    office.on("2016-10-03")
    deferred(office, "plenary-action", 70)
    assert office.look().cycles[0] == (70, "letter", "2015")  # late on record, and in 2015 all the same


def test_as_of_24_september_2024(along: Replay) -> None:
    view = along.look(AS_OF)
    assert (view.state.session, view.state.target, view.state.granted) == (79, 70, False)
    assert view.cycles == [
        (70, "letter", "2015"),
        *((n, "committee-action deferred", str(year(n))) for n in range(71, 79)),
        (79, "committee-action deferred", None),
    ]
    assert [view.health(key, 79) for key in SESSION_STEPS] == [
        "not-recorded",  # 11-12 September
        "not-recorded",  # 13 September
        "on-track",
        "on-track",
        "on-track",
        "on-track",
        "on-track",
    ]
    assert [view.standing(key, 79) for key in SESSION_STEPS] == ["may", *6 * ["not-yet"]]
    assert {key: view.window(key, 79) for key in SESSION_STEPS} == {
        "general-committee": (date(2024, 9, 11), date(2024, 9, 12)),
        "agenda-adopted": (date(2024, 9, 13), date(2024, 9, 13)),
        "l-document": None,
        "introduction": (date(2024, 10, 1), date(2024, 11, 1)),
        "committee-action": (date(2024, 10, 10), date(2024, 11, 22)),
        "committee-report": (date(2024, 11, 24), date(2024, 12, 4)),
        "plenary-action": (date(2024, 10, 14), date(2024, 12, 16)),
    }
    document = view.step("l-document", 79)
    assert view.schedule.expected(document) == (date(2024, 9, 25), date(2024, 10, 28))
    assert view.schedule.expected(view.step("plenary-action", 79)) == (date(2024, 11, 28), date(2024, 12, 12))
    assert view.milestones["draft"] == ("in-progress", "2015-04-30", "1/8")
    assert view.milestones["vote"] == ("planned", None, "0/3")
    assert [(s.step.key, s.session, s.standing) for s in view.state.steps if s.step.per == "request"] == [
        ("memorandum", 70, "no-longer"),
        ("letter", 70, "happened"),
        ("listing", 70, "no-longer"),
    ]


def test_json_and_toml_hold_every_cycle(along: Replay) -> None:
    view, toml = along.look(AS_OF), along.toml(AS_OF)
    top = {"complete": True, "withheld": 0, "audience": "internal"}
    assert toml == top | without_null(view.json)
    assert len(toml["steps"]) == 8 + 3 + 10 * len(SESSION_STEPS)
    assert [c["session"] for c in toml["cycles"]] == list(range(70, 80))
    assert "ended" not in toml["cycles"][-1]
    actions = [
        (s["session"], s["status"], s.get("on")) for s in toml["steps"] if s["key"] == "committee-action"
    ]
    assert actions == [(n, "deferred", str(year(n))) for n in SESSIONS] + [(79, "planned", None)]
    (sent,) = [s for s in toml["steps"] if s["key"] == "letter"]
    assert (sent["session"], sent["on"], sent["route"], sent["deadline"]) == (
        70,
        "2015-04-30",
        "13(e)",
        "2015-08-16",
    )


def test_recorded_at_once_afterwards_shows_the_same_at_the_end_of_every_year(
    along: Replay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    afterwards = replay(tmp_path / "afterwards", monkeypatch)
    afterwards.begin(AS_OF)
    for session in reversed(SESSIONS):
        deferred(afterwards, "committee-action", session)
        deferred(afterwards, "plenary-action", session)
    letter(afterwards)
    for session in SESSIONS:
        for day in (f"{year(session)}-10-01", f"{year(session)}-12-31"):
            assert afterwards.look(day).json == along.look(day).json, day
    assert afterwards.look(AS_OF).json == along.look(AS_OF).json
    assert afterwards.toml(AS_OF) == along.toml(AS_OF)


def test_the_view_of_a_past_year_prints_again(along: Replay, tmp_path: Path) -> None:
    """What the tool said in December 2018 is what it says now of that day, as known then."""
    then, now = along.look("2018-12-10", known_on="2018-12-10"), along.look("2018-12-10")
    assert then.json | {"known_at": None} == now.json
    assert then.state.session == 74
