"""What `status` and `timeline` share: the headings, the answers under them, and who is beside which edge."""

from __future__ import annotations

from datetime import date

from tracker.core import words
from tracker.core.campaign import CampaignState
from tracker.core.schedule import Schedule
from tracker.core.text import escape, width, wrap
from tracker.views.answers import Moves, answers, granted_by
from tracker.views.lines import SENTENCE, Line
from tracker.views.rows import title_of
from tracker.views.theme import Marks

SAY = {
    "title": "{organization}: {process}",
    "as-of": "as of {date}",
    "today": "today {date}",
    "opens": "{session} opens {date}",
    "opened": "{session} opened {date}",
    "unsourced": "{session}: when it opens is not sourced",
    "no-session": "no session is aimed at yet",
    "expected": "{step} expected {span}",
    "ended": "its run ended {date}",
    "aims": "aims at the {session}",
    "granted": "Granted: {step}, {date}",
    "granted-session": "Granted in the {session}: {step}, {date}",
}


def head(
    state: CampaignState, schedule: Schedule, columns: int, notice: str | None, today: date | None = None
) -> list[Line]:
    """The headings: whose campaign, as of when, the session and when the vote is expected, the notice."""
    title = SAY["title"].format(
        organization=escape(state.organization or state.campaign), process=escape(state.process.title["en"])
    )
    as_of = SAY["as-of"].format(date=words.weekday(state.as_of))
    lines: list[Line] = []
    gap = columns - width(title) - width(as_of)
    if gap >= 2:
        lines.append([(title, "bold"), (" " * gap, ""), (as_of, "")])
    else:
        lines += [[(text, "bold")] for text in wrap(title, columns)]
        lines.append([(as_of, "")])
    lines += [[(text, "")] for text in wrap(_session(state, schedule), min(columns, SENTENCE))]
    if notice:
        lines += [[(text, "bold")] for text in wrap(escape(notice), min(columns, SENTENCE))]
    return lines


def _session(state: CampaignState, schedule: Schedule) -> str:
    """The current session and when it opens; when it is expected to decide, or that and when it did."""
    if state.granted:
        return _granted(state, schedule)
    if state.session is None:
        return _sentence(SAY["no-session"])
    label = schedule.calendar.label(state.session)
    opening = schedule.opening(state.session)
    if opening is None:
        parts = [SAY["unsourced"].format(session=label)]
    else:
        key = "opened" if opening <= state.as_of else "opens"
        parts = [SAY[key].format(session=label, date=words.weekday(opening))]
    cycle = state.cycle(state.session)
    if cycle is not None and cycle.ended is not None:
        parts.append(SAY["ended"].format(date=words.when(cycle.ended)))
    else:
        parts += _expected(state, schedule)
    if state.target is not None and state.target > state.session:
        parts.append(SAY["aims"].format(session=schedule.calendar.label(state.target)))
    return _sentence("; ".join(parts))


def _expected(state: CampaignState, schedule: Schedule) -> list[str]:
    for key in state.process.milestones[-1].done_when:
        item = state.now(key)
        span = schedule.expected(item) if item is not None else None
        if item is None or item.settled or span is None:
            continue
        step = title_of(item.step, state)
        return [SAY["expected"].format(step=step[:1].lower() + step[1:], span=words.span(*span))]
    return []


def _granted(state: CampaignState, schedule: Schedule) -> str:
    item = granted_by(state)
    if item is None or item.on is None:
        return _sentence(SAY["granted"].format(step="", date=""))
    title = title_of(item.step, state) + "".join(f" ({escape(ref)})" for ref in item.refs[-1:])
    key = "granted-session" if item.session is not None else "granted"
    label = schedule.calendar.label(item.session) if item.session is not None else ""
    return _sentence(SAY[key].format(session=label, step=title, date=words.when_weekday(item.on)))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def answer_lines(
    state: CampaignState,
    schedule: Schedule,
    moved: Moves | None,
    marks: Marks,
    columns: int,
    *,
    brief: bool = False,
) -> list[Line]:
    """The labelled answers, wrapped."""
    found = answers(state, schedule, moved, marks, brief=brief)
    return [line for answer in found for line in answer.lines(columns)]


def now_key(state: CampaignState, today: date | None) -> str:
    """What the line of the day looked at is called: `today`, or `as-of` for a day that is not today's."""
    return "today" if today is None or today == state.as_of else "as-of"


def today_words(state: CampaignState, today: date | None) -> str:
    """The label of that line: `today 24 Sep 2024`, `as of 24 Sep 2024`."""
    return SAY[now_key(state, today)].format(date=words.day(state.as_of))
