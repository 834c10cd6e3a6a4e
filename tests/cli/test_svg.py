"""The timeline as a picture for a mail."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.book import Book
from tests.views.test_screens import sample, screen
from tracker.cli.svg import ASPECT, write_timeline
from tracker.operations.files import NoFile
from tracker.views.timeline import Timeline

SVG = "{http://www.w3.org/2000/svg}"


def view(book: Book | None = None) -> Timeline:
    schedule = (book or sample()).schedule("2024-09-24")
    return Timeline(schedule.state, schedule)


def drawn(path: Path) -> list[str]:
    """The lines of a picture, from where its texts stand."""
    root = ElementTree.parse(path).getroot()
    rows: dict[float, list[tuple[float, str]]] = {}
    for text in root.iter(f"{SVG}text"):
        rows.setdefault(float(text.attrib["y"]), []).append((float(text.attrib["x"]), text.text or ""))
    lines = []
    for y in sorted(rows):
        line = ""
        for x, text in sorted(rows[y]):
            line = line.ljust(round(x / (20 * ASPECT))) + text.replace("\xa0", " ")
        lines.append(line.rstrip())
    return lines


@pytest.mark.parametrize("columns", [60, 100, 160])
def test_the_picture_holds_the_screen(tmp_path: Path, columns: int) -> None:
    path = tmp_path / "timeline.svg"
    write_timeline(view(), str(path), columns)
    assert drawn(path) == [line for line in screen(view(), columns) if line]


def test_it_has_its_colours_whatever_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one.svg", tmp_path / "two.svg"
    write_timeline(view(), str(one), 100)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "40")
    write_timeline(view(), str(two), 100)
    assert one.read_bytes() == two.read_bytes()
    assert "fill: #00875f" in one.read_text(encoding="utf-8")


def test_nothing_in_it_is_fetched_and_every_name_in_it_is_defined(tmp_path: Path) -> None:
    path = tmp_path / "timeline.svg"
    write_timeline(view(), str(path), 100)
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\S*://[^\"' ]*", text) == ['xmlns="http://www.w3.org/2000/svg']
    assert not re.search(r"@import|@font-face|href|<script|<image|<foreignObject", text)
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(re.findall(r'id="([^"]+)"', text))


def test_what_people_typed_is_text_in_it(tmp_path: Path) -> None:
    book = sample()
    book.report("dossier", "in-progress", "2024-09-20", note="<script>&{unique_id}\x1b[1m")
    path = tmp_path / "timeline.svg"
    write_timeline(view(book), str(path), 160, title="A <b> & {width}")
    root = ElementTree.parse(path).getroot()
    title = root.find(f"{SVG}title")
    assert title is not None and title.text == "A <b> & {width}"
    assert any("<script>&{unique_id}" in line for line in drawn(path))


def test_a_symbolic_link_is_replaced_and_what_it_points_to_is_not_touched(tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "timeline.svg"
    victim.write_text("mine")
    link.symlink_to(victim)
    write_timeline(view(), str(link), 80)
    assert victim.read_text() == "mine"
    assert not link.is_symlink() and link.read_text(encoding="utf-8").startswith("<svg")


def test_a_picture_that_fails_leaves_the_old_one_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "timeline.svg"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(NoFile, match="cannot be written"):
        write_timeline(view(), str(path), 80)
    assert [p.name for p in tmp_path.iterdir()] == ["timeline.svg"]
    assert path.read_text() == "old"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoFile, match="cannot be written"):
        write_timeline(view(), str(tmp_path / "nowhere" / "timeline.svg"), 80)
