"""An entry as it travels between files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: A text by field: its salt (hex) and content, or None where it was blanked.
TextsOf = Mapping[str, "tuple[str, str] | None"]


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as it leaves a file; `body` is the canonical JSON that is hashed.

    `arrived_at` is None where it equals `recorded_at`.
    """

    origin: str
    visibility: str
    seq: int
    hash: str
    arrived_at: str | None
    body: str
    texts: TextsOf = field(default_factory=dict)
