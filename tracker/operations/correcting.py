"""Taking back, correcting and blanking entries: each is a new entry, except that blanked text is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tracker.core import when
from tracker.core.campaign import CampaignState
from tracker.core.entry import TEXTS, Entry
from tracker.core.errors import UserError
from tracker.core.live import RETRACT, known, standing
from tracker.operations import clock, config, desk
from tracker.operations.campaigns import entry
from tracker.operations.desk import Where
from tracker.operations.log import Draft, Empty, day_of, prepare, text_of, visibility_of, write
from tracker.operations.receipt import Receipt
from tracker.store.journal import Journal

#: Kinds that are about States, missions and to-dos.
PEOPLE = ("position", "contact", "mission", "todo")


class CannotUndo(UserError):
    """An entry that cannot be taken back, or was already."""


class CannotCorrect(UserError):
    """An entry that cannot be corrected, or a correction that would change nothing."""


class NothingToBlank(UserError):
    """An entry without text."""


def undoable(where: Where, tail: str | None, by: str | None) -> Entry:
    """The entry that `undo` would take back: the one named, else the last live one by the same author."""
    with desk.reading(where) as journal:
        return _undoable(journal, desk.choose(journal, where), tail, by)


def _undoable(journal: Journal, campaign: str, tail: str | None, by: str | None) -> Entry:
    entries = list(journal.history(campaign, newest_first=False))
    found = known(entries, None)
    alive, _ = standing(found)
    if tail is None:
        author = config.author(by)
        mine = (e for e in reversed(found) if e.recorded_by == author and e.id in alive)
        chosen = next((e for e in mine if e.kind not in (RETRACT, "redact", "campaign")), None)
        if chosen is None:
            raise CannotUndo(
                f"Nothing by {author} is left to undo: name an entry, as tracker history shows them."
            )
        return chosen
    chosen = journal.find(tail, campaign)
    if chosen.kind == "redact":
        raise CannotUndo(f"#{chosen.short} blanked a text: that cannot be undone.")
    if chosen.kind == "campaign":
        raise CannotUndo(f"#{chosen.short} began the campaign: correct it, but it cannot be undone.")
    if chosen.id not in alive:
        over = [e for e in found if e.replaces == chosen.id and e.id in alive]
        hint = f" (by #{over[-1].short}; undo that one to bring it back)" if over else ""
        raise CannotUndo(f"#{chosen.short} was replaced already{hint}: nothing was recorded.")
    return chosen


def undo(
    where: Where,
    tail: str | None,
    *,
    by: str | None = None,
    because: str | None = None,
    visibility: str | None = None,
) -> tuple[Entry, Receipt]:
    """Take back one entry; returns it and the receipt. Undoing an undo, or a correction, brings back."""
    now = clock.now()
    with desk.writing(where) as journal:
        campaign = desk.choose(journal, where)
        taken = _undoable(journal, campaign, tail, by)

        def compose(found: CampaignState) -> list[Entry]:
            return [
                entry(
                    campaign,
                    RETRACT,
                    when.day(now.date()),
                    by=by,
                    subject=taken.subject,
                    session=taken.session,
                    replaces=taken.id,
                    because=text_of(because),
                    visibility=visibility_of(visibility) if visibility else taken.visibility,
                )
            ]

        return taken, write(journal, campaign, now, compose, anyway=True)


def correct(
    where: Where,
    tail: str,
    changes: Draft,
    *,
    more: Mapping[str, str] | None = None,
    anyway: bool = False,
) -> tuple[Entry, Receipt]:
    """Replace an entry by a right one, written out in full: what is not restated is copied.

    `more` holds what only positions, contacts, missions and to-dos have, by the names of
    `people_correcting.FIELDS`.
    """
    now = clock.now()
    with desk.writing(where) as journal:
        campaign = desk.choose(journal, where)
        original = _correctable(journal, campaign, tail)

        def compose(found: CampaignState) -> list[Entry]:
            if original.kind in PEOPLE:
                from tracker.operations import outreach, people_correcting

                view = desk.view(journal, campaign, now.date(), None, outreach.KINDS)
                return [people_correcting.corrected(original, changes, more or {}, view)]
            if more:
                name = next(iter(more))
                raise CannotCorrect(f"#{original.short} is a {original.kind}: it has no {name}.")
            return [_corrected(original, changes, found)]

        return original, write(journal, campaign, now, compose, anyway=anyway)


def _correctable(journal: Journal, campaign: str, tail: str) -> Entry:
    chosen = journal.find(tail, campaign)
    if chosen.kind in (RETRACT, "redact"):
        raise CannotCorrect(f"#{chosen.short} is not a report: tracker undo {chosen.short} takes it back.")
    found = known(journal.history(campaign, newest_first=False), None)
    alive, _ = standing(found)
    if chosen.id not in alive:
        over = [e for e in found if e.replaces == chosen.id and e.id in alive]
        hint = f": correct #{over[-1].short} instead" if over and over[-1].kind != RETRACT else ""
        raise CannotCorrect(f"#{chosen.short} was replaced already{hint}. Nothing was recorded.")
    return chosen


def _corrected(original: Entry, changes: Draft, found: CampaignState) -> Entry:
    """The correction: if it leaves the date as it was, it keeps the days stored with the original."""
    if original.kind not in ("report", "plan", "note") or original.subject is None:
        return _corrected_other(original, changes)
    restated = Draft(
        step=changes.step or original.subject,
        note=changes.note if changes.note is not None else original.note,
        status=changes.status if changes.status is not None else original.status,
        on=changes.on if changes.on is not None else original.on,
        due=changes.due if changes.due is not None else original.due,
        owner=changes.owner if changes.owner is not None else original.owner,
        refs=changes.refs or original.refs,
        session=changes.session,
        to_session=changes.to_session if changes.to_session is not None else original.to_session,
        route=changes.route if changes.route is not None else original.route,
        source=changes.source if changes.source is not None else original.source,
        because=changes.because if changes.because is not None else original.because,
        doubt=changes.doubt or original.doubt,
        visibility=changes.visibility or original.visibility,
        by=changes.by,
        kind="plan" if original.kind == "plan" else "report",
    )
    if restated.session is None and not changes.refs and not changes.step:
        restated.session = original.session
    written = prepare(restated, found, clock.now())
    if changes.on is None:
        written.first, written.last = original.first, original.last
    same = replace(written, id=original.id, recorded_at="", arrived_at="", recorded_by="")
    if same == replace(
        original, recorded_at="", arrived_at="", recorded_by="", replaces=None, redacted=False
    ):
        raise CannotCorrect(f"The correction says what #{original.short} says already: nothing was recorded.")
    return replace(written, replaces=original.id)


def _corrected_other(original: Entry, changes: Draft) -> Entry:
    """A correction of an entry that is not about a step: its date and its texts can change."""
    if changes.status or changes.due or changes.refs or changes.step or changes.session or changes.route:
        undo = "" if original.kind == "campaign" else f"; tracker undo {original.short} takes it back"
        raise CannotCorrect(
            f"#{original.short} is a {original.kind}: only its date, texts, author and visibility can be "
            f"corrected{undo}."
        )
    written = replace(
        original,
        id="",
        recorded_at="",
        arrived_at="",
        replaces=original.id,
        recorded_by=config.author(changes.by),
        visibility=visibility_of(changes.visibility) if changes.visibility else original.visibility,
    )
    if changes.on is not None:
        moment = day_of(changes.on, clock.now().date())
        written.on, written.first, written.last = moment.text, moment.first, moment.last
    for name in TEXTS:
        text = getattr(changes, name, None)
        if text is not None:
            setattr(written, name, text_of(text))
    return written


def blankable(where: Where, tail: str) -> list[Entry]:
    """The entries whose text `redact` would blank: the one named, and the corrections that copied it."""
    with desk.reading(where) as journal:
        return _blankable(journal, desk.choose(journal, where), tail)


def _blankable(journal: Journal, campaign: str, tail: str) -> list[Entry]:
    chosen = journal.find(tail, campaign)
    entries = {e.id: e for e in journal.history(campaign, newest_first=False)}
    family = {chosen.id}
    growing = True
    while growing:
        near = {e.id for e in entries.values() if e.replaces in family and e.kind != RETRACT}
        near |= {e.replaces for e in entries.values() if e.id in family and e.replaces and e.kind != RETRACT}
        growing = not near <= family
        family |= near
    found = [entries[i] for i in sorted(family) if i in entries]
    with_text = [e for e in found if any(getattr(e, name) is not None for name in TEXTS)]
    if not with_text:
        raise NothingToBlank(f"#{chosen.short} has no text to blank: nothing was recorded.")
    return with_text


def redact(
    where: Where, tail: str, *, because: str | None, by: str | None = None
) -> tuple[list[Entry], Receipt]:
    """Blank the text of an entry (and of its corrections) for good; its dates and effects stay."""
    if not text_of(because):
        raise Empty("Say why the text is blanked: --because TEXT.")
    now = clock.now()
    with desk.writing(where) as journal:
        campaign = desk.choose(journal, where)
        blanked = _blankable(journal, campaign, tail)

        def compose(found: CampaignState) -> list[Entry]:
            return [
                entry(
                    campaign,
                    "redact",
                    when.day(now.date()),
                    by=by,
                    subject=blanked[0].subject,
                    redacts=tuple(e.id for e in blanked),
                    because=text_of(because),
                    visibility=blanked[0].visibility,
                )
            ]

        receipt = write(journal, campaign, now, compose, anyway=True)
        journal.redact([e.id for e in blanked])
    with Journal.open(config.database(where.db), write=True) as journal:
        journal.scrub()
    return blanked, receipt
