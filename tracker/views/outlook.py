"""What the positions add up to: consensus first, because that is how it passes; then a vote, in ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.core import words
from tracker.core.board import Sponsoring, blockers, sponsoring, weak
from tracker.core.campaign import CampaignState
from tracker.core.entry import Entry
from tracker.core.stances import UNKNOWN, Standing
from tracker.core.tally import POSITIONS, SOURCES, Majority, Outlook, Range, Vote
from tracker.core.text import cut, escape
from tracker.views.answers import Answer
from tracker.views.board import ago_words, evidence_words, group_lines, group_name, heading, legend_lines
from tracker.views.columns import sentence, table
from tracker.views.lines import Line, View
from tracker.views.theme import Marks

#: How many that could block are named, at first and where rows are few, and the cells of what one said.
NAMED, NAMED_FEW, SAID = 8, 2, 90

#: How many States are named in a list of names; the rest is counted.
LISTED = 6

SAY = {
    "nothing": "No position recorded yet. The board below is what there is to win.",
    "pass-unknown": "by consensus if nobody objects. Nothing can be said yet: {count} of {all} States "
    "unknown.",
    "pass": "by consensus if nobody objects: no State is recorded as opposed or reserved.",
    "pass-blocked": "by consensus, if {states} brought round; else by vote, simple majority of those voting.",
    "one": "1 State is",
    "many": "{count} States are",
    "no-blockers-unknown": "not known.",
    "no-blockers": "nobody on record; {states} unknown.",
    "blocker": "{name} ({group}) {position}{evidence}{said}; {spoke}",
    "evidence": " ({evidence})",
    "said": ': "{note}"',
    "spoke": "last spoke {date}",
    "never-spoke": "no contact on record",
    "more": "{count} more: tracker states --position opposed,reserved",
    "weak-none": "no group has a sponsor yet",
    "weak-groups": "{groups} no sponsor",
    "has": "{group} has",
    "have": "{groups} have",
    "thinnest": "no group without a sponsor; thinnest: {group}, {count} of {all}",
    "never-asked": "{states} never asked",
    "sponsors-none": "no letter, no draft, no sponsor recorded.",
    "signed": "{count} signed the letter",
    "no-sponsor": "no sponsor yet",
    "original": "original sponsor",
    "sponsor": "sponsor in all|sponsors in all",
    "hearsay": "{count} known second-hand or inferred ({list}): never counted as yes.",
    "hearsay-one": "{count} {position}: {names}",
    "names-more": "{names} and {count} more",
    "ungraded": " {count} recorded without evidence: counted as said.",
    "vote": "If a vote is called",
    "yes": "Yes",
    "no": "No",
    "not-voting": "Not voting",
    "voting": "Voting",
    "present": "Present",
    "simple": "Simple majority",
    "two-thirds": "Two thirds",
    "discounted": "Discounted",
    "range": "{low} to {high}",
    "yes-text": "{range}{open}",
    "yes-open": "; may still say so: {list}",
    "not-voting-text": "{range}, abstaining or absent; neither counts",
    "voting-text": "{range} present and voting: those who say yes or no",
    "present-text": "{range} of {all}; a decision takes {quorum} present",
    "quorum-no": ", which are not there",
    "quorum-open": ", which is open",
    "majority": "{needed} yes needed; {more} more to win; {verdict}",
    "if-decided": "only if the Assembly so decides first: {text}",
    "open": "open",
    "passes": "passes whatever the others do, with {spare} to spare",
    "fails": "fails whatever the others do",
    "no-decision": "no decision: fewer than {quorum} present",
    "discounted-text": "with {grades}: {sure} counted as sure. Simple majority: {text}",
    "grade": "{evidence} at {percent} %",
    "short": "{yes} yes, {no} no, {out} not voting; yes needed: {needed}, two thirds only if the Assembly so "
    "decides first: {thirds}; {verdict}.",
    "to-verify": "To be verified before they are quoted: {list}.",
}


def range_words(found: Range) -> str:
    """`20 to 193`; one number only where both ends are that."""
    return str(found.low) if found.low == found.high else SAY["range"].format(low=found.low, high=found.high)


class OutlookView(View):
    """The outlook of a campaign; with `rows` (of the terminal) too few, it is said more briefly."""

    def __init__(
        self,
        state: CampaignState,
        standings: Sequence[Standing],
        found: Outlook,
        *,
        discount: Mapping[str, int] | None = None,
        rows: int | None = None,
        ascii: bool = False,
        notice: str | None = None,
    ) -> None:
        self.state, self.standings, self.found = state, standings, found
        self.discount, self.rows, self.notice = discount or {}, rows, notice
        self.marks = Marks.choose(ascii)
        self.blockers = blockers(standings)
        self.sponsoring = sponsoring(standings, state.session)
        self.by_code = {one.state.code: one for one in standings}

    def lines(self, columns: int) -> list[Line]:
        """The answers, the board, the vote."""
        lines = self._page(columns, NAMED, few=False)
        if self.rows is None or len(lines) < self.rows:
            return lines
        return self._page(columns, NAMED_FEW, few=True)

    def _page(self, columns: int, named: int, few: bool) -> list[Line]:
        gap: list[Line] = [] if few else [[]]
        lines = heading(self.state, columns, self.notice)
        if not self.found.known:
            lines += sentence(SAY["nothing"], columns)
        lines += gap
        for answer in self.answers(named, few):
            lines += answer.lines(columns)
        lines += [*gap, *group_lines(self.standings, self.state.session, self.marks, columns)]
        lines += [*gap, *legend_lines(self.marks, columns), *gap]
        return lines + (self._vote_short(columns) if few else self._vote(columns))

    # -- consensus

    def answers(self, named: int = NAMED, few: bool = False) -> list[Answer]:
        """Pass, Blockers, Weak, Sponsors, and Hearsay where there is any."""
        found = [
            Answer("Pass", "bold", self._pass()),
            Answer("Blockers", "late" if self.blockers else "bold", self._blockers(named, few)),
            Answer("Weak", "bold", self._weak()),
            Answer("Sponsors", "done-word" if self.sponsoring.all else "bold", self._sponsors()),
        ]
        hearsay = self._hearsay(few)
        return [*found, Answer("Hearsay", "warn", hearsay)] if hearsay else found

    def _pass(self) -> str:
        count = len(self.blockers)
        if count:
            return SAY["pass-blocked"].format(
                states=SAY["one"] if count == 1 else SAY["many"].format(count=count)
            )
        all_ = len(self.found.stances)
        key = "pass" if self.found.known else "pass-unknown"
        return SAY[key].format(count=self.found.counts[UNKNOWN], all=all_)

    def _blockers(self, named: int, few: bool) -> str:
        if not self.blockers:
            key = "no-blockers" if self.found.known else "no-blockers-unknown"
            return SAY[key].format(states=words.plural(self.found.counts[UNKNOWN], "State"))
        parts = [self._blocker(one, few) for one in self.blockers[:named]]
        if len(self.blockers) > named:
            parts.append(SAY["more"].format(count=len(self.blockers) - named))
        return ". ".join(parts) + "."

    def _blocker(self, one: Standing, few: bool) -> str:
        contact = one.last_contact
        note = note_of(one)
        return SAY["blocker"].format(
            name=one.state.name,
            group=group_name(one.state.group),
            position=one.position,
            evidence=SAY["evidence"].format(evidence=evidence_words(one.evidence)) if weak(one) else "",
            said=SAY["said"].format(note=cut(note, SAID // 2 if few else SAID)) if note else "",
            spoke=SAY["never-spoke"]
            if contact is None
            else SAY["spoke"].format(date=ago_words(contact, self.state)),
        )

    def _weak(self) -> str:
        consensus = self.found.consensus
        groups = [group_name(group) for group in consensus.without_sponsor]
        if len(groups) == len(consensus.sponsors):
            text = SAY["weak-none"]
        elif groups:
            who = SAY["has" if len(groups) == 1 else "have"]
            text = SAY["weak-groups"].format(groups=who.format(group=groups[0], groups=words.both(groups)))
        else:
            size = {group: sum(s.group == group for s in self.found.stances) for group in consensus.sponsors}
            thin = min(size, key=lambda group: consensus.sponsors[group] / size[group])
            text = SAY["thinnest"].format(
                group=group_name(thin), count=consensus.sponsors[thin], all=size[thin]
            )
        asked = len(consensus.never_asked)
        return text + (
            f"; {SAY['never-asked'].format(states=words.plural(asked, 'State'))}." if asked else "."
        )

    def _sponsors(self) -> str:
        found: Sponsoring = self.sponsoring
        if not (found.signatories or found.all):
            return SAY["sponsors-none"]
        one, many = SAY["sponsor"].split("|")
        parts = [
            SAY["signed"].format(count=found.signatories) if found.signatories else "",
            words.plural(found.original, SAY["original"]) if found.original else "",
            words.plural(found.all, one, many) if found.all else SAY["no-sponsor"],
        ]
        return "; ".join(part for part in parts if part) + "."

    def _hearsay(self, few: bool) -> str:
        parts = []
        for position, stances in self.found.weak.items():
            if not stances:
                continue
            names = [self.by_code[s.state].state.name for s in stances]
            shown = words.join(names[:LISTED])
            if len(names) > LISTED:
                shown = SAY["names-more"].format(names=shown, count=len(names) - LISTED)
            text = SAY["hearsay-one"].format(count=len(names), position=position, names=shown)
            parts.append(f"{len(names)} {position}" if few else text)
        count = sum(map(len, self.found.weak.values()))
        text = (
            SAY["hearsay"].format(count=words.plural(count, "position"), list="; ".join(parts))
            if parts
            else ""
        )
        said = [s for s in self.found.ungraded if not self.by_code[s.state].implied]
        if said and not few:
            text += SAY["ungraded"].format(count=words.plural(len(said), "position"))
        return text.strip()

    # -- the vote

    def _vote(self, columns: int) -> list[Line]:
        vote = self.found.vote
        open_ = {"no": "quorum-no", "open": "quorum-open"}.get(vote.decides)
        present = SAY["present-text"].format(
            range=range_words(vote.present), all=len(self.found.stances), quorum=vote.quorum
        )
        rows = [
            (
                "yes",
                SAY["yes-text"].format(range=range_words(vote.yes), open=self._may()),
            ),
            ("no", range_words(vote.no)),
            ("not-voting", SAY["not-voting-text"].format(range=range_words(vote.not_voting))),
            ("voting", SAY["voting-text"].format(range=range_words(vote.voting))),
            ("present", present + (SAY[open_] if open_ else "")),
            ("simple", majority_words(vote.simple, vote)),
            ("two-thirds", SAY["if-decided"].format(text=majority_words(vote.two_thirds, vote))),
        ]
        if self.found.discounted is not None:
            rows.append(("discounted", self._discounted(self.found.discounted)))
        lines: list[Line] = [[(SAY["vote"], "bold")]]
        lines += table([[(SAY[key], ""), (text, "")] for key, text in rows], columns)
        doubtful = "; ".join(basis.text for basis in SOURCES.values() if not basis.verified)
        return lines + sentence(SAY["to-verify"].format(list=doubtful), columns, "dim")

    def _may(self) -> str:
        """Who may still say yes: those that are bound by nothing they said."""
        may = [(self.found.counts[p], p) for p in ("leaning", "undecided", UNKNOWN)]
        hearsay = sum(len(s) for p, s in self.found.weak.items() if p == POSITIONS[0])
        may.insert(0, (hearsay, f"{POSITIONS[0]} by hearsay"))
        said = words.join([f"{count} {position}" for count, position in may if count])
        return SAY["yes-open"].format(list=said) if said else ""

    def _discounted(self, vote: Vote) -> str:
        grades = {"second-hand": 100, "inferred": 100, **self.discount}
        said = words.both(
            [SAY["grade"].format(evidence=grade, percent=100 - off) for grade, off in grades.items()]
        )
        text = majority_words(vote.simple, vote)
        return SAY["discounted-text"].format(grades=said, sure=vote.yes.low, text=text)

    def _vote_short(self, columns: int) -> list[Line]:
        vote = self.found.vote
        text = SAY["short"].format(
            yes=range_words(vote.yes),
            no=range_words(vote.no),
            out=range_words(vote.not_voting),
            needed=range_words(vote.simple.needed),
            thirds=range_words(vote.two_thirds.needed),
            verdict=verdict_words(vote.simple, vote),
        )
        return Answer("Vote", "bold", text).lines(columns)


def majority_words(found: Majority, vote: Vote) -> str:
    """How many are needed, how many more must be won, and how it stands."""
    return SAY["majority"].format(
        needed=range_words(found.needed), more=range_words(found.more), verdict=verdict_words(found, vote)
    )


def verdict_words(found: Majority, vote: Vote) -> str:
    """How it stands: open, or settled whatever the open ones do."""
    return SAY[found.verdict].format(spare=found.spare, quorum=vote.quorum)


def note_of(one: Standing) -> str:
    """What a State said, with the position in force or else at the last contact."""
    for entry in (one.said, one.last_contact):
        if entry is not None and entry.note:
            return _line(entry)
    return ""


def _line(entry: Entry) -> str:
    return " ".join(escape(entry.note or "").split())
