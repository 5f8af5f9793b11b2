"""Write the codebook for people (a page, a workbook) and for tools (a Table Schema per form)."""

from __future__ import annotations

import json
from pathlib import Path

from dianalysis.codebook.model import Codebook, check_lang
from dianalysis.codebook.render import render_html
from dianalysis.codebook.schema import table_schema
from dianalysis.codebook.workbook import write_workbook
from dianalysis.errors import ProjectError


def write_codebook(codebook: Codebook, folder: Path, *, lang: str) -> list[Path]:
    """Write the codebook into `folder` and return the files, the page first.

    Parameters
    ----------
    codebook
        What to write.
    folder
        Made when absent. Gets codebook_<lang>.html, codebook_<lang>.xlsx and
        schema_<lang>/<form>.schema.json; the same codebook gives the same bytes.
    lang
        nl or en.

    Raises
    ------
    ParameterError
        For another language.
    ProjectError
        When the folder cannot be written to.
    """
    check_lang(lang)
    schemas = folder / f"schema_{lang}"
    try:
        schemas.mkdir(parents=True, exist_ok=True)
        page = folder / f"codebook_{lang}.html"
        page.write_text(render_html(codebook, lang=lang), encoding="utf-8", newline="\n")
        book = write_workbook(codebook, folder / f"codebook_{lang}.xlsx", lang=lang)
        return [page, book, *(_write_schema(codebook, form, schemas, lang=lang) for form in codebook.forms)]
    except OSError as error:
        raise ProjectError(
            f"the codebook cannot be written to {folder}: {error.strerror}",
            remedy="Choose a folder you may write to, and close the workbook if it is open.",
        ) from error


def _write_schema(codebook: Codebook, form: str, folder: Path, *, lang: str) -> Path:
    path = folder / f"{form}.schema.json"
    text = json.dumps(table_schema(codebook, form, lang=lang), ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return path
