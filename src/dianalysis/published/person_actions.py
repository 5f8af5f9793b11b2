"""The examples of actions and results of the self-employed, in our own summaries."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dianalysis.paths import ProjectPaths
from dianalysis.published.actions import read_actions


def read_person_actions(path: Path | None = None) -> pd.DataFrame:
    """Read the actions and results of tables 28 and 29.

    Parameters
    ----------
    path
        `actions_self_employed.csv`; that of this project when absent.

    Returns
    -------
    The columns of `read_actions`, in printed order.

    Raises
    ------
    Unreadable
        When the file is not there or lacks a column.
    """
    return read_actions(ProjectPaths.find().published / "actions_self_employed.csv" if path is None else path)
