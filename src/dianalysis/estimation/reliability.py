"""How consistently a block of statements measures one thing: alpha, and omega of a one-factor model."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from dianalysis.errors import ParameterError
from dianalysis.estimation.describe import within_scale
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.estimation.jackknife import jackknife_clusters

MAX_SWEEPS = 500
SETTLED = 1e-10  # largest change of a loading in the last sweep
BEGIN = 0.7  # loading each statement starts with


def estimate_alpha(items: ArrayLike, clusters: ArrayLike, *, conf_level: float) -> Estimate:
    """Estimate Cronbach's alpha with the interval of the cluster jackknife.

    Parameters
    ----------
    items
        Scores (units, statements), none absent.
    clusters
        Cluster of each unit.

    Returns
    -------
    Estimate, its upper bound at most 1; NaN with fewer than two statements or where the sum score does not
    vary.

    Raises
    ------
    ParameterError
        When the scores form no table or the clusters do not match.

    Notes
    -----
    k/(k-1) (1 - sum of variances / variance of the sum); Cronbach (1951), Psychometrika 16, 297-334.
    """
    return _jackknife(items, clusters, alpha, "Cronbach's alpha", conf_level)


def estimate_omega(items: ArrayLike, clusters: ArrayLike, *, conf_level: float) -> Estimate:
    """Estimate McDonald's omega of the sum score under one common factor; parameters as `estimate_alpha`.

    Notes
    -----
    (sum of loadings)² / ((sum of loadings)² + sum of unique variances), in the units of the scores; loadings
    by least squares on the off-diagonal correlations (minres, Harman and Jones 1966, Psychometrika 31,
    351-368), fitted again without each cluster. McDonald (1999), Test Theory, ch. 6.
    """
    return _jackknife(items, clusters, omega, "McDonald's omega, one factor", conf_level)


def _jackknife(
    items: ArrayLike,
    clusters: ArrayLike,
    statistic: Callable[[FloatArray], FloatArray],
    name: str,
    conf_level: float,
) -> Estimate:
    scores = np.asarray(items, dtype=np.float64)
    if scores.ndim != 2 or np.asarray(clusters).shape != scores.shape[:1]:
        raise ParameterError("scores form a table of units and statements, with one cluster a unit")
    if min(scores.shape) < 2:
        return Estimate(level=conf_level, n=scores.shape[0], method=name)
    moments = item_moments(scores, clusters)
    found = jackknife_clusters(
        moments, lambda sums: statistic(covariances(sums)), scale="plain", conf_level=conf_level,
        sizes=moments[:, 0],
    )  # fmt: skip
    return within_scale(replace(found, method=f"{name}; {found.method}"), -math.inf, 1)


def item_moments(scores: FloatArray, clusters: ArrayLike) -> FloatArray:
    """Return per cluster (rows, sorted) the number of units, the sums and the sums of cross-products."""
    cross = (scores[:, :, None] * scores[:, None, :]).reshape(scores.shape[0], -1)
    parts = np.column_stack([np.ones(scores.shape[0]), scores, cross])
    index = np.unique(np.asarray(clusters), return_inverse=True)[1]
    table = np.zeros((int(index.max()) + 1, parts.shape[1]))
    np.add.at(table, index, parts)
    return table


def covariances(sums: FloatArray) -> FloatArray:
    """Return covariance matrices (m, k, k) from rows of `item_moments` added up (m, 1 + k + k²)."""
    k = round((np.sqrt(4 * sums.shape[1] - 3) - 1) / 2)
    n, totals, cross = sums[:, :1], sums[:, 1 : k + 1], sums[:, k + 1 :].reshape(-1, k, k)
    centred = cross - totals[:, :, None] * totals[:, None, :] / n[:, :, None]
    return np.asarray(centred / np.maximum(n[:, :, None] - 1, 1), dtype=np.float64)


def alpha(covariance: FloatArray) -> FloatArray:
    """Return alpha of covariance matrices (m, k, k); NaN where the sum does not vary."""
    k = covariance.shape[-1]
    whole, own = covariance.sum(axis=(1, 2)), np.trace(covariance, axis1=1, axis2=2)
    result: FloatArray = np.full(whole.shape, np.nan)
    np.divide(own, whole, out=result, where=whole > 0)
    return np.asarray(k / (k - 1) * (1 - result), dtype=np.float64)


def omega(covariance: FloatArray) -> FloatArray:
    """Return omega of covariance matrices (m, k, k); NaN where a statement does not vary."""
    spread = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2))
    varies = (spread > 0).all(axis=1) & (covariance.shape[-1] > 2)
    result: FloatArray = np.full(covariance.shape[0], np.nan)
    if not varies.any():
        return result
    scale = spread[varies]
    loadings = one_factor_loadings(covariance[varies] / (scale[:, :, None] * scale[:, None, :]))
    common = (loadings * scale).sum(axis=1) ** 2
    unique = (scale**2 * (1 - loadings**2)).sum(axis=1)
    result[varies] = common / (common + unique)
    return result


def one_factor_loadings(correlations: FloatArray) -> FloatArray:
    """Return the loadings (m, k) of one factor that reproduce the off-diagonal correlations (m, k, k) best.

    Notes
    -----
    One loading at a time is the least-squares one given the others, bounded by -1 and 1, until none moves.
    """
    m, k, _ = correlations.shape
    loadings = np.full((m, k), BEGIN)
    for _ in range(MAX_SWEEPS):
        before = loadings.copy()
        for i in range(k):
            others = loadings.copy()
            others[:, i] = 0.0
            fitted = np.einsum("mj,mj->m", correlations[:, i], others) / np.einsum("mj,mj->m", others, others)
            loadings[:, i] = np.clip(fitted, -1.0, 1.0)
        if np.abs(loadings - before).max() < SETTLED:
            break
    return loadings
