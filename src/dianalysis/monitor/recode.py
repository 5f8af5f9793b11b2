"""Turn forms of typed texts into forms of clean values, and keep why an answer is missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from dianalysis.codebook import Codebook, Variable
from dianalysis.monitor.forms import RawForm
from dianalysis.monitor.readers import NUMERIC, make_reader, read_column

_NO_REASONS = pd.DataFrame(
    {name: pd.Series(dtype="str") for name in ("_record", "form", "variable", "reason")}
)


@dataclass(frozen=True)
class Recoded:
    """A recoded form: `frame` with clean values, `reasons` (_record, firm_id, form, variable, reason)."""

    form: str
    frame: pd.DataFrame
    reasons: pd.DataFrame


def conform(frame: pd.DataFrame, form: str, codebook: Codebook) -> pd.DataFrame:
    """Give each variable of `form` its clean dtype: text, `datetime64[us]`, `Int64` or `Float64`."""
    result = frame.copy()
    for variable in codebook.variables(form):
        if variable.name in result.columns:
            result[variable.name] = _typed(result[variable.name], variable)
    return result


def _typed(column: pd.Series, variable: Variable) -> pd.Series:
    if variable.type == "date":
        return pd.to_datetime(column).astype("datetime64[us]")
    if variable.type in NUMERIC:
        return pd.to_numeric(column).astype("Int64")
    if variable.type == "decimal":
        return pd.to_numeric(column).astype("Float64")
    return column.astype("str")


def recode_form(raw: RawForm, codebook: Codebook, *, only: Collection[str] = ()) -> Recoded:
    """Recode the variables of a form.

    Parameters
    ----------
    raw
        The form as read.
    codebook
        The vocabulary.
    only
        Variables to recode; all of them when empty.

    Returns
    -------
    `frame`: the variables present, clean, with `_record`; missing is NA. `reasons`: one row per cell that
    gave a reason instead of an answer.
    """
    data: dict[str, pd.Series] = {}
    reasons: list[pd.DataFrame] = []
    for variable in codebook.variables(raw.form):
        if variable.name not in raw.frame.columns or (only and variable.name not in only):
            continue
        reader = make_reader(variable, codebook, aliases=raw.mapping.aliases(variable.name))
        readings = read_column(raw.frame[variable.name], reader)
        data[variable.name] = pd.Series([r.value for r in readings], index=raw.frame.index, dtype="object")
        given = [reading.reason for reading in readings]
        rows = pd.DataFrame({"_record": raw.frame["_record"], "form": raw.form, "variable": variable.name})
        reasons.append(rows.assign(reason=given)[[bool(reason) for reason in given]])
    frame = conform(pd.DataFrame(data, index=raw.frame.index), raw.form, codebook)
    frame["_record"] = raw.frame["_record"]
    told = pd.concat([_NO_REASONS, *reasons], ignore_index=True)
    numbers = frame.reindex(columns=["_record", "firm_id"]).set_index("_record")["firm_id"]
    told.insert(1, "firm_id", told["_record"].map(numbers).astype("str"))
    return Recoded(raw.form, frame.reset_index(drop=True), told)


def recode_forms(forms: Mapping[str, RawForm], codebook: Codebook) -> dict[str, Recoded]:
    """Recode every form; see `recode_form`."""
    return {name: recode_form(raw, codebook) for name, raw in forms.items()}
