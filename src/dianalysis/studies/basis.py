"""What a number rests on: printed in the report, identified by its figures, reconstructed, or own data."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dianalysis.errors import ResultsError
from dianalysis.results import empty_results, make_results, result_id
from dianalysis.studies.hypotheses import Plan, add_note
from dianalysis.studies.notes import POINT_ONLY, note_decimals
from dianalysis.studies.population import PanelTables
from dianalysis.studies.rows import Record

Point: TypeAlias = tuple[float, ...]
POINT_COLUMNS = ("estimate", "conf_low", "conf_high", "p_value")
TOLERANCE = 1e-9  # closer estimates are the same number: sums in another order differ by about 1e-13


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
    return assign_basis(results, plan, panel_basis=panel.basis, draws=points, bounds=panel.bounds)


def points_by_id(records: Iterable[Record], *, study: str) -> dict[str, Point]:
    """Return estimate, interval and p-value of records by result id; what is absent is NaN."""
    return {
        result_id({**record, "study": study}): tuple(
            float(record.get(name, math.nan))  # type: ignore[arg-type]
            for name in POINT_COLUMNS
        )
        for record in records
    }


def assign_basis(
    results: pd.DataFrame,
    plan: Plan,
    *,
    panel_basis: str,
    draws: Sequence[Mapping[str, Point]],
    bounds: Mapping[str, tuple[float, float]] | None = None,
) -> pd.DataFrame:
    """Set what every row rests on.

    Parameters
    ----------
    results
        Results table; `figure` names the printed cell a row would reproduce.
    panel_basis
        `data` for a researcher's own exports: every row is `data` and names no printed figure.
    draws
        Estimate, interval and p-value by result id, one mapping for each reconstruction draw.
    bounds
        Proven lowest and highest value over all data sets that fit the printed figures, by the part of the
        result id after the study.

    Returns
    -------
    The table with `basis`: `published` where the estimate rounds to the printed figure, `identified` where
    the plan says so and no draw or bound differs, else `reconstructed`. A range stands beside a reconstructed
    estimate, and beside a published one whose unprinted decimals differ: the bounds (`range_method` exact)
    where there are any, else the lowest and highest estimate over the draws (`range_method` draws).

    Raises
    ------
    ResultsError
        When an estimate lies outside its range over the draws: the panel is then not one of the draws. When
        an estimate or a draw lies outside the bounds: draws and bounds rest on different figures.
    """
    if panel_basis == "data":
        nothing = pd.array([None] * len(results), dtype="string")
        return results.assign(basis=pd.array(["data"] * len(results), dtype="string"), figure=nothing)
    low, high = _ranges(results, draws)
    _require_within(results, low[:, 0], high[:, 0])
    same = high - low <= TOLERANCE  # NaN, so False, where the draws say nothing
    low, high, constant = low[:, 0], high[:, 0], same[:, 0]
    least, most = find_bounds(results, bounds or {})
    _require_bounded(results, low, high, (least, most))
    constant &= ~(most - least > TOLERANCE)  # NaN, so as the draws say, where there are no bounds
    published = _published(results, plan.printed)
    identified = ~published & constant & _declared(results, plan.identified)
    open_ = ~published & ~identified
    basis = np.select([published, identified], ["published", "identified"], "reconstructed")
    given = results[list(POINT_COLUMNS)].notna().to_numpy(dtype=bool)
    ranged = open_ | (published & ~constant)
    exact = ranged & ~np.isnan(least)
    low, high = np.where(exact, least, low), np.where(exact, most, high)
    drawn = ranged & ~exact & ~np.isnan(low)
    uncertain = ~open_ & (given & ~same)[:, 1:].any(axis=1)
    known = results["figure"].isin(list(plan.printed)) if plan.printed else results["figure"].notna()
    notes = add_note(results["note"], uncertain, "basis is that of " + POINT_ONLY)
    return results.assign(
        basis=pd.array(basis, dtype="string"),
        range_low=pd.array(np.where(ranged, low, np.nan), dtype="Float64"),
        range_high=pd.array(np.where(ranged, high, np.nan), dtype="Float64"),
        range_method=pd.Series(pd.NA, results.index, "string").mask(exact, "exact").mask(drawn, "draws"),
        figure=results["figure"].where(known),
        note=_note_printed(notes, results["figure"], published & ~constant, plan.printed),
    )


def _note_printed(
    notes: pd.Series, figures: pd.Series, where: NDArray[np.bool_], printed: Mapping[str, str]
) -> pd.Series:
    """Say with how many decimals an estimate was printed, where the decimals after those differ by draw."""
    decimals = [
        -int(Decimal(printed[str(figure)].replace(",", ".").strip()).as_tuple().exponent) if open_ else -1
        for figure, open_ in zip(figures, where, strict=True)
    ]
    for number in sorted(set(decimals) - {-1}):
        notes = add_note(notes, np.array(decimals) == number, note_decimals(number))
    return notes


def _ranges(
    results: pd.DataFrame, draws: Sequence[Mapping[str, Point]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lowest and highest of each of POINT_COLUMNS (columns) for each result (rows), over the draws."""
    absent = (math.nan,) * len(POINT_COLUMNS)
    low = np.full((len(results), len(POINT_COLUMNS)), math.nan)
    high = low.copy()
    for draw in draws:
        found = np.array([draw.get(name, absent) for name in results["result_id"]], dtype=float)
        low, high = np.fmin(low, found), np.fmax(high, found)
    return low, high


