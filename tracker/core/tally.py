"""The outlook: what the positions of all Members add up to, under the rules of decision.

Consensus comes first, because that is how such a request passes: who could block, which groups have no
sponsor, who was never asked. The vote comes second, and in ranges: nobody knows who will be in the room.

How a stance counts in a vote:

| position  | evidence written, pr, delegate or none given | evidence second-hand or inferred |
|-----------|----------------------------------------------|----------------------------------|
| supporter | yes                                          | yes, no or neither               |
| leaning   | yes or neither                               | yes, no or neither               |
| undecided | yes, no or neither                           | yes, no or neither               |
| unknown   | yes, no or neither                           |                                  |
| reserved  | no or neither                                | no or neither                    |
| opposed   | no                                           | no or neither                    |

So what rests on weak evidence is never counted as yes, and a rumour of opposition is not waved away. `yes`
from 40 to 160 means that 40 have said so and 160 is what all others that may say so would make.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from tracker.core.states import GROUPS, State
from tracker.core.when import When

POSITIONS = ("supporter", "leaning", "undecided", "reserved", "opposed", "unknown")
EVIDENCE = ("written", "pr", "delegate", "second-hand", "inferred")
WEAK = frozenset({"second-hand", "inferred"})
SPONSORS = frozenset({"original-sponsor", "sponsor"})


class Basis(NamedTuple):
    """What a part of the arithmetic rests on; `verified` is False for what to look up before quoting it."""

    text: str
    url: str | None
    verified: bool


_CHARTER = "https://books.google.rs/books?id=O3DQAAAAMAAJ&pg=PA399"

SOURCES: dict[str, Basis] = {
    "simple": Basis(
        "Charter, Article 18(3): observer status is no question of Article 18(2)", _CHARTER, True
    ),
    "two-thirds": Basis("Charter, Article 18: only if the Assembly first decides so", _CHARTER, True),
    "committee": Basis("rule 125: committees decide by a simple majority", None, False),
    "voting": Basis("rules 86 and 126: present and voting are those who say yes or no", None, False),
    "tie": Basis("rules 95 and 133: a tie is rejected, in plenary after a second vote", None, False),
    "quorum": Basis("rules 67 and 108: decisions take a majority of the Members present", None, False),
}


class Range(NamedTuple):
    """From the fewest to the most, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Stance:
    """Where one Member stands: what `outlook` takes.

    A role that implies a position (a sponsor is a supporter) is in `position` already. `roles` are those of
    the session that is looked at. `last_contact` is the date of the last one, None if there was none.
    """

    state: str  # alpha-3
    group: str
    position: str = "unknown"
    evidence: str | None = None
    roles: frozenset[str] = frozenset()
    last_contact: When | None = None
    asked: bool = False  # something is on record, be it only what was cleared since

    @property
    def weak(self) -> bool:
        """Whether it rests on what others said, or on nothing that was said."""
        return self.evidence in WEAK

    @property
    def never_asked(self) -> bool:
        """Whether nothing at all is on record: no position, no role, no contact."""
        known = self.position != "unknown" or self.roles or self.last_contact is not None
        return not (known or self.asked)


