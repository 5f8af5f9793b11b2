"""What it would take to undo the growth: each threat at rising strength, and where it tips.

`growth_left` is what remains of mean growth when a threat has the strength that its term ends in;
`tipping_reliability`, `tipping_share`, `tipping_steps` and `tipping_odds` are the strengths that leave
nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy import optimize

from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.estimation.hidden_bias import TESTS, tipping_odds
from dianalysis.studies.hypotheses import StudyFacts
from dianalysis.studies.rows import Record, row
from dianalysis.studies.typology_change.sample import LAST, STEPS, Sample
from dianalysis.studies.typology_change.sensitivity import CONTRAST, mean_of

BEYOND = (1, 2, 3)  # steps that a company at an end of the scale is supposed to stand beyond it
SPONTANEOUS = (25, 50, 75, 100, 125, 150)  # steps per hundred companies that growth came to by itself
UNREACHABLE = "nothing within the scale would undo it"
EMPTY = Estimate(method="strength of a threat that leaves nothing")


def threat_records(sample: Sample, facts: StudyFacts) -> Iterator[Record]:
    """Give what remains of mean growth under each threat by its strength, and the strength that undoes it."""
    if sample.growth.size == 0:
        return
    yield from _regression(sample, facts)
    yield from _start_error(sample)
    yield from _ends(sample)
    yield from _spontaneous(sample)
    if not sample.group:
        yield from _one_partner(sample)
    yield from _unseen_cause(sample)


def _left(sample: Sample, term: str, values: FloatArray, own: np.ndarray, n: float | None = None) -> Record:
    mean = mean_of(values[own], sample.cluster[own], sample.settings.conf_level)
    mean = mean if n is None else replace(mean, n=n)
    return row("growth_left", mean, contrast=CONTRAST, term=term, **sample.naming)


def _tip(sample: Sample, measure: str, term: str, value: float, n: float, **more: str) -> Record:
    """A strength that undoes the growth; empty, with a note, where none within its limits does."""
    unreachable = "" if math.isfinite(value) else UNREACHABLE
    return row(
        measure, replace(EMPTY, value=value if math.isfinite(value) else math.nan, n=n),
        term=term, note=unreachable, **{**sample.naming, **more},
    )  # fmt: skip


def _regression(sample: Sample, facts: StudyFacts) -> Iterator[Record]:
    """Low starters, whose growth is the part that a return to the sample's own mean start can explain."""
    centre = float(sample.start.mean())
    low, growth = sample.start < centre, sample.growth.astype(float)
    gap = centre - sample.start
    for share in (0.0, *facts.reliability, 1.0):
        left = growth - (1 - share) * gap
        yield _left(sample, f"regression_{round(100 * share)}", left, low)
    for step, name in enumerate(STEPS, start=1):
        own = sample.start == step
        if step < centre and own.any() and not sample.group:
            value = _reliability(float(growth[own].mean()), centre - step)
            group = {"group_name": "typology_start", "group_level": name}
            yield _tip(sample, "tipping_reliability", "", value, own.sum(), **group)
    if low.any():
        value = _reliability(float(growth[low].mean()), float(gap[low].mean()))
        yield _tip(sample, "tipping_reliability", "low_starters", value, low.sum())
    long_run = _reliability(float(growth.mean()), LAST - centre)
    yield _tip(sample, "tipping_reliability", "long_run_top", long_run, growth.size)


def _reliability(growth: float, gap: float) -> float:
    """Reliability at and below which a return over `gap` steps gives at least this growth."""
    value = 1 - growth / gap if gap > 0 else math.nan
    return value if 0 <= value <= 1 else math.nan


def _start_error(sample: Sample) -> Iterator[Record]:
    """Share of start ratings one step too low at which the interval of mean growth reaches zero."""
    growth, raisable = sample.growth.astype(float), (sample.start < LAST).astype(float)

    def low(share: float) -> float:
        return mean_of(growth - share * raisable, sample.cluster, sample.settings.conf_level).low

    at_none, at_all = low(0.0), low(1.0)
    crosses = at_none > 0 >= at_all  # NaN: False
    value = float(optimize.brentq(low, 0, 1)) if crosses else math.nan
    yield _tip(sample, "tipping_share", "start_error", value, growth.size)


def _ends(sample: Sample) -> Iterator[Record]:
    """Companies at an end of the scale at the last rating, supposed to stand beyond it."""
    growth, everyone = sample.growth.astype(float), np.ones(sample.growth.size, dtype=bool)
    for name, end, sign in (("floor", 1, -1), ("ceiling", LAST, 1)):
        there = (sample.end == end).astype(float)
        if not there.any():
            continue
        for steps in BEYOND:
            yield _left(sample, f"{name}_{steps}", growth + sign * steps * there, everyone, there.sum())
    bottom = float((sample.end == 1).sum())
    if bottom:
        yield _tip(sample, "tipping_steps", "floor", float(growth.sum()) / bottom, bottom)


def _spontaneous(sample: Sample) -> Iterator[Record]:
    growth, everyone = sample.growth.astype(float), np.ones(sample.growth.size, dtype=bool)
    for share in SPONTANEOUS:
        yield _left(sample, f"spontaneous_{share}", growth - share / 100, everyone)
    mean = mean_of(growth, sample.cluster, sample.settings.conf_level)
    low = mean.low if mean.low > 0 else math.nan
    yield _tip(sample, "tipping_steps", "spontaneous", mean.value if mean.value > 0 else math.nan, mean.n)
    yield _tip(sample, "tipping_steps", "spontaneous_interval", low, mean.n)


def _one_partner(sample: Sample) -> Iterator[Record]:
    """Mean growth without the partner whose absence lowers it most, and without the one that raises it."""
    names = np.unique(sample.partner)
    if names.size < 3:  # without one of two, the rest is the other
        return
    growth = sample.growth.astype(float)
    means = [float(growth[sample.partner != name].mean()) for name in names]
    for term, place in (("lowest", np.argmin(means)), ("highest", np.argmax(means))):
        yield _left(sample, f"without_partner_{term}", growth, sample.partner != names[place])


def _unseen_cause(sample: Sample) -> Iterator[Record]:
    """Rosenbaum's odds: companies as units, and whole partners by their mean growth."""
    units = {"companies": sample.growth.astype(float)}
    if not sample.group:
        index = np.unique(sample.partner, return_inverse=True)[1]
        units["partners"] = np.bincount(index, weights=sample.growth) / np.bincount(index)
    alpha = (1 - sample.settings.conf_level) / 2
    for name, values in units.items():
        for test in TESTS:
            found = tipping_odds(values, test=test, alpha=alpha)
            note = "" if math.isfinite(found.value) else "not shown even without an unseen cause"
            yield row("tipping_odds", found, term=f"{test}_{name}", note=note, **sample.naming)
