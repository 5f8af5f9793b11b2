"""Every page, in both languages: no label, sentence, slug or number of the other one."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from leaks import LANGUAGES, VOCABULARY, find_leaks, leaks_of
from matplotlib.figure import Figure
from run_site import Site
from visible import Piece, read_page, squeeze

import dianalysis.pipeline
from dianalysis.codebook import load_codebook
from dianalysis.codebook.render import render_html
from dianalysis.disclosure import default_profile, release
from dianalysis.evidence import open_overview, studies_linked
from dianalysis.evidence.project import read_project_lessons
from dianalysis.formats import open_page
from dianalysis.monitor.report import render_page
from dianalysis.pipeline import find_results
from dianalysis.publish.lessons.links import page_of
from dianalysis.runner import read_parameters
from dianalysis.studies.plan import load_plan

mpl.use("agg")
pytestmark = pytest.mark.slow
PAGES_AROUND = {"index", "how_to_read", "analysis_plan", "coverage", "about", "partners", "search"}
LISTS = {"lessons", "codes"}
VERSION = re.compile(r"\d+(?:\.\d+)+")


@pytest.fixture(params=LANGUAGES)
def site(request: pytest.FixtureRequest, sites: Mapping[str, Site]) -> Site:
    return sites[request.param]


def pages_of(site: Site) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in site.folders.site.glob("*.html")}


def test_every_notebook_of_the_catalogue_was_run_and_has_a_page(site: Site) -> None:
    assert {outcome.name: outcome.error_message for outcome in site.record.failed} == {}
    assert {execution.entry.id for execution in site.executions} == set(site.catalogue.ids)
    lessons = {page_of(lesson) for lesson in read_project_lessons(site.paths).ids}
    around = PAGES_AROUND | LISTS | lessons
    assert set(pages_of(site)) == {execution.name for execution in site.executions} | around


def test_no_page_leaks_the_other_language(site: Site) -> None:
    found = []
    for name, html in pages_of(site).items():
        pieces = read_page(html).pieces
        if name == "about":
            pieces = [piece for piece in pieces if not VERSION.fullmatch(piece.text)]
        found += [f"{name}: {leak}" for leak in find_leaks(pieces, site.lang)]
    assert list(dict.fromkeys(found)) == []


def test_every_page_tells_its_language(site: Site) -> None:
    assert {read_page(html).lang for html in pages_of(site).values()} == {site.lang}


def test_every_notebook_is_told_in_the_language_of_the_run(site: Site) -> None:
    for path in site.folders.notebooks.glob("*.ipynb"):
        assert json.loads(path.read_text("utf-8"))["metadata"]["text_lang"] == site.lang, path.stem


def test_every_picture_is_told_in_words(site: Site) -> None:
    for name, html in pages_of(site).items():
        for piece in read_page(html).pieces:
            assert piece.kind != "alt" or not piece.text.endswith((".png", ".svg")), name


def test_no_letter_of_a_figure_leaks_the_other_language(site: Site) -> None:
    found, drawn = [], 0
    for execution in site.executions:
        for figure in draw_figures(site, execution.name, execution.entry.path):
            pieces = [Piece("figure", text) for text in texts_of(figure)]
            found += [f"{execution.name}: {leak}" for leak in find_leaks(pieces, site.lang)]
            drawn += 1
    assert found == []
    assert drawn >= len(site.catalogue.ids), "most notebooks draw something"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_codebook_and_check_report_leak_nothing(lang: str, sites: Mapping[str, Site]) -> None:
    paths = sites[lang].paths
    source = dianalysis.pipeline.find_source(paths, "demo")
    checked = dianalysis.pipeline.check_source(source, paths)
    assert len(checked.problems) > 0
    for html in (
        render_html(load_codebook(paths.codebook), lang=lang),
        render_page(checked, lang=lang),
    ):
        page = read_page(html)
        assert page.lang == lang
        own = {*VOCABULARY.names, *checked.problems["column"], *checked.problems["value"]}
        pieces = [piece for piece in page.pieces if piece.text not in own]
        leaks = [leak for leak in find_leaks(pieces, lang) if not leak.startswith("slug")]
        assert list(dict.fromkeys(leaks)) == [], "names belong on these two pages, nothing else does"


def draw_figures(site: Site, name: str, notebook: Path) -> Iterator[Figure]:
    """Draw the figures of a notebook again, from the results it wrote."""
    results = pd.read_parquet(site.folders.results / f"{name}.parquet")
    known: dict[str, object] = {
        parameter.name: parameter.default for parameter in read_parameters(notebook)
    } | {
        "results": release(results, profile=default_profile(site.panel.basis)),
        "overview": open_overview(
            find_results(studies_linked(site.paths), out=str(site.folders.root), basis=site.panel.basis),
            site.paths,
        ),
        "page": open_page(site.lang),
        "plan": load_plan(site.paths.plan),
        "panel": site.panel,
        "profile": default_profile(site.panel.basis),
    }
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
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


@pytest.mark.parametrize(
    ("text", "lang", "reason"),
    [
        ("Companies", "nl", "label"),
        ("Bedrijven", "en", "label"),
        ("Start: Organisation", "nl", "label"),
        ("The share of companies that moved up", "nl", "sentence"),
        ("Van de bedrijven die meededen", "en", "sentence"),
        ("met growth_mean als maat", "nl", "slug"),
        ("zakelijke_dienstverlening", "en", "slug"),
        ("0.5", "nl", "number"),
        ("95% 0,2–0,3", "en", "number"),
    ],
)
def test_the_walk_sees_what_it_must(text: str, lang: str, reason: str) -> None:
    assert reason in " ".join(leaks_of(text, lang))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Bedrijven", "nl"),
        ("Companies", "en"),
        ("1.989 rijen, 79,0 % van de bedrijven", "nl"),
        ("1,989 rows, 79.0% of the companies", "en"),
        ("notebooks/nl/10_data_quality.md", "nl"),
    ],
)
def test_the_walk_lets_pass_what_it_may(text: str, lang: str) -> None:
    assert list(leaks_of(text, lang)) == []


def test_a_page_is_read_as_it_is_seen() -> None:
    page = read_page(
        '<html lang="nl"><body><p>Lees <a href="#x" title="Naar x">dit<br>eens</a> en <code>x_y</code>.</p>'
        '<script>var a_b</script><img alt="Een figuur"><table><tr><td>0,5</td></tr></table></body></html>'
    )
    assert page.lang == "nl"
    assert [(piece.kind, piece.text) for piece in page.pieces] == [
        ("title", "Naar x"),
        ("a", "dit eens"),
        ("p", "Lees dit eens en … ."),
        ("alt", "Een figuur"),
        ("td", "0,5"),
    ]
