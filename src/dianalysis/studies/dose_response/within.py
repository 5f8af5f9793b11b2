"""Companies of the same partner compared: association, its limits, difference, and odds of ending higher."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dianalysis.estimation.association import kendall_tau
from dianalysis.estimation.estimate import Estimate, FloatArray, IntArray
from dianalysis.estimation.jackknife import jackknife_clusters
from dianalysis.estimation.ordinal_models import ordinal_gee, parallel_odds_test
from dianalysis.studies.dose_response.exposures import AMOUNTS, EXPOSURES, RESPONSES
from dianalysis.studies.rows import Record, row
from dianalysis.studies.units import Units

WITHIN = "within_partner"
SMALLEST_STEP = 0.1  # end types are taken together until each holds this share of the companies
LIMITS = "smallest and largest tau-b with the same answers of each partner (Fréchet)"
DIFFERENCE = "least squares within partners"

Values = dict[str, FloatArray]


def within_records(units: Units, exposures: Values, responses: Values) -> Iterator[Record]:
    """Give the rows that compare companies of the same partner, exposure by exposure.

    Parameters
    ----------
    units
        The companies.
    exposures, responses
        A value for each company, by name; NaN where there is no answer.
    """
    partner = _codes(units)
    for exposure in EXPOSURES:
        for response in RESPONSES:
            yield from _pair(units, (exposure, response), (exposures[exposure], responses[response]), partner)
        yield from _ending(units, exposure, exposures[exposure], partner)


def tau_limits(x: FloatArray, y: FloatArray, strata: IntArray) -> tuple[float, float]:
    """Return the smallest and the largest tau-b that the answers of each stratum allow.

    Parameters
    ----------
    x, y, strata
        As in `kendall_tau`, without absent values.

    Notes
    -----
    Concordance is least when large x meets small y and most when it meets large y; the ties, and so the
    denominator, stay what they are. Fréchet (1951), Annales de l'Université de Lyon A 14, 53-77; bounds on a
    joint distribution from group totals: Duncan and Davis (1953), American Sociological Review 18, 665-666.
    """
    order, least, most = np.argsort(strata, kind="stable"), [], []
    for name in np.unique(strata):
        part = np.sort(y[strata == name])
        most.append(part)
        least.append(part[::-1])
    ranked = np.concatenate([np.sort(x[strata == name]) for name in np.unique(strata)] or [x])
    ends = [
        kendall_tau(ranked, np.concatenate(parts or [y]), strata[order], conf_level=0.95)
        for parts in (least, most)
    ]
    return ends[0].value, ends[1].value


def _pair(
    units: Units, names: tuple[str, str], values: tuple[FloatArray, FloatArray], partner: IntArray
) -> Iterator[Record]:
    known = ~np.isnan(values[0]) & ~np.isnan(values[1])
    x, y, strata = values[0][known], values[1][known], partner[known]
    named = {"term": ".".join(names), "contrast": WITHIN, "wave": "monitor_3", **units.naming}
    tau = kendall_tau(x, y, strata, conf_level=units.settings.conf_level)
    yield row("within_association", tau, **named)
    low, high = tau_limits(x, y, strata)
    limits = Estimate(tau.value, low, high, n=tau.n, method=LIMITS)
    yield row("within_association_limits", limits, **named)
    step = AMOUNTS.get(names[0], 1.0)
    yield row("within_difference", _difference(units, x / step, y, strata), **named)


def _difference(units: Units, x: FloatArray, y: FloatArray, strata: IntArray) -> Estimate:
    """How much higher the response is for one step of the exposure, partners as blocks and as clusters."""
    nothing = Estimate(level=units.settings.conf_level, n=float(x.size), method=DIFFERENCE)
    if not x.size:
        return nothing
    away = x - _means(x, strata)
    if not (away**2).sum() > 0:
        return nothing
    clusters = np.unique(_clusters(strata), return_inverse=True)[1]
    products = (away * (y - _means(y, strata)), away**2)
    sums = np.column_stack([np.bincount(clusters, weights=part) for part in products])
    found = jackknife_clusters(
        sums, _slope, scale="plain", conf_level=nothing.level, sizes=np.bincount(clusters)
    )
    return replace(found, n=float(x.size), method=f"{DIFFERENCE}; {found.method}")


def _clusters(strata: IntArray) -> IntArray:
    """Return the strata as clusters, or each unit as its own when there is one stratum."""
    return strata if np.unique(strata).size > 1 else np.arange(strata.size)


def _slope(sums: FloatArray) -> FloatArray:
    result: FloatArray = np.full(sums.shape[:-1], np.nan)
    return np.divide(sums[..., 0], sums[..., 1], out=result, where=sums[..., 1] > 0)


def _ending(units: Units, exposure: str, values: FloatArray, partner: IntArray) -> Iterator[Record]:
    """Odds of ending in a higher type at the same start, and the check that one odds ratio will do."""
    start, end = units.numbers("start_step"), units.numbers("end_step")
    known = ~np.isnan(values) & ~np.isnan(start) & ~np.isnan(end)
    x, strata = values[known] / AMOUNTS.get(exposure, 1.0), partner[known]
    clusters = units.clusters[known]
    outcome = group_steps(end[known])
    away = x - _means(x, strata) if x.size else x
    predictors = [start[known], away]
    full = (
        [*predictors, _means(x, strata)]
        if np.unique(strata).size > 1 and np.ptp(x - away) > 0
        else predictors
    )
    named = {"term": exposure, "contrast": WITHIN, "wave": "monitor_3", **units.naming}
    found = ordinal_gee(
        outcome, np.column_stack(full), clusters, conf_level=units.settings.conf_level,
        with_errors=units.settings.n_resamples > 0,
    )[1]  # fmt: skip
    yield row("end_odds_ratio", _as_ratio(found), **named)
    check = parallel_odds_test(outcome, np.column_stack(predictors), clusters, only=1)
    yield row("end_parallel_odds", check, **named)


def group_steps(end: FloatArray) -> NDArray[np.int64]:
    """Code end types 0, 1, …, from low to high, small ones with their upper neighbour, the last downwards.

    Parameters
    ----------
    end
        End step of each company.
    """
    smallest, code, held = SMALLEST_STEP * end.size, 0, 0
    codes = np.zeros(end.size, dtype=np.int64)
    for step in np.unique(end):
        if held >= smallest:
            code, held = code + 1, 0
        codes[end == step] = code
        held += int((end == step).sum())
    if held < smallest and code:
        codes[codes == code] = code - 1
    return codes


def _as_ratio(found: Estimate) -> Estimate:
    """From log odds to odds; the error belongs to the log and is left out."""
    ends = (math.exp(part) for part in (found.value, found.low, found.high))
    value, low, high = ends
    return replace(found, value=value, low=low, high=high, std_error=math.nan)


def _means(values: FloatArray, strata: IntArray) -> FloatArray:
    """Return the mean of its stratum for each value."""
    codes = np.unique(strata, return_inverse=True)[1]
    sizes = np.bincount(codes)
    return np.asarray((np.bincount(codes, weights=values) / sizes)[codes], dtype=np.float64)


def _codes(units: Units) -> IntArray:
    names = units.table["partner"].astype(str).to_numpy(dtype=object)
    return np.asarray(np.unique(names, return_inverse=True)[1], dtype=np.int64)
