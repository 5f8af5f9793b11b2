"""Will companies go on (chapter 9.1): intention, indicator by indicator, and what is still lacking.

`intention` holds table 16, `indicators` tables 17 to 21, `conditions` table 22.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dianalysis.studies.followup.conditions import BLOCK, condition_records
from dianalysis.studies.followup.indicators import indicator_records
from dianalysis.studies.followup.intention import intention_records
from dianalysis.studies.frame import estimate_companies
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.instrument import INDICATORS, columns
from dianalysis.studies.population import PanelTables, population_row
from dianalysis.studies.rows import Record, Settings
from dianalysis.studies.units import units_of

NAME = "followup"
COLUMNS = (
    "partner", "complete", "firm_id", "followup", "followup_kind", "support_wanted",
    *columns("indicator_", INDICATORS), *BLOCK.columns,
)  # fmt: skip


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
    """Describe who goes on, with what, and which conditions are lacking, each ranking with its uncertainty.

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
        return _records(companies, chosen, panel.missing_reasons)

    return estimate_companies(records, settings, study=NAME, columns=COLUMNS, panel=panel, plan=plan)


def _records(companies: pd.DataFrame, settings: Settings, reasons: pd.DataFrame) -> Iterator[Record]:
    units = units_of(companies, settings, COLUMNS)
    yield population_row(units.table, settings)
    if units.n == 0:
        return
    yield from intention_records(units)
    yield from indicator_records(units)
    yield from condition_records(units, reasons)
