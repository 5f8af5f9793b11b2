"""Power of a trial of the collective part: curves, what can be detected, and how often chance is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from dianalysis.estimation.clustered import estimate_share_clustered
from dianalysis.estimation.describe import estimate_share
from dianalysis.estimation.estimate import Estimate
from dianalysis.planning.inputs import PowerInputs
from dianalysis.planning.phase_one import NO_PARTNERS, Outcome, PhaseOne
from dianalysis.planning.trial import DESIGNS, Trial, found, planned_sizes, simulated_detectable
from dianalysis.studies.hypotheses import StudyFacts
from dianalysis.studies.rows import Record, Settings, row

FIRMS = "planned_firms"
METHOD = "simulated trials, cluster jackknife interval above nought; interval: error of simulation"
LARGEST: Mapping[str, float] = {
    "growth": 6.0,
    "improved": 1.0,
    "grade": 9.0,
}  # more than a scale has room for
FEWEST_PARTNERS = 3
GIVEN = "from the scenario"
NO_EFFECT = "no effect on this scale reaches the power aimed at"


@dataclass(frozen=True)
class Design:
    """The trial that is planned, with what it takes from phase one and from the study.

    Parameters
    ----------
    inputs
        The scenario.
    sizes
        Firms of each partner in the planned trial, largest first.
    effects
        Smallest difference that would matter, by outcome.
    completion
        Part of the firms analysed: `planned`, and `low`, the lower end of its interval in phase one.
    """

    inputs: PowerInputs
    sizes: tuple[int, ...]
    effects: Mapping[str, float]
    completion: Mapping[str, float]

    @property
    def firms(self) -> tuple[int, ...]:
        """Numbers of firms looked at, the planned one among them."""
        return tuple(sorted({*self.inputs.firms, sum(self.sizes)}))

    @property
    def partners(self) -> tuple[int, ...]:
        """Numbers of partners looked at, the planned one among them."""
        return tuple(sorted({*self.inputs.partners, len(self.sizes)}))


def design_of(
    phase: PhaseOne, inputs: PowerInputs, facts: StudyFacts, sizes: tuple[int, ...], *, conf_level: float
) -> Design:
    """Fill in what the scenario leaves to the study and to phase one.

    Parameters
    ----------
    phase
        Phase one, for the part of its firms with complete data.
    inputs, facts
        The scenario, and the study's thresholds for effects it does not give.
    sizes
        Firms of each partner.
    conf_level
        Level of the interval whose lower end is looked at beside the planned part.
    """
    thresholds = {"growth": facts.smallest_growth, "improved": facts.smallest_share}
    effects = {
        name: float(thresholds[name] if size is None else size) for name, size in inputs.effects.items()
    }
    complete, registered = (phase.partners[name].to_numpy(float) for name in ("complete", "registered"))
    share = estimate_share_clustered(complete, registered, conf_level=conf_level)
    planned = share.value if inputs.completion is None else inputs.completion
    low = planned if math.isnan(share.low) else min(share.low, planned)
    return Design(inputs, tuple(sorted(sizes, reverse=True)), effects, {"planned": planned, "low": low})


def power_records(phase: PhaseOne, design: Design, settings: Settings) -> Iterator[Record]:
    """Give the rows on power for every outcome, way to divide, number of firms and number of partners.

    Parameters
    ----------
    phase, design
        Phase one, and the trial to plan.
    settings
        `n_resamples` simulations a setting; with 0 none of the rows here but those of the inputs.

    Notes
    -----
    A row without an estimate, with the reason in its note, where phase one has too few partners.
    """
    yield from _given_rows(design, phase.population)
    for name, outcome in phase.outcomes.items():
        for way in DESIGNS:
            named = {"population": phase.population, "contrast": f"{way}_partners"}
            if len(np.unique(outcome.clusters)) < FEWEST_PARTNERS or not outcome.sd > 0:
                yield row("design_power", Estimate(method=METHOD), note=NO_PARTNERS, term=name, **named)
            elif settings.n_resamples:
                trial = trial_of(outcome, name, way, design)
                yield from _curve(trial, name, outcome, design, settings, named)
                yield from _planned(trial, name, outcome, design, settings, named)
        if name == design.inputs.primary and settings.n_resamples and outcome.sd > 0:
            yield from _hangs_on(name, outcome, phase.population, design, settings)


def _given_rows(design: Design, population: str) -> Iterator[Record]:
    """What the scenario, the study and the division give, as rows."""
    inputs, named = design.inputs, {"population": population}
    yield row("power_target", Estimate(inputs.target, method=GIVEN), **named)
    firms = Estimate(float(sum(design.sizes)), method=GIVEN)
    yield row("planned_trial", firms, term=f"{sum(design.sizes)}.{len(design.sizes)}", **named)
    yield row("primary_outcome", Estimate(1.0, method=GIVEN), term=inputs.primary, **named)
    for name, size in design.effects.items():
        how = "threshold of the study" if inputs.effects[name] is None else GIVEN
        yield row("effect_planned", Estimate(size, method=how), term=name, **named)
        yield row("effect_other", Estimate(inputs.other_effects[name], method=GIVEN), term=name, **named)
    for term, part in design.completion.items():
        how = "complete in phase one" if term == "low" or inputs.completion is None else GIVEN
        yield row("analysed", Estimate(part, method=how), term=term, **named)


def trial_of(outcome: Outcome, name: str, way: str, design: Design) -> Trial:
    """Return the planned trial of one outcome, divided within or between partners."""
    return Trial(
        way,
        design.sizes,
        outcome.mean,
        outcome.sd,
        outcome.icc.value,
        () if name == "improved" else _residuals(outcome),
        design.inputs.effect_spread,
        design.inputs.crossover,
        design.completion["planned"],
        design.inputs.group_icc,
    )


def _residuals(outcome: Outcome) -> tuple[float, ...]:
    codes = np.unique(outcome.clusters, return_inverse=True)[1]
    means = np.bincount(codes, weights=outcome.values) / np.bincount(codes)
    rest = np.sort(outcome.values - means[codes])  # sorted: the order of companies must not matter
    return tuple(float(value) for value in rest / rest.std())


def _curve(
    trial: Trial, name: str, outcome: Outcome, design: Design, settings: Settings, named: dict[str, str]
) -> Iterator[Record]:
    """Power at the smallest difference that matters, over numbers of firms and partners."""
    for firms in design.firms:
        for partners in design.partners:
            sizes = planned_sizes(np.array(design.sizes, dtype=np.float64), firms, partners)
            power = _power(replace(trial, sizes=sizes), design.effects[name], outcome, settings)
            group = {"group_name": FIRMS, "group_level": str(firms), "term": f"{name}.{partners}"}
            yield row("design_power", power, **group, **named)


def _planned(
    trial: Trial, name: str, outcome: Outcome, design: Design, settings: Settings, named: dict[str, str]
) -> Iterator[Record]:
    """Of the planned trial: power at the other difference, false alarms, and the least that is found."""
    other = _power(trial, design.inputs.other_effects[name], outcome, settings)
    yield row("design_power_other", other, term=name, **named)
    yield row("design_false_positive", _power(trial, 0.0, outcome, settings), term=name, **named)
    least = simulated_detectable(
        trial,
        power=design.inputs.target,
        start=LARGEST[name],
        conf_level=settings.conf_level,
        n_simulated=settings.n_resamples,
        seed=settings.seed,
    )
    how = f"simulated trials, power {design.inputs.target:g}"
    reached = Estimate(least, n=float(outcome.values.size), method=how)
    note = NO_EFFECT if math.isnan(least) else ""
    yield row("detectable_effect", reached, term=name, note=note, **named)


def _hangs_on(
    name: str, outcome: Outcome, population: str, design: Design, settings: Settings
) -> Iterator[Record]:
    """Power of the primary outcome within partners, over what groups add and what part is analysed."""
    trial = trial_of(outcome, name, "within", design)
    sizes = {"planned": design.effects[name], "other": design.inputs.other_effects[name]}
    for icc in design.inputs.group_iccs:
        for term, part in design.completion.items():
            changed = replace(trial, group_icc=icc, completion=part)
            group = {"group_name": "group_icc", "group_level": f"{icc:g}", "population": population}
            for effect, size in sizes.items():
                power = _power(changed, size, outcome, settings)
                label = f"{effect}.{term}"
                yield row("power_sensitivity", power, term=label, contrast="within_partners", **group)


def _power(trial: Trial, effect: float, outcome: Outcome, settings: Settings) -> Estimate:
    hits = found(
        trial,
        effect,
        conf_level=settings.conf_level,
        n_simulated=settings.n_resamples,
        seed=settings.seed,
    )
    share = estimate_share(float(hits.sum()), float(hits.size), conf_level=settings.conf_level)
    error = math.sqrt(share.value * (1 - share.value) / hits.size)
    return replace(share, std_error=error, n=float(outcome.values.size), method=METHOD)
