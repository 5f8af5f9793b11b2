"""Partial pooling of shares: what each is likely to be, and how sure a place at the top or bottom is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special, stats

from dianalysis.errors import ParameterError
from dianalysis.estimation.estimate import NAN, Estimate, FloatArray, check_level, floats

METHOD = "beta-binomial, empirical Bayes"
N_SIMULATED = 10_000  # a probability of 0.5 is then known to 0.01 (two standard errors)
MAX_WEIGHT = 1e6  # prior weight at which the shares are as good as equal


@dataclass(frozen=True)
class PooledShares:
    """Shares that come from one beta distribution.

    Parameters
    ----------
    shares
        One Estimate a share, in the order given: posterior mean and equal-tailed posterior interval.
    alpha, beta
        Parameters of the distribution the shares come from; NaN where it cannot be fitted.
    centre, spread
        Its mean and standard deviation.
    """

    shares: tuple[Estimate, ...]
    alpha: float
    beta: float
    centre: float
    spread: float


def pool_shares(counts: ArrayLike, sizes: ArrayLike, *, conf_level: float) -> PooledShares:
    """Fit a beta distribution to shares of different precision and draw each towards it.

    Parameters
    ----------
    counts, sizes
        Units with the property and units in all, one entry a share; a share of no units is its prior.

    Raises
    ------
    ParameterError
        When a count lies outside 0 to its size or the lengths differ.

    Notes
    -----
    alpha and beta maximise the beta-binomial likelihood; the posterior of share i is Beta(alpha + x,
    beta + n - x). The uncertainty of alpha and beta is left out, and units that count in several shares are
    taken as independent. Skellam (1948), JRSS B 10; Carlin and Louis (2009), Bayesian Methods, ch. 5. With
    fewer than three shares nothing is pooled and Jeffreys' prior is used.
    """
    x, n = floats(counts, name="counts"), floats(sizes, name="sizes")
    check_level(conf_level)
    if x.shape != n.shape or (x < 0).any() or (x > n).any():
        raise ParameterError("counts lie between 0 and their sizes, one a share")
    pooled = (n > 0).sum() >= 3
    a, b = _fit(x[n > 0], n[n > 0]) if pooled else (0.5, 0.5)
    method = f"{METHOD}, posterior interval" if pooled else "share, Jeffreys interval, not pooled"
    tails = np.array([[(1 - conf_level) / 2], [(1 + conf_level) / 2]])
    low, high = stats.beta.ppf(tails, a + x, b + n - x)
    means, errors = (a + x) / (a + b + n), stats.beta.std(a + x, b + n - x)
    shares = tuple(
        Estimate(float(m), float(lo), float(hi), conf_level, float(e), n=float(size), method=method)
        for m, lo, hi, e, size in zip(means, low, high, errors, n, strict=True)
    )
    spread = math.sqrt(a * b / ((a + b) ** 2 * (a + b + 1))) if pooled else NAN
    return PooledShares(shares, a, b, a / (a + b) if pooled else NAN, spread)


def _fit(x: FloatArray, n: FloatArray) -> tuple[float, float]:
    def deviance(place: FloatArray) -> float:
        weight = min(math.exp(min(place[1], 50.0)), MAX_WEIGHT)
        share = float(special.expit(place[0]))
        a, b = max(share * weight, 1e-9), max((1 - share) * weight, 1e-9)
        return -float((special.betaln(a + x, b + n - x) - special.betaln(a, b)).sum())

    share = (float(x.sum()) + 0.5) / (float(n.sum()) + 1)
    start = np.array([special.logit(share), math.log(10.0)])
    found = optimize.minimize(deviance, start, method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-10})
    weight = min(math.exp(min(float(found.x[1]), 50.0)), MAX_WEIGHT)
    share = float(special.expit(found.x[0]))
    return max(share * weight, 1e-9), max((1 - share) * weight, 1e-9)


def place_probabilities(
    pooled: PooledShares, counts: ArrayLike, sizes: ArrayLike, *, places: int, seed: int
) -> tuple[FloatArray, FloatArray]:
    """Return for each share the probability that it is among the highest, and among the lowest, `places`.

    Parameters
    ----------
    pooled, counts, sizes
        What `pool_shares` gave and was given.

    Returns
    -------
    Two arrays that each sum to `places` (NaN when there are not more shares than places), from
    `N_SIMULATED` simultaneous draws of all shares.

    Notes
    -----
    Goldstein and Spiegelhalter (1996), JRSS A 159, 385-443: ranks are uncertain and are to be shown so.
    """
    x, n = floats(counts, name="counts"), floats(sizes, name="sizes")
    if x.size <= places:
        return np.full(x.size, np.nan), np.full(x.size, np.nan)
    rng = np.random.default_rng(seed)
    drawn = rng.beta(pooled.alpha + x, pooled.beta + n - x, size=(N_SIMULATED, x.size))
    order = np.argsort(drawn, axis=1)
    lowest, highest = (np.bincount(part.ravel(), minlength=x.size) for part in (
        order[:, :places], order[:, -places:],
    ))  # fmt: skip
    return highest / N_SIMULATED, lowest / N_SIMULATED
