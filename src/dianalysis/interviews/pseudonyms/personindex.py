"""Words of the names of persons: what a single word can be in a name of the roster."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dianalysis.interviews.pseudonyms.fuzzy import Nearest, is_near_enough
from dianalysis.interviews.pseudonyms.roster import Entry
from dianalysis.interviews.pseudonyms.text import Token
from dianalysis.interviews.pseudonyms.variants import PersonName, parse_person
from dianalysis.interviews.pseudonyms.wordlists import INTERFIXES, TITLES
from dianalysis.interviews.pseudonyms.words import Words

SHORTEST_NAME = 2


@dataclass(frozen=True)
class Hit:
    """What one word can be: the entries whose first name or surname it is, and whether it is proof alone."""

    keys: frozenset[str]
    surname: bool
    proof: bool
    called: bool = False


@dataclass
class PersonIndex:
    """Words of the names of persons, and who bears them."""

    given: dict[str, set[str]] = field(default_factory=dict)
    called: dict[str, set[str]] = field(default_factory=dict)
    surnames: dict[str, set[str]] = field(default_factory=dict)
    parts: dict[str, list[PersonName]] = field(default_factory=dict)
    nearest: Nearest = field(default_factory=lambda: Nearest(()))

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> PersonIndex:
        """Index the persons among the entries by every word of their names and aliases."""
        index = cls()
        for one in entries:
            if one.kind == "person":
                for name in one.names:
                    index._add(one.key, parse_person(name))
        index.nearest = Nearest.of([*index.given, *index.surnames])
        return index

    def _add(self, key: str, parts: PersonName) -> None:
        self.parts.setdefault(key, []).append(parts)
        for words, table in (
            (parts.given, self.given),
            (parts.called, self.called),
            (parts.surname, self.surnames),
        ):
            for word in words:
                if len(word) >= SHORTEST_NAME and not word.isdigit() and word not in INTERFIXES:
                    table.setdefault(word, set()).add(key)

    def keys_of(self, word: str) -> tuple[frozenset[str], bool] | None:
        """Return who bears a folded word as first name or surname, and whether as surname (a last s
        may be a genitive)."""
        for form in (word, word.removesuffix("s")):
            if form in self.surnames or form in self.given:
                surname = form in self.surnames
                return frozenset(self.surnames.get(form, set()) | self.given.get(form, set())), surname
        return None


def hit_of(token: Token, index: PersonIndex, words: Words) -> Hit | None:
    """Return what a word can be in a name of the roster, or nothing."""
    if token.folded in INTERFIXES or token.written.isdigit() or token.folded in TITLES:
        return None
    plain = words.is_word(token.folded)
    shown = token.capital and not token.opens
    if found := index.keys_of(token.folded):
        return Hit(*found, proof=shown or not plain)
    if called := index.called.get(token.folded):
        return Hit(frozenset(called), False, proof=shown or not plain, called=True)
    if (
        (plain and not shown)
        or token.folded in words.common
        or token.folded in words.first_names
        or token.folded in words.places
    ):
        return None
    return _near(token, index)


def _near(token: Token, index: PersonIndex) -> Hit | None:
    near = index.nearest.find(token.folded)
    if near is None:
        return None
    name, errors = near
    keys = frozenset(index.surnames.get(name, set()) | index.given.get(name, set()))
    return Hit(keys, name in index.surnames, is_near_enough(name, token.folded, errors))
