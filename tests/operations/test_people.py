"""What the desk records about States: sessions of roles, several at once, contacts with what follows."""

from __future__ import annotations

import pytest

from tests.operations.office import Office, code
from tracker.core.errors import UserError
from tracker.core.placing import NoSession
from tracker.core.states import AmbiguousState, UnknownState
from tracker.core.text import Unknown
from tracker.operations import states
from tracker.operations.contacts import NoMission, NoState
from tracker.operations.log import Empty, InFuture

A, B, C = code(3), code(40), code(120)


def observer() -> str:
    return states.known().observers[0].code


# --- positions


def test_several_states_in_one_call_are_one_entry_each_in_one_act(office: Office) -> None:
    office.new()
    found = office.position(f"{A},{B}", "sponsor", on="2024-09-20")
    assert [(e.kind, e.subject, e.roles, e.session) for e in found.written] == [
        ("position", A, ("sponsor",), 79),
        ("position", B, ("sponsor",), 79),
    ]
    assert len({e.recorded_at for e in found.written}) == 1
    assert found.names == {c: states.known().find(c).full() for c in (A, B)}
    assert (found.before[A].position, found.after[A].position) == ("unknown", "supporter")


def test_one_bad_name_refuses_the_call_and_nothing_is_written(office: Office) -> None:
    office.new()
    before = len(office.entries())
    for named, problem in ((f"{A},Xqzwv", UnknownState), ("Guine", AmbiguousState), (" , ", Empty)):
        with pytest.raises(problem):
            office.position(named, "leaning")
    for said in ("enthusiastic", "unknown", None):
        with pytest.raises(UserError):
            office.position(A, said)
    with pytest.raises(Unknown, match="evidence"):
        office.position(A, "leaning", evidence="hearsay")
    with pytest.raises(InFuture):
        office.position(A, "leaning", on="2024-10-01")
    assert len(office.entries()) == before


def test_a_role_goes_to_the_session_in_course_or_the_next_cycle_on_record(office: Office) -> None:
    office.new(session=79)
    assert office.position(A, "spoke-for").written[0].session == 79
    assert office.position(A, "signatory", on="2024-08-01").written[0].session == 79, "the 78th has no cycle"
    assert office.position(A, "sponsor", session=81).written[0].session == 81
    assert office.position(A, "member").written[0].session is None, "members stay from session to session"
    with pytest.raises(NoSession):
        office.position(A, "leaning", session=79)


def test_a_sponsor_joins_at_the_meeting_that_defers(office: Office) -> None:
    office.on("2024-12-01").new(session=79)
    office.log("letter", "achieved", on="2024-06-12", session=79)
    office.log("committee-action", "deferred", on="2024-11-22")
    assert office.position(A, "sponsor", on="2024-11-22").written[0].session == 79
    assert office.on("2025-10-10").position(B, "sponsor").written[0].session == 80


def test_a_sponsor_leaves_and_a_beginning_of_a_word_is_enough(office: Office) -> None:
    office.new()
    office.position(A, "lean", evidence="writ")
    office.position(A, "spons", session=79)
    found = office.position(A, "none", roles=["sponsor"], session=79)
    assert (found.written[0].position, found.written[0].roles) == ("none", ("sponsor",))
    assert (found.before[A].position, found.after[A].position) == ("supporter", "leaning")
    assert office.stands(A).evidence == "written"


def test_an_observer_is_recorded_like_any_and_never_counted(office: Office) -> None:
    office.new()
    office.position(observer(), "sponsor")
    stands = office.stands(observer())
    assert stands.state.observer and stands.position == "supporter"


# --- contacts


def test_a_contact_sets_the_position_heard_and_writes_its_to_do_in_the_same_act(office: Office) -> None:
    office.new()
    office.mission("first-journey", place="New York", on="2024-09")
    found = office.contact(
        A,
        "asks for the treaty",
        how="meeting",
        counterpart="Permanent Representative",
        mission="first",
        said="leaning",
        evidence="pr",
        todo="send treaty",
        due="+7d",
        owner="Legal",
    )
    contact, todo = found.written
    assert (contact.how, contact.counterpart, contact.mission) == (
        "meeting",
        "Permanent Representative",
        "first-journey",
    )
    assert (todo.kind, todo.subject, todo.about, todo.due, todo.owner, todo.note) == (
        "todo", A, contact.id, "2024-10-01", "Legal", "send treaty",
    )  # fmt: skip
    assert contact.recorded_at == todo.recorded_at
    stands = office.stands(A)
    assert (stands.position, stands.evidence, stands.last_contact) == ("leaning", "pr", contact)


def test_a_contact_needs_no_mission_and_may_be_with_a_partner(office: Office) -> None:
    office.new()
    assert office.contact("UNEP", how="note-verbale-out").written[0].subject == "UNEP"
    assert office.contact("unep", how="call").written[0].subject == "UNEP", "as it is on record"
    assert office.contact(f"{A},UNAOC").written[1].subject == "UNAOC"
    with pytest.raises(NoState, match="UNEP"):
        office.contact("UNEP", said="leaning")


