"""The States that ship: read from the file once, and only when somebody names one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tracker.core.states import OpenQuote, UnknownState
from tracker.operations import states


def test_a_list_of_states_is_read_and_each_stands_once() -> None:
    found = states.named('PRT,esp,"Côte d\'Ivoire",Portugal,côte d’ivoire')
    assert [state.code for state in found] == ["PRT", "ESP", "CIV"]
    assert states.named("") == []


def test_the_file_is_read_once() -> None:
    assert states.known() is states.known()
    assert len(states.known().members) == 193


@pytest.mark.parametrize(("words", "problem"), [("PRT,Portugl", UnknownState), ('PRT,"ESP', OpenQuote)])
def test_one_bad_word_refuses_the_list(words: str, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        states.named(words)


def test_nothing_is_read_before_a_state_is_named_and_a_code_needs_no_index() -> None:
    code = (
        "import sys; from tracker.operations import states\n"
        "assert states.known.cache_info().currsize == 0 and 'csv' not in sys.modules\n"
        "assert states.known().find('PRT').name == 'Portugal' and states.known()._keys is None\n"
        "assert 'difflib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
