"""Growth by where companies started, beside what regression to the mean alone would give."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dianalysis.figures.captions import write_caption
from dianalysis.figures.theme import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    VERMILLION,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, require_measures, say_n, say_state, select_rows, write_value

_EXPECTED = {
    "reliability_50": (VERMILLION, "-"),
    "reliability_70": (ORANGE, "--"),
    "reliability_90": (GREEN, ":"),
}


def plot_growth_by_start(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw mean growth for every start type, and what a return to the mean alone would have given.

    Parameters
    ----------
    results
        Released results of typology_change.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_start")
    require_measures(results, ("growth_by_start",), page)
    rows = select_rows(results, ("growth_by_start", "rtm_expected_growth"), group="typology_start")
    seen = rows[rows["measure"] == "growth_by_start"]
    if message := say_state(seen, page):
        return empty_figure(message, title=title, caption=write_caption(seen, page))
    types = [kind for kind in page.codebook.values("typology") if kind in set(seen["group_level"])]
    figure, [axes] = open_figure(3.3)
    _draw_expected(axes, rows, types, page)
    for _, row in seen.iterrows():
        _draw_observed(axes, types.index(row["group_level"]), row, page)
    axes.plot([], [], marker="o", color=BLUE, label=page.word("observed_growth"))
    _name_axes(axes, seen, types, page)
    axes.legend(loc="lower left")
    return close_figure(
        figure, title=title, caption=write_caption(seen.drop(columns="n"), page, intervals=True)
    )


def _draw_expected(axes: Axes, rows: pd.DataFrame, types: list[str], page: Page) -> None:
    """Draw, per reliability, the growth that a return to the mean would have given alone."""
    for term, (colour, dashes) in _EXPECTED.items():
        part = rows[(rows["term"] == term) & rows["estimate"].notna() & rows["group_level"].isin(types)]
        if len(part):
            axes.plot(
                [types.index(level) for level in part["group_level"]],
                part["estimate"].astype(float),
                color=colour,
                linestyle=dashes,
                linewidth=1.6,
                marker="_",
                label=page.word("expected_growth").format(reliability=page.term("growth", term)),
            )


def _name_axes(axes: Axes, seen: pd.DataFrame, types: list[str], page: Page) -> None:
    names = [
        f"{page.term('typology', kind)}\n{say_n(seen[seen['group_level'] == kind], page)}" for kind in types
    ]
    axes.set_xticks(range(len(types)), names)
    axes.set_xlabel(page.word("start_type"))
    axes.set_ylabel(page.word("growth_mean_axis"))
    axes.axhline(0, color=GREY, linewidth=0.8)
    name_ticks(axes, page, axis="y")
    quiet_axes(axes, grid="y")


def _draw_observed(axes: Axes, place: int, row: pd.Series, page: Page) -> None:
    if pd.isna(row["estimate"]):
        axes.annotate(write_value(row, page), (place, 0.02), xycoords=("data", "axes fraction"), ha="center",
                      size=7.5, style="italic")  # fmt: skip
        return
    if pd.notna(row["conf_low"]) and pd.notna(row["conf_high"]):
        axes.plot([place, place], [row["conf_low"], row["conf_high"]], color=BLUE, linewidth=2)
    axes.plot(place, row["estimate"], marker="o", markersize=6, color=BLUE, zorder=3)
