"""Find the cells of a workbook that show something to a person and nothing to a reader."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from dianalysis.sources.rawtable import Note

_PIECE = 1024 * 1024
_LONGEST_CELL = 4096
_ERROR = re.compile(rb"<c\b[^>]*\bt=[\"']e[\"']")
_NO_RESULT = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<f\b[^>]*/>\s*(?:<v\s*/>)?\s*</c>")
_FOUND = {_ERROR: "with an error value (such as #N/A)", _NO_RESULT: "with a formula that has no result"}


def lost_cells(path: Path) -> Note | None:
    """Count the cells of a checked workbook that hold an error value or a formula that was never computed.

    Such cells are read as empty; without this note an answer would be lost in silence.
    """
    counts = dict.fromkeys(_FOUND, 0)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                _count(archive, name, counts)
    parts = [f"{n} {'cell' if n == 1 else 'cells'} {_FOUND[kind]}" for kind, n in counts.items() if n]
    return Note("lost_cells", "the workbook has " + " and ".join(parts)) if parts else None


def _count(archive: zipfile.ZipFile, name: str, counts: dict[re.Pattern[bytes], int]) -> None:
    tail = b""
    with archive.open(name) as stream:
        while piece := stream.read(_PIECE):
            text = tail + piece
            end = text.rfind(b"</c>") + 4 if b"</c>" in text else max(0, len(text) - _LONGEST_CELL)
            for kind in counts:
                counts[kind] += len(kind.findall(text[:end]))
            tail = text[end:]
