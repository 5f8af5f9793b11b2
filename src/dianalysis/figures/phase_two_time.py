"""When the firms of phase two are done, for two ways to start."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from dianalysis.figures.captions import write_caption
from dianalysis.figures.theme import (
    BLUE,
    ORANGE,
    QUIET,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, find_level, format_count, require_measures, say_state, select_rows

_STARTS = {"once": (BLUE, "-"), "groups": (ORANGE, "--")}


def plot_done(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the part of the firms that is done against the months since the start, with the deadline.

    Parameters
    ----------
    results
        Released results of phase_two_design.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_done")
    require_measures(results, ("done",), page)
    rows = select_rows(results, "done", group="month")
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    figure, [axes] = open_figure(3.3)
    for starts in _STARTS:
        _draw_starts(axes, rows[rows["term"] == starts], starts, page)
    deadline = float(select_rows(results, "deadline")["estimate"].iloc[0])
    axes.axvline(deadline, color=QUIET, linewidth=1)
    axes.annotate(page.word("deadline_line"), (deadline, 0.02), (4, 0), textcoords="offset points", size=8.5)
    axes.set_xlim(0, rows["group_level"].astype(int).max())
    axes.set_ylim(0, 1.03)
    _name_axes(axes, page)
    axes.legend(loc="upper left")
    note = page.word("note_done").format(level=page.level(find_level(rows)))
    return close_figure(figure, title=title, caption=f"{note} {write_caption(rows, page)}")


def _draw_starts(axes: Axes, rows: pd.DataFrame, starts: str, page: Page) -> None:
    colour, style = _STARTS[starts]
    line = rows.assign(month=rows["group_level"].astype(int)).sort_values("month")
    low, high = (line[name].astype(float) for name in ("conf_low", "conf_high"))
    axes.fill_between(line["month"], low, high, color=colour, alpha=0.18, linewidth=0)
    label, done = page.word(f"starts_{starts}"), line["estimate"].astype(float)
    axes.plot(line["month"], done, color=colour, linestyle=style, linewidth=2, label=label)


def _name_axes(axes: Axes, page: Page) -> None:
    axes.set_xlabel(page.word("done_axis"))
    axes.set_ylabel(page.word("done_axis_y"))
    name_ticks(axes, page)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: format_count(value, page.lang)))
    name_ticks(axes, page, axis="y", percent=True)
    quiet_axes(axes, grid="y")
