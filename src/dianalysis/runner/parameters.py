"""Parameters of a notebook, read and checked before any kernel starts."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dianalysis.errors import ParameterError, ProjectError, Unreadable, Where
from dianalysis.runner.catalogue import nearest

Plain = str | int | float | bool | None | list[Any] | dict[str, Any]
TAG = "parameters"
_SIMPLE = {
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "None": type(None),
    "list": list,
    "dict": dict,
}


@dataclass(frozen=True)
class Parameter:
    """One annotated assignment of the cell tagged `parameters`: name, type as written, default, help."""

    name: str
    type: str
    default: Plain
    help: str = ""


def read_notebook(path: Path) -> dict[str, Any]:
    """Return a notebook as the JSON it is; Unreadable when it is not one."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable("The notebook cannot be read", where=Where(file=path.name)) from error
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise Unreadable("The file is not a notebook", where=Where(file=path.name))
    return content


def read_parameters(path: Path) -> tuple[Parameter, ...]:
    """Return the parameters a notebook declares.

    Parameters
    ----------
    path
        A notebook with exactly one code cell tagged `parameters`, holding annotated assignments of literals;
        the comment behind each is its help.

    Raises
    ------
    ProjectError
        When the cell is absent, repeated, or holds anything else.
    """
    cells = [cell for cell in read_notebook(path)["cells"] if TAG in cell.get("metadata", {}).get("tags", [])]
    if len(cells) != 1:
        remedy = f"Tag exactly one code cell {TAG}."
        raise ProjectError(
            f"The notebook has {len(cells)} cells of parameters", where=Where(path.name), remedy=remedy
        )
    source = "".join(cells[0]["source"])
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        where = Where(path.name, row=error.lineno)
        raise ProjectError("The cell of parameters is not Python", where=where) from error
    lines = source.splitlines()
    return tuple(_declared(statement, lines, path) for statement in statements)


def check_parameters(
    declared: Sequence[Parameter], given: Mapping[str, object], *, notebook: str
) -> dict[str, Plain]:
    """Return `given` as plain values, or say which of them the notebook cannot take.

    Parameters
    ----------
    declared
        What the notebook declares.
    given
        Values by name; NumPy scalars, paths, dates and tuples are made plain first.
    notebook
        Name used in messages.

    Raises
    ------
    ParameterError
        When a name is unknown or a value has another type than declared.
    """
    known = {parameter.name: parameter for parameter in declared}
    checked: dict[str, Plain] = {}
    for name, value in given.items():
        if name not in known:
            remedy = nearest(name, list(known))
            raise ParameterError(
                f"{notebook} has no parameter {name!r}", where=Where(value=value), remedy=remedy
            )
        checked[name] = _typed(known[name], value, notebook)
    return checked


def to_plain(value: object) -> Plain:
    """Return `value` as something a notebook can be given: text, number, truth value, nothing, list, mapping.

    Raises
    ------
    ParameterError
        For anything else, such as a set or a function.
    """
    if value is None or type(value) in (str, int, float, bool):
        return value  # type: ignore[return-value]
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: to_plain(item) for key, item in value.items()}
    if type(value).__module__ == "numpy" and hasattr(value, "tolist"):
        return to_plain(value.tolist())
    remedy = "Use text, a number, true or false, nothing, a list or a mapping of those."
    raise ParameterError(f"A notebook cannot be given a {type(value).__name__}", remedy=remedy)


def matches(value: object, annotation: str) -> bool:
    """Tell whether a plain value has the type an annotation asks for; a whole number is also a float."""
    return _matches(value, ast.parse(annotation, mode="eval").body)


def _typed(parameter: Parameter, value: object, notebook: str) -> Plain:
    plain = to_plain(value)
    if not matches(plain, parameter.type):
        raise ParameterError(
            f"{notebook}: parameter {parameter.name} must be {parameter.type}, not {type(plain).__name__}",
            where=Where(value=value),
            remedy=f"{parameter.help} (default {parameter.default!r})".strip(),
        )
    whole = isinstance(plain, int) and not isinstance(plain, bool)
    return float(plain) if whole and parameter.type == "float" else plain  # type: ignore[arg-type]


def _matches(value: object, node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _matches(value, node.left) or _matches(value, node.right)
    if isinstance(node, ast.Subscript):
        return _matches(value, node.value) and _items_match(value, node.slice)
    name = "None" if isinstance(node, ast.Constant) and node.value is None else getattr(node, "id", "")
    if isinstance(value, bool):
        return name == "bool"
    if name == "float":
        return isinstance(value, int | float)
    return name in _SIMPLE and isinstance(value, _SIMPLE[name])


def _items_match(value: object, node: ast.expr) -> bool:
    if isinstance(value, dict):
        pair = node.elts if isinstance(node, ast.Tuple) else [node]
        return all(_matches(item, pair[-1]) for item in value.values())
    return isinstance(value, list) and all(_matches(item, node) for item in value)


def _declared(statement: ast.stmt, lines: Sequence[str], path: Path) -> Parameter:
    where = Where(path.name, row=statement.lineno, value=lines[statement.lineno - 1])
    if not (
        isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value
    ):
        remedy = "Write `name: type = value  # help` and nothing else."
        raise ProjectError("The cell of parameters holds something else", where=where, remedy=remedy)
    annotation = ast.unparse(statement.annotation)
    _check_annotation(statement.annotation, where)
    try:
        default = ast.literal_eval(statement.value)
    except ValueError as error:
        raise ProjectError("The default of a parameter is not a literal", where=where) from error
    if not matches(default, annotation):
        raise ProjectError(f"The default of {statement.target.id} is not {annotation}", where=where)
    last = lines[(statement.end_lineno or statement.lineno) - 1].encode()
    rest = last[statement.end_col_offset or 0 :].decode()
    return Parameter(statement.target.id, annotation, default, rest.strip().lstrip("#").strip())


def _check_annotation(annotation: ast.expr, where: Where) -> None:
    names = {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}
    if not names <= set(_SIMPLE):
        remedy = f"Use {', '.join(_SIMPLE)}."
        raise ProjectError("A parameter has a type that cannot be checked", where=where, remedy=remedy)
