"""The figures a lesson is held against, a row each: shares and chances whole, others on their own scale."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dianalysis.figures.theme import (
    BLUE,
    GREY,
    INK,
    LIGHT,
    PAGE_WIDTH,
    QUIET,
    SKY,
    VERMILLION,
    close_figure,
    empty_figure,
    open_figure,
)
from dianalysis.formats import (
    Page,
    find_level,
    format_count,
    format_number,
    format_percent,
    is_absent,
    say_base,
    say_basis,
    say_range,
)

MARKS = {
    "for": ("o", BLUE, BLUE), "in_part": ("D", SKY, BLUE), "against": ("v", VERMILLION, VERMILLION),
    "reserved": ("d", "white", BLUE), "open": ("s", "white", INK), "none": ("x", GREY, GREY),
    "near": (".", GREY, GREY),
}  # fmt: skip
"""Shape, fill and edge by what a figure does to the lesson: told apart without colour too."""
_SCALE_INCHES, _LINE_INCHES = 0.55, 0.17
_ENDS = ("estimate", "conf_low", "conf_high", "range_low", "range_high")
_PAD = 0.08
_LETTERS = 13.2  # per inch
Row = Mapping[Hashable, Any]


def plot_lesson_evidence(
    links: pd.DataFrame, *, page: Page, names: Mapping[str, str], title: str = "", width: float | None = None
) -> Figure:
    """Draw the results a lesson is held against, in the order of its links.

    Parameters
    ----------
    links
        Rows of the register of one lesson; links to codes, and to results the run does not have or does not
        release, are not drawn.
    page
        Labels and language.
    names
        Number and name of each result on the page, by its identifier.
    title
        What the figures come to, a sentence.
    width
        Inches; page width when absent. On a narrow figure the letters keep their size.

    Returns
    -------
    Figure with a row per result: estimate (shape and colour: what it does to the lesson), interval, range,
    what it is compared with and the smallest difference that matters; hatched where the estimate rests on
    the reconstruction.
    """
    rows = links[(links["kind"] == "result") & (links["problem"] == "")]
    if rows.empty:
        return empty_figure(page.word("drawn_none"), title=title, caption="", width=width)
    records = rows.to_dict("records")
    per_line = int(_LETTERS * (width or PAGE_WIDTH))
    heads = [_head(row, names, page, per_line) for row in records]
    lines = sum(head.count("\n") + 1 for head in heads)
    height = _SCALE_INCHES * len(records) + _LINE_INCHES * lines
    figure, panels = open_figure(height, rows=len(records), width=width)
    for axes, row, head in zip(panels, records, heads, strict=True):
        _draw_scale(axes, row, page)
        _draw_result(axes, row)
        axes.set_title(head, loc="left", size=8.6, color=INK, linespacing=1.3)
    return close_figure(figure, title=title, caption=_caption(rows, page))


def _head(row: Row, names: Mapping[str, str], page: Page, per_line: int) -> str:
    number_of, stance = format_count(row["n"], page.lang), page.word(f"stance_{row['stance']}")
    base = f"{_value(row, page)}, {stance}; n\u00a0=\u00a0{number_of}"
    return "\n".join(
        line for text in (names[str(row["target"])], base) for line in textwrap.wrap(text, per_line)
    )


def _draw_scale(axes: Axes, row: Row, page: Page) -> None:
    """What the result is compared with, and the band of differences too small to matter."""
    reference, smallest = float(row["reference"]), float(row["smallest"])
    kind = page.kind(str(row["measure"]))
    low, high = (0.0, 1.0) if page.is_proportion(str(row["measure"])) else _limits(row)
    axes.set_xlim(low, high)
    axes.set_ylim(-1, 1)
    axes.axvspan(max(low, reference - smallest), min(high, reference + smallest), color=LIGHT, zorder=0)
    axes.axvline(reference, color=QUIET, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    if row["basis"] == "reconstructed":
        axes.add_patch(Rectangle((0, 0), 1, 1, transform=axes.transAxes, fill=False, hatch="////",
                                 edgecolor="#C9C9C9", linewidth=0, zorder=0.5))  # fmt: skip
    axes.set_yticks([])
    for side in ("left", "top", "right"):
        axes.spines[side].set_visible(False)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value, kind, page)))
    axes.tick_params(axis="x", length=2, labelsize=8)


def _draw_result(axes: Axes, row: Row) -> None:
    marker, fill, edge = MARKS[str(row["stance"])]
    known = {name: float(row[name]) for name in _ENDS if not is_absent(row[name])}
    if "range_low" in known:
        axes.plot([known["range_low"], known["range_high"]], [-0.5, -0.5], color=INK, linewidth=1)
    if "conf_low" in known:
        axes.plot([known["conf_low"], known["conf_high"]], [0, 0], color=edge, linewidth=2.4)
    axes.plot(known["estimate"], 0, marker=marker, markersize=8, markerfacecolor=fill, markeredgecolor=edge,
              markeredgewidth=1.6, linestyle="", zorder=3, clip_on=False)  # fmt: skip


def _limits(row: Row) -> tuple[float, float]:
    """Ends of the scale: all that is drawn, with room at both sides."""
    reference, smallest = float(row["reference"]), float(row["smallest"])
    ends = [float(row[name]) for name in _ENDS if not is_absent(row[name])]
    ends += [reference - smallest, reference + smallest]
    low, high = min(ends), max(ends)
    room = _PAD * (high - low)
    return low - room, high + room


def _tick(value: float, kind: str, page: Page) -> str:
    if kind == "share":
        return format_percent(value, page.lang, decimals=0)
    return format_number(value, page.lang, decimals=1 if abs(value) >= 1 else 2)


def _value(row: Row, page: Page) -> str:
    measure = str(row["measure"])
    text = page.value(measure, row["estimate"])
    if is_absent(row["conf_low"]):
        return text
    interval = page.interval(measure, row["conf_low"], row["conf_high"])
    if is_absent(row["conf_level"]):
        interval = page.word("drawn_limits").format(interval=interval)
    return f"{text} ({interval})"


def _caption(rows: pd.DataFrame, page: Page) -> str:
    """Say population and number, what each mark is as far as it is drawn, and what the figures rest on."""
    level, over = find_level(rows), say_range(rows, page)
    is_limited = rows["conf_low"].notna() & rows["conf_level"].isna()
    parts = [
        say_base(rows, page),
        page.word("drawn_scale"),
        page.word("drawn_interval").format(level=page.level(level)) if level is not None else "",
        page.word("drawn_outer") if is_limited.any() else "",
        page.word("drawn_range").format(over=over) if over else "",
        page.word("drawn_compared"),
        page.word("drawn_hatched") if (rows["basis"] == "reconstructed").any() else "",
        say_basis(rows, page, marked=False),
    ]
    return " ".join(part for part in parts if part)
