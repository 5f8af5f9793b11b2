"""The page of the analysis plan: outcomes, links, p-values outside it; with and without a reconstruction."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from toy_run import make_run

from dianalysis.formats import open_page
from dianalysis.paths import ProjectPaths
from dianalysis.publish import PlanContent
from dianalysis.publish.content import Chapter, list_chapters
from dianalysis.publish.plan_page import plan_page
from dianalysis.publish.words import word
from dianalysis.results import make_results
from dianalysis.runner import read_record
from dianalysis.studies.plan import Plan, load_plan

PATHS = ProjectPaths.find(Path(__file__).parent)
RESULT = {
    "measure": "net_improvement", "population": "complete", "contrast": "monitor_3-monitor_1",
    "term": "sign_test", "method": "test", "estimate": 0.3, "conf_low": 0.2, "conf_high": 0.4,
    "conf_level": 0.95, "p_value": 0.004,
}  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The family on change only, as if the toy notebook were its chapter."""
    whole = load_plan(PATHS.plan)
    kept = tuple(replace(item, study="change") for item in whole.hypotheses if item.family == "change")
    families = tuple(family for family in whole.families if family.id == "change")
    return replace(whole, families=families, hypotheses=kept)


@pytest.fixture(scope="module")
def chapters(tmp_path_factory: pytest.TempPathFactory) -> list[Chapter]:
    run = make_run(tmp_path_factory.mktemp("plan"))
    return list_chapters(run.catalogue, read_record(run.paths.record), pages=["change"], lang="en")


def page_of(plan: Plan, chapters: list[Chapter], *, basis: str = "data", lang: str = "en") -> str:
    results = results_of(plan, basis)
    content = PlanContent(plan, open_page(lang, paths=PATHS))
    return plan_page(results, content, chapters, basis=basis, lang=lang)


def results_of(plan: Plan, basis: str) -> pd.DataFrame:
    records = [RESULT, {**RESULT, "term": "seen_later"}, {**RESULT, "contrast": "seen later still"}]
    return plan.declare(make_results([{**one, "basis": basis} for one in records], study="change"))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_page_has_the_rule_the_families_and_an_outcome_for_each_hypothesis(
    plan: Plan, chapters: list[Chapter], lang: str
) -> None:
    page = page_of(plan, chapters, lang=lang)
    side = f"_{lang}"
    assert page.startswith(f"# {word('analysis_plan', lang)}\n")
    assert word("plan_known", lang) in page
    assert f"## {getattr(plan.families[0], 'description' + side)}" in page
    for item in plan.hypotheses:
        assert f'<a href="change.html">{getattr(item, "question" + side)}</a>' in page
    assert "{" not in re.sub(r"```\{raw\} html.*?```", "", page, flags=re.DOTALL), "a place left unfilled"


def test_overview_counts_what_the_tables_say(plan: Plan, chapters: list[Chapter]) -> None:
    page = page_of(plan, chapters)
    assert "| Family | hypotheses | supported | no result |" in page
    assert f"| {plan.families[0].description_en} | {len(plan.hypotheses)} | 1 | 5 |" in page
    assert page.count("<b>supported</b>") == 1


def test_p_values_outside_the_plan_are_counted_by_chapter(plan: Plan, chapters: list[Chapter]) -> None:
    page = page_of(plan, chapters)
    listed = page.partition("## Exploratory p-values")[2]
    assert "run: 2." in listed
    assert "| [Question on change](change.ipynb) | Net improvement" in listed
    results = results_of(plan, "data")
    content = PlanContent(plan, open_page("en", paths=PATHS))
    clean = plan_page(results[results["family"].notna()], content, chapters, basis="data", lang="en")
    assert word("plan_exploratory_none", "en") in clean


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_own_data_are_not_told_about_the_reconstruction(
    plan: Plan, chapters: list[Chapter], lang: str
) -> None:
    own, demo = (page_of(plan, chapters, basis=basis, lang=lang) for basis in ("data", "reconstructed"))
    assert not re.search("reconstr|trekking|draw", own, re.IGNORECASE)
    assert word("plan_rule_range", lang) in demo
    assert word("plan_known_own", lang) in own
    assert word("plan_known_own", lang) not in demo


def test_smallest_effects_stand_with_unit_and_reason(plan: Plan, chapters: list[Chapter]) -> None:
    page = page_of(plan, chapters)
    listed = page.partition("## The smallest effects")[2].partition("\n## ")[0]
    measures = {item.measure for item in plan.hypotheses}
    assert listed.count("\n| ") == len(measures) + 2
    for entry in plan.smallest_effects:
        if measures & set(entry.measures):
            assert f"| {entry.unit_en} | {entry.reason_en} |" in listed
    assert f"{plan.facts.smallest_share:.2f} | difference of two shares" in page


def test_without_a_plan_the_page_says_so(chapters: list[Chapter]) -> None:
    page = plan_page(make_results([], study="x"), None, chapters, basis="data", lang="en")
    assert "not given" in page
