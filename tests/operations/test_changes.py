"""What changed since the Council, as an office would ask it."""

from __future__ import annotations

import pytest

from tests.operations.office import Office
from tracker.core.comparison import Comparison
from tracker.core.errors import UserError
from tracker.core.text import Unknown
from tracker.operations import changes as operation
from tracker.operations.changes import NoDates, NotYet, WrongWay
from tracker.operations.moved import UnknownBaseline


@pytest.fixture
def council(office: Office) -> Office:
    """A campaign with a plan, on the day after a Council at which a mark was set."""
    office.on("2024-09-24").new(80)
    office.log("mandate", "achieved", on="2024-09-13")
    office.plan("letter", "2025-06-20")
    office.plan("dossier", "2025-02-01")
    office.on("2024-12-10").mark("last-council")
    return office.on("2024-12-11")


def look(office: Office, step: str | None = None, **words: str) -> Comparison:
    return operation.changes(office.where, step, **words)


def moved(found: Comparison) -> dict[str, tuple[int, str | None]]:
    return {m.moved.item.step.key: (m.moved.days, m.cause.because) for m in found.moved}


def test_nothing_since(council: Office) -> None:
    found = look(council)
    assert found.nothing
    assert found.since is not None and found.since.key == "last-council"
    assert (found.earlier.day.isoformat(), found.later.day.isoformat()) == ("2024-12-10", "2024-12-11")


def test_happened_and_reported_late_are_told_apart(council: Office) -> None:
    council.on("2025-01-10").log("lead-sponsor", "achieved", on="2025-01-08")
    council.log("soundings", "in-progress", on="2024-11-20")
    lists = look(council).changes
    assert [e.subject for e in lists.happened] == ["lead-sponsor"]
    assert [e.subject for e in lists.reported_late] == ["soundings"]


def test_a_retraction_is_listed_once(council: Office) -> None:
    wrong = council.on("2024-11-01").log("lead-sponsor", "achieved").written[0]
    council.on("2025-01-10").undo(wrong.short, because="meant another State")
    found = look(council)
    assert [(c.was.id, c.by.because) for c in found.changes.corrected] == [(wrong.id, "meant another State")]
    assert (found.changes.happened, found.changes.reported_late) == ([], [])


def test_a_moved_plan_comes_with_its_reason_and_how_often_it_moved(council: Office) -> None:
    council.on("2025-01-10").plan("letter", "2025-06-27", because="the text is not agreed")
    council.on("2025-02-10").plan("letter", "2025-07-04", because="capital needs May")
    found = look(council)
    assert moved(found) == {
        "letter": (14, "capital needs May"),
        "memorandum": (14, "capital needs May"),
    }
    assert [m.times for m in found.moved if m.moved.item.step.key == "letter"] == [2]
    assert found.changes.happened == [], "a plan is no event"


def test_a_back_dated_plan_was_not_what_the_council_saw(council: Office) -> None:
    council.on("2025-01-10").plan("letter", "2025-07-04", on="2024-11-15", because="agreed in November")
    assert moved(look(council))["letter"] == (14, "agreed in November")


def test_a_corrected_plan_says_why_and_is_in_the_third_list(council: Office) -> None:
    plan = next(e for e in council.entries() if e.due == "2025-06-20")
    council.on("2025-01-10").correct(plan.short, due="2025-07-04", because="a slip of the finger")
    found = look(council)
    assert moved(found)["letter"] == (14, "a slip of the finger")
    assert [c.was.id for c in found.changes.corrected] == [plan.id]


def test_a_target_moved_moves_all_that_has_no_plan(council: Office) -> None:
    council.on("2025-01-10").target(81, because="no lead sponsor yet")
    found = moved(look(council))
    assert found["plenary-action"] == (364, "no lead sponsor yet")
    assert "letter" not in found, "it has a plan"


def test_a_deferral_moves_everything_a_session(office: Office) -> None:
    office.on("2024-09-24").new(79)
    office.log("letter", "achieved", on="2024-06-12")
    office.on("2024-10-01").mark("last-council")
    deferral = office.on("2024-11-25").log("committee-action", "deferred", on="2024-11-22").written[0]
    found = look(office)
    mine = [m for m in found.moved if m.moved.item.step.per == "session"]
    assert len(mine) == 7
    assert {m.cause.entry.id for m in mine if m.cause.entry} == {deferral.id}
    assert {m.moved.days for m in mine} == {364}


