"""The same result done otherwise: under other assumptions, and in the worst and best case."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from dianalysis.figures.captions import write_caption
from dianalysis.figures.marks import ROW_INCHES, draw_estimate
from dianalysis.figures.theme import (
    BLUE,
    GREY,
    ORANGE,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, say_state, select_rows

_WRAP_AXIS = 30
_BOUNDED = ("improved_share_bounds", "b_bc_end_share_bounds", "grade_8_share_bounds")


def plot_robustness(results: pd.DataFrame, measures: Sequence[str], *, page: Page, title: str = "") -> Figure:
    """Draw the main result under every other assumption that was declared, one panel per measure.

    Parameters
    ----------
    results
        Released results.
    measures
        One or two measures that have rows of sensitivity.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_robustness")
    rows = select_rows(results, measures, contrast="sensitivity")
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    terms = list(dict.fromkeys(rows["term"]))[::-1]
    figure, panels = open_figure(0.9 + ROW_INCHES * len(terms), panels=len(measures), share_y=True)
    for axes, measure in zip(panels, measures, strict=True):
        part = rows[rows["measure"] == measure]
        for _, row in part.iterrows():
            colour = ORANGE if row["term"] == "main" else BLUE
            draw_estimate(axes, terms.index(row["term"]), row, page, colour=colour)
        axes.axvline(0, color=GREY, linewidth=0.8)
        axes.set_xlabel(_wrap(page.measure(measure)), size=8.5)
        name_ticks(axes, page, most=5)
        quiet_axes(axes, grid="x")
    panels[0].set_yticks(range(len(terms)), [page.term(str(measures[0]), str(term)) for term in terms])
    return close_figure(
        figure, title=title, caption=write_caption(rows.drop(columns="n"), page, intervals=True, draws=True)
    )


def plot_bounds(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw headline shares between their worst and best case for the companies without complete data.

    Parameters
    ----------
    results
        Released results of data_quality.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_bounds")
    rows = select_rows(results, _BOUNDED)
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    figure, [axes] = open_figure(0.7 + 1.6 * ROW_INCHES * len(rows))
    for place, (_, row) in enumerate(rows.iloc[::-1].iterrows()):
        draw_estimate(axes, place, row, page, colour=BLUE)
    names = [textwrap.fill(page.measure(str(name)).split(":")[0], _WRAP_AXIS) for name in rows["measure"]]
    axes.set_yticks(range(len(rows)), names[::-1])
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xlim(0, 1)
    axes.set_xlabel(page.word("share_of_companies"))
    name_ticks(axes, page, percent=True)
    quiet_axes(axes, grid="x")
    caption = f"{page.word('note_bounds')} {write_caption(rows, page)}"
    return close_figure(figure, title=title, caption=caption)


def _wrap(text: str) -> str:
    return textwrap.fill(text, _WRAP_AXIS)
