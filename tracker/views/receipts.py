"""What a writing command answers: one line or two that say what is true now. Plain text, without rich."""

from __future__ import annotations

from datetime import date

from tracker.core import diff
from tracker.core.campaign import CampaignState, StepState
from tracker.core.entry import NONE, Entry
from tracker.core.fold import settles
from tracker.core.schedule import Schedule
from tracker.core.text import cut, escape, wrap
from tracker.core.when import of_iso
from tracker.core.words import days, join, moved, ordinal, plural, weekday, weekday_short, when, when_weekday


def fit(head: str, sentences: list[str], width: int, lines: int = 2) -> list[str]:
    """The head and as many of the sentences, in this order, as so many lines of a width hold."""
    text = head
    for sentence in sentences:
        longer = f"{text} {sentence}"
        if len(wrap(longer, width, "  ")) <= lines:
            text = longer
    found = wrap(text, width, "  ")
    return found if len(found) <= lines else [*found[: lines - 1], cut(" ".join(found[lines - 1 :]), width)]


def logged(before: Schedule, after: Schedule, written: list[Entry], width: int) -> list[str]:
    """The answer to `log`, `done`, `plan` and `correct`: two lines for one entry.

    Of several, one line each, and another where something must be said of it; the last says what all did.
    """
    if len(written) == 1:
        entry = written[0]
        return fit(head(after, entry), remarks(before, after, entry), width)
    lines = []
    for entry in written:
        found = odd(before, after, entry)
        if entry.kind == "plan":
            found += _plan_remarks(before, after, entry)
        if entry is written[-1]:
            found += _achieved(before.state, after.state)
        lines += fit(head(after, entry), found, width)
    return lines


def head(after: Schedule, entry: Entry) -> str:
    """What was recorded: `committee-action, 79th: deferred 22 Nov 2024; #p02mx.`"""
    step = after.state.process.step(entry.subject or "")
    place = f", {ordinal(entry.session)}" if entry.session is not None else ""
    said = when(of_iso(entry.on)) if entry.on else ""
    if entry.kind == "plan":
        return planned(after, entry, place)
    if entry.status is None:
        what = "noted" if entry.note else "recorded"
        return f"{entry.subject}{place}: {what} {said}; #{entry.short}."
    if entry.status == NONE:
        return f"{entry.subject}{place}: planned again from {said}; #{entry.short}."
    word = entry.status.replace("-", " ")
    link = " " if settles(step, entry.status) else " since "
    mark = ":" if place else ""
    return f"{entry.subject}{place}{mark} {word}{link}{said}; #{entry.short}."


def planned(after: Schedule, entry: Entry, place: str) -> str:
    parts = []
    if entry.due == NONE:
        parts.append("no longer planned")
    elif entry.due is not None:
        parts.append(f"planned {when_weekday(of_iso(entry.due))}")
    if entry.owner is not None:
        parts.append("no owner" if entry.owner == NONE else f"owner {cut(escape(entry.owner), 40)}")
    return f"{entry.subject}{place}{':' if place else ''} {', '.join(parts)}; #{entry.short}."


def remarks(before: Schedule, after: Schedule, entry: Entry) -> list[str]:
    """What follows from one entry, the most important first."""
    item = where(after.state, entry)
    earlier = where(before.state, entry)
    found = odd(before, after, entry)
    if entry.kind == "plan":
        return found + _plan_remarks(before, after, entry)
    found += _achieved(before.state, after.state)
    if item is not None and entry.status is not None and item.said is not None and item.said.id == entry.id:
        found += _effects(before.state, after, entry, item)
        if item.route is not None and (earlier is None or earlier.route != item.route):
            way = after.state.process.way
            also = f" (its first possible day gives {way(item.route_else)})" if item.route_else else ""
            found.append(escape(f"By {way(item.route)}{also}."))
    found += _opened(before.state, after.state)
    return found


