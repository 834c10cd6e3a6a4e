"""Progress is for somebody who waits before a terminal, and for nobody else."""

from __future__ import annotations

import io
import sys

import pytest

from tracker.cli import progress as module
from tracker.cli.progress import counted, progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal, or that it is none."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture
def hours(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock, as a list of one number of seconds."""
    found = [0.0]
    monkeypatch.setattr(module, "clock", lambda: found[0])
    monkeypatch.setenv("TERM", "xterm")
    return found


def work(hours: list[float], seconds: float, monkeypatch: pytest.MonkeyPatch, terminal: bool = True) -> str:
    """What stderr got while ten things took so many seconds."""
    stream = Terminal(terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    with progress("Importing [b]entries[/b]", 10) as advance:
        for _ in range(10):
            hours[0] += seconds / 10
            advance()
    return stream.getvalue()


def test_long_work_on_a_terminal_shows_how_far_it_is_and_then_goes(
    hours: list[float], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = work(hours, 5, monkeypatch)
    assert "Importing [b]entries[/b] [" in shown
    assert "10 of 10 (100%)" in shown
    assert shown.rstrip().endswith("\x1b[2K"), "the line is wiped at the end"
    assert shown.replace("\x1b", "").isascii()
    assert capsys.readouterr().out == "", "stdout carries the answer alone"


def test_short_work_shows_nothing(hours: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    assert work(hours, 0.9, monkeypatch) == ""


def test_without_a_terminal_nothing_is_shown_however_long(
    hours: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert work(hours, 100, monkeypatch, terminal=False) == ""


def test_a_dumb_terminal_and_none_at_all_show_nothing(
    hours: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert work(hours, 100, monkeypatch) == ""
    monkeypatch.setattr(sys, "stderr", None)
    assert list(counted(range(3), "Importing")) == [0, 1, 2]


def test_an_error_wipes_the_line_and_goes_on_its_way(
    hours: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Terminal(True)
    monkeypatch.setattr(sys, "stderr", stream)

    def failing() -> None:
        for number in counted(range(10), "Importing"):
            hours[0] += 2
            if number == 5:
                raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        failing()
    assert "Importing" in stream.getvalue()
    assert stream.getvalue().rstrip().endswith("\x1b[2K")


def test_without_a_total_it_counts(hours: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal(True)
    monkeypatch.setattr(sys, "stderr", stream)
    for _ in counted(range(3), "Writing"):
        hours[0] += 1
    assert "Writing 3" in stream.getvalue()
    assert "of" not in stream.getvalue()
