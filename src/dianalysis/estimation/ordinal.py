"""Paired change on an ordered scale: effects, tests and the transition table."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from dianalysis.errors import ParameterError, Where
from dianalysis.estimation.estimate import (
    NAN,
    Estimate,
    FloatArray,
    IntArray,
    check_level,
    floats,
    normal_quantile,
)  # fmt: skip

ZERO_RULES = ("pratt", "wilcox")


def transition_table(start: ArrayLike, end: ArrayLike, *, n_categories: int) -> IntArray:
    """Count pairs by start (rows) and end (columns), both coded 1 to `n_categories`.

    Raises
    ------
    ParameterError
        When the lengths differ or a code lies outside the scale.
    """
    a, b = np.asarray(start, dtype=np.int64), np.asarray(end, dtype=np.int64)
    if a.shape != b.shape:
        raise ParameterError(f"{a.size} start values have {b.size} end values")
    both = np.concatenate([a, b])
    if both.size and (both.min() < 1 or both.max() > n_categories):
        raise ParameterError(
            f"a category lies outside 1 to {n_categories}", where=Where(value=int(both.max()))
        )
    cells = np.bincount((a - 1) * n_categories + (b - 1), minlength=n_categories**2)
    return cells.reshape(n_categories, n_categories).astype(np.int64)


def net_improvement(counts: ArrayLike, change: ArrayLike) -> FloatArray:
    """Share that rose minus share that fell, from counts per size of change.

    Parameters
    ----------
    counts
        Array (..., K): units per size of change; the leading axes may hold resamples.
    change
        The K sizes of change.
    """
    weights, sizes = np.asarray(counts, dtype=np.float64), floats(change, name="change")
    return _ratio(weights @ np.sign(sizes), weights.sum(axis=-1))


def mean_change(counts: ArrayLike, change: ArrayLike) -> FloatArray:
    """Mean change from counts per size of change; shapes as `net_improvement`."""
    weights, sizes = np.asarray(counts, dtype=np.float64), floats(change, name="change")
    return _ratio(weights @ sizes, weights.sum(axis=-1))


def probability_of_improvement(counts: ArrayLike, change: ArrayLike) -> FloatArray:
    """Chance that a unit ends higher than it began, a tie counting half; shapes as `net_improvement`.

    Notes
    -----
    P(up) + P(equal)/2 = (1 + net improvement)/2: the matched-pairs form of the probabilistic index.
    """
    return (1 + net_improvement(counts, change)) / 2


def rank_biserial(counts: ArrayLike, change: ArrayLike, *, zeros: str) -> FloatArray:
    """Matched-pairs rank-biserial correlation from counts per size of change; shapes as `net_improvement`.

    Parameters
    ----------
    zeros
        `pratt`: units without change take part in the ranking and are then left out; `wilcox`: left out
        first.

    Raises
    ------
    ParameterError
        When the rule for zeros is unknown.

    Notes
    -----
    (W+ - W-)/(W+ + W-) over mid-ranks of absolute change; Kerby (2014), Comprehensive Psychology 3; Pratt
    (1959), JASA 54.
    """
    _check_zeros(zeros)
    weights, sizes = np.asarray(counts, dtype=np.float64), floats(change, name="change")
    levels, level_of = np.unique(np.abs(sizes), return_inverse=True)
    if zeros == "wilcox":
        weights = np.where(sizes == 0, 0.0, weights)
    per_level = weights @ np.eye(levels.size)[level_of]
    ranks = np.cumsum(per_level, axis=-1) - (per_level - 1) / 2
    weighted = weights * ranks[..., level_of] * np.sign(sizes)
    return _ratio(weighted.sum(axis=-1), np.abs(weighted).sum(axis=-1))


def _ratio(above: FloatArray, below: FloatArray) -> FloatArray:
    result: FloatArray = np.full(np.shape(below), np.nan)
    return np.divide(above, below, out=result, where=below != 0)


def _check_zeros(zeros: str) -> None:
    if zeros not in ZERO_RULES:
        raise ParameterError(
            "the rule for pairs without change is unknown",
            where=Where(column="zeros", value=zeros),
            remedy=f"Choose one of {', '.join(ZERO_RULES)}.",
        )


def signed_rank_test(change: ArrayLike, *, zeros: str) -> Estimate:
    """Test that changes are symmetric about zero by Wilcoxon's signed ranks.

    Returns
    -------
    Estimate whose value is the rank-biserial correlation, whose statistic is z (no continuity correction,
    ties corrected) and whose p-value is two-sided. Without any change everything is NaN.

    Notes
    -----
    scipy.stats.wilcoxon; Wilcoxon (1945), Pratt (1959), JASA 54, 655-667.
    """
    _check_zeros(zeros)
    x = floats(change, name="change")
    method = f"Wilcoxon signed-rank test, zeros by {zeros.title()}"
    if not (x != 0).any():
        return Estimate(n=x.size, method=method)
    sizes, counts = np.unique(x, return_counts=True)
    test = stats.wilcoxon(x, zero_method=zeros, correction=False, method="asymptotic")
    value = float(rank_biserial(counts, sizes, zeros=zeros))
    z = math.copysign(abs(float(test.zstatistic)), value)
    return Estimate(value, statistic=z, p_value=float(test.pvalue), n=x.size, method=method)


def sign_test(up: int, down: int, unchanged: int, *, conf_level: float) -> Estimate:
    """Test that as many units rose as fell (exact sign test) and estimate net improvement.

    Returns
    -------
    Estimate of P(up) - P(down) with the interval for paired shares; statistic = number that rose.

    Notes
    -----
    p: binomial with chance 1/2 among changed units. Interval: Wald after half a unit is added to up and
    down and one to unchanged; Agresti and Min (2005), Stat Med 24, 729-740.
    """
    check_level(conf_level)
    n, changed = up + down + unchanged, up + down
    method = "net improvement, exact sign test"
    if n == 0:
        return Estimate(level=conf_level, n=0, method=method)
    p_value = float(stats.binomtest(up, changed).pvalue) if changed else NAN
    a, b, total = (up + 0.5) / (n + 2), (down + 0.5) / (n + 2), n + 2
    error = math.sqrt((a + b - (a - b) ** 2) / total)
    half = normal_quantile(conf_level) * error
    low, high = max(a - b - half, -1.0), min(a - b + half, 1.0)
    return Estimate((up - down) / n, low, high, conf_level, error, up, NAN, p_value, n, method)


def marginal_homogeneity_test(table: ArrayLike) -> Estimate:
    """Test that start and end have the same distribution (Stuart-Maxwell).

    Parameters
    ----------
    table
        Square table of counts, start in rows.

    Returns
    -------
    Estimate with chi-squared, its degrees of freedom and p; value is NaN (an effect stands elsewhere).

    Notes
    -----
    d' V⁻ d with d_i = n_i. - n_.i, V_ii = n_i. + n_.i - 2 n_ii, V_ij = -(n_ij + n_ji), and a generalised
    inverse: categories nobody moved to or from, and groups of categories without moves between them, lower
    the degrees of freedom, the rank of V. Where all moves hang together this is the test of statsmodels
    and coin. Stuart (1955), Biometrika 42, 412-416; Maxwell (1970), Br J Psychiatry 116, 651-655.
    """
    cells = _square(table)
    n, method = float(cells.sum()), "Stuart-Maxwell test"
    away = cells.sum(axis=1) - cells.sum(axis=0)
    both = cells + cells.T
    covariance = np.diag(both.sum(axis=1)) - both
    df = float(np.linalg.matrix_rank(covariance, hermitian=True))
    if df == 0:
        return Estimate(n=n, method=method)
    statistic = float(away @ np.linalg.pinv(covariance, hermitian=True) @ away)
    p_value = float(stats.chi2.sf(statistic, df))
    return Estimate(statistic=statistic, df=df, p_value=p_value, n=n, method=method)


def symmetry_test(table: ArrayLike) -> Estimate:
    """Test that a move and its reverse are equally frequent (Bowker).

    Returns
    -------
    Estimate with chi-squared over the pairs of cells that hold a unit; `df` counts only those pairs.

    Notes
    -----
    Σ (n_ij - n_ji)²/(n_ij + n_ji); Bowker (1948), JASA 43, 572-574. Programs that keep empty pairs report
    more degrees.
    """
    cells = _square(table)
    upper = np.triu_indices(cells.shape[0], 1)
    forth, back = cells[upper], cells.T[upper]
    used = forth + back > 0
    df = float(used.sum())
    if df == 0:
        return Estimate(n=float(cells.sum()), method="Bowker's test of symmetry")
    statistic = float(((forth - back)[used] ** 2 / (forth + back)[used]).sum())
    p_value = float(stats.chi2.sf(statistic, df))
    return Estimate(
        statistic=statistic, df=df, p_value=p_value, n=float(cells.sum()), method="Bowker's test of symmetry"
    )


def _square(table: ArrayLike) -> FloatArray:
    cells = np.asarray(table, dtype=np.float64)
    if cells.ndim != 2 or cells.shape[0] != cells.shape[1] or (cells < 0).any():
        raise ParameterError("a table of transitions is square and holds counts")
    return cells
