"""Picking rows of released results for a table, a figure or a sentence, and saying what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import pandas as pd

from dianalysis.disclosure import NOTE_LINKED, NOTE_SMALL, is_suppressed
from dianalysis.formats.numbers import ABSENT, format_count
from dianalysis.formats.page import Page
from dianalysis.formats.words import has_word
from dianalysis.studies.notes import POINT_ONLY, find_decimals

State = Literal["shown", "nothing", "all_suppressed"]
MARK = "†"
OF_ALL = ("condition", "person_")  # blocks of statements whose shares are of all units, not of the answers
_PERSONS = "self_employed"
_WHOLE = ("", "totaal")
_ORDER_OF_BASES = ("published", "identified", "reconstructed", "data", "assumed")


def select_rows(
    results: pd.DataFrame,
    measures: str | Sequence[str],
    *,
    wave: str | None = None,
    group: str | None = "",
    level: str | None = None,
    contrast: str | None = "",
    terms: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Pick rows of results by what they are about.

    Parameters
    ----------
    results
        Released results.
    measures
        One measure or several.
    wave
        Only this wave; all when None.
    group
        Only rows of this kind of group (`partner`), None for everything. Empty for the companies the page is
        about: all of them, or those of the one partner it is restricted to.
    level
        Only this group; all when None.
    contrast
        Only this contrast; empty for plain estimates, None for everything.
    terms
        Only these categories, in this order; all in the order of the results when None.

    Returns
    -------
    A results table; texts that are absent are empty texts.
    """
    names = [measures] if isinstance(measures, str) else list(measures)
    texts = ["wave", "group_name", "group_level", "contrast", "term", "note"]
    rows = results.assign(**{name: results[name].fillna("").astype(object) for name in texts})
    keep = rows["measure"].isin(names)
    if group == "" and not (rows["group_name"] == "").any():
        group = "partner"  # the page is about one partner only
    asked = {"wave": wave, "group_name": group, "group_level": level, "contrast": contrast}
    for column, wanted in asked.items():
        if wanted is not None:
            keep &= rows[column] == wanted
    rows = rows[keep.fillna(False).astype(bool)]
    if terms is None:
        return rows.reset_index(drop=True)
    rank = {term: place for place, term in enumerate(terms)}
    rows = rows[rows["term"].isin(rank)]
    return rows.sort_values("term", key=lambda term: term.map(rank), kind="stable").reset_index(drop=True)


def state_of(rows: pd.DataFrame) -> State:
    """Say whether rows hold anything to show: estimates, nothing at all, or only hidden ones."""
    if rows.empty:
        return "nothing"
    hidden = is_suppressed(rows)
    if hidden.any() and (hidden | rows["estimate"].isna()).all():
        return "all_suppressed"
    return "nothing" if rows["estimate"].isna().all() else "shown"


def say_state(rows: pd.DataFrame, page: Page) -> str:
    """Say in words why rows show nothing; empty when they show something."""
    state = state_of(rows)
    return "" if state == "shown" else word_of(rows, state, page)


def is_of_persons(rows: pd.DataFrame) -> bool:
    """Say whether all rows are about self-employed people instead of companies."""
    return set(rows["population"].dropna()) == {_PERSONS}


def word_of(rows: pd.DataFrame, key: str, page: Page) -> str:
    """Return a word of the page that speaks of the units of rows: `<key>_persons` where those are people."""
    return page.word(f"{key}_persons" if is_of_persons(rows) and has_word(f"{key}_persons") else key)


def say_basis(rows: pd.DataFrame, page: Page, *, marked: bool = True, intervals: bool = True) -> str:
    """Say what numbers rest on, each basis once, in the order from print to own data.

    Where estimates do not depend on the reconstruction but the uncertainty shown beside them does, that is
    said too.

    Parameters
    ----------
    rows
        Released rows.
    page
        Labels and language.
    marked
        Whether numbers of the reconstruction carry its mark beside others, which is then explained.
    intervals
        Whether intervals or p-values are shown.
    """
    found = set(rows["basis"].dropna())
    names = [page.word(f"basis_{basis}") for basis in _ORDER_OF_BASES if basis in found]
    if marked and is_mixed(rows):
        names = [f"{name} ({MARK})" if name == page.word("basis_reconstructed") else name for name in names]
    if not names:
        return ""
    uncertain = intervals and any(is_point_only(row) for _, row in rows.iterrows())
    return f"{page.word('basis')}: {', '.join(names)}." + (
        f" {page.word('note_point_only')}" if uncertain else ""
    )


