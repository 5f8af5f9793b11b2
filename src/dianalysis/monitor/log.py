"""The cleaning log: checks flag, the log decides, and what it decides is applied to the raw forms.

One line per decision: which form, which record (a firm's number, or the place "file:row" or
"file:sheet:row"), which variable, the old text, the new text, and who decided it when and why. Actions:
`change` replaces one cell, `reject` leaves a row out, `merge` gives a row's answers to another row (named in
`new`) where that one has none and leaves the row out, `keep` confirms what a check flagged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from dianalysis.codebook import Codebook
from dianalysis.errors import DataProblem, Where
from dianalysis.monitor.dates import read_date
from dianalysis.monitor.forms import PLACE, RawForm, RawForms
from dianalysis.monitor.rows import records
from dianalysis.monitor.text import nearest, same
from dianalysis.sources import read_export

LOG_COLUMNS = (
    "log_id",
    "form",
    "record",
    "variable",
    "old",
    "new",
    "action",
    "who",
    "date",
    "why",
)
ACTIONS = ("change", "reject", "keep", "merge")
_ALWAYS_FILLED = ("log_id", "form", "record", "action", "who", "date", "why")


@dataclass(frozen=True)
class CleaningLog:
    """The lines of one or more log files, in order; `lines` has `LOG_COLUMNS` and `_file`, `_row`."""

    lines: pd.DataFrame

    def of(self, form: str, *actions: str) -> pd.DataFrame:
        """Return the lines of one form with one of `actions`."""
        chosen = (self.lines["form"] == form) & self.lines["action"].isin(actions)
        return self.lines[chosen]


@dataclass(frozen=True)
class Applied:
    """The forms after the log, the rows it took out (`REJECTED_COLUMNS`), and the lines with their record."""

    forms: RawForms
    rejected: pd.DataFrame
    decisions: pd.DataFrame


REJECTED_COLUMNS = ("form", "_record", "firm_id", "reason", "log_id")


def empty_log() -> CleaningLog:
    """Return a log without lines."""
    return CleaningLog(
        pd.DataFrame({name: pd.Series(dtype="str") for name in (*LOG_COLUMNS, "_file", "_row")})
    )


def read_log(path: Path | None, codebook: Codebook) -> CleaningLog:
    """Read a log file, or all .csv files of a folder in the order of their names; no path: an empty log.

    Raises
    ------
    DataProblem
        For a missing column, an empty cell, an unknown form, variable or action, a repeated log_id, or a date
        that is none.
    Unreadable
        For a file that is no text.
    """
    if path is None or (path.is_dir() and not list(path.glob("*.csv"))):
        return empty_log()
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    frames = []
    for file in files:
        frame = read_export(file)[0].frame
        missing = [name for name in LOG_COLUMNS if name not in frame.columns]
        if missing:
            raise DataProblem(
                f"the cleaning log lacks the column {missing[0]}",
                where=Where(file=file.name),
                remedy=f"Its columns are {', '.join(LOG_COLUMNS)}.",
            )
        frame["old"] = frame["old"].map(_plain)
        frame["new"] = frame["new"].map(_plain)
        frames.append(frame[[*LOG_COLUMNS, "_file", "_row"]])
    lines = pd.concat(frames, ignore_index=True)
    _check_lines(lines, codebook)
    return CleaningLog(lines)


def _plain(text: str) -> str:
    """Undo the apostrophe that keeps a spreadsheet from running a text as a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@\t\r" and len(text) > 1 else text


