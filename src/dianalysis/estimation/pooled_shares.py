"""Partial pooling of shares: what each is likely to be, and how sure a place at the top or bottom is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from dianalysis.errors import ParameterError
from dianalysis.estimation.estimate import NAN, Estimate, FloatArray, check_level, floats
from dianalysis.estimation.posterior import integrate_icc, mixture_quantile, normalised

METHOD = "beta-binomial averaged over the intraclass correlation and centre (uniform priors)"
PLACES = f"{METHOD}, simulated places"
N_SIMULATED = 10_000  # a probability of 0.5 is then known to 0.01 (two standard errors)
N_CENTRES = 7  # places of the centre for each intraclass correlation
NEGLIGIBLE = 1e-7  # part of the posterior that changes no digit that is printed
MAX_LOGIT = 37.0  # beyond it a share is nought or one to sixteen digits
STEPS, CLOSE = 50, 1e-9


@dataclass(frozen=True)
class PooledShares:
    """Shares that come from one beta distribution.

    Parameters
    ----------
    shares
        One Estimate a share, in the order given: posterior mean and equal-tailed posterior interval.
    weights, alpha, beta
        Arrays (k,): posterior probabilities, and the parameters of the beta distributions they belong to.
    centre, spread
        Posterior means of the distribution's mean and standard deviation; NaN where nothing is pooled.
    """

    shares: tuple[Estimate, ...]
    weights: FloatArray
    alpha: FloatArray
    beta: FloatArray
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
    Given alpha and beta the posterior of share i is Beta(alpha + x, beta + n - x). It is averaged over the
    posterior of the mean alpha/(alpha + beta) and of the intraclass correlation 1/(alpha + beta + 1), both
    uniform beforehand. Units that count in several shares are taken as independent. Skellam (1948), JRSS B
    10; Gelman and others (2013), Bayesian Data Analysis, ch. 5. With fewer than three shares nothing is
    pooled and Jeffreys' prior is used.
    """
    x, n = floats(counts, name="counts"), floats(sizes, name="sizes")
    check_level(conf_level)
    if x.shape != n.shape or (x < 0).any() or (x > n).any():
        raise ParameterError("counts lie between 0 and their sizes, one a share")
    if (n > 0).sum() < 3:
        single, half = np.ones(1), np.full(1, 0.5)
        method = "share, Jeffreys interval, not pooled"
        shares = _rows((single, half, half), x, n, (conf_level, method))
        return PooledShares(shares, single, half, half, NAN, NAN)
    weights, a, b = _posterior(x[n > 0], n[n > 0])
    shares = _rows((weights, a, b), x, n, (conf_level, f"{METHOD}, posterior interval"))
    deviation = np.sqrt(a * b / ((a + b) ** 2 * (a + b + 1)))
    return PooledShares(shares, weights, a, b, float(weights @ (a / (a + b))), float(weights @ deviation))


