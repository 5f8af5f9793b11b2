"""How much clustering costs: intraclass correlation, design effect, effective number of units."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, stats

from dianalysis.estimation.estimate import Estimate, FloatArray, check_level, cluster_sums, floats

METHOD = "one-way ANOVA estimator, Wald's exact interval"
MAX_RATIO = (
    1e9  # variance between over variance within clusters, above which they are taken to differ only between
)


def estimate_icc(values: ArrayLike, clusters: ArrayLike, *, conf_level: float) -> Estimate:
    """Estimate the intraclass correlation of units within clusters of unequal size.

    Returns
    -------
    Estimate whose statistic is F with `df` = clusters - 1 and whose p-value tests that clusters do not
    differ; it may be negative. NaN with one cluster, no repeated unit or no variation.

    Notes
    -----
    (MSB - MSW) / (MSB + (n0-1) MSW) with n0 = (N - Σn²/N)/(G-1); Searle (1971), Linear Models, ch. 9; Donner
    (1986), Int Stat Rev 54. Bounds r/(1+r) of the ratio r of variances for which
    Σ w (mean - weighted mean)² / ((G-1) MSW), w = n/(1+rn), is a quantile of F: exact for normal values,
    whatever the sizes. Wald (1940), Ann Math Stat 11, 96-100. No bound lies below the least value that
    clusters of this size can have.
    """
    x = floats(values, name="values")
    check_level(conf_level)
    sums, sizes = cluster_sums(x, clusters)
    total, groups = float(x.size), sizes.size
    if groups < 2 or total <= groups:
        return Estimate(level=conf_level, n=total, method=METHOD)
    between = float((sums**2 / sizes).sum() - sums.sum() ** 2 / total) / (groups - 1)
    within = float((x**2).sum() - (sums**2 / sizes).sum()) / (total - groups)
    if within <= 1e-12:
        return Estimate(1.0 if between > 1e-12 else math.nan, level=conf_level, n=total, method=METHOD)
    n0 = (total - float((sizes**2).sum()) / total) / (groups - 1)
    ratio, tail = between / within, (1 - conf_level) / 2
    quantiles = stats.f.ppf([1 - tail, tail], groups - 1, total - groups)
    low, high = (_ratio_bound(sums / sizes, sizes, within * float(q)) for q in quantiles)
    p_value = float(stats.f.sf(ratio, groups - 1, total - groups))
    return Estimate(
        _icc(ratio, n0), low / (1 + low), high / (1 + high), conf_level, math.nan, ratio, groups - 1, p_value,
        total, METHOD,
    )  # fmt: skip


def _ratio_bound(means: FloatArray, sizes: FloatArray, spread: float) -> float:
    """Return the ratio of variances at which the weighted variance of the means equals `spread`."""

    def excess(ratio: float) -> float:
        weights = sizes / (1 + ratio * sizes)
        centre = weights @ means / weights.sum()
        return float(weights @ (means - centre) ** 2) / (sizes.size - 1) - spread

    least = -(1 - 1e-9) / float(sizes.max())
    if excess(least) <= 0:
        return least
    return (
        MAX_RATIO if excess(MAX_RATIO) >= 0 else float(optimize.brentq(excess, least, MAX_RATIO, xtol=1e-13))
    )


def _icc(ratio: float, n0: float) -> float:
    return (ratio - 1) / (ratio + n0 - 1)


def estimate_design_effect(icc: Estimate, sizes: ArrayLike) -> Estimate:
    """Turn an intraclass correlation into the design effect of a mean over clusters of these sizes.

    Returns
    -------
    Estimate with the bounds of `icc` carried over; never below the value that a negative correlation gives.

    Notes
    -----
    1 + (m - 1) icc with m = Σn²/Σn, the mean size of the cluster a unit is in; Kish (1987), Survey
    Methodology 13.
    """
    n = floats(sizes, name="sizes")
    mean_size = float((n**2).sum() / n.sum()) if n.sum() else math.nan
    value, low, high = (1 + (mean_size - 1) * part for part in (icc.value, icc.low, icc.high))
    return Estimate(value, low, high, icc.level, n=float(n.sum()), method="design effect of a mean (Kish)")


def estimate_effective_n(effect: Estimate) -> Estimate:
    """Turn a design effect into the number of independent units that would be as informative.

    Returns
    -------
    Estimate; a design effect below 1 is counted as 1, so that clustering never adds units.

    Notes
    -----
    n / max(1, design effect).
    """
    parts = (effect.value, effect.high, effect.low)
    value, low, high = (effect.n / max(1.0, p) if not np.isnan(p) else math.nan for p in parts)
    return Estimate(value, low, high, effect.level, n=effect.n, method="units divided by the design effect")
