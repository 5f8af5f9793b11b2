"""Making firms out of tables: categories are handed out within a partner in the order of one latent factor.

Handing out by rank leaves every count of the table as it is; only who gets what depends on the factor. The
loadings are declared assumptions of the demo data. Ties weaken the association: see `realised_association`.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import stats

from dianalysis.published.reconstruct.programme import FloatArray, IntArray


def hand_out(
    counts: IntArray, *, latent: FloatArray, loading: float, generator: np.random.Generator
) -> IntArray:
    """Give each firm of one group a category number, higher numbers to firms with a higher score.

    Parameters
    ----------
    counts
        Firms per category; sums to the number of firms.
    latent
        The latent factor of each firm.
    loading
        Correlation of the score with the factor, between -1 and 1.
    generator
        Source of the independent part of the score.

    Returns
    -------
    Category number (0, 1, …) per firm.
    """
    score = loading * latent + np.sqrt(1.0 - loading**2) * generator.standard_normal(len(latent))
    categories = np.repeat(np.arange(len(counts)), counts)
    given = np.empty(len(latent), dtype=np.int64)
    given[np.argsort(score, kind="stable")] = categories
    return given


def hand_out_by_partner(
    table: IntArray,
    *,
    groups: IntArray,
    latent: FloatArray,
    loading: float,
    generator: np.random.Generator,
) -> IntArray:
    """Hand out every row of a partners × categories table to that partner's firms.

    Parameters
    ----------
    table
        Firms per partner and category.
    groups
        Partner number of each firm.
    latent, loading, generator
        As in `hand_out`.
    """
    given = np.empty(len(groups), dtype=np.int64)
    for partner, counts in enumerate(table):
        firms = np.flatnonzero(groups == partner)
        given[firms] = hand_out(counts, latent=latent[firms], loading=loading, generator=generator)
    return given


def spread_over_partners(counts: IntArray, *, sizes: IntArray, generator: np.random.Generator) -> IntArray:
    """Spread national counts over partners at random: every arrangement of firms is equally likely.

    Parameters
    ----------
    counts
        Firms per category; sums to the sum of `sizes`.
    sizes
        Firms per partner.

    Returns
    -------
    Partners × categories with exactly these margins.
    """
    firms = generator.permutation(np.repeat(np.arange(len(counts)), counts))
    edges = np.concatenate([[0], np.cumsum(sizes)])
    rows = [np.bincount(firms[a:b], minlength=len(counts)) for a, b in pairwise(edges)]
    return np.array(rows, dtype=np.int64)


def realised_association(companies: pd.DataFrame, columns: dict[str, pd.Series]) -> pd.DataFrame:
    """Measure the rank correlation within partners that a draw really has.

    Parameters
    ----------
    companies
        Firms with the column `partner`.
    columns
        Named ordered variables, one value per firm (missing allowed).

    Returns
    -------
    One row per pair: first, second, spearman (mean over partners weighted by firms), n.
    """
    names = list(columns)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    rows = []
    for first, second in pairs:
        both = pd.DataFrame(
            {"x": columns[first], "y": columns[second], "partner": companies["partner"]}
        ).dropna()
        values, weights = [], []
        for _, firms in both.groupby("partner"):
            if len(firms) > 2 and firms["x"].min() < firms["x"].max() and firms["y"].min() < firms["y"].max():
                ranks = stats.rankdata(firms[["x", "y"]].to_numpy(dtype=float), axis=0)
                values.append(float(np.corrcoef(ranks, rowvar=False)[0, 1]))
                weights.append(len(firms))
        rows.append((first, second, float(np.average(values, weights=weights)), int(sum(weights))))
    return pd.DataFrame(rows, columns=["first", "second", "spearman", "n"])
