"""Shares, means and medians of units in clusters: intervals that hold with few clusters of unequal size."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from dianalysis.errors import ParameterError
from dianalysis.estimation.describe import t_interval, wilson_bounds
from dianalysis.estimation.estimate import (
    Estimate,
    FloatArray,
    check_level,
    cluster_sums,
    floats,
    t_quantile,
)  # fmt: skip
from dianalysis.estimation.jackknife import (
    METHOD,
    effective_clusters,
    jackknife_clusters,
    jackknife_error,
)  # fmt: skip

MEDIAN = "median, interval of Woodruff with the cluster jackknife"


def estimate_share_clustered(counts: ArrayLike, sizes: ArrayLike, *, conf_level: float) -> Estimate:
    """Estimate a share of units in clusters.

    Parameters
    ----------
    counts, sizes
        Units with the property and units in all, one entry a cluster.

    Returns
    -------
    Estimate with `df`. With one cluster the interval is NaN: nothing is known between clusters.

    Notes
    -----
    The cluster jackknife on the logit (`jackknife_clusters`). Where the property is found in one cluster
    only, in none or in all, or clusters do not differ, the logit has no jackknife: then Wilson's score
    interval at the effective number of units N / max(1, v N / (p(1-p))), v the jackknife variance, with the t
    quantile. Franco, Little, Louis and Slud (2019), J Surv Stat Methodol 7, 334-364.
    """
    x, n = floats(counts, name="counts"), floats(sizes, name="sizes")
    table = np.column_stack([x, n - x])
    found = replace(jackknife_clusters(table, _share, scale="share", conf_level=conf_level), n=float(n.sum()))
    found = replace(found, method=f"share, {found.method}")
    return found if not math.isnan(found.low) or (n > 0).sum() < 2 else _score(found, found.std_error)


def _share(counts: FloatArray) -> FloatArray:
    total = counts.sum(axis=1)
    result: FloatArray = np.full(total.shape, math.nan)
    np.divide(counts[:, 0], total, out=result, where=total > 0)
    return result


def _score(found: Estimate, error: float) -> Estimate:
    simple = found.value * (1 - found.value) / found.n
    effect = max(1.0, error**2 / simple) if simple > 0 else 1.0
    low, high = wilson_bounds(found.value, found.n / effect, t_quantile(found.level, found.df))
    return replace(found, low=low, high=high, method="share, cluster-adjusted Wilson interval")


def estimate_mean_clustered(values: ArrayLike, clusters: ArrayLike, *, conf_level: float) -> Estimate:
    """Estimate a mean of units in clusters with the cluster jackknife.

    Returns
    -------
    Estimate with `df` = the effective number of clusters less one; the interval is NaN with one cluster and
    where clusters do not differ.

    Notes
    -----
    Mean ± t times the jackknife error, as `jackknife_clusters` on the plain scale.
    """
    x = floats(values, name="values")
    sums, sizes = cluster_sums(x, clusters)
    method = f"mean, {METHOD}"
    if sizes.size < 2:
        value = float(x.mean()) if x.size else math.nan
        return Estimate(value, level=check_level(conf_level), n=x.size, method=method)
    centre = float(x.mean())  # taken off first: large values with a small spread keep their digits
    away = sums - centre * sizes
    error = jackknife_error((away.sum() - away) / (x.size - sizes))
    df = effective_clusters(sizes) - 1
    return t_interval(centre, error, df, check_level(conf_level), x.size, method)


def estimate_median_clustered(values: ArrayLike, clusters: ArrayLike, *, conf_level: float) -> Estimate:
    """Estimate a median of units in clusters.

    Returns
    -------
    Estimate; the interval is NaN with one cluster. It may have no width: values with few steps often leave
    no doubt about the middle one, and such an interval covers more often than its level says.

    Notes
    -----
    Woodruff (1952), JASA 47, 635-646: the interval of the share at or below the median, moved to one half,
    read back as quantiles; the share's error is that of the cluster jackknife.
    """
    x, labels = floats(values, name="values"), np.asarray(clusters)
    if labels.shape != x.shape:
        raise ParameterError(f"{x.size} values have {labels.size} cluster labels")
    if x.size == 0:
        return Estimate(level=check_level(conf_level), n=0, method=MEDIAN)
    middle = float(np.median(x))
    found = Estimate(middle, level=check_level(conf_level), n=x.size, method=MEDIAN)
    below = np.where(x < middle, 1.0, np.where(x == middle, 0.5, 0.0))
    share = estimate_mean_clustered(below, labels, conf_level=conf_level)
    if math.isnan(share.df) or math.isnan(share.std_error):
        return found
    half = t_quantile(conf_level, share.df) * share.std_error
    low, high = np.quantile(x, np.clip([0.5 - half, 0.5 + half], 0, 1), method="averaged_inverted_cdf")
    return replace(found, low=float(low), high=float(high), df=share.df)
