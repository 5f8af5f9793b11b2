"""Do statements that the same units answered differ: Friedman's test, and every pair of statements."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from dianalysis.errors import ParameterError
from dianalysis.estimation.clustered import estimate_mean_clustered
from dianalysis.estimation.describe import estimate_mean, within_scale
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.estimation.jackknife import jackknife_clusters
from dianalysis.estimation.ordinal import signed_rank_test

METHOD = "Friedman's test, Kendall's W"


def friedman_test(items: ArrayLike, clusters: ArrayLike, *, conf_level: float) -> Estimate:
    """Test that statements are answered alike, by ranks within each unit; effect size Kendall's W.

    Parameters
    ----------
    items
        Scores (units, statements), none absent.
    clusters
        Cluster of each unit, for the interval of W (cluster jackknife, cut off at 0 and 1).

    Returns
    -------
    Estimate of W (0 to 1) with chi-squared, `df` statements - 1 and its p-value. NaN with fewer than two
    statements or when no unit tells them apart.

    Raises
    ------
    ParameterError
        When the scores form no table or the clusters do not match.

    Notes
    -----
    chi² = (12 n/(k(k+1)) Σ (R_j - (k+1)/2)²) / (1 - Σ(t³-t)/(n k (k²-1))), W = chi²/(n(k-1)); Friedman
    (1937), JASA 32; Kendall and Babington Smith (1939), Ann Math Stat 10.
    """
    scores, labels = np.asarray(items, dtype=np.float64), np.asarray(clusters)
    if scores.ndim != 2 or labels.shape != scores.shape[:1]:
        raise ParameterError("scores form a table of units and statements, with one cluster a unit")
    n, k = scores.shape
    if n == 0 or k < 2:
        return Estimate(level=conf_level, n=n, method=METHOD)
    table = _rank_table(scores, labels)
    found = within_scale(
        jackknife_clusters(table, concordance, scale="plain", conf_level=conf_level, sizes=table[:, 0]), 0, 1
    )
    statistic = found.value * n * (k - 1)
    p_value = float(stats.chi2.sf(statistic, k - 1))
    method = f"{METHOD}; {found.method}"
    return replace(found, statistic=statistic, df=k - 1, p_value=p_value, n=float(n), method=method)


def _rank_table(scores: FloatArray, labels: np.ndarray) -> FloatArray:
    """Per cluster: number of units, sum of ranks of each statement, sum of t³ - t over ties within units."""
    ranks = stats.rankdata(scores, axis=1)
    ordered = np.sort(scores, axis=1)
    same = (ordered[:, :, None] == ordered[:, None, :]).sum(axis=2)
    ties = (same**2 - 1).sum(axis=1)  # each of t tied answers adds t² - 1: together t³ - t
    parts = np.column_stack([np.ones(len(scores)), ranks, ties])
    index = np.unique(labels, return_inverse=True)[1]
    table = np.zeros((int(index.max()) + 1, parts.shape[1]))
    np.add.at(table, index, parts)
    return table


def concordance(sums: FloatArray) -> FloatArray:
    """Return Kendall's W from (m, 2 + k): units, sums of ranks, ties; NaN where nothing is told apart."""
    n, ranks, ties = sums[:, 0], sums[:, 1:-1], sums[:, -1]
    k = ranks.shape[1]
    spread = ((ranks - n[:, None] * (k + 1) / 2) ** 2).sum(axis=1)
    below = n**2 * k * (k**2 - 1) / 12 - n * ties / 12
    result: FloatArray = np.full(n.shape, np.nan)
    np.divide(spread, below, out=result, where=below > 1e-9)
    return result


def pair_differences(
    items: ArrayLike, clusters: ArrayLike, *, conf_level: float
) -> Iterator[tuple[tuple[int, int], Estimate]]:
    """Compare every pair of statements: mean difference with its interval, signed-rank test.

    Parameters
    ----------
    items, clusters
        As `friedman_test`. The interval is that of the cluster jackknife; where every unit is its own
        cluster Student's.

    Returns
    -------
    For each pair (first, second) of columns the mean of first minus second, z and p of Wilcoxon's test (zeros
    by Pratt), which takes units as independent. Adjust the p-values for their number.
    """
    scores, labels = np.asarray(items, dtype=np.float64), np.asarray(clusters)
    own = np.unique(labels).size == labels.size
    for first, second in itertools.combinations(range(scores.shape[1]), 2):
        away = scores[:, first] - scores[:, second]
        mean = (
            estimate_mean(away, conf_level=conf_level)
            if own
            else estimate_mean_clustered(away, labels, conf_level=conf_level)
        )
        test = signed_rank_test(away, zeros="pratt")
        method = f"{mean.method}; {test.method}"
        yield (first, second), replace(mean, statistic=test.statistic, p_value=test.p_value, method=method)
