"""The words of tables, figures and sentences themselves, in Dutch and English.

What belongs to the study (variables, categories, measures) has its labels in `data/codebook` and
`data/plan/measures.csv`; `vocabulary/` holds only the words of the page around them, a file per face.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from dianalysis.errors import ParameterError, ProjectError, Where
from dianalysis.formats.numbers import Lang

VOCABULARY = Path(__file__).parent / "vocabulary"
COLUMNS = ["key", "nl", "en"]


def read_words(folder: Path) -> Mapping[str, tuple[str, str]]:
    """Return the words of every CSV file in a folder: (Dutch, English) by key.

    Raises
    ------
    ProjectError
        When a file has other columns than key, nl and en, a text is empty, or a key stands there twice.
    """
    words: dict[str, tuple[str, str]] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream)
            if rows.fieldnames != COLUMNS:
                raise ProjectError("the columns of a word list are key, nl, en", where=Where(file=path.name))
            for number, row in enumerate(rows, start=2):
                _require_word(row, words, Where(file=path.name, row=number, value=row["key"]))
                words[row["key"]] = (row["nl"], row["en"])
    return MappingProxyType(words)


def _require_word(row: dict[str, str], known: Mapping[str, object], where: Where) -> None:
    if None in row or not all(row[name] for name in COLUMNS):
        raise ProjectError("a word has a key and one text in each language", where=where)
    if row["key"] in known:
        raise ProjectError("a word is listed twice", where=where, remedy="Keep one of the two.")


WORDS = read_words(VOCABULARY)


def find_word(key: str, lang: Lang) -> str:
    """Return a word of the page in the language asked for.

    Raises
    ------
    ParameterError
        When the page has no such word.
    """
    if key not in WORDS:
        remedy = "Add it to a file of formats/vocabulary."
        raise ParameterError(f"the pages have no word called {key!r}", remedy=remedy)
    dutch, english = WORDS[key]
    return dutch if lang == "nl" else english


def has_word(key: str) -> bool:
    """Say whether the pages have a word called `key`."""
    return key in WORDS