def odd(before: Schedule, after: Schedule, entry: Entry) -> list[str]:
    """What a reader would not expect: a report that stands, one turned back, a session unopened."""
    item, earlier = where(after.state, entry), where(before.state, entry)
    found = []
    if entry.session is not None:
        cycle = after.state.cycle(entry.session)
        step = after.state.process.step(entry.subject or "")
        if step is not None and step.per == "session":
            if cycle is None:
                found.append(f"The {ordinal(entry.session)} has no cycle on record.")
            elif cycle.opened_by is None and entry.kind != "plan":
                found.append(f"Nothing on record opens the {ordinal(entry.session)}.")
    if item is None or entry.status is None:
        return found
    if item.said is None or item.said.id != entry.id:
        if entry.status != NONE and item.said is not None and item.on is not None:
            word = item.status.replace("-", " ")
            stands = f"{word} {when(item.on)} (#{item.said.short}) stands"
            if item.since is not None and earlier is not None and item.since != earlier.since:
                found.append(f"{stands[:1].upper()}{stands[1:]}, now since {when(item.since)}.")
            else:
                found.append(f"It changes nothing: {stands}.")
    elif earlier is not None and earlier.settled and not item.settled and earlier.on is not None:
        word = earlier.status.replace("-", " ")
        found.append(f"It was {word} {when(earlier.on)}: that no longer stands.")
    if item.out_of_order and (earlier is None or not earlier.out_of_order):
        why = f": {join(item.waiting_for)} open" if item.waiting_for else ""
        found.append(f"Out of order{why}.")
    return found


def where(state: CampaignState, entry: Entry) -> StepState | None:
    """The state that an entry belongs to."""
    for item in state.steps:
        if any(e.id == entry.id for e in item.entries):
            return item
    named = [s for s in state.steps if s.step.key == entry.subject]
    alone = named[0] if len(named) == 1 and named[0].step.per != "session" else None
    return next((s for s in named if s.session == entry.session), alone)


def _achieved(before: CampaignState, after: CampaignState) -> list[str]:
    """Milestones complete now that were not before; the campaign granted."""
    if after.granted and not before.granted:
        return ["The campaign is granted."]
    done = [
        m.milestone.short["en"]
        for m, old in zip(after.milestones, before.milestones, strict=False)
        if m.status == "achieved" and old.status != "achieved"
    ]
    undone = [
        m.milestone.short["en"]
        for m, old in zip(after.milestones, before.milestones, strict=False)
        if m.status != "achieved" and old.status == "achieved" and before.session == after.session
    ]
    return [
        f"{escape(join(names))} {'is' if len(names) == 1 else 'are'} {word}."
        for names, word in ((done, "complete"), (undone, "open again"))
        if names
    ]


def _effects(before: CampaignState, after: Schedule, entry: Entry, item: StepState) -> list[str]:
    """Still due in its session, what opens, which letter stands, what is to be done again."""
    state = after.state
    found = []
    due = [s.step.key for s in state.steps if s.still_due and s.session == entry.session]
    if due and entry.session is not None:
        found.append(f"Still due in the {ordinal(entry.session)}: {join(due)}.")
    for cycle in state.cycles:
        if before.cycle(cycle.session) is None and cycle.opened_by is not None:
            opening = f"opens {weekday(cycle.opening)}" if cycle.opening else "is open"
            if cycle.opening is not None and cycle.opening <= state.as_of:
                opening = f"opened {weekday(cycle.opening)}"
            found.append(f"The {ordinal(cycle.session)} {opening}.")
            letter = state.standing_letter
            if cycle.returns and letter is not None and letter.on is not None:
                found.append(f"The {letter.step.key} of {when(letter.on)} stands.")
    outcome = item.step.outcomes.get(item.status)
    if outcome is not None and outcome.reopens:
        found.append(f"Open again: {join(outcome.reopens)}.")
    return found


def _opened(before: CampaignState, after: CampaignState) -> list[str]:
    """Required steps that may be done now and could not before."""
    if after.granted:
        return []
    could = {(s.step.key, s.session) for s in before.steps if s.standing in ("may", "must")}
    now = [
        s.step.key
        for s in after.steps
        if s.current and s.standing in ("may", "must") and s.status == "planned" and not s.step.optional
        and (s.step.key, s.session) not in could
    ]  # fmt: skip
    return [f"Open now: {join(now)}."] if now else []


