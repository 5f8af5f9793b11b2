"""Which aspects go together."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dianalysis.figures.captions import write_caption
from dianalysis.figures.theme import close_figure, empty_figure, name_ticks, open_figure
from dianalysis.formats import Page, require_measures, say_state, select_rows, write_value

_COLOURS = "PuOr_r"  # two hues that stay apart for colour-blind readers, white at nought
_ENDS = 0.7


def plot_aspect_pairs(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw how strongly every two aspects go together, and which share of the companies worked on both.

    Parameters
    ----------
    results
        Released results of actions.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_pairs")
    require_measures(results, ("aspect_phi",), page)
    rows = select_rows(results, ("aspect_phi", "aspect_pair_share"))
    strengths = rows[rows["measure"] == "aspect_phi"]
    if message := say_state(strengths, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    names = list(dict.fromkeys(part for term in strengths["term"] for part in term.split("+")))
    figure, [axes] = open_figure(3.4)
    image = axes.imshow(_grid(strengths, names), cmap=_COLOURS, vmin=-_ENDS, vmax=_ENDS, aspect="auto")
    for _, row in rows.iterrows():
        first, second = (names.index(part) for part in str(row["term"]).split("+"))
        up = row["measure"] == "aspect_phi"
        axes.annotate(write_value(row, page), (first, second - 1), xytext=(0, 6 if up else -7),
                      textcoords="offset points", ha="center", va="center", size=8.5 if up else 7.5,
                      weight="bold" if up else "normal")  # fmt: skip
    _name_axes(axes, names, page)
    bar = figure.colorbar(image, ax=axes, fraction=0.04, pad=0.02)
    bar.set_label("phi", size=8.5)
    name_ticks(bar.ax, page, axis="y", most=6)
    bar.outline.set_visible(False)
    caption = f"{page.word('note_pairs')} {write_caption(rows, page)}"
    return close_figure(figure, title=title, caption=caption)


def _grid(rows: pd.DataFrame, names: list[str]) -> np.ndarray:
    """Strengths below the diagonal: columns are the first aspect of a pair, rows the second."""
    grid = np.full((len(names) - 1, len(names) - 1), np.nan)
    for term, value in zip(rows["term"], rows["estimate"], strict=True):
        first, second = (names.index(part) for part in str(term).split("+"))
        grid[second - 1, first] = np.nan if pd.isna(value) else float(value)
    return grid


def _name_axes(axes: Axes, names: list[str], page: Page) -> None:
    labels = [page.term("aspect", name).replace(" & ", " &\n") for name in names]
    axes.set_xticks(range(len(names) - 1), labels[:-1])
    axes.set_yticks(range(len(names) - 1), labels[1:])
    axes.tick_params(axis="both", length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
