"""Closed formulas for cluster randomised trials: what the simulation is held against."""

from __future__ import annotations

import math

from scipy import optimize, stats

FAR = 10.0  # standard errors beyond which the tail on the other side is nought, and cannot be computed


def design_effect(mean_size: float, size_variation: float, icc: float) -> float:
    """Return by how much clusters of unequal size inflate the variance of a difference between clusters.

    Parameters
    ----------
    mean_size
        Mean number of units per cluster.
    size_variation
        Coefficient of variation of the sizes.
    icc
        Intraclass correlation.

    Notes
    -----
    1 + ((1 + cv²) m - 1) icc: Eldridge, Ashby and Kerry (2006), Int J Epidemiol 35, 1292-1300.
    """
    return 1 + ((1 + size_variation**2) * mean_size - 1) * icc


def power_of_difference(effect: float, error: float, df: float, *, conf_level: float) -> float:
    """Return the power of a two-sided t test of a difference.

    Parameters
    ----------
    effect, error
        True difference and the standard error of its estimate.
    df
        Degrees of freedom.
    conf_level
        One minus the level of the test.

    Notes
    -----
    Non-central t, both tails counted, as R's `power.t.test(strict = TRUE)`.
    """
    critical = stats.t.ppf((1 + conf_level) / 2, df)
    shift = effect / error
    other = stats.nct.cdf(-critical, df, shift) if abs(shift) < FAR else 0.0
    return float(stats.nct.sf(critical, df, shift) + other)


def error_of_difference(
    design: str,
    *,
    sd: float,
    icc: float,
    firms: float,
    partners: int,
    size_variation: float,
    group_icc: float = 0.0,
) -> float:
    """Return the standard error of the difference between two equal arms, the effect the same everywhere.

    Parameters
    ----------
    design
        `between`: partners are drawn; `within`: firms within partners.
    sd, icc
        Standard deviation of firms and intraclass correlation.
    firms, partners, size_variation
        Firms analysed in all, number of partners and coefficient of variation of their sizes.
    group_icc
        Variance that firms with the collective part share because they meet, one group at each partner, as
        part of the variance of firms; it comes on top of that.

    Notes
    -----
    Between: sqrt(4 sd² DE / firms) with `design_effect`. Within: what partners have in common drops out,
    sqrt(4 sd² (1 - icc) / firms). Groups add (1 + cv²) sd² group_icc over the number of groups: all partners
    within, half of them between.
    """
    inflation = design_effect(firms / partners, size_variation, icc) if design == "between" else 1 - icc
    groups = partners / 2 if design == "between" else partners
    shared = (1 + size_variation**2) * sd**2 * group_icc / groups
    return math.sqrt(4 * sd**2 * inflation / firms + shared)


def detectable_effect(error: float, df: float, *, power: float, conf_level: float) -> float:
    """Return the smallest true difference that is found with this power, given its standard error."""

    def missed(effect: float) -> float:
        return power_of_difference(effect, error, df, conf_level=conf_level) - power

    high = error
    while missed(high) < 0:
        high *= 2
    return float(optimize.brentq(missed, 0.0, high, xtol=1e-12))
