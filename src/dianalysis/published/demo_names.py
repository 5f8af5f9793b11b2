"""Names for the demo that nobody can take for real: every one says it is invented."""

from __future__ import annotations

import numpy as np

_KINDS = (
    "Café",
    "Hovenierij",
    "Smederij",
    "Drukkerij",
    "Betonfabriek",
    "Winkel",
    "Groothandel",
    "Installatiebedrijf",
    "Kwekerij",
    "Sportzaal",
    "Uitzendbureau",
    "Bakkerij",
)
_SIGNS = (
    "Wolk",
    "Maansteen",
    "Zeester",
    "Toverbal",
    "Regenboog",
    "Eenhoorn",
    "Papieren Boot",
    "Luchtkasteel",
)
_LEGAL = ("B.V.", "VOF", "N.V.", "")


def invent_names(n: int, rng: np.random.Generator) -> tuple[list[str], list[str]]:
    """Invent `n` different names of firms and of contact persons.

    Parameters
    ----------
    n
        Number of each.
    rng
        Generator; the same state gives the same names.
    """
    kinds, signs, legal = (rng.integers(0, len(words), n) for words in (_KINDS, _SIGNS, _LEGAL))
    firms = [
        f"{_KINDS[k]} De Verzonnen {_SIGNS[s]} {number:03d} {_LEGAL[form]}".strip()
        for number, (k, s, form) in enumerate(zip(kinds, signs, legal, strict=True), start=1)
    ]
    people = [f"Verzonnen Persoon {number:03d}" for number in range(1, n + 1)]
    return firms, people
