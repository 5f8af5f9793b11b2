"""How many codes have turned up after each piece that was read."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dianalysis.figures.interviews.captions import write_code_caption
from dianalysis.figures.theme import (
    BLUE,
    ORANGE,
    SKY,
    close_figure,
    empty_figure,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, format_count, require_measures, say_state, select_rows
from dianalysis.studies.interviews.patterns import RANDOM_ORDERS, REPORT_ORDER
from dianalysis.studies.interviews.presence import CORPUS

_AXES = {"codes": "saturation_axis_y", "codes_valences": "saturation_axis_y2"}


def plot_saturation(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the number of distinct codes after each piece: in the order given and over all orders.

    Parameters
    ----------
    results
        Released results of interviews.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_saturation")
    require_measures(results, ("saturation",), page)
    rows = select_rows(results, "saturation", group="interviews_read", contrast=None)
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption="")
    figure, panels = open_figure(3.3, panels=len(_AXES))
    for axes, (term, word) in zip(panels, _AXES.items(), strict=True):
        _draw(axes, rows[rows["term"] == term], page)
        axes.set_ylabel(page.word(word))
        axes.set_xlabel(page.word("saturation_axis_x"))
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_formatter(lambda value, _: format_count(value, page.lang))
        quiet_axes(axes, grid="y")
    legend = panels[0].legend(loc="lower left", bbox_to_anchor=(-0.02, 1.02), borderaxespad=0.0)
    legend.set_in_layout(False)  # it runs over both panels
    panels[0].set_title(" \n ", size=9)
    return close_figure(figure, title=title, caption=write_code_caption(rows, page))


def _draw(axes: Axes, rows: pd.DataFrame, page: Page) -> None:
    drawn = {
        contrast: part.assign(read=part["group_level"].astype(int)).astype({"estimate": float})
        for contrast, part in rows.groupby("contrast")
    }
    random, given = drawn[RANDOM_ORDERS], drawn[REPORT_ORDER]
    level = random["conf_level"].dropna()
    part = page.level(float(level.iloc[0])) if len(level) else ""
    if len(level):
        low, high = (random[name].astype(float) for name in ("conf_low", "conf_high"))
        axes.fill_between(random["read"], low, high, color=SKY, alpha=0.35, linewidth=0)
    axes.plot(random["read"], random["estimate"], color=BLUE, linewidth=1.8,
              label=page.word("saturation_random").format(level=part))  # fmt: skip
    printed = (rows["population"] == CORPUS).all()
    axes.step(given["read"], given["estimate"], where="post", color=ORANGE, linewidth=1.4,
              label=page.word("saturation_given" if printed else "saturation_given_own"))  # fmt: skip
