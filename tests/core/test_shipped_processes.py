"""The processes that the tool ships, against the procedure sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.core.process import ACHIEVED, DateRule, Outcome, Process
from tracker.core.process_toml import load
from tracker.core.sessions import calendar
from tracker.core.text import width

DATA = Path(__file__).parents[2] / "data" / "processes"

SHIPPED = sorted(DATA.glob("*.toml"))


def shipped(key: str) -> Process:
    file = DATA / f"{key}.toml"
    return load(file.read_bytes(), file.name)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_process_is_named_like_its_file_and_sourced(file: Path) -> None:
    process = load(file.read_bytes(), file.name)
    assert process.key == file.stem
    assert process.note is not None
    for step in process.steps:
        dates = {kind for kind in ("target", "deadline", "window", "usual") if getattr(step, kind)}
        assert set(step.sources) == dates, step.key
        assert all(source.url for source in step.sources.values() if source.confidence == "rule"), step.key


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_process_is_titled_in_three_languages(file: Path) -> None:
    process = load(file.read_bytes(), file.name)
    for part in (*process.milestones, *process.steps):
        assert set(part.title) == set(part.short) == {"en", "ar", "fr"}, part.key
        assert max(map(width, part.short.values())) <= 21
    assert {"en", "ar", "fr"} == set(process.title)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_words_that_no_source_gave_are_marked_for_a_native_reader(file: Path) -> None:
    """Every Arabic or French sentence is ours; only terms can have a source."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith(("about.ar", "about.fr", "if_missed.ar", "if_missed.fr", "note.ar", "note.fr")):
            assert line.endswith("# to be checked by a native reader")


def test_the_observer_process_has_the_steps_of_the_procedure_sheet() -> None:
    process = shipped("un-observer")
    steps = {m.key: [s.key for s in process.steps if s.milestone == m.key] for m in process.milestones}
    assert steps == {
        "board": ["mandate", "membership", "un-partnerships"],
        "outreach": ["soundings", "lead-sponsor", "core-group"],
        "draft": [
            *("dossier", "memorandum", "letter", "listing"),
            *("general-committee", "agenda-adopted", "l-document", "introduction"),
        ],
        "vote": ["committee-action", "committee-report", "plenary-action", "follow-up"],
    }
    assert {m.key: m.done_when for m in process.milestones} == {
        "board": ("mandate",),
        "outreach": ("lead-sponsor", "soundings"),
        "draft": ("introduction",),
        "vote": ("plenary-action",),
    }
    assert {s.key for s in process.steps if s.optional} == {
        "membership",
        "un-partnerships",
        "core-group",
        "follow-up",
    }
    assert {s.key for s in process.steps if s.per == "request"} == {"memorandum", "letter", "listing"}
    assert {s.key for s in process.steps if s.per == "campaign"} == {
        *("mandate", "membership", "un-partnerships", "soundings", "lead-sponsor"),
        *("core-group", "dossier", "follow-up"),
    }
    assert {s.key: s.requires for s in process.steps if s.requires} == {
        "lead-sponsor": ("mandate",),
        "core-group": ("lead-sponsor",),
        "dossier": ("mandate",),
        "memorandum": ("dossier", "lead-sponsor"),
        "letter": ("memorandum",),
        "listing": ("letter",),
        "general-committee": ("listing",),
        "agenda-adopted": ("general-committee",),
        "l-document": ("agenda-adopted",),
        "introduction": ("l-document",),
        "committee-action": ("introduction",),
        "committee-report": ("committee-action",),
        "plenary-action": ("committee-report",),
        "follow-up": ("plenary-action",),
    }
    assert {s.key: s.until for s in process.steps if s.ongoing} == {"soundings": "committee-action"}


def test_the_observer_process_has_the_outcomes_of_the_procedure_sheet() -> None:
    request = ("memorandum", "letter", "listing")
    after = ("committee-report", "plenary-action")
    stopped = Outcome(precludes=after, reopens=request)
    found = {
        s.key: {
            word: outcome for word, outcome in s.outcomes.items() if outcome != Outcome() or word != ACHIEVED
        }
        for s in shipped("un-observer").steps
    }
    assert {key: outcomes for key, outcomes in found.items() if outcomes} == {
        "letter": {ACHIEVED: Outcome(opens="own")},
        "general-committee": {
            "moved": Outcome(opens="next"),
            "not-included": Outcome(
                precludes=("agenda-adopted", "l-document", "introduction", "committee-action", *after),
                reopens=request,
            ),
        },
        "committee-action": {
            ACHIEVED: Outcome(causes=("committee-report",)),
            "deferred": Outcome(causes=after, opens="next"),
            "withdrawn": stopped,
            "not-pursued": stopped,
            "rejected": Outcome(),
        },
        "plenary-action": {"deferred": Outcome(opens="next"), "rejected": Outcome(reopens=request)},
    }


def test_the_observer_process_has_the_dates_of_the_procedure_sheet() -> None:
    def written(rule: DateRule | tuple[DateRule, DateRule]) -> str:
        if isinstance(rule, DateRule):
            return rule.text
        return rule[0].text if rule[0] == rule[1] else f"{rule[0].text} {rule[1].text}"

    steps = shipped("un-observer").steps
    dates = {
        f"{step.key} {kind} {route}".strip(): written(rule)
        for step in steps
        for kind in ("target", "deadline", "window", "usual")
        for route, rule in getattr(step, kind).items()
    }
    assert dates == {
        "mandate target": "O-365",
        "soundings window": "O-150 O-60",
        "lead-sponsor target": "O-150",
        "core-group window": "O-150 O-60",
        "dossier target": "O-180",
        "memorandum target": "letter-14",
        "letter target": "O-60",
        "letter deadline": "O-30",
        "listing window 13(e)": "O-60",
        "listing window 14": "O-20",
        "general-committee window": "O+1 O+2",
        "agenda-adopted window": "O+3",
        "l-document target": "introduction-4bd",
        "introduction window": "O+21 O+52",
        "committee-action window": "O+30 O+73",
        "committee-report window": "O+75 O+85",
        "plenary-action window": "O+34 O+97",
        "plenary-action usual": "O+79 O+93",
    }
    routes = [(r.key, r.until and r.until.text) for step in steps for r in step.routes]
    assert routes == [("13(e)", "O-60"), ("14", "O-30"), ("15", None)]
    assert [shipped("un-observer").way(key) for key, _ in routes] == ["rule 13(e)", "rule 14", "rule 15"]


def test_the_second_process_is_truly_another() -> None:
    first, second = shipped("un-observer"), shipped("ecosoc-consultative")
    assert first.calendar != second.calendar
    assert not {s.key for s in first.steps} & {s.key for s in second.steps}
    assert not {m.key for m in first.milestones} & {m.key for m in second.milestones}
    assert not any(s.routes for s in second.steps)
    assert {s.per for s in second.steps} == {"campaign", "request", "session"}
    assert any(s.optional for s in second.steps)
    assert second.note is not None
    assert "example" in second.note["en"].lower()


def test_an_application_to_the_council_is_due_on_1_june_of_the_year_before() -> None:
    process = shipped("ecosoc-consultative")
    application = process.step("application")
    assert application is not None
    rule = application.deadline[""]
    for year in (2025, 2027, 2029):  # leap years before and after
        opening = calendar(process.calendar).opening(year)
        assert opening.toordinal() + rule.days == opening.replace(year=year - 1, month=6, day=1).toordinal()
