"""README is true: its commands give the answers that it shows, and the names in its tables are the code's.

`pytest tests/test_readme.py --update-golden` writes the answers anew, to be read before they are committed.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Result
from tests.operations.office import Office
from tracker.cli.app import COMPLETE_VARIABLE, load
from tracker.cli.looking import DUE
from tracker.cli.manifest import COMMANDS, Command
from tracker.core import process_toml
from tracker.core.entry import BODY_FIELDS, KINDS
from tracker.core.errors import UserError
from tracker.core.stances import POSITIONS
from tracker.operations import batch, clock
from tracker.store import failures

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")

Run = Callable[..., Result]

#: The day on which the lines of "A day in the life" are typed.
TYPED = datetime(2026, 11, 24, 10, tzinfo=UTC)

TAIL = re.compile(r"#([0-9a-z]{5})\b")


# --- what is typed, and what is answered


def blocks() -> list[str]:
    """The console blocks, without their fences."""
    return re.findall(r"^```console\n(.*?)^```$", TEXT, re.M | re.S)


def typed(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command line of a block (from `tracker` on), and the lines of its answer."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, *answer = part.rstrip().splitlines()
        yield command, answer


def shown_as(line: str, tails: Mapping[str, str]) -> str:
    """A line of an answer with README's tails for the true ones."""
    names = {true: shown for shown, true in tails.items()}
    return TAIL.sub(lambda found: "#" + names.get(found[1], found[1]), line)


