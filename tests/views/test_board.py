"""The board and the outlook: right at the edges, at every width, nothing lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book import Book
from tests.states import AS_OF, anything, met, nothing, stand
from tests.views.test_screens import screen
from tracker.core.board import SHOWN, Wanted, members, shown_as, stance_of
from tracker.core.campaign import CampaignState
from tracker.core.stances import POSITIONS, Standing
from tracker.core.tally import Range, Rule, outlook
from tracker.core.text import width
from tracker.views.board import BoardView, wanted_words
from tracker.views.outlook import OutlookView
from tracker.views.theme import ASCII, UNICODE

WIDTHS = st.integers(40, 250)


def state() -> CampaignState:
    return Book(81, "2026-07-20").state(AS_OF.isoformat())


def view(found: list[Standing], rule: Rule | None = None, **options: object) -> OutlookView:
    stances = [stance_of(one, 81) for one in members(found)]
    return OutlookView(state(), found, outlook(stances, rule), **options)  # type: ignore[arg-type]


def words(lines: list[str]) -> str:
    return " ".join(" ".join(line.split()) for line in lines)


def everyone(position: str, evidence: str | None = None) -> dict[str, Standing]:
    found = nothing()
    for one in members(found.values()):
        stand(found, one.state.code, position, evidence=evidence)
    return found


# --- every width


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(found=anything(), columns=WIDTHS, ascii=st.booleans(), rows=st.sampled_from([None, 24]))
def test_no_line_of_the_outlook_is_too_wide_and_every_state_has_its_mark(
    found: list[Standing], columns: int, ascii: bool, rows: int | None
) -> None:
    lines = screen(view(found, rows=rows, ascii=ascii, discount={"pr": 10}), columns)
    assert max(map(width, lines)) <= columns
    assert all(char.isprintable() for line in lines for char in line)
    marks = ASCII if ascii else UNICODE
    board = screen(BoardView(state(), found, ascii=ascii), columns)
    assert max(map(width, board)) <= columns
    signs = {getattr(marks, name) for name in SHOWN}
    text = board[: next(i for i, line in enumerate(board) if line.startswith(f"{marks.sponsor} sponsor"))]
    text = [line for line in text if not line.startswith("one mark")]
    runs = [run for line in text for run in line[:78].split() if set(run) <= signs]
    assert sum(map(len, runs)) == 193
    for name in SHOWN:
        count = sum(shown_as(one, 81) == name for one in members(found))
        assert sum(run.count(getattr(marks, name)) for run in runs) == count


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(found=anything(), columns=WIDTHS, position=st.sampled_from(POSITIONS))
def test_the_list_names_every_state_that_is_kept_once_and_says_how_many(
    found: list[Standing], columns: int, position: str
) -> None:
    wanted = Wanted(positions=(position,))
    lines = screen(BoardView(state(), found, wanted=wanted), columns)
    assert max(map(width, lines)) <= columns
    kept = [one for one in found if one.position == position]
    count = len(members(kept))
    assert f"{count or 'None'} of the 193 States: {position}." in words(lines)
    for one in kept:
        assert sum(one.state.code in line.split() for line in lines) == 1


def test_the_outlook_fits_a_screen_of_80_by_24_with_a_line_for_the_prompt() -> None:
    found = nothing()
    for number in range(1, 30):
        one = stand(found, f"X{number:02}", "opposed", note="not intergovernmental " * 9, evidence="pr")
        met(found, one.state.code, "2026-03-11")
    for number in range(40, 60):
        stand(found, f"X{number}", "supporter", evidence="second-hand")
    lines = screen(view(list(found.values()), rows=24), 80)
    assert len(lines) < 24
    assert "27 more: tracker states" in words(lines)


# --- what is said


def test_nothing_known() -> None:
    said = words(screen(view(list(nothing().values())), 100))
    assert "No position recorded yet." in said
    assert "Nothing can be said yet: 193 of 193 States unknown." in said
    assert "Blockers not known." in said
    assert "Weak no group has a sponsor yet; 193 States never asked." in said
    assert "Yes 0 to 193; may still say so: 193 unknown" in said
    assert "Simple majority 1 to 97 yes needed; 1 to 97 more to win; open" in said
    assert "Two thirds only if the Assembly so decides first: 1 to 129 yes needed" in said
    assert "Hearsay" not in said


def test_everyone_undecided() -> None:
    said = words(screen(view(list(everyone("undecided").values())), 100))
    assert "no State is recorded as opposed or reserved" in said
    assert "Yes 0 to 193; may still say so: 193 undecided" in said
    assert "never asked" not in said
    assert said.count("open") >= 2


def test_everyone_for_it() -> None:
    said = words(screen(view(list(everyone("supporter", "written").values())), 100))
    assert "Yes 193 " in said
    assert "passes whatever the others do, with 192 to spare" in said
    assert "Not voting 0," in said


def test_as_many_for_as_against_is_a_tie_that_does_not_carry() -> None:
    found = everyone("supporter", "written")
    for one in members(found.values())[96:]:
        stand(found, one.state.code, "opposed", evidence="written")
    stand(found, "X193", "reserved", evidence="written")
    lines = screen(view(list(found.values())), 100)
    assert "1 State is" not in words(lines)
    assert "97 States are brought round" in words(lines)
    assert "fails whatever the others do" in words(lines)


def test_fewer_than_a_majority_of_members_present_decide_nothing() -> None:
    found = list(everyone("undecided").values())
    said = words(screen(view(found, Rule(absent=Range(100, 110))), 100))
    assert "no decision: fewer than 97 present" in said
    assert "83 to 93 of 193; a decision takes 97 present, which are not there" in said


def test_a_blocker_is_named_with_what_it_said_and_when_we_last_spoke() -> None:
    found = nothing()
    stand(found, "X02", "opposed", note="not intergovernmental", evidence="pr")
    met(found, "X02", "2026-03-11")
    stand(found, "X70", "reserved", note="wants the list", evidence="second-hand")
    said = words(screen(view(list(found.values())), 160))
    assert (
        'State 002 of the Isles of the Isles (African) opposed: "not intergovernmental"; '
        "last spoke 11 Mar 2026, 131 days ago." in said
    )
    assert '(Asia-Pacific) reserved (second-hand): "wants the list"; no contact on record.' in said
    assert "if 2 States are brought round" in said
    assert "Hearsay 1 position known second-hand or inferred (1 reserved: State 070" in said


def test_hearsay_is_never_counted_as_yes_and_a_discount_shows_what_rests_on_it() -> None:
    found = nothing()
    for number in range(1, 11):
        stand(found, f"X{number:02}", "supporter", evidence="second-hand")
    for number in range(11, 31):
        stand(found, f"X{number}", "supporter", evidence="pr")
    plain = words(screen(view(list(found.values())), 160))
    assert "Yes 20 to 193; may still say so: 10 supporter by hearsay, 163 unknown" in plain
    off = {"second-hand": 50}
    said = words(screen(view(list(found.values()), Rule(discount=off), discount=off), 160))
    assert "Yes 20 to 193" in said
    assert "Discounted with second-hand at 50 % and inferred at 0 %: 25 counted as sure." in said


def test_groups_without_a_sponsor_are_named_and_the_letter_counts_apart() -> None:
    found = nothing()
    lines = screen(view(list(found.values())), 160)
    assert "no letter, no draft, no sponsor recorded" in words(lines)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted(), ""),
        (Wanted(groups=("african", "weog")), ": African States or Western European and other States"),
        (Wanted(never_met=True, positions=("opposed", "reserved")), ": opposed or reserved; never met"),
        (Wanted(not_met_for=90, roles=("original-sponsor",)), ": original sponsor; not met for 90 days"),
        (Wanted(evidence=("pr",), met_not_moved=True), ": said by the PR; met and not moved"),
    ],
)
def test_what_was_asked_for_is_said(wanted: Wanted, said: str) -> None:
    assert wanted_words(wanted) == said


def test_the_day_that_is_looked_at_stands_in_the_heading() -> None:
    lines = screen(BoardView(state(), list(nothing().values())), 80)
    assert lines[0].endswith("as of Mon 20 Jul 2026")
    assert date(2026, 7, 20) == AS_OF
