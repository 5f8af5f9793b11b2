"""Which page, cell and place belongs to which lesson, so that links lead down and back up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from dianalysis.errors import DataProblem, Where
from dianalysis.evidence.overview import NAME
from dianalysis.publish.content import Chapter, LessonContent
from dianalysis.publish.lessons.redraw import COLUMNS
from dianalysis.publish.lessons.shown_in import SHOWN_IN
from dianalysis.runner.parameters import read_notebook

CODES, INDEX = "codes", "lessons"
PARTNER = "partner_profile-"


@dataclass(frozen=True)
class ShownCell:
    """A cell of an executed notebook: its code, the heading it stands under, and what it shows."""

    code: str
    heading: str
    kind: str


@dataclass(frozen=True, eq=False)
class LessonLinks:
    """Everything that pages need to link to lessons and from them.

    Parameters
    ----------
    content
        The lessons.
    chapters
        Executions that have a page, by name.
    cells
        Cells of the pages that show a result of a lesson, by page and identifier.
    lang
        Language of the site.
    """

    content: LessonContent
    chapters: Mapping[str, Chapter]
    cells: Mapping[tuple[str, str], ShownCell]
    lang: str

    @cached_property
    def titles(self) -> dict[str, str]:
        """Title of every lesson, by its identifier, in the order of the file."""
        lessons = self.content.overview.lessons
        return dict(zip(lessons["lesson"], lessons[f"title_{self.lang}"], strict=True))

    @cached_property
    def results(self) -> pd.DataFrame:
        """Links of lessons to results that the run has."""
        links = self.content.overview.links
        return links[(links["kind"] == "result") & (links["problem"] == "")]

    @cached_property
    def places(self) -> dict[str, tuple[str, str]]:
        """Page and cell of every result; the cell is empty where none shows it."""
        listed = {row[0]: (row[1], row[2]) for row in self.content.shown_in[list(COLUMNS)].to_numpy()}
        return {
            name: listed.get(name, (name.partition("/")[0], ""))
            for name in map(str, self.results["target"].unique())
        }

    @cached_property
    def lessons_told(self) -> dict[str, set[str]]:
        """Lessons that every segment is held against."""
        found = self.content.overview.segments.groupby("segment_id")["lesson"]
        return {str(name): set(lessons) for name, lessons in found}

    def used_by(self, page: str, cell: str) -> list[str]:
        """Return the lessons that rest on a result shown in a cell."""
        shown = [name for name, place in self.places.items() if place == (page, cell)]
        found = set(self.results.loc[self.results["target"].isin(shown), "lesson"])
        return [lesson for lesson in self.titles if lesson in found]

    def loose(self, page: str) -> pd.DataFrame:
        """Return the links to results of a page that none of its cells shows."""
        names = [name for name, place in self.places.items() if place == (page, "")]
        return self.results[self.results["target"].isin(names)]


def page_of(lesson: str) -> str:
    """Return the name of the page of a lesson."""
    return f"lesson-{lesson.removeprefix('L-')}"


def place_of(result_id: str) -> str:
    """Return the place of a result in the table at the end of its page."""
    return "result-" + "".join(sign if sign.isalnum() else "-" for sign in result_id)


def pages_made(links: LessonLinks | None) -> list[str]:
    """Return the names of the pages of lessons and codes; none without lessons."""
    return [INDEX, CODES, *(page_of(name) for name in links.titles)] if links else []


def link_lessons(
    chapters: Sequence[Chapter], results: pd.DataFrame, content: LessonContent, folder: Path, *, lang: str
) -> LessonLinks:
    """Look up where the results of lessons are shown.

    Parameters
    ----------
    chapters
        Executions of the catalogue.
    results
        Released results of the run.
    content
        The lessons held against them.
    folder
        Executed notebooks.
    lang
        Language of the site.

    Raises
    ------
    DataProblem
        When a notebook does not have the cell that should show a result.
    """
    there = {chapter.name: chapter for chapter in chapters if chapter.page}
    cells: dict[tuple[str, str], ShownCell] = {}
    shown = content.shown_in[content.shown_in["result_id"].isin(results["result_id"])]
    for name in [name for name in there if name in set(shown["notebook"])]:
        wanted = [cell for cell in shown.loc[shown["notebook"] == name, "cell"] if cell]
        found = _cells(read_notebook(folder / f"{name}.ipynb")["cells"])
        _require(found, wanted, name, failed=there[name].status == "failed")
        cells |= {(name, cell): found[cell] for cell in wanted if cell in found}
    return LessonLinks(content, there, cells, lang)


def has_lessons(chapters: Sequence[Chapter]) -> bool:
    """Say whether the chapter on lessons is in the run and came to its end."""
    return any(chapter.name == NAME and chapter.status in ("ok", "cached") for chapter in chapters)


def _require(found: Collection[str], wanted: Iterable[str], notebook: str, *, failed: bool) -> None:
    absent = [cell for cell in wanted if cell not in found]
    if absent and not failed:
        raise DataProblem(
            f"the notebook {notebook} has no cell that shows this result",
            where=Where(file=SHOWN_IN, column="cell", value=absent[0]),
            remedy="Look for it again with `dianalysis lessons --cells`.",
        )


def _cells(cells: Sequence[Mapping[str, Any]]) -> dict[str, ShownCell]:
    found, heading = {}, ""
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            heads = [line.lstrip("# ") for line in source.splitlines() if line.startswith("#")]
            heading = heads[-1] if heads else heading
        else:
            found[str(cell["id"])] = ShownCell(source, heading, _kind(cell))
    return found


def _kind(cell: Mapping[str, Any]) -> str:
    kinds = {kind for output in cell.get("outputs", []) for kind in output.get("data", {})}
    if "image/png" in kinds:
        return "figure"
    return "table" if "text/html" in kinds else "text"
