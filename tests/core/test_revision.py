"""What a newer version of a process changes, and what it could no longer read."""

from __future__ import annotations

from collections.abc import Callable

from tests.book import UN_OBSERVER, Book
from tracker.core.process import DateRule, Process, Step
from tracker.core.revision import Lost, compare, lost


def edited(change: Callable[[Step], Step | None], process: Process = UN_OBSERVER) -> Process:
    """The process with each step changed, or left out."""
    return process._replace(version="2", steps=tuple(s for old in process.steps if (s := change(old))))


def renamed(step: Step) -> Step:
    keys = tuple("endorsement" if k == "mandate" else k for k in step.requires)
    if step.key == "mandate":
        return step._replace(key="endorsement", was="mandate")
    return step._replace(requires=keys)


def test_a_renaming_changes_nothing_else() -> None:
    second = edited(renamed)
    milestones = tuple(
        m._replace(done_when=tuple("endorsement" if k == "mandate" else k for k in m.done_when))
        for m in UN_OBSERVER.milestones
    )
    found = compare(UN_OBSERVER, second._replace(milestones=milestones))
    assert found.renamed == (("mandate", "endorsement"),)
    assert (found.added, found.removed, found.changed, found.milestones) == ((), (), (), ())


def test_what_a_route_is_called_is_a_word_and_changes_no_step() -> None:
    def change(step: Step) -> Step:
        return step._replace(routes=tuple(r._replace(rule=None) for r in step.routes))

    assert compare(UN_OBSERVER, edited(change)).changed == ()


def test_going_back_is_read_through_was_as_well() -> None:
    assert compare(edited(renamed), UN_OBSERVER).renamed == (("endorsement", "mandate"),)


def test_added_removed_and_changed_steps_and_milestones() -> None:
    def change(step: Step) -> Step | None:
        if step.key == "core-group":
            return None
        if step.key == "dossier":
            return step._replace(target={"": DateRule("O", -200, False, "O-200")})
        if step.key == "membership":
            return step._replace(key="members")
        return step._replace(title={"en": "In other words"}) if step.key == "letter" else step

    second = edited(change)
    first = second.milestones[0]._replace(done_when=("mandate", "members"))
    found = compare(UN_OBSERVER, second._replace(milestones=(first, *second.milestones[1:])))
    assert found.added == ("members",)
    assert found.removed == ("membership", "core-group")
    assert found.changed == ("dossier",)
    assert found.milestones == ("board",)


def test_what_stands_and_could_not_be_read_is_counted_by_reason() -> None:
    def change(step: Step) -> Step | None:
        if step.key == "dossier":
            return None
        if step.key == "soundings":
            return step._replace(per="session")
        if step.key == "committee-action":
            return step._replace(outcomes={k: o for k, o in step.outcomes.items() if k != "deferred"})
        return step

    book = Book(79)
    book.note("dossier", "2024-09-01")
    book.plan("dossier", "2025-01-01", "2024-09-01")
    book.report("soundings", "in-progress", "2024-09-01")
    book.report("committee-action", "deferred", "2023-11-20", 79)
    book.report("committee-action", "blocked", "2023-11-10", 79)
    book.note("mandate", "2024-09-01")
    second = edited(change)
    assert lost(book.entries, second) == [
        Lost("dropped", "dossier", None, 2),
        Lost("session", "soundings", None, 1),
        Lost("status", "committee-action", "deferred", 1),
    ]
    assert lost(book.entries, UN_OBSERVER) == []
