"""How companies moved on the typology (chapter 6): distributions, change, partners, threats.

`distribution` counts, `effects` tests paired change, `model` repeats it by other methods, `partners` compares
partners, `sensitivity` repeats the main result under other assumptions, `threats` says what would undo it.
"""

from __future__ import annotations

import pandas as pd

from dianalysis.studies.completion import completion_records, finished_of
from dianalysis.studies.frame import estimate_companies
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.population import PanelTables, of_partner, population_row, select
from dianalysis.studies.rows import Record, Settings
from dianalysis.studies.typology_change.distribution import distribution_records
from dianalysis.studies.typology_change.effects import effect_records
from dianalysis.studies.typology_change.model import model_records, place_records
from dianalysis.studies.typology_change.partners import partner_records
from dianalysis.studies.typology_change.sample import sample_of
from dianalysis.studies.typology_change.sensitivity import sensitivity_records
from dianalysis.studies.typology_change.threats import threat_records

NAME = "typology_change"
COLUMNS = ("partner", "typology_start", "typology_end", "start_step", "end_step", "growth", "complete")


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
    """Estimate how companies moved on the typology.

    Parameters
    ----------
    panel, plan
        Clean tables and analysis plan.
    population
        `registered`, `started` or `complete`.
    partner
        One partner's slug, or None for all.
    conf_level, n_resamples, seed
        Level of intervals, resamples (0 = point estimates only), seed.

    Returns
    -------
    Results table; measures and naming are in data/plan/README.md. An empty population gives one row that
    says so.

    Raises
    ------
    ParameterError
        When the population or the partner does not exist or a number is out of range.
    DataProblem
        When the panel lacks a column.
    """
    settings = Settings(population, partner, conf_level, n_resamples, seed)

    def records(companies: pd.DataFrame, chosen: Settings) -> list[Record]:
        return _records(companies, plan, chosen)

    return estimate_companies(records, settings, study=NAME, columns=COLUMNS, panel=panel, plan=plan)


def _records(companies: pd.DataFrame, plan: Plan, settings: Settings) -> list[Record]:
    chosen = of_partner(select(companies, settings.population), settings.partner)
    records = [population_row(chosen, settings)]
    if chosen.empty:
        return records
    sample = sample_of(chosen, settings)
    return [
        *records,
        *distribution_records(sample),
        *effect_records(sample),
        *model_records(sample),
        *partner_records(sample),
        *place_records(sample),
        *sensitivity_records(sample, plan.facts),
        *threat_records(sample, plan.facts),
        *completion_records(
            finished_of(of_partner(companies, settings.partner)), sample.group, settings.conf_level
        ),
    ]
