"""Exact statements on few units: intervals of a share and a median, sign flips counted without drawing."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from dianalysis.errors import ParameterError, Where
from dianalysis.estimation.estimate import Estimate, check_level, floats


def estimate_share_exact(count: float, n: float, *, conf_level: float) -> Estimate:
    """Estimate a share with Clopper and Pearson's interval, which covers at least as often as it says.

    Returns
    -------
    Estimate; NaN when `n` is 0.

    Raises
    ------
    ParameterError
        When the count lies outside 0 to `n`.

    Notes
    -----
    Quantiles of the beta distribution; Clopper and Pearson (1934), Biometrika 26, 404-413.
    """
    check_level(conf_level)
    method = "share, exact (Clopper-Pearson) interval"
    if not 0 <= count <= n:
        raise ParameterError(f"{count} of {n} units is not a share", where=Where(column="count", value=count))
    if n == 0:
        return Estimate(level=conf_level, n=0, method=method)
    tail = (1 - conf_level) / 2
    low = float(special.betaincinv(count, n - count + 1, tail)) if count else 0.0
    high = float(special.betaincinv(count + 1, n - count, 1 - tail)) if count < n else 1.0
    share = count / n
    return Estimate(share, low, high, conf_level, math.sqrt(share * (1 - share) / n), n=n, method=method)


def estimate_median_exact(values: ArrayLike, *, conf_level: float) -> Estimate:
    """Estimate a median of independent units with the interval between two order statistics.

    Returns
    -------
    Estimate; the interval covers at least as often as it says, and is NaN with too few units for the level or
    when all values are equal.

    Notes
    -----
    From the k-th smallest to the k-th largest with k the largest number for which P(Binomial(n, 1/2) < k) is
    at most half of what the level leaves; Conover (1999), Practical Nonparametric Statistics, ch. 3.2.
    """
    x = np.sort(floats(values, name="values"))
    method = "median, exact order-statistic interval"
    tail = (1 - check_level(conf_level)) / 2
    if x.size == 0:
        return Estimate(level=conf_level, n=0, method=method)
    value = float(np.median(x))
    k = int(stats.binom.ppf(tail, x.size, 0.5))
    if k < 1 or x[0] == x[-1]:
        return Estimate(value, level=conf_level, n=x.size, method=method)
    return Estimate(value, float(x[k - 1]), float(x[-k]), conf_level, n=x.size, method=method)


def exact_sign_flip_test(change: ArrayLike) -> Estimate:
    """Test that whole-number changes are symmetric about zero: all patterns of signs, counted.

    Returns
    -------
    Estimate whose value is the mean change, whose statistic is the sum, and whose p-value is the share of all
    2^m sign patterns of the m changed units with a sum at least as far from zero; NaN p without a change.

    Raises
    ------
    ParameterError
        When a change is not a whole number.

    Notes
    -----
    Fisher's randomisation test (1935, Design of Experiments, ch. 3). The number of patterns with each sum is
    the product of the polynomials z^-|x| + z^|x|, so nothing is drawn.
    """
    x = floats(change, name="change")
    method = "exact sign-flip permutation test"
    if (x != np.round(x)).any():
        raise ParameterError("changes are counted in whole steps", where=Where(column="change"))
    sizes = np.abs(x[x != 0]).astype(int)
    mean = float(x.mean()) if x.size else math.nan
    if sizes.size == 0:
        return Estimate(mean, n=x.size, method=method)
    chances = np.ones(1)
    for size in sizes:
        step = np.zeros(2 * size + 1)
        step[[0, -1]] = 0.5
        chances = np.convolve(chances, step)
    reach = int(sizes.sum())
    sums = np.arange(-reach, reach + 1)
    p_value = min(float(chances[np.abs(sums) >= abs(x.sum())].sum()), 1.0)
    return Estimate(mean, statistic=float(x.sum()), p_value=p_value, n=x.size, method=method)
