"""What is left to look at: words that may be a name though nobody in the roster bears it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dianalysis.interviews.pseudonyms.context import (
    COMPANY_CUES,
    OPENERS,
    PERSON_CUES,
    PLACE_CUES,
    cue_before,
    interfixes_before,
    is_link,
    reads_as_word,
)
from dianalysis.interviews.pseudonyms.fuzzy import Nearest
from dianalysis.interviews.pseudonyms.text import Mention, Token, one_line
from dianalysis.interviews.pseudonyms.wordlists import (
    EPITHETS,
    INTERFIXES,
    SURNAMES,
    TITLES,
    special_words,
    trade_of,
)
from dianalysis.interviews.pseudonyms.words import Words

_SPEAKERS = special_words("speaker")
SMALL = special_words("small")
"""Words that stand with a capital inside a sentence without being a name worth masking, folded."""
_HOUSE_NUMBER = re.compile(r"\d{1,4}[a-zA-Z]?")
_SHORTEST = 2


@dataclass(frozen=True)
class Learned:
    """What was learned from all texts together.

    Parameters
    ----------
    names
        Folded words that are names elsewhere; with its interfixes in front where one had them ("van ginkel").
    nearest
        Finds the same with typing errors.
    """

    names: frozenset[str] = frozenset()
    nearest: Nearest | None = None

    def holds(self, folded: str) -> bool:
        """Tell whether a folded word is a name elsewhere, a genitive s aside."""
        return folded in self.names or folded.removesuffix("s") in self.names

    def resembles(self, folded: str) -> bool:
        """Tell whether a folded word is near a name of elsewhere."""
        return self.nearest is not None and self.nearest.find(folded) is not None


def find_candidates(
    text: str, tokens: Sequence[Token], words: Words, learned: Learned | None = None
) -> list[Mention]:
    """Find words that may be a name.

    Parameters
    ----------
    text, tokens
        A text and its words.
    words
        What is an ordinary word and what is a name.
    learned
        Names met elsewhere in the interviews.

    Returns
    -------
    Mentions that are not certain, with the reason as source: "capital" (inside a sentence), "opening capital"
    (at the start of a sentence, and no known word), "first name" and "place" (in a list of names, in small
    letters too), "named elsewhere", "cue" (after a title or a word such as collega, firma), "unknown word"
    (in no list at all).
    """
    reading = _Reading(text, tokens, words, learned or Learned())
    found: list[Mention] = []
    position = 0
    while position < len(tokens):
        reason = reading.reason(position)
        last = reading.last_of_name(position) if reason else position
        if reason:
            first = reading.first_of_name(position, reason)
            kind = reading.kind(position, last)
            found.append(Mention(tokens[first].start, tokens[last].end, kind, reason))
        position = last + 1
    return found


def may_open_name(token: Token, words: Words) -> bool:
    """Tell whether a word that opens a sentence can be the first name before a surname."""
    passed = OPENERS | INTERFIXES | TITLES | SMALL | _SPEAKERS
    verb = words.is_verb(token.folded) or bool(trade_of(token.folded))
    return not (token.folded in passed or verb or token.written.isdigit())


@dataclass(frozen=True)
class _Reading:
    """A text with what is known of its words; a place in it is the number of a word."""

    text: str
    tokens: Sequence[Token]
    words: Words
    learned: Learned

    def reason(self, position: int) -> str:
        """Return why a word may be the head of a name; empty when it is not."""
        token, words = self.tokens[position], self.words
        passed = token.folded in INTERFIXES | TITLES | _SPEAKERS
        if token.written.isdigit() or len(token.folded) < _SHORTEST or passed:
            return ""
        plain = words.is_word(token.folded)
        shouted = token.written.isupper() and token.folded in words.common
        if token.capital and not token.opens and not shouted and token.folded not in SMALL:
            return "capital"
        if token.folded in words.first_names or (token.capital and token.folded in words.ambiguous - SMALL):
            return "first name"
        if token.folded in words.places:
            return "place"
        if self._named_elsewhere(position, plain):
            return "named elsewhere"
        if self._cued(position, plain):
            return "cue"
        if token.capital and token.opens and not plain:
            return "opening capital"
        return "" if plain else "unknown word"

    def _named_elsewhere(self, position: int, plain: bool) -> bool:
        word = self.tokens[position].folded
        if self.learned.holds(word):
            return not (plain and reads_as_word(position, self.tokens))
        return not plain and self.learned.resembles(word)

    def _cued(self, position: int, plain: bool) -> bool:
        """Tell whether a cue stands before it; an ordinary word counts after a title, or as a surname."""
        cue, word = cue_before(position, self.tokens), self.tokens[position].folded
        if not cue or not plain:
            return bool(cue)
        surname = word in SURNAMES | self.words.ambiguous and cue in PERSON_CUES
        titled = cue in TITLES and word not in OPENERS
        return titled or surname or is_link(interfixes_before(position, self.tokens))

    def first_of_name(self, position: int, reason: str) -> int:
        """Extend a candidate over what stands before it in a name: initials, interfixes, trades, epithets,
        a first name that opens the sentence."""
        first = position
        cue = bool(cue_before(position, self.tokens))
        while first > 0 and self._joined(first - 1) and self._leads(self.tokens[first - 1], cue):
            first -= 1
        if first == position:
            borne = interfixes_before(position, self.tokens)
            while borne and " ".join([*borne, self.tokens[position].folded]) not in self.learned.names:
                borne = borne[1:]
            first = position - len(borne)
        return first - 1 if reason == "capital" and self._is_opening_name(first, position) else first

    def _is_opening_name(self, first: int, position: int) -> bool:
        """Tell whether the word before is the first name in "Riet Stoffels": it opens the sentence, and is
        not one of the words that often do."""
        if first == 0 or not self._joined(first - 1):
            return False
        before, token = self.tokens[first - 1], self.tokens[position]
        listed = token.folded in self.words.first_names | self.words.places or trade_of(token.folded)
        return before.opens and before.capital and may_open_name(before, self.words) and not listed

    def _leads(self, token: Token, cue: bool) -> bool:
        initial = len(token.written) == 1 and token.capital
        trade = trade_of(token.folded) == "generic"
        interfix = trade or (token.folded in INTERFIXES and (cue or (token.capital and not token.opens)))
        return interfix or initial or token.folded in EPITHETS

    def last_of_name(self, position: int) -> int:
        """Extend a candidate over what follows it in a name: interfixes with a name, surnames, further
        capitals."""
        last, ahead = position, position + 1
        named = self.tokens[position].folded in self.words.first_names
        while ahead < len(self.tokens) and self._joined(ahead - 1):
            if self.tokens[ahead].folded not in INTERFIXES and not self._joins_company(position, ahead):
                if not self._continues(last, ahead, named=named):
                    break
                last = ahead
            ahead += 1
        return last

    def _joins_company(self, position: int, ahead: int) -> bool:
        """Tell whether "en" stands between two parts of a company's name (Bureau Pen en Papier)."""
        tokens = self.tokens
        trade = trade_of(tokens[position].folded) or (position and trade_of(tokens[position - 1].folded))
        return bool(trade) and tokens[ahead].folded == "en" and ahead - position > 0

    def _continues(self, last: int, ahead: int, *, named: bool) -> bool:
        token = self.tokens[ahead]
        between = [t.folded for t in self.tokens[last + 1 : ahead]]
        if token.capital and not token.opens:
            return True
        if self.tokens[last].capital and _HOUSE_NUMBER.fullmatch(token.written):
            return True
        if named and token.folded in SURNAMES:
            return True
        unknown = not self.words.is_word(token.folded)
        return (named or bool(between)) and (unknown or is_link(between))

    def _joined(self, position: int) -> bool:
        """Tell whether a word and the next may belong to one name."""
        left, right = self.tokens[position], self.tokens[position + 1]
        between = one_line(self.text, left.end, right.start)
        return between in (" ", "-", "–", " & ") or (between in (". ", ".") and len(left.written) == 1)

    def kind(self, position: int, last: int) -> str:
        """Return the kind a candidate looks like."""
        said = [token.folded for token in self.tokens[position : last + 1]]
        cue = cue_before(position, self.tokens)
        if any(trade_of(word) for word in said) or cue in COMPANY_CUES or trade_of(cue):
            return "company"
        if said[0] in self.words.first_names or cue in PERSON_CUES:
            return "person"
        return "place" if said[0] in self.words.places or cue in PLACE_CUES else "other"
