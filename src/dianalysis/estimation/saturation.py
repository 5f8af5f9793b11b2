"""How fast new things stop turning up when one source after another is read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dianalysis.errors import ParameterError
from dianalysis.estimation.estimate import FloatArray, check_level
from dianalysis.estimation.resampling import check_resamples


@dataclass(frozen=True)
class Saturation:
    """Distinct things found after 1, 2, … sources.

    Parameters
    ----------
    observed
        In the order given, one entry per number of sources.
    mean, low, high
        Over random orders: mean, and the bounds between which the stated part of the orders lies.
    reached
        Sources needed for the stated share of all things, for each random order.
    """

    observed: FloatArray
    mean: FloatArray
    low: FloatArray
    high: FloatArray
    reached: FloatArray


def accumulate(presence: ArrayLike) -> FloatArray:
    """Return the number of distinct things after each source, from presence (…, sources, things)."""
    found = np.maximum.accumulate(np.asarray(presence, dtype=bool), axis=-2)
    return np.asarray(found.sum(axis=-1), dtype=np.float64)


def estimate_saturation(
    presence: ArrayLike, *, n_orders: int, seed: int, conf_level: float, share: float
) -> Saturation:
    """Follow the number of distinct things over sources, in the order given and in random orders.

    Parameters
    ----------
    presence
        Array (sources, things): whether a source holds a thing.
    n_orders
        Random orders of the sources; with 0 only the mean over all orders is given.
    conf_level
        Part of the random orders that lies between `low` and `high`: a spread of orders, no interval for
        other sources.
    share
        Share of all things whose reaching is timed.

    Raises
    ------
    ParameterError
        When presence is no table or the share lies outside 0 to 1.

    Notes
    -----
    The mean over all orders is exact: 1 - C(N - m, k) / C(N, k) for a thing in m of N sources, after k. This
    is the sample-based rarefaction curve of Colwell, Mao and Chang (2004), Ecology 85, 2717-2727; its use for
    codes of interviews: Guest, Namey and Chen (2020), PLOS ONE 15, e0232076.
    """
    table = np.asarray(presence, dtype=bool)
    if table.ndim != 2 or not 0 < share <= 1:
        raise ParameterError("presence is a table of sources and things; the share lies between 0 and 1")
    check_level(conf_level)
    n = table.shape[0]
    observed, mean = accumulate(table), _mean_over_orders(table)
    nothing = np.full(n, np.nan)
    if check_resamples(n_orders) == 0 or n == 0:
        return Saturation(observed, mean, nothing, nothing, np.empty(0))
    rng = np.random.default_rng(seed)
    drawn = np.array([accumulate(table[rng.permutation(n)]) for _ in range(n_orders)])
    tails = [(1 - conf_level) / 2, (1 + conf_level) / 2]
    low, high = np.quantile(drawn, tails, axis=0)
    target = share * table.any(axis=0).sum()
    reached = 1.0 + (drawn < target - 1e-9).sum(axis=1)
    return Saturation(observed, mean, low, high, np.asarray(reached, dtype=np.float64))


def _mean_over_orders(table: np.ndarray) -> FloatArray:
    n = table.shape[0]
    within = table.sum(axis=0).astype(np.float64)
    missed = np.ones(within.size)
    curve = []
    for read in range(n):  # chance that a thing is in none of the first sources
        missed = missed * np.maximum(n - within - read, 0) / (n - read)
        curve.append(float((1 - missed).sum()))
    return np.array(curve, dtype=np.float64)
