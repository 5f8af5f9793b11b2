"""The contract of a raw export: which columns a form needs, and which of them a table offers."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dianalysis.codebook import Codebook, Variable
from dianalysis.monitor.mapping import ExportMapping, FormMapping
from dianalysis.monitor.text import word
from dianalysis.sources import RawTable, promote_header

INSTRUCTION_SHEETS = ("uitleg", "instructions")
"""Sheets of the templates that hold no answers."""
OPTIONAL_FORMS = ("self_employed",)
"""Forms a source may leave out."""
MOST_HEADER_ROWS = 3
LEAST_RECOGNISED = 3
"""Columns that must be known before a row passes for a header."""


@dataclass(frozen=True)
class Recognised:
    """A table with the form it belongs to and, per column of the table, the variable it holds."""

    form: str
    table: RawTable
    variables: dict[str, str]
    unknown: tuple[str, ...]


@lru_cache(maxsize=32)
def header_words(codebook: Codebook, form: str) -> dict[str, str]:
    """Return the headers a form accepts without a mapping: names and questions, as words, to variable."""
    words: dict[str, str] = {}
    for variable in codebook.variables(form):
        for text in (variable.question_en, variable.question_nl, variable.name):
            words[word(text)] = variable.name
    return words


def required_columns(codebook: Codebook, form: str) -> tuple[Variable, ...]:
    """Return the variables a table of `form` must offer."""
    return tuple(variable for variable in codebook.variables(form) if variable.required)


def recognise_columns(
    columns: Sequence[str], form: str, *, mapping: FormMapping, codebook: Codebook
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Tell which variable each column holds.

    Returns
    -------
    Column to variable for the known ones, and the columns that are neither known nor ignored. Of two columns
    for one variable the second is unknown.
    """
    aliases = {word(header): variable for header, variable in mapping.columns.items()}
    known = header_words(codebook, form) | aliases
    ignored = {word(header) for header in mapping.ignore}
    found: dict[str, str] = {}
    unknown = []
    for column in columns:
        variable = known.get(word(column))
        if variable is not None and variable not in found.values():
            found[column] = variable
        elif word(column) not in ignored:
            unknown.append(column)
    return found, tuple(unknown)


def recognise_table(table: RawTable, *, mapping: ExportMapping, codebook: Codebook) -> Recognised | None:
    """Find the form a table belongs to: by the mapping, by file or sheet name, else by its headers.

    Returns None for a table that belongs to no form.
    """
    if word(table.sheet) in INSTRUCTION_SHEETS:
        return None
    named = _by_mapping(table, mapping) or _by_name(table.file, table.sheet, mapping, codebook)
    candidates = [named] if named else list(codebook.forms)
    offers = [_read_as(table, form, mapping.form(form), codebook) for form in candidates]
    best = max(offers, key=lambda offer: len(offer.variables))
    if mapping.form(best.form).key not in best.variables.values():
        return best if named and not table.sheet else None
    return best if named or len(best.variables) >= LEAST_RECOGNISED else None


def _read_as(table: RawTable, form: str, mapping: FormMapping, codebook: Codebook) -> Recognised:
    tries = [mapping.header_rows] if mapping.header_rows else range(1, MOST_HEADER_ROWS + 1)
    offers = []
    for rows in tries:
        read = promote_header(table, rows)
        found, unknown = recognise_columns(read.columns, form, mapping=mapping, codebook=codebook)
        offers.append(Recognised(form, read, found, unknown))
    return max(offers, key=lambda offer: len(offer.variables))  # the first of equals: fewest header rows


def _by_mapping(table: RawTable, mapping: ExportMapping) -> str:
    names = {table.file.casefold(), table.sheet.casefold() if table.kind == "sql" else table.file.casefold()}
    for form, body in mapping.forms.items():
        matches = any(fnmatch.fnmatchcase(name, p.casefold()) for name in names for p in body.files)
        sheets = [word(sheet) for sheet in body.sheets]
        if matches and (not sheets or word(table.sheet) in sheets):
            return form
    return ""


def form_of_file(file: str, *, mapping: ExportMapping, codebook: Codebook) -> str:
    """Tell from its name alone to which form a file belongs; "" when it fits none."""
    for form, body in mapping.forms.items():
        if any(fnmatch.fnmatchcase(file.casefold(), pattern.casefold()) for pattern in body.files):
            return form
    return _by_name(file, "", mapping, codebook)


def _by_name(file: str, sheet: str, mapping: ExportMapping, codebook: Codebook) -> str:
    stem = word(file.rsplit(".", 1)[0])
    names = {word(form): form for form in codebook.forms}
    stems = codebook.form_table
    names |= {word(str(t)): str(f) for f, t in zip(stems["form"], stems["table"], strict=True)}
    taken = {form for form, body in mapping.forms.items() if body.files}
    for text in (word(sheet), stem):
        fits = [name for name in names if text == name or text.startswith(name + "_")]
        if fits and names[max(fits, key=len)] not in taken:
            return names[max(fits, key=len)]
    return ""
