"""Write frames so that the same input gives the same bytes, and no cell becomes a formula by accident."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FIXED_CREATED = dt.datetime(2016, 7, 10)
_MAX_WIDTH = 60


def neutralise(value: object) -> object:
    """Put an apostrophe before a text a spreadsheet would run as a formula; leave all else."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS) and not _is_number(value):
        return "'" + value
    return value


def _is_number(value: str) -> bool:
    return value[0] in "+-" and value[1:].replace(".", "", 1).replace(",", "", 1).isdigit()


def write_csv(
    frame: pd.DataFrame,
    path: Path,
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    line_end: str = "\n",
) -> None:
    """Write a delimited file: formulas neutralised, missing empty, no index.

    Parameters
    ----------
    frame
        Any frame; dates are written yyyy-mm-dd.
    path
        File to write; its folder is made when absent.
    encoding, delimiter, line_end
        Of the file. A character the encoding lacks becomes a question mark.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = [_safe_column(frame.iloc[:, position]) for position in range(frame.shape[1])]
    safe = pd.concat(columns, axis=1) if columns else frame.copy()
    safe.columns = pd.Index([neutralise(str(name)) for name in frame.columns])
    text = safe.to_csv(index=False, sep=delimiter, lineterminator=line_end, date_format="%Y-%m-%d")
    path.write_bytes(text.encode(encoding, errors="replace"))


def _safe_column(column: pd.Series) -> pd.Series:
    if not (pd.api.types.is_object_dtype(column) or pd.api.types.is_string_dtype(column)):
        return column
    texts = [neutralise(value) for value in column.astype("object")]
    return pd.Series(texts, index=column.index, dtype="object")


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    """Write a parquet file without index; no clock in it, so the same frame gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pa.Table.from_pandas(frame.reset_index(drop=True), preserve_index=False)
    pq.write_table(table, path, compression="zstd", version="2.6", write_statistics=False)


@dataclass(frozen=True)
class XlsxSheet:
    """One sheet to write.

    Parameters
    ----------
    name
        Name of the sheet, at most 31 characters.
    frame
        Its cells; the column names are the (last) header row.
    groups
        A row above the header, one text per column; none when empty.
    choices
        Column name to the permitted texts, offered as a drop-down list.
    hints
        Column name to the text shown when a cell of it is chosen.
    hidden
        Whether the sheet is hidden.
    is_read
        Whether people read it as it is: filters on the header, wrapped text, columns as wide as their text.
    """

    name: str
    frame: pd.DataFrame
    groups: Sequence[str] = ()
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    is_read: bool = False


LIST_SHEET = "_lists"
_ROWS_WITH_LIST = 2_000


def write_xlsx(sheets: Sequence[XlsxSheet], path: Path, *, title: str = "") -> None:
    """Write a workbook: text as text (never a formula or a link), a frozen header, lists where asked."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        named = {"title": title} if title else {}
        book.set_properties({"created": FIXED_CREATED, "author": "dianalysis", **named})
        bold = book.add_format({"bold": True, "bottom": 1})
        date = book.add_format({"num_format": "dd-mm-yyyy"})
        lists: dict[tuple[str, ...], str] = {}
        for sheet in sheets:
            target = book.add_worksheet(sheet.name)
            _write_sheet(target, sheet, bold, date)
            if sheet.is_read:
                _lay_out(target, sheet, book.add_format({"text_wrap": True, "valign": "top"}))
            for choice in sheet.choices.values():
                lists.setdefault(tuple(choice), f"={LIST_SHEET}!${_letter(len(lists))}$1:"
                                                f"${_letter(len(lists))}${len(choice)}")  # fmt: skip
        if lists:
            _write_lists(book.add_worksheet(LIST_SHEET), lists)
            for sheet in sheets:
                _add_choices(book.get_worksheet_by_name(sheet.name), sheet, lists)


def _write_sheet(target: Any, sheet: XlsxSheet, bold: Any, date: Any) -> None:
    top = 1 if sheet.groups else 0
    for column, group in enumerate(sheet.groups):
        target.write_string(0, column, group, bold)
    for column, name in enumerate(sheet.frame.columns):
        target.write_string(top, column, str(name), bold)
        target.set_column(column, column, min(_MAX_WIDTH, max(12, len(str(name)) + 2)))
        for row, value in enumerate(sheet.frame.iloc[:, column].astype(object), start=top + 1):
            if isinstance(value, dt.date):
                target.write_datetime(row, column, value, date)
            elif isinstance(value, str):
                target.write_string(row, column, value)
            elif not pd.isna(value):
                target.write_number(row, column, float(value))
    target.freeze_panes(top + 1, 0)
    if sheet.hidden:
        target.hide()


def _lay_out(target: Any, sheet: XlsxSheet, wrapped: Any) -> None:
    top, (rows, columns) = int(bool(sheet.groups)), sheet.frame.shape
    for column, name in enumerate(sheet.frame.columns):
        texts = [str(name), *(str(value) for value in sheet.frame.iloc[:, column] if isinstance(value, str))]
        longest = max(len(text) for text in [*texts, *sheet.groups[column : column + 1]])
        target.set_column(column, column, min(_MAX_WIDTH, max(10, longest + 3)), wrapped)
    target.autofilter(top, 0, top + rows, columns - 1)
    target.freeze_panes(top + 1, 1)


def _write_lists(target: Any, lists: Mapping[tuple[str, ...], str]) -> None:
    for column, choice in enumerate(lists):
        for row, text in enumerate(choice):
            target.write_string(row, column, text)
    target.hide()


def _add_choices(target: Any, sheet: XlsxSheet, lists: Mapping[tuple[str, ...], str]) -> None:
    first = 2 if sheet.groups else 1
    for column, name in enumerate(sheet.frame.columns):
        rule: dict[str, Any] = {"validate": "any"}
        if name in sheet.choices:
            rule = {"validate": "list", "source": lists[tuple(sheet.choices[name])]}
        if name in sheet.hints:
            rule |= {"input_title": str(name)[:32], "input_message": sheet.hints[name][:255]}
        if len(rule) > 1:
            target.data_validation(first, column, first + _ROWS_WITH_LIST, column, rule)


def _letter(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
