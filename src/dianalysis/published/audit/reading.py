"""Figures of any report: checked, with decimal commas turned into points."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dianalysis.errors import Unreadable, Where
from dianalysis.published.figures import STATS, STATUSES, figure_ids

NEEDED = ("table", "row", "column", "stat", "value")


def read_any_figures(path: Path) -> pd.DataFrame:
    """Read a figures file as text; the separator may be a comma or a semicolon.

    Parameters
    ----------
    path
        File with the columns table, row, column, stat, value and, if known, status, source_line, note.

    Returns
    -------
    One row per printed cell, see `normalise_figures`.

    Raises
    ------
    Unreadable
        The file cannot be read or breaks the format.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        mark = ";" if text.partition("\n")[0].count(";") >= len(NEEDED) - 1 else ","
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, sep=mark, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise Unreadable(
            "the printed figures cannot be read",
            where=Where(file=str(path)),
            remedy="point to a comma-separated file in UTF-8",
        ) from error
    return normalise_figures(frame, file=str(path))


def normalise_figures(frame: pd.DataFrame, *, file: str = "") -> pd.DataFrame:
    """Check the format of figures and write every value with a decimal point.

    Parameters
    ----------
    frame
        table, row, column, stat, value as text; `status` (absent: ok or lost), `note`.
    file
        Name for error messages.

    Returns
    -------
    The same rows with `status`, `note` and `figure` (table/row/column/stat) filled in.

    Raises
    ------
    Unreadable
        A column is absent, a cell stands twice, or a status, a kind of figure or a number is not known.
    """
    for column in NEEDED:
        if column not in frame:
            raise Unreadable(
                "the printed figures lack a column",
                where=Where(file=file, column=column),
                remedy=f"the header must have {', '.join(NEEDED)}",
            )
    value = frame["value"].fillna("").astype(str).str.strip().str.replace(",", ".", regex=False)
    found = frame.assign(value=value).reset_index(drop=True)
    if "status" not in found:
        found["status"] = ["ok" if text else "lost" for text in value]
    if "note" not in found:
        found["note"] = ""
    found["figure"] = figure_ids(found)
    _refuse(found, file)
    return found


def _refuse(frame: pd.DataFrame, file: str) -> None:
    number = frame["value"].str.fullmatch(r"\d+(\.\d+)?")
    slashed = frame[["table", "row", "column"]].apply(lambda part: part.str.contains("/")).any(axis=1)
    problems = (
        (frame["figure"].duplicated(), "figure", "a printed cell stands twice"),
        (slashed, "figure", "a name holds a slash"),
        (~frame["status"].isin(STATUSES), "status", f"a status is not one of {', '.join(STATUSES)}"),
        (~frame["stat"].isin(STATS), "stat", f"a kind of figure is not one of {', '.join(STATS)}"),
        ((frame["status"] == "ok") & ~number, "value", "a value is not a number"),
    )
    for wrong, column, message in problems:
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            where = Where(file=file, row=row + 2, column=column, value=frame[column].iloc[row])
            raise Unreadable(message, where=where, remedy="mend the row and audit again")
