"""How the demo's monitor system writes its exports: which file, sheets, headers, dates and codes per form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from dianalysis.codebook import Codebook, Variable
from dianalysis.errors import ParameterError, Where
from dianalysis.sources import SavLayout, XlsxSheet, write_csv, write_sav, write_xlsx

Rows = list[dict[str, str]]
"""Rows of one form as texts, in the order of the file; variable to text."""

SEPARATOR = "; "
_GROUPS = (("share_age_", "Leeftijd"), ("share_edu_", "Opleiding"), ("share_", "Dienstverband en geslacht"))
_REGISTRATION_GROUPS = {"firm_id": "Bedrijf", "firm_name": "Bedrijf", "status": "Stand", "stop_date": "Stand"}
_MINUTES = ("12,5", "8,0", "23,75", "15,25", "9,5")


@dataclass(frozen=True)
class Headers:
    """Headers and sheets of one form, as the mapping of the demo declares them."""

    file: str
    sheets: tuple[str, ...]
    names: Mapping[str, str]


def read_headers(mapping: Mapping[str, Any], codebook: Codebook) -> dict[str, Headers]:
    """Take the headers of every form from the content of mapping.yaml, so that writer and reader agree.

    Raises
    ------
    ParameterError
        When the mapping lacks a form or a variable of the codebook.
    """
    headers = {}
    for form in codebook.forms:
        body = mapping.get("forms", {}).get(form, {})
        names = {variable: header for header, variable in body.get("columns", {}).items()}
        lacking = [v.name for v in codebook.variables(form) if v.name not in names]
        if lacking:
            raise ParameterError(
                f"the mapping of the demo has no header for {lacking[0]} of {form}",
                where=Where(file="mapping.yaml"),
                remedy="Add it under `columns`.",
            )
        headers[form] = Headers(body["file"], tuple(body.get("sheets", ())), names)
    return headers


def first_row(form: str) -> int:
    """Return the row number of the first record in the form's file, as a spreadsheet shows it."""
    return {"registration": 3, "monitor_2": 1}.get(form, 2)


def locator(form: str, position: int, headers: Headers) -> str:
    """Return the place of a row as the cleaning log names it: file, sheet where there are several, row.

    Parameters
    ----------
    form
        Slug of the form.
    position
        Number of the record in its file; the first is 0.
    headers
        Headers of the form.
    """
    sheet = f"{headers.sheets[0]}:" if headers.sheets else ""
    return f"{headers.file}:{sheet}{first_row(form) + position}"


def render(frame: pd.DataFrame, form: str, codebook: Codebook) -> Rows:
    """Write clean values as the texts of the export: Dutch labels, dates in the form's own style.

    Parameters
    ----------
    frame
        Clean values, one column per variable; what the frame lacks becomes empty.
    form
        Slug of the form.
    codebook
        Labels and the order of the variables.
    """
    columns = {}
    for variable in codebook.variables(form):
        if variable.name in frame.columns:
            show = _shower(variable, form, codebook)
            columns[variable.name] = ["" if pd.isna(v) else show(v) for v in frame[variable.name]]
        else:
            columns[variable.name] = [""] * len(frame)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _shower(variable: Variable, form: str, codebook: Codebook) -> Callable[[Any], str]:
    if variable.type == "date":
        style = {"monitor_1": "%d-%m-%Y", "self_employed": "%d/%m/%Y"}.get(form, "%Y-%m-%d")
        return lambda value: pd.Timestamp(value).strftime(style)
    if variable.type == "score":
        return lambda value: str(int(value))
    if not variable.value_set:
        return str
    labels = codebook.labels(variable.value_set, "nl")
    if variable.type == "multiple":
        return lambda value: SEPARATOR.join(labels[part] for part in str(value).split("+"))
    return lambda value: labels[str(value)]


def write_exports(
    rows: Mapping[str, Rows], headers: Mapping[str, Headers], codebook: Codebook, folder: Path
) -> None:
    """Write every form to its file in `folder`.

    Parameters
    ----------
    rows
        Form to its rows as texts.
    headers
        Form to its headers.
    codebook
        Codes and labels for the .sav file, order of the variables.
    folder
        Folder of the exports.
    """
    _write_registration(rows["registration"], headers["registration"], folder)
    _write_monitor_1(rows["monitor_1"], headers["monitor_1"], rows["registration"], folder)
    _write_monitor_2(rows["monitor_2"], headers["monitor_2"], codebook, folder)
    _write_monitor_3(rows["monitor_3"], headers["monitor_3"], codebook, folder)
    table = _table(rows["self_employed"], headers["self_employed"])
    write_csv(table, folder / headers["self_employed"].file)


