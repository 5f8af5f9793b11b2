"""The register of lessons as files: Word for readers, Excel for those who sort, JSON-LD for machines."""

from __future__ import annotations

from pathlib import Path

from dianalysis.evidence.export.about import About, open_export
from dianalysis.evidence.export.linked_data import write_linked_data
from dianalysis.evidence.export.stationery import require_office
from dianalysis.evidence.export.word import write_word
from dianalysis.evidence.export.workbook import write_workbook
from dianalysis.evidence.overview import Overview
from dianalysis.formats import Page

__all__ = [
    "About",
    "export_lessons",
    "open_export",
    "write_linked_data",
    "write_word",
    "write_workbook",
]


def export_lessons(overview: Overview, about: About, folder: Path, *, page: Page) -> tuple[Path, ...]:
    """Write the register in all three forms and return the files.

    Parameters
    ----------
    overview, about
        As `open_export` gives them.
    folder
        Where `lessons_<lang>.docx`, `lessons_<lang>.xlsx` and `lessons.jsonld` (both languages) go.
    page
        Labels and language.

    Raises
    ------
    ParameterError
        When python-docx is not installed; nothing is written then.
    """
    require_office()
    word, workbook = (folder / f"lessons_{page.lang}.{ending}" for ending in ("docx", "xlsx"))
    linked = folder / "lessons.jsonld"
    write_word(overview, about, word, page=page)
    write_workbook(overview, about, workbook, page=page)
    write_linked_data(overview, about, linked, page=page)
    return word, workbook, linked
