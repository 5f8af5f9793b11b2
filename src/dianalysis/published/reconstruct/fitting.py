"""The starting table: maximum entropy given the printed margins, then one random draw from it.

Iterative proportional fitting meets the counts of rows (partners) and columns (categories); printed means of
a partner are met by exponential tilting of its row, which is the maximum-entropy answer to a fixed mean.

Sources: Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427-444 (proportional fitting);
Csiszár (1975), Annals of Probability 3, 146-158 (tilting, and alternating between the two).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dianalysis.published.reconstruct.programme import FloatArray, IntArray

SWEEPS = 200
TOLERANCE = 1e-6
TILT_LIMIT = 20.0
NEWTON_STEPS = 25


@dataclass(frozen=True)
class Grouping:
    """Columns of the table taken together: the total of each group over all partners.

    Parameters
    ----------
    groups
        For each column the number of its group, -1 for columns that belong to none.
    totals
        The total of each group.
    """

    groups: IntArray
    totals: FloatArray


@dataclass(frozen=True)
class Tilt:
    """Scores of the columns and, per partner, the sum of scores to meet (NaN where none is printed)."""

    scores: FloatArray
    sums: FloatArray


def fit_table(
    start: FloatArray,
    *,
    sizes: IntArray,
    groupings: tuple[Grouping, ...] = (),
    tilts: tuple[Tilt, ...] = (),
) -> FloatArray:
    """Fit a table of partners × columns to group totals, row sizes and printed sums of scores.

    Parameters
    ----------
    start
        Non-negative weights, partners × columns; zero stays zero.
    sizes
        Firms per partner.
    groupings, tilts
        What to meet besides the row sizes. Rows have the last word in every sweep.

    Returns
    -------
    Expected counts, partners × columns; rows sum to `sizes`.
    """
    table = start.astype(float).copy()
    for _ in range(SWEEPS):
        before = table.copy()
        for grouping in groupings:
            table = _meet_totals(table, grouping)
        for tilt in tilts:
            table = _meet_sums(table, tilt, sizes)
        table = _meet_sizes(table, sizes)
        if np.abs(table - before).max() < TOLERANCE:
            break
    return table


def _meet_sizes(table: FloatArray, sizes: IntArray) -> FloatArray:
    rows = table.sum(axis=1, keepdims=True)
    met: FloatArray = table * np.divide(sizes[:, None], rows, out=np.zeros_like(rows), where=rows > 0)
    return met


def _meet_totals(table: FloatArray, grouping: Grouping) -> FloatArray:
    member = grouping.groups >= 0
    now = np.bincount(
        grouping.groups[member], weights=table.sum(axis=0)[member], minlength=len(grouping.totals)
    )
    factor = np.divide(grouping.totals, now, out=np.ones_like(now), where=now > 0)
    met: FloatArray = table * np.where(member, factor[grouping.groups], 1.0)
    return met


def _meet_sums(table: FloatArray, tilt: Tilt, sizes: IntArray) -> FloatArray:
    known = ~np.isnan(tilt.sums) & (table.sum(axis=1) > 0)
    if not known.any():
        return table
    weights, scores = table[known], tilt.scores - tilt.scores.mean()
    goal = tilt.sums[known] / sizes[known] - tilt.scores.mean()
    slope = np.zeros(len(goal))
    for _ in range(NEWTON_STEPS):
        tilted = weights * np.exp(np.outer(slope, scores))
        tilted /= tilted.sum(axis=1, keepdims=True)
        mean = tilted @ scores
        variance = tilted @ scores**2 - mean**2
        slope = np.clip(slope + (goal - mean) / np.maximum(variance, 1e-6), -TILT_LIMIT, TILT_LIMIT)
    result = table.copy()
    result[known] = weights * np.exp(np.outer(slope, scores))
    return _meet_sizes(result, sizes)


def balance_sums(low: IntArray, high: IntArray, total: int) -> FloatArray:
    """Choose a sum in each interval so that all together they make a printed total.

    Parameters
    ----------
    low, high
        Smallest and largest sum per partner.
    total
        What the sums must add up to; when it is out of reach the nearest end of every interval is taken.
    """
    room_low, room_high = float(low.sum()), float(high.sum())
    place = 0.5 if room_high == room_low else (total - room_low) / (room_high - room_low)
    chosen: FloatArray = low + min(max(place, 0.0), 1.0) * (high - low)
    return chosen


def draw_rows(expected: FloatArray, *, sizes: IntArray, generator: np.random.Generator) -> IntArray:
    """Draw one multinomial row per partner with the fitted probabilities.

    Parameters
    ----------
    expected
        Expected counts, partners × columns; a row of zeros is drawn with equal chances.
    sizes
        Firms per partner.
    generator
        Source of randomness.

    Returns
    -------
    Whole counts, partners × columns; rows sum to `sizes`.
    """
    rows = expected.sum(axis=1, keepdims=True)
    chances = np.divide(expected, rows, out=np.full_like(expected, 1 / expected.shape[1]), where=rows > 0)
    return np.array(
        [generator.multinomial(n, p) for n, p in zip(sizes, chances, strict=True)], dtype=np.int64
    )
