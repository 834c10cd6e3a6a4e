"""The answers with which `status` and `timeline` open: what is achieved, next, late, moved, who could block.

Every sentence is made here, from the words of SAY, so that another language can stand beside.
"by" is only for what we must do; what others decide has a bare date or a window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.core import words
from tracker.core.campaign import CampaignState, Mark, StepState
from tracker.core.diff import Moved
from tracker.core.schedule import Schedule
from tracker.core.standing import passed_over, stands_before
from tracker.core.text import escape, wrap
from tracker.views.lines import SENTENCE, Line
from tracker.views.milestones import cycle_kind
from tracker.views.rows import drawn, milestone_title, title_of
from tracker.views.theme import Marks

#: The cells of the labels' column, with the space after it.
LABEL = 10

#: How many late steps, and how many moved dates, are named; the rest is counted.
NAMED_LATE, NAMED_MOVED = 3, 6

SAY = {
    "of-milestones": "{done} of {all} milestones{named}.",
    "all-milestones": "all {all} milestones.",
    "granted": "granted by {step} on {date}.",
    "in-progress": "In progress: {titles}.",
    "stands": "{step} of {date} stands.",
    "stands-returns": "{step} of {date} stands; the item returns by itself.",
    "nothing": "nothing.",
    "none-open": "none open.",
    "no-date": "no date ahead.",
    "no-date-open": "no date ahead; open: {titles}.",
    "then": "{first}; then {then}.",
    "sentence": "{text}.",
    "by": "{step} by {date} ({days})",
    "until": "{step} until {date} ({days})",
    "on": "{step}, {date} ({days})",
    "expected": "{step}, expected {date} ({days})",
    "bare": "{step}, {date}",
    "today": "today",
    "deadline": "{step}, {date}: {days}.",
    "deadline-working": "{step}, {date} (last working day {working}): {days}.",
    "late": "{step}, due {date}: {days}",
    "overdue": "{step}, deadline {date}: {days}",
    "holds-up": "; holds up {step}",
    "more": "{count} more",
    "at-risk": "At risk: {titles}.",
    "not-recorded": "Not recorded: {titles}.",
    "moved": "{dates} since {since}: {list}.",
    "not-moved": "nothing since {since}.",
    "no-mark": "no mark is set: tracker mark last-council -o DATE",
    "since": "{name}, {date}",
    "blockers": "not known yet: no position recorded for any of the {count} States.",
    "deferred": "{strip}  deferred {times}",
    "still-due": "{titles} in the {session}",
    "unopened": "nothing on record opens the {session}",
    "order": "{step} ({date}) stands before {required}",
}

#: Members of the United Nations, which positions are counted among.
STATES = 193


@dataclass(frozen=True, slots=True)
class Moves:
    """The dates that moved since a mark or a day, and that mark or day in words (`since_words`)."""

    since: str
    moved: Sequence[Moved]


def since_words(mark: Mark) -> str:
    """A mark as the answers name it: `last-council, 13 Sep 2024`."""
    return SAY["since"].format(name=escape(mark.key), date=words.day(mark.day))


@dataclass(frozen=True, slots=True)
class Answer:
    """A labelled sentence; `tints` gives single characters of it a class."""

    label: str
    label_class: str
    text: str
    tints: dict[str, str] = field(default_factory=dict)

    def lines(self, columns: int) -> list[Line]:
        """The sentence beside its label, wrapped; under 45 columns it stands below its label."""
        narrow = columns < 45
        room = min(columns, SENTENCE) - (2 if narrow else LABEL)
        texts = [self._tinted(text) for text in wrap(self.text, room)]
        if narrow:
            return [[(self.label, self.label_class)], *([("  ", ""), *text] for text in texts)]
        first = [(self.label.ljust(LABEL), self.label_class), *texts[0]]
        return [first, *([(" " * LABEL, ""), *text] for text in texts[1:])]

    def _tinted(self, text: str) -> Line:
        if not self.tints:
            return [(text, "")]
        return [(char, self.tints.get(char, "")) for char in text]


def answers(
    state: CampaignState, schedule: Schedule, moved: Moves | None, marks: Marks, *, brief: bool = False
) -> list[Answer]:
    """The labelled lines in their order; with `brief`, Achieved leaves out what is in progress."""
    items = drawn(state, schedule)
    found = [
        _achieved(state, items, brief),
        _next(items, schedule),
        _deadline(items, schedule),
        _late(items, schedule),
        _moved(moved, state),
        _blockers(state),
    ]
    found += _disorder(state, items)
    found += _still_due(state, schedule)
    found += _passed_over(state)
    found += _cycles(state, schedule, marks)
    return found


# --- Achieved


def _achieved(state: CampaignState, items: Sequence[StepState], brief: bool) -> Answer:
    done = [m for m in state.milestones if m.status == "achieved"]
    running = [m for m in state.milestones if m.status == "in-progress"]
    parts = []
    if len(done) == len(state.milestones):
        parts.append(SAY["all-milestones"].format(all=len(done)))
    else:
        dates = [
            f"{milestone_title(m.milestone, state)} ({words.when(m.on)})" if m.on is not None
            else milestone_title(m.milestone, state)
            for m in done
        ]  # fmt: skip
        named = f": {words.join(dates)}" if dates else ""
        parts.append(SAY["of-milestones"].format(done=len(done), all=len(state.milestones), named=named))
    standing = _standing_request(state)
    if standing is not None and standing.on is not None and not state.granted:
        cycle = state.cycle(state.session)
        key = "stands-returns" if cycle is not None and cycle.returns else "stands"
        parts.append(SAY[key].format(step=title_of(standing.step, state), date=words.when(standing.on)))
    if running and not brief and not state.granted:
        titles = words.join([milestone_title(m.milestone, state) for m in running])
        parts.append(SAY["in-progress"].format(titles=titles))
    return Answer("Achieved", "done-word" if done else "bold", " ".join(parts))


def _standing_request(state: CampaignState) -> StepState | None:
    """The settled step of the current request that names a session, once it is on record."""
    for item in state.steps:
        outcome = item.step.outcomes.get(item.status)
        if item.current and item.step.per == "request" and outcome is not None and outcome.opens == "own":
            return item
    return None


def granted_by(state: CampaignState) -> StepState | None:
    """The step by which the campaign was granted, or None."""
    keys = state.process.milestones[-1].done_when if state.granted else ()
    found = [s for key in keys if (s := state.now(key)) is not None and s.status == "achieved"]
    return found[-1] if found else None


# --- Next, Deadline


def _next(items: Sequence[StepState], schedule: Schedule) -> Answer:
    near = schedule.coming(items)
    if not near:
        titles = [title_of(s.step, schedule.state) for s in items if s.open]
        key = "no-date-open" if titles else "no-date"
        return Answer("Next", "bold", SAY[key].format(titles=words.join(titles)))
    first = _when(*near[0], schedule)
    if len(near) == 1:
        return Answer("Next", "now-word", SAY["sentence"].format(text=first))
    day, item = near[1]
    span = schedule.expected(item)
    text = words.span(*span) if span is not None and span[0] == day else words.day(day)
    then = SAY["bare"].format(step=title_of(item.step, schedule.state), date=text)
    return Answer("Next", "now-word", SAY["then"].format(first=first, then=then))


def _when(day: date, item: StepState, schedule: Schedule) -> str:
    """The first of what is next, with the days to it."""
    span = schedule.expected(item) or (day, day)
    title, days = title_of(item.step, schedule.state), _days(day, schedule.today)
    if span[0] == span[1]:
        key = "by" if schedule.by_us(item) else "on"
        return SAY[key].format(step=title, date=words.weekday(day), days=days)
    if day == span[1]:
        return SAY["until"].format(step=title, date=words.weekday(day), days=days)
    key = "on" if schedule.by_us(item) else "expected"
    return SAY[key].format(step=title, date=words.span(*span), days=days)


def _days(day: date, today: date) -> str:
    return words.days((day - today).days) if day != today else SAY["today"]


def _deadline(items: Sequence[StepState], schedule: Schedule) -> Answer:
    today = schedule.today
    ahead = schedule.deadlines(items)
    if not ahead:
        return Answer("Deadline", "bold", SAY["none-open"])
    day, item = ahead[0]
    working = schedule.last_working_day(day)
    key = "deadline" if working == day else "deadline-working"
    text = SAY[key].format(
        step=title_of(item.step, schedule.state),
        date=words.weekday(day),
        working=words.weekday_short(working),
        days=_days(day, today),
    )
    soon = (day - today).days <= schedule.state.process.due_soon
    return Answer("Deadline", "warn" if soon else "bold", text)


# --- Late


def _late(items: Sequence[StepState], schedule: Schedule) -> Answer:
    state = schedule.state
    late = schedule.late(items)
    parts = [_late_words(s, items, schedule) for s in late[:NAMED_LATE]]
    if len(late) > NAMED_LATE:
        parts.append(SAY["more"].format(count=len(late) - NAMED_LATE))
    todos = state.outreach is not None and state.outreach.late
    if todos and state.outreach is not None:
        from tracker.views.outreach_says import late_todos

        parts += late_todos(state.outreach)
    text = "; ".join(parts) + "." if parts else SAY["nothing"]
    for key in ("at-risk", "not-recorded"):
        titles = [title_of(s.step, state) for s in items if schedule.of(s).health == key]
        if titles:
            text += " " + SAY[key].format(titles=words.join(titles))
    return Answer("Late", "late" if late or todos else "bold", text)


def _late_words(item: StepState, items: Sequence[StepState], schedule: Schedule) -> str:
    count, due = schedule.of(item).days_late or 0, schedule.late_from(item) or schedule.today
    title = title_of(item.step, schedule.state)
    text = SAY["overdue" if schedule.missed(item) else "late"].format(
        step=title, date=words.day(due), days=words.days(count)
    )
    held = schedule.holds_up(item, items)
    if held:
        text += SAY["holds-up"].format(step=title_of(held[0].step, schedule.state))
    return text


# --- Moved


def _moved(moved: Moves | None, state: CampaignState) -> Answer:
    if moved is None:
        return Answer("Moved", "bold", SAY["no-mark"])
    if not moved.moved:
        return Answer("Moved", "bold", SAY["not-moved"].format(since=moved.since))
    named = [f"{title_of(m.item.step, state)} {m.days:+d} d" for m in moved.moved[:NAMED_MOVED]]
    if len(moved.moved) > NAMED_MOVED:
        named.append(SAY["more"].format(count=len(moved.moved) - NAMED_MOVED))
    count = words.plural(len(moved.moved), "date")
    text = SAY["moved"].format(dates=count, since=moved.since, list=words.join(named))
    return Answer("Moved", "warn", text)


# --- Blockers


def blockers_words(state: CampaignState) -> str:
    """Who could block, as far as that is on record."""
    if state.outreach is None or not state.outreach.known:
        return SAY["blockers"].format(count=STATES)
    from tracker.views.outreach_says import blockers_text

    return blockers_text(state.outreach, state.as_of)


def _blockers(state: CampaignState) -> Answer:
    found = state.outreach.blockers if state.outreach is not None else ()
    return Answer("Blockers", "late" if found else "bold", blockers_words(state))


# --- what is said only where there is something to say


def _disorder(state: CampaignState, items: Sequence[StepState]) -> list[Answer]:
    texts = [
        SAY["order"].format(
            step=title_of(s.step, state),
            date=words.when(s.on),
            required=words.both([title_of(other.step, state) for other in stands_before(s)]),
        )
        for s in items
        if s.out_of_order and s.on is not None
    ]
    return [Answer("Order", "warn", "; ".join(texts) + ".")] if texts else []


def _still_due(state: CampaignState, schedule: Schedule) -> list[Answer]:
    """What is still due in a session before the current one."""
    by_session: dict[int, list[str]] = {}
    for item in state.steps:
        if item.still_due and not item.current and item.session is not None:
            by_session.setdefault(item.session, []).append(title_of(item.step, state))
    texts = [
        SAY["still-due"].format(titles=words.both(titles), session=schedule.calendar.label(session))
        for session, titles in sorted(by_session.items())
    ]
    return [Answer("Still due", "warn", "; ".join(texts) + ".")] if texts else []


def _passed_over(state: CampaignState) -> list[Answer]:
    """What the journal, which begins after it, does not hold."""
    titles = [title_of(s.step, state) for s in state.steps if passed_over(s, state) and not s.step.optional]
    return [Answer("No record", "dim", words.join(titles) + ".")] if titles else []


def _cycles(state: CampaignState, schedule: Schedule, marks: Marks) -> list[Answer]:
    """The strip of sessions, after a deferral; and the sessions that nothing on record opens."""
    unopened = [c for c in state.cycles if c.opened_by is None]
    texts = []
    tints = {marks.deferred: "warn", marks.progress: "now", marks.achieved: "done"}
    if len(state.cycles) > 1:
        signs = {
            "deferred": marks.deferred,
            "out": marks.out,
            "achieved": marks.achieved,
            "note": marks.unrecorded,
        }
        kinds = [cycle_kind(c, state)[0] for c in state.cycles]
        strip = " ".join(
            f"{c.session}{signs.get(kind, marks.progress if _begun(c.opening, state) else marks.planned)}"
            for c, kind in zip(state.cycles, kinds, strict=True)
        )
        count = kinds.count("deferred")
        said = SAY["deferred"].format(strip=strip, times=words.times(count))
        texts.append(said if count else strip)
    texts += [SAY["unopened"].format(session=schedule.calendar.label(c.session)) for c in unopened]
    return [Answer("Cycles", "bold", "; ".join(texts), tints)] if texts else []


def _begun(opening: date | None, state: CampaignState) -> bool:
    return opening is not None and opening <= state.as_of
