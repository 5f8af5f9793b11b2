"""Every input of the scenario as a row, so that a page can list what it was run with."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields

from dianalysis.estimation.estimate import Estimate
from dianalysis.planning.inputs import Scenario
from dianalysis.studies.rows import Record, row

SECTIONS = ("power", "lots", "budget", "selection", "timeline")
EMPTY = "not filled in: the comment in the scenario says what takes its place"
FACT = "printed fact"
GIVEN = "from the scenario"


def scenario_records(scenario: Scenario) -> Iterator[Record]:
    """Give a row for every value of the scenario, in the order of its file.

    Parameters
    ----------
    scenario
        The plan.

    Notes
    -----
    `term` is the key; values of a list are told apart by `group_level`, their place. Values of a fact are
    those printed; a date and a name have no number, and the fact or the name stands in the note.
    """
    for section in SECTIONS:
        part = getattr(scenario, section)
        for field in fields(part):
            yield from _value_rows(scenario, f"{section}.{field.name}", getattr(part, field.name))


def _value_rows(scenario: Scenario, key: str, value: object) -> Iterator[Record]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _value_rows(scenario, f"{key}.{name}", inner)
    elif isinstance(value, tuple):
        for place, inner in enumerate(value, 1):
            yield _row(scenario, key, inner, {"group_name": "place", "group_level": str(place)})
    else:
        yield _row(scenario, key, value, {})


def _row(scenario: Scenario, key: str, value: object, group: dict[str, str]) -> Record:
    named = {"term": key, "population": "registered", **group}
    if value is None:
        return row("scenario_input", Estimate(method=GIVEN), note=EMPTY, **named)
    if not isinstance(value, str):
        return row("scenario_input", Estimate(float(value), method=GIVEN), **named)  # type: ignore[arg-type]
    text, _ = scenario.facts.get(value, ("", ""))
    number = scenario.amount(value) if text.replace(".", "", 1).isdigit() else math.nan
    how, note = (FACT, f"fact: {value}={text}") if text else (GIVEN, f"name: {value}")
    return row("scenario_input", Estimate(number, method=how), note=note, **named)
