"""Read delimited text: strict UTF-8 first, then cp1252, and say which."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from dianalysis.errors import Unreadable, Where
from dianalysis.sources.guard import check_file
from dianalysis.sources.plaintext import decode_text
from dianalysis.sources.rawtable import Note, RawTable, frame_of_rows

DELIMITERS = (";", ",", "\t")
MAX_FIELD_CHARACTERS = 100_000

Lines = list[tuple[int, list[str]]]


def read_delimited(path: Path) -> tuple[RawTable, ...]:
    """Read one delimited file (; or , or tab); the first line is the header.

    Rows with too few or too many cells are kept: padded, or with the surplus in a column "(surplus)", and
    each is noted with its row number.

    Raises
    ------
    Unreadable
        When the file is empty, in another encoding, or its quotes do not close.
    """
    check_file(path)
    text, encoding = decode_text(path.read_bytes(), path.name, remedy="Save it as 'CSV UTF-8'.")
    delimiter = _sniff(text)
    lines = _split(text, delimiter, path.name)
    if not lines:
        raise Unreadable(
            "the file holds no line with text", where=Where(file=path.name), remedy="Make the export again."
        )
    header = lines[0][1]
    body, notes = _square(lines[1:], len(header))
    if any(len(row) > len(header) for _, row in body):
        header = [*header, "(surplus)"]
        body = [(number, row + [""] * (len(header) - len(row))) for number, row in body]
    frame = frame_of_rows(header, [row for _, row in body], [n for n, _ in body], file=path.name, sheet="")
    mixed = _mixed_lines(path) if encoding == "cp1252" else None
    notes[:0] = [mixed] if mixed else []
    notes.insert(0, Note("encoding", f"read as {encoding}, delimiter {delimiter!r}"))
    return (RawTable(path.name, "", frame, "csv", encoding=encoding, notes=tuple(notes)),)


def _mixed_lines(path: Path) -> Note | None:
    """Note the lines that are UTF-8 in a file that as a whole had to be read as Windows-1252."""
    rows = [row for row, line in enumerate(path.read_bytes().split(b"\n"), start=1) if _is_utf8(line)]
    if not rows:
        return None
    text = f"{len(rows)} line{'s' if len(rows) > 1 else ''} in UTF-8 among text in Windows-1252"
    return Note("mixed_encoding", text, rows[0])


def _is_utf8(line: bytes) -> bool:
    """Tell whether a line holds accents written in UTF-8 (and nothing else beyond ASCII)."""
    plain = line.removeprefix(codecs.BOM_UTF8)
    try:
        return not plain.isascii() and bool(plain.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _sniff(text: str) -> str:
    header = next((line for line in io.StringIO(text) if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _split(text: str, delimiter: str, file: str) -> Lines:
    csv.field_size_limit(MAX_FIELD_CHARACTERS)
    lines: Lines = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                lines.append((start, row))
            start = reader.line_num + 1
    except csv.Error as error:
        too_long = "field limit" in str(error)
        long = f"a cell is longer than {MAX_FIELD_CHARACTERS:,} characters"
        raise Unreadable(
            long if too_long else "the quotes of the text do not pair up, so its cells cannot be told apart",
            where=Where(file=file, row=start),
            remedy="Look for a lone double quote on or after this row"
            + (", or shorten the cell." if too_long else "."),
        ) from error
    return lines


def _square(lines: Lines, width: int) -> tuple[Lines, list[Note]]:
    body: Lines = []
    notes: list[Note] = []
    for number, row in lines:
        if len(row) != width:
            notes.append(Note("ragged_row", f"{len(row)} cells where the header has {width}", number))
        surplus = row[width:]
        kept = row[:width] + [""] * (width - len(row))
        body.append((number, [*kept, " | ".join(surplus)] if surplus else kept))
    return body, notes
