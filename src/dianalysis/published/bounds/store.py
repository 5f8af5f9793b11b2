"""The file of bounds: written with a fingerprint of the figures it rests on, refused when those changed."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from dianalysis.errors import ProjectError, Unreadable, Where
from dianalysis.paths import ProjectPaths
from dianalysis.published.bounds.choices import ANY_OTHER
from dianalysis.published.bounds.programme import Bound
from dianalysis.published.reconstruct.setting import read_assumptions
from dianalysis.results import result_id

NAMING = ("measure", "population", "wave", "group_name", "group_level", "contrast", "term")
COLUMNS = (*NAMING, "low", "high", "block", "proof")
STAMP = "# inputs "
REMEDY = "Make the bounds anew with `dianalysis bounds`."
_INPUTS = {
    "figures.csv": ("table", "row", "column", "stat", "value", "status"),
    "exclusions.csv": ("figure",),
    "recovered.csv": ("figure", "value"),
}


def inputs_hash(paths: ProjectPaths) -> str:
    """Return the fingerprint of what the bounds rest on: printed figures as settled, statements of the text.

    Raises
    ------
    Unreadable
        When a file is absent or lacks a column.
    """
    digest = hashlib.sha256()
    for name, columns in _INPUTS.items():
        for line in _lines(paths.published / name):
            digest.update(("\x1f".join(line.get(column) or "" for column in columns) + "\n").encode())
    text = read_assumptions(paths.demo / "association.yaml")["text"]
    digest.update(json.dumps(text, sort_keys=True).encode())
    return digest.hexdigest()


def bound_key(naming: dict[str, str]) -> str:
    """Return the part of a result's identifier after its study; the term `*` stands for any other term."""
    key = result_id({name: naming.get(name) for name in NAMING})
    return f"{key}/{ANY_OTHER}" if naming.get("term") == ANY_OTHER else key


def write_bounds(bounds: Iterable[Bound], paths: ProjectPaths, *, file: Path) -> None:
    """Write bounds as CSV under a line with the fingerprint of their inputs."""
    temporary = file.with_suffix(".part")
    with temporary.open("w", encoding="utf-8", newline="") as stream:
        stream.write(f"{STAMP}{inputs_hash(paths)}\n")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for one in bounds:
            naming = [one.naming.get(name, "") for name in NAMING]
            writer.writerow([*naming, _number(one.low), _number(one.high), one.block, one.proof])
    temporary.replace(file)


def read_bounds(paths: ProjectPaths, *, file: Path | None = None) -> dict[str, tuple[float, float]]:
    """Read the bounds by `bound_key`.

    Parameters
    ----------
    paths
        The project, whose figures the bounds must rest on.
    file
        Where they are; by default `data/demo/bounds.csv`.

    Returns
    -------
    Lowest and highest value over all data sets that fit the printed figures, by key.

    Raises
    ------
    Unreadable
        When the file is absent or malformed, or a lowest value exceeds the highest.
    ProjectError
        When the printed figures changed after the bounds were made.
    """
    source = file or paths.bounds
    stamp, lines = _stamped(source)
    if stamp != inputs_hash(paths):
        raise ProjectError(
            "the bounds rest on other printed figures than those of the project",
            where=Where(file=source.name),
            remedy=REMEDY,
        )
    found: dict[str, tuple[float, float]] = {}
    for number, line in enumerate(lines, start=3):
        ends = _ends(line, source, number)
        key = bound_key({name: line[name] for name in NAMING})
        if key in found:
            where = Where(file=source.name, row=number, value=key)
            raise Unreadable("a result is bounded twice", where=where, remedy=REMEDY)
        found[key] = ends
    return found


def _stamped(source: Path) -> tuple[str, list[dict[str, str]]]:
    try:
        with source.open(encoding="utf-8", newline="") as stream:
            first = stream.readline()
            reader = csv.DictReader(stream)
            lines = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Unreadable("the bounds cannot be read", where=Where(file=str(source)), remedy=REMEDY) from error
    if not first.startswith(STAMP) or tuple(reader.fieldnames or ()) != COLUMNS:
        raise Unreadable(
            "the bounds lack their fingerprint or a column", where=Where(file=source.name), remedy=REMEDY
        )
    return first.removeprefix(STAMP).strip(), lines


def _ends(line: dict[str, str], source: Path, number: int) -> tuple[float, float]:
    where = Where(file=source.name, row=number, column="low", value=f"{line['low']} to {line['high']}")
    try:
        low, high = float(line["low"]), float(line["high"])
    except (TypeError, ValueError) as error:
        raise Unreadable("a bound is no number", where=where, remedy=REMEDY) from error
    if not low <= high:
        raise Unreadable("a range ends before it begins", where=where, remedy=REMEDY)
    return low, high


def _lines(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(
            "what the bounds rest on cannot be read",
            where=Where(file=str(path)),
            remedy="restore the file",
        ) from error


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
