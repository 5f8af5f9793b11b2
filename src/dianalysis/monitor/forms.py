"""Read a source into forms: every answer as it was typed, under the codebook's names, with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dianalysis.codebook import Codebook
from dianalysis.errors import Unreadable, Where
from dianalysis.monitor.export import Recognised, recognise_table
from dianalysis.monitor.mapping import ExportMapping, FormMapping
from dianalysis.monitor.notices import column_problems, locator, unknown_table
from dianalysis.monitor.problems import UNREADABLE, Problem
from dianalysis.monitor.tables import absences, read_tables
from dianalysis.monitor.text import compact
from dianalysis.sources import shown_source

PLACE = ("_record", "_file", "_sheet", "_row")
"""Columns of a form that are not variables: its locator, and the place of its first sheet."""


@dataclass(frozen=True)
class RawForm:
    """The rows of one form from all its files.

    Parameters
    ----------
    form
        Slug of the form.
    frame
        Variables of the form as strings ("" for empty), and `_record` ("file:sheet:row", unique),
        `_file`, `_sheet`, `_row`.
    headers
        (file, variable) to (sheet, header as the file has it).
    sheet_rows
        (record, sheet) to row, for forms spread over several sheets.
    mapping
        The mapping the form was read with.
    """

    form: str
    frame: pd.DataFrame
    headers: Mapping[tuple[str, str], tuple[str, str]]
    sheet_rows: Mapping[tuple[str, str], int]
    mapping: FormMapping

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables that at least one file offers."""
        return tuple(str(name) for name in self.frame.columns if name not in PLACE)

    def place(self, row: Mapping[str, object], variable: str) -> tuple[str, str, int, str]:
        """Return file, sheet, row and header of one cell."""
        file, first = str(row["_file"]), str(row["_sheet"])
        sheet, header = self.headers.get((file, variable), (first, variable))
        number = self.sheet_rows.get((str(row["_record"]), sheet), int(str(row["_row"])))
        return file, sheet, number, header


@dataclass(frozen=True)
class RawForms:
    """All forms of a source, and what was noticed while reading (unreadable files included)."""

    forms: Mapping[str, RawForm]
    problems: tuple[Problem, ...]
    source: str

    def rows(self, form: str) -> int:
        """Number of rows read for `form`."""
        return len(self.forms[form].frame) if form in self.forms else 0

    def require(self) -> RawForms:
        """Return itself; `Unreadable` for the first file that could not be read, if any."""
        for problem in self.problems:
            if problem.severity == UNREADABLE:
                where = Where(problem.file, problem.sheet, problem.row)
                raise Unreadable(problem.message, where=where, remedy=problem.remedy)
        return self


def read_forms(source: str | Path, mapping: ExportMapping, codebook: Codebook) -> RawForms:
    """Read every export of a folder, file or database address into forms.

    Parameters
    ----------
    source
        Folder, file or SQLAlchemy URL; formats may be mixed.
    mapping
        Names of the source's own files, headers and answers.
    codebook
        The vocabulary.

    Returns
    -------
    The forms found. A file that cannot be read becomes a problem and hides nothing of the others.
    """
    tables, problems = read_tables(source)
    recognised: list[Recognised] = []
    for table in tables:
        found = recognise_table(table, mapping=mapping, codebook=codebook)
        if found is not None:
            recognised.append(found)
        elif not table.sheet or table.kind != "xlsx":
            problems.append(unknown_table(table, codebook))
    forms = {}
    for form in codebook.forms:
        parts = [part for part in recognised if part.form == form]
        if parts:
            forms[form] = _stack(form, parts, mapping.form(form))
            problems += column_problems(form, parts, codebook)
    problems += absences(source, forms, tables, problems, mapping=mapping, codebook=codebook)
    return RawForms(forms, tuple(problems), shown_source(source))


def _stack(form: str, parts: list[Recognised], mapping: FormMapping) -> RawForm:
    frames: list[pd.DataFrame] = []
    headers: dict[tuple[str, str], tuple[str, str]] = {}
    sheet_rows: dict[tuple[str, str], int] = {}
    for file in dict.fromkeys(part.table.file for part in parts):
        of_file = [part for part in parts if part.table.file == file]
        several = len(of_file) > 1 and of_file[0].table.kind != "sql"
        frame = _join(of_file, mapping.key) if several else pd.concat([_named(p) for p in of_file])
        frames.append(frame)
        for part in reversed(of_file):
            headers |= {(file, v): (part.table.sheet, c) for c, v in part.variables.items()}
            sheet = f"_row:{part.table.sheet}"
            if sheet in frame.columns:
                pairs = zip(frame["_record"], frame[sheet], strict=True)
                sheet_rows |= {(r, part.table.sheet): int(n) for r, n in pairs if not pd.isna(n)}
    stacked = pd.concat(frames, ignore_index=True)
    stacked = stacked.drop(columns=[name for name in stacked.columns if str(name).startswith("_row:")])
    texts = [name for name in stacked.columns if name != "_row"]
    stacked[texts] = stacked[texts].fillna("").astype("str")
    stacked["_row"] = stacked["_row"].astype("int64")
    return RawForm(form, stacked, headers, sheet_rows, mapping)


def _named(part: Recognised) -> pd.DataFrame:
    """Rename the columns of a table to variables and show labels instead of codes where the file has them."""
    table = part.table
    data: dict[str, object] = {}
    for column, variable in part.variables.items():
        cells = table.frame[column]
        labels = table.value_labels.get(column, {})
        data[variable] = cells.map(lambda cell, known=labels: known.get(cell, cell)) if labels else cells
    for name in ("_file", "_sheet", "_row"):
        data[name] = table.frame[name]
    places = zip(table.frame["_file"], table.frame["_sheet"], table.frame["_row"], strict=True)
    data["_record"] = pd.Series([locator(f, s, r) for f, s, r in places], dtype="str")
    return pd.DataFrame(data)


def _join(parts: list[Recognised], key: str) -> pd.DataFrame:
    """Lay the sheets of one workbook side by side: same key, same occurrence of that key."""
    joined: pd.DataFrame | None = None
    for part in parts:
        frame = _named(part)
        identity = frame[key].map(compact)
        frame.index = pd.MultiIndex.from_arrays([identity, identity.groupby(identity).cumcount()])
        frame[f"_row:{part.table.sheet}"] = frame["_row"]
        joined = frame if joined is None else joined.combine_first(frame)[_order(joined, frame)]
    if joined is None:
        raise ValueError("no sheet to join")
    return joined.sort_values(["_sheet", "_row"], kind="stable").reset_index(drop=True)


def _order(left: pd.DataFrame, right: pd.DataFrame) -> list[str]:
    return [*left.columns, *(name for name in right.columns if name not in left.columns)]
