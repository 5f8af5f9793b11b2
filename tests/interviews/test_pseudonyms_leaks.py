"""The leak test catches a planted name in every kind of file, and never shows it."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from functools import partial
from pathlib import Path

import docx
import pandas as pd
import pytest
from test_pseudonyms_release import run, segments

from dianalysis.codebook import coding_frame, load_codebook
from dianalysis.errors import ParameterError
from dianalysis.interviews.exchange import Labels, project_out
from dianalysis.interviews.pseudonyms import Register, find_leaks, load_words
from dianalysis.interviews.pseudonyms.leaks import NOT_READ, POSSIBLE, SURE
from dianalysis.interviews.pseudonyms.register import value_entry
from dianalysis.interviews.pseudonyms.roster import entry
from dianalysis.paths import ProjectPaths
from dianalysis.sources import write_parquet
from dianalysis.sources.documents.refi_qda_write import write_qdpx
from dianalysis.sources.writers import XlsxSheet, write_xlsx

NAME = "Müriel van der Zwaluw"


@pytest.fixture
def register() -> Register:
    register = Register()
    key = register.admit(entry("person", NAME)).entry_key
    register.note_written(key, "muriel")
    register.admit(entry("company", "Bloem"))
    register.admit(entry("place", "Deventer"))
    register.admit(value_entry("phone", "06-12345678"))
    register.admit(value_entry("email", "m.zwaluw@iets.nl"))
    return register


def leaks(folder: Path, register: Register, **how: object) -> list[tuple[str, str, str]]:
    found = find_leaks(folder, register, words=load_words(), **how)  # type: ignore[arg-type]
    assert "waluw" not in found.to_csv() and "uriel" not in found.to_csv()
    return [(row["file"], row["pseudonym"], row["sure"]) for row in found.to_dict("records")]


def plant(folder: Path, kind: str) -> Path:
    path = folder / f"page.{kind}"
    if kind == "xlsx":
        write_xlsx([XlsxSheet("a", pd.DataFrame({"x": [f"dat zei {NAME}"]}))], path)
    elif kind == "parquet":
        write_parquet(pd.DataFrame({"n": [1], "x": [f"dat zei {NAME}"]}), path)
    elif kind == "docx":
        document = docx.Document()
        paragraph = document.add_paragraph("dat zei Mü")
        paragraph.add_run("riel van").bold = True
        paragraph.add_run(" der Zwaluw")
        document.save(str(path))
    elif kind == "html":
        path.write_text("<p>dat zei <b>M&uuml;riel</b> van der Zwaluw</p>", encoding="utf-8")
    elif kind in ("json", "ipynb"):
        path.write_text(json.dumps({"cells": [{"source": ["dat zei\n", f"{NAME}"]}]}), encoding="utf-8")
    else:
        path.write_text(f"dat zei {NAME.upper()}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "kind", ["txt", "csv", "md", "html", "svg", "json", "ipynb", "xlsx", "docx", "parquet", "js", "yaml"]
)
def test_a_planted_name_is_caught(tmp_path: Path, register: Register, kind: str) -> None:
    path = plant(tmp_path, kind)
    assert (path.name, "[persoon-01]", SURE) in leaks(tmp_path, register)


@pytest.mark.parametrize(
    "text",
    [
        "met muriel gebeld",
        "bel 06 1234 5678 maar",
        "bel +31612345678 maar",
        "mail M.Zwaluw@iets.nl maar",
        "mevrouw Van der Zwaluw zei dat",
        "ZWALUW",
        "Zwaluws werk",
        "dat is Zwaluw's werk",
        "Z-w-a-l-u-w",
        "zwa\u00adluw",
        "mail murielvanderzwaluw@elders.nl",
    ],
)
def test_every_way_of_writing_is_caught(tmp_path: Path, register: Register, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert any(sure == SURE for *_, sure in leaks(tmp_path, register))


def test_a_clean_folder_has_none(tmp_path: Path, register: Register) -> None:
    (tmp_path / "a.txt").write_text("een bloem, zei [persoon-01] op 0612345679", encoding="utf-8")
    (tmp_path / "b.png").write_bytes(b"\x89PNG muriel")
    assert leaks(tmp_path, register) == []


def test_a_word_with_a_capital_is_a_possible_leak(tmp_path: Path, register: Register) -> None:
    (tmp_path / "a.txt").write_text("daar bij Bloem dus", encoding="utf-8")
    assert leaks(tmp_path, register) == [("a.txt", "[bedrijf-01]", POSSIBLE)]


def test_names_of_files_and_members_are_read_and_not_shown(tmp_path: Path, register: Register) -> None:
    (tmp_path / "muriel_van_der_zwaluw.txt").write_text("niets", encoding="utf-8")
    found = leaks(tmp_path, register)
    assert found == [("file 1 (a name stands in its path)", "[persoon-01]", SURE)]


def test_a_partner_called_after_its_town_may_stand(tmp_path: Path, register: Register) -> None:
    (tmp_path / "a.txt").write_text("de partner MKB Deventer doet mee", encoding="utf-8")
    assert leaks(tmp_path, register, allowed=["MKB Deventer"]) == []
    (tmp_path / "a.txt").write_text("de partner MKB Deventer uit Deventer", encoding="utf-8")
    assert leaks(tmp_path, register, allowed=["MKB Deventer"]) == [("a.txt", "[plaats-01]", SURE)]


def test_what_cannot_be_read_is_listed(tmp_path: Path, register: Register) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "b.xlsx").write_bytes(b"no zip")
    (tmp_path / "c.json").write_text("{", encoding="utf-8")
    assert [sure for *_, sure in leaks(tmp_path, register)] == [NOT_READ] * 3


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path, register: Register) -> None:
    with pytest.raises(ParameterError, match="does not exist"):
        find_leaks(tmp_path / "x", register, words=load_words())


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BESIDE = {
    "author": ("docProps/core.xml", f"<p><creator>{NAME}</creator></p>"),
    "property": ("docProps/custom.xml", f"<p><property>{NAME}</property></p>"),
    "header": ("word/header1.xml", f"<w:hdr {W}><w:t>Muriel</w:t><w:t> van der Zwaluw</w:t></w:hdr>"),
    "comment": ("word/comments.xml", f"<w:comments {W}><w:comment w:author='{NAME}'/></w:comments>"),
    "taken away": ("word/document.xml", f"<w:p {W}><w:del><w:delText>{NAME}</w:delText></w:del></w:p>"),
    "put in by": ("word/document.xml", f"<w:document {W}><w:ins w:author='{NAME}'/></w:document>"),
    "link": ("word/_rels/document.xml.rels", "<r><Relationship Target='mailto:m.zwaluw@iets.nl'/></r>"),
    "member": ("word/media/Muriel_van_der_Zwaluw.png", ""),
}  # fmt: skip


@pytest.mark.parametrize("place", BESIDE)
def test_what_word_keeps_beside_the_text_is_searched(tmp_path: Path, register: Register, place: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr(*BESIDE[place])
    assert ("a.docx", SURE) in [(file, sure) for file, _, sure in leaks(tmp_path, register)]


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("project.qde", f'<Project><Users><User name="{NAME}"/></Users></Project>'),
        ("sources/a.txt", f"dat zei {NAME}"),
        ("sources/muriel.txt", "niets"),
    ],
)
def test_a_project_for_other_software_is_searched(
    tmp_path: Path, register: Register, member: str, content: str
) -> None:
    with zipfile.ZipFile(tmp_path / "a.qdpx", "w") as archive:
        archive.writestr(member, content)
    assert ("a.qdpx", "[persoon-01]", SURE) in leaks(tmp_path, register)


@pytest.mark.parametrize("name", ["gesprekMurielVanDerZwaluw.txt", "muriel2.log", "MvdZwaluw.csv"])
def test_a_name_written_as_one_word_in_the_name_of_a_file(
    tmp_path: Path, register: Register, name: str
) -> None:
    (tmp_path / name).write_text("niets", encoding="utf-8")
    found = leaks(tmp_path, register)
    assert found and all(file == "file 1 (a name stands in its path)" for file, *_ in found)


def test_a_name_inside_a_longer_word_is_a_possible_leak(tmp_path: Path, register: Register) -> None:
    (tmp_path / "a.txt").write_text("volgens de zwaluwmethode", encoding="utf-8")
    assert leaks(tmp_path, register) == [("a.txt", "[persoon-01]", POSSIBLE)]


def test_a_project_that_is_exported_holds_no_name(tmp_path: Path) -> None:
    """From segments with names, by way of release, to a file for other software."""
    table = segments(((NAME, f"ja met {NAME} uit Deventer"), ("Adviseur", "Gerdien: m.zwaluw@iets.nl")))
    roster = (entry("person", NAME), entry("place", "Deventer"))
    masked, grown = run(table, Register(), roster, gerdien="mask as person")
    frame = coding_frame(load_codebook(ProjectPaths.find().codebook))
    labels = Labels({theme: theme for theme in frame.codes["theme"]}, {}, "nl")
    codings = pd.DataFrame(columns=["segment_id", "code", "valence", "coder"], dtype="str")
    write = partial(write_qdpx, origin="a program", written=dt.datetime(2016, 7, 10))
    write(project_out(masked, codings, frame, labels, name="masked"), tmp_path / "a.qdpx")
    assert leaks(tmp_path, grown) == []
    write(project_out(table, codings, frame, labels, name="masked"), tmp_path / "a.qdpx")
    assert {name for _, name, sure in leaks(tmp_path, grown) if sure == SURE} >= {
        "[persoon-01]",
        "[plaats-01]",
    }
