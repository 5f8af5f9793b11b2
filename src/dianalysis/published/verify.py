"""Does each draw reproduce what was printed? Every printed cell is recomputed and compared as text."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dianalysis.errors import Unreadable, Where
from dianalysis.published.figures import decimals_of, figure_ids, half_up
from dianalysis.published.reconstruct.store import draw_numbers, read_draw
from dianalysis.published.recount import recount
from dianalysis.published.recount_results import Ratios
from dianalysis.published.recover import recover_figures

DESIGN_COLUMNS = ("oorspronkelijk", "na_herverdeling")
VERIFY_COLUMNS = ("figure", "draw", "printed", "computed", "verdict")


def verify_draws(folder: Path, figures: pd.DataFrame, exclusions: pd.DataFrame) -> pd.DataFrame:
    """Recompute every printed cell from every draw of a folder.

    Parameters
    ----------
    folder
        Folder with `companies_01.parquet`, `self_employed_01.parquet` and so on.
    figures
        Printed figures as `read_figures` returns them.
    exclusions
        Cells proven impossible; the column `figure` names them.

    Returns
    -------
    One row per draw and printed cell: figure, draw, printed, computed, verdict (reproduced: the same text at
    the printed precision; excluded: proven impossible; lost: the value is not in the text; design: a number
    planned beforehand; failed: none of these).

    Raises
    ------
    Unreadable
        The folder holds no draws.
    """
    numbers = draw_numbers(folder)
    if not numbers:
        raise Unreadable(
            "there are no draws to verify", where=Where(file=str(folder)), remedy="make the draws first"
        )
    excluded = frozenset(exclusions["figure"])
    known = _printed_values(figures)
    parts = []
    for number in numbers:
        draw = read_draw(folder, number)
        ratios = recount(draw.companies, draw.self_employed, figures)
        parts.append(compare_figures(known, ratios, excluded=excluded).assign(draw=number))
    return pd.concat(parts, ignore_index=True)[list(VERIFY_COLUMNS)]


def _printed_values(figures: pd.DataFrame) -> pd.Series:
    """Return the printed value of each figure: empty where lost, filled in where its place was recovered."""
    values = figures["value"].where(figures["status"] == "ok", "")
    values.index = pd.Index(figure_ids(figures))
    recovered = recover_figures(figures)
    values.loc[recovered["figure"].tolist()] = recovered["value"].to_numpy()
    return values


def compare_figures(known: pd.Series, ratios: Ratios, *, excluded: frozenset[str]) -> pd.DataFrame:
    """Compare printed values with recomputed ones.

    Parameters
    ----------
    known
        Printed value per figure name, empty where lost.
    ratios
        Recomputed exact ratio per figure name.
    excluded
        Figures proven impossible.

    Returns
    -------
    figure, printed, computed, verdict.
    """
    rows = []
    for name, printed in known.items():
        ratio = ratios.get(str(name))
        computed = "" if ratio is None else half_up(*ratio, decimals=decimals_of(printed) if printed else 1)
        rows.append((name, printed, computed, _verdict(str(name), printed, computed, excluded)))
    return pd.DataFrame(rows, columns=["figure", "printed", "computed", "verdict"])


def _verdict(name: str, printed: str, computed: str, excluded: frozenset[str]) -> str:
    if name in excluded:
        return "excluded"
    if printed == "":
        return "lost"
    if name.startswith("T1/") and name.split("/")[2] in DESIGN_COLUMNS:
        return "design"
    return "reproduced" if computed == printed else "failed"
