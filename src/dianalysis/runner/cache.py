"""Skip a notebook when nothing it could depend on has changed since it last succeeded.

The key of an execution covers the notebook, its translation, its parameters, the whole source of the package,
all input files of the project, the hash of the clean data and the version of every installed package. That is
more than most notebooks use: running one too often costs seconds, showing an outdated page costs trust.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from dianalysis.runner.kernel import FIXED_ENVIRONMENT
from dianalysis.runner.scrub import write_text

_BLOCK = 1 << 20
_IGNORED = ("__pycache__", ".ipynb_checkpoints")


class Cache:
    """What earlier executions of a run folder were made from.

    Parameters
    ----------
    folder
        Where the entries are kept, one small file per execution.
    root
        Folder of the run; produced files are named from here.
    ground
        Hash of everything all executions share, from `hash_ground`.
    """

    def __init__(self, folder: Path, *, root: Path, ground: str) -> None:
        self._folder, self._root, self._ground = folder, root, ground

    def key(self, notebook: Path, parameters: Mapping[str, Any], *, translation: Path | None = None) -> str:
        """Return the key of a notebook run with these parameters, and with its text from `translation`."""
        text = json.dumps(parameters, sort_keys=True, ensure_ascii=False)
        words = hash_file(translation) if translation and translation.is_file() else ""
        return _digest([self._ground, hash_file(notebook), text, words])

    def holds(self, name: str, key: str) -> bool:
        """Tell whether execution `name` was made with this key and all it produced is still as it was."""
        try:
            entry = json.loads(self._entry(name).read_text(encoding="utf-8"))
            files: dict[str, str] = entry["files"]
            same = all(hash_file(self._root / file) == expected for file, expected in files.items())
            return bool(entry["key"] == key and files and same)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return False

    def forget(self, name: str) -> None:
        """Drop the entry of an execution that is about to run again."""
        self._entry(name).unlink(missing_ok=True)

    def store(self, name: str, key: str, *, products: Sequence[Path]) -> None:
        """Remember that execution `name` succeeded, unless one of its products is not there."""
        if not all(product.is_file() for product in products):
            return
        files = {product.relative_to(self._root).as_posix(): hash_file(product) for product in products}
        self._folder.mkdir(parents=True, exist_ok=True)
        write_text(self._entry(name), json.dumps({"key": key, "files": files}, indent=1) + "\n")

    def _entry(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def hash_ground(inputs: Iterable[Path], *, data_hash: str) -> str:
    """Return a hash of everything that all notebooks of a run share.

    Parameters
    ----------
    inputs
        Files and folders: source of the package, input data of the project.
    data_hash
        Hash of the clean data.
    """
    parts = [data_hash, platform.python_version(), json.dumps(FIXED_ENVIRONMENT, sort_keys=True)]
    parts += sorted({f"{package.name}=={package.version}" for package in distributions()})
    for top in inputs:
        for file in _files(top):
            parts += [file.relative_to(top.parent).as_posix(), hash_file(file)]
    return _digest(parts)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _files(top: Path) -> list[Path]:
    if top.is_file():
        return [top]
    return sorted(path for path in top.rglob("*") if path.is_file() and not set(_IGNORED) & set(path.parts))


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode()
        digest.update(f"{len(raw)}:".encode() + raw)
    return digest.hexdigest()
