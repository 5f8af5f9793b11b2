"""What a check can say: the rules, and the table of flagged places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields

import pandas as pd

ERROR, WARNING, INFO, UNREADABLE = "error", "warning", "info", "unreadable"


@dataclass(frozen=True)
class Rule:
    """A rule of the checks: how serious it is, and the usual remedy."""

    severity: str
    remedy: str


_MAP = "Name it in the mapping under `columns`, or under `ignore`."
_ADD = "Add it to the export, or name the header that holds it in the mapping under `columns`."
_LOG = "Decide in the cleaning log: change, or keep."
_ROW = "Decide in the cleaning log: change, merge or reject."

RULES: dict[str, Rule] = {
    "unreadable": Rule(UNREADABLE, "Make the export again."),
    "log_line": Rule(ERROR, "Renew the line of the cleaning log."),
    "unknown_table": Rule(WARNING, "Name its file or sheet under a form of the mapping, or leave it out."),
    "missing_form": Rule(ERROR, "Add the export of this form, or name its file in the mapping."),
    "unread_kind": Rule(WARNING, "Save it as .xlsx, .csv, .sav or .parquet, or take it out of the folder."),
    "idle_pattern": Rule(WARNING, "Correct the pattern under `file` of the mapping, or add the file."),
    "no_header": Rule(ERROR, "Add the header, set `header_rows`, or name your headers in the mapping."),
    "missing_column": Rule(ERROR, _ADD),
    "missing_optional_column": Rule(WARNING, _ADD),
    "unknown_column": Rule(WARNING, _MAP),
    "repeated_column": Rule(WARNING, "Keep one of them; the first was read."),
    "no_rows": Rule(WARNING, "Check that the export was made with its records."),
    "cp1252": Rule(INFO, "Save as 'CSV UTF-8' to be sure of accents."),
    "mixed_encoding": Rule(WARNING, "Save the file as 'CSV UTF-8' and look at its accents."),
    "lost_cells": Rule(WARNING, "Open and save it in a spreadsheet program, and repair the formulas."),
    "ragged_row": Rule(ERROR, "Look for a separator inside a cell. " + _ROW),
    "missing_id": Rule(ERROR, _ROW),
    "unusual_id": Rule(WARNING, "Check the number in the monitor system."),
    "missing_required": Rule(WARNING, "Ask for it, or log the reason it is missing."),
    "unknown_partner": Rule(ERROR, _LOG),
    "unknown_value": Rule(ERROR, _LOG),
    "reason_not_allowed": Rule(WARNING, "Check the answer; it is read as missing with this reason."),
    "not_a_number": Rule(ERROR, _LOG),
    "out_of_range": Rule(ERROR, _LOG),
    "impossible_date": Rule(ERROR, _LOG),
    "date_order": Rule(ERROR, _LOG),
    "duplicate_firm": Rule(ERROR, _ROW),
    "same_firms_two_files": Rule(WARNING, "Is one a copy or a later export of the other? Keep one of them."),
    "same_firm_two_ids": Rule(WARNING, "Look whether they are one firm; if so, merge in the cleaning log."),
    "test_record": Rule(ERROR, "Reject it in the cleaning log."),
    "orphan": Rule(ERROR, "Register the firm, correct its number, or reject the row."),
    "late_after_cutoff": Rule(WARNING, "It does not count as complete; reject it if it is not to be kept."),
    "two_advisers": Rule(WARNING, "Check who advised the firm."),
}


@dataclass(frozen=True)
class Problem:
    """One flagged place. `value` stays empty for personal variables; nothing else of the row is shown."""

    form: str
    file: str
    sheet: str
    row: int | None
    column: str
    value: str
    rule: str
    severity: str
    message: str
    remedy: str
    row_id: str = ""
    variable: str = ""
    record: str = ""
    decision: str = ""


PROBLEM_COLUMNS = tuple(field.name for field in fields(Problem))


def make_problem(  # noqa: PLR0913 - a place has many parts, all named
    rule: str,
    message: str,
    *,
    form: str = "",
    file: str = "",
    sheet: str = "",
    row: int | None = None,
    column: str = "",
    value: str = "",
    severity: str = "",
    remedy: str = "",
    row_id: str = "",
    variable: str = "",
    record: str = "",
) -> Problem:
    """Make a problem of a known rule; severity and remedy are the rule's unless given."""
    known = RULES[rule]
    return Problem(
        form=form,
        file=file,
        sheet=sheet,
        row=row,
        column=column,
        value=value,
        rule=rule,
        severity=severity or known.severity,
        message=message,
        remedy=remedy or known.remedy,
        row_id=row_id,
        variable=variable,
        record=record,
    )


def problem_frame(problems: Iterable[Problem]) -> pd.DataFrame:
    """Make the table of problems, one row each, in file, sheet, row order within the order of rules found."""
    rows: Sequence[tuple[object, ...]] = [astuple(problem) for problem in problems]
    frame = pd.DataFrame(rows, columns=list(PROBLEM_COLUMNS))
    frame = frame.astype({name: "str" for name in PROBLEM_COLUMNS if name != "row"} | {"row": "Int64"})
    return frame.sort_values(
        ["form", "file", "sheet", "row"], kind="stable", na_position="first"
    ).reset_index(drop=True)
