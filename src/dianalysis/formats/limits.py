"""Partners beside the limits of chance, for a funnel and for the sentence about it."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats.rows import select_rows

FUNNEL_SHARES = {"grade_8": "grade_8_or_more_share", "satisfied": "satisfied_share"}
INNER, OUTER = "95", "99_8"
_SAME = 1e-9


def find_partners(results: pd.DataFrame, name: str) -> pd.DataFrame:
    """Put each partner's share beside its limits.

    Parameters
    ----------
    results
        Released results of satisfaction.
    name
        `grade_8` or `satisfied`.

    Returns
    -------
    DataFrame indexed by partner with n, estimate, range_low, range_high, range_method, common, low_95,
    high_95, low_99_8, high_99_8 and `state` (within, beyond_95, beyond_99_8); hidden partners are left out.
    """
    columns = ["n", "estimate", "range_low", "range_high", "range_method"]
    shares = select_rows(results, FUNNEL_SHARES[name], group="partner").set_index("group_level")
    parts = shares[columns].astype(dict.fromkeys(columns[:-1], "float64"))
    for term in (INNER, OUTER):
        limits = select_rows(results, f"{name}_limits", group="partner", terms=[term])
        limits = limits.set_index("group_level")[["conf_low", "conf_high", "estimate"]].astype("float64")
        limits.columns = pd.Index([f"low_{term}", f"high_{term}", "common"])
        parts = parts.join(limits if term == INNER else limits.drop(columns="common"))
    parts = parts.dropna(subset=["n", "estimate", f"low_{INNER}", f"low_{OUTER}"]).sort_values("n")
    state = pd.Series("within", index=parts.index)
    for term in (INNER, OUTER):
        state = state.mask(is_beyond(parts, "estimate", "estimate", term), f"beyond_{term}")
    return parts.assign(state=state)


def is_beyond(parts: pd.DataFrame, least: str, most: str, term: str) -> pd.Series:
    """Say of which partners everything from column `least` to column `most` lies beyond one limit."""
    above = parts[least] > parts[f"high_{term}"] + _SAME
    below = parts[most] < parts[f"low_{term}"] - _SAME
    return (above | below).astype(bool)
