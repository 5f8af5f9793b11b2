"""The simulated trial agrees with the closed formula, the formula with R, its analysis with the studies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dianalysis.errors import ParameterError
from dianalysis.estimation.jackknife import jackknife_clusters
from dianalysis.planning import Scenario
from dianalysis.planning.formula import (
    design_effect,
    detectable_effect,
    error_of_difference,
    power_of_difference,
)
from dianalysis.planning.trial import (
    DESIGNS,
    Trial,
    analyse,
    cells_of,
    found,
    planned_sizes,
    simulate,
    simulated_detectable,
    statistic_of,
)
from dianalysis.studies.plan import Plan

PINS = pd.read_csv(Path(__file__).parents[1] / "reference" / "planning_expected.csv").set_index("name")[
    "value"
]
SAME_FORMULA = 1e-8
FIRM_BY_FIRM = 0.023  # two simulations of 10 000 trials: three standard errors are 0.021
SEARCHED = 1e-6  # R's power.t.test searches a root
SIZES = planned_sizes(np.array([6, 43, 11, 25, 42, 27, 50, 18, 27, 26.0]), 500, 18)
NORMAL = tuple(float(x) for x in np.random.default_rng(5).standard_normal(400))
NORMAL = tuple((np.array(NORMAL) - np.mean(NORMAL)) / np.std(NORMAL))
LEVEL = 0.95


def trial(design: str, icc: float, **changes: object) -> Trial:
    return replace(Trial(design, SIZES, 0.0, 1.0, icc, NORMAL), **changes)


def test_power_of_two_means_is_that_of_r() -> None:
    for name, n, delta in (("two_means", 64, 0.5), ("small", 6, 0.3)):
        told = power_of_difference(delta, np.sqrt(2 / n), 2 * (n - 1), conf_level=LEVEL)
        assert told == pytest.approx(PINS[f"power.{name}"], rel=SAME_FORMULA)
    told = detectable_effect(np.sqrt(2 / 64), 126, power=0.8, conf_level=LEVEL)
    assert told == pytest.approx(PINS["power.detectable"], rel=SEARCHED)


def test_clusters_inflate_the_error_as_in_r() -> None:
    effect = design_effect(500 / 18, 0.48, 0.13)
    assert effect == pytest.approx(PINS["cluster.design_effect"], rel=SAME_FORMULA)
    error = error_of_difference("between", sd=1, icc=0.13, firms=500, partners=18, size_variation=0.48)
    df = 2 * (250 / effect - 1)
    told = power_of_difference(0.6, error, df, conf_level=LEVEL)
    assert told == pytest.approx(PINS["cluster.power"], rel=SAME_FORMULA)
    told = detectable_effect(error, df, power=0.8, conf_level=LEVEL)
    assert told == pytest.approx(PINS["cluster.detectable"], rel=SEARCHED)


@pytest.mark.parametrize("size", [20.0, 30.0])
def test_equal_clusters_have_the_usual_design_effect(size: float) -> None:
    assert design_effect(size, 0.0, 0.05) == pytest.approx(1 + (size - 1) * 0.05)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("icc", [0.0, 0.05, 0.13])
def test_simulation_agrees_with_the_formula_where_that_holds(design: str, icc: float) -> None:
    told = simulated_detectable(
        trial(design, icc), power=0.8, start=3.0, conf_level=LEVEL, n_simulated=1500, seed=2
    )
    variation = float(np.std(SIZES) / np.mean(SIZES))
    error = error_of_difference(design, sd=1, icc=icc, firms=500, partners=18, size_variation=variation)
    expected = detectable_effect(error, 18 - (2 if design == "between" else 1), power=0.8, conf_level=LEVEL)
    assert expected * 0.96 < told < expected * 1.12  # the jackknife pays for few partners of unequal size


@pytest.mark.parametrize("design", DESIGNS)
def test_chance_is_seldom_taken_for_a_difference(design: str) -> None:
    hits = found(trial(design, 0.13), 0.0, conf_level=LEVEL, n_simulated=4000, seed=3)
    assert 0.03 < hits.mean() < 0.062  # 0.05 with three standard errors above, cautious below


@pytest.mark.parametrize("design", DESIGNS)
def test_analysis_is_the_cluster_jackknife_of_the_studies(design: str) -> None:
    data = simulate(trial(design, 0.1), 0.3, n_simulated=5, seed=4)
    values, halves = analyse(data, design, conf_level=0.9)
    for one, value, half in zip(data, values, halves, strict=True):
        alone = jackknife_clusters(
            cells_of(one[None], design)[0], statistic_of, scale="plain", conf_level=0.9, sizes=SIZES
        )
        assert [value, value - half] == pytest.approx([alone.value, alone.low])


def test_a_mean_difference_within_partners_is_least_squares_with_a_level_for_each() -> None:
    data = simulate(trial("within", 0.1), 0.3, n_simulated=1, seed=4)[0]
    rows, y, weights = [], [], []
    for partner, (n1, s1, n0, s0) in enumerate(data):
        for arm, n, s in ((1.0, n1, s1), (0.0, n0, s0)):
            rows.append([arm, *(float(partner == k) for k in range(len(data)))])
            y.append(s / n)
            weights.append(n)
    root = np.sqrt(np.array(weights))
    slope = np.linalg.lstsq(np.array(rows) * root[:, None], np.array(y) * root, rcond=None)[0][0]
    assert statistic_of(cells_of(data[None], "within").sum(axis=1))[0] == pytest.approx(slope)


@pytest.mark.parametrize("residuals", [NORMAL, ()])
def test_simulated_firms_have_the_mean_and_correlation_asked_for(residuals: tuple[float, ...]) -> None:
    one = Trial("within", (20,) * 40, 0.6, 0.49, 0.2, residuals)
    data = simulate(one, 0.1, n_simulated=400, seed=6)
    n1, s1, n0, s0 = data.sum(axis=(0, 1))
    assert s0 / n0 == pytest.approx(0.6, abs=0.01)
    assert s1 / n1 - s0 / n0 == pytest.approx(0.1 if residuals else 0.093, abs=0.01)  # a share stops at one
    level = data[..., 3] / data[..., 2]
    between = level.var() - 0.49**2 * 0.8 / 10
    assert between / 0.49**2 == pytest.approx(0.2, abs=0.03)


def test_crossover_and_spread_make_a_difference_harder_to_find() -> None:
    def power(**changes: float) -> float:
        hits = found(trial("within", 0.1, **changes), 0.25, conf_level=LEVEL, n_simulated=2000, seed=7)
        return float(hits.mean())

    assert power(crossover=0.3) < power() - 0.1
    assert power(effect_spread=1.0) < power() - 0.05


def test_halves_are_drawn_fairly_and_odd_partners_left_in() -> None:
    for design in DESIGNS:
        data = simulate(replace(trial(design, 0.1), sizes=(9, 7, 5, 4, 2)), 0.0, n_simulated=2000, seed=8)
        assert (data[..., 0] + data[..., 2] == np.array([9, 7, 5, 4, 2])).all()
        assert data[..., 0].sum() / data[..., [0, 2]].sum() == pytest.approx(0.5, abs=0.02)


def test_planned_sizes_keep_the_shape_of_phase_one() -> None:
    seen = np.array([5.0, 10, 20, 40, 55])
    sizes = planned_sizes(seen, 400, 20)
    assert sum(sizes) == 400 and len(sizes) == 20 and min(sizes) >= 2
    assert list(sizes) == sorted(sizes, reverse=True)
    assert np.std(sizes) / np.mean(sizes) == pytest.approx(np.std(seen) / np.mean(seen), rel=0.25)
    with pytest.raises(ParameterError, match="two firms"):
        planned_sizes(seen, 30, 20)


def test_an_effect_no_scale_has_room_for_is_not_given() -> None:
    small = replace(trial("between", 0.3), sizes=(3, 3, 3, 3))
    told = simulated_detectable(small, power=0.99, start=0.5, conf_level=LEVEL, n_simulated=200, seed=1)
    assert np.isnan(told)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("plain", {}),
        ("completion", {"completion": 0.71}),
        ("group", {"group_icc": 0.05}),
        ("both", {"completion": 0.71, "group_icc": 0.1}),
    ],
)
def test_power_is_that_of_trials_simulated_firm_by_firm_in_r(name: str, changes: dict[str, float]) -> None:
    sizes = (*[24] * 16, 16, 14, *[16] * 6)
    one = trial("within", 0.13, effect_spread=0.3, crossover=0.1, sizes=sizes, **changes)
    hits = found(one, 0.3, conf_level=LEVEL, n_simulated=10000, seed=9)
    assert float(hits.mean()) == pytest.approx(PINS[f"trial.{name}"], abs=FIRM_BY_FIRM)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(("completion", "group_icc"), [(1.0, 0.05), (0.7, 0.0), (0.7, 0.1)])
def test_completion_and_groups_agree_with_the_formula(
    design: str, completion: float, group_icc: float
) -> None:
    one = trial(design, 0.1, completion=completion, group_icc=group_icc)
    told = simulated_detectable(one, power=0.8, start=3.0, conf_level=LEVEL, n_simulated=1500, seed=2)
    variation = float(np.std(SIZES) / np.mean(SIZES))
    error = error_of_difference(
        design,
        sd=1,
        icc=0.1,
        firms=500 * completion,
        partners=18,
        size_variation=variation,
        group_icc=group_icc,
    )
    expected = detectable_effect(error, 18 - (2 if design == "between" else 1), power=0.8, conf_level=LEVEL)
    assert expected * 0.96 < told < expected * 1.15  # the jackknife pays for few partners of unequal size


def test_groups_do_not_make_chance_look_like_a_difference_within_partners() -> None:
    one = trial("within", 0.13, group_icc=0.1, completion=0.8)
    hits = found(one, 0.0, conf_level=LEVEL, n_simulated=4000, seed=3)
    assert 0.03 < hits.mean() < 0.062


def test_the_planned_trial_takes_its_firms_partners_and_thresholds_from_one_place(
    results: pd.DataFrame, plan: Plan, scenario: Scenario
) -> None:
    lots = results[(results["measure"] == "lot") & (results["group_level"] != "totaal")]["estimate"]
    planned = results[results["measure"] == "planned_trial"].iloc[0]
    assert planned["term"] == f"{int(lots.sum())}.{int((lots > 0).sum())}"
    assert planned["estimate"] == scenario.lots.firms
    effects = results[results["measure"] == "effect_planned"].set_index("term")["estimate"]
    assert effects["growth"] == plan.facts.smallest_growth
    assert effects["improved"] == plan.facts.smallest_share
    primary = results[results["measure"] == "primary_outcome"]["term"]
    assert list(primary) == [scenario.power.primary]
    sensitive = results[results["measure"] == "power_sensitivity"]
    assert len(sensitive) == 4 * len(scenario.power.group_iccs)
