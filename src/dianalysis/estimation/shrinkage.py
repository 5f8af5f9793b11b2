"""Cluster means drawn towards each other, averaged over what is not known of their spread."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import special, stats

from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.estimation.posterior import integrate_icc, mixture_quantile

METHOD = "random-intercept model averaged over the intraclass correlation (uniform prior)"
Pair = tuple[FloatArray, FloatArray]


@dataclass(frozen=True)
class Summary:
    """What the model needs of the data.

    Parameters
    ----------
    sizes, means
        Arrays (clusters,).
    within_ss, total
        Sum of squares within clusters and number of units.
    """

    sizes: FloatArray
    means: FloatArray
    within_ss: float
    total: float


def shrunken(data: Summary, level: float) -> tuple[tuple[Estimate, ...], tuple[Estimate, ...]]:
    """Return the shrunken means of clusters, and their distances from the centre, with their intervals."""
    icc, weights = posterior_icc(data)
    means, away = given_ratios(data, icc / (1 - icc))
    df = data.total - 1
    return _rows(weights, means, data.sizes, (level, df)), _rows(weights, away, data.sizes, (level, df))


def posterior_icc(data: Summary) -> tuple[FloatArray, FloatArray]:
    """Return intraclass correlations and the posterior probability each stands for."""

    def log_likelihood(icc: FloatArray) -> FloatArray:
        ratio = icc / (1 - icc)
        keep, _, precision, squares = _given_ratios(data, ratio)
        found = -((data.total - 1) * np.log(squares) - np.log(keep).sum(axis=1) + np.log(precision)) / 2
        return np.asarray(found)

    return integrate_icc(log_likelihood)


def given_ratios(data: Summary, ratio: FloatArray) -> tuple[Pair, Pair]:
    """Return shrunken means and distances from the centre, each with its error, for ratios (k,) of variances.

    Returns
    -------
    Two pairs of arrays (k, clusters): values and the scale of their t distribution.
    """
    keep, centre, precision, squares = _given_ratios(data, ratio)
    sigma2, column = (squares / (data.total - 1))[:, None], precision[:, None]
    away = (1 - keep) * (data.means - centre[:, None])
    own = ratio[:, None] * keep
    return (centre[:, None] + away, np.sqrt(sigma2 * (own + keep**2 / column))), (
        away, np.sqrt(sigma2 * (own + (1 - keep) ** 2 / column)),
    )  # fmt: skip


def _given_ratios(data: Summary, ratio: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Part of a mean left to the centre, the centre, its precision in units of σ, and the sum of squares."""
    keep = 1 / (1 + np.multiply.outer(ratio, data.sizes))
    weights = data.sizes * keep
    precision = weights.sum(axis=1)
    centre = weights @ data.means / precision
    squares = data.within_ss + (weights * (data.means - centre[:, None]) ** 2).sum(axis=1)
    return keep, centre, precision, squares


def _rows(
    weights: FloatArray, pair: Pair, sizes: FloatArray, how: tuple[float, float]
) -> tuple[Estimate, ...]:
    """One Estimate a cluster of a mixture of t distributions."""
    (level, df), (values, scales) = how, pair
    mean = weights @ values
    error = np.sqrt(weights @ (scales**2 * df / (df - 2) + (values - mean) ** 2))

    def distribution(place: FloatArray) -> tuple[FloatArray, FloatArray]:
        z = (place - values) / scales
        density = np.exp(-(df + 1) / 2 * np.log1p(z**2 / df) - special.betaln(0.5, df / 2)) / math.sqrt(df)
        return weights @ special.stdtr(df, z), weights @ (density / scales)

    bracket = (values - 99 * scales).min(axis=0), (values + 99 * scales).max(axis=0)
    z = float(stats.norm.ppf((1 + level) / 2))
    low, high = (
        mixture_quantile(distribution, p, mean + side * z * error, bracket)
        for p, side in (((1 - level) / 2, -1), ((1 + level) / 2, 1))
    )
    return tuple(
        Estimate(float(v), float(a), float(b), level, float(e), n=float(n), method=METHOD)
        for v, a, b, e, n in zip(mean, low, high, error, sizes, strict=True)
    )


def draw_deviations(data: Summary, n_draws: int, rng: np.random.Generator) -> FloatArray:
    """Simultaneous draws (n_draws, clusters) of the distances from the centre."""
    icc, weights = posterior_icc(data)
    ratio = rng.choice(icc / (1 - icc), n_draws, p=weights)
    keep, centre, precision, squares = _given_ratios(data, ratio)
    sigma = np.sqrt(squares / rng.chisquare(data.total - 1, n_draws))
    centre = centre + sigma / np.sqrt(precision) * rng.normal(size=n_draws)
    spread = sigma[:, None] * np.sqrt(ratio[:, None] * keep)
    return (1 - keep) * (data.means - centre[:, None]) + spread * rng.normal(size=keep.shape)
