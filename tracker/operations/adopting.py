"""A newer version of the process of a running campaign."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.campaign import CampaignState
from tracker.core.entry import Entry
from tracker.core.errors import UserError
from tracker.core.live import live
from tracker.core.process import Process
from tracker.core.revision import Lost, Revision, compare, lost
from tracker.core.text import quoted
from tracker.core.words import plural
from tracker.operations import clock, desk
from tracker.operations.campaigns import entry
from tracker.operations.desk import Where
from tracker.operations.log import day_of, text_of, visibility_of, write
from tracker.operations.receipt import Receipt

#: How many reasons a refusal names; the rest is counted.
NAMED = 3

WHY = {
    "dropped": '{step} ({entries}) is not in it: a step of it needs was = "{step}"',
    "status": "{step} ({entries}) was reported {word}, which it does not know",
    "session": "{step} ({entries}) belongs to a session in it, and was recorded without one",
}


class OtherProcess(UserError):
    """A process that is no version of the one that the campaign follows."""


class SameProcess(UserError):
    """The version that the campaign follows already."""


class LosesEntries(UserError):
    """A version under which something that is recorded could no longer be read."""


@dataclass(slots=True)
class Adopted:
    """What adopting a version wrote, and what it changes."""

    receipt: Receipt
    before: Process
    now: Process
    revision: Revision


def adopt(
    where: Where,
    process: Process,
    *,
    on: str | None = None,
    because: str | None = None,
    source: str | None = None,
    visibility: str | None = None,
    by: str | None = None,
) -> Adopted:
    """Follow a newer version from a day on; earlier days still read under the earlier one.

    The process is pinned in the database, and one entry of the kind `adopt` names it. Raises OtherProcess,
    SameProcess and LosesEntries, with nothing written.
    """
    now = clock.now()
    moment = day_of(on, now.date())
    with desk.writing(where) as journal:
        campaign = desk.choose(journal, where)
        entries = live(journal.history(campaign, newest_first=False), None)
        earlier = list(journal.processes(campaign).values())
        followed: list[Process] = []

        def made(found: CampaignState) -> list[Entry]:
            _check(found, process)
            _check_entries(lost(entries, process, earlier), process)
            followed.append(found.process)
            return [
                entry(
                    campaign,
                    "adopt",
                    moment,
                    by=by,
                    process=journal.add_process(process),
                    because=text_of(because),
                    source=text_of(source),
                    visibility=visibility_of(visibility),
                )
            ]

        receipt = write(journal, campaign, now, made, anyway=True)
    return Adopted(receipt, followed[0], process, compare(followed[0], process, earlier))


def _check(found: CampaignState, process: Process) -> None:
    """Refuse another process, another calendar (its sessions have other numbers), and the same version."""
    own = found.process
    if process.key != own.key:
        raise OtherProcess(
            f"{found.campaign} follows {own.key}, and {quoted(process.key)} is another process: "
            f"a campaign adopts newer versions of its own. tracker new KEY --process begins one with it."
        )
    if process.calendar != own.calendar:
        raise OtherProcess(
            f"This {process.key} counts the sessions of {quoted(process.calendar)}, and {found.campaign} has "
            f"those of {own.calendar}: nothing was recorded."
        )
    if process.sha256 == found.process_sha256:
        raise SameProcess(
            f"{found.campaign} follows this {own.key}, version {own.version}, already: nothing was recorded."
        )


def _check_entries(found: list[Lost], process: Process) -> None:
    if not found:
        return
    reasons = [
        WHY[item.why].format(step=item.step, word=item.word, entries=plural(item.count, "entry", "entries"))
        for item in found[:NAMED]
    ]
    if len(found) > NAMED:
        reasons.append(f"{len(found) - NAMED} more")
    raise LosesEntries(
        f"Version {process.version} of {process.key} could not read what is recorded, so nothing was: "
        f"{'; '.join(reasons)}."
    )
