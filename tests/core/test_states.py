"""States: the data that ships, and finding one by whatever people type."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import UserError
from tracker.core.states import (
    GROUPS,
    LANGUAGES,
    AmbiguousState,
    OpenQuote,
    State,
    States,
    UnknownState,
    fold,
    load,
    split_states,
)
from tracker.core.text import Ambiguous, Unknown, escape

FILE = Path(__file__).parents[2] / "data" / "member-states.csv"
STATES = load(FILE.read_text(encoding="utf-8"))
EVERY = (*STATES.members, *STATES.observers)

#: Names that two States share; the look-up names both.
SHARED = {"korea": {"KOR", "PRK"}, "corée": {"KOR", "PRK"}, "corea": {"KOR", "PRK"}, "刚果": {"COD", "COG"}}


def bare(text: str) -> str:
    """The text without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


# --- the data


def test_the_groups_have_their_members_and_add_up_to_193() -> None:
    sizes = Counter(state.group for state in STATES.members)
    assert sizes == {
        "african": 54, "asia-pacific": 54, "eastern-european": 23, "grulac": 33, "weog": 29,
    }  # fmt: skip
    assert sizes == {key: group.size for key, group in GROUPS.items()}
    assert len(STATES.members) == 193


def test_the_observers_are_no_members() -> None:
    assert [state.code for state in STATES.observers] == ["VAT", "PSE"]
    assert all(state.observer and state not in STATES.members for state in STATES.observers)
    assert not any(state.observer for state in STATES.members)


def test_codes_are_unique_and_well_formed() -> None:
    for codes in ([s.code for s in EVERY], [s.alpha2 for s in EVERY], [s.numeric for s in EVERY]):
        assert len(set(codes)) == 195
    for state in EVERY:
        assert (len(state.code), len(state.alpha2), len(state.numeric)) == (3, 2, 3)
        assert state.code.isupper()
        assert state.numeric.isdigit()


def test_every_state_has_a_name_in_every_language_and_no_article_in_it() -> None:
    for state in EVERY:
        assert tuple(state.names) == LANGUAGES
        for language, name in state.names.items():
            assert name
            assert name == name.strip() == unicodedata.normalize("NFC", name)
            assert "’" not in name
            assert not name.endswith(("(the)", "(le)", "(la)", "(les)", "(l')", "(el)", "(los)", "(las)")), (
                language
            )


def test_members_stand_in_english_alphabetical_order() -> None:
    names = [bare(state.name).casefold().replace("'", "").replace("-", " ") for state in STATES.members]
    assert names == sorted(names)


def test_a_name_reads_with_its_article() -> None:
    full = {
        ("BHS", "en"): "the Bahamas", ("PRT", "en"): "Portugal", ("BHS", "fr"): "les Bahamas",
        ("ALB", "fr"): "l'Albanie", ("PRT", "fr"): "le Portugal", ("CUB", "fr"): "Cuba",
        ("ARG", "es"): "la Argentina", ("SLV", "es"): "El Salvador", ("PRT", "ar"): "البرتغال",
        ("CIV", "fr"): "Côte d'Ivoire", ("IRN", "en"): "Iran (Islamic Republic of)",
    }  # fmt: skip
    assert {key: STATES.by_code[key[0]].full(key[1]) for key in full} == full


def test_the_special_cases_are_explained_and_counted_once() -> None:
    noted = {state.code for state in EVERY if state.note}
    assert noted == {"TUR", "USA", "ISR", "KIR", "VAT", "PSE"}
    groups = [STATES.by_code[code].group for code in ("TUR", "USA", "ISR", "KIR")]
    assert groups == ["weog", "weog", "weog", "asia-pacific"]


# --- found by everything it is called


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_finds_its_state(language: str) -> None:
    for state in EVERY:
        name, full = state.names[language], state.full(language)
        for word in (name, full, bare(name), bare(full), name.upper(), full.lower(), f"  {name} ",
                     name.replace("'", "’"), name.replace("-", " ")):  # fmt: skip
            assert STATES.find(word) is state, word


def test_an_article_may_follow_in_brackets_as_in_lists() -> None:
    for state in EVERY:
        for language, article in state.articles.items():
            assert STATES.find(f"{state.names[language]} ({article})") is state


def test_every_code_finds_its_state() -> None:
    for state in EVERY:
        for word in (state.code, state.code.lower(), state.alpha2, f" {state.alpha2.lower()} "):
            assert STATES.find(word) is state, word


def test_every_alias_finds_its_state_or_names_those_that_share_it() -> None:
    shared = {fold(name): codes for name, codes in SHARED.items()}
    for state in EVERY:
        for alias in state.aliases:
            if fold(alias) in shared:
                with pytest.raises(Ambiguous) as raised:
                    STATES.find(alias)
                assert set(raised.value.matches) == shared[fold(alias)]
                assert state.code in raised.value.matches
            else:
                assert STATES.find(alias) is state, alias