def _require_within(results: pd.DataFrame, low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
    estimate = results["estimate"].to_numpy(dtype=float, na_value=math.nan)
    outside = (estimate < low - TOLERANCE) | (estimate > high + TOLERANCE)
    if outside.any():
        raise ResultsError(
            f"{int(outside.sum())} estimates lie outside their range over the draws of the reconstruction, "
            f"the first is {results['result_id'].to_numpy()[outside][0]}",
            remedy="The demo exports are not those of draw 1; make both anew with `dianalysis reconstruct`.",
        )


def find_bounds(
    results: pd.DataFrame, bounds: Mapping[str, tuple[float, float]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the proven lowest and highest value of each result, NaN where there is none.

    Parameters
    ----------
    results
        Results table.
    bounds
        By the part of the result id after the study; a key that ends in `/*` serves every term without a key
        of its own.
    """
    none = (math.nan, math.nan)
    keys = [str(name).partition("/")[2] for name in results["result_id"]]
    found = [bounds.get(key) or bounds.get(f"{key.rpartition('/')[0]}/*", none) for key in keys]
    ends = np.where(results["estimate"].notna().to_numpy()[:, None], np.array(found).reshape(-1, 2), np.nan)
    return ends[:, 0], ends[:, 1]


def _require_bounded(
    results: pd.DataFrame,
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    bounds: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> None:
    estimate = results["estimate"].to_numpy(dtype=float, na_value=math.nan)
    for what, least, most in (("estimates", estimate, estimate), ("ranges over the draws", low, high)):
        outside = (least < bounds[0] - TOLERANCE) | (most > bounds[1] + TOLERANCE)
        if outside.any():
            place = int(outside.argmax())
            raise ResultsError(
                f"{int(outside.sum())} {what} lie outside their bounds over all data sets that fit the "
                f"printed figures, the first is {results['result_id'].iloc[place]}: {least[place]:g} to "
                f"{most[place]:g} against {bounds[0][place]:g} to {bounds[1][place]:g}",
                remedy="Make the draws with `dianalysis reconstruct`, the bounds with `dianalysis bounds`.",
            )


def _published(results: pd.DataFrame, printed: Mapping[str, str]) -> NDArray[np.bool_]:
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


def _declared(results: pd.DataFrame, rules: Sequence[Mapping[str, str]]) -> NDArray[np.bool_]:
    declared = np.zeros(len(results), dtype=bool)
    for rule in rules:
        match = np.ones(len(results), dtype=bool)
        for column in ("study", "measure", "population", "wave", "group_name", "contrast", "term"):
            if rule[column] != "*":
                match &= (results[column].fillna("") == rule[column]).to_numpy(dtype=bool)
        declared |= match
    return declared
