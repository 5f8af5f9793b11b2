"""What companies go on with and what stands in their way: estimates under each other, and answers as bars."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dianalysis.figures.captions import write_caption
from dianalysis.figures.marks import draw_estimate
from dianalysis.figures.theme import (
    BLUE,
    GREY,
    INK,
    LIGHT,
    ORANGE,
    SKY,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, format_count, format_percent, require_measures, say_state, select_rows

_ROW_INCHES = 0.235
_COLOURS = {"ja": BLUE, "misschien": SKY, "nee": LIGHT}
_LEAST_LABEL = 0.05
_MIDDLE = 3
_SCALE = (1, 5)


def plot_aspect_followup(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw for every aspect which part of the answers is yes, maybe and no.

    Parameters
    ----------
    results
        Released results of followup.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_aspect_followup")
    require_measures(results, ("aspect_followup_share",), page)
    rows = select_rows(results, "aspect_followup_share")
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    asked = list(dict.fromkeys(term.split(".")[0] for term in rows["term"]))[::-1]
    values = rows.set_index("term")["estimate"].astype("float64").fillna(0.0)
    bases = rows.assign(name=rows["term"].str.split(".").str[0]).groupby("name")["n"].max()
    figure, [axes] = open_figure(0.8 + 0.36 * len(asked))
    left = np.zeros(len(asked))
    for answer, colour in _COLOURS.items():
        widths = np.array([values.get(f"{name}.{answer}", 0.0) for name in asked])
        axes.barh(range(len(asked)), widths, left=left, height=0.68, color=colour,
                  label=page.term("answer", answer))  # fmt: skip
        _write_inside(axes, widths, left, page, dark=answer == "ja")
        left = left + widths
    names = [f"{page.term('aspect', name)} (n = {format_count(bases[name], page.lang)})" for name in asked]
    axes.set_yticks(range(len(asked)), names)
    axes.set_xlabel(page.word("answer_share_axis"))
    name_ticks(axes, page, percent=True)
    quiet_axes(axes, grid="x")
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=3)
    return close_figure(figure, title=title, caption=write_caption(rows.drop(columns="n"), page))


def _write_inside(axes: Axes, widths: np.ndarray, left: np.ndarray, page: Page, *, dark: bool) -> None:
    for place, (width, start) in enumerate(zip(widths, left, strict=True)):
        if width >= _LEAST_LABEL:
            axes.text(start + width / 2, place, format_percent(width, page.lang, decimals=0), ha="center",
                      va="center", size=8, color="white" if dark else INK)  # fmt: skip


def plot_indicator_forest(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw for every indicator the share that goes on with it, pooled and by itself.

    Parameters
    ----------
    results
        Released results of followup.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_indicator_forest")
    require_measures(results, ("indicator_yes_share_pooled",), page)
    pooled = select_rows(results, "indicator_yes_share_pooled").sort_values("estimate", na_position="first")
    if message := say_state(pooled, page):
        return empty_figure(message, title=title, caption=write_caption(pooled, page))
    plain = select_rows(results, "indicator_followup_share").set_index("term")["estimate"]
    centre = select_rows(results, "indicator_yes_centre")["estimate"].dropna()
    figure, [axes] = open_figure(0.8 + _ROW_INCHES * len(pooled))
    for place, term in enumerate(pooled["term"]):
        alone = plain.get(f"{term}.ja")
        if alone is not None and pd.notna(alone):
            axes.plot(alone, place, marker="o", markersize=4.5, color="white", markeredgecolor=GREY, zorder=2)
    _draw_forest(axes, pooled, page)
    axes.set_xlim(-0.02, 1)
    axes.set_xlabel(page.word("yes_share_axis"))
    name_ticks(axes, page, percent=True)
    if len(centre):
        axes.axvline(float(centre.iloc[0]), color=ORANGE, linewidth=1.2, zorder=1)
    _legend(axes, page, centre=bool(len(centre)))
    caption = write_caption(pooled.drop(columns="n"), page, intervals=True, draws=True)
    return close_figure(figure, title=title, caption=f"{page.word('note_pooled_indicators')} {caption}")


def plot_statement_means(
    results: pd.DataFrame, stem: Literal["condition", "person_condition", "person_outcome"], *, page: Page,
    title: str = "",
) -> Figure:  # fmt: skip
    """Draw the mean score of every statement of a block, the highest on top.

    Parameters
    ----------
    results
        Released results of the study of that block.
    stem
        Beginning of its measures.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word(f"title_{stem}")
    require_measures(results, (f"{stem}_mean",), page)
    rows = select_rows(results, f"{stem}_mean").sort_values("estimate", na_position="first", kind="stable")
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    figure, [axes] = open_figure(0.6 + 0.3 * len(rows))
    _draw_forest(axes, rows, page, named=rows["n"].min() < rows["n"].max())
    axes.axvline(_MIDDLE, color=ORANGE, linewidth=1.2, zorder=1, label=page.word("middle_of_scale"))
    axes.set_xlim(*_SCALE)
    axes.set_xlabel(page.word("score_axis"))
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0))
    name_ticks(axes, page, most=5)
    return close_figure(figure, title=title, caption=write_caption(rows, page, intervals=True, draws=True))


def _draw_forest(axes: Axes, rows: pd.DataFrame, page: Page, *, named: bool = True) -> None:
    """Draw rows from below upwards, with their category and number of answers on the axis."""
    for place, (_, row) in enumerate(rows.iterrows()):
        draw_estimate(axes, place, row, page, colour=BLUE)
    labels = [page.term(str(row["measure"]), str(row["term"])) for _, row in rows.iterrows()]
    counts = [f" (n = {format_count(n, page.lang)})" if named and pd.notna(n) else "" for n in rows["n"]]
    axes.set_yticks(range(len(rows)), [a + b for a, b in zip(labels, counts, strict=True)])
    axes.set_ylim(-0.7, len(rows) - 0.3)
    quiet_axes(axes, grid="x")


def _legend(axes: Axes, page: Page, *, centre: bool) -> None:
    axes.plot([], [], marker="o", color=BLUE, label=page.word("pooled"))
    axes.plot([], [], marker="o", linestyle="", color="white", markeredgecolor=GREY,
              label=page.word("each_indicator"))  # fmt: skip
    if centre:
        axes.plot([], [], color=ORANGE, label=page.word("mean_of_indicators"))
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=3, columnspacing=1.4)
