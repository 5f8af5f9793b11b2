"""The leak test catches a planted name in every kind of file, and never shows it."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pandas as pd
import pytest

from dianalysis.errors import ParameterError
from dianalysis.interviews.pseudonyms import Register, find_leaks, load_words
from dianalysis.interviews.pseudonyms.leaks import NOT_READ, POSSIBLE, SURE
from dianalysis.interviews.pseudonyms.register import value_entry
from dianalysis.interviews.pseudonyms.roster import entry
from dianalysis.sources import write_parquet
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
