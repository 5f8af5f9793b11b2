"""Read and write SPSS .sav files with their labels and user-missing codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from dianalysis.errors import Unreadable, Where
from dianalysis.sources.guard import check_file
from dianalysis.sources.rawtable import RawTable, cell_text, frame_of_rows

_MAGIC = (b"$FL2", b"$FL3")
_DATE_AT, _DATE_LENGTH = 92, 17
_FIXED_DATE = b"10 Jul 1600:00:00"


@dataclass(frozen=True)
class SavLayout:
    """What a .sav file says about its columns: descriptions, labels of codes, codes that mean missing."""

    column_labels: Mapping[str, str] = field(default_factory=dict)
    value_labels: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    missing_codes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def read_sav(path: Path) -> tuple[RawTable, ...]:
    """Read one .sav file: codes as they are, user-missing codes kept, labels beside them.

    Raises
    ------
    Unreadable
        When the file is no SPSS file or is damaged.
    """
    check_file(path)
    with path.open("rb") as stream:
        if stream.read(4) not in _MAGIC:
            raise Unreadable(
                "the file is called .sav but is not an SPSS file",
                where=Where(file=path.name),
                remedy="Save it from SPSS again, or rename it to what it is.",
            )
    try:
        frame, meta = pyreadstat.read_sav(str(path), user_missing=True)
    except Exception as error:  # pyreadstat raises several unrelated classes, bare Exception among them
        raise Unreadable(
            "the SPSS file is damaged",
            where=Where(file=path.name),
            remedy="Save it from SPSS again.",
        ) from error
    return (_table(path.name, frame, meta),)


def _table(file: str, frame: pd.DataFrame, meta: Any) -> RawTable:
    columns = [str(name) for name in frame.columns]
    texts = [[cell_text(value) for value in frame[name].astype(object)] for name in frame.columns]
    rows = list(zip(*texts, strict=True))
    labels = {
        str(column): {cell_text(code): str(label) for code, label in codes.items()}
        for column, codes in meta.variable_value_labels.items()
    }
    described = {str(c): str(text) for c, text in meta.column_names_to_labels.items() if text}
    return RawTable(
        file=file,
        sheet="",
        frame=frame_of_rows(columns, rows, range(1, len(rows) + 1), file=file, sheet=""),
        kind="sav",
        value_labels=labels,
        missing_codes={str(c): _codes(ranges) for c, ranges in meta.missing_ranges.items()},
        column_labels=described,
    )


def _codes(ranges: list[Any]) -> tuple[str, ...]:
    """Write ranges as texts: "99" for a single code, "96..99" for a range."""
    texts = []
    for item in ranges:
        low, high = (item["lo"], item["hi"]) if isinstance(item, dict) else (item, item)
        texts.append(cell_text(low) if low == high else f"{cell_text(low)}..{cell_text(high)}")
    return tuple(texts)


def write_sav(frame: pd.DataFrame, path: Path, *, layout: SavLayout | None = None) -> None:
    """Write a .sav file with labels and user-missing codes; the same input gives the same bytes.

    Parameters
    ----------
    frame
        One row per record. Dates as `datetime.date`, codes as numbers, the rest as text.
    path
        File to write; its folder is made when absent.
    layout
        Descriptions of columns, labels of codes and user-missing codes.
    """
    layout = layout or SavLayout()
    path.parent.mkdir(parents=True, exist_ok=True)
    pyreadstat.write_sav(
        frame,
        str(path),
        column_labels={name: text for name, text in layout.column_labels.items() if name in frame.columns},
        variable_value_labels={n: _widened(codes) for n, codes in layout.value_labels.items()},
        missing_ranges={name: list(codes) for name, codes in layout.missing_codes.items()},
        variable_format={name: "DATE11" for name in frame.columns if _is_date(frame[name])},
    )
    data = bytearray(path.read_bytes())
    data[_DATE_AT : _DATE_AT + _DATE_LENGTH] = _FIXED_DATE  # the header's clock, else every file differs
    path.write_bytes(bytes(data))


def _widened(codes: Mapping[int, str]) -> dict[int | float, str]:
    return dict(codes.items())


def _is_date(column: pd.Series) -> bool:
    first = next((value for value in column if value is not None and not pd.isna(value)), None)
    return isinstance(first, dt.date)
