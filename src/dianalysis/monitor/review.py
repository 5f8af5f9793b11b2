"""Prove that raw + log = clean, cell by cell, by a second route.

`apply_log` edits forms step by step. The review does not: it looks every clean cell up in the raw data, lays
the log's texts over them, reads the result with the codebook and compares. What it shares with the first
route is only the meaning of a text (`recode.make_reader`).
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from dianalysis.codebook import Codebook, Variable
from dianalysis.errors import DataProblem, Where
from dianalysis.monitor.derive import (
    LATER_ADVISERS,
    SELF_EMPLOYED,
    derive_columns,
    derive_self_employed_columns,
)
from dianalysis.monitor.forms import RawForm, RawForms
from dianalysis.monitor.log import Applied
from dianalysis.monitor.panel import Panel
from dianalysis.monitor.readers import make_reader, read_column
from dianalysis.monitor.recode import conform
from dianalysis.monitor.relations import REGISTRATION
from dianalysis.monitor.rows import records

REVIEW_COLUMNS = ("form", "firm_id", "variable", "expected", "found")


def review_log(
    raw: RawForms, applied: Applied, panel: Panel, *, codebook: Codebook, cut_off: dt.date | None
) -> pd.DataFrame:
    """Compare every cell of the clean tables with raw data + log.

    Parameters
    ----------
    raw
        The forms as read.
    applied
        Gives the decisions, each with the record it was found to be about.
    panel
        The clean tables and the rejected rows.
    codebook, cut_off
        As used in cleaning.

    Returns
    -------
    The differences, one row per cell: form, firm_id, variable, expected, found. Empty when all agree.
    """
    companies = panel.companies.set_index("firm_id")
    persons = panel.self_employed.set_index("firm_id")
    found: list[tuple[str, str, str, str, str]] = []
    registered: pd.Series | None = None
    for name, form in raw.forms.items():
        expected = _expected(form, applied.decisions, panel.rejected, codebook)
        clean = persons if name == SELF_EMPLOYED else companies
        if name == REGISTRATION:
            registered = expected.set_index("firm_id")["adviser_id"] if "adviser_id" in expected else None
        found += _differences(name, expected, clean, registered, codebook)
    found += _derived(panel, codebook, cut_off)
    return pd.DataFrame(found, columns=list(REVIEW_COLUMNS))


def require_reviewed(differences: pd.DataFrame) -> None:
    """Raise `DataProblem` when `review_log` found a difference, naming the first."""
    for row in records(differences.head(1)):
        raise DataProblem(
            f"the clean data are not the raw data plus the cleaning log: {len(differences)} cells differ, "
            f"the first is {row['variable']} of {row['firm_id']} in {row['form']}",
            where=Where(column=str(row["variable"])),
            remedy="Never edit clean files: put the change in the cleaning log and clean again.",
        )


def _expected(
    form: RawForm, decisions: pd.DataFrame, rejected: pd.DataFrame, codebook: Codebook
) -> pd.DataFrame:
    """Return the clean values raw + log should give, one row per row that was not rejected."""
    lines = decisions[decisions["form"] == form.form]
    texts = form.frame.set_index("_record")[list(form.variables)].to_dict("index")
    changes = {
        (line["_record"], line["variable"]): line["new"]
        for line in records(lines[lines["action"] == "change"])
    }
    for (record, variable), new in changes.items():
        texts[record][variable] = new
    for line in records(lines[lines["action"] == "merge"]):
        own, other = texts[line["_into"]], texts[line["_record"]]
        texts[line["_into"]] = {k: text if text.strip() else other[k] for k, text in own.items()}
    out = set(rejected.loc[rejected["form"] == form.form, "_record"])
    kept = pd.DataFrame(
        [cells for record, cells in texts.items() if record not in out], columns=form.variables
    )
    data = {}
    for variable in _shared(form, codebook):
        reader = make_reader(variable, codebook, aliases=form.mapping.aliases(variable.name))
        values = [reading.value for reading in read_column(kept[variable.name], reader)]
        data[variable.name] = pd.Series(values, dtype="object")
    return conform(pd.DataFrame(data), form.form, codebook)


def _shared(form: RawForm, codebook: Codebook) -> list[Variable]:
    variables = codebook.variables(form.form)
    return [v for v in variables if v.name in form.variables and not v.personal]


def _differences(
    form: str,
    expected: pd.DataFrame,
    clean: pd.DataFrame,
    registered: pd.Series | None,
    codebook: Codebook,
) -> list[tuple[str, str, str, str, str]]:
    rows = expected.set_index("firm_id")
    found = [(form, str(firm), "firm_id", str(firm), "") for firm in rows.index.difference(clean.index)]
    if form in (REGISTRATION, SELF_EMPLOYED):
        found += [(form, str(firm), "firm_id", "", str(firm)) for firm in clean.index.difference(rows.index)]
    rows = rows.reindex(clean.index)
    for variable in codebook.variables(form):
        column = variable.name
        if variable.personal or column == "firm_id":
            continue
        wanted = rows[column] if column in rows.columns else pd.Series(pd.NA, index=rows.index)
        if column == "adviser_id" and form in LATER_ADVISERS and registered is not None:
            wanted = wanted.mask(wanted == registered.reindex(rows.index))
            column = LATER_ADVISERS[form]
        found += _cells(form, column, wanted, clean[column])
    return found


def _cells(
    form: str, column: str, wanted: pd.Series, given: pd.Series
) -> list[tuple[str, str, str, str, str]]:
    pairs = zip(wanted.index, _texts(wanted), _texts(given), strict=True)
    return [(form, str(firm), column, left, right) for firm, left, right in pairs if left != right]


def _texts(column: pd.Series) -> list[str]:
    return [str(value) for value in column.astype("object").where(column.notna(), "")]


def _derived(
    panel: Panel, codebook: Codebook, cut_off: dt.date | None
) -> list[tuple[str, str, str, str, str]]:
    again = derive_columns(panel.companies, codebook, cut_off=cut_off)
    persons = derive_self_employed_columns(panel.self_employed, codebook)
    found = []
    for form, new, old in (
        ("companies", again, panel.companies),
        (SELF_EMPLOYED, persons, panel.self_employed),
    ):
        for name in new.columns:
            wanted = new.set_index(old["firm_id"])[name]
            found += _cells(form, str(name), wanted, old.set_index("firm_id", drop=False)[name])
    return found
