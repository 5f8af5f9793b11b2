"""What was said about every claim, and how far a share depends on who coded."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MultipleLocator

from dianalysis.figures.interviews.captions import write_code_caption
from dianalysis.figures.marks import draw_estimate
from dianalysis.figures.theme import (
    BLUE,
    GREEN,
    GREY,
    INK,
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

_VALENCES = {"qualifies": (ORANGE, -1), "contradicts": (VERMILLION, -1), "supports": (BLUE, 1)}
_WAYS = {
    "coder_1": (ORANGE, "v"), "coder_2": (VERMILLION, "^"), "interviews_only": (GREEN, "D"),
    "equal_partners": (SKY, "s"),
}  # fmt: skip
_BAR_INCHES = 0.215
_ROW_INCHES = 0.235
_STEP = 0.05


def plot_valences(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw how often the claim of every code was supported (right), qualified and contradicted (left).

    Parameters
    ----------
    results
        Released results of interviews.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_valences")
    require_measures(results, ("valence_n",), page)
    rows = select_rows(results, "valence_n")
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption="")
    parts = rows["term"].str.split(".", n=1)
    rows = rows.assign(code=parts.str[0], valence=parts.str[1])
    codes = list(dict.fromkeys(rows["code"]))[::-1]
    figure, [axes] = open_figure(1.0 + _BAR_INCHES * len(codes))
    for place, code in enumerate(codes):
        _draw_bars(axes, place, rows[rows["code"] == code], page)
    axes.axvline(0, color=INK, linewidth=0.8)
    axes.set_yticks(range(len(codes)), [page.term("code", code) for code in codes])
    axes.set_ylim(-0.7, len(codes) - 0.3)
    axes.xaxis.set_major_formatter(lambda value, _: format_count(abs(value), page.lang))
    axes.set_xlabel(page.word("valence_axis"))
    quiet_axes(axes, grid="x")
    low, high = axes.get_xlim()
    room = 0.06 * (high - low)
    axes.set_xlim(low - room, high + room)
    for valence in ("contradicts", "qualifies", "supports"):
        axes.barh(0, 0, color=_VALENCES[valence][0], label=page.term("answer", valence))
    axes.legend(loc="lower left", bbox_to_anchor=(-0.3, 1.0), ncols=3, columnspacing=1.2, handlelength=1.2)
    caption = write_code_caption(rows, page, note=page.word("note_valences"))
    return close_figure(figure, title=title, caption=caption)


def _draw_bars(axes: Axes, place: int, rows: pd.DataFrame, page: Page) -> None:
    counts = rows.set_index("valence")["estimate"].astype("Float64")
    if counts.isna().any():
        axes.text(0, place, f" {page.word('suppressed')}", va="center", size=7.5, style="italic")
        return
    ends = {-1: 0.0, 1: 0.0}
    for valence, (colour, side) in _VALENCES.items():
        count = float(counts[valence])
        axes.barh(place, side * count, left=ends[side], height=0.74, color=colour)
        ends[side] += side * count
    for side, end in ends.items():
        if end:
            axes.annotate(format_count(abs(end), page.lang), (end, place), xytext=(3 * side, 0), size=7.4,
                          textcoords="offset points", ha="left" if side > 0 else "right",
                          va="center")  # fmt: skip


def plot_code_robustness(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the share of segments with each code as settled, by each coder, and with other material counted.

    Parameters
    ----------
    results
        Released results of interviews.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_code_robustness")
    require_measures(results, ("code_share",), page)
    rows = select_rows(results, "code_share", contrast="sensitivity")
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption="")
    parts = rows["term"].str.split(".", n=1)
    rows = rows.assign(code=parts.str[0], way=parts.str[1])
    codes = list(dict.fromkeys(rows["code"]))[::-1]
    figure, [axes] = open_figure(1.25 + _ROW_INCHES * len(codes))
    for _, row in rows[rows["way"] == "main"].iterrows():
        draw_estimate(axes, codes.index(str(row["code"])), row, page, colour=BLUE)
    others = [way for way in dict.fromkeys(rows["way"]) if way in _WAYS]
    for way in others:
        part, (colour, marker) = rows[(rows["way"] == way) & rows["estimate"].notna()], _WAYS[way]
        places = [codes.index(str(code)) for code in part["code"]]
        axes.scatter(part["estimate"].astype(float), places, s=17, color=colour, marker=marker, zorder=4,
                     edgecolors="white", linewidths=0.4)  # fmt: skip
    axes.set_yticks(range(len(codes)), [page.term("code", code) for code in codes])
    axes.set_ylim(-0.7, len(codes) - 0.3)
    axes.set_xlim(left=0)
    axes.set_xlabel(page.word("code_share_axis"))
    name_ticks(axes, page, percent=True)
    axes.xaxis.set_major_locator(MultipleLocator(_STEP))
    quiet_axes(axes, grid="x")
    axes.grid(visible=True, axis="y", color=GREY, linewidth=0.25)
    _add_legend(axes, others, page)
    main = rows[rows["way"] == "main"]
    return close_figure(figure, title=title, caption=write_code_caption(main, page, intervals=True))


def _add_legend(axes: Axes, others: list[str], page: Page) -> None:
    marks = [Line2D([], [], color=BLUE, marker="o", linewidth=2, markersize=5, label=page.word("way_main"))]
    for way in others:
        colour, marker = _WAYS[way]
        marks.append(Line2D([], [], color=colour, marker=marker, linestyle="", markersize=5,
                            label=page.word(f"way_{way}")))  # fmt: skip
    legend = axes.legend(handles=marks, loc="lower left", bbox_to_anchor=(-0.3, 1.0), ncols=2)
    legend.set_in_layout(True)
