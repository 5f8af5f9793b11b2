"""The columns of a draw: order and types as the codebook has them."""

from __future__ import annotations

import pandas as pd

from dianalysis.codebook import Codebook

WHOLE_NUMBERS = ("score", "integer")


def typed_frame(frame: pd.DataFrame, codebook: Codebook, *, forms: tuple[str, ...]) -> pd.DataFrame:
    """Order the columns as in the forms, without personal ones, with one type per kind of variable.

    Parameters
    ----------
    frame
        All variables of the forms.
    codebook
        Where the types stand.
    forms
        Forms in order; a variable that stands in several is kept where it comes first.

    Returns
    -------
    Scores as Int64, days as datetime64[us], all else as text; missing stays missing.
    """
    columns: dict[str, pd.Series] = {}
    for variable in (one for form in forms for one in codebook.variables(form)):
        if variable.personal or variable.name in columns:
            continue
        values = frame[variable.name]
        if variable.type in WHOLE_NUMBERS:
            columns[variable.name] = values.astype("Int64")
        elif variable.type == "date":
            columns[variable.name] = values.astype("datetime64[us]")
        else:
            columns[variable.name] = values.astype("str")
    return pd.DataFrame(columns).reset_index(drop=True)
