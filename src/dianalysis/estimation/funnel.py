"""How far a share may lie from the common one by chance alone: control limits for groups of any size."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from dianalysis.errors import ParameterError
from dianalysis.estimation.estimate import Estimate, check_level, floats


@lru_cache(maxsize=1024)
def control_limits(share: float, n: float, *, conf_level: float) -> Estimate:
    """Return the limits within which the share of a group of `n` units stays by chance.

    Parameters
    ----------
    share
        The share all groups have in common.
    conf_level
        Probability of lying within: 0.95 and 0.998 are usual.

    Returns
    -------
    Estimate whose value is the common share and whose bounds are the limits; none for an empty group, or
    where all units agree.

    Raises
    ------
    ParameterError
        When the share lies outside 0 to 1.

    Notes
    -----
    Binomial quantiles interpolated between the two counts around the tail: with r the smallest count whose
    distribution function F exceeds p, the limit is (r - (F(r) - p)/(F(r) - F(r-1)))/n. Spiegelhalter (2005),
    Stat Med 24, 1185-1202.
    """
    check_level(conf_level)
    method = "binomial control limits, interpolated"
    if n < 1 or np.isnan(share):
        return Estimate(level=conf_level, n=n, method=method)
    if not 0 <= share <= 1:
        raise ParameterError(f"{share} is not a share")
    if share in (0, 1):
        return Estimate(share, level=conf_level, n=n, method=method)
    low, high = (_limit(share, n, tail) for tail in ((1 - conf_level) / 2, (1 + conf_level) / 2))
    return Estimate(share, low, high, conf_level, n=n, method=method)


def _limit(share: float, n: float, tail: float) -> float:
    count = float(stats.binom.ppf(tail, n, share))
    reached, before = stats.binom.cdf([count, count - 1], n, share)
    back = float((reached - tail) / (reached - before)) if reached > before else 0.0
    return min(max((count - back) / n, 0.0), 1.0)


def overdispersion(counts: ArrayLike, sizes: ArrayLike) -> Estimate:
    """Return how much more groups differ than chance alone would make them: the mean squared z-score.

    Returns
    -------
    Estimate whose value is 1 where groups differ as chance has it, whose statistic is the chi-squared of
    equal shares and whose `df` is groups - 1; no p-value. NaN with one group, or when all units agree.

    Notes
    -----
    Σ (x - n p)²/(n p (1-p)) over the number of groups; Spiegelhalter (2005), Stat Med 24, 1185-1202.
    """
    x, n = floats(counts, name="counts"), floats(sizes, name="sizes")
    x, n = x[n > 0], n[n > 0]
    method = "mean squared z-score of the groups"
    share = float(x.sum() / n.sum()) if n.sum() else float("nan")
    if x.size < 2 or not 0 < share < 1:
        return Estimate(n=float(n.sum()), method=method)
    chi2 = float(((x - n * share) ** 2 / (n * share * (1 - share))).sum())
    return Estimate(chi2 / x.size, statistic=chi2, df=x.size - 1, n=float(n.sum()), method=method)
