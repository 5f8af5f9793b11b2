"""The study of change: tables by hand, naming, invariances, sensitivities, empty and single-partner cases."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from synthetic import SyntheticPanel, make_companies

from dianalysis.errors import DataProblem, ParameterError
from dianalysis.results import check_results
from dianalysis.studies import typology_change
from dianalysis.studies.plan import Plan

STEPS = ["a", "ab", "b", "bc", "c", "cd", "d"]


@pytest.fixture(scope="module")
def results(panel: SyntheticPanel, plan: Plan) -> pd.DataFrame:
    return typology_change.estimate(panel, plan)


def complete(panel: SyntheticPanel) -> pd.DataFrame:
    return panel.companies[panel.companies["complete"]]


def pick(results: pd.DataFrame, measure: str, **naming: str) -> pd.Series:
    """Return the one row of a measure; naming columns that are not given must be absent."""
    mask = results["measure"] == measure
    for column in ("wave", "group_name", "group_level", "contrast", "term"):
        wanted = naming.get(column, "")
        if wanted != "*":
            mask &= results[column].fillna("") == wanted
    found = results[mask]
    assert len(found) == 1, f"{len(found)} rows of {measure} {naming}"
    return found.iloc[0]


def test_contract_holds(results: pd.DataFrame) -> None:
    check_results(results)
    assert set(results["basis"]) == {"data"}
    assert results["figure"].isna().all()
    assert set(results["data_hash"]) == {"0123abcd"}


@pytest.mark.parametrize(("wave", "column"), [("monitor_1", "typology_start"), ("monitor_3", "typology_end")])
def test_distribution_is_a_plain_count(
    results: pd.DataFrame, panel: SyntheticPanel, wave: str, column: str
) -> None:
    counts = complete(panel)[column].value_counts()
    for step in STEPS:
        n = pick(results, "typology_n", wave=wave, term=step)
        share = pick(results, "typology_share", wave=wave, term=step)
        assert n["estimate"] == counts.get(step, 0)
        assert share["estimate"] == pytest.approx(counts.get(step, 0) / 476)
        assert share["conf_low"] <= share["estimate"] <= share["conf_high"]
    assert pick(results, "typology_n", wave=wave, term="totaal")["estimate"] == 476
    assert pick(results, "typology_share", wave=wave, term="totaal")["estimate"] == 1


def test_growth_is_end_minus_start(results: pd.DataFrame, panel: SyntheticPanel) -> None:
    growth = complete(panel)["growth"]
    assert pick(results, "growth_total", wave="change")["estimate"] == growth.sum()
    assert pick(results, "growth_mean", wave="change")["estimate"] == pytest.approx(growth.mean())
    for term, mask in {
        "achteruitgang": growth < 0,
        "stabiel": growth == 0,
        "vooruitgang": growth > 0,
    }.items():
        assert pick(results, "direction_n", wave="change", term=term)["estimate"] == mask.sum()
    assert pick(results, "growth_n", wave="change", term="plus_2")["estimate"] == (growth == 2).sum()
    assert pick(results, "improved_share", wave="change")["estimate"] == pytest.approx((growth > 0).mean())


def test_means_and_growth_agree(results: pd.DataFrame) -> None:
    start, end = (pick(results, "typology_mean", wave=w)["estimate"] for w in ("monitor_1", "monitor_3"))
    assert end - start == pytest.approx(pick(results, "growth_mean", wave="change")["estimate"])


def test_partner_counts_add_up_to_the_total_column(results: pd.DataFrame) -> None:
    rows = results[(results["measure"] == "growth_n") & (results["group_name"] == "partner")]
    by_term = rows[rows["group_level"] != "totaal"].groupby("term")["estimate"].sum()
    total = rows[rows["group_level"] == "totaal"].set_index("term")["estimate"]
    pd.testing.assert_series_equal(by_term.sort_index(), total.sort_index(), check_names=False)
    assert total["totaal"] == 476


def test_transition_rows_sum_to_one(results: pd.DataFrame) -> None:
    rows = results[results["measure"] == "transition_share"].dropna(subset=["estimate"])
    sums = rows.groupby(rows["term"].str.split("_to_").str[0])["estimate"].sum()
    np.testing.assert_allclose(sums.to_numpy(dtype=float), 1)
    counts = results[results["measure"] == "transition_n"]
    assert len(counts) == 49 and counts["estimate"].sum() == 476


def test_effects_have_interval_and_test(results: pd.DataFrame) -> None:
    for measure, term in [("net_improvement", "sign_test"), ("net_improvement", "sign_flip"),
                          ("rank_biserial", "pratt"), ("rank_biserial", "wilcox")]:  # fmt: skip
        effect = pick(results, measure, wave="change", contrast="monitor_3-monitor_1", term=term)
        assert effect["conf_low"] < effect["estimate"] < effect["conf_high"]
        assert effect["p_value"] < 0.01
        assert effect["family"] == "change" and effect["p_value"] <= effect["p_adjusted"]
    chance = pick(results, "probability_of_improvement", wave="change", contrast="monitor_3-monitor_1")
    net = pick(results, "net_improvement", wave="change", contrast="monitor_3-monitor_1", term="sign_test")
    assert chance["estimate"] == pytest.approx((1 + net["estimate"]) / 2)


def test_partners_drawn_alike_do_not_differ(results: pd.DataFrame) -> None:
    shuffled = pick(results, "growth_eta_squared", wave="change", contrast="partners", term="permutation")
    icc = pick(results, "growth_icc", wave="change")
    assert shuffled["p_value"] > 0.01
    assert icc["conf_low"] < 0.02
    effective = pick(results, "growth_effective_n", wave="change")
    assert 0 < effective["estimate"] <= 476


def test_pooled_means_lie_closer_together_than_raw_ones(panel: SyntheticPanel, plan: Plan) -> None:
    found = typology_change.estimate(panel, plan, n_resamples=0)
    rows = found[(found["group_name"] == "partner") & (found["group_level"] != "totaal")]
    raw, pooled = (rows.loc[rows["measure"] == m, "estimate"] for m in ("growth_mean", "growth_mean_pooled"))
    assert len(raw) == len(pooled) == 18
    assert pooled.std() < raw.std()


def test_start_errors_lower_the_result_step_by_step(results: pd.DataFrame) -> None:
    names = ["main", *(f"start_error_{k}" for k in (25, 50, 75, 100))]
    for measure in ("growth_mean", "net_improvement"):
        values = [
            pick(results, measure, wave="change", contrast="sensitivity", term=n)["estimate"] for n in names
        ]
        assert all(a > b for a, b in pairwise(values))


def test_share_of_errors_needed_undoes_the_mean(results: pd.DataFrame, panel: SyntheticPanel) -> None:
    needed = pick(results, "start_error_share_needed", wave="change", term="mean_growth")
    growth, start = complete(panel)["growth"], complete(panel)["start_step"]
    share = growth.sum() / (start < 7).sum()
    if share <= 1:
        assert needed["estimate"] == pytest.approx(share)
    else:
        assert pd.isna(needed["estimate"]) and "undo" in needed["note"]


def test_worst_case_errors_undo_a_small_net_result(panel: SyntheticPanel, plan: Plan) -> None:
    """Three up by one, one down: two of the three (net two) would have to be wrong, half of all four."""
    four = complete(panel).head(4).copy()
    four["start_step"], four["end_step"] = pd.array([1, 2, 3, 3], "Int64"), pd.array([2, 3, 4, 2], "Int64")
    four["growth"] = four["end_step"] - four["start_step"]
    found = typology_change.estimate(replace(panel, companies=four), plan, n_resamples=0)
    assert pick(found, "start_error_share_needed", wave="change", term="net_worst_case")["estimate"] == 0.5


def test_regression_to_the_mean_averages_to_nothing(results: pd.DataFrame, panel: SyntheticPanel) -> None:
    rows = results[(results["measure"] == "rtm_expected_growth") & (results["term"] == "reliability_50")]
    started = results[results["measure"] == "growth_by_start"].set_index("group_level")["n"]
    weights = rows["group_level"].map(started).to_numpy(dtype=float)
    assert float((rows["estimate"].to_numpy(dtype=float) * weights).sum()) == pytest.approx(0, abs=1e-9)
    assert set(rows["n"]) == {len(complete(panel))}, "the expectation rests on the mean of all companies"
    gap = pick(results, "rtm_needed_gap", wave="change", term="reliability_50")["estimate"]
    assert gap == pytest.approx(2 * complete(panel)["growth"].mean())


def test_row_order_does_not_matter(panel: SyntheticPanel, plan: Plan, results: pd.DataFrame) -> None:
    mixed = replace(panel, companies=panel.companies.sample(frac=1, random_state=3))
    found = typology_change.estimate(mixed, plan)
    for column in ("estimate", "conf_low", "conf_high", "n"):
        np.testing.assert_allclose(
            found[column].to_numpy(float, na_value=np.nan),
            results[column].to_numpy(float, na_value=np.nan), atol=1e-9,
        )  # fmt: skip


def test_renaming_partners_renames_rows_only(panel: SyntheticPanel, plan: Plan) -> None:
    names = {p: f"z_{p}" for p in panel.companies["partner"].unique()}
    renamed = replace(panel, companies=panel.companies.assign(partner=panel.companies["partner"].map(names)))
    before, after = (typology_change.estimate(p, plan, n_resamples=200) for p in (panel, renamed))
    after = after.assign(group_level=after["group_level"].str.removeprefix("z_"))
    keys = ["measure", "wave", "group_name", "group_level", "contrast", "term"]
    both = before.merge(after, on=keys, suffixes=("", "_after"))
    assert len(both) == len(before)
    np.testing.assert_allclose(
        both["estimate"].to_numpy(float, na_value=np.nan),
        both["estimate_after"].to_numpy(float, na_value=np.nan), atol=1e-9,
    )  # fmt: skip


def test_swapping_start_and_end_turns_the_effects(panel: SyntheticPanel, plan: Plan) -> None:
    swapped = panel.companies.rename(columns={"start_step": "end_step", "end_step": "start_step"})
    swapped["growth"] = swapped["end_step"] - swapped["start_step"]
    forth, back = (
        typology_change.estimate(p, plan, n_resamples=0) for p in (panel, replace(panel, companies=swapped))
    )
    for measure, term in [("net_improvement", "sign_test"), ("rank_biserial", "pratt")]:
        naming = {"wave": "change", "contrast": "monitor_3-monitor_1", "term": term}
        assert pick(back, measure, **naming)["estimate"] == pytest.approx(
            -pick(forth, measure, **naming)["estimate"]
        )


def test_empty_population_says_so(panel: SyntheticPanel, plan: Plan) -> None:
    empty = replace(panel, companies=panel.companies.head(0))
    for found in (
        typology_change.estimate(empty, plan),
        typology_change.estimate(empty, plan, partner="goc"),
        typology_change.estimate(replace(panel, companies=panel.companies.assign(complete=False)), plan),
    ):
        assert len(found) == 1
        assert (found["estimate"].iloc[0], found["n"].iloc[0]) == (0, 0)
        assert "no companies" in found["note"].iloc[0]


@pytest.mark.parametrize("partner", ["agf_cko", "svh"])
def test_single_partner_has_rows_of_its_own_only(panel: SyntheticPanel, plan: Plan, partner: str) -> None:
    found = typology_change.estimate(panel, plan, partner=partner)
    assert set(found["group_level"]) == {partner}
    n = (complete(panel)["partner"] == partner).sum()
    assert (
        pick(found, "growth_n", wave="change", term="totaal", group_name="partner", group_level=partner)[
            "estimate"
        ]
        == n
    )
    net = found[(found["measure"] == "net_improvement") & (found["term"] == "sign_test")].iloc[0]
    assert net["conf_low"] <= net["estimate"] <= net["conf_high"]
    assert "growth_icc" not in set(found["measure"])


def test_partner_rows_are_those_of_the_whole(
    panel: SyntheticPanel, plan: Plan, results: pd.DataFrame
) -> None:
    own = typology_change.estimate(panel, plan, partner="nbbu", n_resamples=0)
    both = own.merge(results, on="result_id", suffixes=("", "_whole"))
    assert {"growth_mean", "growth_share", "typology_mean", "improved_share"} <= set(both["measure"])
    np.testing.assert_allclose(
        both["estimate"].to_numpy(float, na_value=np.nan),
        both["estimate_whole"].to_numpy(float, na_value=np.nan),
    )  # fmt: skip


def test_companies_without_an_end_rating_count_at_the_start_only(panel: SyntheticPanel, plan: Plan) -> None:
    found = typology_change.estimate(panel, plan, population="registered", n_resamples=0)
    assert pick(found, "typology_n", wave="monitor_1", term="totaal")["estimate"] == 490
    assert pick(found, "typology_n", wave="monitor_3", term="totaal")["estimate"] == 476
    assert pick(found, "growth_n", wave="change", term="totaal")["estimate"] == 476


@pytest.mark.parametrize(
    "wrong",
    [{"population": "everyone"}, {"population": "self_employed"}, {"partner": "nobody"}, {"conf_level": 95},
     {"n_resamples": -1}],
)  # fmt: skip
def test_wrong_requests_are_refused(panel: SyntheticPanel, plan: Plan, wrong: dict[str, object]) -> None:
    with pytest.raises(ParameterError) as caught:
        typology_change.estimate(panel, plan, **wrong)  # type: ignore[arg-type]
    assert str(next(iter(wrong.values()))) in str(caught.value)


def test_missing_column_is_named(panel: SyntheticPanel, plan: Plan) -> None:
    with pytest.raises(DataProblem, match="end_step"):
        typology_change.estimate(replace(panel, companies=panel.companies.drop(columns="end_step")), plan)


def test_no_resamples_leaves_out_the_drawn_tests_and_no_interval(panel: SyntheticPanel, plan: Plan) -> None:
    found = typology_change.estimate(panel, plan, n_resamples=0)
    net = pick(found, "net_improvement", wave="change", contrast="monitor_3-monitor_1", term="sign_flip")
    assert net["conf_low"] < net["estimate"] < net["conf_high"] and pd.isna(net["p_value"])


def test_same_seed_same_table(panel: SyntheticPanel, plan: Plan, results: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(typology_change.estimate(panel, plan), results)


def test_growth_beyond_the_printed_range_gets_its_own_row(panel: SyntheticPanel, plan: Plan) -> None:
    table = make_companies()
    table.loc[table.index[-1], ["start_step", "end_step", "growth"]] = [1, 7, 6]
    found = typology_change.estimate(replace(panel, companies=table), plan, n_resamples=0)
    assert pick(found, "growth_n", wave="change", term="plus_6")["estimate"] == 1


def test_p_values_that_ignore_partners_say_so(results: pd.DataFrame) -> None:
    rows = (
        results[results["contrast"].fillna("") == "monitor_3-monitor_1"].set_index("term")["note"].fillna("")
    )
    names = ("sign_test", "pratt", "wilcox", "stuart_maxwell", "bowker")
    assert all("independent" in rows[name] for name in names)
    assert "independent" not in rows["sign_flip"]


def test_a_partner_whose_companies_all_rose_still_has_an_interval(panel: SyntheticPanel, plan: Plan) -> None:
    """Resampling six companies that all rose would give an interval of no width."""
    table = panel.companies.copy()
    own = table["partner"] == "agf_cko"
    table.loc[own, ["start_step", "end_step", "growth"]] = [1, 2, 1]
    found = typology_change.estimate(replace(panel, companies=table), plan, partner="agf_cko")
    net = found[(found["measure"] == "net_improvement") & (found["term"] == "sign_test")].iloc[0]
    assert net["estimate"] == 1 and net["conf_low"] < 0.9
    mean = found[(found["measure"] == "growth_mean") & found["contrast"].isna()].iloc[0]
    assert mean["estimate"] == 1 and pd.isna(mean["conf_low"])
