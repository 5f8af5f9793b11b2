"""What must hold of a whole site, in whichever language: words, figures, links, cells that show a result."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from leaks import LANGUAGES, find_leaks
from matplotlib.figure import Figure
from run_site import Site
from visible import Piece, read_page, squeeze

from dianalysis.cli.content import site_content
from dianalysis.disclosure import default_profile, release
from dianalysis.evidence import open_overview, studies_linked
from dianalysis.evidence.project import read_project_lessons
from dianalysis.formats import open_page
from dianalysis.pipeline import find_results
from dianalysis.pipeline.store import ALL_RESULTS
from dianalysis.publish.content import list_chapters
from dianalysis.publish.lessons.drawings import draw_lesson
from dianalysis.publish.lessons.links import LessonLinks, link_lessons, page_of
from dianalysis.publish.lessons.redraw import Redrawn
from dianalysis.publish.lessons.shown_in import SHOWN_IN, read_shown_in
from dianalysis.results import read_results
from dianalysis.runner import read_parameters
from dianalysis.studies.plan import load_plan

mpl.use("agg")
PAGES_AROUND = {"index", "how_to_read", "analysis_plan", "coverage", "about", "partners", "search"}
LISTS = {"lessons", "codes"}
VERSION = re.compile(r"\d+(?:\.\d+)+")


class Walk:
    """Every test a site must pass; a subclass says in which language.

    Each language is a scope of its own, so that the two runs behind them can be made side by side.
    """

    lang = ""

    def test_every_notebook_of_the_catalogue_was_run_and_has_a_page(self, site: Site) -> None:
        assert {outcome.name: outcome.error_message for outcome in site.record.failed} == {}
        assert {execution.entry.id for execution in site.executions} == set(site.catalogue.ids)
        lessons = {page_of(lesson) for lesson in read_project_lessons(site.paths).ids}
        around = PAGES_AROUND | LISTS | lessons
        assert set(pages_of(site)) == {execution.name for execution in site.executions} | around

    def test_no_page_leaks_the_other_language(self, site: Site) -> None:
        found = []
        for name, html in pages_of(site).items():
            pieces = read_page(html).pieces
            if name == "about":
                pieces = [piece for piece in pieces if not VERSION.fullmatch(piece.text)]
            found += [f"{name}: {leak}" for leak in find_leaks(pieces, site.lang)]
        assert list(dict.fromkeys(found)) == []

    def test_every_page_tells_its_language(self, site: Site) -> None:
        assert {read_page(html).lang for html in pages_of(site).values()} == {site.lang}

    def test_every_notebook_is_told_in_the_language_of_the_run(self, site: Site) -> None:
        for path in site.folders.notebooks.glob("*.ipynb"):
            assert json.loads(path.read_text("utf-8"))["metadata"]["text_lang"] == site.lang, path.stem

    def test_every_picture_is_told_in_words(self, site: Site) -> None:
        for name, html in pages_of(site).items():
            for piece in read_page(html).pieces:
                assert piece.kind != "alt" or not piece.text.endswith((".png", ".svg")), name

    def test_no_letter_of_a_figure_leaks_the_other_language(self, site: Site) -> None:
        found, drawn = [], 0
        for execution in site.executions:
            for figure in draw_figures(site, execution.name, execution.entry.path):
                pieces = [Piece("figure", text) for text in texts_of(figure)]
                found += [f"{execution.name}: {leak}" for leak in find_leaks(pieces, site.lang)]
                drawn += 1
        assert found == []
        assert drawn >= len(site.catalogue.ids), "most notebooks draw something"

    def test_every_link_leads_to_a_place_that_is_there(self, site: Site) -> None:
        pages = {path.name: path.read_text("utf-8") for path in site.folders.site.glob("*.html")}
        places = {name: set(re.findall(r'\bid="([^"]+)"', html)) for name, html in pages.items()}
        dead = set()
        for name, html in pages.items():
            for link in map(unescape, re.findall(r'(?:href|src|srcset)="([^"]+)"', html)):
                target, _, place = link.partition("#")
                file = target.partition("?")[0] or name
                if re.match(r"[a-z]+:", link):
                    continue
                if not (site.folders.site / file).exists() or (
                    place and place not in places.get(file, {place})
                ):
                    dead.add(f"{name}: {link}")
        assert dead == set()

    def test_no_drawing_of_a_lesson_leaks_the_other_language(self, site: Site) -> None:
        links, found, drawn = links_of(site), [], 0
        for row in links.content.overview.lessons.to_dict("records"):
            for figure in draw_lesson(row, links):
                texts = [squeeze(text.get_text()) for text in figure.findobj(mpl.text.Text)]
                found += [*find_leaks([Piece("figure", text) for text in texts if text], site.lang)]
                mpl.pyplot.close(figure)
                drawn += 1
        assert found == []
        assert drawn > len(links.titles) / 3

    def test_every_listed_cell_still_shows_its_result(self, site: Site) -> None:
        """Half of the notebooks in each language: results are the same in both."""
        wrong = []
        listed, results = read_shown_in(site.paths.evidence / SHOWN_IN), results_of(site)
        given = {"source": "demo", "lang": site.lang, "out": str(site.folders.root)}
        own = sorted(set(listed["notebook"]))[LANGUAGES.index(site.lang) :: len(LANGUAGES)]
        for notebook, rows in listed[listed["notebook"].isin(own)].groupby("notebook"):
            file = site.catalogue.entry(str(notebook)).path
            redrawn = Redrawn(file, results[results["study"] == notebook], given)
            for name, cell in zip(rows["result_id"], rows["cell"], strict=True):
                shown = redrawn.shows(cell, name) if cell else not redrawn.find(name)
                wrong += [] if shown else [f"{name}: {cell or 'a cell shows it'}"]
        assert wrong == [], "look for the cells again: dianalysis lessons --cells"


def pages_of(site: Site) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in site.folders.site.glob("*.html")}


def draw_figures(site: Site, name: str, notebook: Path) -> Iterator[Figure]:
    """Draw the figures of a notebook again, from the results it wrote."""
    results = pd.read_parquet(site.folders.results / f"{name}.parquet")
    known: dict[str, object] = {
        parameter.name: parameter.default for parameter in read_parameters(notebook)
    } | {
        "results": release(results, profile=default_profile(site.panel.basis)),
        "page": open_page(site.lang),
        "plan": load_plan(site.paths.plan),
        "panel": site.panel,
        "profile": default_profile(site.panel.basis),
    }
    written = notebook.read_text("utf-8")
    if "open_overview" in written:
        found = find_results(studies_linked(site.paths), out=str(site.folders.root), basis=site.panel.basis)
        known["overview"] = open_overview(found, site.paths)
    for cell in json.loads(written)["cells"]:
        source = "".join(cell["source"])
        if "setup" in cell["metadata"].get("tags", []):
            exec(source, known)
        if cell["cell_type"] != "code" or "figures.plot_" not in source:
            continue
        for node in ast.parse(source).body:
            if isinstance(node, ast.Assign) and "figures.plot_" in ast.unparse(node):
                figure = eval(ast.unparse(node.value), dict(known))
                yield figure
                plt.close(figure)


def texts_of(figure: Figure) -> list[str]:
    """Return every text of a drawing that can be seen."""
    figure.canvas.draw()
    found = [text for text in figure.findobj(mpl.text.Text) if text.get_visible()]
    return [squeeze(text.get_text()) for text in found if squeeze(text.get_text())]


def results_of(site: Site) -> pd.DataFrame:
    results = read_results(site.folders.results / f"{ALL_RESULTS}.parquet")
    return release(results, profile=default_profile(site.panel.basis))


def links_of(site: Site) -> LessonLinks:
    results, there = results_of(site), {path.stem for path in site.folders.notebooks.glob("*.ipynb")}
    lessons = site_content(site.paths, lang=site.lang, basis=site.panel.basis).lessons
    assert lessons is not None
    chapters = list_chapters(site.catalogue, site.record, pages=there, lang=site.lang)
    return link_lessons(chapters, results, lessons(results), site.folders.notebooks, lang=site.lang)
