"""Every way of working with what came of it: within and between partners, on what each could have been."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation

from dianalysis.figures.captions import write_caption
from dianalysis.figures.marks import draw_estimate
from dianalysis.figures.theme import (
    BLUE,
    GREY,
    LIGHT,
    ORANGE,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, require_measures, say_state, select_rows

_KINDS = (("within", BLUE, LIGHT, 0.2), ("between", ORANGE, "#FBE7BF", -0.2))
_WAY_INCHES = 0.44
_WRAP = 26
_BAND = 7.5
_LEGEND_INCHES = 0.24  # above the panels, clear of their names


def plot_ways(results: pd.DataFrame, responses: Sequence[str], *, page: Page, title: str = "") -> Figure:
    """Draw the association of every way of working with each response, on the values it could have had.

    Parameters
    ----------
    results
        Released results of dose_response.
    responses
        Responses by their slug, a panel each.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_ways")
    measures = tuple(f"{kind}_association{end}" for kind, *_ in _KINDS for end in ("", "_limits"))
    require_measures(results, measures, page)
    rows = select_rows(results, measures, contrast=None)
    parts = rows["term"].astype(str).str.split(".", n=1)
    rows = rows.assign(way=parts.str[0], response=parts.str[1])
    rows = rows[rows["response"].isin(list(responses))]
    drawn = rows[rows["measure"] == "within_association"]
    if message := say_state(drawn, page):
        return empty_figure(message, title=title, caption=write_caption(drawn, page))
    ways = list(dict.fromkeys(drawn["way"]))[::-1]
    figure, panels = open_figure(1.0 + _WAY_INCHES * len(ways), panels=len(responses), share_y=True)
    for axes, response in zip(panels, responses, strict=True):
        part = rows[rows["response"] == response]
        _draw_panel(axes, part, ways, page)
        axes.set_title(f"\n\n{page.term('answer', response)}", size=9, loc="left")  # room for the legend
    names = [textwrap.fill(page.term("exposure", way), _WRAP) for way in ways]
    panels[0].set_yticks(range(len(ways)), names)
    panels[0].set_ylim(-0.6, len(ways) - 0.4)
    _add_legend(panels[0], page, has_between=bool((rows["measure"] == "between_association").any()))
    bounded = bool((rows["measure"] == "between_association_limits").any())
    note = page.word("note_ways" if bounded else "note_ways_own")
    caption = f"{note} {write_caption(drawn, page, intervals=True, draws=True)}"
    return close_figure(figure, title=title, caption=caption)


def _draw_panel(axes: Axes, rows: pd.DataFrame, ways: list[str], page: Page) -> None:
    for kind, colour, pale, up in _KINDS:
        for _, row in rows[rows["measure"].str.startswith(kind)].iterrows():
            place = ways.index(str(row["way"])) + up
            if not str(row["measure"]).endswith("_limits"):
                draw_estimate(axes, place, row, page, colour=colour)
            elif pd.notna(row["conf_low"]):
                axes.plot([row["conf_low"], row["conf_high"]], [place, place], color=pale, linewidth=_BAND,
                          solid_capstyle="butt", zorder=0.6)  # fmt: skip
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_xlim(-1.05, 1.05)
    axes.set_xlabel(page.word("ways_axis"))
    name_ticks(axes, page, most=4)
    quiet_axes(axes, grid="x")


def _add_legend(axes: Axes, page: Page, *, has_between: bool) -> None:
    marks = [
        Line2D([], [], color=colour, marker="o", markersize=5.5, linewidth=2, label=page.word(f"ways_{kind}"))
        for kind, colour, *_ in _KINDS
        if kind == "within" or has_between
    ]
    above = axes.transAxes + ScaledTranslation(0, _LEGEND_INCHES, axes.figure.dpi_scale_trans)
    legend = axes.legend(
        handles=marks,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        bbox_transform=above,
        ncols=2,
        borderaxespad=0.0,
    )
    legend.set_in_layout(False)  # it runs over all panels: the first need not be as wide
