"""The Word document: everything of the register is in it, in one language, and it can be read out."""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import Export
from docx.oxml.ns import qn

from dianalysis.errors import ParameterError
from dianalysis.evidence import VERDICTS
from dianalysis.evidence.export import export_lessons, write_word
from dianalysis.formats import format_count, open_page
from dianalysis.formats.words import WORDS
from dianalysis.tables.lesson_words import say_verdict, say_why, tell_figure

LANGS = pytest.mark.parametrize("lang", ["nl", "en"])
SIDES = ("results_for", "results_in_part", "results_against", "results_open", "segments_for",
         "segments_in_part", "segments_against", "partners")  # fmt: skip


def open_word(folder: Path, lang: str) -> Any:
    return docx.Document(str(folder / f"lessons_{lang}.docx"))


def headings(document: Any, level: int) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == f"Heading {level}"]


def text_of(document: Any) -> str:
    return "\n".join(one.text or "" for one in document.element.iter(qn("w:t")))


@LANGS
def test_every_lesson_stands_under_its_verdict(export: Export, folder: Path, lang: str) -> None:
    page, lessons = open_page(lang), export[0].lessons
    document = open_word(folder, lang)
    expected = []
    for verdict in VERDICTS:
        rows = lessons[lessons["verdict"] == verdict]
        expected += [f"{page.word('verdict_' + verdict)} ({len(rows)})"] if len(rows) else []
        expected += list(rows[f"title_{lang}"])
    found = [one.text for one in document.paragraphs if re.fullmatch(r"Heading [12]", one.style.name)]
    assert found[2:] == expected
    paragraphs = [one.text for one in document.paragraphs]
    for row in lessons.to_dict("records"):
        place = paragraphs.index(row[f"claim_{lang}"])
        assert paragraphs[place - 1].startswith(f"{row['lesson']} · ")
        assert paragraphs[place + 1].endswith(f": {say_verdict(row, page)}")
        assert paragraphs[place + 2].endswith(say_why(row, page))


@LANGS
def test_the_overview_counts_what_the_register_counts(export: Export, folder: Path, lang: str) -> None:
    table = open_word(folder, lang).tables[1]
    titles = [row.cells[0]._tc.xpath("string(.)") for row in table.rows[1:]]
    rows = export[0].lessons.set_index(f"title_{lang}").loc[titles]
    assert sorted(titles) == sorted(export[0].lessons[f"title_{lang}"])
    shown = [[cell.text for cell in row.cells[2:]] for row in table.rows[1:]]
    counts = rows[list(SIDES)].to_numpy().tolist()
    assert shown == [[format_count(value, lang) for value in line] for line in counts]


@LANGS
def test_every_figure_and_link_is_told(export: Export, folder: Path, lang: str) -> None:
    page, overview = open_page(lang), export[0]
    document = open_word(folder, lang)
    joint = [table for table in document.tables if len(table.columns) == 2]
    assert len(joint) == len(overview.lessons)
    told = [one.text for table in joint for one in table.cell(1, 0).paragraphs]
    results = overview.links[overview.links["kind"] == "result"].to_dict("records")
    figures = [tell_figure(one, page) for one in results]
    empty = [text for text in told if text == page.word("lesson_no_results")]
    assert sorted(told) == sorted([*figures, *empty])
    linked = [one.text for one in document.paragraphs if one.text.startswith(page.word("export_links"))]
    assert len(linked) == len(overview.lessons)
    order = {name: place for place, name in enumerate(VERDICTS)}
    lessons = overview.lessons.sort_values("verdict", key=lambda one: one.map(order), kind="stable")
    for lesson, line in zip(lessons["lesson"], linked, strict=True):
        targets = overview.links.loc[overview.links["lesson"] == lesson, "target"]
        assert all(target in line for target in targets)


@LANGS
def test_labels_and_texts_are_of_one_language(export: Export, folder: Path, lang: str) -> None:
    other, place = ("en", 1) if lang == "nl" else ("nl", 0)
    text = text_of(open_word(folder, lang))
    for name in sorted({*export[0].links["target"], *export[0].lessons["lesson"]}, key=len, reverse=True):
        text = text.replace(name, "")  # identifiers are of no language
    used = [pair for pair in WORDS.values() if pair[1 - place] in text]
    foreign = {pair[place] for pair in used if len(pair[place]) >= 6 and "{" not in pair[place]}
    own = {pair[1 - place] for pair in WORDS.values()}
    wrong = [word for word in foreign - own if re.search(rf"\b{re.escape(word)}\b", text)]
    assert [word for word in wrong if not any(word in mine for mine in own)] == []
    lessons, segments = export[0].lessons, export[0].segments
    texts = [*lessons[f"title_{other}"], *lessons[f"claim_{other}"], *segments[f"summary_{other}"]]
    assert [one for one in texts if one in text] == []
    document = open_word(folder, lang)
    marks = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert marks == {document.core_properties.language} == {"nl-NL" if lang == "nl" else "en-GB"}


@LANGS
def test_the_first_page_says_it_is_a_reconstruction(folder: Path, lang: str) -> None:
    paragraphs = open_word(folder, lang).paragraphs
    first = next(place for place, one in enumerate(paragraphs) if one.style.name == "Heading 1")
    page = open_page(lang)
    before = "\n".join(one.text for one in paragraphs[:first])
    assert page.word("banner_reconstructed") in before
    assert "0123456789abcdef" in before


def test_own_data_with_few_companies_give_no_number_away(own_export: Export, tmp_path: Path) -> None:
    page = open_page("en")
    files = export_lessons(*own_export, tmp_path, page=page)
    document = docx.Document(str(files[0]))
    text = text_of(document)
    assert page.word("export_data") in text
    assert page.word("banner_reconstructed") not in text
    assert page.word("title_lessons_beside") in headings(document, 1)
    assert not re.search(r"\d%|confidence interval", text)


def test_tables_can_be_read_out_and_links_lead_somewhere(folder: Path) -> None:
    document = open_word(folder, "nl")
    for table in document.tables:
        head, *rows = table.rows
        assert head._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert not any(row._tr.findall(f".//{qn('w:tblHeader')}") for row in rows)
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    anchors = {one.get(qn("w:name")) for one in document.element.iter(qn("w:bookmarkStart"))}
    links = [one.get(qn("w:anchor")) for one in document.element.iter(qn("w:hyperlink"))]
    assert sorted(links) == sorted(anchors)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in anchors)
    assert len(links) > 30


def test_pages_are_a4_and_numbered(folder: Path) -> None:
    section = open_word(folder, "nl").sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.header.paragraphs[0].text == open_page("nl").word("export_title")


def test_no_person_and_no_clock_are_in_it(export: Export, folder: Path, tmp_path: Path) -> None:
    core = open_word(folder, "en").core_properties
    assert {core.author, core.last_modified_by} == {"dianalysis"}
    assert core.created == core.modified
    again = tmp_path / "again.docx"
    write_word(*export, again, page=open_page("en"))
    assert again.read_bytes() == (folder / "lessons_en.docx").read_bytes()
    with zipfile.ZipFile(again) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_without_python_docx_the_remedy_is_named_and_nothing_written(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ParameterError, match=r"dianalysis\[office\]"):
        export_lessons(*export, tmp_path / "out", page=open_page("en"))
    assert not (tmp_path / "out").exists()
