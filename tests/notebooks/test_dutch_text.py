"""The Dutch text of every notebook is complete, up to date, and keeps the rules the English keeps."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dianalysis.runner.translation import read_translation, translation_file

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
SECTIONS = [
    "Vraag", "Gegevens", "Methode", "Bevindingen", "Robuustheid", "Beperkingen",
    "Lessen waaraan dit bijdraagt", "Literatuur",
]  # fmt: skip
HEADING = re.compile(r"^(#+) (.+)$", flags=re.M)
LINK = re.compile(r"\]\(([^)\s]*)[^)]*\)")
CODE = re.compile(r"`[^`\n]+`")
FORMULA = re.compile(r"\$[^$\n]+\$")
ALLOWED_DIGITS = re.compile(
    r"\]\([^)]*\)"  # targets of links
    r"|<https?://[^>]*>"
    r"|\b(?:1[89]|20)\d\d\b"  # years
    r"|\b[Hh]oofdstuk(?:ken)? \d{1,2}(?:(?:,| en| tot en met) \d{1,2})*"
    r"|\b[Bb]ijlagen? \d{1,2}"
)
Pair = tuple[dict[str, str], dict[str, str]]


def digits_outside_rules(text: str) -> list[str]:
    return re.findall(r"\S*\d\S*", ALLOWED_DIGITS.sub(" ", text))


def anchor(heading: str) -> str:
    """Where a link to a heading leads, by the rule of the site: that of GitHub."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower().replace(" ", "-"))


def headings(cells: dict[str, str]) -> list[tuple[int, str]]:
    return [(len(marks), text) for marks, text in HEADING.findall("\n\n".join(cells.values()))]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def texts(request: pytest.FixtureRequest) -> Pair:
    """The text cells of a notebook in English and in Dutch, by cell id; reading them checks the hashes."""
    notebook: Path = request.param
    path = translation_file(notebook, "nl")
    assert path.is_file(), f"{notebook.name} has no Dutch text: write notebooks/nl/{path.name}"
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    english = {cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"}
    return english, read_translation(path, notebook)


def test_no_translation_without_a_notebook() -> None:
    stems = {path.stem for path in NOTEBOOKS}
    assert {path.stem for path in (FOLDER / "nl").iterdir()} <= stems


def test_every_cell_is_translated_in_the_order_of_the_notebook(texts: Pair) -> None:
    english, dutch = texts
    assert list(dutch) == list(english)
    assert not [cell for cell in dutch if dutch[cell] == english[cell] and re.search(r"\w{4}", dutch[cell])]


def test_one_title_that_asks_and_the_fixed_sections(texts: Pair) -> None:
    _, dutch = texts
    titles = [text for level, text in headings(dutch) if level == 1]
    assert len(titles) == 1 and titles[0].endswith("?")
    assert next(iter(dutch.values())).startswith("# ")
    assert [text for level, text in headings(dutch) if level == 2] == SECTIONS


def test_headings_stand_where_the_english_ones_do(texts: Pair) -> None:
    english, dutch = texts
    for cell in english:
        assert [level for level, _ in headings({cell: dutch[cell]})] == [
            level for level, _ in headings({cell: english[cell]})
        ], cell


def test_opening_says_chapter_and_findings_in_words(texts: Pair) -> None:
    first, short = list(texts[1].values())[:2]
    rest = [line for line in first.splitlines()[1:] if line.strip()]
    assert len(rest) == 1 and re.search(r"[Hh]oofdstuk|[Bb]ijlage", rest[0])
    assert short.startswith("**In het kort**")
    assert not re.search(r"\d", short)


def test_links_lead_to_dutch_headings_and_as_many_as_in_english(texts: Pair) -> None:
    english, dutch = texts
    anchors = {anchor(text) for _, text in headings(dutch)}
    for cell in english:
        targets, expected = LINK.findall(dutch[cell]), LINK.findall(english[cell])
        inside = [target.removeprefix("#") for target in targets if target.startswith("#")]
        assert set(inside) <= anchors, (cell, set(inside) - anchors)
        assert len(inside) == len([target for target in expected if target.startswith("#")]), cell
        outside = sorted(target for target in targets if not target.startswith("#"))
        assert outside == sorted(target for target in expected if not target.startswith("#")), cell


def test_names_and_formulas_are_those_of_the_english(texts: Pair) -> None:
    english, dutch = texts
    for cell in english:
        for kind in (CODE, FORMULA):
            assert sorted(kind.findall(dutch[cell])) == sorted(kind.findall(english[cell])), cell


def test_no_typed_numbers_in_what_is_read(texts: Pair) -> None:
    typed = {word: cell for cell, text in texts[1].items() for word in digits_outside_rules(text)}
    assert typed == {}


def test_the_rules_see_what_they_must() -> None:
    assert digits_outside_rules("In 2016, hoofdstuk 6, hoofdstukken 4 tot en met 9 en bijlage 3.") == []
    assert digits_outside_rules("van de 476 bedrijven 75%") == ["476", "75%"]
    assert anchor("Hoe ver kwamen zij?") == "hoe-ver-kwamen-zij"
    assert headings({"a": "## Eén\n\ntekst\n\n### Twee"}) == [(2, "Eén"), (3, "Twee")]
