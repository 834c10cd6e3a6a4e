"""The commands about the States: the board of all of them, and what their positions add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from tracker.cli import options
from tracker.cli.output import ascii_wanted, console, print_json, rows
from tracker.core.board import Wanted, members, stance_of
from tracker.core.errors import UserError
from tracker.core.stances import EVIDENCE, POSITIONS, ROLES, UNKNOWN
from tracker.core.states import GROUPS
from tracker.core.text import find, quoted
from tracker.operations import outreach
from tracker.operations.desk import View, Where
from tracker.operations.outreach import MissionShown, StateShown

#: The most days that `--not-met-for` takes.
MOST_DAYS = 36_500


class BadFilter(UserError):
    """A number of days, or a discount, that is none."""

    exit_code = 2


def states(
    group: Annotated[
        str | None,
        typer.Option(
            "--group", metavar="GROUP", help=f"{', '.join(GROUPS)}.", autocompletion=options.words(*GROUPS)
        ),
    ] = None,
    position: Annotated[
        str | None,
        typer.Option(
            "--position",
            metavar="POSITION",
            help=f"{', '.join(POSITIONS)} or {UNKNOWN}.",
            autocompletion=options.words(*POSITIONS, UNKNOWN),
        ),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(
            "--role",
            metavar="ROLE",
            help=f"{', '.join(ROLES)}. sponsor is every sponsor, original ones too.",
            autocompletion=options.words(*ROLES),
        ),
    ] = None,
    evidence: Annotated[
        str | None,
        typer.Option(
            "--evidence",
            metavar="EVIDENCE",
            help=f"How the position is known: {', '.join(EVIDENCE)}.",
            autocompletion=options.words(*EVIDENCE),
        ),
    ] = None,
    never_met: Annotated[bool, typer.Option("--never-met", help="Without any contact.")] = False,
    not_met_for: Annotated[
        str | None,
        typer.Option(
            "--not-met-for",
            metavar="90d",
            help="Without contact for so many days (or weeks: 12w), or never met.",
        ),
    ] = None,
    met_not_moved: Annotated[
        bool,
        typer.Option(
            "--met-not-moved", help="Met, no supporter, and of the position it had before the last contact."
        ),
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="A line for each State.")] = False,
    json: options.Json = False,
    ascii: options.Ascii = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Show where the States stand: one mark each by regional group, or one line each that is asked for.

    Filters combine; several words of one kind are a comma-separated list, any of which is enough. Roles are
    those of the session that is looked at. Observers are named apart and never counted.

    Examples:
        tracker states
        tracker states --position reserved,opposed
        tracker states --group african --never-met
        tracker states --role sponsor --not-met-for 90d
    """
    wanted = Wanted(
        groups=_groups(group),
        positions=_chosen(position, (*POSITIONS, UNKNOWN), "position"),
        roles=_chosen(role, ROLES, "role"),
        evidence=_chosen(evidence, EVIDENCE, "evidence"),
        never_met=never_met,
        not_met_for=days_typed(not_met_for) if not_met_for is not None else None,
        met_not_moved=met_not_moved,
    )
    found = outreach.stands(Where(db, campaign), as_of=as_of, known_on=known_on, texts=False)
    state = found.view.state
    if json:
        from tracker.exports.states import states_json

        kept = [one for one in found.standings if wanted.keeps(one, state.session, state.as_of)]
        print_json(states_json(state, kept))
        return 0
    from tracker.views.board import BoardView

    plain = ascii_wanted(ascii)
    view = BoardView(
        state,
        found.standings,
        wanted=wanted,
        listed=listed,
        ascii=plain,
        notice=_as_known(found.view, known_on),
    )
    console(plain).print(view)
    return 0


