"""Campaigns to look at: the invented one in which everything goes wrong, and one replayed from the record.

Each is written through the operations, entry by entry, with the clock on the day on which an office would
have typed it. `Example Organization` is invented, and so are its States, which are letters.
"""

from __future__ import annotations

from tests.operations.office import Office

#: The day on which the first request is in trouble, and one a year later, after it was deferred.
TROUBLE, AGAIN = "2026-07-20", "2027-10-15"

#: The day on which the nine deferrals are looked at.
DEFERRED = "2024-09-24"


def trouble(office: Office) -> None:
    """Late, at risk, blocked, moved, out of order: everything that a first request can suffer."""
    office.on("2025-09-04").new(81, organization="Example Organization (invented)")
    office.log("lead-sponsor", "achieved", on="2025-08-20", note="State P agreed to lead")
    office.log("mandate", "achieved", note="Council, 12th meeting")
    office.on("2025-11-28").log(
        "soundings", "in-progress", on="November 2025", note="74 States [of 193] so far"
    )
    office.on("2026-01-12").plan("dossier", "2026-03-12", owner="Legal")
    office.plan("memorandum", "2026-06-26", owner="Legal")
    office.plan("letter", "2026-07-10", owner="New York office")
    office.on("2026-03-30").log("dossier", "achieved", note="treaty, member list, report")
    office.on("2026-05-04").log("core-group", "in-progress", note="5 States of 8 sought")
    office.plan("core-group", "2026-07-10")
    office.on("2026-06-15").mark("last-council", note="Council")
    office.log("memorandum", "in-progress", note="with State P for comment")
    office.on("2026-06-29").plan("letter", "2026-07-31", because="State P waits for its capital")
    office.plan("core-group", "2026-07-31", because="two States wait for instructions")
    office.on("2026-07-06").log("core-group", "blocked", note="two States wait for instructions")
    office.on(TROUBLE)


def again(office: Office) -> None:
    """A year later: the request went through and was deferred; in the next session it is late once more."""
    trouble(office)
    office.on("2026-08-04").log("memorandum", "achieved", on="2026-08-03")
    office.log("letter", "achieved", note="signed by State P", refs=("A/81/231",))
    office.on("2026-08-20").log("listing", "achieved", on="2026-08-19")
    office.on("2026-09-11").log("general-committee", "achieved", on="2026-09-09")
    office.log("agenda-adopted", "achieved")
    office.on("2026-10-05").log("l-document", "achieved", on="2026-10-02", refs=("A/C.6/81/L.5",))
    office.on("2026-10-14").log("introduction", "achieved", note="with 11 sponsors")
    office.on("2026-11-12").log("committee-action", "deferred", note="State Q asked for more time")
    office.on("2026-12-14").log("committee-report", "achieved", on="November 2026")
    office.log("plenary-action", "deferred", on="2026-12-10")
    office.on("2027-03-01").plan("l-document", "2027-09-24")
    office.on("2027-09-06").mark("last-council", note="Council")
    office.on("2027-09-14").log("general-committee", "achieved", on="2027-09-08")
    office.log("agenda-adopted", "achieved", on="2027-09-10")
    office.on("2027-09-23").plan("l-document", "2027-10-01", because="two sponsors still to sign")
    office.on("2027-10-08").log("introduction", "blocked", note="State Q opposes debate before consultations")
    office.on(AGAIN)


def deferrals(office: Office) -> None:
    """The Eurasian Economic Union: the letter of 30 April 2015, then nine deferrals, 70th to 78th session.

    The public record gives the letter's day, of the deferrals the session alone: each under its year.
    """
    office.on(DEFERRED).new(70, key="eaeu", organization="Eurasian Economic Union", organ=None)
    office.log("letter", "achieved", on="2015-04-30", session=70)
    for session in range(70, 79):
        office.log("committee-action", "deferred", on=str(1945 + session), session=session)
