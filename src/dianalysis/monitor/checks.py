"""Checks of the raw forms. They flag, they change nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from dianalysis.codebook import Codebook, Variable
from dianalysis.monitor.forms import RawForm, RawForms
from dianalysis.monitor.log import Applied
from dianalysis.monitor.problems import ERROR, UNREADABLE, Problem, make_problem, problem_frame
from dianalysis.monitor.readers import make_reader, read_column
from dianalysis.monitor.relations import relation_problems
from dianalysis.monitor.rows import add_flag, records, row_of, shown_id

STRUCTURAL_SETS = ("partner", "typology")
"""Value sets without which a row cannot be placed in the study: an empty cell is an error, not a warning."""


@dataclass(frozen=True)
class CheckResult:
    """All problems of a source (`PROBLEM_COLUMNS`, one row each) and the number of rows read per form."""

    problems: pd.DataFrame
    rows: Mapping[str, int]

    @property
    def undecided(self) -> pd.DataFrame:
        """The errors and unreadable files on which the cleaning log says nothing."""
        serious = self.problems["severity"].isin((ERROR, UNREADABLE))
        return self.problems[serious & (self.problems["decision"] == "")]

    @property
    def exit_code(self) -> int:
        """2 when a file could not be read, 1 when there are undecided errors, else 0 (warnings allowed)."""
        severities = set(self.undecided["severity"])
        return 2 if UNREADABLE in severities else int(ERROR in severities)


def check_forms(
    raw: RawForms, codebook: Codebook, *, cut_off: dt.date | None, decided: Applied | None = None
) -> CheckResult:
    """Hold every cell and every row of the raw forms against the codebook and each other.

    Parameters
    ----------
    raw
        The forms as read.
    codebook
        The vocabulary.
    cut_off
        Last day on which an entry counts; None when there is none.
    decided
        The log as applied to `raw`; its decisions are noted beside the problems they settle.

    Returns
    -------
    The problems, in the order of file, sheet and row.
    """
    frame = _all_problems(raw, codebook, cut_off)
    if decided is not None:
        frame = _decide(frame, _all_problems(decided.forms, codebook, cut_off), decided.decisions)
        frame = pd.concat([frame, problem_frame(decided.problems)], ignore_index=True)
    return CheckResult(frame, {name: len(form.frame) for name, form in raw.forms.items()})


def _all_problems(raw: RawForms, codebook: Codebook, cut_off: dt.date | None) -> pd.DataFrame:
    problems = list(raw.problems)
    for form in raw.forms.values():
        for variable in codebook.variables(form.form):
            if variable.name in form.variables:
                problems += _cell_problems(form, variable, codebook)
    problems += relation_problems(raw, codebook, cut_off=cut_off)
    # a name may stand in any cell of a row whose cells are shifted, so none of its values is shown
    shifted = {problem.record for problem in raw.problems if problem.rule == "ragged_row"}
    return problem_frame(replace(p, value="") if p.record in shifted else p for p in problems)


def _cell_problems(form: RawForm, variable: Variable, codebook: Codebook) -> list[Problem]:
    reader = make_reader(variable, codebook, aliases=form.mapping.aliases(variable.name))
    readings = read_column(form.frame[variable.name], reader)
    problems: list[Problem] = []
    for position, reading in enumerate(readings):
        if reading.rule:
            add_flag(problems, form, position, variable, rule=reading.rule, message=reading.message)
        elif reading.value is None and not reading.reason and variable.required:
            problems.append(_empty_cell(form, position, variable))
    return problems


def _empty_cell(form: RawForm, position: int, variable: Variable) -> Problem:
    row = row_of(form, position)
    file, sheet, number, header = form.place(row, variable.name)
    key = variable.name == "firm_id"
    structural = variable.type in ("id", "date") or variable.value_set in STRUCTURAL_SETS
    return make_problem(
        "missing_id" if key else "missing_required",
        f"{variable.name} is empty",
        severity=ERROR if structural else "",
        form=form.form,
        file=file,
        sheet=sheet,
        row=number,
        column=header,
        row_id=shown_id(row),
        variable=variable.name,
        record=str(row["_record"]),
    )


def _decide(before: pd.DataFrame, after: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Note which problems the log settled: those it took away, and those it says to keep.

    Problems that only exist after the log are added, so that a decision cannot hide a new mistake.
    """
    keys = ["form", "record", "variable", "rule"]
    remaining = set(after[keys].itertuples(index=False, name=None))
    known = set(before[keys].itertuples(index=False, name=None))
    ids: dict[tuple[str, ...], str] = {(n["form"], n["_record"]): n["log_id"] for n in records(lines)}
    ids |= {(n["form"], n["_record"], n["variable"]): n["log_id"] for n in records(lines)}
    kept = lines[lines["action"] == "keep"]
    keeps = {(line["form"], line["_record"], line["variable"]) for line in records(kept)}
    decisions = []
    for problem in records(before[keys]):
        record = (problem["form"], problem["record"])
        cell = (*record, problem["variable"])
        settled = tuple(problem.values()) not in remaining or bool(keeps & {cell, (*record, "")})
        decisions.append((ids.get(cell) or ids.get(record) or "log") if settled else "")
    added = after[[key not in known for key in after[keys].itertuples(index=False, name=None)]]
    return pd.concat([before.assign(decision=pd.Series(decisions, dtype="str")), added], ignore_index=True)
