"""Tables, figures and sentences on interviews: what they show, hide, and say when there is nothing."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from synthetic import make_panel
from talks import corpus

from dianalysis import figures, sentences, tables
from dianalysis.disclosure import release
from dianalysis.formats import Page, open_page
from dianalysis.interviews.coding import no_interviews
from dianalysis.paths import ProjectPaths
from dianalysis.results import empty_results
from dianalysis.studies import interviews
from dianalysis.studies.plan import load_plan

ROOT = ProjectPaths(Path(__file__).parents[3])
TABLES = {
    "codes": tables.table_codes,
    "agreement": tables.table_agreement,
    "pairs": tables.table_code_pairs,
    "valences": tables.table_valences,
    "joint": tables.table_joint,
    "role": lambda results, page: tables.table_code_groups(results, "role", page=page),
    "round": lambda results, page: tables.table_code_groups(results, "round", page=page),
}
FIGURES = (
    figures.plot_agreement, figures.plot_code_heat, figures.plot_code_pairs, figures.plot_code_robustness,
    figures.plot_joint, figures.plot_saturation, figures.plot_valences,
)  # fmt: skip
SENTENCES = (
    sentences.describe_agreement, sentences.describe_code_pairs, sentences.describe_codes,
    sentences.describe_joint, sentences.describe_saturation, sentences.describe_valences,
)  # fmt: skip


def made(basis: str, profile: str) -> pd.DataFrame:
    panel = make_panel(basis="data") if basis == "data" else make_panel(basis="reconstructed", n_draws=2)
    plan = load_plan(ROOT.plan, printed={})
    return release(interviews.estimate(corpus(basis), panel, plan, n_resamples=60), profile=profile)


@pytest.fixture(scope="module")
def results() -> pd.DataFrame:
    return made("published", "report")


@pytest.fixture(scope="module")
def own() -> pd.DataFrame:
    return made("data", "standard")


@pytest.fixture(params=["nl", "en"])
def page(request: pytest.FixtureRequest) -> Page:
    return open_page(request.param, paths=ROOT)


@pytest.fixture
def english() -> Page:
    return open_page("en", paths=ROOT)


def test_every_face_speaks_both_languages(results: pd.DataFrame, page: Page) -> None:
    for make in TABLES.values():
        assert make(results, page=page).as_raw_html()
    for plot in FIGURES:
        assert repr(plot(results, page=page))
    for describe in SENTENCES:
        assert len(describe(results, page=page)) > 40


def test_nothing_to_show_is_said(page: Page) -> None:
    empty = empty_results()
    for make in TABLES.values():
        assert page.word("nothing") in make(empty, page=page).as_raw_html()
    for plot in FIGURES:
        assert plot(empty, page=page).axes[0].texts[0].get_text().replace("\n", " ") == page.word("nothing")
    for describe in SENTENCES:
        assert describe(empty, page=page) == page.word("no_finding")
    said = sentences.describe_interviews(no_interviews(), profile="standard", page=page)
    assert said == page.word("no_interviews")


def test_small_numbers_of_own_interviews_are_hidden_everywhere(own: pd.DataFrame, english: Page) -> None:
    html = tables.table_codes(own, page=english).as_raw_html()
    assert english.word("suppressed") in html and ">6<" not in html
    for make in TABLES.values():
        assert make(own, page=english).as_raw_html()
    for plot in FIGURES:
        assert repr(plot(own, page=english))
    for describe in SENTENCES:
        assert describe(own, page=english)


def test_the_table_of_codes_gives_the_claim_and_the_counts(results: pd.DataFrame, english: Page) -> None:
    html = tables.table_codes(results, page=english).as_raw_html()
    claims = english.codebook.tables["coding_frame"].set_index("code")["claim_en"]
    assert claims["pace"] in html and ">18<" in html and "25.0%" in html


def test_codes_that_went_are_told_below_the_agreement(results: pd.DataFrame, english: Page) -> None:
    html = tables.table_agreement(results, page=english).as_raw_html()
    frame = english.codebook.tables["coding_frame"]
    for code in frame.loc[frame["status"] != "active", "code"]:
        assert english.term("code", str(code)) in html
    assert "17 / 0 / 0" not in html and "5 / 1 / 0" in html


def test_sentences_carry_the_numbers_of_the_rows(results: pd.DataFrame, english: Page) -> None:
    assert "“Pace”, 25.0%" in sentences.describe_codes(results, page=english)
    valences = sentences.describe_valences(results, page=english)
    assert "Of the 24 codes given 17 (70.8%) support" in valences and "“Money” (0 of 6)" in valences
    assert "below the limit is 0 of 2" in sentences.describe_agreement(results, page=english)
    joint = sentences.describe_joint(results, page=english)
    assert "over 18 partners" in joint and "chance alone would give about" in joint


def test_the_page_says_what_it_is_about_and_that_nothing_is_quoted(english: Page) -> None:
    said = sentences.describe_interviews(corpus(), profile="report", page=english)
    assert "72 segments from 36 pieces at 18 partners" in said and "nothing is quoted" in said
    own_said = sentences.describe_interviews(corpus("data"), profile="standard", page=english)
    assert "The text itself was not read" in own_said
