"""The guard refuses workbooks that are damaged, protected or would blow up, and says what to do."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from dianalysis.errors import Unreadable
from dianalysis.sources import XlsxSheet, guard, read_export, write_xlsx


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "registration.xlsx"
    write_xlsx([XlsxSheet("Blad1", pd.DataFrame({"firm_id": ["F0001", "F0002"]}))], path)
    return path


def refusal(path: Path) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_export(path)
    assert caught.value.where.file == path.name
    assert caught.value.remedy
    assert caught.value.exit_code == 2
    return caught.value


def replace_member(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {item: archive.read(item) for item in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for item, data in members.items():
            archive.writestr(item, content if item == name else data)


def test_a_sound_workbook_passes(workbook: Path) -> None:
    assert list(read_export(workbook)[0].frame["firm_id"]) == ["F0001", "F0002"]


def test_a_zip_bomb_is_not_opened(workbook: Path) -> None:
    replace_member(workbook, "xl/worksheets/sheet1.xml", b" " * (guard.RATIO_FROM_BYTES + 1))
    error = refusal(workbook)
    assert "the workbook was not opened" in error.message
    assert "times its size" in error.message
    assert error.remedy.startswith("Copy the rows")


def test_a_workbook_that_unpacks_to_more_than_the_limit_is_not_opened(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MAX_UNPACKED_BYTES", 1000)
    assert "it unpacks to" in refusal(workbook).message


def test_a_directory_that_lies_about_sizes_is_found_out(workbook: Path) -> None:
    replace_member(workbook, "xl/worksheets/sheet1.xml", b" " * (30 * 1024**2))
    data = bytearray(workbook.read_bytes())
    at = data.index(b"PK\x01\x02")
    while data[at : at + 4] == b"PK\x01\x02":
        length, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        if bytes(data[at + 46 : at + 46 + length]) == b"xl/worksheets/sheet1.xml":
            struct.pack_into("<I", data, at + 24, 4000)
        at += 46 + length + extra + comment
    workbook.write_bytes(bytes(data))
    assert refusal(workbook).message == "the workbook is damaged"


def test_too_many_members_are_refused(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_MEMBERS", 3)
    assert "members, more than 3" in refusal(workbook).message


def test_one_cell_far_away_does_not_fill_the_memory(workbook: Path) -> None:
    sheet = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    replace_member(workbook, "xl/worksheets/sheet1.xml", sheet)
    assert "1,048,576 rows by 16,384 columns" in refusal(workbook).message


def test_an_encrypted_archive_is_refused(workbook: Path) -> None:
    data = bytearray(workbook.read_bytes())
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 1)
    workbook.write_bytes(bytes(data))
    assert refusal(workbook).message == "the workbook is encrypted"


def test_a_password_protected_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "monitor_3.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    error = refusal(path)
    assert "protected with a password" in error.message
    assert "remove the password" in error.remedy


def test_a_text_called_xlsx_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "monitor_3.xlsx"
    path.write_text("firm_id;grade\nF0001;8\n")
    error = refusal(path)
    assert error.message == "the file is called .xlsx but is not a workbook"
    assert "rename it to what it is (.csv)" in error.remedy


def test_another_zip_called_xlsx_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "monitor_3.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("monitor_3.csv", "firm_id\n")
    assert refusal(path).message == "the file is a zip archive, not a workbook"


def test_a_cut_off_workbook_is_refused(workbook: Path) -> None:
    workbook.write_bytes(workbook.read_bytes()[:-200])
    assert refusal(workbook).message == "the workbook is damaged"


def test_a_member_with_garbage_is_refused(workbook: Path) -> None:
    replace_member(workbook, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row")
    assert refusal(workbook).message in (
        "the workbook cannot be read",
        "no sheet of the workbook holds a cell",
    )


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.sav", "a.parquet"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    assert refusal(path).message == "the file is empty (0 bytes)"


def test_a_file_beyond_the_limit_is_refused(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_FILE_BYTES", 100)
    assert "at most 0 MB is read" in refusal(workbook).message


def test_an_absent_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "absent.csv").message == "the file does not exist"
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    assert refusal(folder).message == "this is not a file"