def test_a_states_name_mistyped_is_no_new_partner(office: Office) -> None:
    office.new()
    name = states.known().find("PRT").name
    with pytest.raises(UnknownState, match=r"Portugal \(PRT\).*--partner"):
        office.contact(name.replace("tug", "gtu"))
    with pytest.raises(UnknownState, match=r"PRT"):
        office.contact("PTR")
    assert office.contact("PTR", partner=True).written[0].subject == "PTR"


def test_a_mission_that_is_not_on_record_names_the_nearest(office: Office) -> None:
    office.new()
    with pytest.raises(NoMission, match="tracker mission KEY"):
        office.contact(A, mission="hlpf-2024")
    office.mission("hlpf-2024", place="New York", on="2024-07")
    with pytest.raises(Unknown, match="hlpf-2024"):
        office.contact(A, mission="hlfp-2024")


def test_what_belongs_together_is_asked_for(office: Office) -> None:
    office.new()
    for values in ({"due": "+7d"}, {"owner": "Legal"}, {"evidence": "pr"}, {"todo": "  "}):
        with pytest.raises(Empty):
            office.contact(A, **values)
    assert len(office.entries()) == 1


# --- taken back, corrected, blanked


def test_undo_takes_back_the_to_do_then_the_contact(office: Office) -> None:
    office.new()
    contact, todo = office.contact(A, said="leaning", todo="send treaty").written
    assert office.undo()[0].id == todo.id
    assert office.undo()[0].id == contact.id
    stands = office.stands(A)
    assert (stands.position, stands.last_contact) == ("unknown", None)


def test_after_an_undo_the_last_contact_is_the_one_before(office: Office) -> None:
    office.new()
    first = office.contact(A, how="call", on="2024-09-01").written[0]
    second = office.contact(A, how="call", on="2024-09-10").written[0]
    office.undo(second.short)
    assert office.stands(A).last_contact == first


def test_a_position_is_corrected_in_whatever_was_wrong(office: Office) -> None:
    office.new()
    first = office.position(A, "leaning", evidence="pr", note="over lunch", on="2024-09-01").written[0]
    _, receipt = office.correct(first.short, more={"position": "reserved"})
    written = receipt.written[0]
    assert (written.position, written.evidence, written.note, written.on) == (
        "reserved", "pr", "over lunch", "2024-09-01",
    )  # fmt: skip
    _, receipt = office.correct(written.short, more={"evidence": "delegate", "subject": B}, on="2024-09-02")
    assert office.stands(A).position == "unknown"
    stands = office.stands(B)
    assert (stands.position, stands.evidence, stands.on and stands.on.text) == (
        "reserved", "delegate", "2024-09-02",
    )  # fmt: skip
    office.undo(receipt.written[0].short)
    assert office.stands(A).position == "reserved"


def test_a_role_is_corrected_and_keeps_or_finds_its_session(office: Office) -> None:
    office.new()
    first = office.position(A, "sponsor").written[0]
    _, receipt = office.correct(first.short, more={"roles": "signatory"})
    assert (receipt.written[0].roles, receipt.written[0].session) == (("signatory",), 79)
    _, receipt = office.correct(receipt.written[0].short, session=80)
    assert receipt.written[0].session == 80
    second = office.position(B, "leaning").written[0]
    _, receipt = office.correct(second.short, more={"position": "sponsor"})
    assert (receipt.written[0].position, receipt.written[0].roles, receipt.written[0].session) == (
        None, ("sponsor",), 79,
    )  # fmt: skip


def test_a_correction_of_what_an_entry_does_not_have_says_what_it_has(office: Office) -> None:
    office.new()
    position = office.position(A, "leaning").written[0]
    contact = office.contact(A, how="call").written[0]
    with pytest.raises(UserError, match=r"it has no how.*state, position, role, evidence"):
        office.correct(position.short, more={"how": "call"})
    with pytest.raises(UserError, match="it has no status"):
        office.correct(contact.short, status="achieved")
    with pytest.raises(UserError, match="says already"):
        office.correct(contact.short, more={"how": "call"})
    step = office.log("mandate", "achieved", on="2024-09-01").written[0]
    with pytest.raises(UserError, match="it has no position"):
        office.correct(step.short, more={"position": "leaning"})


def test_a_contact_is_corrected_in_its_texts_and_they_are_blanked_with_it(office: Office) -> None:
    from tracker.operations import correcting

    office.new()
    first = office.contact(A, "said so", how="call", counterpart="A. Name").written[0]
    _, receipt = office.correct(first.short, more={"with": "the delegate", "how": "email"}, note="wrote so")
    second = receipt.written[0]
    assert (second.counterpart, second.how, second.note) == ("the delegate", "email", "wrote so")
    correcting.redact(office.where, second.short, because="names a person", by=office.by)
    texts = [(e.note, e.counterpart, e.redacted) for e in office.entries() if e.kind == "contact"]
    assert texts == [(None, None, True)] * 2
    assert office.stands(A).last_contact is not None
