"""Estimates of one kind under each other, each with its interval and the range that print leaves open."""

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
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, require_measures, say_state, select_rows

_WRAP = 46


def plot_effects(
    results: pd.DataFrame, measures: Sequence[str], *, page: Page, axis: str, title: str = ""
) -> Figure:
    """Draw estimates in one unit under each other, with a line for the draws of the reconstruction.

    Parameters
    ----------
    results
        Released results.
    measures
        Measures in the same unit; every term of every contrast but sensitivity is a line.
    page
        Labels and language.
    axis
        Word of the horizontal axis, with its unit.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_draws")
    require_measures(results, tuple(measures), page)
    rows = select_rows(results, measures, contrast=None)
    rows = rows[rows["contrast"] != "sensitivity"].reset_index(drop=True)
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    rows = rows.iloc[::-1].reset_index(drop=True)
    single = len(set(rows["measure"])) == 1
    figure, [axes] = open_figure(0.9 + 1.25 * ROW_INCHES * len(rows))
    for place, (_, row) in enumerate(rows.iterrows()):
        draw_estimate(axes, place, row, page, colour=BLUE)
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_yticks(range(len(rows)), [_name(row, page, single=single) for _, row in rows.iterrows()])
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xlabel(page.word(axis))
    name_ticks(axes, page, most=6)
    quiet_axes(axes, grid="x")
    caption = write_caption(rows, page, intervals=True, draws=True)
    return close_figure(figure, title=title, caption=caption)


def _name(row: pd.Series, page: Page, *, single: bool) -> str:
    """The term alone where all lines are of one measure; else the measure, with the term if it adds to it."""
    measure = page.measure(str(row["measure"]))
    term = page.term(str(row["measure"]), str(row["term"])) if row["term"] else ""
    if single and term:
        return textwrap.fill(term, _WRAP)
    name = measure if term.lower() in measure.lower() else f"{measure} ({term})"
    return textwrap.fill(name, _WRAP)
