"""Where exports come from: the demo, or a researcher's own folder, file or database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dianalysis.errors import ParameterError, Where
from dianalysis.paths import ProjectPaths
from dianalysis.sources import is_database, shown_source

DEMO = "demo"
MAPPING = "mapping.yaml"


@dataclass(frozen=True)
class Source:
    """Where exports come from, and what belongs to them.

    Parameters
    ----------
    name
        Name of the source and of its folder in outputs.
    address
        Folder, file or SQLAlchemy URL.
    mapping, log
        Column names of the source and the decisions about it; None where there are none.
    basis
        "reconstructed" for the demo, else "data".
    """

    name: str
    address: str
    mapping: Path | None
    log: Path | None
    basis: str


def find_source(paths: ProjectPaths, data: str = DEMO) -> Source:
    """Find the exports called `data`, with their mapping and cleaning log.

    Parameters
    ----------
    paths
        The project.
    data
        "demo", or a folder, file or SQLAlchemy URL. The mapping is `mapping.yaml` in that folder or
        `data/mappings/<name>.yaml`; the log is `data/cleaning_log/<name>.csv`.

    Raises
    ------
    ParameterError
        When the address is empty or there is nothing at it.
    """
    is_url = is_database(data)
    if not data.strip():
        raise ParameterError(
            "the address of the exports is empty", remedy="Give a folder, a file or a database address."
        )
    if data == DEMO or (not is_url and Path(data).resolve() == paths.demo_exports.resolve()):
        log = paths.cleaning_log / "demo.csv"
        return Source(DEMO, str(paths.demo_exports), paths.demo / MAPPING, log, "reconstructed")
    if not is_url and not Path(data).exists():
        raise ParameterError(
            "there are no exports at this address",
            where=Where(file=data.rpartition("@")[2]),  # a mistyped URL may hold an account before the @
            remedy="Give a folder, a file or a database address; `dianalysis template` makes empty ones.",
        )
    name = _name(data, is_url=is_url)
    own = [Path(data) / MAPPING] if not is_url and Path(data).is_dir() else []
    mapping = _first([*own, paths.data / "mappings" / f"{name}.yaml"])
    return Source(name, data, mapping, _first([paths.cleaning_log / f"{name}.csv"]), "data")


def _name(data: str, *, is_url: bool) -> str:
    """Name a source after its file, folder or database; never after the account or the options of a URL."""
    stem = shown_source(data).rsplit("/", 1)[-1] if is_url else Path(data).resolve().stem
    name = re.sub(r"[^A-Za-z0-9_-]+", "_", stem).strip("_-")[:60] or "data"
    return f"{name}_data" if name == DEMO else name


def _first(candidates: list[Path]) -> Path | None:
    return next((path for path in candidates if path.is_file()), None)
