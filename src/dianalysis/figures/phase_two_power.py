"""Power of a trial in phase two against its number of firms, by outcome, design and number of partners."""

from __future__ import annotations

from typing import Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from dianalysis.figures.captions import write_caption
from dianalysis.figures.theme import (
    BLUE,
    GREY,
    ORANGE,
    QUIET,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import (
    Kind,
    Page,
    format_count,
    format_number,
    format_percent,
    format_value,
    require_measures,
    say_state,
    select_rows,
)

_DESIGNS = {"within_partners": BLUE, "between_partners": ORANGE}
_STYLES: tuple[Literal[":", "-", "--", "-."], ...] = (":", "-", "--", "-.")
_LEGEND_POINTS = 36
_ROOM = 1.12  # beyond the last number, so that it does not run into the nought of the next panel


def plot_power(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the chance to find the smallest difference that matters, a panel for every outcome.

    Parameters
    ----------
    results
        Released results of phase_two_design.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_design_power")
    require_measures(results, ("design_power",), page)
    rows = select_rows(results, "design_power", group="planned_firms", contrast=None)
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    parts = rows["term"].astype(str).str.split(".", n=1)
    rows = rows.assign(
        outcome=parts.str[0], partners=parts.str[1].astype(int), firms=rows["group_level"].astype(int)
    )
    outcomes = list(dict.fromkeys(rows["outcome"]))
    numbers = sorted(rows["partners"].unique())
    figure, panels = open_figure(3.5, panels=len(outcomes), share_y=True)
    target = float(select_rows(results, "power_target")["estimate"].iloc[0])
    for axes, outcome in zip(panels, outcomes, strict=True):
        _draw_panel(axes, rows[rows["outcome"] == outcome], numbers, target, page)
        title_of_panel = page.word(f"design_{outcome}").replace(" (", "\n(", 1)
        axes.set_title(title_of_panel, size=9, loc="left", pad=_LEGEND_POINTS)
    panels[0].set_ylim(0, 1.02)
    panels[0].set_ylabel(page.word("power_axis_y"))
    name_ticks(panels[0], page, axis="y", percent=True)
    _add_legend(panels[0], numbers, page)
    error = format_percent(float(rows["std_error"].max()) * 2, page.lang, decimals=0)
    note = page.word("note_power").format(effects=_effects(results, outcomes, page), error=f"±{error}")
    taken = select_rows(results, "design_icc", terms=outcomes)  # what the simulation takes from phase one
    caption = write_caption(pd.concat([rows[taken.columns], taken]), page)
    return close_figure(figure, title=title, caption=f"{note} {caption}")


def _draw_panel(axes: Axes, rows: pd.DataFrame, numbers: list[int], target: float, page: Page) -> None:
    axes.axhline(target, color=GREY, linewidth=0.9)
    for design, colour in _DESIGNS.items():
        for k, number in enumerate(numbers):
            line = rows[(rows["contrast"] == design) & (rows["partners"] == number)].sort_values("firms")
            axes.plot(
                line["firms"],
                line["estimate"].astype(float),
                color=colour,
                linestyle=_STYLES[k % len(_STYLES)],
                linewidth=1.5,
                marker="o",
                markersize=2.6,
            )
    axes.set_xlabel(page.word("power_axis"))
    axes.set_xlim(0, _ROOM * float(rows["firms"].max()))
    name_ticks(axes, page, most=4)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: format_count(value, page.lang)))
    quiet_axes(axes, grid="y")


def _add_legend(axes: Axes, numbers: list[int], page: Page) -> None:
    marks = [
        Line2D([], [], color=colour, linewidth=2, label=page.word(f"design_{design}"))
        for design, colour in _DESIGNS.items()
    ]
    marks += [
        Line2D(
            [],
            [],
            color=QUIET,
            linestyle=_STYLES[k % len(_STYLES)],
            linewidth=1.5,
            label=page.word("power_partners").format(n=format_number(number, page.lang, decimals=0)),
        )
        for k, number in enumerate(numbers)
    ]
    legend = axes.legend(handles=marks, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, borderaxespad=0.0)
    legend.set_in_layout(False)  # it runs over all panels


def _effects(results: pd.DataFrame, outcomes: list[str], page: Page) -> str:
    rows = select_rows(results, "effect_planned", terms=outcomes)
    written = []
    for _, row in rows.iterrows():
        kind: Kind = "points" if row["term"] == "improved" else "mean"
        name = page.word("design_" + str(row["term"]))
        written.append(f"{name} {format_value(row['estimate'], page.lang, kind=kind)}")
    return "; ".join(written)
