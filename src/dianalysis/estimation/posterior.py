"""Averages over what is not known of an intraclass correlation: on a grid, so without draws.

Every correlation between 0 and 1 counts as equally likely beforehand: the uniform shrinkage prior of Daniels
(1999), Canadian Journal of Statistics 27, 567-578. Röver (2020), Journal of Statistical Software 93(6),
integrates the spread of a meta-analysis in the same way. `benchmarks/bench_coverage.py` shows that intervals
hold.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from dianalysis.estimation.estimate import FloatArray

Density = Callable[[FloatArray], FloatArray]
N_COARSE, N_FINE, MAX_NARROWINGS = 24, 32, 8
NEGLIGIBLE = 18.0  # a density exp(-18) times the highest adds nothing that is printed
MIN_ICC = 1e-9  # below it differences are smaller than rounding
STEPS, CLOSE = 100, 1e-9  # a quantile is found to a billionth of its scale


def uniform_prior(angles: FloatArray) -> FloatArray:
    """Return the logarithm of the density of angles whose squared sine is uniform."""
    return np.asarray(np.log(np.sin(2 * angles)))


def integrate_icc(
    log_likelihood: Density, *, log_prior: Density = uniform_prior
) -> tuple[FloatArray, FloatArray]:
    """Return intraclass correlations and the posterior probability each stands for.

    Parameters
    ----------
    log_likelihood
        From correlations (k,) to their log likelihood, up to a constant.
    log_prior
        From angles (k,), of which the correlation is the squared sine, to the log density of the angle.

    Returns
    -------
    Two arrays (`N_FINE`,); the second sums to one.

    Notes
    -----
    Gauss-Legendre quadrature over the angle, between the outermost of `N_COARSE` places where the density is
    not negligible; the search is repeated inside until it no longer narrows. In the angle, the spread divided
    by that within clusters is the tangent: smooth and bounded on both sides.
    """

    def density(angles: FloatArray) -> FloatArray:
        return log_likelihood(_icc(angles)) + log_prior(angles)

    low, high = 0.0, math.pi / 2
    for _ in range(MAX_NARROWINGS):
        step = (high - low) / N_COARSE
        angles = np.asarray(low + step * (np.arange(N_COARSE) + 0.5), dtype=np.float64)
        found = density(angles)
        kept = angles[found > found.max() - NEGLIGIBLE]
        ends = max(float(kept[0]) - step, low), min(float(kept[-1]) + step, high)
        narrowed = ends[1] - ends[0] < (high - low) / 2
        low, high = ends
        if not narrowed:
            break
    places, sizes = np.polynomial.legendre.leggauss(N_FINE)
    angles = np.asarray(low + (high - low) * (places + 1) / 2, dtype=np.float64)
    return _icc(angles), normalised(np.log(sizes) + density(angles))


def _icc(angles: FloatArray) -> FloatArray:
    return np.asarray(np.clip(np.sin(angles) ** 2, MIN_ICC, 1 - MIN_ICC))


def normalised(log_weights: FloatArray) -> FloatArray:
    """Return weights that sum to one from their logarithms up to a constant."""
    weights: FloatArray = np.exp(log_weights - log_weights.max())
    return np.asarray(weights / weights.sum())


def mixture_quantile(
    distribution: Callable[[FloatArray], tuple[FloatArray, FloatArray]],
    probability: float,
    start: FloatArray,
    bracket: tuple[FloatArray, FloatArray],
) -> FloatArray:
    """Return the quantiles of several distributions at once, by Newton steps kept inside a bracket.

    Parameters
    ----------
    distribution
        From places (k,) to the probability below each and the density there, one distribution an entry.
    probability
        Between 0 and 1.
    start, bracket
        First places, and two arrays between which the quantiles lie; where they do not, the nearest end is
        returned.
    """
    (low, high), place = bracket, start.copy()
    scale = (high - low).max()
    for _ in range(STEPS):
        below, density = distribution(place)
        high, low = np.where(below > probability, place, high), np.where(below > probability, low, place)
        step = (probability - below) / np.maximum(density, 1e-300)
        moved = place + step
        moved = np.where((moved > low) & (moved < high), moved, (low + high) / 2)
        done = np.abs(moved - place).max() < CLOSE * scale
        place = moved
        if done:
            break
    return place
