"""What is said about tables and columns while a source is read into forms."""

from __future__ import annotations

import re

from dianalysis.codebook import Codebook
from dianalysis.errors import Unreadable
from dianalysis.monitor.export import LEAST_RECOGNISED, Recognised, header_words, required_columns
from dianalysis.monitor.problems import Problem, make_problem
from dianalysis.monitor.text import nearest, word
from dianalysis.sources import RawTable

_AGAIN = re.compile(r" \(\d+\)$")
"""What the readers add to a column name that occurs again."""


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
        if "firm_id" not in offered and len(offered) < LEAST_RECOGNISED:
            problems.append(_no_header(form, of_file, len(offered)))  # its "headers" may be a firm's answers
            continue
        for name in names:
            if name not in offered:
                rule = "missing_column" if name in required else "missing_optional_column"
                message = f"{form} has no column for {name}"
                problems.append(make_problem(rule, message, form=form, file=file, column=name, variable=name))
        for part in of_file:
            problems += [_unknown_column(form, part, column, codebook) for column in part.unknown]
            problems += _table_notes(form, part.table)
    return problems


def _no_header(form: str, parts: list[Recognised], known: int) -> Problem:
    columns = sum(len(part.table.columns) for part in parts)
    message = f"{known or 'none'} of the {columns} columns is known, so the first row may not be a header"
    table = parts[0].table
    return make_problem("no_header", message, form=form, file=table.file, sheet=table.sheet)


def _unknown_column(form: str, part: Recognised, column: str, codebook: Codebook) -> Problem:
    names = [variable.name for variable in codebook.variables(form)]
    plain = word(_AGAIN.sub("", column))
    again = part.variables.get(_AGAIN.sub("", column)) or header_words(codebook, form).get(plain)
    near = nearest(column, names)
    message = f"{form} knows no such column" + (f"; did you mean {near}?" if near else "")
    return make_problem(
        "repeated_column" if again else "unknown_column",
        f"another column holds {again} already" if again else message,
        form=form,
        file=part.table.file,
        sheet=part.table.sheet,
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
        file, sheet = table.file, table.sheet
        message = "the table has no record"
        problems.append(make_problem("no_rows", message, form=form, file=file, sheet=sheet))
    return problems


def locator(file: str, sheet: str, row: int | None) -> str:
    return f"{file}:{sheet}:{row}" if sheet else f"{file}:{row}"
