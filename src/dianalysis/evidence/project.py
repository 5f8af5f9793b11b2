"""The register of a project: its lessons, held against the results of a run and coded interviews."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from dianalysis.codebook import Codebook, coding_frame, load_codebook
from dianalysis.errors import DataProblem, ParameterError, Unreadable, Where
from dianalysis.evidence.beside import nothing_beside, told_beside
from dianalysis.evidence.lessons import Lessons, load_lessons
from dianalysis.evidence.links import Evidence, require_results
from dianalysis.evidence.register import Register, build_register
from dianalysis.evidence.segments import coded_segments
from dianalysis.evidence.settle import Settlements, load_settlements
from dianalysis.interviews.coding import CodedInterviews, no_interviews, read_published
from dianalysis.paths import ProjectPaths
from dianalysis.studies.plan import load_plan

LESSONS, SETTLE, FACTS = "lessons.yaml", "settle.yaml", "partner_facts.csv"
LEARNED = "learned"


@dataclass(frozen=True, eq=False)
class Held:
    """The lessons of a project with what they were held against.

    Parameters
    ----------
    lessons, settlements
        As written down.
    register
        As computed.
    is_printed
        Whether results and interviews are those of the demo, with the printed figures beside them.
    beside
        For own data, what the printed interviews of phase one come to (`told_beside`): shown apart and not
        weighed. No rows for the demo, where they are weighed.
    """

    lessons: Lessons
    settlements: Settlements
    register: Register
    is_printed: bool
    beside: pd.DataFrame = field(default_factory=nothing_beside)


def read_project_lessons(paths: ProjectPaths) -> Lessons:
    """Read the lessons of the project, with the learning points and codes they may name.

    Raises
    ------
    Unreadable, DataProblem
        As `load_lessons`; also when a link names a code out of use, or the analysis plan informs a lesson
        that is not there or has another title.
    """
    frame = coding_frame(load_codebook(paths.codebook))
    lessons = load_lessons(paths.evidence / LESSONS, facts=_learning_points(paths), codes=frame.codes["code"])
    for lesson in lessons.lessons:
        for link in lesson.links:
            if link.code and link.code not in frame.active:
                raise DataProblem(
                    f"{lesson.id}: the code of a link is no longer in use",
                    where=Where(file=LESSONS, column="code", value=link.code),
                    remedy=f"It became {frame.successor(link.code) or 'nothing'}; change or drop the link.",
                )
    titles = {lesson.id: (lesson.title_nl, lesson.title_en) for lesson in lessons.lessons}
    for planned in load_plan(paths.plan).lessons:
        if titles.get(planned.id) != (planned.title_nl, planned.title_en):
            raise DataProblem(
                f"the analysis plan informs {planned.id}, which is not there or has another title",
                where=Where(file=LESSONS, column="id", value=planned.id),
                remedy="Give the lesson the id and titles of data/plan/analysis_plan.yaml.",
            )
    return lessons


def _learning_points(paths: ProjectPaths) -> list[str]:
    """Return the names of learning points; the file is checked where its facts are used."""
    file = paths.published / FACTS
    try:
        table = pd.read_csv(file, dtype="string", usecols=["partner", "number", "kind"])
    except (OSError, ValueError) as error:
        raise Unreadable("the learning points cannot be read", where=Where(file=file.name)) from error
    learned = table[table["kind"] == LEARNED]
    return [f"{one}/{number}" for one, number in zip(learned["partner"], learned["number"], strict=True)]


def hold_lessons(
    results: pd.DataFrame,
    paths: ProjectPaths,
    *,
    allow_empty: bool = False,
    interviews: CodedInterviews | None = None,
) -> Held:
    """Hold the lessons of the project against the results and the coded interviews of one source.

    Parameters
    ----------
    results
        Results table of a run.
    paths
        The project.
    allow_empty
        Whether a run without any result is an answer too: every link to one stays open.
    interviews
        Coded interviews of the same source; own exports may come with none. Left out: the printed ones for
        results of the demo, none for results of own exports.

    Raises
    ------
    ParameterError
        When there are no results and there must be, or results and interviews are of different sources.
    Unreadable, DataProblem
        As the readers of lessons, settlements and interviews.
    """
    if not allow_empty:
        require_results(results)
    lessons = read_project_lessons(paths)
    settlements = load_settlements(paths.evidence / SETTLE, lessons=lessons.ids)
    codebook = load_codebook(paths.codebook)
    told = _told(results, paths, codebook, interviews)
    evidence = Evidence(results, coded_segments(told, codebook), load_plan(paths.plan))
    register = build_register(lessons, evidence, codebook)
    if evidence.is_printed:
        return Held(lessons, settlements, register, is_printed=True)
    printed = coded_segments(read_published(paths.interviews, codebook), codebook)
    return Held(lessons, settlements, register, False, told_beside(lessons.lessons, printed))


def _told(
    results: pd.DataFrame, paths: ProjectPaths, codebook: Codebook, interviews: CodedInterviews | None
) -> CodedInterviews:
    """Return the interviews of the source of the results, and refuse those of another."""
    is_own, is_demo = (bool(results["basis"].eq(basis).any()) for basis in ("data", "reconstructed"))
    if interviews is None:
        return no_interviews() if is_own else read_published(paths.interviews, codebook)
    if (interviews.basis == "data" and is_demo) or (interviews.basis == "published" and is_own):
        raise ParameterError(
            "the results and the interviews are of different sources",
            where=Where(column="interviews", value=interviews.basis),
            remedy="Hold own exports against their own interviews, and the demo against the printed ones.",
        )
    return interviews
