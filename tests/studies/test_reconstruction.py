"""The studies on the reconstructed companies: printed cells come back, or are listed here with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest

from dianalysis.codebook import load_codebook
from dianalysis.monitor.derive import derive_columns
from dianalysis.paths import ProjectPaths
from dianalysis.published.bounds import read_bounds
from dianalysis.results import bind_results
from dianalysis.studies import data_quality, participants, partner_profile, typology_change
from dianalysis.studies.plan import Plan

DATA = Path(__file__).parents[2] / "data"
N_DRAWS = 3  # enough to see a range; every draw is checked where the draws are made
TABLES = ("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8")
NOT_FROM_DATA = ("oorspronkelijk", "na_herverdeling")  # columns of Table 1: agreements, not registrations

CANNOT_HOLD = {
    "T1/totaal/eindstand/n": "the printed total differs from the sum of its column",
    "T4/caption/n_basis/N": "more companies than the report registers",
    "T4/25_jaar/25_50/pct": "the four shares of the age group sum to more than one",
    "T5/basisonderwijs/lt25/pct": "no number of companies gives all four printed shares",
    "T5/lager_beroepsonderwijs/50_75/pct": "the four shares of the level sum to more than one",
    "T5/middelbaar_beroepsonderwijs/25_50/pct": "the four shares of the level sum to more than one",
    "T7/achteruitgang/groei_gegroepeerd/pct": "sum of rounded shares, not the share of the sum",
    "Pbfbn.3/monitoring/aandacht/pct": "not a share of the printed count and base",
    "Puneto_vni.1/inventarisatie+instrumenten+hr+scan/bepalen_verbeterpunten/pct": "not count over base",
    "Puneto_vni.1/mondeling/presentatievorm_advies/pct": "not count over base",
    "Pvpb_emmen.3/betrokkenheid_motivatie/aandacht/pct": "not a share of the printed count and base",
}


@dataclass(frozen=True)
class Demo:
    """The panel of the demo as studies see it."""

    companies: pd.DataFrame
    missing_reasons: pd.DataFrame
    draws: tuple[pd.DataFrame, ...]
    basis: str = "reconstructed"
    data_hash: str = "demo"
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def demo(plan: Plan) -> Demo:
    codebook = load_codebook(DATA / "codebook")
    files = sorted((DATA / "demo" / "draws").glob("companies_*.parquet"))[:N_DRAWS]
    draws = tuple(
        derive_columns(pd.read_parquet(file), codebook, cut_off=plan.facts.cut_off) for file in files
    )
    reasons = pd.DataFrame(columns=["firm_id", "form", "variable", "reason"])
    return Demo(draws[0], reasons, draws, bounds=read_bounds(ProjectPaths(DATA.parent)))


@pytest.fixture(scope="module")
def change(demo: Demo, plan: Plan) -> pd.DataFrame:
    return typology_change.estimate(demo, plan, n_resamples=200)


@pytest.fixture(scope="module")
def everything(demo: Demo, plan: Plan, change: pd.DataFrame) -> pd.DataFrame:
    profiles = [
        partner_profile.estimate(demo, plan, partner=name, n_resamples=0)
        for name in sorted(demo.companies["partner"].unique())
    ]
    quality = [
        data_quality.estimate(demo, plan, population=population, n_resamples=200)
        for population in ("registered", "complete")
    ]
    both = pd.concat(quality).drop_duplicates("result_id")
    return bind_results([change, participants.estimate(demo, plan), both, *profiles])


def value(results: pd.DataFrame, result_id: str) -> float:
    found = results.loc[results["result_id"] == result_id, "estimate"]
    assert len(found) == 1, result_id
    return float(found.iloc[0])


def test_the_headline_of_chapter_six(change: pd.DataFrame) -> None:
    stem = "typology_change"
    assert value(change, f"{stem}/growth_total/complete/change") == 550
    assert value(change, f"{stem}/typology_mean/complete/monitor_1") == pytest.approx(2.40, abs=0.005)
    assert value(change, f"{stem}/typology_mean/complete/monitor_3") == pytest.approx(3.55, abs=0.005)
    assert value(change, f"{stem}/growth_n/complete/change/totaal") == 476


@pytest.mark.parametrize("table", ["T6", "T7"])
def test_tables_six_and_seven_are_exact(change: pd.DataFrame, plan: Plan, table: str) -> None:
    rows = change[change["figure"].fillna("").str.startswith(f"{table}/")].set_index("figure")
    printed = {figure for figure in plan.printed if figure.startswith(f"{table}/")}
    assert set(rows.index) == printed
    wrong = set(rows.index[rows["basis"] != "published"]) - set(CANNOT_HOLD)
    assert not wrong


def test_every_printed_cell_is_reproduced_or_listed(everything: pd.DataFrame, plan: Plan) -> None:
    covered = {
        figure
        for figure, text in plan.printed.items()
        if text and (figure.startswith("P") or figure.split("/")[0] in TABLES)
        and figure.split("/")[2] not in NOT_FROM_DATA
    }  # fmt: skip
    published = set(everything.loc[everything["basis"] == "published", "figure"])
    assert len(covered) > 700
    assert covered - published == set(CANNOT_HOLD)


def test_no_figure_is_claimed_twice_with_different_values(everything: pd.DataFrame) -> None:
    rows = everything.dropna(subset=["figure"])
    spread = rows.groupby("figure")["estimate"].agg(lambda e: e.max() - e.min())
    assert (spread < 1e-9).all()


def test_lost_cells_of_table_eight_are_reconstructed_with_a_range(change: pd.DataFrame) -> None:
    rows = change[change["figure"].fillna("").str.match(r"T8/(plus|min|stabiel)")]
    lost = rows[rows["basis"] == "reconstructed"]
    assert len(lost) > 100
    assert lost["range_low"].notna().all() and (lost["range_low"] < lost["range_high"]).any()


def test_every_identified_rule_is_used_and_true(everything: pd.DataFrame, plan: Plan) -> None:
    columns = ["study", "measure", "population", "wave", "group_name", "contrast", "term"]
    studies = set(everything["study"])
    for rule in (rule for rule in plan.identified if rule["study"] in studies):
        mask = pd.Series(True, index=everything.index)
        for column in columns:
            if rule[column] != "*":
                mask &= everything[column].fillna("") == rule[column]
        rows = everything[mask & everything["estimate"].notna()]
        assert len(rows), f"no row matches {rule}"
        assert set(rows["basis"]) <= {"identified", "published"}, rule


def test_every_hypothesis_has_its_row(everything: pd.DataFrame, plan: Plan) -> None:
    tested = everything[everything["family"].notna()]
    assert len(tested) == sum(h.study in set(everything["study"]) for h in plan.hypotheses)
    assert (tested["p_adjusted"] >= tested["p_value"]).all()
    loose = everything[everything["p_value"].notna() & everything["family"].isna()]
    assert loose["note"].str.contains("exploratory").all()


def test_the_fourteen_incomplete_companies(everything: pd.DataFrame) -> None:
    stem = "data_quality/flow_n/registered"
    assert [value(everything, f"{stem}/{t}") for t in ("registered", "stopped", "late", "complete")] == [
        490, 2, 12, 476,
    ]  # fmt: skip
    lost = {
        name: value(everything, f"data_quality/dropout_n/registered/partner={name}")
        for name in ("goc", "mkb_deventer", "tuinbranche_nl", "awvn")
    }
    assert lost == {"goc": 10, "mkb_deventer": 1, "tuinbranche_nl": 3, "awvn": 0}


def test_measures_of_all_rows_are_listed(everything: pd.DataFrame) -> None:
    listed = pd.read_csv(DATA / "plan" / "measures.csv").set_index("measure")["study"].str.split(";")
    used = set(zip(everything["measure"], everything["study"], strict=True))
    assert {m for m, s in used if s not in listed[m]} == set()
    optional = {
        "population_fit",
        "population_difference",
        "missing_reason_n",
    }  # need more than the draws hold
    here = listed[[bool(set(names) & set(everything["study"])) for names in listed]]
    assert set(here.index) - {m for m, _ in used} == optional
