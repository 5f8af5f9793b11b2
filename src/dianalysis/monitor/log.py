"""The cleaning log: checks flag, the log decides, and what it decides is applied to the raw forms.

One line per decision: which form, which record (a firm's number, or the place "file:row" or
"file:sheet:row"), which variable, the old text, the new text, and who decided it when and why. Actions:
`change` replaces one cell, `reject` leaves a row out, `merge` gives a row's answers to another row (named in
`new`) where that one has none and leaves the row out, `keep` confirms what a check flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dianalysis.errors import DataProblem
from dianalysis.monitor.forms import PLACE, RawForm, RawForms
from dianalysis.monitor.logfile import LOG_COLUMNS, CleaningLog, log_error
from dianalysis.monitor.problems import Problem, make_problem
from dianalysis.monitor.rows import records, shown_number
from dianalysis.monitor.text import compact

_PLACE = re.compile(r".+:\d+")
REJECTED_COLUMNS = ("form", "_record", "firm_id", "reason", "log_id")


@dataclass(frozen=True)
class Applied:
    """The forms after the log, the rows it took out (`REJECTED_COLUMNS`), and the lines with their record.

    `problems` holds the lines that could not be applied, when they were to be reported rather than raised.
    """

    forms: RawForms
    rejected: pd.DataFrame
    decisions: pd.DataFrame
    problems: tuple[Problem, ...] = ()


def apply_log(raw: RawForms, log: CleaningLog, *, strict: bool = True) -> Applied:
    """Apply every line of the log to the raw forms.

    Every line is held against the RAW data, not against the result of earlier lines, so their order is free.

    Parameters
    ----------
    raw
        The forms as read.
    log
        The decisions.
    strict
        Whether a line that does not fit is an error; else it is skipped and noted in `problems`, so that a
        check can report it with everything else.

    Raises
    ------
    DataProblem
        For a line whose form or record is not in the data, whose record is ambiguous, whose `old` is not what
        the data say, or that decides a cell or row a second time (only when `strict`).
    """
    decisions, problems = _locate(raw, log, strict=strict)
    forms: dict[str, RawForm] = {}
    rejected = [pd.DataFrame({name: pd.Series(dtype="str") for name in REJECTED_COLUMNS})]
    for name, form in raw.forms.items():
        lines = decisions[decisions["form"] == name]
        frame = form.frame.set_index("_record", drop=False)
        for line in records(lines[lines["action"] == "change"]):
            frame.loc[line["_record"], line["variable"]] = line["new"]
        _merge(frame, lines[lines["action"] == "merge"])
        out = lines[lines["action"].isin(("reject", "merge"))]
        rejected.append(_rejected_rows(name, frame, out))
        kept = frame[~frame["_record"].isin(out["_record"])].reset_index(drop=True)
        forms[name] = replace(form, frame=kept)
    rejects = pd.concat(rejected, ignore_index=True)
    return Applied(replace(raw, forms=forms), rejects, decisions, tuple(problems))


def _locate(raw: RawForms, log: CleaningLog, *, strict: bool) -> tuple[pd.DataFrame, list[Problem]]:
    """Add to each line `_record` and, for a merge, `_into`; hold `old` against the data."""
    found: list[dict[str, Any]] = []
    problems: list[Problem] = []
    decided: set[tuple[str, ...]] = set()
    for line in records(log.lines):
        try:
            found.append(line | _locate_line(raw, line, decided))
        except DataProblem as error:
            if strict:
                raise
            problems.append(_as_problem(error))
    items = list(_standing(found))
    standing = [item for item in items if isinstance(item, dict)]
    for misfit in [item for item in items if isinstance(item, DataProblem)]:
        if strict:
            raise misfit
        problems.append(_as_problem(misfit))
    columns = [*LOG_COLUMNS, "_file", "_row", "_record", "_into"]
    return pd.DataFrame(standing, columns=columns).astype("str"), problems


def _as_problem(error: DataProblem) -> Problem:
    where, remedy = error.where, error.remedy
    return make_problem(
        "log_line", error.message, file=where.file, row=where.row, column=where.column, remedy=remedy
    )


def _standing(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any] | DataProblem]:
    """Yield each line, or the error of a merge into a row that another line takes out: both would be lost."""
    out = {(line["form"], line["_record"]) for line in lines if line["action"] in ("reject", "merge")}
    for line in lines:
        if line["_into"] and (line["form"], line["_into"]) in out:
            message = f"{line['log_id']} merges into a row that another line takes out"
            yield log_error(line, message, "new", remedy="Merge into the row that stays.")
        else:
            yield line


def _locate_line(raw: RawForms, line: Mapping[str, Any], decided: set[tuple[str, ...]]) -> dict[str, str]:
    form = raw.forms.get(line["form"])
    if form is None:
        message = f"the data have no form {line['form']}"
        raise log_error(line, message, "form", remedy="Is its export absent or unreadable?")
    row = _find(form, line, line["record"], "record")
    into = _find(form, line, line["new"], "new")["_record"] if line["action"] == "merge" else ""
    _check_old(line, row)
    record = str(row["_record"])
    if into and into == record:
        raise log_error(line, "merge names the row itself", "new", remedy="Name the row that stays.")
    cell = line["variable"] if line["action"] in ("change", "keep") else "(row)"
    if (form.form, record, cell) in decided:
        raise log_error(line, "this was decided by an earlier line", "log_id", remedy="Keep one of them.")
    decided.add((form.form, record, cell))
    return {"_record": record, "_into": str(into)}


def _find(form: RawForm, line: Mapping[str, object], name: str, column: str) -> Mapping[str, object]:
    frame = form.frame
    shown = name if _PLACE.fullmatch(name) else shown_number(name) or "of that name"
    hits = frame[frame["_record"] == name]
    if hits.empty and "firm_id" in frame.columns:
        hits = frame[frame["firm_id"].map(compact) == compact(name)]
    if len(hits) == 1:
        return {str(key): value for key, value in hits.iloc[0].items()}
    if hits.empty:
        message = f"{form.form} has no record {shown}"
        raise log_error(line, message, column, remedy="The export changed: look the record up again.")
    places = ", ".join(hits["_record"])
    raise log_error(line, f"{shown} names {len(hits)} rows", column, remedy=f"Name one of {places}.")


def _check_old(line: Mapping[str, str], row: Mapping[str, object]) -> None:
    if not line["variable"] or (line["action"] == "keep" and not line["old"]):
        return  # a kept personal value need not stand in the log
    found = str(row.get(line["variable"], ""))
    if line["action"] == "change" and line["variable"] not in row:
        raise log_error(
            line, f"the export has no column for {line['variable']}", "variable", remedy="Map it."
        )
    if found != line["old"]:
        raise log_error(
            line,
            f"the line no longer fits the data: {line['log_id']} expects another old value",
            "old",
            remedy="The export changed since the decision: look at the cell again and renew the line.",
        )


def _merge(frame: pd.DataFrame, lines: pd.DataFrame) -> None:
    variables = [name for name in frame.columns if name not in PLACE]
    for line in records(lines):
        for name in variables:
            if not str(frame.loc[line["_into"], name]).strip():
                frame.loc[line["_into"], name] = frame.loc[line["_record"], name]


def _rejected_rows(form: str, frame: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    numbers = frame["firm_id"] if "firm_id" in frame.columns else pd.Series("", index=frame.index)
    merged = lines["action"] == "merge"
    return pd.DataFrame(
        {
            "form": form,
            "_record": lines["_record"],
            "firm_id": lines["_record"].map(numbers),
            "reason": lines["why"].where(~merged, "merged: " + lines["why"]),
            "log_id": lines["log_id"],
        }
    )
