"""How far coders agree: Krippendorff's alpha for any number of coders, also where some codes are absent."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from dianalysis.errors import ParameterError, Where
from dianalysis.estimation.estimate import Estimate, FloatArray, check_level
from dianalysis.estimation.resampling import bootstrap_clusters

Distance = Callable[[FloatArray, FloatArray], FloatArray]
MIN_CODES = 2  # a unit with fewer holds no pair


def krippendorff_alpha(
    codes: ArrayLike, *, metric: str, n_resamples: int, seed: int, conf_level: float,
    clusters: ArrayLike | None = None,
) -> Estimate:  # fmt: skip
    """Estimate Krippendorff's alpha with a bootstrap interval (percentile).

    Parameters
    ----------
    codes
        Array (units, coders) of numbers; NaN = not coded. Units with fewer than two codes say nothing and are
        left out.
    metric
        `nominal`, `ordinal` or `interval`: what counts as a large disagreement.
    n_resamples
        0 gives the estimate without an interval.
    clusters
        What is drawn with replacement, for each unit: the interview a segment stands in. None: the units.

    Returns
    -------
    Estimate; `n` is the number of units with two codes or more. NaN where every code is the same: chance
    agreement is then complete and alpha not defined.

    Raises
    ------
    ParameterError
        When the codes form no table, the metric is unknown, or the clusters do not match.

    Notes
    -----
    1 - observed / expected disagreement over the coincidences of values; Krippendorff (2011), Computing
    Krippendorff's Alpha-Reliability; ordinal distances depend on how often each rank occurs, so they are
    computed anew in each resample. Bootstrap of units: Zapf et al. (2016), BMC Med Res Methodol 16, 93.
    """
    table, level = _checked(codes, metric), check_level(conf_level)
    method = f"Krippendorff's alpha, {metric}"
    paired = (~np.isnan(table)).sum(axis=1) >= MIN_CODES
    groups = _clusters(clusters, table.shape[0])[paired]
    if not paired.any():
        return Estimate(level=level, n=0.0, method=method)
    values, coded = _coded(table[paired])
    per_unit = coincidences(coded, n_values=values.size)
    distance = DISTANCES[metric]
    found = bootstrap_clusters(
        _summed(per_unit, groups), lambda sums: alpha_of(sums, values, distance), n_resamples=n_resamples,
        seed=seed, conf_level=level,
    )  # fmt: skip
    named = f"{method}; {found.method}" if n_resamples else method
    return replace(found, n=float(paired.sum()), method=named)


def specific_agreement(first: ArrayLike, second: ArrayLike) -> tuple[float, float]:
    """Return how far two coders agree on a yes and on a no, for units both have read.

    Parameters
    ----------
    first, second
        One yes (true) or no a unit.

    Returns
    -------
    2a/(2a + b + c) and 2d/(2d + b + c), with a = both yes, d = both no; NaN where nobody said so.

    Notes
    -----
    Cicchetti and Feinstein (1990), J Clin Epidemiol 43, 551-558: beside a chance-corrected coefficient, which
    collapses where nearly all units are a no (Feinstein and Cicchetti, the same, 543-549).
    """
    yes = [np.asarray(part, dtype=bool) for part in (first, second)]
    apart = float((yes[0] != yes[1]).sum())
    shares = [2 * float(both.sum()) for both in (yes[0] & yes[1], ~yes[0] & ~yes[1])]
    found = [both / (both + apart) if both + apart > 0 else math.nan for both in shares]
    return found[0], found[1]


def coincidences(coded: ArrayLike, *, n_values: int) -> FloatArray:
    """Count the pairs of values within each unit, each unit weighing its number of codes.

    Parameters
    ----------
    coded
        Array (units, coders): position of the value, -1 = not coded.
    n_values
        Number of distinct values.

    Returns
    -------
    Array (units, n_values * n_values): ordered pairs of two coders divided by the number of codes minus one.
    """
    positions = np.asarray(coded, dtype=np.int64)
    units = np.repeat(np.arange(positions.shape[0]), positions.shape[1])
    flat = positions.ravel()
    given = flat >= 0
    index = units[given] * n_values + flat[given]
    counts = np.bincount(index, minlength=positions.shape[0] * n_values).reshape(-1, n_values).astype(float)
    pairs = counts[:, :, None] * counts[:, None, :]
    diagonal = np.arange(n_values)
    pairs[:, diagonal, diagonal] -= counts
    weight = np.maximum(counts.sum(axis=1) - 1, 1)
    return np.asarray((pairs / weight[:, None, None]).reshape(positions.shape[0], -1), dtype=np.float64)


def alpha_of(sums: FloatArray, values: FloatArray, distance: Distance) -> FloatArray:
    """Return alpha from coincidences (m, k * k) of k values; NaN where no disagreement could be expected."""
    k = values.size
    pairs = sums.reshape(-1, k, k)
    margins = pairs.sum(axis=2)
    apart = distance(margins, values)
    observed = (pairs * apart).sum(axis=(1, 2))
    expected = np.einsum("mi,mj,mij->m", margins, margins, apart, optimize=True)
    result: FloatArray = np.full(observed.shape, math.nan)
    possible = expected > 0
    np.divide(observed * (margins.sum(axis=1) - 1), expected, out=result, where=possible)
    return np.asarray(1 - result, dtype=np.float64)


def _nominal(margins: FloatArray, values: FloatArray) -> FloatArray:
    return np.broadcast_to(1 - np.eye(values.size), (margins.shape[0], values.size, values.size))


def _interval(margins: FloatArray, values: FloatArray) -> FloatArray:
    apart = (values[:, None] - values[None, :]) ** 2
    return np.broadcast_to(apart, (margins.shape[0], *apart.shape))


def _ordinal(margins: FloatArray, values: FloatArray) -> FloatArray:
    middle = np.cumsum(margins, axis=1) - margins / 2  # mean rank of each value
    return np.asarray((middle[:, :, None] - middle[:, None, :]) ** 2, dtype=np.float64)


DISTANCES: MappingProxyType[str, Distance] = MappingProxyType(
    {"nominal": _nominal, "ordinal": _ordinal, "interval": _interval}
)


def _checked(codes: ArrayLike, metric: str) -> FloatArray:
    table = np.asarray(codes, dtype=np.float64)
    if table.ndim != 2:
        raise ParameterError(f"codes form a table of units and coders, not of {table.ndim} dimensions")
    if metric not in DISTANCES:
        raise ParameterError(
            "this metric of agreement is not known",
            where=Where(column="metric", value=metric),
            remedy=f"Choose one of {', '.join(DISTANCES)}.",
        )
    return table


def _clusters(clusters: ArrayLike | None, n_units: int) -> np.ndarray:
    if clusters is None:
        return np.arange(n_units)
    labels = np.asarray(clusters)
    if labels.shape != (n_units,):
        raise ParameterError(f"{n_units} units have {labels.size} cluster labels")
    return labels


def _coded(table: FloatArray) -> tuple[FloatArray, np.ndarray]:
    values = np.unique(table[~np.isnan(table)])
    return values, np.where(np.isnan(table), -1, np.searchsorted(values, table))


def _summed(per_unit: FloatArray, groups: np.ndarray) -> FloatArray:
    index = np.unique(groups, return_inverse=True)[1]
    table = np.zeros((int(index.max()) + 1, per_unit.shape[1]))
    np.add.at(table, index, per_unit)
    return table
