"""The codebook as an Excel workbook: one sheet per form, then labels, scales, partners and terms."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from dianalysis.codebook.model import Codebook
from dianalysis.codebook.sections import Section, codebook_sections
from dianalysis.codebook.words import word

# Excel wants a date of creation; a fixed one keeps equal codebooks equal byte for byte.
_CREATED = datetime(2000, 1, 1)
_MAX_SHEET_NAME = 31
_WIDEST = 60
_NARROWEST = 8


def write_workbook(codebook: Codebook, path: Path, *, lang: str) -> Path:
    """Write the codebook as a workbook and return its path.

    The same codebook gives the same bytes. Every cell is text, so that nothing is taken for a formula.

    Parameters
    ----------
    codebook
        What to write.
    path
        File to write (.xlsx); its folder exists.
    lang
        nl or en.
    """
    sections = codebook_sections(codebook, lang=lang)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": word("title", lang), "created": _CREATED})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for section in sections:
            _write_sheet(book.add_worksheet(_sheet_name(section.title)), section, formats)
    return path


def _write_sheet(sheet: Any, section: Section, formats: dict[str, Any]) -> None:
    for column, text in enumerate(section.header):
        sheet.write_string(0, column, text, formats["head"])
        cells = [row[column] for row in section.rows]
        longest = max(len(value) for value in [text, *cells])
        sheet.set_column(column, column, min(max(longest + 2, _NARROWEST), _WIDEST))
    for number, row in enumerate(section.rows, start=1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, formats["cell"])
    last = f"{xl_col_to_name(len(section.header) - 1)}{len(section.rows) + 1}"
    sheet.ignore_errors({"number_stored_as_text": f"A1:{last}"})  # codes are names here, not amounts
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(section.rows), len(section.header) - 1)


def _sheet_name(title: str) -> str:
    """Return a title without the characters Excel forbids, short enough for the tab of a sheet."""
    allowed = "".join(character for character in title if character not in "[]:*?/\\")
    return allowed[:_MAX_SHEET_NAME].strip("' ")
