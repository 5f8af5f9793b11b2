"""The search of the site: words of the catalogue of actions are found, and a closed block opens on them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from sphinx.search.en import SearchEnglish
from toy_run import cell, executed, make_run, shown

from dianalysis.formats import open_page
from dianalysis.paths import ProjectPaths
from dianalysis.publish import build_site
from dianalysis.published.actions import read_actions
from dianalysis.tables import table_catalogue

PATHS = ProjectPaths(Path(__file__).parents[2])
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(BROWSER is None, reason="needs a browser")
BLOCK = re.compile(r"<details style=[^>]*>.*?</details>", re.S)


@pytest.fixture(scope="module")
def catalogue() -> str:
    actions = read_actions()
    return str(table_catalogue(actions, page=open_page("en", paths=PATHS)).data)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, catalogue: str) -> Path:
    """A site of which one page holds the catalogue."""
    run = make_run(tmp_path_factory.mktemp("search"))
    page = executed(cell("catalogue()", "output", outputs=[shown(html=catalogue, plain="a table")]))
    (run.paths.notebooks / "change.ipynb").write_text(json.dumps(page), encoding="utf-8")
    front = build_site(
        run.paths,
        catalogue=run.catalogue,
        lang="en",
        basis="reconstructed",
        results=run.results,
        content=run.content,
    )
    return front.parent


def long_words(catalogue: str) -> list[str]:
    return re.findall(r"\b[a-z]{10,}\b", re.sub(r"<[^>]*>", " ", catalogue).lower())


@pytest.fixture(scope="module")
def word(catalogue: str) -> str:
    """A long word that stands once in the catalogue."""
    words = long_words(catalogue)
    return next(found for found in words if words.count(found) == 1)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served: of a page opened as a file the browser keeps no words to mark."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def open_in_browser(address: str, profile: Path) -> str:
    """Return the page as a browser has it once its scripts have run."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--dump-dom"]
    call = [str(BROWSER), *flags, "--virtual-time-budget=10000", address]
    return subprocess.run(call, capture_output=True, text=True, timeout=120, check=True).stdout


def test_every_long_word_of_the_catalogue_is_indexed(site: Path, catalogue: str) -> None:
    script = (site / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(script[script.index("(") + 1 : script.rindex(")")])
    page = index["docnames"].index("change")
    terms = [*index["terms"].items(), *index["titleterms"].items()]
    held = {stem for stem, at in terms if page in ([at] if isinstance(at, int) else at)}
    words = set(long_words(catalogue))
    assert len(words) > 50
    assert sorted(found for found in words if SearchEnglish({}).stem(found) not in held) == []


@needs_browser
def test_a_search_leads_to_the_page(site: Path, word: str, tmp_path: Path) -> None:
    for query, hits in ((word, 1), ("zzqqxxyy", 0)):
        page = open_in_browser(f"{(site / 'search.html').as_uri()}?q={query}", tmp_path)
        assert len(re.findall(r'<li[^>]*><a href="change\.html', page)) == hits


@needs_browser
def test_the_block_of_a_found_word_opens(address: str, word: str, tmp_path: Path) -> None:
    for query, opened in ((f"?highlight={word}", 1), ("", 0)):
        blocks = BLOCK.findall(open_in_browser(f"{address}/change.html{query}", tmp_path))
        assert len(blocks) == 5
        marked = [block for block in blocks if re.match(r"<details[^>]*\bopen\b", block)]
        assert len(marked) == opened and all(f">{word}</span>" in block.lower() for block in marked)
