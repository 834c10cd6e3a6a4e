"""The outlook: consensus first, then a vote in ranges, and what is hearsay apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tracker.core.states import GROUPS, load
from tracker.core.tally import (
    POSITIONS,
    SOURCES,
    Outlook,
    Range,
    Rule,
    Stance,
    carried,
    complete,
    outlook,
)
from tracker.core.when import of_iso

FILE = Path(__file__).parents[2] / "data" / "member-states.csv"
MEMBERS = load(FILE.read_text(encoding="utf-8")).members

#: Nothing on record about any of 193 Members without a name: `af-00` to `we-28`, by group.
NOTHING = tuple(Stance(f"{g[:2]}-{n:02}", g) for g, group in GROUPS.items() for n in range(group.size))


def stances(*runs: tuple[int, str, str | None]) -> tuple[Stance, ...]:
    """So many Members with a position and its evidence, in order; the rest unknown."""
    wanted = [(position, evidence) for count, position, evidence in runs for _ in range(count)]
    wanted += [("unknown", None)] * (193 - len(wanted))
    return tuple(
        replace(stance, position=position, evidence=evidence)
        for stance, (position, evidence) in zip(NOTHING, wanted, strict=True)
    )


def of(*runs: tuple[int, str], evidence: str = "written", rule: Rule | None = None) -> Outlook:
    return outlook(stances(*((count, position, evidence) for count, position in runs)), rule)


# --- the edges


def test_nothing_known_is_open_from_none_to_all() -> None:
    found = outlook(NOTHING)
    assert (found.known, found.counts["unknown"], len(found.consensus.never_asked)) == (0, 193, 193)
    assert found.vote.yes == found.vote.no == found.vote.voting == Range(0, 193)
    assert found.vote.simple.verdict == found.vote.two_thirds.verdict == "open"
    assert found.vote.simple.more == Range(1, 97)
    assert found.vote.two_thirds.more == Range(1, 129)
    assert found.consensus.without_sponsor == tuple(GROUPS)
    assert found.consensus.blockers == ()


def test_everyone_undecided_is_as_open_but_everyone_was_asked() -> None:
    found = of((193, "undecided"), evidence="pr")
    assert found.vote.yes == found.vote.no == Range(0, 193)
    assert found.vote.simple.verdict == "open"
    assert (found.known, found.consensus.never_asked) == (193, ())


def test_a_tie_is_rejected() -> None:
    found = of((96, "supporter"), (96, "opposed"), (1, "undecided"))
    assert found.vote.simple.verdict == "open"
    tied = of((96, "supporter"), (96, "opposed"), (1, "undecided"), rule=Rule(absent=Range(1, 1)))
    assert (tied.vote.yes, tied.vote.no) == (Range(96, 96), Range(96, 96))
    assert tied.vote.simple.verdict == "fails"
    assert tied.vote.simple.more == Range(1, 1)
    assert not carried(96, 96)
    assert not carried(0, 0)
    assert not carried(0, 0, 2)


def test_fewer_than_a_majority_of_members_present_decide_nothing() -> None:
    few = of((90, "supporter"), rule=Rule(absent=Range(97, 103)))
    assert few.vote.quorum == 97
    assert few.vote.present == Range(90, 96)
    assert few.vote.decides == "no"
    assert few.vote.simple.verdict == few.vote.two_thirds.verdict == "no-decision"
    assert of((90, "supporter"), rule=Rule(absent=Range(90, 97))).vote.decides == "open"
    assert of((97, "supporter"), rule=Rule(absent=Range(0, 96))).vote.decides == "yes"
    assert of((96, "supporter")).vote.decides == "open"
    assert of((97, "supporter")).vote.decides == "yes"


def test_everyone_absent_is_no_error() -> None:
    found = outlook(NOTHING, Rule(absent=Range(193, 193)))
    assert found.vote.yes == found.vote.no == found.vote.voting == Range(0, 0)
    assert found.vote.simple.verdict == "no-decision"


def test_everyone_opposed_or_in_favour() -> None:
    against = of((193, "opposed"))
    assert against.vote.simple.verdict == "fails"
    assert against.vote.simple.more == Range(97, 97)
    assert against.vote.two_thirds.more == Range(129, 129)
    favour = of((193, "supporter"))
    assert favour.vote.simple.verdict == favour.vote.two_thirds.verdict == "passes"
    assert favour.vote.simple.more == Range(0, 0)
    assert favour.vote.simple.spare == 192


# --- majorities


@pytest.mark.parametrize(
    ("yes", "no", "simple", "two_thirds"),
    [(97, 96, True, False), (96, 97, False, False), (129, 64, True, True), (128, 65, True, False),
     (1, 0, True, True), (2, 1, True, True), (95, 17, True, True)],
)  # fmt: skip
def test_only_yes_and_no_count(yes: int, no: int, simple: bool, two_thirds: bool) -> None:
    assert (carried(yes, no), carried(yes, no, 2)) == (simple, two_thirds)


def test_ninety_seven_sure_votes_carry_it_whoever_comes() -> None:
    assert of((96, "supporter")).vote.simple.verdict == "open"
    found = of((97, "supporter"))
    assert found.vote.simple.verdict == "passes"
    assert (found.vote.two_thirds.verdict, found.vote.two_thirds.more.high) == ("open", 32)
    assert found.vote.simple.needed == Range(49, 97)
    assert found.vote.simple.spare == 0


def test_how_many_more_are_needed_is_a_range() -> None:
    found = of((40, "supporter"), (10, "opposed"), (20, "leaning"))
    assert found.vote.yes == Range(40, 183)
    assert found.vote.no == Range(10, 133)  # those who lean towards it will not say no
    assert found.vote.voting == Range(50, 193)
    assert found.vote.not_voting == Range(0, 143)
    assert found.vote.simple.more == Range(0, 47)  # 40 beat 10; 87 beat 133 - 47
    assert found.vote.two_thirds.more == Range(0, 76)


def test_the_reserved_will_not_say_yes() -> None:
    found = of((40, "supporter"), (100, "reserved"))
    assert found.vote.yes == Range(40, 93)
    assert found.vote.no == Range(0, 153)
    assert of((40, "supporter"), (97, "opposed")).vote.simple.verdict == "fails"


def test_absence_narrows_what_the_open_ones_can_do() -> None:
    found = of((60, "supporter"), (20, "opposed"), rule=Rule(absent=Range(30, 60)))
    assert found.vote.yes == Range(60, 143)
    assert found.vote.no == Range(20, 103)
    assert found.vote.present == Range(133, 163)
    more = of((100, "supporter"), (20, "opposed"), rule=Rule(absent=Range(0, 80)))
    assert more.vote.yes.low == 93  # 73 are bound by nothing: at the worst 7 supporters are missing too
    assert more.vote.no.low == 13


# --- hearsay


def test_what_is_second_hand_or_inferred_is_shown_apart_and_never_counted_as_yes() -> None:
    found = outlook(
        stances((50, "supporter", "written"), (30, "supporter", "second-hand"), (20, "supporter", "inferred"),
                (5, "opposed", "second-hand"), (3, "leaning", "inferred"))
    )  # fmt: skip
    assert found.counts["supporter"] == 100
    assert found.vote.yes == Range(50, 188)  # a rumour of opposition is no yes either
    assert found.vote.no == Range(0, 143)  # nor is it a no that is sure
    assert found.vote.simple.verdict == "open"
    assert {position: len(found.weak[position]) for position in found.weak} == {
        "supporter": 50, "leaning": 3, "undecided": 0, "reserved": 0, "opposed": 5,
    }  # fmt: skip
    assert len(found.consensus.blockers) == 5


def test_a_discount_shows_how_much_rests_on_weak_evidence() -> None:
    runs = stances(
        (80, "supporter", "written"), (20, "supporter", "delegate"), (30, "supporter", "second-hand")
    )
    assert outlook(runs).discounted is None
    half = outlook(runs, Rule(discount={"second-hand": 50, "delegate": 25}))
    assert half.vote.yes.low == 100  # the vote itself stays as it is
    assert half.discounted is not None
    assert half.discounted.yes.low == 80 + 15 + 15
    only_firm = outlook(runs, Rule(discount={"delegate": 25})).discounted
    assert only_firm is not None
    assert only_firm.yes.low == 80 + 15  # hearsay counts nothing unless its discount is named
    none = outlook(runs, Rule(discount={"second-hand": 100}))
    assert none.discounted == none.vote
    all_of_them = outlook(runs, Rule(discount={"second-hand": 0}))
    assert all_of_them.discounted is not None
    assert all_of_them.discounted.yes.low == 130
    assert all_of_them.discounted.two_thirds.verdict == "passes"


def test_a_discount_is_rounded_down() -> None:
    found = outlook(stances((3, "supporter", "pr")), Rule(discount={"pr": 50}))
    assert found.discounted is not None
    assert found.discounted.yes.low == 1


def test_a_position_without_evidence_counts_and_is_named() -> None:
    found = outlook(stances((10, "supporter", None), (5, "opposed", "written")))
    assert found.vote.yes.low == 10
    assert [stance.position for stance in found.ungraded] == ["supporter"] * 10


# --- consensus


def board(*known: Stance) -> tuple[Stance, ...]:
    """All Members, these as they are and nothing on record about the others."""
    by_code = {stance.state: stance for stance in known}
    return tuple(by_code.get(stance.state, stance) for stance in NOTHING)


def one(code: str, position: str, evidence: str | None = None, met: str = "", *roles: str) -> Stance:
    group = next(stance.group for stance in NOTHING if stance.state == code)
    return Stance(code, group, position, evidence, frozenset(roles), of_iso(met) if met else None)


def test_blockers_come_opposed_first_then_firm_then_those_met_longest_ago() -> None:
    found = outlook(
        board(
            one("af-01", "reserved", "pr", "2024-09"),
            one("af-02", "reserved", "written"),
            one("af-03", "opposed", "inferred", "2023"),
            one("af-04", "opposed", "delegate", "2024-10-01"),
            one("af-05", "opposed", "delegate", "2024-02"),
            one("af-06", "supporter", "written"),
        )
    )
    assert [s.state for s in found.consensus.blockers] == ["af-05", "af-04", "af-03", "af-02", "af-01"]
    assert found.consensus.blockers[0].last_contact == of_iso("2024-02")


def test_groups_without_a_sponsor() -> None:
    found = outlook(
        board(
            one("gr-01", "supporter", "written", "", "signatory", "original-sponsor"),
            one("gr-02", "supporter", "written", "", "sponsor"),
            one("we-01", "supporter", "written", "", "spoke-for", "signatory"),
        )
    ).consensus
    assert found.sponsors == dict.fromkeys(GROUPS, 0) | {"grulac": 2}
    assert found.without_sponsor == ("african", "asia-pacific", "eastern-european", "weog")


def test_never_asked_is_where_nothing_at_all_is_on_record() -> None:
    asked = (one("af-01", "unknown", None, "2024-07"), one("we-01", "unknown", None, "", "member"))
    never = outlook(board(*asked, one("we-02", "undecided"))).consensus.never_asked
    assert {stance.state for stance in NOTHING} - {s.state for s in never} == {"af-01", "we-01", "we-02"}


def test_a_board_is_completed_for_the_members_alone() -> None:
    known = {"PRT": Stance("PRT", "weog", "undecided"), "VAT": Stance("VAT", "", "undecided")}
    found = complete(MEMBERS, known)
    assert len(found) == 193
    assert [stance for stance in found if stance.position != "unknown"] == [known["PRT"]]
    assert [stance.group for stance in found] == [state.group for state in MEMBERS]
    assert outlook(found).counts == {**dict.fromkeys(POSITIONS, 0), "undecided": 1, "unknown": 192}


@pytest.mark.parametrize(
    "wrong",
    [
        NOTHING[:-1],
        (*NOTHING, Stance("x-01", "weog")),
        (*NOTHING[:-1], NOTHING[0]),
        (*NOTHING[:-1], replace(NOTHING[-1], position="keen")),
        (*NOTHING[:-1], replace(NOTHING[-1], position="supporter", evidence="rumour")),
        (*NOTHING[:-1], replace(NOTHING[-1], evidence="written")),
        (*NOTHING[:-1], replace(NOTHING[-1], group="")),
    ],
)
def test_what_is_no_stance_of_each_member_is_refused(wrong: tuple[Stance, ...]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        outlook(wrong)


@pytest.mark.parametrize(
    "rule",
    [Rule(absent=Range(5, 4)), Rule(absent=Range(0, 194)), Rule(absent=Range(-1, 4)),
     Rule(discount={"pr": 101}), Rule(discount={"rumour": 5})],
)  # fmt: skip
def test_an_impossible_rule_is_refused(rule: Rule) -> None:
    with pytest.raises(ValueError, match=r"absent|discount"):
        outlook(NOTHING, rule)


def test_a_smaller_body_counts_its_own_members() -> None:
    found = outlook(NOTHING[:19], Rule(members=19))
    assert (found.vote.quorum, found.vote.simple.needed.high) == (10, 10)


def test_what_is_from_memory_is_marked() -> None:
    assert {key for key, basis in SOURCES.items() if not basis.verified} == {
        "committee",
        "voting",
        "tie",
        "quorum",
    }
    assert all(basis.url for basis in SOURCES.values() if basis.verified)
