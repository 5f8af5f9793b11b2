"""Partners against chance: the share of each, by its number of companies, within control limits."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from dianalysis.figures.captions import write_caption
from dianalysis.figures.theme import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    QUIET,
    VERMILLION,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, format_count, require_measures, say_state, select_rows
from dianalysis.formats.limits import FUNNEL_SHARES, INNER, OUTER, find_partners

_MARKS = {"within": ("o", BLUE), "beyond_95": ("^", ORANGE), "beyond_99_8": ("D", VERMILLION)}
_NEAR = 0.05


def plot_funnel(results: pd.DataFrame, name: str = "grade_8", *, page: Page, title: str = "") -> Figure:
    """Draw the share of every partner against its number of companies, with the limits of chance around it.

    Parameters
    ----------
    results
        Released results of satisfaction.
    name
        `grade_8` (grade 8 or higher) or `satisfied` (satisfaction C or D).
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Figure with partners beyond the limits named; a sentence when there are no partners to show.
    """
    title = title or page.word(f"title_funnel_{name}")
    require_measures(results, (FUNNEL_SHARES[name],), page)
    rows = select_rows(results, FUNNEL_SHARES[name], group="partner")
    parts = find_partners(results, name) if len(rows) else pd.DataFrame()
    message = say_state(rows, page) or ("" if len(parts) else page.word("nothing"))
    if message:
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    figure, [axes] = open_figure(3.9)
    _draw_limits(axes, parts, page)
    _draw_partners(axes, parts, page)
    axes.set_xlim(0, parts["n"].max() * 1.12)
    axes.set_ylim(0, 1.04)
    axes.set_xlabel(page.word("number_of_companies"))
    axes.set_ylabel(page.word(f"funnel_axis_{name}"))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: format_count(value, page.lang)))
    name_ticks(axes, page, axis="y", percent=True)
    quiet_axes(axes, grid="y")
    axes.legend(loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=3, columnspacing=1.4)
    caption = f"{page.word('note_funnel')} {write_caption(rows, page, draws=True)}"
    return close_figure(figure, title=title, caption=caption)


def _draw_limits(axes: Axes, parts: pd.DataFrame, page: Page) -> None:
    limits = parts.drop_duplicates("n")
    for term, style in ((INNER, "--"), (OUTER, "-")):
        for side, label in (("low", page.word(f"limits_{term}")), ("high", None)):
            axes.plot(limits["n"], limits[f"{side}_{term}"], linestyle=style, color=QUIET, linewidth=1,
                      label=label)  # fmt: skip
    axes.axhline(float(parts["common"].iloc[0]), color=GREY, linewidth=1, label=page.word("all_companies"))


def _draw_partners(axes: Axes, parts: pd.DataFrame, page: Page) -> None:
    axes.vlines(parts["n"], parts["range_low"], parts["range_high"], color=INK, linewidth=0.6, alpha=0.55)
    for state, (marker, colour) in _MARKS.items():
        part = parts[parts["state"] == state]
        axes.plot(part["n"], part["estimate"], marker=marker, linestyle="", color=colour, markersize=6,
                  markeredgecolor="white", label=page.word(f"funnel_{state}"), zorder=3)  # fmt: skip
    named = parts[parts["state"] != "within"]
    for level, row in named.iterrows():
        beside = (named["n"] - row["n"]).between(0, 12) & (
            (named["estimate"] - row["estimate"]).abs() < _NEAR
        )
        taken = bool(beside.drop(level).any())
        axes.annotate(page.group("partner", str(level)), (row["n"], row["estimate"]), size=7.5,
                      xytext=(-7, -1) if taken else (7, -1), textcoords="offset points",
                      ha="right" if taken else "left", va="center", zorder=4,
                      bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.9, "pad": 0.6})  # fmt: skip
