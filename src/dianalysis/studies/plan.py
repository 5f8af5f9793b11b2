"""Reading the analysis plan: every key known, every value of its type, every family declared."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from dianalysis.errors import ProjectError, Where
from dianalysis.studies.hypotheses import (
    Family,
    Hypothesis,
    Lesson,
    NamedTest,
    Plan,
    SmallestEffect,
    StudyFacts,
)
from dianalysis.studies.plan_checks import check_plan

__all__ = ["Family", "Hypothesis", "Plan", "StudyFacts", "load_plan", "read_printed"]

_T = TypeVar("_T")
_SECTIONS = {"families", "smallest_effects", "tests", "lessons", "hypotheses"}


def load_plan(folder: Path, *, printed: Mapping[str, str] | None = None) -> Plan:
    """Read the plan of a folder with analysis_plan.yaml, study.yaml and identified.csv.

    Parameters
    ----------
    folder
        data/plan of the project.
    printed
        Printed figure id -> printed text. Left out, ../published/figures.csv is read if it exists.

    Raises
    ------
    ProjectError
        When a file is absent or unreadable, a key is unknown or missing, a value has the wrong type, or the
        plan is not complete: see `plan_checks.check_plan`.
    """
    file = folder / "analysis_plan.yaml"
    content = _read_yaml(file)
    _refuse_keys(content, _SECTIONS, file)
    if printed is None:
        printed = read_printed(folder.parent / "published" / "figures.csv")
    plan = Plan(
        families=_entries(Family, content["families"], file),
        hypotheses=_entries(Hypothesis, content["hypotheses"], file),
        identified=_read_identified(folder / "identified.csv"),
        facts=_read_facts(folder / "study.yaml"),
        printed=printed,
        smallest_effects=_entries(SmallestEffect, content["smallest_effects"], file),
        tests=_entries(NamedTest, content["tests"], file),
        lessons=_entries(Lesson, content["lessons"], file),
    )
    check_plan(plan, file=file.name)
    return plan


def read_printed(file: Path) -> dict[str, str]:
    """Read printed figures as id -> printed text; only certain readings have a text. No file, no figures."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as stream:
        return {
            "/".join(line[name] for name in ("table", "row", "column", "stat")): (
                line["value"] if line["status"] == "ok" else ""
            )
            for line in csv.DictReader(stream)
        }


def _read_facts(file: Path) -> StudyFacts:
    return _build(StudyFacts, _read_yaml(file), file)


def _read_identified(file: Path) -> tuple[Mapping[str, str], ...]:
    allowed = ("study", "measure", "population", "wave", "group_name", "contrast", "term", "reason")
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            lines = list(csv.DictReader(stream))
    except OSError as error:
        raise ProjectError("the plan cannot be read", where=Where(file=str(file))) from error
    for number, line in enumerate(lines, start=2):
        if tuple(line) != allowed or not line["measure"] or not line["reason"]:
            raise ProjectError(
                "a rule needs a measure and a reason",
                where=Where(file=file.name, row=number),
                remedy=f"The columns are {', '.join(allowed)}; * matches anything.",
            )
    return tuple(lines)


def _read_yaml(file: Path) -> Mapping[str, Any]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ProjectError("the plan cannot be read", where=Where(file=str(file))) from error
    if not isinstance(content, dict):
        raise ProjectError("the plan must hold named values", where=Where(file=file.name))
    return content


def _refuse_keys(
    content: Mapping[str, Any], allowed: set[str], file: Path, required: set[str] | None = None
) -> None:
    for name in sorted(map(str, content)):
        if name not in allowed:
            raise ProjectError(
                "a key of the plan is unknown",
                where=Where(file=file.name, column=name, value=content.get("id")),
                remedy=f"Allowed here: {', '.join(sorted(allowed))}.",
            )
    for name in sorted(allowed if required is None else required):
        if name not in content:
            where = Where(file=file.name, column=name, value=content.get("id"))
            raise ProjectError("a key of the plan is missing", where=where)


def _entries(kind: type[_T], items: Any, file: Path) -> tuple[_T, ...]:
    if not isinstance(items, list):
        raise ProjectError("a section of the plan must be a list", where=Where(file=file.name, value=items))
    return tuple(_build(kind, item, file) for item in items)


def _build(kind: type[_T], content: Any, file: Path) -> _T:
    if not isinstance(content, dict):
        raise ProjectError("an entry of the plan must hold named values", where=Where(file=file.name))
    parts = {part.name: part for part in fields(kind)}  # type: ignore[arg-type]
    needed = {name for name, part in parts.items() if part.default is MISSING}
    _refuse_keys(content, set(parts), file, needed)
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in content.items()}
    for name, value in values.items():
        if not _fits(value, str(parts[name].type)):
            raise ProjectError(
                f"a value of the plan is not of type {parts[name].type}",
                where=Where(file=file.name, column=name, value=value),
                remedy=f"It stands in the entry {content.get('id', '')}." if "id" in content else "",
            )
    return kind(**values)


def _fits(value: Any, kind: str) -> bool:
    if kind.startswith("tuple["):
        inner = kind.removeprefix("tuple[").partition(",")[0]
        return isinstance(value, tuple) and all(_fits(part, inner) for part in value)
    if kind.startswith("float") and isinstance(value, int) and not isinstance(value, bool):
        return True
    types: dict[str, tuple[type, ...]] = {
        "str": (str,), "int": (int,), "float": (float,), "float | None": (float, type(None)), "date": (date,),
    }  # fmt: skip
    return isinstance(value, types[kind]) and not (isinstance(value, bool) and kind == "int")
