"""Did partners with smaller lots keep more firms, or get higher grades: phase one as it was printed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from dianalysis.estimation.association import kendall_tau, permutation_p_tau
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.studies.rows import Record, Settings, row

FEWEST_PARTNERS = 5
METHOD = "Kendall's tau-b over partners; jackknife over partners, t interval; permutation of partners"
POST_HOC = "between partners only, looked up after the fact: lots went by organising power and reach"
ALLOTTED = "allotted"
NAMED = {"population": "registered"}


@dataclass(frozen=True)
class Lots:
    """What the report printed of every partner, one entry a partner; NaN where a cell is lost.

    Parameters
    ----------
    partners
        Names.
    allotted, delivered, complete
        Firms a partner was to bring in at the start, brought in, and with complete data (Table 1).
    grade
        Mean grade of its firms (second table of its profile).
    """

    partners: tuple[str, ...]
    allotted: FloatArray
    delivered: FloatArray
    complete: FloatArray
    grade: FloatArray

    def outcomes(self) -> dict[str, FloatArray]:
        """Return the share of the lot delivered, the share of those complete, and the mean grade."""
        return {
            "delivered": self.delivered / self.allotted,
            "complete": self.complete / self.delivered,
            "grade": self.grade,
        }


def read_lots(printed: Mapping[str, str]) -> Lots:
    """Take lots and what became of them from the printed figures; empty arrays where there are none.

    Parameters
    ----------
    printed
        Printed figure id -> printed text.
    """
    names = sorted(name.split("/")[1] for name in printed if name.endswith("/oorspronkelijk/n"))
    names = [name for name in names if name != "totaal"]

    def numbers(cell: str) -> FloatArray:
        return np.array([_number(printed.get(cell.format(name), "")) for name in names], dtype=np.float64)

    return Lots(
        tuple(names),
        numbers("T1/{}/oorspronkelijk/n"),
        numbers("T1/{}/eindstand/n"),
        numbers("T1/{}/registratie_monitor_1_3/n"),
        numbers("P{}.2/kwaliteit_ondersteuning/cijfer/mean"),
    )


def _number(text: str) -> float:
    return float(text.replace(",", ".")) if text else math.nan


def lot_association_records(lots: Lots, settings: Settings) -> Iterator[Record]:
    """Give the rows on lots: what became of the firms by size of the lot, and the association over partners.

    Parameters
    ----------
    lots
        From `read_lots`; nothing is given for fewer than `FEWEST_PARTNERS` partners.
    settings
        Level of the interval, shuffles and seed.

    Notes
    -----
    Tau-b with the interval of leaving out one partner at a time, which needs no model and holds the true
    value in 93 to 94 of 100 samples of 18 partners with such ties; the p-value shuffles partners. The lot
    divides the share that was delivered, so that chance alone pulls that association down.
    """
    if lots.allotted.size < FEWEST_PARTNERS:
        return
    for size in np.unique(lots.allotted[~np.isnan(lots.allotted)]):
        yield from _size_rows(lots, float(size))
    for term, values in lots.outcomes().items():
        known = ~np.isnan(lots.allotted) & ~np.isnan(values)
        x, y = lots.allotted[known], values[known]
        found = kendall_tau(x, y, np.zeros(x.size), conf_level=settings.conf_level)
        p_value = permutation_p_tau(x, y, n_resamples=settings.n_resamples, seed=settings.seed)
        found = replace(found, statistic=math.nan, p_value=p_value, method=METHOD)
        yield row("lot_association", found, term=term, contrast="partners", note=POST_HOC, **NAMED)


def _size_rows(lots: Lots, size: float) -> Iterator[Record]:
    """Partners with a lot of one size: their number, shares of all their firms, mean of their mean grades."""
    own = lots.allotted == size
    group = {"group_name": ALLOTTED, "group_level": f"{size:.0f}", **NAMED}
    partners = float(own.sum())
    yield row("lot_size_partners", Estimate(partners, n=partners, method="count of partners"), **group)
    sums = {name: float(getattr(lots, name)[own].sum()) for name in ("allotted", "delivered", "complete")}
    for term, over in (("delivered", "allotted"), ("complete", "delivered")):
        share = sums[term] / sums[over] if sums[over] else math.nan
        value = Estimate(share, n=sums[over], method=f"firms {term} over firms {over}")
        yield row("lot_size_rate", value, term=term, **group)
    grades = lots.grade[own & ~np.isnan(lots.grade)]
    mean = float(grades.mean()) if grades.size else math.nan
    found = Estimate(mean, n=float(grades.size), method="mean of the partners' printed means")
    yield row("lot_size_grade", found, **group)
