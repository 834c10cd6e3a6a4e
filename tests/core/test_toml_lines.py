"""On which line a key or an item of an array stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.toml_lines import Path as TomlPath
from tracker.core.toml_lines import key_lines, line_of

TEXT = '''\
# a comment with [brackets] and = signs
top = "a # that is no comment"   # one that is
[a.b]
c.d = { e = 1, f = ["x]", { g = 2 }] }
"quoted key" = \'\'\'
e = 1
[no.table]
\'\'\'
day = 2024-09-13 07:32:00
list = [
    1, # one
    "two",

    [3,
     4],
]
escaped = """\\"""
[still text]"""""
after = true
[[rows]]
h = 1
[[rows]]
h = 2
[rows.sub]
i = 3
[[rows.deep]]
j = 4
'''

WHERE: list[tuple[TomlPath, int]] = [
    (("top",), 2),
    (("a",), 3),
    (("a", "b"), 3),
    (("a", "b", "c", "d", "e"), 4),
    (("a", "b", "c", "d", "f", 1, "g"), 4),
    (("a", "b", "quoted key"), 5),
    (("a", "b", "day"), 9),
    (("a", "b", "list"), 10),
    (("a", "b", "list", 0), 11),
    (("a", "b", "list", 1), 12),
    (("a", "b", "list", 2), 14),
    (("a", "b", "list", 2, 1), 15),
    (("a", "b", "escaped"), 17),
    (("a", "b", "after"), 19),
    (("rows", 0, "h"), 21),
    (("rows", 1, "h"), 23),
    (("rows", 1, "sub", "i"), 25),
    (("rows", 1, "deep", 0, "j"), 27),
]


@pytest.mark.parametrize(("path", "line"), WHERE, ids=str)
def test_a_key_stands_on_its_line(path: TomlPath, line: int) -> None:
    tomllib.loads(TEXT)
    assert key_lines(TEXT)[path] == line


def paths(value: Any, path: TomlPath = ()) -> Iterator[TomlPath]:
    """Every path of a parsed document."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths(item, (*path, key))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from paths(item, (*path, at))


def test_every_path_of_a_document_has_a_line_and_nothing_else_has() -> None:
    assert set(key_lines(TEXT)) == set(paths(tomllib.loads(TEXT)))


@pytest.mark.parametrize(
    "file",
    sorted((Path(__file__).parents[2] / "data" / "processes").glob("*.toml")),
    ids=lambda file: file.stem,
)
def test_every_path_of_a_shipped_process_has_the_line_that_names_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = key_lines(text)
    found = list(paths(tomllib.loads(text)))
    assert set(lines) == set(found)
    for path in found:
        if isinstance(path[-1], str):
            assert path[-1] in text.splitlines()[lines[path] - 1]


values = st.recursive(
    st.integers() | st.booleans() | st.text(st.characters(codec="utf-8"), max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab.#=[]' ", max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abc#. ", max_size=3), values, max_size=4))
def test_any_document_is_walked_to_its_end(document: dict[str, Any]) -> None:
    import tomli_w

    text = tomli_w.dumps(document)
    assert set(key_lines(text)) == set(paths(tomllib.loads(text)))


def test_what_is_missing_stands_where_its_table_does() -> None:
    lines = key_lines(TEXT)
    assert line_of(lines, ("a", "b", "missing")) == 3
    assert line_of(lines, ("a", "b", "list", 7)) == 10
    assert line_of(lines, ("nothing",)) == 1
