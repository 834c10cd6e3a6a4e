"""The brief as data: facts, not sentences."""

from __future__ import annotations

import json

from tests.book import Book
from tracker.core.briefing import brief
from tracker.core.diff import dates
from tracker.exports.brief import brief_json


def late() -> Book:
    book = Book(80, "2024-09-24")
    book.report("mandate", "achieved", "2024-09-13")
    book.plan("dossier", "2025-03-01", "2024-09-24", owner="Legal")
    return book


def test_next_risks_and_asks_name_steps_dates_and_people() -> None:
    schedule = late().schedule("2025-03-20")
    data = brief_json(schedule, brief(schedule))
    json.dumps(data)
    assert (data["campaign"], data["session"], data["opens"]) == ("example", 80, "2025-09-09")
    assert data["standing"]["late"] == [{"step": "dossier", "session": None}]
    assert [m["status"] for m in data["standing"]["milestones"]] == ["achieved"] + ["planned"] * 3
    first = data["next"][0]
    assert (first["step"], first["last"], first["health"], first["days_late"]) == (
        "dossier",
        "2025-03-01",
        "overdue",
        19,
    )
    assert (first["owner"], first["decided_by"]) == ("Legal", "us")
    letter = next(r for r in data["risks"] if r["step"] == "letter")
    assert (letter["kind"], letter["date"], letter["last_working_day"]) == (
        "deadline",
        "2025-08-10",
        "2025-08-08",
    )
    assert data["risks"][0]["holds_up"] == [{"step": "memorandum", "session": 80}]
    assert (data["asks"][0]["kind"], data["asks"][0]["of"]) == ("deliver", "Legal")
    assert (data["moved"], data["moved_since"]) == ([], None)


def test_what_moved_since_a_mark_comes_along() -> None:
    book = late()
    before = book.schedule("2024-09-24")
    book.recorded = "2024-10-10"
    book.plan("dossier", "2025-03-11", "2024-10-10")
    after = book.schedule("2024-10-10")
    data = brief_json(after, brief(after), since="last-council", moved=dates(before, after))
    assert data["moved_since"] == "last-council"
    assert data["moved"] == [
        {
            "step": "dossier",
            "session": None,
            "was": ["2025-03-01", "2025-03-01"],
            "now": ["2025-03-11", "2025-03-11"],
            "days": 10,
        }
    ]


def test_an_out_of_order_step_and_an_unopened_session_have_no_date() -> None:
    book = Book(82, "2025-12-20")
    book.report("introduction", "achieved", "2023-10-10", session=78)
    schedule = book.schedule("2025-12-20")
    data = brief_json(schedule, brief(schedule))
    unopened = next(r for r in data["risks"] if r["kind"] == "unopened")
    assert (unopened["step"], unopened["session"], unopened["date"]) == (None, 78, None)
