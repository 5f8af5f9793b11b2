"""How strong the declared associations came out in the draws: ties weaken them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dianalysis.published.reconstruct import draw_numbers, read_draw, realised_association
from dianalysis.published.recount import complete_firms
from dianalysis.published.recount_results import steps_of

REALISED = "association_realised.csv"
REALISED_COLUMNS = ("first", "second", "spearman", "lowest", "highest", "draws")


def ordered_variables(firms: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the variables with a declared loading as ordered numbers: means for blocks of statements."""
    outcomes = [str(name) for name in firms if str(name).startswith("outcome_")]
    conditions = [str(name) for name in firms if str(name).startswith("condition_")]
    return {
        "growth": steps_of(firms["typology_end"]) - steps_of(firms["typology_start"]),
        "grade": firms["grade"],
        "satisfaction": firms["satisfaction"].map({"a": 1, "b": 2, "c": 3, "d": 4}),
        "outcomes": firms[outcomes].astype(float).mean(axis=1),
        "followup": (firms["followup"] == "ja").astype(int),
        "conditions": firms[conditions].astype(float).mean(axis=1),
    }


def realised_in_draws(folder: Path) -> pd.DataFrame:
    """Measure the associations within partners in all draws of a folder.

    Parameters
    ----------
    folder
        Folder with draws.

    Returns
    -------
    One row per pair: first, second, spearman (mean over draws of the mean within partners), lowest, highest,
    draws.
    """
    parts = []
    for number in draw_numbers(folder):
        firms = complete_firms(read_draw(folder, number).companies)
        parts.append(realised_association(firms, ordered_variables(firms)))
    pairs = pd.concat(parts).groupby(["first", "second"], sort=False)["spearman"]
    table = pairs.agg(spearman="mean", lowest="min", highest="max", draws="size").reset_index()
    return table[list(REALISED_COLUMNS)].round({"spearman": 3, "lowest": 3, "highest": 3})


def write_realised(folder: Path, *, draws: Path) -> Path:
    """Write the associations of the draws in `draws` to `folder`; the same draws give the same bytes."""
    path = folder / REALISED
    realised_in_draws(draws).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
    return path
