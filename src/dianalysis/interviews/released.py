"""The seal of a release: what left the gate of masking, and whether it is still that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from dianalysis.errors import DataProblem, Unreadable, Where

SEAL = "released.json"
_REMEDY = "Run `dianalysis interviews mask`; what is exported is what it released, unchanged."


def seal(folder: Path, files: Sequence[str]) -> Path:
    """Write down which files of a folder were released, with the SHA-256 of each.

    Only the gate of masking may call this, after it has written masked segments. Coders work in a file of
    their own beside them; it holds names of segments and codes, and is not sealed.
    """
    content = {name: _hash(folder / name) for name in sorted(files)}
    path = folder / SEAL
    path.write_text(json.dumps({"released": content}, indent=1) + "\n", encoding="utf-8")
    return path


def require_released(folder: Path, file: str) -> Path:
    """Return the path of a released file.

    Parameters
    ----------
    folder
        The folder masking released to.
    file
        Name of the file in it.

    Raises
    ------
    Unreadable
        When the folder has no seal, or the file is not there.
    DataProblem
        When the file was never released, or has changed since.
    """
    try:
        released = json.loads((folder / SEAL).read_text(encoding="utf-8"))["released"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreadable(
            "there are no released interviews here", where=Where(file=str(folder)), remedy=_REMEDY
        ) from error
    path, where = folder / file, Where(file=file)
    if not path.is_file():
        raise Unreadable("a released file is gone", where=where, remedy=_REMEDY)
    if file not in released:
        raise DataProblem("this file was not released", where=where, remedy=_REMEDY)
    if released[file] != _hash(path):
        raise DataProblem("this file has changed since it was released", where=where, remedy=_REMEDY)
    return path


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
