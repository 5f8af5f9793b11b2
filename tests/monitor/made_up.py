"""Small made-up clean tables of the right shape, and exports made from them, for tests only."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd

from dianalysis.codebook import Codebook, Variable
from dianalysis.sources import write_csv, write_parquet

CUT_OFF = dt.date(2016, 7, 10)
MONITORS = ("monitor_1", "monitor_2", "monitor_3")
FIRST_DAY = {
    "registration_date": dt.date(2015, 4, 1),
    "monitor_1_date": dt.date(2015, 8, 1),
    "monitor_2_date": dt.date(2015, 12, 1),
    "monitor_3_date": dt.date(2016, 4, 4),
}


def make_values(variable: Variable, n: int, codebook: Codebook, rng: np.random.Generator) -> list[object]:
    """Draw `n` clean values of a variable."""
    if variable.type == "date":
        first = FIRST_DAY[variable.name]
        return [first + dt.timedelta(days=int(day)) for day in rng.integers(0, 60, n)]
    if variable.type == "id":
        return [f"A{int(number):03d}" for number in rng.integers(1, 30, n)]
    if variable.type == "text":
        return [f"Bedrijf {int(number)}" for number in rng.integers(1, 10**6, n)]
    values = codebook.values(variable.value_set)
    if variable.type == "multiple":
        chosen = rng.random((n, len(values))) < 0.4
        return ["+".join(v for v, yes in zip(values, row, strict=True) if yes) or values[0] for row in chosen]
    drawn = [values[int(i)] for i in rng.integers(0, len(values), n)]
    return [int(v) for v in drawn] if variable.type == "score" else list(drawn)


def make_companies(codebook: Codebook, *, n: int = 40, seed: int = 1, lost: int = 4) -> pd.DataFrame:
    """Make a clean company table; the last `lost` firms have no monitor 3, the very last one stopped."""
    rng = np.random.default_rng(seed)
    data: dict[str, list[object]] = {}
    for form in ("registration", *MONITORS):
        for variable in codebook.variables(form):
            if variable.personal or variable.name in data:
                continue
            if variable.name in ("stop_date", "status"):
                data[variable.name] = [None if variable.name == "stop_date" else "actief"] * n
                continue
            data[variable.name] = make_values(variable, n, codebook, rng)
            if not variable.required:
                data[variable.name] = [v if rng.random() > 0.3 else None for v in data[variable.name]]
    data["firm_id"] = [f"F{number:04d}" for number in range(1, n + 1)]
    frame = pd.DataFrame(data)
    third = [v.name for v in codebook.variables("monitor_3") if v.name not in ("firm_id", "adviser_id")]
    frame.loc[n - lost :, third] = None
    if lost:
        frame.loc[n - 1, ["status"]] = "gestopt"
        frame.loc[n - 1, ["stop_date"]] = dt.date(2016, 1, 5)
    return frame


def make_self_employed(codebook: Codebook, *, n: int = 6, seed: int = 2) -> pd.DataFrame:
    """Make a clean table of the self-employed."""
    rng = np.random.default_rng(seed)
    data = {v.name: make_values(v, n, codebook, rng) for v in codebook.variables("self_employed")}
    data["firm_id"] = [f"Z{number:04d}" for number in range(1, n + 1)]
    return pd.DataFrame(data)


def split_forms(companies: pd.DataFrame, codebook: Codebook) -> dict[str, pd.DataFrame]:
    """Take a company table apart into its forms; a firm without an answer to a monitor has no row in it."""
    forms = {}
    for form in ("registration", *MONITORS):
        names = [v.name for v in codebook.variables(form) if not v.personal]
        frame = companies[names].copy()
        answers = [n for n in names if n not in ("firm_id", "adviser_id")]
        frame = frame[frame[answers].notna().any(axis=1)].reset_index(drop=True)
        if form == "registration":
            frame.insert(1, "firm_name", [f"Bedrijf {number}" for number in frame["firm_id"]])
        forms[form] = frame
    return forms


def write_exports(folder: Path, codebook: Codebook, *, companies: pd.DataFrame, kind: str = "csv") -> Path:
    """Write a clean company table as plain exports of one kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for form, frame in split_forms(companies, codebook).items():
        if kind == "csv":
            write_csv(frame, folder / f"{form}.csv")
        else:
            write_parquet(frame, folder / f"{form}.parquet")
    return folder
