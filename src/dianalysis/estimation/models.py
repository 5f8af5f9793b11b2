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
    normal_quantile,
    t_quantile,
)  # fmt: skip

METHOD = "random-intercept model (REML), shrunken mean"
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
    """

    names: tuple[str, ...]
    clusters: tuple[Estimate, ...]
    deviations: tuple[Estimate, ...]
    centre: Estimate
    between_sd: Estimate
    within_sd: float


@dataclass(frozen=True)
class _Summary:
    sizes: FloatArray
    means: FloatArray
    within_ss: float

    @property
    def total(self) -> float:
        return float(self.sizes.sum())


def pool_means(values: ArrayLike, clusters: ArrayLike, *, conf_level: float) -> PooledMeans:
    """Fit y = centre + cluster + rest by restricted maximum likelihood and shrink the cluster means.

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
    The likelihood is profiled over the ratio r of variances. Shrinkage r n/(1 + r n); variance of a
    shrunken mean σ² r/(1 + r n) + (1/(1 + r n))² var(centre): the uncertainty of r itself is left out, so
    intervals are somewhat short. Searle, Casella and McCulloch (1992), Variance Components, ch. 3 and 7.
    Interval of the spread: profile.
    """
    x = floats(values, name="values")
    check_level(conf_level)
    names = tuple(map(str, np.unique(np.asarray(clusters))))
    if x.size == 0:
        empty = Estimate(n=0, level=conf_level, method=METHOD)
        return PooledMeans((), (), (), empty, empty, NAN)
    sums, sizes = cluster_sums(x, clusters)
    means = sums / sizes
    summary = _Summary(sizes, means, float((x**2).sum() - (sums**2 / sizes).sum()))
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
    there are not more clusters than places, or their means could not be pooled or were pooled into one.

    Notes
    -----
    Deviations are drawn as normal and independent given the variances. Goldstein and Spiegelhalter (1996),
    JRSS A 159, 385-443: ranks are uncertain and are to be shown so.
    """
    values = np.array([part.value for part in pooled.deviations])
    errors = np.array([part.std_error for part in pooled.deviations])
    if values.size <= places or not (errors > 0).all():  # NaN or nought
        return np.full(values.size, NAN), np.full(values.size, NAN)
    rng = np.random.default_rng(seed)
    order = np.argsort(rng.normal(values, errors, size=(N_SIMULATED, values.size)), axis=1)
    lowest, highest = (
        np.bincount(part.ravel(), minlength=values.size) / N_SIMULATED
        for part in (order[:, :places], order[:, -places:])
    )
    return highest, lowest


def _unpooled(names: tuple[str, ...], data: _Summary, level: float) -> PooledMeans:
    note = "cluster mean, not pooled"
    rows = tuple(
        Estimate(float(m), level=level, n=float(n), method=note)
        for m, n in zip(data.means, data.sizes, strict=True)
    )
    centre = float(data.means @ data.sizes) / data.total
    away = tuple(Estimate(row.value - centre, level=level, n=row.n, method=note) for row in rows)
    whole = Estimate(centre, level=level, n=data.total, method=note)
    return PooledMeans(names, rows, away, whole, Estimate(level=level, method=note), NAN)


def _pooled(names: tuple[str, ...], data: _Summary, level: float) -> PooledMeans:
    ratio = _fit_ratio(data)
    centre, centre_variance, sigma2 = _given_ratio(data, ratio)
    keep = 1 / (1 + ratio * data.sizes)
    shrunken = keep * centre + (1 - keep) * data.means
    own = sigma2 * ratio * keep
    errors = np.sqrt(own + keep**2 * centre_variance)
    away_errors = np.sqrt(own + (1 - keep) ** 2 * centre_variance)
    z = normal_quantile(level)
    df = data.sizes.size - 1
    return PooledMeans(
        names=names,
        clusters=_rows(shrunken, errors, data.sizes, (level, z)),
        deviations=_rows(shrunken - centre, away_errors, data.sizes, (level, z)),
        centre=_rows([centre], [math.sqrt(centre_variance)], [data.total], (level, t_quantile(level, df)))[0],
        between_sd=_spread(data, ratio, sigma2, level),
        within_sd=math.sqrt(sigma2),
    )


def _rows(
    values: ArrayLike, errors: ArrayLike, sizes: ArrayLike, quantile: tuple[float, float]
) -> tuple[Estimate, ...]:
    level, z = quantile
    triples = zip(np.asarray(values), np.asarray(errors), np.asarray(sizes), strict=True)
    return tuple(
        Estimate(float(v), float(v - z * e), float(v + z * e), level, float(e), n=float(n), method=METHOD)
        for v, e, n in triples
    )


def _given_ratio(data: _Summary, ratio: float) -> tuple[float, float, float]:
    """Return the centre, its variance and the within-cluster variance, for a ratio of variances."""
    weights = data.sizes / (1 + ratio * data.sizes)
    centre = float(weights @ data.means / weights.sum())
    spread = float(weights @ (data.means - centre) ** 2)
    sigma2 = (data.within_ss + spread) / (data.total - 1)
    return centre, sigma2 / float(weights.sum()), sigma2


def _deviance(data: _Summary, ratio: float) -> float:
    """Minus twice the restricted log-likelihood, profiled over centre and within variance."""
    weights = data.sizes / (1 + ratio * data.sizes)
    sigma2 = _given_ratio(data, ratio)[2]
    log_det = float(np.log1p(ratio * data.sizes).sum())
    return (data.total - 1) * math.log(sigma2) + log_det + math.log(float(weights.sum()))


def _fit_ratio(data: _Summary) -> float:
    found = optimize.minimize_scalar(
        lambda root: _deviance(data, root**2), bounds=(0, math.sqrt(MAX_RATIO)), method="bounded",
        options={"xatol": 1e-9, "maxiter": 500},
    )  # fmt: skip
    ratio = float(found.x) ** 2
    return ratio if _deviance(data, ratio) < _deviance(data, 0.0) else 0.0


def _spread(data: _Summary, ratio: float, sigma2: float, level: float) -> Estimate:
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
