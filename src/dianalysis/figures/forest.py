"""Partners and comparisons: estimates with their intervals under each other."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
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
from dianalysis.formats import Page, is_absent, order_partners, require_measures, say_state, select_rows

_COUNTED = ("n_aspects", "n_indicators")
_IN_SHARES = ("improved",)


def plot_partner_forest(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the mean growth of every partner, pooled and by itself, around that of all companies.

    Partners stand in the order of the alphabet: an order by growth would read as a ranking.

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
    pooled = pooled.set_index("group_level").loc[order_partners(pooled["group_level"], page)[::-1]]
    pooled = pooled.reset_index()
    if message := say_state(pooled, page):
        return empty_figure(message, title=title, caption=write_caption(pooled, page))
    single = rows[(rows["measure"] == "growth_mean") & (rows["group_name"] == "partner")].set_index(
        "group_level"
    )
    whole = rows[(rows["measure"] == "growth_mean") & rows["group_level"].isin(["", "totaal"])]
    figure, [axes] = open_figure(0.9 + ROW_INCHES * len(pooled))
    for place, (_, row) in enumerate(pooled.iterrows()):
        alone = single["estimate"].get(row["group_level"])
        if alone is not None and pd.notna(alone):
            axes.plot(alone, place, marker="o", markersize=4.5, color="white", markeredgecolor=GREY, zorder=2)
        draw_estimate(axes, place, row, page, colour=BLUE)
    if len(whole) and pd.notna(whole["estimate"].iloc[0]):
        axes.axvline(float(whole["estimate"].iloc[0]), color=ORANGE, linewidth=1.2, zorder=1)
    names = [page.group("partner", str(level)) for level in pooled["group_level"]]
    axes.set_yticks(range(len(pooled)), [_named(name, n) for name, n in zip(names, pooled["n"], strict=True)])
    axes.set_xlabel(page.word("growth_mean_axis"))
    _legend(axes, page, whole=bool(len(whole)))
    name_ticks(axes, page, most=5)
    quiet_axes(axes, grid="x")
    caption = write_caption(pooled.drop(columns="n"), page, intervals=True, draws=True)
    return close_figure(figure, title=title, caption=f"{page.word('note_pooled')} {caption}")


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
    figure, panels = open_figure(0.8 + ROW_INCHES * longest, panels=len(panels_of))
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
            draw_estimate(axes, place, row, page, colour=BLUE)
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
    name_ticks(axes, page, most=5)
    quiet_axes(axes, grid="x")


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
