"""Who a study is about: the rows of the panel it may use, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dianalysis.errors import DataProblem, ParameterError, Where
from dianalysis.estimation.estimate import check_level
from dianalysis.estimation.resampling import check_resamples
from dianalysis.studies.rows import Record, Settings, count_row

COMPANY_POPULATIONS = ("registered", "started", "complete")
EMPTY_NOTE = "the population holds no companies"


class PanelTables(Protocol):
    """What a study needs of a panel: the tables of companies, their draws and bounds, what they rest on."""

    @property
    def companies(self) -> pd.DataFrame: ...
    @property
    def missing_reasons(self) -> pd.DataFrame: ...
    @property
    def basis(self) -> str: ...
    @property
    def data_hash(self) -> str: ...
    @property
    def draws(self) -> tuple[pd.DataFrame, ...]: ...
    @property
    def bounds(self) -> Mapping[str, tuple[float, float]]: ...


def select(companies: pd.DataFrame, population: str) -> pd.DataFrame:
    """Return the companies of a population: `registered` all, `started` monitor 1, `complete` all forms.

    Raises
    ------
    ParameterError
        When a study of companies is asked for another population.
    """
    if population not in COMPANY_POPULATIONS:
        remedy = f"Choose one of {', '.join(COMPANY_POPULATIONS)}."
        if population == "self_employed":
            remedy += " The self-employed had another instrument and are not compared with companies."
        raise ParameterError(
            "this study has no such population",
            where=Where(column="population", value=population),
            remedy=remedy,
        )
    if population == "registered":
        return companies
    if population == "started":
        return companies[companies["started"].fillna(False).astype(bool)]
    return companies[companies["complete"].fillna(False).astype(bool)]


def check_request(panel: PanelTables, settings: Settings, columns: tuple[str, ...]) -> None:
    """Refuse a request before anything is estimated.

    Raises
    ------
    ParameterError
        When the population, partner, level or number of resamples cannot be.
    DataProblem
        When the panel lacks a column the study needs.
    """
    check_level(settings.conf_level)
    check_resamples(settings.n_resamples)
    missing = sorted({*columns, "started", "complete"} - set(panel.companies.columns))
    if missing:
        raise DataProblem(
            f"the table of companies lacks {', '.join(missing)}",
            where=Where(column=missing[0]),
            remedy="Clean the exports again with this version of the package.",
        )
    select(panel.companies, settings.population)
    partners = sorted(panel.companies["partner"].dropna().unique())
    if settings.partner is not None and len(partners) and settings.partner not in partners:
        raise ParameterError(
            "no company belongs to this partner",
            where=Where(column="partner", value=settings.partner),
            remedy=f"Choose one of {', '.join(partners)}.",
        )


def population_row(companies: pd.DataFrame, settings: Settings) -> Record:
    """Return the row that says how many companies the study is about, with a note when there are none."""
    n = len(companies)
    group = group_of(settings)
    return count_row(
        "population_n", n, n, population=settings.population, note="" if n else EMPTY_NOTE, **group
    )


def group_of(settings: Settings) -> dict[str, str]:
    """Return the group columns of rows about all companies the study was asked for."""
    if settings.partner is None:
        return {}
    return {"group_name": "partner", "group_level": settings.partner}


def of_partner(companies: pd.DataFrame, partner: str | None) -> pd.DataFrame:
    """Return the companies of one partner, or all when no partner is named."""
    return companies if partner is None else companies[companies["partner"] == partner]


def clusters_of(companies: pd.DataFrame) -> NDArray[np.str_]:
    """Return the cluster of each company: its partner; within a single partner each company is its own."""
    partner = companies["partner"].astype(str).to_numpy(dtype=object).astype(str)
    if np.unique(partner).size > 1:
        return partner
    return np.arange(len(companies)).astype(str)
