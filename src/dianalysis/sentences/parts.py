"""What sentences are made of: a row found, its number quoted with its uncertainty, and the finished
sentence."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dianalysis.disclosure import is_suppressed
from dianalysis.formats import (
    Kind,
    Page,
    find_written,
    format_interval,
    format_p_value,
    format_value,
    is_absent,
    is_point_only,
    select_rows,
)

_WORDS = {
    "interval": {"nl": "{level}-interval {interval}", "en": "{level} interval {interval}"},
    "exact": {
        "nl": "reconstructie: {range} over alle gegevens die bij de gedrukte cijfers passen",
        "en": "reconstruction: {range} over all data sets that fit the printed figures",
    },
    "draws": {
        "nl": "reconstructie: {range} over de trekkingen",
        "en": "reconstruction: {range} over the draws",
    },
    "same_exact": {
        "nl": "gelijk in alle gegevens die bij de gedrukte cijfers passen",
        "en": "the same in all data sets that fit the printed figures",
    },
    "same_draws": {
        "nl": "reconstructie, in elke trekking gelijk",
        "en": "reconstruction, the same in every draw",
    },
    "reconstruction": {"nl": "reconstructie", "en": "reconstruction"},
    "adjusted": {"nl": "gecorrigeerde ", "en": "adjusted "},
    "point_only": {"nl": " volgens de reconstructie", "en": " from the reconstruction"},
}


class Finding(str):
    """A sentence that a notebook shows as text on the page rather than between quotes."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return f"> {self}"


def find_row(results: pd.DataFrame, measure: str, **naming: str) -> pd.Series | None:
    """Find the one row a sentence speaks of.

    Parameters
    ----------
    results
        Released results.
    measure
        Its measure.
    naming
        Wave, group, level or contrast as in `select_rows`, and `term`.

    Returns
    -------
    The row, or None when there is none, it is hidden, or it holds no estimate.
    """
    term = naming.pop("term", "")
    choice: Mapping[str, str] = naming
    rows = select_rows(results, measure, **choice)
    rows = rows[(rows["term"] == term) & rows["estimate"].notna()]
    return None if rows.empty else rows.iloc[0]


def quote(row: pd.Series, page: Page, *, kind: Kind | None = None, unit: str = "") -> str:
    """Write the number of a row followed by what it may also be, between brackets.

    The interval comes first; a number that depends on the reconstruction carries its range, what
    that runs over and the word for it.

    Parameters
    ----------
    row
        A released row with an estimate.
    page
        Labels and language.
    kind
        How to write it, where it is not the way its measure is always written.
    unit
        Word after the number and before the brackets.
    """
    form = kind or page.kind(str(row["measure"]))
    hedges = [part for part in (_interval(row, page, form), _range(row, page, form)) if part]
    value = write(row, page, kind=form)
    value = f"{value} {unit}" if unit else value
    return f"{value} ({'; '.join(hedges)})" if hedges else value


def write(row: pd.Series, page: Page, *, kind: Kind | None = None) -> str:
    """Write the number of a row alone."""
    form = kind or page.kind(str(row["measure"]))
    return format_value(row["estimate"], page.lang, kind=form, decimals=find_written(row))


def write_p_value(row: pd.Series, page: Page) -> str:
    """Write the p-value of a row with its sign, the adjusted one where there is one: `adjusted p = 0.020`."""
    adjusted = pd.notna(row["p_adjusted"])
    text = format_p_value(row["p_adjusted"] if adjusted else row["p_value"], page.lang)
    text = f"< {text[1:]}" if text.startswith("<") else f"= {text}"
    return f"{_WORDS['adjusted'][page.lang] if adjusted else ''}p {text}"


def say(page: Page, *, nl: str, en: str, **parts: str) -> Finding:
    """Fill in the sentence of the page's language."""
    return Finding((nl if page.lang == "nl" else en).format(**parts))


def say_nothing(results: pd.DataFrame, page: Page) -> Finding:
    """Say why there is no finding: no companies, or nothing that may be shown."""
    hidden = bool(len(results)) and bool(is_suppressed(results).any())
    return Finding(page.word("all_suppressed" if hidden else "no_finding"))


def _interval(row: pd.Series, page: Page, kind: Kind) -> str:
    if is_absent(row["conf_low"]) or is_absent(row["conf_high"]) or is_absent(row["conf_level"]):
        return ""
    text = format_interval(row["conf_low"], row["conf_high"], page.lang, kind=kind)
    text = _WORDS["interval"][page.lang].format(level=page.level(row["conf_level"]), interval=text)
    return text + (_WORDS["point_only"][page.lang] if is_point_only(row) else "")


def _range(row: pd.Series, page: Page, kind: Kind) -> str:
    if row["basis"] != "reconstructed":
        return ""
    if is_absent(row["range_low"]) or is_absent(row["range_high"]):
        return _WORDS["reconstruction"][page.lang]
    method = str(row["range_method"])
    ends = {format_value(row[name], page.lang, kind=kind) for name in ("range_low", "range_high")}
    if len(ends) == 1:
        return _WORDS[f"same_{method}"][page.lang]
    spread = format_interval(row["range_low"], row["range_high"], page.lang, kind=kind)
    return _WORDS[method][page.lang].format(range=spread)
