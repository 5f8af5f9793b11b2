"""What companies worked on (chapter 7): aspects, indicators, how many, which together, and does more help.

Table 9. An aspect counts as worked on where monitor 2 says yes, an indicator where monitor 3 has an answer.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from dianalysis.estimation.association import kendall_tau, phi
from dianalysis.estimation.estimate import FloatArray
from dianalysis.estimation.jackknife import jackknife_clusters
from dianalysis.estimation.resampling import count_table
from dianalysis.studies.frame import estimate_companies
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.instrument import ASPECTS, INDICATORS, OUTCOMES, YES, columns
from dianalysis.studies.population import PanelTables, population_row
from dianalysis.studies.rows import TOTAL, Record, Settings, count_row, row
from dianalysis.studies.units import Units, units_of

NAME = "actions"
DOSES = ("n_aspects", "n_indicators")
RESPONSES = ("growth", "outcomes", "grade")
WITHIN = "within_partner"
BRACKETS = {
    "n_aspects": {str(k): (k, k) for k in range(6)},
    "n_indicators": {"0": (0, 0), "1_2": (1, 2), "3_5": (3, 5), "6_8": (6, 8), "9_plus": (9, 99)},
}
COLUMNS = (
    "partner", "complete", "growth", "grade", *DOSES, *columns("aspect_", tuple(ASPECTS)),
    *columns("indicator_", INDICATORS), *columns("outcome_", OUTCOMES),
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
    """Describe what companies worked on and whether those that did more also moved further.

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
    return estimate_companies(_records, settings, study=NAME, columns=COLUMNS, panel=panel, plan=plan)


def _records(companies: pd.DataFrame, settings: Settings) -> Iterator[Record]:
    units = units_of(companies, settings, COLUMNS)
    yield population_row(units.table, settings)
    if units.n == 0:
        return
    yield units.base("aspects", "T9/caption/n_basis/N")
    for part in (units, *units.partners):
        yield from _aspects(part)
        for dose in DOSES:
            named = {"wave": _wave(dose), **part.naming}
            yield row(f"{dose}_mean", part.mean(part.numbers(dose)), **named)
    yield from _indicators(units)
    for dose in DOSES:
        yield from _number_of(units, dose)
    yield from _together(units)
    yield from _dose_response(units)


def _wave(dose: str) -> str:
    return "monitor_2" if dose == "n_aspects" else "monitor_3"


def _aspects(units: Units) -> Iterator[Record]:
    for aspect in ASPECTS:
        worked = units.answers(f"aspect_{aspect}", YES)
        cell = f"T9/{aspect}/bedrijven"
        yield from units.counted("aspect", worked, units.everyone, cell=cell, term=aspect, wave="monitor_2")


def _indicators(units: Units) -> Iterator[Record]:
    """Companies per indicator; and of all indicators chosen, how many belong to each aspect."""
    worked = {name: units.answered(f"indicator_{name}") for name in INDICATORS}
    for name, member in worked.items():
        yield from units.counted("indicator", member, units.everyone, term=name, wave="monitor_3")
    chosen = np.sum(list(worked.values()), axis=0)
    named = {"wave": "monitor_3", **units.naming}
    for aspect, members in ASPECTS.items():
        own = np.sum([worked[name] for name in members], axis=0)
        yield count_row("aspect_indicators_n", own.sum(), chosen.sum(), term=aspect, **named)
        yield row("aspect_indicators_share", units.ratio(own, chosen), term=aspect, **named)
    yield count_row("aspect_indicators_n", chosen.sum(), chosen.sum(), term=TOTAL, **named)


def _number_of(units: Units, dose: str) -> Iterator[Record]:
    """How many companies worked on none, one, two, …; the base is companies with the form."""
    values = units.numbers(dose)
    known = np.asarray(~np.isnan(values), dtype=np.float64)
    highest = len(ASPECTS) if dose == "n_aspects" else int(np.nanmax(values, initial=0))
    for number in range(highest + 1):
        member = np.asarray(values == number, dtype=np.float64)
        yield from units.counted(dose, member, known, term=str(number), wave=_wave(dose))
    yield row(f"{dose}_median", units.median(values), wave=_wave(dose), **units.naming)


def _together(units: Units) -> Iterator[Record]:
    """Which aspects go together: companies that worked on both, and phi with the cluster jackknife."""
    level = units.settings.conf_level
    worked = {aspect: units.answers(f"aspect_{aspect}", YES) for aspect in ASPECTS}
    for first, second in itertools.combinations(ASPECTS, 2):
        a, b = worked[first], worked[second]
        term = f"{first}+{second}"
        yield from units.counted("aspect_pair", a * b, units.everyone, term=term, wave="monitor_2")
        cells = np.asarray(3 - 2 * a - b, dtype=np.int64)  # both, first only, second only, neither
        table = count_table(cells, units.clusters, n_cells=4)
        found = jackknife_clusters(table, phi, scale="correlation", conf_level=level)
        found = replace(found, method=f"phi; {found.method}")
        yield row("aspect_phi", found, term=term, wave="monitor_2", **units.naming)


def responses(units: Units) -> dict[str, FloatArray]:
    """Return growth, mean score over the outcomes, and grade of each unit; NaN where absent."""
    scores = np.column_stack([units.numbers(name) for name in columns("outcome_", OUTCOMES)])
    known = ~np.isnan(scores)
    counted = known.sum(axis=1)
    mean = np.where(counted > 0, np.where(known, scores, 0).sum(axis=1) / np.maximum(counted, 1), np.nan)
    return {"growth": units.numbers("growth"), "outcomes": mean, "grade": units.numbers("grade")}


def _dose_response(units: Units) -> Iterator[Record]:
    found = responses(units)
    for dose, response in itertools.product(DOSES, RESPONSES):
        named = {"term": f"{dose}.{response}", "contrast": WITHIN, "wave": "monitor_3"}
        pair = (units.numbers(dose), found[response])
        yield association_row("dose_association", units, pair, named)
    if units.settings.partner is not None:  # groups of companies within one partner have no name of their own
        return
    for dose, response in itertools.product(DOSES, RESPONSES):
        values = units.numbers(dose)
        for level, (low, high) in BRACKETS[dose].items():
            inside = (values >= low) & (values <= high)
            if inside.any():
                mean = units.mean(np.where(inside, found[response], np.nan))
                group = {"group_name": dose, "group_level": level}
                yield row(f"{response}_by_dose", mean, wave="monitor_3", **{**units.naming, **group})


def association_row(
    measure: str, units: Units, pair: tuple[FloatArray, FloatArray], named: dict[str, str]
) -> Record:
    """Return the row of Kendall's tau-b of two answers among companies of the same partner."""
    placed = units.table["partner"].notna().to_numpy(dtype=bool)  # others cannot be compared within a partner
    known = ~np.isnan(pair[0]) & ~np.isnan(pair[1]) & placed
    partner = units.table["partner"].to_numpy(dtype=object).astype(str)
    level = units.settings.conf_level
    tau = kendall_tau(pair[0][known], pair[1][known], partner[known], conf_level=level)
    return row(measure, tau, **{**units.naming, **named})
