"""The companies of a chapter and how their shares, means and medians are estimated, partners as clusters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dianalysis.estimation.clustered import (
    estimate_mean_clustered,
    estimate_median_clustered,
    estimate_share_clustered,
)
from dianalysis.estimation.describe import estimate_mean, estimate_share
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.estimation.exact import estimate_median_exact
from dianalysis.studies.population import clusters_of, group_of, of_partner, select
from dianalysis.studies.rows import Record, Settings, count_row, row


@dataclass(frozen=True)
class Units:
    """The rows of a clean table that a study is about.

    Parameters
    ----------
    table
        One row per unit.
    settings
        As the study was asked.
    """

    table: pd.DataFrame
    settings: Settings

    @property
    def naming(self) -> dict[str, str]:
        """Naming columns of rows about all these units."""
        return {"population": self.settings.population, **group_of(self.settings)}

    @property
    def n(self) -> int:
        """Number of units."""
        return len(self.table)

    @property
    def is_printed(self) -> bool:
        """Whether the printed tables are about these units: all complete companies."""
        return self.settings.population == "complete" and self.settings.partner is None

    @cached_property
    def clusters(self) -> NDArray[np.int64]:
        """Cluster of each unit, as a number: its partner, or itself within a single partner."""
        codes = np.unique(clusters_of(self.table), return_inverse=True)[1]
        return np.asarray(codes, dtype=np.int64)

    @property
    def is_independent(self) -> bool:
        """Whether every unit is its own cluster."""
        return bool(self.n == 0 or self.clusters.max() + 1 == self.n)

    def figure(self, cell: str) -> str:
        """Return the id of a printed cell, or nothing where it is about other units."""
        return cell if self.is_printed else ""

    def numbers(self, column: str) -> FloatArray:
        """Return a column of numbers, absent = NaN."""
        return self.table[column].to_numpy(dtype=np.float64, na_value=np.nan)

    def answers(self, column: str, answer: str) -> FloatArray:
        """Return 1 where the answer was given, else 0."""
        given = (self.table[column] == answer).fillna(False)
        return np.asarray(given, dtype=np.float64)

    def answered(self, column: str) -> FloatArray:
        """Return 1 where there is an answer, else 0."""
        return np.asarray(self.table[column].notna(), dtype=np.float64)

    @property
    def everyone(self) -> FloatArray:
        """One for each unit: the base of a share of all units."""
        return np.ones(self.n)

    def share(self, member: FloatArray, among: FloatArray) -> Estimate:
        """Estimate the share of units with a property: cluster-adjusted, or Wilson's for one partner."""
        level = self.settings.conf_level
        if self.is_independent:
            return estimate_share(float(member.sum()), float(among.sum()), conf_level=level)
        return self.ratio(member, among)

    def ratio(self, member: FloatArray, among: FloatArray) -> Estimate:
        """Estimate a share of answers of which a unit may give several."""
        sums = [np.bincount(self.clusters, weights=part) for part in (member, among)]
        return estimate_share_clustered(*sums, conf_level=self.settings.conf_level)

    def mean(self, values: FloatArray) -> Estimate:
        """Estimate a mean over the units that have a value."""
        known, level = ~np.isnan(values), self.settings.conf_level
        if self.is_independent:
            return estimate_mean(values[known], conf_level=level)
        return estimate_mean_clustered(values[known], self.clusters[known], conf_level=level)

    def median(self, values: FloatArray) -> Estimate:
        """Estimate a median: Woodruff's interval over partners, or order statistics within one partner."""
        known, level = ~np.isnan(values), self.settings.conf_level
        if self.is_independent or not known.any():
            return estimate_median_exact(values[known], conf_level=level)
        return estimate_median_clustered(values[known], self.clusters[known], conf_level=level)

    def counted(
        self, stem: str, member: FloatArray, among: FloatArray, *, cell: str = "", **naming: str
    ) -> Iterator[Record]:
        """Give the rows `<stem>_n` and `<stem>_share`; `cell` is the printed cell without its stat."""
        figures = [self.figure(f"{cell}/{stat}") if cell else "" for stat in ("n", "pct")]
        named = {**self.naming, **naming}
        yield count_row(f"{stem}_n", member.sum(), among.sum(), figure=figures[0], **named)
        yield row(f"{stem}_share", self.share(member, among), figure=figures[1], **named)

    def base(self, term: str, cell: str) -> Record:
        """Give the row that says on how many units a printed table rests."""
        return count_row("base_n", self.n, self.n, term=term, figure=self.figure(cell), **self.naming)

    @cached_property
    def partners(self) -> tuple[Units, ...]:
        """The units of each partner; none where the study is about one partner."""
        if self.settings.partner is not None:
            return ()
        groups = self.table.groupby(self.table["partner"].astype(str), sort=True)
        return tuple(type(self)(part, replace(self.settings, partner=str(name))) for name, part in groups)


def units_of(companies: pd.DataFrame, settings: Settings, columns: tuple[str, ...]) -> Units:
    """Return the companies a study was asked for, with the columns it uses and no other."""
    chosen = of_partner(select(companies, settings.population), settings.partner)
    return Units(chosen[list(columns)], settings)
