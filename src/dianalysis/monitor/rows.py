"""Point at one row or cell of a raw form without showing anything personal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from dianalysis.codebook import Variable
from dianalysis.monitor.forms import RawForm
from dianalysis.monitor.problems import Problem, make_problem
from dianalysis.monitor.text import tidy

MAX_SHOWN = 60
_NUMBER_LIKE = re.compile(r"[A-Za-z]{0,4}[-_]?\d{1,9}|[A-Za-z] \d{1,9}")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as mappings of column name to value."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def row_of(form: RawForm, position: int) -> Mapping[str, object]:
    """Return one row of the form as a mapping."""
    return {str(name): value for name, value in form.frame.iloc[position].items()}


def shown_id(row: Mapping[str, object]) -> str:
    """Return the number of the firm when it looks like a number; a name typed in its place is not shown."""
    return shown_number(str(row.get("firm_id", "")))


def shown_number(text: str) -> str:
    """Return a number of a firm when it looks like one, else nothing: it may be a name."""
    plain = tidy(text)
    return plain if _NUMBER_LIKE.fullmatch(plain) else ""


def shown_value(text: str, variable: Variable) -> str:
    """Return the value to show: nothing for a personal variable or for free text in an identifier."""
    if variable.personal or variable.type == "text":
        return ""
    if variable.type == "id" and not _NUMBER_LIKE.fullmatch(tidy(text)):
        return ""
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def add_flag(
    problems: list[Problem],
    form: RawForm,
    position: int,
    variable: Variable,
    *,
    rule: str,
    message: str,
) -> None:
    """Append the problem of one cell."""
    row = row_of(form, position)
    file, sheet, number, header = form.place(row, variable.name)
    problems.append(
        make_problem(
            rule,
            message,
            form=form.form,
            file=file,
            sheet=sheet,
            row=number,
            column=header,
            value=shown_value(str(row.get(variable.name, "")), variable),
            row_id=shown_id(row),
            variable=variable.name,
            record=str(row["_record"]),
        )
    )
