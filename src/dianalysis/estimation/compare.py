"""Do groups differ: Kruskal-Wallis with effect sizes, exact association of two categories."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats
from scipy.stats.contingency import association

from dianalysis.errors import ParameterError
from dianalysis.estimation.estimate import NAN, Estimate, FloatArray, IntArray, floats


def kruskal_test(values: ArrayLike, groups: ArrayLike) -> Estimate:
    """Test that groups have the same distribution by ranks; effect size epsilon squared.

    Returns
    -------
    Estimate whose value is epsilon squared H/(n-1), statistic H (tie-corrected), `df` groups - 1; NaN with
    one group or no variation.

    Raises
    ------
    ParameterError
        When values and groups differ in number.

    Notes
    -----
    Kruskal and Wallis (1952), JASA 47; Tomczak and Tomczak (2014), Trends Sport Sci 21, 19-25.
    """
    x, labels = floats(values, name="values"), np.asarray(groups)
    if labels.shape != x.shape:
        raise ParameterError(f"{x.size} values have {labels.size} group labels")
    method = "Kruskal-Wallis test, epsilon squared"
    names = np.unique(labels)
    if names.size < 2 or np.unique(x).size < 2:
        return Estimate(n=x.size, method=method)
    test = stats.kruskal(*[x[labels == name] for name in names])
    h = float(test.statistic)
    return Estimate(
        h / (x.size - 1), statistic=h, df=names.size - 1, p_value=float(test.pvalue), n=x.size, method=method
    )


def eta_squared_h(h: float, n_groups: int, n: int) -> float:
    """Return the rank-based eta squared of a Kruskal-Wallis statistic, (H - k + 1)/(n - k).

    Notes
    -----
    Cohen (2008), Explaining Psychological Statistics; below 0 when groups differ less than chance.
    """
    return (h - n_groups + 1) / (n - n_groups) if n > n_groups else math.nan


def exact_association_test(table: ArrayLike, *, n_resamples: int, seed: int) -> Estimate:
    """Test that two categories are unrelated given the margins; effect size Cramér's V.

    Parameters
    ----------
    table
        Counts (rows × columns); empty rows and columns are left out.
    n_resamples
        Tables drawn with the same margins. A table of two by two is enumerated; 0 gives no p-value otherwise.

    Returns
    -------
    Estimate whose p-value is the chance of a table no more probable than this one (Fisher-Freeman-Halton).

    Notes
    -----
    Freeman and Halton (1951), Biometrika 38, 141-149.
    """
    cells = np.asarray(table, dtype=np.int64)
    if cells.ndim != 2 or (cells < 0).any():
        raise ParameterError("a table of two categories holds counts in rows and columns")
    cells = cells[cells.sum(axis=1) > 0][:, cells.sum(axis=0) > 0]
    method, n = "Fisher-Freeman-Halton test, Cramér's V", float(cells.sum())
    if min(cells.shape, default=0) < 2:
        return Estimate(n=n, method=method)
    value = float(association(cells, method="cramer"))
    if cells.shape == (2, 2):
        return Estimate(value, p_value=float(stats.fisher_exact(cells).pvalue), n=n, method=method)
    p_value = _drawn_p_value(cells, n_resamples, seed) if n_resamples > 0 else NAN
    return Estimate(value, p_value=p_value, n=n, method=method)


def _drawn_p_value(cells: IntArray, n_resamples: int, seed: int) -> float:
    rng = np.random.default_rng(seed)
    margins = stats.random_table(cells.sum(axis=1), cells.sum(axis=0))
    drawn = margins.rvs(n_resamples, random_state=rng, method="boyett")
    observed = _log_weight(cells[None])[0]
    reached = int((_log_weight(drawn) <= observed + 1e-9).sum())
    return (1 + reached) / (1 + n_resamples)


def _log_weight(tables: IntArray) -> FloatArray:
    """Log probability of tables with fixed margins, up to a constant: minus the sum of log factorials."""
    factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, tables.max() + 2)))])
    weights: FloatArray = -factorials[tables.astype(np.int64)].sum(axis=(1, 2))
    return weights


def fit_test(counts: ArrayLike, shares: ArrayLike) -> Estimate:
    """Test that counts follow given shares (chi-squared goodness of fit); effect size Cohen's w.

    Raises
    ------
    ParameterError
        When the shares are not positive, do not sum to 1, or do not match the counts in number.

    Notes
    -----
    Pearson (1900); w = sqrt(Σ (p - p0)²/p0), Cohen (1988), Statistical Power Analysis, ch. 7.
    """
    x, p = floats(counts, name="counts"), floats(shares, name="shares")
    if x.size != p.size or (p <= 0).any() or abs(float(p.sum()) - 1) > 1e-6:
        raise ParameterError("the shares are positive, sum to 1 and match the counts in number")
    n = float(x.sum())
    if n == 0 or x.size < 2:
        return Estimate(n=n, method="chi-squared goodness of fit, Cohen's w")
    test = stats.chisquare(x, p / p.sum() * n)
    statistic = float(test.statistic)
    return Estimate(
        math.sqrt(statistic / n), statistic=statistic, df=x.size - 1, p_value=float(test.pvalue), n=n,
        method="chi-squared goodness of fit, Cohen's w",
    )  # fmt: skip
