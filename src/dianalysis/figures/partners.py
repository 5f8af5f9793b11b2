"""Growth by partner, laid around the companies that stayed where they were."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dianalysis.figures.captions import write_caption
from dianalysis.figures.change import say_base_of, step_of
from dianalysis.figures.theme import (
    BLUE,
    GREY,
    INK,
    LIGHT,
    SKY,
    VERMILLION,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import (
    Page,
    format_percent,
    order_partners,
    require_measures,
    say_state,
    select_rows,
)

_DARK = "#00466E"
_STEPS = {"down": VERMILLION, "stable": LIGHT, "up_1": SKY, "up_2": BLUE, "up_3": _DARK}
_LEAST_LABEL = 0.06


def plot_growth_by_partner(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw growth by partner as bars that lie around the companies that stayed where they were.

    Parameters
    ----------
    results
        Released results of typology_change.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_growth_by_partner")
    require_measures(results, ("growth_share",), page)
    rows = select_rows(results, "growth_share", group="partner")
    rows = rows[rows["term"] != "totaal"]
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    parts = _shares_by_partner(rows, page)
    bases = rows.groupby("group_level")["n"].max()
    figure, [axes] = open_figure(0.9 + 0.27 * len(parts))
    left = -(parts["down"] + parts["stable"] / 2)
    for name, colour in _STEPS.items():
        axes.barh(range(len(parts)), parts[name], left=left, height=0.72, color=colour, label=page.word(name))
        _write_inside(axes, parts[name], left, dark=name in ("down", "up_2", "up_3"), page=page)
        left = left + parts[name]
    names = [
        f"{page.group('partner', str(level))} ({say_base_of(bases, level, page)})" for level in parts.index
    ]
    axes.set_yticks(range(len(parts)), names)
    axes.set_xlabel(page.word("share_around_stable"))
    name_ticks(axes, page, percent=True)
    axes.axvline(0, color=GREY, linewidth=0.8)
    quiet_axes(axes, grid="x")
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=5, columnspacing=1.2, handlelength=1.2)
    return close_figure(figure, title=title, caption=write_caption(rows.drop(columns="n"), page))


def _shares_by_partner(rows: pd.DataFrame, page: Page) -> pd.DataFrame:
    steps = np.array([step_of(str(term)) for term in rows["term"]])
    names = np.select(
        [steps < 0, steps == 0, steps == 1, steps == 2], ["down", "stable", "up_1", "up_2"], "up_3"
    )
    values = rows["estimate"].astype("float64").fillna(0.0)
    long = pd.DataFrame({"level": rows["group_level"], "name": names, "value": values})
    parts = long.pivot_table(index="level", columns="name", values="value", aggfunc="sum", fill_value=0.0)
    parts = parts.reindex(columns=list(_STEPS), fill_value=0.0)
    upwards = order_partners(parts.index, page)[::-1]
    parts = parts.loc[sorted(upwards, key=lambda level: level == "totaal")]
    return parts[parts[list(_STEPS)].sum(axis=1) > 0]


def _write_inside(axes: Axes, widths: pd.Series, left: pd.Series, *, dark: bool, page: Page) -> None:
    for place, (width, start) in enumerate(zip(widths, left, strict=True)):
        if width >= _LEAST_LABEL:
            axes.text(start + width / 2, place, format_percent(width, page.lang, decimals=0), ha="center",
                      va="center", size=7.2, color="white" if dark else INK)  # fmt: skip
