"""Find companies, places and partners of a roster in a text, also those whose name is an ordinary word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dianalysis.interviews.pseudonyms.fuzzy import MIDDLE, Nearest, is_near_enough
from dianalysis.interviews.pseudonyms.roster import Entry
from dianalysis.interviews.pseudonyms.text import Mention, Token, adjacent
from dianalysis.interviews.pseudonyms.variants import company_forms
from dianalysis.interviews.pseudonyms.wordlists import DETERMINERS, INTERFIXES, trade_of
from dianalysis.interviews.pseudonyms.words import Words

_PLACE_ENDINGS = ("se", "s", "er", "ers", "enaar", "enaren", "aar")
_ARTICLES = frozenset(("de", "het", "t", "den"))
_INDEFINITE = frozenset(("een", "n", "elke", "iedere", "geen", "welke"))
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Form:
    """A form of a name: whose it is, of what kind, and whether it alone is proof."""

    key: str
    kind: str
    distinct: bool


@dataclass
class OrganisationIndex:
    """Forms of names written without spaces, and whose they are."""

    forms: dict[str, list[Form]] = field(default_factory=dict)
    longest: int = 1
    nearest: Nearest = field(default_factory=lambda: Nearest(()))

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> OrganisationIndex:
        """Index every form of the names and aliases of companies, places and partners."""
        index = cls()
        for one in entries:
            if one.kind != "person":
                for name in one.names:
                    for form in company_forms(name):
                        index.forms.setdefault(form.joined, []).append(Form(one.key, one.kind, form.distinct))
                        index.longest = max(index.longest, len(form.words) + 1)
        index.nearest = Nearest.of(name for name in index.forms if len(name) >= MIDDLE)
        return index


@dataclass(frozen=True)
class _Match:
    forms: tuple[Form, ...]
    near: bool
    exact: bool
    genitive: bool = False


Matcher = Callable[[list[Token], OrganisationIndex, Words], _Match | None]


def find_organisations(
    text: str, tokens: list[Token], index: OrganisationIndex, words: Words
) -> list[Mention]:
    """Find companies, places and partners of the roster.

    Parameters
    ----------
    text, tokens
        A text and its words.
    index, words
        The names of the roster, and what is an ordinary word.

    Returns
    -------
    Mentions with source "roster". A name that is an ordinary word or a first name is certain only with
    a capital inside
    a sentence, or beside a legal form or the name of a trade; else it is a candidate.
    """
    found: list[Mention] = []
    taken: set[int] = set()
    for match_of in (_exact, _near):
        position = 0
        while position < len(tokens):
            mention, used = _longest_at(position, text, tokens, index, words, match_of, taken)
            if mention is not None and (mention.certain or not _is_one_of_many(position, tokens)):
                found.append(mention)
                taken.update(range(position, position + used))
            position += used
    return found


def _longest_at(
    position: int,
    text: str,
    tokens: list[Token],
    index: OrganisationIndex,
    words: Words,
    match_of: Matcher,
    taken: set[int],
) -> tuple[Mention | None, int]:
    reach = 0
    while reach < index.longest and position + reach < len(tokens) and position + reach not in taken:
        if reach and not adjacent(text, tokens[position + reach - 1], tokens[position + reach]):
            break
        reach += 1
    for length in range(reach, 0, -1):
        if match := match_of(tokens[position : position + length], index, words):
            return _mention(position, length, match, text, tokens, words), length
    return None, 1


def _exact(window: list[Token], index: OrganisationIndex, words: Words) -> _Match | None:
    joined = "".join(token.folded for token in window)
    if forms := index.forms.get(joined) or (_inhabitant(joined, index) if len(window) == 1 else []):
        return _Match(tuple(forms), near=True, exact=True)
    forms = index.forms.get(joined.removesuffix("s"), []) if len(joined) > _SHORTEST_STEM else []
    return _Match(tuple(forms), near=True, exact=True, genitive=True) if forms else None


def _near(window: list[Token], index: OrganisationIndex, words: Words) -> _Match | None:
    joined = "".join(token.folded for token in window)
    known = all(words.is_word(t.folded) or t.folded in INTERFIXES for t in window)
    edge = window[0].folded in INTERFIXES - _ARTICLES or window[-1].folded in INTERFIXES
    if known or edge or (len(window) == 1 and joined in words.first_names | words.places):
        return None
    if near := index.nearest.find(joined):
        name, errors = near
        return _Match(tuple(index.forms[name]), near=is_near_enough(name, joined, errors), exact=False)
    return None


def _inhabitant(word: str, index: OrganisationIndex) -> list[Form]:
    for ending in _PLACE_ENDINGS:
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) >= _SHORTEST_STEM:
            for form in index.forms.get(stem, []):
                if form.kind == "place":
                    return [Form(form.key, "place", True)]
    return []


def _mention(
    position: int, length: int, match: _Match, text: str, tokens: list[Token], words: Words
) -> Mention:
    window = tokens[position : position + length]
    first, last = window[0], window[-1]
    named = [t for t in window if t.folded not in _ARTICLES] or window
    shown = any(t.capital and not t.opens for t in named)
    plain = all(words.is_word(t.folded) or t.folded in words.first_names for t in named)
    distinct = any(form.distinct for form in match.forms)
    beside = {} if match.genitive else _company_word_beside(position, length, text, tokens)
    loose = len(named) == len(window) == 1 and _after_determiner(position, tokens)
    proof = not plain and not loose and (match.exact or len(named[0].folded) >= MIDDLE)
    certain = match.near and (shown or bool(beside) or proof)
    certain = certain or (distinct and match.exact and len(window) > 1)
    if certain and match.forms[0].kind == "company":
        first = beside.get("before", first)
        last = beside.get("after", last)
    kind = match.forms[0].kind
    keys = tuple(sorted({form.key for form in match.forms if form.kind == kind}))
    return Mention(first.start, last.end, kind, "roster", keys, certain)


def _after_determiner(position: int, tokens: list[Token]) -> bool:
    """Tell whether a word in small letters stands after a determiner, where a name without article does
    not stand."""
    before = tokens[position - 1].folded if position else ""
    return not tokens[position].capital and before in DETERMINERS


def _is_one_of_many(position: int, tokens: list[Token]) -> bool:
    """Tell whether a word in small letters stands after "een" or the like: an ordinary word, not a name."""
    before = tokens[position - 1].folded if position else ""
    return not tokens[position].capital and before in _INDEFINITE


def _company_word_beside(position: int, length: int, text: str, tokens: list[Token]) -> dict[str, Token]:
    """Return the legal form or trade that stands right before or after a name."""
    before, after = position - 1, position + length
    found = {}
    if before >= 0 and _touches(text, tokens[before], tokens[position]) and trade_of(tokens[before].folded):
        found["before"] = tokens[before]
    if (
        after < len(tokens)
        and _touches(text, tokens[after - 1], tokens[after])
        and trade_of(tokens[after].folded)
    ):
        found["after"] = tokens[after]
    return found


def _touches(text: str, left: Token, right: Token) -> bool:
    return not text[left.end : right.start].strip(" &-")
