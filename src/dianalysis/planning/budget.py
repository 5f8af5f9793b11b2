"""What phase two costs: the printed rates as one sum per firm, and what nobody printed left open."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from dianalysis.estimation.clustered import estimate_share_clustered
from dianalysis.estimation.estimate import Estimate
from dianalysis.planning.inputs import Scenario
from dianalysis.planning.phase_one import PhaseOne
from dianalysis.studies.rows import Record, row

OTHER = (
    "per_partner",
    "knowledge_sharing",
    "monitoring",
    "project_management",
    "collective_part",
    "second_raters",
    "later_monitor",
    "self_employed",
    "price_rise",
    "own_contribution",
)
NOT_FILLED_IN = "not filled in: the amount was not printed and stands not in the scenario"
PARTIAL = "without the amounts that are not filled in"


def rate_of(scenario: Scenario) -> float:
    """Return the euros per firm: that of the scenario, or else the printed parts added up."""
    given = scenario.budget.per_firm
    return sum(scenario.amount(fact) for fact in scenario.budget.rate_facts) if given is None else given


def budget_records(
    phase: PhaseOne, scenario: Scenario, partners: int, *, conf_level: float
) -> Iterator[Record]:
    """Give the rows on money, in euros.

    Parameters
    ----------
    phase, scenario
        Phase one, and the amounts.
    partners
        Partners that take part.
    conf_level
        Level of the interval of the cost of a firm with complete data.

    Notes
    -----
    The cost of a firm with complete data is the total over the expected number of these: firms times the
    share of registered companies of phase one with complete data, with its interval over partners. Amounts
    that are not known have a row without an estimate, and no total counts them.
    """
    for term, value, note in _amounts(phase, scenario, partners, conf_level):
        yield row("budget", value, term=term, note=note, population="registered")


def _amounts(
    phase: PhaseOne, scenario: Scenario, partners: int, level: float
) -> Iterator[tuple[str, Estimate, str]]:
    """Name, amount and note of every line of the budget."""
    inputs, firms, rate = scenario.budget, scenario.lots.firms, rate_of(scenario)
    for fact in inputs.rate_facts:
        yield fact, Estimate(scenario.amount(fact), method="printed rate of phase one"), ""
    how = "one sum, printed parts added" if inputs.per_firm is None else "from the scenario"
    yield "per_firm", Estimate(rate, method=how), ""
    yield "firms", Estimate(rate * firms, method="rate times firms"), ""
    others = _others(scenario, partners, rate * firms)
    for name, amount in others.items():
        value = Estimate(math.nan if amount is None else amount, method="from the scenario")
        yield name, value, NOT_FILLED_IN if amount is None else ""
    known = [amount for amount in others.values() if amount is not None]
    total = rate * firms + sum(known)
    note = PARTIAL if len(known) < len(others) else ""
    yield "total", Estimate(total, method="sum of what is filled in"), note
    if known:  # without, it is the rate
        yield "total_per_firm", Estimate(total / firms, method="total over firms"), note
    yield "per_finisher", _per_finisher(phase, total / firms, level), note


def _others(scenario: Scenario, partners: int, for_firms: float) -> dict[str, float | None]:
    """Every other line in euros, None where it is not known; what partners bring in is taken off."""
    given = {name: getattr(scenario.budget, name) for name in OTHER}
    times = {"per_partner": partners, "price_rise": for_firms, "own_contribution": -1}
    return {
        name: None if amount is None else float(amount) * times.get(name, 1) for name, amount in given.items()
    }


def _per_finisher(phase: PhaseOne, per_firm: float, conf_level: float) -> Estimate:
    complete, registered = (phase.partners[name].to_numpy(float) for name in ("complete", "registered"))
    how = "total over the expected number with complete data"
    if not registered.sum() or not complete.sum():
        return Estimate(method=how)
    share = estimate_share_clustered(complete, registered, conf_level=conf_level)
    value, low, high = per_firm / np.array([share.value, share.high, share.low])
    return Estimate(float(value), float(low), float(high), conf_level, n=share.n, method=how)
