"""Why a date moved, in words: shared by `changes` and its charts of dates."""

from __future__ import annotations

from tracker.core import words
from tracker.core.entry import Entry
from tracker.core.reasons_moved import Cause
from tracker.core.schedule import Schedule
from tracker.core.text import escape
from tracker.views.entries import dated as date_of
from tracker.views.entries import iso_words, tail
from tracker.views.rows import title_of

SAY = {
    "target": "the campaign aims at the {session}",
    "session": "the {session} opens on {date}",
    "session-rule": "the {session} opens by its rule",
    "outcome": "{step} {word}{date}",
    "outcome-session": "{step} of the {session} {word}{date}",
    "correction": "an entry was corrected ({entry})",
    "retract": "an entry was taken back ({entry})",
    "process": "another version of the process was adopted",
    "follows": "follows {step}",
    "unknown": "the reason is not on record",
    "none": "no reason recorded",
    "first": "first plan",
    "last-of": "{what}, the last of {count} in a row",
    "said": "{what}: {reason}",
}


def cause_words(cause: Cause, schedule: Schedule) -> str:
    """The reason as a phrase, with what was recorded: `follows Letter to the UN SG: State P asked for it`."""
    what, reason = _what(cause, schedule), _reason(cause)
    if cause.via:
        follows = SAY["follows"].format(step=title_of(cause.via[0].step, schedule.state))
        if cause.kind == "plan" or not what:
            what = follows
        else:
            what = f"{follows}; {what}" if cause.via[-1] is not cause.item else f"{follows}, {_short(cause)}"
    if what and reason:
        return SAY["said"].format(what=what, reason=reason)
    return what or reason or _none(cause)


def root_words(cause: Cause, schedule: Schedule, *, dated: bool = True) -> str:
    """The reason without the way from it to the date: for several dates that one decision moved.

    Without `dated`, the day of an outcome is left out: it stands beside.
    """
    what, reason = _what(cause, schedule, dated), _reason(cause)
    return SAY["said"].format(what=what, reason=reason) if what and reason else what or reason or _none(cause)


def _none(cause: Cause) -> str:
    return SAY["first" if cause.first else "none"]


def days_words(count: int) -> str:
    """How far a date moved: `+21 days`, `+3,283 days`; `other days` where its last day stayed."""
    return f"{count:+,} day{'' if abs(count) == 1 else 's'}" if count else "other days"


def who(cause: Cause) -> str:
    """Who recorded it, and when it was decided: `desk officer, 29 Jun 2026`; empty where it is not known."""
    entry = cause.entry
    if entry is None:
        return ""
    return words.join([part for part in (escape(entry.recorded_by), _date(entry)) if part])


def _date(entry: Entry) -> str:
    return date_of(entry) or iso_words(entry.on)


def _what(cause: Cause, schedule: Schedule, dated: bool = True) -> str:
    entry, state = cause.entry, schedule.state
    if cause.kind == "plan":
        return ""
    if entry is None and cause.item is None:
        return SAY["unknown"]
    if cause.kind == "target" and entry is not None and entry.target is not None:
        return SAY["target"].format(session=schedule.calendar.label(entry.target))
    if cause.kind == "session" and entry is not None and entry.session is not None:
        label = schedule.calendar.label(entry.session)
        key = "session" if entry.opens and entry.opens[0].isdigit() else "session-rule"
        return SAY[key].format(session=label, date=iso_words(entry.opens))
    if cause.kind in ("outcome", "report") and cause.item is not None:
        item = cause.item
        key = "outcome-session" if item.session is not None and cause.kind == "outcome" else "outcome"
        text = SAY[key].format(
            step=title_of(item.step, state),
            session=schedule.calendar.label(item.session) if item.session is not None else "",
            word=item.status.replace("-", " "),
            date=f", {words.when(item.on)}" if item.on is not None and dated else "",
        )
        return text if cause.count < 2 else SAY["last-of"].format(what=text, count=cause.count)
    if cause.kind == "correction" and entry is not None:
        return SAY["retract" if entry.kind == "retract" else "correction"].format(entry=tail(entry.id))
    return SAY["process"] if cause.kind == "process" else SAY["unknown"]


def _short(cause: Cause) -> str:
    """`achieved, 14 Oct 2025`: of the step that was named just before."""
    item = cause.item
    if item is None:
        return ""
    return item.status.replace("-", " ") + (f", {words.when(item.on)}" if item.on is not None else "")


def _reason(cause: Cause) -> str:
    """What was recorded: the reason, else what was said with an outcome."""
    entry = cause.entry
    if entry is None:
        return ""
    if entry.because:
        return escape(entry.because)
    return escape(entry.note) if entry.note and cause.kind != "report" else ""
