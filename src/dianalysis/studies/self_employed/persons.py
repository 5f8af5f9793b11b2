"""The self-employed as units of a study: independent, few, so every interval is exact or absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pandas as pd

from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.estimation.exact import estimate_median_exact, estimate_share_exact
from dianalysis.studies.population import PanelTables
from dianalysis.studies.units import Units


class SelfEmployedTables(PanelTables, Protocol):
    """A panel that also holds the self-employed and their draws."""

    @property
    def self_employed(self) -> pd.DataFrame: ...
    @property
    def self_employed_draws(self) -> tuple[pd.DataFrame, ...]: ...


@dataclass(frozen=True)
class PersonTables:
    """A panel whose units are the self-employed: their table and draws stand where those of companies do."""

    companies: pd.DataFrame
    missing_reasons: pd.DataFrame
    basis: str
    data_hash: str
    draws: tuple[pd.DataFrame, ...]
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def of_persons(panel: SelfEmployedTables) -> PersonTables:
    """Return the part of a panel that is about the self-employed."""
    return PersonTables(
        panel.self_employed, panel.missing_reasons, panel.basis, panel.data_hash, panel.self_employed_draws
    )


@dataclass(frozen=True)
class Persons(Units):
    """Self-employed people; shares and medians have exact intervals, means none."""

    @property
    def is_printed(self) -> bool:
        """Whether the printed tables are about these people: all of them."""
        return self.settings.partner is None

    def share(self, member: FloatArray, among: FloatArray) -> Estimate:
        """Estimate a share with the exact interval."""
        return estimate_share_exact(
            float(member.sum()), float(among.sum()), conf_level=self.settings.conf_level
        )

    def mean(self, values: FloatArray) -> Estimate:
        """Return the mean without an interval: an exact one does not exist for scores."""
        known = values[~np.isnan(values)]
        value = float(known.mean()) if known.size else float("nan")
        return Estimate(value, n=float(known.size), method="mean, no interval")

    def median(self, values: FloatArray) -> Estimate:
        """Estimate the median with the exact interval."""
        return estimate_median_exact(values[~np.isnan(values)], conf_level=self.settings.conf_level)
