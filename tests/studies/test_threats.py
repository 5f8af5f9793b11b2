"""What would undo the growth: a tipping point put back in leaves nothing; drop-out, partners, the halo."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from synthetic import SyntheticPanel

from dianalysis.estimation.association import kendall_tau
from dianalysis.estimation.hidden_bias import worst_p_value
from dianalysis.estimation.ordinal_models import ordinal_gee
from dianalysis.studies import data_quality, typology_change
from dianalysis.studies.halo import COLUMNS, halo_records
from dianalysis.studies.instrument import OUTCOMES
from dianalysis.studies.plan import Plan
from dianalysis.studies.rows import Settings
from dianalysis.studies.typology_change.sample import sample_of
from dianalysis.studies.typology_change.sensitivity import mean_of
from dianalysis.studies.units import Units

SETTINGS = Settings("complete", None, 0.95, 0, 1)


@pytest.fixture(scope="module")
def results(panel: SyntheticPanel, plan: Plan) -> pd.DataFrame:
    return typology_change.estimate(panel, plan, n_resamples=200)


@pytest.fixture(scope="module")
def complete(panel: SyntheticPanel) -> pd.DataFrame:
    return panel.companies[panel.companies["complete"]]


def pick(results: pd.DataFrame, measure: str, term: str) -> pd.Series:
    rows = results[(results["measure"] == measure) & (results["term"] == term)]
    rows = rows[rows["group_name"].isna()]
    assert len(rows) == 1, (measure, term, len(rows))
    return rows.iloc[0]


def with_ends(panel: SyntheticPanel, end: pd.Series) -> SyntheticPanel:
    """The same companies with other ratings at the end."""
    companies = panel.companies.assign(end_step=end.astype("Int64"))
    return replace(panel, companies=companies.assign(growth=companies["end_step"] - companies["start_step"]))


def test_a_share_of_errors_at_the_tip_brings_the_interval_to_zero(panel: SyntheticPanel, plan: Plan) -> None:
    start, end = panel.companies["start_step"], panel.companies["end_step"]
    less = with_ends(panel, end.clip(upper=start + 1))
    share = pick(typology_change.estimate(less, plan, n_resamples=0), "tipping_share", "start_error")[
        "estimate"
    ]
    sample = sample_of(less.companies[less.companies["complete"]], SETTINGS)
    left = mean_of(sample.growth - share * (sample.start < 7), sample.cluster, 0.95)
    assert 0 < share < 1
    assert left.low == pytest.approx(0, abs=1e-9) and left.value > 0


def test_lost_companies_at_the_tip_leave_no_growth(results: pd.DataFrame, panel: SyntheticPanel) -> None:
    companies = panel.companies
    lost, total = (
        int((~companies["complete"]).sum()),
        float(companies["growth"].where(companies["complete"]).sum()),
    )
    tip = pick(results, "tipping_steps", "completion")
    assert total + lost * tip["estimate"] == pytest.approx(0)
    assert tip["n"] == lost == 14
    worst = pick(results, "growth_left", "completion_6")
    assert worst["estimate"] == pytest.approx((total - 6 * lost) / len(companies))
    assert worst["population"] == "registered"
    share, finished = pick(results, "tipping_share", "completion")["estimate"], len(companies) - lost
    assert total == pytest.approx(6 * share / (1 - share) * finished)


def test_the_page_on_data_quality_says_the_same_of_drop_out(
    results: pd.DataFrame, panel: SyntheticPanel, plan: Plan
) -> None:
    other = data_quality.estimate(panel, plan, n_resamples=50)
    for term in ("completion_0", "completion_6"):
        one, two = (pick(table, "growth_left", term) for table in (results, other))
        assert (one["estimate"], one["conf_low"]) == (two["estimate"], two["conf_low"])


def test_without_drop_out_there_is_nothing_to_undo(panel: SyntheticPanel, plan: Plan) -> None:
    whole = replace(panel, companies=panel.companies[panel.companies["complete"]])
    found = typology_change.estimate(whole, plan, n_resamples=0)
    assert not found["term"].fillna("").str.startswith("completion").any()


def test_growth_by_itself_takes_off_what_it_says(results: pd.DataFrame, complete: pd.DataFrame) -> None:
    mean = complete["growth"].mean()
    assert pick(results, "tipping_steps", "spontaneous")["estimate"] == pytest.approx(mean)
    assert pick(results, "growth_left", "spontaneous_75")["estimate"] == pytest.approx(mean - 0.75)
    low = pick(results, "tipping_steps", "spontaneous_interval")["estimate"]
    assert 0 < low < mean


def test_reliability_one_leaves_all_growth_and_less_leaves_less(
    results: pd.DataFrame, complete: pd.DataFrame
) -> None:
    low = complete[complete["start_step"] < complete["start_step"].mean()]
    left = [pick(results, "growth_left", f"regression_{k}")["estimate"] for k in (0, 50, 70, 90, 100)]
    assert left[-1] == pytest.approx(low["growth"].mean())
    assert left == sorted(left)


def test_reliability_at_the_tip_explains_growth_of_a_start_type(panel: SyntheticPanel, plan: Plan) -> None:
    """Half of the companies start at A and rise by one, the others start at C and stay."""
    few = panel.companies[panel.companies["complete"]].head(40).copy()
    few["start_step"] = pd.array([1, 5] * 20, "Int64")
    few["growth"] = pd.array([1, 0] * 20, "Int64")
    few["end_step"] = few["start_step"] + few["growth"]
    found = typology_change.estimate(replace(panel, companies=few), plan, n_resamples=0)
    tip = found[(found["measure"] == "tipping_reliability") & (found["group_level"] == "a")].iloc[0]
    assert (1 - tip["estimate"]) * 2 == pytest.approx(1), "A lies two steps under the mean start"
    assert pick(found, "tipping_reliability", "low_starters")["estimate"] == pytest.approx(0.5)
    assert pick(found, "tipping_reliability", "long_run_top")["estimate"] == pytest.approx(1 - 0.5 / 4)


def test_ends_rest_on_the_companies_that_stand_there(results: pd.DataFrame, complete: pd.DataFrame) -> None:
    bottom = int((complete["end_step"] == 1).sum())
    floor = pick(results, "growth_left", "floor_2")
    assert floor["n"] == bottom > 0
    assert floor["estimate"] == pytest.approx((complete["growth"].sum() - 2 * bottom) / len(complete))
    tip = pick(results, "tipping_steps", "floor")["estimate"]
    assert tip * bottom == pytest.approx(complete["growth"].sum())


def test_one_partner_is_left_out_at_a_time(results: pd.DataFrame, complete: pd.DataFrame) -> None:
    means = [
        complete.loc[complete["partner"] != name, "growth"].mean() for name in complete["partner"].unique()
    ]
    assert pick(results, "growth_left", "without_partner_lowest")["estimate"] == pytest.approx(min(means))
    assert pick(results, "growth_left", "without_partner_highest")["estimate"] == pytest.approx(max(means))


def test_a_hidden_cause_at_the_tip_takes_the_test_to_its_level(
    results: pd.DataFrame, complete: pd.DataFrame
) -> None:
    by_partner = complete.groupby("partner")["growth"].mean().to_numpy(dtype=float)
    for term, values in (("companies", complete["growth"].to_numpy(dtype=float)), ("partners", by_partner)):
        for test in ("sign", "signed_rank"):
            odds = pick(results, "tipping_odds", f"{test}_{term}")["estimate"]
            assert worst_p_value(values, odds, test=test) == pytest.approx(0.025, rel=1e-6)


def test_the_odds_ratio_is_that_of_the_stacked_ratings(results: pd.DataFrame, complete: pd.DataFrame) -> None:
    steps = np.concatenate([complete[name].to_numpy(dtype=float) for name in ("start_step", "end_step")])
    wave, partner = np.repeat([0.0, 1.0], len(complete)), np.tile(complete["partner"].to_numpy(dtype=str), 2)
    odds = ordinal_gee(steps, wave, partner, conf_level=0.95)[0]
    found = pick(results, "wave_odds_ratio", "ordinal_gee")
    assert found["estimate"] == pytest.approx(np.exp(odds.value))
    assert found["conf_low"] == pytest.approx(np.exp(odds.low))
    assert found["n"] == len(complete)
    assert pd.notna(pick(results, "wave_odds_spread", "parallel_odds")["p_value"])


def test_mean_growth_has_both_tests(results: pd.DataFrame) -> None:
    flips, wild = (pick(results, "growth_mean", term) for term in ("sign_flip", "wild"))
    assert flips["estimate"] == wild["estimate"] and pd.isna(flips["conf_low"])
    assert wild["conf_low"] < wild["estimate"] < wild["conf_high"]
    assert "exploratory" in flips["note"] and "exploratory" in wild["note"]


def test_places_sum_to_three_and_go_to_who_grew_most(panel: SyntheticPanel, plan: Plan) -> None:
    companies = panel.companies
    ahead = companies["partner"].isin(["svh", "awvn"])
    end = companies["end_step"].where(~ahead, companies["end_step"].clip(lower=6))
    found = typology_change.estimate(with_ends(panel, end), plan, n_resamples=0)
    for measure, expected in (("growth_highest_three", 1), ("growth_lowest_three", 0)):
        rows = found[found["measure"] == measure].set_index("group_level")["estimate"]
        assert len(rows) == 18 and rows.sum() == pytest.approx(3)
        assert rows["svh"] == pytest.approx(expected, abs=0.01)


def test_one_partner_has_threats_but_none_between_partners(panel: SyntheticPanel, plan: Plan) -> None:
    found = typology_change.estimate(panel, plan, partner="goc", n_resamples=0)
    terms = set(found["term"].dropna())
    assert {"spontaneous_100", "completion_6", "sign_companies"} <= terms
    assert not {"without_partner_lowest", "sign_partners"} & terms


def impressed(n: int, seed: int, impression: float) -> pd.DataFrame:
    """Companies whose eight scores and grade share an impression and nothing else."""
    rng = np.random.default_rng(seed)
    common = impression * rng.normal(size=n)
    names = ("bewustwording", "bekendheid", "beleid", "werkplezier", "verbetering", "kennis",
             "flexibel_inzetbaar", "betrokkenheid")  # fmt: skip
    table = pd.DataFrame({f"outcome_{name}": common + rng.normal(size=n) for name in names})

    for name in COLUMNS:
        table[name] = rng.normal(size=n)
    table["grade"] = common + rng.normal(size=n)
    table["partner"] = rng.choice(list("abcdefgh"), size=n)
    return table


def halo_of(table: pd.DataFrame) -> dict[str, dict[str, object]]:
    rows = list(halo_records(Units(table, SETTINGS)))
    return {f"{row['measure']}/{row['term']}": row for row in rows}


def halo(n: int, seed: int, impression: float) -> dict[str, dict[str, object]]:
    return halo_of(impressed(n, seed, impression))


def test_firms_without_a_partner_are_left_out_of_the_halo() -> None:
    table = impressed(60, 7, 1.0).astype({"partner": "string"})
    table.loc[:4, "partner"] = pd.NA  # as own exports may have them
    found, fewer = halo_of(table), halo_of(table.iloc[5:])
    assert {name: row["estimate"] for name, row in found.items()} == {
        name: row["estimate"] for name, row in fewer.items()
    }
    assert {row["n"] for row in found.values()} == {55}


def test_a_common_impression_is_taken_out() -> None:
    found = halo(800, 3, 1.0)
    plain = found["halo_association/outcome_beleid"]["estimate"]
    partial = found["halo_partial/outcome_beleid"]["estimate"]
    assert plain > 0.2 and abs(partial) < plain / 2
    assert abs(found["halo_elsewhere/outcomes.conditions"]["estimate"]) < 0.1
    assert all("p_value" not in row for row in found.values())


def test_without_an_impression_nothing_is_there_to_take() -> None:
    found = halo(800, 5, 0.0)
    for name in ("halo_association/outcome_kennis", "halo_partial/outcome_kennis"):
        assert abs(found[name]["estimate"]) < 0.08


def test_firms_with_equal_scores_can_be_left_out() -> None:
    rng = np.random.default_rng(1)
    n = 300
    flat = rng.random(n) < 0.5
    level = rng.integers(1, 6, n).astype(float)

    scores = np.where(flat[:, None], level[:, None], rng.integers(1, 6, (n, 8)))
    table = pd.DataFrame(scores, columns=[f"outcome_{name}" for name in OUTCOMES])
    for name in COLUMNS:
        table[name] = rng.integers(1, 6, n).astype(float)
    table["grade"], table["partner"] = np.where(flat, level + 3, rng.integers(4, 9, n)), "p"
    rows = {
        row["term"]: row for row in halo_records(Units(table, SETTINGS)) if row["measure"] == "halo_elsewhere"
    }
    varied = kendall_tau(
        table["grade"][np.ptp(scores, axis=1) > 0], scores[np.ptp(scores, axis=1) > 0].mean(axis=1),
        np.zeros(int((np.ptp(scores, axis=1) > 0).sum())), conf_level=0.95,
    )  # fmt: skip
    assert rows["grade.outcomes_varied"]["estimate"] == pytest.approx(varied.value)
    assert abs(varied.value) < 0.2
