"""Do two answers go together beyond what both owe to a third: partial tau-b within strata."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from dianalysis.errors import ParameterError
from dianalysis.estimation.association import tau_b
from dianalysis.estimation.estimate import Estimate, FloatArray, check_level, floats
from dianalysis.estimation.jackknife import jackknife_clusters

METHOD = "partial tau-b within strata"
_NOTHING_LEFT = 1e-12  # of the variance, once the third answer is taken out


def partial_tau(
    x: ArrayLike, y: ArrayLike, other: ArrayLike, strata: ArrayLike, *, conf_level: float
) -> Estimate:
    """Estimate how two ordered answers go together within strata once a third is taken out of both.

    Parameters
    ----------
    x, y, other
        One entry a unit; larger is more. `other` is what both may owe their agreement to.
    strata
        Stratum of each unit: only pairs of units of one stratum are compared. All the same = no strata.

    Returns
    -------
    Estimate without a test; interval by the jackknife over strata, NaN with one stratum. The value is NaN
    where one of the three does not vary within any stratum, or where `other` orders the units as x or y does.

    Raises
    ------
    ParameterError
        When the arrays differ in length.

    Notes
    -----
    (t_xy - t_xz t_yz)/sqrt((1 - t_xz²)(1 - t_yz²)) on tau-b summed over strata; Kendall (1970), Rank
    Correlation Methods, ch. 8. It takes out what moves along with `other` in order, not all its influence.
    """
    values = [floats(part, name=name) for part, name in ((x, "x"), (y, "y"), (other, "other"))]
    labels, level = np.asarray(strata), check_level(conf_level)
    if any(part.shape != labels.shape for part in values):
        raise ParameterError("the three answers and the strata have a value for every unit")
    if not labels.size:
        return Estimate(level=level, n=0.0, method=METHOD)
    inside = [labels == name for name in np.unique(labels)]
    table = np.array([_parts(*(part[own] for part in values)) for own in inside])
    pairs = np.array([float(own.sum() * (own.sum() - 1) / 2) for own in inside])
    found = jackknife_clusters(table, _partial, scale="correlation", conf_level=level, sizes=pairs)
    return replace(found, n=float(labels.size), method=f"{METHOD}; {found.method}")


def _parts(x: FloatArray, y: FloatArray, other: FloatArray) -> FloatArray:
    """Sums over pairs of one stratum: what tau-b needs of x with y, x with the third, y with the third."""
    signs = [np.sign(values[:, None] - values) for values in (x, y, other)]
    pairs = ((signs[0], signs[1]), (signs[0], signs[2]), (signs[1], signs[2]))
    return np.array([part.sum() / 2 for a, b in pairs for part in (a * b, a**2, b**2)])


def _partial(parts: FloatArray) -> FloatArray:
    direct, first, second = (tau_b(parts[..., k : k + 3]) for k in (0, 3, 6))
    left = np.clip(1 - first**2, 0, None) * np.clip(1 - second**2, 0, None)
    result: FloatArray = np.full(left.shape, np.nan)
    return np.divide(direct - first * second, np.sqrt(left), out=result, where=left > _NOTHING_LEFT)
