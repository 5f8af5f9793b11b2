"""The cluster jackknife: leave out one cluster at a time; for few clusters of unequal size, without chance.

With eighteen partners the percentile and BCa intervals of a bootstrap are too short; these hold their level
(`benchmarks/bench_coverage.py`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from dianalysis.errors import ParameterError, Where
from dianalysis.estimation.estimate import NAN, Estimate, FloatArray, check_level, floats, t_quantile
from dianalysis.estimation.resampling import Statistic

METHOD = "cluster jackknife, t interval"
SHAPE = 0.25  # of the beta distribution that stretches -1 to 1: 1/2 is the arcsine, near 0 the logit
NO_SPREAD = 1e-12  # a smaller error is that of clusters that all agree: they say nothing about uncertainty

Line = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True)
class _Scale:
    """Where the interval is made: `to` and `back`; an estimate that cannot be carried over becomes NaN."""

    to: Line
    back: Line
    method: str


def _same(values: FloatArray) -> FloatArray:
    return values


def _from_correlation(values: FloatArray) -> FloatArray:
    return np.asarray(special.betainc(SHAPE, SHAPE, np.clip((1 + values) / 2, 0, 1)), dtype=np.float64)


def _to_correlation(values: FloatArray) -> FloatArray:
    inside = np.clip(values, 0, 1)
    return np.asarray(2 * special.betaincinv(SHAPE, SHAPE, inside) - 1, dtype=np.float64)


def _from_share(values: FloatArray) -> FloatArray:
    inside = np.where((values > 0) & (values < 1), values, NAN)
    return np.asarray(special.logit(inside), dtype=np.float64)


def _to_share(values: FloatArray) -> FloatArray:
    return np.asarray(special.expit(values), dtype=np.float64)


SCALES: MappingProxyType[str, _Scale] = MappingProxyType(
    {
        "plain": _Scale(_same, _same, METHOD),
        "correlation": _Scale(_from_correlation, _to_correlation, f"{METHOD} on a stretched scale"),
        "share": _Scale(_from_share, _to_share, f"{METHOD} on the logit scale"),
    }
)


def jackknife_clusters(
    counts: ArrayLike, statistic: Statistic, *, scale: str, conf_level: float, sizes: ArrayLike | None = None
) -> Estimate:
    """Estimate a statistic of counts, and its interval by leaving out one cluster at a time.

    Parameters
    ----------
    counts
        Array (clusters, cells): units per cluster and cell, or any sums per cluster that add up.
    statistic
        Function of an array (m, cells) of summed counts that returns m values.
    scale
        Where the t interval is made: `plain`; `correlation` for what lies between -1 and 1, on the
        distribution function of a beta distribution with both shapes `SHAPE`, halfway between arcsine and
        logit; `share` for what lies between 0 and 1, on the logit.
    sizes
        Units of each cluster; None: the row sums of the counts. Clusters of size 0 do not count.

    Returns
    -------
    Estimate with `df`; `std_error` is on the plain scale. The interval is NaN with fewer than two clusters,
    where a cluster cannot be missed (the statistic is NaN, or at an end of the share scale, without it) and
    where leaving out makes no difference.

    Raises
    ------
    ParameterError
        When the scale is unknown, counts do not form a table, or the sizes do not match.

    Notes
    -----
    Error sqrt((G-1)/G Σ (v_g - mean)²) over the values v_g without cluster g: Hansen (2025), Jackknife
    standard errors for clustered regression, J Appl Econometrics 40; for a mean it is CR3 up to the centre.
    Degrees of freedom (Σn)²/Σn² - 1, the effective number of clusters less one, of Carter, Schnepel and
    Steigerwald (2017), Rev Econ Stat 99, 698-709, with the weight of a cluster in the variance taken
    proportional to its size. The scales were chosen by simulation.
    """
    table, units = _checked(counts, sizes, scale)
    line, level, n = SCALES[scale], check_level(conf_level), float(units.sum())
    value = np.asarray(statistic(table.sum(axis=0, keepdims=True)), dtype=np.float64)
    groups = units.size
    if groups < 2 or math.isnan(value[0]):
        return Estimate(float(value[0]), level=level, n=n, method=line.method)
    left_out = np.asarray(statistic(table.sum(axis=0) - table), dtype=np.float64)
    plain, error = jackknife_error(left_out), jackknife_error(line.to(left_out))
    df = effective_clusters(units) - 1
    known = (level, plain, NAN, df, NAN, n, line.method)
    middle = line.to(value)
    if not error > NO_SPREAD or not np.isfinite(middle[0]):
        return Estimate(float(value[0]), NAN, NAN, *known)
    half = t_quantile(level, df) * error
    low, high = (float(end) for end in line.back(middle[0] + np.array([-half, half])))
    return Estimate(float(value[0]), low, high, *known)


def jackknife_error(left_out: FloatArray) -> float:
    """Return the jackknife standard error from the values without each cluster; NaN when one is NaN."""
    groups = left_out.size
    away = left_out - left_out.mean()
    return math.sqrt((groups - 1) / groups * float((away**2).sum()))


def effective_clusters(sizes: ArrayLike) -> float:
    """Return how many clusters of equal size would be as informative: (Σn)²/Σn², at most their number."""
    n = floats(sizes, name="sizes")
    return float(n.sum() ** 2 / (n**2).sum()) if n.any() else 0.0


def _checked(counts: ArrayLike, sizes: ArrayLike | None, scale: str) -> tuple[FloatArray, FloatArray]:
    table = np.asarray(counts, dtype=np.float64)
    if scale not in SCALES:
        raise ParameterError(
            "this scale of an interval is not known",
            where=Where(column="scale", value=scale),
            remedy=f"Choose one of {', '.join(SCALES)}.",
        )
    if table.ndim != 2:
        raise ParameterError(f"counts form a table, not an array of {table.ndim} dimensions")
    units = table.sum(axis=1) if sizes is None else floats(sizes, name="sizes")
    if units.size != table.shape[0]:
        raise ParameterError(f"{table.shape[0]} clusters have {units.size} sizes")
    kept = units > 0
    return table[kept], units[kept]
