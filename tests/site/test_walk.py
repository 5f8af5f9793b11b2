"""The walk itself sees what it must, and the two pages outside a site leak nothing either."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import pytest
from leaks import LANGUAGES, VOCABULARY, find_leaks, leaks_of
from visible import read_page

import dianalysis.pipeline
from dianalysis.codebook import load_codebook
from dianalysis.codebook.render import render_html
from dianalysis.monitor.report import render_page
from dianalysis.paths import ProjectPaths

mpl.use("agg")
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("lang", LANGUAGES)
def test_codebook_and_check_report_leak_nothing(lang: str) -> None:
    paths = ProjectPaths.find(Path(__file__).parent)
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
