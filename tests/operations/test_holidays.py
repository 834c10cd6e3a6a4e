"""Holidays at Headquarters are no business days, in whatever is computed; `log` does not read them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import pytest

from tests.operations.office import Office
from tracker.core.sessions import calendar
from tracker.exports.names import session_json
from tracker.operations import campaigns, changes, desk, holidays, reading

THANKSGIVING, LABOUR_DAY = date(2026, 11, 26), date(2026, 9, 7)


def target(office: Office) -> date:
    view = desk.look(office.where)
    item = view.state.step("l-document", 81)
    assert item is not None
    found = view.schedule.of(item).target
    assert found is not None
    return found.last


def test_four_business_days_skip_thanksgiving(office: Office) -> None:
    office.on("2026-09-10").new(session=81)
    office.plan("introduction", "2026-11-24", session=81)
    assert target(office) == date(2026, 11, 18)
    office.plan("introduction", "2026-12-01", session=81)
    assert holidays.known().name(THANKSGIVING) == "Thanksgiving Day"
    assert target(office) == date(2026, 11, 24), "Mon 30, Fri 27, Wed 25 and Tue 24 November"


def test_the_window_of_the_80th_session_meets_no_holiday(office: Office) -> None:
    office.on("2025-01-10").new(session=80)
    view = desk.look(office.where)
    item = view.state.step("l-document", 80)
    assert item is not None
    dates = view.schedule.of(item)
    assert dates.target is not None
    assert (dates.target.first, dates.target.last) == (date(2025, 9, 24), date(2025, 10, 27))


def test_the_last_working_day_before_a_limit_on_a_holiday_is_the_friday(office: Office) -> None:
    office.on("2026-01-10").new(session=81)
    moved = "2026-10-07"  # thirty days after Labour Day
    campaigns.move_opening(office.where, 81, moved, by=office.by)
    found = reading.session(office.where, "81")
    names = session_json(found.number, found.calendar)
    assert names["deadlines"]["rule_14"] == LABOUR_DAY.isoformat()
    assert names["last_working_day"] == "2026-09-04"
    view = desk.look(office.where)
    assert view.schedule.last_working_day(LABOUR_DAY) == date(2026, 9, 4)
    before = changes.changes(office.where, since="2026-01-01").before
    assert before is None or before.last_working_day(LABOUR_DAY) == date(2026, 9, 4)


def test_without_a_database_a_session_knows_the_holidays_too() -> None:
    found = reading.session(desk.Where(), "81")
    assert found.calendar.last_working_day(LABOUR_DAY) == date(2026, 9, 4)


def test_a_function_that_gives_the_holidays_is_asked_once_and_only_when_needed() -> None:
    asked = []

    def days() -> frozenset[date]:
        asked.append(1)
        return frozenset({LABOUR_DAY})

    found = calendar("general-assembly", None, days)
    assert found.opening(81) == date(2026, 9, 8) and not asked
    assert found.last_working_day(LABOUR_DAY) == found.last_working_day(LABOUR_DAY) == date(2026, 9, 4)
    assert len(asked) == 1


def test_a_report_reads_no_holidays(office: Office) -> None:
    office.on(datetime.now().date().isoformat()).new(session=85)
    code = (
        "import sys\n"
        "from tracker.cli.app import main\n"
        f"assert main(['log', 'mandate', 'noted', '--db', {office.where.db!r}]) == 0\n"
        "assert 'tracker.core.holidays' not in sys.modules and 'csv' not in sys.modules\n"
        "assert {'tracker.core.stances', 'tracker.core.states'}.isdisjoint(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_years_in_use_have_their_recurring_days(year: int) -> None:
    assert len(holidays.known().days(year)) >= 3