@dataclass(frozen=True, slots=True)
class Rule:
    """Who decides, and what is taken for granted.

    `absent`: how many Members stay away, from and to; by default none to all those who are bound by nothing
    they said. Those are taken to be the first to stay away, so firm supporters are missing only beyond them.
    `discount`: by grade of evidence, the percentage by which supporters are discounted in `discounted`; a
    grade not named has 0, second-hand and inferred 100.
    """

    members: int = 193
    absent: Range | None = None
    discount: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Consensus:
    """Whether anybody stands in the way of a decision without a vote.

    `blockers`: the opposed, then the reserved; firm evidence first, then those whom we met longest ago.
    `sponsors`: how many there are by group; `without_sponsor`: the groups that have none.
    """

    blockers: tuple[Stance, ...]
    sponsors: Mapping[str, int]
    without_sponsor: tuple[str, ...]
    never_asked: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Majority:
    """What one majority takes.

    `needed`: the yes votes that carry it, with the fewest and with the most voting. `more`: how many are
    still lacking beyond those that are sure: if nobody else says no, and to be certain whatever the others
    do. `verdict`: `passes` or `fails` whatever the open ones do, else `open`; `no-decision` where too few are
    present. `spare`: how many sure votes may stay away and it passes still; 0 unless it passes.
    """

    needed: Range
    more: Range
    verdict: str
    spare: int


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote, if one is called. All ranges are in Members.

    `voting` are those who say yes or no, `not_voting` abstain or stay away. `quorum` is how many must be
    present for a decision; `decides` says whether they are: `yes`, `no` or `open`.
    """

    yes: Range
    no: Range
    voting: Range
    not_voting: Range
    absent: Range
    present: Range
    quorum: int
    decides: str
    simple: Majority
    two_thirds: Majority


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the stances add up to.

    `counts` and each of `by_group` are by position, every position there, and add up to the Members.
    `weak`: what rests on second-hand or inferred evidence, by position (none of `unknown`). `ungraded`: the
    positions without evidence. `discounted`: the vote with supporters as discounted, rounded down and
    counted as sure; None unless a discount was asked for.
    """

    stances: tuple[Stance, ...]
    counts: Mapping[str, int]
    by_group: Mapping[str, Mapping[str, int]]
    consensus: Consensus
    vote: Vote
    weak: Mapping[str, tuple[Stance, ...]]
    ungraded: tuple[Stance, ...]
    discounted: Vote | None

    @property
    def known(self) -> int:
        """How many Members have a position on record."""
        return len(self.stances) - self.counts["unknown"]


def complete(members: Iterable[State], known: Mapping[str, Stance]) -> tuple[Stance, ...]:
    """A stance for each Member, `unknown` where nothing is on record; what is no Member's is left out."""
    return tuple(known.get(state.code) or Stance(state.code, state.group) for state in members)


def outlook(stances: Iterable[Stance], rule: Rule | None = None) -> Outlook:
    """What the stances of all Members add up to, for consensus and in a vote.

    Takes one stance for each of `rule.members`, as `complete` gives them. Raises ValueError for another
    number of them, a State given twice, a word that is no position, evidence or group, an impossible absence.
    """
    rule, given = rule or Rule(), tuple(stances)
    _check(given, rule)
    groups = [group for group in GROUPS if any(stance.group == group for stance in given)]
    sure, weak = _counts(s for s in given if not s.weak), _counts(s for s in given if s.weak)
    return Outlook(
        given,
        _counts(given),
        {group: _counts(s for s in given if s.group == group) for group in groups},
        _consensus(given, groups),
        _vote(sure, weak, rule, sure["supporter"]),
        {p: tuple(s for s in given if s.weak and s.position == p) for p in POSITIONS if p != "unknown"},
        tuple(s for s in given if s.evidence is None and s.position != "unknown"),
        _vote(sure, weak, rule, _discounted(given, rule.discount)) if rule.discount else None,
    )


def _check(stances: tuple[Stance, ...], rule: Rule) -> None:
    if len(stances) != rule.members or len({stance.state for stance in stances}) != rule.members:
        raise ValueError(f"{len(stances)} stances for {rule.members} Members")
    for stance in stances:
        if stance.position not in POSITIONS or stance.evidence not in (None, *EVIDENCE):
            raise ValueError(f"{stance.state}: {stance.position}, {stance.evidence}")
        if stance.position == "unknown" and stance.evidence is not None:
            raise ValueError(f"{stance.state}: evidence without a position")
        if stance.group not in GROUPS:
            raise ValueError(f"{stance.state}: group {stance.group}")
    if rule.absent is not None and not 0 <= rule.absent.low <= rule.absent.high <= rule.members:
        raise ValueError(f"absent: {rule.absent}")
    for grade, percent in rule.discount.items():
        if grade not in EVIDENCE or not 0 <= percent <= 100:
            raise ValueError(f"discount: {grade} {percent}")


