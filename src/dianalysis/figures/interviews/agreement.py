"""Alpha of every code, and which codes go together, as forests."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from dianalysis.figures.interviews.captions import write_code_caption
from dianalysis.figures.marks import draw_estimate
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
from dianalysis.formats import Page, format_count, require_measures, say_state, select_rows
from dianalysis.studies.interviews.agreement import COUNTS, LEAST_ALPHA
from dianalysis.studies.interviews.patterns import LEAST_TOGETHER

_ROW_INCHES = 0.225
_WHOLE = "totaal"


def plot_agreement(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw Krippendorff's alpha of every code with its interval, and the counts it rests on.

    Parameters
    ----------
    results
        Released results of interviews.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_agreement")
    require_measures(results, ("agreement_alpha",), page)
    rows = select_rows(results, "agreement_alpha")
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption="")
    rows = rows.iloc[::-1].reset_index(drop=True)
    counts = select_rows(results, "agreement_n").set_index("term")["estimate"]
    figure, [axes] = open_figure(0.8 + _ROW_INCHES * len(rows))
    for place, (_, row) in enumerate(rows.iterrows()):
        colour = BLUE if pd.isna(row["estimate"]) or row["estimate"] >= LEAST_ALPHA else ORANGE
        draw_estimate(axes, place, row, page, colour=colour)
        told = [counts.get(f"{row['term']}.{name}", pd.NA) for name in COUNTS]
        text = " / ".join("×" if pd.isna(count) else format_count(count, page.lang) for count in told)
        axes.annotate(text, (1, place), xycoords=("axes fraction", "data"), xytext=(8, 0), size=7.6,
                      textcoords="offset points", va="center", color=QUIET)  # fmt: skip
    axes.axvline(LEAST_ALPHA, color=GREY, linewidth=1, linestyle=(0, (4, 2)), zorder=0.5)
    axes.set_yticks(range(len(rows)), [_name(str(term), page) for term in rows["term"]])
    axes.set_ylim(-0.7, len(rows) - 0.3)
    axes.set_xlim(min(0.0, float(rows["conf_low"].min(skipna=True)) - 0.02), 1.03)
    axes.set_xlabel(page.word("alpha_axis"))
    name_ticks(axes, page, most=6)
    quiet_axes(axes, grid="x")
    caption = write_code_caption(rows, page, note=page.word("note_alpha"))
    return close_figure(figure, title=title, caption=caption)


def plot_code_pairs(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw phi of the pairs of codes that stand together often enough, the strongest on top.

    Parameters
    ----------
    results
        Released results of interviews.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_code_pairs")
    require_measures(results, ("code_pair_phi", "code_pairs_left_n"), page)
    rows = select_rows(results, "code_pair_phi")
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption="")
    rows = rows.sort_values("estimate", na_position="first").reset_index(drop=True)
    together = select_rows(results, "code_pair_n").set_index("term")["estimate"]
    figure, [axes] = open_figure(0.9 + (_ROW_INCHES + 0.05) * len(rows))
    for place, (_, row) in enumerate(rows.iterrows()):
        draw_estimate(axes, place, row, page, colour=BLUE)
    axes.axvline(0, color=GREY, linewidth=0.8)
    names = [f"{page.term('code', str(term))} ({_count(together.get(term), page)})" for term in rows["term"]]
    axes.set_yticks(range(len(rows)), names)
    axes.set_ylim(-0.7, len(rows) - 0.3)
    axes.set_xlabel(page.word("phi"))
    name_ticks(axes, page, most=6)
    quiet_axes(axes, grid="x")
    left = select_rows(results, "code_pairs_left_n")["estimate"]
    note = page.word("note_pairs_codes").format(
        least=LEAST_TOGETHER, left=_count(left.iloc[0] if len(left) else None, page)
    )
    return close_figure(
        figure, title=title, caption=write_code_caption(rows, page, note=note, intervals=True)
    )


def _name(code: str, page: Page) -> str:
    return page.word("total_codes") if code == _WHOLE else page.term("code", code)


def _count(value: float | None, page: Page) -> str:
    return "×" if value is None or pd.isna(value) else format_count(value, page.lang)
