"""The running text of a notebook in another language than English, kept beside the notebooks.

Notebooks hold English. `notebooks/nl/<stem of the notebook>.md` holds the Dutch of its text cells: a block
for each cell, in the order of the notebook, that starts with `<!-- id hash -->`. The hash is of the English
that the Dutch was made from: Dutch that lags behind is an error and not a page that says something else.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dianalysis.errors import ProjectError, Where
from dianalysis.runner.parameters import read_notebook
from dianalysis.runner.scrub import write_text

SOURCE_LANG = "en"
MARK = "text_lang"
HASH_LENGTH = 8
_BLOCK = re.compile(r"<!-- (?P<cell>[\w-]+) (?P<hash>[0-9a-f]{8}) -->")


@dataclass(frozen=True)
class Text:
    """The text cells of a notebook in one language: by cell id; empty is the English of the notebook."""

    lang: str = SOURCE_LANG
    cells: Mapping[str, str] = field(default_factory=dict)


def translation_file(notebook: Path, lang: str) -> Path:
    """Return where the text of a notebook in `lang` is kept, whether or not it is there."""
    return notebook.parent / lang / f"{notebook.stem}.md"


def hash_text(source: str) -> str:
    """Return what stands beside a cell id: the first digits of the SHA-256 of the English text."""
    return hashlib.sha256(source.encode()).hexdigest()[:HASH_LENGTH]


def open_text(notebook: Path, lang: str) -> Text:
    """Return the text of a notebook in a language: English when that is asked or nothing else is there.

    Parameters
    ----------
    notebook
        The source notebook.
    lang
        nl or en; empty for a notebook that does not declare a language.

    Raises
    ------
    ProjectError
        When the file does not fit the notebook, see `read_translation`.
    """
    path = translation_file(notebook, lang)
    if lang in ("", SOURCE_LANG) or not path.is_file():
        return Text()
    return Text(lang, read_translation(path, notebook))


def read_translation(path: Path, notebook: Path) -> dict[str, str]:
    """Read a translation and hold it against its notebook.

    Parameters
    ----------
    path
        The file of blocks.
    notebook
        The source notebook.

    Returns
    -------
    The text of every text cell, by cell id, in the order of the notebook.

    Raises
    ------
    ProjectError
        When a block is of no text cell, stands twice, in another place than the cell or is empty; when a cell
        has no block; when the English changed since the hash was written. It names file, line and cell.
    """
    english = _text_cells(notebook)
    found: dict[str, str] = {}
    for row, cell, digest, text in _blocks(path):
        where = Where(file=_name(path), row=row, value=cell)
        if cell not in english:
            raise ProjectError(
                f"{notebook.name} has no text cell {cell}", where=where, remedy="Remove the block."
            )
        if cell in found:
            raise ProjectError(f"Cell {cell} has two blocks", where=where, remedy="Keep one of them.")
        if digest != (expected := hash_text(english[cell])):
            remedy = f"Reread cell {cell} of {notebook.name} and set the hash to {expected}."
            raise ProjectError(f"The English of cell {cell} changed", where=where, remedy=remedy)
        if not text:
            raise ProjectError(
                f"The block of cell {cell} is empty", where=where, remedy="Translate the cell."
            )
        found[cell] = text
    _check_complete(path, notebook, found=list(found), expected=list(english), english=english)
    return found


def put_text(path: Path, text: Text) -> None:
    """Put a text in the text cells of an executed notebook, and mark the notebook with its language.

    Parameters
    ----------
    path
        An executed notebook, also one that failed; rewritten in place.
    text
        From `open_text`. Cells it does not know (what a run added) stay as they are.
    """
    notebook = read_notebook(path)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and cell.get("id") in text.cells:
            cell["source"] = text.cells[cell["id"]]
    notebook["metadata"][MARK] = text.lang
    write_text(path, json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _text_cells(notebook: Path) -> dict[str, str]:
    cells = read_notebook(notebook)["cells"]
    return {cell.get("id", ""): "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"}


def _blocks(path: Path) -> list[tuple[int, str, str, str]]:
    """Return line number, cell, hash and text of every block."""
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [(row, match) for row, line in enumerate(lines) if (match := _BLOCK.fullmatch(line.strip()))]
    before = "".join(lines[: starts[0][0] if starts else None]).strip()
    if before or not starts:
        remedy = (
            "Start every cell with a line such as <!-- c02 3fa9c1d2 -->: its id and the hash of its English."
        )
        raise ProjectError(
            "The file does not begin with a block", where=Where(file=_name(path), row=1), remedy=remedy
        )
    ends = [row for row, _ in starts[1:]] + [len(lines)]
    return [
        (row + 1, match["cell"], match["hash"], "\n".join(lines[row + 1 : end]).strip())
        for (row, match), end in zip(starts, ends, strict=True)
    ]


def _check_complete(
    path: Path, notebook: Path, *, found: list[str], expected: list[str], english: Mapping[str, str]
) -> None:
    where = Where(file=_name(path))
    for cell in expected:
        if cell not in found:
            remedy = f"Add a block that starts with <!-- {cell} {hash_text(english[cell])} -->."
            raise ProjectError(f"Text cell {cell} of {notebook.name} is missing", where=where, remedy=remedy)
    if found != expected:
        place = next(at for at, (one, other) in enumerate(zip(found, expected, strict=True)) if one != other)
        message = f"Cell {found[place]} stands where {expected[place]} is expected"
        raise ProjectError(message, where=where, remedy=f"Keep the order of {notebook.name}.")


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
