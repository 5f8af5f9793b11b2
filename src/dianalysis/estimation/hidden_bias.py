"""How strong an unseen cause must be before paired changes no longer say that anything else was at work."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, stats

from dianalysis.errors import ParameterError, Where
from dianalysis.estimation.estimate import Estimate, FloatArray, floats

TESTS = ("sign", "signed_rank")
_LARGEST = 1 - 1e-12


def worst_p_value(change: ArrayLike, gamma: float, *, test: str) -> float:
    """Return the largest one-sided p-value when each unit may rise `gamma` times as readily as fall.

    Parameters
    ----------
    change
        Array (n,): change of every unit; zeros carry no information.
    gamma
        At most this odds, at least 1, that a unit that changes rises without the cause under study.
    test
        `sign` or `signed_rank`.

    Returns
    -------
    Chance of as many (or as high ranked) rises under that odds; NaN when nothing changed.

    Raises
    ------
    ParameterError
        When the odds is below 1 or the test is unknown.

    Notes
    -----
    Rosenbaum (1987), Biometrika 74, 13-26; Rosenbaum (2002), Observational Studies, ch. 4.3. With
    P = gamma/(1 + gamma): binomial(m, P) for the sign test; normal with mean P Σr and variance P(1-P) Σr² for
    the sum of positive ranks r.
    """
    if not gamma >= 1:
        raise ParameterError("the odds of an unseen cause is at least 1", where=Where(value=gamma))
    _check_test(test)
    return _p_value(_moved(change), gamma / (1 + gamma), test)


def tipping_odds(change: ArrayLike, *, test: str, alpha: float) -> Estimate:
    """Find the odds of rising, without the cause under study, from which a rise is no longer shown.

    Parameters
    ----------
    change, test
        As in `worst_p_value`.
    alpha
        One-sided level; a two-sided test at 0.05 has 0.025.

    Returns
    -------
    Estimate whose value is the largest odds at which the worst p-value is at most `alpha`, and whose `n` is
    the number of units that changed. NaN when even equal odds (1) do not reach the level.

    Raises
    ------
    ParameterError
        When the level is not between 0 and 1 or the test is unknown.

    Notes
    -----
    Of the sign test: L/(1 - L) with L the lower bound of Clopper and Pearson (1934) for the share that rose.
    """
    if not 0 < alpha < 1:
        raise ParameterError("the level of a test lies between 0 and 1", where=Where(value=alpha))
    _check_test(test)
    moved = _moved(change)
    method = f"largest odds of an unseen cause that the {test.replace('_', '-')} test withstands (Rosenbaum)"
    n = float(moved.size)
    if not _p_value(moved, 0.5, test) <= alpha:  # NaN too
        return Estimate(n=n, method=method)
    share = float(
        optimize.brentq(lambda chance: _p_value(moved, chance, test) - alpha, 0.5, _LARGEST, xtol=1e-14)
    )
    return Estimate(share / (1 - share), n=n, method=method)


def _check_test(test: str) -> None:
    if test not in TESTS:
        raise ParameterError("the test is unknown", remedy=f"Choose one of {', '.join(TESTS)}.")


def _moved(change: ArrayLike) -> FloatArray:
    values = floats(change, name="change")
    moved: FloatArray = values[values != 0]
    return moved


def _p_value(moved: FloatArray, chance: float, test: str) -> float:
    if moved.size == 0:
        return math.nan
    if test == "sign":
        return float(stats.binom.sf(int((moved > 0).sum()) - 1, moved.size, chance))
    ranks = stats.rankdata(np.abs(moved))
    away = float(ranks[moved > 0].sum() - chance * ranks.sum())
    return float(stats.norm.sf(away / math.sqrt(chance * (1 - chance) * float((ranks**2).sum()))))
