"""Read one text as an answer: a value, a reason it is missing, or the rule it breaks.

One reader serves the checks and the clean tables: what a check flags is exactly what cannot be recoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dianalysis.codebook import Codebook, Variable
from dianalysis.monitor.dates import FIRST_YEAR, LAST_YEAR, date_hint, read_date, read_number
from dianalysis.monitor.text import compact, nearest, same, tidy

SEPARATORS = (r"[;|]", r"[;|+]", r"[;|+&,]")
"""How the answers of a multiple choice may be parted, tried from strict to loose (a new line counts as ;)."""
_WHOLE = re.compile(r"(\d+)[.,]0+")  # a code that passed through a column of decimals
NUMERIC = ("score", "integer")
"""Types stored as whole numbers; decimal is stored as a float, date as a date, the rest as text."""


@dataclass(frozen=True)
class Reading:
    """What one text means: a value, or a reason it is missing, or the rule it breaks and how."""

    value: object = None
    reason: str = ""
    rule: str = ""
    message: str = ""


def make_reader(
    variable: Variable, codebook: Codebook, *, aliases: Mapping[str, str] | None = None
) -> Callable[[str], Reading]:
    """Return the function that reads one text of `variable`.

    Parameters
    ----------
    variable
        The variable; its type, value set, range and missing reasons decide.
    codebook
        Labels (nl, en), codes and missing reasons.
    aliases
        Further texts of a source, to a value or a missing reason.
    """
    reasons = dict(_reason_words(codebook))
    words = dict(_value_words(variable.value_set, codebook))
    for text, target in (aliases or {}).items():
        (words if target in words.values() else reasons)[same(text)] = target
    read = _TYPES[variable.type]

    def reader(text: str) -> Reading:
        plain = tidy(text.strip().replace("\n", ";") if variable.type == "multiple" else text)
        if not plain:
            return Reading()
        if variable.value_set and (match := _WHOLE.fullmatch(plain)):
            plain = match[1]
        reading = read(plain, variable, words)
        if reading.rule and (reason := reasons.get(same(plain))):
            allowed = reason in variable.missing_reasons
            message = "" if allowed else f"{variable.name} cannot be missing for the reason {reason}"
            return Reading(None, reason, "" if allowed else "reason_not_allowed", message)
        return reading

    return reader


@lru_cache(maxsize=8)
def _reason_words(codebook: Codebook) -> dict[str, str]:
    words: dict[str, str] = {}
    for row in codebook.missing.to_dict("records"):
        reason = str(row["reason"])
        for text in (row["code"], row["label_en"], row["label_nl"], reason, reason.replace("_", " ")):
            words[same(str(text))] = reason
    return words


@lru_cache(maxsize=256)
def _value_words(name: str, codebook: Codebook) -> dict[str, str]:
    """Return every accepted spelling; a value goes before a label, a label before a code."""
    words: dict[str, str] = {}
    if not name:
        return words
    codes, english, dutch = codebook.codes(name), codebook.labels(name, "en"), codebook.labels(name, "nl")
    for spelling in (codes, english, dutch):
        words |= {same(str(text)): value for value, text in spelling.items()}
    words |= {same(value.replace("_", " ")): value for value in codebook.values(name)}
    return words | {same(value): value for value in codebook.values(name)}


def _read_text(text: str, variable: Variable, words: Mapping[str, str]) -> Reading:
    return Reading(text)


def _read_id(text: str, variable: Variable, words: Mapping[str, str]) -> Reading:
    if not variable.pattern or re.fullmatch(variable.pattern, text):
        return Reading(text)
    if re.fullmatch(variable.pattern, usual := compact(text).upper()):
        return Reading(usual)
    return Reading(text, rule="unusual_id", message=f"{variable.name} is not written as usual in the monitor")


def _read_date(text: str, variable: Variable, words: Mapping[str, str]) -> Reading:
    date = read_date(text)
    if date is not None:
        return Reading(date.isoformat())
    message = f"{variable.name} is not a date between {FIRST_YEAR} and {LAST_YEAR} (day-month-year)"
    message += date_hint(text)
    return Reading(None, rule="impossible_date", message=message)


def _read_choice(text: str, variable: Variable, words: Mapping[str, str]) -> Reading:
    value = words.get(same(text))
    if value is not None:
        return Reading(value)
    rule = "unknown_partner" if variable.value_set == "partner" else "unknown_value"
    what = "a partner" if rule == "unknown_partner" else f"an answer to {variable.name}"
    near = words.get(nearest(text, words), "")
    return Reading(
        None, rule=rule, message=f"this is not {what}" + (f"; did you mean {near}?" if near else "")
    )


def _read_multiple(text: str, variable: Variable, words: Mapping[str, str]) -> Reading:
    if (single := words.get(same(text))) is not None:
        return Reading(single)
    unknown: list[str] = []
    for separator in SEPARATORS:
        parts = [tidy(part) for part in re.split(separator, text) if tidy(part)]
        unknown = [part for part in parts if same(part) not in words]
        if parts and not unknown:
            chosen = {words[same(part)] for part in parts}
            order = [value for value in dict.fromkeys(words.values()) if value in chosen]
            return Reading("+".join(order))
    near = words.get(nearest(unknown[0], words), "") if unknown else ""
    hint = f"; did you mean {near}?" if near else ""
    message = f"part of this is not an answer to {variable.name}{hint}"
    return Reading(None, rule="unknown_value", message=message)


def _read_number(text: str, variable: Variable, words: Mapping[str, str]) -> Reading:
    number = float(words[same(text)]) if same(text) in words else read_number(text)
    if number is None:
        return Reading(None, rule="not_a_number", message=f"{variable.name} must be a number")
    if variable.type in NUMERIC and not number.is_integer():
        return Reading(None, rule="not_a_number", message=f"{variable.name} must be a whole number")
    low, high = variable.minimum, variable.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        return Reading(
            None, rule="out_of_range", message=f"{variable.name} must lie from {low:g} to {high:g}"
        )
    return Reading(int(number) if variable.type in NUMERIC else number)


_TYPES: dict[str, Callable[[str, Variable, Mapping[str, str]], Reading]] = {
    "text": _read_text,
    "id": _read_id,
    "date": _read_date,
    "category": _read_choice,
    "yes_no": _read_choice,
    "multiple": _read_multiple,
    "score": _read_number,
    "integer": _read_number,
    "decimal": _read_number,
}


def read_column(column: pd.Series, reader: Callable[[str], Reading]) -> list[Reading]:
    """Read every text of a column; each distinct text once."""
    known = {text: reader(text) for text in column.unique()}
    return [known[text] for text in column]
