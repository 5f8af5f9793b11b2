"""Resampling whole clusters: bootstrap of any statistic of counts, permutation and sign-flip tests.

A cluster enters as one row of counts over the distinct cells, so a resample is a weighted sum of rows: the
cost goes with clusters × cells, not with units.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from dianalysis.errors import ParameterError, Where
from dianalysis.estimation.estimate import Estimate, FloatArray, check_level, cluster_sums, floats

Statistic: TypeAlias = Callable[[FloatArray], FloatArray]
CELLS_PER_BATCH = 2_000_000  # 16 MB of floats: bounds the memory of a batch, whatever the number of resamples
MAX_EXACT_FLIPS = 14  # 2^14 sign patterns are enumerated; with more clusters they are drawn
INTERVALS = ("percentile", "basic", "bca")


def count_table(
    cells: ArrayLike, clusters: ArrayLike, *, n_cells: int, cluster_names: ArrayLike | None = None
) -> FloatArray:
    """Count units per cluster (rows, sorted names) and cell (columns, coded 0 to `n_cells` - 1)."""
    codes, labels = np.asarray(cells, dtype=np.int64), np.asarray(clusters)
    names = np.unique(labels if cluster_names is None else np.asarray(cluster_names))
    index = np.searchsorted(names, labels)
    flat = np.bincount(index * n_cells + codes, minlength=names.size * n_cells)
    return flat.reshape(names.size, n_cells).astype(np.float64)


def bootstrap_clusters(
    counts: ArrayLike, statistic: Statistic, *, n_resamples: int, seed: int, conf_level: float,
    interval: str = "percentile",
) -> Estimate:  # fmt: skip
    """Bootstrap a statistic of counts by drawing whole clusters with replacement.

    Parameters
    ----------
    counts
        Array (clusters, cells): units per cluster and cell.
    statistic
        Function of an array (m, cells) of summed counts that returns m values.
    n_resamples
        0 gives the estimate without an interval.
    interval
        `percentile`, `basic` or `bca` (bias-corrected and accelerated, jackknife over clusters).

    Returns
    -------
    Estimate; the interval is NaN without resamples, with one cluster, or where all resamples agree.

    Raises
    ------
    ParameterError
        When the interval is unknown or counts do not form a table.

    Notes
    -----
    Davison and Hinkley (1997), Bootstrap Methods, ch. 3.8 and 5; Efron (1987), JASA 82 for BCa.
    """
    table = np.asarray(counts, dtype=np.float64)
    if table.ndim != 2 or interval not in INTERVALS:
        raise ParameterError(f"counts form a table; the interval is one of {', '.join(INTERVALS)}")
    check_level(conf_level)
    method, n = f"cluster bootstrap, {interval} interval", float(table.sum())
    value = float(np.asarray(statistic(table.sum(axis=0, keepdims=True)))[0])
    if n_resamples < 1 or table.shape[0] < 2:
        return Estimate(value, level=conf_level, n=n, method=method)
    drawn = resample_clusters(table, statistic, n_resamples=n_resamples, seed=seed)
    drawn = drawn[~np.isnan(drawn)]
    if drawn.size == 0 or math.isnan(value):
        return Estimate(value, level=conf_level, n=n, method=method)
    if np.ptp(drawn) == 0:
        return Estimate(value, level=conf_level, n=n, method=method)
    low, high = _interval(drawn, value, (table, statistic), conf_level, interval)
    error = float(drawn.std(ddof=1)) if drawn.size > 1 else math.nan
    return Estimate(value, low, high, conf_level, error, n=n, method=method)


def resample_clusters(table: FloatArray, statistic: Statistic, *, n_resamples: int, seed: int) -> FloatArray:
    """Return the statistic of `n_resamples` resamples of the rows of a table of counts, in batches."""
    rng = np.random.default_rng(seed)
    groups, cells = table.shape
    batch = max(1, CELLS_PER_BATCH // max(groups, cells))
    parts = []
    for begin in range(0, n_resamples, batch):
        size = min(batch, n_resamples - begin)
        weights = rng.multinomial(groups, np.full(groups, 1 / groups), size=size)
        parts.append(np.asarray(statistic(weights @ table), dtype=np.float64))
    return np.concatenate(parts)


def _interval(
    drawn: FloatArray, value: float, source: tuple[FloatArray, Statistic], level: float, interval: str
) -> tuple[float, float]:
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    if interval == "bca":
        tails = _bca_tails(drawn, value, source, tails)
    low, high = (float(q) for q in np.quantile(drawn, tails))
    return (2 * value - high, 2 * value - low) if interval == "basic" else (low, high)


def _bca_tails(
    drawn: FloatArray, value: float, source: tuple[FloatArray, Statistic], tails: FloatArray
) -> FloatArray:
    table, statistic = source
    below = (np.sum(drawn < value) + np.sum(drawn == value) / 2) / drawn.size
    bias = stats.norm.ppf(np.clip(below, 1 / (drawn.size + 1), drawn.size / (drawn.size + 1)))
    left_out = np.asarray(statistic(table.sum(axis=0) - table))
    spread = np.nanmean(left_out) - left_out
    scale = float(np.nansum(spread**2)) ** 1.5
    acceleration = float(np.nansum(spread**3)) / (6 * scale) if scale > 0 else 0.0
    z = bias + stats.norm.ppf(tails)
    return np.asarray(stats.norm.cdf(bias + z / (1 - acceleration * z)), dtype=np.float64)


def permutation_test_clusters(
    values: ArrayLike, clusters: ArrayLike, *, n_resamples: int, seed: int
) -> Estimate:
    """Test that clusters do not differ in mean by shuffling units over clusters of the same sizes.

    Returns
    -------
    Estimate whose value is eta squared (share of variance between clusters) and whose p-value is
    (1 + shuffles at least as large)/(1 + shuffles); NaN p without resamples, NaN throughout with one cluster.

    Notes
    -----
    Good (2005), Permutation Tests; the +1: Phipson and Smyth (2010), Stat Appl Genet Mol Biol 9.
    """
    x = floats(values, name="values")
    method = "eta squared, permutation of units over clusters"
    sums, sizes = cluster_sums(x, clusters)
    total = float(((x - x.mean()) ** 2).sum()) if x.size else 0.0
    if sizes.size < 2 or total == 0:
        return Estimate(n=x.size, method=method)
    observed = float((sums**2 / sizes).sum())
    value = (observed - float(sums.sum()) ** 2 / x.size) / total
    if n_resamples < 1:
        return Estimate(value, n=x.size, method=method)
    reached = _count_shuffles(x, sizes, observed, (n_resamples, seed))
    return Estimate(value, p_value=(1 + reached) / (1 + n_resamples), n=x.size, method=method)


def _count_shuffles(x: FloatArray, sizes: FloatArray, observed: float, plan: tuple[int, int]) -> int:
    n_resamples, seed = plan
    rng = np.random.default_rng(seed)
    ends = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    batch, reached = max(1, CELLS_PER_BATCH // x.size), 0
    for begin in range(0, n_resamples, batch):
        rows = min(batch, n_resamples - begin)
        shuffled = rng.permuted(np.broadcast_to(x, (rows, x.size)), axis=1)
        between = (np.add.reduceat(shuffled, ends, axis=1) ** 2 / sizes).sum(axis=1)
        reached += int((between >= observed * (1 - 1e-12)).sum())
    return reached


def sign_flip_test(values: ArrayLike, clusters: ArrayLike, *, n_resamples: int, seed: int) -> Estimate:
    """Test that the mean is zero by turning the sign of whole clusters.

    Returns
    -------
    Estimate whose value is the mean; p is exact up to `MAX_EXACT_FLIPS` clusters, else over drawn sign
    patterns. NaN p when no pattern is asked for.

    Notes
    -----
    Canay, Romano and Shaikh (2017), Econometrica 85, 1013-1030: valid with few clusters if those are
    symmetric.
    """
    x = floats(values, name="values")
    sums, _ = cluster_sums(x, clusters)
    method = "sign flips of whole clusters"
    if x.size == 0 or n_resamples < 1:
        return Estimate(float(x.mean()) if x.size else math.nan, n=x.size, method=method)
    observed = abs(float(sums.sum())) * (1 - 1e-12)
    exact = sums.size <= MAX_EXACT_FLIPS
    if exact:
        bits = (np.arange(2**sums.size)[:, None] >> np.arange(sums.size)) & 1
    else:
        bits = np.random.default_rng(seed).integers(0, 2, size=(n_resamples, sums.size))
    reached = int((np.abs((2 * bits - 1) @ sums) >= observed).sum())
    p_value = reached / bits.shape[0] if exact else (1 + reached) / (1 + n_resamples)
    return Estimate(float(x.mean()), statistic=float(sums.sum()), p_value=p_value, n=x.size, method=method)


def check_resamples(n_resamples: int) -> int:
    """Return the number of resamples when it is not negative.

    Raises
    ------
    ParameterError
        Otherwise.
    """
    if n_resamples < 0:
        raise ParameterError(
            "the number of resamples is not negative", where=Where(column="n_resamples", value=n_resamples)
        )
    return n_resamples
