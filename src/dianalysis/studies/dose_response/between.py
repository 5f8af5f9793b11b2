"""Partners compared: does the partner that worked more in a certain way stand higher on average.

What holds between partners need not hold between companies (Robinson 1950, American Sociological Review 15,
351-357).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dianalysis.estimation.association import kendall_tau
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.results import result_id
from dianalysis.studies.dose_response.exposures import CHOSEN, EXPOSURES, RESPONSES, Choice, options_of
from dianalysis.studies.instrument import OUTCOMES
from dianalysis.studies.rows import Record, row
from dianalysis.studies.units import Units

BETWEEN = "partners"
MIN_PARTNERS = 3
LIMITS = "outer limits over all data sets that fit the printed figures, pair by pair"
ROUNDING = 1e-9
RESPONSE_KEYS = {
    "growth": ("growth_mean", "change", ""), "grade": ("grade_mean", "monitor_3", ""),
    "followup": ("followup_share", "monitor_3", "ja"),
}  # fmt: skip

Bounds = Mapping[str, tuple[float, float]]
Values = dict[str, FloatArray]


@dataclass(frozen=True)
class Box:
    """The lowest and the highest value a partner can have; one entry a partner."""

    low: FloatArray
    high: FloatArray

    def signs(self) -> tuple[FloatArray, FloatArray]:
        """Return, for each pair of partners, the lowest and the highest sign of their difference."""
        first, second = np.triu_indices(self.low.size, k=1)
        least, most = self.low[first] - self.high[second], self.high[first] - self.low[second]
        return _sign(least), _sign(most)


def between_records(units: Units, exposures: Values, responses: Values, bounds: Bounds) -> Iterator[Record]:
    """Give the association over partners of every exposure and response, and its limits if print has any.

    Parameters
    ----------
    units
        The companies; no rows when they are of fewer than three partners.
    exposures, responses
        A value for each company, by name.
    bounds
        Proven lowest and highest values of printed results, as `PanelTables.bounds`; empty for own data.
    """
    partner = units.table["partner"].astype(str).to_numpy(dtype=object)
    names = [str(name) for name in np.unique(partner)]
    if len(names) < MIN_PARTNERS or units.settings.partner is not None:
        return
    for exposure in EXPOSURES:
        x = _means(exposures[exposure], partner)
        for response in RESPONSES:
            y = _means(responses[response], partner)
            known = ~np.isnan(x) & ~np.isnan(y)
            named = {
                "term": f"{exposure}.{response}",
                "contrast": BETWEEN,
                "wave": "monitor_3",
                **units.naming,
            }
            one_group = np.zeros(int(known.sum()))
            found = kendall_tau(x[known], y[known], one_group, conf_level=units.settings.conf_level)
            method = found.method.replace("within strata", "over partners").replace("units", "partners")
            plain = replace(found, method=method, p_value=math.nan, statistic=math.nan)
            yield row("between_association", plain, **named)
            boxes = (
                exposure_box(exposure, x, names, units.settings.population, bounds),
                response_box(response, names, units.settings.population, bounds),
            )
            if boxes[0] is not None and boxes[1] is not None:
                low, high = outer_limits(boxes[0], boxes[1])
                limits = Estimate(found.value, low, high, n=found.n, method=LIMITS)
                yield row("between_association_limits", limits, **named)


def outer_limits(x: Box, y: Box) -> tuple[float, float]:
    """Return values that tau-b over the partners cannot pass, whatever lies within the boxes.

    Parameters
    ----------
    x, y
        What each partner's exposure and response can be.

    Notes
    -----
    Every pair of partners is given its best case apart, as if the order of one pair said nothing of another:
    no smaller than the true range, possibly wider. The number of pairs that are tied counts too.
    """
    return -_most(Box(-x.high, -x.low), y), _most(x, y)


def _most(x: Box, y: Box) -> float:
    (x_low, x_high), (y_low, y_high) = x.signs(), y.signs()
    x_open, y_open = x_low < x_high, y_low < y_high
    x_sure, y_sure = ~x_open & (x_low != 0), ~y_open & (y_low != 0)
    fixed = float((x_low * y_low)[x_sure & y_sure].sum())
    best = np.maximum.reduce([x_low * y_low, x_low * y_high, x_high * y_low, x_high * y_high])
    gain = best > 0
    free_x, free_y, free = (
        np.arange(int((part & gain).sum()) + 1, dtype=float)
        for part in (x_open & y_sure, x_sure & y_open, x_open & y_open)
    )
    a, b, c = np.meshgrid(free_x, free_y, free, indexing="ij", sparse=True)
    below = np.sqrt((x_sure.sum() + a + c) * (y_sure.sum() + b + c))
    above = fixed + a + b + c
    by_gain = np.divide(above, below, out=np.full(below.shape, -1.0), where=below > 0)
    value = np.where(above < 0, above / x_low.size, by_gain)  # below nought, no more pairs than there are
    return float(min(value.max(), 1.0))


def exposure_box(
    exposure: str, exact: FloatArray, names: list[str], population: str, bounds: Bounds
) -> Box | None:
    """Return what the printed figures leave of an exposure by partner; None where they say nothing.

    Parameters
    ----------
    exposure
        Its slug.
    exact
        Its mean by partner in the data; it serves for the number of aspects, which print gives.
    names
        Partners, in the order of `exact`.
    population, bounds
        As asked for, and as `PanelTables.bounds`.
    """
    if not bounds:
        return None
    if exposure == "n_aspects" and population == "complete":
        return Box(exact, exact)
    if exposure == "n_indicators":
        return _listed([("n_indicators_mean", "monitor_3", "")], names, population, bounds)
    choice = next((one for one in CHOSEN if one.name == exposure), None)
    if choice is None:
        return None
    ends = [_choice_limits(choice, partner, population, bounds) for partner in names]
    found = [pair for pair in ends if pair is not None]
    return Box(*np.array(found).T) if len(found) == len(names) else None


def response_box(response: str, names: list[str], population: str, bounds: Bounds) -> Box | None:
    """Return what the printed figures leave of a mean response by partner; None where they say nothing.

    Parameters are those of `exposure_box`.
    """
    means = [("outcome_mean", "monitor_3", outcome) for outcome in OUTCOMES]
    keys = [RESPONSE_KEYS[response]] if response in RESPONSE_KEYS else means
    return _listed(keys, names, population, bounds)


def _listed(
    keys: list[tuple[str, str, str]], names: list[str], population: str, bounds: Bounds
) -> Box | None:
    """The mean of several bounded results, partner by partner."""
    ends = np.full((len(keys), len(names), 2), np.nan)
    for i, (measure, wave, term) in enumerate(keys):
        for j, partner in enumerate(names):
            ends[i, j] = bounds.get(_key(measure, population, wave, partner, term), (math.nan, math.nan))
    low, high = ends.mean(axis=0).T
    return None if np.isnan(ends).any() else Box(low, high)


def _choice_limits(
    choice: Choice, partner: str, population: str, bounds: Bounds
) -> tuple[float, float] | None:
    """Share of companies: that of the printed combinations, and with all others added.

    Where a partner's combinations are not printed they can be any. Over two questions: at least the larger of
    the two shares, at most their sum.
    """
    lows, highs = [], []
    for column in choice.columns:
        start = _key(f"{column}_share", population, "", partner, "") + "/"
        printed = {
            key.removeprefix(start): ends
            for key, ends in bounds.items()
            if key.startswith(start) and not key.endswith("*")
        }
        if not printed and f"{start}*" not in bounds:
            return None
        low = sum(ends[0] for term, ends in printed.items() if choice.holds(options_of(column, term)))
        lows.append(low)
        highs.append(low + 1 - sum(ends[0] for ends in printed.values()))
    return max(lows), min(sum(highs), 1.0)


def _key(measure: str, population: str, wave: str, partner: str, term: str) -> str:
    naming = {
        "measure": measure, "population": population, "wave": wave, "group_name": "partner",
        "group_level": partner, "term": term or None,
    }  # fmt: skip
    return result_id(naming)


def _means(values: FloatArray, partner: np.ndarray) -> FloatArray:
    means = pd.Series(values).groupby(partner, sort=True).mean()
    return np.asarray(means.to_numpy(), dtype=np.float64)


def _sign(values: FloatArray) -> FloatArray:
    return np.where(np.abs(values) < ROUNDING, 0.0, np.sign(values))
