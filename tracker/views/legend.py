"""The legend: the marks that a screen shows, each with its word."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.views.lines import Line, flow
from tracker.views.theme import Marks

WORDS = {
    "achieved": "achieved",
    "elapsed": "elapsed",
    "progress": "in progress",
    "planned": "planned date",
    "window": "expected window",
    "dated": "some day in that month or year",
    "hard": "hard deadline",
    "late": "late",
    "blocked": "blocked",
    "deferred": "deferred",
    "cycle": "deferred within that session",
    "out": "withdrawn or not included",
    "unrecorded": "nothing recorded",
    "note": "note only",
    "earlier": "earlier plan",
    "before": "begins before",
    "after": "goes on after",
    "today": "today",
    "as-of": "as of",
    "session": "session opens",
    "edge": "ends of a milestone",
    "by": "by ..",
    "by-us": "ours to do",
}


def legend(
    marks: Marks,
    shown: Iterable[tuple[str, str]],
    columns: int,
    *,
    cycles: bool = False,
    now: str = "today",
    by: bool = False,
) -> list[Line]:
    """The legend of the marks among what is shown (cells of charts, columns of marks), in few lines.

    `now` is what the line of the day looked at is called: `today` or `as-of`; `by`: whether a date says so.
    """
    seen: dict[str, str] = {}
    for text, style in shown:
        seen[style] = seen.get(style, "") + text
    pieces: list[Line] = [
        [(mark, style), (" " + WORDS[now if name == "today" else name], "dim")]
        for name, mark, style in _entries(marks, seen, cycles)
    ]
    if by:
        pieces.append([(WORDS["by"], ""), (" " + WORDS["by-us"], "dim")])
    return flow(pieces, columns)


def _entries(marks: Marks, seen: dict[str, str], cycles: bool) -> list[tuple[str, str, str]]:
    """(word, mark, class) of what is seen, in a fixed order."""

    def has(char: str, *styles: str) -> bool:
        return any(char in seen.get(style, "") for style in styles)

    brackets = marks.opens + " " + marks.closes
    window = marks.opens + marks.window + marks.closes
    found = [
        ("achieved", marks.achieved, "done", has(marks.achieved, "done", "warn")),
        ("elapsed", marks.elapsed, "now", has(marks.elapsed, "now", "done") and not cycles),
        ("progress", marks.progress, "now", has(marks.progress, "now")),
        ("planned", marks.planned, "planned", has(marks.planned, "planned", "window", "gone")),
        ("window", window, "window", has(marks.window, "window", "gone")),
        ("dated", brackets, "now", has(marks.opens, "now", "done")),
        ("hard", marks.hard, "hard", has(marks.hard, "hard")),
        ("late", marks.late, "late", has(marks.late, "late")),
        ("blocked", marks.blocked, "warn", has(marks.blocked, "warn")),
        ("cycle", marks.deferred, "warn", cycles and has(marks.deferred, "warn")),
        ("deferred", marks.deferred, "warn", not cycles and has(marks.deferred, "warn")),
        ("out", marks.out, "late", has(marks.out, "late")),
        ("unrecorded", marks.unrecorded, "dim", has(marks.unrecorded, "dim")),
        ("note", marks.note, "dim", has(marks.note, "dim")),
        ("earlier", marks.earlier + "..", "earlier", has(marks.earlier, "earlier")),
        ("edge", marks.edge, "span", has(marks.edge, "span", "done", "now")),
        ("before", marks.before, "now", has(marks.before, *seen)),
        ("after", marks.after, "planned", has(marks.after, *seen)),
        ("today", marks.today, "today", has(marks.today, "today")),
        ("session", marks.session, "session", has(marks.session, "session")),
    ]
    return [(name, mark, style) for name, mark, style, there in found if there]
