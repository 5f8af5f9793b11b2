"""Shares and means of independent units, with an interval; of units in clusters: `clustered`."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from statsmodels.stats.proportion import multinomial_proportions_confint

from dianalysis.errors import ParameterError, Where
from dianalysis.estimation.estimate import (
    Estimate,
    FloatArray,
    check_level,
    floats,
    normal_quantile,
    t_quantile,
)  # fmt: skip

NO_SPREAD = 1e-12  # a smaller standard error is that of equal values: they say nothing about uncertainty


def estimate_share(count: float, n: float, *, conf_level: float) -> Estimate:
    """Estimate a share of independent units with Wilson's score interval.

    Parameters
    ----------
    count, n
        Units with the property and units in all.

    Returns
    -------
    Estimate; all NaN when `n` is 0.

    Raises
    ------
    ParameterError
        When the count lies outside 0 to `n`.

    Notes
    -----
    Bounds (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n); Wilson (1927), JASA 22, 209-212.
    """
    check_level(conf_level)
    if not 0 <= count <= n:
        raise ParameterError(f"{count} of {n} units is not a share", where=Where(column="count", value=count))
    if n == 0:
        return Estimate(n=0, level=conf_level, method="share, Wilson interval")
    low, high = wilson_bounds(count / n, n, normal_quantile(conf_level))
    share = count / n
    error = math.sqrt(share * (1 - share) / n)
    return Estimate(share, low, high, conf_level, error, n=n, method="share, Wilson interval")


def wilson_bounds(share: float, n: float, critical: float) -> tuple[float, float]:
    """Return Wilson's bounds of a share of `n` units at a critical value."""
    square = critical**2 / n
    centre = (share + square / 2) / (1 + square)
    half = critical * math.sqrt(share * (1 - share) / n + square / (4 * n)) / (1 + square)
    low = 0.0 if share == 0 else max(centre - half, 0.0)
    high = 1.0 if share == 1 else min(centre + half, 1.0)
    return low, high


def estimate_shares(counts: ArrayLike, *, conf_level: float, method: str = "goodman") -> list[Estimate]:
    """Estimate the shares of a multinomial with simultaneous intervals.

    Parameters
    ----------
    counts
        Units per category.
    method
        `goodman` (any number of categories) or `sison-glaz` (seven or more, none small).

    Returns
    -------
    One Estimate a category, in order; all NaN when there are no units.

    Raises
    ------
    ParameterError
        When a count is negative or the method is unknown.

    Notes
    -----
    Goodman (1965), Technometrics 7, 247-254; Sison and Glaz (1995), JASA 90, 366-369; by statsmodels.
    """
    values = floats(counts, name="counts")
    if method not in ("goodman", "sison-glaz") or (values < 0).any():
        raise ParameterError("counts are not negative; the method is goodman or sison-glaz")
    total = float(values.sum())
    name = f"share, simultaneous {method.title()} interval"
    if total == 0 or values.size < 2:
        share = 1.0 if total else float("nan")
        return [Estimate(share, level=conf_level, n=total, method=name) for _ in values]
    bounds = multinomial_proportions_confint(values, alpha=1 - check_level(conf_level), method=method)
    shares = values / total
    errors = np.sqrt(shares * (1 - shares) / total)
    return [
        Estimate(
            float(p), float(max(b[0], 0)), float(min(b[1], 1)), conf_level, float(e), n=total, method=name
        )
        for p, b, e in zip(shares, bounds, errors, strict=True)
    ]


def estimate_mean(values: ArrayLike, *, conf_level: float) -> Estimate:
    """Estimate a mean of independent units with Student's t interval.

    Returns
    -------
    Estimate with `df` = n - 1; the interval is NaN with fewer than two units or when all are equal.

    Notes
    -----
    mean ± t(n-1) s / sqrt(n).
    """
    x = floats(values, name="values")
    method = "mean, t interval"
    check_level(conf_level)
    if x.size < 2:
        return Estimate(float(x[0]) if x.size else math.nan, level=conf_level, n=x.size, method=method)
    error = float(x.std(ddof=1)) / math.sqrt(x.size)
    return t_interval(float(x.mean()), error, x.size - 1, conf_level, x.size, method)


def estimate_difference(first: ArrayLike, second: ArrayLike, *, conf_level: float) -> Estimate:
    """Estimate the difference of two means, first minus second, with Welch's interval.

    Returns
    -------
    Estimate with Welch's degrees of freedom; the interval is NaN when a side has fewer than two units or
    equal values only.

    Notes
    -----
    Welch (1947), Biometrika 34, 28-35.
    """
    a, b = floats(first, name="first"), floats(second, name="second")
    method = "difference of means, Welch interval"
    check_level(conf_level)
    if min(a.size, b.size) < 2:
        value = float(a.mean() - b.mean()) if min(a.size, b.size) else math.nan
        return Estimate(value, level=conf_level, n=a.size, method=method)
    u, v = _mean_variance(a), _mean_variance(b)
    value = float(a.mean() - b.mean())
    if math.sqrt(min(u, v)) < NO_SPREAD:  # a side of equal values says nothing about its uncertainty
        return Estimate(value, level=conf_level, std_error=math.sqrt(u + v), n=a.size, method=method)
    df = (u + v) ** 2 / (u**2 / (a.size - 1) + v**2 / (b.size - 1))
    return t_interval(value, math.sqrt(u + v), df, conf_level, a.size, method)


def estimate_share_difference(
    count: float, n: float, others: tuple[float, float], *, conf_level: float
) -> Estimate:
    """Estimate the difference of two shares of independent units, first minus second.

    Parameters
    ----------
    count, n
        Units with the property and units in all, of the first group.
    others
        The same two numbers of the second group.

    Returns
    -------
    Estimate with Newcombe's hybrid score interval, which holds where a share is 0 or 1; `n` is that of the
    first group. NaN when a group is empty.

    Notes
    -----
    d - sqrt((p1 - l1)² + (u2 - p2)²), d + sqrt((u1 - p1)² + (p2 - l2)²) with Wilson's bounds l and u;
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
    """
    method = "difference of shares, Newcombe interval"
    a = estimate_share(count, n, conf_level=conf_level)
    b = estimate_share(*others, conf_level=conf_level)
    if not n or not others[1]:
        return Estimate(level=conf_level, n=n, method=method)
    gap = a.value - b.value
    low = gap - math.hypot(a.value - a.low, b.high - b.value)
    high = gap + math.hypot(a.high - a.value, b.value - b.low)
    error = math.hypot(a.std_error, b.std_error)
    return Estimate(gap, low, high, conf_level, error, n=n, method=method)


def within_scale(estimate: Estimate, lowest: float, highest: float) -> Estimate:
    """Return an estimate whose interval is cut off at the ends of the scale it is measured on."""
    low, high = (min(max(end, lowest), highest) for end in (estimate.low, estimate.high))
    if math.isnan(estimate.low) or (low, high) == (estimate.low, estimate.high):
        return estimate
    return replace(
        estimate, low=low, high=high, method=f"{estimate.method}, cut off at the ends of the scale"
    )


def _mean_variance(x: FloatArray) -> float:
    return float(x.var(ddof=1)) / x.size


def t_interval(value: float, error: float, df: float, level: float, n: float, method: str) -> Estimate:
    """Return a value with Student's t interval; without one where the error is that of equal values."""
    if error < NO_SPREAD:
        return Estimate(value, level=level, std_error=0.0, df=df, n=n, method=method)
    half = t_quantile(level, df) * error
    return Estimate(value, value - half, value + half, level, error, df=df, n=n, method=method)
