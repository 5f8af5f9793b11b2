"""The one shape in which the estimators hand back an estimate, and the checks they share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from dianalysis.errors import ParameterError, Where

FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.int64]
NAN = float("nan")


@dataclass(frozen=True)
class Estimate:
    """An estimate with its uncertainty; what does not apply is NaN.

    Parameters
    ----------
    value
        The estimate, in the unit of the quantity.
    low, high, level
        Bounds of the interval and its confidence level.
    std_error, statistic, df, p_value
        As usual; the p-value is two-sided unless the method says otherwise.
    n
        Number of units that carry information.
    method
        Name of estimator and interval, in words.
    """

    value: float = NAN
    low: float = NAN
    high: float = NAN
    level: float = NAN
    std_error: float = NAN
    statistic: float = NAN
    df: float = NAN
    p_value: float = NAN
    n: float = NAN
    method: str = ""


def floats(values: ArrayLike, *, name: str) -> FloatArray:
    """Return `values` as a one-dimensional array of floats.

    Raises
    ------
    ParameterError
        When the values are not numbers in one dimension.
    """
    array: NDArray[Any] = np.asarray(values)
    if array.ndim != 1:
        raise ParameterError(f"{name} must have one dimension, not {array.ndim}", where=Where(column=name))
    return array.astype(np.float64)


def check_level(conf_level: float) -> float:
    """Return the level of an interval when it lies strictly between 0 and 1.

    Raises
    ------
    ParameterError
        Otherwise.
    """
    if not 0 < conf_level < 1:
        raise ParameterError(
            "the level of an interval lies between 0 and 1",
            where=Where(column="conf_level", value=conf_level),
            remedy="For a 95 % interval give 0.95.",
        )
    return conf_level


@lru_cache(maxsize=1024)
def normal_quantile(conf_level: float) -> float:
    """Return the standard normal quantile of a two-sided interval: 1.96 for 0.95."""
    return float(stats.norm.ppf((1 + conf_level) / 2))


@lru_cache(maxsize=1024)
def t_quantile(conf_level: float, df: float) -> float:
    """Return Student's t quantile of a two-sided interval."""
    return float(stats.t.ppf((1 + conf_level) / 2, df))


def cluster_sums(values: FloatArray, clusters: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return the sum and the number of values per cluster, clusters in sorted order.

    Raises
    ------
    ParameterError
        When there are not as many clusters as values.
    """
    labels = np.asarray(clusters)
    if labels.shape != values.shape:
        raise ParameterError(
            f"{values.size} values have {labels.size} cluster labels", remedy="Give every value its cluster."
        )
    index = np.unique(labels, return_inverse=True)[1]
    return np.bincount(index, weights=values).astype(np.float64), np.bincount(index).astype(np.float64)
