"""Reading the analysis plan: every key known, every value of its type, every family declared."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from dianalysis.errors import ProjectError, Where
from dianalysis.estimation.multiplicity import CORRECTIONS
from dianalysis.studies.hypotheses import Family, Hypothesis, Plan, StudyFacts

__all__ = ["Family", "Hypothesis", "Plan", "StudyFacts", "load_plan", "read_printed"]

_T = TypeVar("_T")


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
        When a file is absent or unreadable, a key is unknown or missing, a value has the wrong type, an id
        occurs twice, or a hypothesis names a family or correction that does not exist.
    """
    file = folder / "analysis_plan.yaml"
    content = _read_yaml(file)
    _refuse_keys(content, {"families", "hypotheses"}, file)
    families = tuple(_build(Family, item, file) for item in content["families"])
    hypotheses = tuple(_build(Hypothesis, item, file) for item in content["hypotheses"])
    _check_links(families, hypotheses, file)
    facts = _read_facts(folder / "study.yaml")
    if printed is None:
        printed = read_printed(folder.parent / "published" / "figures.csv")
    return Plan(families, hypotheses, _read_identified(folder / "identified.csv"), facts, printed)


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
    content = dict(_read_yaml(file))
    for name in ("reliability", "start_error"):
        if isinstance(content.get(name), list):
            content[name] = tuple(content[name])
    return _build(StudyFacts, content, file)


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


def _build(kind: type[_T], content: Any, file: Path) -> _T:
    if not isinstance(content, dict):
        raise ProjectError("an entry of the plan must hold named values", where=Where(file=file.name))
    parts = {part.name: part for part in fields(kind)}  # type: ignore[arg-type]
    needed = {name for name in parts if name not in ("contrast", "term", "smallest_effect")}
    _refuse_keys(content, set(parts), file, needed)
    for name, value in content.items():
        if not _fits(value, str(parts[name].type)):
            raise ProjectError(
                f"a value of the plan is not of type {parts[name].type}",
                where=Where(file=file.name, column=name, value=value),
            )
    return kind(**content)


def _fits(value: Any, kind: str) -> bool:
    if kind.startswith("float") and isinstance(value, int) and not isinstance(value, bool):
        return True
    types: dict[str, tuple[type, ...]] = {
        "str": (str,), "int": (int,), "float": (float,), "float | None": (float, type(None)), "date": (date,),
    }  # fmt: skip
    if kind == "tuple[float, ...]":
        return isinstance(value, tuple) and all(_fits(part, "float") for part in value)
    return isinstance(value, types[kind]) and not (isinstance(value, bool) and kind == "int")


def _check_links(families: Sequence[Family], hypotheses: Sequence[Hypothesis], file: Path) -> None:
    for items in (families, hypotheses):
        ids = [item.id for item in items]
        for twice in sorted({name for name in ids if ids.count(name) > 1}):
            raise ProjectError("an id occurs twice", where=Where(file=file.name, column="id", value=twice))
    for family in families:
        if family.correction not in CORRECTIONS:
            where = Where(file=file.name, column="correction", value=family.correction)
            raise ProjectError(
                "the correction is unknown", where=where, remedy=f"Choose {', '.join(CORRECTIONS)}."
            )
    for item in hypotheses:
        if item.family not in {family.id for family in families}:
            where = Where(file=file.name, column="family", value=item.family)
            raise ProjectError(f"hypothesis {item.id} names a family that is not declared", where=where)
