"""The scenario of phase two: every input of the planning, read strictly from one file of `data/plan`."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from dianalysis.codebook import load_codebook
from dianalysis.errors import ParameterError, ProjectError, Where
from dianalysis.paths import ProjectPaths
from dianalysis.planning.changes import apply_changes
from dianalysis.planning.inputs import (
    CRITERIA,
    OUTCOMES,
    BudgetInputs,
    LotInputs,
    PowerInputs,
    Scenario,
    SelectionInputs,
    TimelineInputs,
)
from dianalysis.sources.plainyaml import read_plain_yaml

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_T = TypeVar("_T")
Rule = tuple[str, bool, object]
"""Name of a value of the scenario, whether it can be, and the value."""

_SECTIONS = {
    "power": PowerInputs,
    "lots": LotInputs,
    "budget": BudgetInputs,
    "selection": SelectionInputs,
    "timeline": TimelineInputs,
}


def read_scenario(name: str, *, changes: str = "", paths: ProjectPaths | None = None) -> Scenario:
    """Read `data/plan/<name>.yaml`, with other values for some of its keys.

    Parameters
    ----------
    name
        Name of the file without its ending.
    changes
        Values that take the place of those in the file: `lots.firms=750; power.effects.growth=0.4`. Values
        that make a list stand between square brackets; nothing after the sign = not known.
    paths
        The project; found from the working directory when absent.

    Raises
    ------
    ParameterError
        When there is no such file, a change names no key, a value is of the wrong kind or cannot be.
    ProjectError
        When the file cannot be read, or a key is missing, unknown or repeated, or a fact does not exist.
    """
    project = ProjectPaths.find() if paths is None else paths
    file = project.plan / f"{name}.yaml"
    if not _NAME.fullmatch(name) or not file.is_file():
        known = ", ".join(sorted(path.stem for path in project.plan.glob("phase_two*.yaml")))
        where = Where(file=file.name, column="scenario", value=name)
        raise ParameterError("there is no such scenario", where=where, remedy=f"There are: {known}.")
    try:
        content = read_plain_yaml(file)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        problem = getattr(error, "problem", None) or error
        raise ProjectError(f"the scenario cannot be read: {problem}", where=Where(file=file.name)) from error
    _check_keys(content, set(_SECTIONS), file.name, "")
    apply_changes(content, changes)
    parts: dict[str, Any] = {
        key: _build(kind, content[key], file.name, key) for key, kind in _SECTIONS.items()
    }
    scenario = Scenario(
        **parts,
        facts=_read_facts(project.published / "facts.csv", _named(parts), file.name),
        scopes=_read_scopes(project),
    )
    _check_values(scenario, file.name)
    return scenario


def _named(parts: Mapping[str, Any]) -> list[str]:
    budget, timeline = parts["budget"], parts["timeline"]
    return [
        parts["lots"].goal_fact,
        *budget.rate_facts,
        timeline.shortest_fact,
        *timeline.longest_facts,
        timeline.deadline_fact,
    ]


def _read_facts(file: Path, names: Sequence[str], scenario: str) -> dict[str, tuple[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        known = {line["fact_id"]: (line["value"], line["unit"]) for line in csv.DictReader(stream)}
    for name in names:
        if name not in known:
            where = Where(file=scenario, value=name)
            raise ProjectError("a fact is unknown", where=where, remedy=f"Facts stand in {file.name}.")
    return {name: known[name] for name in names}


def _read_scopes(project: ProjectPaths) -> dict[str, str]:
    partners = load_codebook(project.codebook).tables["partners"]
    return dict(zip(partners["partner"].astype(str), partners["scope"].astype(str), strict=True))


def _check_keys(content: Any, allowed: set[str], file: str, section: str) -> None:
    if not isinstance(content, dict):
        raise ProjectError("a scenario holds named values", where=Where(file=file, column=section))
    for name in sorted(allowed ^ set(content)):
        what = "missing" if name in allowed else "unknown"
        where = Where(file=file, column=f"{section}.{name}".strip("."))
        raise ProjectError(
            f"a key of the scenario is {what}",
            where=where,
            remedy=f"Keys here: {', '.join(sorted(allowed))}.",
        )


def _build(kind: type[_T], content: Any, file: str, section: str) -> _T:
    names = {part.name: str(part.type) for part in fields(kind) if part.default is MISSING}  # type: ignore[arg-type]
    _check_keys(content, set(names), file, section)
    return kind(**{name: _typed(content[name], names[name], file, f"{section}.{name}") for name in names})


def _typed(value: Any, kind: str, file: str, key: str) -> Any:
    if kind.endswith("| None") and value == "":
        return None
    kind = kind.removesuffix(" | None")
    if kind.startswith("tuple") and isinstance(value, list) and value:
        return tuple(_typed(part, kind[6:].partition(",")[0], file, key) for part in value)
    if kind.startswith("Mapping") and isinstance(value, dict):
        inner = kind[kind.index(",") + 1 : -1].strip()
        return {str(name): _typed(part, inner, file, f"{key}.{name}") for name, part in value.items()}
    try:
        if isinstance(value, str) and value and kind in _CASTS:
            return _CASTS[kind](value)
    except ValueError:
        pass  # said below
    raise ParameterError(
        f"a value of the scenario is no {kind}", where=Where(file=file, column=key, value=value)
    )


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


_CASTS: Mapping[str, Any] = MappingProxyType({"str": str, "int": int, "float": _finite})


def _check_values(scenario: Scenario, file: str) -> None:
    """Refuse values that cannot be: what fails first is named."""
    power, most = scenario.power, max(*scenario.power.partners, scenario.lots.partners_most)
    rules: tuple[Rule, ...] = (
        *_power_rules(power),
        ("power.firms", min(power.firms) >= 4 * most, min(power.firms)),
        *_lot_rules(scenario.lots),
        *_selection_rules(scenario.selection),
        *_timeline_rules(scenario.timeline),
    )
    for key, holds, value in rules:
        if not holds:
            raise ParameterError(
                "a value of the scenario cannot be",
                where=Where(file=file, column=key, value=value),
                remedy="See the comment beside it in phase_two.yaml.",
            )


def _power_rules(power: PowerInputs) -> Iterator[Rule]:
    for name, effects in (("effects", power.effects), ("other_effects", power.other_effects)):
        sizes = [size for size in effects.values() if size is not None]
        yield f"power.{name}", set(effects) == set(OUTCOMES), sorted(effects)
        yield f"power.{name}", min(sizes, default=1) > 0, dict(effects)
    yield "power.effects.grade", power.effects.get("grade") is not None, None
    yield "power.primary", power.primary in OUTCOMES, power.primary
    yield "power.completion", power.completion is None or 0 < power.completion <= 1, power.completion
    yield "power.group_iccs", all(0 <= icc < 1 for icc in power.group_iccs), list(power.group_iccs)
    yield "power.group_icc", power.group_icc in power.group_iccs, power.group_icc
    yield "power.partners", min(power.partners) >= 4, min(power.partners)
    yield "power.target", 0 < power.target < 1, power.target
    yield "power.effect_spread", power.effect_spread >= 0, power.effect_spread
    yield "power.crossover", 0 <= power.crossover < 1, power.crossover


def _lot_rules(lots: LotInputs) -> Iterator[Rule]:
    yield "lots.smallest", 0 < lots.smallest <= lots.largest, lots.smallest
    yield "lots.firms", lots.firms >= 4 * lots.partners_most, lots.firms
    yield "lots.partners_least", 0 <= lots.partners_least <= lots.partners_most, lots.partners_least
    yield "lots.new_partners", lots.new_partners >= 0, lots.new_partners
    yield "lots.sector_most", 0 < lots.sector_most <= 1, lots.sector_most
    yield "lots.regional_least", 0 <= lots.regional_least <= 1, lots.regional_least


def _selection_rules(chosen: SelectionInputs) -> Iterator[Rule]:
    for name, numbers in (("weights", chosen.weights), ("units", chosen.units)):
        yield f"selection.{name}", set(numbers) == set(CRITERIA), sorted(numbers)
        yield f"selection.{name}", min(numbers.values(), default=0) > 0, dict(numbers)
    yield "selection.concentration", chosen.concentration > 0, chosen.concentration
    yield "selection.top", chosen.top > 0, chosen.top


def _timeline_rules(time: TimelineInputs) -> Iterator[Rule]:
    yield "timeline.cohorts", time.cohorts > 0, time.cohorts
    yield "timeline.recruitment", time.recruitment >= 0, time.recruitment
    yield "timeline.longest_facts", len(time.longest_facts) == 2, time.longest_facts
