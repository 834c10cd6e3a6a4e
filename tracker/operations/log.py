"""Reports, notes and plans about steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.core import when
from tracker.core.campaign import CampaignState
from tracker.core.entry import NONE, VISIBILITIES, Entry
from tracker.core.errors import UserError
from tracker.core.placing import check_letter, place
from tracker.core.process import ACHIEVED, NOT_NEEDED, OPENING, Step
from tracker.core.schedule import schedule
from tracker.core.state import state
from tracker.core.text import clean, find, quoted
from tracker.core.when import When
from tracker.core.words import ordinal
from tracker.operations import clock, desk, holidays
from tracker.operations.config import author
from tracker.operations.desk import Where
from tracker.operations.receipt import Receipt
from tracker.store.journal import Journal


class Empty(UserError):
    """An entry that would say nothing."""

    exit_code = 2


class UnknownStatus(UserError):
    """A word that is no status of the step."""

    exit_code = 2


class InFuture(UserError):
    """A report of what has not happened yet."""


class OpenRequirements(UserError):
    """A step reported as achieved while steps that it requires are open."""

    def __init__(self, step: str, missing: Sequence[str]) -> None:
        self.step, self.missing = step, tuple(missing)
        super().__init__(
            f"{step} requires {', '.join(missing)}, still open: nothing was recorded. "
            f"Log what was missing, or add --anyway (it will be flagged out of order)."
        )


@dataclass(slots=True)
class Draft:
    """What somebody wants to record about one step; texts are as typed."""

    step: str
    note: str | None = None
    status: str | None = None
    on: str | None = None
    due: str | None = None  # for a plan: a date, or `none`
    owner: str | None = None
    refs: Sequence[str] = ()
    session: int | None = None
    to_session: int | None = None
    route: str | None = None
    source: str | None = None
    because: str | None = None
    doubt: bool = False
    visibility: str | None = None
    by: str | None = None
    kind: str = field(default="report")  # report or plan; a report without a status becomes a note


def record(where: Where, drafts: Sequence[Draft], *, anyway: bool = False) -> Receipt:
    """Write the drafts as one act, all or nothing; what the requirements say is checked on the whole.

    Raises a UserError with nothing written: OpenRequirements unless `anyway`.
    """
    now = clock.now()
    with desk.writing(where) as journal:
        campaign = desk.choose(journal, where)
        return write(
            journal, campaign, now, lambda found: [prepare(d, found, now) for d in drafts], anyway=anyway
        )


def write(
    journal: Journal,
    campaign: str,
    now: datetime,
    compose: Callable[[CampaignState], list[Entry]],
    *,
    anyway: bool = False,
) -> Receipt:
    """Append what `compose` makes of the state as it is now, inside the caller's transaction."""
    today = now.date()
    before = desk.view(journal, campaign, today, None)
    entries = compose(before.state)
    written = journal.append(entries, now)
    if any(e.process for e in written):
        before.processes |= journal.processes(campaign)
    after = state(before.processes, [*before.entries, *written], today, None)
    if not anyway:
        _check_requirements(after, written)
    return Receipt(written, before.schedule, schedule(after, holidays.days))


def _check_requirements(after: CampaignState, written: Sequence[Entry]) -> None:
    mine = {e.id for e in written}
    for item in after.steps:
        if item.status == ACHIEVED and item.said is not None and item.said.id in mine and item.waiting_for:
            raise OpenRequirements(item.step.key, item.waiting_for)


