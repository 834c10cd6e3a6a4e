"""What log, plan, undo and correct write, refuse and bring back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations.office import Office
from tracker.core.sessions import Unsourced
from tracker.core.text import Unknown
from tracker.core.when import AmbiguousDate
from tracker.operations import campaigns
from tracker.operations.batch import BadBatch
from tracker.operations.correcting import CannotCorrect, CannotUndo
from tracker.operations.log import Empty, InFuture, OpenRequirements


def test_a_month_typed_within_it_ends_on_the_day_of_recording(office: Office) -> None:
    office.on("2024-07-18").new(80)
    entry = office.log("soundings", "in-progress", on="July 2024").written[0]
    assert (entry.on, str(entry.first), str(entry.last)) == ("2024-07", "2024-07-01", "2024-07-18")


def test_the_future_has_not_happened(office: Office) -> None:
    office.on("2024-09-24").new(80)
    with pytest.raises(InFuture, match="tracker plan"):
        office.log("mandate", "achieved", on="2024-09-25")
    with pytest.raises(InFuture):
        office.log("mandate", "achieved", on="tomorrow")
    assert len(office.entries()) == 1


def test_a_date_that_reads_two_ways_names_both(office: Office) -> None:
    office.on("2025-09-24").new(80)
    with pytest.raises(AmbiguousDate, match=r"2025-04-03 or 2025-03-04"):
        office.log("mandate", "achieved", on="03/04/2025")


def test_an_entry_says_something(office: Office) -> None:
    office.on("2024-09-24").new(80)
    for note in (None, "", "  ", "\u200b\x00".replace("\x00", "")):
        with pytest.raises(Empty):
            office.log("mandate", note=note)
    with pytest.raises(Empty):
        office.plan("mandate", None)


def test_a_prefix_will_do_and_a_near_miss_names_the_nearest(office: Office) -> None:
    office.on("2024-09-24").new(80)
    assert office.log("mand", "achieved").written[0].subject == "mandate"
    with pytest.raises(Unknown, match="mandate"):
        office.log("mandat3", "achieved")
    with pytest.raises(Unknown, match="achieved"):
        office.log("mandate", "acheived")


def test_achieved_with_an_open_requirement_is_refused_and_names_it(office: Office) -> None:
    office.on("2024-09-24").new(80)
    with pytest.raises(OpenRequirements, match=r"dossier requires mandate.*--anyway"):
        office.log("dossier", "achieved", anyway=False)
    assert len(office.entries()) == 1
    office.log("dossier", "achieved", anyway=True)
    assert office.step("dossier").out_of_order


def test_a_call_is_checked_as_a_whole(office: Office) -> None:
    office.on("2024-09-24").new(80)
    office.log("mandate,dossier", "achieved", anyway=False, on="2015-04-01")
    assert office.step("dossier").status == "achieved"


def test_what_is_not_achieved_requires_nothing(office: Office) -> None:
    office.on("2024-11-24").new(79)
    office.log("committee-action", "deferred", anyway=False, on="2024-11-22")
    assert office.step("committee-action", 79).status == "deferred"


def test_undo_without_a_name_takes_the_last_entry_of_the_same_author(office: Office) -> None:
    office.on("2024-09-24").new(80)
    office.log("mandate", "achieved")
    office.log("soundings", "in-progress")
    office.by = "legal adviser"
    office.log("membership", note="asked")
    office.by = "desk officer"
    taken, _ = office.undo()
    assert taken.subject == "soundings"
    taken, _ = office.undo()
    assert taken.subject == "mandate"
    with pytest.raises(CannotUndo):
        office.undo()


def test_an_undo_is_undone_by_its_name(office: Office) -> None:
    office.on("2024-09-24").new(80)
    entry = office.log("mandate", "achieved").written[0]
    _, receipt = office.undo(entry.short)
    assert office.step("mandate").status == "planned"
    office.undo(receipt.written[0].short)
    assert office.step("mandate").status == "achieved"
    with pytest.raises(CannotUndo, match="replaced already"):
        office.undo(receipt.written[0].short)


def test_a_correction_copies_what_is_not_restated(office: Office) -> None:
    office.on("2024-09-24").new(80)
    entry = office.log(
        "mandate", "achieved", on="2024-09-13", note="renewed", refs=("CoP/1",), because="asked"
    ).written[0]
    _, receipt = office.correct("#" + entry.short, on="2024-09-12")
    written = receipt.written[0]
    assert (written.on, written.status, written.note, written.refs, written.because) == (
        "2024-09-12",
        "achieved",
        "renewed",
        ("CoP/1",),
        "asked",
    )
    assert written.replaces == entry.id


def test_a_correction_of_the_note_keeps_the_stored_days(office: Office) -> None:
    office.on("2024-07-18").new(80)
    entry = office.log("soundings", "in-progress", on="2024-07", note="positve").written[0]
    office.on("2024-08-05")
    _, receipt = office.correct(entry.short, note="positive")
    assert str(receipt.written[0].last) == "2024-07-18"
    assert office.step("soundings", as_of="2024-07-20").status == "in-progress"


def test_a_corrected_date_is_bounded_by_the_day_of_the_correction(office: Office) -> None:
    office.on("2024-07-18").new(80)
    entry = office.log("soundings", "in-progress", on="2024-06").written[0]
    office.on("2024-07-25")
    _, receipt = office.correct(entry.short, on="2024-07")
    assert str(receipt.written[0].last) == "2024-07-25"


def test_a_correction_that_changes_nothing_is_refused(office: Office) -> None:
    office.on("2024-09-24").new(80)
    entry = office.log("mandate", "achieved", on="2024-09-13").written[0]
    with pytest.raises(CannotCorrect, match="already"):
        office.correct(entry.short, on="13 Sep 2024")


def test_a_replaced_entry_cannot_be_corrected(office: Office) -> None:
    office.on("2024-09-24").new(80)
    entry = office.log("mandate", "achieved", on="2024-09-13").written[0]
    _, receipt = office.correct(entry.short, on="2024-09-12")
    with pytest.raises(CannotCorrect, match=receipt.written[0].short):
        office.correct(entry.short, on="2024-09-11")


def test_two_entries_of_one_day_the_later_recorded_wins_and_the_answer_says_so(office: Office) -> None:
    from tracker.views.receipts import logged

    office.on("2024-09-24").new(80)
    office.log("mandate", "achieved", on="2024-09-13")
    receipt = office.log("mandate", "in-progress", on="2024-09-13")
    lines = logged(receipt.before, receipt.after, receipt.written, 200)
    assert "It was achieved 13 Sep 2024: that no longer stands." in lines[0]


def test_a_report_that_changes_nothing_is_answered_with_what_stands(office: Office) -> None:
    from tracker.views.receipts import logged

    office.on("2024-09-24").new(80)
    office.log("mandate", "achieved", on="2024-09-13")
    receipt = office.log("mandate", "in-progress", on="2024")
    lines = logged(receipt.before, receipt.after, receipt.written, 200)
    assert "It changes nothing: achieved 13 Sep 2024" in lines[0]


def test_a_batch_is_all_or_nothing(office: Office, tmp_path: Path) -> None:
    office.on("2024-09-24").new(80)
    batch = tmp_path / "batch.csv"
    batch.write_text(
        "date,step,status,ref,note\n2024-09-13,mandate,achieved,,renewed\n2024-13-01,dossier,achieved,,\n"
        "2024-09-01,dosier,achieved,,\n"
    )
    with pytest.raises(BadBatch, match=r"row 3: .*1 more"):
        office.batch(batch)
    assert len(office.entries()) == 1


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_batch_from_csv(office: Office, tmp_path: Path, mark: str) -> None:
    office.on("2024-09-24").new(80)
    batch = tmp_path / "batch.csv"
    batch.write_text(
        mark + "date;step;status;ref;note\n2024-09-13;mandate;achieved;CoP/1;renewed, strongly\n"
        "July 2024;soundings;in-progress;;\n",
        encoding="utf-8",
    )
    receipt = office.batch(batch)
    assert [(e.subject, e.on, e.status, e.note) for e in receipt.written] == [
        ("mandate", "2024-09-13", "achieved", "renewed, strongly"),
        ("soundings", "2024-07", "in-progress", None),
    ]
    assert receipt.written[0].refs == ("CoP/1",)


def test_a_batch_from_toml_reports_what_is_open_and_records_it(office: Office, tmp_path: Path) -> None:
    office.on("2024-09-24").new(80)
    batch = tmp_path / "batch.toml"
    batch.write_text(
        '[[entry]]\nstep = "dossier"\nstatus = "achieved"\ndate = "2024-09-01"\nref = ["D/1", "D/2"]\n'
    )
    receipt = office.batch(batch)
    assert receipt.written[0].refs == ("D/1", "D/2")
    assert office.step("dossier").out_of_order


def test_each_of_several_entries_says_what_a_reader_would_not_expect(office: Office) -> None:
    from tracker.views.receipts import logged

    office.on("2024-09-24").new(80)
    office.log("mandate,dossier", "achieved", on="2024-01-01")
    receipt = office.log("mandate,dossier", "in-progress", on="2020")
    text = " ".join(" ".join(logged(receipt.before, receipt.after, receipt.written, 80)).split())
    assert text.count("It changes nothing: achieved 1 Jan 2024") == 2


def test_an_earlier_report_of_the_same_moves_the_beginning_and_says_so(office: Office) -> None:
    from tracker.views.receipts import logged

    office.on("2024-09-24").new(80)
    office.log("mandate", "achieved", on="2024-09-13")
    receipt = office.log("mandate", "achieved", on="2015")
    text = " ".join(" ".join(logged(receipt.before, receipt.after, receipt.written, 80)).split())
    assert "stands, now since 2015." in text


@pytest.mark.parametrize("session", [0, 40, 400])
def test_a_session_without_a_source_is_refused_until_its_opening_is_on_record(
    office: Office, session: int
) -> None:
    office.on("2024-09-24").new(80)
    with pytest.raises(Unsourced):
        office.log("introduction", note="hi", session=session)
    assert len(office.entries()) == 1


def test_an_opening_that_no_rule_gives_can_be_recorded(office: Office) -> None:
    office.on("2024-09-24").new(80)
    campaigns.move_opening(office.where, 57, "2002-09-10", by=office.by)
    office.log("introduction", "achieved", on="2002-10-10", session=57)
    assert office.step("introduction", 57).status == "achieved"


def test_a_mark_and_the_first_entry_can_be_corrected(office: Office) -> None:
    first = office.on("2024-09-24").new(80).written[0]
    mark = campaigns.mark(office.where, "last-council", on="2024-09-13", by=office.by).written[0]
    office.correct(mark.short, note="Council of Parties", on="2024-09-12")
    assert [(m.key, str(m.day), m.note) for m in office.state().marks] == [
        ("last-council", "2024-09-12", "Council of Parties")
    ]
    office.correct(first.short, because="begun by the Council")
    assert office.state().session == 80


@pytest.mark.parametrize("day", ["2002-09-10", "2030-01-01"])
def test_an_opening_out_of_the_order_of_sessions_is_refused(office: Office, day: str) -> None:
    office.on("2024-09-24").new(80)
    with pytest.raises(campaigns.NotMoved, match="cannot open on"):
        campaigns.move_opening(office.where, 82, day, by=office.by)


def test_a_public_export_with_its_journal_holds_no_author_and_no_organ(office: Office) -> None:
    from tracker.operations.files import export_toml

    office.on("2024-09-24").new(80)
    text = "".join(export_toml(office.where, audience="public", with_journal=True))
    assert office.by not in text
    assert 'organ = "Council"' not in text
    assert "Example Organization" in text
