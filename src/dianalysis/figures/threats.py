"""What it would take to undo the growth: one threat at rising strength, all threats at their strongest."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dianalysis.figures.captions import write_caption
from dianalysis.figures.marks import draw_estimate
from dianalysis.figures.theme import (
    BLUE,
    GREY,
    ORANGE,
    close_figure,
    empty_figure,
    name_ticks,
    open_figure,
    quiet_axes,
)
from dianalysis.formats import Page, format_count, require_measures, say_state, select_rows, write_value

# threat -> beginnings of the terms it is drawn from, with a colour each
_DRAWN: dict[str, tuple[tuple[str, str], ...]] = {
    "start_error": (("main", BLUE), ("start_error_", BLUE)),
    "ends": (("floor_", BLUE), ("ceiling_", ORANGE)),
    "completion": (("completion_", BLUE),),
    "spontaneous": (("main", BLUE), ("spontaneous_", BLUE)),
}
_IN_HUNDREDTHS = ("start_error", "spontaneous")
# strongest form of each threat, from top to bottom
STRONGEST = (
    "regression_0", "floor_1", "start_error_100", "without_partner_lowest", "completion_6", "spontaneous_100",
)  # fmt: skip
# strongest form -> measure and term of the row that says where the threat tips
_TIPS = {
    "regression_0": ("tipping_reliability", "low_starters"), "floor_1": ("tipping_steps", "floor"),
    "start_error_100": ("tipping_share", "start_error"), "completion_6": ("tipping_steps", "completion"),
    "spontaneous_100": ("tipping_steps", "spontaneous_interval"),
}  # fmt: skip
_WRAP_LABEL = 32
_WRAP_TIP = 20
_PLACES_INCHES = 0.62


def plot_tipping(results: pd.DataFrame, threat: str, *, page: Page, title: str = "") -> Figure:
    """Draw what is left of mean growth as one threat grows stronger.

    Parameters
    ----------
    results
        Released results of typology_change, or of data_quality for `completion`.
    threat
        `start_error`, `ends`, `completion` or `spontaneous`.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word(f"title_tipping_{threat}")
    require_measures(results, ("growth_left",), page)
    rows = select_rows(results, ("growth_left", "growth_mean"), contrast="sensitivity")
    rows = rows[rows["term"].str.startswith(tuple(start for start, _ in _DRAWN[threat]))]
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    figure, [axes] = open_figure(2.3)
    for start, colour in _DRAWN[threat]:
        label = page.word(f"tipping_{start.strip('_')}") if threat == "ends" else ""
        _draw_series(axes, rows[rows["term"].str.startswith(start)], threat, colour, label)
    axes.axhline(0, color=GREY, linewidth=1.2)
    axes.set_ylabel(textwrap.fill(page.word("growth_left_axis"), 22))
    axes.set_xlabel(page.word(f"tipping_axis_{threat}"))
    name_ticks(axes, page, axis="y", most=6)
    if threat in _IN_HUNDREDTHS:
        name_ticks(axes, page, percent=threat == "start_error")
    else:
        whole = sorted({round(_strength(str(term), threat)) for term in rows["term"]})
        axes.set_xticks(whole, [format_count(number, page.lang) for number in whole])
    if threat == "ends":
        axes.legend(loc="lower left")
    quiet_axes(axes, grid="y")
    caption = write_caption(_count_population(rows, results), page, intervals=True)
    return close_figure(figure, title=title, caption=caption)


