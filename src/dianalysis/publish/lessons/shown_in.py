"""Which cell of which notebook shows a result: kept in a file that `dianalysis lessons --cells` writes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dianalysis.errors import DataProblem, Unreadable, Where
from dianalysis.publish.lessons.redraw import COLUMNS

SHOWN_IN = "shown_in.csv"
_REMEDY = "Make the file anew with `dianalysis lessons --cells`."


def read_shown_in(file: Path) -> pd.DataFrame:
    """Read which cell shows each result.

    Parameters
    ----------
    file
        `shown_in.csv`: result_id, notebook (name of its execution) and cell (empty: no cell shows it).

    Returns
    -------
    The columns of `redraw.COLUMNS`, all texts.

    Raises
    ------
    Unreadable
        When the file cannot be read or has other columns.
    DataProblem
        When a result stands there twice.
    """
    try:
        table = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise Unreadable(
            "which cell shows a result cannot be read", where=Where(file=file.name), remedy=_REMEDY
        ) from error
    if tuple(table.columns) != COLUMNS:
        raise Unreadable(
            f"the columns must be {', '.join(COLUMNS)}", where=Where(file=file.name), remedy=_REMEDY
        )
    twice = table["result_id"].duplicated()
    if twice.any():
        row = int(twice.to_numpy().argmax())
        where = Where(file=file.name, row=row + 2, column="result_id", value=table["result_id"].iloc[row])
        raise DataProblem("a result stands there twice", where=where, remedy=_REMEDY)
    return table
