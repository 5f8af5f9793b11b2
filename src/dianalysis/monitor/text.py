"""Compare what people typed with what the codebook says, without caring about case, dashes or spaces."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

_SPACES = re.compile(r"\s+")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = {ord("’"): "'", ord("‘"): "'", ord("`"): "'", ord("“"): '"', ord("”"): '"'}
_AROUND = re.compile(r"\s*([-/%&+])\s*")
_PARTING = re.compile(r"[\s._-]+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_NEAR_ENOUGH = 0.6


def tidy(value: str) -> str:
    """Collapse runs of white space (no-break spaces too) to one space and trim."""
    return _SPACES.sub(" ", value.replace("\u200b", "").replace("\ufeff", "")).strip()


def same(value: str) -> str:
    """Return the form in which two spellings of one answer are equal."""
    folded = unicodedata.normalize("NFKC", value).translate(_DASHES).translate(_QUOTES).casefold()
    return _AROUND.sub(r"\1", tidy(folded))


def compact(value: str) -> str:
    """Return the form in which two spellings of one number are equal: F 0012, f-0012 and F0012."""
    return _PARTING.sub("", same(value))


def word(value: str) -> str:
    """Return a name as lower-case words joined by underscores, as headers and file names are compared."""
    plain = unicodedata.normalize("NFKD", value.casefold())
    return _NOT_WORD.sub("_", "".join(c for c in plain if not unicodedata.combining(c))).strip("_")


def nearest(value: str, known: Iterable[str]) -> str:
    """Return the known name nearest to `value`, or "" when none is near."""
    by_word = {word(name): name for name in known}
    found = difflib.get_close_matches(word(value), list(by_word), n=1, cutoff=_NEAR_ENOUGH)
    return by_word[found[0]] if found else ""
