"""The results table: one row per estimate, the same columns from every study.

Estimates are unrounded; shares lie between 0 and 1; what is absent is NA, never a number that stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from dianalysis.errors import ResultsError, Unreadable, Where

TEXT_COLUMNS = (
    "result_id", "study", "measure", "population", "wave", "group_name", "group_level", "contrast", "term",
    "family", "method", "basis", "range_method", "figure", "data_hash", "note",
)  # fmt: skip
NUMBER_COLUMNS = (
    "estimate", "std_error", "conf_low", "conf_high", "conf_level", "statistic", "df", "p_value",
    "p_adjusted", "n", "range_low", "range_high",
)  # fmt: skip
COLUMNS = (
    "result_id", "study", "measure", "population", "wave", "group_name", "group_level", "contrast", "term",
    "estimate", "std_error", "conf_low", "conf_high", "conf_level", "statistic", "df", "p_value",
    "p_adjusted", "family", "n", "method", "basis", "range_low", "range_high", "range_method", "figure",
    "data_hash", "note",
)  # fmt: skip
BASES = ("published", "identified", "reconstructed", "data", "assumed")
RANGE_METHODS = ("exact", "draws")
REQUIRED = ("result_id", "study", "measure", "population", "method", "basis")
_SLUG = re.compile(r"[^A-Za-z0-9_.+<>=-]+")


def result_id(row: Mapping[str, object]) -> str:
    """Return the identifier of a row: its naming columns joined, empty parts left out.

    Parameters
    ----------
    row
        At least study and measure; population, wave, group_name, group_level, contrast and term
        where they apply.
    """
    level = _part(row, "group_level")
    group = f"{_part(row, 'group_name')}={level}" if level else _part(row, "group_name")
    parts = [_part(row, name) for name in ("study", "measure", "population", "wave")]
    parts += [group, _part(row, "contrast"), _part(row, "term")]
    return "/".join(part for part in parts if part)


def _part(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    if value is None or value is pd.NA or value != value:
        return ""
    return _SLUG.sub("_", str(value)).strip("_")


def empty_results() -> pd.DataFrame:
    """Return a results table without rows, with every column and its type."""
    return _typed(pd.DataFrame(columns=list(COLUMNS)))


def make_results(records: Iterable[Mapping[str, object]], *, study: str) -> pd.DataFrame:
    """Turn records into a checked results table of one study.

    Parameters
    ----------
    records
        One mapping per estimate; keys are results columns, absent ones become NA.
    study
        Name of the study, written into every row.

    Returns
    -------
    DataFrame with the columns of `COLUMNS`; a record without `result_id` gets one from its naming columns.

    Raises
    ------
    ResultsError
        When a record has an unknown column or the table breaks the contract.
    """
    rows: list[dict[str, object]] = []
    for record in records:
        row = {**record, "study": study}
        unknown = sorted(set(row) - set(COLUMNS))
        if unknown:
            raise ResultsError(f"a result has unknown columns {unknown}", where=Where(column=unknown[0]))
        row.setdefault("result_id", result_id(row))
        rows.append(row)
    if not rows:
        return empty_results()
    return check_results(_typed(pd.DataFrame(rows).reindex(columns=list(COLUMNS))))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    texts = {name: frame[name].astype("string") for name in TEXT_COLUMNS}
    numbers = {name: pd.to_numeric(frame[name]).astype("Float64") for name in NUMBER_COLUMNS}
    return frame.assign(**texts, **numbers)


def check_results(results: pd.DataFrame) -> pd.DataFrame:
    """Return `results` unchanged when it keeps the contract of the results table.

    Raises
    ------
    ResultsError
        On missing or unknown columns, a duplicate or empty identifier, an unknown basis, an interval whose
        bounds are not in order, a range that does not say over what it runs, or a p-value outside 0 to 1.
    """
    _check_columns(results)
    for name in REQUIRED:
        _refuse(results, results[name].isna(), f"column {name} is empty")
    _refuse(results, results["result_id"].duplicated(), "the identifier occurs twice")
    _refuse(results, ~results["basis"].isin(BASES), f"the basis is not one of {', '.join(BASES)}")
    _refuse(results, results["conf_low"] > results["conf_high"], "the interval ends before it begins")
    _refuse(results, results["range_low"] > results["range_high"], "the range ends before it begins")
    said = results["range_method"].isin(RANGE_METHODS)
    unsaid = results["range_low"].notna() != results["range_method"].notna()
    _refuse(results, unsaid | (results["range_method"].notna() & ~said), "the range does not say over what")
    for name in ("p_value", "p_adjusted"):
        _refuse(results, (results[name] < 0) | (results[name] > 1), f"{name} lies outside 0 to 1")
    return results


def _check_columns(results: pd.DataFrame) -> None:
    if tuple(results.columns) != COLUMNS:
        difference = sorted(set(COLUMNS) ^ set(map(str, results.columns)))
        raise ResultsError(
            f"the results table must have the columns of the contract, in order; see {difference}",
            remedy="A table of an earlier version is made anew by running its notebook again.",
        )


def _refuse(results: pd.DataFrame, broken: pd.Series, message: str) -> None:
    bad = broken.fillna(False).astype(bool)
    if bad.any():
        first = results.loc[bad, "result_id"].iloc[0]
        raise ResultsError(f"{message} in result {first}", remedy=f"{int(bad.sum())} rows have this problem.")


def read_results(file: Path) -> pd.DataFrame:
    """Read a results table that a notebook or a run wrote (parquet).

    Raises
    ------
    Unreadable
        When the file is absent or cannot be read.
    ResultsError
        When it breaks the contract of the results table.
    """
    try:
        table = pd.read_parquet(file)
    except (OSError, ValueError) as error:
        raise Unreadable(
            "the results of the run cannot be read", where=Where(file=str(file)),
            remedy="Make them with `dianalysis run`, or name the folder of a run with --run.",
        ) from error  # fmt: skip
    try:
        return check_results(table)
    except ResultsError as error:
        where = Where(file=str(file))
        raise ResultsError(error.message, where=where, remedy=error.remedy) from error


def bind_results(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put results tables under each other and check the whole.

    Raises
    ------
    ResultsError
        When a table breaks the contract or two tables hold the same identifier.
    """
    kept = [table for table in tables if len(table)]
    if not kept:
        return empty_results()
    return check_results(_typed(pd.concat(kept, ignore_index=True)))
