"""What the companies that never finished must have done to undo the growth of those that did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dianalysis.estimation.clustered import estimate_mean_clustered
from dianalysis.estimation.describe import estimate_mean
from dianalysis.estimation.estimate import Estimate, IntArray
from dianalysis.studies.population import clusters_of
from dianalysis.studies.rows import Record, row

CONTRAST = "sensitivity"
FALLS = range(7)  # steps that every unfinished company is supposed to have fallen; six is the whole scale
DEEPEST = FALLS[-1]
NAMING = {"population": "registered", "wave": "change"}


@dataclass(frozen=True)
class Finished:
    """Growth of the companies that finished, and where those are that did not.

    Parameters
    ----------
    growth, clusters
        Steps gained by each company with both ratings, and its cluster.
    lost
        Cluster of every registered company without both.
    """

    growth: IntArray
    clusters: NDArray[np.str_]
    lost: NDArray[np.str_]


def finished_of(registered: pd.DataFrame) -> Finished:
    """Divide registered companies into those with complete data and a growth, and the lost ones."""
    whole = registered["complete"].fillna(False).astype(bool) & registered["growth"].notna()
    clusters = clusters_of(registered)
    return Finished(
        registered.loc[whole, "growth"].to_numpy(dtype=np.int64), clusters[whole.to_numpy()],
        clusters[~whole.to_numpy()],
    )  # fmt: skip


def completion_records(found: Finished, group: dict[str, str], conf_level: float) -> Iterator[Record]:
    """Give the mean growth of all registered companies under each fall of the lost ones, and what undoes it.

    Nothing where no company was lost or none finished. The base of these rows is the number of lost
    companies: they are what the rows are about.
    """
    lost, total = found.lost.size, float(found.growth.sum())
    if not lost or not found.growth.size:
        return
    naming = {**NAMING, **group}
    for fall in FALLS:
        left = _left(found, fall, conf_level)
        yield row("growth_left", left, term=f"completion_{fall}", contrast=CONTRAST, **naming)
    mean = Estimate(-total / lost, n=lost, method="mean growth of lost companies that makes all growth zero")
    yield row("tipping_steps", mean, term="completion", **naming)
    if total > 0:
        needed = total / DEEPEST  # companies that fell the whole scale
        share = Estimate(
            needed / (found.growth.size + needed), n=lost,
            method="share of companies, each lost after falling the whole scale, that makes all growth zero",
        )  # fmt: skip
        yield row("tipping_share", share, term="completion", **naming)


def _left(found: Finished, fall: int, level: float) -> Estimate:
    values = np.concatenate([found.growth.astype(float), np.full(found.lost.size, -float(fall))])
    clusters = np.concatenate([found.clusters, found.lost])
    alone = np.unique(clusters).size == values.size
    mean = (
        estimate_mean(values, conf_level=level)
        if alone
        else estimate_mean_clustered(values, clusters, conf_level=level)
    )
    return Estimate(
        mean.value, mean.low, mean.high, mean.level, mean.std_error, df=mean.df, n=found.lost.size,
        method=mean.method,
    )  # fmt: skip
