"""The participant flow as bars that grow shorter."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from dianalysis.figures.captions import write_caption
from dianalysis.figures.theme import (
    BLUE,
    INK,
    VERMILLION,
    close_figure,
    empty_figure,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, require_measures, say_state, select_rows, write_value

_STAGES = ("registered", "stopped", "late", "complete")
_LOST = ("stopped", "late")


def plot_flow(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw how many companies registered, left for which reason, and are analysed.

    Parameters
    ----------
    results
        Released results of data_quality.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_flow")
    require_measures(results, ("flow_n",), page)
    rows = select_rows(results, "flow_n", terms=_STAGES)
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    figure, [axes] = open_figure(0.6 + 0.38 * len(rows))
    known = dict(zip(rows["term"], rows["estimate"], strict=True))
    edge = known.get("registered")
    edge = 0.0 if edge is None or pd.isna(edge) else float(edge)
    for place, (_, row) in enumerate(rows.iterrows()):
        value = 0.0 if pd.isna(row["estimate"]) else float(row["estimate"])
        lost = row["term"] in _LOST
        start = edge - value if lost and edge else 0.0
        edge = start if lost and edge else edge
        axes.barh(-place, value, left=start, height=0.62, color=VERMILLION if lost else BLUE)
        axes.annotate(write_value(row, page), (start + value, -place), xytext=(5, 0), va="center", color=INK,
                      textcoords="offset points")  # fmt: skip
    axes.set_yticks([-place for place in range(len(rows))], [page.word(str(term)) for term in rows["term"]])
    axes.set_xlabel(page.word("number_of_companies"))
    axes.margins(x=0.08)
    quiet_axes(axes, grid="x")
    return close_figure(figure, title=title, caption=write_caption(rows.drop(columns="n"), page))
