"""Whether the coding frame agrees with its themes, its history and itself."""

from __future__ import annotations

from dianalysis.errors import CodebookError, Where

Row = dict[str, str]
FILE = "coding_frame.csv"
HISTORY = "coding_frame_history.csv"


def check_codes_of_frame(tables: dict[str, list[Row]]) -> None:
    """Raise CodebookError at the first code whose theme, status, successor or history does not fit.

    Parameters
    ----------
    tables
        Rows of every file of the codebook as text, each with its line number under `line`.
    """
    themes = {row["theme"] for row in tables["coding_themes"]}
    codes = {row["code"]: row for row in tables["coding_frame"]}
    for row in codes.values():
        if row["theme"] not in themes:
            raise _fault(row, "theme", "the theme does not exist", f"Use one of {', '.join(sorted(themes))}.")
        _check_successor(row, codes)
    _check_history(tables["coding_frame_history"], codes)


def _check_successor(row: Row, codes: dict[str, Row]) -> None:
    later = row["replaced_by"]
    if (row["status"] == "merged") != bool(later):
        remedy = "Name the code it went into." if not later else "Only a merged code is replaced by another."
        raise _fault(row, "replaced_by", f"a code with status {row['status']} cannot be so", remedy)
    seen = {row["code"]}
    while later:
        if later not in codes or later in seen:
            raise _fault(row, "replaced_by", "the successor leads nowhere", "Name a code of this file.")
        seen.add(later)
        row, later = codes[later], codes[later]["replaced_by"]
    if len(seen) > 1 and row["status"] != "active":
        raise _fault(row, "status", "a code that replaces another is not in use", "Name one that is.")


def _check_history(history: list[Row], codes: dict[str, Row]) -> None:
    newest = max(int(row["version"]) for row in codes.values())
    for row in history:
        if row["code"] and row["code"] not in codes:
            remedy = "A code that goes keeps its row in the frame, with status merged or dropped."
            raise _fault(row, "code", "the history names a code the frame does not have", remedy, HISTORY)
        if int(row["version"]) > newest:
            raise _fault(row, "version", "the frame has no such version", "Raise that of the code.", HISTORY)
    told = {(row["code"], row["change"]) for row in history}
    for row in codes.values():
        if row["status"] != "active" and (row["code"], row["status"]) not in told:
            raise _fault(row, "status", "the history does not say why", f"Add a row to {HISTORY}.")


def _fault(row: Row, column: str, message: str, remedy: str, file: str = FILE) -> CodebookError:
    where = Where(file=file, row=int(row["line"]), column=column, value=row[column])
    return CodebookError(message, where=where, remedy=remedy)
