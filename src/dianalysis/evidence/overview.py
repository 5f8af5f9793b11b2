"""The register as the page on lessons needs it: frames with everything beside it that a reader asks for."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pandas as pd

from dianalysis.codebook import load_codebook
from dianalysis.evidence.project import Held, hold_lessons, read_project_lessons
from dianalysis.evidence.settle import settle_table
from dianalysis.evidence.verdicts import VERDICTS
from dianalysis.interviews.coding import read_published
from dianalysis.paths import ProjectPaths
from dianalysis.results import make_results

NAME = "lessons_phase_two"
POPULATION = "lessons"
_WRITTEN = ("scope_nl", "scope_en", "assumptions_nl", "assumptions_en", "lines", "facts")
_TOLD = ("segment_id", "source_line", "last_line", "summary_nl", "summary_en")
_NAMED = ("result_id", "wave", "group_name", "group_level", "contrast", "term", "population")


@dataclass(frozen=True, eq=False)
class Overview:
    """Plain frames for tables, figures and sentences.

    Parameters
    ----------
    lessons
        The register's row per lesson, with scope, assumptions, lines of the report and learning points.
    links
        A row per link, with what names its result (wave, group, contrast, term).
    segments
        A row per lesson and segment, with its released summary and its lines of the report.
    settle
        A row per lesson and variable that would settle it.
    """

    lessons: pd.DataFrame
    links: pd.DataFrame
    segments: pd.DataFrame
    settle: pd.DataFrame


def studies_linked(paths: ProjectPaths) -> tuple[str, ...]:
    """Return the studies whose results a lesson is held against, in alphabetical order."""
    lessons = read_project_lessons(paths).lessons
    names = {link.result.partition("/")[0] for lesson in lessons for link in lesson.links if link.result}
    return tuple(sorted(names))


def open_overview(results: pd.DataFrame, paths: ProjectPaths) -> Overview:
    """Hold the lessons against results and give the frames of their page.

    Parameters
    ----------
    results
        Released results; lessons whose results are not among them stay open, and say so.
    paths
        The project.

    Raises
    ------
    Unreadable, DataProblem
        As `hold_lessons`.
    """
    return overview_of(hold_lessons(results, paths, allow_empty=True), results, paths)


def overview_of(held: Held, results: pd.DataFrame, paths: ProjectPaths) -> Overview:
    """Give the frames of a register; `results` are those it was held against."""
    written = pd.DataFrame([asdict(lesson) for lesson in held.lessons.lessons])
    texts = written[["id", *_WRITTEN]].rename(columns={"id": "lesson"})
    lessons = held.register.lessons.merge(texts, on="lesson", how="left", validate="one_to_one")
    named = results[list(_NAMED)].drop_duplicates("result_id").rename(columns={"result_id": "target"})
    links = held.register.links.merge(named.astype(object), on="target", how="left", validate="many_to_one")
    table = read_published(paths.interviews, load_codebook(paths.codebook)).segments[list(_TOLD)]
    segments = held.register.segments.merge(table, on="segment_id", how="left", validate="many_to_one")
    settle = settle_table(held.settlements, lessons=list(lessons["lesson"]))
    return Overview(lessons, links, segments, settle)


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
    Results table: `lesson_n` for each verdict (`term`); `n` the lessons.
    """
    verdicts = overview.lessons["verdict"]
    return make_results(
        (
            {
                "measure": "lesson_n", "population": POPULATION, "term": verdict,
                "estimate": float((verdicts == verdict).sum()), "n": len(verdicts),
                "method": "count of lessons", "basis": "data" if basis == "data" else "identified",
            }
            for verdict in VERDICTS
        ),
        study=NAME,
    )  # fmt: skip
