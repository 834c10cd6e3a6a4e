"""The documents of a campaign: a line a symbol, with its date, session, step, and who recorded it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core import words
from tracker.core.documents import Document
from tracker.core.process import ACHIEVED
from tracker.core.schedule import Schedule
from tracker.core.text import escape
from tracker.views.columns import sentence, table
from tracker.views.entries import iso_words, tail
from tracker.views.lines import Line, View
from tracker.views.rows import title_of

SAY = {
    "head": "{organization}: {documents} on record",
    "head-as-of": "{organization}: {documents} on record as of {date}",
    "none": "No document is on record: log a step with --ref SYMBOL.",
    "by": "{by} ({entry})",
    "by-more": "{by} ({entry} and {count} more)",
    "step": "{step}: {status}",
    "form": "no form of the process; {by}",
}

#: What stands before a revision, an addendum or a corrigendum of a document above it.
UNDER = "  "


class DocumentsView(View):
    """The documents in the order given; the day is named where it is not the reader's."""

    def __init__(self, schedule: Schedule, documents: Sequence[Document], *, dated: bool = False) -> None:
        self.schedule, self.documents, self.dated = schedule, documents, dated

    def lines(self, columns: int) -> list[Line]:
        """How many there are, then a line each."""
        state = self.schedule.state
        if not self.documents:
            return sentence(SAY["none"], columns)
        text = SAY["head-as-of" if self.dated else "head"].format(
            organization=escape(state.organization or state.campaign),
            documents=words.plural(len({d.symbol.casefold() for d in self.documents}), "document"),
            date=words.day(state.as_of),
        )
        return [*sentence(text, columns, "bold"), [], *table([self._row(d) for d in self.documents], columns)]

    def _row(self, document: Document) -> list[tuple[str, str]]:
        by = self._by(document)
        return [
            ((UNDER if document.under else "") + escape(document.symbol), "bold"),
            (self._session(document), ""),
            (iso_words(document.entry.on), ""),
            (self._step(document), ""),
            (by if document.known_form else SAY["form"].format(by=by), "" if document.known_form else "warn"),
        ]

    def _session(self, document: Document) -> str:
        if document.session is None:
            return ""
        label = self.schedule.calendar.label(document.session)
        return label.replace(" session", "").replace("session of ", "")

    def _step(self, document: Document) -> str:
        """The step, and what was reported of it with the document, where that is not that it is achieved."""
        entry = document.entry
        step = document.step
        title = (
            title_of(step, self.schedule.state) if step is not None else escape(entry.subject or entry.kind)
        )
        if entry.status in (None, ACHIEVED):
            return title
        return SAY["step"].format(step=title, status=escape(entry.status or "").replace("-", " "))

    def _by(self, document: Document) -> str:
        entry, more = document.entry, len(document.entries) - 1
        return SAY["by-more" if more else "by"].format(
            by=escape(entry.recorded_by), entry=tail(entry.id), count=more
        )
