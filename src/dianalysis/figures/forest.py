"""Estimates with their intervals under each other: partners, comparisons, and the same result done
otherwise."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import ScaledTranslation

from dianalysis.figures.captions import write_caption
from dianalysis.figures.theme import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, is_absent, require_measures, say_state, select_rows, write_value

_ROW_INCHES = 0.3
_WRAP_AXIS = 40
_BELOW_INCHES = -0.075
_BOUNDED = ("improved_share_bounds", "b_bc_end_share_bounds", "grade_8_share_bounds")
_COUNTED = ("n_aspects", "n_indicators")
_IN_SHARES = ("improved",)


def plot_partner_forest(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the mean growth of every partner, pooled and by itself, around that of all companies.

    Parameters
    ----------
    results
        Released results of typology_change.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_partners")
    require_measures(results, ("growth_mean_pooled", "growth_mean"), page)
    rows = select_rows(results, ("growth_mean_pooled", "growth_mean"), group=None)
    rows = rows[rows["term"] == ""]
    pooled = rows[(rows["measure"] == "growth_mean_pooled") & (rows["group_name"] == "partner")]
    pooled = pooled.sort_values("estimate", na_position="first").reset_index(drop=True)
    if message := say_state(pooled, page):
        return empty_figure(message, title=title, caption=write_caption(pooled, page))
    single = rows[(rows["measure"] == "growth_mean") & (rows["group_name"] == "partner")].set_index(
        "group_level"
    )
    whole = rows[(rows["measure"] == "growth_mean") & rows["group_level"].isin(["", "totaal"])]
    figure, [axes] = open_figure(0.9 + _ROW_INCHES * len(pooled))
    for place, (_, row) in enumerate(pooled.iterrows()):
        alone = single["estimate"].get(row["group_level"])
        if alone is not None and pd.notna(alone):
            axes.plot(alone, place, marker="o", markersize=4.5, color="white", markeredgecolor=GREY, zorder=2)
        _draw_estimate(axes, place, row, page, colour=BLUE)
    if len(whole) and pd.notna(whole["estimate"].iloc[0]):
        axes.axvline(float(whole["estimate"].iloc[0]), color=ORANGE, linewidth=1.2, zorder=1)
    names = [page.group("partner", str(level)) for level in pooled["group_level"]]
    axes.set_yticks(range(len(pooled)), [_named(name, n) for name, n in zip(names, pooled["n"], strict=True)])
    axes.set_xlabel(page.word("growth_mean_axis"))
    _legend(axes, page, whole=bool(len(whole)))
    name_ticks(axes, page)
    quiet_axes(axes, grid="x")
    caption = write_caption(pooled.drop(columns="n"), page, intervals=True, draws=True)
    return close_figure(figure, title=title, caption=f"{page.word('note_pooled')} {caption}")


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
    figure, panels = open_figure(0.9 + _ROW_INCHES * len(terms), panels=len(measures), share_y=True)
    for axes, measure in zip(panels, measures, strict=True):
        part = rows[rows["measure"] == measure]
        for _, row in part.iterrows():
            colour = ORANGE if row["term"] == "main" else BLUE
            _draw_estimate(axes, terms.index(row["term"]), row, page, colour=colour)
        axes.axvline(0, color=GREY, linewidth=0.8)
        axes.set_xlabel(_wrap(page.measure(measure)), size=8.5)
        name_ticks(axes, page)
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
    figure, [axes] = open_figure(0.7 + 1.6 * _ROW_INCHES * len(rows))
    for place, (_, row) in enumerate(rows.iloc[::-1].iterrows()):
        _draw_estimate(axes, place, row, page, colour=BLUE)
    names = [textwrap.fill(page.measure(str(name)).split(":")[0], _WRAP_AXIS) for name in rows["measure"]]
    axes.set_yticks(range(len(rows)), names[::-1])
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xlim(0, 1)
    axes.set_xlabel(page.word("share_of_companies"))
    name_ticks(axes, page, percent=True)
    quiet_axes(axes, grid="x")
    caption = f"{page.word('note_bounds')} {write_caption(rows, page)}"
    return close_figure(figure, title=title, caption=caption)


def plot_differences(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw how a partner's companies differ from the others, pooled towards no difference.

    Parameters
    ----------
    results
        Released results of partner_profile.
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Figure with the steps, scores and grade in the first panel and numbers of aspects and indicators in the
    second; shares are left to the table.
    """
    title = title or page.word("title_differences")
    require_measures(results, ("difference_pooled", "difference"), page)
    rows = select_rows(results, ("difference_pooled", "difference"), contrast="partner-others")
    rows = rows[~rows["term"].isin(_IN_SHARES)]
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    counted = rows["term"].isin(_COUNTED)
    panels_of = [part for part in (rows[~counted], rows[counted]) if len(part)]
    longest = max(part["term"].nunique() for part in panels_of)
    figure, panels = open_figure(0.8 + _ROW_INCHES * longest, panels=len(panels_of))
    for axes, part, word in zip(panels, panels_of, ("points_axis", "number_axis"), strict=False):
        _draw_differences(axes, part, page)
        axes.set_xlabel(page.word(word if len(panels_of) > 1 or not counted.all() else "number_axis"))
    caption = write_caption(rows, page, intervals=True, draws=True)
    return close_figure(figure, title=title, caption=f"{page.word('note_difference')} {caption}")


