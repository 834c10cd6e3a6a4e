"""Member States and observers: their codes, names and regional groups, and finding one by what people type.

The facts come from `data/member-states.csv` (its README says from where); `load` reads its text. Looking one
up by code builds nothing further; the first look-up by name builds the index of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tracker.core.errors import UserError
from tracker.core.text import Ambiguous, Unknown, quoted

#: The official languages, English first.
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")

#: The letters that the beginning of a name must have to stand for it.
PREFIX = 3


class Group(NamedTuple):
    """A regional group: its name as the UN page gives it, a short one, and its Members."""

    name: str
    short: str
    size: int


#: By code, in the order of the procedure sheet. Informal groups, no legal classification. Names and Members:
#: https://www.un.org/dgacm/content/regional-groups. 54 + 54 + 23 + 33 + 29 = 193; Türkiye counts once.
GROUPS: dict[str, Group] = {
    "african": Group("African States", "African", 54),
    "asia-pacific": Group("Asia-Pacific States", "Asia-Pacific", 54),
    "eastern-european": Group("Eastern European States", "Eastern European", 23),
    "grulac": Group("Latin American and Caribbean States", "GRULAC", 33),
    "weog": Group("Western European and other States", "WEOG", 29),
}


class UnknownState(Unknown):
    """A word that names no State; `nearest` is the English name and code of what may have been meant."""

    def __init__(self, word: str, nearest: str | None) -> None:
        super().__init__(word, nearest, "State")
        if nearest is None:
            hint = "type its code (PRT) or its name in an official language"
            self.args = (f"There is no State {quoted(word)}: {hint}.",)


class AmbiguousState(Ambiguous):
    """The beginning of the names of several States, or a name that they share; `matches` are their codes."""

    def __init__(self, word: str, states: tuple[State, ...]) -> None:
        super().__init__(word, tuple(state.code for state in states), "State")
        names = [_shown(state) for state in states]
        if len(names) > 6:
            names[5:] = [f"{len(names) - 5} more"]
        text = f"{', '.join(names[:-1])} or {names[-1]}"
        self.args = (f"The State {quoted(word)} can be {text}: type more of it, or the code.",)


class OpenQuote(UserError):
    """A list of States in which a quotation mark is not closed."""

    exit_code = 2


class State(NamedTuple):
    """A Member State, or an observer: recorded like one and never counted.

    `names` are the official short names by language as they sort (`Bahamas`, `Albanie`), `articles` what
    stands before them where there is something (`the`, `l'`). `group` is empty for an observer; `note` says
    what is special about the group.
    """

    code: str  # ISO 3166 alpha-3
    alpha2: str
    numeric: str  # three digits
    group: str
    names: Mapping[str, str]
    articles: Mapping[str, str]
    aliases: tuple[str, ...]
    note: str

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def observer(self) -> bool:
        """Whether it is no Member and is never counted."""
        return not self.group

    @property
    def name(self) -> str:
        """The English short name, without its article."""
        return self.names["en"]

    def full(self, language: str = "en") -> str:
        """The short name as it reads in a sentence: `the Bahamas`, `l'Albanie`, `les Bahamas`."""
        name, article = self.names[language], self.articles.get(language, "")
        return f"{article}{name}" if article.endswith("'") else f"{article} {name}".lstrip()


class States:
    """The Members and the observers, in English alphabetical order."""

    __slots__ = ("_alpha2", "_keys", "by_code", "members", "observers")

    def __init__(self, states: Iterable[State]) -> None:
        known = tuple(states)
        self.members = tuple(state for state in known if not state.observer)
        self.observers = tuple(state for state in known if state.observer)
        self.by_code: dict[str, State] = {state.code: state for state in known}
        self._alpha2 = {state.alpha2: state for state in known}
        self._keys: dict[str, set[str]] | None = None

    def find(self, word: str) -> State:
        """The State that a word means, by the first of these that fits:

        its alpha-3 or alpha-2 code; a name of it in any official language, or an alias, in full; the
        beginning of one (3 letters or more) if that of no other. Case, accents, hamza and tatweel,
        punctuation and spaces do not matter, nor whether the article is there.

        Raises UnknownState, naming the nearest; AmbiguousState, naming what it can be.
        """
        code = fold(word).upper()
        found = self.by_code.get(code) or self._alpha2.get(code)
        if found is not None:
            return found
        matches = self.matches(word)
        if not matches:
            raise UnknownState(word, self._nearest(word))
        if len(matches) > 1:
            raise AmbiguousState(word, matches)
        return matches[0]

    def matches(self, word: str) -> tuple[State, ...]:
        """All that a name or the beginning of a name can mean, in order; a name in full beats a beginning."""
        asked, keys = fold(word), self._index()
        codes = keys.get(asked, set())
        if not codes and len(asked) >= PREFIX:
            codes = {code for key, codes in keys.items() if key.startswith(asked) for code in codes}
        return tuple(state for code, state in self.by_code.items() if code in codes)

    def _index(self) -> dict[str, set[str]]:
        """The codes by each name as it is compared."""
        if self._keys is None:
            self._keys = {}
            for state in self.by_code.values():
                for spelling in _spellings(state):
                    self._keys.setdefault(fold(spelling), set()).add(state.code)
        return self._keys

    def _nearest(self, word: str) -> str | None:
        from difflib import get_close_matches

        asked, keys = fold(word[:64]), self._index()
        codes = [code for code in self.by_code if sorted(code.casefold()) == sorted(asked)]
        if not codes:
            codes = sorted(code for key in get_close_matches(asked, keys, n=1) for code in keys[key])
        return " or ".join(_shown(self.by_code[code]) for code in codes) or None


def load(text: str) -> States:
    """The States of `member-states.csv`, whose columns its README describes."""
    from csv import reader

    lines = reader(text.splitlines())
    columns = {name: place for place, name in enumerate(next(lines))}
    names = [(language, columns[language]) for language in LANGUAGES]
    articles = [(language, columns[f"{language}_article"]) for language in ("en", "fr", "es")]
    aliases, note = columns["aliases"], columns["note"]
    return States(
        State(
            code,
            alpha2,
            numeric,
            group,
            {language: row[place] for language, place in names},
            {language: row[place] for language, place in articles if row[place]},
            tuple(row[aliases].split("; ")) if row[aliases] else (),
            row[note],
        )
        for row in lines
        for code, alpha2, numeric, group in (row[:4],)
    )


def _shown(state: State) -> str:
    return f"{state.name} ({state.code})"


# --- how names are compared

#: What people type for one another: dotless i, ta marbuta, alif maqsura, the Persian letters of other
#: keyboards, wasla; hamza on the line and tatweel are left out.
_LETTERS = str.maketrans("ıةىکیٱ", "iهيكيا", "ءـ") | {ord("&"): "and"}


def fold(text: str) -> str:
    """The letters and digits of a text alone: no case, accents, hamza, tatweel, punctuation or spaces.

    `Côte d'Ivoire`, `COTE D’IVOIRE` and `cote divoire` are all `cotedivoire`.
    """
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFKD", text)
    return "".join(filter(str.isalnum, text.casefold().translate(_LETTERS)))


def _spellings(state: State) -> Iterator[str]:
    """What a State may be called: names with and without article, `Iran` both ways round, aliases."""
    for language, name in state.names.items():
        yield name
        article = state.articles.get(language)
        if article:
            yield article + name
            yield name + article  # as `Bahamas (the)` in lists
        elif name.startswith("ال"):  # the Arabic article is a part of the name
            yield name[2:]
        if name.endswith(")"):
            head, _, tail = name[:-1].partition("(")
            if tail:  # `Iran (Islamic Republic of)`; a dash is the place of the name
                yield tail.replace("-", head) if " - " in tail else tail + head
    yield from state.aliases


# --- lists of States

_COMMAS = ",;،，、"
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "'": "'", "‘": "’"}
#: They are apostrophes too: a quotation mark only if a second one ends the item.
_APOSTROPHES = "'‘"


def split_states(text: str) -> list[str]:
    """The words of a list: `PRT,ESP,"Côte d'Ivoire"` is `PRT`, `ESP`, `Côte d'Ivoire`.

    A name that holds a comma stands in quotation marks; a doubled mark in it is one. An apostrophe is none.
    Empty items are left out. Raises OpenQuote where a mark is not closed.
    """
    words: list[str] = []
    place = 0
    while place < len(text):
        if text[place] in _COMMAS or text[place].isspace():
            place += 1
            continue
        quote = _quoted_item(text, place) if text[place] in _QUOTES else None
        if quote is not None:
            word, place = quote
        else:
            end = next((i for i in range(place, len(text)) if text[i] in _COMMAS), len(text))
            word, place = text[place:end], end
        if word.strip():
            words.append(word.strip())
    return words


def _quoted_item(text: str, start: int) -> tuple[str, int] | None:
    """The item in quotation marks that begins at a place, and where it ends; None if it is not quoted."""
    closing = _QUOTES[text[start]]
    word: list[str] = []
    place = start + 1
    while place < len(text):
        if text.startswith(closing * 2, place):
            place += 1
        elif text[place] == closing and _ends(text, place + 1):
            return "".join(word), place + 1
        word.append(text[place])
        place += 1
    if text[start] in _APOSTROPHES:
        return None
    raise OpenQuote(f"A quotation mark is not closed in {quoted(text)}: close it, or leave it out.")


def _ends(text: str, place: int) -> bool:
    """Whether an item ends here: at a comma, or the end, after blanks."""
    rest = text[place:].lstrip()
    return not rest or rest[0] in _COMMAS
