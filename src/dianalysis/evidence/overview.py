"""The register as the page on lessons needs it: frames with everything beside it that a reader asks for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

import pandas as pd

from dianalysis.codebook import load_codebook
from dianalysis.disclosure import default_profile, release_count
from dianalysis.evidence.beside import nothing_beside
from dianalysis.evidence.declared import declared_tests
from dianalysis.evidence.links import COUNTS
from dianalysis.evidence.project import Held, hold_lessons, read_project_lessons
from dianalysis.evidence.settle import settle_table
from dianalysis.evidence.verdicts import VERDICTS
from dianalysis.interviews.coding import CodedInterviews, read_published
from dianalysis.paths import ProjectPaths
from dianalysis.results import make_results
from dianalysis.studies.plan import load_plan

NAME = "lessons_phase_two"
POPULATION = "lessons"
_WRITTEN = ("scope_nl", "scope_en", "assumptions_nl", "assumptions_en", "lines", "facts")
_TOLD = ("segment_id", "source_line", "last_line", "summary_nl", "summary_en")
_SIDES = ("segments_for", "segments_in_part", "segments_against")
_TALLIES = ("segments", *_SIDES, "partners", "roles")
_NAMED = ("result_id", "wave", "group_name", "group_level", "contrast", "term", "population", "figure")


@dataclass(frozen=True, eq=False)
class Overview:
    """Plain frames for tables, figures and sentences.

    Parameters
    ----------
    lessons
        The register's row per lesson, with scope, assumptions, lines of the report and learning points;
        `told_basis`: `published`, or `data` for own interviews; `told_hidden`: a count of own segments is
        too small to be shown, and every count of segments of the lesson but nought is absent.
    links
        A row per link, with what names its result (wave, group, contrast, term); of own segments without
        counts.
    segments
        A row per lesson and segment, with its summary and its lines of the report. None of own
        interviews: what was told there is not put on a page, and has no summary.
    settle
        A row per lesson and variable that would settle it.
    beside
        For own data, a row per lesson with what the printed interviews come to, its titles and the strand
        of own interviews (`own`); no rows for the demo.
    declared
        A row per test that the analysis plan declares for a lesson, as `declared.declared_tests` gives them.
    valences
        How many codes of the interviews support their own claim, qualify it and contradict it; empty when
        there are none, or one of the numbers is too small to be shown.
    """

    lessons: pd.DataFrame
    links: pd.DataFrame
    segments: pd.DataFrame
    settle: pd.DataFrame
    beside: pd.DataFrame = field(default_factory=nothing_beside)
    declared: pd.DataFrame = field(default_factory=pd.DataFrame)
    valences: Mapping[str, int] = field(default_factory=dict)


def studies_linked(paths: ProjectPaths) -> tuple[str, ...]:
    """Return the studies whose results a lesson is held against, in alphabetical order."""
    lessons = read_project_lessons(paths).lessons
    names = {link.result.partition("/")[0] for lesson in lessons for link in lesson.links if link.result}
    return tuple(sorted(names))


def open_overview(
    results: pd.DataFrame, paths: ProjectPaths, *, interviews: CodedInterviews | None = None
) -> Overview:
    """Hold the lessons against results and give the frames of their page.

    Parameters
    ----------
    results
        Released results; lessons whose results are not among them stay open, and say so.
    paths
        The project.
    interviews
        Coded interviews of the same source, as in `hold_lessons`.

    Raises
    ------
    ParameterError, Unreadable, DataProblem
        As `hold_lessons`.
    """
    held = hold_lessons(results, paths, allow_empty=True, interviews=interviews)
    return overview_of(held, results, paths)


def overview_of(held: Held, results: pd.DataFrame, paths: ProjectPaths) -> Overview:
    """Give the frames of a register; `results` are those it was held against.

    Counts of own segments pass the disclosure gate here.
    """
    written = pd.DataFrame([asdict(lesson) for lesson in held.lessons.lessons])
    texts = written[["id", *_WRITTEN]].rename(columns={"id": "lesson"})
    lessons = held.register.lessons.merge(texts, on="lesson", how="left", validate="one_to_one")
    named = results[list(_NAMED)].drop_duplicates("result_id").rename(columns={"result_id": "target"})
    links = held.register.links.merge(named.astype(object), on="target", how="left", validate="many_to_one")
    table = read_published(paths.interviews, load_codebook(paths.codebook)).segments[list(_TOLD)]
    segments = held.register.segments.merge(table, on="segment_id", how="left", validate="many_to_one")
    settle = settle_table(held.settlements, lessons=list(lessons["lesson"]))
    declared = declared_tests(held.lessons, load_plan(paths.plan))
    if held.is_printed:
        shown = lessons.assign(told_basis="published", told_hidden=False)
        return Overview(shown, links, segments, settle, declared=declared, valences=held.valences)
    titles = lessons[["lesson", "title_nl", "title_en", "qualitative"]].rename(columns={"qualitative": "own"})
    beside = held.beside.merge(titles, on="lesson", how="left", validate="one_to_one")
    is_few = any(release_count(n, profile=default_profile("data")) is None for n in held.valences.values())
    valences = {} if is_few else held.valences
    return Overview(
        _released(lessons), _without_counts(links), segments.head(0), settle, beside, declared, valences
    )


def _released(lessons: pd.DataFrame) -> pd.DataFrame:
    """Take away the counts of own segments of a lesson when one of them may not be shown; none is shown."""
    profile = default_profile("data")
    counts = lessons[list(_SIDES)].astype("int64")
    hidden = counts.map(lambda count: release_count(count, profile=profile) is None).any(axis=1)
    tallies = {
        name: lessons[name].astype(object).mask(hidden & (lessons[name] > 0), math.nan) for name in _TALLIES
    }
    return lessons.assign(**tallies, told_basis="data", told_hidden=hidden)


def _without_counts(links: pd.DataFrame) -> pd.DataFrame:
    is_code = links["kind"] == "code"
    return links.assign(**{name: links[name].mask(is_code) for name in ("n", *COUNTS)})


def estimate(overview: Overview, *, basis: str) -> pd.DataFrame:
    """Count the verdicts.

    Parameters
    ----------
    overview
        The lessons.
    basis
        Basis of the data: `data` for own exports, else the verdicts rest on print and follow from it.

    Returns
    -------
    Results table: `lesson_count` for each verdict (`term`); `n` the lessons.
    """
    verdicts = overview.lessons["verdict"]
    return make_results(
        (
            {
                "measure": "lesson_count", "population": POPULATION, "term": verdict,
                "estimate": float((verdicts == verdict).sum()), "n": len(verdicts),
                "method": "count of lessons", "basis": "data" if basis == "data" else "identified",
            }
            for verdict in VERDICTS
        ),
        study=NAME,
    )  # fmt: skip
