"""How strong the change is: effects with a cluster bootstrap, tests of paired change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from dianalysis.estimation import ordinal
from dianalysis.estimation.estimate import Estimate
from dianalysis.estimation.resampling import bootstrap_clusters, sign_flip_test
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
        effect = _bootstrap(sample, partial(ordinal.rank_biserial, change=CHANGES, zeros=zeros))
        test = ordinal.signed_rank_test(sample.growth, zeros=zeros)
        yield row("rank_biserial", _with_test(effect, test), term=zeros, **tested)
    chance = _bootstrap(sample, partial(ordinal.probability_of_improvement, change=CHANGES))
    yield row("probability_of_improvement", chance, **naming)
    table = ordinal.transition_table(sample.start, sample.end, n_categories=LAST)
    margins, pairs = ordinal.marginal_homogeneity_test(table), ordinal.symmetry_test(table)
    yield row("marginal_homogeneity", margins, term="stuart_maxwell", **tested)
    yield row("symmetry", pairs, term="bowker", **tested)


def _net_records(sample: Sample, naming: dict[str, str], tested: dict[str, str]) -> Iterator[Record]:
    growth, chosen = sample.growth, sample.settings
    up, down = int((growth > 0).sum()), int((growth < 0).sum())
    sign = ordinal.sign_test(up, down, growth.size - up - down, conf_level=chosen.conf_level)
    net = _bootstrap(sample, partial(ordinal.net_improvement, change=CHANGES))
    if sample.group:  # companies of one partner: no clusters to resample, a closed form holds
        method = "Agresti-Min interval"
        net = replace(net, low=sign.low, high=sign.high, std_error=sign.std_error, method=method)
    yield row("net_improvement", _with_test(net, sign), term="sign_test", **tested)
    flip = sign_flip_test(np.sign(growth), sample.cluster, n_resamples=chosen.n_resamples, seed=chosen.seed)
    yield row("net_improvement", _with_test(net, flip), term="sign_flip", **naming)


def _bootstrap(sample: Sample, statistic: partial[np.ndarray]) -> Estimate:
    chosen = sample.settings
    return bootstrap_clusters(
        sample.growth_table(), statistic, n_resamples=chosen.n_resamples, seed=chosen.seed,
        conf_level=chosen.conf_level, interval="bca",
    )  # fmt: skip


def _with_test(effect: Estimate, test: Estimate) -> Estimate:
    return replace(
        effect, statistic=test.statistic, df=test.df, p_value=test.p_value,
        method=f"{effect.method}; {test.method}",
    )  # fmt: skip
