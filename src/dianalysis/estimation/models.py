"""Partial pooling: what each cluster's mean is likely to be, given that the clusters resemble each other."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, stats

from dianalysis.estimation.estimate import (
    NAN,
    Estimate,
    FloatArray,
    check_level,
    cluster_sums,
    floats,
    t_quantile,
)  # fmt: skip
from dianalysis.estimation.shrinkage import METHOD, Summary, draw_deviations, shrunken

REML = "random-intercept model (REML), mean of the clusters"
PLACES = f"{METHOD}, simulated places"
N_SIMULATED = 20_000
MAX_RATIO = 1e4  # largest variance ratio between : within that is searched


@dataclass(frozen=True)
class PooledMeans:
    """A random-intercept model fitted to one value per unit.

    Parameters
    ----------
    names
        Cluster names, sorted; `clusters` has one Estimate each, in the same order.
    centre
        Mean over clusters of the model, with its interval.
    between_sd, within_sd
        Standard deviations between and within clusters.
    deviations
        One Estimate a cluster: its shrunken distance from the centre.
    summary
        What the fit rests on; None where nothing was pooled.
    """

    names: tuple[str, ...]
    clusters: tuple[Estimate, ...]
    deviations: tuple[Estimate, ...]
    centre: Estimate
    between_sd: Estimate
    within_sd: float
    summary: Summary | None = None


def pool_means(values: ArrayLike, clusters: ArrayLike, *, conf_level: float) -> PooledMeans:
    """Fit y = centre + cluster + rest and draw the cluster means towards each other.

    Parameters
    ----------
    values, clusters
        One entry a unit.

    Returns
    -------
    PooledMeans; with one cluster, or fewer than two more units than clusters, values are given without
    pooling.

    Notes
    -----
    Given the ratio r of variances a shrunken mean is centre + r n/(1 + r n) (mean - centre) with variance
    σ² (r/(1 + r n) + (1/(1 + r n))² / Σ n/(1 + r n)), Student's t with N - 1 degrees of freedom once σ is
    integrated; Searle, Casella and McCulloch (1992), Variance Components, ch. 3, 7 and 9. Means, errors and
    intervals of clusters average this over the posterior of the intraclass correlation r/(1 + r) under a
    uniform prior, so that not knowing the spread makes them wider. Centre and spread are those of restricted
    maximum likelihood, the spread with its profile interval, which reaches nought where clusters hardly
    differ.
    """
    x = floats(values, name="values")
    check_level(conf_level)
    names = tuple(map(str, np.unique(np.asarray(clusters))))
    if x.size == 0:
        empty = Estimate(n=0, level=conf_level, method=METHOD)
        return PooledMeans((), (), (), empty, empty, NAN)
    sums, sizes = cluster_sums(x, clusters)
    means = sums / sizes
    summary = Summary(sizes, means, float((x**2).sum() - (sums**2 / sizes).sum()), float(x.size))
    if sizes.size < 2 or x.size < sizes.size + 2 or summary.within_ss <= 1e-10:
        return _unpooled(names, summary, conf_level)
    return _pooled(names, summary, conf_level)


def place_probabilities(pooled: PooledMeans, *, places: int, seed: int) -> tuple[FloatArray, FloatArray]:
    """Return for each cluster the probability that it is among the highest, and among the lowest, `places`.

    Parameters
    ----------
    pooled
        What `pool_means` gave.

    Returns
    -------
    Two arrays that each sum to `places`, from `N_SIMULATED` simultaneous draws of all deviations; NaN when
    there are not more clusters than places, or their means could not be pooled.

    Notes
    -----
    Each draw takes an intraclass correlation, a variance and a centre from their posterior, then the clusters
    given these. Goldstein and Spiegelhalter (1996), JRSS A 159, 385-443: ranks are uncertain and are to be
    shown so.
    """
    count = len(pooled.clusters)
    if count <= places or pooled.summary is None:
        return np.full(count, NAN), np.full(count, NAN)
    order = np.argsort(draw_deviations(pooled.summary, N_SIMULATED, np.random.default_rng(seed)), axis=1)
    lowest, highest = (
        np.bincount(part.ravel(), minlength=count) / N_SIMULATED
        for part in (order[:, :places], order[:, -places:])
    )
    return highest, lowest


def _unpooled(names: tuple[str, ...], data: Summary, level: float) -> PooledMeans:
    note = "cluster mean, not pooled"
    rows = tuple(
        Estimate(float(m), level=level, n=float(n), method=note)
        for m, n in zip(data.means, data.sizes, strict=True)
    )
    centre = float(data.means @ data.sizes) / data.total
    away = tuple(Estimate(row.value - centre, level=level, n=row.n, method=note) for row in rows)
    whole = Estimate(centre, level=level, n=data.total, method=note)
    return PooledMeans(names, rows, away, whole, Estimate(level=level, method=note), NAN)


def _pooled(names: tuple[str, ...], data: Summary, level: float) -> PooledMeans:
    ratio = _fit_ratio(data)
    centre, centre_variance, sigma2 = _given_ratio(data, ratio)
    error = math.sqrt(centre_variance)
    half = t_quantile(level, data.sizes.size - 1) * error
    means, away = shrunken(data, level)
    return PooledMeans(
        names=names,
        clusters=means,
        deviations=away,
        centre=Estimate(centre, centre - half, centre + half, level, error, n=data.total, method=REML),
        between_sd=_spread(data, ratio, sigma2, level),
        within_sd=math.sqrt(sigma2),
        summary=data,
    )


def _given_ratio(data: Summary, ratio: float) -> tuple[float, float, float]:
    """Return the centre, its variance and the within-cluster variance, for a ratio of variances."""
    weights = data.sizes / (1 + ratio * data.sizes)
    centre = float(weights @ data.means / weights.sum())
    spread = float(weights @ (data.means - centre) ** 2)
    sigma2 = (data.within_ss + spread) / (data.total - 1)
    return centre, sigma2 / float(weights.sum()), sigma2


def _deviance(data: Summary, ratio: float) -> float:
    """Minus twice the restricted log-likelihood, profiled over centre and within variance."""
    weights = data.sizes / (1 + ratio * data.sizes)
    sigma2 = _given_ratio(data, ratio)[2]
    log_det = float(np.log1p(ratio * data.sizes).sum())
    return (data.total - 1) * math.log(sigma2) + log_det + math.log(float(weights.sum()))


def _fit_ratio(data: Summary) -> float:
    found = optimize.minimize_scalar(
        lambda root: _deviance(data, root**2), bounds=(0, math.sqrt(MAX_RATIO)), method="bounded",
        options={"xatol": 1e-9, "maxiter": 500},
    )  # fmt: skip
    ratio = float(found.x) ** 2
    return ratio if _deviance(data, ratio) < _deviance(data, 0.0) else 0.0


def _spread(data: Summary, ratio: float, sigma2: float, level: float) -> Estimate:
    """Return the standard deviation between clusters with a profile-likelihood interval."""
    limit = _deviance(data, ratio) + float(stats.chi2.ppf(level, 1))

    def excess(root: float) -> float:
        return _deviance(data, root**2) - limit

    low = 0.0 if excess(0.0) <= 0 else optimize.brentq(excess, 0, math.sqrt(ratio))
    top = math.sqrt(MAX_RATIO)
    high = optimize.brentq(excess, math.sqrt(ratio), top) if excess(top) > 0 else NAN
    bounds = [root * math.sqrt(_given_ratio(data, root**2)[2]) for root in (low, high)]
    value = math.sqrt(ratio * sigma2)
    method = "standard deviation between clusters (REML), profile interval"
    return Estimate(value, bounds[0], bounds[1], level, n=data.total, method=method)
