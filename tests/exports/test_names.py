"""The names that programs read: exactly those of the contract, in its order, and plain data."""

from __future__ import annotations

import json
from datetime import date

from tests.book import UN_OBSERVER, Book
from tracker.core.agenda import agenda
from tracker.core.reasons import reasons
from tracker.core.sessions import calendar
from tracker.exports import names

HISTORY = (
    "id short recorded_at by kind subject session on first last status due note refs source because "
    "replaces visibility"
)
WHY = "kind date rule base arithmetic confidence"
NEXT = "step title session standing due target deadline window health owner waiting_for caused_by"
SESSION = "session opens opens_source general_debate deadlines last_working_day"


def test_an_entry_has_the_names_of_the_contract_first_and_nulls_where_nothing_is_said() -> None:
    book = Book(session=80)
    entry = book.report("mandate", "achieved", "2024-07", refs=("A/1",), note="renewed")
    found = names.history_json([entry])["entries"][0]
    assert list(found)[: len(HISTORY.split())] == HISTORY.split()
    assert (found["on"], found["first"], found["last"]) == ("2024-07", "2024-07-01", "2024-07-31")
    assert (found["short"], found["refs"], found["note"]) == (entry.id[-5:], ["A/1"], "renewed")
    assert found["because"] is None
    assert found["live"] is True
    json.dumps(found)


def test_an_entry_that_was_replaced_is_not_live() -> None:
    book = Book(session=80)
    wrong = book.report("mandate", "achieved", "2024-09-12")
    right = book.correct(wrong, on="2024-09-13")
    found = names.history_json([right, wrong], {wrong.id: right})["entries"]
    assert [entry["live"] for entry in found] == [True, False]
    assert found[1]["replaced_by"] == found[0]["id"]
    assert found[0]["replaces"] == wrong.id


def test_why_gives_each_date_its_rule_and_arithmetic() -> None:
    schedule = Book(session=80).schedule("2024-09-24")
    item = schedule.state.now("letter")
    assert item is not None
    found = names.why_json(schedule, item, reasons(schedule, item))
    assert [d["kind"] for d in found["dates"]] == ["target", "deadline", "last-working-day"]
    assert list(found["dates"][0])[:6] == WHY.split()
    assert found["dates"][0]["date"] == "2025-07-11"
    assert found["if_missed"].startswith("Until Fri 11 Jul 2025")
    json.dumps(found)


def test_next_names_the_session_of_each_step_and_what_it_waits_for() -> None:
    schedule = Book(session=80).schedule("2024-09-24")
    found = names.next_json(schedule, agenda(schedule))
    assert list(found)[:3] == ["campaign", "as_of", "session"]
    assert [key for key in ("must", "may", "not_yet", "no_longer", "todos") if key not in found] == []
    letter = next(item for item in found["not_yet"] if item["step"] == "letter")
    assert [key for key in NEXT.split() if key not in letter] == []
    assert (letter["session"], letter["waiting_for"], letter["deadline"]) == (
        80,
        ["memorandum"],
        "2025-08-10",
    )
    mandate = next(item for item in found["may"] if item["step"] == "mandate")
    assert mandate["title"] == "Mandate of the Council"
    json.dumps(found)


def test_a_session_by_its_rule_and_as_moved() -> None:
    found = names.session_json(80, calendar("general-assembly"))
    assert list(found)[:6] == SESSION.split()
    assert found["deadlines"] == {
        "rule_12": "2025-07-11",
        "rule_14": "2025-08-10",
        "supplementary_list": "2025-08-20",
    }
    assert (found["opens_source"], found["last_working_day"]) == ("rule", "2025-08-08")
    moved = names.session_json(80, calendar("general-assembly", {80: date(2025, 9, 16)}))
    assert (moved["opens"], moved["opens_source"]) == ("2025-09-16", "journal")
    assert moved["deadlines"]["rule_14"] == "2025-08-17"


def test_a_session_of_a_calendar_without_rules_has_nulls() -> None:
    found = names.session_json(2027, calendar("calendar-year"))
    assert found["opens"] == "2027-01-01"
    assert set(found["deadlines"].values()) == {None}
    assert found["general_debate"] is found["last_working_day"] is None


def test_show_says_what_it_shows() -> None:
    book = Book(session=80)
    entry = book.report("mandate", "achieved", "2024-09-13")
    book.add("mark", on="2024-09-13", subject="last-council")
    schedule = book.schedule("2024-09-24")
    step = UN_OBSERVER.step("mandate")
    assert step is not None
    found = names.show_json(schedule, step, [entry], {})
    assert (found["kind"], found["runs"][0]["on"], len(found["entries"])) == ("step", "2024-09-13", 1)
    assert names.show_json(schedule, entry, [entry], {})["entry"]["id"] == entry.id
    assert names.show_json(schedule, schedule.state.marks[0], [], {})["mark"]["key"] == "last-council"


def test_a_process_is_whole_and_named_by_its_sha256() -> None:
    found = names.process_json(UN_OBSERVER)
    assert found["sha256"] == UN_OBSERVER.sha256
    assert len(found["steps"]) == len(UN_OBSERVER.steps)
    json.dumps(found)
