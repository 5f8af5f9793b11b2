"""What a result is measured by: the reference and the smallest difference that matters, declared once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dianalysis.errors import DataProblem, Where
from dianalysis.evidence.findings import Expectation
from dianalysis.evidence.lessons import Link, Threshold
from dianalysis.studies.hypotheses import Plan

FILE = "lessons.yaml"


@dataclass(frozen=True)
class Yardsticks:
    """Numbers that links refer to.

    Parameters
    ----------
    numbers
        Value of each declared threshold.
    sizes
        Smallest effect of the analysis plan by measure.
    ratios
        Measures on which no effect is 1, not 0.
    alpha
        Level below which an adjusted p-value counts.
    """

    numbers: Mapping[str, float]
    sizes: Mapping[str, float]
    ratios: frozenset[str]
    alpha: float

    def expectation(self, link: Link, measure: str, lesson: str) -> Expectation:
        """Return what a link expects of a result of this measure.

        Raises
        ------
        DataProblem
            When the measure is a ratio, or neither link nor plan has a smallest difference that matters.
        """
        if measure in self.ratios:
            remedy = "Link the association or the difference instead."
            raise self._fault(f"{lesson}: {measure} is a ratio, on which no effect is 1", link, remedy)
        reference = self.numbers[link.reference] if link.reference else 0.0
        if not link.smallest and measure not in self.sizes:
            remedy = "Name a threshold under smallest."
            raise self._fault(
                f"{lesson}: the analysis plan has no smallest effect of {measure}", link, remedy
            )
        smallest = self.numbers[link.smallest] if link.smallest else self.sizes[measure]
        return Expectation(link.direction, reference, smallest)

    def _fault(self, message: str, link: Link, remedy: str) -> DataProblem:
        where = Where(file=FILE, column="result", value=link.result)
        return DataProblem(message, where=where, remedy=remedy)


def read_yardsticks(thresholds: Mapping[str, Threshold], plan: Plan) -> Yardsticks:
    """Give every threshold its number.

    Parameters
    ----------
    thresholds
        As declared with the lessons.
    plan
        Facts of the study, and smallest effects by measure: of the hypotheses, or the fact they are.

    Raises
    ------
    DataProblem
        When a threshold names a fact or a measure that the plan does not have.
    """
    sizes = {
        name: float(getattr(plan.facts, entry.fact))
        for entry in plan.smallest_effects
        if entry.fact
        for name in entry.measures
    }
    sizes |= {h.measure: h.smallest_effect for h in plan.hypotheses if h.smallest_effect is not None}
    ratios = {name for entry in plan.smallest_effects if entry.scale == "ratio" for name in entry.measures}
    numbers = {name: _number_of(entry, plan, sizes) for name, entry in thresholds.items()}
    return Yardsticks(numbers, sizes, frozenset(ratios), alpha=1 - plan.facts.conf_level)


def _number_of(entry: Threshold, plan: Plan, sizes: Mapping[str, float]) -> float:
    if entry.value:
        return float(entry.value)
    found = getattr(plan.facts, entry.fact, None) if entry.fact else sizes.get(entry.measure)
    if not isinstance(found, (int, float)):
        raise DataProblem(
            f"the threshold {entry.id} refers to nothing in the analysis plan",
            where=Where(file=FILE, column="thresholds", value=entry.fact or entry.measure),
            remedy="Name a fact of study.yaml or a measure with a smallest effect.",
        )
    return float(found)
