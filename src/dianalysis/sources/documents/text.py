"""A text as lines: the shape every transcript is read into, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dianalysis.errors import Unreadable, Where
from dianalysis.sources.guard import check_file
from dianalysis.sources.plaintext import decode_text
from dianalysis.sources.rawtable import Note

MAX_TEXT_BYTES = 20 * 1024**2
"""Largest text that is read; an interview of an hour has some 60 kB."""


@dataclass(frozen=True)
class TextLine:
    """One line of a text or one paragraph of a document.

    Parameters
    ----------
    number
        Its place, counted from 1 in the file (lines) or in the document (paragraphs).
    text
        What it says, without the end of the line.
    part
        Empty for the running text; otherwise what it stands in (footnotes, comments, header, ...).
    """

    number: int
    text: str
    part: str = ""


@dataclass(frozen=True)
class TextDocument:
    """A text as it was read: lines in their order, and what the reader noticed."""

    file: str
    lines: tuple[TextLine, ...]
    encoding: str
    notes: tuple[Note, ...] = ()


def read_text(path: Path) -> TextDocument:
    """Read a text file into its lines.

    Raises
    ------
    Unreadable
        When the file is absent, empty, too large, in another encoding, or holds zero bytes.
    """
    check_file(path)
    if path.stat().st_size > MAX_TEXT_BYTES:
        raise Unreadable(
            f"the text is larger than {MAX_TEXT_BYTES // 1024**2} MB",
            where=Where(file=path.name),
            remedy="Split it: one interview a file.",
        )
    text, encoding = decode_text(path.read_bytes(), path.name)
    notes = (Note("encoding", f"read as {encoding}"),)
    return TextDocument(path.name, lines_of(text), encoding, notes)


def lines_of(text: str) -> tuple[TextLine, ...]:
    """Cut a text at its line ends (LF, CRLF or CR), numbered from 1."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(TextLine(number, line) for number, line in enumerate(plain.split("\n"), start=1))