def _draw_differences(axes: Axes, rows: pd.DataFrame, page: Page) -> None:
    terms = list(dict.fromkeys(rows["term"]))[::-1]
    for _, row in rows.iterrows():
        place = terms.index(row["term"])
        if row["measure"] == "difference_pooled":
            _draw_estimate(axes, place, row, page, colour=BLUE)
        elif pd.notna(row["estimate"]):
            axes.plot(
                row["estimate"],
                place,
                marker="o",
                markersize=4.5,
                color="white",
                markeredgecolor=GREY,
                zorder=2,
            )
    axes.set_yticks(range(len(terms)), [page.term("difference", str(term)) for term in terms])
    axes.set_ylim(-0.6, len(terms) - 0.4)
    axes.axvline(0, color=ORANGE, linewidth=1.2, zorder=1)
    name_ticks(axes, page)
    quiet_axes(axes, grid="x")


def _draw_estimate(axes: Axes, place: float, row: pd.Series, page: Page, *, colour: str) -> None:
    if pd.isna(row["estimate"]):
        axes.annotate(write_value(row, page), (0.02, place), xycoords=("axes fraction", "data"), va="center",
                      size=7.5, style="italic")  # fmt: skip
        return
    if pd.notna(row["range_low"]) and pd.notna(row["range_high"]):
        below = ScaledTranslation(0, _BELOW_INCHES, axes.figure.dpi_scale_trans)
        axes.plot([row["range_low"], row["range_high"]], [place, place], color=INK, linewidth=0.9,
                  solid_capstyle="butt", transform=axes.transData + below)  # fmt: skip
    if pd.notna(row["conf_low"]) and pd.notna(row["conf_high"]):
        axes.plot([row["conf_low"], row["conf_high"]], [place, place], color=colour, linewidth=2)
    axes.plot(row["estimate"], place, marker="o", markersize=5.5, color=colour, zorder=3)


def _named(name: str, n: float | None) -> str:
    return name if n is None or is_absent(n) else f"{name} (n = {int(n)})"


def _legend(axes: Axes, page: Page, *, whole: bool) -> None:
    axes.plot([], [], marker="o", color=BLUE, label=page.word("pooled"))
    axes.plot(
        [], [], marker="o", linestyle="", color="white", markeredgecolor=GREY, label=page.word("separate")
    )
    if whole:
        axes.plot([], [], color=ORANGE, label=page.word("all_companies"))
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=3, columnspacing=1.4)


def _wrap(text: str) -> str:
    return textwrap.fill(text, _WRAP_AXIS)
