"""All readers over all segments: who is certain, and what a person has to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import pandas as pd

from dianalysis.interviews.pseudonyms.candidates import Learned, find_candidates
from dianalysis.interviews.pseudonyms.fuzzy import Nearest
from dianalysis.interviews.pseudonyms.organisations import OrganisationIndex, find_organisations
from dianalysis.interviews.pseudonyms.patterns import find_patterns
from dianalysis.interviews.pseudonyms.personindex import PersonIndex
from dianalysis.interviews.pseudonyms.persons import find_persons
from dianalysis.interviews.pseudonyms.remainders import names_in, uncovered_parts
from dianalysis.interviews.pseudonyms.roster import Entry
from dianalysis.interviews.pseudonyms.text import Mention, Token, tokenise, without_overlap
from dianalysis.interviews.pseudonyms.wordlists import INTERFIXES, TITLES
from dianalysis.interviews.pseudonyms.words import Words

SEARCHED = ("speaker", "question", "text")
"""Columns of segments in which names are looked for."""
_TELLING = ("capital", "opening capital", "first name", "cue")
_LONG_ENOUGH = 4


class Reader(Protocol):
    """A further reader of texts, as deduce or Frog; what it finds is a candidate."""

    def find(self, text: str) -> list[Mention]:
        """Find what may be a name."""
        ...


@dataclass(frozen=True)
class Place:
    """A mention with the cell of the segments it stands in."""

    segment_id: str
    interview_id: str
    column: str
    mention: Mention


class Finder:
    """Finds mentions with a roster, patterns, lists of names and further readers.

    Parameters
    ----------
    roster
        The entries that are known by name.
    words
        What is an ordinary word and what is a name.
    readers
        Further readers.
    """

    def __init__(self, roster: Sequence[Entry], words: Words, readers: Iterable[Reader] = ()) -> None:
        self.words = words
        self.readers = tuple(readers)
        self._persons = PersonIndex.of(roster)
        self._organisations = OrganisationIndex.of(roster)
        self._learned = Learned()

    def learn(self, texts: Iterable[str]) -> None:
        """Learn the names in texts that nobody in the roster bears, so that they are found in small
        letters too.

        Parameters
        ----------
        texts
            All texts that belong together; what was learned before is forgotten.
        """
        names: set[str] = set()
        for text in texts:
            tokens = tokenise(text)
            strangers = [m for m in self.known(text) if m.certain and m.kind == "person" and not m.keys]
            candidates = [
                m
                for m in find_candidates(text, tokens, self.words)
                if m.source in _TELLING or m.kind == "company"
            ]
            for mention in [*strangers, *candidates]:
                names |= names_in(mention, tokens, self.words)
        single = (name for name in names if len(name) > _LONG_ENOUGH and " " not in name)
        self._learned = Learned(frozenset(names), Nearest.of(single))

    def known(self, text: str, *, cell: bool = False) -> list[Mention]:
        """Find what the roster and the patterns know; not all of it is certain."""
        tokens = tokenise(text, cell=cell)
        found = find_persons(text, tokens, self._persons, self.words)
        found += find_organisations(text, tokens, self._organisations, self.words)
        return without_overlap(found + find_patterns(text))

    def find(self, text: str, *, cell: bool = False) -> list[Mention]:
        """Find everything in a text: first what is certain, then what is left to look at; nothing overlaps.

        Parameters
        ----------
        text
            The text.
        cell
            Whether it is a label of its own (a speaker).
        """
        known = self.known(text, cell=cell)
        certain = [mention for mention in known if mention.certain]
        tokens = tokenise(text, cell=cell)
        open_ones = [mention for mention in known if not mention.certain]
        others = find_candidates(text, tokens, self.words, self._learned)
        for reader in self.readers:
            others += reader.find(text)
        parts = [
            part
            for one in [*open_ones, *others]
            for part in uncovered_parts(one, certain, tokens, self.words)
        ]
        return sorted([*certain, *_united(parts, tokens)], key=lambda mention: mention.start)

    def find_all(self, segments: pd.DataFrame) -> list[Place]:
        """Find everything in a table of segments, in its order; who is meant is settled per interview."""
        texts = [text for column in SEARCHED for text in segments[column] if isinstance(text, str)]
        self.learn(texts)
        found = [
            Place(str(row["segment_id"]), str(row["interview_id"]), column, mention)
            for row in segments.to_dict("records")
            for column in SEARCHED
            if isinstance(row[column], str)
            for mention in self.find(row[column], cell=column == "speaker")
        ]
        return settle_keys(found)


def _united(parts: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Make candidates that overlap one, with the kind and reason of the first reader that says more than
    other; who is meant is kept only where no further name stands beside it."""
    united: list[Mention] = []
    for part in sorted(parts, key=lambda m: (m.start, -m.end)):
        if not united or part.start >= united[-1].end:
            united.append(part)
            continue
        before = united[-1]
        told = before if before.kind != "other" else part
        keyed = before if before.keys else part
        whole = replace(told, start=before.start, end=max(before.end, part.end))
        united[-1] = replace(whole, keys=() if _is_more(whole, keyed, tokens) else keyed.keys)
    return united


def _is_more(whole: Mention, part: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a candidate holds a word besides a part of it that is no title or interfix."""
    outside = (t for t in tokens if whole.start <= t.start < part.start or part.end <= t.start < whole.end)
    return any(token.folded not in TITLES | INTERFIXES for token in outside)


def settle_keys(places: Iterable[Place]) -> list[Place]:
    """Decide who is meant where several bear the name: whoever the same interview names beyond doubt,
    else nobody.

    Parameters
    ----------
    places
        Mentions, with any number of keys.

    Returns
    -------
    The same mentions with one key or none.
    """
    listed = list(places)
    sure: dict[str, set[str]] = {}
    for place in listed:
        if len(place.mention.keys) == 1 and not place.mention.called:
            sure.setdefault(place.interview_id, set()).update(place.mention.keys)
    return [_settled(place, sure.get(place.interview_id, set())) for place in listed]


def _settled(place: Place, sure: set[str]) -> Place:
    keys = place.mention.keys
    if len(keys) > 1 or place.mention.called:
        left = tuple(key for key in keys if key in sure)
        return replace(place, mention=replace(place.mention, keys=left if len(left) == 1 else ()))
    return place
