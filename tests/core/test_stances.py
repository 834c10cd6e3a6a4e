"""Where States stand: positions age and last, roles imply and end, observers stand apart."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.book import Book
from tracker.core import audience
from tracker.core.entry import VISIBILITIES, Entry
from tracker.core.stances import EVIDENCE, POSITIONS, ROLES, UNKNOWN, Standing, stances
from tracker.core.states import load

#: Three Members that do not exist, and an observer.
STATES = load(
    "code,alpha2,numeric,group,en,en_article,fr,fr_article,es,es_article,ar,ru,zh,aliases,note\n"
    "XAA,XA,900,african,Aland,,Aland,,Aland,,Aland,Aland,Aland,,\n"
    "XBB,XB,901,weog,Boland,,Boland,,Boland,,Boland,Boland,Boland,,\n"
    "XCC,XC,902,grulac,Coland,,Coland,,Coland,,Coland,Coland,Coland,,\n"
    "XOO,XO,903,,Oland,,Oland,,Oland,,Oland,Oland,Oland,,\n"
)


def at(book: Book, day: str, known: str | None = None, session: int | None = None) -> dict[str, Standing]:
    known_at = f"{known}T23:59:59.999Z" if known else None
    return stances(STATES, book.entries, date.fromisoformat(day), known_at, session)


def position(book: Book, on: str, state: str = "XAA", **values: Any) -> Entry:
    return book.add("position", on=on, subject=state, **values)


def role(book: Book, on: str, *roles: str, state: str = "XAA", session: int = 79, **values: Any) -> Entry:
    return book.add("position", on=on, subject=state, roles=roles, session=session, **values)


def roles(found: Standing) -> list[tuple[str, int | None]]:
    return [(r.role, r.session) for r in found.roles]


def test_every_state_is_there_in_order_and_nothing_is_known_at_first() -> None:
    found = at(Book(), "2024-12-31")
    assert list(found) == ["XAA", "XBB", "XCC", "XOO"]
    assert {s.position for s in found.values()} == {UNKNOWN}
    assert all(s.last_contact is None and s.on is None and s.history == () for s in found.values())


def test_a_position_stands_across_sessions_and_keeps_its_date() -> None:
    book = Book(recorded="2024-12-01")
    said = position(book, "2024-10-20", position="leaning", evidence="pr")
    for day in ("2024-10-20", "2025-11-01", "2027-01-01"):
        found = at(book, day)["XAA"]
        assert (found.position, found.evidence, found.said) == ("leaning", "pr", said)
        assert found.on is not None and found.on.text == "2024-10-20"
    assert at(book, "2024-10-19")["XAA"].position == UNKNOWN
    assert at(book, "2027-01-01")["XBB"].position == UNKNOWN


def test_a_role_implies_support_until_a_later_position_says_otherwise() -> None:
    book = Book(recorded="2024-12-01")
    position(book, "2024-09-01", position="undecided", evidence="delegate")
    joined = role(book, "2024-10-10", "sponsor")
    found = at(book, "2024-10-10")["XAA"]
    assert (found.position, found.was, found.implied, found.evidence) == (
        "supporter",
        "undecided",
        True,
        None,
    )
    assert found.said == joined
    position(book, "2024-11-02", position="reserved", evidence="written")
    found = at(book, "2024-11-02")["XAA"]
    assert (found.position, found.was, found.implied) == ("reserved", "supporter", False)
    assert roles(found) == [("sponsor", 79)], "the role is on record all the same"
    assert at(book, "2024-10-09")["XAA"].position == "undecided"


def test_an_earlier_position_reported_late_does_not_undo_a_role() -> None:
    book = Book(recorded="2024-12-01")
    role(book, "2024-10-10", "sponsor")
    position(book, "2024-09-01", position="reserved")
    assert at(book, "2024-12-31")["XAA"].position == "supporter"
    assert at(book, "2024-09-30")["XAA"].position == "reserved"


def test_a_vague_date_counts_from_its_last_possible_day() -> None:
    book = Book(recorded="2024-12-01")
    position(book, "2024-09", position="reserved")
    position(book, "2024-09-10", position="leaning")
    assert at(book, "2024-09-29")["XAA"].position == "leaning"
    assert at(book, "2024-09-30")["XAA"].position == "reserved"


def test_who_spoke_against_is_opposed_and_who_spoke_for_supports() -> None:
    book = Book(recorded="2024-12-01")
    role(book, "2024-10-15", "spoke-against", state="XBB")
    role(book, "2024-10-15", "spoke-for", state="XCC")
    found = at(book, "2024-12-31")
    assert (found["XBB"].position, found["XCC"].position) == ("opposed", "supporter")
    role(book, "2024-10-20", "sponsor", state="XBB")
    assert at(book, "2024-12-31")["XBB"].position == "supporter", "the later role counts"


def test_a_signatory_of_the_letter_that_speaks_against_is_opposed() -> None:
    book = Book(recorded="2024-12-01")
    role(book, "2024-06-12", "signatory")
    role(book, "2024-10-15", "spoke-against")
    found = at(book, "2024-12-31")["XAA"]
    assert (found.position, found.was) == ("opposed", "supporter")
    assert roles(found) == [("signatory", 79), ("spoke-against", 79)]


def test_a_sponsor_that_leaves_supports_no_longer_and_what_it_had_said_shows_again() -> None:
    book = Book(recorded="2024-12-01")
    position(book, "2024-09-01", position="leaning")
    role(book, "2024-10-10", "sponsor")
    role(book, "2024-10-10", "sponsor", state="XBB")
    for state in ("XAA", "XBB"):
        role(book, "2024-11-05", "sponsor", state=state, position="none")
    found = at(book, "2024-11-04")["XAA"]
    assert (found.position, roles(found)) == ("supporter", [("sponsor", 79)])
    found = at(book, "2024-11-05")["XAA"]
    assert (found.position, found.was, roles(found)) == ("leaning", "supporter", [])
    assert at(book, "2024-11-05")["XBB"].position == UNKNOWN
    assert len(found.history) == 3


def test_a_sponsor_that_leaves_in_one_session_keeps_its_role_in_the_other_which_implies_no_more() -> None:
    book = Book(recorded="2024-12-01")
    role(book, "2023-10-10", "sponsor", session=78)
    role(book, "2024-10-10", "sponsor", session=79)
    role(book, "2024-11-05", "sponsor", session=79, position="none")
    found = at(book, "2024-12-31")["XAA"]
    assert (found.position, roles(found)) == (UNKNOWN, [("sponsor", 78)])
    role(book, "2024-11-10", "sponsor", session=79)
    assert at(book, "2024-12-31")["XAA"].position == "supporter", "it may join again"


def test_a_role_of_another_kind_stands_when_a_sponsor_leaves() -> None:
    book = Book(recorded="2024-12-01")
    book.add("position", on="2024-01-10", subject="XAA", roles=("member",))
    role(book, "2024-10-10", "sponsor")
    role(book, "2024-11-05", "sponsor", position="none")
    found = at(book, "2024-12-31")["XAA"]
    assert (found.position, found.implied, roles(found)) == ("supporter", True, [("member", None)])


def test_a_sponsor_joins_at_the_meeting_that_defers() -> None:
    book = Book(session=79, recorded="2024-12-01")
    book.report("letter", "achieved", "2024-06-12", session=79)
    book.report("committee-action", "deferred", "2024-11-22", session=79)
    role(book, "2024-11-22", "sponsor")
    found = at(book, "2024-11-22", session=79)["XAA"]
    assert (found.position, roles(found)) == ("supporter", [("sponsor", 79)])
    later = at(book, "2025-10-01", session=80)["XAA"]
    assert (later.position, roles(later)) == ("supporter", []), "in the next session it sponsors no more"
    assert roles(at(book, "2025-10-01")["XAA"]) == [("sponsor", 79)]


def test_roles_stand_side_by_side_and_one_entry_may_give_several() -> None:
    book = Book(recorded="2024-12-01")
    role(book, "2024-06-12", "signatory")
    role(book, "2024-10-10", "original-sponsor", "spoke-for")
    role(book, "2025-10-10", "sponsor", session=80)
    book.recorded = "2025-12-01"
    role(book, "2025-10-10", "sponsor", session=80)
    assert roles(at(book, "2025-12-31")["XAA"]) == [
        ("signatory", 79),
        ("original-sponsor", 79),
        ("spoke-for", 79),
        ("sponsor", 80),
    ]


def test_none_clears_a_position_and_what_a_role_implies_shows_again() -> None:
    book = Book(recorded="2024-12-01")
    position(book, "2024-09-01", position="leaning")
    position(book, "2024-09-20", position="none")
    role(book, "2024-10-10", "sponsor", state="XBB")
    position(book, "2024-10-20", state="XBB", position="reserved")
    position(book, "2024-10-30", state="XBB", position="none")
    found = at(book, "2024-12-31")
    assert (found["XAA"].position, found["XAA"].was, found["XAA"].on) == (UNKNOWN, "leaning", None)
    assert (found["XBB"].position, found["XBB"].implied) == ("supporter", True)


def test_a_position_and_a_role_in_one_entry_say_what_they_say() -> None:
    book = Book(recorded="2024-12-01")
    role(book, "2024-10-10", "signatory", position="reserved", evidence="pr")
    found = at(book, "2024-12-31")["XAA"]
    assert (found.position, found.evidence, found.implied) == ("reserved", "pr", False)
    assert roles(found) == [("signatory", 79)]


def test_a_contact_that_heard_a_position_sets_it_and_one_that_did_not_is_only_a_contact() -> None:
    book = Book(recorded="2024-12-01")
    heard = book.add(
        "contact", on="2024-09-01", subject="XAA", how="meeting", position="leaning", evidence="pr"
    )
    call = book.add("contact", on="2024-10-01", subject="XAA", how="call")
    found = at(book, "2024-12-31")["XAA"]
    assert (found.position, found.evidence, found.last_contact) == ("leaning", "pr", call)
    assert found.history == (heard,)
    assert at(book, "2024-09-15")["XAA"].last_contact == heard


def test_a_contact_with_a_partner_is_no_states() -> None:
    book = Book(recorded="2024-12-01")
    book.add("contact", on="2024-09-01", subject="UNEP", how="meeting", position="supporter")
    assert {s.position for s in at(book, "2024-12-31").values()} == {UNKNOWN}


def test_observers_are_recorded_like_any_and_stand_apart() -> None:
    book = Book(recorded="2024-12-01")
    role(book, "2024-10-10", "sponsor", state="XOO")
    found = at(book, "2024-12-31")["XOO"]
    assert (found.state.observer, found.position, roles(found)) == (True, "supporter", [("sponsor", 79)])


def test_what_is_taken_back_or_corrected_counts_no_more() -> None:
    book = Book(recorded="2024-12-01")
    first = position(book, "2024-09-01", position="leaning")
    second = position(book, "2024-10-01", position="reserved")
    undo = book.undo(second)
    assert at(book, "2024-12-31")["XAA"].position == "leaning"
    book.undo(undo)
    assert at(book, "2024-12-31")["XAA"].position == "reserved"
    book.correct(second, position="undecided")
    found = at(book, "2024-12-31")["XAA"]
    assert (found.position, found.was) == ("undecided", "leaning")
    assert found.history[0] == first and len(found.history) == 2


def test_what_was_known_is_told_from_what_was_so() -> None:
    book = Book(recorded="2024-09-24")
    position(book, "2024-09-01", position="leaning")
    position(book, "2024-09-10", position="reserved", recorded="2024-11-01")
    assert at(book, "2024-09-30")["XAA"].position == "reserved"
    assert at(book, "2024-09-30", known="2024-09-30")["XAA"].position == "leaning"


def test_a_position_above_the_audience_is_left_out_with_what_it_replaced() -> None:
    book = Book(recorded="2024-12-01")
    book.entries[0].visibility = "public"
    public = position(book, "2024-09-01", position="supporter", visibility="public")
    book.correct(public, position="opposed", visibility="confidential")
    position(book, "2024-09-05", state="XBB", position="leaning", visibility="internal")

    def seen(reader: str) -> list[str]:
        entries = audience.visible(book.entries, None, reader)
        found = stances(STATES, entries, date(2024, 12, 31), None)
        return [found["XAA"].position, found["XBB"].position]

    assert seen("confidential") == ["opposed", "leaning"]
    assert seen("internal") == [UNKNOWN, "leaning"]
    assert seen("public") == [UNKNOWN, UNKNOWN]


def test_words_of_a_newer_version_are_passed_over() -> None:
    book = Book(recorded="2024-12-01")
    position(book, "2024-09-01", position="leaning")
    position(book, "2024-10-01", position="enthusiastic")
    role(book, "2024-10-02", "convener")
    found = at(book, "2024-12-31")["XAA"]
    assert (found.position, found.roles) == ("leaning", ())


# --- properties

_said = st.fixed_dictionaries(
    {
        "subject": st.sampled_from(["XAA", "XBB", "XOO"]),
        "position": st.sampled_from([None, None, "none", *POSITIONS]),
        "evidence": st.sampled_from([None, *EVIDENCE]),
        "roles": st.lists(st.sampled_from(ROLES), max_size=2, unique=True).map(tuple),
        "session": st.sampled_from([None, 78, 79]),
        "visibility": st.sampled_from(VISIBILITIES),
    }
)
_days = st.dates(date(2024, 8, 1), date(2024, 8, 20)).map(date.isoformat)


@given(st.lists(st.tuples(_said, _days), max_size=8), st.randoms())
def test_the_order_of_reading_does_not_matter_and_every_answer_has_its_entry(
    said: list[tuple[dict[str, Any], str]], chance: Any
) -> None:
    book = Book(recorded="2024-12-01")
    for values, day in said:
        book.add("position", on=day, **values)
    found = at(book, "2024-12-31")
    chance.shuffle(book.entries)
    assert at(book, "2024-12-31") == found
    for standing in found.values():
        assert (standing.position == UNKNOWN) == (standing.said is None)
        assert standing.position == UNKNOWN or standing.said in standing.history
        assert all(r.said in standing.history for r in standing.roles)
        assert standing.was != standing.position or standing.was == UNKNOWN
