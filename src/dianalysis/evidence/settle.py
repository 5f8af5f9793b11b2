"""What would settle a lesson that the data cannot decide: variables, waves and designs for a next phase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dianalysis.errors import DataProblem, Where
from dianalysis.evidence.strictyaml import build, read_sections, section

UNDECIDED = ("not_testable", "contested")
_SECTIONS = ("forms", "value_labels", "variables", "settle")


@dataclass(frozen=True)
class NewForm:
    """A form a next phase should add."""

    form: str
    label_nl: str
    label_en: str


@dataclass(frozen=True)
class NewLabel:
    """A value of a new value set; codes and order follow from the place in the file."""

    value_set: str
    value: str
    label_nl: str
    label_en: str


@dataclass(frozen=True)
class NewVariable:
    """A variable a next phase should add, as a row of variables.csv without its order."""

    form: str
    name: str
    question_nl: str
    question_en: str
    type: str
    required: str
    personal: str
    unit: str = ""
    value_set: str = ""
    minimum: str = ""
    maximum: str = ""
    missing_reasons: str = ""
    pattern: str = ""

    @property
    def key(self) -> str:
        """Name by which an entry refers to it."""
        return f"{self.form}.{self.name}"


@dataclass(frozen=True)
class Settling:
    """What would settle some lessons.

    Parameters
    ----------
    lessons
        Identifiers of the lessons.
    design_nl, design_en
        How the data must come about so that they can decide.
    variables
        Variables to add, each `form.name`.
    power
        Of a design that compares partners: the result that says how often one phase would find a difference;
        it does not settle the lesson by itself. Empty for other designs.
    """

    id: str
    lessons: tuple[str, ...]
    design_nl: str
    design_en: str
    variables: tuple[str, ...] = ()
    power: str = ""


@dataclass(frozen=True)
class Settlements:
    """All of settle.yaml."""

    forms: tuple[NewForm, ...]
    value_labels: tuple[NewLabel, ...]
    variables: tuple[NewVariable, ...]
    entries: tuple[Settling, ...]

    def of(self, lesson: str) -> tuple[Settling, ...]:
        """Return what would settle a lesson."""
        return tuple(entry for entry in self.entries if lesson in entry.lessons)


def load_settlements(file: Path, *, lessons: Iterable[str]) -> Settlements:
    """Read settle.yaml.

    Parameters
    ----------
    file
        The file, of plain texts.
    lessons
        Identifiers of the lessons there are.

    Raises
    ------
    Unreadable
        When the file cannot be read.
    DataProblem
        When a key is unknown or missing, an entry names a lesson or variable that is not there, a variable
        is named by no entry, or an entry or variable stands there twice.
    """
    content = read_sections(file, _SECTIONS)
    found = Settlements(
        tuple(build(NewForm, item, file.name) for item in section(content, "forms", file.name)),
        tuple(build(NewLabel, item, file.name) for item in section(content, "value_labels", file.name)),
        tuple(build(NewVariable, item, file.name) for item in section(content, "variables", file.name)),
        tuple(build(Settling, item, file.name) for item in section(content, "settle", file.name)),
    )
    _check(found, file.name, lessons=set(lessons))
    return found


def unsettled(register: pd.DataFrame, settlements: Settlements) -> pd.DataFrame:
    """Return lesson and verdict of what the data cannot decide while nothing says what would."""
    named = {lesson for entry in settlements.entries for lesson in entry.lessons}
    open_ = register["verdict"].isin(UNDECIDED) & ~register["lesson"].isin(named)
    return register.loc[open_, ["lesson", "verdict"]].reset_index(drop=True)


def settle_table(settlements: Settlements, *, lessons: Sequence[str]) -> pd.DataFrame:
    """Return one row per lesson and variable, or design without one.

    Parameters
    ----------
    settlements
        As read.
    lessons
        Lessons in the order of the table.
    """
    known = {variable.key: variable for variable in settlements.variables}
    rows = []
    for lesson in lessons:
        for entry in settlements.of(lesson):
            named = {
                "lesson": lesson, "settling": entry.id,
                "design_nl": entry.design_nl, "design_en": entry.design_en, "power": entry.power,
            }  # fmt: skip
            asked = [_asked(known[key]) for key in entry.variables]
            rows += [named | variable for variable in asked or [{}]]
    columns = [
        "lesson",
        "settling",
        "form",
        "variable",
        "question_nl",
        "question_en",
        "design_nl",
        "design_en",
        "power",
    ]
    return pd.DataFrame(rows, columns=columns)


def _asked(variable: NewVariable) -> dict[str, str]:
    return {
        "form": variable.form, "variable": variable.name,
        "question_nl": variable.question_nl, "question_en": variable.question_en,
    }  # fmt: skip


def _check(found: Settlements, file: str, *, lessons: set[str]) -> None:
    keys = [variable.key for variable in found.variables]
    for names, column in ((keys, "variables"), ([entry.id for entry in found.entries], "settle")):
        for name in names:
            if names.count(name) > 1:
                raise DataProblem(
                    "a name stands there twice", where=Where(file=file, column=column, value=name)
                )
    for entry in found.entries:
        for column, values, known in (
            ("lessons", entry.lessons, lessons),
            ("variables", entry.variables, set(keys)),
        ):
            for value in values:
                if value not in known:
                    message = f"{entry.id} names one of the {column} that is not there"
                    raise DataProblem(message, where=Where(file=file, column=column, value=value))
    used = {key for entry in found.entries for key in entry.variables}
    for key in keys:
        if key not in used:
            remedy = "Name it under variables of an entry, or leave it out."
            raise DataProblem(
                "a variable settles nothing",
                where=Where(file=file, column="variables", value=key),
                remedy=remedy,
            )
