"""A tiny site is built once and looked at from all sides."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from toy_run import PIXEL, ToyRun, make_run

from dianalysis.errors import ParameterError, ProjectError, Unreadable
from dianalysis.publish import build, build_site, find_external
from dianalysis.publish.furniture import DUTCH, FIXED

ABOUT_PRINT = "profile-south.html"
PAGES = {
    "index.html",
    "how_to_read.html",
    "analysis_plan.html",
    "coverage.html",
    "about.html",
    "partners.html",
    "change.html",
    "broken.html",
    "profile-north.html",
    "profile-south.html",
    "search.html",
}


class Reader(HTMLParser):
    """Collects text, links and ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids.add(values.get("id") or "")
        for name in ("href", "src"):
            if values.get(name):
                self.links.append(str(values[name]))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(page: Path) -> Reader:
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


def text_of(page: Path) -> str:
    return " ".join(" ".join(read(page).words).split())


@pytest.fixture(scope="module")
def toy_run(tmp_path_factory: pytest.TempPathFactory) -> ToyRun:
    return make_run(tmp_path_factory.mktemp("site"))


def built(toy_run: ToyRun, *, lang: str = "en", basis: str = "reconstructed") -> Path:
    front = build_site(
        toy_run.paths,
        catalogue=toy_run.catalogue,
        lang=lang,
        basis=basis,
        results=toy_run.results,
        content=toy_run.content,
    )
    return front.parent


@pytest.fixture(scope="module")
def site(toy_run: ToyRun) -> Path:
    return built(toy_run)


def test_every_page_is_there_and_no_other(site: Path, toy_run: ToyRun) -> None:
    assert site == toy_run.paths.site
    assert {page.name for page in site.glob("*.html")} == PAGES
    assert not list(site.rglob("*.ipynb")), "sources are not published"
    assert not (site / "_sources").exists()


def test_every_page_tells_its_basis_language_and_data(site: Path) -> None:
    for page in site.glob("*.html"):
        raw = page.read_text(encoding="utf-8")
        basis = "published" if page.name == ABOUT_PRINT else "reconstructed"
        assert raw.count(f'class="basis-band" data-basis="{basis}"') == 1, page.name
        assert raw.count('class="basis-band"') == 1, page.name
        assert '<html lang="en"' in raw, page.name
        assert "0123456789ab" in raw, page.name


def test_links_lead_to_pages_and_places_that_exist(site: Path) -> None:
    readers = {page.name: read(page) for page in site.glob("*.html")}
    for name, reader in readers.items():
        for link in reader.links:
            if re.match(r"[a-z]+:", link):
                continue
            target, _, place = link.partition("#")
            file = target.partition("?")[0] or name
            assert (site / file).exists(), f"{name}: {link}"
            if place and file in readers:
                assert place in readers[file].ids, f"{name}: {link}"


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    assert find_external(site) == []


def test_search_needs_no_server(site: Path) -> None:
    assert (site / "searchindex.js").is_file()
    options = (site / "_static" / "documentation_options.js").read_text(encoding="utf-8")
    assert "SHOW_SEARCH_SUMMARY: false" in options, "a summary is fetched, which a file cannot be"


def test_plumbing_is_gone_and_code_is_folded(site: Path) -> None:
    raw = (site / "change.html").read_text(encoding="utf-8")
    for plumbing in ("secret_plumbing", "write_everything", "/somewhere", "seed"):
        assert plumbing not in raw
    assert raw.count("<details") >= 2
    assert "show_table" in raw
    assert "Show the code" in raw
    assert "column 29" in raw


def test_figure_is_kept(site: Path) -> None:
    images = [link for link in read(site / "change.html").links if link.endswith(".png")]
    assert len(images) == 1
    assert 'alt="a figure"' in (site / "change.html").read_text(encoding="utf-8")
    assert (site / images[0]).read_bytes() == base64.b64decode(PIXEL)


def test_formulas_need_no_script(site: Path) -> None:
    raw = (site / "change.html").read_text(encoding="utf-8")
    assert raw.count('class="formula"') == 2
    assert r'alt="y_i = \beta x_i"' in raw
    assert not [link for link in read(site / "change.html").links if "mathjax" in link.lower()]


