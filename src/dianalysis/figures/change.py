"""Change from start to end: how many steps companies moved, and from which type to which."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from dianalysis.figures.captions import write_caption
from dianalysis.figures.theme import (
    BLUE,
    GREY,
    HEAT,
    INK,
    VERMILLION,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import (
    Page,
    format_count,
    require_measures,
    say_state,
    select_rows,
    write_value,
)

_PALE = 0.55  # share above which the heat scale is dark enough for white letters


def plot_growth(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw how many steps companies moved, down, stable and up in colours of their own.

    Parameters
    ----------
    results
        Released results of typology_change.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_growth")
    require_measures(results, ("growth_share",), page)
    rows = select_rows(results, ("growth_share", "growth_n"))
    rows = rows[rows["term"] != "totaal"].drop_duplicates(["measure", "term"])
    shares = rows[rows["measure"] == "growth_share"]
    shares = shares.assign(step=[step_of(str(term)) for term in shares["term"]]).sort_values("step")
    if message := say_state(shares, page):
        return empty_figure(message, title=title, caption=write_caption(shares, page))
    counts = rows[rows["measure"] == "growth_n"].set_index("term")
    figure, [axes] = open_figure(2.9)
    for _, row in shares.iterrows():
        _draw_step(axes, row, counts, page)
    axes.set_xticks(shares["step"], [page.term("growth", str(term)) for term in shares["term"]])
    axes.set_xlabel(page.word("growth_steps"))
    axes.set_ylabel(page.word("share_of_companies"))
    name_ticks(axes, page, axis="y", percent=True)
    axes.margins(y=0.16)
    quiet_axes(axes, grid="y")
    return close_figure(figure, title=title, caption=write_caption(shares, page, intervals=True))


def plot_transition(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the transition table as a heat map: colour is the share of a start type, the number is companies.

    Parameters
    ----------
    results
        Released results of typology_change.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_transition")
    require_measures(results, ("transition_share",), page)
    rows = select_rows(results, ("transition_share", "transition_n"), wave="change")
    shares = rows[rows["measure"] == "transition_share"]
    if message := say_state(rows[rows["measure"] == "transition_n"], page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    types = list(page.codebook.values("typology"))
    grid = _grid(shares, types)
    figure, [axes] = open_figure(3.9)
    image = axes.imshow(grid, cmap=HEAT, vmin=0, vmax=1, aspect="auto")
    for _, row in rows[rows["measure"] == "transition_n"].iterrows():
        _write_cell(axes, row, types, grid, page)
    for place in range(len(types)):
        axes.add_patch(
            Rectangle((place - 0.5, place - 0.5), 1, 1, fill=False, edgecolor=VERMILLION, linewidth=1.4)
        )
    _name_types(axes, shares, types, page)
    bar = figure.colorbar(image, ax=axes, fraction=0.04, pad=0.02)
    bar.set_label(page.word("share_of_start_type"), size=8.5)
    name_ticks(bar.ax, page, axis="y", percent=True)
    bar.outline.set_visible(False)
    caption = f"{page.word('note_diagonal')} {write_caption(rows.drop(columns='n'), page)}"
    return close_figure(figure, title=title, caption=caption)


def step_of(term: str) -> int:
    """Return the number of steps a growth category stands for, below zero for a loss."""
    if term == "stabiel":
        return 0
    side, steps = term.split("_")
    return -int(steps) if side == "min" else int(steps)


def _draw_step(axes: Axes, row: pd.Series, counts: pd.DataFrame, page: Page) -> None:
    height = 0.0 if pd.isna(row["estimate"]) else float(row["estimate"])
    step = int(row["step"])
    axes.bar(step, height, width=0.78, color=VERMILLION if step < 0 else BLUE if step > 0 else GREY)
    top = height
    if pd.notna(row["conf_low"]) and pd.notna(row["conf_high"]):
        axes.plot([step, step], [row["conf_low"], row["conf_high"]], color=INK, linewidth=1.1)
        top = max(top, float(row["conf_high"]))
    label = write_value(row, page)
    if row["term"] in counts.index and pd.notna(row["estimate"]):
        label += f"\n({write_value(counts.loc[[row['term']]].reset_index().iloc[0], page)})"
    axes.annotate(
        label, (step, top), xytext=(0, 3), textcoords="offset points", ha="center", va="bottom", size=8
    )


def say_base_of(bases: pd.Series, level: object, page: Page) -> str:
    """Say how many companies a group holds."""
    return f"n = {format_count(bases.get(level), page.lang)}"


def _grid(shares: pd.DataFrame, types: list[str]) -> np.ndarray:
    grid = np.full((len(types), len(types)), np.nan)
    for term, value in zip(shares["term"], shares["estimate"], strict=True):
        start, end = str(term).split("_to_")
        grid[types.index(start), types.index(end)] = np.nan if pd.isna(value) or value == 0 else float(value)
    return grid


def _write_cell(axes: Axes, row: pd.Series, types: list[str], grid: np.ndarray, page: Page) -> None:
    start, end = (types.index(part) for part in str(row["term"]).split("_to_"))
    if pd.notna(row["estimate"]) and row["estimate"] == 0:
        return
    hidden = pd.isna(row["estimate"])
    colour = "white" if grid[start, end] > _PALE else INK
    axes.text(end, start, write_value(row, page), ha="center", va="center", color=colour,
              size=6.5 if hidden else 9)  # fmt: skip


def _name_types(axes: Axes, shares: pd.DataFrame, types: list[str], page: Page) -> None:
    bases = shares.groupby(shares["term"].str.split("_to_").str[0])["n"].max()
    labels = [page.term("typology", kind) for kind in types]
    axes.set_xticks(range(len(types)), labels)
    axes.set_yticks(
        range(len(types)),
        [f"{label}  ({say_base_of(bases, kind, page)})" for label, kind in zip(labels, types, strict=True)],
    )
    axes.set_xlabel(page.word("end_type"))
    axes.set_ylabel(page.word("start_type"))
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
