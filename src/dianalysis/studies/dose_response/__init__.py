"""Which ways of working went with better results: amount, pace, who took part, form; lessons of chapter 11.

`exposures` reads them from the clean table, `within` compares companies of the same partner, `between`
compares partners, with what the printed figures can say of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from dianalysis.studies.dose_response.between import between_records
from dianalysis.studies.dose_response.exposures import (
    AMOUNTS,
    COLUMNS,
    EXPOSURES,
    exposures_of,
    responses_of,
)
from dianalysis.studies.dose_response.within import within_records
from dianalysis.studies.frame import estimate_companies
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.population import PanelTables, population_row
from dianalysis.studies.rows import Record, Settings, row
from dianalysis.studies.units import Units, units_of

NAME = "dose_response"


def estimate(
    panel: PanelTables,
    plan: Plan,
    *,
    population: str = "complete",
    partner: str | None = None,
    conf_level: float = 0.95,
    n_resamples: int = 2000,
    seed: int = 1,
) -> pd.DataFrame:
    """Estimate whether companies that worked more, faster, together or with others involved fared better.

    Parameters
    ----------
    panel, plan, population, partner, conf_level, n_resamples, seed
        As in every study.

    Returns
    -------
    Results table; measures and naming are in data/plan/README.md.

    Raises
    ------
    ParameterError, DataProblem
        As in every study.
    """
    settings = Settings(population, partner, conf_level, n_resamples, seed)

    def records(companies: pd.DataFrame, chosen: Settings) -> Iterator[Record]:
        return _records(companies, chosen, panel)

    return estimate_companies(records, settings, study=NAME, columns=COLUMNS, panel=panel, plan=plan)


def _records(companies: pd.DataFrame, settings: Settings, panel: PanelTables) -> Iterator[Record]:
    units = units_of(companies, settings, COLUMNS)
    yield population_row(units.table, settings)
    if units.n == 0:
        return
    yield from _how_often(units, exposures_of(units))
    placed = replace(units, table=units.table[units.table["partner"].notna()])  # others cannot be compared
    if placed.n == 0:
        return
    exposures, responses = exposures_of(placed), responses_of(placed)
    yield from within_records(placed, exposures, responses)
    yield from between_records(placed, exposures, responses, panel.bounds)


def _how_often(units: Units, exposures: dict[str, np.ndarray]) -> Iterator[Record]:
    """Share of companies that worked in each way; the mean of what is a number."""
    for name in EXPOSURES:
        values, named = exposures[name], {"term": name, **units.naming}
        if name in AMOUNTS:
            yield row("exposure_mean", units.mean(values), **named)
            continue
        known = np.asarray(~np.isnan(values), dtype=np.float64)
        yield from units.counted("exposure", np.where(known > 0, values, 0.0), known, term=name)
