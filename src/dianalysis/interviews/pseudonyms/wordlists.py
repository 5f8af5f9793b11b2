"""The lists that ship with the package: interfixes, titles, nicknames, words of company names, and more."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from dianalysis.interviews.pseudonyms.text import fold

_LISTS = Path(__file__).parent / "lists"


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a list by its file name."""
    with (_LISTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_words(name: str) -> list[str]:
    """Return the first column of a list, folded."""
    return [fold(next(iter(row.values()))) for row in read_rows(name)]


def special_words(group: str) -> frozenset[str]:
    """Return the folded words of a group of `special_words.csv`."""
    return frozenset(row["word"] for row in read_rows("special_words.csv") if row["group"] == group)


INTERFIXES = special_words("interfix")
"""Words between first name and surname."""
EPITHETS = special_words("epithet")
"""Words that with a first name make a nickname (lange Jaap)."""
DETERMINERS = special_words("determiner")
"""Words after which a noun stands rather than a name."""
TITLES = special_words("title")
"""Words before the name of a person."""
SURNAMES = frozenset(read_words("surnames.csv"))
"""Surnames borne by many, among them ordinary words."""
_TRADE_ENDINGS = tuple(sorted(special_words("trade_ending")))


@lru_cache(maxsize=1)
def nicknames() -> dict[str, frozenset[str]]:
    """Return, for a folded first name, the folded names the same person may be called by."""
    called: dict[str, set[str]] = {}
    for row in read_rows("nicknames.csv"):
        formal, short = fold(row["name"]), fold(row["nickname"])
        called.setdefault(formal, set()).add(short)
        called.setdefault(short, set()).add(formal)
    return {name: frozenset(others) for name, others in called.items()}


@lru_cache(maxsize=1)
def _company_words() -> dict[str, str]:
    return {fold(row["word"]): row["group"] for row in read_rows("company_words.csv")}


def trade_of(folded: str) -> str:
    """Return what a folded word of a company's name is: its legal form ("legal"), trade ("generic") or ""."""
    group = _company_words().get(folded, "")
    return group or ("generic" if folded.endswith(_TRADE_ENDINGS) else "")
