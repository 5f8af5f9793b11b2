"""The synthetic panel with the questions of chapters 7 to 10 by name, and made-up self-employed people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from synthetic import STEPS, make_companies

from dianalysis.studies import instrument

NO_REASONS = pd.DataFrame(columns=["firm_id", "form", "variable", "reason"])


@dataclass(frozen=True)
class ChapterPanel:
    """The parts of a panel that the studies of chapters 7 to 10 use."""

    companies: pd.DataFrame
    self_employed: pd.DataFrame
    missing_reasons: pd.DataFrame
    basis: str = "data"
    data_hash: str = "0123abcd"
    draws: tuple[pd.DataFrame, ...] = ()
    self_employed_draws: tuple[pd.DataFrame, ...] = ()
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def chapter_companies(seed: int = 1, sizes: dict[str, int] | None = None) -> pd.DataFrame:
    """Return made-up companies whose blocks carry the names of the codebook."""
    rng = np.random.default_rng(seed + 100)
    table = make_companies(seed, sizes)
    names = {f"indicator_{k}": f"indicator_{name}" for k, name in enumerate(instrument.INDICATORS)}
    names |= {f"condition_{k}": f"condition_{name}" for k, name in enumerate(instrument.CONDITIONS)}
    table = table.rename(columns=names)
    going_on = (table["followup"] == "ja").to_numpy()
    kind = rng.choice(["doorgaan", "nieuwe_activiteiten"], size=len(table)).astype(object)
    table["followup_kind"] = np.where(going_on & (rng.random(len(table)) < 0.95), kind, None)
    table["support_wanted"] = table["support_wanted"].where(going_on)
    return table


def chapter_persons(seed: int = 1, n: int = 28) -> pd.DataFrame:
    """Return made-up self-employed people of two partners."""
    rng = np.random.default_rng(seed)
    start, end = rng.integers(1, 6, n), rng.integers(2, 8, n)
    table = pd.DataFrame({"firm_id": [f"Z{k:04d}" for k in range(1, n + 1)]})
    table["partner"] = np.where(np.arange(n) < 18, "mkb_deventer", "vhg").astype(object)
    table["typology_start"], table["typology_end"] = STEPS[start - 1], STEPS[end - 1]
    table["start_step"], table["end_step"] = pd.array(start, dtype="Int64"), pd.array(end, dtype="Int64")
    table["growth"] = table["end_step"] - table["start_step"]
    for name in instrument.PERSON_INDICATORS:
        table[f"indicator_{name}"] = rng.choice(["ja", "nee"], size=n).astype(object)
    for column in (
        *instrument.columns("outcome_", instrument.PERSON_OUTCOMES),
        *instrument.columns("condition_", instrument.PERSON_CONDITIONS),
    ):
        table[column] = pd.array(rng.integers(1, 6, n), dtype="Int64")
    table["satisfaction"] = rng.choice(["b", "c", "d"], size=n).astype(object)
    table["grade"] = pd.array(rng.integers(6, 11, n), dtype="Int64")
    return table


def chapter_panel(seed: int = 1) -> ChapterPanel:
    """Return a panel of own data."""
    return ChapterPanel(chapter_companies(seed), chapter_persons(seed), NO_REASONS)
