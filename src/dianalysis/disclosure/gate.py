"""The gate: what may not be shown leaves the results table before anything is drawn or written from it."""

from __future__ import annotations

import pandas as pd

from dianalysis.disclosure.cells import TOTAL, WHOLE_FLOW, describe_cells, find_partitions, find_sums
from dianalysis.disclosure.profiles import Profile, find_profile
from dianalysis.errors import ParameterError
from dianalysis.results import check_results

NOTE_SMALL = "suppressed: small number"
NOTE_LINKED = "suppressed: would reveal a small number"
_PREFIX = "suppressed:"
_BLANKED = [
    "estimate", "std_error", "conf_low", "conf_high", "statistic", "df", "p_value", "p_adjusted",
    "range_low", "range_high", "range_method",
]  # fmt: skip


def release(results: pd.DataFrame, *, profile: str) -> pd.DataFrame:
    """Return the results with everything hidden that the profile does not allow to be shown.

    Hidden are rows that rest on too few units or count too few of them, the other face of the same cell
    (count or share), the complement when a share is of a yes or no, and as many further cells as needed so
    that no hidden one follows from a sum or a total. The protection is that of single sums: combinations of
    several tables are not searched.

    Parameters
    ----------
    results
        A results table straight from the studies.
    profile
        Name of a profile: report, standard or strict.

    Returns
    -------
    A results table with the same rows; hidden rows have no estimate, interval, test or range, and say so in
    `note`. Rows that rest on too few units lose their `n` too.

    Raises
    ------
    ParameterError
        When the profile is unknown, or would show a researcher's own data unprotected.
    """
    rules = find_profile(profile)
    check_results(results)
    if not rules.allow_own_data and results["basis"].eq("data").any():
        raise ParameterError(
            f"disclosure profile {profile!r} is for figures that were printed, not for own data",
            remedy="Use standard or strict.",
        )
    if not rules.protects or results.empty:
        return results.copy()
    cells = describe_cells(results)
    small = _rest_on_few(cells, rules) | cells["cell"].isin(_small_cells(cells, rules))
    hidden = _hide_linked(cells, set(cells.loc[small, "cell"]), rules)
    linked = cells["cell"].isin(hidden) & ~small
    return _blank(results, small=small, linked=linked, few=_rest_on_few(cells, rules))


def is_suppressed(results: pd.DataFrame) -> pd.Series:
    """Say for every row whether the gate has hidden it."""
    return results["note"].fillna("").str.startswith(_PREFIX).astype(bool)


def release_count(count: int, *, profile: str) -> int | None:
    """Return a number of units, or None where the profile does not allow it to be shown.

    Raises
    ------
    ParameterError
        When the profile is unknown.
    """
    rules = find_profile(profile)
    hidden = (0 < count < rules.min_cell) or (count == 0 and rules.hide_zero)
    return None if hidden else count


def _rest_on_few(cells: pd.DataFrame, rules: Profile) -> pd.Series:
    """Rows with too small a base; beside such rows an empty base tells where the few are not and goes too."""
    few = cells["base"].between(1, rules.min_base - 1).astype(bool)
    group = ["study", "population", "wave", "group_name", "group_level"]
    return few | ((cells["base"] == 0) & few.groupby([cells[name] for name in group]).transform("any"))


def _small_cells(cells: pd.DataFrame, rules: Profile) -> set[int]:
    proper = cells[cells["is_cell"] & (cells["term"] != TOTAL)]
    count, rest = proper["count"], proper["base"] - proper["count"]
    lower = 0 if rules.hide_zero else 1
    small = count.between(lower, rules.min_cell - 1)
    divided = {number for numbers in find_partitions(proper) for number in numbers}
    alone = ~proper["cell"].isin(divided)
    small |= alone & rest.between(lower, rules.min_cell - 1)
    small |= (count >= rules.max_share * proper["base"]) if rules.max_share < 1 else False
    totals = cells[cells["is_cell"] & (cells["term"] == TOTAL)]
    few = totals[totals["count"].between(1, rules.min_cell - 1)]
    return set(proper.loc[small, "cell"]) | set(few["cell"])


def _hide_linked(cells: pd.DataFrame, hidden: set[int], rules: Profile) -> set[int]:
    """Add cells to the hidden ones until no sum gives a hidden cell away."""
    first = cells.drop_duplicates("cell").set_index("cell")
    size = first["count"].fillna(first["base"]).fillna(0.0)
    is_total = first["group_level"].isin(["", TOTAL]) | first["term"].isin([TOTAL, WHOLE_FLOW])
    cost = {n: (bool(is_total[n]), bool(size[n] == 0), float(size[n]), n) for n in first.index}
    sums = find_sums(cells)
    changed = True
    while changed:
        changed = False
        for numbers in sums:
            covered = [number for number in numbers if number in hidden]
            open_ = [number for number in numbers if number not in hidden]
            weak = len(covered) == 1 or size.loc[covered].sum() < rules.min_cell
            if covered and open_ and weak:
                hidden.add(min(open_, key=cost.__getitem__))
                changed = True
    return hidden


def _blank(results: pd.DataFrame, *, small: pd.Series, linked: pd.Series, few: pd.Series) -> pd.DataFrame:
    released = results.copy()
    released.loc[small | linked, _BLANKED] = pd.NA
    released.loc[few, "n"] = pd.NA
    released.loc[small, "note"] = NOTE_SMALL
    released.loc[linked, "note"] = NOTE_LINKED
    return check_results(released)
