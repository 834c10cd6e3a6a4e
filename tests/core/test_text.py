"""Text: the door to the journal, the door to the screen, and cells."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import UserError
from tracker.core.text import (
    TEXT_LIMIT,
    Ambiguous,
    BadText,
    Unknown,
    clean,
    cut,
    escape,
    find,
    fit,
    nearest,
    pad,
    quoted,
    width,
    wrap,
)

#: Any text at all, and text in which what matters here is frequent.
_odd = st.sampled_from(
    "a b\t\n\r\x1b\x00\x9b\u202e\u2066\u200c\u200d\u200b\u00ad\u2028ée\u0301بنमि漢\u3164\ud800\ufffe👩"
)
texts = st.text(st.characters() | _odd) | st.text(_odd)


def test_plain_text_is_kept_as_it_is() -> None:
    for text in ("positive feedback", "L'État: 3 < 4 [red]", "تقديم الطلب", "Côte d'Ivoire", "two  blanks"):
        assert clean(text) == escape(text) == text


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a\tb", "a b"),
        ("a \r\n\t b", "a b"),
        ("one\u2028two\u2029three\x85four", "one two three four"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31mred", "31mred"),
        ("bell\x07 del\x7f", "bell del"),
        ("\u202eevil\u202c \u2066iso\u2069", "evil iso"),
        ("zero\u200bwidth\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
        ("tag\U000e0041", "tag"),
        ("e\u0301", "é"),
        ("  ends \n", "ends"),
        ("\u3164", ""),
    ],
)
def test_what_a_terminal_obeys_or_nobody_sees_is_not_stored(text: str, stored: str) -> None:
    assert clean(text) == stored


def test_joiners_stay_only_between_letters_that_need_them() -> None:
    persian = "می\u200cخواهم"
    sinhala = "ශ්\u200dරී"
    assert clean(persian) == escape(persian) == persian
    assert clean(sinhala) == sinhala
    assert clean("KA\u200dICIID \u200cx\u200c") == "KAICIID x"
    assert clean("ب\u200c") == "ب"


def test_line_ends_are_kept_where_asked() -> None:
    assert clean("one\r\ntwo\rthree\n\nfour\tfive", keep_newlines=True) == "one\ntwo\nthree\n\nfour five"
    assert escape("one\ntwo\x1b", keep_newlines=True) == "one\ntwo"
    assert escape("one\ntwo") == "one two"


@pytest.mark.parametrize("char", ["\x00", "\ud800", "\ufdd0", "\ufffe", "\U0010ffff"])
def test_what_cannot_be_stored_is_refused_by_its_number_and_shown_as_a_question_mark(char: str) -> None:
    with pytest.raises(BadText, match=f"U\\+{ord(char):04X} as character 3"):
        clean(f"ab{char}")
    assert escape(f"ab{char}") == "ab?"


def test_a_text_over_the_limit_is_refused() -> None:
    assert clean("x" * TEXT_LIMIT)
    with pytest.raises(BadText, match="100001"):
        clean("x" * (TEXT_LIMIT + 1))


def _harmless(text: str, newlines: bool) -> None:
    for place, char in enumerate(text):
        if newlines and char == "\n":
            continue
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        if unicodedata.category(char) == "Cf":
            assert char in "\u200c\u200d"
            assert 0 < place < len(text) - 1


@given(texts, st.booleans())
def test_clean_text_is_harmless_and_clean_already(text: str, newlines: bool) -> None:
    try:
        stored = clean(text, keep_newlines=newlines)
    except BadText:
        return
    _harmless(stored, newlines)
    assert clean(stored, keep_newlines=newlines) == stored
    assert unicodedata.is_normalized("NFC", stored)
    stored.encode()


@given(texts, st.booleans())
def test_anything_can_be_shown(text: str, newlines: bool) -> None:
    shown = escape(text, keep_newlines=newlines)
    _harmless(shown, newlines)
    shown.encode()
    assert escape(shown, keep_newlines=newlines) == shown
    assert width(quoted(text)) <= 42


# --- cells


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("", 0),
        ("é", 1),
        ("e\u0301", 1),
        ("漢字", 4),
        ("مرحبا", 5),
        ("بَ", 1),
        ("▬►◊░▐¦✓", 7),
        ("Ｆ", 2),
    ],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


def test_width_agrees_with_the_library_that_draws() -> None:
    from rich.cells import cell_len

    for text in ("Côte d'Ivoire", "جامعة الدول العربية", "漢字かな", "कि", "한국", "e\u0301▬░✓"):
        assert width(text) == cell_len(text)


def test_cut_says_that_it_cut() -> None:
    assert cut("New York, High-Level Political Forum", 22) == "New York, High-Level.."
    assert cut("exact", 5) == "exact"
    assert [cut("abcdef", n) for n in (0, 1, 2, 3)] == ["", ".", "..", "a.."]
    assert cut("漢字漢字", 5) == "漢.."


def test_cut_parts_no_mark_from_its_letter() -> None:
    assert cut("ae\u0301iou", 4) == "ae\u0301.."


@given(texts, st.integers(0, 30))
def test_what_is_cut_fits(text: str, cells: int) -> None:
    assert width(cut(text, cells)) <= cells
    assert width(fit(text, cells)) == cells


def test_pad_fills_to_the_column_and_cuts_nothing() -> None:
    assert pad("ab", 4) == "ab  "
    assert pad("漢", 4, "right") == "  漢"
    assert pad("long", 2) == "long"


# --- lines


def test_wrap_hangs_under_its_label() -> None:
    text = "Achieved  1 of 4 milestones: Board endorsement (13 Sep 2024). In progress: Outreach missions."
    assert wrap(text, 80, " " * 10) == [
        "Achieved  1 of 4 milestones: Board endorsement (13 Sep 2024). In progress:",
        "          Outreach missions.",
    ]


@pytest.mark.parametrize(
    "together",
    [
        "24 Sep 2024",
        "(24 Sep 2024).",
        "Fri 8 Aug",
        "Thu 13 Mar 2025",
        "320 days",
        "(170 days)",
        "+21 d",
        "rule 14",
        "79th session",
        "12 Apr-11 Jul 2025",
        "10-11 Sep 2025",
        "Jul 2024-Jul 2025",
        "3 Dec 2025-14 Jan 2026",
        "193 States",
        "1200 days",
        "24 septembre 2024",
        "13 أيلول 2024",
        "session 82",
        "July 2024",
    ],
)
def test_wrap_parts_no_date_and_no_number_from_its_unit(together: str) -> None:
    for before in range(1, 40):
        lines = wrap(f"{'x' * before} {together} and so on", 40)
        assert any(together in line for line in lines), lines


def test_wrap_still_parts_what_need_not_stay_together() -> None:
    assert wrap("it was in 2024 that nothing happened", 16) == ["it was in 2024", "that nothing", "happened"]
    assert wrap("24 Sep 2024", 7) == ["24 Sep", "2024"]


def test_wrap_breaks_a_word_longer_than_the_line() -> None:
    assert wrap("see https://example.org/a/b", 10, "  ") == ["see", "  https://", "  example.", "  org/a/b"]


def test_wrap_keeps_line_ends_and_empty_lines() -> None:
    assert wrap("one\n\ntwo three", 6, "> ") == ["one", "", "> two", "> thre", "> e"]
    assert wrap("", 10) == [""]


_words = st.sampled_from(
    ["24", "Sep", "2024", "days", "Fri", "rule", "+21", "d", "漢字", "e\u0301", "x" * 30, "a", " "]
)


@given(texts | st.lists(_words).map(" ".join), st.integers(2, 40), st.sampled_from(["", "  ", " " * 12]))
def test_no_line_is_too_wide_and_no_word_is_lost(text: str, cells: int, indent: str) -> None:
    lines = wrap(text, cells, indent)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


# --- names


KEYS = (
    "mandate",
    "membership",
    "lead-sponsor",
    "letter",
    "listing",
    "introduction",
    "committee-action",
    "letterhead",
)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("mandate", "mandate"),
        ("letter", "letter"),
        ("Letter", "letter"),
        (" INTRO ", "introduction"),
        ("man", "mandate"),
    ],
)
def test_a_key_is_found_by_itself_or_by_a_beginning_that_is_its_own(word: str, key: str) -> None:
    assert find(word, KEYS) == key


def test_a_beginning_of_several_names_them() -> None:
    with pytest.raises(Ambiguous, match="mandate, membership") as refused:
        find("m", KEYS)
    assert refused.value.matches == ("mandate", "membership")


@pytest.mark.parametrize(
    ("word", "near"),
    [("leter", "letter"), ("mandtae", "mandate"), ("comitee-action", "committee-action"), ("xyz", None)],
)
def test_a_near_miss_names_the_nearest(word: str, near: str | None) -> None:
    assert nearest(word, KEYS) == near
    with pytest.raises(Unknown, match=near or "mandate") as refused:
        find(word, KEYS)
    assert refused.value.nearest == near


def test_an_empty_word_names_nothing() -> None:
    for keys in (KEYS, (), ("mandate",)):
        with pytest.raises(Unknown):
            find(" ", keys, "mission")


@given(texts, st.lists(texts, max_size=5))
def test_looking_for_anything_finds_a_key_or_says_so(word: str, keys: list[str]) -> None:
    try:
        assert find(word, keys) in keys
    except UserError as error:
        _harmless(str(error), newlines=False)
