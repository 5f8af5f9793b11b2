"""The files that say what the reconstruction found out about the printed figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dianalysis.published.conflicts import exclusions_frame, staff_fits
from dianalysis.published.figures import Printed
from dianalysis.published.reconstruct import settle_figures
from dianalysis.published.shares import bases_of, staff_shares
from dianalysis.published.slugs import BRACKETS

EXCLUSIONS = "exclusions.csv"
RECOVERED = "recovered.csv"
BASES = "bases.csv"


def find_findings(figures: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Find the figures that cannot be right together and the cells whose place can be recovered.

    Parameters
    ----------
    figures
        Printed figures as `read_figures` returns them.

    Returns
    -------
    One table per file name: exclusions (figure, printed, computed, proof, repair, block), recovered cells
    (figure, table, row, column, stat, value, rule, proof) and the bases of tables 2 to 5 (table, row,
    shares, sum, fitting, chosen, left_out).
    """
    settled = settle_figures(figures)
    exclusions = exclusions_frame(list(settled.exclusions))
    return {EXCLUSIONS: exclusions, RECOVERED: settled.recovered, BASES: find_bases(figures)}


def find_bases(figures: pd.DataFrame) -> pd.DataFrame:
    """List for every item of tables 2 to 5 all bases that fit its shares, and the one that was chosen.

    Returns
    -------
    table, row, shares (as printed), sum (percent), fitting (bases up to the number of registered firms, or
    empty), chosen (base used), left_out (bracket that had to be left out, or empty).
    """
    printed = Printed.of(figures)
    limit = printed.count("T0", "totaal", "bedrijven") or 0
    rows = []
    for (table, row), fit in staff_fits(printed).items():
        shares = staff_shares(printed, table, row)
        rows.append(
            {
                "table": table,
                "row": row,
                "shares": ";".join(shares),
                "sum": f"{sum(float(text) for text in shares):.1f}",
                "fitting": ";".join(str(one.base) for one in bases_of(shares, limit=limit)),
                "chosen": fit.base,
                "left_out": "" if fit.dropped is None else BRACKETS[fit.dropped],
            }
        )
    return pd.DataFrame(rows)


def write_findings(folder: Path, figures: pd.DataFrame) -> list[Path]:
    """Write `exclusions.csv`, `recovered.csv` and `bases.csv`; the same figures give the same bytes."""
    written = []
    for name, table in find_findings(figures).items():
        table.to_csv(folder / name, index=False, lineterminator="\n", encoding="utf-8")
        written.append(folder / name)
    return written
