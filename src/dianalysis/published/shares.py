"""Tables 2 to 5 print shares without counts: which bases and counts can they stand for?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from dianalysis.published.figures import Printed, counts_of_share, share
from dianalysis.published.slugs import BRACKETS

STAFF_TABLES = ("T2", "T3", "T4", "T5")


@dataclass(frozen=True)
class ShareFit:
    """A base and counts that reproduce printed shares; `dropped` is the cell that had to be left out."""

    base: int
    counts: tuple[int, ...]
    dropped: int | None = None


def staff_items(printed: Printed) -> list[tuple[str, str]]:
    """List the items with a distribution of their own as (table, row); tables 2 and 3 have one each."""
    items = [(table, "") for table in ("T2", "T3") if printed.rows(table)]
    items += [(table, row) for table in ("T4", "T5") for row in printed.rows(table)]
    return items


def staff_shares(printed: Printed, table: str, row: str) -> tuple[str, ...]:
    """Return the four printed shares of an item."""
    cells = (
        [(bracket, "bedrijven") for bracket in BRACKETS]
        if row == ""
        else [(row, bracket) for bracket in BRACKETS]
    )
    return tuple(printed.values[f"{table}/{place}/{column}/pct"] for place, column in cells)


def bases_of(shares: tuple[str, ...], *, limit: int) -> list[ShareFit]:
    """Find every base up to `limit` for which whole counts give all printed shares and add up to the base."""
    found = []
    for base in range(1, limit + 1):
        options = [counts_of_share(text, base) for text in shares]
        fitting = [counts for counts in product(*options) if sum(counts) == base]
        if fitting:
            found.append(ShareFit(base, fitting[0]))
    return found


def repairs_of(shares: tuple[str, ...], *, limit: int) -> list[ShareFit]:
    """Find every base that fits when one share is left out and its count is what remains."""
    found = []
    for place in range(len(shares)):
        others = [text for other, text in enumerate(shares) if other != place]
        for base in range(1, limit + 1):
            for counts in product(*(counts_of_share(text, base) for text in others)):
                rest = base - sum(counts)
                if rest >= 0:
                    found.append(ShareFit(base, (*counts[:place], rest, *counts[place:]), place))
    return found


def fit_shares(shares: tuple[str, ...], *, limit: int) -> ShareFit:
    """Choose the base of a distribution: the largest that fits, else the smallest repair of one cell.

    Parameters
    ----------
    shares
        Printed percentages of all categories.
    limit
        Largest possible base.

    Returns
    -------
    The fit; with a repair: the least change of the cell left out, then the largest base, then printed order.
    """
    exact = bases_of(shares, limit=limit)
    if exact:
        return exact[-1]
    return min(
        repairs_of(shares, limit=limit), key=lambda fit: (_change(fit, shares), -fit.base, fit.dropped or 0)
    )


def _change(fit: ShareFit, shares: tuple[str, ...]) -> int:
    place = fit.dropped or 0
    computed = share(fit.counts[place], fit.base, like=shares[place])
    return abs(int(computed.replace(".", "")) - int(shares[place].replace(".", "")))
