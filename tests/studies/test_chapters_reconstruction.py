"""Studies of chapters 7 to 10 on all draws: every printed cell comes back, or is listed with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dianalysis.codebook import load_codebook
from dianalysis.monitor.derive import derive_columns, derive_self_employed_columns
from dianalysis.paths import ProjectPaths
from dianalysis.published.bounds import read_bounds
from dianalysis.results import bind_results
from dianalysis.studies import actions, followup, instrument, outcomes, satisfaction, self_employed
from dianalysis.studies.plan import Plan

DATA = Path(__file__).parents[2] / "data"
STUDIES = (actions, outcomes, followup, satisfaction, self_employed)
NAMES = {study.NAME for study in STUDIES}
TABLES = ("T9", *(f"T{k}" for k in (*range(15, 28), *range(30, 34))))
OTHER_TOTAL = "the printed total differs from the sum of its rows"
OTHER_SUM = "the counts of the partners' profiles add up to another number"
CANNOT_HOLD = {
    **{f"T20/totaal/{a}/{s}": OTHER_TOTAL for a in ("ja", "misschien", "nee") for s in ("n", "pct")},
    "T20/totaal/totaal/N": OTHER_TOTAL,
    **{
        f"T9/{aspect}/bedrijven/{stat}": OTHER_SUM
        for aspect in ("betrokkenheid_motivatie", "vitaliteit_gezondheid")
        for stat in ("n", "pct")
    },
    "T15/werkplezier/m/mean": "not the mean of the printed counts",
    "T17/visie_beleid/nee/pct": "not a share of the printed count and base",
    "T21/feedbacktraining/misschien/pct": "not a share of the printed count and base",
}


@dataclass(frozen=True)
class Demo:
    """The panel of the demo as studies see it."""

    companies: pd.DataFrame
    draws: tuple[pd.DataFrame, ...]
    self_employed: pd.DataFrame
    self_employed_draws: tuple[pd.DataFrame, ...]
    basis: str = "reconstructed"
    data_hash: str = "demo"
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    missing_reasons: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=["firm_id", "form", "variable", "reason"])
    )


@pytest.fixture(scope="module")
def demo(plan: Plan) -> Demo:
    codebook, folder = load_codebook(DATA / "codebook"), DATA / "demo" / "draws"
    firms = tuple(
        derive_columns(pd.read_parquet(file), codebook, cut_off=plan.facts.cut_off)
        for file in sorted(folder.glob("companies_*.parquet"))
    )
    persons = tuple(
        derive_self_employed_columns(pd.read_parquet(file), codebook)
        for file in sorted(folder.glob("self_employed_*.parquet"))
    )
    assert len(firms) == len(persons) == 20
    bounds = read_bounds(ProjectPaths(DATA.parent))
    return Demo(firms[0], firms, persons[0], persons, bounds=bounds)


@pytest.fixture(scope="module")
def everything(demo: Demo, plan: Plan) -> pd.DataFrame:
    return bind_results([study.estimate(demo, plan, n_resamples=200) for study in STUDIES])


def value(results: pd.DataFrame, result_id: str, column: str = "estimate") -> float:
    found = results.loc[results["result_id"] == result_id, column]
    assert len(found) == 1, result_id
    return float(found.iloc[0])


def cells(plan: Plan, table: str) -> set[str]:
    return {figure for figure in plan.printed if figure.startswith(f"{table}/")}


@pytest.mark.parametrize("table", TABLES)
def test_every_printed_cell_is_reproduced_or_listed(everything: pd.DataFrame, plan: Plan, table: str) -> None:
    claimed = set(everything["figure"].dropna())
    published = set(everything.loc[everything["basis"] == "published", "figure"])
    assert cells(plan, table) <= claimed
    legible = {figure for figure in cells(plan, table) if plan.printed[figure]}
    assert legible - published == {figure for figure in CANNOT_HOLD if figure.startswith(f"{table}/")}


def test_the_cells_that_cannot_hold_are_excluded_with_proof(plan: Plan) -> None:
    excluded = set(pd.read_csv(DATA / "published" / "exclusions.csv")["figure"])
    assert set(CANNOT_HOLD) <= excluded
    here = {figure for figure in excluded if figure.split("/")[0] in TABLES}
    assert here == set(CANNOT_HOLD)


def test_corrected_totals(everything: pd.DataFrame) -> None:
    stem = "followup/aspect_followup_n/complete/monitor_3/ontwikkeling_mobiliteit"
    assert [value(everything, f"{stem}.{a}") for a in ("ja", "misschien", "nee", "totaal")] == [
        289, 130, 120, 539,
    ]  # fmt: skip
    assert value(everything, "actions/aspect_n/complete/monitor_2/vitaliteit_gezondheid") == 298


def test_no_figure_is_claimed_twice(everything: pd.DataFrame) -> None:
    assert everything["figure"].dropna().is_unique


def test_every_identified_rule_is_used_and_true(everything: pd.DataFrame, plan: Plan) -> None:
    columns = ["study", "measure", "population", "wave", "group_name", "contrast", "term"]
    texts = everything[columns].fillna("")
    for rule in plan.identified:
        if rule["study"] not in NAMES:
            continue
        mask = pd.Series(True, index=everything.index)
        for column in columns:
            if rule[column] != "*":
                mask &= texts[column] == rule[column]
        rows = everything[mask & everything["estimate"].notna()]
        assert len(rows), f"no row matches {rule}"
        assert set(rows["basis"]) <= {"identified", "published"}, rule


def test_every_hypothesis_has_its_row(everything: pd.DataFrame, plan: Plan) -> None:
    tested = everything[everything["p_value"].notna()]
    assert tested["family"].notna().all()
    assert len(tested) == sum(h.study in NAMES for h in plan.hypotheses)
    assert (tested["p_adjusted"] >= tested["p_value"]).all()


def test_measures_of_all_rows_are_listed(everything: pd.DataFrame) -> None:
    listed = pd.read_csv(DATA / "plan" / "measures.csv").set_index("measure")["study"].str.split(";")
    used = set(zip(everything["measure"], everything["study"], strict=True))
    assert {(m, s) for m, s in used if s not in listed[m]} == set()
    promised = {(m, s) for m, studies in listed.items() for s in studies if s in NAMES}
    assert promised == used


def test_instrument_is_that_of_the_codebook() -> None:
    codebook = load_codebook(DATA / "codebook")
    groups = codebook.indicators.groupby("aspect", sort=False)
    assert {name: tuple(part["indicator"]) for name, part in groups} == instrument.ASPECTS
    tables = codebook.indicators.drop_duplicates("aspect").set_index("aspect")["table"]
    assert tables.to_dict() == instrument.FOLLOWUP_TABLES
    outcomes_ = codebook.outcomes
    assert tuple(outcomes_["outcome"]) == instrument.OUTCOMES
    for term, names in (("short", instrument.SHORT_TERM), ("long", instrument.LONG_TERM)):
        assert tuple(outcomes_.loc[outcomes_["term"] == term, "outcome"]) == names
    own = outcomes_.loc[outcomes_["self_employed"] == "yes", "outcome"]
    assert tuple(own) == instrument.PERSON_OUTCOMES
    assert tuple(codebook.conditions["condition"]) == instrument.CONDITIONS
    kept = codebook.conditions.loc[codebook.conditions["self_employed"] == "yes", "condition"]
    assert tuple(kept) == instrument.PERSON_CONDITIONS


def test_what_print_cannot_tell_has_a_range(everything: pd.DataFrame) -> None:
    stem = "actions/dose_association/complete/monitor_3/within_partner/n_indicators.growth"
    low, high = (value(everything, stem, column) for column in ("range_low", "range_high"))
    assert low < value(everything, stem) + 1e-9 and low < high
    lost = "self_employed/person_outcome_score_n/self_employed/monitor_3/verbetering.3"
    assert value(everything, lost, "range_low") < value(everything, lost, "range_high")
    table = everything[everything["figure"].fillna("").str.match("T24/[ad]/")]
    assert (table["basis"] == "reconstructed").sum() > 20


def test_headlines(everything: pd.DataFrame) -> None:
    top = "outcomes/outcome_top_two_share/complete/monitor_3/bekendheid"
    assert value(everything, top) == pytest.approx((217 + 152) / 476)
    best = everything[everything["measure"] == "indicator_highest_five"].set_index("term")["estimate"]
    assert best.idxmax() in {"transparantie_communicatie", "draagvlak_bewustwording"}
    assert best.sum() == pytest.approx(5)
    assert value(everything, "followup/condition_rank/complete/monitor_3/effecten_meten") == 1
    grown = "self_employed/person_net_improvement/self_employed/change/monitor_3-monitor_1/sign_test"
    assert value(everything, grown) == pytest.approx(18 / 28)
    assert value(everything, grown, "p_value") == pytest.approx(2 / 2**18)


@pytest.mark.parametrize(("dealt", "low", "high"), [("alike", 0.9, 1.0), ("at random", -0.2, 0.2)])
def test_print_does_not_fix_the_reliability_of_the_outcomes(
    demo: Demo, plan: Plan, dealt: str, low: float, high: float
) -> None:
    """Answers dealt out otherwise within partners keep every printed total and move alpha to either end."""
    table = demo.companies.copy()
    random = np.random.default_rng(1)
    for _, group in table[table["complete"]].groupby("partner"):
        for column in outcomes.BLOCK.columns:
            values = np.sort(group[column].to_numpy(dtype=float))
            table.loc[group.index, column] = values if dealt == "alike" else random.permutation(values)
    other = replace(demo, companies=table, draws=(table,), basis="data")
    printed = ["outcome_score_n", "outcome_mean"]
    before, after = (outcomes.estimate(panel, plan, n_resamples=0) for panel in (demo, other))
    same = [
        found.loc[found["measure"].isin(printed), ["result_id", "estimate"]].reset_index(drop=True)
        for found in (before, after)
    ]
    pd.testing.assert_frame_equal(*same)
    assert low < value(after, "outcomes/outcome_reliability/complete/monitor_3/alpha") < high


def test_exact_ranges_hold_what_the_draws_reach(everything: pd.DataFrame, demo: Demo) -> None:
    """Assigning the basis would have failed on a draw outside; the ranges must not be those of the draws."""
    exact = everything[everything["range_method"] == "exact"]
    assert len(exact) > 500
    assert (exact["range_low"] <= exact["estimate"] + 1e-9).all()
    assert (exact["range_high"] >= exact["estimate"] - 1e-9).all()
    worked = [(draw["n_aspects"] == 0)[draw["complete"]].sum() for draw in demo.draws]
    none = exact[(exact["measure"] == "n_aspects_n") & (exact["term"] == "0")].iloc[0]
    assert none["range_high"] > max(worked)
