"""What it brought (chapter 8): eight statements, do they differ, do they measure one thing, how soon.

Table 15. Advisers scored the statements at the end; units are companies, clustered in partners.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from dianalysis.estimation.estimate import FloatArray
from dianalysis.estimation.friedman import friedman_test, pair_differences
from dianalysis.estimation.reliability import estimate_alpha, estimate_omega
from dianalysis.estimation.resampling import sign_flip_test
from dianalysis.studies.frame import estimate_companies
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.instrument import LONG_TERM, OUTCOMES, SHORT_TERM
from dianalysis.studies.population import PanelTables, population_row
from dianalysis.studies.rows import Record, Settings, row
from dianalysis.studies.scores import WAVE, Block, block_records, partner_records
from dianalysis.studies.units import Units, units_of

NAME = "outcomes"
BLOCK = Block("outcome", "outcome_", OUTCOMES, "T15")
COLUMNS = ("partner", "complete", "firm_id", *BLOCK.columns)
TERMS = {"short": SHORT_TERM, "long": LONG_TERM}
TERM_CONTRAST = "short-long"
INDEPENDENT = "the p-value takes companies as independent"


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
    """Describe and compare the eight statements on outcomes.

    Parameters
    ----------
    panel, plan, population, partner, conf_level, n_resamples, seed
        As in every study.

    Returns
    -------
    Results table; measures and naming are in data/plan/README.md. Tests and reliability use the companies
    that answered every statement.

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
    yield from block_records(units, BLOCK, reasons)
    yield from partner_records(units, BLOCK)
    scores, clusters = BLOCK.complete_rows(units)
    yield from _tests(units, scores, clusters)
    yield from _reliability(units, scores, clusters)
    yield from _terms(units, scores, clusters)


def _tests(units: Units, scores: FloatArray, clusters: FloatArray) -> Iterator[Record]:
    """Friedman's test over the statements and every pair of them; the plan declares the pairs one by one."""
    chosen = units.settings
    named = {"wave": WAVE, **units.naming, "note": INDEPENDENT if chosen.partner is None else ""}
    test = friedman_test(scores, clusters, conf_level=chosen.conf_level)
    yield row("outcome_concordance", test, term="friedman", **named)
    for (first, second), away in pair_differences(scores, clusters, conf_level=chosen.conf_level):
        contrast = f"{OUTCOMES[first]}-{OUTCOMES[second]}"
        yield row("outcome_pair_difference", away, contrast=contrast, **named)


def _reliability(units: Units, scores: FloatArray, clusters: FloatArray) -> Iterator[Record]:
    chosen = units.settings
    named = {"wave": WAVE, **units.naming}
    for name, estimator in (("alpha", estimate_alpha), ("omega", estimate_omega)):
        found = estimator(scores, clusters, conf_level=chosen.conf_level)
        yield row("outcome_reliability", found, term=name, **named)


def _terms(units: Units, scores: FloatArray, clusters: FloatArray) -> Iterator[Record]:
    """Short-term minus long-term outcomes within each company."""
    means = {
        term: scores[:, [OUTCOMES.index(item) for item in items]].mean(axis=1)
        for term, items in TERMS.items()
    }
    named = {"wave": WAVE, **units.naming}
    whole = replace(units, table=_complete(units))
    for term, values in means.items():
        yield row("outcome_term_mean", whole.mean(values), term=term, **named)
    if not len(scores):
        return
    away = means["short"] - means["long"]
    effect = whole.mean(away)
    chosen = units.settings
    test = sign_flip_test(away, clusters, n_resamples=chosen.n_resamples, seed=chosen.seed)
    effect = replace(
        effect, p_value=test.p_value, method=f"{effect.method} of differences within companies; {test.method}"
    )
    yield row("outcome_term_difference", effect, contrast=TERM_CONTRAST, **named)


def _complete(units: Units) -> pd.DataFrame:
    return units.table[units.table[list(BLOCK.columns)].notna().all(axis=1)]
