"""Do partners differ in growth: clustering, partial pooling, tests that they do not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dianalysis.estimation.compare import kruskal_test
from dianalysis.estimation.design import estimate_design_effect, estimate_effective_n, estimate_icc
from dianalysis.estimation.models import pool_means
from dianalysis.estimation.resampling import permutation_test_clusters
from dianalysis.studies.rows import Record, row
from dianalysis.studies.typology_change.sample import Sample

ICC_NOTE = "the p-value tests that partners do not differ (F)"


def partner_records(sample: Sample) -> Iterator[Record]:
    """Give intraclass correlations, pooled partner means, and the tests that partners do not differ."""
    if sample.group or sample.growth.size == 0:
        return
    chosen, naming, growth = sample.settings, sample.naming, sample.growth
    icc = estimate_icc(growth, sample.partner, conf_level=chosen.conf_level)
    yield row("growth_icc", icc, note=ICC_NOTE, **naming)
    end_steps, end_partner, _ = sample.waves["monitor_3"]
    end_icc = estimate_icc(end_steps, end_partner, conf_level=chosen.conf_level)
    yield row("typology_end_icc", end_icc, note=ICC_NOTE, **{**naming, "wave": "monitor_3"})
    sizes = np.unique(sample.partner, return_counts=True)[1]
    effect = estimate_design_effect(icc, sizes)
    yield row("growth_design_effect", effect, **naming)
    yield row("growth_effective_n", estimate_effective_n(effect), **naming)
    shuffled = permutation_test_clusters(
        growth, sample.partner, n_resamples=chosen.n_resamples, seed=chosen.seed
    )
    yield row("growth_eta_squared", shuffled, contrast="partners", term="permutation", **naming)
    ranks = kruskal_test(growth, sample.partner)
    yield row("growth_epsilon_squared", ranks, contrast="partners", term="kruskal_wallis", **naming)
    yield from _pooled_records(sample)


def _pooled_records(sample: Sample) -> Iterator[Record]:
    pooled = pool_means(sample.growth, sample.partner, conf_level=sample.settings.conf_level)
    yield row("growth_partner_sd", pooled.between_sd, **sample.naming)
    yield row("growth_mean_pooled", pooled.centre, **sample.naming)
    for name, mean in zip(pooled.names, pooled.clusters, strict=True):
        group = {"group_name": "partner", "group_level": name}
        yield row("growth_mean_pooled", mean, **{**sample.naming, **group})
