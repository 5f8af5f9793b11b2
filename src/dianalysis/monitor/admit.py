"""Let rows in or hold them back, and keep the books: rows in = rows out + rows rejected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from dianalysis.codebook import Codebook
from dianalysis.errors import DataProblem, Where
from dianalysis.monitor.forms import PLACE, RawForm, RawForms
from dianalysis.monitor.log import REJECTED_COLUMNS, Applied
from dianalysis.monitor.problems import Problem
from dianalysis.monitor.recode import recode_form
from dianalysis.monitor.relations import MONITORS, REGISTRATION, relation_problems
from dianalysis.sources import write_csv

_STOPS = ("missing_column", "no_header")
"""Rules that say a form cannot be placed at all: no cell decision can mend them."""
COUNT_COLUMNS = ("form", "rows_in", "rejected_by_log", "rejected_by_rule", "rows_out")
_HELD_BACK = ("test_record", "ragged_row")
"""Rules that hold a row back unless the log says to keep it."""


@dataclass(frozen=True)
class Admitted:
    """The rows that go on, the rows held back (`REJECTED_COLUMNS`), and the counts (`COUNT_COLUMNS`)."""

    forms: RawForms
    rejected: pd.DataFrame
    counts: pd.DataFrame


def admit_rows(raw: RawForms, applied: Applied, codebook: Codebook) -> Admitted:
    """Hold back the rows that cannot be placed and on which the log is silent; count every row once.

    A row is held back when its number is missing, its cells are shifted, it is a test, a later duplicate of a
    firm (the first stands, or the one the log says to keep), or a monitor of a firm that is not registered.

    Raises
    ------
    Unreadable
        When a file of the source could not be read.
    DataProblem
        When there is no registration or a form has no numbers of firms; also when rows in differ from rows
        out and rows rejected together, which would be a mistake of the program.
    """
    _require_columns(raw.require(), codebook)
    held = [*applied.forms.problems, *relation_problems(applied.forms, codebook, cut_off=None)]
    kept_lines = applied.decisions[applied.decisions["action"] == "keep"]
    kept = set(zip(kept_lines["form"], kept_lines["_record"], strict=True))
    rejected = [applied.rejected]
    forms: dict[str, RawForm] = {}
    registered: set[object] = set()
    for name, form in applied.forms.forms.items():
        numbers = recode_form(form, codebook, only=("firm_id",)).frame.set_index("_record")["firm_id"]
        reasons = {str(record): "missing_id" for record in numbers.index[numbers.isna()]}
        reasons |= _reasons(name, held, kept)
        reasons |= _later_duplicates(name, numbers, reasons, kept)
        if name == REGISTRATION:
            registered = set(numbers[~numbers.index.isin(list(reasons))])
        elif name in MONITORS and REGISTRATION in applied.forms.forms:
            strangers = numbers.index[~numbers.isin(registered)]
            reasons = {str(record): "orphan" for record in strangers} | reasons
        forms[name] = replace(form, frame=_without(form.frame, reasons))
        rejected.append(_rejected(name, reasons, numbers))
    out = replace(applied.forms, forms=forms)
    table = pd.concat(rejected, ignore_index=True)
    _require_firms(out)
    return Admitted(out, table, count_rows(raw, out, table))


def _require_columns(raw: RawForms, codebook: Codebook) -> None:
    if raw.rows(REGISTRATION) == 0:
        raise DataProblem(
            f"there is no {'firm in the ' if REGISTRATION in raw.forms else ''}registration, "
            "so no firm to hang the monitors on",
            where=Where(file=raw.source),
            remedy="Add its export, or name its file in the mapping.",
        )
    forms = [codebook.variables(form) for form in codebook.forms]
    personal = {variable.name for variables in forms for variable in variables if variable.personal}
    lacking = [p for p in raw.problems if p.rule in _STOPS and p.variable not in personal]
    for first in lacking[:1]:
        more = f" (and {len(lacking) - 1} more; `dianalysis check` lists them)" if lacking[1:] else ""
        where = Where(file=first.file, sheet=first.sheet)
        raise DataProblem(first.message + more, where=where, remedy=first.remedy)
    for name, form in raw.forms.items():
        if "firm_id" not in form.variables:
            raise DataProblem(
                f"{name} has no column for firm_id",
                where=Where(file=str(form.frame["_file"].iloc[0]) if len(form.frame) else ""),
                remedy="Name it in the mapping under `columns`.",
            )


def _require_firms(admitted: RawForms) -> None:
    if admitted.rows(REGISTRATION) == 0:
        raise DataProblem(
            "every row of the registration is rejected, so no firm is left",
            where=Where(file=admitted.source),
            remedy="`dianalysis check` tells why; the cleaning log can keep what it flags.",
        )


def _reasons(form: str, problems: Sequence[Problem], kept: set[tuple[str, str]]) -> dict[str, str]:
    return {
        problem.record: problem.rule
        for problem in problems
        if problem.form == form and problem.rule in _HELD_BACK and (form, problem.record) not in kept
    }


def _later_duplicates(
    form: str, numbers: pd.Series, reasons: dict[str, str], kept: set[tuple[str, str]]
) -> dict[str, str]:
    standing = numbers[~numbers.index.isin(list(reasons))].dropna()
    chosen = [(form, record) not in kept for record in standing.index]
    ordered = standing.iloc[pd.Series(chosen).argsort(kind="stable").to_numpy()]
    return {str(record): "duplicate_firm" for record in ordered.index[ordered.duplicated()]}


def _without(frame: pd.DataFrame, reasons: dict[str, str]) -> pd.DataFrame:
    return frame[~frame["_record"].isin(list(reasons))].reset_index(drop=True)


def _rejected(form: str, reasons: dict[str, str], numbers: pd.Series) -> pd.DataFrame:
    rows = [(form, record, numbers[record], rule, "") for record, rule in reasons.items()]
    return pd.DataFrame(rows, columns=list(REJECTED_COLUMNS)).astype("str")


def count_rows(raw: RawForms, admitted: RawForms, rejected: pd.DataFrame) -> pd.DataFrame:
    """Count rows in, rejected and out per form, and hold the three against each other.

    Returns
    -------
    One row per form with `COUNT_COLUMNS`.
    """
    rows = []
    for name in raw.forms:
        of_form = rejected[rejected["form"] == name]
        by_log = int((of_form["log_id"] != "").sum())
        counts = (raw.rows(name), by_log, len(of_form) - by_log, admitted.rows(name))
        if counts[0] != sum(counts[1:]) or of_form["_record"].duplicated().any():
            raise DataProblem(
                f"{name}: {counts[0]} rows in, {len(of_form)} rejected and {counts[3]} out do not add up",
                remedy="This is a mistake of the program: report it with the export's layout.",
            )
        rows.append((name, *counts))
    return pd.DataFrame(rows, columns=list(COUNT_COLUMNS))


def write_rejected(raw: RawForms, rejected: pd.DataFrame, folder: Path, *, codebook: Codebook) -> None:
    """Write the rejected rows of each form as they were read, with their reason, without personal variables.

    Parameters
    ----------
    raw
        The forms as read.
    rejected
        `REJECTED_COLUMNS`, of `admit_rows`.
    folder
        One file per form is written in it; forms without rejected rows get an empty file.
    codebook
        Says which variables are personal.
    """
    for name, form in raw.forms.items():
        personal = {variable.name for variable in codebook.variables(name) if variable.personal}
        rows = form.frame.drop(columns=[c for c in (*PLACE[1:], *personal) if c in form.frame.columns])
        told = rejected.loc[rejected["form"] == name, ["_record", "reason", "log_id"]]
        write_csv(told.merge(rows, on="_record", how="left"), folder / f"{name}.csv")