def _plan_remarks(before: Schedule, after: Schedule, entry: Entry) -> list[str]:
    item, earlier = where(after.state, entry), where(before.state, entry)
    if item is None or entry.due is None:
        return []
    found = []
    if (item.due is None and entry.due != NONE) or (item.due is not None and item.due.text != entry.due):
        stands = when(item.due) if item.due is not None else "none"
        return [
            f"It changes nothing: the plan of {stands} stands." if item.due else "It is not in force yet."
        ]
    if earlier is not None and earlier.due is not None and item.due is not None and earlier.due != item.due:
        by = (item.due.last - earlier.due.last).days
        found.append(f"Was {when(earlier.due)} ({moved(by)}).")
    dates = after.of(item)
    if item.due is not None:
        if dates.deadline is not None:
            gap = (dates.deadline.last - item.due.last).days
            if gap < 0:
                found.append(f"That is {days(-gap)} after the deadline of {weekday(dates.deadline.last)}.")
        if dates.target is not None:
            gap = (dates.target.last - item.due.last).days
            side = "before" if gap > 0 else "after"
            near = f"{days(abs(gap))} {side} the target" if gap else "On the target"
            same_year = dates.target.last.year == item.due.last.year
            target = weekday_short(dates.target.last) if same_year else weekday(dates.target.last)
            found.append(f"{near} of {target}.")
        if dates.deadline is not None and (dates.deadline.last - item.due.last).days >= 0:
            found.append(_deadline(after, dates.deadline.last))
    return found


def _deadline(after: Schedule, deadline: date) -> str:
    working = after.last_working_day(deadline)
    tail = f" (last working day {weekday_short(working)})" if working != deadline else ""
    return f"Deadline {weekday(deadline)}{tail}."


def began(after: Schedule, width: int) -> list[str]:
    """The answer to `new`: the session, and the first hard deadline with the last working day before it."""
    state = after.state
    head_text = f"{state.campaign}: "
    opening = after.opening(state.session)
    if state.session is not None and opening is not None:
        verb = "opening" if opening >= state.as_of else "opened"
        head_text += f"{ordinal(state.session)} session, {verb} {weekday(opening)}."
    found = []
    for item in state.steps:
        dates = after.of(item)
        if not item.current or dates.deadline is None:
            continue
        name = item.step.key.capitalize()
        latest = dates.deadline.last
        target = dates.target.last if dates.target is not None else None
        ahead = (latest - state.as_of).days
        if ahead < 0:
            found.append(f"The {item.step.key} was due by {weekday(latest)}.")
        elif target is not None and target >= state.as_of:
            found.append(
                f"{name} by {weekday(target)} (in {days((target - state.as_of).days)}); "
                f"{_at_the_latest(after, latest)}"
            )
        else:
            found.append(f"{name} {_at_the_latest(after, latest)}")
        break
    return fit(head_text, found, width)


def _at_the_latest(after: Schedule, deadline: date) -> str:
    working = after.last_working_day(deadline)
    tail = f", last working day {weekday_short(working)}" if working != deadline else ""
    return f"at the latest {weekday_short(deadline)}{tail}."


def retargeted(before: Schedule, after: Schedule, session: int, width: int) -> list[str]:
    """The answer to `target`."""
    state = after.state
    opening = after.opening(session)
    where_text = f" ({weekday(opening)})" if opening is not None else ""
    head_text = f"{state.campaign} now aims at the {ordinal(session)} session{where_text}."
    rest = []
    if state.session != session and state.session is not None:
        rest.append(f"The {ordinal(state.session)} runs on until its cycle ends.")
    return fit(head_text, [*rest, moved_dates(before, after)], width)


