"""The house: which room may know which, what the pure rooms may not touch, and how long a file may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "tracker"

#: A room imports from floors below its own, and from itself.
FLOOR = {"core": 0, "store": 1, "views": 1, "exports": 1, "operations": 2, "cli": 3}

#: The pure rooms know no clock, no environment, no files and no chance.
IMPURE = {
    "asyncio", "getpass", "glob", "importlib", "io", "locale", "logging", "multiprocessing", "os", "pathlib",
    "platform", "random", "secrets", "shutil", "signal", "socket", "sqlite3", "sqlite_utils", "subprocess",
    "sys", "tempfile", "threading", "time", "typer", "urllib",
}  # fmt: skip
CLOCK = {"today", "now", "utcnow"}
SQL = re.compile(
    r"\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s|ALTER\s+TABLE\s"
    r"|(CREATE|DROP)\s+(TABLE|VIEW|TRIGGER|INDEX|UNIQUE)\s|BEGIN\s+IMMEDIATE|VACUUM\b)"
)

FILES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def room(path: Path) -> str | None:
    """The room a file is in; None for the package's own files (`__main__`, the version)."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else None


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that a file imports, wherever in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Line and value of every string in a file but its docstrings."""
    module = tree(path)
    docs = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                docs.add(first.value)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
            yield node.lineno, node.value


def where(path: Path, line: int, what: str) -> str:
    return f"{path.relative_to(ROOT)}:{line}: {what}"


def test_the_rooms_are_those_of_the_house() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms <= FLOOR.keys()


def test_no_room_reaches_up_or_sideways() -> None:
    found = []
    for path in FILES:
        own = room(path)
        for line, name in imports(path):
            parts = name.split(".")
            if own is None or parts[0] != "tracker" or len(parts) < 2 or parts[1] not in FLOOR:
                continue
            if parts[1] != own and FLOOR[parts[1]] >= FLOOR[own]:
                found.append(where(path, line, f"{own} imports {name}"))
    assert not found, "\n".join(found)


def test_core_is_pure() -> None:
    found = []
    for path in FILES:
        if room(path) != "core":
            continue
        found += [where(path, line, name) for line, name in imports(path) if name.split(".")[0] in IMPURE]
        for node in ast.walk(tree(path)):
            name = node.func if isinstance(node, ast.Call) else None
            if isinstance(name, ast.Name) and name.id in ("open", "print", "input"):
                found.append(where(path, name.lineno, name.id))
    assert not found, "\n".join(found)


def test_the_clock_is_read_above_the_rooms_that_compute_and_draw() -> None:
    found = []
    for path in FILES:
        if room(path) not in ("core", "views", "exports"):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and node.attr in CLOCK:
                owner = ast.unparse(node.value).rpartition(".")[2]
                if owner in ("date", "datetime"):
                    found.append(where(path, node.lineno, ast.unparse(node)))
    assert not found, "\n".join(found)


def test_only_the_store_speaks_sql() -> None:
    found = []
    for path in FILES:
        if room(path) == "store":
            continue
        found += [where(path, line, name) for line, name in imports(path) if name.startswith("sqlite")]
        found += [where(path, line, text.strip()[:40]) for line, text in strings(path) if SQL.match(text)]
    assert not found, "\n".join(found)


def test_the_code_knows_no_step_by_name() -> None:
    file = ROOT / "data" / "processes" / "un-observer.toml"
    keys = set(tomllib.loads(file.read_text(encoding="utf-8"))["step"])
    assert len(keys) == 18
    found = [where(path, line, text) for path in FILES for line, text in strings(path) if text in keys]
    assert not found, "\n".join(found)


def test_a_file_can_be_read_in_one_go() -> None:
    for path in [*FILES, *TESTS]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 400, where(path, lines, "lines")


def test_the_rooms_that_every_call_needs_load_no_heavy_library() -> None:
    rooms = ["entry", "process", "when", "audience", "sessions", "state", "schedule", "text", "words"]
    imported = ", ".join(f"tracker.core.{name}" for name in rooms)
    code = f"import sys, {imported}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"rich", "sqlite_utils", "dateutil", "tomllib", "tomli_w", "typer", "sqlite3"}
    assert heavy.isdisjoint(done.stdout.split())


# --- the tests of the tests: each rule finds what it forbids


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT n FROM entry", True),
        ("\n    INSERT OR REPLACE INTO entry VALUES (1)", True),
        ("PRAGMA user_version", True),
        ("Select a campaign", False),
        ("Update the plan", False),
        ("CREATE", False),
    ],
)
def test_sql_is_told_from_english(text: str, found: bool) -> None:
    assert bool(SQL.match(text)) is found


def test_docstrings_are_no_strings_of_the_code(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text('"""letter"""\ndef f():\n    "mandate"\n    return f"letter {1}", "listing"\n')
    assert sorted(text for _, text in strings(file)) == ["letter ", "listing"]


# --- the lock


def test_the_lock_names_every_dependency_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert not re.search(r"^\s*-", lock.replace("    --hash=sha256:", ""), re.MULTILINE), "an option of pip"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    for requirement in wanted:
        name = re.split(r"[^A-Za-z0-9-]", requirement)[0]
        assert re.search(rf"^{name}==\S+", lock, re.MULTILINE), name
    assert all(
        "--hash=" in block for block in re.split(r"^(?=\S)", lock, flags=re.MULTILINE) if "==" in block
    )
