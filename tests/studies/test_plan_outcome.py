"""Outcomes of hypotheses: the rule, case by case; and every p-value of the demo is declared or marked."""

from __future__ import annotations

import inspect
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pandas as pd
import pytest

from dianalysis import studies
from dianalysis.codebook import load_codebook
from dianalysis.disclosure import release
from dianalysis.monitor.derive import derive_columns, derive_self_employed_columns
from dianalysis.pipeline.interviews import open_interviews
from dianalysis.results import bind_results, make_results
from dianalysis.studies import partner_profile
from dianalysis.studies.hypotheses import KEYS
from dianalysis.studies.plan import Plan
from dianalysis.studies.plan_outcome import (
    DECISIONS,
    REASONS,
    Evidence,
    decide,
    exploratory_tests,
    gather,
    outcome_of_plan,
)

DATA = Path(__file__).parents[2] / "data"
NONE = math.nan
ROW = {
    "measure": "net_improvement", "population": "complete", "contrast": "monitor_3-monitor_1",
    "term": "sign_test", "method": "test", "basis": "data", "estimate": 0.3, "conf_low": 0.2,
    "conf_high": 0.4, "conf_level": 0.95, "p_value": 0.001,
}  # fmt: skip


def evidence(low: float, high: float, p: float, *, smallest: float = 0.1) -> Evidence:
    return Evidence(low, high, low, high, p, smallest)


@pytest.mark.parametrize(
    ("found", "either", "decision", "reason"),
    [
        (evidence(0.1, 0.3, 0.01), False, "supported", "interval"),
        (evidence(-0.3, -0.11, 0.01), False, "contradicted", "opposite"),
        (evidence(-0.3, -0.11, 0.01), True, "supported", "interval"),
        (evidence(-0.09, 0.09, 0.8), False, "within", "inside"),
        (evidence(0.01, 0.09, 0.01), False, "within", "inside"),
        (evidence(0.01, 0.3, 0.01), False, "undecided", "size_open"),
        (evidence(-0.3, -0.01, 0.01), False, "undecided", "size_open"),
        (evidence(-0.01, 0.3, 0.01), False, "undecided", "not_shown"),
        (evidence(0.2, 0.3, 0.05), False, "undecided", "not_shown"),
        (evidence(0.2, 0.3, NONE), False, "supported", "interval"),
        (evidence(0.01, 0.3, NONE), False, "undecided", "not_shown"),
        (Evidence(NONE, NONE, 0.1, 0.2, 0.01, 0.1), False, "supported", "estimate"),
        (Evidence(NONE, NONE, 0.05, 0.2, 0.01, 0.1), False, "undecided", "size_open"),
        (Evidence(NONE, NONE, 0.2, 0.2, 0.2, 0.1), False, "undecided", "not_shown"),
        (Evidence(NONE, NONE, 0.01, 0.01, 0.9, 0.1), False, "undecided", "not_shown"),
        (Evidence(NONE, NONE, NONE, NONE, 0.01, NONE), False, "supported", "test"),
        (Evidence(NONE, NONE, NONE, NONE, 0.4, NONE), False, "undecided", "not_shown"),
    ],
)
def test_the_rule(found: Evidence, *, either: bool, decision: str, reason: str) -> None:
    assert decide(found, alpha=0.05, either=either) == (decision, reason)
    assert decision in DECISIONS
    assert reason in REASONS


def test_what_print_leaves_open_widens_the_interval(plan: Plan) -> None:
    item = next(item for item in plan.hypotheses if item.id == "H-change-net")
    row = pd.Series({**ROW, "range_low": 0.25, "range_high": 0.5, "p_adjusted": 0.002})
    found = gather(row, item, plan)
    assert [found.low, found.high] == pytest.approx([0.15, 0.6])
    assert (found.least, found.most, found.p_adjusted) == (0.25, 0.5, 0.002)
    bare = gather(row.drop("range_low").reindex(row.index), item, plan)
    assert [bare.low, bare.least] == pytest.approx([0.2, 0.3])


def test_a_ratio_is_judged_by_its_logarithm(plan: Plan) -> None:
    item = next(item for item in plan.hypotheses if item.id == "H-change-net")
    entries = tuple(
        replace(entry, scale="ratio") if item.measure in entry.measures else entry
        for entry in plan.smallest_effects
    )
    row = pd.Series({**ROW, "estimate": 0.5, "conf_low": 0.0, "conf_high": 0.6, "p_adjusted": 0.01})
    row = row.reindex([*row.index, "range_low", "range_high"])
    found = gather(row, replace(item, smallest_effect=1.5), replace(plan, smallest_effects=entries))
    assert found.low == -math.inf
    assert found.high == pytest.approx(math.log(0.6))
    assert decide(found, alpha=0.05, either=False) == ("contradicted", "opposite")


