"""Means and shares drawn towards each other: against quadrature in R, a Gibbs sampler, and closed cases."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest
from estimation_data import Pins, reference_data
from scipy import stats

from dianalysis.errors import ParameterError
from dianalysis.estimation import models, pooled_shares, posterior, shrinkage
from dianalysis.estimation.estimate import Estimate, FloatArray

TWO_QUADRATURES = 1e-5  # of the width of an interval; 32 Gauss points here, adaptive integration in R
GIBBS = (
    0.02  # of the width of an interval; four simulation errors of a 2.5 % quantile of 100,000 linked draws
)
GIBBS_PLACE = 0.012  # 10,000 against 100,000 draws of a probability, two and a half simulation errors
SCHOOLS = np.array([28.0, 8, -3, 7, -1, 1, 18, 12]), np.array([15.0, 10, 16, 11, 9, 11, 10, 18])
COUNTS = np.array([148, 127, 79, 65, 64, 61, 35, 1, 4, 0])
SIZES = np.array([199, 197, 121, 101, 115, 88, 62, 16, 12, 5])


def parts_of(found: tuple[Estimate, ...]) -> dict[str, np.ndarray]:
    return {
        "mean": np.array([one.value for one in found]),
        "low": np.array([one.low for one in found]),
        "high": np.array([one.high for one in found]),
    }


def assert_close(found: tuple[Estimate, ...], pins: Pins, stem: str, tolerance: float) -> None:
    parts = parts_of(found)
    width = (parts["high"] - parts["low"]).max()
    for name, values in parts.items():
        np.testing.assert_allclose(values, pins.series(f"{stem}.{name}"), rtol=0, atol=tolerance * width)


def values_of(name: str, paired: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    return (paired["growth"], paired["cluster"]) if name == "paired" else reference_data(name)


@pytest.mark.parametrize("name", ["paired", "dyestuff", "chickwts"])
def test_means_are_those_of_quadrature_in_r(pins: Pins, paired: pd.DataFrame, name: str) -> None:
    fit = models.pool_means(*values_of(name, paired), conf_level=0.95)
    assert_close(fit.clusters, pins, f"{name}.mean", TWO_QUADRATURES)
    assert_close(fit.deviations, pins, f"{name}.away", TWO_QUADRATURES)


def test_means_are_those_of_a_gibbs_sampler(pins: Pins, paired: pd.DataFrame) -> None:
    fit = models.pool_means(*values_of("paired", paired), conf_level=0.95)
    assert_close(fit.clusters, pins, "gibbs.paired", GIBBS)
    highest, lowest = models.place_probabilities(fit, places=3, seed=1)
    np.testing.assert_allclose(highest, pins.series("gibbs.paired.first_three"), atol=GIBBS_PLACE)
    assert highest.sum() == pytest.approx(3) and lowest.sum() == pytest.approx(3)


def test_eight_schools_with_a_uniform_spread(pins: Pins, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rubin (1981), known errors: the same model under the prior of Gelman and others (2013), section 5.5."""

    def uniform_spread(angles: FloatArray) -> FloatArray:
        return np.asarray(-2 * np.log(np.cos(angles)))

    def integrate(log_likelihood: posterior.Density) -> tuple[FloatArray, FloatArray]:
        return posterior.integrate_icc(log_likelihood, log_prior=uniform_spread)

    monkeypatch.setattr(shrinkage, "integrate_icc", integrate)
    effects, errors = SCHOOLS
    sizes = (10 / errors) ** 2  # a standard deviation of ten, known from many units, gives these errors
    means, _ = shrinkage.shrunken(shrinkage.Summary(sizes, effects, 1e9, 1e7), 0.95)
    assert_close(means, pins, "schools", TWO_QUADRATURES)


def test_a_known_ratio_gives_classic_shrinkage(paired: pd.DataFrame) -> None:
    fit = models.pool_means(paired["growth"], paired["cluster"], conf_level=0.95)
    assert fit.summary is not None
    (means, _), (away, _) = shrinkage.given_ratios(fit.summary, np.array([0.25]))
    reliability = 0.25 * fit.summary.sizes / (1 + 0.25 * fit.summary.sizes)
    centre = (reliability @ fit.summary.means) / reliability.sum()
    np.testing.assert_allclose(away[0], reliability * (fit.summary.means - centre), rtol=1e-12)
    np.testing.assert_allclose(means[0] - away[0], centre, rtol=1e-12)


def test_clusters_far_apart_are_left_alone() -> None:
    rng = np.random.default_rng(4)
    clusters = np.repeat(np.arange(6), 40)
    values = 1000.0 * clusters + rng.normal(size=clusters.size)
    for own, found in zip(
        values.reshape(6, 40), models.pool_means(values, clusters, conf_level=0.95).clusters, strict=True
    ):
        assert found.value == pytest.approx(own.mean(), abs=1e-3)
        assert (found.high - found.low) / 2 == pytest.approx(1.97 / np.sqrt(40), rel=0.15)


def test_not_knowing_the_spread_makes_intervals_wider() -> None:
    rng = np.random.default_rng(1)
    clusters = np.repeat(np.arange(18), 20)
    fit = models.pool_means(rng.normal(size=clusters.size), clusters, conf_level=0.95)
    assert fit.summary is not None
    ratio = np.array([(fit.between_sd.value / fit.within_sd) ** 2])
    (_, errors), _ = shrinkage.given_ratios(fit.summary, ratio)
    widths = np.array([one.high - one.low for one in fit.clusters])
    assert (widths > 2 * stats.norm.ppf(0.975) * errors[0]).all()


