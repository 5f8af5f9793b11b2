"""Read the files of the cleaning log and refuse lines that cannot be decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dianalysis.codebook import Codebook
from dianalysis.errors import DataProblem, Unreadable, Where
from dianalysis.monitor.dates import read_date
from dianalysis.monitor.rows import records
from dianalysis.monitor.text import nearest
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
        frame = _read(file)
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


def _read(file: Path) -> pd.DataFrame:
    try:
        return read_export(file)[0].frame
    except Unreadable as error:
        message = f"the cleaning log cannot be read: {error.message}"
        remedy = f"{error.remedy} A log without decisions holds its header only, or is not there."
        raise Unreadable(message, where=error.where, remedy=remedy) from error


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
        raise log_error(line, f"{line[name]!r} is not a known {name}", name, remedy=remedy)


def log_error(line: Mapping[str, object], message: str, column: str, *, remedy: str) -> DataProblem:
    """Make the error for one line of the log."""
    where = Where(file=str(line["_file"]), row=int(str(line["_row"])), column=column)
    return DataProblem(f"cleaning log, {message}", where=where, remedy=remedy)
