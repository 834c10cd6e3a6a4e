"""Missions and to-dos as the desk records them: ahead, done, late, corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations.office import Office, code
from tracker.core.errors import UserError
from tracker.core.missions import Mission, missions
from tracker.core.text import Unknown
from tracker.core.todos import Todo, todos
from tracker.operations import desk, files
from tracker.operations import todos as operation
from tracker.operations.campaigns import BadKey
from tracker.operations.log import Empty
from tracker.operations.todos import NoTodo, WrongWay
from tracker.store.reads import UnknownEntry

A = code(3)


def view_of(office: Office) -> tuple[list[Mission], list[Todo]]:
    found = desk.look(office.where, kinds=("mission", "todo"))
    return (
        missions(found.entries, found.state.as_of, None),
        todos(found.entries, found.state.as_of, None),
    )


# --- missions


def test_a_mission_of_a_month_and_one_that_lies_ahead(office: Office) -> None:
    office.new()
    office.mission("hlpf-2024", place="New York", occasion="High-Level Political Forum", on="July 2024")
    office.mission("geneva", place="Geneva", on="2024-11-04", until="2024-11-08", travellers="A. Name")
    first, second = view_of(office)[0]
    assert (first.key, first.on.text, first.place) == ("hlpf-2024", "2024-07", "New York")
    assert (second.on.text, second.until and second.until.text) == ("2024-11-04", "2024-11-08")
    assert second.said.on == "2024-09-24", "it was decided today"
    office.on("2024-11-10").mission("geneva", on="2024-11-05")
    assert [m.on.text for m in view_of(office)[0]] == ["2024-07", "2024-11-05"]
    assert view_of(office)[0][1].place == "Geneva"


def test_more_about_a_mission_leaves_its_dates(office: Office) -> None:
    office.new()
    office.mission("hlpf-2024", place="New York", on="2024-07-08")
    office.on("2024-10-01").mission("hlpf-2024", travellers="two of us", until="2024-07-17")
    (found,) = view_of(office)[0]
    assert (found.on.text, found.until and found.until.text, found.travellers) == (
        "2024-07-08", "2024-07-17", "two of us",
    )  # fmt: skip
    with pytest.raises(Empty, match="on record already"):
        office.mission("hlpf-2024")


@pytest.mark.parametrize("key", ["dossier", "last-council", "prt"])
def test_a_key_that_names_something_else_is_refused(office: Office, key: str) -> None:
    office.new()
    office.mark("last-council")
    with pytest.raises(BadKey, match="already"):
        office.mission(key)


def test_a_mission_cannot_end_before_it_begins(office: Office) -> None:
    office.new()
    with pytest.raises(WrongWay):
        office.mission("hlpf-2024", on="2024-07-08", until="2024-07-01")


def test_a_mission_is_corrected_like_any_entry(office: Office) -> None:
    office.new()
    first = office.mission("hlpf-2024", place="Geneva", on="2024-07").written[0]
    office.correct(first.short, on="2024-08", more={"place": "New York", "until": "2024-09-01"})
    (found,) = view_of(office)[0]
    assert (found.place, found.on.text, found.until and found.until.text) == (
        "New York", "2024-08", "2024-09-01",
    )  # fmt: skip
    with pytest.raises(WrongWay):
        office.correct(found.said.short, more={"until": "2024-07-01"})


# --- to-dos


def test_a_to_do_is_for_a_step_a_state_or_a_mission(office: Office) -> None:
    office.new()
    office.mission("hlpf-2024", on="2024-07")
    for about, subject in (("doss", "dossier"), (A, A), ("hlpf", "hlpf-2024"), (None, None)):
        assert office.todo("send it", about=about).written[0].subject == subject
    with pytest.raises(Unknown):
        office.todo("send it", about="nonsense")


def test_a_to_do_for_a_step_plans_nothing_of_the_step(office: Office) -> None:
    office.new()
    office.todo("membership list", about="dossier", due="2024-10-01", owner="Legal")
    step = office.step("dossier")
    assert (step.due, step.owner) == (None, None)


def test_done_closes_it_late_or_not_and_undo_opens_it_again(office: Office) -> None:
    office.new()
    first = office.todo("send treaty", due="+2d").written[0]
    office.todo("membership list", due="2025-03-01")
    found = office.on("2024-09-28").close(f"#{first.short}")
    assert (found.written[0].closes, found.written[0].kind, found.written[0].on) == (
        first.id, "todo", "2024-09-28",
    )  # fmt: skip
    assert [(t.entry.note, t.late_days, t.open) for t in found.todos] == [
        ("membership list", 0, True),
        ("send treaty", 2, False),
    ]
    office.undo()
    assert [t.entry.note for t in view_of(office)[1] if t.open] == ["send treaty", "membership list"]


def test_what_is_no_open_to_do_cannot_be_closed(office: Office) -> None:
    office.new()
    first = office.todo("send treaty").written[0]
    closing = office.close(first.short).written[0]
    for tail, why in (
        (first.short, "done already"),
        (closing.short, "no to-do"),
        (office.entries()[0].short, "no to-do"),
    ):
        with pytest.raises(NoTodo, match=why):
            office.close(tail)
    second = office.todo("call").written[0]
    office.undo(second.short)
    with pytest.raises(NoTodo, match="taken back"):
        office.close(second.short)
    with pytest.raises(UnknownEntry):
        office.close("zzzzz")


def test_two_are_closed_in_one_act_or_neither(office: Office) -> None:
    office.new()
    first, second = office.todo("one").written[0], office.todo("two").written[0]
    with pytest.raises(UserError):
        office.close(first.short, "zzzzz")
    assert all(t.open for t in view_of(office)[1])
    found = office.close(first.short, second.short, first.short)
    assert len(found.written) == 2 and not any(t.open for t in found.todos)


def test_a_closing_is_read_by_whoever_reads_the_to_do(office: Office) -> None:
    office.new()
    first = office.todo("send treaty", visibility="confidential").written[0]
    assert office.close(first.short).written[0].visibility == "confidential"


def test_a_to_do_is_corrected_and_closed_under_either_id(office: Office) -> None:
    office.new()
    first = office.todo("send treaty", due="2024-10-01").written[0]
    _, receipt = office.correct(first.short, due="+30d", owner="Legal", more={"about": A})
    written = receipt.written[0]
    assert (written.due, written.owner, written.subject, written.note) == (
        "2024-10-24", "Legal", A, "send treaty",
    )  # fmt: skip
    with pytest.raises(NoTodo):
        office.close(first.short)
    office.close(written.short)
    assert not any(t.open for t in view_of(office)[1])


def test_a_tail_is_told_from_a_step(office: Office) -> None:
    office.new()
    first = office.todo("send treaty").written[0]
    assert operation.closable(office.where, first.short)
    assert operation.closable(office.where, f"#{first.short}")
    assert not operation.closable(office.where, office.entries()[0].short)
    assert not operation.closable(office.where, "nonsense")


def test_a_copy_under_another_key_keeps_what_was_done_and_where_it_came_from(
    office: Office, tmp_path: Path
) -> None:
    office.new()
    contact, first = office.contact(A, how="call", counterpart="A. Name", todo="send treaty").written
    office.close(first.short)
    office.todo("call back")
    file = tmp_path / "export.toml"
    pieces = files.export_toml(office.where, audience="confidential", with_journal=True)
    files.write_file(str(file), pieces)
    files.import_toml(office.where, str(file), as_key="copy")
    office.where.campaign = "copy"
    by_kind = {e.kind: e for e in office.entries()}
    found = view_of(office)[1]
    assert [(t.entry.note, t.open) for t in found] == [("call back", True), ("send treaty", False)]
    assert found[1].entry.about == by_kind["contact"].id != contact.id
    assert by_kind["contact"].counterpart == "A. Name"
