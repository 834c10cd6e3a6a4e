"""Reading a process from TOML."""

from __future__ import annotations

import tomllib

from tests.core.processes import GOOD
from tracker.core import process_toml
from tracker.core.process import ACHIEVED, DateRule, Outcome, Route, Source, to_json
from tracker.core.process_toml import load


def test_a_file_says_everything_that_a_step_can_have() -> None:
    process = load(GOOD, "my.toml")
    assert (process.key, process.version, process.calendar) == ("small", "1", "general-assembly")
    assert process.due_soon == 20
    assert process.title == {"en": "A small process", "ar": "إجراء"}
    assert process.note == {"en": "An example"}

    action = process.step("action")
    assert action is not None
    assert action.outcomes == {
        ACHIEVED: Outcome(causes=("debate",)),
        "deferred": Outcome(causes=("debate",), opens="next"),
        "withdrawn": Outcome(precludes=("debate",), reopens=("letter",)),
    }
    assert action.window == {"": (DateRule("O", 30, False, "O+30"), DateRule("O", 73, False, "O+73"))}
    assert action.usual == {"": (DateRule("O", 40, False, "O+40"), DateRule("O", 50, False, "O+50"))}
    assert action.symbols == ("A/C.6/{session}/SR.{n}", "A/{session}/250")
    assert (action.decided_by, action.due_soon, action.if_missed) == ("others", 5, {"en": "It comes back."})

    memorandum = process.step("memorandum")
    assert memorandum is not None
    assert memorandum.target == {"": DateRule("letter", -14, False, "letter-14")}
    assert memorandum.sources == {"target": Source("own planning", "planning", None)}
    assert memorandum.outcomes == {ACHIEVED: Outcome()}
    assert (memorandum.decided_by, memorandum.optional, memorandum.until) == ("us", False, None)

    letter = process.step("letter")
    assert letter is not None
    assert letter.routes == (
        Route("13(e)", DateRule("O", -60, False, "O-60")),
        Route("14", DateRule("O", -30, False, "O-30")),
        Route("15", None),
    )
    assert letter.outcomes[ACHIEVED].opens == "own"
    assert letter.was == "request"

    debate = process.step("debate")
    assert debate is not None
    assert debate.target == {"": DateRule("action", -4, True, "action-4bd")}
    day = DateRule("O", -60, False, "O-60")
    assert debate.window["13(e)"] == (day, day)
    assert [rule.days for rule in debate.window["14"]] == [-20, -10]
    assert (debate.optional, debate.until) == (True, "action")


def test_a_route_is_called_by_its_rule_where_the_file_gives_one() -> None:
    assert GOOD.count('{ key = "15" }') == 1
    process = load(GOOD.replace('{ key = "15" }', '{ key = "15", rule = "rule 15" }'), "my.toml")
    assert (process.way("15"), process.way("14"), process.way("none")) == (
        "rule 15",
        "route 14",
        "route none",
    )
    assert process.routed is process.step("letter")
    assert load(GOOD, "my.toml").way("15") == "route 15"
    assert "rule 15" not in to_json(load(GOOD, "my.toml")), "what is not said changes no sha256"


def test_steps_stand_in_the_order_of_their_milestones_then_of_the_file() -> None:
    process = load(GOOD, "my.toml")
    assert [step.key for step in process.steps] == ["memorandum", "letter", "action", "debate"]


def test_bytes_a_byte_order_mark_and_other_line_ends_read_the_same() -> None:
    process = load(GOOD, "my.toml")
    assert load(GOOD.encode(), "my.toml") == process
    assert load(b"\xef\xbb\xbf" + GOOD.encode(), "my.toml") == process
    assert load(GOOD.replace("\n", "\r\n").encode(), "my.toml") == process


def test_due_soon_of_a_process_is_thirty_days_unless_it_says_otherwise() -> None:
    assert load(GOOD.replace("due_soon = 20\n", ""), "my.toml").due_soon == 30
    assert load(GOOD.replace("due_soon = 20\n", "due_soon = 0\n"), "my.toml").due_soon == 0


def test_a_key_that_ends_in_the_name_of_another_is_not_mistaken_for_a_date_rule() -> None:
    text = GOOD.replace("[step.letter]", "[step.o-letter]").replace('"letter', '"o-letter')
    assert load(text, "my.toml").step("memorandum").target[""].base == "o-letter"  # type: ignore[union-attr]


def test_a_text_is_kept_composed_and_without_blanks_at_its_ends() -> None:
    text = GOOD.replace('"Action"', '" Re\u0301union "')
    assert load(text, "my.toml").step("action").title == {"en": "R\u00e9union"}  # type: ignore[union-attr]


def test_the_example_at_the_top_of_the_module_names_every_key() -> None:
    shown = process_toml.__doc__ or ""
    example = "\n".join(line[4:] for line in shown.splitlines() if line.startswith("    "))
    for key in (*process_toml._STEP_KEYS, *process_toml._MILESTONE_KEYS, *process_toml._PROCESS_KEYS):
        assert key in example
    tomllib.loads(example[: example.index("symbol")])
