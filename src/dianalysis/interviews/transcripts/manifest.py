"""The manifest: a CSV beside the transcripts that says of each file who was interviewed, and when."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dianalysis.errors import DataProblem, Where
from dianalysis.interviews.transcripts.metadata import Said
from dianalysis.interviews.transcripts.words import HEADER_WORDS, plain
from dianalysis.sources import read_export

MANIFEST = "manifest.csv"
_FILE_WORDS = ("file", "bestand")


def read_manifest(folder: Path) -> dict[str, dict[str, Said]]:
    """Read what `manifest.csv` in a folder says, by the name of the file.

    Returns
    -------
    File name to field to what was said; nothing when there is no manifest. An empty cell says nothing.

    Raises
    ------
    DataProblem
        When a column is missing or not known, a file stands there twice or is not in the folder.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    table = read_export(path)[0]
    columns = {name: _field(name) for name in table.columns}
    _require_file(columns)
    known: dict[str, dict[str, Said]] = {}
    for values in table.frame.to_dict("records"):
        row = int(values["_row"])
        fields = {
            field: Said(str(values[name]).strip(), Where(file=MANIFEST, row=row, column=name))
            for name, field in columns.items()
            if str(values[name]).strip()
        }
        name = fields.pop("file").value if "file" in fields else ""
        _check_file(folder, name, row, known)
        known[name] = fields
    return known


def _field(name: str) -> str:
    word = plain(name).replace("_", " ")
    field = "file" if word in _FILE_WORDS else HEADER_WORDS.get(word)
    if field is None:
        raise DataProblem(
            "a column of the manifest is not known",
            where=Where(file=MANIFEST, column=name),
            remedy="Its columns are file, interview, round, partner, role, date and speakers.",
        )
    return field


def _require_file(columns: dict[str, str]) -> None:
    fields = list(columns.values())
    if "file" not in fields:
        raise DataProblem("the manifest has no column file", where=Where(file=MANIFEST), remedy="Add it.")
    twice = [name for name, field in columns.items() if fields.count(field) > 1]
    if twice:
        where = Where(file=MANIFEST, column=twice[-1])
        raise DataProblem("two columns of the manifest say the same", where=where, remedy="Leave one.")


def _check_file(folder: Path, name: str, row: int, known: Iterable[str]) -> None:
    where = Where(file=MANIFEST, row=row)
    if name in known:
        raise DataProblem("the manifest names a file twice", where=where, remedy="Leave one row a file.")
    if not name or Path(name).name != name or not (folder / name).is_file():
        remedy = "Give the name of a file that lies beside the manifest, with its extension."
        raise DataProblem("the manifest names a file that is not there", where=where, remedy=remedy)
