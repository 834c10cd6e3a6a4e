"""The campaigns of a database, one line each where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.core import words
from tracker.core.campaign import CampaignState
from tracker.core.entry import Entry
from tracker.core.schedule import Schedule
from tracker.core.text import escape
from tracker.views.answers import granted_by
from tracker.views.columns import sentence, table
from tracker.views.entries import Local
from tracker.views.lines import Line, View
from tracker.views.rows import milestone_title, title_of
from tracker.views.theme import Marks

SAY = {
    "empty": "No campaign yet. Begin one: tracker new KEY --organization NAME --session N.",
    "chosen": "{mark} the one that commands mean.",
    "none-chosen": "None is chosen: tracker use KEY, or --campaign KEY.",
    "granted": "granted {date} ({step})",
    "in-progress": "{title} in progress since {date}",
    "achieved": "{title} achieved {date}",
    "nothing": "nothing reported yet",
    "late": "{count} late",
    "last": "last entry {date}",
    "no-session": "no session",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A campaign as it is listed."""

    state: CampaignState
    schedule: Schedule
    last: Entry
    chosen: bool


class CampaignsView(View):
    """The campaigns, and which one commands mean."""

    def __init__(self, rows: Sequence[Row], local: Local, *, ascii: bool = False) -> None:
        self.rows, self.local = rows, local
        self.marks = Marks.choose(ascii)

    def lines(self, columns: int) -> list[Line]:
        """A row each: key, session, process, last entry, organization and where it stands."""
        if not self.rows:
            return sentence(SAY["empty"], columns)
        lines = table([self._row(row) for row in self.rows], columns, indent=0)
        if len(self.rows) > 1:
            chosen = any(row.chosen for row in self.rows)
            text = SAY["chosen"].format(mark=self.marks.progress) if chosen else SAY["none-chosen"]
            lines += [[], *sentence(text, columns, "dim")]
        return lines

    def _row(self, row: Row) -> list[tuple[str, str]]:
        state = row.state
        chosen = row.chosen and len(self.rows) > 1
        mark = f"{self.marks.progress} " if chosen else ("  " if len(self.rows) > 1 else "")
        session = SAY["no-session"]
        if state.session is not None:
            session = row.schedule.calendar.label(state.session)
        last = SAY["last"].format(date=words.day(self.local(row.last.recorded_at).date()))
        name = escape(state.organization)
        return [
            (mark + escape(state.campaign), "bold"),
            (session, ""),
            (f"{escape(state.process.key)} {escape(state.process.version)}", ""),
            (last, ""),
            (f"{name}: {stands(state, row.schedule)}", ""),
        ]


def stands(state: CampaignState, schedule: Schedule) -> str:
    """Where a campaign stands, in a few words: the first milestone in progress, else the last achieved."""
    if state.granted:
        item = granted_by(state)
        if item is not None and item.on is not None:
            return SAY["granted"].format(date=words.when(item.on), step=title_of(item.step, state))
    running = [m for m in state.milestones if m.status == "in-progress" and m.since is not None]
    done = [m for m in state.milestones if m.status == "achieved" and m.on is not None]
    if running:
        since = words.when(running[0].since) if running[0].since else ""
        text = SAY["in-progress"].format(title=milestone_title(running[0].milestone, state), date=since)
    elif done:
        on = words.when(done[-1].on) if done[-1].on else ""
        text = SAY["achieved"].format(title=milestone_title(done[-1].milestone, state), date=on)
    else:
        text = SAY["nothing"]
    late = sum(schedule.is_late(s) for s in state.steps if s.current)
    return f"{text}; {SAY['late'].format(count=late)}" if late else text
