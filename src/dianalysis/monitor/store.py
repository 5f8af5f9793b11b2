"""Write the clean tables of a panel to a folder, and read them back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd

from dianalysis.codebook import Codebook
from dianalysis.errors import DataProblem, Unreadable, Where
from dianalysis.monitor.derive import derive_columns, derive_self_employed_columns
from dianalysis.monitor.panel import Panel, hash_tables
from dianalysis.sources import write_csv, write_parquet

TABLES = ("companies", "self_employed", "missing_reasons", "flow", "counts", "rejected")
CHECKS = "checks.csv"
STAMP = "panel.json"
_REMEDY = "Clean the exports again; never edit the files of this folder."


def write_clean(panel: Panel, folder: Path) -> None:
    """Write the clean tables (parquet), the flags (checks.csv) and the stamp of a panel.

    Draws are not written. The stamp is written last, so that a folder with a stamp is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / STAMP).unlink(missing_ok=True)
    for name in TABLES:
        write_parquet(getattr(panel, name), folder / f"{name}.parquet")
    write_csv(panel.problems, folder / CHECKS)
    stamp = {"basis": panel.basis, "data_hash": panel.data_hash}
    (folder / STAMP).write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")


def read_clean(folder: Path) -> Panel:
    """Read a panel that `write_clean` wrote, without draws.

    Raises
    ------
    Unreadable
        When the folder is not whole.
    DataProblem
        When a table was changed after it was written.
    """
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        tables = {name: pd.read_parquet(folder / f"{name}.parquet") for name in TABLES}
        problems = pd.read_csv(folder / CHECKS, dtype="str", keep_default_na=False)
        basis, stamped = str(stamp["basis"]), str(stamp["data_hash"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreadable(
            "the folder does not hold a whole set of clean tables",
            where=Where(file=folder.name),
            remedy=_REMEDY,
        ) from error
    found = hash_tables(tables["companies"], tables["self_employed"])
    if found != stamped:
        raise DataProblem(
            "a clean table was changed after it was made", where=Where(file=folder.name), remedy=_REMEDY
        )
    problems["row"] = pd.to_numeric(problems["row"]).astype("Int64")
    return Panel(
        companies=tables["companies"],
        self_employed=tables["self_employed"],
        missing_reasons=tables["missing_reasons"],
        flow=tables["flow"],
        problems=problems,
        basis=basis,
        data_hash=stamped,
        counts=tables["counts"],
        rejected=tables["rejected"],
    )


def read_draws(folder: Path, codebook: Codebook, *, cut_off: dt.date | None) -> tuple[pd.DataFrame, ...]:
    """Read the company tables of all reconstruction draws, with the derived columns, in their order."""
    paths = sorted(folder.glob("companies_*.parquet"))
    return tuple(derive_columns(pd.read_parquet(path), codebook, cut_off=cut_off) for path in paths)


def read_self_employed_draws(folder: Path, codebook: Codebook) -> tuple[pd.DataFrame, ...]:
    """Read the tables of the self-employed of all reconstruction draws, with the derived columns."""
    paths = sorted(folder.glob("self_employed_*.parquet"))
    return tuple(derive_self_employed_columns(pd.read_parquet(path), codebook) for path in paths)


def with_draws(panel: Panel, folder: Path, codebook: Codebook, *, cut_off: dt.date | None) -> Panel:
    """Return the panel of the demo with the draws of the reconstruction."""
    return replace(
        panel,
        draws=read_draws(folder, codebook, cut_off=cut_off),
        self_employed_draws=read_self_employed_draws(folder, codebook),
    )
