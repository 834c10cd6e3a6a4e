"""The sentences of a brief: every one follows from the state, the schedule and the words of the process."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.core import words
from tracker.core.briefing import Ask, Brief, Risk
from tracker.core.campaign import StepState
from tracker.core.schedule import Schedule
from tracker.core.text import cut, escape
from tracker.views.answers import Moves, blockers_words, granted_by
from tracker.views.rows import milestone_title, note_of, title_of

#: The cells of what somebody wrote about a step that is blocked.
NOTE = 60

#: How many late steps, how many that wait for one, and how many moved dates are named; the rest is counted.
NAMED_LATE, NAMED_HELD, NAMED_MOVED = 2, 2, 3

#: How many of the other risks go before those who could block, once they are known.
FIRST = 2

SAY = {
    "granted": "Granted in the {session}: {step}, {date}.",
    "granted-bare": "Granted: {step}, {date}.",
    "milestones": "{done} of {all} milestones achieved",
    "milestones-named": "{done} of {all} milestones achieved: {named}",
    "running": "{titles} in progress",
    "ahead": "{titles} ahead",
    "returned": "Deferred {times}; the item returns by itself in the {session}",
    "stands": "{returned}, {step} of {date} stands",
    "closed": "The request was closed in the {session} ({date}); it has to be made anew",
    "nothing-late": "Nothing is late.",
    "late": "Late: {steps}.",
    "late-step": "{step} ({days})",
    "at-risk": "At risk: {steps}.",
    "not-recorded": "Not recorded: {steps}.",
    "missed": " If missed: {text}",
    "risk-overdue": "{step}: the hard deadline of {date} was missed, {ago}.{holds}{missed}",
    "risk-late": "{step} was due {date}: {days}.{holds}",
    "risk-deadline": "{step}: hard deadline {date}, {in_days}.{missed}",
    "risk-at-risk": "{step} is at risk{held}: hard deadline {date}, {in_days}.{missed}",
    "risk-blocked": "{step} has been blocked since {since}{note}.{holds}",
    "risk-not-recorded": "{step}: its window passed on {date}, and nothing is recorded.",
    "risk-not-recorded-bare": "{step}: its window has passed, and nothing is recorded.",
    "risk-if-missed": "{step}, {date}.{missed}",
    "risk-if-missed-by": "{step} by {date} ({in_days}).{missed}",
    "still-due": "Still due: {list}.",
    "still-due-in": "{steps} in the {session}",
    "record": "The record: {list}.",
    "order": "{step} ({date}) stands before {before}, which it requires",
    "unopened": "nothing on record opens the {session}",
    "working": "{date} (last working day {working})",
    "holds": " It holds up {steps}.",
    "held": " ({steps} late)",
    "moved": "{dates} moved since {since}: {list}.",
    "moved-step": "{step} {days:+d} d",
    "more": "{count} more",
    "blockers": "Blockers {text}",
    "ask-deliver": "{whom}: finish {step}.{holds}",
    "ask-decide": "Decide on {step}, and who owns it: {days}.{holds}",
    "ask-unblock": "{whom}: what unblocks {step}?{holds}",
    "ask-unblock-nobody": "Decide how to unblock {step}.{holds}",
    "ask-keep": "{whom}: {step}, {date}.",
    "ask-keep-by": "{whom}: {step} by {date} ({in_days}).",
    "ask-report": "Report what became of {steps}: nothing is recorded.",
    "ask-owner": "Name an owner for {steps}.",
    "ask-check": "Report {rest}, or correct {step}: it requires {rest} and is recorded before.",
    "ask-opening": "Report what opened the {session}: nothing on record does.",
    "step-in": "{step} ({session})",
}


class Sentences:
    """What a brief says of a campaign; `moved` are the dates that moved since the last mark."""

    def __init__(self, schedule: Schedule, brief: Brief, moved: Moves | None = None) -> None:
        self.schedule, self.state, self.brief, self.moved = schedule, schedule.state, brief, moved

    # -- where it stands

    def standing(self) -> str:
        """Where it stands, in a sentence or two, and what is late, at risk or not recorded."""
        late = self.brief.late
        text = self._granted() or "; ".join(self._stands()) + "."
        parts = [text[:1].upper() + text[1:]]
        if late:
            named = [
                SAY["late-step"].format(
                    step=self.title(s), days=words.days(self.schedule.of(s).days_late or 0)
                )
                for s in late[:NAMED_LATE]
            ]
            if len(late) > NAMED_LATE:
                named.append(SAY["more"].format(count=len(late) - NAMED_LATE))
            parts.append(SAY["late"].format(steps=words.join(named)))
        elif not self.state.granted:
            parts.append(SAY["nothing-late"])
        for key in ("at-risk", "not-recorded"):
            found = [self.title(s) for s in self.brief.open if self.schedule.of(s).health == key]
            if found:
                parts.append(SAY[key].format(steps=words.join(found)))
        return " ".join(parts)

    def _granted(self) -> str:
        item = granted_by(self.state)
        if item is None or item.on is None:
            return ""
        step = title_of(item.step, self.state) + "".join(f" ({escape(ref)})" for ref in item.refs[-1:])
        key = "granted-bare" if item.session is None else "granted"
        return SAY[key].format(
            session=self._session(item.session), step=step, date=words.when_weekday(item.on)
        )

    def _stands(self) -> list[str]:
        """The deferrals or the closing, then what is achieved, in progress and ahead."""
        state, found = self.state, self.brief
        parts = []
        cycle = state.cycle(state.session)
        if cycle is not None and cycle.returns:
            parts.append(self._returned())
        elif found.closed is not None:
            session, day = found.closed
            parts.append(SAY["closed"].format(session=self._session(session), date=words.day(day)))
        by = {
            status: [m for m in state.milestones if m.status == status]
            for status in ("achieved", "in-progress", "planned")
        }
        done = [
            f"{milestone_title(m.milestone, state)} ({words.when(m.on)})" if m.on is not None
            else milestone_title(m.milestone, state)
            for m in by["achieved"]
        ]  # fmt: skip
        if done or not (cycle is not None and cycle.returns):
            key = "milestones-named" if done else "milestones"
            parts.append(SAY[key].format(done=len(done), all=len(state.milestones), named=words.both(done)))
        for status, key in (("in-progress", "running"), ("planned", "ahead")):
            titles = [milestone_title(m.milestone, state) for m in by[status]]
            if titles and (status == "in-progress" or not (cycle is not None and cycle.returns)):
                parts.append(SAY[key].format(titles=words.both(titles)))
        return parts

    def _returned(self) -> str:
        times, letter = words.times(self.brief.returned), self.state.standing_letter
        text = SAY["returned"].format(times=times, session=self._session(self.state.session))
        if letter is None or letter.on is None:
            return text
        step, on = title_of(letter.step, self.state), words.when(letter.on)
        return SAY["stands"].format(returned=text, step=step, date=on)

    # -- what is at risk

    def risks(self) -> list[str]:
        """The risks in sentences: what belongs together in one."""
        apart = ("still-due", "out-of-order", "unopened", "if-missed")
        found = [self._risk(r) for r in self.brief.risks if r.kind not in apart]
        found += self._still_due() + self._moved()
        found += [self._risk(r) for r in self.brief.risks if r.kind == "if-missed"]
        found += self._record()
        if not self.state.granted:
            text, outreach = blockers_words(self.state), self.state.outreach
            known = outreach is not None and outreach.blockers
            found.insert(FIRST if known else len(found), SAY["blockers"].format(text=text))
        return found

    def _risk(self, risk: Risk) -> str:
        item, dates = risk.item, self.schedule
        assert item is not None
        day, by = self._day(item, risk.day)
        if risk.working is not None:
            day = SAY["working"].format(date=day, working=words.weekday_short(risk.working))
        note = note_of(item) if risk.kind == "blocked" else ""
        key = f"risk-{risk.kind}"
        if risk.kind == "not-recorded" and risk.day is None:
            key += "-bare"
        elif risk.kind == "if-missed":
            key += by
        return SAY[key].format(
            step=self.title(item),
            date=day,
            days=words.late(dates.of(item).days_late or 0),
            ago=words.in_days(risk.days or 0),
            in_days=words.in_days(risk.days or 0),
            since=words.when(item.since) if item.since is not None else "",
            note=f": {cut(' '.join(note.split()), NOTE)}" if note else "",
            held=SAY["held"].format(steps=self._titles(risk.held_by)) if risk.held_by else "",
            holds=self._holds(risk.holds_up),
            missed=SAY["missed"].format(text=_ended(self._named(risk.missed))) if risk.missed else "",
        )

    def _holds(self, items: Sequence[StepState]) -> str:
        if not items:
            return ""
        named = [self.title(s) for s in items[:NAMED_HELD]]
        if len(items) > NAMED_HELD:
            named.append(SAY["more"].format(count=len(items) - NAMED_HELD))
        return SAY["holds"].format(steps=words.both(named))

    def _still_due(self) -> list[str]:
        by: dict[int, list[str]] = {}
        for risk in self.brief.risks:
            if risk.kind == "still-due" and risk.item is not None and risk.item.session is not None:
                by.setdefault(risk.item.session, []).append(title_of(risk.item.step, self.state))
        texts = [
            SAY["still-due-in"].format(steps=words.both(titles), session=self._session(session))
            for session, titles in sorted(by.items())
        ]
        return [SAY["still-due"].format(list="; ".join(texts))] if texts else []

    def _moved(self) -> list[str]:
        """The dates that moved since the last mark, the one that moved furthest first."""
        if self.moved is None or not self.moved.moved:
            return []
        found = sorted(self.moved.moved, key=lambda m: -abs(m.days))
        named = [
            SAY["moved-step"].format(step=title_of(m.item.step, self.state), days=m.days)
            for m in found[:NAMED_MOVED]
        ]
        if len(found) > NAMED_MOVED:
            named.append(SAY["more"].format(count=len(found) - NAMED_MOVED))
        count = words.plural(len(found), "date")
        return [SAY["moved"].format(dates=count, since=self.moved.since, list=words.join(named))]

    def _record(self) -> list[str]:
        """What is out of order and what nothing opens, in one sentence."""
        texts = []
        for risk in self.brief.risks:
            if risk.kind == "out-of-order" and risk.item is not None and risk.item.on is not None:
                texts.append(
                    SAY["order"].format(
                        step=self.title(risk.item),
                        date=words.when(risk.item.on),
                        before=self._titles(risk.held_by),
                    )
                )
            elif risk.kind == "unopened":
                texts.append(SAY["unopened"].format(session=self._session(risk.session)))
        return [SAY["record"].format(list="; ".join(texts))] if texts else []

    # -- what is asked of whom

    def asks(self) -> list[str]:
        """What is asked of whom, the most pressing first."""
        pressing = sum(ask.kind in ("deliver", "decide", "unblock") for ask in self.brief.asks)
        found = [self._ask(ask) for ask in self.brief.asks]
        if self.state.outreach is None or not self.state.outreach.open:
            return found
        from tracker.views.outreach_says import ask_todos

        late, soon = ask_todos(self.state.outreach, self.state.as_of)
        return [*found[:pressing], *late, *found[pressing:], *soon]

    def _ask(self, ask: Ask) -> str:
        key = f"ask-{ask.kind}"
        if ask.kind == "unblock" and ask.whom is None:
            key += "-nobody"
        day = ""
        if ask.kind == "keep":
            day, by = self._day(ask.items[0], ask.day)
            key += by
        return SAY[key].format(
            whom=escape(ask.whom or ""),
            step=self.title(ask.items[0]) if ask.items else "",
            steps=self._titles(ask.items),
            rest=self._titles(ask.items[1:]),
            session=self._session(ask.session),
            date=day,
            days=words.late(-(ask.days or 0)),
            in_days=words.in_days(ask.days or 0),
            holds=self._holds(ask.holds_up),
        )

    def _day(self, item: StepState, day: date | None) -> tuple[str, str]:
        """The date in words and `-by`; where the step has days ahead to choose from, all of them, and ``."""
        if day is None:
            return "", ""
        span = self.schedule.expected(item)
        if span is not None and span[0] <= day < span[1]:
            return words.span(*span), ""
        return words.weekday(day), "-by"

    # -- names

    def title(self, item: StepState) -> str:
        """The title, with the session where it is not the current one."""
        title = title_of(item.step, self.state)
        if item.current or item.session is None:
            return title
        return SAY["step-in"].format(step=title, session=self._session(item.session))

    def _titles(self, items: Sequence[StepState]) -> str:
        return words.both([self.title(s) for s in items])

    def _session(self, session: int | None) -> str:
        return "" if session is None else self.schedule.calendar.label(session)

    def _named(self, text: str | None) -> str:
        return escape((text or "").replace("{body}", self.state.organ or "governing body"))


def _ended(text: str) -> str:
    return text if text.endswith((".", ")")) else text + "."
