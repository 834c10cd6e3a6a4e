"""A newer version of the process of a running campaign."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.book import DATA
from tests.operations.office import Office
from tracker.core.errors import UserError
from tracker.core.schedule import schedule
from tracker.exports.status import status
from tracker.operations import adopting, desk
from tracker.operations.adopting import Adopted, LosesEntries, OtherProcess, SameProcess
from tracker.operations.processes import load_process
from tracker.views.adopted import adopted

FIRST = (DATA / "processes" / "un-observer.toml").read_text(encoding="utf-8")


def second(text: str = FIRST) -> str:
    """Version 2: the mandate is called endorsement, the dossier is due 20 days earlier, one step is new."""
    for old, new in (
        ('version = "1"', 'version = "2"'),
        ("[step.mandate]", '[step.endorsement]\nwas = "mandate"'),
        ('["mandate"]', '["endorsement"]'),
        ('target = "O-180"', 'target = "O-200"'),
        (
            "[step.membership]",
            '[step.budget]\nmilestone = "board"\nper = "campaign"\noptional = true\n'
            'title.en = "Budget"\nshort.en = "Budget"\nabout.en = "The organ votes it."\n\n[step.membership]',
        ),
    ):
        assert old in text
        text = text.replace(old, new)
    return text


def adopt(office: Office, folder: Path, text: str, **values: str) -> Adopted:
    path = folder / "process.toml"
    path.write_text(text, encoding="utf-8")
    return adopting.adopt(office.where, load_process(str(path)), by=office.by, **values)


def running(office: Office) -> None:
    office.on("2024-09-24").new(81)
    office.log("mandate", "achieved", on="2024-09-13")
    office.log("dossier", "in-progress", on="2024-09-20", note="begun")


def answer(found: Adopted, width: int = 80) -> str:
    receipt = found.receipt
    lines = adopted(
        receipt.before, receipt.after, receipt.written[0], found.before, found.now, found.revision, width
    )
    assert all(len(line) <= width for line in lines)
    return " ".join(" ".join(line.split()) for line in lines)


def test_from_its_day_on_the_new_version_is_read_and_before_it_the_old_one(
    office: Office, tmp_path: Path
) -> None:
    running(office)
    before = office.on("2024-09-30").state()
    adopt(office.on("2024-10-01"), tmp_path, second(), because="the organ changed its rules")
    now, then = office.state(), office.state(as_of="2024-09-30")
    assert (now.process.version, then.process.version) == ("2", "1")
    assert office.step("endorsement").status == "achieved"
    assert now.step("mandate") is None
    assert now.milestones[0].status == "achieved"
    assert status(schedule(then)) == status(schedule(before))
    assert then.step("endorsement") is None
    entry = office.entries()[-1]
    assert (entry.kind, entry.process, entry.on) == ("adopt", now.process_sha256, "2024-10-01")
    assert entry.because == "the organ changed its rules"
    office.on("2024-10-05").log("endorsement", "achieved", on="2024-09-14")
    assert str(office.step("mandate", as_of="2024-09-30").on) == str(office.step("endorsement").on)


def test_what_the_tool_would_have_said_before_prints_again(office: Office, tmp_path: Path) -> None:
    running(office)
    adopt(office.on("2024-10-01"), tmp_path, second())
    seen = desk.look(office.where, None, "2024-09-24").state
    assert (seen.process.version, seen.step("endorsement")) == ("1", None)


def test_it_says_what_is_added_renamed_and_changed_and_which_dates_moved(
    office: Office, tmp_path: Path
) -> None:
    running(office)
    said = answer(adopt(office.on("2024-10-01"), tmp_path, second()))
    tail = office.entries()[-1].short
    assert said == (
        f"example follows un-observer version 2 (was 1) from 1 Oct 2024; #{tail}. "
        "Renamed: mandate is endorsement. Added: budget. Changed: dossier. 1 date moved: dossier -20 d."
    )


def test_a_version_adopted_for_an_earlier_day_than_another_does_not_stand_today(
    office: Office, tmp_path: Path
) -> None:
    running(office)
    adopt(office.on("2024-10-01"), tmp_path, second())
    third = second().replace('version = "2"', 'version = "1.5"')
    said = answer(adopt(office.on("2024-10-02"), tmp_path, third, on="2024-09-26"))
    assert "Version 2 stands today all the same: it was adopted for a later day." in said
    assert office.state(as_of="2024-09-27").process.version == "1.5"
    assert office.state().process.version == "2"


def test_undone_it_is_as_if_it_had_never_been_adopted(office: Office, tmp_path: Path) -> None:
    running(office)
    adopt(office.on("2024-10-01"), tmp_path, second())
    office.undo()
    assert office.state().process.version == "1"
    assert office.step("mandate").status == "achieved"


def test_going_back_to_the_earlier_version_is_a_version_like_any_other(
    office: Office, tmp_path: Path
) -> None:
    running(office)
    adopt(office.on("2024-10-01"), tmp_path, second())
    said = answer(adopt(office.on("2024-11-01"), tmp_path, FIRST))
    assert "Renamed: endorsement is mandate. Removed: budget." in said
    assert office.step("mandate").status == "achieved"


def dropped(text: str) -> str:
    return second(text).replace('was = "mandate"\n', "")


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        (lambda text: text, SameProcess, "example follows this un-observer, version 1, already"),
        (
            lambda text: text.replace('key = "un-observer"', 'key = "another"'),
            OtherProcess,
            "example follows un-observer, and 'another' is another process",
        ),
        (
            lambda text: text.replace('calendar = "general-assembly"', 'calendar = "calendar-year"'),
            OtherProcess,
            "counts the sessions of 'calendar-year'",
        ),
        (dropped, LosesEntries, 'mandate (1 entry) is not in it: a step of it needs was = "mandate"'),
    ],
)
def test_refused_with_nothing_written(
    office: Office, tmp_path: Path, change: Callable[[str], str], error: type[UserError], said: str
) -> None:
    running(office)
    before = office.entries()
    with pytest.raises(error, match=r"^[^\n]*$") as caught:
        adopt(office, tmp_path, change(FIRST))
    assert said in str(caught.value)
    assert office.entries() == before
    with desk.reading(office.where) as journal:
        assert len(journal.processes("example")) == 1


def test_a_step_without_entries_may_go(office: Office, tmp_path: Path) -> None:
    office.on("2024-09-24").new(81)
    adopt(office, tmp_path, dropped(FIRST))
    assert office.state().process.version == "2"


def test_a_bare_note_counts_as_an_entry_and_one_taken_back_does_not(office: Office, tmp_path: Path) -> None:
    office.on("2024-09-24").new(81)
    office.log("mandate", note="on the agenda of the Council")
    with pytest.raises(LosesEntries, match="mandate"):
        adopt(office, tmp_path, dropped(FIRST))
    office.undo()
    adopt(office, tmp_path, dropped(FIRST))


def test_the_date_of_a_renamed_step_moves_like_any_other(office: Office, tmp_path: Path) -> None:
    office.on("2024-09-24").new(81)
    text = second().replace('target = "O-365"', 'target = "O-355"')
    said = answer(adopt(office, tmp_path, text))
    assert "2 dates moved: endorsement +10 d, dossier -20 d." in said
