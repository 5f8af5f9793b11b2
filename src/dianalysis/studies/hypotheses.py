"""What the analysis plan declares: hypotheses, families of tests, identified rows, facts of the design."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from dianalysis.estimation.multiplicity import adjust_families
from dianalysis.studies.notes import EXPLORATORY


@dataclass(frozen=True)
class Family:
    """A family of tests and its correction (`holm` or `benjamini_hochberg`)."""

    id: str
    correction: str
    description_nl: str
    description_en: str


@dataclass(frozen=True)
class Hypothesis:
    """A declared hypothesis: the row of results that tests it, and what it is for.

    Parameters
    ----------
    study, measure, contrast, term, population
        Name the row of results; an empty text matches an absent value.
    smallest_effect
        Smallest effect of interest, in the unit of the measure; None where the test has no effect of its own.
    expects
        The answer that makes a yes of the question: `higher` than no effect, or `either` side of it.
    """

    id: str
    question_nl: str
    question_en: str
    estimand: str
    study: str
    measure: str
    population: str
    test: str
    direction: str
    family: str
    lesson: str
    contrast: str = ""
    term: str = ""
    smallest_effect: float | None = None
    expects: str = "higher"


@dataclass(frozen=True)
class SmallestEffect:
    """What the smallest effect of some measures is measured in, and why it is that large or absent.

    Parameters
    ----------
    measures
        Measures it is about; a measure has one entry.
    reason_nl, reason_en
        Why the smallest effect has this size; without a unit, why there is none.
    unit_nl, unit_en
        Unit; empty where the tests have no smallest effect.
    scale
        `difference` (no effect is 0) or `ratio` (no effect is 1).
    fact
        Fact of study.yaml the value is, empty for a convention.
    """

    id: str
    measures: tuple[str, ...]
    reason_nl: str
    reason_en: str
    unit_nl: str = ""
    unit_en: str = ""
    scale: str = "difference"
    fact: str = ""


@dataclass(frozen=True)
class NamedTest:
    """A test of a hypothesis and its name on a page."""

    id: str
    name_nl: str
    name_en: str


@dataclass(frozen=True)
class Lesson:
    """A lesson for a next phase that hypotheses inform."""

    id: str
    title_nl: str
    title_en: str


@dataclass(frozen=True)
class StudyFacts:
    """Facts of the study's design (data/plan/study.yaml)."""

    cut_off: date
    population: str
    conf_level: float
    n_resamples: int
    seed: int
    smallest_growth: float
    smallest_share: float
    reliability: tuple[float, ...]
    start_error: tuple[float, ...]


@dataclass(frozen=True)
class Plan:
    """The plan of analysis.

    Parameters
    ----------
    families, hypotheses, smallest_effects, tests, lessons
        As declared; every hypothesis names a declared family, test and lesson, and its measure has an entry
        among the smallest effects.
    identified
        Rules (column -> value) of rows whose estimate follows from printed figures alone.
    facts
        Facts of the design.
    printed
        Printed figure id -> printed text; an empty text = the cell is lost or ambiguous in the source.
    """

    families: tuple[Family, ...]
    hypotheses: tuple[Hypothesis, ...]
    identified: tuple[Mapping[str, str], ...]
    facts: StudyFacts
    printed: Mapping[str, str] = field(default_factory=dict)
    smallest_effects: tuple[SmallestEffect, ...] = ()
    tests: tuple[NamedTest, ...] = ()
    lessons: tuple[Lesson, ...] = ()

    def declare(self, results: pd.DataFrame) -> pd.DataFrame:
        """Return results with family and adjusted p-value of declared tests, the others marked exploratory.

        Adds to columns `family`, `p_adjusted` and `note`; adjustment is within a family over this table.
        """
        keys = list(zip(*(results[name].fillna("") for name in KEYS), strict=True))
        known = {tuple(getattr(h, name) for name in KEYS): h for h in self.hypotheses}
        found = [known.get(key) for key in keys]
        tested = results["p_value"].notna().to_numpy()
        family = [h.family if h and has_p else None for h, has_p in zip(found, tested, strict=True)]
        p_values = results["p_value"].astype("Float64").to_numpy(dtype=float, na_value=float("nan"))
        methods = {member.id: member.correction for member in self.families}
        adjusted = pd.Series(adjust_families(p_values, family, methods=methods), index=results.index)
        loose = tested & pd.isna(pd.Series(family, dtype=object)).to_numpy()
        return results.assign(
            family=pd.array(family, dtype="string"),
            p_adjusted=adjusted.astype("Float64"),
            note=add_note(results["note"], loose, EXPLORATORY),
        )


KEYS = ("study", "measure", "population", "contrast", "term")
"""Columns by which a hypothesis names its row of results."""


def add_note(notes: pd.Series, where: Any, text: str) -> pd.Series:
    """Return notes with `text` added in the rows where the mask holds, after what is there."""
    longer = (notes.fillna("") + "; " + text).str.removeprefix("; ")
    return notes.mask(pd.Series(where, index=notes.index), longer).astype("string")
