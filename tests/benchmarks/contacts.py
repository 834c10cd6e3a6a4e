"""Fills a campaign with contacts: `python contacts.py FILE COUNT`, in the environment under test.

Members are taken in turn, and what they are made to say goes round: no contact and no position is true.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta

from tracker.core import when
from tracker.core.stances import POSITIONS
from tracker.operations import desk, states
from tracker.operations.campaigns import entry
from tracker.operations.desk import Where

#: One contact in so many is on a mission; one in so many tells a position.
ON_MISSION, TELLS = 3, 20
#: The days over which they spread, and how many are appended at a time.
DAYS, CHUNK = 690, 1000


def main(file: str, count: int) -> None:
    members = states.known().members
    first = date(2024, 12, 1)
    with desk.writing(Where(file)) as journal:
        campaign = desk.choose(journal, Where(file))
        drafts = [
            entry(
                campaign,
                "contact",
                when.day(first + timedelta(days=number % DAYS)),
                by="bench",
                subject=members[number % len(members)].code,
                how="meeting",
                note=f"asked about point {number}",
                mission=f"mission-{number % 20}" if number % ON_MISSION == 0 else None,
                position=POSITIONS[number // TELLS % len(POSITIONS)] if number % TELLS == 0 else None,
            )
            for number in range(count)
        ]
        for start in range(0, count, CHUNK):
            journal.append(drafts[start : start + CHUNK], datetime.now(UTC))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
