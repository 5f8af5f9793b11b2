"""The rows of tables 26, 27 and 30 to 33, and two exact tests of change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from dianalysis.estimation.estimate import Estimate
from dianalysis.estimation.exact import exact_sign_flip_test
from dianalysis.estimation.ordinal import sign_test
from dianalysis.studies.instrument import (
    GRADES,
    PERSON_CONDITIONS,
    PERSON_INDICATORS,
    PERSON_OUTCOMES,
    SATISFACTION,
    YES,
    columns,
)
from dianalysis.studies.population import group_of, of_partner
from dianalysis.studies.rows import TOTAL, Record, Settings, count_row, row
from dianalysis.studies.scores import Block, block_records
from dianalysis.studies.self_employed.persons import Persons
from dianalysis.studies.typology_change.sample import STEPS, growth_term

CONTRAST = "monitor_3-monitor_1"
EMPTY_NOTE = "the population holds no self-employed people"
PRINTED_GROWTH = range(5)
OUTCOME_BLOCK = Block("person_outcome", "outcome_", PERSON_OUTCOMES, "T30", of_all=True)
CONDITION_BLOCK = Block("person_condition", "condition_", PERSON_CONDITIONS, "T33", of_all=True)
WAVES = {"monitor_1": ("typology_start", "start_step"), "monitor_3": ("typology_end", "end_step")}
COLUMNS = (
    "firm_id", "partner", "growth", "satisfaction", "grade", "start_step", "end_step", "typology_start",
    "typology_end", *columns("indicator_", PERSON_INDICATORS), *OUTCOME_BLOCK.columns,
    *CONDITION_BLOCK.columns,
)  # fmt: skip


def person_records(table: pd.DataFrame, settings: Settings, reasons: pd.DataFrame) -> Iterator[Record]:
    """Give every row of the study for one table of the self-employed.

    Parameters
    ----------
    table
        One row per person.
    settings
        As the study was asked.
    reasons
        Missing answers with their reason.
    """
    chosen = of_partner(table, settings.partner)
    note = "" if len(chosen) else EMPTY_NOTE
    naming = {"population": settings.population, **group_of(settings)}
    yield count_row("population_n", len(chosen), len(chosen), note=note, **naming)
    if chosen.empty:
        return
    persons = Persons(chosen[list(COLUMNS)], settings)
    for wave, (column, step) in WAVES.items():
        given = persons.table[column].astype("string")
        cell = f"T26/{{}}/{wave}"
        yield from _distribution(persons, "person_typology", given, STEPS, cell, wave)
        named = {"wave": wave, **persons.naming}
        yield row("person_typology_mean", persons.mean(persons.numbers(step)), **named)
    yield from _growth(persons)
    yield from _worked_on(persons)
    yield from block_records(persons, OUTCOME_BLOCK, reasons)
    yield from _appreciation(persons)
    yield from block_records(persons, CONDITION_BLOCK, reasons)


def _distribution(
    persons: Persons, stem: str, given: pd.Series, answers: Sequence[str], cell: str, wave: str
) -> Iterator[Record]:
    """Counts, shares of those that answered, and the row of totals."""
    known = np.asarray(given.notna(), dtype=np.float64)
    for answer in answers:
        member = np.asarray((given == answer).fillna(False), dtype=np.float64)
        yield from persons.counted(stem, member, known, cell=cell.format(answer), term=answer, wave=wave)
    yield from _whole(persons, stem, float(known.sum()), cell.format(TOTAL), wave)


def _whole(persons: Persons, stem: str, base: float, cell: str, wave: str) -> Iterator[Record]:
    """Give the row of totals: its share is one by definition, so it has no interval."""
    named = {"term": TOTAL, "wave": wave, **persons.naming}
    yield count_row(f"{stem}_n", base, base, figure=persons.figure(f"{cell}/n"), **named)
    whole = Estimate(1.0 if base else float("nan"), n=base, method="share, by definition")
    yield row(f"{stem}_share", whole, figure=persons.figure(f"{cell}/pct"), **named)


def _growth(persons: Persons) -> Iterator[Record]:
    """Table 27, mean growth and net improvement, each with its exact test."""
    growth = persons.numbers("growth")
    steps = growth[~np.isnan(growth)]
    shown = sorted({*PRINTED_GROWTH, *(int(step) for step in steps)})
    names = {step: growth_term(step) for step in shown}
    given = persons.table["growth"].map(names).astype("string")
    yield from _distribution(persons, "person_growth", given, tuple(names.values()), "T27/{}/groei", "change")
    named = {"wave": "change", **persons.naming}
    known = np.asarray(~np.isnan(growth), dtype=np.float64)
    risen = np.asarray(growth > 0, dtype=np.float64)
    yield row("person_improved_share", persons.share(risen, known), **named)
    if steps.size == 0:
        return
    yield row("person_growth_mean", exact_sign_flip_test(steps), contrast=CONTRAST, term="sign_flip", **named)
    up, down = int((steps > 0).sum()), int((steps < 0).sum())
    sign = sign_test(up, down, steps.size - up - down, conf_level=persons.settings.conf_level)
    nan = float("nan")  # the interval of the sign test is approximate: it stays away from so few people
    sign = replace(sign, low=nan, high=nan, level=nan, std_error=nan)
    yield row("person_net_improvement", sign, contrast=CONTRAST, term="sign_test", **named)


def _worked_on(persons: Persons) -> Iterator[Record]:
    for name in PERSON_INDICATORS:
        column = f"indicator_{name}"
        member, known = persons.answers(column, YES), persons.answered(column)
        yield from persons.counted("person_indicator", member, known, term=name, wave="monitor_3")


def _appreciation(persons: Persons) -> Iterator[Record]:
    """Tables 31 and 32, and the grade summed up."""
    grades = persons.table["grade"].astype("string")
    terms = tuple(str(grade) for grade in GRADES)
    wave = "monitor_3"
    yield from _distribution(persons, "person_grade", grades, terms, "T31/{}/bedrijven", wave)
    levels = persons.table["satisfaction"].astype("string")
    yield from _distribution(persons, "person_satisfaction", levels, SATISFACTION, "T32/{}/bedrijven", wave)
    named = {"wave": wave, **persons.naming}
    values = persons.numbers("grade")
    known = np.asarray(~np.isnan(values), dtype=np.float64)
    yield row("person_grade_mean", persons.mean(values), **named)
    yield row("person_grade_median", persons.median(values), **named)
    for least in (7, 8):
        member = np.asarray(values >= least, dtype=np.float64)
        yield row(f"person_grade_{least}_or_more_share", persons.share(member, known), **named)
