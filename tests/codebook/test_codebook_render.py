"""The codebook as a page, a workbook and Table Schemas."""

from __future__ import annotations

import importlib
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from dianalysis.codebook import Codebook, load_codebook
from dianalysis.codebook.render import render_html
from dianalysis.codebook.schema import table_schema
from dianalysis.codebook.sections import codebook_sections
from dianalysis.codebook.workbook import write_workbook
from dianalysis.codebook.write import write_codebook
from dianalysis.errors import ParameterError, ProjectError

SOURCE = Path(__file__).parents[2] / "data" / "codebook"
LANGS = ("nl", "en")
HOSTILE = "<script>alert('x')</script> & =1+1"
VOID = {"meta", "input", "wbr"}


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(SOURCE)


@pytest.fixture
def hostile(tmp_path: Path) -> Codebook:
    """A codebook in which one label is an attack on a page and on a spreadsheet."""
    folder = tmp_path / "codebook"
    shutil.copytree(SOURCE, folder)
    path = folder / "aspects.csv"
    text = path.read_text(encoding="utf-8").replace("5,Monitoring,Monitoring", f"5,{HOSTILE},{HOSTILE}")
    path.write_text(text, encoding="utf-8", newline="")
    return load_codebook(folder)


class Page(HTMLParser):
    """Checks that tags nest, and collects ids, links, addresses, table cells and scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.addresses: list[str] = []
        self.rows: list[list[str]] = []
        self.scripts = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.scripts += tag == "script"
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src", "action"}:
                (self.links if (value or "").startswith("#") else self.addresses).append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"td", "th"}:
            self.rows[-1][-1] += data


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_well_formed_and_refers_to_nothing_outside(codebook: Codebook, lang: str) -> None:
    text = render_html(codebook, lang=lang)
    page = Page(text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert page.addresses == []
    assert not re.search(r"https?:|//[a-z]|@import|url\(", text)
    assert f'<html lang="{lang}">' in text
    assert page.scripts == 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_shows_every_section_cell_for_cell(codebook: Codebook, lang: str) -> None:
    rows = Page(render_html(codebook, lang=lang)).rows
    wanted = [list(row) for s in codebook_sections(codebook, lang=lang) for row in (s.header, *s.rows)]
    assert rows == wanted


def test_every_variable_value_and_term_has_a_row(codebook: Codebook) -> None:
    sections = {s.anchor: s for s in codebook_sections(codebook, lang="en")}
    for form in codebook.forms:
        assert [row[0] for row in sections[f"form_{form}"].rows] == [v.name for v in codebook.variables(form)]
    assert len(sections["value_labels"].rows) == sum(len(codebook.values(n)) for n in codebook.value_sets)
    assert len(sections["glossary"].rows) == len(codebook.tables["glossary"])
    assert {len(row) - len(s.header) for s in sections.values() for row in s.rows} == {0}


def test_the_language_decides_the_words(codebook: Codebook) -> None:
    nl, en = (codebook_sections(codebook, lang=lang) for lang in LANGS)
    assert [s.anchor for s in nl] == [s.anchor for s in en]
    for left, right in zip(nl, en, strict=True):
        assert left.rows != right.rows, left.anchor
    partners = {s.anchor: s for s in nl}["partners"]
    assert {row[3] for row in partners.rows} == {"sectoraal", "landelijk", "regionaal"}


@pytest.mark.parametrize("lang", ["de", "", "NL"])
def test_another_language_is_refused(codebook: Codebook, lang: str, tmp_path: Path) -> None:
    with pytest.raises(ParameterError):
        render_html(codebook, lang=lang)
    with pytest.raises(ParameterError):
        write_codebook(codebook, tmp_path / "new", lang=lang)
    assert not (tmp_path / "new").exists()


def test_labels_are_escaped_on_the_page(hostile: Codebook) -> None:
    text = render_html(hostile, lang="en")
    assert "<script>alert" not in text
    page = Page(text)
    assert page.scripts == 1
    assert any(HOSTILE in row for row in page.rows)


def test_labels_are_text_in_the_workbook(hostile: Codebook, tmp_path: Path) -> None:
    path = write_workbook(hostile, tmp_path / "book.xlsx", lang="en")
    cells = [
        c for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(9 - 1).to_python() for c in row
    ]
    assert HOSTILE in cells


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_has_a_sheet_per_section_with_the_same_cells(
    codebook: Codebook, tmp_path: Path, lang: str
) -> None:
    book = CalamineWorkbook.from_path(str(write_workbook(codebook, tmp_path / "book.xlsx", lang=lang)))
    sections = codebook_sections(codebook, lang=lang)
    assert len(book.sheet_names) == len(sections) == len(codebook.forms) + 10
    for name, section in zip(book.sheet_names, sections, strict=True):
        cells = book.get_sheet_by_name(name).to_python()
        assert [tuple(map(str, row)) for row in cells] == [section.header, *section.rows], name


def test_the_same_codebook_gives_the_same_bytes(codebook: Codebook, tmp_path: Path) -> None:
    first = write_codebook(codebook, tmp_path / "one", lang="nl")
    second = write_codebook(codebook, tmp_path / "two", lang="nl")
    assert [p.name for p in first] == [p.name for p in second]
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_write_codebook_lists_what_it_wrote(codebook: Codebook, tmp_path: Path) -> None:
    files = write_codebook(codebook, tmp_path / "a" / "b", lang="en")
    assert [p.name for p in files[:2]] == ["codebook_en.html", "codebook_en.xlsx"]
    assert [p.name for p in files[2:]] == [f"{form}.schema.json" for form in codebook.forms]
    assert sorted(p for p in (tmp_path / "a" / "b").rglob("*") if p.is_file()) == sorted(files)


def test_a_folder_that_is_a_file_is_an_error_with_a_remedy(codebook: Codebook, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(ProjectError, match="cannot be written"):
        write_codebook(codebook, tmp_path / "taken", lang="en")


@pytest.mark.parametrize("form", ["registration", "monitor_1", "monitor_2", "monitor_3", "self_employed"])
def test_a_schema_is_valid_and_complete(codebook: Codebook, form: str) -> None:
    frictionless = importlib.import_module("frictionless")  # of the test extra; slow to import
    descriptor = table_schema(codebook, form, lang="nl")
    assert json.loads(json.dumps(descriptor)) == descriptor
    schema = frictionless.Schema.from_descriptor(descriptor)
    assert schema.field_names == [v.name for v in codebook.variables(form)]
    assert schema.primary_key == ["firm_id"]


def test_missing_values_name_the_reasons_of_the_form_only(codebook: Codebook) -> None:
    assert table_schema(codebook, "monitor_1", lang="en")["missingValues"] == [
        "", "dont_know", "refused", "don’t know", "no answer",
    ]  # fmt: skip
    assert "not_applicable" in table_schema(codebook, "monitor_3", lang="nl")["missingValues"]


GOOD = {
    "firm_id": "F0001",
    "adviser_id": "A001",
    "monitor_1_date": "2015-09-01",
    "typology_start": "ab",
    "diagnosis": "inventarisatie+management+scan",
    "advice_form": "mondeling",
}


@pytest.mark.parametrize(
    ("column", "value", "fine"),
    [
        ("firm_id", "F0001", True),
        ("firm_id", "F00012", False),
        ("firm_id", "", False),
        ("monitor_1_date", "01-09-2015", False),
        ("typology_start", "e", False),
        ("typology_start", "", False),
        ("diagnosis", "management+inventarisatie", False),
        ("diagnosis", "management+management", False),
        ("diagnosis", "hr", True),
        ("diagnosis", "dont_know", True),
        ("advice_form", "rapportage+mondeling", True),
        ("advice_form", "rapportage+", False),
    ],
)
def test_a_schema_accepts_and_rejects(codebook: Codebook, column: str, value: str, fine: bool) -> None:
    frictionless = importlib.import_module("frictionless")  # of the test extra; slow to import
    row = GOOD | {column: value}
    schema = frictionless.Schema.from_descriptor(table_schema(codebook, "monitor_1", lang="en"))
    table = frictionless.Resource(data=[list(row), list(row.values())], schema=schema)
    assert table.validate().valid == fine


def test_bounds_and_personal_fields_reach_the_schema(codebook: Codebook) -> None:
    fields = {f["name"]: f for f in table_schema(codebook, "monitor_3", lang="en")["fields"]}
    assert fields["grade"]["type"] == "integer"
    assert fields["grade"]["constraints"] == {"minimum": 1, "maximum": 10}
    assert fields["outcome_beleid"]["constraints"] == {"minimum": 1, "maximum": 5}
    assert fields["followup"]["constraints"] == {"enum": ["ja", "nee"]}
    registration = {f["name"]: f for f in table_schema(codebook, "registration", lang="en")["fields"]}
    assert [name for name, f in registration.items() if f.get("personal")] == ["firm_name", "contact_name"]
