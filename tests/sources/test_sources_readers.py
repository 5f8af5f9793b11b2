"""Readers keep every cell as it was typed, with its place, and raise nothing but Unreadable."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dianalysis.errors import Unreadable
from dianalysis.sources import (
    PROVENANCE,
    SavLayout,
    XlsxSheet,
    delimited,
    is_database,
    list_exports,
    list_unread,
    promote_header,
    read_export,
    shown_source,
    write_parquet,
    write_sav,
    write_xlsx,
)


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def message(path: Path | str) -> str:
    with pytest.raises(Unreadable) as caught:
        read_export(path)
    return str(caught.value)


# delimited text


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = write(tmp_path / "m.csv", f"firm_id{delimiter}grade\nF0001{delimiter}8\n")
    table = read_export(path)[0]
    assert table.columns == ("firm_id", "grade")
    assert table.frame.loc[0, "grade"] == "8"
    assert tuple(table.frame.columns[-3:]) == PROVENANCE


def test_utf8_is_tried_before_cp1252_and_the_choice_is_told(tmp_path: Path) -> None:
    utf8 = read_export(write(tmp_path / "a.csv", "naam;x\nCafé;1\n".encode("utf-8-sig")))[0]
    old = read_export(write(tmp_path / "b.csv", "naam;x\nCafé €;1\n".encode("cp1252")))[0]
    assert (utf8.encoding, utf8.frame.loc[0, "naam"]) == ("utf-8", "Café")
    assert (old.encoding, old.frame.loc[0, "naam"]) == ("cp1252", "Café €")
    assert old.notes[0].text == "read as cp1252, delimiter ';'"


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        ("firm_id;x\nF1;é\n".encode("utf-16"), "in UTF-16"),
        ("firm_id;x\nF1;é\n".encode("utf-16-le"), "in UTF-16"),
        (b"firm_id;x\nF1;\x81\x8d\n", "another encoding than UTF-8 or Windows-1252"),
    ],
)
def test_another_encoding_is_refused(tmp_path: Path, content: bytes, finding: str) -> None:
    text = message(write(tmp_path / "m.csv", content))
    assert finding in text
    assert "Save it as 'CSV UTF-8'" in text


def test_a_zero_byte_in_a_text_is_refused_with_its_row(tmp_path: Path) -> None:
    text = message(write(tmp_path / "m.csv", b"firm_id;grade\nF0001;7\nF00\x0002;8\n"))
    assert "1 zero byte:" in text
    assert "row 3" in text


def test_a_byte_order_mark_before_windows_1252_is_no_part_of_the_header(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + "firm_id;naam\nF0001;Café\n".encode("cp1252")
    table = read_export(write(tmp_path / "m.csv", content))[0]
    assert table.columns == ("firm_id", "naam")
    assert (table.encoding, table.frame.loc[0, "naam"]) == ("cp1252", "Café")


def test_utf8_lines_in_a_windows_1252_file_are_told(tmp_path: Path) -> None:
    content = "naam;x\nCafé;1\n".encode() + "Café;2\n".encode("cp1252")
    notes = read_export(write(tmp_path / "m.csv", content))[0].notes
    assert [(note.kind, note.row) for note in notes] == [("encoding", None), ("mixed_encoding", 2)]


def test_the_row_of_a_bad_byte_is_named(tmp_path: Path) -> None:
    assert "row 3" in message(write(tmp_path / "m.csv", b"a;b\n1;2\n3;\x81\n"))


def test_ragged_rows_are_kept_and_told(tmp_path: Path) -> None:
    path = write(tmp_path / "m.csv", "a;b\n1;2;3\n4\n5;6\n")
    table = read_export(path)[0]
    assert table.columns == ("a", "b", "(surplus)")
    assert list(table.frame["(surplus)"]) == ["3", "", ""]
    notes = [(note.row, note.text) for note in table.notes if note.kind == "ragged_row"]
    assert notes == [(2, "3 cells where the header has 2"), (3, "1 cells where the header has 2")]


def test_row_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "m.csv", 'a;b\n"two\nlines";1\n\nlast;2\n')
    assert list(read_export(path)[0].frame["_row"]) == [2, 5]


def test_only_line_ends_part_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "m.csv", "a;b\nx\u2028y\x0bz;1\r\nq;2\r\n")
    assert list(read_export(path)[0].frame["a"]) == ["x\u2028y\x0bz", "q"]


def test_quotes_that_do_not_close_are_refused(tmp_path: Path) -> None:
    text = message(write(tmp_path / "m.csv", 'a;b\n1;"open\n2;3\n'))
    assert "cannot be told apart" in text
    assert "row 2" in text


def test_a_cell_as_long_as_a_book_is_refused(tmp_path: Path) -> None:
    content = "a;b\n1;" + "x" * (delimited.MAX_FIELD_CHARACTERS + 1) + "\n"
    assert "longer than 100,000 characters (file m.csv, row 2)" in message(write(tmp_path / "m.csv", content))


def test_white_space_only_is_refused(tmp_path: Path) -> None:
    assert "no line with text" in message(write(tmp_path / "m.csv", "\n  \n\n"))


def test_unnamed_and_repeated_columns_get_names_of_their_own(tmp_path: Path) -> None:
    table = read_export(write(tmp_path / "m.csv", "a,,a,a (2),a\n1,2,3,4,5\n"))[0]
    assert table.columns == ("a", "column 2", "a (2)", "a (2) (2)", "a (3)")


# workbooks


def test_a_workbook_gives_every_sheet_with_texts(tmp_path: Path) -> None:
    frame = pd.DataFrame({"n": [1.0, 2.5], "d": [dt.date(2015, 3, 31), None], "t": ["x", "y"]})
    write_xlsx([XlsxSheet("Een", frame), XlsxSheet("Twee", frame[["t"]])], tmp_path / "w.xlsx")
    one, two = read_export(tmp_path / "w.xlsx")
    assert (one.sheet, two.sheet, two.name) == ("Een", "Twee", "w.xlsx:Twee")
    assert list(one.frame["n"]) == ["1", "2.5"]
    assert list(one.frame["d"]) == ["2015-03-31", ""]
    assert list(one.frame["_row"]) == [2, 3]


def test_two_header_rows_are_promoted(tmp_path: Path) -> None:
    sheet = XlsxSheet("R", pd.DataFrame({"a": ["1"], "b": ["2"]}), groups=["Firm", "Firm"])
    write_xlsx([sheet], tmp_path / "w.xlsx")
    table = promote_header(read_export(tmp_path / "w.xlsx")[0], 2)
    assert table.columns == ("a", "b")
    assert list(table.frame["_row"]) == [3]
    assert promote_header(table, 1) is table


def test_hidden_sheets_are_left_alone_and_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": ["1"]})
    write_xlsx([XlsxSheet("Shown", frame), XlsxSheet("Not", frame, hidden=True)], tmp_path / "w.xlsx")
    assert [table.sheet for table in read_export(tmp_path / "w.xlsx")] == ["Shown"]
    write_xlsx([XlsxSheet("Leeg", pd.DataFrame())], tmp_path / "e.xlsx")
    assert "no sheet of the workbook holds a cell" in message(tmp_path / "e.xlsx")


# SPSS


def test_sav_keeps_codes_labels_and_missing_codes(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": ["F1", "F2"], "a": [1.0, 99.0], "d": [dt.date(2015, 10, 1), None]})
    layout = SavLayout({"a": "Vraag"}, {"a": {1: "ja", 99: "geen antwoord"}}, {"a": (98, 99)})
    write_sav(frame, tmp_path / "m.sav", layout=layout)
    table = read_export(tmp_path / "m.sav")[0]
    assert list(table.frame["a"]) == ["1", "99"]
    assert list(table.frame["d"]) == ["2015-10-01", ""]
    assert table.value_labels == {"a": {"1": "ja", "99": "geen antwoord"}}
    assert table.missing_codes == {"a": ("98", "99")}
    assert table.column_labels == {"a": "Vraag"}


@pytest.mark.parametrize("content", [b"garbage", b"$FL2@(#) SPSS DATA FILE", b"$FL2" + b"\xff" * 500])
def test_sav_garbage_is_refused(tmp_path: Path, content: bytes) -> None:
    text = message(write(tmp_path / "m.sav", content))
    assert "SPSS file" in text
    assert "Save it from SPSS again" in text


# parquet, databases, the door itself


def test_parquet_becomes_text(tmp_path: Path) -> None:
    frame = pd.DataFrame({"n": pd.array([1, None], dtype="Int64"), "d": pd.to_datetime(["2015-01-02", None])})
    write_parquet(frame, tmp_path / "m.parquet")
    table = read_export(tmp_path / "m.parquet")[0]
    assert table.frame[["n", "d"]].to_numpy().tolist() == [["1", "2015-01-02"], ["", ""]]


def test_parquet_garbage_is_refused(tmp_path: Path) -> None:
    assert "no parquet file" in message(write(tmp_path / "m.parquet", b"PAR1 nothing"))


@pytest.fixture
def database(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path / 'monitor.db'}"
    engine = sa.create_engine(address)
    frame = pd.DataFrame({"firm_id": ["F0001"], "grade": [8]})
    frame.to_sql("monitor_3", engine, index=False)
    frame[["firm_id"]].to_sql("registration", engine, index=False)
    engine.dispose()
    return address


def test_every_table_of_a_database_is_read(database: str) -> None:
    tables = read_export(database)
    assert [table.name for table in tables] == ["monitor.db:monitor_3", "monitor.db:registration"]
    assert tables[0].frame.loc[0, "grade"] == "8"
    assert [t.sheet for t in read_export(database, tables=("registration",))] == ["registration"]


def test_a_database_that_is_absent_is_not_made(tmp_path: Path) -> None:
    assert "does not exist" in message(f"sqlite:///{tmp_path / 'no.db'}")
    assert not (tmp_path / "no.db").exists()


def test_a_table_that_is_absent_is_refused(database: str) -> None:
    with pytest.raises(Unreadable, match=r"the table cannot be read .*sheet nothing"):
        read_export(database, tables=("nothing",))


def test_a_database_file_of_garbage_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "g.db", b"not a database at all" * 100)
    assert "the database cannot be read" in message(f"sqlite:///{tmp_path / 'g.db'}")


def test_the_password_of_an_address_is_never_shown() -> None:
    text = message("postgresql://someone:verysecret@localhost:1/none")
    assert "verysecret" not in text
    assert "postgresql://localhost:1/none" in text


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://someone:very@secret:/@localhost/db?password=verysecret",
        "postgresql+nosuch://someone:verysecret@localhost",
        "mysql://someone:verysecret@localhost:abc/db",
        "http://someone:verysecret@localhost/db",
        "://someone:verysecret@localhost",
        "sqlite://someone:verysecret@localhost/x",
        "sqlite:///nothing.db?password=verysecret",
    ],
)
def test_no_part_of_an_account_is_shown(address: str) -> None:
    text = message(address) + shown_source(address)
    assert "secret" not in text
    assert "someone" not in text


def test_an_address_of_an_unknown_kind_is_refused() -> None:
    assert "and the driver" in message("nosuchthing://host/name")
    assert "not a database address" in message("sqlite://:no port:/x")
    assert is_database("sqlite:///x.db")
    assert not is_database("C:\\data\\x.db")


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    text = message(write(tmp_path / "m.pdf", b"%PDF"))
    assert "files of the kind .pdf are not read" in text
    assert ".xlsx" in text


def test_a_folder_offers_its_exports_in_order(tmp_path: Path) -> None:
    for name in ("b.csv", "a.xlsx", "~$a.xlsx", "notes.md"):
        write(tmp_path / name, b"x")
    assert [Path(str(path)).name for path in list_exports(tmp_path)] == ["a.xlsx", "b.csv"]
    (tmp_path / "none").mkdir()
    with pytest.raises(Unreadable, match="holds no export"):
        list_exports(tmp_path / "none")
    with pytest.raises(Unreadable, match="does not exist"):
        list_exports(tmp_path / "absent")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400), suffix=st.sampled_from([".csv", ".xlsx", ".sav", ".parquet"]))
def test_no_bytes_give_another_error_than_unreadable(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = write(tmp_path / f"m{suffix}", content)
    try:
        tables = read_export(path)
    except Unreadable as error:
        assert error.remedy
    else:
        assert all(set(PROVENANCE) <= set(table.frame.columns) for table in tables)


# folders and damaged files


def test_links_that_lead_nowhere_and_folders_named_as_files_are_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "registration.csv").symlink_to(tmp_path / "nothing.csv")
    (tmp_path / "monitor_1.csv").mkdir()
    found = [Path(item) for item in list_exports(tmp_path)]
    assert [path.name for path in found] == ["monitor_1.csv", "registration.csv"]
    assert "this is not a file" in message(found[0])
    assert "does not exist" in message(found[1])


def test_data_files_of_other_kinds_are_named(tmp_path: Path) -> None:
    for name in ("registration.xls", "monitor_1.csv", "notes.docx", ".hidden.ods"):
        write(tmp_path / name, "x")
    assert list_unread(tmp_path) == ("registration.xls",)


def test_a_parquet_file_with_overwritten_pages_is_damaged_not_locked(tmp_path: Path) -> None:
    frame = pd.DataFrame({"firm_id": [f"F{i:04d}" for i in range(500)]})
    path = tmp_path / "m.parquet"
    write_parquet(frame, path)
    data = bytearray(path.read_bytes())
    data[10:200] = b"\xff" * 190
    assert "damaged" in message(write(path, bytes(data)))


def test_error_values_and_formulas_without_a_result_are_told(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["firm_id", "grade", "x"])
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 2, "=1+1", None, "")
        sheet.write_formula(2, 2, "=1+1", None, 2)
    notes = read_export(path)[0].notes
    assert [note.kind for note in notes] == ["lost_cells"]
    assert "1 cell with an error value (such as #N/A) and 1 cell with a formula" in notes[0].text
