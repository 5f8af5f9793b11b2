"""The messages of the checks in Dutch: the checks write English, this finds the Dutch of what they wrote.

`messages.csv` pairs each English message with its Dutch; what stands between braces is filled in, and is put
into Dutch itself where the list knows it.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

from dianalysis.monitor.wording import require_lang

FILE = Path(__file__).with_name("messages.csv")
HINT = "; "
"""Parts a message from the hint that follows it."""
_PLACE = re.compile(r"\{(\w+)\}")


def say_message(message: str, lang: str) -> str:
    """Return a message or a remedy of the checks in a language.

    Parameters
    ----------
    message
        As the checks wrote it.
    lang
        nl or en; ParameterError for another.

    Returns
    -------
    The Dutch; what the list does not know stays in English, as a reader is better off with that than without.
    """
    return message if require_lang(lang) == "en" else _in_dutch(message) or message


def knows(message: str) -> bool:
    """Say whether the list has the Dutch of a message."""
    return bool(_in_dutch(message))


@lru_cache(maxsize=1024)
def _in_dutch(message: str) -> str:
    for pattern, dutch in _patterns():
        if found := pattern.fullmatch(message):
            filled = {name: _in_dutch(text) or text for name, text in found.groupdict().items()}
            return dutch.format(**filled)
    first, part, hint = message.partition(HINT)
    return (
        f"{_in_dutch(first)}{part}{_in_dutch(hint)}" if hint and _in_dutch(first) and _in_dutch(hint) else ""
    )


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return every English message as a pattern with its Dutch, the one with most fixed words first."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        pairs = [(row["en"], row["nl"]) for row in csv.DictReader(stream)]
    pairs.sort(key=lambda pair: len(_PLACE.sub("", pair[0])), reverse=True)
    return tuple((re.compile(_as_pattern(english)), dutch) for english, dutch in pairs)


def _as_pattern(english: str) -> str:
    parts = _PLACE.split(english)
    fixed, names = parts[::2], parts[1::2]
    places = [f"(?P<{name}>(?:[^;]|';')+)" for name in names]
    return "".join(re.escape(text) + place for text, place in zip(fixed, [*places, ""], strict=True))