def prepare(draft: Draft, found: CampaignState, now: datetime) -> Entry:
    """The entry that a draft describes, with its session and days; raises a UserError for what is wrong."""
    today = now.date()
    step = _step(draft.step, found)
    status = _status(draft.status, step)
    on = day_of(draft.on, today)
    note = text_of(draft.note)
    refs = tuple(clean(r).strip() for r in draft.refs if clean(r).strip())
    due = _due(draft.due, today)
    kind = "plan" if draft.kind == "plan" else ("report" if status is not None else "note")
    owner = text_of(draft.owner)
    if kind == "note" and not (note or refs or owner or draft.route):
        raise Empty(f"Nothing to record about {step.key}: give a note, or a status with -s.")
    if kind == "plan" and due is None and owner is None:
        raise Empty(f"Nothing to plan for {step.key}: give a date, or an owner with --owner.")
    outcome = status in step.outcomes
    where = place(
        found,
        step,
        on=on,
        outcome=outcome,
        due=None if due in (None, NONE) else when.of_iso(due or ""),
        refs=refs,
        named=draft.session,
    )
    check_letter(found, step, where.session, on, status)
    return Entry(
        id="",
        campaign=found.campaign,
        kind=kind,
        recorded_at="",
        arrived_at="",
        recorded_by=author(draft.by),
        visibility=visibility_of(draft.visibility),
        subject=step.key,
        session=where.session,
        on=on.text,
        first=on.first,
        last=on.last,
        status=status,
        due=due,
        owner=owner,
        refs=refs,
        route=_route(draft.route, step),
        to_session=_to_session(draft, step, status, where.session),
        doubt=draft.doubt,
        note=note,
        because=text_of(draft.because),
        source=text_of(draft.source),
    )


def _step(typed: str, found: CampaignState) -> Step:
    key = find(typed, [s.key for s in found.process.steps], what="step")
    step = found.process.step(key)
    assert step is not None
    return step


def _status(typed: str | None, step: Step) -> str | None:
    if typed is None:
        return None
    words = [*step.outcomes, *OPENING, NOT_NEEDED, NONE]
    word = typed.strip().lower().replace("_", "-").replace(" ", "-")
    if word in words:
        return word
    if word == "planned":
        raise UnknownStatus(
            f"planned is the absence of a report: tracker plan {step.key} DATE plans it, "
            f"-s none clears a report."
        )
    return find(word, words, what=f"status of {step.key}")


def day_of(typed: str | None, today: date) -> When:
    """The date of what happened, bounded by the day of recording; the future is refused."""
    if typed is None:
        return when.day(today)
    try:
        said = when.parse(typed, today)
    except when.FutureDate:
        said = when.parse(typed, today, future=True)
    found = when.bounded(said, today)
    if found.first > today:
        raise InFuture(
            f"{found.text} has not come yet, so it cannot have happened: "
            f"tracker plan STEP {found.text} plans it."
        )
    return found


def _due(typed: str | None, today: date) -> str | None:
    if typed is None:
        return None
    if typed.strip().lower() == NONE:
        return NONE
    return when.parse(typed, today, future=True).text


def text_of(typed: str | None) -> str | None:
    return None if typed is None else clean(typed, keep_newlines=True).strip() or None


def visibility_of(typed: str | None) -> str:
    return "internal" if typed is None else find(typed, VISIBILITIES, what="visibility")


def _route(typed: str | None, step: Step) -> str | None:
    if typed is None:
        return None
    if not step.routes:
        raise UnknownStatus(f"{step.key} has no routes: leave out --route.")
    keys = [r.key for r in step.routes]
    word = typed.strip()
    return word if word == NONE else find(word, keys, what=f"route of {step.key}")


def _to_session(draft: Draft, step: Step, status: str | None, session: int | None) -> int | None:
    if draft.to_session is None:
        return None
    outcome = step.outcomes.get(status or "")
    if outcome is None or outcome.opens != "next":
        words = [w for w, o in step.outcomes.items() if o.opens == "next"]
        hint = f"it goes with {' or '.join(words)}" if words else f"{step.key} opens no session"
        raise UnknownStatus(f"--to-session says which session an outcome opens: {hint}.")
    if session is not None and draft.to_session <= session:
        raise UnknownStatus(
            f"--to-session {draft.to_session} is not later than the {ordinal(session)} session: "
            f"nothing was recorded."
        )
    return draft.to_session


def listed(words: str) -> list[str]:
    """The items of one comma-separated word: `mandate,dossier`."""
    found = [w.strip() for w in words.split(",") if w.strip()]
    if not found:
        raise Empty(f"{quoted(words)} names no step.")
    return found
