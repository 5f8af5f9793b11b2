"""The table of hypotheses: what a line says, in both languages, and what it leaves out."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dianalysis.formats import Page
from dianalysis.paths import ProjectPaths
from dianalysis.results import make_results
from dianalysis.studies.notes import INDEPENDENT
from dianalysis.studies.plan import Plan, load_plan
from dianalysis.studies.plan_outcome import DECISIONS, REASONS, outcome_of_plan
from dianalysis.tables import table_hypotheses

ROW = {
    "measure": "net_improvement", "population": "complete", "contrast": "monitor_3-monitor_1",
    "term": "sign_test", "method": "test", "basis": "reconstructed", "estimate": 0.3, "conf_low": 0.2,
    "conf_high": 0.4, "conf_level": 0.95, "p_value": 0.004, "range_low": 0.25, "range_high": 0.31,
    "range_method": "draws",
}  # fmt: skip
SHAPE = {
    "measure": "symmetry", "population": "complete", "contrast": "monitor_3-monitor_1", "term": "bowker",
    "method": "test", "basis": "reconstructed", "p_value": 0.01, "note": INDEPENDENT,
}  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(ProjectPaths.find(Path(__file__).parent).plan)


def shown(plan: Plan, page: Page, records: list[dict[str, object]]) -> str:
    results = plan.declare(make_results(records, study="typology_change"))
    outcomes = outcome_of_plan(results, plan)
    names = {test.id: getattr(test, f"name_{page.lang}") for test in plan.tests}
    table = table_hypotheses(
        outcomes[outcomes["family"] == "change"],
        page=page,
        family="A <family>",
        tests=names,
        links={"typology_change": "typology_change.html"},
    )
    return str(table.as_raw_html())


def test_a_line_holds_question_test_effect_and_outcome(plan: Plan, page_en: Page, page_nl: Page) -> None:
    english, dutch = shown(plan, page_en, [ROW, SHAPE]), shown(plan, page_nl, [ROW, SHAPE])
    assert '<a href="typology_change.html">Did more companies move up than down?</a>' in english
    for text in ("exact sign test", "+0.30", "0.20–0.40", "0.25–0.31", ">0.05<", "0.008", "<b>supported</b>"):
        assert text in english
    for text in ("exacte tekentoets", "+0,30", "0,20–0,40", ">0,05<", "<b>ondersteund</b>", "reconstructie"):
        assert text in dutch
    assert "A &lt;family&gt;" in english


def test_an_outcome_on_a_p_value_alone_carries_the_sign_of_that_p_value(plan: Plan, page_en: Page) -> None:
    html = shown(plan, page_en, [ROW, SHAPE])
    assert "on the p-value alone‡" in html
    assert "interval beyond the smallest effect‡" not in html


def test_columns_without_anything_are_left_out_and_absent_rows_say_why(plan: Plan, page_en: Page) -> None:
    own: dict[str, object] = {**ROW, "basis": "data", "range_low": None, "range_high": None}
    html = shown(plan, page_en, [{**own, "range_method": None}])
    assert "Range" not in html
    assert "cannot be estimated with these data" in html
    assert "reconstruction" not in html


def test_every_decision_and_reason_has_its_words(page_en: Page, page_nl: Page) -> None:
    for page in (page_en, page_nl):
        words = [page.word(f"decision_{name}") for name in DECISIONS]
        words += [page.word(f"reason_{name}") for name in REASONS]
        assert pd.Series(words).is_unique
