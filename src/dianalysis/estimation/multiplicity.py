"""Adjusting p-values for the number of tests in their family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from dianalysis.errors import ParameterError, Where
from dianalysis.estimation.estimate import FloatArray, floats

CORRECTIONS = ("holm", "benjamini_hochberg")


def adjust_p_values(p_values: ArrayLike, *, method: str) -> FloatArray:
    """Adjust the p-values of one family; absent p-values stay absent and do not count.

    Parameters
    ----------
    p_values
        Numbers between 0 and 1, or NaN.
    method
        `holm` (family-wise error) or `benjamini_hochberg` (false discovery rate).

    Raises
    ------
    ParameterError
        When the method is unknown or a p-value lies outside 0 to 1.

    Notes
    -----
    Holm (1979), Scand J Stat 6, 65-70; Benjamini and Hochberg (1995), JRSS B 57, 289-300 (by scipy).
    """
    values = floats(p_values, name="p_values")
    if method not in CORRECTIONS:
        raise ParameterError(
            "the correction is unknown",
            where=Where(column="method", value=method),
            remedy=f"Choose one of {', '.join(CORRECTIONS)}.",
        )
    known = ~np.isnan(values)
    if ((values[known] < 0) | (values[known] > 1)).any():
        raise ParameterError("a p-value lies outside 0 to 1", where=Where(column="p_values"))
    adjusted = np.full(values.shape, np.nan)
    if known.any():
        adjust = _holm if method == "holm" else stats.false_discovery_control
        adjusted[known] = adjust(values[known])
    return adjusted


def _holm(values: FloatArray) -> FloatArray:
    """Step down: the k-th smallest of m times m - k + 1, never falling, at most 1."""
    order = np.argsort(values)
    steps = np.maximum.accumulate(values[order] * np.arange(values.size, 0, -1))
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(steps, 1.0)
    return adjusted


def adjust_families(
    p_values: ArrayLike, families: Sequence[str | None], *, methods: Mapping[str, str]
) -> FloatArray:
    """Adjust p-values family by family; a test outside every declared family stays unadjusted (NaN).

    Parameters
    ----------
    p_values, families
        One entry a test; a family of None or one that `methods` lacks is not adjusted.
    methods
        The correction of each declared family.

    Raises
    ------
    ParameterError
        When the lengths differ, or as `adjust_p_values`.
    """
    values = floats(p_values, name="p_values")
    if len(families) != values.size:
        raise ParameterError(f"{values.size} p-values have {len(families)} families")
    adjusted = np.full(values.shape, np.nan)
    for family, method in methods.items():
        members = np.array([name == family for name in families], dtype=bool)
        if members.any():
            adjusted[members] = adjust_p_values(values[members], method=method)
    return adjusted
