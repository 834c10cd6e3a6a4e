"""Process objects and the canonical JSON that pins them in the database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.process import (
    DateRule,
    Milestone,
    Outcome,
    Process,
    Route,
    Source,
    Step,
    from_json,
    to_json,
)
from tracker.core.process_toml import load

SHIPPED = sorted((Path(__file__).parents[2] / "data" / "processes").glob("*.toml"))

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=12)
keys = st.text("abcxyz019-", min_size=1, max_size=8)
names = st.lists(keys, max_size=3).map(tuple)
texts = st.dictionaries(st.sampled_from(("en", "ar", "fr")), words, min_size=1)
rules = st.builds(
    DateRule, base=keys | st.just("O"), days=st.integers(-400, 400), business=st.booleans(), text=words
)
spans = st.tuples(rules, rules)
routes = st.just("") | st.sampled_from(("13(e)", "14", "15"))
sources = st.builds(Source, rule=words, confidence=words, url=st.none() | words)
outcomes = st.builds(
    Outcome, causes=names, precludes=names, opens=st.sampled_from((None, "next", "own")), reopens=names
)
steps = st.builds(
    Step,
    key=keys,
    milestone=keys,
    per=st.sampled_from(("campaign", "request", "session")),
    title=texts,
    short=texts,
    about=texts,
    decided_by=st.sampled_from(("us", "others")),
    requires=names,
    optional=st.booleans(),
    until=st.none() | keys,
    outcomes=st.dictionaries(keys, outcomes, max_size=2),
    target=st.dictionaries(routes, rules, max_size=2),
    deadline=st.dictionaries(routes, rules, max_size=2),
    window=st.dictionaries(routes, spans, max_size=2),
    usual=st.dictionaries(routes, spans, max_size=1),
    symbols=names,
    routes=st.lists(
        st.builds(Route, key=words, until=st.none() | rules, rule=st.none() | words), max_size=2
    ).map(tuple),
    sources=st.dictionaries(st.sampled_from(("target", "window")), sources, max_size=2),
    if_missed=st.none() | texts,
    due_soon=st.none() | st.integers(0, 90),
    was=st.none() | keys,
)
milestones = st.builds(
    Milestone, key=keys, title=texts, short=texts, done_when=st.lists(keys, min_size=1, max_size=2).map(tuple)
)
processes = st.builds(
    Process,
    key=keys,
    version=words,
    title=texts,
    calendar=words,
    due_soon=st.integers(0, 90),
    milestones=st.lists(milestones, min_size=1, max_size=2).map(tuple),
    steps=st.lists(steps, min_size=1, max_size=3).map(tuple),
    note=st.none() | texts,
)


@given(processes)
def test_a_process_comes_back_from_its_json_as_it_was(process: Process) -> None:
    text = to_json(process)
    assert from_json(text) == process
    assert to_json(from_json(text)) == text


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_process_comes_back_from_its_json_as_it_was(file: Path) -> None:
    process = load(file.read_bytes(), file.name)
    assert from_json(to_json(process)) == process
    assert from_json(to_json(process)).sha256 == process.sha256


@settings(max_examples=25)
@given(processes)
def test_the_json_is_canonical(process: Process) -> None:
    text = to_json(process)
    data = json.loads(text)
    assert text == json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def nulls(value: object) -> bool:
        if isinstance(value, dict):
            return any(map(nulls, value.values()))
        return any(map(nulls, value)) if isinstance(value, list) else value is None

    assert not nulls(data)


@settings(max_examples=25)
@given(processes, words)
def test_any_change_changes_the_hash(process: Process, word: str) -> None:
    changed = process._replace(version=process.version + word)
    assert changed.sha256 != process.sha256
    assert len(process.sha256) == 64


def test_the_order_in_which_a_file_writes_its_outcomes_changes_nothing() -> None:
    step = Step("vote", "end", "session", {"en": "a"}, {"en": "a"}, {"en": "a"})
    first = step._replace(outcomes={"achieved": Outcome(), "deferred": Outcome(opens="next")})
    other = step._replace(outcomes={"deferred": Outcome(opens="next"), "achieved": Outcome()})
    milestone = Milestone("end", {"en": "a"}, {"en": "a"}, ("vote",))

    def process(step: Step) -> Process:
        return Process("p", "1", {"en": "a"}, "calendar-year", 30, (milestone,), (step,))

    assert process(first).sha256 == process(other).sha256


@settings(max_examples=25)
@given(processes)
def test_a_step_is_found_by_its_key(process: Process) -> None:
    for step in process.steps:
        found = process.step(step.key)
        assert found is not None
        assert found.key == step.key
    assert process.step("no such step") is None


def test_a_step_with_an_end_is_ongoing() -> None:
    step = Step("a", "m", "campaign", {"en": "a"}, {"en": "a"}, {"en": "a"})
    assert not step.ongoing
    assert step._replace(until="b").ongoing
