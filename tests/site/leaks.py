"""Find in a text what is of the other language: labels, sentences and numbers; and what is a slug."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from visible import Piece, squeeze

from dianalysis.formats.words import WORDS as FORMAT_WORDS
from dianalysis.monitor import wording
from dianalysis.publish.furniture import DUTCH, FIXED
from dianalysis.publish.words import WORDS as PAGE_WORDS

ROOT = Path(__file__).parents[2]
LANGUAGES = ("nl", "en")
STOP_WORDS = {
    "en": frozenset(
        (
            "the",
            "and",
            "with",
            "from",
            "that",
            "which",
            "were",
            "this",
            "are",
            "by",
            "not",
            "for",
            "to",
            "their",
            "its",
            "his",
            "has",
            "have",
            "where",
            "than",
        )
    ),
    "nl": frozenset(
        (
            "de",
            "het",
            "een",
            "van",
            "met",
            "zijn",
            "niet",
            "bij",
            "dat",
            "naar",
            "ook",
            "aan",
            "uit",
            "geen",
            "wordt",
            "worden",
            "deze",
            "tussen",
            "dan",
        )
    ),
}
NUMBER = {
    "nl": re.compile(r"(?<![\w.,/-])[+−-]?\d+(?:\.\d+)+(?![\w.])"),
    "en": re.compile(r"(?<![\w.,/-])[+−-]?\d+(?:,\d+)+(?![\w,])"),
}
THOUSANDS = re.compile(r"[+−-]?[1-9]\d{0,2}(?:[.,]\d{3})+")
SLUG = re.compile(r"(?<![\w/.-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w/.-])")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
SEPARATORS = re.compile(r" – | → | \+ |: |; | \(|\)|\. |\|")
REFERENCES = ("References", "Literatuur")
LONG = 5
"""Words from which on a text is a sentence: it is judged by its small words."""


class Vocabulary:
    """Every text of the project that exists in Dutch and English, and the slugs of what they name."""

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Dutch and English of everything."""
        found = [*FORMAT_WORDS.values(), *PAGE_WORDS.values()]
        found += [(dutch, english) for english, dutch in (DUTCH | FIXED).items()]
        for name in dir(wording):
            if isinstance(words := getattr(wording, name), Mapping):
                found += [pair for pair in words.values() if isinstance(pair, tuple)]
        for folder in ("codebook", "plan", "published"):
            for path in sorted((ROOT / "data" / folder).glob("*.csv")):
                found += _pairs_of(path)
        parts = [(dutch.split("|"), english.split("|")) for dutch, english in found]
        return tuple(pair for dutch, english in parts for pair in zip(dutch, english, strict=False))

    @cached_property
    def foreign(self) -> dict[str, frozenset[str]]:
        """For each language the texts that only the other one has, in small letters."""
        own = [{pair[side].casefold() for pair in self.pairs} for side in (0, 1)]
        return {"nl": frozenset(own[1] - own[0]), "en": frozenset(own[0] - own[1])}

    @cached_property
    def foreign_patterns(self) -> dict[str, tuple[re.Pattern[str], ...]]:
        """The same for texts with places to fill in."""
        made = {}
        for lang in LANGUAGES:
            texts = [text for text in self.foreign[lang] if PLACEHOLDER.search(text)]
            words = {text: re.findall(r"[^\W\d_]{3,}", PLACEHOLDER.sub(" ", text)) for text in texts}
            literal = [text for text in texts if len(words[text]) > 1]  # one word may be of both languages
            made[lang] = tuple(
                re.compile(".+".join(re.escape(part) for part in PLACEHOLDER.split(t))) for t in literal
            )
        return made

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The names of measures, variables, values, groups and things, as code knows them."""
        found = set(_column(ROOT / "data/plan/measures.csv", "measure"))
        for path in sorted((ROOT / "data/codebook").glob("*.csv")):
            for name in ("name", "value", "aspect", "indicator", "outcome", "condition", "partner", "form"):
                found |= set(_column(path, name))
        return frozenset(found)

    @cached_property
    def names(self) -> frozenset[str]:
        """What the codebook shows in any language: the names themselves, and the glossary's terms in both."""
        found: set[str] = set()
        for path in sorted((ROOT / "data/codebook").glob("*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as stream:
                for row in csv.DictReader(stream):
                    plain = [
                        name for name in row if not name.endswith(("_nl", "_en")) or name.startswith("term_")
                    ]
                    found |= {squeeze(row[name]) for name in plain if row[name]}
        return frozenset(found)

    def labels(self, lang: str) -> frozenset[str]:
        """Return all texts of one language."""
        own = [pair[LANGUAGES.index(lang)] for pair in self.pairs]
        return frozenset([*own, *(text.casefold() for text in own)])


VOCABULARY = Vocabulary()


def find_leaks(pieces: Iterable[Piece], lang: str) -> Iterator[str]:
    """Yield what a reader in `lang` should not meet, with the text it stands in.

    Titles of the literature stand in their own language and are passed over.
    """
    references = False
    for piece in pieces:
        if piece.kind in ("h1", "h2"):
            references = piece.text in REFERENCES
        if references:
            continue
        for reason in leaks_of(piece.text, lang):
            yield f"{reason} <{piece.kind}> {piece.text[:110]}"


def leaks_of(text: str, lang: str) -> Iterator[str]:
    """Yield the reasons why one text does not belong on a page in `lang`."""
    if label := _foreign_label(text, lang):
        yield f"label of the other language: {label!r} in"
    if _foreign_sentence(text, lang):
        yield "sentence in the other language:"
    for slug in SLUG.findall(text):
        yield f"slug {slug!r} in"
    if text in VOCABULARY.slugs and text not in VOCABULARY.labels(lang):
        yield "slug as a label:"
    for number in NUMBER[lang].findall(text):
        if not THOUSANDS.fullmatch(number):
            yield f"number {number!r} in"


def _foreign_label(text: str, lang: str) -> str:
    foreign = VOCABULARY.foreign[lang]
    parts = [text, *SEPARATORS.split(text)]
    found = next((part for part in parts if part.strip(" .,†‡*").casefold() in foreign), "")
    matched = any(pattern.fullmatch(text.casefold()) for pattern in VOCABULARY.foreign_patterns[lang])
    return found or (text if matched else "")


def _foreign_sentence(text: str, lang: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    other = LANGUAGES[1 - LANGUAGES.index(lang)]
    own_count, other_count = (sum(word in STOP_WORDS[one] for word in words) for one in (lang, other))
    if len(words) < LONG:
        return other_count > 0 and own_count == 0
    return other_count > own_count


def _pairs_of(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = [name for name in (rows[0] if rows else {}) if name.endswith("_nl")]
    english = [f"{name.removesuffix('_nl')}_en" for name in names]
    pairs = [(row[one], row[other]) for row in rows for one, other in zip(names, english, strict=True)]
    return [(one, other) for one, other in pairs if one and other]


def _column(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [row[name] for row in csv.DictReader(stream) if row.get(name)]
