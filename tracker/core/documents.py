"""Every document symbol that the entries in force name: one line a symbol, step and session.

The date is that of the entry, so of the act that the document stands for, not the document's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.core.campaign import CampaignState
from tracker.core.entry import Entry
from tracker.core.fold import Names
from tracker.core.process import Process, Step
from tracker.core.symbols import session_of

#: The parts that make a symbol one of a revision, a corrigendum or an addendum.
_PART = re.compile(r"/(?:rev|corr|add)\.\d+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A symbol under the step and session of the entries that name it, the earliest of them first."""

    symbol: str  # as the first of them writes it
    step: Step | None  # of the process in force; None where it knows no such step
    session: int | None  # the entry's; of what has none, that of the symbol
    entries: tuple[Entry, ...]
    known_form: bool  # the process has a form for it
    revises: str | None  # the symbol that it revises, corrects or adds to
    under: bool  # that one, or one that it goes back to, is on record too

    @property
    def entry(self) -> Entry:
        return self.entries[0]


def documents(state: CampaignState, processes: Mapping[str, Process]) -> list[Document]:
    """The documents by date, then symbol; each revision, corrigendum and addendum after what it goes back to.

    What it goes back to need not be on record: then the revisions stand where their first one belongs.
    """
    names = Names(state.process, processes.values())
    found: dict[tuple[str, str | None, int | None], list[tuple[str, Entry]]] = {}
    steps: dict[str | None, Step | None] = {None: None}
    for entry in state.entries:
        key = names.key(entry.subject) or entry.subject
        step = steps.setdefault(key, state.process.step(key) if key is not None else None)
        for ref in entry.refs:
            session = entry.session if entry.session is not None else _session(ref, step, state.process)
            found.setdefault((ref.casefold(), key, session), []).append((ref, entry))
    symbols = {folded for folded, _, _ in found}
    result = [
        _document(group, steps[key], session, state.process, symbols)
        for (_, key, session), group in found.items()
    ]
    return _sorted(result)


def parent(symbol: str) -> str | None:
    """`A/81/L.5` of `A/81/L.5/Rev.1`; None for a symbol that revises nothing."""
    shorter = _PART.sub("", symbol)
    return shorter if shorter != symbol else None


def _document(
    group: Iterable[tuple[str, Entry]],
    step: Step | None,
    session: int | None,
    process: Process,
    symbols: set[str],
) -> Document:
    ordered = sorted(group, key=lambda pair: (_day(pair[1]), pair[1].id))
    symbol = ordered[0][0]
    above, under = parent(symbol), False
    while above is not None and not under:
        under, above = above.casefold() in symbols, parent(above)
    return Document(
        symbol,
        step,
        session,
        _entries(ordered),
        _session(symbol, step, process) is not None,
        parent(symbol),
        under,
    )


def _entries(ordered: Iterable[tuple[str, Entry]]) -> tuple[Entry, ...]:
    """Each entry once, though it may name a symbol twice."""
    found: dict[str, Entry] = {}
    for _, entry in ordered:
        found.setdefault(entry.id, entry)
    return tuple(found.values())


def _session(symbol: str, step: Step | None, process: Process) -> int | None:
    """The session in a symbol, by the forms of its step or of any other; None: it has none of them."""
    if step is not None:
        return session_of(symbol, step, process)
    return next((n for s in process.steps if (n := session_of(symbol, s, process)) is not None), None)


def _sorted(found: list[Document]) -> list[Document]:
    """Families by the earliest date in each; in a family the document, then what revises it, by symbol."""
    families: dict[str, list[Document]] = {}
    for document in found:
        families.setdefault(_root(document.symbol), []).append(document)
    ordered = sorted(families, key=lambda root: (min(_day(d.entry) for d in families[root]), _natural(root)))
    return [d for root in ordered for d in sorted(families[root], key=_place)]


def _root(symbol: str) -> str:
    root = symbol
    while (above := parent(root)) is not None:
        root = above
    return root.casefold()


def _place(document: Document) -> tuple[list[tuple[int, int, str]], date, str]:
    return (_natural(document.symbol), _day(document.entry), document.entry.id)


def _natural(symbol: str) -> list[tuple[int, int, str]]:
    """An order in which L.5 goes before L.10."""
    parts = re.findall(r"\d+|\D+", symbol.casefold())
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts]


def _day(entry: Entry) -> date:
    """The last day on which an entry can have happened."""
    return entry.last if entry.last is not None else date.min
