"""The plan: strict reading, families, exploratory tests, and that it speaks of rows that exist."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
import yaml

from dianalysis.errors import ProjectError
from dianalysis.results import make_results
from dianalysis.studies.plan import Plan, load_plan, read_printed

PLAN_FOLDER = Path(__file__).parents[2] / "data" / "plan"
BASE = {"population": "complete", "method": "test", "basis": "data"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the plan that a test may spoil."""
    return Path(shutil.copytree(PLAN_FOLDER, tmp_path / "plan"))


def spoil(folder: Path, change: object) -> None:
    file = folder / "analysis_plan.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    change(content)  # type: ignore[operator]
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def test_the_plan_of_the_project_reads(plan: Plan) -> None:
    assert plan.facts.cut_off.isoformat() == "2016-07-10"
    assert {f.id for f in plan.families} == {h.family for h in plan.hypotheses}
    assert plan.printed["T6/a/monitor_1/n"] == "122"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: c.update(extra=1), "extra"),
        (lambda c: c["hypotheses"][0].update(colour="red"), "colour"),
        (lambda c: c["hypotheses"][0].pop("lesson"), "lesson"),
        (lambda c: c["hypotheses"][0].update(smallest_effect="big"), "smallest_effect"),
        (lambda c: c["hypotheses"][0].update(family="unknown_family"), "unknown_family"),
        (lambda c: c["families"][0].update(correction="bonferroni"), "bonferroni"),
        (lambda c: c["hypotheses"].append(c["hypotheses"][0]), "twice"),
        (lambda c: c.pop("families"), "families"),
        (lambda c: c["families"].append("text"), "named values"),
        (lambda c: c.update(lessons="text"), "list"),
        (lambda c: c["hypotheses"][0].update(test="unknown test"), "H-change-net names a test"),
        (lambda c: c["hypotheses"][0].update(lesson="L-none"), "H-change-net names a lesson"),
        (lambda c: c["hypotheses"][0].update(expects="lower"), "expects of H-change-net"),
        (lambda c: c["hypotheses"][0].update(direction="up"), "direction of H-change-net"),
        (lambda c: c["hypotheses"][0].update(measure="typology_mean"), "typology_mean has no entry"),
        (lambda c: c["hypotheses"][0].pop("smallest_effect"), "missing.*H-change-net"),
        (lambda c: c["hypotheses"][0].update(smallest_effect=0.1), "smallest_share.*H-change-net"),
        (lambda c: c["hypotheses"][2].update(smallest_effect=0.2), "different smallest effects"),
        (lambda c: c["hypotheses"][2].update(smallest_effect=0.0), "above no effect"),
        (lambda c: c["hypotheses"][4].update(smallest_effect=0.1), "shape has no unit"),
        (lambda c: c["hypotheses"].append({**c["hypotheses"][0], "id": "H-other"}), "row of results.*twice"),
        (lambda c: c["hypotheses"][0].update(study="outcomes"), "family change"),
        (
            lambda c: c["smallest_effects"].append({**c["smallest_effects"][0], "id": "again"}),
            "measure.*twice",
        ),
        (lambda c: c["smallest_effects"][0].update(scale="log"), "scale of share_difference"),
        (lambda c: c["smallest_effects"][0].update(measures=["net_improvement", 1]), "measures"),
        (lambda c: c["smallest_effects"][0].pop("reason_nl"), "reason_nl"),
    ],
)
def test_a_spoilt_plan_is_refused_with_the_key(folder: Path, change: object, words: str) -> None:
    spoil(folder, change)
    with pytest.raises(ProjectError, match=words):
        load_plan(folder)


def test_facts_of_another_type_are_refused(folder: Path) -> None:
    file = folder / "study.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("2016-07-10", "soon"), encoding="utf-8")
    with pytest.raises(ProjectError, match="cut_off"):
        load_plan(folder)


def test_rules_without_reason_and_absent_files_are_refused(folder: Path) -> None:
    with (folder / "identified.csv").open("a", encoding="utf-8") as stream:
        stream.write("typology_change,growth_n,,,,,,\n")
    with pytest.raises(ProjectError, match="reason"):
        load_plan(folder)
    (folder / "identified.csv").unlink()
    with pytest.raises(ProjectError, match="identified"):
        load_plan(folder)


def test_unreadable_yaml_names_the_file(folder: Path) -> None:
    (folder / "study.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"study\.yaml"):
        load_plan(folder)


def test_printed_figures_that_are_not_certain_have_no_text(tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(
        "table,row,column,stat,value,status,source_line,note\nT1,a,b,n,5,ok,1,\nT1,a,c,n,7,ambiguous,1,\n",
        encoding="utf-8",
    )
    assert read_printed(file) == {"T1/a/b/n": "5", "T1/a/c/n": ""}
    assert read_printed(tmp_path / "none.csv") == {}


def test_declared_tests_get_a_family_and_others_are_exploratory(plan: Plan) -> None:
    one = {**BASE, "measure": "net_improvement", "contrast": "monitor_3-monitor_1", "p_value": 0.01}
    table = make_results(
        [
            {**one, "term": "sign_test"},
            {**one, "term": "sign_flip", "p_value": 0.04},
            {**one, "term": "another", "note": "seen later"},
            {**BASE, "measure": "growth_mean", "estimate": 1},
        ],
        study="typology_change",
    )
    found = plan.declare(table)
    assert list(found["family"].fillna("")) == ["change", "change", "", ""]
    assert list(found["p_adjusted"].fillna(-1)) == [0.02, 0.04, -1, -1]
    assert list(found["note"].fillna("")) == ["", "", "seen later; exploratory", ""]


def test_a_declared_row_without_a_p_value_does_not_count_in_its_family(plan: Plan) -> None:
    one = {**BASE, "measure": "net_improvement", "contrast": "monitor_3-monitor_1"}
    table = make_results([{**one, "term": "sign_test", "p_value": 0.03}, {**one, "term": "sign_flip"}],
                         study="typology_change")  # fmt: skip
    found = plan.declare(table)
    assert found["p_adjusted"].iloc[0] == 0.03
    assert pd.isna(found["family"].iloc[1])
