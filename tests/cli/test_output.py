"""Which terminal it is, and what is printed on it."""

from __future__ import annotations

import json

import pytest

from tracker.cli import output


def test_the_width_is_columns_else_160_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert output.columns() == 160
    monkeypatch.setenv("COLUMNS", "72")
    assert output.columns() == 72
    monkeypatch.setenv("COLUMNS", "wide")
    assert output.columns() == 160
    assert output.rows() is None


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, False),
        ({"TERM": "linux"}, True),
        ({"LANG": "fr_FR.ISO-8859-1"}, True),
        ({"LANG": "fr_FR.UTF-8"}, False),
        ({"LC_ALL": "C"}, True),
        ({"LC_ALL": "C.utf8", "LANG": "C"}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),  # as Python leaves it when nobody asked for UTF-8
        ({"LANG": ""}, False),
    ],
)
def test_ascii_where_the_terminal_or_the_locale_needs_it(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    wanted: bool,
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("LC_CTYPE", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert output.ascii_wanted() is wanted
    assert output.ascii_wanted(True) is True


def test_json_keeps_order_and_letters_and_escapes_what_a_terminal_obeys(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = {"b": "\u0642\u0631\u0627\u0631", "a": "\x1b[31m \x9b31m \u202e \U000e0001 \n"}
    output.print_json(data)
    text = capsys.readouterr().out
    assert json.loads(text) == data
    assert list(json.loads(text)) == ["b", "a"]
    assert "\u0642\u0631\u0627\u0631" in text
    assert all(line.isprintable() for line in text.splitlines())


def test_a_console_reads_nothing_as_markup_and_breaks_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    long = "[bold]x[/bold] :smile: " + "word " * 60
    output.console().print(long.strip())
    assert capsys.readouterr().out == long.strip() + "\n"
