"""Bounds for an unseen cause, partial association, places: R, the plain tests, what must hold."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from estimation_data import REFERENCE, Pins
from scipy import stats

from dianalysis.errors import ParameterError
from dianalysis.estimation.association import kendall_tau
from dianalysis.estimation.hidden_bias import tipping_odds, worst_p_value
from dianalysis.estimation.models import place_probabilities, pool_means
from dianalysis.estimation.partial import partial_tau

SAME_FORMULA = 1e-9
TWO_ROOTS = 1e-7  # each side stops its root finder on its own


@pytest.mark.parametrize(("test", "name"), [("sign", "sign"), ("signed_rank", "rank")])
@pytest.mark.parametrize("gamma", [1, 1.5, 3])
def test_worst_p_values_are_those_of_r(
    pins: Pins, paired: pd.DataFrame, test: str, name: str, gamma: float
) -> None:
    found = worst_p_value(paired["growth"], gamma, test=test)
    assert found == pytest.approx(pins[f"bias.{name}.{gamma:g}"], rel=SAME_FORMULA)


@pytest.mark.parametrize(("test", "name"), [("sign", "sign"), ("signed_rank", "rank")])
def test_tipping_odds_are_those_of_r(pins: Pins, paired: pd.DataFrame, test: str, name: str) -> None:
    found = tipping_odds(paired["growth"], test=test, alpha=0.025)
    assert found.value == pytest.approx(pins[f"bias.{name}.odds"], rel=TWO_ROOTS)
    assert found.n == (paired["growth"] != 0).sum()
    assert worst_p_value(paired["growth"], found.value, test=test) == pytest.approx(0.025, rel=1e-6)


def test_equal_odds_give_the_plain_sign_test() -> None:
    change = [1] * 9 + [-1] * 3 + [0] * 4
    plain = stats.binomtest(9, 12, alternative="greater").pvalue
    assert worst_p_value(change, 1, test="sign") == pytest.approx(plain)


def test_a_stronger_cause_explains_more_and_zeros_say_nothing(paired: pd.DataFrame) -> None:
    for test in ("sign", "signed_rank"):
        values = [worst_p_value(paired["growth"], gamma, test=test) for gamma in (1, 2, 4, 8)]
        assert values == sorted(values)
        longer = np.concatenate([paired["growth"], np.zeros(50)])
        assert worst_p_value(longer, 2, test=test) == values[1]


def test_no_rise_has_no_tipping_odds() -> None:
    assert math.isnan(tipping_odds([1, -1, 1, -1], test="sign", alpha=0.025).value)
    assert math.isnan(tipping_odds([0, 0], test="signed_rank", alpha=0.025).value)


def test_bad_questions_are_refused() -> None:
    with pytest.raises(ParameterError, match="at least 1"):
        worst_p_value([1, 2], 0.5, test="sign")
    with pytest.raises(ParameterError, match="unknown"):
        tipping_odds([1, 2], test="t", alpha=0.025)
    with pytest.raises(ParameterError, match="between 0 and 1"):
        tipping_odds([1, 2], test="sign", alpha=1)


def test_partial_tau_is_that_of_r(pins: Pins) -> None:
    table = pd.read_csv(REFERENCE / "attitude.csv")
    x, y, z = (table.iloc[:, k] for k in range(3))
    found = partial_tau(x, y, z, np.zeros(len(table)), conf_level=0.95)
    assert found.value == pytest.approx(pins["partial.tau"], rel=SAME_FORMULA)


def test_what_is_unrelated_takes_nothing_out_and_a_common_cause_takes_out_all() -> None:
    rng = np.random.default_rng(4)
    strata = np.repeat(np.arange(20), 30)
    common = rng.normal(size=strata.size)
    x, y = (common + rng.normal(scale=0.7, size=strata.size) for _ in range(2))
    plain = kendall_tau(x, y, strata, conf_level=0.95)
    beside = partial_tau(x, y, rng.normal(size=strata.size), strata, conf_level=0.95)
    without = partial_tau(x, y, common, strata, conf_level=0.95)
    assert beside.value == pytest.approx(plain.value, abs=0.02)
    assert abs(without.value) < plain.value / 3
    assert without.low < without.value < without.high


def test_an_answer_that_is_the_third_leaves_nothing_to_estimate() -> None:
    x = np.arange(10.0)
    assert math.isnan(partial_tau(x, x[::-1] ** 2, x, np.zeros(10), conf_level=0.95).value)
    with pytest.raises(ParameterError):
        partial_tau(x, x, x, [1, 2], conf_level=0.95)


def test_places_are_certain_for_one_apart_and_equal_where_all_are_one() -> None:
    rng = np.random.default_rng(2)
    noise = np.tile([-1.0, 1.0], 10)
    clusters = np.repeat(np.arange(6), noise.size)
    apart = np.concatenate([noise + rng.normal(scale=0.3, size=noise.size) + 8 * (k == 5) for k in range(6)])
    pooled = pool_means(apart, clusters, conf_level=0.95)
    highest, lowest = place_probabilities(pooled, places=2, seed=1)
    assert highest.sum() == pytest.approx(2) and lowest.sum() == pytest.approx(2)
    assert highest[5] == 1 and lowest[5] == 0
    assert (highest[:5] > 0).all()
    same = pool_means(np.tile(noise, 6), clusters, conf_level=0.95)
    equal = place_probabilities(same, places=2, seed=1)[0]
    assert np.ptp(equal) < 0.03, "equal means have equal chances"  # of 2 in 6, over 20,000 draws


def test_more_places_than_clusters_have_no_chance_to_estimate() -> None:
    pooled = pool_means([1.0, 2.0, 3.0, 5.0, 4.0, 7.0], [0, 0, 0, 1, 1, 1], conf_level=0.95)
    assert all(np.isnan(part).all() for part in place_probabilities(pooled, places=2, seed=1))
