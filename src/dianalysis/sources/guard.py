"""Refuse a workbook that would harm the reader, before anything unpacks it.

A workbook is a zip archive. Its directory is read first (number of members, unpacked size, ratio),
then every member is unpacked in small pieces to see that the directory told the truth and that no sheet
claims more cells than a monitor export can have.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from dianalysis.errors import Unreadable, Where

MAX_FILE_BYTES = 200 * 1024**2
"""Largest file that is opened at all."""
MAX_UNPACKED_BYTES = 600 * 1024**2
"""Largest unpacked size of a workbook: some 300,000 rows of 80 columns."""
MAX_RATIO = 150
"""Largest unpacked : packed ratio of a workbook above `RATIO_FROM_BYTES`; real sheets stay below 40."""
RATIO_FROM_BYTES = 20 * 1024**2
MAX_MEMBERS = 2_000
"""Most members of a workbook."""
MAX_CELLS = 60_000_000
"""Largest rectangle (rows x columns) of one sheet, empty cells included."""

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PIECE = 1024 * 1024
_OVERLAP = 24
_WIDE_COLUMN = re.compile(rb"[\"']([A-Z]{2,3})[0-9]")
_LONG_ROW = re.compile(rb"[\"'][A-Z]{0,3}([0-9]{5,8})[\"']")


def check_file(path: Path) -> None:
    """Refuse a path that is missing, empty, no file or larger than `MAX_FILE_BYTES`."""
    where = Where(file=path.name)
    if not path.exists():
        raise Unreadable("the file does not exist", where=where, remedy="Check the path and its spelling.")
    if not path.is_file():
        raise Unreadable(
            "this is not a file", where=where, remedy="Name a file, or the folder that holds it."
        )
    size = path.stat().st_size
    if size == 0:
        raise Unreadable("the file is empty (0 bytes)", where=where, remedy="Make the export again.")
    if size > MAX_FILE_BYTES:
        raise Unreadable(
            f"the file is {size / 1024**2:,.0f} MB; at most {MAX_FILE_BYTES // 1024**2} MB is read",
            where=where,
            remedy="Split the export, or offer it as parquet or as a database table.",
        )


def check_workbook(path: Path) -> None:
    """Refuse a workbook that is encrypted, damaged, no workbook, or a zip bomb.

    Raises
    ------
    Unreadable
        With what was found and what to do.
    """
    check_file(path)
    where = Where(file=path.name)
    with path.open("rb") as stream:
        start = stream.read(8)
    if start == _OLE_MAGIC:
        raise Unreadable(
            "the workbook is protected with a password, or is an old .xls",
            where=where,
            remedy="Open it in your spreadsheet program, remove the password and save it as .xlsx.",
        )
    if not start.startswith(b"PK"):
        raise Unreadable(
            "the file is called .xlsx but is not a workbook",
            where=where,
            remedy="Save it as .xlsx from a spreadsheet program, or rename it to what it is (.csv).",
        )
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(archive, where)
            _check_members(archive, where)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable(
            "the workbook is damaged", where=where, remedy="Make the export again, or open and re-save it."
        ) from error


def _check_directory(archive: zipfile.ZipFile, where: Where) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 0x1 for member in members):
        raise Unreadable("the workbook is encrypted", where=where, remedy="Save it without a password.")
    if not any(member.filename.startswith("xl/") for member in members):
        raise Unreadable(
            "the file is a zip archive, not a workbook", where=where, remedy="Unpack it and offer its files."
        )
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > MAX_MEMBERS:
        raise _bomb(f"it has {len(members):,} members, more than {MAX_MEMBERS:,}", where)
    if unpacked > MAX_UNPACKED_BYTES:
        limit = MAX_UNPACKED_BYTES // 1024**2
        raise _bomb(f"it unpacks to {unpacked / 1024**2:,.0f} MB, more than {limit} MB", where)
    if unpacked > RATIO_FROM_BYTES and unpacked / packed > MAX_RATIO:
        raise _bomb(f"it unpacks to {unpacked / packed:,.0f} times its size, more than {MAX_RATIO}", where)


def _check_members(archive: zipfile.ZipFile, where: Where) -> None:
    for member in archive.infolist():
        is_sheet = member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml")
        columns, rows, tail = 26, 9_999, b""
        with archive.open(member) as stream:  # a directory that lied ends here, in a checksum error
            while piece := stream.read(_PIECE):
                if is_sheet:
                    text = tail + piece
                    columns = max([columns, *(_column_number(c) for c in set(_WIDE_COLUMN.findall(text)))])
                    rows = max([rows, *(int(r) for r in _LONG_ROW.findall(text))])
                    tail = piece[-_OVERLAP:]
        if is_sheet and columns * rows > MAX_CELLS:
            raise _bomb(f"a sheet claims {rows:,} rows by {columns:,} columns", where)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _bomb(finding: str, where: Where) -> Unreadable:
    return Unreadable(
        f"the workbook was not opened: {finding}",
        where=where,
        remedy="Copy the rows of the export to a new workbook, or save it as .csv.",
    )
