"""An entry from elsewhere says only what an entry can say; names of a newer version are let through."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.core.body import BadEntry, check
from tracker.core.entry import BODY_FIELDS, TEXTS, Entry, from_body, to_body

ID, OTHER = "01j8hs9c20e00bbfpqsfze93np", "01j8hs9c20e00tdphhcmv4btme"

CONTACT: dict[str, Any] = {
    "id": ID,
    "campaign": "example",
    "kind": "contact",
    "recorded_at": "2024-09-24T10:30:00.000Z",
    "recorded_by": "desk officer",
    "occurred_on": "2024-09",
    "first_day": "2024-09-01",
    "last_day": "2024-09-24",
    "subject": "XAA",
    "how": "meeting",
    "mission": "first-journey",
    "position": "leaning",
    "evidence": "pr",
    "roles": ["sponsor"],
    "session": 79,
}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"kind": "mission", "place": "New York", "occasion": "Forum", "until": "2024-10", "due": "2024-10"},
        {"kind": "mission", "until": "none"},
        {"kind": "todo", "about": OTHER, "due": "none", "owner": "Legal"},
        {"kind": "todo", "closes": OTHER},
        {"position": "a word of a newer version", "mood": 3},
    ],
)
def test_what_an_entry_can_say_is_let_in(more: dict[str, Any]) -> None:
    check(CONTACT | more)


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"position": 3}, "position"),
        ({"evidence": ""}, "evidence"),
        ({"roles": "sponsor"}, "roles"),
        ({"roles": ["spon\x1bsor"]}, "roles"),
        ({"how": "call\n"}, "how"),
        ({"place": "a\u202eb"}, "place"),
        ({"until": "soon"}, "until"),
        ({"about": "k3f9a"}, "about"),
        ({"closes": ["x"]}, "closes"),
        ({"mission": None}, "mission"),
    ],
)
def test_what_no_entry_can_say_names_the_field(more: dict[str, Any], name: str) -> None:
    with pytest.raises(BadEntry, match=name):
        check(CONTACT | more)


def test_an_entry_is_the_same_after_its_body() -> None:
    entry = from_body(CONTACT, arrived_at="2024-09-24T10:30:00.000Z", visibility="public")
    assert to_body(entry) == CONTACT
    assert (entry.roles, entry.mission) == (("sponsor",), "first-journey")


def test_free_text_lies_outside_the_body() -> None:
    assert {"counterpart", "travellers", "note", "because", "source"} == set(TEXTS)
    assert not BODY_FIELDS.keys() & set(TEXTS)


def test_an_entry_shows_what_it_says_and_nothing_else() -> None:
    entry = Entry(ID, "example", "note", "", "", "desk", note="a note")
    assert "note='a note'" in repr(entry) and "position" not in repr(entry)
