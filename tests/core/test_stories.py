"""Each story is a handful of entries and the one right answer; the obvious rule gives another."""

from __future__ import annotations

from tests.book import UN_OBSERVER, Book, milestone, step


def test_an_in_progress_of_a_whole_year_does_not_outlast_the_day_it_was_achieved() -> None:
    book = Book(recorded="2024-09-24")
    book.report("mandate", "achieved", "2024-09-13")
    book.report("mandate", "in-progress", "2024")
    found = step(book.state("2024-12-31"), "mandate")
    assert (found.status, found.on and found.on.text) == ("achieved", "2024-09-13")


def test_a_month_typed_within_that_month_is_in_force_at_once() -> None:
    book = Book(recorded="2024-07-18")
    book.report("soundings", "in-progress", "2024-07")
    assert step(book.state("2024-07-18"), "soundings").status == "in-progress"
    assert step(book.state("2024-07-17"), "soundings").status == "planned"


def test_what_settles_counts_from_its_last_day_and_what_opens_from_its_first() -> None:
    book = Book(recorded="2024-09-24")
    book.report("soundings", "in-progress", "2024-07")
    book.report("soundings", "achieved", "2024-07-20")
    found = step(book.state("2024-07-31"), "soundings")
    assert (found.status, found.on and found.on.text) == ("achieved", "2024-07-20")
    assert step(book.state("2024-07-19"), "soundings").status == "planned"


def sample() -> Book:
    book = Book(session=80, recorded="2024-09-24")
    book.report("mandate", "achieved", "2024-09-13", note="renewed")
    book.report("soundings", "in-progress", "2024-07")
    book.report("mandate", "in-progress", "2024")
    book.note("membership", "2024-09-13")
    book.note("un-partnerships", "2024-09-24")
    return book


def test_the_sample_on_24_september_2024() -> None:
    state = sample().state("2024-09-24")
    assert milestone(state, "board") == ("achieved", "2024-09-13", "2024-09-13")
    assert milestone(state, "outreach") == ("in-progress", None, "2024-07")
    assert milestone(state, "draft")[0] == milestone(state, "vote")[0] == "planned"
    assert not [s.step.key for s in state.steps if s.out_of_order]
    assert not [s.step.key for s in state.steps if s.standing == "not-yet" and s.status == "in-progress"]
    assert step(state, "soundings").standing == "may"


def test_the_first_target_is_in_force_before_the_day_it_was_typed() -> None:
    state = sample().state("2024-07-31")
    assert state.session == 80
    assert step(state, "soundings").status == "in-progress"


def test_undoing_a_correction_brings_the_original_back() -> None:
    book = Book(recorded="2024-09-24")
    first = book.report("mandate", "achieved", "2024-09-13")
    correction = book.correct(first, on="2024-09-12")
    assert step(book.state("2024-09-24"), "mandate").on.text == "2024-09-12"
    book.undo(correction)
    assert step(book.state("2024-09-24"), "mandate").on.text == "2024-09-13"


def test_correcting_a_correction_does_not_bring_the_original_back() -> None:
    book = Book(recorded="2024-09-24")
    first = book.report("mandate", "achieved", "2024-09-20")
    second = book.correct(first, on="2024-09-10")
    third = book.correct(second, on="2024-09-11")
    found = step(book.state("2024-09-24"), "mandate")
    assert (found.on.text, len(found.entries)) == ("2024-09-11", 1)
    book.undo(third)
    assert step(book.state("2024-09-24"), "mandate").on.text == "2024-09-10"


def test_undoing_an_undo_brings_the_entry_back() -> None:
    book = Book(recorded="2024-09-24")
    entry = book.report("mandate", "achieved", "2024-09-13")
    undo = book.undo(entry)
    assert step(book.state("2024-09-24"), "mandate").status == "planned"
    book.undo(undo)
    assert step(book.state("2024-09-24"), "mandate").status == "achieved"


def test_the_baseline_shows_what_was_known_then() -> None:
    book = Book(session=80, recorded="2024-09-10")
    book.plan("letter", "2025-05-01", on="2024-09-10", session=80)
    book.plan("letter", "2025-06-15", on="2024-09-12", session=80, recorded="2024-10-01")
    seen = step(book.state("2024-09-13", known_at="2024-09-13"), "letter", 80)
    assert seen.due is not None and seen.due.text == "2025-05-01"
    now = step(book.state("2024-10-01"), "letter", 80)
    assert now.due is not None and now.due.text == "2025-06-15"


