"""Every code at every partner: how many segments, and which share of that partner's segments."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dianalysis.figures.interviews.captions import write_code_caption
from dianalysis.figures.theme import HEAT, INK, close_figure, empty_figure, name_ticks, open_figure
from dianalysis.formats import Page, format_count, require_measures, say_state, select_rows

_ROW_INCHES = 0.205
_DARK = 0.6  # part of the scale from which numbers are white
_MEASURES = ("code_share", "code_n")


def plot_code_heat(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the segments with each code at each partner, and in all.

    Parameters
    ----------
    results
        Released results of interviews.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_code_heat")
    require_measures(results, _MEASURES, page)
    rows = select_rows(results, _MEASURES, group="partner")
    shares = rows[rows["measure"] == "code_share"]
    whole = select_rows(results, "code_n")
    if message := say_state(shares, page):
        return empty_figure(message, title=title, caption="")
    codes = list(dict.fromkeys(shares["term"]))
    partners = list(dict.fromkeys(shares["group_level"]))
    figure, [axes] = open_figure(1.5 + _ROW_INCHES * len(codes))
    grid = _grid(shares, codes, partners)
    top = float(np.nanmax(grid)) or 1.0
    image = axes.imshow(
        np.ma.masked_invalid(grid), cmap=HEAT, vmin=0, vmax=top, aspect="auto",
        extent=(-0.5, len(partners) - 0.5, len(codes) - 0.5, -0.5),
    )  # fmt: skip
    counts = rows[rows["measure"] == "code_n"]
    for _, row in counts.iterrows():
        place = (partners.index(str(row["group_level"])), codes.index(str(row["term"])))
        dark = bool(grid[place[1], place[0]] > _DARK * top)
        _write(axes, place, row, page, colour="white" if dark else INK)
    for _, row in whole.iterrows():
        _write(axes, (len(partners), codes.index(str(row["term"]))), row, page, colour=INK, bold=True)
    _name_axes(axes, codes, partners, page)
    bar = figure.colorbar(image, ax=axes, fraction=0.025, pad=0.02, aspect=40)
    bar.set_label(page.word("heat_scale"), size=8)
    name_ticks(bar.ax, page, axis="y", percent=True)
    bar.outline.set_visible(False)
    caption = write_code_caption(whole, page, note=page.word("note_heat"))
    return close_figure(figure, title=title, caption=caption)


def _grid(shares: pd.DataFrame, codes: list[str], partners: list[str]) -> np.ndarray:
    grid = np.full((len(codes), len(partners)), np.nan)
    for code, partner, value in zip(shares["term"], shares["group_level"], shares["estimate"], strict=True):
        if pd.notna(value):
            grid[codes.index(code), partners.index(partner)] = float(value)
    return grid


def _write(
    axes: Axes, place: tuple[int, int], row: pd.Series, page: Page, *, colour: str, bold: bool = False
) -> None:
    if pd.isna(row["estimate"]):
        text = "×"
    elif not row["estimate"]:
        return
    else:
        text = format_count(row["estimate"], page.lang)
    axes.text(*place, text, ha="center", va="center", size=7.2, color=colour,
              weight="bold" if bold else "normal")  # fmt: skip


def _name_axes(axes: Axes, codes: list[str], partners: list[str], page: Page) -> None:
    axes.set_xlim(-0.5, len(partners) + 0.5)
    names = [page.group("partner", partner) for partner in partners] + [page.word("heat_all")]
    axes.set_xticks(range(len(names)), names, rotation=55, ha="left", rotation_mode="anchor", size=7.6)
    axes.xaxis.tick_top()
    axes.set_yticks(range(len(codes)), [page.term("code", code) for code in codes], size=7.8)
    axes.tick_params(axis="both", length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    themes = page.codebook.tables["coding_frame"].set_index("code")["theme"]
    for place in range(1, len(codes)):
        if themes[codes[place]] != themes[codes[place - 1]]:
            axes.axhline(place - 0.5, color="white", linewidth=2.5)
            axes.plot([-0.5, len(partners) + 0.5], [place - 0.5] * 2, color="#BBBBBB", linewidth=0.6)
