"""Figures of threats draw every released row where it stands, and say in words what cannot be drawn."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from toy_results import estimate, row

from dianalysis import figures
from dianalysis.disclosure import release
from dianalysis.errors import ParameterError
from dianalysis.results import make_results

SENSITIVE = {"wave": "change", "contrast": "sensitivity"}
LEFT = {
    "main": 1.2, "regression_100": 1.4, "regression_0": 0.6, "floor_1": 1.1, "floor_2": 1.0,
    "ceiling_1": 1.25, "ceiling_2": 1.3, "start_error_50": 0.7, "start_error_100": 0.2,
    "without_partner_lowest": 1.05, "completion_0": 1.15, "completion_6": 0.9,
    "spontaneous_50": 0.65, "spontaneous_100": 0.15,
}  # fmt: skip


def results(basis: str = "reconstructed", n: int = 200) -> pd.DataFrame:
    rows = []
    for term, value in LEFT.items():
        measure = "growth_mean" if term.startswith(("main", "start_error")) else "growth_left"
        rows.append(estimate(measure, value, value - 0.2, value + 0.2, term=term, n=n, **SENSITIVE))
    rows += [
        row("tipping_steps", 45.8, term="floor", wave="change", n=n),
        row("tipping_reliability", None, term="low_starters", wave="change", n=n),
    ]
    for measure in ("halo_association", "halo_partial"):
        rows.append(estimate(measure, 0.3, 0.1, 0.5, term="outcome_beleid", n=n, wave="monitor_3",
                             contrast="within_partner"))  # fmt: skip
    return make_results([{**record, "basis": basis} for record in rows], study="typology_change")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def dots(figure) -> list[tuple[float, float]]:
    lines = figure.axes[0].get_lines()
    return [
        (round(float(line.get_xdata()[0]), 2), round(float(line.get_ydata()[0]), 2))
        for line in lines
        if line.get_marker() == "o" and len(line.get_xdata()) == 1
    ]


def words(figure) -> str:
    return " ".join(text.get_text().replace("\n", " ") for text in figure.axes[0].texts)


@pytest.mark.parametrize(
    ("threat", "expected"),
    [
        ("start_error", [(0.0, 1.2), (0.5, 0.7), (1.0, 0.2)]),
        ("ends", [(0.94, 1.1), (1.94, 1.0), (1.06, 1.25), (2.06, 1.3)]),
        ("completion", [(0.0, 1.15), (6.0, 0.9)]),
        ("spontaneous", [(0.0, 1.2), (0.5, 0.65), (1.0, 0.15)]),
    ],
)
def test_every_strength_stands_where_it_belongs(threat, expected, page_en):
    assert dots(figures.plot_tipping(results(), threat, page=page_en)) == expected


def test_the_summary_has_a_row_per_threat_with_its_tip(page_en, page_nl):
    near = results()
    near.loc[near["measure"] == "tipping_steps", "estimate"] = 4.58
    for page in (page_en, page_nl):
        figure = figures.plot_threats(near, page=page)
        assert len(figure.axes[0].get_yticks()) == 6
        assert page.word("tip_head") in words(figure) and page.word("tip_never") in words(figure)
        assert "4.58" in words(figure).replace(",", ".") and page.word("tip_no_partner") in words(figure)
        assert page.word("tip_beyond") not in words(figure)


def test_a_tip_beyond_the_scale_is_said_in_words(page_en):
    shown = words(figures.plot_threats(results(), page=page_en))
    assert page_en.word("tip_beyond") in shown and "45.8" not in shown


def test_the_caption_counts_the_population_and_not_whom_a_threat_is_about(page_en):
    table = results(n=12)
    whole = make_results([row("population_n", 200, n=200)], study="typology_change")
    for threat in ("ends", "spontaneous"):
        figure = figures.plot_tipping(pd.concat([table, whole]), threat, page=page_en)
        assert "n = 200" in repr(figure) and "n = 12" not in repr(figure)


def test_a_threat_that_cannot_occur_has_no_row(page_en):
    table = results()
    figure = figures.plot_threats(table[table["term"] != "without_partner_lowest"], page=page_en)
    assert len(figure.axes[0].get_yticks()) == 5


def test_the_halo_has_two_dots_per_outcome(page_en):
    assert len(dots(figures.plot_halo(results(), page=page_en))) == 2


def test_hidden_rows_are_said_and_not_drawn(page_en):
    hidden = release(results("data", n=3), profile="strict")
    for figure in (
        figures.plot_tipping(hidden, "ends", page=page_en), figures.plot_threats(hidden, page=page_en),
        figures.plot_halo(hidden, page=page_en),
    ):  # fmt: skip
        assert dots(figure) == [] and words(figure)


def test_results_of_another_study_are_refused(page_en):
    other = make_results([row("grade_mean", 7.7, n=200)], study="actions")
    with pytest.raises(ParameterError):
        figures.plot_threats(other, page=page_en)
