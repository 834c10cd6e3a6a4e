"""Files whose parts do not fit together, and the line with which each is refused."""

from __future__ import annotations

import pytest

from tests.core.processes import Case, check

REFUSED: dict[str, Case] = {
    "unknown step in requires": (
        'requires = ["memorandum"]',
        'requires = ["memorandun"]',
        "memorandun",
        "[step.letter] requires: unknown step 'memorandun' (did you mean 'memorandum'?)",
    ),
    "the line of an item, not of its array": (
        'requires = ["memorandum"]',
        'requires = [\n  "memorandum",\n  "elsewhere",\n]',
        '"elsewhere"',
        "[step.letter] requires: unknown step 'elsewhere'",
    ),
    "unknown step in ongoing": (
        'ongoing = "action"',
        'ongoing = "actoin"',
        "actoin",
        "[step.debate] ongoing: unknown step 'actoin' (did you mean 'action'?)",
    ),
    "an effect that names nothing": (
        'outcome.achieved.causes = ["debate"]',
        'outcome.achieved.causes = ["debate", "debatte"]',
        "debatte",
        "[step.action] outcome.achieved.causes: unknown step 'debatte' (did you mean 'debate'?)",
    ),
    "a precluded step that is none": (
        'precludes = ["debate"]',
        'precludes = ["report"]',
        '"report"',
        "[step.action] outcome.withdrawn.precludes: unknown step 'report'",
    ),
    "a reopened step that is none": (
        'reopens = ["letter"]',
        'reopens = ["lettre"]',
        "lettre",
        "[step.action] outcome.withdrawn.reopens: unknown step 'lettre' (did you mean 'letter'?)",
    ),
    "unknown step in done_when": (
        'done_when = ["action"]',
        'done_when = ["actions"]',
        "actions",
        "[milestone.vote] done_when: unknown step 'actions' (did you mean 'action'?)",
    ),
    "a cycle among requires": (
        'target = "letter-14"',
        'requires = ["action"]\ntarget = "letter-14"',
        'requires = ["action"]',
        "[step.memorandum] requires: a cycle among requires: "
        "memorandum > action > debate > letter > memorandum",
    ),
    "a step that requires itself": (
        'requires = ["memorandum"]',
        'requires = ["letter"]\nwindow = "O-50"',
        'requires = ["letter"]\nwindow',
        "[step.letter] requires: a cycle among requires: letter > letter",
    ),
    "a cycle among date rules": (
        'deadline = "O-30"',
        'deadline = "memorandum+14"',
        'target = "letter-14"',
        "[step.memorandum] target: a cycle among date rules: memorandum > letter > memorandum",
    ),
    "a cycle through the route": (
        'deadline = "O-30"',
        'target = "debate-3"',
        'target = "debate-3"',
        "[step.letter] target: a cycle among date rules: letter > debate > letter",
    ),
    "a date rule that refers to nothing": (
        'target = "letter-14"',
        'target = "leter-14"',
        "leter-14",
        "[step.memorandum] target: 'leter-14' counts from 'leter', which is neither O nor a step "
        "(did you mean 'letter'?)",
    ),
    "a bare date rule that refers to nothing": (
        'target = "letter-14"',
        'target = "opening"',
        '"opening"',
        "[step.memorandum] target: 'opening' counts from 'opening', which is neither O nor a step",
    ),
    "a session opened by a step without one": (
        'per = "request"\ntarget',
        'per = "campaign"\noutcome.achieved.opens = "next"\ntarget',
        "outcome.achieved.opens",
        "[step.memorandum] outcome.achieved.opens: a step per campaign has no session to open one from",
    ),
    "a session of its own for a step of each session": (
        'opens = "next"',
        'opens = "own"',
        'opens = "own" }',
        "[step.action] outcome.deferred.opens: only a step per request names a session of its own",
    ),
    "reopening what is no request": (
        'reopens = ["letter"]',
        'reopens = ["debate"]',
        'reopens = ["debate"]',
        "[step.action] outcome.withdrawn.reopens: 'debate' is a step per session: "
        "only a step per request reopens",
    ),
    "an earlier key that is in use": (
        'was = "request"',
        'was = "debate"',
        'was = "debate"',
        "[step.letter] was: 'debate' is taken by 'debate'",
    ),
    "a milestone done with another's step": (
        'done_when = ["letter"]',
        'done_when = ["letter", "action"]',
        'done_when = ["letter", "action"]',
        "[milestone.ask] done_when: 'action' is a step of the milestone 'vote'",
    ),
    "a window of three days": (
        'window = ["O+30", "O+73"]',
        'window = ["O+30", "O+40", "O+73"]',
        "O+30",
        "[step.action] window: a window has one date, or a first and a last one",
    ),
    "a window that ends before it begins": (
        'window = ["O+30", "O+73"]',
        'window = ["O+73", "O+30"]',
        "O+73",
        "[step.action] window: the first day, 'O+73', is after the last, 'O+30'",
    ),
    "a window of a route that ends before it begins": (
        '["O-20", "O-10"]',
        '["O-10", "O-20"]',
        "O-10",
        "[step.debate] window.14: the first day, 'O-10', is after the last, 'O-20'",
    ),
    "a usual window without the outer one": (
        'window = ["O+30", "O+73"]\n',
        "",
        "usual",
        "[step.action] usual: a usual window stands beside a window",
    ),
    "an unknown route": (
        '"13(e)" = "O-60"',
        '"13(f)" = "O-60"',
        "13(f)",
        "[step.debate] window.\"13(f)\": unknown route '13(f)' (did you mean '13(e)'?)",
    ),
    "a date by a route where there is none": (
        'route = [{ key = "13(e)", until = "O-60" }, { key = "14", until = "O-30" }, { key = "15" }]\n',
        "",
        'window = { "13(e)"',
        "[step.debate] window.\"13(e)\": unknown route '13(e)': no step has routes",
    ),
    "a date of the routed step that depends on the route": (
        'deadline = "O-30"',
        'deadline = { 14 = "O-30" }',
        "deadline = {",
        "[step.letter] deadline.14: the dates of the step with the routes make the route",
    ),
    "two steps with routes": (
        "optional = true",
        'route = [{ key = "a" }]',
        'route = [{ key = "a" }]',
        "[step.debate] route: 'letter' has routes already, and one step at most can",
    ),
    "borders out of order": (
        'until = "O-30" }',
        'until = "O-90" }',
        "O-90",
        "[step.letter] route[2].until: the borders are not in order: 'O-90'",
    ),
    "a border that counts from a step": (
        'until = "O-60" }',
        'until = "memorandum-3" }',
        "memorandum-3",
        "[step.letter] route[1].until: the border of a route counts days from O",
    ),
    "a route without its border": (
        ', until = "O-30" }',
        " }",
        "route =",
        "[step.letter] route: the route '14' needs `until`: only the last has no end",
    ),
    "a last route with an end": (
        '{ key = "15" }',
        '{ key = "15", until = "O-3" }',
        "route =",
        "[step.letter] route[3].until: the last route has no end, so that every day has a route",
    ),
    "a route that no one can type": (
        '{ key = "15" }',
        '{ key = "15; rm" }',
        "route =",
        "[step.letter] route[3].key: '15; rm' is no route; write it as 13(e)",
    ),
    "a rule of a route that is empty": (
        '{ key = "15" }',
        '{ key = "15", rule = "" }',
        "route =",
        "[step.letter] route[3].rule: the text is empty",
    ),
    "a route twice": (
        '{ key = "15" }',
        '{ key = "14" }',
        "route =",
        "[step.letter] route[3].key: the route '14' stands here twice",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_parts_that_do_not_fit_are_refused_with_line_place_and_reason(case: str) -> None:
    check(REFUSED[case])
