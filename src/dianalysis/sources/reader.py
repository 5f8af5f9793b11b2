"""One door for every format: `read_export`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
from pyarrow import ArrowException

from dianalysis.errors import Unreadable, Where
from dianalysis.sources.database import read_database
from dianalysis.sources.delimited import read_delimited
from dianalysis.sources.guard import check_file
from dianalysis.sources.rawtable import RawTable, cell_text, frame_of_rows
from dianalysis.sources.spss import read_sav
from dianalysis.sources.workbooks import read_workbook

_ADDRESS = re.compile(r"[a-z][a-z0-9_]*(\+[a-z0-9_]+)?://", re.IGNORECASE)


def is_database(source: str | Path) -> bool:
    """Tell whether `source` is a database address rather than a path."""
    return isinstance(source, str) and _ADDRESS.match(source) is not None


def read_export(source: str | Path, *, tables: tuple[str, ...] | None = None) -> tuple[RawTable, ...]:
    """Read one export file or database; every cell stays as it was, as a string.

    Parameters
    ----------
    source
        Path of an .xlsx, .xlsm, .csv, .txt, .tsv, .sav, .zsav or .parquet file, or an SQLAlchemy URL.
    tables
        Tables to read from a database; all of them when not named.

    Returns
    -------
    One `RawTable` per sheet or table, in the order of the file.

    Raises
    ------
    Unreadable
        With what is wrong, in which file, and the remedy. No other error leaves this function for a bad file.
    """
    if is_database(source):
        return read_database(str(source), tables=tables)
    path = Path(source)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(
            f"files of the kind {path.suffix or '(none)'} are not read",
            where=Where(file=path.name),
            remedy=f"Offer one of {', '.join(sorted(READERS))}.",
        )
    try:
        return reader(path)
    except OSError as error:
        raise Unreadable(
            f"the file cannot be opened ({error.strerror or type(error).__name__})",
            where=Where(file=path.name),
            remedy="Close it in other programs and check your rights to it.",
        ) from error


def list_exports(source: str | Path) -> tuple[str | Path, ...]:
    """List what `source` offers to read: the address, the file, or the files of a folder, sorted.

    Raises
    ------
    Unreadable
        When the path does not exist or the folder holds no file of a known kind.
    """
    if is_database(source):
        return (source,)
    path = Path(source)
    if not path.is_dir():
        if not path.is_file():
            check_file(path)
        return (path,)
    found = tuple(sorted(p for p in path.iterdir() if p.suffix.lower() in READERS and not _is_lock(p)))
    if not found:
        raise Unreadable(
            "the folder holds no export",
            where=Where(file=path.name),
            remedy=f"Put files of the kinds {', '.join(sorted(READERS))} in it.",
        )
    return found


def _is_lock(path: Path) -> bool:
    return path.name.startswith(("~$", ".")) or not path.is_file()


def read_parquet(path: Path) -> tuple[RawTable, ...]:
    """Read one parquet file; numbers and dates become text as a spreadsheet shows them."""
    check_file(path)
    try:
        data = pq.read_table(path)
    except (ArrowException, ValueError) as error:
        raise Unreadable(
            "the parquet file is damaged, or is no parquet file",
            where=Where(file=path.name),
            remedy="Write it again.",
        ) from error
    texts = [[cell_text(value) for value in column.to_pylist()] for column in data.columns]
    rows = list(zip(*texts, strict=True))
    frame = frame_of_rows(data.column_names, rows, range(1, len(rows) + 1), file=path.name, sheet="")
    return (RawTable(path.name, "", frame, "parquet"),)


READERS: dict[str, Callable[[Path], tuple[RawTable, ...]]] = {
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".csv": read_delimited,
    ".txt": read_delimited,
    ".tsv": read_delimited,
    ".sav": read_sav,
    ".zsav": read_sav,
    ".parquet": read_parquet,
}