def moved_dates(before: Schedule, after: Schedule) -> str:
    """How many dates of open steps moved, and which, in short."""
    found = diff.dates(before, after)
    if not found:
        return "No date moved."
    names = [f"{m.item.step.key} {'+' if m.days >= 0 else '-'}{abs(m.days)} d" for m in found[:3]]
    more = ", .." if len(found) > 3 else ""
    return f"{plural(len(found), 'date')} moved: {join(names)}{more}."


def moved_opening(before: Schedule, after: Schedule, session: int, width: int) -> list[str]:
    """The answer to `session N --opens`."""
    opening = after.opening(session)
    was = before.opening(session)
    day = weekday(opening) if opening is not None else "on a day that no rule gives"
    by = f" ({moved((opening - was).days)})" if opening is not None and was is not None else ""
    return fit(f"The {ordinal(session)} session opens {day}{by}.", [moved_dates(before, after)], width)


def marked(entry: Entry, width: int) -> list[str]:
    """The answer to `mark`."""
    said = when(of_iso(entry.on)) if entry.on else ""
    return fit(
        f"Marked {entry.subject}: {said}; #{entry.short}.", ["Moved and changes count from there."], width
    )


def taken_back(before: Schedule, after: Schedule, taken: Entry, written: Entry, width: int) -> list[str]:
    """The answer to `undo`: what is true now."""
    head_text = f"Undone: {describe(taken)}; #{written.short}."
    item = where(after.state, taken)
    found = []
    if taken.kind == "target" and after.state.target is not None:
        found.append(f"Aims at the {ordinal(after.state.target)} session again.")
    elif item is not None and (taken.kind in ("report", "plan", "note") or taken.kind == "retract"):
        found.append(now_true(after, item))
    found += _achieved(before.state, after.state)
    return fit(head_text, found, width)


def now_true(after: Schedule, item: StepState) -> str:
    """A step as it stands: `mandate is achieved 13 Sep 2024.`"""
    place = f" of the {ordinal(item.session)}" if item.session is not None else ""
    if item.on is not None and item.said is not None:
        link = "" if item.settled else "since "
        word = item.status.replace("-", " ")
        return f"{item.step.key}{place} is {word} {link}{when(item.on)} (#{item.said.short})."
    due = f", due {when(item.due)}" if item.due is not None else ""
    return f"{item.step.key}{place} is planned{due}."


def describe(entry: Entry) -> str:
    """An entry in a few words: `mandate achieved 13 Sep 2024, #k3f9a`."""
    if entry.kind in ("position", "contact", "mission", "todo"):
        from tracker.views.people_receipts import described

        return described(entry)
    parts = [entry.subject or entry.kind]
    if entry.session is not None and entry.kind != "session":
        parts[0] += f", {ordinal(entry.session)}:"
    if entry.status is not None:
        parts.append(entry.status.replace("-", " "))
    elif entry.due is not None:
        parts.append(f"plan {when(of_iso(entry.due)) if entry.due != NONE else NONE} of")
    elif entry.target is not None and entry.kind == "target":
        parts = [f"target {ordinal(entry.target)}"]
    elif entry.kind in ("session", "mark", "retract", "note"):
        parts.append({"session": "opening", "mark": "mark", "retract": "undo", "note": "note"}[entry.kind])
    if entry.on is not None:
        parts.append(when(of_iso(entry.on)))
    return f"{' '.join(parts)}, #{entry.short}"


def blanked(entries: list[Entry], written: Entry, width: int) -> list[str]:
    """The answer to `redact`."""
    tails = join([f"#{e.short}" for e in entries])
    return fit(
        f"Text of {tails} is blanked for good; #{written.short}.",
        ["Its dates and effects stay. Backups and exports made before still hold it."],
        width,
    )


def corrected(before: Schedule, after: Schedule, original: Entry, written: Entry, width: int) -> list[str]:
    """The answer to `correct`: what stands now instead of what."""
    if written.subject is not None and written.kind in ("report", "plan", "note"):
        was = describe(original).rpartition(", #")[0]
        return fit(head(after, written), [f"Was: {was}.", *remarks(before, after, written)], width)
    return fit(f"Corrected {describe(original)}; now #{written.short}.", [], width)