def _posterior(x: FloatArray, n: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return posterior probabilities with the parameters they belong to, over both unknowns."""

    def log_likelihood(icc: FloatArray) -> FloatArray:
        return np.asarray(special.logsumexp(_centres(icc, x, n)[1], axis=1))

    icc, weights = integrate_icc(log_likelihood)
    centres, log_densities = _centres(icc, x, n)
    inside = np.exp(log_densities - special.logsumexp(log_densities, axis=1, keepdims=True))
    joint = weights[:, None] * inside
    used = joint > NEGLIGIBLE
    total = np.broadcast_to((1 / icc - 1)[:, None], used.shape)[used]
    share = special.expit(centres[used])
    return normalised(np.log(joint[used])), share * total, (1 - share) * total


def _centres(icc: FloatArray, x: FloatArray, n: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Logits of the mean (k, N_CENTRES) for correlations (k,), and the log of what each adds to the integral.

    Gauss-Hermite quadrature around the highest place, at the curvature there.
    """
    total = 1 / icc - 1
    middle, error = _highest(total, x, n)
    places, sizes = np.polynomial.hermite_e.hermegauss(N_CENTRES)
    logits = middle[:, None] + error[:, None] * places
    share = special.expit(logits)
    a, b = (share * total[:, None])[..., None], ((1 - share) * total[:, None])[..., None]
    density = (special.betaln(a + x, b + n - x) - special.betaln(a, b)).sum(axis=-1)
    density += special.log_expit(logits) + special.log_expit(-logits)
    return logits, density + np.log(sizes) + places**2 / 2 + np.log(error)[:, None]


def _highest(total: FloatArray, x: FloatArray, n: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Logit at which the density is highest, and the normal error there, for precisions (k,); by Newton."""
    start = special.logit((x.sum() + 0.5) / (n.sum() + 1))
    logits, column = np.full(total.size, start), total[:, None]
    for _ in range(STEPS):
        share = special.expit(logits)
        a, b = share[:, None] * column, (1 - share[:, None]) * column
        slope = total * (_rise(special.psi, a, x) - _rise(special.psi, b, n - x))
        bend = total**2 * (_rise(_trigamma, a, x) + _rise(_trigamma, b, n - x))
        spread = share * (1 - share)
        first = slope * spread + 1 - 2 * share
        second = np.minimum((bend * spread + slope * (1 - 2 * share) - 2) * spread, -spread)
        step = np.clip(-first / second, -1, 1)
        logits = logits + step
        if np.abs(step).max() < CLOSE:
            break
    return logits, 1 / np.sqrt(-second)


def _rise(function: Callable[[FloatArray], FloatArray], base: FloatArray, added: FloatArray) -> FloatArray:
    return np.asarray((function(base + added) - function(base)).sum(axis=1))


def _trigamma(values: FloatArray) -> FloatArray:
    return np.asarray(special.zeta(2, values))


def _rows(
    mixture: tuple[FloatArray, FloatArray, FloatArray], x: FloatArray, n: FloatArray, how: tuple[float, str]
) -> tuple[Estimate, ...]:
    """One Estimate a share of a mixture of beta distributions."""
    (weights, alpha, beta), (level, method) = mixture, how
    a, b = alpha[:, None] + x, beta[:, None] + n - x
    centres, scale = a / (a + b), -special.betaln(a, b)
    mean = weights @ centres
    variance = weights @ (centres * (1 - centres) / (a + b + 1) + (centres - mean) ** 2)
    size = mean * (1 - mean) / variance - 1  # of the one beta distribution that is like it

    def distribution(logits: FloatArray) -> tuple[FloatArray, FloatArray]:
        density = np.exp(scale + a * special.log_expit(logits) + b * special.log_expit(-logits))
        return weights @ special.betainc(a, b, special.expit(logits)), weights @ density

    bracket = np.full(x.size, -MAX_LOGIT), np.full(x.size, MAX_LOGIT)
    low, high = (
        special.expit(mixture_quantile(distribution, p, _start(mean * size, size, p), bracket))
        for p in ((1 - level) / 2, (1 + level) / 2)
    )
    return tuple(
        Estimate(float(v), float(lo), float(hi), level, float(e), n=float(size), method=method)
        for v, lo, hi, e, size in zip(mean, low, high, np.sqrt(variance), n, strict=True)
    )


def _start(alpha: FloatArray, total: FloatArray, probability: float) -> FloatArray:
    place = special.logit(stats.beta.ppf(probability, alpha, total - alpha))
    return np.asarray(np.clip(place, -MAX_LOGIT, MAX_LOGIT))


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
    `N_SIMULATED` simultaneous draws of all shares, each with parameters drawn from their posterior.

    Notes
    -----
    Goldstein and Spiegelhalter (1996), JRSS A 159, 385-443: ranks are uncertain and are to be shown so.
    """
    x, n = floats(counts, name="counts"), floats(sizes, name="sizes")
    if x.size <= places:
        return np.full(x.size, np.nan), np.full(x.size, np.nan)
    rng = np.random.default_rng(seed)
    taken = rng.choice(pooled.weights.size, N_SIMULATED, p=pooled.weights)
    drawn = rng.beta(pooled.alpha[taken, None] + x, pooled.beta[taken, None] + n - x)
    order = np.argsort(drawn, axis=1)
    lowest, highest = (np.bincount(part.ravel(), minlength=x.size) for part in (
        order[:, :places], order[:, -places:],
    ))  # fmt: skip
    return highest / N_SIMULATED, lowest / N_SIMULATED
