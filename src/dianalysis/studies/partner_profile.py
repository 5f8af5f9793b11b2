"""One partner (appendix 3): choices, means, aspects, indicators, and how it differs from the others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from dianalysis.errors import ParameterError, Where
from dianalysis.estimation.describe import (
    estimate_difference,
    estimate_mean,
    estimate_share,
    estimate_share_difference,
    within_scale,
)
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.estimation.models import pool_means
from dianalysis.studies.frame import estimate_companies
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.population import (
    PanelTables,
    group_of,
    of_partner,
    population_row,
    select,
)  # fmt: skip
from dianalysis.studies.rows import Record, Settings, count_row, row
from dianalysis.studies.variables import UNKNOWN, with_prefix

NAME = "partner_profile"
QUESTIONS = {
    "diagnosis": "bepalen_verbeterpunten",
    "advice_form": "presentatievorm_advies",
    "execution_form": "uitvoeringsvormen",
}
BASES = {"choices": 1, "means": 2, "aspects": 3}
STEPS = {"monitor_1": ("start_step", "start"), "monitor_3": ("end_step", "eind")}
COLUMNS = (
    "partner",
    "complete",
    *QUESTIONS,
    "start_step",
    "end_step",
    "growth",
    "grade",
    "n_aspects",
    "n_indicators",
)
SCALES = {"outcome": (1, 5), "typology": (1, 7), "grade": (1, 10)}
YES_NO = ("improved",)  # compared as shares
CONTRAST = "partner-others"
YES = "ja"


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
    """Describe one partner's companies and compare them with those of the other partners.

    Parameters
    ----------
    panel, plan, population, conf_level, n_resamples, seed
        As in every study; nothing here is resampled.
    partner
        Slug of the partner; required.

    Returns
    -------
    Results table: the four profile tables, raw differences (Welch) and shrunken ones (partial pooling). No
    rank.

    Raises
    ------
    ParameterError
        When no partner is named, or one without companies.
    """
    settings = Settings(population, partner, conf_level, n_resamples, seed)
    if partner is None:
        raise ParameterError(
            "a partner profile needs a partner",
            where=Where(column="partner"),
            remedy="Name one, for example partner=goc.",
        )
    return estimate_companies(_records, settings, study=NAME, columns=COLUMNS, panel=panel, plan=plan)


def _records(companies: pd.DataFrame, settings: Settings) -> Iterator[Record]:
    everyone = select(companies, settings.population)
    own = of_partner(everyone, settings.partner)
    yield population_row(own, settings)
    if own.empty:
        return
    naming = {"population": settings.population, **group_of(settings)}
    prefix = f"P{settings.partner}" if settings.population == "complete" else ""
    for name, number in BASES.items():
        figure = _figure(prefix, number, "header/n_basis/N")
        yield count_row("partner_complete_n", len(own), len(own), term=name, figure=figure, **naming)
    yield from _choices(own, settings, naming, prefix)
    yield from _means(own, settings, naming, prefix)
    yield from _worked_on(own, settings, naming, prefix)
    yield from _differences(everyone, settings, naming)


def _figure(prefix: str, number: int, cell: str) -> str:
    return f"{prefix}.{number}/{cell}" if prefix else ""


def _choices(own: pd.DataFrame, settings: Settings, naming: dict[str, str], prefix: str) -> Iterator[Record]:
    """Every combination of choices that occurs, the most frequent first; the base is all companies."""
    for variable, question in QUESTIONS.items():
        counts = own[variable].fillna(UNKNOWN).astype(str).value_counts()
        ordered = sorted(counts.items(), key=lambda item: (-int(item[1]), str(item[0])))
        for combination, count in ordered:
            cell = f"{combination}/{question}"
            yield from _pair(
                variable, (int(count), len(own)), str(combination), settings, (naming, prefix, 1, cell)
            )


def _pair(
    stem: str, counted: tuple[int, int], term: str, settings: Settings,
    place: tuple[dict[str, str], str, int, str],
) -> Iterator[Record]:  # fmt: skip
    """The count and the share of one category, each with the printed cell it stands in."""
    naming, prefix, number, cell = place
    count, base = counted
    named = {"term": term, **naming}
    names = [_figure(prefix, number, f"{cell}/{stat}") if cell else "" for stat in ("n", "pct")]
    yield count_row(f"{stem}_n", count, base, figure=names[0], **named)
    share = estimate_share(count, base, conf_level=settings.conf_level)
    yield row(f"{stem}_share", share, figure=names[1], **named)


def _means(own: pd.DataFrame, settings: Settings, naming: dict[str, str], prefix: str) -> Iterator[Record]:
    level = settings.conf_level
    for column in with_prefix(own.columns, "outcome_"):
        outcome = column.removeprefix("outcome_")
        figure = _figure(prefix, 2, f"{outcome}/opbrengst/mean")
        mean = within_scale(estimate_mean(_numbers(own[column]), conf_level=level), *SCALES["outcome"])
        yield row("outcome_mean", mean, wave="monitor_3", term=outcome, figure=figure, **naming)
    for wave, (column, cell) in STEPS.items():
        mean = within_scale(estimate_mean(_numbers(own[column]), conf_level=level), *SCALES["typology"])
        figure = _figure(prefix, 2, f"{cell}/typologie/mean")
        yield row("typology_mean", mean, wave=wave, figure=figure, **naming)
    grade = within_scale(estimate_mean(_numbers(own["grade"]), conf_level=level), *SCALES["grade"])
    figure = _figure(prefix, 2, "kwaliteit_ondersteuning/cijfer/mean")
    yield row("grade_mean", grade, wave="monitor_3", figure=figure, **naming)
    growth = _numbers(own["growth"])
    yield row("growth_mean", estimate_mean(growth, conf_level=level), wave="change", **naming)
    risen = estimate_share(int((growth > 0).sum()), growth.size, conf_level=level)
    yield row("improved_share", risen, wave="change", **naming)


def _worked_on(
    own: pd.DataFrame, settings: Settings, naming: dict[str, str], prefix: str
) -> Iterator[Record]:
    """Aspects answered with yes and indicators with any answer; the base is all companies, as printed."""
    for column in with_prefix(own.columns, "aspect_"):
        aspect = column.removeprefix("aspect_")
        count = int((own[column] == YES).fillna(False).sum())
        place = ({"wave": "monitor_2", **naming}, prefix, 3, f"{aspect}/aandacht")
        yield from _pair("aspect", (count, len(own)), aspect, settings, place)
    for column in with_prefix(own.columns, "indicator_"):
        count = int(own[column].notna().sum())
        place = ({"wave": "monitor_3", **naming}, prefix, 4, "")
        yield from _pair("indicator", (count, len(own)), column.removeprefix("indicator_"), settings, place)


def _differences(everyone: pd.DataFrame, settings: Settings, naming: dict[str, str]) -> Iterator[Record]:
    for term, column in _compared(everyone).items():
        known = column.notna()
        values = column[known].to_numpy(dtype=float)
        partner = everyone.loc[known, "partner"].astype(str).to_numpy(dtype=object).astype(str)
        mine = partner == settings.partner
        named = {"term": term, "contrast": CONTRAST, **naming}
        raw = _raw_difference(term, values[mine], values[~mine], settings.conf_level)
        yield row("difference", raw, **named)
        pooled = pool_means(values, partner, conf_level=settings.conf_level)
        if settings.partner in pooled.names and len(pooled.names) > 1:
            own = pooled.deviations[pooled.names.index(str(settings.partner))]
            yield row("difference_pooled", own, **named)


def _raw_difference(term: str, own: FloatArray, others: FloatArray, level: float) -> Estimate:
    if term not in YES_NO:
        return estimate_difference(own, others, conf_level=level)
    counted = float(others.sum()), float(others.size)
    return estimate_share_difference(float(own.sum()), float(own.size), counted, conf_level=level)


def _compared(everyone: pd.DataFrame) -> dict[str, pd.Series]:
    columns = {
        "growth": everyone["growth"],
        "typology_start": everyone["start_step"],
        "typology_end": everyone["end_step"],
        "improved": (everyone["growth"] > 0).astype("Float64").mask(everyone["growth"].isna()),
        "grade": everyone["grade"],
        "n_aspects": everyone["n_aspects"],
        "n_indicators": everyone["n_indicators"],
    }
    for name in with_prefix(everyone.columns, "outcome_"):
        columns[name] = everyone[name]
    return columns


def _numbers(column: pd.Series) -> np.ndarray:
    return column.dropna().to_numpy(dtype=float)
