"""How strong the change is: effects with the cluster jackknife, tests of paired change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from dianalysis.estimation import ordinal
from dianalysis.estimation.estimate import NAN, Estimate
from dianalysis.estimation.jackknife import jackknife_clusters
from dianalysis.estimation.resampling import sign_flip_test
from dianalysis.studies.notes import INDEPENDENT
from dianalysis.studies.rows import Record, row
from dianalysis.studies.typology_change.sample import CHANGES, LAST, Sample

CONTRAST = "monitor_3-monitor_1"
ALONE = f"{INDEPENDENT}; the sign flips of whole partners do not"


def effect_records(sample: Sample) -> Iterator[Record]:
    """Give net improvement, rank-biserial correlation and probability of improvement, each with its test."""
    if sample.growth.size == 0:
        return
    naming = {**sample.naming, "contrast": CONTRAST}
    tested = {**naming, "note": "" if sample.group else ALONE}
    yield from _net_records(sample, naming, tested)
    for zeros in ordinal.ZERO_RULES:
        effect = _effect(sample, partial(ordinal.rank_biserial, change=CHANGES, zeros=zeros))
        test = ordinal.signed_rank_test(sample.growth, zeros=zeros)
        yield row("rank_biserial", _with_test(effect, test), term=zeros, **tested)
    chance = _as_probability(_net_improvement(sample))
    yield row("probability_of_improvement", chance, **naming)
    table = ordinal.transition_table(sample.start, sample.end, n_categories=LAST)
    margins, pairs = ordinal.marginal_homogeneity_test(table), ordinal.symmetry_test(table)
    yield row("marginal_homogeneity", margins, term="stuart_maxwell", **tested)
    yield row("symmetry", pairs, term="bowker", **tested)


def _net_records(sample: Sample, naming: dict[str, str], tested: dict[str, str]) -> Iterator[Record]:
    growth, chosen = sample.growth, sample.settings
    net, sign = _net_improvement(sample), _sign_test(sample)
    yield row("net_improvement", _with_test(net, sign), term="sign_test", **tested)
    flip = sign_flip_test(np.sign(growth), sample.cluster, n_resamples=chosen.n_resamples, seed=chosen.seed)
    yield row("net_improvement", _with_test(net, flip), term="sign_flip", **naming)


def _net_improvement(sample: Sample) -> Estimate:
    """Cluster jackknife; the companies of one partner are independent and a closed form holds."""
    net = _effect(sample, partial(ordinal.net_improvement, change=CHANGES))
    if not sample.group:
        return net
    sign = _sign_test(sample)
    return replace(
        net, low=sign.low, high=sign.high, std_error=sign.std_error, df=NAN, method="Agresti-Min interval"
    )


def _sign_test(sample: Sample) -> Estimate:
    up, down = int((sample.growth > 0).sum()), int((sample.growth < 0).sum())
    unchanged = sample.growth.size - up - down
    return ordinal.sign_test(up, down, unchanged, conf_level=sample.settings.conf_level)


def _as_probability(net: Estimate) -> Estimate:
    """Return net improvement as the chance of ending higher, half the ties included: (1 + net)/2."""
    value, low, high = ((1 + part) / 2 for part in (net.value, net.low, net.high))
    return replace(net, value=value, low=low, high=high, std_error=net.std_error / 2)


def _effect(sample: Sample, statistic: partial[np.ndarray]) -> Estimate:
    level = sample.settings.conf_level
    return jackknife_clusters(sample.growth_table(), statistic, scale="correlation", conf_level=level)


def _with_test(effect: Estimate, test: Estimate) -> Estimate:
    return replace(
        effect, statistic=test.statistic, df=test.df, p_value=test.p_value,
        method=f"{effect.method}; {test.method}",
    )  # fmt: skip