def _table(rows: Rows, headers: Headers, variables: Sequence[str] = ()) -> pd.DataFrame:
    names = list(variables) or list(headers.names)
    data = {headers.names[name]: pd.Series([row[name] for row in rows], dtype="object") for name in names}
    return pd.DataFrame(data)


def _write_registration(rows: Rows, headers: Headers, folder: Path) -> None:
    table = _table(rows, headers).map(_date_cell)
    groups = []
    for name in headers.names:
        fits = [group for start, group in _GROUPS if name.startswith(start)]
        groups.append(_REGISTRATION_GROUPS.get(name) or (fits[0] if fits else "Registratie"))
    shown = [g if i == 0 or groups[i - 1] != g else "" for i, g in enumerate(groups)]
    write_xlsx([XlsxSheet(headers.sheets[0], table, groups=shown)], folder / headers.file)


def _date_cell(text: str) -> object:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text or None


def _write_monitor_1(rows: Rows, headers: Headers, registered: Rows, folder: Path) -> None:
    names = {row["firm_id"].strip(): row["firm_name"] for row in registered}
    table = _table(rows, headers)
    table.insert(1, "Bedrijfsnaam", [names.get(row["firm_id"].strip(), "") for row in rows])
    table["Invoerduur (min)"] = [_MINUTES[i % len(_MINUTES)] for i in range(len(rows))]
    write_csv(table, folder / headers.file, encoding="cp1252", delimiter=";", line_end="\r\n")


def _write_monitor_2(rows: Rows, headers: Headers, codebook: Codebook, folder: Path) -> None:
    missing = codebook.missing_codes()
    reasons = {codebook.label("missing", reason, "nl"): code for reason, code in missing.items()}
    table = _table(rows, headers)
    layout = SavLayout({}, {}, {})
    described, labelled, declared = {}, {}, {}
    for variable in codebook.variables("monitor_2"):
        header = headers.names[variable.name]
        described[header] = variable.question_nl
        if variable.type == "date":
            table[header] = pd.Series([_date_cell(text) for text in table[header]], dtype="object")
        elif variable.type == "yes_no":
            labels = codebook.labels(variable.value_set, "nl")
            codes = {
                labels[value]: code for value, code in codebook.codes(variable.value_set).items()
            } | reasons
            table[header] = [float(codes.get(t, t)) if t else float("nan") for t in table[header]]
            labelled[header] = {code: text for text, code in codes.items()}
            declared[header] = tuple(sorted(missing[reason] for reason in variable.missing_reasons))
    layout = SavLayout(described, labelled, declared)
    write_sav(table, folder / headers.file, layout=layout)


def _write_monitor_3(rows: Rows, headers: Headers, codebook: Codebook, folder: Path) -> None:
    blocks = [
        ["adviser_id", "monitor_3_date", "typology_end"],
        [name for name in headers.names if name.startswith("outcome_")],
        ["followup", "followup_kind", "support_wanted"],
        *(_indicators(aspect, codebook) for aspect in codebook.aspects["aspect"]),
        [name for name in headers.names if name.startswith("condition_")],
        ["satisfaction", "grade"],
    ]
    numbers = {v.name for v in codebook.variables("monitor_3") if v.type == "score"}
    sheets = []
    for sheet, block in zip(headers.sheets, blocks, strict=True):
        table = _table(rows, headers, ["firm_id", *block])
        for name in block:
            cell = _number_cell if name in numbers else _date_cell
            table[headers.names[name]] = pd.Series([cell(row[name]) for row in rows], dtype="object")
        sheets.append(XlsxSheet(sheet, table))
    write_xlsx(sheets, folder / headers.file)


def _indicators(aspect: str, codebook: Codebook) -> list[str]:
    table = codebook.indicators
    return [f"indicator_{name}" for name in table.loc[table["aspect"] == aspect, "indicator"]]


def _number_cell(text: str) -> object:
    return int(text) if text.isdigit() else text or None
