"""Names of entries: UUIDv7 (RFC 9562) under a hybrid clock, as 26 characters of Crockford base32.

128 bits: 48 of milliseconds since 1970 (UTC), version 7, 12 of a counter, variant 2, 62 at random. Text
order is time order, and the last five characters, which people type, are random.

A new id is always greater than the largest one there is, even with a clock set back, so a correction
always sorts after what its author saw. With plain UUIDv7 it would not.
"""

from __future__ import annotations

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26
#: Random bits that `new` takes.
RANDOM_BITS = 62

_VALUES = {char: value for value, char in enumerate(ALPHABET)}
_COUNTER_BITS = 12
_COUNTER_MAX = (1 << _COUNTER_BITS) - 1
_MILLIS_MAX = (1 << 48) - 1
#: The last millisecond of the year 9999: a later one is no date, and would leave no room for ids after it.
_MILLIS_SANE = 253_402_300_799_999


def new(now_ms: int, rand: int, largest: str | None) -> str:
    """A new id, greater than `largest` (None: there is none yet).

    `now_ms` is the clock in milliseconds since 1970 (UTC), `rand` holds 62 random bits. Where the clock does
    not stand after the largest id, that id's millisecond is kept and its counter goes up by one; a full
    counter moves on to the next millisecond. Raises ValueError where a number is out of range.
    """
    if not 0 <= now_ms <= _MILLIS_MAX:
        raise ValueError(f"no such millisecond: {now_ms}")
    if not 0 <= rand < 1 << RANDOM_BITS:
        raise ValueError("more than 62 random bits")
    millis_, counter = now_ms, 0
    if largest is not None:
        last_millis, last_counter = _clock(largest)
        if last_millis >= now_ms:
            millis_, counter = last_millis, last_counter + 1
            if counter > _COUNTER_MAX:
                millis_, counter = millis_ + 1, 0
    if millis_ > _MILLIS_MAX:
        raise ValueError("no id is left after the largest one")
    return _text(millis_ << 80 | 7 << 76 | counter << 64 | 2 << 62 | rand)


def millis(id: str) -> int:
    """The millisecond (since 1970, UTC) that an id was minted in. Raises ValueError where it is no id."""
    return _clock(id)[0]


def valid(id: str) -> bool:
    """Whether a text is an id as `new` writes it, of a year up to 9999."""
    try:
        return millis(id) <= _MILLIS_SANE
    except ValueError:
        return False


def tail(typed: str) -> str:
    """What a person typed of an id, as ids are written: without `#`, lower case, o as 0, i and l as 1.

    The result may hold other characters; no id ends in them.
    """
    return typed.strip().removeprefix("#").lower().replace("o", "0").replace("i", "1").replace("l", "1")


def _clock(id: str) -> tuple[int, int]:
    """Millisecond and counter of an id."""
    number = _number(id)
    if number >> 128 or number >> 76 & 15 != 7 or number >> 62 & 3 != 2:
        raise ValueError(f"not an id: {id!r}")
    return number >> 80, number >> 64 & _COUNTER_MAX


def _text(number: int) -> str:
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def _number(id: str) -> int:
    if len(id) != LENGTH:
        raise ValueError(f"not an id: {id!r}")
    number = 0
    for char in id:
        value = _VALUES.get(char)
        if value is None:
            raise ValueError(f"not an id: {id!r}")
        number = number << 5 | value
    return number
