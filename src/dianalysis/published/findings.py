"""The two files that say what the reconstruction found out about the printed figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dianalysis.published.conflicts import exclusions_frame
from dianalysis.published.reconstruct import settle_figures

EXCLUSIONS = "exclusions.csv"
RECOVERED = "recovered.csv"


def find_findings(figures: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Find the figures that cannot be right together and the cells whose place can be recovered.

    Parameters
    ----------
    figures
        Printed figures as `read_figures` returns them.

    Returns
    -------
    One table per file name: exclusions (figure, printed, computed, proof, repair, block) and recovered cells
    (figure, table, row, column, stat, value, rule, proof).
    """
    settled = settle_figures(figures)
    return {EXCLUSIONS: exclusions_frame(list(settled.exclusions)), RECOVERED: settled.recovered}


def write_findings(folder: Path, figures: pd.DataFrame) -> list[Path]:
    """Write `exclusions.csv` and `recovered.csv`; the same figures give the same bytes."""
    written = []
    for name, table in find_findings(figures).items():
        table.to_csv(folder / name, index=False, lineterminator="\n", encoding="utf-8")
        written.append(folder / name)
    return written
