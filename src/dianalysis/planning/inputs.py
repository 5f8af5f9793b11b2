"""The inputs of a plan for phase two, section by section of its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

OUTCOMES = ("growth", "improved", "grade")
CRITERIA = ("recruited", "completed", "growth", "grade", "satisfied", "followup")
DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class PowerInputs:
    """The trial of a way of working; effects in the unit of each outcome, the rest as in the file.

    Parameters
    ----------
    effects
        None = the threshold of the whole study.
    completion
        Part of the firms that is analysed; None = that of phase one.
    """

    firms: tuple[int, ...]
    partners: tuple[int, ...]
    primary: str
    effects: Mapping[str, float | None]
    other_effects: Mapping[str, float]
    target: float
    effect_spread: float
    crossover: float
    completion: float | None
    group_icc: float
    group_iccs: tuple[float, ...]


@dataclass(frozen=True)
class LotInputs:
    """Limits on the firms of each partner; parts lie between 0 and 1."""

    firms: int
    goal_fact: str
    smallest: int
    largest: int
    over_delivery: float
    partners_least: int
    partners_most: int
    new_partners: int
    new_largest: int
    sector_most: float
    regional_least: float


@dataclass(frozen=True)
class BudgetInputs:
    """Amounts in euros; None = not known."""

    rate_facts: tuple[str, ...]
    per_firm: float | None
    price_rise: float | None
    per_partner: float | None
    knowledge_sharing: float | None
    monitoring: float | None
    project_management: float | None
    collective_part: float | None
    second_raters: float | None
    later_monitor: float | None
    self_employed: float | None
    own_contribution: float | None


@dataclass(frozen=True)
class SelectionInputs:
    """Weights of criteria, the units in which they are weighed, and how firm the weights are."""

    top: int
    concentration: float
    weights: Mapping[str, float]
    units: Mapping[str, float]


@dataclass(frozen=True)
class TimelineInputs:
    """Lead times in months, and the facts they come from."""

    cohorts: int
    months_between: float
    recruitment: float
    shortest_fact: str
    usual: float | None
    longest_facts: tuple[str, ...]
    partner_spread: float
    deadline_fact: str


@dataclass(frozen=True)
class Scenario:
    """All inputs of the planning.

    Parameters
    ----------
    power, lots, budget, selection, timeline
        The sections of the file.
    facts
        Value and unit of the printed facts it names, by fact id.
    scopes
        Partner -> sectoral, national or regional, from the codebook.
    """

    power: PowerInputs
    lots: LotInputs
    budget: BudgetInputs
    selection: SelectionInputs
    timeline: TimelineInputs
    facts: Mapping[str, tuple[str, str]]
    scopes: Mapping[str, str]

    def amount(self, fact: str) -> float:
        """Return a printed fact as a number; durations in months."""
        text, unit = self.facts[fact]
        return float(text) * (12 if unit == "years" else 1)

    def months_between(self, first: str, last: str) -> float:
        """Return the months between two printed dates; a month is taken from its first day."""
        ends = [dt.date.fromisoformat(f"{self.facts[name][0]}-01"[:10]) for name in (first, last)]
        return (ends[1] - ends[0]).days / DAYS_A_MONTH
