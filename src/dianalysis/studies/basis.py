"""What a number rests on: printed in the report, identified by its figures, reconstructed, or own data."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import numpy as np
import pandas as pd

from dianalysis.results import empty_results, make_results, result_id
from dianalysis.studies.hypotheses import Plan, add_note
from dianalysis.studies.population import PanelTables
from dianalysis.studies.rows import Record

TOLERANCE = (
    1e-9  # estimates closer than this are the same number: sums in another order differ by about 1e-13
)
POINT_ONLY = "the estimate; its uncertainty rests on the reconstruction"


def finish(
    records: Sequence[Record],
    *,
    study: str,
    panel: PanelTables,
    plan: Plan,
    repeat: Callable[[pd.DataFrame], Iterable[Record]],
) -> pd.DataFrame:
    """Turn the records of a study into its results table: families declared, basis assigned.

    Parameters
    ----------
    records
        Rows estimated on the panel.
    repeat
        Estimates the same rows, points only, on another table of companies: called once for each draw.

    Returns
    -------
    Results table with `family`, `p_adjusted`, `basis`, `range_low`, `range_high`, `figure` and `data_hash`
    set.
    """
    if not records:
        return empty_results()
    labelled = [{**record, "basis": "data", "data_hash": panel.data_hash or None} for record in records]
    results = plan.declare(make_results(labelled, study=study))
    draws = panel.draws if panel.basis != "data" else ()
    points = [points_by_id(repeat(companies), study=study) for companies in draws]
    return assign_basis(results, plan, panel_basis=panel.basis, draws=points)


def points_by_id(records: Iterable[Record], *, study: str) -> dict[str, float]:
    """Return the estimates of records by result id; a row without an estimate is left out."""
    return {
        result_id({**record, "study": study}): float(record["estimate"])  # type: ignore[arg-type]
        for record in records
        if record.get("estimate") is not None
    }


def assign_basis(
    results: pd.DataFrame, plan: Plan, *, panel_basis: str, draws: Sequence[Mapping[str, float]]
) -> pd.DataFrame:
    """Set what every row rests on.

    Parameters
    ----------
    results
        Results table; `figure` names the printed cell a row would reproduce.
    panel_basis
        `data` for a researcher's own exports: every row is `data` and names no printed figure.
    draws
        Estimates by result id, one mapping for each reconstruction draw.

    Returns
    -------
    The table with `basis`: `published` where the estimate rounds to the printed figure, `identified` where
    the plan says so and no draw differs, else `reconstructed` with the lowest and highest estimate over the
    draws.
    """
    if panel_basis == "data":
        nothing = pd.array([None] * len(results), dtype="string")
        return results.assign(basis=pd.array(["data"] * len(results), dtype="string"), figure=nothing)
    low, high = _ranges(results, draws)
    constant = (high - low <= TOLERANCE) & (len(draws) > 0)
    published = _published(results, plan.printed)
    identified = ~published & constant & _declared(results, plan.identified)
    open_ = ~published & ~identified
    basis = np.select([published, identified], ["published", "identified"], "reconstructed")
    uncertain = ~open_ & (results["conf_low"].notna() | results["p_value"].notna()).to_numpy(dtype=bool)
    known = results["figure"].isin(list(plan.printed)) if plan.printed else results["figure"].notna()
    return results.assign(
        basis=pd.array(basis, dtype="string"),
        range_low=pd.array(np.where(open_, low, np.nan), dtype="Float64"),
        range_high=pd.array(np.where(open_, high, np.nan), dtype="Float64"),
        figure=results["figure"].where(known),
        note=add_note(results["note"], uncertain, "basis is that of " + POINT_ONLY),
    )


def _ranges(results: pd.DataFrame, draws: Sequence[Mapping[str, float]]) -> tuple[np.ndarray, np.ndarray]:
    if not draws:
        nothing = np.full(len(results), np.nan)
        return nothing, nothing
    ids = list(results["result_id"])
    table = np.array([[draw.get(name, np.nan) for name in ids] for draw in draws], dtype=float)
    seen = ~np.isnan(table).all(axis=0)
    low, high = np.full(len(ids), np.nan), np.full(len(ids), np.nan)
    low[seen], high[seen] = np.nanmin(table[:, seen], axis=0), np.nanmax(table[:, seen], axis=0)
    return low, high


def _published(results: pd.DataFrame, printed: Mapping[str, str]) -> np.ndarray:
    pairs = zip(results["figure"], results["estimate"], strict=True)
    return np.array(
        [
            not pd.isna(figure) and not pd.isna(value) and reproduces(float(value), str(figure), printed)
            for figure, value in pairs
        ],
        dtype=bool,
    )


def reproduces(estimate: float, figure: str, printed: Mapping[str, str]) -> bool:
    """Return whether an estimate, rounded half up as the print is, equals the printed figure.

    Parameters
    ----------
    estimate
        Unrounded; a share between 0 and 1 where the figure is a percentage (its id ends in /pct).
    figure
        Id of the printed figure: table/row/column/stat.
    printed
        Printed text by figure id; a figure that is absent or has no text is not reproduced.
    """
    text = printed.get(figure, "").replace(",", ".").strip()
    try:
        target = Decimal(text)
    except InvalidOperation:
        return False
    if math.isnan(estimate):
        return False
    scaled = Decimal(repr(round(estimate * (100 if figure.endswith("/pct") else 1), 10)))
    return scaled.quantize(Decimal(1).scaleb(int(target.as_tuple().exponent)), ROUND_HALF_UP) == target


def _declared(results: pd.DataFrame, rules: Sequence[Mapping[str, str]]) -> np.ndarray:
    declared = np.zeros(len(results), dtype=bool)
    for rule in rules:
        match = np.ones(len(results), dtype=bool)
        for column in ("study", "measure", "population", "wave", "group_name", "contrast", "term"):
            if rule[column] != "*":
                match &= (results[column].fillna("") == rule[column]).to_numpy(dtype=bool)
        declared |= match
    return declared
