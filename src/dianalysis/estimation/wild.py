"""The wild cluster bootstrap of a mean: for few clusters of unequal size, none of them resampled away."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from dianalysis.estimation.estimate import Estimate, FloatArray, check_level, cluster_sums, floats
from dianalysis.estimation.resampling import CELLS_PER_BATCH, MAX_EXACT_FLIPS

METHOD = "wild cluster bootstrap-t, signs of whole clusters"


def wild_mean(
    values: ArrayLike, clusters: ArrayLike, *, n_resamples: int, seed: int, conf_level: float
) -> Estimate:
    """Estimate a mean and test that it is zero, by turning the sign of whole clusters of residuals.

    Parameters
    ----------
    values, clusters
        Arrays (n,): numbers and what they are clustered in.
    n_resamples
        Sign patterns drawn when there are more than `MAX_EXACT_FLIPS` clusters; with fewer all are used. 0
        gives the estimate and its clustered error only.

    Returns
    -------
    Estimate; `p_value` with the null imposed, interval symmetric around the mean with the residuals of the
    fit. NaN bounds with fewer than two clusters or when clusters do not differ.

    Notes
    -----
    Cameron, Gelbach and Miller (2008), Rev Econ Stat 90, 414-427: studentised, Rademacher weights; p-value
    (1 + patterns at least as extreme)/(1 + patterns) when drawn, their share when enumerated.
    """
    x, level = floats(values, name="values"), check_level(conf_level)
    sums, sizes = cluster_sums(x, clusters)
    if x.size == 0:
        return Estimate(level=level, n=0.0, method=METHOD)
    mean = float(x.mean())
    value, error = (float(part[0]) for part in _studentised(sums[None, :], sizes))
    known = Estimate(value, level=level, std_error=error, df=float(sizes.size - 1), n=x.size, method=METHOD)
    if n_resamples < 1 or not error > 0:
        return known
    signs = _signs(sizes.size, n_resamples, seed)
    null = _ratios(signs, sums, sizes)
    free = _ratios(signs, sums - mean * sizes, sizes)
    observed = abs(mean / error) * (1 - 1e-12)
    reached = int((null >= observed).sum())
    exact = sizes.size <= MAX_EXACT_FLIPS
    p_value = reached / len(signs) if exact else (1 + reached) / (1 + len(signs))
    half = float(np.quantile(free[np.isfinite(free)], level)) * error
    return Estimate(
        value, mean - half, mean + half, level, error, statistic=mean / error, df=known.df, p_value=p_value,
        n=x.size, method=METHOD,
    )  # fmt: skip


def _signs(n_clusters: int, n_resamples: int, seed: int) -> FloatArray:
    if n_clusters <= MAX_EXACT_FLIPS:
        bits = (np.arange(2**n_clusters)[:, None] >> np.arange(n_clusters)) & 1
    else:
        bits = np.random.default_rng(seed).integers(0, 2, size=(n_resamples, n_clusters))
    return np.asarray(2.0 * bits - 1, dtype=np.float64)


def _ratios(signs: FloatArray, sums: FloatArray, sizes: FloatArray) -> FloatArray:
    """Absolute t of every sign pattern, in batches of bounded memory."""
    batch = max(1, CELLS_PER_BATCH // sums.size)
    parts = []
    for begin in range(0, len(signs), batch):
        means, errors = _studentised(signs[begin : begin + batch] * sums, sizes)
        found = np.full(means.shape, math.inf)  # no spread between clusters: as extreme as can be
        np.divide(np.abs(means), errors, out=found, where=errors > 0)
        parts.append(found)
    return np.concatenate(parts)


def _studentised(sums: FloatArray, sizes: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Means and clustered errors (HC1) from sums per cluster (m, clusters)."""
    n, g = float(sizes.sum()), sizes.size
    means = sums.sum(axis=1) / n
    if g < 2:
        return means, np.full(means.shape, math.nan)
    away = sums - means[:, None] * sizes
    scale = g / (g - 1)  # times (n - 1)/(n - 1): a mean has one parameter
    return means, np.sqrt(scale * (away**2).sum(axis=1)) / n
