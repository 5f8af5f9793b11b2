"""Writers: the same input gives the same bytes, and nothing becomes a formula."""

from __future__ import annotations

import datetime as dt
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from dianalysis.sources import (
    SavLayout,
    XlsxSheet,
    neutralise,
    read_export,
    write_csv,
    write_parquet,
    write_sav,
    write_xlsx,
)

FRAME = pd.DataFrame(
    {
        "id": ["F1", "F2"],
        "n": [1.0, None],
        "d": [dt.date(2015, 1, 2), None],
        "t": ["=HYPERLINK(1)", "Café"],
    }
)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", "-"])
def test_formulas_are_neutralised(text: str) -> None:
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("value", ["-5", "+3,5", "-0.25", "a=b", "", 5, None])
def test_numbers_and_plain_texts_are_left(value: object) -> None:
    assert neutralise(value) == value


def test_csv_has_no_formula_in_cells_or_header(tmp_path: Path) -> None:
    write_csv(pd.DataFrame({"=x": ["=1+1", "ok"], "n": [-1, 2]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == "'=x,n\n'=1+1,-1\nok,2\n"


def test_whole_numbers_beside_empty_cells_stay_whole(tmp_path: Path) -> None:
    write_csv(pd.DataFrame({"n": pd.Series([1, None, "x"], dtype="object")}), tmp_path / "t.csv")
    write_csv(pd.DataFrame({"n": pd.Series([1, None], dtype="object"), "m": ["a", "b"]}), tmp_path / "u.csv")
    assert (tmp_path / "t.csv").read_text().split() == ["n", "1", '""', "x"]
    assert (tmp_path / "u.csv").read_text().split() == ["n,m", "1,a", ",b"]


def test_xlsx_writes_texts_never_formulas_or_links(tmp_path: Path) -> None:
    write_xlsx([XlsxSheet("S", pd.DataFrame({"t": ["=1+1", "https://example.org"]}))], tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert not [name for name in archive.namelist() if "rels" in name and "sheet" in name]
    assert list(read_export(tmp_path / "t.xlsx")[0].frame["t"]) == ["=1+1", "https://example.org"]


def test_csv_takes_encoding_delimiter_and_line_end(tmp_path: Path) -> None:
    write_csv(FRAME, tmp_path / "t.csv", encoding="cp1252", delimiter=";", line_end="\r\n")
    assert (tmp_path / "t.csv").read_bytes().endswith("F2;;;Café\r\n".encode("cp1252"))


def test_the_same_frame_gives_the_same_bytes_at_another_time(tmp_path: Path) -> None:
    def write(folder: Path) -> dict[str, bytes]:
        write_csv(FRAME, folder / "t.csv")
        write_parquet(FRAME, folder / "t.parquet")
        write_xlsx([XlsxSheet("S", FRAME, choices={"t": ["a", "b"]})], folder / "t.xlsx")
        write_sav(FRAME, folder / "t.sav", layout=SavLayout({"n": "Number"}, {"n": {1: "one"}}, {"n": (99,)}))
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    first = write(tmp_path / "one")
    time.sleep(1.1)
    assert write(tmp_path / "two") == first


def test_the_fixed_date_of_a_sav_spoils_nothing_else(tmp_path: Path) -> None:
    write_sav(FRAME, tmp_path / "t.sav")
    data = (tmp_path / "t.sav").read_bytes()
    assert data[92:109] == b"10 Jul 1600:00:00"
    assert data[84:92] == bytes.fromhex("0000000000005940")  # the compression bias, 100.0
    assert list(read_export(tmp_path / "t.sav")[0].frame["id"]) == ["F1", "F2"]


def test_lists_are_shared_and_hidden(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": pd.Series(dtype="object"), "b": pd.Series(dtype="object")})
    sheet = XlsxSheet("S", frame, choices={"a": ["ja", "nee"], "b": ["ja", "nee"]}, hints={"a": "Kies"})
    write_xlsx([sheet], tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"_lists!$A$1:$A$2") == 2
    assert [table.sheet for table in read_export(tmp_path / "t.xlsx")] == ["S"]