def test_no_other_name_is_shared_and_no_alias_is_somebody_elses_code() -> None:
    owners: dict[str, set[str]] = {}
    for state in EVERY:
        for name in (*state.names.values(), *map(state.full, LANGUAGES), *state.aliases):
            owners.setdefault(fold(name), set()).add(state.code)
    assert {k: v for k, v in owners.items() if len(v) > 1} == {fold(k): v for k, v in SHARED.items()}
    for state in EVERY:
        for other in EVERY:
            if other is not state:
                assert {other.code, other.alpha2}.isdisjoint(a.upper() for a in state.aliases)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Guinea", "GIN"), ("Guinea-B", "GNB"), ("Equatorial Guinea", "GNQ"), ("Papua", "PNG"),
        ("Niger", "NER"), ("Nigeria", "NGA"), ("the Niger", "NER"), ("le Niger", "NER"), ("Níger", "NER"),
        ("Dominica", "DMA"), ("Dominican", "DOM"), ("Dominique", "DMA"),
        ("Congo", "COG"), ("the Congo", "COG"), ("Democratic Republic of", "COD"), ("Конго", "COG"),
        ("Sudan", "SDN"), ("South Sudan", "SSD"), ("Mali", "MLI"), ("India", "IND"), ("Inde", "IND"),
        ("Oman", "OMN"), ("Roman", "ROU"), ("غينيا", "GIN"), ("Гвинея", "GIN"), ("几内亚", "GIN"),
    ],
)  # fmt: skip
def test_an_exact_name_beats_a_prefix(word: str, code: str) -> None:
    assert STATES.find(word).code == code


@pytest.mark.parametrize(
    ("word", "code"),
    [("per", "PER"), ("AND", "AND"), ("can", "CAN"), ("lie", "LIE"), ("nor", "NOR"), ("in", "IN")],
)
def test_a_code_beats_a_prefix(word: str, code: str) -> None:
    assert code in (STATES.find(word).code, STATES.find(word).alpha2)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("USA", "USA"), ("United States", "USA"), ("UK", "GBR"), ("U.A.E.", "ARE"), ("DRC", "COD"),
        ("Ivory Coast", "CIV"), ("Turkey", "TUR"), ("TURKIYE", "TUR"), ("türkiye", "TUR"), ("TÜRKİYE", "TUR"),
        ("turkıye", "TUR"), ("Czech Republic", "CZE"), ("Swaziland", "SWZ"), ("Macedonia", "MKD"),
        ("Burma", "MMR"), ("Cape Verde", "CPV"), ("East Timor", "TLS"), ("South Korea", "KOR"),
        ("North Korea", "PRK"), ("Vatican", "VAT"), ("Palestine", "PSE"), ("Vietnam", "VNM"),
        ("Laos", "LAO"), ("Moldova", "MDA"), ("Tanzania", "TZA"), ("Russia", "RUS"), ("Syria", "SYR"),
        ("St. Lucia", "LCA"), ("Trinidad & Tobago", "TTO"), ("Islamic Republic of Iran", "IRN"),
        ("Tanzania, United Republic of", "TZA"), ("Plurinational State of Bolivia", "BOL"),
        ("جمهورية إيران الإسلامية", "IRN"), ("الولايات المتحدة", "USA"), ("الامارات", "ARE"),
        ("اسبانيا", "ESP"), ("إســـبانيا", "ESP"), ("برتغال", "PRT"), ("الاردن", "JOR"),
        ("Corée du Sud", "KOR"), ("Reino Unido", "GBR"), ("美国", "USA"), ("ＰＲＴ", "PRT"),
        ("portug", "PRT"), ("swe", "SWE"),
    ],
)  # fmt: skip
def test_what_people_type(word: str, code: str) -> None:
    assert STATES.find(word).code == code


@pytest.mark.parametrize(
    ("word", "codes"),
    [("Guin", "GIN GNQ GNB"), ("aust", "AUS AUT"), ("Nige", "NER NGA"), ("Korea", "PRK KOR")],
)
def test_a_beginning_that_several_share_names_them_in_order(word: str, codes: str) -> None:
    with pytest.raises(AmbiguousState) as raised:
        STATES.find(word)
    assert sorted(raised.value.matches) == sorted(codes.split())
    assert all(code in str(raised.value) for code in codes.split())


def test_many_matches_make_a_message_that_can_be_read() -> None:
    with pytest.raises(AmbiguousState, match=r"or 9 more: type more of it, or the code\.$") as raised:
        STATES.find("rep")
    assert len(raised.value.matches) == 14


