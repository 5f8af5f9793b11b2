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

OTHER = ("knowledge_sharing", "monitoring", "project_management")
NOT_FILLED_IN = "not filled in: the amount was not printed and stands not in the scenario"
PARTIAL = "without the amounts that are not filled in"


def rate_of(scenario: Scenario) -> float:
    """Return the euros per firm: that of the scenario, or else the printed parts added up."""
    given = scenario.budget.per_firm
    return sum(scenario.amount(fact) for fact in scenario.budget.rate_facts) if given is None else given


def budget_records(phase: PhaseOne, scenario: Scenario, *, conf_level: float) -> Iterator[Record]:
    """Give the rows on money, in euros.

    Notes
    -----
    The cost of a firm that finishes is the total over the expected finishers: firms times the share of
    registered companies of phase one with complete data, with its interval over partners. Amounts that
    are not known have a row without an estimate, and no total counts them.
    """
    inputs, firms, named = scenario.budget, scenario.lots.firms, {"population": "registered"}
    rate = rate_of(scenario)
    for fact in inputs.rate_facts:
        value = Estimate(scenario.amount(fact), method="printed rate of phase one")
        yield row("budget", value, term=fact, **named)
    yield row(
        "budget",
        Estimate(
            rate, method="one sum, printed parts added" if inputs.per_firm is None else "from the scenario"
        ),
        term="per_firm",
        **named,
    )
    yield row("budget", Estimate(rate * firms, method="rate times firms"), term="firms", **named)
    amounts = {name: getattr(inputs, name) for name in OTHER}
    for name, amount in amounts.items():
        value = Estimate(math.nan if amount is None else amount, method="from the scenario")
        yield row("budget", value, term=name, note=NOT_FILLED_IN if amount is None else "", **named)
    note = PARTIAL if None in amounts.values() else ""
    total = rate * firms + sum(amount or 0.0 for amount in amounts.values())
    yield row("budget", Estimate(total, method="sum of what is filled in"), term="total", note=note, **named)
    yield row(
        "budget",
        Estimate(total / firms, method="total over firms"),
        term="total_per_firm",
        note=note,
        **named,
    )
    yield row(
        "budget", _per_finisher(phase, total / firms, conf_level), term="per_finisher", note=note, **named
    )


def _per_finisher(phase: PhaseOne, per_firm: float, conf_level: float) -> Estimate:
    complete, registered = (phase.partners[name].to_numpy(float) for name in ("complete", "registered"))
    if not registered.sum() or not complete.sum():
        return Estimate(method="total over expected finishers")
    share = estimate_share_clustered(complete, registered, conf_level=conf_level)
    value, low, high = per_firm / np.array([share.value, share.high, share.low])
    return Estimate(
        float(value), float(low), float(high), conf_level, n=share.n, method="total over expected finishers"
    )
