"""The workbook: all rows of the register, words that lead back to values, unrounded numbers, no formula."""

from __future__ import annotations

import dataclasses
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from conftest import Export
from python_calamine import CalamineWorkbook

from dianalysis.evidence.export import write_workbook
from dianalysis.evidence.export.workbook import OMITTED, SHEETS, read_columns
from dianalysis.formats import is_absent, open_page

LANGS = pytest.mark.parametrize("lang", ["nl", "en"])
NUMBERS = ("reference", "smallest", "estimate", "conf_low", "conf_high", "range_low", "range_high", "n")
DANGEROUS = ('=HYPERLINK("http://x.example","y")', "+1+1", "-2+3", "@SUM(A1)", "=1+1")


def read(folder: Path, lang: str) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(str(folder / f"lessons_{lang}.xlsx"))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def frame(sheet: list[list[object]]) -> pd.DataFrame:
    return pd.DataFrame(sheet[2:], columns=sheet[1])


def sheet_xml(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return [archive.read(name).decode("utf-8") for name in names]


@LANGS
def test_every_row_of_the_register_is_there(export: Export, folder: Path, lang: str) -> None:
    sheets, overview = read(folder, lang), export[0]
    assert list(sheets) == ["read_me", "lessons", "links", "segments", "settle", "values"]
    for name in ("lessons", "links", "segments", "settle"):
        rows, whole = frame(sheets[name]), getattr(overview, name)
        assert len(rows) == len(whole) > 0
        assert list(rows["lesson"]) == list(whole["lesson"])
    assert list(frame(sheets["links"])["target"]) == list(overview.links["target"])
    assert list(frame(sheets["segments"])["segment_id"]) == list(overview.segments["segment_id"])


@LANGS
def test_numbers_are_unrounded_numbers(export: Export, folder: Path, lang: str) -> None:
    rows, links = frame(read(folder, lang)["links"]), export[0].links
    for name in NUMBERS:
        found = [None if value == "" else value for value in rows[name]]
        assert found == [None if is_absent(value) else float(value) for value in links[name]]
    assert rows["estimate"].map(type).isin([float, str]).all()
    assert (rows["estimate"] != "").sum() == links["estimate"].notna().sum() > 30


@LANGS
def test_every_word_leads_back_to_its_value(export: Export, folder: Path, lang: str) -> None:
    sheets, page = read(folder, lang), open_page(lang)
    columns = read_columns(page)
    values = pd.DataFrame(sheets["values"][1:], columns=["sheet", "column", "value", "label"])
    coded = columns[columns["column"].isin(values["column"]) & (columns["shows"] != "partner")]
    assert {"verdict", "stance", "finding", "kind", "valence", "basis"} <= set(coded["column"])
    for sheet, name in coded[["sheet", "column"]].itertuples(index=False):
        known = values[(values["sheet"] == sheet) & (values["column"] == name)]
        if known.empty:
            continue
        back = dict(zip(known["label"], known["value"], strict=True))
        whole = getattr(export[0], sheet)[name]
        for cell, value in zip(frame(sheets[sheet])[name], whole, strict=True):
            expected = "" if is_absent(value) else value
            assert ";".join(back[word] for word in cell.split("; ") if cell) == expected


@LANGS
def test_what_every_column_means_is_said(folder: Path, lang: str) -> None:
    sheets = read(folder, lang)
    said = {(row[0], row[1]): row for row in sheets["read_me"][1:] if row[1]}
    for name in ("lessons", "links", "segments", "settle"):
        for label, column in zip(*sheets[name][:2], strict=True):
            assert said[(name, column)][2] == label
            assert said[(name, column)][3]
    assert len(said) == sum(len(sheets[name][1]) for name in ("lessons", "links", "segments", "settle"))


def test_no_column_of_the_register_is_forgotten(export: Export, own_export: Export) -> None:
    columns = read_columns(open_page("en"))
    for name in SHEETS:
        whole = getattr((own_export if name == "beside" else export)[0], name)
        told = set(columns.loc[columns["sheet"] == name, "column"]) - {"name", "code_label"}
        assert told | set(OMITTED.get(name, ())) == set(whole.columns)


def test_columns_are_the_same_in_both_languages_and_headers_are_not(folder: Path) -> None:
    dutch, english = read(folder, "nl"), read(folder, "en")
    for name in ("lessons", "links", "segments", "settle"):
        assert sorted(dutch[name][1]) == sorted(english[name][1])
        assert dutch[name][0] != english[name][0]
    assert dutch["lessons"][1][1:5] == ["title_nl", "claim_nl", "title_en", "claim_en"]
    assert english["lessons"][1][1:5] == ["title_en", "claim_en", "title_nl", "claim_nl"]


def test_a_text_never_becomes_a_formula(export: Export, tmp_path: Path) -> None:
    overview, about = export
    lessons = overview.lessons.copy()
    lessons.loc[lessons.index[: len(DANGEROUS)], "title_en"] = DANGEROUS
    path = tmp_path / "lessons_en.xlsx"
    write_workbook(dataclasses.replace(overview, lessons=lessons), about, path, page=open_page("en"))
    assert list(frame(read(tmp_path, "en")["lessons"])["title_en"][: len(DANGEROUS)]) == list(DANGEROUS)
    assert not any(re.search(r"<f[ >]|<hyperlink", text) for text in sheet_xml(path))


def test_headers_stay_in_sight_and_filter(folder: Path) -> None:
    for text in sheet_xml(folder / "lessons_nl.xlsx"):
        assert 'state="frozen"' in text
        assert "<autoFilter" in text


def test_the_same_register_gives_the_same_bytes(export: Export, folder: Path, tmp_path: Path) -> None:
    write_workbook(*export, tmp_path / "again.xlsx", page=open_page("nl"))
    assert (tmp_path / "again.xlsx").read_bytes() == (folder / "lessons_nl.xlsx").read_bytes()


def test_what_is_not_released_is_said_and_not_shown(own_export: Export, tmp_path: Path) -> None:
    page = open_page("nl")
    write_workbook(*own_export, tmp_path / "lessons_nl.xlsx", page=page)
    sheets = read(tmp_path, "nl")
    links = frame(sheets["links"])
    figures = links[links["kind"] == page.word("lesson_link_result")]
    assert set(figures["problem"]) == {page.word("finding_hidden")}
    assert (figures[["estimate", "conf_low", "conf_high", "p_value", "n"]] == "").all(axis=None)
    assert len(sheets["segments"]) == 2
    assert len(frame(sheets["beside"])) == len(own_export[0].lessons)
