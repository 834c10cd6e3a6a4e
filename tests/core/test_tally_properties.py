"""The outlook, whatever the 193 said: counts add up, ranges hold, and winning a Member over never harms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.core.test_tally import stances
from tracker.core.states import GROUPS
from tracker.core.tally import EVIDENCE, POSITIONS, Range, Rule, Stance, carried, outlook

_known = st.tuples(st.sampled_from(POSITIONS[:-1]), st.sampled_from([None, *EVIDENCE]))
_any = st.just(("unknown", None)) | _known
_boards = st.lists(st.tuples(st.integers(0, 193), _any), max_size=8).map(
    lambda runs: stances(*((count, *one) for count, one in _fitting(runs)))
)


def _fitting(runs: Sequence[tuple[int, tuple[str, str | None]]]) -> list[tuple[int, tuple[str, str | None]]]:
    left, out = 193, []
    for count, one in runs:
        out.append((min(count, left), one))
        left -= out[-1][0]
    return out


_absent = st.none() | st.tuples(st.integers(0, 193), st.integers(0, 193)).map(lambda p: Range(min(p), max(p)))
_rules = st.builds(
    Rule, absent=_absent, discount=st.dictionaries(st.sampled_from(EVIDENCE), st.integers(0, 100), max_size=3)
)


@given(_boards, _rules)
def test_counts_add_up_and_every_range_is_within_bounds(known: tuple[Stance, ...], rule: Rule) -> None:
    found = outlook(known, rule)
    assert sum(found.counts.values()) == 193
    assert sum(sum(counts.values()) for counts in found.by_group.values()) == 193
    assert {g: sum(c.values()) for g, c in found.by_group.items()} == {g: x.size for g, x in GROUPS.items()}
    for vote in filter(None, (found.vote, found.discounted)):
        for low, high in (vote.yes, vote.no, vote.voting, vote.not_voting, vote.absent, vote.present):
            assert 0 <= low <= high <= 193
        assert vote.voting.low + vote.not_voting.high == vote.voting.high + vote.not_voting.low == 193
        assert vote.yes.high <= vote.present.high
        assert vote.no.high <= vote.present.high
        for majority in (vote.simple, vote.two_thirds):
            assert 0 <= majority.more.low <= majority.more.high <= 193
            assert 1 <= majority.needed.low <= majority.needed.high
            assert 0 <= majority.spare <= vote.yes.low
        assert vote.simple.more.high <= vote.two_thirds.more.high
        assert not (vote.two_thirds.verdict == "passes" and vote.simple.verdict != "passes")
    firm = Counter(s.position for s in known if not s.weak)
    assert found.vote.yes.low <= firm["supporter"]
    assert found.vote.yes.high <= 193 - firm["opposed"] or rule.absent is not None


@given(_boards, _absent, st.integers(0, 192), st.sampled_from(["written", "pr", "delegate", None]))
def test_winning_a_member_over_never_lowers_the_sure_yes(
    known: tuple[Stance, ...], absent: Range | None, place: int, evidence: str | None
) -> None:
    before = outlook(known, Rule(absent=absent)).vote
    won = replace(known[place], position="supporter", evidence=evidence)
    after = outlook((*known[:place], won, *known[place + 1 :]), Rule(absent=absent)).vote
    assert after.yes.low >= before.yes.low
    assert after.yes.high >= before.yes.high
    assert after.no.high <= before.no.high
    assert after.simple.more.high <= before.simple.more.high
    assert after.two_thirds.more.high <= before.two_thirds.more.high


@given(_boards, st.integers(0, 192), st.sampled_from(["second-hand", "inferred"]))
def test_hearsay_never_raises_the_sure_yes(known: tuple[Stance, ...], place: int, evidence: str) -> None:
    before = outlook(known)
    heard = replace(known[place], position="supporter", evidence=evidence)
    after = outlook((*known[:place], heard, *known[place + 1 :]))
    assert after.vote.yes.low <= before.vote.yes.low


@given(_boards, st.data())
def test_what_is_certain_holds_in_any_vote_that_the_stances_allow(
    known: tuple[Stance, ...], data: st.DataObject
) -> None:
    found = outlook(known).vote
    free = "yes no neither"
    allowed = {
        "supporter": "yes", "leaning": "yes neither", "undecided": free, "unknown": free,
        "reserved": "no neither", "opposed": "no",
    }  # fmt: skip
    hearsay = {**dict.fromkeys(POSITIONS, free), "reserved": "no neither", "opposed": "no neither"}
    chance = data.draw(st.randoms(use_true_random=False))
    votes = Counter(chance.choice((hearsay if s.weak else allowed)[s.position].split()) for s in known)
    assert found.yes.low <= votes["yes"] <= found.yes.high
    assert found.no.low <= votes["no"] <= found.no.high
    assert found.voting.low <= votes["yes"] + votes["no"] <= found.voting.high
    for majority, times in ((found.simple, 1), (found.two_thirds, 2)):
        passed = carried(votes["yes"], votes["no"], times)
        assert majority.verdict != ("fails" if passed else "passes")


@given(st.integers(0, 193), st.integers(0, 193))
def test_two_thirds_is_what_the_fraction_says(yes: int, no: int) -> None:
    assert carried(yes, no, 2) == (yes > 0 and 3 * yes >= 2 * (yes + no))
