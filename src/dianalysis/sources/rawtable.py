"""A table as it was read: every cell a string, every row with the place it came from."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import pandas as pd

PROVENANCE = ("_file", "_sheet", "_row")
_EMPTY: Mapping[str, Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Note:
    """Something the reader noticed: `kind` is a word a check can act on, `row` the row in the file."""

    kind: str
    text: str
    row: int | None = None


@dataclass(frozen=True)
class RawTable:
    """One sheet of a workbook, one delimited file, one SPSS file, one parquet file or one database table.

    Parameters
    ----------
    file, sheet
        Names as the user knows them; `sheet` is empty where a file holds one table.
    frame
        All cells as strings ("" for an empty cell), columns as named in the file in their order, followed
        by `_file`, `_sheet` and `_row` (row number as a spreadsheet shows it; record number elsewhere).
    kind
        xlsx, csv, sav, parquet or sql.
    encoding
        The encoding a delimited file was read with; empty elsewhere.
    value_labels
        Column to code to label, where the file carries them.
    missing_codes
        Column to the codes the file declares as user-missing.
    column_labels
        Column to its description, where the file carries one.
    notes
        What the reader noticed (encoding, ragged rows).
    """

    file: str
    sheet: str
    frame: pd.DataFrame
    kind: str
    encoding: str = ""
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _EMPTY)
    missing_codes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    column_labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[Note, ...] = ()

    @property
    def name(self) -> str:
        """File and sheet in one word, as messages name the table."""
        return f"{self.file}:{self.sheet}" if self.sheet else self.file

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file, without the provenance."""
        return tuple(str(name) for name in self.frame.columns if name not in PROVENANCE)


def cell_text(value: object) -> str:
    """Write one cell as a string: whole numbers without a point, dates as yyyy-mm-dd, empty as ""."""
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, dt.datetime):
        text = value.replace(tzinfo=None).isoformat(sep=" ")
        return text.removesuffix(" 00:00:00")
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return str(value)


def _number_text(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))


def unique_names(names: Iterable[str]) -> list[str]:
    """Give empty and repeated column names a name of their own ("column 3", "age (2)")."""
    result: list[str] = []
    for position, raw in enumerate(names, start=1):
        name = plain = str(raw).strip() or f"column {position}"
        again = 1
        while name in result:
            again += 1
            name = f"{plain} ({again})"
        result.append(name)
    return result


def frame_of_rows(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    row_numbers: Sequence[int],
    *,
    file: str,
    sheet: str,
) -> pd.DataFrame:
    """Make the frame of a `RawTable` from text rows of the header's width."""
    columns = unique_names(header)
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    data: dict[str, pd.Series] = {
        name: pd.Series(list(values), dtype="str") for name, values in zip(columns, cells, strict=True)
    }
    data["_file"] = pd.Series([file] * len(rows), dtype="str")
    data["_sheet"] = pd.Series([sheet] * len(rows), dtype="str")
    data["_row"] = pd.Series(list(row_numbers), dtype="int64")
    return pd.DataFrame(data)


def promote_header(table: RawTable, header_rows: int) -> RawTable:
    """Read the same table with `header_rows` header rows; the last of them names the columns.

    Parameters
    ----------
    table
        A table read with one header row.
    header_rows
        Number of header rows, at least 1. Rows above the last one (groups, titles) are left out.
    """
    extra = header_rows - 1
    if extra <= 0 or len(table.frame) < extra:
        return table
    names = [str(value) for value in table.frame.iloc[extra - 1][list(table.columns)]]
    frame = table.frame.iloc[extra:].reset_index(drop=True)
    frame.columns = pd.Index([*unique_names(names), *PROVENANCE])
    return replace(table, frame=frame)
