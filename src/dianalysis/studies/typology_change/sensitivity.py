"""The main result under other assumptions: ceiling, weighting, regression to the mean, error at the start."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from dianalysis.estimation.clustered import estimate_mean_clustered
from dianalysis.estimation.describe import estimate_mean
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.studies.hypotheses import StudyFacts
from dianalysis.studies.rows import Record, row
from dianalysis.studies.typology_change.sample import LAST, STEPS, Sample

CONTRAST = "sensitivity"
UNREACHABLE = "no share of start ratings one step too low would undo the finding"


def sensitivity_records(sample: Sample, facts: StudyFacts) -> Iterator[Record]:
    """Give net improvement and mean growth under each declared alternative, and what would undo them."""
    if sample.growth.size == 0:
        return
    yield from _alternatives(sample)
    yield from _start_errors(sample, facts)
    yield from _start_error_needed(sample)
    yield from _regression_to_the_mean(sample, facts)


def _alternatives(sample: Sample) -> Iterator[Record]:
    everyone = np.ones(sample.growth.size, dtype=bool)
    masks = {
        "main": everyone,
        "excluding_d": sample.start < LAST,
        "excluding_cd_d": sample.start < LAST - 1,
    }
    if not sample.group:
        names, counts = np.unique(sample.partner, return_counts=True)
        masks["without_largest_partner"] = sample.partner != names[np.argmax(counts)]
    for term, mask in masks.items():
        yield from _both(
            sample, term, mask, sample.growth.astype(float), np.sign(sample.growth).astype(float)
        )
    if not sample.group:
        yield from _equal_partners(sample)


def _both(
    sample: Sample, term: str, mask: np.ndarray, growth: FloatArray, sign: FloatArray
) -> Iterator[Record]:
    naming = {**sample.naming, "contrast": CONTRAST, "term": term}
    for measure, values in (("growth_mean", growth), ("net_improvement", sign)):
        yield row(measure, mean_of(values[mask], sample.cluster[mask], sample.settings.conf_level), **naming)


def mean_of(values: FloatArray, clusters: np.ndarray, level: float) -> Estimate:
    """Estimate a mean: cluster-robust, or plain where every company is its own cluster."""
    if np.unique(clusters).size == values.size:
        return estimate_mean(values, conf_level=level)
    return estimate_mean_clustered(values, clusters, conf_level=level)


def _equal_partners(sample: Sample) -> Iterator[Record]:
    naming = {**sample.naming, "contrast": CONTRAST, "term": "equal_partners"}
    index = np.unique(sample.partner, return_inverse=True)[1]
    for measure, values in (("growth_mean", sample.growth), ("net_improvement", np.sign(sample.growth))):
        means = np.bincount(index, weights=values) / np.bincount(index)
        yield row(measure, estimate_mean(means, conf_level=sample.settings.conf_level), **naming)


def _start_errors(sample: Sample, facts: StudyFacts) -> Iterator[Record]:
    """Expected result when a random share of the start ratings below D was one step too low."""
    growth = sample.growth.astype(float)
    corrected = growth - (sample.start < LAST)
    for share in facts.start_error:
        expected = (1 - share) * growth + share * corrected
        sign = (1 - share) * np.sign(growth) + share * np.sign(corrected)
        mask = np.ones(growth.size, dtype=bool)
        yield from _both(sample, f"start_error_{round(100 * share)}", mask, expected, sign)


def _start_error_needed(sample: Sample) -> Iterator[Record]:
    growth, raisable = sample.growth, sample.start < LAST
    n = growth.size
    mean_share = float(growth.sum()) / max(int(raisable.sum()), 1)
    now = float(np.sign(growth).mean())
    then = float(np.sign(growth - raisable).mean())
    random_share = now / (now - then) if now > then else math.nan
    usable = int((raisable & ((growth == 0) | (growth == 1))).sum())
    net = float(np.sign(growth).sum())
    worst = math.ceil(net) / n if net <= usable else math.nan
    needed = {"mean_growth": mean_share, "net_random": random_share, "net_worst_case": worst}
    for term, value in needed.items():
        reachable = 0 <= value <= 1
        result = Estimate(
            value if reachable else math.nan, n=n, method="share of start ratings one step too low"
        )
        note = "" if reachable else UNREACHABLE
        yield row("start_error_share_needed", result, term=term, note=note, **sample.naming)


def _regression_to_the_mean(sample: Sample, facts: StudyFacts) -> Iterator[Record]:
    """Growth by start type beside what regression to the mean alone would give at an assumed reliability."""
    if not sample.group:
        yield from _by_start(sample, facts)
    mean_growth = float(sample.growth.mean())
    for share in facts.reliability:
        gap = mean_growth / (1 - share) if share < 1 else math.nan
        needed = Estimate(gap, n=sample.growth.size, method=_RTM_METHOD)
        yield row("rtm_needed_gap", needed, term=_reliability(share), **sample.naming)


_RTM_METHOD = "regression to the mean at an assumed reliability"


def _reliability(share: float) -> str:
    return f"reliability_{round(100 * share)}"


def _by_start(sample: Sample, facts: StudyFacts) -> Iterator[Record]:
    centre, level = float(sample.start.mean()), sample.settings.conf_level
    for step, name in enumerate(STEPS, start=1):
        own = sample.start == step
        naming = {**sample.naming, "group_name": "typology_start", "group_level": name}
        grown = mean_of(sample.growth[own].astype(float), sample.cluster[own], level)
        yield row("growth_by_start", grown, **naming)
        for share in facts.reliability:
            # rests on the mean start of all companies, so their number is its base
            expected = Estimate((1 - share) * (centre - step), n=len(sample.start), method=_RTM_METHOD)
            yield row("rtm_expected_growth", expected, term=_reliability(share), **naming)
