"""How good the data are: who is in, what is missing, how answers look, and what drop-out could change."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from dianalysis.estimation.bounds import estimate_share_bounds
from dianalysis.estimation.compare import exact_association_test
from dianalysis.estimation.describe import estimate_share
from dianalysis.studies.answers import answer_records
from dianalysis.studies.completion import completion_records, finished_of
from dianalysis.studies.frame import estimate_companies
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.notes import INDEPENDENT
from dianalysis.studies.population import (
    PanelTables,
    group_of,
    of_partner,
    population_row,
    select,
)  # fmt: skip
from dianalysis.studies.rows import Record, Settings, count_row, row
from dianalysis.studies.variables import FORM_DATES

NAME = "data_quality"
CHARACTERISTICS = ("partner", "sector", "size_class", "typology_start")
STAGES = ("registered", "stopped", "late", "complete")
COLUMNS = (
    "partner", "adviser_id", "complete", "incomplete_reason", "growth", "end_step", "grade",
    *FORM_DATES.values(), *CHARACTERISTICS,
)  # fmt: skip
B_BC = (3, 4)
HIGH_GRADE = 8


def estimate(
    panel: PanelTables,
    plan: Plan,
    *,
    population: str = "registered",
    partner: str | None = None,
    conf_level: float = 0.95,
    n_resamples: int = 2000,
    seed: int = 1,
) -> pd.DataFrame:
    """Describe completeness, missing answers, answer patterns, drop-out and what drop-out could change.

    Parameters
    ----------
    panel, plan, partner, conf_level, n_resamples, seed
        As in every study; `n_resamples` tables are drawn for the exact tests.
    population
        Whose answers are examined; flow, drop-out and bounds are always about all registered companies.

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
        return _records(companies, panel.missing_reasons, plan, chosen)

    return estimate_companies(
        records, settings, study=NAME, columns=COLUMNS, panel=panel, plan=plan, full_draws=True
    )


def _records(
    companies: pd.DataFrame, reasons: pd.DataFrame, plan: Plan, settings: Settings
) -> Iterator[Record]:
    registered = of_partner(companies, settings.partner)
    chosen = of_partner(select(companies, settings.population), settings.partner)
    yield population_row(chosen, settings)
    if registered.empty:
        return
    yield from _flow(registered, settings)
    yield from _forms(registered, settings)
    yield from _dropout(registered, settings)
    yield from _bounds(registered, settings)
    yield from completion_records(finished_of(registered), group_of(settings), settings.conf_level)
    if not chosen.empty:
        yield from answer_records(chosen, reasons, plan.facts.cut_off, settings)


def _groups(
    companies: pd.DataFrame, columns: tuple[str, ...], settings: Settings
) -> list[tuple[dict[str, str], pd.DataFrame]]:
    """All companies, then those of each level of each column; of one partner, its companies only."""
    groups = [(group_of(settings), companies)]
    if settings.partner is not None:
        return groups
    for column in columns:
        for level, part in companies.groupby(column, sort=True):
            groups.append(({"group_name": column, "group_level": str(level)}, part))
    return groups


def _flow(companies: pd.DataFrame, settings: Settings) -> Iterator[Record]:
    narrow = companies[["partner", "complete", "incomplete_reason"]]
    for group, part in _groups(narrow, ("partner",), settings):
        naming = {"population": "registered", **group}
        for stage in STAGES:
            yield count_row("flow_n", _stage_count(part, stage), len(part), term=stage, **naming)


def _stage_count(part: pd.DataFrame, stage: str) -> int:
    if stage == "registered":
        return len(part)
    if stage == "complete":
        return int(part["complete"].sum())
    return int((part["incomplete_reason"] == stage).sum())


def _forms(companies: pd.DataFrame, settings: Settings) -> Iterator[Record]:
    """Forms handed in: by all companies, by partner and by the adviser of the registration."""
    groups = companies[["partner", "adviser_id"]].rename(columns={"adviser_id": "adviser"})
    there = pd.DataFrame({form: companies[column].notna() for form, column in FORM_DATES.items()})
    for group, part in _groups(pd.concat([groups, there], axis=1), ("partner", "adviser"), settings):
        for form in FORM_DATES:
            naming = {"population": "registered", "wave": form, "term": form, **group}
            count = int(part[form].sum())
            yield count_row("form_complete_n", count, len(part), **naming)
            share = estimate_share(count, len(part), conf_level=settings.conf_level)
            yield row("form_complete_share", share, **naming)


def _dropout(companies: pd.DataFrame, settings: Settings) -> Iterator[Record]:
    lost = ~companies["complete"].fillna(False).astype(bool)
    for group, part in _groups(companies[list(CHARACTERISTICS)].assign(lost=lost), CHARACTERISTICS, settings):
        naming = {"population": "registered", **group}
        count = int(part["lost"].sum())
        yield count_row("dropout_n", count, len(part), **naming)
        share = estimate_share(count, len(part), conf_level=settings.conf_level)
        yield row("dropout_share", share, **naming)
    for column in CHARACTERISTICS:
        known = companies[column].notna()
        table = pd.crosstab(companies.loc[known, column], lost[known]).to_numpy(dtype=np.int64)
        result = exact_association_test(table, n_resamples=settings.n_resamples, seed=settings.seed)
        note = "" if column == "partner" or settings.partner else INDEPENDENT
        naming = {"population": "registered", "term": column, "note": note}
        yield row("dropout_association", result, **naming, **group_of(settings))


def _bounds(companies: pd.DataFrame, settings: Settings) -> Iterator[Record]:
    """Headline shares when nothing is assumed about the companies without complete data."""
    complete = select(companies, "complete")
    shares = {
        "improved_share_bounds": (complete["growth"], complete["growth"] > 0),
        "b_bc_end_share_bounds": (complete["end_step"], complete["end_step"].isin(B_BC)),
        "grade_8_share_bounds": (complete["grade"], complete["grade"] >= HIGH_GRADE),
    }
    for measure, (answers, has) in shares.items():
        observed = int(answers.notna().sum())
        count = int(has.fillna(False).sum())
        bounds = estimate_share_bounds(count, observed, len(companies) - observed)
        yield row(measure, bounds, population="registered", wave="monitor_3", **group_of(settings))