def _count_population(rows: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Give rows the number of their population: their own is that of the companies a threat is about.

    Rows of another population than that of the page stay out of the caption; their label says so.
    """
    sizes = select_rows(results, "population_n", group="", contrast=None).set_index("population")["estimate"]
    rows = rows[rows["population"].isin(sizes.index)] if len(sizes) else rows
    return rows.assign(n=rows["population"].map(sizes[~sizes.index.duplicated()]))


def _draw_series(axes: Axes, rows: pd.DataFrame, threat: str, colour: str, label: str) -> None:
    for _, row in rows[rows["estimate"].notna()].iterrows():
        place = _strength(str(row["term"]), threat)
        if pd.notna(row["conf_low"]) and pd.notna(row["conf_high"]):
            axes.plot([place, place], [row["conf_low"], row["conf_high"]], color=colour, linewidth=2)
        axes.plot(place, row["estimate"], marker="o", markersize=5.5, color=colour, zorder=3)
    if label:
        axes.plot([], [], marker="o", color=colour, label=label)


def _strength(term: str, threat: str) -> float:
    if term == "main":
        return 0.0
    number = float(term.rsplit("_", maxsplit=1)[1])
    if threat == "ends":
        return number + (-0.06 if term.startswith("floor") else 0.06)
    return number / 100 if threat in _IN_HUNDREDTHS else number


def plot_threats(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw what is left of mean growth under the strongest form of every threat, beside what was found.

    Parameters
    ----------
    results
        Released results of typology_change.
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Figure with a row per threat; a threat that cannot occur in these data has no row.
    """
    title = title or page.word("title_threats")
    require_measures(results, ("growth_left",), page)
    rows = select_rows(results, ("growth_left", "growth_mean"), contrast="sensitivity")
    shown = [term for term in STRONGEST if (rows["term"] == term).any()]
    rows = rows[rows["term"].isin([*shown, "main", "regression_100"])]
    left = rows[rows["term"].isin(shown)]
    if message := say_state(left, page):
        return empty_figure(message, title=title, caption=write_caption(left, page))
    figure, [axes] = open_figure(0.5 + _PLACES_INCHES * len(shown))
    for place, term in enumerate(shown[::-1]):
        found = rows[rows["term"] == ("regression_100" if term == "regression_0" else "main")]
        row = rows[rows["term"] == term].iloc[0]
        _draw_arrow(axes, place, found, row)
        draw_estimate(axes, place, row, page, colour=BLUE)
    axes.axvline(0, color=ORANGE, linewidth=1.4, zorder=1)
    _name_rows(axes, page, shown[::-1])
    _name_tips(axes, page, shown[::-1], results)
    axes.set_xlabel(page.word("growth_left_axis"))
    name_ticks(axes, page, most=6)
    quiet_axes(axes, grid="x")
    caption = write_caption(_count_population(left, results), page, intervals=True, draws=True)
    return close_figure(figure, title=title, caption=f"{page.word('note_threats')} {caption}")


def _draw_arrow(axes: Axes, place: float, found: pd.DataFrame, row: pd.Series) -> None:
    """An open dot where growth was found and a thin line to what is left of it."""
    if found.empty or pd.isna(found["estimate"].iloc[0]) or pd.isna(row["estimate"]):
        return
    start = float(found["estimate"].iloc[0])
    axes.plot([start, row["estimate"]], [place, place], color=GREY, linewidth=0.9, linestyle=":", zorder=1)
    axes.plot(start, place, marker="o", markersize=5, color="white", markeredgecolor=GREY, zorder=2)


def _name_rows(axes: Axes, page: Page, terms: Sequence[str]) -> None:
    names = [textwrap.fill(page.term("growth_left", term), _WRAP_LABEL) for term in terms]
    axes.set_yticks(range(len(terms)), names)
    axes.set_ylim(-0.6, len(terms) - 0.4)


def _name_tips(axes: Axes, page: Page, terms: Sequence[str], results: pd.DataFrame) -> None:
    """Write to the right of every threat how strong it must be to leave nothing."""
    for place, term in enumerate(terms):
        if term not in _TIPS:
            _write_tip(axes, place, page.word("tip_no_partner"))
            continue
        measure, name = _TIPS[term]
        tips = select_rows(results, measure, terms=(name,))
        if len(tips):
            text = page.word("tip_never" if name == "low_starters" else "tip_not_here")
            if pd.notna(tips["estimate"].iloc[0]):
                text = page.word(f"tip_{name}").format(value=write_value(tips.iloc[0], page))
            if measure == "tipping_steps" and abs(tips["estimate"].fillna(0).iloc[0]) > page.scale_steps():
                text = page.word("tip_beyond")
            _write_tip(axes, place, text)
    axes.text(1.02, len(terms) - 0.45, page.word("tip_head"), va="bottom",
              transform=axes.get_yaxis_transform(), size=8, weight="bold")  # fmt: skip


def _write_tip(axes: Axes, place: float, text: str) -> None:
    axes.text(1.02, place, textwrap.fill(text, _WRAP_TIP), transform=axes.get_yaxis_transform(), va="center",
              size=8)  # fmt: skip


def plot_halo(results: pd.DataFrame, *, page: Page, title: str = "") -> Figure:
    """Draw how the grade goes with each outcome, plain and without the general impression.

    Parameters
    ----------
    results
        Released results of satisfaction.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_halo")
    require_measures(results, ("halo_association", "halo_partial"), page)
    rows = select_rows(results, ("halo_association", "halo_partial"), contrast="within_partner")
    rows = rows[rows["term"].str.startswith("outcome_")]
    if message := say_state(rows, page):
        return empty_figure(message, title=title, caption=write_caption(rows, page))
    terms = list(dict.fromkeys(rows["term"]))[::-1]
    figure, [axes] = open_figure(0.9 + 0.42 * len(terms))
    for measure, colour, shift in (("halo_association", BLUE, 0.17), ("halo_partial", ORANGE, -0.17)):
        for _, row in rows[rows["measure"] == measure].iterrows():
            draw_estimate(axes, terms.index(row["term"]) + shift, row, page, colour=colour)
        axes.plot([], [], marker="o", color=colour, label=page.word(measure))
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_yticks(range(len(terms)), [page.term("halo_association", str(term)) for term in terms])
    axes.set_xlabel(page.word("tau_axis"))
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=2)
    name_ticks(axes, page)
    quiet_axes(axes, grid="x")
    return close_figure(figure, title=title, caption=write_caption(rows, page, intervals=True, draws=True))
