"""Entries of a YAML file as dataclasses of texts: a misspelt, absent or empty key is an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

import yaml

from dianalysis.errors import DataProblem, Unreadable, Where
from dianalysis.sources.plainyaml import read_plain_yaml

_T = TypeVar("_T")


def read_sections(file: Path, names: Sequence[str]) -> Mapping[str, Any]:
    """Read a YAML file that holds these sections and no other.

    Raises
    ------
    Unreadable
        When the file is absent, no YAML, or has a tag, an anchor or a key twice.
    DataProblem
        When a section is unknown or missing.
    """
    try:
        content = read_plain_yaml(file)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        message = f"the file cannot be read: {' '.join(str(error).split())}"
        raise Unreadable(message, where=Where(file=file.name)) from error
    if not isinstance(content, dict):
        raise DataProblem("the file must hold named sections", where=Where(file=file.name))
    _check_keys(content, set(names), set(names), "", file.name)
    return content


def section(content: Mapping[str, Any], name: str, file: str) -> list[Any]:
    """Return a section that must be a list."""
    value = content[name]
    if not isinstance(value, list):
        raise DataProblem("a section must be a list", where=Where(file=file, column=name, value=value))
    return value


def build(kind: type[_T], content: Any, file: str, *, owner: str = "") -> _T:
    """Build a dataclass of texts and tuples from an entry of a file.

    Parameters
    ----------
    kind
        Dataclass whose fields are `str` or `tuple`.
    content
        What the file holds: a mapping of texts and lists.
    file, owner
        Names for the message; the owner is the entry's own id where it has one.

    Raises
    ------
    DataProblem
        When the entry is no mapping, a key is unknown or missing, a needed text is empty, or a value is not
        a text or list as the field asks.
    """
    if not isinstance(content, dict):
        raise DataProblem("an entry must hold named values", where=Where(file=file, value=content))
    parts = {part.name: part for part in fields(kind)}  # type: ignore[arg-type]
    needed = {name for name, part in parts.items() if part.default is MISSING}
    owner = str(content.get("id", owner))
    _check_keys(content, set(parts), needed, owner, file)
    values = {}
    for name, value in content.items():
        is_list = str(parts[name].type).startswith("tuple")
        if is_list != isinstance(value, (list, tuple)):
            kinds = "a list" if is_list else "a text"
            where = Where(file=file, column=name, value=value)
            raise DataProblem(f"{owner}: a value must be {kinds}", where=where)
        if not value and name in needed:
            raise DataProblem(f"{owner}: a value is empty", where=Where(file=file, column=name))
        values[name] = tuple(value) if is_list else value
    return kind(**values)


def _check_keys(
    content: Mapping[str, Any], allowed: set[str], needed: set[str], owner: str, file: str
) -> None:
    for name in content:
        if name not in allowed:
            where, remedy = Where(file=file, column=name), f"Allowed here: {', '.join(sorted(allowed))}."
            raise DataProblem(f"{owner or 'the file'}: a key is unknown", where=where, remedy=remedy)
    for name in sorted(needed - set(content)):
        raise DataProblem(f"{owner or 'the file'}: a key is missing", where=Where(file=file, column=name))
