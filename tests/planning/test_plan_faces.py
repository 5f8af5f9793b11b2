"""Tables, figures and sentences of the plan: both languages, hidden numbers hidden, clashes told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from synthetic import SyntheticPanel

from dianalysis import figures, planning, sentences, tables
from dianalysis.disclosure import release
from dianalysis.formats import Page, open_page
from dianalysis.paths import ProjectPaths
from dianalysis.planning import Scenario
from dianalysis.planning.budget import OTHER
from dianalysis.studies.plan import Plan

PLOTS = ("plot_power", "plot_lots", "plot_ranks", "plot_done")
TABLES = (
    "table_design_inputs", "table_detectable", "table_false_positive", "table_lot_spread", "table_budget",
    "table_criteria", "table_places", "table_scenario", "table_power_sensitivity", "table_lot_limits",
)  # fmt: skip
SENTENCES = tuple(
    f"describe_{name}"
    for name in (
        "power",
        "verdict",
        "detectable",
        "lots",
        "binding",
        "goal",
        "budget",
        "ranks",
        "without",
        "done",
        "calibration",
    )
)


@pytest.fixture(params=["nl", "en"])
def page(request: pytest.FixtureRequest) -> Page:
    return open_page(request.param, paths=ProjectPaths(Path(__file__).parents[2]))


@pytest.fixture(autouse=True)
def close() -> object:
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def clashing(panel: SyntheticPanel, plan: Plan, scenario: Scenario) -> pd.DataFrame:
    tight = replace(scenario, lots=replace(scenario.lots, largest=12, partners_most=20))
    return release(planning.estimate(panel, plan, tight, n_resamples=0), profile="standard")


@pytest.mark.parametrize("name", PLOTS)
def test_figures_are_drawn_with_title_and_caption(name: str, released: pd.DataFrame, page: Page) -> None:
    figure = getattr(figures, name)(released, page=page)
    told = repr(figure)
    assert len(told) > 60 and "{" not in told


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_made_without_a_missing_word(name: str, released: pd.DataFrame, page: Page) -> None:
    html = getattr(tables, name)(released, page=page).as_raw_html()
    cells = re.findall(r">([^<>]+)<", html.split("</style>")[-1])
    assert len(cells) > 4 and not [text for text in cells if re.search(r"\bnan\b|\{", text)]


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences_speak(name: str, released: pd.DataFrame, page: Page) -> None:
    told = getattr(sentences, name)(released, page=page)
    assert told.endswith(".") and "{" not in told and "nan" not in told.split()
    assert told != page.word("no_finding")


@pytest.mark.parametrize("name", (*PLOTS, *TABLES, *SENTENCES))
def test_nothing_to_show_is_a_valid_page(name: str, released: pd.DataFrame, page: Page) -> None:
    nothing = released[released["measure"] == "population_n"]
    face: Callable[..., object] = getattr(
        next(m for m in (figures, tables, sentences) if hasattr(m, name)), name
    )
    assert face(nothing, page=page) is not None


def test_hidden_partners_stay_hidden(results: pd.DataFrame, released: pd.DataFrame, page: Page) -> None:
    small = results[(results["measure"] == "delivered") & (results["n"] < 10)]["group_level"]
    assert len(small)
    rows = released[released["group_level"].isin(list(small)) & (released["group_name"] == "partner")]
    assert rows["estimate"].isna().all() and rows["conf_low"].isna().all()
    html = tables.table_criteria(released, page=page).as_raw_html()
    assert page.word("note_hidden") in html


def test_limits_that_clash_are_told_in_words(clashing: pd.DataFrame, page: Page) -> None:
    told = sentences.describe_lots(clashing, page=page)
    assert page.word("conflict_largest") in told and page.word("conflict_firms") in told
    assert page.word("lot_no_answer") in tables.table_lot_spread(clashing, page=page).as_raw_html()
    assert page.word("title_lots") in repr(figures.plot_lots(clashing, page=page))


def test_what_is_open_is_said_to_be_open(released: pd.DataFrame, page: Page) -> None:
    html = tables.table_budget(released, page=page).as_raw_html()
    assert (
        html.count(f">{page.word('budget_unknown')}<") == len(OTHER)
        and page.word("note_budget_unknown") in html
    )
    assert page.word("budget_monitoring").lower() in sentences.describe_budget(released, page=page)


def test_partners_stand_in_alphabetical_order(released: pd.DataFrame, page: Page) -> None:
    axes = figures.plot_ranks(released, page=page).axes[0]
    labels = [label.get_text() for label in axes.get_yticklabels()][::-1]
    assert labels == sorted(labels, key=str.lower)
