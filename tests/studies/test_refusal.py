"""The comparison of the self-employed with companies: refused with the numbers at hand."""

from __future__ import annotations

import pytest
from chapter_data import ChapterPanel, chapter_panel

from dianalysis.errors import ParameterError
from dianalysis.studies import self_employed
from dianalysis.studies.plan import Plan
from dianalysis.studies.self_employed.refusal import ComparisonRefused


@pytest.fixture(scope="module")
def panel() -> ChapterPanel:
    return chapter_panel()


def test_what_a_page_tells_is_what_the_study_raises(panel: ChapterPanel, plan: Plan) -> None:
    told = self_employed.refuse_comparison(panel, "complete")
    with pytest.raises(ComparisonRefused) as raised:
        self_employed.estimate(panel, plan, compare_with="complete")
    assert str(told) == str(raised.value)
    assert vars(told) == vars(raised.value)
    assert told.people == len(panel.self_employed) and told.partners == 2
    assert told.companies == int(panel.companies["complete"].sum())


def test_an_unknown_population_is_an_error_of_its_own(panel: ChapterPanel) -> None:
    with pytest.raises(ParameterError, match="no such population"):
        self_employed.refuse_comparison(panel, "everyone")


def test_totals_have_no_interval(panel: ChapterPanel, plan: Plan) -> None:
    found = self_employed.estimate(panel, plan)
    wholes = found[(found["term"] == "totaal") & found["measure"].str.endswith("_share")]
    assert len(wholes) >= 4 and wholes["conf_low"].isna().all() and (wholes["estimate"] == 1).all()
