"""A Word document that grows from top to bottom: headings, named paragraphs, tables with a marked header."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dianalysis.evidence.export.stationery import (
    CELL,
    CELL_BULLET,
    CELL_HEAD,
    SMALL,
    WIDTH_CM,
    make_element,
    open_document,
    require_office,
)

_SHADE = "DCE6EC"
_CELL_MARGIN = "60"  # twentieths of a point
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Link:
    """Text that leads to the heading with this anchor."""

    text: str
    anchor: str


Cell = str | Link | Sequence[str]
"""A text, a link, or texts as a list."""


def _bookmark(anchor: str) -> str:
    """Return the name of a bookmark: Word takes letters, digits and underscores."""
    return re.sub(r"\W", "_", anchor)


class Paper:
    """A document in the making; the same content gives the same bytes.

    Parameters
    ----------
    title, lang, page_text
        As in `stationery.open_document`.
    """

    def __init__(self, title: str, *, lang: str, page_text: str) -> None:
        self._document = open_document(title, lang=lang, page_text=page_text)
        self._centimetres = require_office().shared.Cm
        self._right = require_office().enum.text.WD_ALIGN_PARAGRAPH.RIGHT
        self._anchors = 0

    def title(self, text: str) -> None:
        """Add the title on the first page."""
        self._document.add_paragraph(text, style="Title")

    def heading(self, text: str, level: int, *, anchor: str = "", new_page: bool = False) -> None:
        """Add a heading, which a link can lead to by its anchor."""
        paragraph = self._document.add_heading(text, level)
        if new_page:
            paragraph.paragraph_format.page_break_before = True
        if anchor:
            self._anchors += 1
            number = str(self._anchors)
            paragraph._p.insert(1, make_element("w:bookmarkStart", id=number, name=_bookmark(anchor)))
            paragraph._p.append(make_element("w:bookmarkEnd", id=number))

    def text(self, text: str, *, small: bool = False) -> None:
        """Add a paragraph."""
        self._document.add_paragraph(text, style=SMALL if small else None)

    def named(self, name: str, text: str) -> None:
        """Add a paragraph that begins with its name in bold."""
        paragraph = self._document.add_paragraph()
        paragraph.add_run(f"{name}: ", style="Strong")
        paragraph.add_run(text)

    def named_list(self, name: str, items: Sequence[str], *, otherwise: str) -> None:
        """Add a name with a list under it, or with `otherwise` behind it where there is nothing to list."""
        if not items:
            self.named(name, otherwise)
            return
        paragraph = self._document.add_paragraph()
        paragraph.add_run(f"{name}:", style="Strong")
        paragraph.paragraph_format.keep_with_next = True
        for item in items:
            self._document.add_paragraph(item, style="List Bullet")

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        *,
        shares: Sequence[float],
        about: str,
        numbers: int = 0,
    ) -> None:
        """Add a table whose first row is marked as its header and repeated on every page.

        Parameters
        ----------
        head
            Headers of the columns.
        rows
            Cells by row.
        shares
            Share of the width for each column.
        about
            What the table shows, for those who hear it read out.
        numbers
            How many of the last columns hold numbers, which stand at the right of their cell.
        """
        table = self._document.add_table(rows=1, cols=len(head), style="Table Grid")
        self._describe(table, about)
        self._head(table.rows[0], head)
        for row in rows:
            for cell, content in zip(table.add_row().cells, row, strict=True):
                self._fill(cell, content)
        for place, (column, share) in enumerate(zip(table.columns, shares, strict=True)):
            column.width = self._centimetres(WIDTH_CM * share)
            for cell in column.cells:
                cell.width = column.width
                if place >= len(head) - numbers:
                    cell.paragraphs[0].paragraph_format.alignment = self._right
        self._document.add_paragraph(style=SMALL)

    def save(self, path: Path) -> None:
        """Write the document; the members of its archive carry a fixed date."""
        stream = io.BytesIO()
        self._document.save(stream)
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(stream) as made, zipfile.ZipFile(path, "w") as kept:
            for name in made.namelist():
                member = zipfile.ZipInfo(name, date_time=_ZIP_DATE)
                member.compress_type = zipfile.ZIP_DEFLATED
                kept.writestr(member, made.read(name))

    def _describe(self, table: Any, about: str) -> None:
        table.autofit = False
        margins = make_element("w:tblCellMar")
        for side in ("left", "right"):
            margins.append(make_element(f"w:{side}", w=_CELL_MARGIN, type="dxa"))
        properties = table._tbl.tblPr
        properties[-1].addprevious(margins)  # the look of the table is the last
        for name in ("w:tblCaption", "w:tblDescription"):
            properties.append(make_element(name, val=about))

    def _head(self, row: Any, texts: Sequence[str]) -> None:
        for name in ("w:cantSplit", "w:tblHeader"):
            row._tr.get_or_add_trPr().append(make_element(name))
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].text, cell.paragraphs[0].style = text, self._document.styles[CELL_HEAD]
            cell._tc.get_or_add_tcPr().append(make_element("w:shd", val="clear", color="auto", fill=_SHADE))

    def _fill(self, cell: Any, content: Cell) -> None:
        paragraph, styles = cell.paragraphs[0], self._document.styles
        paragraph.style = styles[CELL]
        if isinstance(content, Link):
            around = make_element("w:hyperlink", anchor=_bookmark(content.anchor), history="1")
            around.append(paragraph.add_run(content.text)._r)
            paragraph._p.append(around)
        elif isinstance(content, str):
            paragraph.add_run(content)
        else:
            for place, text in enumerate(content):
                item = cell.add_paragraph() if place else paragraph
                item.style = styles[CELL_BULLET]
                item.add_run(text)
