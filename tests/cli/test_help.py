"""Help is complete: every command explains itself, and what its examples type can be typed."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import Result
from tracker.cli.app import load, split_examples
from tracker.cli.looking import DUE
from tracker.cli.manifest import COMMANDS, Command
from tracker.operations import clock, states

Run = Callable[..., Result]

#: The entries that examples name (a note, a to-do, a position), and the words with which a shell ends a line.
ENTRY, TODO, POSITION = "k3f9a", "#77qre", "p02mx"
ENDS = ("|", "||", "&&", ";", ">")

PROCESSES = Path(__file__).parents[2] / "data" / "processes"

BATCH = "date,step,status,ref,note\n2024-09-13,mandate,achieved,,renewed\n"


def leaves(entries: Mapping[str, Command], *before: str) -> Iterator[tuple[str, ...]]:
    for name, entry in entries.items():
        if entry.commands is None:
            yield (*before, name)
        else:
            yield (*before, name)
            yield from leaves(entry.commands, *before, name)


WORDS = list(leaves(COMMANDS))


def found(words: tuple[str, ...]) -> Command:
    entries: Mapping[str, Command] = COMMANDS
    for word in words[:-1]:
        entries = entries[word].commands or {}
    return entries[words[-1]]


def examples(words: tuple[str, ...]) -> list[str]:
    entry = found(words)
    if entry.commands is not None:
        return entry.examples.splitlines()
    return split_examples(load(words[-1], entry).help or "")[1].splitlines()


EXAMPLES = sorted({line for words in WORDS for line in examples(words)})


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_a_command_explains_itself(run: Run, words: tuple[str, ...]) -> None:
    for option in ("--help", "-h"):
        result = run(*words, option)
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith(f"Usage: tracker {' '.join(words)} ")
        assert "\nExamples:\n  tracker " in result.out
    lines = [line.strip() for line in result.out.split("\nExamples:\n")[1].splitlines()]
    assert lines == examples(words)
    assert all(line.startswith(f"tracker {' '.join(words)}") for line in lines), lines


def test_help_fits_a_terminal_of_80_columns_but_for_examples(run: Run) -> None:
    for words in WORDS:
        text = run(*words, "--help").out.split("\nExamples:\n")[0]
        assert max(map(len, text.splitlines())) <= 80, words


@pytest.fixture
def desk(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A campaign with a mark and an export of it, in a folder with the files that examples name.

    The tails of its entries are returned for those that examples name.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "a.db"))
    monkeypatch.setattr(clock, "now", lambda: datetime(2024, 10, 2, 10, tzinfo=UTC))
    tails: dict[str, str] = {}
    for line in (
        'new kaiciid --organization "International Dialogue Centre (KAICIID)" --session 79',
        'done mandate -o "1 Sep 2023" --by "desk officer"',
        "mark last-council -o 2024-09-13",
        "export toml -o kaiciid.toml --for confidential --with-journal",
        'mission hlpf-2024 --place "New York" -o 2024-07',
        f"position {states.known().members[7].code} leaning",
        'todo "send the treaty"',
        "log un-partnerships a-name",
    ):
        last = run(*shlex.split(line))
        assert last.code == 0, last.err
        tails[line.split()[0]] = last.out.rpartition("#")[2][:5]
    shutil.copy(PROCESSES / "ecosoc-consultative.toml", "my-process.toml")
    Path("batch.csv").write_text(BATCH, encoding="utf-8")
    monkeypatch.setattr(clock, "now", lambda: datetime(2024, 12, 2, 10, tzinfo=UTC))
    table = Workbook()
    for row in (("State", "Position"), (states.known().members[8].name, "leaning")):
        table.active.append(row)
    table.save("positions.xlsx")
    return {ENTRY: tails["log"], TODO: f"#{tails['todo']}", POSITION: tails["position"]}


def newer_version() -> None:
    """Another version of the process that the campaign follows, in the file that examples name."""
    text = (PROCESSES / "un-observer.toml").read_text(encoding="utf-8")
    Path("my-process.toml").write_text(text.replace('version = "1"', 'version = "2"'), encoding="utf-8")


@pytest.mark.parametrize("line", EXAMPLES)
def test_what_an_example_types_can_be_typed(
    run: Run, desk: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str
) -> None:
    """Nothing in it is wrong usage (2), unknown to the program or a fault; a rule may refuse it (1)."""
    words = [desk.get(word, word) for word in shlex.split(line)]
    end = next((place for place, word in enumerate(words) if word in ENDS), len(words))
    command = words[1:end]
    if command[0] == "new":
        monkeypatch.setenv("TRACKER_DB", str(tmp_path / "new.db"))
    if command[:2] == ["process", "adopt"]:
        newer_version()
    if command[2:3] == ["un-observer"] and "adopt" in command:  # from one's own back to the one that ships
        assert run("process", "adopt", "my-process.toml", "--on", "2024-10-01").code == 0
    if "/srv/shared/tracker.db" in command:
        command[command.index("/srv/shared/tracker.db")] = str(tmp_path / "a.db")
    result = run(*command)
    assert result.code in (0, 1, DUE), result
    if result.code == DUE:  # `next --exit-code`: something is due
        assert "--exit-code" in command
    if result.code == 1:
        assert "--yes" in result.err or "--anyway" in result.err, result.err
