"""What a row of results tells about a number of units: the cell behind it, and the sums that cells take part
in.

The count and the share of one category are two faces of one cell, so they are hidden together. The names used
here are the conventions of `data/plan/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

TOTAL = "totaal"
WHOLE_FLOW = "registered"  # every registered company stopped, was late, or is complete
_PARTS_OF_FLOW = ("stopped", "late", "complete")
_SUM_TOLERANCE = 1e-6
_NESTED: dict[str, tuple[str, dict[str, tuple[str, ...] | str]]] = {
    "typology_group": ("typology", {"a_ab": ("a", "ab"), "b_bc": ("b", "bc"), "c_d": ("c", "cd", "d")}),
    "direction": ("growth", {"achteruitgang": "min_", "stabiel": "stabiel", "vooruitgang": "plus_"}),
}
_KEY = ["study", "stem", "population", "wave", "group_name", "group_level", "contrast", "term"]


def describe_cells(results: pd.DataFrame) -> pd.DataFrame:
    """Say for every row which cell it shows and how many units are in it.

    Parameters
    ----------
    results
        A results table.

    Returns
    -------
    DataFrame with the index of `results`: the columns of the key with `stem` (the measure without `_n` or
    `_share`), `is_cell` (the row counts units in a category), `count` (units in it, NA when it is no cell),
    `base` (units the estimate rests on) and `cell` (a number; rows with the same number show the same cell).
    """
    frame = results[[name for name in _KEY if name != "stem"]].astype("object").fillna("")
    measure = results["measure"].astype("object")
    frame["stem"] = measure.str.replace(r"(_n|_share)$", "", regex=True)
    is_count = measure.str.endswith("_n").to_numpy(dtype=bool)
    is_share = measure.str.endswith("_share").to_numpy(dtype=bool)
    estimate = results["estimate"].astype("float64")
    base = results["n"].astype("float64")
    frame["is_cell"] = (is_count | is_share) & estimate.notna().to_numpy()
    frame["count"] = estimate.where(is_count, (estimate * base).round()).where(frame["is_cell"])
    frame["base"] = base
    frame["cell"] = frame.groupby(_KEY, sort=False).ngroup()
    return frame


def find_sums(cells: pd.DataFrame) -> list[tuple[int, ...]]:
    """List the sums a reader could work out: sets of cells of which one follows from the others.

    Parameters
    ----------
    cells
        From `describe_cells`.

    Returns
    -------
    Tuples of cell numbers. Five kinds: the categories of a distribution; the groups of one category with the
    row of all groups; the start types and the end types of a transition table; categories with the group
    they form.
    """
    first = cells.drop_duplicates("cell")
    sums = [*find_partitions(first), *_sums_of_groups(first), *_sums_of_nested(first)]
    sums += _sums_of_flow(first)
    return [numbers for numbers in sums if len(numbers) > 1]


def find_partitions(cells: pd.DataFrame) -> list[tuple[int, ...]]:
    """List the distributions among the cells: sets that divide the same units among them."""
    first = cells.drop_duplicates("cell")
    return [*_sums_of_terms(first), *_sums_of_transitions(first)]


def is_partition(counts: pd.Series, base: float) -> bool:
    """Say whether categories divide the units among them: each unit is in exactly one."""
    return len(counts) > 1 and abs(float(counts.sum()) - base) < max(_SUM_TOLERANCE * base, 0.5)


def _numbers(frame: pd.DataFrame) -> tuple[int, ...]:
    return tuple(int(number) for number in frame["cell"])


def _sums_of_terms(cells: pd.DataFrame) -> Iterable[tuple[int, ...]]:
    proper = cells[cells["is_cell"] & (cells["term"] != TOTAL) & (cells["term"] != "")]
    keys = [name for name in _KEY if name != "term"]
    for _, group in proper[proper["stem"] != "transition"].groupby(keys, sort=False):
        if is_partition(group["count"], float(group["base"].max())):
            yield _numbers(group)


def _sums_of_groups(cells: pd.DataFrame) -> Iterable[tuple[int, ...]]:
    keys = ["study", "stem", "population", "wave", "contrast", "term"]
    for _, group in cells.groupby(keys, sort=False):
        whole = group[(group["group_level"] == "") | (group["group_level"] == TOTAL)]
        if whole.empty:
            continue
        parts = group.drop(whole.index)
        for name, levels in parts.groupby("group_name", sort=False):
            total = whole[whole["group_name"].isin(["", name])].head(1)
            yield (*_numbers(levels), *_numbers(total))


def _sums_of_transitions(cells: pd.DataFrame) -> Iterable[tuple[int, ...]]:
    moves = cells[cells["is_cell"] & (cells["stem"] == "transition") & cells["term"].str.contains("_to_")]
    ends = moves["term"].str.split("_to_", n=1, expand=True)
    keys = [name for name in _KEY if name not in ("term", "stem")]
    for side in ends.columns:
        for _, group in moves.assign(side=ends[side]).groupby([*keys, "side"], sort=False):
            yield _numbers(group)


def _sums_of_flow(cells: pd.DataFrame) -> list[tuple[int, ...]]:
    flow = cells[(cells["stem"] == "flow") & cells["term"].isin([WHOLE_FLOW, *_PARTS_OF_FLOW])]
    keys = [name for name in _KEY if name not in ("term", "stem")]
    return [_numbers(group) for _, group in flow.groupby(keys, sort=False)]


def _sums_of_nested(cells: pd.DataFrame) -> Iterable[tuple[int, ...]]:
    keys = [name for name in _KEY if name not in ("term", "stem")]
    for stem, (inner, parts) in _NESTED.items():
        members = dict(iter(cells[cells["stem"] == inner].groupby(keys, sort=False)))
        for key, group in cells[cells["stem"] == stem].groupby(keys, sort=False):
            for term, number in zip(group["term"].astype(str), group["cell"], strict=True):
                if term in parts and key in members:
                    found = members[key]
                    yield (*_numbers(found[_belongs(found["term"], parts[term])]), int(number))


def _belongs(terms: pd.Series, wanted: tuple[str, ...] | str) -> pd.Series:
    """Tell which terms are in a group given as a tuple of terms or as their common beginning."""
    return terms.isin(wanted) if isinstance(wanted, tuple) else terms.str.startswith(wanted)
