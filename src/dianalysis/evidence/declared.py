"""The tests the analysis plan declares for a lesson: each is linked, or left out with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

import pandas as pd

from dianalysis.errors import DataProblem, Where
from dianalysis.evidence.lessons import LeftOut, Lesson, Lessons
from dianalysis.results import result_id
from dianalysis.studies.hypotheses import Hypothesis, Plan

FILE = "lessons.yaml"
COLUMNS = ("lesson", "hypothesis", "is_linked", "reason_nl", "reason_en")


def declared_tests(lessons: Lessons, plan: Plan) -> pd.DataFrame:
    """List the tests that the analysis plan declares for lessons, and what became of each.

    Parameters
    ----------
    lessons, plan
        The lessons, and the plan of which every hypothesis names a lesson.

    Returns
    -------
    One row per hypothesis in the order of the plan: lesson, hypothesis, is_linked, and why it is left out
    (reason_nl, reason_en; empty when it is linked).

    Raises
    ------
    DataProblem
        When a test is neither linked by its lesson nor left out, or what a lesson leaves out is no test that
        names it, or only tests that it links.
    """
    named = {lesson.id: lesson for lesson in lessons.lessons}
    rows = [_row(hypothesis, named[hypothesis.lesson]) for hypothesis in plan.hypotheses]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    loose = [row for row in rows if not row["is_linked"] and not row["reason_nl"]]
    if loose:
        names = ", ".join(str(row["hypothesis"]) for row in loose)
        raise DataProblem(
            f"{loose[0]['lesson']}: it neither links nor leaves out a test the analysis plan declares for it",
            where=Where(file=FILE, column="left_out", value=names),
            remedy="Link its result, or name it under left_out with the reason.",
        )
    for lesson, entry in _idle(lessons, table):
        raise DataProblem(
            f"{lesson.id}: what is left out is no test that the plan declares for it, or it is linked",
            where=Where(file=FILE, column="left_out", value=entry.hypothesis),
            remedy="Take it away, or name a hypothesis of the analysis plan that names this lesson.",
        )
    return table


def _row(hypothesis: Hypothesis, lesson: Lesson) -> dict[str, object]:
    is_linked = any(_tests(link.result, hypothesis) for link in lesson.links if link.result)
    found = [] if is_linked else [e for e in lesson.left_out if fnmatchcase(hypothesis.id, e.hypothesis)]
    return {
        "lesson": lesson.id, "hypothesis": hypothesis.id, "is_linked": is_linked,
        "reason_nl": found[0].reason_nl if found else "", "reason_en": found[0].reason_en if found else "",
    }  # fmt: skip


def _tests(name: str, hypothesis: Hypothesis) -> bool:
    """Whether a result, by its identifier, is the one that tests a hypothesis; the plan names no wave."""
    keys = ("study", "measure", "population", "contrast", "term")
    row = {key: getattr(hypothesis, key) for key in keys}
    parts, told = name.split("/"), result_id(row).split("/")
    return parts == told or parts[:3] + parts[4:] == told


def _idle(lessons: Lessons, table: pd.DataFrame) -> Iterator[tuple[Lesson, LeftOut]]:
    open_ = table[~table["is_linked"].astype(bool)]
    for lesson in lessons.lessons:
        names = list(open_.loc[open_["lesson"] == lesson.id, "hypothesis"])
        for entry in lesson.left_out:
            if not any(fnmatchcase(name, entry.hypothesis) for name in names):
                yield lesson, entry