@pytest.mark.parametrize("angle", [0.002, 0.1, 0.8, 1.5])
def test_a_narrow_posterior_is_found_wherever_it_lies(angle: float) -> None:
    def likelihood(icc: FloatArray) -> FloatArray:
        return -(((np.arcsin(np.sqrt(icc)) - angle) / (angle / 50)) ** 2) / 2

    icc, weights = posterior.integrate_icc(likelihood, log_prior=np.zeros_like)
    angles = np.arcsin(np.sqrt(icc))
    assert weights.sum() == pytest.approx(1)
    assert weights @ angles == pytest.approx(angle, rel=1e-3)
    assert np.sqrt(weights @ (angles - weights @ angles) ** 2) == pytest.approx(
        angle / 50, rel=0.03 if angle < 1.5 else 0.5
    )


def test_without_data_the_prior_is_uniform() -> None:
    icc, weights = posterior.integrate_icc(np.zeros_like)
    assert weights @ icc == pytest.approx(0.5, abs=1e-6)
    assert weights @ icc**2 == pytest.approx(1 / 3, abs=1e-6)


def test_shares_are_those_of_quadrature_in_r(pins: Pins) -> None:
    pooled = pooled_shares.pool_shares(COUNTS, SIZES, conf_level=0.95)
    assert pooled.centre == pytest.approx(pins["shares.centre"], abs=TWO_QUADRATURES)
    assert pooled.spread == pytest.approx(pins["shares.spread"], abs=TWO_QUADRATURES)
    for name, values in parts_of(pooled.shares).items():
        for k in (1, 5, 8, 10):
            assert values[k - 1] == pytest.approx(pins[f"shares.{name}.{k}"], abs=TWO_QUADRATURES)


def test_shares_are_those_of_a_gibbs_sampler(pins: Pins) -> None:
    pooled = pooled_shares.pool_shares(COUNTS, SIZES, conf_level=0.95)
    assert_close(pooled.shares, pins, "gibbs.shares", GIBBS)
    highest, lowest = pooled_shares.place_probabilities(pooled, COUNTS, SIZES, places=3, seed=1)
    np.testing.assert_allclose(highest, pins.series("gibbs.shares.first_three"), atol=GIBBS_PLACE)
    assert highest.sum() == pytest.approx(3) and lowest.sum() == pytest.approx(3)


def test_shares_shrink_to_the_centre() -> None:
    pooled = pooled_shares.pool_shares(COUNTS, SIZES, conf_level=0.95)
    for raw, found in zip(COUNTS / SIZES, pooled.shares, strict=True):
        assert min(raw, pooled.centre) <= found.value <= max(raw, pooled.centre)
    turned = pooled_shares.pool_shares(SIZES - COUNTS, SIZES, conf_level=0.95)
    for one, other in zip(pooled.shares, turned.shares, strict=True):
        assert (one.value, one.low) == (pytest.approx(1 - other.value), pytest.approx(1 - other.high))


def test_equal_shares_are_close_and_narrower_than_alone() -> None:
    same = pooled_shares.pool_shares([50] * 6, [100] * 6, conf_level=0.95)
    alone = stats.beta(50.5, 50.5).interval(0.95)
    assert same.shares[0].value == pytest.approx(0.5, abs=1e-6)
    assert same.shares[0].high - same.shares[0].low < 0.8 * (alone[1] - alone[0])


@pytest.mark.parametrize("count", [0, 10])
def test_all_or_nothing_has_an_interval_within_the_scale(count: int) -> None:
    pooled = pooled_shares.pool_shares([count] * 6, [10] * 6, conf_level=0.95)
    for found in pooled.shares:
        assert 0 <= found.low <= found.value <= found.high <= 1
        assert abs(found.value - count / 10) < 0.02


def test_few_shares_are_not_pooled_and_wrong_counts_are_refused() -> None:
    few = pooled_shares.pool_shares([3, 0], [5, 0], conf_level=0.95)
    assert np.isnan(few.spread) and few.shares[0].value == pytest.approx(3.5 / 6)
    assert (few.shares[0].low, few.shares[0].high) == pytest.approx(stats.beta(3.5, 2.5).interval(0.95))
    assert np.isnan(pooled_shares.place_probabilities(few, [3, 0], [5, 0], places=5, seed=1)[0]).all()
    with pytest.raises(ParameterError):
        pooled_shares.pool_shares([3], [2], conf_level=0.95)


def test_eighteen_partners_take_milliseconds() -> None:
    rng = np.random.default_rng(3)
    sizes = rng.integers(6, 56, 18)
    clusters, counts = np.repeat(np.arange(18), sizes), rng.binomial(sizes, 0.7)
    values = rng.normal(size=clusters.size)
    start = time.process_time()
    for _ in range(5):
        models.pool_means(values, clusters, conf_level=0.95)
        pooled_shares.pool_shares(counts, sizes, conf_level=0.95)
    assert (time.process_time() - start) / 5 < 0.25  # some 0.02 on a common machine
