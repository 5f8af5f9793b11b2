"""A made-up panel in the shape of the clean tables: eighteen partners of unequal size, nothing real in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

SIZES = {
    "agf_cko": 6, "awvn": 43, "bfbn": 11, "goc": 25, "inretail": 42, "svh": 55, "metaalunie": 50, "lltb": 27,
    "mkb_deventer": 18, "nbbu": 27, "nisb_fitvak_han": 26, "sbi": 22, "sol": 20, "tuinbranche_nl": 20,
    "uneto_vni": 26, "vakcentrum": 25, "vhg": 25, "vpb_emmen": 22,
}  # fmt: skip
INCOMPLETE = {"goc": 10, "mkb_deventer": 1, "tuinbranche_nl": 3}
STEPS = np.array(["a", "ab", "b", "bc", "c", "cd", "d"], dtype=object)
BRACKETS = ["lt25", "25_50", "50_75", "gt75"]
BRACKET_COLUMNS = (
    "share_permanent", "share_male", "share_age_lt25", "share_age_26_55", "share_age_gt55",
    "share_edu_basisonderwijs", "share_edu_lager_beroepsonderwijs", "share_edu_middelbaar_beroepsonderwijs",
    "share_edu_havo_vwo", "share_edu_hoger_onderwijs",
)  # fmt: skip
OUTCOMES = (
    "bewustwording", "bekendheid", "beleid", "werkplezier", "verbetering", "kennis", "flexibel_inzetbaar",
    "betrokkenheid",
)  # fmt: skip
ASPECTS = (
    "organisatie", "vitaliteit_gezondheid", "betrokkenheid_motivatie", "ontwikkeling_mobiliteit",
    "monitoring",
)  # fmt: skip
END_COLUMNS = (
    "typology_end",
    "end_step",
    "growth",
    "grade",
    "satisfaction",
    "monitor_3_date",
    "n_indicators",
)


@dataclass(frozen=True)
class SyntheticPanel:
    """The parts of a panel that studies use."""

    companies: pd.DataFrame
    missing_reasons: pd.DataFrame
    basis: str = "data"
    data_hash: str = "0123abcd"
    draws: tuple[pd.DataFrame, ...] = field(default=())
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def make_companies(seed: int = 1, sizes: dict[str, int] | None = None) -> pd.DataFrame:
    """Draw a table of registered companies; those in INCOMPLETE lack the final monitor."""
    rng = np.random.default_rng(seed)
    partner = np.repeat(list(sizes or SIZES), list((sizes or SIZES).values()))
    n = partner.size
    start = rng.choice(np.arange(1, 8), size=n, p=[0.25, 0.4, 0.15, 0.12, 0.04, 0.03, 0.01])
    end = np.clip(start + rng.choice([-1, 0, 1, 2, 3], size=n, p=[0.02, 0.24, 0.42, 0.25, 0.07]), 1, 7)
    table = pd.DataFrame({"firm_id": [f"F{k:04d}" for k in range(n)], "partner": partner.astype(object)})
    table["adviser_id"] = [f"A{k % 60:03d}" for k in range(n)]
    table["registration_date"] = pd.Timestamp("2014-11-03")
    table["monitor_1_date"] = pd.Timestamp("2015-01-05") + pd.to_timedelta(rng.integers(0, 90, n), unit="D")
    table["monitor_2_date"] = table["monitor_1_date"] + pd.Timedelta(days=120)
    table["monitor_3_date"] = table["monitor_1_date"] + pd.to_timedelta(rng.integers(200, 400, n), unit="D")
    table["sector"] = rng.choice(["industrie", "handel", "horeca", "overig"], size=n).astype(object)
    table["subsector"] = rng.choice(["metaal", "detailhandel", "groothandel"], size=n).astype(object)
    table["size_class"] = rng.choice(["le15", "16_24", "25_49", "50_99"], size=n).astype(object)
    for column in BRACKET_COLUMNS:
        values = rng.choice(BRACKETS, size=n).astype(object)
        values[rng.random(n) < 0.03] = None
        table[column] = values
    table["typology_start"], table["typology_end"] = STEPS[start - 1], STEPS[end - 1]
    table["diagnosis"] = rng.choice(["management", "inventarisatie+management", None], size=n)
    table["advice_form"] = rng.choice(["mondeling", "notitie+mondeling"], size=n).astype(object)
    table["execution_form"] = rng.choice(["directie", "directie+hr", None], size=n)
    for name in ASPECTS:
        table[f"aspect_{name}"] = rng.choice(["ja", "nee"], size=n).astype(object)
    for name in OUTCOMES:
        table[f"outcome_{name}"] = pd.array(rng.integers(1, 6, n), dtype="Int64")
    for k in range(12):
        table[f"condition_{k}"] = pd.array(rng.integers(1, 6, n), dtype="Int64")
    for k in range(31):
        table[f"indicator_{k}"] = rng.choice(["ja", "misschien", None], size=n, p=[0.2, 0.1, 0.7])
    table["followup"] = rng.choice(["ja", "nee"], size=n).astype(object)
    table["support_wanted"] = rng.choice(["ja", "nee"], size=n).astype(object)
    table["satisfaction"] = rng.choice(["a", "b", "c", "d"], size=n).astype(object)
    table["grade"] = pd.array(rng.choice([6, 7, 8, 9], size=n, p=[0.1, 0.4, 0.4, 0.1]), dtype="Int64")
    return _derived(table, start, end)


def _derived(table: pd.DataFrame, start: np.ndarray, end: np.ndarray) -> pd.DataFrame:
    table["start_step"] = pd.array(start, dtype="Int64")
    table["end_step"] = pd.array(end, dtype="Int64")
    table["growth"] = table["end_step"] - table["start_step"]
    table["n_aspects"] = sum((table[f"aspect_{a}"] == "ja").astype("Int64") for a in ASPECTS)
    table["n_indicators"] = table.filter(like="indicator_").notna().sum(axis=1).astype("Int64")
    rank = table.groupby("partner").cumcount()
    lost = rank < table["partner"].map(INCOMPLETE).fillna(0)
    table["started"], table["complete"] = True, ~lost
    table["incomplete_reason"] = np.where(lost, np.where(rank == 0, "stopped", "late"), None)
    ending = [c for c in table if c in END_COLUMNS or c.startswith(("outcome_", "condition_", "indicator_"))]
    for column in ending:
        table[column] = table[column].mask(lost)
    return table


def make_panel(seed: int = 1, *, basis: str = "data", n_draws: int = 0) -> SyntheticPanel:
    """Return a panel; with draws, the first draw is the panel itself."""
    companies = make_companies(seed)
    reasons = pd.DataFrame(
        [("F0001", "monitor_1", "diagnosis", "dont_know")], columns=["firm_id", "form", "variable", "reason"]
    )
    draws = (companies, *(make_companies(seed + k) for k in range(1, n_draws)))[:n_draws]
    return SyntheticPanel(companies, reasons, basis, draws=draws)
