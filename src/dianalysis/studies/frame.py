"""The frame of every study of companies: check, estimate, repeat over the draws, set the basis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import pandas as pd

from dianalysis.studies.basis import finish
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.population import PanelTables, check_request
from dianalysis.studies.rows import Record, Settings

Records: TypeAlias = Callable[[pd.DataFrame, Settings], Iterable[Record]]


def estimate_companies(
    records: Records, settings: Settings, *, study: str, columns: tuple[str, ...], panel: PanelTables,
    plan: Plan, full_draws: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Return the results table of a study of companies.

    Parameters
    ----------
    records
        Gives the rows for a table of companies and the settings.
    settings
        What the caller of the study chose.
    study, columns
        Name of the study; columns of the table of companies that it needs.
    panel, plan
        Clean tables and analysis plan.
    full_draws
        Resample on every draw too: needed where a p-value that differs by draw must show that it does.

    Raises
    ------
    ParameterError
        When the population or the partner does not exist or a number is out of range.
    DataProblem
        When the panel lacks a column.
    """
    check_request(panel, settings, columns)
    on_draws = settings if full_draws else settings.points_only()

    def repeat(companies: pd.DataFrame) -> list[Record]:
        return list(records(companies, on_draws))

    found = list(records(panel.companies, settings))
    return finish(found, study=study, panel=panel, plan=plan, repeat=repeat)
