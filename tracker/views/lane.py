"""The lane of the missions in the timeline: one line, which is no step and is not counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.core import words
from tracker.core.missions import Mission
from tracker.core.text import cut, escape, fit
from tracker.core.words import SPAN_CELLS
from tracker.views.chart import KINDS, Drawing
from tracker.views.lines import Line, trimmed
from tracker.views.theme import Marks

SAY = {"title": "Missions", "ahead": "next: {next}"}


def days(found: Sequence[Mission]) -> list[date]:
    """The first and the last days of the missions."""
    return [day for mission in found for day in span_of(mission)]


def span_of(mission: Mission) -> tuple[date, date]:
    """The days of a mission, both included."""
    last = max(mission.on.last, mission.until.last) if mission.until is not None else mission.on.last
    return mission.on.first, last


def draw(drawing: Drawing, found: Sequence[Mission], today: date) -> None:
    """Each mission where it lies: what lies ahead as planned, what has been as achieved."""
    for mission in found:
        first, last = span_of(mission)
        if first > today:
            if first == last:
                drawing.point("planned", first)
            else:
                drawing.window("window", first, last)
        else:
            drawing.dated(kind_of(mission, today), first, last)


def kind_of(mission: Mission, today: date) -> str:
    """The kind of a mission's mark."""
    first, last = span_of(mission)
    exact = mission.on.day is not None
    if first > today:
        return "planned"
    return "progress" if exact and last > today else "achieved"


def head_cells(
    found: Sequence[Mission], marks: Marks, today: date, title: int, health: int
) -> tuple[tuple[str, str], Line]:
    """The mark, and what stands left of the chart: mark, title, dates, how many (where there is room)."""
    name, style, _ = KINDS[kind_of(found[-1], today)]
    mark = (getattr(marks, name), style)
    count = words.plural(len(found), "mission")
    cells: Line = [
        mark,
        (" ", ""),
        (fit(SAY["title"], title), ""),
        (" ", ""),
        (fit(dates_words(found), SPAN_CELLS), ""),
    ]
    cells.append((" ", ""))
    if health:
        cells.append((fit(count, health) + " ", ""))
    return mark, cells


def dates_words(found: Sequence[Mission]) -> str:
    """From the first to the last of them, in 18 cells; by month where a day is not known."""
    spans = [span_of(mission) for mission in found]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    vague = any(mission.on.day is None for mission in found)
    return words.month_span(first, last) if vague else words.short_span(first, last)


def note_words(found: Sequence[Mission], today: date) -> str:
    """The next mission, else the last one."""
    ahead = [mission for mission in found if span_of(mission)[0] > today]
    mission = ahead[0] if ahead else found[-1]
    text = words.join([escape(part) for part in (mission.key, mission.place) if part])
    return SAY["ahead"].format(next=text) if ahead else text


def list_line(found: Sequence[Mission], marks: Marks, today: date, columns: int) -> list[Line]:
    """The lane where there is no chart: a line, or two where that is too narrow."""
    count = words.plural(len(found), "mission")
    mark, _ = head_cells(found, marks, today, len(SAY["title"]), 0)
    text = f"{SAY['title']} {dates_words(found)} {count}"
    if len(text) + 2 <= columns:
        return [trimmed([mark, (" ", ""), (text, "")])]
    return [
        trimmed([mark, (" ", ""), (SAY["title"], "")]),
        trimmed([("  ", ""), (cut(f"{dates_words(found)} {count}", columns - 2), "")]),
    ]
