"""Names with a typing error: optimal string alignment, where a swap of two letters counts as one error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dianalysis.errors import ParameterError

SHORTEST, MIDDLE, LONG = 4, 6, 9
"""Letters from which one error makes a candidate; one makes a match and two a candidate; two make a match."""


def allowed_errors(length: int) -> int:
    """Return how many errors a name of `length` letters may have to be found at all."""
    return 0 if length < SHORTEST else 1 if length < MIDDLE else 2


def is_near_enough(name: str, written: str, errors: int) -> bool:
    """Tell whether what is written can be taken for the name without review: same first letter, few
    errors."""
    length = min(len(name), len(written))
    few = errors <= (2 if length >= LONG else 1 if length >= MIDDLE else 0)
    return few and name[0] == written[0]


@dataclass(frozen=True)
class Nearest:
    """Finds the known name nearest to what is written; `names` are folded."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> Nearest:
        """Make one of the names long enough to be recognised with an error."""
        return cls(tuple(sorted({name for name in names if len(name) >= SHORTEST})))

    @cached_property
    def _known(self) -> dict[str, tuple[str, int] | None]:
        return {}

    def find(self, written: str) -> tuple[str, int] | None:
        """Return the nearest name and its number of errors, or nothing when none is near (or it is exact).

        Raises
        ------
        ParameterError
            When the library for it is not installed.
        """
        if len(written) < SHORTEST or not self.names:
            return None
        if written not in self._known:
            self._known[written] = self._search(written)
        return self._known[written]

    def _search(self, written: str) -> tuple[str, int] | None:
        process, distance = _rapidfuzz()
        best = process.extractOne(
            written, self.names, scorer=distance, score_cutoff=allowed_errors(len(written))
        )
        if best is None:
            return None
        name, errors = str(best[0]), int(best[1])
        return (name, errors) if 0 < errors <= allowed_errors(min(len(name), len(written))) else None


def _rapidfuzz() -> tuple[Any, Any]:
    try:
        from rapidfuzz import process  # noqa: PLC0415 - an extra: imported only when names are looked for
        from rapidfuzz.distance import OSA  # noqa: PLC0415
    except ImportError as error:
        raise ParameterError(
            "rapidfuzz is not installed, so names with a typing error would be missed",
            remedy="Install the extra: pip install 'dianalysis[interviews]'.",
        ) from error
    return process, OSA.distance
