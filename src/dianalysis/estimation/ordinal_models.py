"""Regression of an ordinal outcome with clustered errors, and a check of its one assumption.

The model says that a predictor shifts the odds of standing above a step by the same factor at every step.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass

import numpy as np
from numpy.linalg import LinAlgError
from numpy.typing import ArrayLike
from scipy import stats
from statsmodels.discrete.discrete_model import Logit
from statsmodels.genmod.cov_struct import Independence
from statsmodels.genmod.generalized_estimating_equations import OrdinalGEE

from dianalysis.errors import ParameterError
from dianalysis.estimation.estimate import Estimate, FloatArray, IntArray, check_level, t_quantile

MIN_CLUSTERS = 2
MAX_LOG_ODDS = 12.0  # beyond it a predictor separates the outcome: there is no finite estimate


@dataclass(frozen=True)
class _Data:
    """Outcome coded 0, 1, …; predictors (n, k); cluster of each unit, coded."""

    outcome: IntArray
    predictors: FloatArray
    clusters: IntArray

    @property
    def n_levels(self) -> int:
        return int(self.outcome.max(initial=-1)) + 1

    @property
    def n_clusters(self) -> int:
        return int(self.clusters.max(initial=-1)) + 1

    @property
    def can_fit(self) -> bool:
        whole_rank = self.predictors.size and np.linalg.matrix_rank(
            self.predictors - self.predictors.mean(axis=0)
        )
        return (
            self.n_levels > 1
            and self.n_clusters >= MIN_CLUSTERS
            and whole_rank == self.predictors.shape[1] > 0
        )


def ordinal_gee(
    outcome: ArrayLike, predictors: ArrayLike, clusters: ArrayLike, *, conf_level: float,
    with_errors: bool = True,
) -> list[Estimate]:  # fmt: skip
    """Estimate log odds ratios of standing higher by estimating equations with bias-reduced errors.

    Parameters
    ----------
    outcome
        Array (n,): ordered values.
    predictors
        Array (n, k), or (n,) for one.
    clusters
        Array (n,): what is independent of each other.
    conf_level
        Level of the t intervals, degrees of freedom the number of clusters minus one.
    with_errors
        Without errors only the values are given, which takes a fraction of the time.

    Returns
    -------
    One estimate for each predictor, in its order; NaN where the model cannot be fitted: one value or one
    cluster, predictors that follow from each other, or one that separates the outcome.

    Raises
    ------
    ParameterError
        When the arrays do not match.

    Notes
    -----
    Cumulative logit of McCullagh (1980), JRSS B 42, 109-142; working independence; errors of Mancl and
    DeRouen (2001), Biometrics 57, 126-134, which hold with few clusters; statsmodels OrdinalGEE.
    """
    data, level = _data(outcome, predictors, clusters), check_level(conf_level)
    method = "ordinal estimating equations, bias-reduced errors"
    if not data.can_fit:
        return _nothing(data, level, method)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            model = OrdinalGEE(data.outcome, data.predictors, groups=data.clusters, cov_struct=Independence())
            fit = model.fit(cov_type="bias_reduced" if with_errors else "naive", maxiter=200)
        except (LinAlgError, ValueError):
            return _nothing(data, level, method)
    k = data.predictors.shape[1]
    found = _estimates(np.asarray(fit.params)[-k:], np.asarray(fit.bse)[-k:], data, level, method)
    if with_errors:
        return found
    return [Estimate(part.value, level=level, n=part.n, method=method) for part in found]


def parallel_odds_test(
    outcome: ArrayLike, predictors: ArrayLike, clusters: ArrayLike, *, only: int | None = None
) -> Estimate:
    """Test that the odds ratios are the same at every step of the outcome.

    Parameters
    ----------
    outcome, predictors, clusters
        As in `ordinal_gee`.
    only
        Place of the one predictor that is tested, the others being allowed for; None tests all together.

    Returns
    -------
    Estimate: `statistic` Wald's over `df` contrasts, divided by df and held to F with the number of clusters
    minus one; the value is the largest difference of a log odds ratio between two steps. NaN where a step
    cannot be fitted or there are not more clusters than contrasts.

    Notes
    -----
    Logits of every step estimated apart, their joint covariance by the clustered sandwich (Brant 1990,
    Biometrics 46, 1171-1178, whose covariance holds for independent units only).
    """
    data, method = _data(outcome, predictors, clusters), "Wald test of equal odds ratios at every step"
    steps, k = data.n_levels - 1, data.predictors.shape[1]
    nothing = Estimate(n=float(data.outcome.size), method=method)
    chosen = np.eye(k) if only is None else np.eye(k)[[only]]
    df = (steps - 1) * len(chosen)
    if not data.can_fit or df < 1 or data.n_clusters <= df:
        return nothing
    fitted = [_step(data, step) for step in range(steps)]
    found = [part for part in fitted if part is not None]
    if len(found) < steps:
        return nothing
    slopes = np.concatenate([slope for slope, _ in found])
    influence = np.concatenate([part for _, part in found], axis=1)
    sums = np.zeros((data.n_clusters, influence.shape[1]))
    np.add.at(sums, data.clusters, influence)
    covariance = sums.T @ sums * data.n_clusters / (data.n_clusters - 1)
    contrasts = np.kron(np.eye(steps)[1:] - np.eye(steps)[:1], chosen)
    away = contrasts @ slopes
    wald = float(away @ np.linalg.pinv(contrasts @ covariance @ contrasts.T) @ away)
    p_value = float(stats.f.sf(wald / df, df, data.n_clusters - 1))
    spread = float(np.ptp(slopes.reshape(steps, k) @ chosen.T, axis=0).max())
    return Estimate(
        spread, statistic=wald, df=float(df), p_value=p_value, n=float(data.outcome.size), method=method
    )


def _step(data: _Data, step: int) -> tuple[FloatArray, FloatArray] | None:
    """Slopes of the logit of standing above a step, and what each unit adds to them (n, k)."""
    above = (data.outcome > step).astype(float)
    design = np.column_stack([np.ones(above.size), data.predictors])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            fit = Logit(above, design).fit(disp=0, maxiter=200, method="newton")
        except (LinAlgError, ValueError):
            return None
    params = np.asarray(fit.params)
    if not np.isfinite(params).all() or np.abs(params[1:]).max() > MAX_LOG_ODDS:
        return None
    scores = design * (above - np.asarray(fit.predict(design)))[:, None]
    influence = scores @ np.asarray(fit.normalized_cov_params)
    return params[1:], influence[:, 1:]


def _data(outcome: ArrayLike, predictors: ArrayLike, clusters: ArrayLike) -> _Data:
    values, table, labels = np.asarray(outcome), np.asarray(predictors, dtype=float), np.asarray(clusters)
    table = table[:, None] if table.ndim == 1 else table
    if values.ndim != 1 or table.ndim != 2 or len(table) != values.size or labels.shape != values.shape:
        raise ParameterError("outcome, predictors and clusters have a row for every unit")
    codes = np.unique(values, return_inverse=True)[1]
    return _Data(codes.astype(np.int64), table, np.unique(labels, return_inverse=True)[1].astype(np.int64))


def _nothing(data: _Data, level: float, method: str) -> list[Estimate]:
    n = float(data.outcome.size)
    return [Estimate(level=level, n=n, method=method) for _ in range(data.predictors.shape[1])]


def _estimates(
    values: FloatArray, errors: FloatArray, data: _Data, level: float, method: str
) -> list[Estimate]:
    if not (np.isfinite(values) & np.isfinite(errors)).all() or np.abs(values).max() > MAX_LOG_ODDS:
        return _nothing(data, level, method)
    df = float(data.n_clusters - 1)
    critical = t_quantile(level, df)
    return [
        Estimate(
            float(value), float(value - critical * error), float(value + critical * error), level,
            float(error), statistic=float(value / error) if error else math.nan, df=df,
            p_value=float(2 * stats.t.sf(abs(value / error), df)) if error else math.nan,
            n=float(data.outcome.size), method=method,
        )
        for value, error in zip(values, errors, strict=True)
    ]  # fmt: skip
