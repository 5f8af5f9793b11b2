"""Estimators of chapters 7 to 10: against R, small cases by hand, invariances."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from estimation_data import REFERENCE, Pins
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dianalysis.errors import ParameterError
from dianalysis.estimation import (
    association,
    exact,
    friedman,
    funnel,
    multiplicity,
    reliability,
)

SAME_FORMULA = 1e-9  # closed forms in double precision, printed by R with 15 digits
TWO_OPTIMISERS = 2e-5  # optimisers that stop at slightly different places
PLAN = {"conf_level": 0.95}


def close(value: float) -> object:
    return pytest.approx(value, rel=SAME_FORMULA, abs=SAME_FORMULA)


@pytest.fixture(scope="module")
def attitude() -> np.ndarray:
    return pd.read_csv(REFERENCE / "attitude.csv").to_numpy(dtype=float)


def each(items: np.ndarray) -> np.ndarray:
    return np.arange(len(items))


def test_kendall_is_that_of_r(pins: Pins, paired: pd.DataFrame) -> None:
    one = np.zeros(len(paired))
    tau = association.kendall_tau(paired["start"], paired["growth"], one, **PLAN)
    assert tau.value == close(pins["kendall.tau"])
    assert tau.statistic == close(pins["kendall.z"])
    assert tau.p_value == close(pins["kendall.p"])
    assert tau.std_error == close(pins["kendall.jackknife.error"])
    assert tau.low < tau.value < tau.high


def test_kendall_within_strata_is_that_of_r(pins: Pins, paired: pd.DataFrame) -> None:
    tau = association.kendall_tau(paired["start"], paired["growth"], paired["cluster"], **PLAN)
    assert tau.value == close(pins["kendall.strata.tau"])
    assert tau.statistic == close(pins["kendall.strata.z"])
    assert tau.std_error == close(pins["kendall.strata.error"])
    assert tau.df == close(pins["kendall.strata.df"])


def test_kendall_by_hand() -> None:
    # stratum 1: pairs (1,2) up, both; stratum 2: three pairs, one discordant, no ties
    x, y, strata = [1, 2, 1, 2, 3], [1, 2, 1, 3, 2], [1, 1, 2, 2, 2]
    tau = association.kendall_tau(x, y, strata, **PLAN)
    assert tau.value == pytest.approx((1 + 1) / 4)
    constant = association.kendall_tau([1, 1, 2, 2], [1, 2, 1, 2], [1, 1, 2, 2], **PLAN)
    assert np.isnan(constant.value) and np.isnan(constant.p_value)
    apart = association.kendall_tau([1, 2, 1, 1], [1, 1, 1, 2], [1, 1, 2, 2], **PLAN)
    assert apart.value == 0 and np.isnan(apart.p_value)
    assert np.isnan(association.kendall_tau([], [], [], **PLAN).value)
    with pytest.raises(ParameterError):
        association.kendall_tau([1, 2], [1], [1, 1], **PLAN)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(0, 3)), min_size=4, max_size=30))
def test_kendall_depends_on_order_within_strata_only(units: list[tuple[int, int, int]]) -> None:
    x, y, strata = (np.array(part, dtype=float) for part in zip(*units, strict=True))
    tau = association.kendall_tau(x, y, strata, **PLAN)
    moved = association.kendall_tau(np.exp(x) + 1000 * strata, y**3 - 50 * strata, strata, **PLAN)
    turned = association.kendall_tau(-x, y, strata, **PLAN)
    swapped = association.kendall_tau(y, x, strata, **PLAN)
    np.testing.assert_allclose(moved.value, tau.value)
    np.testing.assert_allclose(turned.value, -tau.value)
    np.testing.assert_allclose((swapped.value, swapped.p_value), (tau.value, tau.p_value))


def test_phi(pins: Pins) -> None:
    assert float(association.phi([30, 10, 12, 48])) == close(pins["phi"])
    assert list(association.phi(np.array([[5, 0, 0, 5], [0, 5, 5, 0], [4, 4, 4, 4]]))) == [1, -1, 0]
    assert np.isnan(association.phi([3, 4, 0, 0]))


def test_alpha_and_omega_are_those_of_psych(pins: Pins, attitude: np.ndarray) -> None:
    alpha = reliability.estimate_alpha(attitude, each(attitude), **PLAN)
    assert alpha.value == close(pins["alpha"])
    loadings = reliability.one_factor_loadings(np.corrcoef(attitude.T)[None])[0]
    np.testing.assert_allclose(loadings, pins.series("minres"), rtol=TWO_OPTIMISERS)
    omega = reliability.estimate_omega(attitude, each(attitude), **PLAN)
    assert omega.value == pytest.approx(pins["omega"], rel=TWO_OPTIMISERS)
    assert alpha.n == omega.n == len(attitude)


def test_reliability_does_not_see_a_shift_or_the_order(attitude: np.ndarray) -> None:
    other = (attitude[:, ::-1] + np.arange(7)) * 2
    for estimate in (reliability.estimate_alpha, reliability.estimate_omega):
        first = estimate(attitude, each(attitude), **PLAN)
        second = estimate(other, each(other), **PLAN)
        assert second.value == pytest.approx(first.value, abs=1e-7)


def test_reliability_moments_equal_those_of_the_rows() -> None:
    rng = np.random.default_rng(3)
    scores = rng.integers(1, 6, size=(60, 4)) + rng.integers(0, 3, size=(60, 1))
    clusters = np.repeat(np.arange(12), 5)
    moments = reliability.item_moments(scores.astype(float), clusters)
    np.testing.assert_allclose(reliability.covariances(moments.sum(axis=0)[None])[0], np.cov(scores.T))
    found = reliability.estimate_omega(scores, clusters, conf_level=0.9)
    assert found.low < found.value < found.high <= 1
    constant = reliability.estimate_alpha(np.full((9, 3), 4), np.arange(9), **PLAN)
    assert np.isnan(constant.value)
    assert np.isnan(reliability.estimate_omega(np.empty((0, 3)), [], **PLAN).value)


def test_friedman_is_that_of_r(pins: Pins, attitude: np.ndarray) -> None:
    test = friedman.friedman_test(attitude, each(attitude), **PLAN)
    assert test.statistic == close(pins["friedman.chi2"]) and test.df == 6
    assert test.p_value == pytest.approx(pins["friedman.p"], rel=1e-7)
    assert test.value == close(pins["friedman.w"])
    assert 0 < test.low < test.value < test.high <= 1


def test_pairs_are_those_of_r(pins: Pins, attitude: np.ndarray) -> None:
    pairs = list(friedman.pair_differences(attitude, each(attitude), conf_level=0.95))
    p_values = np.array([pair.p_value for _, pair in pairs])
    np.testing.assert_allclose(p_values, pins.series("pairs.p"), rtol=1e-7)
    holm = multiplicity.adjust_p_values(p_values, method="holm")
    np.testing.assert_allclose(holm, pins.series("pairs.holm"), rtol=1e-7)
    (first, second), away = pairs[-1]
    assert (first, second) == (5, 6)
    assert away.value == pytest.approx((attitude[:, 5] - attitude[:, 6]).mean())


def test_friedman_small_cases() -> None:
    agreed = friedman.friedman_test([[1, 2, 3]] * 4, np.arange(4), **PLAN)
    assert agreed.value == pytest.approx(1) and agreed.statistic == pytest.approx(8)
    tied = friedman.friedman_test([[2, 2, 2]] * 4, np.arange(4), **PLAN)
    assert np.isnan(tied.value) and np.isnan(tied.p_value)
    assert friedman.friedman_test(np.empty((0, 3)), [], **PLAN).n == 0


@pytest.mark.parametrize("n", [6, 26, 476])
def test_control_limits(pins: Pins, n: int) -> None:
    for level, low, high in ((0.95, "0.025", "0.975"), (0.998, "0.001", "0.999")):
        limits = funnel.control_limits(0.693, n, conf_level=level)
        assert limits.low == close(pins[f"limit.{n}.{low}"])
        assert limits.high == close(pins[f"limit.{n}.{high}"])
    assert np.isnan(funnel.control_limits(0.5, 0, conf_level=0.95).low)
    assert np.isnan(funnel.control_limits(1.0, 5, conf_level=0.95).high)
    assert 0 <= funnel.control_limits(0.9, 2, conf_level=0.998).high <= 1


def test_overdispersion_by_hand() -> None:
    assert funnel.overdispersion([5, 10], [10, 20]).value == 0
    # share 0.5 of 20: z² = (10 - 5)²/2.5 = 10 in both groups
    assert funnel.overdispersion([10, 0], [10, 10]).value == pytest.approx(10)
    assert np.isnan(funnel.overdispersion([3], [10]).value)


def test_exact_interval_and_flips(pins: Pins) -> None:
    for count in (0, 3, 28):
        share = exact.estimate_share_exact(count, 28, conf_level=0.95)
        assert (share.low, share.high) == (
            close(pins[f"exact.{count}.low"]), close(pins[f"exact.{count}.high"]),
        )  # fmt: skip
    assert exact.exact_sign_flip_test([0, 0, 1, 1, 1, -1, 2, 4, 4, -2]).p_value == close(pins["flips.p"])
    ones = exact.exact_sign_flip_test([1] * 7 + [-1] * 2)
    assert ones.p_value == close(stats.binomtest(7, 9).pvalue)
    assert np.isnan(exact.exact_sign_flip_test([0, 0]).p_value)
    with pytest.raises(ParameterError):
        exact.exact_sign_flip_test([0.5])
    with pytest.raises(ParameterError):
        exact.estimate_share_exact(3, 2, conf_level=0.95)


@pytest.mark.parametrize("n", [6, 25, 28])
def test_exact_interval_of_a_median(pins: Pins, n: int) -> None:
    values = (7 * np.arange(1, n + 1)) % 11
    median = exact.estimate_median_exact(values, conf_level=0.95)
    assert (median.low, median.high) == (pins[f"median.{n}.low"], pins[f"median.{n}.high"])
    assert median.value == np.median(values)
    assert np.isnan(exact.estimate_median_exact(values[:5], conf_level=0.95).low)
    assert np.isnan(exact.estimate_median_exact([4] * 9, conf_level=0.95).low)
    assert exact.estimate_median_exact([], conf_level=0.95).n == 0
