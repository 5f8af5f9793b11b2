"""Dutch words and names that ship with the package, and the larger word list a computer may have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dianalysis.errors import Unreadable, Where
from dianalysis.interviews.pseudonyms.text import fold
from dianalysis.interviews.pseudonyms.wordlists import read_words, special_words

SYSTEM_LISTS = (
    Path("/usr/share/dict/dutch"),
    Path("/usr/share/hunspell/nl_NL.dic"),
    Path("/usr/share/hunspell/nl.dic"),
)
"""Where a computer keeps a Dutch word list (Debian: packages wdutch and hunspell-nl)."""
_SHORTEST_STEM, _SHORTEST_PART = 3, 4
_ENDINGS = tuple(sorted(special_words("ending"), key=len))


@dataclass(frozen=True)
class Words:
    """What is a word and what is a name.

    Parameters
    ----------
    common
        Ordinary words, folded.
    first_names, places
        Names that are no ordinary words, folded.
    ambiguous
        First names that are ordinary words too, folded.
    """

    common: frozenset[str]
    first_names: frozenset[str]
    places: frozenset[str]
    ambiguous: frozenset[str] = frozenset()

    def is_word(self, folded: str) -> bool:
        """Tell whether a folded word is an ordinary one, also with an ending or as a compound of two."""
        if folded in self.common or folded.isdigit() or len(folded) == 1:
            return True
        return self._inflected(folded) or self._compound(folded)

    def is_verb(self, folded: str) -> bool:
        """Tell whether a folded word is the present tense (-t) of a verb whose infinitive is an ordinary word
        (blijft, maakt)."""
        stem = folded.removesuffix("t")
        if len(stem) < _SHORTEST_STEM or stem == folded:
            return False
        short = stem[:-2] + stem[-1] if stem[-3:-2] == stem[-2:-1] else stem
        voiced = {"f": "v", "s": "z"}.get(stem[-1], stem[-1])
        return any(
            f"{form}en" in self.common for form in (stem, stem[:-1] + voiced, short, short[:-1] + voiced)
        )

    def _inflected(self, folded: str) -> bool:
        for ending in _ENDINGS:
            stem = folded.removesuffix(ending) if folded.endswith(ending) else ""
            single = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
            if len(stem) >= _SHORTEST_STEM and (stem in self.common or single in self.common):
                return True
        return False

    def _compound(self, folded: str) -> bool:
        for cut in range(_SHORTEST_PART, len(folded) - _SHORTEST_PART + 1):
            left, right = folded[:cut], folded[cut:]
            known = left in self.common or left.removesuffix("s") in self.common
            if known and (right in self.common or self._inflected(right)):
                return True
        return False


def load_words(
    extra: Path | None = None, *, first_names: Iterable[str] = (), places: Iterable[str] = ()
) -> Words:
    """Load the word and name lists.

    Parameters
    ----------
    extra
        A word list of the user, one word a line (hunspell's flags after "/" are left out); when
        absent the first of
        `SYSTEM_LISTS` there is.
    first_names, places
        Names besides those of the package.

    Raises
    ------
    Unreadable
        When `extra` cannot be read.
    """
    path = extra or next((path for path in SYSTEM_LISTS if path.is_file()), None)
    names = frozenset(read_words("first_names.csv")) | {fold(name) for name in first_names}
    towns = frozenset(read_words("places.csv")) | {fold(place) for place in places}
    common = frozenset(read_words("common_words.csv"))
    further = _read_list(path) if path else frozenset()
    known = common | further
    return Words(known, names - known, towns - known, names & known)


def _read_list(path: Path) -> frozenset[str]:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise Unreadable(
            f"the word list cannot be opened ({error.strerror})",
            where=Where(file=path.name),
            remedy="Give a text file with one word a line, or leave the option out.",
        ) from error
    words = (line.split("/")[0].strip() for line in lines)
    return frozenset(fold(word) for word in words if word and word[0].islower())
