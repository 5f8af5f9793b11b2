"""The lessons against their evidence, one line each, to be read in a minute and printed on one sheet."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dianalysis.figures.theme import (
    BLUE,
    GREY,
    INK,
    LIGHT,
    ORANGE,
    QUIET,
    SKY,
    VERMILLION,
    close_figure,
    empty_figure,
    open_figure,
)
from dianalysis.formats import Page, format_count
from dianalysis.formats.lesson_verdict import say_verdict

_MARKS = {
    "supported": ("o", BLUE, BLUE), "supported_in_part": ("o", "white", BLUE),
    "contested": ("D", ORANGE, INK), "contradicted": ("v", VERMILLION, VERMILLION),
    "not_testable": ("s", "white", GREY),
}  # fmt: skip
_SIDES = {"for": BLUE, "in_part": SKY, "against": VERMILLION, "open": LIGHT}
_SHADES = {"none_or_very_minor": "#F2F2F2", "minor": "#C8C8C8", "moderate": "#8A8A8A", "serious": "#333333"}
_COMPONENTS = ("limitations", "coherence", "adequacy", "relevance")
_LINE_INCHES = 0.198
_COLUMNS = {"lesson": 0.0, "lesson_verdict": 0.40, "lesson_results": 0.575, "lesson_told": 0.735}
_BOXES, _BAR = 0.93, 0.075


def plot_lessons(lessons: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the matrix of lessons and evidence: a verdict by word, shape and colour, and both strands.

    Parameters
    ----------
    lessons
        Row per lesson of the register, in the order to draw.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_lessons")
    if lessons.empty:
        return empty_figure(page.word("no_lessons"), title=title, caption="")
    rows = lessons.assign(order=lessons["verdict"].map({name: i for i, name in enumerate(_MARKS)}))
    rows = rows.assign(waits=~lessons["is_measured"].astype(bool))  # of what was not tested, what waits first
    by = rows["waits"].where(rows["verdict"] == "not_testable", False)
    records = rows.assign(waits=by).sort_values(["order", "waits"], kind="stable").to_dict("records")
    figure, [axes] = open_figure(_LINE_INCHES * (len(records) + 1.5))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(-len(records) + 0.4, 1.1)
    for name, left in _COLUMNS.items():
        axes.text(left, 0.75, page.word(name), size=8.5, weight="bold", va="center")
    for place, row in enumerate(records):
        _draw_line(axes, -place, row, page)
    caption = page.word("note_lessons")
    if any(row.get("told_hidden") for row in records):
        caption = f"{caption} {page.word('note_lessons_few')}"
    return close_figure(figure, title=title, caption=caption)


def _draw_line(axes: Axes, place: int, row: dict[Hashable, Any], page: Page) -> None:
    verdict = str(row["verdict"])
    marker, fill, edge = _MARKS[verdict]
    axes.axhline(place - 0.5, color=LIGHT, linewidth=0.5)
    name = textwrap.shorten(str(row[f"title_{page.lang}"]), 48, placeholder="…")
    axes.text(0, place, name, size=7.8, va="center")
    axes.plot(0.41, place, marker=marker, markersize=6.5, markerfacecolor=fill, markeredgecolor=edge)
    axes.text(0.428, place, say_verdict(row, page), size=7.4, va="center")
    _draw_strand(axes, place, row, page, kind="results")
    _draw_strand(axes, place, row, page, kind="told")
    for step, name in enumerate(_COMPONENTS):
        concern, left = str(row[name]), _BOXES + step * 0.017
        if concern in _SHADES:
            axes.bar(left, 0.5, width=0.014, bottom=place - 0.25, align="edge", color=_SHADES[concern],
                     edgecolor=GREY, linewidth=0.4)  # fmt: skip
        else:
            axes.text(left + 0.007, place, "–", size=7, ha="center", va="center", color=QUIET)


def _draw_strand(axes: Axes, place: int, row: dict[Hashable, Any], page: Page, *, kind: str) -> None:
    stem = "results" if kind == "results" else "segments"
    left = _COLUMNS[f"lesson_{kind}"]
    if kind == "told" and row.get("told_hidden"):
        text = page.word("lesson_told_few").format(strand=page.word(f"strand_{row['qualitative']}"))
        axes.text(left, place, text, size=7.2, va="center", color=QUIET)
        return
    counts = {side: int(str(row.get(f"{stem}_{side}", 0))) for side in _SIDES}
    total = sum(counts.values())
    if not total:
        axes.text(left, place, page.word(f"lesson_no_{kind}"), size=7.2, va="center", color=QUIET)
        return
    start = left
    for side, count in counts.items():
        axes.barh(place, _BAR * count / total, left=start, height=0.5, color=_SIDES[side])
        start += _BAR * count / total
    shown = [count for side, count in counts.items() if kind == "results" or side != "open"]
    text = "/".join(format_count(count, page.lang) for count in shown)
    if kind == "told":
        text += f" ({format_count(float(str(row['partners'])), page.lang)})"
    axes.text(left + _BAR + 0.006, place, text, size=6.6, va="center")
