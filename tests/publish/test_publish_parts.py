"""The parts of a site, one by one."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from toy_run import executed, make_content, make_run, make_toy_results

from dianalysis.formats import open_page
from dianalysis.paths import ProjectPaths
from dianalysis.publish.content import Chapter, Exclusion, PlanContent, SiteContent, list_chapters
from dianalysis.publish.coverage import COUNTS, count_coverage, coverage_page
from dianalysis.publish.formulas import draw_formula
from dianalysis.publish.markdown import escape, link, table, toctree
from dianalysis.publish.offline import find_external
from dianalysis.publish.stage import fenced, staged
from dianalysis.publish.words import TEXTS, WORDS, read_text, word
from dianalysis.runner import read_record
from dianalysis.runner.translation import MARK
from dianalysis.studies.plan import load_plan


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        ("a.html", '<script src="https://x.y/z.js"></script>', ["https://x.y/z.js"]),
        ("a.html", '<script src="//x.y/z.js"></script>', ["//x.y/z.js"]),
        ("a.html", '<link rel="stylesheet" href="HTTPS://x.y/z.css">', ["HTTPS://x.y/z.css"]),
        ("a.html", '<img src="http://x.y/z.png">', ["http://x.y/z.png"]),
        ("a.html", '<iframe src="https://x.y"></iframe>', ["https://x.y"]),
        ("a.html", '<p style="background:url(https://x.y/z.png)">x</p>', ["https://x.y/z.png"]),
        ("a.html", "<style>@import 'https://x.y/f.css';</style>", ["https://x.y/f.css"]),
        ("a.html", "<script>import('https://x.y/m.js')</script>", ["https://x.y/m.js"]),
        ("a.css", "@font-face{src:url('https://x.y/f.woff2')}", ["https://x.y/f.woff2"]),
        ("a.js", 'fetch("https://x.y/d.json")', ["https://x.y/d.json"]),
        ("deep/a.svg", '<svg><image href="https://x.y/z.png"/></svg>', ["https://x.y/z.png"]),
        ("a.html", '<a href="https://doi.org/10.1/x">a source</a>', []),
        ("a.html", '<img src="data:image/png;base64,AA=="><img src="_images/x.png">', []),
        ("a.html", "<p>see https://x.y and url(https://x.y)</p>", []),
        ("a.css", "a{background:url(img/x.png)} /* https://x.y */", []),
        ("a.txt", '<script src="https://x.y/z.js"></script>', []),
    ],
)
def test_what_a_page_would_load_from_elsewhere(
    tmp_path: Path, file: str, content: str, expected: list[str]
) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(content, encoding="utf-8")
    assert find_external(tmp_path) == [f"{file}: {address}" for address in expected]


def test_coverage_per_table() -> None:
    counts = count_coverage(make_toy_results(), make_content())
    assert list(counts.index) == ["T0", "T6", "T10", "P"], "tables in the order of the report, profiles last"
    assert counts.loc["T6", list(COUNTS)].tolist() == [3, 3, 2, 1, 1, 1]
    assert counts.loc["T10", list(COUNTS)].tolist() == [1, 0, 0, 0, 0, 0]
    assert counts.loc["P", list(COUNTS)].tolist() == [1, 1, 1, 1, 0, 0]
    assert counts.loc["T6", "differing"] == ["T6/c/monitor_1/n"]


def test_figure_that_is_proven_impossible_does_not_differ() -> None:
    content = replace(make_content(), excluded={"T6/c/monitor_1/n": Exclusion("1", "2", "why")})
    counts = count_coverage(make_toy_results(), content)
    assert (counts.loc["T6", "excluded"], counts.loc["T6", "differs"]) == (1, 0)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nl", "Tabel 20, totaal, ja (`T20/totaal/ja/pct`): gedrukt 54,2 %, berekend 53,6 %. Met 2 %."),
        ("en", "Table 20, total, yes (`T20/totaal/ja/pct`): printed 54.2%, computed 53.6%. By 2%."),
    ],
)
def test_figure_that_is_proven_impossible_is_named_as_a_reader_would_look_it_up(lang: str, told: str) -> None:
    paths = ProjectPaths.find(Path(__file__).parent)
    values = {"nl": ("54,2", "53,6", "met 2 %"), "en": ("54.2", "53.6", "by 2 %")}[lang]
    content = replace(
        make_content(),
        excluded={"T20/totaal/ja/pct": Exclusion(*values)},
        plan=PlanContent(load_plan(paths.plan), open_page(lang, paths=paths)),
    )
    page = coverage_page(make_toy_results(), content, basis="reconstructed", lang=lang)
    assert told in page.replace("\u00a0", " ")


def test_figure_that_is_lost_in_print_does_not_differ() -> None:
    content = make_content()
    assert content.printed is not None
    lost = content.printed.assign(
        status=content.printed["status"].where(content.printed["table"] != "T6", "lost")
    )
    counts = count_coverage(make_toy_results(), replace(content, printed=lost))
    assert (counts.loc["T6", "legible"], counts.loc["T6", "differs"]) == (0, 0)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_proof_of_what_is_impossible_stands_on_the_page(lang: str) -> None:
    page = coverage_page(make_toy_results(), make_content(), basis="reconstructed", lang=lang)
    assert "`T6/d/monitor_1/n`: " in page and "The parts \\| add up to 8." in page


def test_figure_reproduced_once_counts_as_reproduced() -> None:
    results = make_toy_results()
    double = results.assign(basis="reconstructed")
    counts = count_coverage(pd.concat([results, double]), make_content())
    assert counts.loc["T6", "reproduced"] == 1
    assert counts.loc["T6", "differs"] == 1


@pytest.mark.parametrize(
    ("content", "basis", "says"),
    [
        (SiteContent(), "reconstructed", "were not given"),
        (make_content(), "data", "own data"),
        (SiteContent(), "data", "own data"),
    ],
)
def test_page_without_comparison_says_why(content: SiteContent, basis: str, says: str) -> None:
    page = coverage_page(make_toy_results(), content, basis=basis, lang="en")
    assert says in page
    assert "|" not in page


def test_empty_results_reproduce_nothing() -> None:
    counts = count_coverage(make_toy_results().iloc[:0], make_content())
    assert counts["reproduced"].sum() == 0
    assert counts["printed"].sum() == 6


def test_page_has_no_plumbing_and_keeps_the_rest(tmp_path: Path) -> None:
    chapter = chapters_of(tmp_path)["change"]
    original = executed()
    page = staged(original, chapter, lang="en")
    assert original == executed(), "the notebook itself is not changed"
    tags = [cell["metadata"]["tags"] for cell in page["cells"] if cell["cell_type"] == "code"]
    assert tags == [["hide-input", "output"], ["hide-input", "output"]]


def test_page_says_when_its_text_is_in_the_other_language(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    chapter = list_chapters(run.catalogue, read_record(run.paths.record), pages=["change"], lang="nl")[0]
    notebook = executed()
    notebook["metadata"] = {MARK: "en"}

    def notes(lang: str) -> list[str]:
        cells = staged(notebook, chapter, lang=lang)["cells"]
        return [cell["source"] for cell in cells if ":::{note}" in cell["source"]]

    assert notes("nl") == [f":::{{note}}\n{word('other_language', 'nl')}\n:::"]
    assert notes("en") == []


def test_notebook_without_heading_gets_one(tmp_path: Path) -> None:
    chapter = chapters_of(tmp_path)["broken"]
    page = staged({"cells": [], "metadata": {}}, chapter, lang="nl")
    assert page["cells"][0]["source"] == "# Question on broken"
    assert "niet tot het eind" in page["cells"][1]["source"]


def test_title_of_a_notebook_is_text_and_nothing_else(tmp_path: Path) -> None:
    chapter = replace(chapters_of(tmp_path)["broken"], title="<script>*x*</script>")
    page = staged({"cells": [], "metadata": {}}, chapter, lang="en")
    assert page["cells"][0]["source"] == r"# \<script\>\*x\*\</script\>"


def chapters_of(tmp_path: Path) -> dict[str, Chapter]:
    made = make_run(tmp_path)
    pages = {path.stem for path in made.paths.notebooks.iterdir()}
    listed = list_chapters(made.catalogue, read_record(made.paths.record), pages=pages, lang="en")
    return {chapter.name: chapter for chapter in listed}


def test_chapters_say_what_is_absent(tmp_path: Path) -> None:
    chapters = chapters_of(tmp_path)
    assert {name: (chapter.status, chapter.page) for name, chapter in chapters.items()} == {
        "change": ("ok", True),
        "broken": ("failed", True),
        "never": ("skipped", False),
        "profile-north": ("cached", True),
        "profile-south": ("ok", True),
        "profile-west": ("absent", False),
    }
    assert chapters["profile-north"].title == "North & Co"


@pytest.mark.parametrize("text", ["*a*", "[a](b)", "<b>a</b>", "a|b", "`a`", "a_b_", "$x$", "# a", "a\\b"])
def test_escaped_text_means_itself(text: str) -> None:
    escaped = escape(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == text
    assert not re.search(r"(?<!\\)[*_`\[\]<>|#$]", escaped)


def test_escaped_text_is_one_line() -> None:
    assert escape("a\n\n# b") == "a \\# b"


def test_link_table_and_contents() -> None:
    assert link("A|B", "x") == "[A\\|B](x.md)"
    assert link("A", "x.ipynb") == "[A](x.ipynb)"
    assert table(["a", "b"], [["1", "2"]], numbers_from=1) == "| a | b |\n| :--- | ---: |\n| 1 | 2 |"
    assert "A ‹b› <page>" in toctree([("A <b>", "page")], caption="c")


def test_fence_is_longer_than_any_inside() -> None:
    assert fenced("a").startswith("```text")
    assert fenced("a ```` b").startswith("`````text")


def test_formula_is_drawn_and_can_be_read() -> None:
    image = draw_formula(r"\frac{a}{b} < 1")
    assert r'alt="\frac{a}{b} &lt; 1"' in image
    source = re.search(r"base64,([^\"]+)", image)
    assert source is not None
    assert base64.b64decode(source.group(1)).startswith(b"<?xml")
    draw_formula.cache_clear()
    assert draw_formula(r"\frac{a}{b} < 1") == image, "the same formula, the same bytes"


def test_formula_that_cannot_be_drawn_is_text() -> None:
    assert draw_formula(r"\begin{aligned} a \end{aligned}").startswith('<code class="formula">')


def test_every_word_exists_in_both_languages() -> None:
    for key, pair in WORDS.items():
        assert all(text.strip() == text and text for text in pair), key
        assert (word(key, "nl"), word(key, "en")) == pair
    assert {path.name for path in TEXTS.iterdir()} == {"how_to_read.nl.md", "how_to_read.en.md"}
    headings = [read_text("how_to_read", lang).count("## ") for lang in ("nl", "en")]
    assert headings[0] == headings[1] > 0


def test_long_texts_hold_no_number() -> None:
    for lang in ("nl", "en"):
        assert not re.search(r"\d", read_text("how_to_read", lang))


def test_figure_is_told_in_words_to_who_cannot_see_it(tmp_path: Path) -> None:
    chapter = chapters_of(tmp_path)["change"]
    cells = staged(executed(), chapter, lang="en")["cells"]
    told = [cell["metadata"]["mystnb"]["image"]["alt"] for cell in cells if "mystnb" in cell["metadata"]]
    assert told == ["a figure"]
