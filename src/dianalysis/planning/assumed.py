"""Which rows of the plan rest on its choices, and not on phase one alone."""

from __future__ import annotations

import pandas as pd

BASIS = "assumed"
MEASURES = (
    "scenario_input", "power_target", "planned_trial", "primary_outcome", "effect_planned", "effect_other",
    "analysed", "design_power", "design_power_other", "power_sensitivity", "design_false_positive",
    "detectable_effect", "detectable_effect_formula", "lot", "lot_limit", "lot_sector", "lot_kind",
    "lot_partners", "lot_largest", "lot_largest_by_new", "lot_largest_without", "lot_conflict", "places",
    "selection_score", "selection_rank", "selection_top", "lead_months", "done", "done_by_deadline",
    "months_to_most", "meeting_size",
)  # fmt: skip
TERMS = (
    ("goal", ("firms", "complete", "needed_complete")),
    ("done_at_cut_off", ("simulated",)),
)
PRINTED = "printed rate of phase one"
ADDED = "one sum, printed parts added"


def mark_assumed(results: pd.DataFrame) -> pd.DataFrame:
    """Give rows that rest on choices of the scenario the basis `assumed`, on own data too.

    Parameters
    ----------
    results
        Results table of the planning, with the basis that phase one gives each row.

    Returns
    -------
    The same table. A range stays where phase one leaves something open, and goes where it holds one value.
    """
    terms = results["term"].fillna("")
    chosen = results["measure"].isin(MEASURES)
    for measure, names in TERMS:
        chosen |= (results["measure"] == measure) & terms.isin(names)
    chosen |= (results["measure"] == "budget") & ~results["method"].isin([PRINTED, ADDED])
    chosen = chosen.fillna(False).astype(bool)
    closed = chosen & ~(results["range_high"] - results["range_low"] > 1e-9).fillna(False).astype(bool)
    ranges = {name: results[name].mask(closed) for name in ("range_low", "range_high", "range_method")}
    return results.assign(basis=results["basis"].mask(chosen, BASIS), **ranges)
