"""When new codes stop turning up, and which codes stand in the same segment."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from dianalysis.estimation.association import phi
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.estimation.resampling import bootstrap_clusters
from dianalysis.estimation.saturation import Saturation, estimate_saturation
from dianalysis.studies.interviews.distribution import valences_seen
from dianalysis.studies.interviews.presence import BoolArray, Presence
from dianalysis.studies.rows import Record, count_row, row

SATURATED = 0.9  # share of all codes whose reaching is timed
LEAST_TOGETHER = 5  # segments in which a pair must stand to be described
REPORT_ORDER, RANDOM_ORDERS = "given_order", "random_orders"
ORDERS_NOTE = "bounds hold the stated part of the random orders; no interval for other interviews"


def saturation_rows(presence: Presence) -> Iterator[Record]:
    """Give the number of distinct codes, and of codes by valence, after each interview."""
    kinds = {"codes": presence.settled, "codes_valences": valences_seen(presence)}
    for term, found in kinds.items():
        table, names = presence.in_interviews(found)
        settings = presence.settings
        curve = estimate_saturation(
            table, n_orders=settings.n_resamples, seed=settings.seed, conf_level=settings.conf_level,
            share=SATURATED,
        )  # fmt: skip
        yield from _curve_rows(presence, curve, term, len(names))


def pair_rows(presence: Presence) -> Iterator[Record]:
    """Give how often two codes stand in one segment, phi and Jaccard with an interval over interviews."""
    found, settings = presence.settled, presence.settings
    index = np.unique(presence.units, return_inverse=True)[1]
    left = 0
    for a, b in combinations(range(len(presence.codes)), 2):
        together = found[:, a] & found[:, b]
        if together.sum() < LEAST_TOGETHER:
            left += int(together.any())
            continue
        named = {"term": f"{presence.codes[a]}+{presence.codes[b]}", **presence.naming}
        yield count_row("code_pair_n", float(together.sum()), float(len(found)), **named)
        table = _fourfold(found[:, a], found[:, b], index)
        for measure, statistic in (("code_pair_phi", phi), ("code_pair_jaccard", jaccard)):
            estimate = bootstrap_clusters(
                table, statistic, n_resamples=settings.n_resamples, seed=settings.seed,
                conf_level=settings.conf_level,
            )  # fmt: skip
            yield row(measure, estimate, **named)
    yield count_row("code_pairs_left_n", float(left), float(len(found)), **presence.naming)


def jaccard(counts: FloatArray) -> FloatArray:
    """Return the share of segments with either code that has both, from (…, 4): both, first, second, neither.

    Notes
    -----
    Jaccard (1912), New Phytologist 11, 37-50. NaN where neither code occurs.
    """
    both, first, second, _ = np.moveaxis(np.asarray(counts, dtype=np.float64), -1, 0)
    either = both + first + second
    result: FloatArray = np.full(np.shape(either), np.nan)
    np.divide(both, either, out=result, where=either > 0)
    return result


def _fourfold(first: BoolArray, second: BoolArray, index: np.ndarray) -> FloatArray:
    cells = np.where(first, np.where(second, 0, 1), np.where(second, 2, 3))
    table = np.zeros((int(index.max()) + 1, 4))
    np.add.at(table, (index, cells), 1)
    return table


def _curve_rows(presence: Presence, curve: Saturation, term: str, n: int) -> Iterator[Record]:
    settings = presence.settings
    for place in range(n):
        named = {"term": term, "group_name": "interviews_read", "group_level": str(place + 1)}
        named |= presence.naming
        seen = Estimate(float(curve.observed[place]), n=n, method="count")
        yield row("saturation", seen, contrast=REPORT_ORDER, **named)
        drawn = Estimate(
            float(curve.mean[place]), float(curve.low[place]), float(curve.high[place]), settings.conf_level,
            n=n, method="mean over all orders; spread over random orders",
        )  # fmt: skip
        yield row("saturation", drawn, contrast=RANDOM_ORDERS, note=ORDERS_NOTE, **named)
    if curve.reached.size:
        tails = [(1 - settings.conf_level) / 2, 0.5, (1 + settings.conf_level) / 2]
        low, middle, high = (float(value) for value in np.quantile(curve.reached, tails))
        reached = Estimate(middle, low, high, settings.conf_level, n=n, method="median over random orders")
        yield row("saturation_reached", reached, term=term, note=ORDERS_NOTE, **presence.naming)
