"""What `process adopt` answers. Plain text, without rich."""

from __future__ import annotations

from tracker.core.entry import Entry
from tracker.core.process import Process
from tracker.core.revision import Revision
from tracker.core.schedule import Schedule
from tracker.core.text import escape
from tracker.core.when import of_iso
from tracker.core.words import join, when
from tracker.views.receipts import fit, moved_dates

#: The lines that the answer takes at most.
LINES = 6


def adopted(
    before: Schedule,
    after: Schedule,
    written: Entry,
    was: Process,
    now: Process,
    revision: Revision,
    width: int,
) -> list[str]:
    """From when the version is followed; the steps added, renamed, removed, changed; the dates that moved."""
    on = when(of_iso(written.on)) if written.on else ""
    beside = "also called" if was.version == now.version else "was"
    head = (
        f"{after.state.campaign} follows {now.key} version {escape(now.version)} ({beside} "
        f"{escape(was.version)}) from {on}; #{written.short}."
    )
    found = []
    if after.state.process_sha256 != written.process:
        stands = escape(after.state.process.version)
        found.append(f"Version {stands} stands today all the same: it was adopted for a later day.")
    found += [
        f"{label}: {join(keys)}."
        for label, keys in (
            ("Renamed", [f"{old} is {new}" for old, new in revision.renamed]),
            ("Added", revision.added),
            ("Removed", revision.removed),
            ("Changed", revision.changed),
            ("Milestones changed", revision.milestones),
        )
        if keys
    ]
    return fit(head, [*found, moved_dates(before, after)], width, LINES)
