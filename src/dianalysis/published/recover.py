"""Recover the place of printed values whose columns the text extraction lost.

A row that prints fewer values than it has columns has blanks (a blank means nobody). The values keep their
order; which columns are blank follows when only one arrangement makes every column add up to its base.
"""

from __future__ import annotations

import math
import re
from itertools import combinations, product

import pandas as pd

from dianalysis.published.figures import Printed, counts_of_share, figure_id

RECOVERED_COLUMNS = ("figure", "table", "row", "column", "stat", "value", "rule", "proof")
_VALUES = re.compile(r"\(after the total\):((?: \d+(?:\.\d+)?)+)")
RULE = "unique arrangement in which every column adds up to its base; a blank is zero"


def recover_figures(figures: pd.DataFrame) -> pd.DataFrame:
    """Find the cells of ambiguous rows, where exactly one arrangement fits.

    Parameters
    ----------
    figures
        Printed figures; the note of an ambiguous cell lists the values of its row in printed order.

    Returns
    -------
    One row per recovered cell with `RECOVERED_COLUMNS`; empty when nothing is unique.
    """
    printed = Printed.of(figures)
    listed = figures["note"].map(lambda note: _VALUES.search(note) is not None)
    ambiguous = figures[(figures["status"] == "ambiguous") & listed]
    records: list[dict[str, str]] = []
    for table, cells in ambiguous.groupby("table", sort=False):
        records += _recover_table(str(table), cells, printed)
    return pd.DataFrame(records, columns=list(RECOVERED_COLUMNS))


def _recover_table(table: str, cells: pd.DataFrame, printed: Printed) -> list[dict[str, str]]:
    rows = {str(row): _arrangements(part, table, printed) for row, part in cells.groupby("row", sort=False)}
    tried = math.prod(_number_of_arrangements(part) for _, part in cells.groupby("row", sort=False))
    fitting = []
    for choice in product(*rows.values()):
        placed = dict(zip(rows, choice, strict=True))
        if _columns_add_up(table, placed, printed):
            fitting.append(placed)
    if len(fitting) != 1:
        return []
    proof = f"of {tried} arrangements of rows {', '.join(rows)} only this one has shares that fit their bases"
    return [
        {
            "figure": figure_id(table, row, column, "pct"),
            "table": table,
            "row": row,
            "column": column,
            "stat": "pct",
            "value": value,
            "rule": RULE,
            "proof": proof,
        }
        for row, values in fitting[0].items()
        for column, value in values.items()
    ]


def _number_of_arrangements(part: pd.DataFrame) -> int:
    match = _VALUES.search(str(part["note"].iloc[0]))
    return math.comb(len(part), len(match.group(1).split()) if match else 0)


def _arrangements(part: pd.DataFrame, table: str, printed: Printed) -> list[dict[str, str]]:
    columns = [str(column) for column in part["column"]]
    match = _VALUES.search(str(part["note"].iloc[0]))
    values = match.group(1).split() if match else []
    found = []
    for chosen in combinations(range(len(columns)), len(values)):
        placed = dict.fromkeys(columns, "0.0")
        placed.update({columns[place]: value for place, value in zip(chosen, values, strict=True)})
        if all(_fits(table, column, value, printed) for column, value in placed.items()):
            found.append(placed)
    return found


def _fits(table: str, column: str, value: str, printed: Printed) -> bool:
    base = printed.count(table, "totaal", column, "N")
    return base is not None and bool(counts_of_share(value, base))


def _columns_add_up(table: str, placed: dict[str, dict[str, str]], printed: Printed) -> bool:
    columns = next(iter(placed.values()))
    return all(_column_adds_up(table, column, placed, printed) for column in columns)


def _column_adds_up(table: str, column: str, placed: dict[str, dict[str, str]], printed: Printed) -> bool:
    base = printed.count(table, "totaal", column, "N") or 0
    known = [
        text
        for row in printed.rows(table)
        if row != "totaal" and (text := printed.text(table, row, column, "pct")) is not None
    ]
    options = [counts_of_share(text, base) for text in [*known, *(row[column] for row in placed.values())]]
    return sum(map(min, options)) <= base <= sum(map(max, options)) if all(options) else False
