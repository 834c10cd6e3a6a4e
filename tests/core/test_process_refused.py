"""Files with a bad key, value or text, and the line with which each is refused."""

from __future__ import annotations

import contextlib

import pytest

from tests.core.processes import GOOD, Case, check, refusal
from tracker.core.process_toml import BadProcess, load

REFUSED: dict[str, Case] = {
    "a missing title": (
        'title = { en = "Letter" }\n',
        "",
        "[step.letter]",
        "[step.letter] title: missing",
    ),
    "a missing short": (
        'short = { en = "Vote" }\n',
        "",
        "[milestone.vote]",
        "[milestone.vote] short: missing",
    ),
    "a missing about": (
        'about = { en = "The sponsor sends it." }\n',
        "",
        "[step.letter]",
        "[step.letter] about: missing",
    ),
    "no English": (
        'title = { en = "A small process", ar = "إجراء" }',
        'title = { ar = "إجراء" }',
        "إجراء",
        "title: the English text (en) is missing",
    ),
    "an unknown key": (
        "optional = true",
        "optionl = true",
        "optionl",
        "[step.debate] optionl: unknown key 'optionl' (did you mean 'optional'?)",
    ),
    "an unknown key at the top": (
        'version = "1"',
        'verison = "1"',
        "verison",
        "verison: unknown key 'verison' (did you mean 'version'?)",
    ),
    "an unknown key of a milestone": (
        'done_when = ["letter"]',
        'done = ["letter"]',
        "done = ",
        "[milestone.ask] done: unknown key 'done' (did you mean 'done_when'?)",
    ),
    "an unknown effect": (
        "outcome.achieved.causes",
        "outcome.achieved.cause",
        "outcome.achieved.cause =",
        "[step.action] outcome.achieved.cause: unknown key 'cause' (did you mean 'causes'?)",
    ),
    "a date under an unknown name": (
        "source.target",
        "source.targets",
        "source.targets",
        "[step.memorandum] source.targets: unknown key 'targets' (did you mean 'target'?)",
    ),
    "a source of no date": (
        "source.target",
        "source.window",
        "source.window",
        "[step.memorandum] source.window: the step has no window",
    ),
    "an unknown confidence": (
        'confidence = "planning"',
        'confidence = "plannin"',
        "plannin",
        "[step.memorandum] source.target.confidence: unknown value 'plannin' (did you mean 'planning'?); "
        "it is one of: rule, practice, planning, unverified",
    ),
    "an address that is none": (
        'confidence = "planning"',
        'confidence = "planning", url = "javascript:1"',
        "javascript",
        "[step.memorandum] source.target.url: a web address is needed (https://...)",
    ),
    "unknown per": (
        'per = "session"\nrequires = ["debate"]',
        'per = "sesion"\nrequires = ["debate"]',
        "sesion",
        "[step.action] per: unknown value 'sesion' (did you mean 'session'?); "
        "it is one of: campaign, request, session",
    ),
    "unknown decided_by": (
        '"others"',
        '"nobody"',
        '"nobody"',
        "[step.action] decided_by: unknown value 'nobody'; it is one of: us, others",
    ),
    "unknown calendar": (
        '"general-assembly"',
        '"general-asembly"',
        "general-asembly",
        "calendar: unknown value 'general-asembly' (did you mean 'general-assembly'?); "
        "it is one of: general-assembly, calendar-year",
    ),
    "unknown milestone": (
        'milestone = "vote"\nper = "session"\nrequires = ["debate"]',
        'milestone = "vot"\nper = "session"\nrequires = ["debate"]',
        '"vot"',
        "[step.action] milestone: unknown value 'vot' (did you mean 'vote'?); it is one of: ask, vote",
    ),
    "unknown opens": (
        'opens = "own"',
        'opens = "later"',
        '"later"',
        "[step.letter] outcome.achieved.opens: unknown value 'later'; it is one of: next, own",
    ),
    "a status as an outcome": (
        "outcome.withdrawn",
        "outcome.in-progress",
        "outcome.in-progress",
        "[step.action] outcome.in-progress: 'in-progress' is a status of every step, not an outcome",
    ),
    "a name twice": (
        'requires = ["memorandum"]',
        'requires = ["memorandum", "memorandum"]',
        'requires = ["memorandum", "memorandum"]',
        "[step.letter] requires: 'memorandum' stands here twice",
    ),
    "a capital in a key": (
        "[step.debate]",
        "[step.Debate]",
        "[step.Debate]",
        "[step.Debate]: 'Debate' is no key: lower-case letters, digits and hyphens between them",
    ),
    "a key with an underscore": (
        'key = "small"',
        'key = "small_one"',
        "small_one",
        "key: 'small_one' is no key: lower-case letters, digits and hyphens between them",
    ),
    "a key that reads as an option": (
        'was = "request"',
        'was = "-request"',
        '"-request"',
        "[step.letter] was: '-request' is no key: lower-case letters, digits and hyphens between them",
    ),
    "a key that reads as a date rule": (
        "[step.debate]",
        "[step.debate-2]",
        "[step.debate-2]",
        "[step.debate-2]: the key of a step cannot end like a date rule ('debate-2')",
    ),
    "a text that is none": (
        'version = "1"',
        "version = 1",
        "version = 1",
        "version: a text is needed, not 1",
    ),
    "a number out of bounds": (
        "due_soon = 20",
        "due_soon = -1",
        "due_soon = -1",
        "due_soon: a whole number from 0 to 366 is needed, not -1",
    ),
    "true as a number": (
        "due_soon = 5",
        "due_soon = true",
        "due_soon = true",
        "[step.action] due_soon: a whole number from 0 to 366 is needed, not true",
    ),
    "a word as a flag": (
        "optional = true",
        'optional = "yes"',
        '"yes"',
        "[step.debate] optional: true or false is needed, not 'yes'",
    ),
    "a text where an array is needed": (
        'requires = ["memorandum"]',
        'requires = "memorandum"',
        'requires = "memorandum"',
        "[step.letter] requires: an array is needed, not 'memorandum'",
    ),
    "a text where a table is needed": (
        'title = { en = "Letter" }',
        'title = "Letter"',
        'title = "Letter"',
        '[step.letter] title: texts by language are needed, as { en = "..." }',
    ),
    "an empty text": (
        'en = "Letter" }\nshort',
        'en = " " }\nshort',
        'en = " "',
        "[step.letter] title.en: the text is empty",
    ),
    "a language that is none": (
        'ar = "إجراء"',
        'arabic = "إجراء"',
        "arabic",
        "title.arabic: 'arabic' is no language code such as en, ar or fr",
    ),
    "a control character in a title": (
        'title = { en = "Letter" }',
        'title = { en = "Let\\u001b[31mter" }',
        "u001b",
        "[step.letter] title.en: the text has a control or invisible character (U+001B)",
    ),
    "a line end in a title": (
        'title = { en = "Letter" }',
        'title = { en = "Let\\nter" }',
        "Let\\nter",
        "[step.letter] title.en: the text has a control or invisible character (U+000A)",
    ),
    "a mark that turns the text round": (
        'title = { en = "Letter" }',
        'title = { en = "Let\\u202eter" }',
        "u202e",
        "[step.letter] title.en: the text has a control or invisible character (U+202E)",
    ),
    "a text of more than a line": (
        '"The sponsor sends it."',
        '"' + "x" * 501 + '"',
        "xxx",
        "[step.letter] about.en: the text has 501 characters, 500 at most make one line",
    ),
    "a short that is too long": (
        'short = { en = "Letter" }',
        'short = { en = "Letter to the whole UN" }',
        "Letter to the whole UN",
        "[step.letter] short.en: 'Letter to the whole UN' takes 22 cells, 21 at most are drawn uncut",
    ),
    "a short whose length is not known": (
        'short = { en = "Letter" }',
        'short = { en = "{body}" }',
        '{body}" }\nabout',
        "[step.letter] short.en: unknown placeholder '{body}': none can stand here",
    ),
    "an unknown placeholder": (
        "{body}",
        "{organ}",
        "{organ}",
        "[step.memorandum] title.en: unknown placeholder '{organ}': {body} can stand here",
    ),
    "a symbol without its session": (
        '"A/{session}/250"',
        '"A/79/250"',
        "A/79/250",
        "[step.action] symbol: 'A/79/250' does not say where the {session} stands",
    ),
    "a symbol with an unknown part": (
        "SR.{n}",
        "SR.{number}",
        "{number}",
        "[step.action] symbol: unknown placeholder '{number}': {session} and {n} can stand here",
    ),
    "a milestone without done_when": (
        'done_when = ["letter"]\n',
        "",
        "[milestone.ask]",
        "[milestone.ask] done_when: missing: the steps with which the milestone is achieved",
    ),
    "a date rule that is none": (
        'deadline = "O-30"',
        'deadline = "30 days before O"',
        "30 days before O",
        "[step.letter] deadline: '30 days before O' is no date rule; write O-60, letter-14 or letter-4bd",
    ),
    "a date rule that counts too far": (
        'deadline = "O-30"',
        'deadline = "O-99999"',
        "O-99999",
        "[step.letter] deadline: 'O-99999' counts more than 3660 days",
    ),
    "a key twice": (
        'version = "1"',
        'version = "1"\nversion = "2"',
        'version = "2"',
        "broken TOML: a key or table is written twice (Cannot overwrite a value)",
    ),
    "a step twice": (
        "[step.debate]",
        "[step.action]",
        '[step.action]\nmilestone = "vote"\nper = "session"\nrequires = ["letter"]',
        "broken TOML: a key or table is written twice (Cannot declare ('step', 'action') twice)",
    ),
    "broken TOML": (
        "due_soon = 20",
        "due_soon = = 20",
        "due_soon = = 20",
        "broken TOML: Invalid value",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_with_line_place_and_reason(case: str) -> None:
    check(REFUSED[case])


def test_a_process_needs_steps_and_milestones() -> None:
    head = GOOD[: GOOD.index("[step.")]
    assert refusal(head) == "my.toml:1: there is no [step.KEY] table: a process needs at least one step"
    without = GOOD[: GOOD.index("[milestone")] + GOOD[GOOD.index("[step.") :]
    assert refusal(without).endswith(
        "there is no [milestone.KEY] table: a process needs at least one milestone"
    )
    assert refusal("").endswith("a process needs at least one step")
    assert refusal("step = 3").endswith("step: a table is needed, not 3")
    assert refusal("[step]\nletter = 3").startswith("my.toml:")


def test_text_that_is_not_utf_8_is_refused_with_its_line() -> None:
    assert refusal(b'key = "a"\n# caf\xe9\n') == "my.toml:2: the text is not UTF-8 (byte 0xe9)"
    assert refusal(GOOD.encode("utf-16")).startswith("my.toml:1: the text is not UTF-8 (byte 0xff)")
    assert refusal('key = "a"\ntitle = "\ud800"').startswith("my.toml:2: the text is not UTF-8")


def test_a_file_that_ends_too_soon_is_refused_at_its_last_line() -> None:
    assert refusal('key = "a"\nversion = [\n\n') == "my.toml:2: broken TOML: Invalid value"


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000, "0x" + "f" * 5000, "2024-13-45"])
def test_what_python_cannot_read_is_refused_like_any_broken_file(value: str) -> None:
    refusal(f"key = {value}\n")


def test_a_huge_file_is_refused_unread() -> None:
    assert refusal(GOOD + "#" * 300_000) == "my.toml:1: the file is larger than 256 KiB"


def test_what_a_file_and_its_name_hold_cannot_reach_the_terminal() -> None:
    assert refusal("x", "a\x1b[31m\n.toml").startswith("a[31m .toml:1: ")
    assert "\x1b" not in refusal('"\\u001b]0;title\\u0007" = 1\n' + GOOD)
    assert "\x1b" not in refusal(GOOD.replace('"memorandum"', '"\\u001b[2J"'))
    assert "\x1b" not in refusal(GOOD.replace("[step.debate]", '[step."\\u001b[2J"]'))
    assert len(refusal(GOOD.replace('per = "session"', f'per = "{"y" * 499}"', 1))) < 200


def test_any_line_of_a_good_file_can_be_missing_without_a_crash() -> None:
    lines = GOOD.splitlines(keepends=True)
    for at in range(len(lines)):
        with contextlib.suppress(BadProcess):
            load("".join(lines[:at] + lines[at + 1 :]), "my.toml")