def is_point_only(row: pd.Series) -> bool:
    """Say whether an estimate rests on print, but the uncertainty beside it on the reconstruction."""
    shown = pd.notna(row["conf_low"]) or pd.notna(row["p_value"])
    return bool(shown) and POINT_ONLY in _note(row)


def find_written(row: pd.Series) -> int | None:
    """Return how many decimals an estimate may be written with, None where print sets no limit."""
    return find_decimals(_note(row))


def _note(row: pd.Series) -> str:
    return "" if pd.isna(row["note"]) else str(row["note"])


def is_mixed(rows: pd.DataFrame) -> bool:
    """Say whether some of the rows depend on the reconstruction and others do not."""
    found = set(rows["basis"].dropna())
    return "reconstructed" in found and len(found) > 1


def order_partners(levels: Iterable[str], page: Page) -> list[str]:
    """Return partners once each, in the order of the names a reader sees, all of them together last.

    Parameters
    ----------
    levels
        Slugs of partners; empty or totaal stands for all of them.
    page
        Labels and language.
    """
    once = dict.fromkeys(map(str, levels))
    return sorted(once, key=lambda level: (level in _WHOLE, page.group("partner", level).casefold()))


def say_n(rows: pd.DataFrame, page: Page) -> str:
    """Say on how many companies numbers rest: `n = 476`, or a range when it differs by row."""
    counts = rows["n"].dropna() if "n" in rows else pd.Series(dtype="float64")
    if counts.empty:
        return ""
    low, high = format_count(counts.min(), page.lang), format_count(counts.max(), page.lang)
    return f"n = {low}" if low == high else f"n = {low}–{high}"


def say_base(rows: pd.DataFrame, page: Page) -> str:
    """Say which population numbers are about, and how many of its companies are counted, in a sentence.

    The two stand apart, because a base without the companies that gave no answer is not the population.
    """
    populations = ", ".join(page.population(str(name)) for name in rows["population"].dropna().unique())
    if not populations:
        return ""
    number = say_n(rows, page)
    counted = f"; {page.word('counted')}: {number}" if number else ""
    return f"{page.word('population')}: {populations}{counted}."


def write_value(row: pd.Series, page: Page, *, mark: bool = False) -> str:
    """Write the estimate of a row, or that it is hidden.

    Parameters
    ----------
    row
        A row of released results.
    page
        Labels and language.
    mark
        Put the mark of the reconstruction behind a number that depends on it, for where others do not.
    """
    if row["note"] in (NOTE_SMALL, NOTE_LINKED):
        return page.word("suppressed")
    text = page.value(str(row["measure"]), row["estimate"], decimals=find_written(row))
    return text + MARK if mark and row["basis"] == "reconstructed" and pd.notna(row["estimate"]) else text


def write_interval(row: pd.Series, page: Page) -> str:
    """Write the interval of a row, or the sign for none."""
    return page.interval(str(row["measure"]), row["conf_low"], row["conf_high"])


def say_range(rows: pd.DataFrame, page: Page) -> str:
    """Say over what the ranges of rows run: all data sets that fit print, the draws, or some of each.

    Parameters
    ----------
    rows
        Released rows; those without a range do not count.
    page
        Labels and language.

    Returns
    -------
    The end of a sentence, such as "over the draws of the reconstruction"; empty without ranges.
    """
    found = set(rows["range_method"].dropna())
    if not found:
        return ""
    return page.word("range_over_both" if len(found) > 1 else f"range_over_{found.pop()}")


def write_range(row: pd.Series, page: Page) -> str:
    """Write the range of a row, or the sign for none where both ends are the same."""
    measure = str(row["measure"])
    ends = {page.value(measure, row["range_low"]), page.value(measure, row["range_high"])}
    return ABSENT if len(ends) == 1 else page.interval(measure, row["range_low"], row["range_high"])


def find_level(rows: pd.DataFrame) -> float | None:
    """Return the confidence level the intervals of rows share, or None without intervals."""
    levels = rows.loc[rows["conf_low"].notna(), "conf_level"].dropna()
    return None if levels.empty else float(levels.iloc[0])
