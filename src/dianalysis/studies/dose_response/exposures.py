"""How a company worked and what came of it: the exposures and responses, read from the clean table.

The monitor has no question on collective support. `collective` is our reading of it: diagnosis in training
sessions, or advice at a workshop or kick-off, which are done with several people or companies at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dianalysis.estimation.estimate import FloatArray
from dianalysis.studies.instrument import NO, OUTCOMES, YES, columns
from dianalysis.studies.units import Units
from dianalysis.studies.variables import CHOICES, UNKNOWN

PACE = "pace"
AMOUNTS = {"n_aspects": 1.0, "n_indicators": 1.0, PACE: 30.0}
"""Exposures that are numbers, with the step that a difference or an odds ratio is about: pace in days."""
RESPONSES = ("growth", "outcomes", "grade", "followup")
COLUMNS = (
    "partner", "complete", "growth", "grade", "followup", "start_step", "end_step", "n_aspects",
    "n_indicators", "monitor_1_date", "monitor_2_date", *CHOICES, *columns("outcome_", OUTCOMES),
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """A yes or no about how a company worked: an option of every group was chosen.

    Parameters
    ----------
    name
        Slug of the exposure.
    groups
        Options as `column.option`; of each group at least one.
    """

    name: str
    groups: tuple[frozenset[str], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the clean table that it needs, in order of name."""
        return tuple(sorted({option.partition(".")[0] for group in self.groups for option in group}))

    def holds(self, options: Iterable[str]) -> bool:
        """Say whether it holds for a company that chose these options, each as `column.option`."""
        chosen = set(options)
        return all(group & chosen for group in self.groups)


def _choice(name: str, *groups: Iterable[str]) -> Choice:
    return Choice(name, tuple(frozenset(group) for group in groups))


CHOSEN = (
    _choice("diagnosis_management", ["diagnosis.management"]),
    _choice("diagnosis_hr", ["diagnosis.hr"]),
    _choice("diagnosis_medewerkers", ["diagnosis.medewerkers"]),
    _choice("diagnosis_both", ["diagnosis.management"], ["diagnosis.medewerkers"]),
    _choice("collective", ["diagnosis.trainingen", "advice_form.anders_workshop",
                           "advice_form.anders_zelfanalyse_kick_off"]),
    _choice("advice_written", ["advice_form.rapportage", "advice_form.notitie"]),
    _choice("advice_spoken", ["advice_form.mondeling"]),
    _choice("advice_presentation", ["advice_form.presentatie"]),
    _choice("execution_projectgroep", ["execution_form.projectgroep"]),
    _choice("execution_directie", ["execution_form.directie"]),
    _choice("execution_hr", ["execution_form.hr"]),
    _choice("execution_medewerkers", ["execution_form.medewerkers"]),
    _choice("execution_both", ["execution_form.directie"], ["execution_form.medewerkers"]),
)  # fmt: skip
EXPOSURES = (*AMOUNTS, *(choice.name for choice in CHOSEN))


def exposures_of(units: Units) -> dict[str, FloatArray]:
    """Return each exposure of each unit: numbers, or 1 and 0 for yes and no; NaN where there is no answer."""
    found = {name: units.numbers(name) for name in ("n_aspects", "n_indicators")}
    days = (units.table["monitor_2_date"] - units.table["monitor_1_date"]).dt.days
    found[PACE] = np.asarray(days.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)
    return found | {choice.name: _answers(units.table, choice) for choice in CHOSEN}


def responses_of(units: Units) -> dict[str, FloatArray]:
    """Return growth, mean score over the outcomes, grade, and 1 or 0 for going on; NaN where absent."""
    scores = np.column_stack([units.numbers(name) for name in columns("outcome_", OUTCOMES)])
    known = ~np.isnan(scores)
    counted = known.sum(axis=1)
    mean = np.where(counted > 0, np.where(known, scores, 0).sum(axis=1) / np.maximum(counted, 1), np.nan)
    yes, no = units.answers("followup", YES), units.answers("followup", NO)
    going_on = np.where(yes + no > 0, yes, np.nan)
    return {
        "growth": units.numbers("growth"), "outcomes": mean, "grade": units.numbers("grade"),
        "followup": going_on,
    }  # fmt: skip


def options_of(column: str, combination: str) -> frozenset[str]:
    """Return the options of a stored combination, each as `column.option`."""
    return frozenset(f"{column}.{option}" for option in combination.split("+"))


def _answers(table: pd.DataFrame, choice: Choice) -> FloatArray:
    """One column answered suffices for a yes; a no needs all of them."""
    answers = table[list(choice.columns)].astype("object")
    unknown = (answers.isna() | answers.isin(["", UNKNOWN])).to_numpy(dtype=bool)
    chosen = [
        {
            option
            for column, value, absent in zip(choice.columns, values, lacks, strict=True)
            if not absent
            for option in options_of(column, str(value))
        }
        for values, lacks in zip(answers.itertuples(index=False, name=None), unknown, strict=True)
    ]
    held = np.array([choice.holds(options) for options in chosen], dtype=np.float64)
    return np.asarray(np.where(unknown.any(axis=1) & (held == 0), np.nan, held), dtype=np.float64)
