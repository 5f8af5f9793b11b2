"""Read the tables of a source; what cannot be read, or is of no known kind, becomes a problem."""

from __future__ import annotations

import fnmatch
from collections.abc import Collection
from pathlib import Path

from dianalysis.codebook import Codebook
from dianalysis.errors import Unreadable
from dianalysis.monitor.export import OPTIONAL_FORMS, form_of_file
from dianalysis.monitor.mapping import ExportMapping
from dianalysis.monitor.notices import unreadable_problem
from dianalysis.monitor.problems import UNREADABLE, Problem, make_problem
from dianalysis.sources import RawTable, is_database, list_exports, list_unread, read_export, shown_source

_TOLD = {
    "cp1252": "the text was {}",
    "mixed_encoding": "the file has {}; their accents are wrong",
    "lost_cells": "{}; they are read as empty",
}
"""Notes of the readers that are told as a problem of the same name."""


def read_tables(source: str | Path) -> tuple[list[RawTable], list[Problem]]:
    """Read every table of a folder, file or database; a file that cannot be read hides nothing of the others.

    Parameters
    ----------
    source
        Folder, file or SQLAlchemy URL.
    """
    shown = shown_source(source)
    try:
        exports = list_exports(source)
    except Unreadable as error:
        return [], [unreadable_problem(error, shown)]
    tables: list[RawTable] = []
    problems = [
        make_problem("unread_kind", f"files of the kind {Path(name).suffix} are not read", file=name)
        for name in list_unread(source)
    ]
    for export in exports:
        try:
            tables += read_export(export)
        except Unreadable as error:
            problems.append(unreadable_problem(error, shown_source(export)))
    return tables, problems + [problem for table in tables for problem in _notes(table)]


def _notes(table: RawTable) -> list[Problem]:
    problems = []
    for note in table.notes:
        rule = "cp1252" if note.kind == "encoding" and table.encoding == "cp1252" else note.kind
        if rule in _TOLD:
            problems.append(make_problem(rule, _TOLD[rule].format(note.text), file=table.file, row=note.row))
    return problems


def absences(
    source: str | Path,
    found: Collection[str],
    tables: list[RawTable],
    problems: list[Problem],
    *,
    mapping: ExportMapping,
    codebook: Codebook,
) -> list[Problem]:
    """Tell which forms a whole source lacks, and which patterns of the mapping fit no file.

    A form whose file is there but cannot be read is not said to be missing.

    Parameters
    ----------
    source
        Folder, file or SQLAlchemy URL; a single file lacks nothing.
    found
        Forms that were found.
    tables, problems
        Of `read_tables`.
    mapping, codebook
        Say which names belong to a form.
    """
    unreadable = [problem.file for problem in problems if problem.severity == UNREADABLE]
    if not (is_database(source) or Path(source).is_dir()) or (unreadable and not tables):
        return []
    hidden = {form_of_file(file, mapping=mapping, codebook=codebook) for file in unreadable}
    lacking = [f for f in codebook.forms if f not in {*OPTIONAL_FORMS, *found, *hidden}]
    names = {name.casefold() for table in tables for name in (table.file, table.sheet)}
    names |= {file.casefold() for file in unreadable}
    patterns = [(form, p) for form, body in mapping.forms.items() for p in body.files]
    idle = [(form, p) for form, p in patterns if not fnmatch.filter(names, p.casefold())]
    return [
        *(make_problem("missing_form", f"no export of {form} was found", form=form) for form in lacking),
        *(make_problem("idle_pattern", f"no file or table is called {p!r}", form=form) for form, p in idle),
    ]
