"""Measures `tracker` from an installed wheel against baseline programs and prints a table of ratios.

    python -m tests.benchmarks [--runs 15] [--no-callgrind] [--only NAME ...]

Instruction counts come from `valgrind --tool=callgrind` (user space; repeatable to about 0.2 % on a busy
machine); wall times are the minima of runs that take turns, so that both sides meet the same machine.
Each program runs once before it is measured, so that byte code is cached.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.baselines import PROGRAMS, SCHEMA

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Case:
    """A command line of `tracker`, the baseline it is held against, and the most it may cost beside it."""

    name: str
    words: tuple[str, ...]
    baseline: str
    baseline_words: tuple[str, ...]
    most: float
    environment: tuple[tuple[str, str], ...] = ()


def completing(shell: str) -> tuple[tuple[str, str], ...]:
    return (
        ("_TRACKER_COMPLETE", f"complete_{shell}"),
        ("_TYPER_COMPLETE_ARGS", "tracker log ma"),
        ("_TYPER_COMPLETE_FISH_ACTION", "get-args"),
        ("COMP_WORDS", "tracker log ma"),
        ("COMP_CWORD", "2"),
    )


LOG = ("log", "soundings", "positive feedback", "-s", "in-progress", "-o", "2024-07-18")
BASELINE_LOG = (
    "log",
    "soundings",
    "--note",
    "positive feedback",
    "--status",
    "in-progress",
    "--on",
    "2024-07-18",
)
#: A database of its own, with so many contacts in it, beside the one that the other cases share.
MANY, CONTACTS = (("TRACKER_DB", "contacts.db"),), 20_000
CASES = (
    Case("version", ("--version",), "two", ("status",), 1.1),
    Case("help", ("--help",), "two", ("status",), 1.2),
    Case("log", LOG, "log", BASELINE_LOG, 1.5),
    Case("status", ("status",), "status", ("status",), 1.5),
    Case("states", ("states",), "status", ("status",), 1.5, MANY),
    Case("show-state", ("show", "PRT"), "status", ("status",), 1.5, MANY),
    Case("tab-bash", (), "two", ("status",), 1.6, completing("bash")),
    Case("tab-zsh", (), "two", ("status",), 1.6, completing("zsh")),
    Case("tab-fish", (), "two", ("status",), 1.6, completing("fish")),
)
NEW = ("new", "kaiciid", "--organization", "International Dialogue Centre (KAICIID)", "--session", "82")


class Bench:
    """An environment with the wheel and the baselines, and a database for each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "venv" / "bin"
        self.database = folder / "tracker.db"
        self.baseline_database = folder / "baseline.db"
        self.environment = {
            "PATH": f"{self.bin}:/usr/bin:/bin",
            "HOME": str(folder / "home"),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONHASHSEED": "0",
            "TRACKER_DB": str(self.database),
            "TRACKER_BY": "bench",
            "BASELINE_DB": str(self.baseline_database),
        }

    def build(self) -> None:
        (self.folder / "home").mkdir()
        subprocess.run([sys.executable, "-m", "venv", self.folder / "venv"], check=True)
        subprocess.run([self.bin / "pip", "install", "-q", str(ROOT)], check=True)
        found = subprocess.run(
            [self.bin / "python", "-c", "import tracker; print(tracker.__file__)"],
            cwd=self.folder, check=True, capture_output=True, text=True,
        )  # fmt: skip
        packages = Path(found.stdout.strip()).parents[1]
        assert ROOT not in packages.parents, "the wheel is not what would be measured"
        launcher = (self.bin / "tracker").read_text(encoding="utf-8")
        for name, text in PROGRAMS.items():
            (packages / f"baseline_{name}.py").write_text(text, encoding="utf-8")
            script = self.bin / f"baseline-{name}"
            script.write_text(launcher.replace("tracker.cli.app", f"baseline_{name}"), encoding="utf-8")
            script.chmod(0o755)
        with sqlite3.connect(self.baseline_database) as connection:
            connection.execute(SCHEMA)

    def fill(self) -> None:
        """Forty entries on each side, so that reading has something to read."""
        self.run("tracker", NEW)
        for _ in range(40):
            self.run("baseline-log", BASELINE_LOG)
            self.run("tracker", LOG)

    def fill_contacts(self) -> None:
        """A campaign with contacts alone, which only the cases about States read."""
        self.run("tracker", NEW, MANY)
        script = str(Path(__file__).parent / "contacts.py")
        self._call([str(self.bin / "python"), script, MANY[0][1], str(CONTACTS)], MANY)

    def run(self, program: str, words: Sequence[str], extra: Sequence[tuple[str, str]] = ()) -> float:
        """Seconds that one run took; raises where it failed."""
        started = time.perf_counter()
        self._call([str(self.bin / program), *words], extra)
        return time.perf_counter() - started

    def instructions(self, program: str, words: Sequence[str], extra: Sequence[tuple[str, str]] = ()) -> int:
        """Instructions that one run took, in user space."""
        tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
        done = self._call([*tool, str(self.bin / "python"), str(self.bin / program), *words], extra)
        counted = re.search(rb"Collected : (\d+)", done.stderr)
        assert counted, done.stderr.decode(errors="replace")
        return int(counted[1])

    def _call(self, line: list[str], extra: Sequence[tuple[str, str]]) -> subprocess.CompletedProcess[bytes]:
        environment = {**self.environment, **dict(extra)}
        done = subprocess.run(line, cwd=self.folder, env=environment, capture_output=True, check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(line)}\n{(done.stdout + done.stderr).decode(errors='replace')}")
        return done


