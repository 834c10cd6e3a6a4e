"""The Member States that ship with the program, read when somebody first names one."""

from __future__ import annotations

from functools import lru_cache

from tracker.core import states
from tracker.core.states import State, States
from tracker.operations import data


@lru_cache(maxsize=1)
def known() -> States:
    """The Member States and observers."""
    with open(f"{data.folder()}/member-states.csv", encoding="utf-8", newline="") as file:
        return states.load(file.read())


def named(words: str) -> list[State]:
    """The States of a list that people typed, each once; raises UnknownState, AmbiguousState, OpenQuote."""
    found = (known().find(word) for word in states.split_states(words))
    return list({state.code: state for state in found}.values())
