"""Whether the firms of both phases together reach the goal of the programme."""

from __future__ import annotations

import math
from collections.abc import Iterator

from dianalysis.estimation.estimate import Estimate
from dianalysis.planning.inputs import Scenario
from dianalysis.planning.phase_one import PhaseOne
from dianalysis.studies.rows import Record, row

NAMED = {"population": "registered"}


def goal_records(phase: PhaseOne, scenario: Scenario, completion: float) -> Iterator[Record]:
    """Give the rows on the goal: firms of both phases, and how many phase two needs.

    Parameters
    ----------
    phase, scenario
        Phase one and the plan, with the printed goal.
    completion
        Part of the firms of phase two that are expected to have complete data.
    """
    goal, firms = scenario.amount(scenario.lots.goal_fact), float(scenario.lots.firms)
    registered, complete = (float(phase.partners[name].sum()) for name in ("registered", "complete"))
    amounts = {
        "goal": (goal, "printed goal of the programme"),
        "firms": (registered + firms, "registered in phase one and planned"),
        "complete": (math.floor(complete + firms * completion), "complete in phase one and expected"),
        "needed": (max(goal - registered, 0.0), "goal less the registered firms of phase one"),
        "needed_complete": (
            math.ceil(max(goal - complete, 0.0) / completion) if completion else math.nan,
            "goal less the complete firms of phase one, over the part expected to be complete",
        ),
    }
    for term, (amount, how) in amounts.items():
        yield row("goal", Estimate(float(amount), method=how), term=term, **NAMED)
