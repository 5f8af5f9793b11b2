"""The library `deduce` as a further reader of Dutch names and places; slow and large at first use."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dianalysis.errors import ParameterError
from dianalysis.interviews.pseudonyms.text import Mention

ABSENT = "deduce is not installed: names outside the roster are found by lists and capitals only"
_REMEDY = "Install the extra (pip install 'dianalysis[interviews]'), or go on without it and say so."
KINDS_OF_TAGS = {
    "persoon": "person",
    "patient": "person",
    "locatie": "place",
    "ziekenhuis": "company",
    "zorginstelling": "company",
    "emailadres": "email",
    "telefoonnummer": "phone",
    "url": "web",
    "bsn": "bsn",
    "id": "other",
}
"""Kinds for the tags of deduce; dates and ages are not masked."""


def is_installed() -> bool:
    """Tell whether the library is there; it is not imported for that."""
    return importlib.util.find_spec("deduce") is not None


@dataclass
class Deducer:
    """Reads texts with deduce; whatever it finds is a candidate, never certain."""

    engine: Any = None

    def find(self, text: str) -> list[Mention]:
        """Find what deduce takes for a name, place or number in a text.

        Raises
        ------
        ParameterError
            When the library is not installed or cannot be started.
        """
        if self.engine is None:
            self.engine = _start()
        with _silence():
            annotations = self.engine.deidentify(text).annotations
        found = []
        for one in annotations:
            kind = KINDS_OF_TAGS.get(one.tag.split("-")[0])
            if kind is not None:
                found.append(Mention(one.start_char, one.end_char, kind, "deduce"))
        return sorted(found, key=lambda mention: mention.start)


def name_lists() -> tuple[list[str], list[str]]:
    """Return the first names and the places that come with deduce, read without importing it; empty
    when it is absent."""
    spec = importlib.util.find_spec("deduce")
    if spec is None or not spec.submodule_search_locations:
        return [], []
    source = Path(spec.submodule_search_locations[0]) / "data" / "lookup" / "src"
    return _lines(source / "names/lst_first_name"), _lines(source / "locations/lst_placename/lst_residence")


def _lines(folder: Path) -> list[str]:
    items, exceptions = folder / "items.txt", folder / "exceptions.txt"
    if not items.is_file():
        return []
    left_out = set(exceptions.read_text(encoding="utf-8").splitlines()) if exceptions.is_file() else set()
    return [
        line
        for line in items.read_text(encoding="utf-8").splitlines()
        if " " not in line and line not in left_out
    ]


def _start() -> Any:
    if not is_installed():
        raise ParameterError(ABSENT, remedy=_REMEDY)
    try:
        with _silence():
            return importlib.import_module("deduce").Deduce()
    except Exception as error:  # a library of others may fail in any way while it builds its lists
        raise ParameterError(
            f"deduce could not be started ({type(error).__name__})", remedy=_REMEDY
        ) from None


@contextlib.contextmanager
def _silence():  # type: ignore[no-untyped-def]
    """Keep the library from writing to the screen and from setting up logging for the whole program."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logging.disable(logging.CRITICAL)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        logging.disable(logging.NOTSET)
        root.handlers[:] = handlers
        root.setLevel(level)
