"""The commands to prepare a meeting with: brief and documents."""

from __future__ import annotations

from tracker.cli import options
from tracker.cli.output import ascii_wanted, console, print_json
from tracker.operations import desk, moved
from tracker.operations.desk import Where


def brief(
    json: options.Json = False,
    ascii: options.Ascii = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Show one page for a meeting: where it stands, what is next, what is at risk, what is asked of whom.

    Every sentence follows from what is recorded and from the rules of the process. What happens if a date is
    missed is said for what is at risk and for hard deadlines within 90 days.

    Examples:
        tracker brief
        tracker brief --as-of 2024-09-24
        tracker brief | lpr
    """
    from tracker.core.briefing import brief as facts

    view = desk.look(Where(db, campaign), as_of, known_on, notes=not json, outreach=True)
    found = facts(view.schedule)
    if json:
        from tracker.exports.brief import brief_json

        base = moved.since_last_mark(view)
        since = None if base is None else base.mark.key if base.mark is not None else base.day.isoformat()
        print_json(
            brief_json(view.schedule, found, since=since, moved=base.moved if base is not None else ())
        )
        return 0
    from tracker.cli.reading import moves_of
    from tracker.views.brief import BriefView

    plain = ascii_wanted(ascii)
    console(plain).print(BriefView(view.schedule, found, moved=moves_of(view), ascii=plain))
    return 0


def documents(
    json: options.Json = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """List every document symbol of the campaign, over all sessions and requests, by date.

    A symbol has the step, the session and the date of the entry that named it (log --ref). A revision, an
    addendum or a corrigendum stands under its document; what has no form of the process is listed as well.

    Examples:
        tracker documents
        tracker documents --json
    """
    from tracker.core.documents import documents as listed

    view = desk.look(Where(db, campaign), as_of, known_on)
    found = listed(view.state, view.processes)
    if json:
        from tracker.exports.documents import documents_json

        print_json(documents_json(view.state, found))
        return 0
    from tracker.views.documents import DocumentsView

    console().print(DocumentsView(view.schedule, found, dated=view.state.as_of != view.today))
    return 0
