"""Find the persons of a roster: first names, nicknames, initials, interfixes, surnames, in any mix."""

from __future__ import annotations

from dataclasses import dataclass

from dianalysis.interviews.pseudonyms.context import reads_as_word
from dianalysis.interviews.pseudonyms.personindex import SHORTEST_NAME, Hit, PersonIndex, hit_of
from dianalysis.interviews.pseudonyms.text import Mention, Token, one_line
from dianalysis.interviews.pseudonyms.wordlists import EPITHETS, INTERFIXES, TITLES, trade_of
from dianalysis.interviews.pseudonyms.words import Words


def find_persons(text: str, tokens: list[Token], index: PersonIndex, words: Words) -> list[Mention]:
    """Find the persons of the roster.

    Parameters
    ----------
    text, tokens
        A text and its words.
    index, words
        The names of the roster, and what is an ordinary word.

    Returns
    -------
    Mentions with source "roster". One is certain when a word of it cannot be an ordinary word (a capital
    inside a sentence, or a word no list has), when first name or initials and surname stand together,
    or when a title stands
    before it. Several keys: more than one person bears the name. No key: the name as a whole is of
    nobody in the roster.
    """
    hits = [hit_of(token, index, words) for token in tokens]
    found: list[Mention] = []
    position = 0
    while position < len(tokens):
        if hits[position] is None:
            position += 1
            continue
        run = _Run(text, tokens, hits, index, words)
        first, last = run.stretch(position)
        if mention := run.mention(first, last):
            found.append(mention)
        position = last + 1
    return found


@dataclass
class _Run:
    """One name as it stands in a text: the words around a hit that belong to it."""

    text: str
    tokens: list[Token]
    hits: list[Hit | None]
    index: PersonIndex
    words: Words

    def stretch(self, position: int) -> tuple[int, int]:
        last = position
        while (following := self._next_part(last)) is not None:
            last = following
        first = position
        hit = self.hits[position]
        if hit is not None and hit.surname:
            first = self._back(first, lambda token: token.folded in INTERFIXES)
            first = self._own_interfix(first, position)
            if first < position and first == 0 and self.tokens[0].folded in ("de", "in", "op", "aan"):
                first = first if self._interfix_known(position, first) else position
            elif first < position and not self._interfix_known(position, first):
                first = position
            first = self._back(first, self._is_initial)
            first = self._back(first, self._is_other_first_name)
        elif hit is not None:
            first = self._back(first, lambda token: token.folded in EPITHETS)
        return first, last

    def _own_interfix(self, first: int, position: int) -> int:
        """Return where the interfixes of a name begin: of "van Van Eerd" at the capital."""
        written = [token.capital for token in self.tokens[first:position]]
        return first + written.index(True) if True in written else first

    def _interfix_known(self, position: int, first: int) -> bool:
        said = [token.folded for token in self.tokens[first:position]]
        hit = self.hits[position]
        borne = [parts.interfix for key in (hit.keys if hit else ()) for parts in self.index.parts[key]]
        return any(interfix for interfix in borne) or said[0] in ("van", "vd", "v")

    def _back(self, first: int, wanted) -> int:  # type: ignore[no-untyped-def]
        while (
            first > 0
            and self._tied(first - 1)
            and self.hits[first - 1] is None
            and wanted(self.tokens[first - 1])
        ):
            first -= 1
        return first

    def _next_part(self, last: int) -> int | None:
        """Return the last word of the next part of the name: a hit, or a surname nobody of the
        roster bears."""
        ahead = last
        while ahead + 1 < len(self.tokens) and self._tied(ahead):
            ahead += 1
            token, hit = self.tokens[ahead], self.hits[ahead]
            if hit is not None:
                return (
                    ahead
                    if hit.surname or (ahead == last + 1 and self._is_further_name(last, ahead))
                    else None
                )
            if token.folded in INTERFIXES or self._is_initial(token):
                if ahead > last + 1 and token.capital and not self.tokens[ahead - 1].capital:
                    return None  # "Piet van Van Eerd": what follows is another name
                continue
            return ahead if self._is_other_surname(last, ahead) else None
        return None

    def _is_further_name(self, last: int, position: int) -> bool:
        """Tell whether a first name belongs to the name before it: an ordinary word in small letters ("Jan
        wil") only when somebody bears both."""
        before, hit = self.hits[last], self.hits[position]
        shown = self.tokens[position].capital or (hit is not None and hit.proof)
        return shown or (before is not None and hit is not None and bool(before.keys & hit.keys))

    def _is_other_surname(self, last: int, position: int) -> bool:
        token, before = self.tokens[position], self.hits[last]
        given = before is not None and before.proof and not before.surname
        known = bool(trade_of(token.folded)) or token.folded in TITLES or len(token.folded) <= SHORTEST_NAME
        return given and token.capital and not token.opens and not known

    def _is_initial(self, token: Token) -> bool:
        if token.folded in INTERFIXES and not token.capital:
            return False  # v.d. is short for an interfix
        dotted = self.text[token.end : token.end + 1] == "."
        return len(token.written) == 1 and token.written.isalpha() and (token.written.isupper() or dotted)

    def _is_other_first_name(self, token: Token) -> bool:
        return token.folded in self.words.first_names

    def _tied(self, position: int) -> bool:
        left, right = self.tokens[position], self.tokens[position + 1]
        between = one_line(self.text, left.end, right.start)
        if between.startswith("."):
            return (len(left.written) == 1 or left.folded in TITLES | {"vd"}) and between in (".", ". ")
        return between in (" ", "-", "–", " '", " ’", "'", "  ")

    def mention(self, first: int, last: int) -> Mention | None:
        hits = [hit for hit in self.hits[first : last + 1] if hit is not None]
        keys = frozenset.intersection(*(hit.keys for hit in hits))
        keys = self._of_initials(keys, first, last)
        if any(self._is_stranger(position) for position in range(first, last + 1)):
            keys = frozenset()
        certain = self._is_certain(hits, keys, first, last)
        if not certain and self._reads_as_word(first, last):
            return None
        start, end = self.tokens[first].start, self.tokens[last].end
        called = all(hit.called for hit in hits)
        return Mention(start, end, "person", "roster", tuple(sorted(keys)), certain, called)

    def _is_stranger(self, position: int) -> bool:
        token = self.tokens[position]
        passed = self._is_initial(token) or token.folded in INTERFIXES
        return self.hits[position] is None and not passed

    def _of_initials(self, keys: frozenset[str], first: int, last: int) -> frozenset[str]:
        said = [t.folded for t in self.tokens[first : last + 1] if self._is_initial(t)]
        if not said:
            return keys
        return frozenset(k for k in keys if any(said[0] in parts.initials for parts in self.index.parts[k]))

    def _is_certain(self, hits: list[Hit], keys: frozenset[str], first: int, last: int) -> bool:
        if any(hit.proof for hit in hits) or (len(hits) > 1 and keys):
            return True
        initials = any(self._is_initial(token) for token in self.tokens[first : last + 1])
        before = self.tokens[first - 1].folded if first else ""
        return (
            initials
            or before in TITLES
            or (before == "de" and first > 1 and self.tokens[first - 2].folded in TITLES)
        )

    def _reads_as_word(self, first: int, last: int) -> bool:
        """Tell whether a single word in small letters stands where no name does."""
        return first == last and reads_as_word(first, self.tokens)
