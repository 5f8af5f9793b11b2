"""Read .xlsx workbooks with calamine, after the guard let them through."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from dianalysis.errors import Unreadable, Where
from dianalysis.sources.guard import check_workbook
from dianalysis.sources.lost import lost_cells
from dianalysis.sources.rawtable import RawTable, cell_text, frame_of_rows


def read_workbook(path: Path) -> tuple[RawTable, ...]:
    """Read every sheet that holds a cell; the first row with a cell is the header.

    Raises
    ------
    Unreadable
        When the file is no workbook, is damaged, encrypted or refused by the guard, or holds no cell at all.
    """
    check_workbook(path)
    where = Where(file=path.name)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        grids = {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
                 for name in _data_sheets(workbook)}  # fmt: skip
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(
            "the workbook cannot be read", where=where, remedy="Open it in a spreadsheet program and save it."
        ) from error
    tables = [_table(path.name, name, grid) for name, grid in grids.items() if _has_cells(grid)]
    if not tables:
        raise Unreadable(
            "no sheet of the workbook holds a cell", where=where, remedy="Make the export again."
        )
    if note := lost_cells(path):
        tables[0] = replace(tables[0], notes=(note,))
    return tuple(tables)


def _data_sheets(workbook: Any) -> list[str]:
    hidden = {m.name for m in workbook.sheets_metadata if str(m.visible).rsplit(".", 1)[-1] != "Visible"}
    return [name for name in workbook.sheet_names if name not in hidden]


def _has_cells(grid: list[list[Any]]) -> bool:
    return any(cell != "" for row in grid for cell in row)


def _table(file: str, sheet: str, grid: list[list[Any]]) -> RawTable:
    texts = [[cell_text(cell) for cell in row] for row in grid]
    filled = [(number, row) for number, row in enumerate(texts, start=1) if any(cell.strip() for cell in row)]
    width = max(_width(row) for _, row in filled)
    header = filled[0][1][:width]
    body = filled[1:]
    frame = frame_of_rows(
        header, [row[:width] for _, row in body], [number for number, _ in body], file=file, sheet=sheet
    )
    return RawTable(file=file, sheet=sheet, frame=frame, kind="xlsx")


def _width(row: list[str]) -> int:
    return max((position for position, cell in enumerate(row, start=1) if cell.strip()), default=0)
