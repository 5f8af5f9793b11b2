"""Verdicts of the audit as bars of a hundred per cent, a bar per group of tables."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dianalysis.figures.captions import write_caption
from dianalysis.figures.theme import (
    BLUE,
    INK,
    LIGHT,
    ORANGE,
    SKY,
    VERMILLION,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, format_count, require_measures, say_state, select_rows

# from what holds to what does not, so that contradictions stand against the right edge
_COLOURS = {
    "reproduced": BLUE, "rounding": SKY, "not_derivable": LIGHT, "lost": ORANGE, "contradiction": VERMILLION,
}  # fmt: skip
_DARK = ("reproduced", "contradiction")
_APART = ("all", "claims")  # bars that are no group of tables stand a little apart
_ROW_INCHES = 0.33
_GAP = 0.45
_LEAST_LABEL = 0.045


def plot_verdicts(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw for every group of tables how its figures divide over the verdicts.

    Parameters
    ----------
    results
        Released results of published_audit.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_audit")
    require_measures(results, ("audit_share", "audit_n"), page)
    rows = select_rows(results, ("audit_share", "audit_n"), group="table_group")
    shares = rows[rows["measure"] == "audit_share"]
    if message := say_state(shares, page):
        return empty_figure(message, title=title, caption=write_caption(shares, page))
    places = _places(list(dict.fromkeys(shares["group_level"])))
    figure, [axes] = open_figure(0.95 + _ROW_INCHES * (len(places) + 2 * _GAP))
    for level, place in places.items():
        _draw_bar(axes, place, rows[rows["group_level"] == level], page)
    bases = shares.groupby("group_level")["n"].max()
    names = [_name(level, bases[level], page) for level in places]
    axes.set_yticks(list(places.values()), names)
    _finish(axes, page)
    return close_figure(figure, title=title, caption=write_caption(shares, page))


def _places(levels: list[str]) -> dict[str, float]:
    """From above: everything together, the groups of tables, the claims."""
    ordered = [level for level in levels if level == "all"]
    ordered += [level for level in levels if level not in _APART]
    ordered += [level for level in levels if level == "claims"]
    places, height = {}, 0.0
    for before, level in zip(["", *ordered], ordered, strict=False):
        height -= 1 + (_GAP if before and (before in _APART or level in _APART) else 0)
        places[level] = height
    return places


def _draw_bar(axes: Axes, place: float, rows: pd.DataFrame, page: Page) -> None:
    values = rows.set_index(["measure", "term"])["estimate"].astype("float64")
    if values.isna().any():
        axes.text(0.5, place, page.word("suppressed"), ha="center", va="center", size=8, style="italic")
        return
    left = 0.0
    for verdict, colour in _COLOURS.items():
        share, count = values["audit_share", verdict], values["audit_n", verdict]
        axes.barh(place, share, left=left, height=0.72, color=colour, edgecolor="white", linewidth=0.5)
        if share >= _LEAST_LABEL:
            axes.text(left + share / 2, place, format_count(count, page.lang), ha="center", va="center",
                      size=7.6, color="white" if verdict in _DARK else INK)  # fmt: skip
        left += share
    wrong = values["audit_n", "contradiction"]
    if wrong:
        axes.annotate(format_count(wrong, page.lang), (1, place), xytext=(5, 0), va="center", size=8,
                      textcoords="offset points", color=VERMILLION, weight="bold")  # fmt: skip


def _name(level: str, base: float, page: Page) -> str:
    return f"{page.group('table_group', level)} (n\u00a0=\u00a0{format_count(base, page.lang)})"


def _finish(axes: Axes, page: Page) -> None:
    for verdict, colour in _COLOURS.items():
        axes.barh(-1, 0, color=colour, label=page.term("audit", verdict))
    axes.set_xlim(0, 1)
    axes.margins(y=0.01)
    name_ticks(axes, page, percent=True)
    axes.set_xlabel(page.word("share_of_figures"))
    quiet_axes(axes, grid="x")
    axes.legend(loc="lower left", bbox_to_anchor=(-0.5, 1.0), ncols=3, columnspacing=1.2, handlelength=1.2)
