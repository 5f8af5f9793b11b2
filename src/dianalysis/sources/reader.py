"""One door for every format: `read_export`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
from pyarrow import ArrowException

from dianalysis.errors import Unreadable, Where
from dianalysis.sources.database import read_database, shown_address
from dianalysis.sources.delimited import read_delimited
from dianalysis.sources.guard import check_file
from dianalysis.sources.rawtable import RawTable, cell_text, frame_of_rows
from dianalysis.sources.spss import read_sav
from dianalysis.sources.workbooks import read_workbook

UNREAD_KINDS = (".xls", ".xlsb", ".ods", ".numbers", ".por", ".dta", ".sas7bdat", ".rds", ".json", ".zip")
"""Kinds of data files a folder may hold that are not read; they are named rather than passed over."""


def is_database(source: str | Path) -> bool:
    """Tell whether `source` is a database address rather than a path."""
    return isinstance(source, str) and "://" in source


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
    found = tuple(sorted(p for p in _listed(path) if p.suffix.lower() in READERS))
    if not found:
        raise Unreadable(
            "the folder holds no export",
            where=Where(file=path.name),
            remedy=f"Put files of the kinds {', '.join(sorted(READERS))} in it.",
        )
    return found


def list_unread(source: str | Path) -> tuple[str, ...]:
    """Name the data files of a folder that are of a kind that is not read, sorted."""
    if is_database(source) or not Path(source).is_dir():
        return ()
    return tuple(sorted(p.name for p in _listed(Path(source)) if p.suffix.lower() in UNREAD_KINDS))


def _listed(folder: Path) -> list[Path]:
    """List a folder without hidden files and the lock files of a spreadsheet program."""
    try:
        return [path for path in folder.iterdir() if not path.name.startswith(("~$", "."))]
    except OSError as error:
        raise Unreadable(
            f"the folder cannot be opened ({error.strerror or type(error).__name__})",
            where=Where(file=folder.name),
            remedy="Check your rights to it.",
        ) from error


def shown_source(source: str | Path) -> str:
    """Name a source as messages do: a file or folder by its last part, a database without any secret."""
    return shown_address(str(source)) if is_database(source) else Path(source).name


def read_parquet(path: Path) -> tuple[RawTable, ...]:
    """Read one parquet file; numbers and dates become text as a spreadsheet shows them."""
    check_file(path)
    try:
        data = pq.read_table(path)
    except (ArrowException, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk's fault, not the file's
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
