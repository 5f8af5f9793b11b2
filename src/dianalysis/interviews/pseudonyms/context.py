"""What the words around a word say of it: a cue before a name, interfixes, or an ordinary use."""

from __future__ import annotations

from collections.abc import Sequence

from dianalysis.interviews.pseudonyms.text import Token
from dianalysis.interviews.pseudonyms.wordlists import (
    DETERMINERS,
    INTERFIXES,
    TITLES,
    special_words,
    trade_of,
)

PERSON_CUES = TITLES | special_words("person_cue")
COMPANY_CUES = special_words("company_cue")
PLACE_CUES = special_words("place_cue")
OPENERS = special_words("opener")
"""Words that often open a sentence and are no name."""
_PRONOUNS = special_words("pronoun")
_NAME_LINKS = frozenset(("der", "den", "ter", "ten", "vd", "el"))
_MOST_INTERFIXES = 2


def interfixes_before(position: int, tokens: Sequence[Token]) -> list[str]:
    """Return the folded interfixes (at most two) right before a word."""
    first = position
    while first > 0 and position - first < _MOST_INTERFIXES and tokens[first - 1].folded in INTERFIXES:
        first -= 1
    return [token.folded for token in tokens[first:position]]


def cue_before(position: int, tokens: Sequence[Token]) -> str:
    """Return the folded cue (title, kinship, firma, trade, gemeente) before a word, interfixes passed
    over."""
    back = position - 1 - len(interfixes_before(position, tokens))
    if back < 0:
        return ""
    cue = tokens[back].folded
    return cue if cue in PERSON_CUES | COMPANY_CUES | PLACE_CUES or trade_of(cue) == "generic" else ""


def is_link(between: list[str]) -> bool:
    """Tell whether interfixes stand only in names (van der, ter), not in ordinary sentences (van de, in)."""
    return bool(between) and (between[-1] in _NAME_LINKS or between[-2:] == ["van", "der"])


def reads_as_word(position: int, tokens: Sequence[Token]) -> bool:
    """Tell whether a word in small letters stands where no name does: after a determiner, or beside a
    pronoun (wil ik, hij wil)."""
    token = tokens[position]
    if token.capital:
        return False
    before = tokens[position - 1] if position and not token.opens else None
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    if before is not None and before.folded in DETERMINERS:
        return True
    beside = [before] if before is not None and token.start - before.end == 1 else []
    beside += [after] if after is not None and after.start - token.end == 1 else []
    return any(one.folded in _PRONOUNS for one in beside)