def _counts(stances: Iterable[Stance]) -> dict[str, int]:
    counts = dict.fromkeys(POSITIONS, 0)
    for stance in stances:
        counts[stance.position] += 1
    return counts


# --- consensus


def _consensus(stances: tuple[Stance, ...], groups: list[str]) -> Consensus:
    blockers = [stance for stance in stances if stance.position in ("opposed", "reserved")]
    blockers.sort(key=_urgency)
    sponsors = {g: sum(s.group == g and bool(s.roles & SPONSORS) for s in stances) for g in groups}
    return Consensus(
        tuple(blockers),
        sponsors,
        tuple(group for group, count in sponsors.items() if not count),
        tuple(stance for stance in stances if stance.never_asked),
    )


def _urgency(stance: Stance) -> tuple[bool, bool, str, str]:
    met = stance.last_contact.last.isoformat() if stance.last_contact else ""
    return stance.position != "opposed", stance.weak, met, stance.state


# --- the vote


def _discounted(stances: tuple[Stance, ...], discount: Mapping[str, int]) -> int:
    """The supporters that are left when each grade of evidence is discounted, rounded down."""
    off = {**dict.fromkeys(WEAK, 100), **discount}
    return sum(100 - off.get(s.evidence or "", 0) for s in stances if s.position == "supporter") // 100


def _vote(sure: Mapping[str, int], weak: Mapping[str, int], rule: Rule, supporters: int) -> Vote:
    """The vote with so many sure supporters, whatever the evidence of those is."""
    opposed = sure["opposed"]
    bound = supporters + opposed
    free = rule.members - bound  # may do this or that
    not_yes = sure["reserved"] + weak["reserved"] + weak["opposed"]
    not_no = sure["leaning"]
    absent = rule.absent or Range(0, free)
    missing = max(0, absent.high - free)  # of those bound by what they said, at the most
    come = max(0, free - absent.low)  # of the free, at the most
    present = Range(rule.members - absent.high, rule.members - absent.low)
    yes = Range(max(0, supporters - missing), min(supporters + min(free - not_yes, come), present.high))
    no = Range(max(0, opposed - missing), min(opposed + min(free - not_no, come), present.high))
    voting = Range(max(0, bound - missing), present.high)
    quorum = rule.members // 2 + 1
    decides = "yes" if present.low >= quorum else "open" if present.high >= quorum else "no"
    return Vote(
        yes,
        no,
        voting,
        Range(rule.members - voting.high, rule.members - voting.low),
        absent,
        present,
        quorum,
        decides,
        _majority(1, yes, no, voting, come, decides),
        _majority(2, yes, no, voting, come, decides),
    )


def carried(yes: int, no: int, times: int = 1) -> bool:
    """Whether a vote passes: more yes than no; with `times` 2, at least two thirds of the two together.

    A tie is rejected (rules 95 and 133), and so is what nobody votes for.
    """
    return yes > no if times == 1 else yes >= max(1, times * no)


def _majority(times: int, yes: Range, no: Range, voting: Range, free: int, decides: str) -> Majority:
    if decides == "no":
        verdict = "no-decision"
    elif carried(yes.low, no.high, times):
        verdict = "passes"
    else:
        verdict = "open" if carried(yes.high, no.low, times) else "fails"

    def lacking(against: int) -> int:
        """The votes to be won: of the free, those who may say no first; then of the opposed."""
        left = ((more, max(no.low, against - more) - max(0, more - free)) for more in count())
        return next(more for more, nos in left if carried(yes.low + more, max(0, nos), times))

    enough = next(votes for votes in count() if carried(votes, no.high, times))
    return Majority(
        Range(_needed(voting.low, times), _needed(voting.high, times)),
        Range(lacking(no.low), lacking(no.high)),
        verdict,
        yes.low - enough if verdict == "passes" else 0,
    )


def _needed(voting: int, times: int) -> int:
    """The fewest yes votes that carry it with so many voting."""
    return next(yes for yes in count() if carried(yes, max(0, voting - yes), times))
