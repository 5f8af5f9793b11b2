"""The self-employed (chapter 10): 28 people, exact statements only, no comparison with companies.

Tables 26, 27 and 30 to 33. `persons` says how their shares are estimated, `records` holds the rows.
"""

from __future__ import annotations

import pandas as pd

from dianalysis.errors import DataProblem, ParameterError, Where
from dianalysis.estimation.estimate import check_level
from dianalysis.estimation.resampling import check_resamples
from dianalysis.studies.basis import finish
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.rows import Record, Settings
from dianalysis.studies.self_employed.persons import SelfEmployedTables, of_persons
from dianalysis.studies.self_employed.records import COLUMNS, person_records
from dianalysis.studies.self_employed.refusal import REASON, refuse_comparison

__all__ = ["NAME", "POPULATION", "estimate", "refuse_comparison"]

NAME = "self_employed"
POPULATION = "self_employed"


def estimate(  # noqa: PLR0913 - the signature of every study, and the comparison it refuses
    panel: SelfEmployedTables,
    plan: Plan,
    *,
    population: str = POPULATION,
    partner: str | None = None,
    conf_level: float = 0.95,
    n_resamples: int = 2000,
    seed: int = 1,
    compare_with: str | None = None,
) -> pd.DataFrame:
    """Describe the self-employed with exact intervals and exact tests.

    Parameters
    ----------
    panel
        Clean tables, those of the self-employed among them.
    plan, partner, conf_level, seed
        As in every study.
    population
        `self_employed` and no other.
    n_resamples
        Not used: the tests count every possibility.
    compare_with
        None. A population of companies is refused, with the reason.

    Returns
    -------
    Results table; measures and naming are in data/plan/README.md.

    Raises
    ------
    ComparisonRefused
        When a comparison is asked for.
    ParameterError
        When another population is asked for, or the partner has no self-employed.
    DataProblem
        When the table lacks a column.
    """
    if compare_with is not None:
        raise refuse_comparison(panel, compare_with)
    if population != POPULATION:
        raise _no_companies(population)
    settings = Settings(population, partner, check_level(conf_level), check_resamples(n_resamples), seed)
    _check_table(panel.self_employed, settings)

    def repeat(persons: pd.DataFrame) -> list[Record]:
        return list(person_records(persons, settings, panel.missing_reasons))

    records = repeat(panel.self_employed)
    return finish(records, study=NAME, panel=of_persons(panel), plan=plan, repeat=repeat)


def _no_companies(population: str) -> ParameterError:
    return ParameterError(
        "this study is about the self-employed only",
        where=Where(column="population", value=population),
        remedy=f"Choose {POPULATION}; companies have studies of their own. {REASON}",
    )


def _check_table(persons: pd.DataFrame, settings: Settings) -> None:
    missing = sorted(set(COLUMNS) - set(persons.columns))
    if missing:
        raise DataProblem(
            f"the table of the self-employed lacks {', '.join(missing)}",
            where=Where(column=missing[0]),
            remedy="Clean the exports again with this version of the package.",
        )
    partners = sorted(persons["partner"].dropna().unique())
    if settings.partner is not None and partners and settings.partner not in partners:
        raise ParameterError(
            "no self-employed person belongs to this partner",
            where=Where(column="partner", value=settings.partner),
            remedy=f"Choose one of {', '.join(partners)}.",
        )
