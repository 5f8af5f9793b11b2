"""What became of the hypotheses of the analysis plan: a decision for each, computed from the results."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from dianalysis.studies.hypotheses import KEYS, Hypothesis, Plan
from dianalysis.studies.plan_checks import smallest_effect_of

DECISIONS = ("supported", "contradicted", "within", "undecided", "no_result")
REASONS = (
    "interval", "estimate", "test", "inside", "opposite", "size_open", "not_shown",
    "not_in_run", "hidden", "not_estimable",
)  # fmt: skip
FROM_PLAN = (
    "id", "family", "question_nl", "question_en", "lesson", "study", "measure", "test", "smallest_effect",
)  # fmt: skip
FROM_RESULT = (
    "population", "estimate", "conf_low", "conf_high", "conf_level", "p_value", "p_adjusted", "basis",
    "range_low", "range_high", "range_method", "n", "note",
)  # fmt: skip
_HIDDEN = "suppressed:"


@dataclass(frozen=True)
class Evidence:
    """What a decision is made of; NaN where there is none. On a scale where no effect is 0.

    Parameters
    ----------
    low, high
        Interval, widened by what the range of the reconstruction adds to the estimate.
    least, most
        Range of the estimate; the estimate itself without one.
    p_adjusted
        p-value corrected within its family.
    smallest
        Smallest effect of interest.
    """

    low: float
    high: float
    least: float
    most: float
    p_adjusted: float
    smallest: float


def outcome_of_plan(results: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Return what the results say about every hypothesis, in the order of the plan.

    Parameters
    ----------
    results
        Results of a run, released or not.
    plan
        The plan of analysis.

    Returns
    -------
    One row per hypothesis: the columns of `FROM_PLAN`, those of `FROM_RESULT` from its row of results (absent
    without one), `decision` (one of `DECISIONS`) and `reason` (one of `REASONS`). See `decide`.
    """
    whole = results[results["group_name"].isna()]
    texts = zip(*(whole[name].fillna("") for name in KEYS), strict=True)
    places = dict(zip(texts, whole.index, strict=True))
    studies = set(results["study"])
    lines = []
    for item in plan.hypotheses:
        place = places.get(tuple(getattr(item, name) for name in KEYS))
        row = None if place is None else results.loc[place]
        lines.append(_line(item, row, plan, in_run=item.study in studies))
    return pd.DataFrame(lines, columns=[*FROM_PLAN, *FROM_RESULT, "decision", "reason"])


def exploratory_tests(results: pd.DataFrame) -> pd.DataFrame:
    """Count the p-values that the plan does not declare.

    Parameters
    ----------
    results
        Results of a run.

    Returns
    -------
    One row per study and measure, in the order of the results: `study`, `measure`, `number`.
    """
    loose = results[results["p_value"].notna() & results["family"].isna()]
    counts = loose.groupby(["study", "measure"], sort=False).size()
    return counts.rename("number").reset_index()


def decide(evidence: Evidence, *, alpha: float, either: bool) -> tuple[str, str]:
    """Decide on a hypothesis, and say on what.

    Parameters
    ----------
    evidence
        Interval, range of the estimate, adjusted p-value and smallest effect.
    alpha
        Level below which an adjusted p-value counts.
    either
        Whether the question asks for a difference of any sign; otherwise for a positive effect.

    Returns
    -------
    Decision and reason. `within` (inside): the interval lies within the smallest effect on both sides.
    `supported`: the adjusted p-value lies below alpha and the whole interval beyond the smallest effect
    (interval); without an interval the estimate with its whole range (estimate); without a smallest effect
    the p-value alone (test). `contradicted` (opposite): the same on the side that the question excludes.
    `undecided`: p-value or interval leave no effect open (not_shown), or neither does and the effect may be
    smaller than the smallest one of interest (size_open). Without a p-value the interval decides.
    """
    has_interval = not math.isnan(evidence.low) and not math.isnan(evidence.high)
    smallest = evidence.smallest
    if has_interval and -smallest < evidence.low and evidence.high < smallest:
        return "within", "inside"
    tested = not math.isnan(evidence.p_adjusted)
    if (tested and evidence.p_adjusted >= alpha) or not (tested or has_interval):
        return "undecided", "not_shown"
    if math.isnan(smallest):
        return ("supported", "test") if tested else ("undecided", "not_shown")
    low, high = (evidence.low, evidence.high) if has_interval else (evidence.least, evidence.most)
    kind = "interval" if has_interval else "estimate"
    if low >= smallest:
        return "supported", kind
    if high <= -smallest:
        return ("supported", kind) if either else ("contradicted", "opposite")
    return "undecided", "size_open" if tested and (low > 0 or high < 0) else "not_shown"


def gather(row: pd.Series, item: Hypothesis, plan: Plan) -> Evidence:
    """Return the evidence on a hypothesis in a row of results, ratios as logarithms."""
    ratio = smallest_effect_of(plan, item.measure).scale == "ratio"
    estimate, low, high, least, most = (
        _number(row[name], ratio=ratio)
        for name in ("estimate", "conf_low", "conf_high", "range_low", "range_high")
    )
    least = estimate if math.isnan(least) else least
    most = estimate if math.isnan(most) else most
    if not math.isnan(estimate):
        low, high = low - (estimate - least), high + (most - estimate)
    smallest = math.nan if item.smallest_effect is None else item.smallest_effect
    return Evidence(low, high, least, most, _number(row["p_adjusted"]), _number(smallest, ratio=ratio))


def _line(item: Hypothesis, row: pd.Series | None, plan: Plan, *, in_run: bool) -> dict[str, object]:
    line: dict[str, object] = {name: getattr(item, name) for name in FROM_PLAN}
    if row is None:
        return line | {"decision": "no_result", "reason": "not_estimable" if in_run else "not_in_run"}
    line |= {name: row[name] for name in FROM_RESULT}
    if str(row["note"]).startswith(_HIDDEN):
        return line | {"decision": "no_result", "reason": "hidden"}
    if pd.isna(row["estimate"]) and pd.isna(row["p_value"]):
        return line | {"decision": "no_result", "reason": "not_estimable"}
    alpha = 1 - plan.facts.conf_level
    decision, reason = decide(gather(row, item, plan), alpha=alpha, either=item.expects == "either")
    return line | {"decision": decision, "reason": reason}


def _number(value: object, *, ratio: bool = False) -> float:
    number = math.nan if pd.isna(value) else float(value)  # type: ignore[arg-type, call-overload]
    if not ratio:
        return number
    return math.log(number) if number > 0 else (-math.inf if number == 0 else math.nan)