def test_the_commands_give_the_answers_shown(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """In order, in one database. Ids are random: a tail stands for the entry of that place in the answers."""
    monkeypatch.setattr(clock, "now", lambda: TYPED)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TRACKER_BY", "desk officer")
    monkeypatch.chdir(tmp_path)
    tails: dict[str, str] = {}  # of README: the true one
    written = []
    for block in blocks():
        parts = []
        for command, answer in typed(block):
            words = shlex.split(command)
            assert words.pop(0) == "tracker", command
            result = run(*[tails.get(word, word) for word in words])
            got = (result.out + result.err).rstrip().splitlines()
            told = TAIL.findall("\n".join(answer))
            for shown, true in zip(told, TAIL.findall("\n".join(got)), strict=False):
                if shown not in tails and true not in tails.values():
                    tails[shown] = true
            got = [shown_as(line, tails) for line in got]
            parts.append("\n".join([f"$ {command}", *got]))
            if not request.config.getoption("--update-golden"):
                assert got == answer, command
        written.append("\n\n".join(parts) + "\n")
    if request.config.getoption("--update-golden"):
        text = iter(written)
        README.write_text(
            re.sub(
                r"^```console\n.*?^```$", lambda _: f"```console\n{next(text)}```", TEXT, flags=re.M | re.S
            ),
            encoding="utf-8",
        )


# --- commands and options


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command by its words, those of groups too."""

    def of(entries: Mapping[str, Command], *before: str) -> Iterator[tuple[tuple[str, ...], Any]]:
        for name, entry in entries.items():
            if entry.commands is None:
                yield (*before, name), load(name, entry)
            else:
                yield from of(entry.commands, *before, name)

    return of(COMMANDS)


def options(command: Any) -> set[str]:
    return {name for param in command.params for name in (*param.opts, *param.secondary_opts)}


ANYWHERE = {"--help", "--version", "--install-completion", "--show-completion"}
#: Of pytest and of the benchmarks.
FOREIGN = {"--update-golden", "--no-callgrind"}


def test_every_option_named_exists() -> None:
    known = ANYWHERE | FOREIGN | set().union(*(options(command) for _, command in commands()))
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", TEXT))
    assert named <= known


def test_every_command_named_exists_and_is_spelled_with_its_own_options() -> None:
    lines = re.findall(r"`tracker ([^`]+)`", TEXT) + re.findall(r"^(?:\$ )?tracker (.+)$", TEXT, re.M)
    assert lines
    known = dict(commands())
    for line in lines:
        words = line.split()
        name = next((n for n in known if tuple(words[: len(n)]) == n), None)
        if words[0].startswith("--") or words[0].isupper():
            assert words[0] in ANYWHERE | {"COMMAND"}, line
            continue
        assert name is not None, line
        named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", re.sub('"[^"]*"', "", line)))
        assert named <= options(known[name]) | {"--help"}, line


def test_the_two_commands_of_installation_stand_there_and_the_gate_runs_the_second() -> None:
    first = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/tracker demo"
    second = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"
    assert f"```sh\n{first}\n```" in TEXT
    assert f"```sh\n{second}\n```" in TEXT
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8").replace('"$python"', "python3")
    for part in second.split(" && "):
        assert re.search(re.escape(part).replace("install", "install( -q)?"), gate), part


def test_every_file_named_exists() -> None:
    named = re.findall(r"\]\(([^)#]+)\)", TEXT) + re.findall(
        r"`((?:tracker|tests|data|\.ci)/[\w./-]*)`", TEXT
    )
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_variable_named_is_read_somewhere_and_none_is_forgotten() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tracker").rglob("*.py"))
    read = set(re.findall(r'"(TRACKER_[A-Z]+|XDG_[A-Z_]+|VISUAL|EDITOR|COLUMNS)"', sources))
    assert {name for name in read if name in TEXT} == read
    assert set(re.findall(r"\b(TRACKER_[A-Z]+|XDG_[A-Z_]+)\b", TEXT)) <= read
    assert COMPLETE_VARIABLE not in TEXT


# --- tables


def table(head: str) -> dict[str, str]:
    """The rows of the table with that head: each name in backticks of the first column, and its row."""
    found = re.search(rf"^\| {re.escape(head)} \|.*\n\|.*\n((?:\|.*\n)+)", TEXT, re.M)
    assert found, head
    rows: dict[str, str] = {}
    for line in found[1].splitlines():
        first, _, rest = line.strip("| ").partition(" |")
        names = re.findall(r"`([^`]+)`", first) or [first.strip()]
        for name in names:
            assert name not in rows, f"{name} stands twice in the table of {head}"
            rows[name] = rest
    return rows


def ticked(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def test_exit_codes_are_those_of_the_code() -> None:
    def kinds(cls: type[UserError]) -> Iterator[type[UserError]]:
        yield cls
        for sub in cls.__subclasses__():
            yield from kinds(sub)

    assert failures
    mine = {kind.exit_code for kind in kinds(UserError) if kind.__module__.startswith("tracker.")}
    assert set(table("code")) == {str(code) for code in mine | {0, DUE, 130}}


def test_the_process_file_is_documented_key_by_key() -> None:
    assert set(table("of the process")) == set(process_toml._PROCESS_KEYS)
    assert set(table("of a milestone")) == set(process_toml._MILESTONE_KEYS)
    step = table("of a step")
    assert set(step) == set(process_toml._STEP_KEYS)
    assert {*process_toml._EFFECTS, "opens"} <= ticked(step["outcome"])
    assert set(process_toml.PER) == ticked(step["per"])
    assert set(process_toml.CONFIDENCE) <= ticked(step["source"])
    assert set(process_toml.CALENDARS) == ticked(table("of the process")["calendar"])


def test_the_step_shown_is_one_that_a_process_could_have() -> None:
    shown = re.search(r"^```toml\n(.*?)^```$", TEXT, re.M | re.S)
    assert shown
    process = (ROOT / "data" / "processes" / "un-observer.toml").read_text(encoding="utf-8")
    step = re.search(r"^\[step\.committee-action\]\n.*?(?=^\[)", process, re.M | re.S)
    assert step
    process_toml.load(process.replace(step[0], shown[1] + "\n"), "README.md")


def test_the_columns_of_a_batch_are_all_named() -> None:
    start = TEXT.index("A batch of reports")
    assert set(batch.COLUMNS) <= ticked(TEXT[start : TEXT.index("\n\n", start)])


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Callable[..., dict[str, Any]]:
    """What a reading command prints for programs: a report with its document, a mark and a plan since."""
    import json

    office = Office(tmp_path, monkeypatch)
    office.on("2024-09-24").new(80)
    office.log("mandate", "achieved", note="decided", refs=("CP/1",))
    office.mark("last-council")
    office.on("2024-09-25").plan("letter", "2025-06-01", because="capital needs May")
    office.mission("hlpf", place="New York", on="2024-07")
    office.todo("membership list", due="2024-10-01")

    def read(*words: str) -> dict[str, Any]:
        result = run(*words, "--json", "--db", str(office.where.db))
        assert result.code == 0, result.err
        found: dict[str, Any] = json.loads(result.out)
        return found

    return read


def test_status_and_its_steps_are_documented_name_by_name(data: Callable[..., dict[str, Any]]) -> None:
    status = data("status")
    rows = table("status")
    assert set(rows) == set(status)
    assert set(table("steps")) == set(status["steps"][0])
    for name in ("cycles", "milestones", "missions", "todos"):
        assert status[name], name
        assert set(status[name][0]) <= ticked(rows[name])
    assert set(status["positions"]) <= ticked(rows["positions"]) | {*POSITIONS, "unknown"}
    assert set(status["process"]) == ticked(rows["process"])


def test_the_journal_of_an_export_is_documented_name_by_name(
    data: Callable[..., dict[str, Any]], run: Run, tmp_path: Path
) -> None:
    import tomllib

    text = run("export", "toml", "--with-journal", "--db", str(tmp_path / "office.db")).out
    found = tomllib.loads(text)
    assert {"complete", "withheld", "audience"} == set(found) - set(data("status")) - {"processes", "journal"}
    assert set(table("journal")) == {"arrived_at"}.union(*(set(entry) for entry in found["journal"]))
    assert set(table("body")) == {*BODY_FIELDS.values(), "texts"}
    named = ticked(table("body")["kind"]) - {"kind"}
    assert named <= set(KINDS)
    assert {"campaign", "target", "session", "report", "plan", "note", "mark", "retract", "redact"} <= named
    assert {"sha256", "definition"} == set(found["processes"][0])


@pytest.mark.parametrize(
    ("words", "inner"),
    [
        (("next",), lambda found: found["may"][0]),
        (("why", "letter"), lambda found: found["dates"][0]),
        (("history",), lambda found: found["entries"][0]),
        (("session", "80"), lambda found: found["deadlines"]),
        (("list",), lambda found: found["campaigns"][0]),
        (("changes",), lambda found: found["dates"][0]),
        (("changes", "--dates"), lambda found: found["dates"][0]),
        (("brief",), lambda found: found["next"][0]),
        (("states",), lambda found: found["states"][0]),
        (("outlook",), lambda found: found["vote"]),
        (("documents",), lambda found: found["documents"][0]),
    ],
)
def test_other_answers_for_programs_are_documented_name_by_name(
    data: Callable[..., dict[str, Any]], words: tuple[str, ...], inner: Callable[..., dict[str, Any]]
) -> None:
    row = table("command").get(" ".join(words)) or table("command")[words[0]]
    found = data(*words)
    outer, one = (text.replace("[]", "").split(", ") for text in re.findall(r"`([^`]+)`", row)[:2])
    assert outer == list(found)
    assert one == list(inner(found))