@contextmanager
def bench() -> Iterator[Bench]:
    """A bench in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        built = Bench(Path(folder))
        built.build()
        yield built


def measure(bench: Bench, case: Case, runs: int, callgrind: bool) -> bool:
    """Print one line of the table; whether the case keeps within its limit."""
    ours = ("tracker", case.words, case.environment)
    theirs = (f"baseline-{case.baseline}", case.baseline_words)
    bench.run(*ours)
    bench.run(*theirs)
    times = [(bench.run(*ours), bench.run(*theirs)) for _ in range(runs)]
    wall, base = min(a for a, _ in times), min(b for _, b in times)
    line = f"{case.name:<12} {wall * 1e3:7.1f} {base * 1e3:7.1f} {wall / base:6.2f}"
    ratio = wall / base
    if callgrind:
        count, base_count = bench.instructions(*ours), bench.instructions(*theirs)
        ratio = count / base_count
        line += f" {count / 1e6:9.1f} {base_count / 1e6:9.1f} {ratio:6.3f}"
    print(f"{line} {case.most:6.2f}  {'ok' if ratio <= case.most else 'TOO MUCH'}", flush=True)
    return ratio <= case.most


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--no-callgrind", action="store_true")
    parser.add_argument("--only", nargs="+", metavar="NAME", default=[case.name for case in CASES])
    asked = parser.parse_args()
    callgrind = not asked.no_callgrind
    if callgrind and shutil.which("valgrind") is None:
        print("valgrind is not installed: wall times alone", file=sys.stderr)
        callgrind = False
    counts = f" {'M instr':>9} {'baseline':>9} {'ratio':>6}" if callgrind else ""
    asked_for = [case for case in CASES if case.name in asked.only]
    with bench() as built:
        if any(case.baseline != "two" for case in asked_for):
            built.fill()
        if any(case.environment == MANY for case in asked_for):
            built.fill_contacts()
        print(f"{'command':<12} {'ms':>7} {'base':>7} {'ratio':>6}{counts} {'limit':>6}")
        kept = [measure(built, case, asked.runs, callgrind) for case in asked_for]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    sys.exit(main())
