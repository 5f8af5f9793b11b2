"""The companies of this study as arrays, with the names their rows carry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dianalysis.estimation.estimate import FloatArray, IntArray
from dianalysis.estimation.resampling import count_table
from dianalysis.studies.population import clusters_of, group_of
from dianalysis.studies.rows import Settings

STEPS = ("a", "ab", "b", "bc", "c", "cd", "d")
LAST = len(STEPS)
CHANGES = np.arange(-(LAST - 1), LAST)
PRINTED_CHANGES = range(-3, 6)  # the printed tables run from three steps down to five steps up
DIRECTIONS = ("achteruitgang", "stabiel", "vooruitgang")


@dataclass(frozen=True)
class Sample:
    """Companies with both ratings, and those with one, as arrays.

    Parameters
    ----------
    start, end, growth
        Steps 1 to 7 and their difference, of companies with both ratings.
    partner, cluster
        Partner of each of these companies, and the cluster it is resampled in.
    waves
        For each wave the step and the cluster-coded partner of every company with that rating.
    group
        Group columns of rows about the whole sample; `settings` as asked for.
    """

    start: IntArray
    end: IntArray
    partner: NDArray[np.str_]
    cluster: NDArray[np.str_]
    waves: dict[str, tuple[IntArray, NDArray[np.str_], NDArray[np.str_]]]
    group: dict[str, str]
    settings: Settings

    @property
    def growth(self) -> IntArray:
        """Steps gained, per company."""
        return self.end - self.start

    @property
    def naming(self) -> dict[str, str]:
        """Naming columns of rows about change over the whole sample."""
        return {"population": self.settings.population, "wave": "change", **self.group}

    @property
    def is_printed(self) -> bool:
        """Whether printed tables are about this sample: all complete companies, or one partner of them."""
        return self.settings.population == "complete"

    def growth_table(self) -> FloatArray:
        """Counts of companies by cluster (rows) and size of change (columns, as `CHANGES`)."""
        return count_table(self.growth + LAST - 1, self.cluster, n_cells=CHANGES.size)


def sample_of(companies: pd.DataFrame, settings: Settings) -> Sample:
    """Return the arrays of the study from a table of companies."""
    both = companies[companies["start_step"].notna() & companies["end_step"].notna()]
    waves = {}
    for wave, column in (("monitor_1", "start_step"), ("monitor_3", "end_step")):
        rated = companies[companies[column].notna()]
        waves[wave] = (_steps(rated[column]), _texts(rated["partner"]), clusters_of(rated))
    return Sample(
        start=_steps(both["start_step"]),
        end=_steps(both["end_step"]),
        partner=_texts(both["partner"]),
        cluster=clusters_of(both),
        waves=waves,
        group=group_of(settings),
        settings=settings,
    )


def _steps(column: pd.Series) -> IntArray:
    return column.to_numpy(dtype=np.int64)


def _texts(column: pd.Series) -> NDArray[np.str_]:
    return np.array(column.astype(str).to_list(), dtype=np.str_)


def growth_term(change: int) -> str:
    """Return the name of a change in steps: `min_2`, `stabiel`, `plus_1`."""
    if change == 0:
        return "stabiel"
    return f"plus_{change}" if change > 0 else f"min_{-change}"
