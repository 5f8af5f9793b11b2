"""Partners in phase two: the firms each gets, and how sure the place of each is."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from dianalysis.figures.captions import write_caption
from dianalysis.figures.marks import draw_estimate
from dianalysis.figures.theme import (
    BLUE,
    GREY,
    LIGHT,
    ORANGE,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import (
    Page,
    find_level,
    format_count,
    require_measures,
    say_state,
    select_rows,
    write_value,
)

_LINE_INCHES = 0.235
_BESIDE = 1.02
_WITHOUT = "without_completed"


def plot_lots(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the firms each partner had in phase one and gets in phase two; words where no division fits.

    Parameters
    ----------
    results
        Released results of phase_two_design.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_lots")
    measures = ("lot", "lot_limit", "delivered", "lot_conflict")
    require_measures(results, measures, page)
    rows = select_rows(results, measures, group="partner")
    lots = rows[(rows["measure"] == "lot") & (rows["group_level"] != "totaal")]
    clash = select_rows(results, "lot_conflict")
    if len(clash) and lots.empty:
        return empty_figure(page.word("lot_no_answer"), title=title, caption="")
    if message := say_state(lots, page):
        return empty_figure(message, title=title, caption=write_caption(lots, page))
    out = lots[(lots["estimate"] == 0).fillna(False)]
    shown = lots.drop(out.index)
    names = _ordered(shown["group_level"], page)[::-1]
    figure, [axes] = open_figure(0.7 + _LINE_INCHES * len(names))
    for place, name in enumerate(names):
        _draw_lot(axes, place, rows, name, page)
    _finish(axes, names, page, "lot_axis")
    axes.set_xlim(0, None)
    absent = ", ".join(_label(name, page) for name in _ordered(out["group_level"], page))
    note = page.word("note_lots").format(out=absent) if absent else page.word("note_lots_all")
    seen = rows[rows["measure"] == "delivered"]
    caption = write_caption(pd.concat([shown, seen]), page)
    return close_figure(figure, title=title, caption=f"{note} {caption}")


def _row(rows: pd.DataFrame, measure: str, name: str) -> pd.Series:
    return rows[(rows["measure"] == measure) & (rows["group_level"] == name)].iloc[0]


def _draw_lot(axes: Axes, place: int, rows: pd.DataFrame, name: str, page: Page) -> None:
    lot, limit = _row(rows, "lot", name), _row(rows, "lot_limit", name)
    found = rows[(rows["measure"] == "delivered") & (rows["group_level"] == name)]["estimate"]
    before = found.iloc[0] if len(found) else pd.NA
    if pd.notna(before):
        if pd.notna(lot["estimate"]):
            axes.plot([before, lot["estimate"]], [place, place], color=LIGHT, linewidth=2.5, zorder=1)
        axes.plot(before, place, marker="o", markersize=6, markerfacecolor="white", color=GREY, linestyle="")
    if pd.notna(lot["estimate"]):
        axes.plot(lot["estimate"], place, marker="o", markersize=6, color=BLUE, linestyle="")
    _write_beside(axes, place, f"{write_value(lot, page)} ({write_value(limit, page)})")


def plot_ranks(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw the rank of every partner with its interval, and beside it the chance of the first places.

    Parameters
    ----------
    results
        Released results of phase_two_design.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_ranks")
    require_measures(results, ("selection_rank", "selection_top"), page)
    rows = select_rows(results, "selection_rank", group="partner")
    without = select_rows(results, "selection_rank", group="partner", contrast=_WITHOUT)
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    top = select_rows(results, "selection_top", group="partner", terms=["both"])
    names = _ordered(rows["group_level"], page)[::-1]
    figure, [axes] = open_figure(0.7 + _LINE_INCHES * 1.15 * len(names))
    for _, row in rows.iterrows():
        place = names.index(str(row["group_level"]))
        draw_estimate(axes, place, row, page, colour=BLUE)
        for other in without.loc[without["group_level"] == row["group_level"], "estimate"].dropna():
            axes.plot(
                other, place, marker="D", markersize=5, markerfacecolor="none", color=ORANGE, linestyle=""
            )
        chance = _row(top, "selection_top", str(row["group_level"]))["estimate"]
        text = page.value("selection_top", chance, decimals=0) if pd.notna(chance) else ""
        _write_beside(axes, place, text)
    _finish(axes, names, page, "rank_axis")
    axes.set_xlim(0.5, len(names) + 0.5)
    level = find_level(rows)
    places = format_count(select_rows(results, "places")["estimate"].iloc[0], page.lang)
    _write_beside(axes, len(names) - 0.35, page.word("rank_beside").format(k=places))
    note = page.word("note_ranks").format(level=page.level(level), k=places)
    taken = select_rows(results, ("criterion_rate", "criterion_mean"), group="partner")
    caption = write_caption(pd.concat([rows, taken]), page, draws=True)
    return close_figure(figure, title=title, caption=f"{note} {caption}")


def _ordered(names: pd.Series, page: Page) -> list[str]:
    """Partners of phase one by their label, new ones after them."""
    return sorted(
        map(str, names), key=lambda name: (name.startswith("new_"), _label(name, page).lower(), name)
    )


def _label(name: str, page: Page) -> str:
    if name.startswith("new_"):
        return page.word("new_partner").format(n=name.removeprefix("new_"))
    return page.group("partner", name)


def _write_beside(axes: Axes, place: float, text: str) -> None:
    axes.annotate(text, (_BESIDE, place), xycoords=("axes fraction", "data"), va="center", size=8)


def _finish(axes: Axes, names: list[str], page: Page, label: str) -> None:
    axes.set_yticks(range(len(names)), [_label(name, page) for name in names])
    axes.set_ylim(-0.7, len(names) - 0.3)
    axes.set_xlabel(page.word(label))
    name_ticks(axes, page)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: format_count(value, page.lang)))
    quiet_axes(axes, grid="x")