def renamed() -> tuple[Book, str]:
    """A campaign under version 1, and version 2, which renames the mandate."""
    book = Book(recorded="2024-09-24")
    steps = tuple(
        s._replace(
            key="endorsement" if s.key == "mandate" else s.key,
            was="mandate" if s.key == "mandate" else s.was,
            requires=tuple("endorsement" if k == "mandate" else k for k in s.requires),
        )
        for s in UN_OBSERVER.steps
    )
    milestones = tuple(
        m._replace(done_when=tuple("endorsement" if k == "mandate" else k for k in m.done_when))
        for m in UN_OBSERVER.milestones
    )
    second = UN_OBSERVER._replace(version="2", steps=steps, milestones=milestones)
    book.processes[second.sha256] = second
    return book, second.sha256


def test_a_renamed_step_is_read_under_both_versions() -> None:
    book, second = renamed()
    book.report("mandate", "achieved", "2024-09-13")
    book.report("dossier", "achieved", "2024-09-20")
    assert step(book.state("2024-09-24"), "mandate").status == "achieved"
    book.add("adopt", on="2024-10-01", recorded="2024-10-01", process=second)
    state = book.state("2024-10-02")
    assert step(state, "endorsement").status == "achieved"
    assert not step(state, "dossier").out_of_order
    earlier = book.state("2024-09-24")
    assert step(earlier, "mandate").status == "achieved"
    book.report("endorsement", "achieved", "2024-09-14", recorded="2024-10-02")
    assert step(book.state("2024-09-24"), "mandate").on.text == "2024-09-14"


def test_the_later_recorded_of_one_day_wins() -> None:
    book = Book(recorded="2024-09-24")
    book.report("mandate", "achieved", "2024-09-13")
    book.report("mandate", "in-progress", "2024-09-13")
    assert step(book.state("2024-09-24"), "mandate").status == "in-progress"


def test_a_month_that_settles_counts_from_its_last_day() -> None:
    book = Book(recorded="2024-09-30")
    book.report("mandate", "in-progress", "2024-09-10")
    book.report("mandate", "achieved", "2024-09")
    assert step(book.state("2024-09-30"), "mandate").status == "achieved"


def test_correcting_a_note_keeps_the_days_that_were_stored() -> None:
    book = Book(recorded="2024-07-18")
    entry = book.report("soundings", "in-progress", "2024-07", note="positve")
    book.correct(entry, recorded="2024-08-05", note="positive")
    found = step(book.state("2024-07-20"), "soundings")
    assert (found.status, found.said and found.said.note) == ("in-progress", "positive")


def test_a_renewed_mandate_has_a_new_date_and_an_old_beginning() -> None:
    book = Book(recorded="2024-09-24")
    book.report("mandate", "achieved", "2015")
    book.report("mandate", "achieved", "2024-09-13")
    found = step(book.state("2024-09-24"), "mandate")
    assert found.on is not None and found.since is not None
    assert (found.on.text, found.since.text) == ("2024-09-13", "2015")


def test_what_is_not_certain_is_not_flagged_out_of_order() -> None:
    book = Book(recorded="2024-09-24")
    book.report("mandate", "achieved", "2024")
    book.report("dossier", "achieved", "2024-05-01")
    assert not step(book.state("2024-09-24"), "dossier").out_of_order


def test_a_requirement_begun_afterwards_is_out_of_order() -> None:
    book = Book(recorded="2024-09-24")
    book.report("dossier", "achieved", "2024-05-01")
    book.report("mandate", "achieved", "2024-05-02")
    assert step(book.state("2024-09-24"), "dossier").out_of_order


def test_symbols_accumulate() -> None:
    book = Book(session=79, recorded="2024-10-20")
    book.report("l-document", "achieved", "2024-10-10", 79, refs=("A/C.6/79/L.4",))
    book.note("l-document", "2024-10-18", 79, refs=("A/C.6/79/L.4/Rev.1",))
    found = step(book.state("2024-10-20"), "l-document", 79)
    assert found.refs == ("A/C.6/79/L.4", "A/C.6/79/L.4/Rev.1")
