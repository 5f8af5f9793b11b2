"""Money, partners and time: what is open stays open, small partners are drawn in, a seed gives one plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from synthetic import SyntheticPanel, make_panel

from dianalysis import planning
from dianalysis.planning.budget import budget_records, rate_of
from dianalysis.planning.inputs import Scenario, SelectionInputs, TimelineInputs
from dianalysis.planning.phase_one import read_phase_one, size_variation
from dianalysis.planning.selection import Criterion, criteria_of, score_draws
from dianalysis.planning.timeline import LeadTimes, cut_off_of, finish_months, lead_times_of
from dianalysis.studies.plan import Plan

EVEN = dict.fromkeys(("recruited", "completed", "growth", "grade", "satisfied", "followup"), 1.0)
WEIGHED = SelectionInputs(top=1, concentration=4.0, weights=EVEN, units=EVEN)


def row_of(results: pd.DataFrame, measure: str, **naming: str) -> pd.Series:
    rows = results[results["measure"] == measure]
    for column, value in naming.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1
    return rows.iloc[0]


def test_rates_are_the_printed_ones_unless_another_is_given(scenario: Scenario) -> None:
    printed = sum(scenario.amount(fact) for fact in scenario.budget.rate_facts)
    assert rate_of(scenario) == printed
    assert rate_of(replace(scenario, budget=replace(scenario.budget, per_firm=5000.0))) == 5000


def test_what_was_not_printed_stays_open_and_is_in_no_total(
    panel: SyntheticPanel, scenario: Scenario
) -> None:
    phase = read_phase_one(panel.companies, "complete", conf_level=0.95)
    open_ = {r["term"]: r for r in budget_records(phase, scenario, 20, conf_level=0.95)}
    assert "estimate" not in open_["monitoring"] and str(open_["monitoring"]["note"]).startswith(
        "not filled in"
    )
    assert "total_per_firm" not in open_  # the rate again while nothing else is filled in
    filled = replace(scenario, budget=replace(scenario.budget, monitoring=1000.0))
    more = {r["term"]: r for r in budget_records(phase, filled, 20, conf_level=0.95)}
    assert more["total"]["estimate"] == open_["total"]["estimate"] + 1000
    assert more["total_per_firm"]["estimate"] == pytest.approx(
        more["total"]["estimate"] / scenario.lots.firms
    )
    finisher = more["per_finisher"]
    assert finisher["conf_low"] < finisher["estimate"] < finisher["conf_high"]
    share = phase.partners["complete"].sum() / phase.partners["registered"].sum()
    assert finisher["estimate"] == pytest.approx(more["total_per_firm"]["estimate"] / share)


def test_small_partners_are_drawn_to_the_mean_more(panel: SyntheticPanel) -> None:
    phase = read_phase_one(panel.companies, "complete", conf_level=0.95)
    found = criteria_of(phase, {}, conf_level=0.95)
    assert "recruited" not in found  # nothing was printed on own data
    outcome = phase.outcomes["growth"]
    codes = np.unique(outcome.clusters, return_inverse=True)[1]
    apart = replace(outcome, values=outcome.values + np.where(codes % 2, 1.0, -1.0))  # partners differ
    found = criteria_of(replace(phase, outcomes={**phase.outcomes, "growth": apart}), {}, conf_level=0.95)
    outcome = apart
    means = pd.Series(outcome.values).groupby(outcome.clusters).mean().to_numpy()
    centre = found["growth"].values.mean()
    drawn = np.abs(found["growth"].values - centre) / np.abs(means - centre)
    order = np.argsort([one.n for one in found["growth"].estimates])
    assert drawn[order[:4]].mean() < drawn[order[-4:]].mean()
    allotted = dict.fromkeys(phase.partners.index, 30.0)
    assert "recruited" in criteria_of(phase, allotted, conf_level=0.95)
    assert "recruited" not in criteria_of(phase, dict(list(allotted.items())[1:]), conf_level=0.95)


def test_score_is_weight_times_distance_over_unit() -> None:
    made = {
        "growth": Criterion(np.array([1.0, 2.0, 3.0]), np.zeros(3)),
        "grade": Criterion(np.array([8.0, 8.0, 5.0]), np.zeros(3)),
    }
    inputs = replace(WEIGHED, weights={**EVEN, "growth": 3.0}, units={**EVEN, "grade": 2.0})
    scores, drawn = score_draws(made, inputs, n_draws=4000, seed=1)
    assert scores == pytest.approx([0.75 * -1 + 0.25 * 0.5, 0.25 * 0.5, 0.75 - 0.25])
    assert drawn["values"] == pytest.approx(np.tile(scores, (4000, 1)))  # no error: values do not vary
    assert drawn["both"] == pytest.approx(drawn["weights"])
    assert drawn["weights"].mean(axis=0) == pytest.approx(scores, abs=0.03)


def test_firmer_weights_vary_less() -> None:
    made = {
        "growth": Criterion(np.array([1.0, 0.0]), np.zeros(2)),
        "grade": Criterion(np.array([0.0, 1.0]), np.zeros(2)),
    }
    spread = [
        score_draws(made, replace(WEIGHED, concentration=c), n_draws=2000, seed=1)[1]["weights"].std()
        for c in (1.0, 10.0)
    ]
    assert spread[1] < spread[0] / 2


def test_no_partner_has_a_rank_without_an_interval(results: pd.DataFrame, scenario: Scenario) -> None:
    ranks = results[results["measure"] == "selection_rank"]
    assert len(ranks) and ranks["conf_low"].notna().all()
    assert (ranks["conf_high"] > ranks["conf_low"]).any()
    chance = results[(results["measure"] == "selection_top") & (results["term"] == "both")]
    for _, part in chance.groupby(chance["contrast"].fillna("")):  # with all criteria, and without one
        assert float(part["estimate"].sum()) == pytest.approx(scenario.selection.top, abs=0.2)


def test_firms_finish_after_start_and_lead_time() -> None:
    inputs = TimelineInputs(2, 6.0, 0.0, "", None, ("", ""), 0.0, "")
    times = LeadTimes(4.0, None, 4.0)
    once = finish_months((4, 2), times, inputs, starts="once", n_simulated=3, seed=1)
    assert once == pytest.approx(np.full((3, 6), 4.0))
    groups = finish_months((4, 2), times, inputs, starts="groups", n_simulated=3, seed=1)
    assert groups[0] == pytest.approx([4, 4, 10, 10, 4, 10])


def test_lead_times_come_from_own_dates_where_there_are_some(
    panel: SyntheticPanel, scenario: Scenario
) -> None:
    phase = read_phase_one(panel.companies, "complete", conf_level=0.95)
    printed = lead_times_of(phase, scenario, own_data=False)
    assert printed.observed == () and printed.shortest < printed.longest
    own = lead_times_of(phase, scenario, own_data=True)
    assert bool(own.observed) == (len(phase.lead_months) >= 10)
    drawn = printed.draw(np.random.default_rng(1), (5000,))
    assert printed.shortest <= drawn.min() and drawn.max() <= printed.longest
    usual = replace(printed, usual=7.0).draw(np.random.default_rng(1), (5000,))
    assert usual.mean() < drawn.mean()


def test_more_is_done_as_time_goes_by_and_starting_at_once_is_never_later(results: pd.DataFrame) -> None:
    done = results[results["measure"] == "done"]
    wide = done.pivot_table(index="group_level", columns="term", values="estimate").astype(float)
    assert (wide.diff().dropna() >= -1e-9).all(axis=None)
    assert (wide["once"] >= wide["groups"] - 0.02).all()
    assert 0 < row_of(results, "done_by_deadline", term="groups")["estimate"] < 1


def test_the_same_seed_gives_the_same_plan_whatever_the_order(
    panel: SyntheticPanel, plan: Plan, scenario: Scenario, results: pd.DataFrame
) -> None:
    shuffled = replace(panel, companies=panel.companies.sample(frac=1, random_state=3))
    again = planning.estimate(shuffled, plan, scenario, n_resamples=100)
    pd.testing.assert_frame_equal(again.drop(columns="data_hash"), results.drop(columns="data_hash"))
    other = planning.estimate(panel, plan, scenario, n_resamples=100, seed=2)
    assert not other["estimate"].equals(results["estimate"])


def test_without_companies_the_plan_says_so(panel: SyntheticPanel, plan: Plan, scenario: Scenario) -> None:
    nobody = replace(panel, companies=panel.companies.assign(complete=False))
    found = planning.estimate(nobody, plan, scenario, n_resamples=10)
    assert list(found["measure"]) == ["population_n"]


def test_few_partners_give_reasons_instead_of_numbers(plan: Plan, scenario: Scenario) -> None:
    panel = make_panel()
    first = sorted(panel.companies["partner"].dropna().unique())[:2]
    few = replace(panel, companies=panel.companies[panel.companies["partner"].isin(first)])
    found = planning.estimate(few, plan, scenario, n_resamples=10)
    power = found[found["measure"] == "design_power"]
    assert power["estimate"].isna().all() and power["note"].str.contains("fewer than three partners").all()
    assert "partners_least" in set(found[found["measure"] == "lot_conflict"]["term"])


def test_the_spread_of_sizes_leaves_out_partners_without_companies() -> None:
    assert size_variation(np.array([10.0, 30, 0])) == pytest.approx(0.5)
    assert np.isnan(size_variation(np.array([])))


def test_without_simulations_the_formula_stands_alone(
    panel: SyntheticPanel, plan: Plan, scenario: Scenario
) -> None:
    found = planning.estimate(panel, plan, scenario, n_resamples=0)
    assert "detectable_effect_formula" in set(found["measure"])
    assert not {"design_power", "detectable_effect"} & set(found["measure"])


def test_other_lines_count_per_partner_by_rate_and_off(panel: SyntheticPanel, scenario: Scenario) -> None:
    phase = read_phase_one(panel.companies, "complete", conf_level=0.95)
    money = replace(scenario.budget, per_partner=100.0, price_rise=0.25, own_contribution=5000.0)
    rows = {r["term"]: r for r in budget_records(phase, replace(scenario, budget=money), 20, conf_level=0.95)}
    firms = rate_of(scenario) * scenario.lots.firms
    assert rows["per_partner"]["estimate"] == 2000 and rows["own_contribution"]["estimate"] == -5000
    assert rows["price_rise"]["estimate"] == pytest.approx(firms / 4)
    assert rows["total"]["estimate"] == pytest.approx(firms * 1.25 + 2000 - 5000)


def test_what_rests_on_choices_says_so_on_own_data_too(results: pd.DataFrame) -> None:
    basis = results.groupby("measure")["basis"].unique()
    for measure in ("done", "design_power", "lot", "selection_rank", "effect_planned", "lead_months"):
        assert set(basis[measure]) == {"assumed"}, measure
    for measure in ("design_icc", "delivered", "criterion_rate", "deadline"):
        assert set(basis[measure]) == {"data"}, measure
    assert row_of(results, "goal", term="goal")["basis"] == "data"
    assert row_of(results, "goal", term="needed_complete")["basis"] == "assumed"


def test_the_simulation_of_time_gives_phase_one_back(panel: SyntheticPanel, scenario: Scenario) -> None:
    sizes = tuple([27] * 18)
    times = lead_times_of(
        read_phase_one(panel.companies, "complete", conf_level=0.95), scenario, own_data=False
    )
    end = cut_off_of(scenario)
    done = finish_months(sizes, times, scenario.timeline, starts="once", n_simulated=200, seed=1) <= end
    assert done.mean() > 0.97  # whoever had complete data had them at the cut-off
    late = replace(times, longest=end)  # recruitment counted twice
    twice = finish_months(sizes, late, scenario.timeline, starts="once", n_simulated=200, seed=1) <= end
    assert twice.mean() < 0.85


def test_the_goal_counts_both_phases(results: pd.DataFrame, scenario: Scenario) -> None:
    goal = results[results["measure"] == "goal"].set_index("term")["estimate"]
    registered = results.loc[results["measure"] == "delivered", "estimate"].sum()
    assert goal["firms"] == registered + scenario.lots.firms
    assert goal["needed"] == max(goal["goal"] - registered, 0)
    assert goal["needed_complete"] >= goal["needed"] and goal["complete"] <= goal["firms"]


def test_a_limit_binds_when_the_largest_lot_can_be_smaller_without_it(results: pd.DataFrame) -> None:
    largest = row_of(results, "lot_largest")["estimate"]
    by_new = results[results["measure"] == "lot_largest_by_new"].set_index("group_level")["estimate"]
    assert by_new.iloc[-1] == largest and (by_new.dropna().diff().dropna() <= 0).all()
    without = results[results["measure"] == "lot_largest_without"].set_index("term")["estimate"]
    assert (without <= largest).all() and (without < largest).any()


def test_growth_given_the_start_takes_out_where_firms_began(panel: SyntheticPanel) -> None:
    phase = read_phase_one(panel.companies, "complete", conf_level=0.95)
    companies = panel.companies[panel.companies["complete"].astype(bool)]
    start = companies["typology_start"].astype(str).to_numpy()
    means = pd.Series(phase.growth_given_start.values).groupby(start).mean()
    assert means.to_numpy() == pytest.approx(phase.outcomes["growth"].mean)
