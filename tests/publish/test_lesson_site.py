"""The pages of lessons on a small site: every way down leads somewhere, and back up."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import matplotlib as mpl
import pytest
from lesson_run import CELL, LOOSE, SHOWN, make_lesson_run, title_of
from toy_run import ToyRun

from dianalysis.errors import DataProblem
from dianalysis.publish import build_site
from dianalysis.publish.lessons.links import page_of, place_of

mpl.use("agg")
GOING_ON, MONEY = "L-going-on", "L-money"


def built(run: ToyRun) -> dict[str, str]:
    front = build_site(
        run.paths, catalogue=run.catalogue, lang="en", basis="reconstructed", results=run.results,
        content=run.content,
    )  # fmt: skip
    return {page.name: page.read_text("utf-8") for page in front.parent.glob("*.html")}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> ToyRun:
    return make_lesson_run(tmp_path_factory.mktemp("lessons"))


@pytest.fixture(scope="module")
def pages(run: ToyRun) -> dict[str, str]:
    return built(run)


def links_of(html: str) -> set[str]:
    return {unescape(link) for link in re.findall(r'(?:href|src|srcset)="([^"]+)"', html)}


def ids_of(html: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', html)


def test_every_lesson_has_a_page_and_so_have_the_codes(pages: dict[str, str]) -> None:
    lessons = {name for name in pages if name.startswith("lesson-")}
    assert {page_of("L-money") + ".html", page_of("L-anchoring") + ".html"} < lessons
    listed = {link.partition("#")[0] for link in links_of(pages["lessons.html"])}
    assert lessons | {"codes.html", "lessons_phase_two.html"} < listed


def test_every_link_between_pages_leads_to_a_place_that_is_there(pages: dict[str, str], run: ToyRun) -> None:
    dead = []
    for name, html in pages.items():
        for link in links_of(html):
            target, _, place = link.partition("#")
            file = target.partition("?")[0] or name
            if re.match(r"[a-z]+:", link):
                continue
            if not (run.paths.site / file).exists() or (
                place and file in pages and place not in ids_of(pages[file])
            ):
                dead.append(f"{name}: {link}")
    assert dead == []


def test_no_place_is_on_a_page_twice(pages: dict[str, str]) -> None:
    twice = {
        name: [one for one in ids_of(html) if ids_of(html).count(one) > 1] for name, html in pages.items()
    }
    assert {name: found for name, found in twice.items() if found} == {}


def test_a_figure_leads_to_its_cell_and_the_cell_leads_back(pages: dict[str, str]) -> None:
    down = pages[f"{page_of(GOING_ON)}.html"]
    assert f"followup.html#cell-{CELL}" in links_of(down)
    assert SHOWN in down and "src/dianalysis/studies/followup" in down
    assert "draw" in down.partition('<details class="code">')[2].partition("</details>")[0]
    up = pages["followup.html"].partition(f'id="cell-{CELL}" class="place"')[2].partition('class="place"')[0]
    used = up.partition('class="used-by"')[2].partition("</div>")[0]
    assert f"{page_of(GOING_ON)}.html" in links_of(used) and title_of(GOING_ON) in used


def test_a_figure_in_no_cell_stands_in_a_table_at_the_end_of_its_page(pages: dict[str, str]) -> None:
    assert f"followup.html#{place_of(LOOSE)}" in links_of(pages[f"{page_of(MONEY)}.html"])
    table = pages["followup.html"].partition(f'id="{place_of(LOOSE)}"')[2].partition("</table>")[0]
    assert "90.0% (95% confidence interval 85.0–94.0%)" in table
    assert f"{page_of(MONEY)}.html" in links_of(table)


def test_a_printed_figure_leads_to_its_table_and_line_of_the_report(pages: dict[str, str]) -> None:
    down = pages[f"{page_of(GOING_ON)}.html"]
    assert "coverage.html#printed-T16" in links_of(down)
    assert re.search(r"T16/ja/vervolg/pct</code></a>, line \d+ of the report", down)


def test_learning_points_lead_to_their_row_where_the_partner_has_a_page(pages: dict[str, str]) -> None:
    down = pages[f"{page_of('L-recruiting-power')}.html"]
    assert "partner_profile-goc.html#fact-8" in links_of(down)
    assert not [link for link in links_of(down) if "partner_profile-bfbn" in link]
    assert "BFBN, learning point 7" in unescape(re.sub("<[^>]+>", "", down))


def test_segments_lead_to_their_code_and_the_code_to_its_lessons(pages: dict[str, str]) -> None:
    page = page_of(MONEY)
    told = [link for link in links_of(pages[f"{page}.html"]) if re.fullmatch(r"codes\.html#budget-.+", link)]
    assert len(told) > 3
    section = pages["codes.html"].partition('id="code-budget"')[2].partition('id="code-')[0]
    assert f"{page}.html" in links_of(section)
    assert {link.partition("#")[2] for link in told} <= set(ids_of(section))


def test_names_of_lessons_become_links_and_unknown_ones_stay(pages: dict[str, str]) -> None:
    informs = pages["followup.html"].partition('id="lessons-this-informs"')[2]
    assert f">{title_of('L-growth')}<" in informs.replace('<span class="doc std std-doc">', "").replace(
        "</span>", ""
    )
    assert "L-none-such" in informs and "L-growth" not in informs.partition("</ul>")[0]


def test_blocks_lead_to_their_page_and_links_to_absent_pages_are_words(pages: dict[str, str]) -> None:
    chapter = pages["lessons_phase_two.html"]
    block = chapter.partition('<section id="L-growth"')[2].partition("</section>")[0]
    assert "lesson-growth.html" in links_of(block)
    assert "not here" in chapter and "satisfaction.html" not in links_of(chapter)


def test_a_lesson_without_figures_says_so_and_has_no_drawing(pages: dict[str, str], run: ToyRun) -> None:
    assert "No figure belongs to this lesson" in pages[f"{page_of('L-ambassadors')}.html"]
    assert "Nothing in the data is about this lesson" in pages[f"{page_of('L-anchoring')}.html"]
    assert "are not in this run" in pages[f"{page_of('L-growth')}.html"]
    drawn = {path.stem for path in (run.paths.site / "_images").glob("lesson-*.png")}
    assert drawn == {f"{page_of(name)}{end}" for name in (MONEY, GOING_ON) for end in ("-1", "-1-narrow")}


def test_a_drawing_tells_itself_in_words(pages: dict[str, str]) -> None:
    alt = re.search(r'lesson-money-1\.png" alt="([^"]+)"', pages[f"{page_of(MONEY)}.html"])
    assert alt and title_of(MONEY) in unescape(alt.group(1)) and "n = 400" in unescape(alt.group(1))


def test_without_the_chapter_on_lessons_nothing_leads_to_them(tmp_path: Path) -> None:
    pages = built(make_lesson_run(tmp_path, status="failed"))
    assert not [name for name in pages if name.startswith(("lesson-", "lessons.", "codes"))]
    assert not [link for html in pages.values() for link in links_of(html) if link.startswith("lesson-")]
    assert "L-growth" in pages["followup.html"]


def test_a_notebook_without_the_cell_that_shows_a_result_is_refused(tmp_path: Path) -> None:
    run = make_lesson_run(tmp_path, cells=("c99",))
    with pytest.raises(DataProblem, match=r"followup has no cell .*shown_in\.csv.*c15.*lessons --cells"):
        built(run)
