"""States that do not exist, 193 of them in groups of the true sizes, and where they may stand."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tracker.core.entry import Entry
from tracker.core.stances import EVIDENCE, HOW, POSITIONS, ROLES, UNKNOWN, Role, Standing
from tracker.core.states import GROUPS, State, States
from tracker.core.when import When, day

#: `State 001` to `State 193`, then two observers. Names are as long as true ones can be.
INVENTED = States(
    [
        *(
            State(
                f"X{n:02}",
                f"{n}",
                f"{900 + n}",
                group,
                {"en": f"State {n:03}{' of the Isles' * (n % 4)}"},
                {},
                (),
                "",
            )
            for n, group in enumerate((g for g, found in GROUPS.items() for _ in range(found.size)), 1)
        ),
        *(
            State(f"Z{n}", f"z{n}", f"99{n}", "", {"en": f"Observer {n}"}, {}, (), "Never counted.")
            for n in (1, 2)
        ),
    ]
)

AS_OF = date(2026, 7, 20)


def entry(kind: str, on: date | str, number: int = 1, **values: object) -> Entry:
    """An entry as it would stand in a journal; a month is any day of it."""
    from tracker.core.when import of_iso

    moment = day(on) if isinstance(on, date) else of_iso(on)
    return Entry(
        id=f"{number:026d}", campaign="example", kind=kind, recorded_at="2026-07-20T12:00:00.000Z",
        arrived_at="2026-07-20T12:00:00.000Z", recorded_by="desk officer", on=moment.text, first=moment.first,
        last=moment.last, **values,
    )  # type: ignore[arg-type]  # fmt: skip


def nothing() -> dict[str, Standing]:
    """Nothing on record about any State."""
    return {code: Standing(state) for code, state in INVENTED.by_code.items()}


def stand(
    found: dict[str, Standing], code: str, position: str, on: str = "2026-06-01", **values: object
) -> Standing:
    """Give a State a position that it was said to have."""
    note, evidence = values.pop("note", None), values.pop("evidence", None)
    said = entry("position", on, subject=code, position=position, note=note, evidence=evidence)
    one = found[code]
    one.position, one.evidence, one.said, one.history = position, evidence, said, (said,)  # type: ignore[assignment]
    one.began = said
    one.on = When(said.on or "", said.first or AS_OF, said.last or AS_OF)
    return one


def met(found: dict[str, Standing], code: str, on: str, **values: object) -> None:
    """Let a State have been met."""
    found[code].last_contact = entry("contact", on, 9, subject=code, how="meeting", **values)


class Board(list[Standing]):
    """Standings whose repr names those alone that have a position, so that a failure can be read."""

    def __repr__(self) -> str:
        said = (f"{one.state.code} {one.position} {[r.role for r in one.roles]}" for one in self if one.said)
        return f"<{'; '.join(said)}>"


@st.composite
def anything(draw: st.DrawFn) -> list[Standing]:
    """Any positions, roles and contacts of any States, with texts of any length in any script."""
    found = nothing()
    days = st.integers(0, 800).map(lambda n: (AS_OF - timedelta(days=n)).isoformat())
    texts = st.sampled_from([None, "wants the list", "طلب قائمة الأعضاء", "x" * 300, "[b]a\x1b[1m\nb"])
    for code in draw(st.sets(st.sampled_from(sorted(found)), max_size=60)):
        position = draw(st.sampled_from((UNKNOWN, *POSITIONS)))
        if position != UNKNOWN:
            evidence = draw(st.sampled_from((None, *EVIDENCE)))
            one = stand(found, code, position, draw(days), evidence=evidence, note=draw(texts))
            given = draw(st.lists(st.sampled_from(ROLES), max_size=3, unique=True))
            one.roles = tuple(
                Role(r, draw(st.sampled_from([None, 80, 81])), one.on, one.said)  # type: ignore[arg-type]
                for r in given
            )
        if draw(st.booleans()):
            met(
                found,
                code,
                draw(days)[: draw(st.sampled_from([10, 7]))],
                note=draw(texts),
                counterpart=draw(texts),
            )
            contact = found[code].last_contact
            assert contact is not None
            contact.how = draw(st.sampled_from(HOW))
    return Board(found.values())
