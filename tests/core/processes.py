"""A small good process file, and the line with which a bad one is refused."""

from __future__ import annotations

import pytest

from tracker.core.process_toml import BadProcess, load

GOOD = """\
key = "small"
version = "1"
calendar = "general-assembly"
due_soon = 20
title = { en = "A small process", ar = "إجراء" }
note = { en = "An example" }

[milestone.ask]
title = { en = "Request" }
short = { en = "Request" }
done_when = ["letter"]

[milestone.vote]
title = { en = "Vote" }
short = { en = "Vote" }
done_when = ["action"]

[step.action]
milestone = "vote"
per = "session"
requires = ["debate"]
decided_by = "others"
window = ["O+30", "O+73"]
usual = ["O+40", "O+50"]
symbol = ["A/C.6/{session}/SR.{n}", "A/{session}/250"]
title = { en = "Action" }
short = { en = "Action" }
about = { en = "The Committee acts." }
outcome.achieved.causes = ["debate"]
outcome.deferred = { causes = ["debate"], opens = "next" }
outcome.withdrawn = { precludes = ["debate"], reopens = ["letter"] }
if_missed = { en = "It comes back." }
due_soon = 5

[step.memorandum]
milestone = "ask"
per = "request"
target = "letter-14"
source.target = { rule = "own planning", confidence = "planning" }
title = { en = "Memorandum of the {body}" }
short = { en = "Memorandum" }
about = { en = "The sponsor writes it." }

[step.letter]
milestone = "ask"
per = "request"
requires = ["memorandum"]
deadline = "O-30"
route = [{ key = "13(e)", until = "O-60" }, { key = "14", until = "O-30" }, { key = "15" }]
outcome.achieved.opens = "own"
was = "request"
title = { en = "Letter" }
short = { en = "Letter" }
about = { en = "The sponsor sends it." }

[step.debate]
milestone = "vote"
per = "session"
requires = ["letter"]
optional = true
ongoing = "action"
target = "action-4bd"
window = { "13(e)" = "O-60", "14" = ["O-20", "O-10"] }
title = { en = "Debate" }
short = { en = "Debate" }
about = { en = "The Committee debates." }
"""


def refusal(text: str | bytes, place: str = "my.toml") -> str:
    with pytest.raises(BadProcess) as caught:
        load(text, place)
    message = str(caught.value)
    assert "\n" not in message
    assert message.isprintable()
    return message


#: A case: what is replaced, by what, the text on the line that is named, the message after file and line.
Case = tuple[str, str, str, str]


def check(case: Case) -> None:
    """The good file with one change is refused with its file, line, place and reason."""
    old, new, named, reason = case
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    line = text.count("\n", 0, text.index(named)) + 1
    assert refusal(text) == f"my.toml:{line}: {reason}"
