"""Who may read what: replace, then filter, then compute. This is the one place that filters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tracker.core.entry import TEXTS, VISIBILITIES, Entry
from tracker.core.live import known, replacers, standing


def ceiling(audience: str) -> int:
    """The rank of the most confidential visibility that an audience may read."""
    return VISIBILITIES.index(audience)


def visible(entries: Iterable[Entry], known_at: str | None, audience: str) -> list[Entry]:
    """What an audience may read of the entries known at `known_at`, in order of their ids.

    Replacements act over the whole journal, whatever their visibility; then what lies above the audience
    is left out, and with it whatever it replaced: a statement known to be false is not brought back.
    The campaign's first entry always stays, stripped to its name, process and target.
    """
    found = known(entries, known_at)
    top = ceiling(audience)
    by_object = replacers(found)
    _, counts = standing(found)
    kept: set[str] = set()
    for entry in reversed(found):
        over = [r for r in by_object.get(entry.id, ()) if r.id in counts]
        if VISIBILITIES.index(entry.visibility) <= top and all(r.id in kept for r in over):
            kept.add(entry.id)
    first = next((e.id for e in found if e.kind == "campaign"), None)
    return [e if e.id in kept else _stripped(e) for e in found if e.id in kept or e.id == first]


def _stripped(entry: Entry) -> Entry:
    """The campaign's first entry: its name, process and target, without author, organ and texts."""
    texts: dict[str, Any] = dict.fromkeys(TEXTS)
    return replace(entry, recorded_by="", organ=None, owner=None, refs=(), **texts)


def withheld(everything: Iterable[Entry], seen: Iterable[Entry]) -> int:
    """How many entries an audience was not given whole."""
    whole = {id(e) for e in seen}
    return sum(id(e) not in whole for e in everything)
