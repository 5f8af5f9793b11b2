"""What is still lacking (table 22): twelve statements, and their order with its uncertainty."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import stats

from dianalysis.estimation.estimate import NAN, Estimate, FloatArray
from dianalysis.estimation.resampling import resample_clusters
from dianalysis.studies.instrument import CONDITIONS
from dianalysis.studies.rows import Record, row
from dianalysis.studies.scores import WAVE, Block, block_records
from dianalysis.studies.units import Units

BLOCK = Block("condition", "condition_", CONDITIONS, "T22")
METHOD = "rank by mean (1 = highest), cluster bootstrap, percentile interval"


def condition_records(units: Units, reasons: pd.DataFrame) -> Iterator[Record]:
    """Give the rows of table 22 and the rank of each statement by its mean."""
    yield from block_records(units, BLOCK, reasons)
    yield from _ranks(units)


def _ranks(units: Units) -> Iterator[Record]:
    """Rank by mean over the companies that answered every statement; equal means share their rank."""
    scores, clusters = BLOCK.complete_rows(units)
    if not len(scores):
        return
    index = np.unique(clusters, return_inverse=True)[1]
    table = np.zeros((int(index.max()) + 1, scores.shape[1]))
    np.add.at(table, index, scores)  # all statements have the same base: sums order as means do
    ranks = _rank(table.sum(axis=0)[None])[0]
    low, high = _interval(units, table)
    level = units.settings.conf_level
    for k, name in enumerate(CONDITIONS):
        found = Estimate(
            float(ranks[k]), float(low[k]), float(high[k]), level, n=float(len(scores)), method=METHOD
        )
        yield row("condition_rank", found, term=name, wave=WAVE, **units.naming)


def _rank(sums: FloatArray) -> FloatArray:
    return np.asarray(stats.rankdata(-sums, axis=1), dtype=np.float64)


def _interval(units: Units, table: FloatArray) -> tuple[FloatArray, FloatArray]:
    chosen, absent = units.settings, np.full(table.shape[1], NAN)
    if chosen.n_resamples < 1 or table.shape[0] < 2:
        return absent, absent
    drawn = resample_clusters(table, _rank, n_resamples=chosen.n_resamples, seed=chosen.seed)
    low, high = np.quantile(drawn, [(1 - chosen.conf_level) / 2, (1 + chosen.conf_level) / 2], axis=0)
    return low, high
