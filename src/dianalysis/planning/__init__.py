"""Phase two by simulation from phase-one estimates: power, firms per partner, money, partners, time.

`scenario` reads every input, `phase_one` takes from the clean tables what is needed; `lots` divides the
firms, `trial` and `formula` stand for power, then `budget`, `selection` and `timeline`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dianalysis.planning.allocation import divide, limit_records, lot_records
from dianalysis.planning.assumed import mark_assumed
from dianalysis.planning.budget import budget_records
from dianalysis.planning.detectable import formula_records
from dianalysis.planning.goal import goal_records
from dianalysis.planning.inputs import Scenario
from dianalysis.planning.lot_association import lot_association_records, read_lots
from dianalysis.planning.phase_one import COLUMNS, PhaseOne, input_records, read_phase_one
from dianalysis.planning.power import design_of, power_records
from dianalysis.planning.scenario import read_scenario
from dianalysis.planning.scenario_rows import scenario_records
from dianalysis.planning.selection import selection_records
from dianalysis.planning.timeline import timeline_records
from dianalysis.planning.trial import planned_sizes
from dianalysis.studies.frame import estimate_companies
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.population import PanelTables, population_row, select
from dianalysis.studies.rows import Record, Settings

NAME = "phase_two_design"

__all__ = ["NAME", "Scenario", "estimate", "read_scenario"]


def estimate(
    panel: PanelTables,
    plan: Plan,
    scenario: Scenario,
    *,
    population: str = "complete",
    conf_level: float = 0.95,
    n_resamples: int = 2000,
    seed: int = 1,
) -> pd.DataFrame:
    """Plan phase two from the companies of phase one.

    Parameters
    ----------
    panel, plan, population, conf_level, seed
        As in every study.
    scenario
        Every input of the planning, from `read_scenario`.
    n_resamples
        Simulated trials a setting, draws of weights and values, simulated programmes.

    Returns
    -------
    Results table; measures and naming are in data/plan/README.md.

    Raises
    ------
    ParameterError, DataProblem
        As in every study.
    """
    settings = Settings(population, None, conf_level, n_resamples, seed)
    lots = read_lots(plan.printed if panel.basis != "data" else {})
    allotted = dict(zip(lots.partners, lots.allotted, strict=True))
    printed_lots = list(lot_association_records(lots, settings))  # print is the same in every draw

    def records(companies: pd.DataFrame, chosen: Settings) -> Iterator[Record]:
        yield population_row(select(companies, population), chosen)
        phase = read_phase_one(companies, population, conf_level=conf_level)
        if phase.n == 0:
            return
        yield from input_records(phase)
        yield from _plan_records(phase, plan, scenario, chosen, settings, own_data=panel.basis == "data")
        yield from selection_records(phase, scenario.selection, allotted, settings)
        yield from printed_lots

    found = estimate_companies(records, settings, study=NAME, columns=COLUMNS, panel=panel, plan=plan)
    return mark_assumed(found)


def _plan_records(
    phase: PhaseOne, plan: Plan, scenario: Scenario, chosen: Settings, settings: Settings, *, own_data: bool
) -> Iterator[Record]:
    """Rows on what is planned: the division first, since trial, money and time rest on who takes part."""
    level = chosen.conf_level
    division = divide(phase, scenario.lots, scenario.scopes)
    sizes = division.sizes or _sizes_without(phase, scenario)
    design = design_of(phase, scenario.power, plan.facts, sizes, conf_level=level)
    yield from scenario_records(scenario)
    yield from power_records(phase, design, chosen)
    yield from formula_records(phase, design, chosen)
    yield from lot_records(phase, division, scenario.lots)
    if chosen.n_resamples:  # the same in every draw
        yield from limit_records(phase, division, scenario.lots)
    yield from goal_records(phase, scenario, design.completion["planned"])
    yield from budget_records(phase, scenario, len(sizes), conf_level=level)
    yield from timeline_records(phase, scenario, sizes, settings, own_data=own_data)


def _sizes_without(phase: PhaseOne, scenario: Scenario) -> tuple[int, ...]:
    """Firms by partner where limits clash: as unequal as in phase one, over the fewest partners allowed."""
    seen = phase.partners["complete"].to_numpy(float)
    return planned_sizes(seen, scenario.lots.firms, max(scenario.lots.partners_least, 2))
