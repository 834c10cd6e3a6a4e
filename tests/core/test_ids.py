"""Ids: their order is the order of recording, whatever the clocks do."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core import ids

MILLIS = st.integers(0, 253_402_300_799_999)
RANDOM = st.integers(0, 2**62 - 1)
CLOCKS = st.lists(st.tuples(MILLIS | st.just(1_727_136_000_000), RANDOM), min_size=2, max_size=40)

Mint = Callable[[int, int, "str | None"], str]


def plain(now_ms: int, rand: int, largest: str | None) -> str:
    """UUIDv7 as the standard has it: it does not look at what is there already."""
    return ids.new(now_ms, rand, None)


def check_monotone(mint: Mint, readings: list[tuple[int, int]]) -> None:
    largest: str | None = None
    for now_ms, rand in readings:
        fresh = mint(now_ms, rand, largest)
        assert largest is None or fresh > largest
        largest = fresh


@given(CLOCKS)
def test_every_new_id_is_greater_than_all_before_whatever_the_clock_does(
    readings: list[tuple[int, int]],
) -> None:
    check_monotone(ids.new, readings)


def test_plain_uuidv7_fails_that_property_when_the_clock_is_set_back() -> None:
    with pytest.raises(AssertionError):
        check_monotone(plain, [(2, 0), (1, 0)])


def test_plain_uuidv7_fails_that_property_within_one_millisecond() -> None:
    with pytest.raises(AssertionError):
        check_monotone(plain, [(1, 9), (1, 3)])


@given(MILLIS, RANDOM)
def test_an_id_is_a_uuid_of_version_7_that_tells_its_millisecond(now_ms: int, rand: int) -> None:
    fresh = ids.new(now_ms, rand, None)
    number = 0
    for char in fresh:
        number = number * 32 + ids.ALPHABET.index(char)
    assert len(fresh) == 26
    assert uuid.UUID(int=number).version == 7
    assert uuid.UUID(int=number).variant == uuid.RFC_4122
    assert ids.millis(fresh) == now_ms
    assert ids.valid(fresh)


def test_the_tail_is_random_and_the_head_is_the_time() -> None:
    one, other = ids.new(1_727_136_000_000, 0, None), ids.new(1_727_136_000_000, 2**25 - 1, None)
    assert one[:-5] == other[:-5]
    assert one[-5:] == "00000"
    assert other[-5:] == "zzzzz"


def test_a_full_counter_moves_on_to_the_next_millisecond() -> None:
    largest = ids.new(1000, 0, None)
    for _ in range(4095):
        largest = ids.new(1000, 0, largest)
    assert ids.millis(largest) == 1000
    assert ids.millis(ids.new(1000, 0, largest)) == 1001


def test_a_clock_ahead_of_the_largest_id_is_taken_as_it_is() -> None:
    assert ids.millis(ids.new(2000, 0, ids.new(1000, 5, None))) == 2000


@pytest.mark.parametrize("text", ["", "k3f9a", "0" * 26, "u" * 26, "z" * 26, "0" * 25 + "é"])
def test_what_is_no_id_is_recognized(text: str) -> None:
    assert not ids.valid(text)
    with pytest.raises(ValueError, match="not an id"):
        ids.millis(text)


def test_an_id_from_beyond_the_year_9999_is_not_valid() -> None:
    assert not ids.valid(ids.new(2**48 - 1, 0, None))


def test_numbers_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="millisecond"):
        ids.new(-1, 0, None)
    with pytest.raises(ValueError, match="random"):
        ids.new(0, 2**62, None)


@pytest.mark.parametrize("typed", ["#K3F9A", "k3f9a", " #k3f9a "])
def test_a_tail_is_read_with_or_without_its_sign_in_any_case(typed: str) -> None:
    assert ids.tail(typed) == "k3f9a"


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert ids.tail("#OIL01") == "01101"
