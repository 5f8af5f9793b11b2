"""The least a planned trial can find by a closed formula, beside which the simulation stands."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.planning.formula import detectable_effect, error_of_difference
from dianalysis.planning.phase_one import Outcome, PhaseOne, size_variation
from dianalysis.planning.power import FEWEST_PARTNERS, Design
from dianalysis.planning.trial import DESIGNS
from dianalysis.studies.rows import Record, Settings, row

FORMULA = "closed formula for an effect that is everywhere the same; interval: over that of the icc"


def formula_records(phase: PhaseOne, design: Design, settings: Settings) -> Iterator[Record]:
    """Give the rows of the closed formula for every outcome and way to divide.

    Parameters
    ----------
    phase, design
        Phase one, and the trial to plan.
    settings
        Level of the interval.
    """
    for name, outcome in phase.outcomes.items():
        if len(np.unique(outcome.clusters)) < FEWEST_PARTNERS or not outcome.sd > 0:
            continue
        for way in DESIGNS:
            ends = [_least(outcome.sd, icc, way, design, settings.conf_level) for icc in _iccs(outcome)]
            n = float(outcome.values.size)
            least = Estimate(ends[0], min(ends), max(ends), settings.conf_level, n=n, method=FORMULA)
            named = {"population": phase.population, "contrast": f"{way}_partners", "term": name}
            yield row("detectable_effect_formula", least, **named)


def _iccs(outcome: Outcome) -> FloatArray:
    """The intraclass correlation and the ends of its interval, none below nought; itself without one."""
    icc = outcome.icc
    ends = np.array([icc.value, icc.low, icc.high])
    return np.clip(np.where(np.isnan(ends), icc.value, ends), 0.0, 0.999)


def _least(sd: float, icc: float, way: str, design: Design, conf_level: float) -> float:
    partners = len(design.sizes)
    error = error_of_difference(
        way,
        sd=sd,
        icc=icc,
        firms=sum(design.sizes) * design.completion["planned"],
        partners=partners,
        size_variation=size_variation(np.array(design.sizes, dtype=np.float64)),
        group_icc=design.inputs.group_icc,
    )
    df = partners - (2 if way == "between" else 1)
    return detectable_effect(error, df, power=design.inputs.target, conf_level=conf_level)