def test_a_step_alone(council: Office) -> None:
    council.on("2025-01-10").log("lead-sponsor", "achieved", on="2025-01-08")
    council.log("soundings", "in-progress", on="2025-01-09")
    council.plan("letter", "2025-07-04")
    found = look(council, "lead")
    assert found.step is not None and found.step.key == "lead-sponsor"
    assert [e.subject for e in found.changes.happened] == ["lead-sponsor"]
    assert found.moved == []


def test_without_a_mark_it_begins_with_the_campaign(office: Office) -> None:
    office.on("2024-09-24").new(80)
    office.log("mandate", "achieved", on="2024-09-24")
    office.log("soundings", "in-progress", on="2024-07")
    office.on("2024-10-02").plan("letter", "2025-07-04")
    found = look(office)
    assert found.beginning and found.since is None
    assert [e.subject for e in found.changes.happened] == ["mandate"]
    assert [e.subject for e in found.changes.reported_late] == ["soundings"]
    assert found.moved[0].moved.days == -7


def test_old_history_in_one_batch_is_bulk(council: Office) -> None:
    council.on("2025-01-10")
    for year in range(2010, 2018):
        council.log("soundings", on=str(year), note="a contact")
    found = look(council)
    assert len(found.bulk) == len(found.changes.reported_late) == 8


def test_until_a_mark_looks_at_what_was_known_then(council: Office) -> None:
    council.on("2025-01-10").log("lead-sponsor", "achieved", on="2025-01-08")
    council.on("2025-02-01").mark("bureau")
    council.on("2025-02-20").log("soundings", "in-progress", on="2025-01-20")
    found = look(council, until="bureau")
    assert found.since is not None and found.since.key == "last-council", "the mark before it"
    assert [e.subject for e in found.changes.happened] == ["lead-sponsor"]
    again = look(council)
    assert again.since is not None and again.since.key == "bureau"
    assert [e.subject for e in again.changes.reported_late] == ["soundings"]


def test_since_a_month_has_that_month_in_it(council: Office) -> None:
    council.on("2025-01-10").log("lead-sponsor", "achieved", on="2025-01-01")
    found = look(council, since="2025-01")
    assert found.earlier.day.isoformat() == "2024-12-31"
    assert [e.subject for e in found.changes.happened] == ["lead-sponsor"]


def test_before_recording_began_nothing_was_known(council: Office) -> None:
    found = look(council, since="2024-09-13")
    assert found.before is None
    assert found.began is not None and found.began.isoformat() == "2024-09-24"
    assert [e.subject for e in found.changes.reported_late] == ["mandate"]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ({"since": "last-concil"}, UnknownBaseline),
        ({"since": "2030-01-01"}, NotYet),
        ({"since": "2024-12-01", "until": "2024-11-01"}, WrongWay),
        ({"until": "2024-09-01"}, WrongWay),
        ({"since": "03/04/2024"}, UserError),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_line(
    council: Office, words: dict[str, str], error: type[UserError]
) -> None:
    with pytest.raises(error) as caught:
        look(council, **words)
    assert "\n" not in str(caught.value)


def test_an_unknown_step_is_refused(council: Office) -> None:
    with pytest.raises(Unknown):
        look(council, "leter")


# --- how dates moved


def test_dates_of_one_step_and_of_all(council: Office) -> None:
    council.on("2025-01-10").plan("letter", "2025-07-04", because="capital needs May")
    trend, step = operation.dates(council.where, "letter")
    assert step is not None
    series = trend.of("letter")
    assert series is not None
    assert [p.span[1].isoformat() for p in series.points] == ["2025-07-11", "2025-06-20", "2025-07-04"]
    every, none = operation.dates(council.where)
    assert none is None and every.of("plenary-action") is not None


def test_a_step_without_any_date_is_refused(council: Office) -> None:
    with pytest.raises(NoDates, match="membership has never had a date"):
        operation.dates(council.where, "membership")


def test_dates_since_a_mark(council: Office) -> None:
    council.on("2025-01-10").plan("letter", "2025-07-04")
    trend, _ = operation.dates(council.where, since="last-council")
    assert trend.first.isoformat() == "2024-12-10"
