"""The program around the commands: finding one, reading its words, and saying what went wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from inspect import getdoc, getmembers, isfunction
from pathlib import Path

import pytest

from tests.conftest import Result
from tracker.cli import app, manifest
from tracker.cli.manifest import COMMANDS, Command

Run = Callable[..., Result]

SAMPLE = "tests.cli.sample_commands"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program with the sample commands instead of its own."""
    entries = {
        "log": Command("Writing", SAMPLE, "log", "Report what happened."),
        "status": Command("Reading", SAMPLE, "status", "Where it stands."),
        "fail": Command("Files", SAMPLE, "fail", "Go wrong."),
        "process": COMMANDS["process"],
    }
    monkeypatch.setattr(app.Group, "entries", entries)


def python(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs Python in a process of its own, where streams and imports are as a user has them."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [sys.executable, *words], capture_output=True, env=variables, timeout=60, check=False
    )


# --- finding a command


def every_entry() -> list[tuple[str, Command]]:
    inner = [item for entry in COMMANDS.values() for item in (entry.commands or {}).items()]
    return [item for item in [*COMMANDS.items(), *inner] if item[1].commands is None]


def test_every_command_of_the_manifest_is_a_function_with_examples() -> None:
    for name, entry in every_entry():
        function = getattr(import_module(entry.module), entry.function)
        _, examples = app.split_examples(getdoc(function) or "")
        assert f"tracker {name}" in examples or f"tracker process {name}" in examples, name


def test_every_function_with_examples_is_in_the_manifest() -> None:
    named = {(entry.module, entry.function) for _, entry in every_entry()}
    for path in (ROOT / "tracker" / "cli").glob("*.py"):
        module = import_module(f"tracker.cli.{path.stem}" if path.stem != "__init__" else "tracker.cli")
        for name, function in getmembers(module, isfunction):
            if function.__module__ == module.__name__ and "\nExamples:\n" in (getdoc(function) or ""):
                assert (module.__name__, name) in named, f"{module.__name__}.{name} is in no manifest"


def test_help_lines_are_one_short_line() -> None:
    for name, entry in [*every_entry(), *COMMANDS.items()]:
        assert entry.help.endswith("."), name
        assert len(entry.help) <= 50, name
        assert entry.panel in (manifest.WRITING, manifest.READING, manifest.FILES, "Commands"), name


def test_help_lists_every_command_and_imports_none() -> None:
    code = "import sys; from tracker.cli.app import main; main(['--help']); print(*sys.modules)"
    done = python("-c", code)
    text, modules = done.stdout.decode().rsplit("\n", 2)[:2]
    for name, entry in COMMANDS.items():
        assert f"  {name} " in text
        assert entry.help in text
    own = {name for name in modules.split() if name.startswith("tracker.")}
    assert own == {
        "tracker.cli",
        "tracker.cli.app",
        "tracker.cli.manifest",
        "tracker.core",
        "tracker.core.errors",
    }
    assert "rich" not in modules.split()


@pytest.mark.usefixtures("sample")
def test_no_command_is_status(run: Run) -> None:
    assert run() == run("status") == Result(0, "plain\n", "")
    assert run("--json") == Result(0, "json\n", "")


@pytest.mark.usefixtures("sample")
def test_options_before_a_command_are_answered_with_what_to_type(run: Run) -> None:
    done = run("--json", "log", "mandate")
    assert done.code == 2
    assert "options come after the command: tracker log --json" in done.err


def test_version(run: Run) -> None:
    assert run("--version").out == "tracker 0.1.0\n"


@pytest.mark.parametrize(
    ("typed", "near"), [("stat", "'status'"), ("lgo", "'log'"), ("timelin", "'timeline'")]
)
def test_an_unknown_command_names_the_nearest(run: Run, typed: str, near: str) -> None:
    done = run(typed)
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert f"Did you mean {near}" in done.err


def test_an_unknown_command_in_a_group_names_the_nearest(run: Run) -> None:
    done = run("process", "chekc")
    assert (done.code, done.out) == (2, "")
    assert done.err == "tracker: no command 'chekc'. Did you mean 'check'? Try 'tracker process --help'.\n"


# --- help


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_examples_are_printed_as_typed(run: Run, option: str) -> None:
    text = run("log", option).out
    assert '  tracker log soundings "[red]not markup[/red]"   -o "July 2024"\n    | cat > a-file\n' in text
    assert "Where it is written [a rule, or 13(e)]." in text
    assert text.isascii()


