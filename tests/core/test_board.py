"""The board: what its filters keep, who counts as a sponsor, since when, and who moved."""

from __future__ import annotations

import pytest

from tests.states import AS_OF, INVENTED, entry, met, nothing, stand
from tracker.core.board import (
    SPONSOR,
    Wanted,
    blockers,
    counts,
    days_since,
    met_not_moved,
    shown_as,
    since,
    sponsoring,
    stance_of,
)
from tracker.core.stances import UNKNOWN, Role, Standing, stances
from tracker.core.when import day


def kept(found: dict[str, Standing], wanted: Wanted, session: int = 81) -> list[str]:
    return [one.state.code for one in found.values() if wanted.keeps(one, session, AS_OF)]


def role(one: Standing, name: str, session: int | None = 81) -> None:
    said = entry("position", AS_OF, subject=one.state.code, roles=(name,), session=session)
    one.roles = (*one.roles, Role(name, session, day(AS_OF), said))


def test_filters_combine_and_several_words_of_one_kind_are_alternatives() -> None:
    found = nothing()
    stand(found, "X01", "opposed")
    stand(found, "X02", "reserved", evidence="second-hand")
    stand(found, "X60", "reserved", evidence="written")
    assert kept(found, Wanted(positions=("opposed", "reserved"))) == ["X01", "X02", "X60"]
    assert kept(found, Wanted(groups=("african",), positions=("opposed", "reserved"))) == ["X01", "X02"]
    assert kept(found, Wanted(evidence=("second-hand", "inferred"))) == ["X02"]
    assert kept(found, Wanted(groups=("weog",), positions=("opposed",))) == []
    assert len(kept(found, Wanted(positions=(UNKNOWN,)))) == 192  # the two observers too
    assert len(kept(found, Wanted(groups=("weog", "grulac")))) == 29 + 33
    assert len(kept(found, Wanted())) == 195
    assert not Wanted().anything
    assert Wanted(not_met_for=0).anything


def test_not_met_for_some_days_holds_for_those_who_were_never_met() -> None:
    found = nothing()
    met(found, "X01", "2026-04-21")  # 90 days before
    met(found, "X02", "2026-04-22")
    met(found, "X03", "2026-04")  # any day of April: it counts from the last
    assert days_since(found["X01"].last_contact, AS_OF) == 90
    unmet = kept(found, Wanted(not_met_for=90))
    assert ("X01" in unmet, "X02" in unmet, "X03" in unmet, "X04" in unmet) == (True, False, False, True)
    never = kept(found, Wanted(never_met=True))
    assert not {"X01", "X02", "X03"} & set(never)
    assert len(never) == 192


def test_a_sponsor_is_an_original_one_too_and_roles_are_those_of_the_session() -> None:
    found = nothing()
    for code, name, session in (
        ("X01", "sponsor", 81),
        ("X02", "original-sponsor", 81),
        ("X03", "sponsor", 80),
    ):
        role(stand(found, code, "supporter"), name, session)
    role(stand(found, "X04", "supporter"), "member", None)
    assert kept(found, Wanted(roles=("sponsor",))) == ["X01", "X02"]
    assert kept(found, Wanted(roles=("original-sponsor",))) == ["X02"]
    assert kept(found, Wanted(roles=("member", "original-sponsor"))) == ["X02", "X04"]
    assert kept(found, Wanted(roles=("sponsor",)), 80) == ["X03"]
    assert [shown_as(found[code], 81) for code in ("X01", "X02", "X03", "X04")] == [
        SPONSOR, SPONSOR, "supporter", "supporter",
    ]  # fmt: skip
    assert sponsoring(found.values(), 81) == (0, 1, 2)


def test_a_sponsor_that_came_to_be_opposed_is_shown_as_opposed() -> None:
    found = nothing()
    role(stand(found, "X01", "opposed"), "sponsor")
    assert shown_as(found["X01"], 81) == "opposed"


def test_since_is_the_first_entry_of_the_unbroken_run() -> None:
    said = [
        entry("position", "2026-01-05", 1, subject="X01", position="leaning"),
        entry("position", "2026-02-05", 2, subject="X01", position="reserved"),
        entry("contact", "2026-03-05", 3, subject="X01", position="leaning"),
        entry("position", "2026-04-05", 4, subject="X01", position="leaning"),
    ]
    found = since(stances(INVENTED, said, AS_OF, None)["X01"])
    assert found is not None and found.text == "2026-03-05"
    assert since(nothing()["X01"]) is None


def test_a_sponsor_that_leaves_has_moved_even_to_what_it_said_before() -> None:
    said = [
        entry("position", "2026-01-05", 1, subject="X01", position="leaning"),
        entry("position", "2026-02-05", 2, subject="X01", roles=("sponsor",), session=81),
        entry("contact", "2026-03-05", 3, subject="X01"),
    ]
    left = entry("position", "2026-04-05", 4, subject="X01", position="none", roles=("sponsor",), session=81)
    one = stances(INVENTED, [*said, left], AS_OF, None)["X01"]
    moved = since(one)
    assert one.position == "leaning"
    assert moved is not None and moved.text == "2026-04-05"
    assert not met_not_moved(one)
    one = stances(INVENTED, [*said[1:], left], AS_OF, None)["X01"]
    assert (one.position, since(one), met_not_moved(one)) == ("unknown", None, False)


@pytest.mark.parametrize(
    ("position", "said", "contact", "expected"),
    [
        ("undecided", "2026-03-01", "2026-05-01", True),
        ("undecided", "2026-05-01", "2026-05-01", False),  # moved at that contact
        ("undecided", "2026-06-01", "2026-05-01", False),  # moved after it
        ("undecided", "2026-05", "2026-05-20", False),  # may have moved after it
        ("supporter", "2026-03-01", "2026-05-01", False),  # has no need to move
        ("unknown", None, "2026-05-01", True),
        ("undecided", "2026-03-01", None, False),
    ],
)
def test_met_and_not_moved(position: str, said: str | None, contact: str | None, expected: bool) -> None:
    found = nothing()
    if said is not None:
        stand(found, "X01", position, said)
    if contact is not None:
        met(found, "X01", contact)
    assert met_not_moved(found["X01"]) is expected


def test_blockers_are_members_the_opposed_first_and_firm_evidence_before_hearsay() -> None:
    found = nothing()
    stand(found, "X05", "reserved")
    stand(found, "X06", "opposed", evidence="inferred")
    stand(found, "X07", "opposed", evidence="pr")
    stand(found, "Z1", "opposed")
    assert [one.state.code for one in blockers(found.values())] == ["X07", "X06", "X05"]
    assert counts(found.values()) == {
        "supporter": 0, "leaning": 0, "undecided": 0, "reserved": 1, "opposed": 2, "unknown": 190,
    }  # fmt: skip


def test_what_the_outlook_is_told() -> None:
    found = nothing()
    role(stand(found, "X01", "supporter", evidence="written"), "sponsor")
    met(found, "X01", "2026-05")
    stance = stance_of(found["X01"], 81)
    assert (stance.state, stance.group, stance.position, stance.evidence) == (
        "X01",
        "african",
        "supporter",
        "written",
    )
    assert stance.roles == {"sponsor"}
    assert stance.last_contact is not None and stance.last_contact.text == "2026-05"
    assert stance_of(found["X01"], 82).roles == frozenset()
    assert stance_of(found["X02"], 81).never_asked
