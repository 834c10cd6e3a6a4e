"""How far a long piece of work is: on stderr, where that is a terminal, and only after a second.

    with progress("Importing", total=len(records)) as advance:
        for record in records:
            ...
            advance()

Everywhere else (a pipe, a file, cron) nothing is printed and nothing is loaded.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Seconds of work after which it is worth a line.
AFTER = 1.0

#: The cells of the bar.
BAR = 30

T = TypeVar("T")

#: The clock by which work is long.
clock = time.monotonic


@contextmanager
def progress(description: str, total: int | None = None) -> Iterator[Callable[..., None]]:
    """A function `advance(count=1)` to call as the work goes on; `total` is None where nobody knows it.

    The line goes when the work ends, be it by an error.
    """
    if not _is_terminal():
        yield _nothing
        return
    bar = _Bar(description, total)
    try:
        yield bar.advance
    finally:
        bar.stop()


def counted(items: Iterable[T], description: str, total: int | None = None) -> Iterator[T]:
    """The items, one by one, with progress while they are taken."""
    with progress(description, total) as advance:
        for item in items:
            yield item
            advance()


def _nothing(count: int = 1) -> None:
    """What `advance` does where nobody looks."""


def _is_terminal() -> bool:
    stderr = sys.stderr
    return stderr is not None and stderr.isatty() and os.environ.get("TERM") != "dumb"


class _Bar:
    """A line that appears once the work has taken longer than AFTER."""

    def __init__(self, description: str, total: int | None) -> None:
        self.description, self.total = description, total
        self.done = 0
        self.began = clock()
        self.shown: tuple[Progress, TaskID] | None = None

    def advance(self, count: int = 1) -> None:
        self.done += count
        if self.shown is not None:
            self.shown[0].update(self.shown[1], completed=self.done)
        elif clock() - self.began >= AFTER:
            self.shown = self._show()

    def _show(self) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import Progress, ProgressColumn, Task, TextColumn
        from rich.text import Text

        class Bar(ProgressColumn):
            """The bar in characters that every terminal has."""

            def render(self, task: Task) -> Text:
                return Text(_drawn(task.completed, task.total))

        line = Progress(
            TextColumn("{task.description}", markup=False),
            Bar(),
            console=Console(stderr=True, markup=False, emoji=False, highlight=False),
            transient=True,
        )
        line.start()
        return line, line.add_task(self.description, total=self.total, completed=self.done)

    def stop(self) -> None:
        if self.shown is not None:
            self.shown[0].stop()


def _drawn(done: float, total: float | None) -> str:
    """`[======--------] 420 of 1000 (42%)`; without a total how many are done."""
    if not total:
        return f"{int(done)}"
    part = min(done / total, 1.0)
    full = int(part * BAR)
    return f"[{'=' * full}{'-' * (BAR - full)}] {int(done)} of {int(total)} ({int(part * 100)}%)"
