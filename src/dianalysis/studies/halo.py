"""How much of what goes with the grade is one general impression.

An entrepreneur who thinks well of the support, or an adviser who thinks well of a firm, tends to score
everything alike. The general impression is taken as the mean of the other statements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from dianalysis.estimation.association import kendall_tau
from dianalysis.estimation.estimate import Estimate, FloatArray, IntArray
from dianalysis.estimation.partial import partial_tau
from dianalysis.studies.instrument import CONDITIONS, OUTCOMES, columns
from dianalysis.studies.rows import Record, row
from dianalysis.studies.units import Units

COLUMNS = columns("condition_", CONDITIONS)
WITHIN = {"contrast": "within_partner", "wave": "monitor_3"}


def halo_records(units: Units) -> Iterator[Record]:
    """Give the association of the grade with each outcome, plain and without the general impression.

    Rows have no p-values: they describe, and none of them is a hypothesis. `outcomes.conditions` is the
    association of two blocks that ask for different things, what was reached and what is still needed: what
    they share is the way of answering. `grade.outcomes_varied` leaves out firms with eight equal scores.
    Firms without a partner are left out of all: they cannot be compared within one.
    """
    units = replace(units, table=units.table[units.table["partner"].notna()])
    grade = units.numbers("grade")
    scores = np.column_stack([units.numbers(name) for name in columns("outcome_", OUTCOMES)])
    needs = np.column_stack([units.numbers(name) for name in COLUMNS])
    partner = _partners(units)
    naming = {**units.naming, **WITHIN}
    for place, name in enumerate(OUTCOMES):
        rest = _mean(np.delete(scores, place, axis=1))
        known = ~np.isnan(grade) & ~np.isnan(scores[:, place]) & ~np.isnan(rest)
        pair = (grade[known], scores[known, place])
        plain = _plain(units, pair, partner[known])
        partial = partial_tau(*pair, rest[known], partner[known], conf_level=units.settings.conf_level)
        yield row("halo_association", plain, term=f"outcome_{name}", **naming)
        yield row("halo_partial", partial, term=f"outcome_{name}", **naming)
    varied = np.ptp(np.nan_to_num(scores, nan=0.0), axis=1) > 0  # an open answer differs from a score
    outcomes, wanted = _mean(scores), _mean(needs)
    for term, first, second in (
        ("outcomes.conditions", outcomes, wanted), ("grade.conditions", grade, wanted),
        ("grade.outcomes_varied", grade, np.where(varied, outcomes, np.nan)),
    ):  # fmt: skip
        known = ~np.isnan(first) & ~np.isnan(second)
        found = _plain(units, (first[known], second[known]), partner[known])
        yield row("halo_elsewhere", found, term=term, **naming)


def _partners(units: Units) -> IntArray:
    names = units.table["partner"].astype(str).to_numpy(dtype=object)
    return np.unique(names, return_inverse=True)[1].astype(np.int64)


def _plain(units: Units, pair: tuple[FloatArray, FloatArray], partner: IntArray) -> Estimate:
    found = kendall_tau(*pair, partner, conf_level=units.settings.conf_level)
    return replace(found, statistic=np.nan, p_value=np.nan)


def _mean(scores: FloatArray) -> FloatArray:
    """Mean of the answers given by each unit; NaN where there are none."""
    known = ~np.isnan(scores)
    counted = known.sum(axis=1)
    sums = np.where(known, scores, 0).sum(axis=1)
    return np.where(counted > 0, sums / np.maximum(counted, 1), np.nan)
