"""Ways of working on draws of the demo: the limits hold what the draws reach, the plan what is tested."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from synthetic import SyntheticPanel

from dianalysis.codebook import load_codebook
from dianalysis.monitor.derive import derive_columns
from dianalysis.paths import ProjectPaths
from dianalysis.published.bounds import read_bounds
from dianalysis.studies import dose_response
from dianalysis.studies.dose_response.exposures import EXPOSURES, RESPONSES
from dianalysis.studies.plan import Plan

DATA = Path(__file__).parents[2] / "data"
N_DRAWS = 4
MARGIN = 1e-9


@pytest.fixture(scope="module")
def demo(plan: Plan) -> SyntheticPanel:
    codebook, files = load_codebook(DATA / "codebook"), sorted((DATA / "demo" / "draws").glob("companies_*"))
    draws = tuple(
        derive_columns(pd.read_parquet(file), codebook, cut_off=plan.facts.cut_off)
        for file in files[:N_DRAWS]
    )
    bounds = read_bounds(ProjectPaths(DATA.parent))
    nothing = pd.DataFrame(columns=["firm_id", "form", "variable", "reason"])
    return SyntheticPanel(draws[0], nothing, basis="reconstructed", draws=draws, bounds=bounds)


@pytest.fixture(scope="module")
def found(demo: SyntheticPanel, plan: Plan) -> pd.DataFrame:
    return dose_response.estimate(demo, plan, n_resamples=10)


def test_limits_hold_what_the_draws_reach(found: pd.DataFrame) -> None:
    limits = found[found["measure"] == "between_association_limits"]
    assert len(limits) == len(RESPONSES) * (len(EXPOSURES) - 1), "all but the pace, whose dates are made up"
    for name in ("range_low", "range_high", "estimate"):
        assert (limits[name] >= limits["conf_low"] - MARGIN).all()
        assert (limits[name] <= limits["conf_high"] + MARGIN).all()


def test_print_settles_the_number_of_aspects_by_partner(found: pd.DataFrame) -> None:
    limits = found[found["measure"] == "between_association_limits"].set_index("term")
    width = limits["conf_high"] - limits["conf_low"]
    assert width["n_aspects.growth"] == width.min() < 0.5 < width["collective.growth"]
    settled = limits[(limits["conf_low"] > 0) | (limits["conf_high"] < 0)]
    assert settled.index.tolist() == ["n_aspects.growth"]


def test_nothing_within_partners_follows_from_their_answers(found: pd.DataFrame) -> None:
    limits = found[found["measure"] == "within_association_limits"]
    assert ((limits["conf_low"] < 0) & (limits["conf_high"] > 0)).all()
    within = found[found["measure"].isin(["within_association", "within_difference", "end_odds_ratio"])]
    assert set(within["basis"]) == {"reconstructed"} and within["range_low"].notna().all()


def test_every_hypothesis_has_its_row(found: pd.DataFrame, plan: Plan) -> None:
    tested = found[found["family"].notna()]
    assert len(tested) == sum(one.study == dose_response.NAME for one in plan.hypotheses)
    assert (tested["p_adjusted"] >= tested["p_value"] - MARGIN).all()
    loose = found[found["p_value"].notna() & found["family"].isna()]
    assert loose["note"].str.contains("exploratory").all()


def test_measures_of_all_rows_are_listed(found: pd.DataFrame) -> None:
    listed = pd.read_csv(DATA / "plan" / "measures.csv").set_index("measure")["study"].str.split(";")
    promised = {name for name, studies in listed.items() if dose_response.NAME in studies}
    assert promised == set(found["measure"])


def test_other_populations_are_not_bounded_by_print(demo: SyntheticPanel, plan: Plan) -> None:
    alone = replace(demo, draws=demo.draws[:1])
    rows = dose_response.estimate(alone, plan, population="started", n_resamples=0)
    assert not rows["measure"].eq("between_association_limits").any()
