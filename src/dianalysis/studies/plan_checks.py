"""Whether an analysis plan is complete: families, tests, lessons and smallest effects of every hypothesis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dianalysis.errors import ProjectError, Where
from dianalysis.estimation.multiplicity import CORRECTIONS
from dianalysis.studies.hypotheses import Hypothesis, Plan, SmallestEffect

CHOICES = {
    "correction": CORRECTIONS,
    "scale": ("difference", "ratio"),
    "direction": ("two-sided", "larger", "smaller"),
    "expects": ("higher", "either"),
}


def check_plan(plan: Plan, *, file: str) -> None:
    """Refuse a plan that contradicts itself or leaves something open.

    Parameters
    ----------
    plan
        As read.
    file
        Name of the file, for the errors.

    Raises
    ------
    ProjectError
        When an id occurs twice, a choice is unknown, a hypothesis names a family, test or lesson that is not
        declared, a family spans two studies (its correction is made within one), two hypotheses name the same
        row of results, a measure has no entry or two among the smallest effects, a smallest effect is absent
        without a reason, not above no effect, not that of study.yaml, or differs between hypotheses on the
        same measure.
    """
    sections = (plan.families, plan.hypotheses, plan.smallest_effects, plan.tests, plan.lessons)
    for entries in sections:
        _refuse_twice([entry.id for entry in entries], "id", "an id", file)
        for entry in entries:
            _check_choices(entry, file)
    known = {
        "family": {family.id for family in plan.families},
        "test": {test.id for test in plan.tests},
        "lesson": {lesson.id for lesson in plan.lessons},
    }
    for hypothesis in plan.hypotheses:
        for name, ids in known.items():
            _require_known(hypothesis, name, ids, file)
    _refuse_twice([_row_of(item) for item in plan.hypotheses], "hypotheses", "a row of results", file)
    _check_families(plan, file)
    _check_smallest_effects(plan, file)


def smallest_effect_of(plan: Plan, measure: str) -> SmallestEffect:
    """Return the entry on the smallest effect of a measure; KeyError for a measure without one."""
    return {name: entry for entry in plan.smallest_effects for name in entry.measures}[measure]


def _refuse_twice(values: Sequence[str], column: str, what: str, file: str) -> None:
    for twice in sorted({value for value in values if values.count(value) > 1}):
        raise ProjectError(f"{what} occurs twice", where=Where(file=file, column=column, value=twice))


def _check_choices(entry: object, file: str) -> None:
    for name, choices in CHOICES.items():
        value = getattr(entry, name, choices[0])
        if value not in choices:
            where = Where(file=file, column=name, value=value)
            raise ProjectError(
                f"the {name} of {getattr(entry, 'id', '')} is unknown",
                where=where,
                remedy=f"Choose {', '.join(choices)}.",
            )


def _require_known(hypothesis: Hypothesis, name: str, ids: Iterable[str], file: str) -> None:
    value = getattr(hypothesis, name)
    if value not in ids:
        raise ProjectError(
            f"hypothesis {hypothesis.id} names a {name} that is not declared",
            where=Where(file=file, column=name, value=value),
            remedy=f"Declared: {'; '.join(sorted(ids))}.",
        )


def _row_of(item: Hypothesis) -> str:
    return "/".join((item.study, item.measure, item.population, item.contrast, item.term))


def _check_families(plan: Plan, file: str) -> None:
    for family in plan.families:
        studies = sorted({item.study for item in plan.hypotheses if item.family == family.id})
        if len(studies) != 1:
            raise ProjectError(
                f"family {family.id} holds hypotheses of {' and '.join(studies) or 'no study'}, not of one",
                where=Where(file=file, column="family", value=family.id),
            )


def _check_smallest_effects(plan: Plan, file: str) -> None:
    measures = [name for entry in plan.smallest_effects for name in entry.measures]
    _refuse_twice(measures, "measures", "a measure", file)
    for item in plan.hypotheses:
        where = Where(file=file, column="smallest_effect", value=item.id)
        if item.measure not in measures:
            raise ProjectError(
                f"the measure {item.measure} has no entry under smallest_effects",
                where=where,
                remedy="Add it there with its unit and the reason of its size, or why it has none.",
            )
        message = _find_fault(item, smallest_effect_of(plan, item.measure), plan)
        if message:
            raise ProjectError(message, where=where)


def _find_fault(item: Hypothesis, entry: SmallestEffect, plan: Plan) -> str:
    """Say what is wrong with the smallest effect of a hypothesis; empty when nothing is."""
    value = item.smallest_effect
    if value is None:
        return (
            f"a smallest effect is missing; {entry.id} has a unit" if entry.unit_nl or entry.unit_en else ""
        )
    if not (entry.unit_nl and entry.unit_en):
        return f"a smallest effect stands here, and {entry.id} has no unit for it in both languages"
    if value <= (1 if entry.scale == "ratio" else 0):
        return "a smallest effect lies above no effect"
    if entry.fact and value != getattr(plan.facts, entry.fact, None):
        return f"the smallest effect is not {entry.fact} of study.yaml"
    others = {other.smallest_effect for other in plan.hypotheses if other.measure == item.measure}
    return "hypotheses on the same measure have different smallest effects" if len(others) > 1 else ""