def test_front_page_tells_findings_as_they_are(site: Path) -> None:
    text = text_of(site / "index.html")
    assert "4 results, *plainly* <b>told</b>" in text
    assert "From a page that is absent" in text
    front = (site / "index.html").read_text(encoding="utf-8")
    finding = front[front.index("4 results") :]
    assert finding[: finding.index("</li>")].count('href="change.html"') == 1


def test_front_page_lists_what_is_incomplete(site: Path) -> None:
    front = (site / "index.html").read_text(encoding="utf-8")
    notice = front[front.index("warning admonition") : front.index('id="key-findings"')]
    text = re.sub(r"<[^>]+>", "", notice)
    for line in ("Question on broken: failed", "Question on never: not run", "West: not asked for"):
        assert line in text
    assert "Question on change" not in text


def test_failed_page_says_so_and_keeps_what_there_was(site: Path) -> None:
    text = text_of(site / "broken.html")
    assert "This notebook did not run to its end" in text
    assert "ValueError: no ```companies" in text
    assert "column 29" in text
    assert "did not run to its end" not in text_of(site / "change.html")


def test_partner_is_in_the_heading_and_in_the_list(site: Path) -> None:
    assert "North & Co: How did they develop?" in text_of(site / "profile-north.html")
    listed = read(site / "partners.html")
    assert {"profile-north.html", "profile-south.html"} <= set(listed.links)
    assert "West not asked for" in text_of(site / "partners.html")


def test_coverage_counts_are_on_the_page(site: Path) -> None:
    text = text_of(site / "coverage.html")
    assert "All tables 6 5 3 2 1 1" in text
    assert "T6/c/monitor_1/n" in text


def test_about_page_has_versions_and_no_times(site: Path) -> None:
    text = text_of(site / "about.html")
    assert "pandas 3.0" in text
    assert "'demo'" in text
    assert "2026" not in text


def test_own_data_in_dutch_replace_the_old_site(toy_run: ToyRun, site: Path) -> None:
    (site / "left_over.html").write_text("old", encoding="utf-8")
    again = built(toy_run, lang="nl", basis="data")
    assert not (again / "left_over.html").exists()
    for page in again.glob("*.html"):
        raw = page.read_text(encoding="utf-8")
        basis = "published" if page.name == ABOUT_PRINT else "data"
        assert f'class="basis-band" data-basis="{basis}"' in raw, page.name
        assert '<html lang="nl"' in raw
    assert "eigen gegevens" in text_of(again / "coverage.html")
    assert "Toon de code" in text_of(again / "change.html")
    assert "Vraag over change" in text_of(again / "index.html")
    page = (again / "change.html").read_text(encoding="utf-8")
    for english, dutch in (FIXED | DUTCH).items():
        assert f'="{english}"' not in page and f">{english}<" not in page, english
        assert dutch in page or english.startswith(("Please", "Light", "Dark")), dutch
    assert "warning admonition" not in (again / "change.html").read_text(encoding="utf-8")


def test_same_run_gives_the_same_bytes(toy_run: ToyRun) -> None:
    def contents() -> dict[str, bytes]:
        folder = built(toy_run)
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    first, second = contents(), contents()
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_unknown_language_or_basis_is_refused(toy_run: ToyRun) -> None:
    with pytest.raises(ParameterError):
        built(toy_run, lang="fr")
    with pytest.raises(ParameterError, match="Known: reconstructed, data"):
        built(toy_run, basis="published")


def test_site_without_a_run_is_refused(tmp_path: Path, toy_run: ToyRun) -> None:
    empty = replace(toy_run, paths=type(toy_run.paths)(tmp_path))
    with pytest.raises(Unreadable, match="dianalysis run"):
        built(empty)


def test_external_resource_leaves_the_old_site(toy_run: ToyRun, monkeypatch: pytest.MonkeyPatch) -> None:
    def render(source: Path, target: Path, *, options: object) -> None:
        target.mkdir()
        (target / "index.html").write_text(
            '<script src="https://cdn.example/x.js"></script>', encoding="utf-8"
        )

    monkeypatch.setattr(build, "render", render)
    before = sorted(path.name for path in toy_run.paths.site.iterdir())
    with pytest.raises(ProjectError, match=r"index\.html: https://cdn\.example/x\.js"):
        built(toy_run)
    assert sorted(path.name for path in toy_run.paths.site.iterdir()) == before
