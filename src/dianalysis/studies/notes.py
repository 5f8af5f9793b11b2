"""What a row of results says in its `note`, and how a page finds it again."""

from __future__ import annotations

import re

EXPLORATORY = "exploratory"
POINT_ONLY = "the estimate; its uncertainty rests on the reconstruction"
INDEPENDENT = "the p-value takes companies as independent"
_PRINTED = "printed to {decimals} decimals; more of them rest on the reconstruction"
_FIND_PRINTED = re.compile(r"printed to (\d+) decimals")


def note_decimals(decimals: int) -> str:
    """Return the note of an estimate of which the print gives only so many decimals."""
    return _PRINTED.format(decimals=decimals)


def find_decimals(note: str) -> int | None:
    """Return how many decimals the print supports, None when the note sets no limit."""
    found = _FIND_PRINTED.search(note)
    return int(found.group(1)) if found else None
