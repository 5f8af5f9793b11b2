"""Power of a trial of the collective part: curves, what can be detected, and how often chance is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from dianalysis.estimation.describe import estimate_share
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.planning.formula import detectable_effect, error_of_difference
from dianalysis.planning.inputs import PowerInputs
from dianalysis.planning.phase_one import NO_PARTNERS, Outcome, PhaseOne, size_variation
from dianalysis.planning.trial import DESIGNS, Trial, found, planned_sizes, simulated_detectable
from dianalysis.studies.rows import Record, Settings, row

FIRMS = "planned_firms"
METHOD = "simulated trials, cluster jackknife interval above nought; interval: error of simulation"
FORMULA = "closed formula for an effect that is everywhere the same; interval: over that of the icc"
LARGEST: Mapping[str, float] = {
    "growth": 6.0,
    "improved": 1.0,
    "grade": 9.0,
}  # more than a scale has room for
FEWEST_PARTNERS = 3
GIVEN = "from the scenario"


def power_records(phase: PhaseOne, inputs: PowerInputs, settings: Settings) -> Iterator[Record]:
    """Give the rows on power for every outcome, design, number of firms and number of partners.

    Parameters
    ----------
    phase, inputs
        Phase one, and the trial to plan.
    settings
        `n_resamples` simulations a setting; with 0 only the rows of the closed formula.

    Notes
    -----
    A row without an estimate, with the reason in its note, where phase one has too few partners.
    """
    yield row("power_target", Estimate(inputs.target, method=GIVEN), population=phase.population)
    planned_trial = f"{inputs.planned_firms}.{inputs.planned_partners}"
    given = Estimate(float(inputs.planned_firms), method=GIVEN)
    yield row("planned_trial", given, term=planned_trial, population=phase.population)
    for name, outcome in phase.outcomes.items():
        planned = Estimate(inputs.effects[name], method=GIVEN)
        yield row("effect_planned", planned, term=name, population=phase.population)
        for design in DESIGNS:
            named = {"population": phase.population, "contrast": f"{design}_partners"}
            if len(np.unique(outcome.clusters)) < FEWEST_PARTNERS or not outcome.sd > 0:
                yield row("design_power", Estimate(method=METHOD), note=NO_PARTNERS, term=name, **named)
                continue
            yield from _formula(phase, name, design, inputs, settings, named)
            if settings.n_resamples:
                yield from _simulated(phase, name, design, inputs, settings, named)


def _simulated(
    phase: PhaseOne, name: str, design: str, inputs: PowerInputs, settings: Settings, named: dict[str, str]
) -> Iterator[Record]:
    outcome, effect = phase.outcomes[name], inputs.effects[name]
    level, number, seed = settings.conf_level, settings.n_resamples, settings.seed
    for firms in inputs.firms:
        for partners in inputs.partners:
            hits = found(
                _trial(phase, outcome, name, design, inputs, firms, partners),
                effect,
                conf_level=level,
                n_simulated=number,
                seed=seed,
            )
            group = {"group_name": FIRMS, "group_level": str(firms), "term": f"{name}.{partners}"}
            yield row("design_power", _chance(hits, outcome, settings), **group, **named)
    trial = _trial(phase, outcome, name, design, inputs, inputs.planned_firms, inputs.planned_partners)
    yield row(
        "design_false_positive",
        _chance(found(trial, 0.0, conf_level=level, n_simulated=number, seed=seed), outcome, settings),
        term=name,
        **named,
    )
    start = LARGEST[name]
    least = simulated_detectable(
        trial, power=inputs.target, start=start, conf_level=level, n_simulated=number, seed=seed
    )
    reached = Estimate(
        least, n=float(outcome.values.size), method=f"simulated trials, power {inputs.target:g}"
    )
    note = "" if not math.isnan(least) else "no effect on this scale reaches the power aimed at"
    yield row("detectable_effect", reached, term=name, note=note, **named)


def _trial(
    phase: PhaseOne, outcome: Outcome, name: str, design: str, inputs: PowerInputs, firms: int, partners: int
) -> Trial:
    sizes = planned_sizes(phase.partners["complete"].to_numpy(float), firms, partners)
    binary = name == "improved"
    residuals = () if binary else _residuals(outcome)
    return Trial(
        design,
        sizes,
        outcome.mean,
        outcome.sd,
        outcome.icc.value,
        residuals,
        inputs.effect_spread,
        inputs.crossover,
    )


def _residuals(outcome: Outcome) -> tuple[float, ...]:
    codes = np.unique(outcome.clusters, return_inverse=True)[1]
    means = np.bincount(codes, weights=outcome.values) / np.bincount(codes)
    rest = np.sort(outcome.values - means[codes])  # sorted: the order of companies must not matter
    return tuple(float(value) for value in rest / rest.std())


def _chance(hits: np.ndarray, outcome: Outcome, settings: Settings) -> Estimate:
    share = estimate_share(float(hits.sum()), float(hits.size), conf_level=settings.conf_level)
    error = math.sqrt(share.value * (1 - share.value) / hits.size)
    return replace(share, std_error=error, n=float(outcome.values.size), method=METHOD)


def _formula(
    phase: PhaseOne, name: str, design: str, inputs: PowerInputs, settings: Settings, named: dict[str, str]
) -> Iterator[Record]:
    outcome = phase.outcomes[name]
    sizes = planned_sizes(
        phase.partners["complete"].to_numpy(float), inputs.planned_firms, inputs.planned_partners
    )
    variation = size_variation(np.array(sizes, dtype=np.float64))
    ends = [
        _detectable(outcome.sd, icc, design, inputs, variation, settings.conf_level) for icc in _iccs(outcome)
    ]
    least = Estimate(
        ends[0], min(ends), max(ends), settings.conf_level, n=float(outcome.values.size), method=FORMULA
    )
    yield row("detectable_effect_formula", least, term=name, **named)


def _iccs(outcome: Outcome) -> FloatArray:
    """The intraclass correlation and the ends of its interval, none below nought; itself without one."""
    icc = outcome.icc
    ends = np.array([icc.value, icc.low, icc.high])
    return np.clip(np.where(np.isnan(ends), icc.value, ends), 0.0, 0.999)


def _detectable(
    sd: float, icc: float, design: str, inputs: PowerInputs, variation: float, conf_level: float
) -> float:
    firms, partners = inputs.planned_firms, inputs.planned_partners
    error = error_of_difference(
        design, sd=sd, icc=icc, firms=firms, partners=partners, size_variation=variation
    )
    df = partners - (2 if design == "between" else 1)
    return detectable_effect(error, df, power=inputs.target, conf_level=conf_level)
