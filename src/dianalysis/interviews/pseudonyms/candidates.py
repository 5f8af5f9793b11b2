"""What is left to look at: words that may be a name though nobody in the roster bears it."""

from __future__ import annotations

import re

from dianalysis.interviews.pseudonyms.fuzzy import Nearest
from dianalysis.interviews.pseudonyms.text import Mention, Token
from dianalysis.interviews.pseudonyms.wordlists import (
    DETERMINERS,
    EPITHETS,
    INTERFIXES,
    SURNAMES,
    TITLES,
    special_words,
    trade_of,
)
from dianalysis.interviews.pseudonyms.words import Words

PERSON_CUES = TITLES | special_words("person_cue")
COMPANY_CUES = special_words("company_cue")
PLACE_CUES = special_words("place_cue")
_SPEAKERS = special_words("speaker")
_SMALL = special_words("small")
"""Words that stand with a capital inside a sentence without being a name worth masking, folded."""
_HOUSE_NUMBER = re.compile(r"\d{1,4}[a-zA-Z]?")
_SHORTEST = 2
_MOST_INTERFIXES = 2
_NAME_LINKS = frozenset(("der", "den", "ter", "ten", "vd", "el"))


def find_candidates(
    text: str,
    tokens: list[Token],
    words: Words,
    *,
    learned: frozenset[str] = frozenset(),
    nearest: Nearest | None = None,
) -> list[Mention]:
    """Find words that may be a name.

    Parameters
    ----------
    text, tokens
        A text and its words.
    words
        What is an ordinary word and what is a name.
    learned, nearest
        Folded words that are names elsewhere in the interviews, and the same with typing errors.

    Returns
    -------
    Mentions that are not certain, with the reason as source: "capital" (inside a sentence), "opening capital"
    (at the start of a sentence, and no known word), "first name" and "place" (in a list of names, in small
    letters too), "named elsewhere", "cue" (after a title or a word such as collega, firma), "unknown word"
    (in no list at all).
    """
    found: list[Mention] = []
    position = 0
    while position < len(tokens):
        reason = _reason(position, tokens, words, learned, nearest)
        if not reason:
            position += 1
            continue
        last = _last_of_name(position, text, tokens, words)
        found.append(_candidate(position, last, reason, text, tokens, words))
        position = last + 1
    return found


def _reason(
    position: int, tokens: list[Token], words: Words, learned: frozenset[str], nearest: Nearest | None
) -> str:
    token = tokens[position]
    if (
        token.written.isdigit()
        or len(token.folded) < _SHORTEST
        or token.folded in INTERFIXES | TITLES | _SPEAKERS
    ):
        return ""
    plain = words.is_word(token.folded)
    shouted = token.written.isupper() and token.folded in words.common
    if token.capital and not token.opens and not shouted and token.folded not in _SMALL:
        return "capital"
    if token.folded in words.first_names or (token.capital and token.folded in words.ambiguous - _SMALL):
        return "first name"
    if token.folded in words.places:
        return "place"
    if _named_elsewhere(position, tokens, plain, learned, nearest):
        return "named elsewhere"
    if cue_before(position, tokens) and (not plain or _is_link(_interfixes_before(position, tokens))):
        return "cue"
    if token.capital and token.opens and not plain:
        return "opening capital"
    return "" if plain else "unknown word"


def _named_elsewhere(
    position: int, tokens: list[Token], plain: bool, learned: frozenset[str], nearest: Nearest | None
) -> bool:
    word = tokens[position].folded
    if word in learned or word.removesuffix("s") in learned:
        before = tokens[position - 1].folded if position else ""
        return not (plain and before in DETERMINERS)
    return not plain and nearest is not None and nearest.find(word) is not None


def cue_before(position: int, tokens: list[Token]) -> str:
    """Return the folded cue (title, kinship, firma, trade, gemeente) before a word, interfixes passed
    over."""
    back = position - 1 - len(_interfixes_before(position, tokens))
    if back < 0:
        return ""
    cue = tokens[back].folded
    return cue if cue in PERSON_CUES | COMPANY_CUES | PLACE_CUES or trade_of(cue) == "generic" else ""


def _interfixes_before(position: int, tokens: list[Token]) -> list[str]:
    first = position
    while first > 0 and position - first < _MOST_INTERFIXES and tokens[first - 1].folded in INTERFIXES:
        first -= 1
    return [token.folded for token in tokens[first:position]]