@pytest.mark.parametrize(
    ("word", "nearest"),
    [("Portugl", "Portugal (PRT)"), ("PTR", "Portugal (PRT)"), ("swizerland", "Switzerland (CHE)"),
     ("Türkyie", "Türkiye (TUR)"), ("Brasill", "Brazil (BRA)"), ("البرتقال", "Portugal (PRT)")],
)  # fmt: skip
def test_a_near_miss_names_the_nearest(word: str, nearest: str) -> None:
    with pytest.raises(UnknownState) as raised:
        STATES.find(word)
    assert raised.value.nearest == nearest
    assert nearest in str(raised.value)


@pytest.mark.parametrize("word", ["", " ", "-", "qq", "xxqqyy", "'", "٣"])
def test_what_is_nothing_like_a_state_says_what_to_type(word: str) -> None:
    with pytest.raises(Unknown, match=r"type its code \(PRT\) or its name"):
        STATES.find(word)


def test_two_letters_are_no_beginning() -> None:
    with pytest.raises(UserError):
        STATES.find("Po")


def test_states_can_be_told_apart_in_sets_and_load_from_text_alone() -> None:
    assert len(set(EVERY)) == 195
    other = load(FILE.read_text(encoding="utf-8"))
    assert isinstance(other, States)
    assert other.find("PRT") == STATES.find("PRT")


_words = st.text(max_size=80) | st.text(st.characters(categories=["Lo", "Mn", "Po", "Cs", "Cc", "Zs"]))


def problem_with(word: str) -> UserError | None:
    """What `find` says of a word; None if it finds a State."""
    try:
        assert isinstance(STATES.find(word), State)
    except UserError as problem:
        return problem
    return None


@given(_words)
def test_find_raises_nothing_but_what_is_the_users(word: str) -> None:
    problem = problem_with(word)
    if problem is not None:
        assert isinstance(problem, UnknownState | AmbiguousState)
        assert problem.exit_code == 2
        assert str(problem) == escape(str(problem))


@given(st.sampled_from(EVERY), st.sampled_from(LANGUAGES), st.integers(3, 60))
def test_a_beginning_never_means_somebody_else(state: State, language: str, length: int) -> None:
    word = state.names[language][:length]
    exact = {fold(name) for other in EVERY if other is not state for name in other.names.values()}
    exact |= {fold(alias) for other in EVERY if other is not state for alias in other.aliases}
    codes = {code.casefold() for other in EVERY if other is not state for code in (other.code, other.alpha2)}
    if fold(word) in exact or word.strip().casefold() in codes:
        return
    problem = problem_with(word)
    if problem is None:
        assert STATES.find(word) is state
    elif isinstance(problem, AmbiguousState):
        assert state.code in problem.matches
    else:
        assert len(fold(word)) < 3


# --- lists


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("PRT", ["PRT"]),
        ("PRT,ESP,\"Côte d'Ivoire\"", ["PRT", "ESP", "Côte d'Ivoire"]),
        ("PRT,ESP,Côte d'Ivoire", ["PRT", "ESP", "Côte d'Ivoire"]),
        ("Côte d’Ivoire,People's Republic", ["Côte d’Ivoire", "People's Republic"]),
        ("'Korea, Republic of',PRT", ["Korea, Republic of", "PRT"]),
        ("“Korea, Republic of” , PRT", ["Korea, Republic of", "PRT"]),
        ("«Korea, Republic of»,PRT", ["Korea, Republic of", "PRT"]),
        ('"a ""b"", c",d', ['a "b", c', "d"]),
        ("'Ivoire,PRT", ["'Ivoire", "PRT"]),
        ('Cote "d" Ivoire,PRT', ['Cote "d" Ivoire', "PRT"]),
        (" PRT , ,ESP,, ", ["PRT", "ESP"]),
        ("البرتغال، إسبانيا", ["البرتغال", "إسبانيا"]),
        ("葡萄牙，西班牙、法国", ["葡萄牙", "西班牙", "法国"]),
        ("", []),
        ('""', []),
    ],
)  # fmt: skip
def test_a_list_is_split_at_its_commas(text: str, words: list[str]) -> None:
    assert split_states(text) == words


@pytest.mark.parametrize("text", ['"PRT', 'PRT,"ESP', "“PRT", '"PRT" ESP,FRA'])
def test_a_mark_that_is_not_closed_is_refused(text: str) -> None:
    with pytest.raises(OpenQuote):
        split_states(text)


@given(st.lists(st.sampled_from(EVERY), max_size=8), st.sampled_from(LANGUAGES))
def test_names_in_quotes_come_back_as_they_are(states: list[State], language: str) -> None:
    text = ",".join(f'"{state.names[language]}"' for state in states)
    assert [STATES.find(word) for word in split_states(text)] == states


@given(st.text(st.sampled_from("ab ,;\"'“”«’،") | st.characters()))
def test_splitting_raises_nothing_but_an_open_quote(text: str) -> None:
    try:
        words = split_states(text)
    except OpenQuote:
        return
    assert all(word and word == word.strip() for word in words)