def test_each_level_of_help_has_examples(run: Run) -> None:
    for words in (["--help"], ["process", "--help"]):
        assert "\nExamples:\n  tracker " in run(*words).out


# --- words that begin with a dash


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    "note", ["- they liked it", "-they liked it", "-- all of them", "-", "-3d", "-b is not meant", "--x y=z"]
)
def test_a_note_may_begin_with_a_dash(run: Run, note: str) -> None:
    for words in (["soundings", note, "-o", "2024"], ["-o", "2024", "soundings", note]):
        done = run("log", *words)
        assert done.code == 0, done.err
        told = json.loads(done.out)
        assert (told["step"], told["note"], told["on"], told["by"]) == ("soundings", note, "2024", None)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    "words",
    [["-o", "-3d"], ["-o-3d"], ["--on", "-3d"], ["--on=-3d"]],
)
def test_the_value_of_an_option_may_begin_with_a_dash(run: Run, words: list[str]) -> None:
    told = json.loads(run("log", "soundings", *words).out)
    assert (told["note"], told["on"]) == ("", "-3d")


@pytest.mark.usefixtures("sample")
def test_a_long_option_keeps_a_value_with_blanks(run: Run) -> None:
    told = json.loads(run("log", "soundings", "--source=a note of 3 July", "--by", "- nobody -").out)
    assert (told["note"], told["source"], told["by"]) == ("", "a note of 3 July", "- nobody -")


@pytest.mark.usefixtures("sample")
def test_what_looks_like_an_option_and_is_none_is_refused(run: Run) -> None:
    done = run("log", "soundings", "-x")
    assert done.code == 2
    assert done.err == "tracker: no such option: -x. Try 'tracker log --help'.\n"


# --- mistakes


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    "words", [["log"], ["log", "--on"], ["log", "a", "b", "c"], ["status", "--jsn"], ["fail"]]
)
def test_wrong_usage_is_one_line_and_exit_2(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("tracker: ")
    assert done.err.endswith(f"Try 'tracker {words[0]} --help'.\n")
    assert done.err.count("\n") == 1
    assert done.err.isascii()


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("how", "code", "line"),
    [
        ("sqlite", 1, "tracker: the database does not answer as it should: disk I/O error.\n"),
        ("system", 1, "tracker: /a/file: Permission denied.\n"),
        ("interrupt", 130, "tracker: stopped.\n"),
    ],
)
def test_trouble_is_one_line(run: Run, how: str, code: int, line: str) -> None:
    assert run("fail", how) == Result(code, "", line)


@pytest.mark.usefixtures("sample")
def test_a_mistake_is_one_line_with_its_exit_code_and_no_escape_sequence(run: Run) -> None:
    done = run("fail", "refused")
    assert (done.code, done.out, done.err.count("\n")) == (7, "", 1)
    assert done.err.startswith("tracker: no step ")
    assert "\x1b" not in done.err


@pytest.mark.usefixtures("sample")
def test_a_fault_of_the_program_is_not_hidden(run: Run) -> None:
    with pytest.raises(ZeroDivisionError):
        run("fail", "fault")


@pytest.mark.usefixtures("sample")
def test_what_a_command_returns_is_the_exit_code(run: Run) -> None:
    assert run("fail", "not").code == 3
    assert run("status").code == 0


# --- streams

PROGRAM = (
    "import sys; from tracker.cli import app; from tracker.cli.manifest import Command; "
    f"app.Group.entries = {{'fail': Command('Files', '{SAMPLE}', 'fail', 'Go wrong.')}}; sys.exit(app.main())"
)


def test_an_encoding_that_lacks_a_letter_replaces_it() -> None:
    done = python("-c", PROGRAM, "fail", "as", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (3, b"")
    assert done.stdout == b"caf? ????? as\n"


def test_a_broken_byte_in_an_argument_is_no_traceback() -> None:
    words = [sys.executable.encode(), b"-c", PROGRAM.encode(), b"fail", b"caf\xe9"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, capture_output=True, env=variables, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (3, b"")


def test_a_reader_that_goes_away_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "tracker", "--help"]
    done = subprocess.run(words, stdout=write, stderr=subprocess.PIPE, env=variables, timeout=60, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_stdout_is_no_traceback() -> None:
    command = f"{sys.executable} -m tracker --version >&-"
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], capture_output=True, env=variables, timeout=60, check=False)
    assert b"Traceback" not in done.stderr
