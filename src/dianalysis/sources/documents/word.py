"""Read a Word document: its paragraphs in order, and what stands beside the running text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dianalysis.errors import Unreadable, Where
from dianalysis.sources.documents.archives import MAX_XML_BYTES, open_archive, read_member
from dianalysis.sources.documents.markup import local_name, parse_xml
from dianalysis.sources.documents.text import TextDocument, TextLine
from dianalysis.sources.rawtable import Note

_MAIN = "word/document.xml"
_BESIDE = ("footnotes", "endnotes", "comments", "header", "footer")
_AWAY = {"Fallback", "moveFrom", "del", "pPr", "rPr"}
"""The second telling of a text box, what tracked changes took away, and how a paragraph looks."""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(path: Path) -> TextDocument:
    """Read the paragraphs of a .docx document.

    A row of a table is one paragraph with tabs between its cells. Text that tracked changes added is read,
    text they took away is not (a note tells so). Footnotes, endnotes, comments, headers and footers follow
    after the running text, with the part they stand in.

    Raises
    ------
    Unreadable
        When the file is damaged, protected, hostile, or holds no document of Word.
    """
    with open_archive(path) as archive:
        if _MAIN not in archive.namelist():
            raise Unreadable(
                "the archive holds no document of Word",
                where=Where(file=path.name),
                remedy="Save the interview as .docx, .txt or .md.",
            )
        main = _root(archive, _MAIN, path.name)
        beside = {_part(name): _root(archive, name, path.name) for name in _beside(archive)}
    texts = [text for paragraph in _paragraphs(main) for text in paragraph.split("\n")]
    lines = [TextLine(number, text) for number, text in enumerate(texts, start=1)]
    for part, root in beside.items():
        found = [text for text in _paragraphs(root) if text.strip()]
        lines += [TextLine(number, text, part) for number, text in enumerate(found, start=1)]
    return TextDocument(path.name, tuple(lines), "docx", _notes(main))


def _beside(archive: zipfile.ZipFile) -> list[str]:
    starts = tuple(f"word/{part}" for part in _BESIDE)
    return sorted(name for name in archive.namelist() if name.startswith(starts) and name.endswith(".xml"))


def _part(name: str) -> str:
    return name.removeprefix("word/").removesuffix(".xml")


def _root(archive: zipfile.ZipFile, name: str, file: str) -> Any:
    return parse_xml(read_member(archive, name, file=file, most=MAX_XML_BYTES), file=file, part=name)


def _notes(main: Any) -> tuple[Note, ...]:
    if any(local_name(element) in ("del", "moveFrom") for element in main.iter()):
        return (Note("tracked", "tracked changes: text they took away is not read"),)
    return ()


def _paragraphs(element: Any) -> Iterator[str]:
    """Yield the paragraphs below an element; a row of a table is one, a text box follows its own."""
    for child in element:
        name = local_name(child)
        if name in _AWAY:
            continue
        if name == "p":
            yield "".join(_runs(child))
            yield from _paragraphs(child)
        elif name == "tr":
            cells = [list(_paragraphs(cell)) for cell in child]
            yield "\t".join("\n".join(cell) for cell in cells if cell)
        else:
            yield from _paragraphs(child)


def _runs(element: Any) -> Iterator[str]:
    """Yield the texts of a paragraph itself, without the paragraphs of its text boxes."""
    for child in element:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name not in _AWAY and name != "p":
            yield from _runs(child)
