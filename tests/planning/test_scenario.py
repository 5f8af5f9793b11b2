"""The scenario is read strictly: what is missing, unknown, repeated or impossible is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dianalysis.errors import DianalysisError, ParameterError, ProjectError
from dianalysis.paths import ProjectPaths
from dianalysis.planning import Scenario, read_scenario

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> ProjectPaths:
    """A project with the plan, facts and codebook only."""
    for name in ("plan", "codebook"):
        shutil.copytree(ROOT / "data" / name, tmp_path / "data" / name)
    (tmp_path / "data" / "published").mkdir()
    shutil.copy(ROOT / "data" / "published" / "facts.csv", tmp_path / "data" / "published")
    return ProjectPaths(tmp_path)


def change(project: ProjectPaths, old: str, new: str) -> None:
    file = project.plan / "phase_two.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_printed_facts_and_kinds_of_partners_come_along(scenario: Scenario) -> None:
    assert scenario.amount("design_phase_duration") == 24  # two years, in months
    assert 14 < scenario.months_between(*scenario.timeline.longest_facts) < 15
    assert scenario.scopes["vpb_emmen"] == "regional"
    assert scenario.budget.monitoring is None


@pytest.mark.parametrize(
    ("old", "new", "error", "said"),
    [
        ("  smallest: 10", "  smalest: 10", ProjectError, "lots.smal"),
        ("  smallest: 10 ", "  largest: 3\n  smallest: 10 ", ProjectError, "occurs twice"),
        ("  top: 6", "  top: six", ParameterError, "selection.top"),
        ("  target: 0.8", "  target: 80", ParameterError, "power.target"),
        ("  target: 0.8", "  target: nan", ParameterError, "power.target"),
        ("  primary: growth", "  primary: turnover", ParameterError, "power.primary"),
        ("  group_icc: 0.05", "  group_icc: 0.07", ParameterError, "power.group_icc"),
        ("  completion: ", "  completion: 1.2 ", ParameterError, "power.completion"),
        ("    grade: 0.25", "    grade: ", ParameterError, "power.effects.grade"),
        ("  firms: 510", "  firms: 51", ParameterError, "lots.firms"),
        ("  smallest: 10", "  smallest: 40", ParameterError, "lots.smallest"),
        (
            "[design_budget_diagnosis_and_advice,",
            "[design_budget_nothing,",
            ProjectError,
            "design_budget_nothing",
        ),
        ("recruited: 1,", "recruited: 0,", ParameterError, "selection.weights"),
        ("recruited: 1,", "recruit: 1,", ParameterError, "selection.weights"),
        ("    growth: 0.3", "    growth: -0.3", ParameterError, "power.other_effects"),
        ("power:\n", "powers:\n", ProjectError, "power"),
        ("  firms: [150,", "  firms: 150 # [", ParameterError, "power.firms"),
        ("    grade: 0.25", "    grade: &x 0.25", ProjectError, "anchor"),
    ],
)
def test_a_scenario_that_cannot_be_is_refused_and_the_place_named(
    project: ProjectPaths, old: str, new: str, error: type[DianalysisError], said: str
) -> None:
    change(project, old, new)
    with pytest.raises(error) as caught:
        read_scenario("phase_two", paths=project)
    assert said in str(caught.value) and "phase_two.yaml" in str(caught.value)


@pytest.mark.parametrize("name", ["nothing", "../phase_two", ""])
def test_a_scenario_that_is_not_there_is_an_error(project: ProjectPaths, name: str) -> None:
    with pytest.raises(ParameterError, match="phase_two"):
        read_scenario(name, paths=project)


def test_a_change_takes_the_place_of_a_value(project: ProjectPaths) -> None:
    told = "lots.firms=750; power.effects.growth=0.4;power.partners=[10, 20]"
    told += "; budget.monitoring=1000; timeline.usual="
    plain, changed = (read_scenario("phase_two", changes=text, paths=project) for text in ("", told))
    assert (changed.lots.firms, changed.power.effects["growth"]) == (750, 0.4)
    assert changed.power.partners == (10, 20) and changed.budget.monitoring == 1000
    assert changed.timeline == plain.timeline and changed.selection == plain.selection


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ("lots.firm=750", "no value"),
        ("lot.firms=750", "no key"),
        ("lots=750", "no value"),
        ("lots.firms", "has no ="),
        ("lots.firms=750; lots.firms=800", "twice"),
        ("power.firms=750", "a list between square brackets"),
        ("lots.firms=[750]", "one value"),
        ("lots.firms=many", "lots.firms"),
        ("lots.firms=-1", "lots.firms"),
        ("power.effects=1", "no value"),
        ("power.effects.growth.x=1", "no key"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_named(project: ProjectPaths, changes: str, said: str) -> None:
    with pytest.raises(ParameterError) as caught:
        read_scenario("phase_two", changes=changes, paths=project)
    assert said in str(caught.value)
