"""The register of a project: its lessons, held against the results of a run and coded interviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from dianalysis.codebook import Codebook, coding_frame, load_codebook
from dianalysis.errors import DataProblem, ParameterError, Unreadable, Where
from dianalysis.evidence.beside import nothing_beside, told_beside
from dianalysis.evidence.declared import declared_tests
from dianalysis.evidence.lesson_file import load_lessons
from dianalysis.evidence.lessons import Lessons
from dianalysis.evidence.links import Evidence, require_results
from dianalysis.evidence.register import Register, build_register
from dianalysis.evidence.segments import coded_segments
from dianalysis.evidence.settle import Settlements, load_settlements
from dianalysis.interviews.coding import CodedInterviews, no_interviews, read_published
from dianalysis.paths import ProjectPaths
from dianalysis.studies.plan import load_plan

LESSONS, SETTLE, FACTS = "lessons.yaml", "settle.yaml", "partner_facts.csv"
LEARNED = "learned"
_LINES = ("source_line", "last_line")


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
    valences
        How many settled codes of the interviews that are weighed support their own claim, qualify it and
        contradict it.
    """

    lessons: Lessons
    settlements: Settlements
    register: Register
    is_printed: bool
    beside: pd.DataFrame = field(default_factory=nothing_beside)
    valences: Mapping[str, int] = field(default_factory=dict)


def read_project_lessons(paths: ProjectPaths) -> Lessons:
    """Read the lessons of the project, with the learning points and codes they may name.

    Raises
    ------
    Unreadable, DataProblem
        As `load_lessons`; also when a link names a code out of use, the analysis plan informs a lesson that
        is not there or has another title, or declares a test for it that it neither links nor leaves out.
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
    plan = load_plan(paths.plan)
    for planned in plan.lessons:
        if titles.get(planned.id) != (planned.title_nl, planned.title_en):
            raise DataProblem(
                f"the analysis plan informs {planned.id}, which is not there or has another title",
                where=Where(file=LESSONS, column="id", value=planned.id),
                remedy="Give the lesson the id and titles of data/plan/analysis_plan.yaml.",
            )
    declared_tests(lessons, plan)
    return lessons


def _learning_points(paths: ProjectPaths) -> dict[str, tuple[int, int]]:
    """Return the first and last line of each learning point; the file is checked where its facts are used."""
    file = paths.published / FACTS
    columns = dict.fromkeys(("partner", "number", "kind"), "string") | dict.fromkeys(_LINES, "int64")
    try:
        table = pd.read_csv(file, dtype=columns, usecols=list(columns))
    except (OSError, ValueError) as error:
        raise Unreadable("the learning points cannot be read", where=Where(file=file.name)) from error
    learned = table[table["kind"] == LEARNED].to_dict("records")
    return {f"{row['partner']}/{row['number']}": (row["source_line"], row["last_line"]) for row in learned}


def drawn_from(
    lessons: Lessons, interviews: CodedInterviews, paths: ProjectPaths
) -> dict[str, frozenset[str]]:
    """Return by lesson the printed segments that hold a learning point it was drawn from.

    Parameters
    ----------
    lessons
        With the learning points they come from.
    interviews
        The printed ones; of own interviews no learning point was drawn, and nothing is returned.
    paths
        The project.

    Raises
    ------
    Unreadable
        When the learning points cannot be read.
    """
    if interviews.basis != "published":
        return {}
    points, segments = _learning_points(paths), interviews.segments
    first, last = (segments[name].astype("int64") for name in _LINES)

    def holding(fact: str) -> set[str]:
        start, end = points[fact]
        is_there = segments["partner"].eq(fact.partition("/")[0]) & (first <= end) & (last >= start)
        return set(segments.loc[is_there, "segment_id"])

    return {
        lesson.id: frozenset(name for fact in lesson.facts for name in holding(fact))
        for lesson in lessons.lessons
    }


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
    plan, segments = load_plan(paths.plan), coded_segments(told, codebook)
    evidence = Evidence(results, segments, plan, drawn_from(lessons, told, paths))
    register = build_register(lessons, evidence, codebook)
    valences = {str(name): int(n) for name, n in segments.table["valence"].value_counts().items()}
    if evidence.is_printed:
        return Held(lessons, settlements, register, is_printed=True, valences=valences)
    printed = read_published(paths.interviews, codebook)
    own_source = drawn_from(lessons, printed, paths)
    beside = told_beside(lessons.lessons, coded_segments(printed, codebook), own_source)
    return Held(lessons, settlements, register, False, beside, valences)


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