def outlook(
    discount: Annotated[
        list[str] | None,
        typer.Option(
            "--discount",
            metavar="EVIDENCE=PERCENT",
            help="Take so much off the supporters known that way, to see what rests on them. May repeat.",
            autocompletion=options.words(*(f"{word}=" for word in EVIDENCE)),
        ),
    ] = None,
    json: options.Json = False,
    ascii: options.Ascii = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    campaign: options.CampaignOption = None,
    db: options.Db = None,
) -> int:
    """Show what the positions add up to: whether anybody stands in the way of consensus, then a vote.

    Who abstains or stays away is not known, so a vote is given in ranges. What is known only second-hand, or
    inferred, is never counted as yes; --discount counts a part of it, or less of what is better known.

    Examples:
        tracker outlook
        tracker outlook --as-of 2024-10-15
        tracker outlook --discount second-hand=50
    """
    from tracker.core.tally import Rule
    from tracker.core.tally import outlook as tally

    off = discounts(discount or ())
    found = outreach.stands(Where(db, campaign), as_of=as_of, known_on=known_on)
    state = found.view.state
    stances = [stance_of(one, state.session) for one in members(found.standings)]
    result = tally(stances, Rule(members=len(stances), discount=off))
    if json:
        from tracker.exports.states import outlook_json

        print_json(outlook_json(state, found.standings, result, off))
        return 0
    from tracker.views.outlook import OutlookView

    plain = ascii_wanted(ascii)
    view = OutlookView(
        state,
        found.standings,
        result,
        discount=off,
        rows=rows(),
        ascii=plain,
        notice=_as_known(found.view, known_on),
    )
    console(plain).print(view)
    return 0


def _as_known(view: View, known_on: str | None) -> str | None:
    """The line that says up to which day entries were known; the screens it stands with load only for it."""
    if known_on is None:
        return None
    from tracker.cli.reading import as_known

    return as_known(view, known_on)


def show_page(page: StateShown | MissionShown, *, json: bool, ascii: bool) -> int:
    """Print the page of a State or a mission, for people or for programs."""
    if isinstance(page, StateShown):
        _show_state(page, json, ascii)
    elif json:
        from tracker.exports.names import entry_json
        from tracker.exports.states import mission_page_json

        print_json(mission_page_json(page.mission, page.todos, entry_json))
    else:
        from tracker.views.mission_page import MissionPage

        console(ascii).print(MissionPage(page.view.state, page.mission, page.states, page.todos))
    return 0


def _show_state(page: StateShown, json: bool, ascii: bool) -> None:
    from tracker.views.state_page import StatePage

    view = StatePage(page.view.state, page.standing, page.contacts, page.todos, more=page.more)
    if json:
        from tracker.exports.names import entry_json
        from tracker.exports.states import state_page_json

        found = state_page_json(
            page.standing, view.missing(), page.contacts, page.todos, page.more, entry_json
        )
        print_json(found)
    else:
        console(ascii).print(view)


def _chosen(typed: str | None, words: Iterable[str], what: str) -> tuple[str, ...]:
    """The words that a list names, each by its beginning; raises Unknown, Ambiguous."""
    if typed is None:
        return ()
    parts = [part.strip() for part in typed.split(",") if part.strip()]
    if not parts:
        raise BadFilter(f"Name a {what}: {', '.join(words)}.")
    return tuple(dict.fromkeys(find(part.lower(), list(words), what=what) for part in parts))


def _groups(typed: str | None) -> tuple[str, ...]:
    """Regional groups by their keys, or by the beginning of their names; raises Unknown, Ambiguous."""
    words = [] if typed is None else [word.strip().lower() for word in typed.split(",")]
    named = {
        word: [k for k, g in GROUPS.items() if word and g.name.lower().startswith(word)] for word in words
    }
    keys = [named[word][0] if len(named[word]) == 1 else word for word in words]
    return _chosen(None if typed is None else ",".join(keys), GROUPS, "regional group")


def days_typed(typed: str) -> int:
    """The days of `90d`, `90` or `12w`; raises BadFilter."""
    word = typed.strip().lower()
    number, times = (word[:-1], 7 if word[-1:] == "w" else 1) if word[-1:] in ("d", "w") else (word, 1)
    if not (number.isascii() and number.isdigit()) or int(number[:6]) * times > MOST_DAYS or len(number) > 6:
        raise BadFilter(f"{quoted(typed)} is no number of days: --not-met-for 90d, or 12w.")
    return int(number) * times


def discounts(typed: Sequence[str]) -> dict[str, int]:
    """Percentages by grade of evidence, of `second-hand=50` and the like; raises BadFilter, Unknown."""
    found: dict[str, int] = {}
    for part in (part.strip() for text in typed for part in text.split(",")):
        word, sign, number = part.partition("=")
        percent = number.strip().removesuffix("%").strip()
        said = percent.isascii() and percent.isdigit() and len(percent) <= 3
        if not sign or not said or int(percent) > 100:
            raise BadFilter(f"{quoted(part)} is no discount: --discount second-hand=50, from 0 to 100.")
        found[find(word.strip().lower(), EVIDENCE, what="evidence")] = int(percent)
    return found
