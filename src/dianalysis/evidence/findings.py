"""What one result says about a lesson: whether it counts as evidence, and whether the expectation held."""

from __future__ import annotations

import math
from dataclasses import dataclass

FINDINGS = ("held", "in_part", "excluded", "opposite", "open", "reconstruction", "hidden")
STANDINGS = ("direct", "all_data_sets", "reconstruction")
STANCES = ("for", "in_part", "mixed", "against", "reserved", "open", "none", "near")
EVIDENCE_BASES = ("published", "identified", "data")
OUTER_LIMITS = ("between_association_limits",)
"""Measures whose interval holds the limits over all data sets that fit the printed figures."""


@dataclass(frozen=True)
class Expectation:
    """Where a result should lie, on a scale where no effect is 0.

    Parameters
    ----------
    direction
        `higher` or `lower` than the reference, or `none`: no difference that matters.
    reference, smallest
        What it is compared with, and the smallest difference that matters.
    """

    direction: str
    reference: float
    smallest: float


@dataclass(frozen=True)
class Reading:
    """A row of results as it is weighed; NaN where there is no such number.

    Parameters
    ----------
    low, high
        Confidence interval of the estimate.
    least, most
        Lowest and highest estimate that the printed figures leave open; the estimate itself where they do
        not.
    p_adjusted
        p-value corrected within its family.
    standing
        One of `STANDINGS`.
    """

    estimate: float
    low: float
    high: float
    least: float
    most: float
    p_adjusted: float
    standing: str


def standing_of(*, basis: str, measure: str, range_method: str) -> str:
    """Say what a result may count for.

    Parameters
    ----------
    basis, measure, range_method
        Of its row of results.

    Returns
    -------
    `direct`: printed, following from print alone, or a researcher's own data: evidence.
    `all_data_sets`: reconstructed, with proven limits over all data sets that fit the printed figures:
    evidence when all of them lie on one side. `reconstruction`: known only for the draws that were made: no
    evidence.
    """
    if basis in EVIDENCE_BASES:
        return "direct"
    return "all_data_sets" if range_method == "exact" or measure in OUTER_LIMITS else "reconstruction"


def weigh(reading: Reading, expected: Expectation, *, alpha: float) -> tuple[str, str]:
    """Decide whether an expectation held, and say on what.

    Parameters
    ----------
    reading, expected
        The result and what the lesson expects of it.
    alpha
        Level below which an adjusted p-value counts.

    Returns
    -------
    Finding and ground. With a direction: `held`, the whole interval lies at or beyond the
    smallest difference that matters; `in_part`, it lies beyond the reference but not wholly beyond that
    difference; `opposite`, it lies on the other side of the reference; `excluded`, it leaves no difference
    that matters and does not lie beyond the reference; else `open`, also when the adjusted p-value is not
    below alpha. Expecting no difference: `held` when the whole interval lies within it, `opposite` when
    wholly outside. Ground: `interval` (widened by the range, if any), `test` where only the adjusted p-value
    tells how sure it is, `estimate` where nothing does, or `all_data_sets`. A result known only for the draws
    gives `reconstruction`.

    Notes
    -----
    An interval can only weaken what the estimate says, since it holds the estimate: an interval
    that rests on the reconstruction can therefore never carry a lesson that the estimate does not carry. A
    test says that there is a difference and not how large it is at least: on a test alone an expectation
    holds in part at most.
    """
    if reading.standing == "reconstruction":
        return "reconstruction", "draws"
    if math.isnan(reading.estimate):
        return "hidden", "estimate"
    low, high, ground = _ends(reading)
    low, high = low - expected.reference, high - expected.reference
    if expected.direction == "none":
        return _weigh_absence(low, high, expected.smallest), ground
    if expected.direction == "lower":
        low, high = -high, -low
    tested = not math.isnan(reading.p_adjusted) and expected.reference == 0 and ground != "all_data_sets"
    if tested and reading.p_adjusted >= alpha:
        return "open", "test"
    finding = _weigh_side(low, high, expected.smallest)
    if not tested or ground != "estimate":
        return finding, ground
    return "in_part" if finding == "held" else finding, "test"


def stance_of(relation: str, finding: str) -> str:
    """Return what a finding does to a lesson, given what the link says it does when the expectation holds.

    A supporting link counts for the lesson when it held, against when the opposite or no difference that
    matters was found. A qualifying link makes a reservation (`reserved`) when it held, a contradicting one
    counts against; when they did not hold they are silent (`none`): that an objection fails does not support
    a lesson, and that one holds in part is no support either.
    """
    if relation == "supports":
        found = {"held": "for", "in_part": "in_part", "excluded": "against", "opposite": "against"}
        return found.get(finding, "open")
    if relation == "qualifies":
        return "reserved" if finding in ("held", "in_part") else "none"
    return {"held": "against", "in_part": "reserved"}.get(finding, "none")


def _ends(reading: Reading) -> tuple[float, float, str]:
    if reading.standing == "all_data_sets":
        return reading.least, reading.most, "all_data_sets"
    if math.isnan(reading.low) or math.isnan(reading.high):
        return reading.least, reading.most, "estimate"
    below, above = reading.estimate - reading.least, reading.most - reading.estimate
    return reading.low - below, reading.high + above, "interval"


def _weigh_side(low: float, high: float, smallest: float) -> str:
    if low >= smallest:
        return "held"
    if high <= 0 and low < 0:
        return "opposite"
    if low > 0:
        return "in_part"
    return "excluded" if high < smallest else "open"


def _weigh_absence(low: float, high: float, smallest: float) -> str:
    if -smallest < low and high < smallest:
        return "held"
    return "opposite" if low >= smallest or high <= -smallest else "open"
