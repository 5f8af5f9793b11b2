"""The share of every code beside growth and grade, over partners."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from dianalysis.figures.captions import write_caption
from dianalysis.figures.marks import draw_estimate
from dianalysis.figures.theme import (
    BLUE,
    GREY,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, format_count, require_measures, say_state, select_rows
from dianalysis.studies.interviews.joint import LEAST_PARTNERS, OUTCOMES_OF_PARTNERS

_ROW_INCHES = 0.245


def plot_joint(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the association over partners of the share of every code with mean growth and mean grade.

    Parameters
    ----------
    results
        Released results of interviews.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_joint")
    require_measures(results, ("joint_association",), page)
    rows = select_rows(results, "joint_association")
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption="")
    parts = rows["term"].str.split(".", n=1)
    rows = rows.assign(code=parts.str[0], outcome=parts.str[1])
    codes = list(dict.fromkeys(rows["code"]))[::-1]
    figure, panels = open_figure(0.8 + _ROW_INCHES * len(codes), panels=2, share_y=True)
    for axes, outcome in zip(panels, OUTCOMES_OF_PARTNERS, strict=True):
        for _, row in rows[rows["outcome"] == outcome].iterrows():
            draw_estimate(axes, codes.index(str(row["code"])), row, page, colour=BLUE)
        axes.axvline(0, color=GREY, linewidth=0.8)
        axes.set_xlim(-1.02, 1.02)
        axes.set_xlabel(page.word(f"joint_{outcome}_axis"))
        name_ticks(axes, page, most=4)
        quiet_axes(axes, grid="x")
    panels[0].set_yticks(range(len(codes)), [page.term("code", code) for code in codes])
    panels[0].set_ylim(-0.7, len(codes) - 0.3)
    note = page.word("note_joint").format(n=format_count(rows["n"].max(), page.lang), least=LEAST_PARTNERS)
    caption = write_caption(rows.drop(columns="n"), page, intervals=True, draws=True)
    return close_figure(figure, title=title, caption=f"{note} {caption}")
