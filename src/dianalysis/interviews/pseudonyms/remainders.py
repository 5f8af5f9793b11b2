"""What a candidate leaves and teaches: its parts outside what is certain, and the names in it."""

from __future__ import annotations

from collections.abc import Sequence

from dianalysis.interviews.pseudonyms.candidates import SMALL, may_open_name
from dianalysis.interviews.pseudonyms.context import OPENERS, is_link
from dianalysis.interviews.pseudonyms.text import Mention, Token
from dianalysis.interviews.pseudonyms.wordlists import INTERFIXES, SURNAMES, TITLES, trade_of
from dianalysis.interviews.pseudonyms.words import Words

_SHORTEST = 2
_PREPOSITIONS = frozenset((word,) for word in ("aan", "by", "in", "op", "te", "uit"))
"""Interfixes that, standing alone, rather say where somebody is."""
_PASSED = INTERFIXES | TITLES | SMALL


def uncovered_parts(
    mention: Mention, certain: Sequence[Mention], tokens: Sequence[Token], words: Words
) -> list[Mention]:
    """Return what of a candidate lies outside the certain mentions, without words that say nothing by
    themselves."""
    inside = [t for t in tokens if t.start < mention.end and mention.start < t.end]
    parts: list[list[Token]] = [[]]
    for token in inside:
        if any(c.start < token.end and token.start < c.end for c in certain):
            parts.append([])
        else:
            parts[-1].append(token)
    if len(parts) == 1:
        return [mention] if inside else []
    telling = [part for part in parts if any(_tells(token, words) for token in part) or _is_linked(part)]
    return [Mention(p[0].start, p[-1].end, mention.kind, mention.source, mention.keys) for p in telling]


def _is_linked(part: Sequence[Token]) -> bool:
    """Tell whether a part is a surname by its interfixes alone, as "ter kuile"."""
    borne = [token.folded for token in part[:-1]]
    return is_link(borne) and all(word in INTERFIXES for word in borne)


def _tells(token: Token, words: Words) -> bool:
    if token.folded in _PASSED:
        return False
    shown = token.capital and not (token.opens and token.folded in OPENERS)
    return token.folded in SURNAMES or shown or not words.is_word(token.folded)


def names_in(mention: Mention, tokens: Sequence[Token], words: Words) -> set[str]:
    """Return the folded words of a candidate that are names, to look for elsewhere in small letters too.

    An ordinary word counts only as a first name with a capital, or as a surname after it. A surname that is
    no ordinary word counts with its interfixes too ("van ginkel").
    """
    inside = [t for t in tokens if t.start >= mention.start and t.end <= mention.end]
    telling = [t for t in inside if len(t.folded) > _SHORTEST and t.folded not in _PASSED]
    names = {t.folded for t in telling if _is_unheard_of(t, words)}
    if (
        telling
        and telling[0].capital
        and (telling[0].folded in words.ambiguous or _opens_name(telling, words))
    ):
        names.add(telling[0].folded)
    person = mention.kind == "person" or any(t.folded in words.first_names for t in inside[:1])
    names |= {t.folded for t in telling[1:] if person and _is_surname(t)}
    surnames = names - words.first_names - words.places
    return names | _with_interfixes(inside, surnames)


def _opens_name(telling: Sequence[Token], words: Words) -> bool:
    """Tell whether an ordinary word with a capital opens a sentence with a name, as in "Riet Stoffels"."""
    head = telling[0]
    return head.opens and may_open_name(head, words) and any(t.capital and not t.opens for t in telling[1:2])


def _with_interfixes(inside: Sequence[Token], names: set[str]) -> set[str]:
    """Return the surnames among the names with the interfixes before them, where a first name or trade
    stands before those."""
    phrases: set[str] = set()
    before: list[str] = []
    for token in inside[1:]:
        if token.folded in INTERFIXES:
            before.append(token.folded)
            continue
        if before and tuple(before) not in _PREPOSITIONS and token.folded in names:
            phrases.add(" ".join([*before, token.folded]))
        before = []
    return phrases


def _is_unheard_of(token: Token, words: Words) -> bool:
    return not (words.is_word(token.folded) or trade_of(token.folded) or token.written.isdigit())


def _is_surname(token: Token) -> bool:
    return token.folded in SURNAMES or (token.capital and not token.opens)
