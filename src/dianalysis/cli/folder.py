"""Folders a command writes to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dianalysis.errors import ParameterError, Where


@contextmanager
def written(out: Path) -> Iterator[None]:
    """Turn a folder that cannot be written into a message."""
    try:
        yield
    except OSError as error:
        raise ParameterError(
            f"nothing can be written to this folder ({error.strerror or type(error).__name__})",
            where=Where(file=str(out)),
            remedy="Give another folder, or close its files in other programs.",
        ) from error
