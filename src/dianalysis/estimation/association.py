"""Do two answers go together: Kendall's tau-b within strata, and phi of two yes/no answers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from dianalysis.errors import ParameterError
from dianalysis.estimation.estimate import Estimate, FloatArray, check_level, floats, t_quantile
from dianalysis.estimation.jackknife import jackknife_clusters

METHOD = "Kendall's tau-b within strata"
ROUNDING = 1e-12  # a smaller standard error is that of pairs that all agree


@dataclass(frozen=True)
class _Pairs:
    """Pairs of units within one stratum; `parts` = concordant minus discordant, untied in x, untied in y."""

    parts: FloatArray
    by_unit: FloatArray
    variance: float


def kendall_tau(x: ArrayLike, y: ArrayLike, strata: ArrayLike, *, conf_level: float) -> Estimate:
    """Estimate how two ordered answers go together among units of the same stratum.

    Parameters
    ----------
    x, y
        One entry a unit; larger is more. Ties are allowed.
    strata
        Stratum of each unit: only pairs of units of one stratum are compared. All the same = the plain tau-b.

    Returns
    -------
    Estimate with z and a two-sided p-value; the interval is that of the jackknife over strata, each weighing
    as many as its pairs, or with a single stratum over units. NaN where x or y does not vary within any
    stratum.

    Raises
    ------
    ParameterError
        When the three differ in length.

    Notes
    -----
    Sum over strata of S over the square root of (pairs untied in x) (pairs untied in y); z = sum of S over
    the root of its variance, ties corrected, if units within a stratum are exchangeable. Kendall (1970), Rank
    Correlation Methods, ch. 3-5; Korn (1984), Biometrika 71, 613-614, for strata.
    """
    a, b, labels = floats(x, name="x"), floats(y, name="y"), np.asarray(strata)
    check_level(conf_level)
    if a.shape != b.shape or labels.shape != a.shape:
        raise ParameterError(f"{a.size} values of x have {b.size} of y and {labels.size} strata")
    found = [_pairs(a[labels == name], b[labels == name]) for name in np.unique(labels)]
    empty = Estimate(level=conf_level, n=a.size, method=METHOD)
    if not found or not tau_b(np.sum([part.parts for part in found], axis=0)[None]) > -2:
        return empty
    table = np.array([part.parts for part in found])
    effect = replace(empty, value=float(tau_b(table.sum(axis=0)[None])[0]))
    if len(found) == 1:
        effect = _jackknifed(effect, found[0])
    else:
        pairs = np.array([part.by_unit.shape[0] * (part.by_unit.shape[0] - 1) / 2 for part in found])
        drawn = jackknife_clusters(table, tau_b, scale="correlation", conf_level=conf_level, sizes=pairs)
        effect = replace(drawn, n=float(a.size), method=f"{METHOD}; {drawn.method}")
    variance = sum(part.variance for part in found)
    if variance <= 0:  # x varies in some strata, y in others, never both
        return effect
    z = float(table[:, 0].sum()) / math.sqrt(variance)
    return replace(effect, statistic=z, p_value=float(2 * stats.norm.sf(abs(z))))


def tau_b(parts: FloatArray) -> FloatArray:
    """Return tau-b from (…, 3): concordant minus discordant pairs, pairs untied in x, pairs untied in y."""
    below = np.sqrt(parts[..., 1] * parts[..., 2])
    result: FloatArray = np.full(below.shape, np.nan)
    return np.divide(parts[..., 0], below, out=result, where=below > 0)


def _pairs(x: FloatArray, y: FloatArray) -> _Pairs:
    signs_x, signs_y = np.sign(x[:, None] - x), np.sign(y[:, None] - y)
    products = (signs_x * signs_y, signs_x**2, signs_y**2)
    by_unit = np.column_stack([product.sum(axis=1) for product in products])
    return _Pairs(by_unit.sum(axis=0) / 2, by_unit, _variance(x, y))


def _variance(x: FloatArray, y: FloatArray) -> float:
    """Variance of concordant minus discordant pairs when all orders of y are equally likely."""
    n = x.size
    if n < 2:
        return 0.0
    t, u = (np.unique(values, return_counts=True)[1].astype(float) for values in (x, y))
    free = n * (n - 1) * (2 * n + 5)
    tied = sum(float((ties * (ties - 1) * (2 * ties + 5)).sum()) for ties in (t, u))
    twos = float((t * (t - 1)).sum() * (u * (u - 1)).sum()) / (2 * n * (n - 1))
    threes = float((t * (t - 1) * (t - 2)).sum() * (u * (u - 1) * (u - 2)).sum())
    return (free - tied) / 18 + twos + (threes / (9 * n * (n - 1) * (n - 2)) if n > 2 else 0.0)


def _jackknifed(effect: Estimate, pairs: _Pairs) -> Estimate:
    """Add the interval that leaving out one unit at a time gives (Student's t, n - 1)."""
    n = pairs.by_unit.shape[0]
    method = f"{METHOD}; jackknife over units, t interval"
    left_out = tau_b(pairs.parts - pairs.by_unit)
    left_out = left_out[~np.isnan(left_out)]
    error = math.sqrt((n - 1) / n * float(((left_out - left_out.mean()) ** 2).sum())) if n > 2 else math.nan
    if not error > ROUNDING:
        return replace(effect, method=method)
    half = t_quantile(effect.level, n - 1) * error
    low, high = max(effect.value - half, -1.0), min(effect.value + half, 1.0)
    return replace(effect, low=low, high=high, std_error=error, method=method)


def phi(counts: ArrayLike) -> FloatArray:
    """Return phi, the correlation of two yes/no answers, from counts (…, 4): both, first, second, neither.

    Notes
    -----
    (ad - bc)/sqrt((a+b)(c+d)(a+c)(b+d)); Yule (1912), JRSS 75, 579-652. NaN where an answer does not vary.
    """
    a, b, c, d = np.moveaxis(np.asarray(counts, dtype=np.float64), -1, 0)
    below = np.sqrt((a + b) * (c + d) * (a + c) * (b + d))
    result: FloatArray = np.full(np.shape(below), np.nan)
    np.divide(a * d - b * c, below, out=result, where=below > 0)
    return result


def permutation_p_tau(x: ArrayLike, y: ArrayLike, *, n_resamples: int, seed: int) -> float:
    """Return the two-sided p-value of Kendall's tau-b when the values of y are shuffled.

    Parameters
    ----------
    x, y
        One entry a unit.
    n_resamples
        Shuffles; NaN with none, or where x or y does not vary.

    Notes
    -----
    (1 + shuffles at least as far from nought)/(1 + shuffles); ties are the same in every shuffle, so S
    decides. Phipson and Smyth (2010), Stat Appl Genet Mol Biol 9.
    """
    a, b = floats(x, name="x"), floats(y, name="y")
    if n_resamples < 1 or a.size < 2 or np.ptp(a) == 0 or np.ptp(b) == 0:
        return math.nan
    rng = np.random.default_rng(seed)
    signs = np.sign(a[:, None] - a)
    shuffled = rng.permuted(np.broadcast_to(b, (n_resamples, b.size)), axis=1)
    apart = np.sign(shuffled[:, :, None] - shuffled[:, None, :])
    drawn = np.abs(np.einsum("ij,rij->r", signs, apart))
    observed = abs(float((signs * np.sign(b[:, None] - b)).sum()))
    return float((1 + (drawn >= observed - 1e-9).sum()) / (1 + n_resamples))
