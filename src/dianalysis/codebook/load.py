"""Read `data/codebook/*.csv` into a codebook; every fault names its file, row, column and value."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import pandas as pd

from dianalysis.codebook.consistency import check_consistency
from dianalysis.codebook.layout import TABLES, CsvTable
from dianalysis.codebook.model import Codebook, Variable
from dianalysis.errors import CodebookError, Where

_WHOLE = ("order", "code", "step")
_TEXTS = ("coding_frame", "coding_frame_history")  # here a code is a name


def load_codebook(folder: Path) -> Codebook:
    """Load the codebook in `folder`.

    The result is kept in memory until one of the files changes.

    Parameters
    ----------
    folder
        The folder with variables.csv, value_labels.csv and the other files.

    Raises
    ------
    CodebookError
        When a file is absent, is not UTF-8, has other columns than it should, or holds a value that is
        malformed, repeated, or refers to something that is not there.
    """
    root = Path(folder).resolve()
    return _load(root, tuple(_stamp(root / table.file) for table in TABLES))


@lru_cache(maxsize=8)
def _load(folder: Path, stamp: tuple[tuple[int, int], ...]) -> Codebook:
    tables = {table.name: _read_table(folder, table) for table in TABLES}
    check_consistency(tables)
    frames = {name: _as_frame(rows, _whole(name)) for name, rows in tables.items()}
    return Codebook(tables=frames, by_form=_variables(frames["forms"], frames["variables"]))


def _stamp(path: Path) -> tuple[int, int]:
    if not path.is_file():
        raise CodebookError(
            "the codebook lacks a file",
            where=Where(file=path.name),
            remedy=f"Put it back in {path.parent.name}/; it is part of the repository.",
        )
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def _read_table(folder: Path, table: CsvTable) -> list[dict[str, str]]:
    try:
        with (folder / table.file).open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            _check_header(next(reader, []), table)
            rows = [_read_row(cells, table, line=reader.line_num) for cells in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise CodebookError(
            f"the file cannot be read as comma-separated UTF-8: {error}",
            where=Where(file=table.file),
            remedy="Save it as CSV with commas in UTF-8.",
        ) from error
    if not rows:
        where = Where(file=table.file)
        raise CodebookError("the file has no rows", where=where, remedy="Restore it from the repository.")
    _check_key(rows, table)
    return rows


def _check_header(header: list[str], table: CsvTable) -> None:
    if header != table.header:
        wrong = [name for name in header if name not in table.header] or header
        raise CodebookError(
            "the header is not as it should be",
            where=Where(file=table.file, row=1, column=wrong[0] if wrong else table.header[0]),
            remedy=f"It must read: {','.join(table.header)}",
        )


def _read_row(cells: list[str], table: CsvTable, *, line: int) -> dict[str, str]:
    if len(cells) != len(table.columns):
        raise CodebookError(
            f"the row has {len(cells)} cells instead of {len(table.columns)}",
            where=Where(file=table.file, row=line, value=",".join(cells)),
            remedy="Put quotation marks around a text that holds a comma.",
        )
    for column, cell in zip(table.columns, cells, strict=True):
        remedy = column.remedy(cell)
        if remedy:
            where = Where(file=table.file, row=line, column=column.name, value=cell)
            raise CodebookError(f"{column.name} is not valid", where=where, remedy=remedy)
    return dict(zip(table.header, cells, strict=True)) | {"line": str(line)}


def _check_key(rows: list[dict[str, str]], table: CsvTable) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for row in rows:
        key = tuple(row[name] for name in table.key)
        if key in seen:
            raise CodebookError(
                f"the row repeats row {seen[key]}",
                where=Where(file=table.file, row=int(row["line"]), column=table.key[-1], value=key[-1]),
                remedy=f"Keep one row per {', '.join(table.key)}.",
            )
        seen[key] = row["line"]


def _whole(table: str) -> tuple[str, ...]:
    return ("version",) if table in _TEXTS else _WHOLE


def _as_frame(rows: list[dict[str, str]], whole: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows).drop(columns="line")
    for name in whole:
        if name in frame.columns:
            frame[name] = frame[name].astype("int64")
    declared = [name for name in ("order", "step") if name in frame.columns]
    return frame.sort_values(declared, kind="stable", ignore_index=True) if declared else frame


def _variables(forms: pd.DataFrame, rows: pd.DataFrame) -> dict[str, tuple[Variable, ...]]:
    grouped: dict[str, list[Variable]] = defaultdict(list)
    for row in rows.to_dict("records"):
        grouped[str(row["form"])].append(_variable({str(name): str(value) for name, value in row.items()}))
    return {form: tuple(grouped[form]) for form in forms["form"]}


def _variable(row: dict[str, str]) -> Variable:
    return Variable(
        form=row["form"],
        name=row["name"],
        order=int(row["order"]),
        question_nl=row["question_nl"],
        question_en=row["question_en"],
        type=row["type"],
        unit=row["unit"],
        value_set=row["value_set"],
        required=row["required"] == "yes",
        minimum=float(row["minimum"]) if row["minimum"] else None,
        maximum=float(row["maximum"]) if row["maximum"] else None,
        missing_reasons=tuple(part for part in row["missing_reasons"].split(";") if part),
        personal=row["personal"] == "yes",
        pattern=row["pattern"],
    )