def _check_lines(lines: pd.DataFrame, codebook: Codebook) -> None:
    for line in records(lines):
        for name in _ALWAYS_FILLED:
            if not line[name].strip():
                raise log_error(
                    line, f"{name} is empty", name, remedy="Every decision says who, when and why."
                )
        _check_known(line, "action", ACTIONS)
        _check_known(line, "form", codebook.forms)
        if line["variable"] or line["action"] == "change":
            _check_known(line, "variable", [v.name for v in codebook.variables(line["form"])])
        if line["action"] == "merge" and not line["new"]:
            raise log_error(
                line, "merge names no row to merge into", "new", remedy="Give its number or place."
            )
        if read_date(line["date"]) is None:
            raise log_error(line, "this is not a date", "date", remedy="Write it as yyyy-mm-dd.")
    repeated = lines.loc[lines["log_id"].duplicated(), :]
    for line in records(repeated):
        raise log_error(line, f"log_id {line['log_id']} is used twice", "log_id", remedy="Give each its own.")


def _check_known(line: Mapping[str, str], name: str, known: Iterable[str]) -> None:
    names = list(known)
    if line[name] not in names:
        near = nearest(line[name], names)
        remedy = f"Did you mean {near}?" if near else f"Use one of {', '.join(names)}."
        raise log_error(line, f"{line[name]!r} is not a {name}", name, remedy=remedy)


def log_error(line: Mapping[str, object], message: str, column: str, *, remedy: str) -> DataProblem:
    """Make the error for one line of the log."""
    where = Where(file=str(line["_file"]), row=int(str(line["_row"])), column=column)
    return DataProblem(f"cleaning log, {message}", where=where, remedy=remedy)


def apply_log(raw: RawForms, log: CleaningLog) -> Applied:
    """Apply every line of the log to the raw forms.

    Every line is held against the RAW data, not against the result of earlier lines, so their order is free.

    Raises
    ------
    DataProblem
        For a line whose form or record is not in the data, whose record is ambiguous, whose `old` is not what
        the data say, or that decides a cell or row a second time.
    """
    decisions = _locate(raw, log)
    _check_once(decisions)
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
    return Applied(replace(raw, forms=forms), pd.concat(rejected, ignore_index=True), decisions)


def _locate(raw: RawForms, log: CleaningLog) -> pd.DataFrame:
    """Add to each line `_record` and, for a merge, `_into`, after comparing `old` with the data."""
    places, targets = [], []
    for line in records(log.lines):
        form = raw.forms.get(line["form"])
        if form is None:
            raise log_error(
                line, f"the data have no form {line['form']}", "form", remedy="Is an export absent?"
            )
        row = _find(form, line, line["record"], "record")
        places.append(str(row["_record"]))
        into = _find(form, line, line["new"], "new") if line["action"] == "merge" else {"_record": ""}
        targets.append(str(into["_record"]))
        _check_old(line, row)
    return log.lines.assign(_record=pd.Series(places, dtype="str"), _into=pd.Series(targets, dtype="str"))


def _find(form: RawForm, line: Mapping[str, object], name: str, column: str) -> Mapping[str, object]:
    frame = form.frame
    hits = frame[frame["_record"] == name]
    if hits.empty and "firm_id" in frame.columns:
        hits = frame[frame["firm_id"].map(same) == same(name)]
    if len(hits) == 1:
        return {str(key): value for key, value in hits.iloc[0].items()}
    if hits.empty:
        message = f"{form.form} has no record {name}"
        raise log_error(line, message, column, remedy="The export changed: look the record up again.")
    places = ", ".join(hits["_record"])
    raise log_error(line, f"{name} names {len(hits)} rows", column, remedy=f"Name one of {places}.")


def _check_old(line: Mapping[str, str], row: Mapping[str, object]) -> None:
    if not line["variable"]:
        return
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


def _check_once(decisions: pd.DataFrame) -> None:
    cells = decisions[decisions["action"].isin(("change", "keep"))]
    rows = decisions[decisions["action"].isin(("reject", "merge"))]
    for part, keys in ((cells, ["form", "_record", "variable"]), (rows, ["form", "_record"])):
        twice = part[part.duplicated(keys)]
        for line in records(twice):
            raise log_error(line, "this was decided by an earlier line", "log_id", remedy="Keep one of them.")


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
