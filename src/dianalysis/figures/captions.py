"""The caption under a figure: number, population, what the lines are and what the numbers rest on."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, find_level, is_of_persons, say_base, say_basis, say_range, word_of

_SAME = 1e-9  # sums in another order differ by less


def write_caption(
    rows: pd.DataFrame, page: Page, *, intervals: bool = False, draws: bool = False, marked: bool = False
) -> str:
    """Write the caption of a figure drawn from `rows`.

    Parameters
    ----------
    rows
        The released rows that are drawn.
    page
        Labels and language.
    intervals
        Whether lines for intervals are drawn; said only when there are any.
    draws
        Whether the range of what print leaves open is drawn; said only when there is one.
    marked
        Whether numbers of the reconstruction carry a sign in the figure, where others do not rest on it.
    """
    level = find_level(rows) if intervals else None
    parts = [say_base(rows, page)]
    if level is not None:
        parts.append(page.word("note_interval").format(level=page.level(level)))
        if (rows["estimate"].notna() & rows["conf_low"].isna()).any():
            parts.append(word_of(rows, "note_no_line", page))
    elif intervals and is_of_persons(rows) and rows["estimate"].notna().any():
        parts.append(page.word("note_no_exact_interval"))
    if draws and rows["range_low"].notna().any():
        parts.append(page.word("note_draws").format(over=say_range(rows, page)))
    elif _varies(rows):
        parts.append(page.word("note_one_draw"))
    parts.append(say_basis(rows, page, marked=marked, intervals=intervals))
    if rows["note"].fillna("").str.startswith("suppressed:").any():
        parts.append(word_of(rows, "note_hidden", page))
    return " ".join(part for part in parts if part)


def _varies(rows: pd.DataFrame) -> bool:
    """Say whether print leaves open estimates that are drawn from the reconstruction."""
    apart = (rows["range_high"] - rows["range_low"]).fillna(0) > _SAME
    return bool(((rows["basis"] == "reconstructed") & apart).fillna(False).any())
