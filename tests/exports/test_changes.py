"""The names of `changes --json`, which other tools are checked against."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.operations.office import Office
from tracker.exports.changes import changes_json, iso, trend_json
from tracker.operations import changes as operation

#: The names of an entry in `history`.
ENTRY = {
    "id", "short", "recorded_at", "by", "kind", "subject", "session", "on", "first", "last", "status", "due",
    "note", "refs", "source", "because", "replaces", "visibility",
}  # fmt: skip
DATE = ["step", "session", "was", "now", "days", "because"]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = Office(tmp_path, monkeypatch).on("2024-09-24")
    office.new(80)
    office.log("un-partnerships", "achieved", on="2024-09-20")
    office.plan("letter", "2025-06")
    office.on("2024-12-10").mark("last-council")
    return office.on("2025-01-10")


def test_the_names_and_their_order(office: Office) -> None:
    office.log("lead-sponsor", "achieved", on="2025-01-08", source="a letter")
    office.log("soundings", "in-progress", on="2024-11-20")
    office.plan("letter", "2025-07-04", because="capital needs May")
    wrong = next(e for e in office.entries() if e.subject == "un-partnerships")
    right = office.correct(wrong.short, on="2024-09-21")[1].written[0]
    data = json.loads(json.dumps(changes_json(operation.changes(office.where))))
    assert list(data) == ["since", "until", "happened", "reported_late", "corrected", "dates"]
    assert (data["since"], data["until"]) == ("2024-12-10", "2025-01-10")
    assert [item["subject"] for item in data["happened"]] == ["lead-sponsor"]
    assert [item["subject"] for item in data["reported_late"]] == ["soundings"]
    for item in (*data["happened"], *data["reported_late"], *data["corrected"]):
        assert set(item) >= ENTRY
    [corrected] = data["corrected"]
    assert (corrected["id"], corrected["live"]) == (wrong.id, False)
    assert (corrected["replaced_by"]["id"], corrected["replaced_by"]["on"]) == (right.id, "2024-09-21")
    assert [list(item) for item in data["dates"]] == [DATE] * len(data["dates"])
    letter = next(item for item in data["dates"] if item["step"] == "letter")
    assert letter == {
        "step": "letter",
        "session": 80,
        "was": "2025-06",
        "now": "2025-07-04",
        "days": 4,
        "because": "capital needs May",
    }


def test_a_reason_that_nobody_wrote_names_the_decision(office: Office) -> None:
    office.target(81)
    data = changes_json(operation.changes(office.where))
    assert {item["because"] for item in data["dates"]} == {"target 81"}


def test_every_bend_is_a_date_that_moved(office: Office) -> None:
    office.plan("letter", "2025-07-04", because="capital needs May")
    trend, _ = operation.dates(office.where)
    data = trend_json(trend, "letter")
    assert [(item["step"], item["now"], item["on"], item["because"]) for item in data["dates"]] == [
        ("letter", "2025-06", "2024-09-24", None),
        ("letter", "2025-07-04", "2025-01-10", "capital needs May"),
    ]
    assert list(data["dates"][0]) == [*DATE, "on"]


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ((2025, 7, 4), (2025, 7, 4), "2025-07-04"),
        ((2024, 2, 1), (2024, 2, 29), "2024-02"),
        ((2024, 1, 1), (2024, 12, 31), "2024"),
        ((2025, 11, 27), (2025, 12, 11), "2025-12-11"),
        ((2025, 7, 1), (2025, 8, 31), "2025-08-31"),
    ],
)
def test_dates_stand_at_their_precision(
    first: tuple[int, int, int], last: tuple[int, int, int], text: str
) -> None:
    assert iso((date(*first), date(*last))) == text
