"""The mapping: how a source's own files, headers and answers correspond to the codebook (a YAML file)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dianalysis.codebook import Codebook
from dianalysis.errors import ParameterError, Where
from dianalysis.monitor.text import nearest
from dianalysis.sources.plainyaml import read_plain_yaml

ANY_VARIABLE = "*"
MAX_HEADER_ROWS = 5
_HEADER_ROWS = tuple(str(rows) for rows in range(1, MAX_HEADER_ROWS + 1))


@dataclass(frozen=True)
class FormMapping:
    """How one form is found and read.

    Parameters
    ----------
    files
        Patterns (`*`, `?`) of file names or, in a database, table names; empty: by name.
    sheets
        Sheets of the workbook that belong to the form; empty: all that hold its key.
    header_rows
        Number of header rows, the last of which names the columns; None: found by looking.
    columns
        Header in the export to variable.
    ignore
        Headers to leave out.
    values
        Variable (or `*` for all) to text in the export to value or missing reason.
    key
        Variable that ties the sheets of a workbook together.
    """

    files: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    header_rows: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    key: str = "firm_id"

    def aliases(self, variable: str) -> dict[str, str]:
        """Return the texts that stand for a value or missing reason of `variable`."""
        return {**self.values.get(ANY_VARIABLE, {}), **self.values.get(variable, {})}


@dataclass(frozen=True)
class ExportMapping:
    """The mapping of a source, form by form; a form it leaves out is read by the codebook's names."""

    forms: Mapping[str, FormMapping] = field(default_factory=dict)

    def form(self, name: str) -> FormMapping:
        """Return the mapping of one form."""
        return self.forms.get(name, FormMapping())


_FORM_KEYS = ("file", "sheets", "header_rows", "columns", "ignore", "values", "key")


def load_mapping(path: Path | None, codebook: Codebook) -> ExportMapping:
    """Read a mapping; without a path every form is read by the codebook's own names and labels.

    Raises
    ------
    ParameterError
        For a file that is no YAML, and for a form, key, variable or value that does not exist, with the
        nearest one that does.
    """
    if path is None:
        return ExportMapping()
    try:
        content = read_plain_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = getattr(error, "problem", None) or ("" if isinstance(error, UnicodeError) else str(error))
        raise ParameterError(
            "the mapping cannot be read as YAML" + (f": {reason}" if reason else " in UTF-8"),
            where=Where(file=path.name, row=_line(error)),
            remedy="Compare it with data/demo/mapping.yaml.",
        ) from error
    section = _section(content or {}, ("forms",), path, "the mapping")
    forms = _dict(section.get("forms"), path, "forms of the mapping")
    _known(forms, codebook.forms, path, "form")
    return ExportMapping({name: _form(name, body or {}, codebook, path) for name, body in forms.items()})


def _line(error: Exception) -> int | None:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark is not None else None


def _section(body: Any, keys: tuple[str, ...], path: Path, what: str) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise ParameterError(
            f"{what} must be a list of `key: value`",
            where=Where(file=path.name, value=body),
            remedy=f"Use the keys {', '.join(keys)}.",
        )
    _known(body, keys, path, f"key of {what}")
    return body


def _known(names: Any, known: tuple[str, ...], path: Path, what: str) -> None:
    for name in names:
        if not isinstance(name, str) or name not in known:
            near = nearest(name, known) if isinstance(name, str) else ""
            raise ParameterError(
                f"{name!r} is not a {what}"
                if isinstance(name, str)
                else f"this must be the name of a {what}",
                where=Where(file=path.name),
                remedy=f"Did you mean {near}?" if near else f"Use one of {', '.join(known)}.",
            )


def _form(form: str, body: Any, codebook: Codebook, path: Path) -> FormMapping:
    what = f"form {form}"
    body = _section(body, _FORM_KEYS, path, what)
    variables = tuple(variable.name for variable in codebook.variables(form))
    columns = _dict(body.get("columns"), path, f"columns of {what}")
    _known(columns.values(), variables, path, f"variable of {what}")
    key = body.get("key") or "firm_id"
    _known([key], variables, path, f"variable of {what}")
    return FormMapping(
        files=_texts(body.get("file"), path, f"file of {what}"),
        sheets=_texts(body.get("sheets"), path, f"sheets of {what}"),
        header_rows=_header_rows(body.get("header_rows"), path, what),
        columns=columns,
        ignore=_texts(body.get("ignore"), path, f"ignore of {what}"),
        values=_values(form, body.get("values"), codebook, path),
        key=key,
    )


def _values(form: str, body: Any, codebook: Codebook, path: Path) -> dict[str, dict[str, str]]:
    what = f"form {form}"
    by_variable = _dict(body, path, f"values of {what}")
    variables = {variable.name: variable for variable in codebook.variables(form)}
    reasons = tuple(codebook.missing_codes())
    _known(by_variable, (*variables, ANY_VARIABLE), path, f"variable of {what}")
    result: dict[str, dict[str, str]] = {}
    for name, texts in by_variable.items():
        known = reasons
        if name != ANY_VARIABLE and variables[name].value_set:
            known = (*codebook.values(variables[name].value_set), *reasons)
        aliases = _dict(texts, path, f"values of {name}")
        _known(aliases.values(), known, path, f"value of {name}")
        result[str(name)] = aliases
    return result


def _dict(body: Any, path: Path, what: str) -> dict[Any, Any]:
    if not body:
        return {}
    if isinstance(body, dict):
        return body
    raise ParameterError(
        f"{what} must be a list of `text: name`",
        where=Where(file=path.name, value=body),
        remedy="Indent them.",
    )


def _texts(body: Any, path: Path, what: str) -> tuple[str, ...]:
    items = [] if not body else body if isinstance(body, list) else [body]
    if any(not isinstance(item, str) for item in items):
        raise ParameterError(
            f"{what} must be a text or a list of texts",
            where=Where(file=path.name, value=body),
            remedy="Quote it.",
        )
    return tuple(str(item) for item in items)


def _header_rows(body: Any, path: Path, what: str) -> int | None:
    if not body:
        return None
    if body in _HEADER_ROWS:
        return int(body)
    raise ParameterError(
        f"header_rows of {what} must be a whole number from 1 to {MAX_HEADER_ROWS}",
        where=Where(file=path.name, value=body),
        remedy="Count the rows above the first record.",
    )
