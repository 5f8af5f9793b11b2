"""Statements answered on five points: bars around the middle score, so that agreement lies to the right."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dianalysis.figures.captions import write_caption
from dianalysis.figures.theme import (
    BLUE,
    GREY,
    INK,
    LIGHT,
    QUIET,
    SKY,
    VERMILLION,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import (
    ABSENT,
    MARK,
    OF_ALL,
    Page,
    find_level,
    format_count,
    is_mixed,
    require_measures,
    say_base,
    say_basis,
    say_state,
    select_rows,
    word_of,
    write_interval,
    write_value,
)

SCORES = ("1", "2", "3", "4", "5")
_PALE = "#F2B68C"  # vermillion, lighter
_COLOURS = dict(zip(SCORES, (VERMILLION, _PALE, LIGHT, SKY, BLUE), strict=True))
_ON_DARK = ("1", "5")
_NOT_ASKED = "not_asked"
_LEAST_LABEL = 0.06
_WRAP_NAME = 26
_WRAP_HEADER = 12
_COLUMN_POINTS = (8, 116, 160)  # to the right of the bars
_ROW_INCHES = 0.36


def plot_likert(results: pd.DataFrame, stem: str, *, page: Page, title: str = "", least: int = 5) -> Figure:
    """Draw how statements were answered, one bar each, the highest mean on top.

    Parameters
    ----------
    results
        Released results of a study with a block of statements.
    stem
        Beginning of its measures: `outcome`, `condition`, `person_outcome`, `person_condition`.
    page
        Labels and language.
    title
        A title other than the usual one.
    least
        Smallest number of answers the disclosure profile shows; a hidden bar with fewer says so.

    Returns
    -------
    Figure with the share that gave score 4 or 5 at the right, and in grey beside it how many did not answer
    and how many were not asked. It says in words when there is nothing to show.
    """
    title = title or page.word(f"title_likert_{stem}")
    require_measures(results, (f"{stem}_score_share", f"{stem}_mean"), page)
    rows = select_rows(results, f"{stem}_score_share")
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    shares = _spread(rows)
    items = _order(results, stem, list(shares.index))
    figure, [axes] = open_figure(1.25 + _ROW_INCHES * len(items))
    _draw_bars(axes, shares.loc[items], page)
    _write_hidden(axes, rows, shares.loc[items], page, least)
    bases = select_rows(results, f"{stem}_mean").set_index("term")["n"]
    made_up = _items_of_reconstruction(rows)
    names = [_name(stem, item, bases, page) + (MARK if item in made_up else "") for item in items]
    axes.set_yticks(range(len(items)), names)
    axes.set_ylim(-0.6, len(items) + 0.1)
    _write_columns(axes, _columns(results, stem, items, page), len(items))
    _finish_axes(axes, page, of_all=stem.startswith(OF_ALL))
    return close_figure(figure, title=title, caption=_caption(results, rows, stem, page))


def _items_of_reconstruction(rows: pd.DataFrame) -> set[str]:
    """The statements whose bar rests on the reconstruction where those of others do not."""
    if not is_mixed(rows):
        return set()
    return set(rows.loc[rows["basis"] == "reconstructed", "term"].str.rsplit(".", n=1).str[0])


def _spread(rows: pd.DataFrame) -> pd.DataFrame:
    """Statement by score; a score nobody gave is nought, a hidden one is absent."""
    parts = rows["term"].str.rsplit(".", n=1)
    long = rows.assign(item=parts.str[0], score=parts.str[1])
    wide = long.set_index(["item", "score"])["estimate"].unstack().reindex(columns=list(SCORES))  # noqa: PD010
    known = long.set_index(["item", "score"])["measure"].unstack().reindex(columns=list(SCORES))  # noqa: PD010
    return wide.astype("float64").mask(known.isna(), 0.0)


def _order(results: pd.DataFrame, stem: str, items: Sequence[str]) -> list[str]:
    """From the lowest mean to the highest, as drawn from below; statements without a mean lie lowest."""
    means = select_rows(results, f"{stem}_mean").set_index("term")["estimate"].astype("float64")
    return list(means.reindex(list(items)).sort_values(na_position="first", kind="stable").index)


def _draw_bars(axes: Axes, shares: pd.DataFrame, page: Page) -> None:
    whole = shares.where(shares.notna().all(axis=1) & shares.sum(axis=1).gt(0), 0.0)
    left = -(whole["1"] + whole["2"] + whole["3"] / 2)
    names = page.codebook.labels("score_5", page.lang)
    for score, colour in _COLOURS.items():
        axes.barh(range(len(whole)), whole[score], left=left, height=0.7, color=colour, label=names[score])
        for place, (start, width) in enumerate(zip(left, whole[score], strict=True)):
            if width >= _LEAST_LABEL:
                ink = "white" if score in _ON_DARK else INK
                axes.text(start + width / 2, place, format_count(100 * width, page.lang), ha="center",
                          va="center", size=7.2, color=ink)  # fmt: skip
        left = left + whole[score]


def _write_hidden(axes: Axes, rows: pd.DataFrame, shares: pd.DataFrame, page: Page, least: int) -> None:
    """Write in the place of a bar why it is not drawn."""
    known = rows.assign(item=rows["term"].str.rsplit(".", n=1).str[0]).groupby("item")["n"].max()
    for place, item in enumerate(shares.index):
        part = shares.loc[item]
        if part.notna().all() and part.sum() > 0:
            continue
        few = part.isna().any() and (pd.isna(known[item]) or known[item] < least)
        other = page.word("suppressed" if part.isna().any() else "no_answers")
        axes.text(0, place, f"n < {least}" if few else other, ha="center", va="center", size=8,
                  style="italic", color=QUIET)  # fmt: skip


def _name(stem: str, item: str, bases: pd.Series, page: Page) -> str:
    name, base = page.term(f"{stem}_mean", item), bases.get(item)
    if base is not None and pd.notna(base):
        name = f"{name} (n\u00a0=\u00a0{format_count(base, page.lang)})"
    return "\n".join(textwrap.wrap(name, _WRAP_NAME))


def _columns(
    results: pd.DataFrame, stem: str, items: Sequence[str], page: Page
) -> list[tuple[str, list[str], str]]:
    """Return header, texts and colour of every column beside the bars; nobody not asked gives no column."""
    tops = _by_item(select_rows(results, f"{stem}_top_two_share"))
    absent = _by_item(select_rows(results, f"{stem}_missing_n"))
    apart = _by_item(select_rows(results, f"{stem}_missing_n", contrast=_NOT_ASKED))
    found = [(page.word("top_two"), [_top_two(tops.get(item), page) for item in items], INK)]
    if absent:
        open_ = [_count_open(absent.get(item), apart.get(item), page) for item in items]
        found.append((page.word("missing"), open_, QUIET))
    if apart:
        unasked = [_count(apart[item], page) if item in apart else "0" for item in items]
        found.append((page.word("not_asked"), unasked, QUIET))
    return found


def _by_item(rows: pd.DataFrame) -> dict[str, pd.Series]:
    return {str(row["term"]): row for _, row in rows.iterrows()}


def _top_two(row: pd.Series | None, page: Page) -> str:
    if row is None or pd.isna(row["estimate"]):
        return ABSENT
    value, ends = write_value(row, page), write_interval(row, page)
    return value if ends == ABSENT else f"{value} ({ends})"


def _count_open(row: pd.Series | None, unasked: pd.Series | None, page: Page) -> str:
    """Missing answers less those of units that were not asked; hidden where either is."""
    if row is None:
        return ABSENT
    if unasked is not None:
        row = row.copy()
        row["estimate"] = row["estimate"] - unasked["estimate"]
    return _count(row, page)


def _count(row: pd.Series, page: Page) -> str:
    hidden = pd.isna(row["estimate"])
    return page.word("suppressed") if hidden else format_count(row["estimate"], page.lang)


def _write_columns(axes: Axes, columns: list[tuple[str, list[str], str]], top: int) -> None:
    for place, (header, texts, colour) in zip(_COLUMN_POINTS, columns, strict=False):
        lines = [*texts, textwrap.fill(header, _WRAP_HEADER)]
        for height, text in enumerate(lines):
            is_header = height == top
            axes.annotate(text, (1, top - 0.25 if is_header else height), xytext=(place, 0), size=7.6,
                          xycoords=axes.get_yaxis_transform(), textcoords="offset points", va="center",
                          color=colour, weight="bold" if is_header else "normal")  # fmt: skip


def _finish_axes(axes: Axes, page: Page, *, of_all: bool) -> None:
    axes.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    low, high = axes.get_xlim()
    axes.set_xlim(min(low, -0.25) - 0.03, max(high, 0.25))
    name_ticks(axes, page, percent=True)
    axes.set_xlabel(page.word("share_around_middle_all" if of_all else "share_around_middle"))
    quiet_axes(axes, grid="x")
    axes.legend(loc="lower left", bbox_to_anchor=(-0.35, 1.0), ncols=3, columnspacing=1.2, handlelength=1.2)


def _caption(results: pd.DataFrame, rows: pd.DataFrame, stem: str, page: Page) -> str:
    tops = select_rows(results, f"{stem}_top_two_share")
    level = find_level(tops)
    hidden = rows["note"].str.startswith("suppressed:").any()
    names = [f"{stem}_score_share", f"{stem}_top_two_share"]
    parts = (
        say_base(rows.drop(columns="n"), page),
        page.word("note_middle"),
        page.word("note_top_two").format(level=page.level(level)) if level is not None else "",
        say_basis(select_rows(results, names), page, marked=bool(_items_of_reconstruction(rows))),
        word_of(rows, "note_hidden", page) if hidden else "",
    )
    return " ".join(part for part in parts if part)
