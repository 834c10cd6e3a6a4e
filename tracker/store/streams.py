"""What a line of the journal is made of: canonical bodies, salted texts, and the chain of a stream.

A stream is (origin, visibility): `seq` 1, 2, 3 ... without holes, each `hash` taken over the one before. An
origin belongs to one campaign in one file, so a campaign can leave the file, and a confidential stream can
be withheld, and every chain still holds. A copy of a file is another place: it mints origins of its own, so
two copies never continue one stream.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tracker.core.errors import UserError

#: Marks what a hash of ours is taken over, so that it means nothing elsewhere.
_DOMAIN = b"tracker entry 1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Integers beyond are not the same number to every reader of JSON.
_INTEGER_MAX = 2**53 - 1
_FS_IOC_GETVERSION = 0x80087601

SALT_BYTES = 16


class BadText(UserError):
    """A text holds what no journal can carry: a NUL or half of a surrogate pair."""


def canonical(body: Mapping[str, Any]) -> str:
    """The one way to write a body: JSON with sorted keys, no spaces, no nulls, integers only, NFC.

    Raises BadText for NUL and lone surrogates, ValueError for what is no such value.
    """
    return json.dumps(_plain(body), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > _INTEGER_MAX:
            raise ValueError(f"too large a number: {value}")
        return value
    if isinstance(value, Mapping):
        return {clean(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise ValueError(f"neither text nor integer: {value!r}")


def clean(text: str) -> str:
    """A text in NFC. Raises BadText where it holds a NUL or a lone surrogate."""
    if "\0" in text:
        raise BadText("the text holds a NUL character; leave it out")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadText("the text is not valid Unicode (half of a surrogate pair); type it again") from None
    import unicodedata

    return unicodedata.normalize("NFC", text)


def stream(origin: str, visibility: str) -> str:
    """The name of a stream; its first entry is chained to it."""
    return f"{origin}/{visibility}"


def link(previous: str, body: str) -> str:
    """The hash (hex) of an entry: over a domain tag, the hash before it (or its stream's name), its body."""
    return hashlib.sha256(b"\0".join((_DOMAIN, previous.encode(), body.encode()))).hexdigest()


def text_hash(salt: bytes, content: str) -> str:
    """What `body` holds of a free text: it tells nothing of the text once the salt is gone."""
    return hashlib.sha256(salt + content.encode()).hexdigest()


def instant(moment: datetime) -> str:
    """An aware moment as the journal writes it: UTC, milliseconds (cut off), a final Z."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def millis(written: str) -> int:
    """The milliseconds since 1970 of an instant as the journal writes it."""
    return (datetime.fromisoformat(written) - _EPOCH) // timedelta(milliseconds=1)


def random_bits(count: int) -> int:
    """So many bits from the system's source of randomness."""
    return int.from_bytes(os.urandom((count + 7) // 8)) >> -count % 8


def mint_origin(office: str) -> str:
    """A new origin: the office's slug and ten random hex digits. Raises ValueError where it is no slug."""
    if not (office[:1].isalnum() and len(office) <= 50 and set(office) <= _SLUG):
        raise ValueError(f"no slug of an office: {office!r}")
    return f"{office}-{os.urandom(5).hex()}"


_SLUG = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def place(fd: int) -> str:
    """What tells one file from its copies: a hash over machine, device, inode and its generation.

    The generation (where the file system has one) tells a file from a later one that was given its inode.
    """
    status = os.fstat(fd)
    parts = (_machine(), str(status.st_dev), str(status.st_ino), str(_generation(fd)))
    return hashlib.sha256("\0".join(("tracker place 1", *parts)).encode()).hexdigest()[:32]


def _machine() -> str:
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            with open(path, encoding="ascii", errors="replace") as file:
                if found := file.read(64).strip():
                    return found
        except OSError:
            continue
    import platform

    return platform.node()


def _generation(fd: int) -> int:
    if sys.platform != "linux":
        return 0
    import fcntl

    try:
        return int.from_bytes(fcntl.ioctl(fd, _FS_IOC_GETVERSION, b"\0" * 8)[:4], sys.byteorder)
    except OSError:
        return 0