def _last_of_name(position: int, text: str, tokens: list[Token], words: Words) -> int:
    """Extend a candidate over what follows it in a name: interfixes with a name, surnames, further
    capitals."""
    last, ahead = position, position + 1
    named = tokens[position].folded in words.first_names
    while ahead < len(tokens) and _joined(text, tokens[ahead - 1], tokens[ahead]):
        if tokens[ahead].folded not in INTERFIXES and not _joins_company(tokens, position, ahead):
            if not _continues(tokens, last, ahead, words, named=named):
                break
            last = ahead
        ahead += 1
    return last


def _joins_company(tokens: list[Token], position: int, ahead: int) -> bool:
    """Tell whether "en" stands between two parts of a company's name (Bureau Pen en Papier)."""
    trade = trade_of(tokens[position].folded) or (position and trade_of(tokens[position - 1].folded))
    return bool(trade) and tokens[ahead].folded == "en" and ahead - position > 0


def _continues(tokens: list[Token], last: int, ahead: int, words: Words, *, named: bool) -> bool:
    token = tokens[ahead]
    between = [t.folded for t in tokens[last + 1 : ahead]]
    if token.capital and not token.opens:
        return True
    if tokens[last].capital and _HOUSE_NUMBER.fullmatch(token.written):
        return True
    if named and token.folded in SURNAMES:
        return True
    unknown = not words.is_word(token.folded)
    return (named or bool(between)) and (unknown or _is_link(between))


def _is_link(between: list[str]) -> bool:
    """Tell whether interfixes stand only in names (van der, ter), not in ordinary sentences (van de, in)."""
    return bool(between) and (between[-1] in _NAME_LINKS or between[-2:] == ["van", "der"])


def _joined(text: str, left: Token, right: Token) -> bool:
    between = text[left.end : right.start]
    return between in (" ", "-", "–", " & ") or (between in (". ", ".") and len(left.written) == 1)


def _candidate(
    position: int, last: int, reason: str, text: str, tokens: list[Token], words: Words
) -> Mention:
    first = position
    cue = bool(cue_before(position, tokens))
    while first > 0 and _joined(text, tokens[first - 1], tokens[first]) and _leads(tokens[first - 1], cue):
        first -= 1
    return Mention(tokens[first].start, tokens[last].end, _kind(position, last, tokens, words), reason)


def _leads(token: Token, cue: bool) -> bool:
    initial = len(token.written) == 1 and token.capital
    trade = trade_of(token.folded) == "generic"
    interfix = trade or (token.folded in INTERFIXES and (cue or (token.capital and not token.opens)))
    return interfix or initial or token.folded in EPITHETS


def _kind(position: int, last: int, tokens: list[Token], words: Words) -> str:
    said = [token.folded for token in tokens[position : last + 1]]
    cue = cue_before(position, tokens)
    if any(trade_of(word) for word in said) or cue in COMPANY_CUES or trade_of(cue):
        return "company"
    if said[0] in words.first_names or cue in PERSON_CUES:
        return "person"
    return "place" if said[0] in words.places or cue in PLACE_CUES else "other"


def uncovered_parts(
    mention: Mention, certain: list[Mention], tokens: list[Token], words: Words
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
    telling = [part for part in parts if any(_tells(token, words) for token in part)]
    return [Mention(p[0].start, p[-1].end, mention.kind, mention.source, mention.keys) for p in telling]


def _tells(token: Token, words: Words) -> bool:
    if token.folded in INTERFIXES | TITLES | _SMALL:
        return False
    surname = token.folded in SURNAMES
    return surname or (token.capital and not token.opens) or not words.is_word(token.folded)


def names_in(mention: Mention, tokens: list[Token], words: Words) -> set[str]:
    """Return the folded words of a candidate that are names, to look for elsewhere in small letters too.

    An ordinary word counts only as a first name with a capital, or as a surname after it.
    """
    inside = [t for t in tokens if t.start >= mention.start and t.end <= mention.end]
    passed = INTERFIXES | TITLES | _SMALL
    telling = [t for t in inside if len(t.folded) > _SHORTEST and t.folded not in passed]
    names = {t.folded for t in telling if _is_unheard_of(t, words)}
    if telling and telling[0].capital and telling[0].folded in words.ambiguous:
        names.add(telling[0].folded)
    person = mention.kind == "person" or any(t.folded in words.first_names for t in inside[:1])
    return names | {t.folded for t in telling[1:] if person and _is_surname(t)}


def _is_unheard_of(token: Token, words: Words) -> bool:
    return not (words.is_word(token.folded) or trade_of(token.folded) or token.written.isdigit())


def _is_surname(token: Token) -> bool:
    return token.folded in SURNAMES or (token.capital and not token.opens)
