"""What holds for every journal, whatever an office wrote into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.book import UN_OBSERVER
from tests.core import journals
from tests.core.journals import PROCESSES, added, additions, disguised, read, shown, undoing, views
from tracker.core.audience import visible, withheld
from tracker.core.campaign import CampaignState
from tracker.core.entry import VISIBILITIES, Entry
from tracker.core.live import known, live
from tracker.core.schedule import schedule
from tracker.core.state import state

JOURNALS = journals.journals()
MANY = settings(max_examples=250)
SOME = settings(max_examples=100)


@settings(max_examples=600)
@given(JOURNALS, views)
def test_what_the_journal_reads_gives_the_state_of_all_that_is_in_it(
    entries: list[Entry], as_of: date
) -> None:
    assert shown(read(entries, as_of), as_of) == shown(entries, as_of)


@SOME
@given(JOURNALS, views, st.randoms(use_true_random=False))
def test_entries_may_arrive_in_any_order(entries: list[Entry], as_of: date, random: st.Random) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert shown(shuffled, as_of) == shown(entries, as_of)


@SOME
@given(JOURNALS, additions(), views)
def test_what_was_undone_was_never_made(entries: list[Entry], addition: object, as_of: date) -> None:
    entry = added(entries, addition)
    assert shown([*entries, entry, undoing(entry)], as_of) == shown(entries, as_of)


@SOME
@given(JOURNALS, st.integers(0, 11), additions(), views)
def test_an_undone_correction_brings_back_what_it_replaced(
    entries: list[Entry], index: int, addition: object, as_of: date
) -> None:
    correction = replace(added(entries, addition), replaces=entries[index % len(entries)].id)
    assert shown([*entries, correction, undoing(correction)], as_of) == shown(entries, as_of)


@SOME
@given(JOURNALS, additions(), views)
def test_an_undo_that_was_undone_leaves_the_entry(
    entries: list[Entry], addition: object, as_of: date
) -> None:
    entry = added(entries, addition)
    undo = undoing(entry)
    assert shown([*entries, entry, undo, undoing(undo)], as_of) == shown([*entries, entry], as_of)


@SOME
@given(JOURNALS, views, views)
def test_a_view_of_what_was_known_prints_again_when_more_has_arrived(
    entries: list[Entry], as_of: date, then: date
) -> None:
    instant = f"{then}T23:59:59.999Z"
    arrived = [e for e in entries if e.arrived_at <= instant]
    again = shown(entries, as_of, instant)
    assert again.pop("known_at") == instant
    before = shown(arrived, as_of)
    assert before.pop("known_at") is None
    assert again == before


def merge(*parts: Sequence[Entry]) -> list[Entry]:
    """The union by id, in the order in which the entries come."""
    return list({e.id: e for part in parts for e in part}.values())


@SOME
@given(JOURNALS, st.lists(st.integers(0, 7), min_size=12, max_size=12), views)
def test_merging_is_commutative_associative_and_idempotent(
    entries: list[Entry], owners: list[int], as_of: date
) -> None:
    first, *rest = entries
    a, b, c = (
        [first, *(e for e, owner in zip(rest, owners, strict=False) if owner >> bit & 1)] for bit in range(3)
    )
    assert shown(merge(a, b), as_of) == shown(merge(b, a), as_of)
    assert shown(merge(merge(a, b), c), as_of) == shown(merge(a, merge(b, c)), as_of)
    assert shown(merge(a, a), as_of) == shown(a, as_of)


@MANY
@given(JOURNALS, views)
def test_every_step_is_listed_where_the_interface_says(entries: list[Entry], as_of: date) -> None:
    found = state(PROCESSES, entries, as_of, None)
    schedule(found)
    assert_listed(found)


def assert_listed(found: CampaignState) -> None:
    """A campaign step once, a request step once a request, a session step once a cycle."""
    cycles = [c.session for c in found.cycles]
    assert cycles == sorted(set(cycles))
    assert found.session in cycles if cycles else found.session is None
    requests = {s.request for s in found.steps if s.step.per == "request"}
    assert max(i for i in requests if i is not None) == len(found.closings)
    for step in UN_OBSERVER.steps:
        states = [s for s in found.steps if s.step.key == step.key]
        sessions = [s.session for s in states]
        if step.per == "campaign":
            assert sessions == [None]
        elif step.per == "session":
            assert sessions == cycles
        else:
            assert Counter(s.request for s in states) == Counter(requests)
            assert [s.request for s in states if s.current] == [len(found.closings)]


@MANY
@given(JOURNALS, views)
def test_standing_and_health_say_what_the_words_mean(entries: list[Entry], as_of: date) -> None:
    found = state(PROCESSES, entries, as_of, None)
    dates = schedule(found)
    for item in found.steps:
        cycle = found.cycle(item.session)
        assert (item.standing == "happened") == item.settled
        assert (item.on is None) == (item.since is None) == (item.status == "planned")
        if item.on is not None and item.since is not None:
            assert item.on.last <= as_of
            assert item.since.first <= as_of
        if item.standing == "not-yet":
            assert item.waiting_for
            assert item.status == "planned"
        if item.standing == "must":
            assert item.caused_by is not None
        if item.step.per == "session" and cycle is not None and cycle.ended is not None:
            assert item.standing in ("happened", "no-longer")
        if item.out_of_order:
            assert item.status == "achieved"
        assert (dates.of(item).health is None) == (
            item.step.optional or item.standing in ("happened", "no-longer")
        )
    for milestone in found.milestones:
        assert 0 <= milestone.done <= milestone.of
        assert (milestone.since is None) == (milestone.status == "planned")


@MANY
@given(JOURNALS, JOURNALS, views, st.sampled_from(["public", "internal"]))
def test_nothing_shown_depends_on_what_lies_above_the_audience(
    entries: list[Entry], others: list[Entry], as_of: date, audience: str
) -> None:
    top = VISIBILITIES.index(audience)
    masks = [e for e in others if e.kind not in ("campaign", "retract")] or [added(entries, MASK)]
    changed = [
        e if VISIBILITIES.index(e.visibility) <= top else disguised(e, masks[n % len(masks)])
        for n, e in enumerate(entries)
    ]
    ours, theirs = visible(entries, None, audience), visible(changed, None, audience)
    assert shown(ours, as_of) == shown(theirs, as_of)
    assert withheld(entries, ours) == withheld(changed, theirs)


MASK = (
    {"kind": "report", "subject": "plenary-action", "status": "achieved", "session": 79},
    "2024-12",
    0,
    "public",
)


@MANY
@given(JOURNALS, views, st.sampled_from(VISIBILITIES))
def test_an_audience_never_sees_as_live_what_was_replaced(
    entries: list[Entry], then: date, audience: str
) -> None:
    instant = f"{then}T23:59:59.999Z"
    top = VISIBILITIES.index(audience)
    seen = {e.id for e in live(visible(entries, instant, audience), instant)}
    truth = {e.id for e in live(entries, instant) if VISIBILITIES.index(e.visibility) <= top}
    assert seen - {entries[0].id} == truth - {entries[0].id}


@SOME
@given(JOURNALS, views)
def test_the_campaigns_own_desk_sees_everything_that_is_known(entries: list[Entry], then: date) -> None:
    instant = f"{then}T23:59:59.999Z"
    everything = known(entries, instant)
    seen = visible(entries, instant, "confidential")
    assert seen == everything
    assert withheld(everything, seen) == 0
