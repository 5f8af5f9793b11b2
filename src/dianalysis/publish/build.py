"""Build the site of a run."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from dianalysis.errors import ParameterError, ProjectError
from dianalysis.formats import check_lang
from dianalysis.paths import RunPaths
from dianalysis.publish import pages
from dianalysis.publish.content import Chapter, SiteContent, list_chapters
from dianalysis.publish.coverage import coverage_page
from dianalysis.publish.lessons.codes import codes_page
from dianalysis.publish.lessons.drawings import FOLDER, write_drawings
from dianalysis.publish.lessons.index import lessons_page
from dianalysis.publish.lessons.links import (
    CODES,
    INDEX,
    LessonLinks,
    has_lessons,
    link_lessons,
    page_of,
    pages_made,
)
from dianalysis.publish.lessons.pages import lesson_page
from dianalysis.publish.offline import find_external
from dianalysis.publish.plan_page import plan_page
from dianalysis.publish.render import render, settings
from dianalysis.publish.stage import stage_notebook
from dianalysis.runner import Catalogue, RunRecord, read_record

BASES = ("reconstructed", "data")
_EMPTY = SiteContent()


def build_site(
    run_paths: RunPaths,
    *,
    catalogue: Catalogue,
    lang: str,
    basis: str,
    results: pd.DataFrame,
    content: SiteContent = _EMPTY,
) -> Path:
    """Render the executed notebooks of a run, with the pages around them, and return the front page.

    The old site is replaced only when the new one is complete.

    Parameters
    ----------
    run_paths
        Executed notebooks and record are read from it; the site goes to its `.site`.
    catalogue
        Order, chapters and titles; what the run lacks is said on the front page.
    lang
        nl or en: language of the page furniture.
    basis
        reconstructed (the demo) or data (own exports): told on every page, save those whose banner tells
        another.
    results
        Released results of the run, all notebooks bound together.
    content
        Findings for the front page, the analysis plan, and the printed figures to compare with.

    Raises
    ------
    ParameterError
        When language or basis is unknown.
    Unreadable
        When the run has no record.
    ProjectError
        When the site cannot be rendered, or a page would load something from the network.
    """
    check_lang(lang)
    if basis not in BASES:
        raise ParameterError(f"A site cannot rest on basis {basis!r}", remedy=f"Known: {', '.join(BASES)}.")
    record = read_record(run_paths.record)
    there = {path.stem for path in run_paths.notebooks.glob("*.ipynb")}
    chapters = list_chapters(catalogue, record, pages=there, lang=lang)
    with tempfile.TemporaryDirectory(prefix="dia-site-") as name:
        source, target = Path(name).resolve() / "source", Path(name).resolve() / "site"
        source.mkdir()
        links = _lessons(run_paths.notebooks, chapters, results, content, lang)
        own = _stage(run_paths.notebooks, source, chapters, links, lang=lang)
        drawings = write_drawings(Path(name) / "drawings", links) if links else {}
        texts = _texts(
            chapters, record, links, drawings, results=results, content=content, look=(lang, basis)
        )
        for stem, text in texts.items():
            (source / f"{stem}.md").write_text(text, encoding="utf-8", newline="\n")
        options = settings(lang=lang, basis=basis, data_hash=record.data_hash, own=own)
        render(source, target, options=options)
        if links:
            shutil.copytree(Path(name) / "drawings", target / FOLDER, dirs_exist_ok=True)
        _check_offline(target)
        _replace(run_paths.site, target)
    return run_paths.site / "index.html"


def _lessons(
    notebooks: Path, chapters: Sequence[Chapter], results: pd.DataFrame, content: SiteContent, lang: str
) -> LessonLinks | None:
    if content.lessons is None or not has_lessons(chapters):
        return None
    return link_lessons(chapters, results, content.lessons(results), notebooks, lang=lang)


def _stage(
    notebooks: Path, source: Path, chapters: Sequence[Chapter], links: LessonLinks | None, *, lang: str
) -> dict[str, str]:
    """Write the page of every executed notebook, and return the basis that its banner tells, by page."""
    own: dict[str, str] = {}
    pages_of_site = {chapter.name for chapter in chapters if chapter.page} | {*pages_made(links)}
    for chapter in chapters:
        if chapter.page:
            file = f"{chapter.name}.ipynb"
            told = stage_notebook(
                chapter, notebooks / file, source / file, lang=lang, pages=pages_of_site, links=links
            )
            own |= {chapter.name: told} if told else {}
    return own


def _texts(
    chapters: Sequence[Chapter],
    record: RunRecord,
    links: LessonLinks | None,
    drawings: Mapping[str, str],
    *,
    results: pd.DataFrame,
    content: SiteContent,
    look: tuple[str, str],
) -> dict[str, str]:
    """Return the pages around the notebooks as Markdown, by name."""
    lang, basis = look
    lists, lessons = _lesson_pages(links, content, drawings) if links else ([], {})
    texts = lessons | {
        "index": pages.front_page(chapters, content.findings(results), lang=lang, lessons=lists),
        "how_to_read": pages.how_to_read_page(lang=lang),
        "analysis_plan": plan_page(
            results,
            content.plan,
            chapters,
            basis=basis,
            lang=lang,
            lessons=links.titles if links else (),
        ),
        "coverage": coverage_page(results, content, basis=basis, lang=lang),
        "about": pages.about_page(chapters, record, lang=lang),
    }
    if any(chapter.execution.parameters for chapter in chapters):
        texts["partners"] = pages.partners_page(chapters, lang=lang)
    return texts


def _lesson_pages(
    links: LessonLinks, content: SiteContent, drawings: Mapping[str, str]
) -> tuple[Sequence[tuple[str, str]], dict[str, str]]:
    """Return title and name of the lists of lessons and codes, and all pages of both as Markdown, by name."""
    page, printed = links.content.page, content.printed
    lines = {} if printed is None else dict(zip(printed["figure"], printed["source_line"], strict=True))
    texts = {
        page_of(row["lesson"]): lesson_page(
            row, links, printed=lines, drawing=drawings.get(row["lesson"], "")
        )
        for row in links.content.overview.lessons.to_dict("records")
    }
    lists = [(page.word("lessons_index"), INDEX), (page.word("codes_page"), CODES)]
    return lists, texts | {INDEX: lessons_page(links), CODES: codes_page(links)}


def _check_offline(site: Path) -> None:
    external = find_external(site)
    if external:
        remedy = "Take it out of the notebook that brings it in; a site must open without a network."
        raise ProjectError(f"The site would load from the network: {'; '.join(external[:5])}", remedy=remedy)


def _replace(old: Path, new: Path) -> None:
    old.parent.mkdir(parents=True, exist_ok=True)
    part = old.with_name(f"{old.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(new, part)
    shutil.rmtree(old, ignore_errors=True)
    part.rename(old)
