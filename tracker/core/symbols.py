"""Document symbols: which session a symbol belongs to, by the forms that the process file gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tracker.core.process import Process, Step


@lru_cache(maxsize=64)
def _pattern(form: str) -> re.Pattern[str]:
    """A form such as `A/C.6/{session}/L.{n}`, also with a revision, a corrigendum or an addendum."""
    text = (
        re.escape(form)
        .replace(re.escape("{session}"), r"(?P<session>\d{1,4})")
        .replace(re.escape("{n}"), r"\d+")
    )
    return re.compile(text + r"(/(Rev|Corr|Add)\.\d+)*", re.IGNORECASE)


def session_in(symbol: str, forms: Iterable[str]) -> int | None:
    """The session number in a symbol that has one of the forms, or None."""
    for form in forms:
        match = _pattern(form).fullmatch(symbol)
        if match is not None:
            return int(match["session"])
    return None


def session_of(symbol: str, step: Step, process: Process) -> int | None:
    """The session in a symbol: by the forms of the step itself, else by those of any other; or None."""
    own = session_in(symbol, step.symbols)
    if own is not None:
        return own
    return session_in(symbol, (form for other in process.steps for form in other.symbols))
