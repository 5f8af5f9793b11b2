"""The same change by other methods: an ordinal model of type at the end against the start, mean growth by
sign flips and by the wild bootstrap, and how little is known of the order of partners."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from dianalysis.estimation.estimate import Estimate
from dianalysis.estimation.models import PLACES as METHOD_PLACES
from dianalysis.estimation.models import place_probabilities, pool_means
from dianalysis.estimation.ordinal_models import ordinal_gee, parallel_odds_test
from dianalysis.estimation.ordinal_shift import shift_log_odds
from dianalysis.estimation.resampling import sign_flip_test
from dianalysis.estimation.wild import wild_mean
from dianalysis.studies.rows import Record, row
from dianalysis.studies.typology_change.effects import CONTRAST
from dianalysis.studies.typology_change.sample import LAST, Sample

PLACES = 3
METHOD = "ordinal estimating equations, without errors"


def model_records(sample: Sample) -> Iterator[Record]:
    """Give the odds ratio of a higher type at the end, its check, and mean growth with two tests."""
    if sample.growth.size == 0:
        return
    naming = {**sample.naming, "contrast": CONTRAST}
    yield from _odds_records(sample, naming)
    chosen = sample.settings
    growth = sample.growth.astype(float)
    plan = {"n_resamples": chosen.n_resamples, "seed": chosen.seed}
    wild = wild_mean(growth, sample.cluster, conf_level=chosen.conf_level, **plan)
    flips = sign_flip_test(growth, sample.cluster, **plan)
    tested = replace(
        wild, low=math.nan, high=math.nan, statistic=flips.statistic, df=flips.df, p_value=flips.p_value,
        method=flips.method,
    )  # fmt: skip
    yield row("growth_mean", tested, term="sign_flip", **naming)
    yield row("growth_mean", wild, term="wild", **naming)


def _odds_records(sample: Sample, naming: dict[str, str]) -> Iterator[Record]:
    """Fit with errors and check; without resamples, as on the draws, only the odds ratio itself."""
    n, level = float(sample.growth.size), sample.settings.conf_level
    if not sample.settings.n_resamples:
        tables = [np.bincount(part, minlength=LAST + 1) for part in (sample.start, sample.end)]
        odds = Estimate(shift_log_odds(*tables), level=level, method=METHOD)
        yield row("wave_odds_ratio", replace(_exponent(odds), n=n), term="ordinal_gee", **naming)
        return
    steps = np.concatenate([sample.start, sample.end])
    last, clusters = np.repeat([0.0, 1.0], sample.growth.size), np.tile(sample.cluster, 2)
    odds = ordinal_gee(steps, last, clusters, conf_level=level)[0]
    yield row("wave_odds_ratio", replace(_exponent(odds), n=n), term="ordinal_gee", **naming)
    check = parallel_odds_test(steps, last, clusters)
    yield row("wave_odds_spread", replace(check, n=n), term="parallel_odds", **naming)


def _exponent(odds: Estimate) -> Estimate:
    """From log odds ratio to odds ratio; the error stays that of the logarithm and is left out."""
    value, low, high = (math.exp(part) for part in (odds.value, odds.low, odds.high))
    return replace(odds, value=value, low=low, high=high, std_error=math.nan)


def place_records(sample: Sample) -> Iterator[Record]:
    """Give for every partner the chance to be among the three whose companies grow most, or least."""
    if sample.group or np.unique(sample.partner).size <= PLACES:
        return
    chosen = sample.settings
    pooled = pool_means(sample.growth, sample.partner, conf_level=chosen.conf_level)
    chances = place_probabilities(pooled, places=PLACES, seed=chosen.seed)
    for measure, values in zip(("growth_highest_three", "growth_lowest_three"), chances, strict=True):
        for name, mean, chance in zip(pooled.names, pooled.clusters, values, strict=True):
            group = {"group_name": "partner", "group_level": name}
            found = Estimate(float(chance), n=mean.n, method=METHOD_PLACES)
            yield row(measure, found, **{**sample.naming, **group})
