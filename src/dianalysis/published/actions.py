"""The catalogue of actions and results that the report lists by indicator, in our own summaries."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dianalysis.errors import Unreadable, Where
from dianalysis.paths import ProjectPaths

COLUMNS = ("aspect", "indicator", "number", "kind", "summary_nl", "summary_en", "status")


def read_actions(path: Path | None = None) -> pd.DataFrame:
    """Read the actions and results of tables 10 to 14.

    Parameters
    ----------
    path
        `actions.csv`; that of this project when absent.

    Returns
    -------
    DataFrame of texts in printed order: `aspect`, `indicator`, `number` (empty where the report lists nothing
    under an indicator), `kind` (action or result; empty there too), `summary_nl`,
    `summary_en` and `status`.

    Raises
    ------
    Unreadable
        When the file is not there or lacks a column.
    """
    file = ProjectPaths.find().published / "actions.csv" if path is None else path
    if not file.is_file():
        raise Unreadable("the catalogue of actions is not there", where=Where(file=str(file)))
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        raise Unreadable("a column is missing", where=Where(file=file.name, column=missing[0]))
    return table[list(COLUMNS)]
