"""Bars of shares: how companies divide, where they stood and ended, what was worked on."""

from __future__ import annotations

import textwrap
from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dianalysis.figures.captions import write_caption
from dianalysis.figures.theme import (
    BLUE,
    INK,
    SKY,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import (
    Page,
    find_title,
    has_word,
    is_mixed,
    require_measures,
    say_n,
    say_state,
    select_rows,
    word_of,
    write_value,
)

_ROW_INCHES = 0.34
_ROOM = 1.22  # of the longest bar or interval, so that the labels beside it fit
_HIDDEN_SIZE = 7.5
_WRAP_NAME = 52


def plot_distribution_bars(
    results: pd.DataFrame, stem: str, *, page: Page, title: str = "", group: str = "", wave: str | None = None
) -> Figure:
    """Draw the share of companies in every category as horizontal bars, with number and interval.

    Parameters
    ----------
    results
        Released results.
    stem
        Beginning of the measure: `sector`, `size_class`, `form_complete`.
    page
        Labels and language.
    title
        A title other than the usual one.
    group
        Kind of group the rows are about; empty for all companies.
    wave
        Only this wave.
    """
    title = title or find_title([stem], page)
    names = (f"{stem}_share", f"{stem}_n")
    require_measures(results, names, page)
    rows = select_rows(results, names, group=group, wave=wave)
    rows = rows[rows["term"] != "totaal"]
    shares = rows[rows["measure"] == names[0]].reset_index(drop=True)
    if message := say_state(shares, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    counts = rows[rows["measure"] == names[1]].drop_duplicates("term").set_index("term")
    figure, [axes] = open_figure(0.55 + _ROW_INCHES * len(shares))
    places = pd.Series(range(len(shares)))[::-1].reset_index(drop=True)
    for place, (_, row) in zip(places, shares.iterrows(), strict=True):
        _draw_bar(axes, place, row, _label(row, counts, page, mark=is_mixed(shares)), page)
    labels = [textwrap.fill(page.term(stem, str(term)), _WRAP_NAME) for term in shares["term"]]
    axes.set_yticks(list(places), labels)
    counted = f"number_of_{stem.removeprefix('person_')}"
    if all(label.isdigit() for label in labels) and has_word(counted):
        axes.set_ylabel(page.word(counted))  # a bare number does not say what it counts
    axes.set_xlabel(word_of(rows, "share_of_companies", page))
    _percent_axis(axes, shares, page)
    return close_figure(figure, title=title, caption=write_caption(shares, page, intervals=True, marked=True))


def plot_aspects(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the share of a partner's companies that worked on every aspect."""
    return plot_distribution_bars(results, "aspect", page=page, title=title, group="partner")


def plot_typology_shift(
    results: pd.DataFrame,
    stem: Literal["typology", "person_typology"] = "typology",
    *,
    page: Page,
    title: str = "",
) -> Figure:
    """Draw the share of companies, or people, of every type at the start and at the end beside each other.

    Parameters
    ----------
    results
        Released results of typology_change, or of self_employed.
    stem
        Beginning of the measure.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_shift" if stem == "typology" else "title_shift_persons")
    require_measures(results, (f"{stem}_share",), page)
    types = page.codebook.values("typology")
    rows = select_rows(results, f"{stem}_share", terms=types)
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    figure, [axes] = open_figure(3.1)
    for wave, word, colour, shift in (("monitor_1", "start", SKY, -0.21), ("monitor_3", "end", BLUE, 0.21)):
        part = rows[rows["wave"] == wave]
        places = [types.index(term) + shift for term in part["term"]]
        heights = [0.0 if pd.isna(value) else float(value) for value in part["estimate"]]
        label = f"{page.word(word)} ({say_n(part, page)})"
        axes.bar(places, heights, width=0.4, color=colour, label=label)
        for place, height, (_, row) in zip(places, heights, part.iterrows(), strict=True):
            axes.annotate(write_value(row, page), (place, height), xytext=(0, 2), textcoords="offset points",
                          ha="center", va="bottom", size=7.6)  # fmt: skip
    axes.set_xticks(range(len(types)), [page.term("typology", term) for term in types])
    axes.set_xlabel(word_of(rows, "typology_axis", page))
    axes.set_ylabel(word_of(rows, "share_of_companies", page))
    name_ticks(axes, page, axis="y", percent=True)
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2)
    quiet_axes(axes, grid="y")
    return close_figure(figure, title=title, caption=write_caption(rows, page))


def _draw_bar(axes: Axes, place: float, row: pd.Series, label: str, page: Page) -> None:
    if pd.isna(row["estimate"]):
        axes.annotate(page.word("suppressed"), (0, place), xytext=(4, 0), textcoords="offset points",
                      va="center", size=_HIDDEN_SIZE, style="italic")  # fmt: skip
        return
    value = float(row["estimate"])
    axes.barh(place, value, height=0.62, color=BLUE)
    end = value
    if pd.notna(row["conf_low"]) and pd.notna(row["conf_high"]):
        axes.plot([row["conf_low"], row["conf_high"]], [place, place], color=INK, linewidth=1.1)
        end = max(end, float(row["conf_high"]))
    axes.annotate(label, (end, place), xytext=(5, 0), textcoords="offset points", va="center", size=8)


def _label(row: pd.Series, counts: pd.DataFrame, page: Page, *, mark: bool) -> str:
    text = write_value(row, page, mark=mark)
    if row["term"] not in counts.index:
        return text
    number = write_value(counts.loc[[row["term"]]].reset_index().iloc[0], page)
    return f"{text}  ({number})"


def _percent_axis(axes: Axes, rows: pd.DataFrame, page: Page) -> None:
    top = np.nanmax(rows[["estimate", "conf_high"]].to_numpy(dtype=float))
    axes.set_xlim(0, max(0.05, float(top) * _ROOM))
    name_ticks(axes, page, percent=True)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= min(1.0, axes.get_xlim()[1])])
    quiet_axes(axes, grid="x")
