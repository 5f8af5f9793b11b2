"""The log odds ratio between two distributions over ordered categories, from their counts alone."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from dianalysis.errors import ParameterError
from dianalysis.estimation.estimate import FloatArray, floats
from dianalysis.estimation.ordinal_models import MAX_LOG_ODDS

_ROUNDS = 100
_CLOSE = 1e-12


def shift_log_odds(first: ArrayLike, second: ArrayLike) -> float:
    """Return the log odds ratio of standing above any step in the second distribution against the first.

    Parameters
    ----------
    first, second
        Counts over the same ordered categories.

    Returns
    -------
    The value `ordinal_gee` gives for the same units, without its errors and in a fraction of the time; NaN
    where only one category is used or the distributions do not overlap.

    Raises
    ------
    ParameterError
        When the two have not as many categories.

    Notes
    -----
    With working independence the estimating equations are those of one logistic regression over all steps,
    with an intercept a step; solved by Newton's method.
    """
    if np.shape(first) != np.shape(second):
        raise ParameterError("the two distributions have not as many categories")
    counts = np.stack([floats(part, name="counts") for part in (first, second)])
    used = counts[:, counts.sum(axis=0) > 0]
    sizes = used.sum(axis=1)
    if used.shape[1] < 2 or not sizes.all():
        return math.nan
    above = sizes[:, None] - np.cumsum(used, axis=1)[:, :-1]
    return _solve(above, sizes)


def _solve(above: FloatArray, sizes: FloatArray) -> float:
    """Newton's method on the intercepts of the steps and the shift; counts above each step (2, steps)."""
    share = above.sum(axis=0) / sizes.sum()
    intercepts, shift = np.log(share / (1 - share)), 0.0
    for _ in range(_ROUNDS):
        expected = 1 / (1 + np.exp(-(intercepts + np.array([[0.0], [shift]]))))
        away, weight = above - sizes[:, None] * expected, sizes[:, None] * expected * (1 - expected)
        steps = weight.sum(axis=0)
        information = float((weight[1] - weight[1] ** 2 / steps).sum())
        if not information > _CLOSE:
            return math.nan
        move = float((away[1] - weight[1] / steps * away.sum(axis=0)).sum()) / information
        intercepts = intercepts + (away.sum(axis=0) - weight[1] * move) / steps
        shift += move
        if abs(shift) > MAX_LOG_ODDS:
            return math.nan
        if abs(move) < _CLOSE:
            return shift
    return math.nan
