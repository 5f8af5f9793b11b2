"""How companies value the support (chapter 9.2): satisfaction A to D, grade, partners, what goes with it.

Tables 23 to 25.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pandas as pd

from dianalysis.estimation.estimate import FloatArray
from dianalysis.estimation.funnel import control_limits, overdispersion
from dianalysis.studies.actions import WITHIN, association_row, responses
from dianalysis.studies.frame import estimate_companies
from dianalysis.studies.halo import COLUMNS as HALO_COLUMNS
from dianalysis.studies.halo import halo_records
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.instrument import GRADES, OUTCOMES, SATISFACTION, columns
from dianalysis.studies.population import PanelTables, population_row
from dianalysis.studies.rows import TOTAL, Record, Settings, distribution_rows, row
from dianalysis.studies.units import Units, units_of

NAME = "satisfaction"
WAVE = "monitor_3"
COLUMNS = ("partner", "complete", "satisfaction", "grade", "growth", *columns("outcome_", OUTCOMES),
           *HALO_COLUMNS)  # fmt: skip
LIMITS = {"95": 0.95, "99_8": 0.998}
APPRECIATION = ("satisfaction", "grade", "growth", "outcomes")
SATISFIED = ("c", "d")
Shares = dict[str, tuple[FloatArray, FloatArray]]


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
    """Describe satisfaction and grades, hold partners against chance, and see what goes with them.

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
    yield from _distribution(units, "satisfaction", "T23/{}/bedrijven/{}", units.is_printed)
    yield from _distribution(units, "grade", "T25/{}/bedrijven/{}", units.is_printed)
    for part in (units, *units.partners):
        yield from _summaries(part)
    yield from _by_partner(units)
    yield from _funnel(units)
    yield from _associations(units)
    yield from halo_records(units)


def _distribution(
    units: Units, column: str, cell: str, printed: bool, group: dict[str, str] | None = None
) -> list[Record]:
    """Counts and shares of each answer; `cell` is the printed cell with places for term and stat."""
    answers = SATISFACTION if column == "satisfaction" else tuple(str(grade) for grade in GRADES)
    given = units.table[column].astype("string").fillna("").to_numpy(dtype=object)
    codes = units.clusters if not units.is_independent else np.zeros(units.n, dtype=np.int64)
    table = np.array([np.bincount(codes, weights=given == answer) for answer in answers]).T

    def figure(term: str, stat: str) -> str:
        of_base = "T24" in cell and stat == "n"  # table 24 prints shares, and one count: the base
        if not printed or (of_base and term != TOTAL):
            return ""
        return cell.format(term, "N" if of_base else stat)

    naming = {**units.naming, "wave": WAVE, **(group or {})}
    level = units.settings.conf_level
    return distribution_rows(column, table, answers, conf_level=level, figure=figure, **naming)


def _by_partner(units: Units) -> Iterator[Record]:
    """Table 24: the shares of each partner's companies, and the column of totals."""
    if not units.partners:
        return
    for part in units.partners:
        cell = f"T24/{{}}/{part.settings.partner}/{{}}"
        yield from _distribution(part, "satisfaction", cell, units.is_printed)
    group = {"group_name": "partner", "group_level": TOTAL}
    yield from _distribution(units, "satisfaction", f"T24/{{}}/{TOTAL}/{{}}", units.is_printed, group)


def _shares(units: Units) -> Shares:
    """Members and base of the shares that sum up grades and satisfaction."""
    grade = units.numbers("grade")
    graded = np.asarray(~np.isnan(grade), dtype=np.float64)
    content = sum((units.answers("satisfaction", answer) for answer in SATISFIED), np.zeros(units.n))
    return {
        "grade_7": (np.asarray(grade >= 7, dtype=np.float64), graded),
        "grade_8": (np.asarray(grade >= 8, dtype=np.float64), graded),
        "satisfied": (content, units.answered("satisfaction")),
    }


def _summaries(units: Units) -> Iterator[Record]:
    named = {"wave": WAVE, **units.naming}
    grade = units.numbers("grade")
    yield row("grade_mean", units.mean(grade), **named)
    yield row("grade_median", units.median(grade), **named)
    for name, (member, among) in _shares(units).items():
        yield row(f"{name}_or_more_share" if name != "satisfied" else "satisfied_share",
                  units.share(member, among), **named)  # fmt: skip


def _funnel(units: Units) -> Iterator[Record]:
    """Control limits of each partner's share, given the share over all companies."""
    parts = units.partners
    if not parts:
        return
    for name in ("grade_8", "satisfied"):
        member, among = _shares(units)[name]
        common = float(member.sum() / among.sum()) if among.sum() else np.nan
        sums = np.array([[side.sum() for side in _shares(part)[name]] for part in parts])
        for part, (_, base) in zip(parts, sums, strict=True):
            for term, level in LIMITS.items():
                limits = control_limits(common, float(base), conf_level=level)
                yield row(f"{name}_limits", limits, term=term, wave=WAVE, **part.naming)
        spread = overdispersion(sums[:, 0], sums[:, 1])
        yield row(f"{name}_overdispersion", spread, wave=WAVE, **units.naming)


def _associations(units: Units) -> Iterator[Record]:
    """Kendall's tau-b of satisfaction, grade, growth and outcomes among companies of one partner."""
    steps = {answer: float(k) for k, answer in enumerate(SATISFACTION, start=1)}
    values = responses(units)
    ordered = units.table["satisfaction"].map(steps)
    values["satisfaction"] = np.asarray(ordered.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)
    for first, second in itertools.combinations(APPRECIATION, 2):
        named = {"term": f"{first}.{second}", "contrast": WITHIN, "wave": WAVE}
        yield association_row("appreciation_association", units, (values[first], values[second]), named)