def test_every_hypothesis_has_an_outcome_or_the_reason_why_not(plan: Plan) -> None:
    results = plan.declare(make_results([ROW, {**ROW, "term": "other"}], study="typology_change"))
    outcomes = outcome_of_plan(results, plan).set_index("id")
    assert list(outcomes.index) == [item.id for item in plan.hypotheses]
    first = outcomes.loc["H-change-net"]
    assert (first["estimate"], first["decision"], first["reason"]) == (0.3, "supported", "interval")
    assert outcomes.loc["H-change-net-partners", "reason"] == "not_estimable"
    assert outcomes.loc["H-outcomes-friedman", "reason"] == "not_in_run"
    assert (outcomes["decision"] == "no_result").sum() == len(outcomes) - 1
    assert exploratory_tests(results).to_dict("records") == [
        {"study": "typology_change", "measure": "net_improvement", "number": 1}
    ]


def test_a_row_of_one_partner_is_not_the_answer(plan: Plan) -> None:
    one = {**ROW, "group_name": "partner", "group_level": "awvn"}
    results = plan.declare(make_results([one], study="typology_change"))
    assert set(outcome_of_plan(results, plan)["decision"]) == {"no_result"}


def test_a_hidden_result_gives_no_outcome(plan: Plan) -> None:
    results = plan.declare(make_results([{**ROW, "n": 3}], study="typology_change"))
    hidden = outcome_of_plan(release(results, profile="standard"), plan).set_index("id")
    assert hidden.loc["H-change-net", "reason"] == "hidden"


@dataclass(frozen=True)
class OneDraw:
    """The first draw of the demo, as if it were own data: which rows there are does not hang on the draws."""

    companies: pd.DataFrame
    self_employed: pd.DataFrame
    missing_reasons: pd.DataFrame
    draws: tuple[pd.DataFrame, ...] = ()
    self_employed_draws: tuple[pd.DataFrame, ...] = ()
    basis: str = "data"
    data_hash: str = "demo"
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def studies_of_a_panel() -> list[ModuleType]:
    """Every study that estimates from a panel, found by its module: a new one is walked over too."""
    modules = [import_module(f"{studies.__name__}.{found.name}") for found in iter_modules(studies.__path__)]
    return [
        module
        for module in modules
        if hasattr(module, "NAME") and "panel" in inspect.signature(module.estimate).parameters
    ]


@pytest.fixture(scope="module")
def demo_results(plan: Plan) -> pd.DataFrame:
    codebook, folder = load_codebook(DATA / "codebook"), DATA / "demo" / "draws"
    firms = pd.read_parquet(min(folder.glob("companies_*.parquet")))
    persons = pd.read_parquet(min(folder.glob("self_employed_*.parquet")))
    panel = OneDraw(
        derive_columns(firms, codebook, cut_off=plan.facts.cut_off),
        derive_self_employed_columns(persons, codebook),
        pd.DataFrame(columns=["firm_id", "form", "variable", "reason"]),
    )
    found = []
    for study in studies_of_a_panel():
        if study.NAME == partner_profile.NAME:
            for partner in sorted(panel.companies["partner"].unique()):
                found.append(study.estimate(panel, plan, partner=partner, n_resamples=20))
            continue
        told = "interviews" in inspect.signature(study.estimate).parameters
        first = (open_interviews(),) if told else ()
        found.append(study.estimate(*first, panel, plan, n_resamples=20))
    return bind_results(found)


def test_every_p_value_of_the_demo_is_declared_or_exploratory(demo_results: pd.DataFrame, plan: Plan) -> None:
    tested = demo_results[demo_results["p_value"].notna()]
    assert set(tested["family"].dropna()) == {family.id for family in plan.families}
    loose = tested[tested["family"].isna()]
    assert loose["note"].fillna("").str.contains("exploratory").all()
    assert len(tested) == len(loose) + len(plan.hypotheses)


def test_every_hypothesis_of_the_plan_has_a_row_with_a_p_value(
    demo_results: pd.DataFrame, plan: Plan
) -> None:
    tested = demo_results[demo_results["p_value"].notna() & demo_results["group_name"].isna()]
    rows = set(zip(*(tested[name].fillna("") for name in KEYS), strict=True))
    assert [
        item.id for item in plan.hypotheses if tuple(getattr(item, name) for name in KEYS) not in rows
    ] == []
    outcomes = outcome_of_plan(demo_results, plan)
    assert "no_result" not in set(outcomes["decision"])


def test_a_plan_entry_that_matches_nothing_is_found(demo_results: pd.DataFrame, plan: Plan) -> None:
    stray = replace(plan.hypotheses[0], id="H-stray", term="no_such_term")
    outcomes = outcome_of_plan(demo_results, replace(plan, hypotheses=(*plan.hypotheses, stray)))
    assert list(outcomes.loc[outcomes["decision"] == "no_result", "id"]) == ["H-stray"]
