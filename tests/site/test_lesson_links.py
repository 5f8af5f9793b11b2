"""Lessons on the whole site: every link leads somewhere, and every listed cell shows its result."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

import matplotlib as mpl
import pandas as pd
import pytest
from leaks import LANGUAGES, find_leaks
from run_site import Site
from visible import Piece, squeeze

from dianalysis.cli.content import site_content
from dianalysis.disclosure import default_profile, release
from dianalysis.pipeline.store import ALL_RESULTS
from dianalysis.publish.content import list_chapters
from dianalysis.publish.lessons.drawings import draw_lesson
from dianalysis.publish.lessons.links import LessonLinks, link_lessons
from dianalysis.publish.lessons.redraw import Redrawn
from dianalysis.publish.lessons.shown_in import SHOWN_IN, read_shown_in
from dianalysis.results import read_results

mpl.use("agg")
pytestmark = pytest.mark.slow


@pytest.fixture(params=LANGUAGES)
def site(request: pytest.FixtureRequest, sites: Mapping[str, Site]) -> Site:
    return sites[request.param]


def results_of(site: Site) -> pd.DataFrame:
    results = read_results(site.folders.results / f"{ALL_RESULTS}.parquet")
    return release(results, profile=default_profile(site.panel.basis))


def links_of(site: Site) -> LessonLinks:
    results, there = results_of(site), {path.stem for path in site.folders.notebooks.glob("*.ipynb")}
    lessons = site_content(site.paths, lang=site.lang, basis=site.panel.basis).lessons
    assert lessons is not None
    chapters = list_chapters(site.catalogue, site.record, pages=there, lang=site.lang)
    return link_lessons(chapters, results, lessons(results), site.folders.notebooks, lang=site.lang)


def test_every_link_leads_to_a_place_that_is_there(site: Site) -> None:
    pages = {path.name: path.read_text("utf-8") for path in site.folders.site.glob("*.html")}
    places = {name: set(re.findall(r'\bid="([^"]+)"', html)) for name, html in pages.items()}
    dead = set()
    for name, html in pages.items():
        for link in map(unescape, re.findall(r'(?:href|src|srcset)="([^"]+)"', html)):
            target, _, place = link.partition("#")
            file = target.partition("?")[0] or name
            if re.match(r"[a-z]+:", link):
                continue
            if not (site.folders.site / file).exists() or (place and place not in places.get(file, {place})):
                dead.add(f"{name}: {link}")
    assert dead == set()


def test_no_drawing_of_a_lesson_leaks_the_other_language(site: Site) -> None:
    links, found, drawn = links_of(site), [], 0
    for row in links.content.overview.lessons.to_dict("records"):
        for figure in draw_lesson(row, links):
            texts = [squeeze(text.get_text()) for text in figure.findobj(mpl.text.Text)]
            found += [*find_leaks([Piece("figure", text) for text in texts if text], site.lang)]
            mpl.pyplot.close(figure)
            drawn += 1
    assert found == []
    assert drawn > len(links.titles) / 3


def test_every_listed_cell_still_shows_its_result(sites: Mapping[str, Site]) -> None:
    site, wrong = sites["en"], []
    listed, results = read_shown_in(site.paths.evidence / SHOWN_IN), results_of(site)
    given = {"source": "demo", "lang": site.lang, "out": str(site.folders.root)}
    for notebook, rows in listed.groupby("notebook"):
        file = site.catalogue.entry(str(notebook)).path
        redrawn = Redrawn(file, results[results["study"] == notebook], given)
        for name, cell in zip(rows["result_id"], rows["cell"], strict=True):
            shown = redrawn.shows(cell, name) if cell else not redrawn.find(name)
            wrong += [] if shown else [f"{name}: {cell or 'a cell shows it'}"]
    assert wrong == [], "look for the cells again: dianalysis lessons --cells"
