"""The documents of a campaign as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tracker.core.campaign import CampaignState
from tracker.core.documents import Document
from tracker.exports.status import titled


def documents_json(state: CampaignState, documents: Iterable[Document]) -> dict[str, Any]:
    """One object a symbol, step and session, in the order of the list; `entries` are all that name it."""
    return {
        "campaign": state.campaign,
        "as_of": state.as_of.isoformat(),
        "documents": [_document(document, state) for document in documents],
    }


def _document(document: Document, state: CampaignState) -> dict[str, Any]:
    entry, step = document.entry, document.step
    return {
        "symbol": document.symbol,
        "step": step.key if step is not None else entry.subject,
        "title": titled(step.title["en"], state) if step is not None else None,
        "session": document.session,
        "on": entry.on,
        "first": entry.first.isoformat() if entry.first is not None else None,
        "last": entry.last.isoformat() if entry.last is not None else None,
        "status": entry.status,
        "by": entry.recorded_by,
        "recorded_at": entry.recorded_at,
        "source": entry.source,
        "visibility": entry.visibility,
        "revises": document.revises,
        "known_form": document.known_form,
        "entries": [e.id for e in document.entries],
    }
