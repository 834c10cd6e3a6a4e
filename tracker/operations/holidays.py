"""The holidays at Headquarters that ship with the program, read when a rule first counts business days."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.operations import data

if TYPE_CHECKING:
    from tracker.core.holidays import Holidays


@lru_cache(maxsize=1)
def known() -> Holidays:
    """The holidays on record, each with where it is known from."""
    from tracker.core import holidays  # not before: `log` counts no business days

    with open(f"{data.folder()}/holidays.csv", encoding="utf-8", newline="") as file:
        return holidays.load(file.read())


def days() -> frozenset[date]:
    """The days of all years on record: what a schedule takes."""
    return known().all
