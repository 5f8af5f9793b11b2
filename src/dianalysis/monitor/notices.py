"""What is said about tables and columns while a source is read into forms."""

from __future__ import annotations

from dianalysis.codebook import Codebook
from dianalysis.errors import Unreadable
from dianalysis.monitor.export import Recognised, required_columns
from dianalysis.monitor.problems import Problem, make_problem
from dianalysis.monitor.text import nearest
from dianalysis.sources import RawTable


def unreadable_problem(error: Unreadable, file: str) -> Problem:
    where = error.where
    return make_problem(
        "unreadable",
        error.message,
        file=where.file or file,
        sheet=where.sheet,
        row=where.row,
        remedy=error.remedy,
    )


def unknown_table(table: RawTable, codebook: Codebook) -> Problem:
    near = nearest(table.sheet or table.file.rsplit(".", 1)[0], codebook.forms)
    hint = f"; did you mean {near}?" if near else ""
    return make_problem("unknown_table", f"no form fits this table{hint}", file=table.file, sheet=table.sheet)


def column_problems(form: str, parts: list[Recognised], codebook: Codebook) -> list[Problem]:
    problems = []
    names = [variable.name for variable in codebook.variables(form)]
    required = {variable.name for variable in required_columns(codebook, form)}
    for file in dict.fromkeys(part.table.file for part in parts):
        of_file = [part for part in parts if part.table.file == file]
        offered = {variable for part in of_file for variable in part.variables.values()}
        for name in names:
            if name not in offered:
                rule = "missing_column" if name in required else "missing_optional_column"
                message = f"{form} has no column for {name}"
                problems.append(make_problem(rule, message, form=form, file=file, column=name, variable=name))
        for part in of_file:
            problems += [_unknown_column(form, part.table, column, names) for column in part.unknown]
            problems += _table_notes(form, part.table)
    return problems


def _unknown_column(form: str, table: RawTable, column: str, names: list[str]) -> Problem:
    near = nearest(column, names)
    return make_problem(
        "unknown_column",
        f"{form} knows no such column" + (f"; did you mean {near}?" if near else ""),
        form=form,
        file=table.file,
        sheet=table.sheet,
        column=column,
    )


def _table_notes(form: str, table: RawTable) -> list[Problem]:
    problems = [
        make_problem(
            "ragged_row",
            f"the row has {note.text}",
            form=form,
            file=table.file,
            row=note.row,
            record=locator(table.file, table.sheet, note.row),
        )
        for note in table.notes
        if note.kind == "ragged_row"
    ]
    if table.frame.empty:
        problems.append(
            make_problem("no_rows", "the table has no record", form=form, file=table.file, sheet=table.sheet)
        )
    return problems


def locator(file: str, sheet: str, row: int | None) -> str:
    return f"{file}:{sheet}:{row}" if sheet else f"{file}:{row}"
