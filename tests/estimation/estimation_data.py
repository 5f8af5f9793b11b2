"""Pinned reference values and the data of R they were computed on."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd

REFERENCE = Path(__file__).parents[1] / "reference"


class Pins(dict[str, float]):
    """Pinned values by name, with a lookup of numbered names."""

    def series(self, stem: str) -> np.ndarray:
        """Return stem.1, stem.2, … as an array."""
        found = [self[f"{stem}.{k}"] for k in range(1, 1000) if f"{stem}.{k}" in self]
        assert found, f"no pinned series {stem}"
        return np.array(found)


def read_pins() -> Pins:
    """Return all pinned values of the R scripts."""
    values = Pins()
    for file in sorted(REFERENCE.glob("*_expected.csv")):
        with file.open(newline="") as stream:
            values.update({line["name"]: float(line["value"]) for line in csv.DictReader(stream)})
    return values


def read_paired() -> pd.DataFrame:
    """Return the made-up pairs in ten clusters, with their growth."""
    table = pd.read_csv(REFERENCE / "paired.csv")
    return table.assign(growth=table["end"] - table["start"])


def reference_data(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return values and groups of a data set shipped with R."""
    table = pd.read_csv(REFERENCE / f"{name}.csv", dtype={"group": str})
    return table["value"].to_numpy(float), table["group"].to_numpy(str)
