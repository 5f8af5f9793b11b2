"""Recompute every printed cell from firm-level data: the exact ratio each printed figure stands for.

A count is (count, 1), a share is (100 x count, base), a mean is (sum of scores, number of scores).
"""

from __future__ import annotations

import pandas as pd

from dianalysis.published.recount_results import (
    Ratios,
    aspects_ratios,
    distribution,
    followup_ratios,
    indicators_ratios,
    profile_ratios,
    scores_ratios,
    steps_of,
)
from dianalysis.published.slugs import AGE_COLUMNS, BRACKETS, GROWTH_ROWS, SATISFACTION, STEPS

CUT_OFF = pd.Timestamp("2016-07-10")
ROW_OF_GROWTH = {steps: row for row, steps in GROWTH_ROWS.items()}


def complete_firms(companies: pd.DataFrame) -> pd.DataFrame:
    """Return the firms in the analyses: all three monitors, the last not after the cut-off, not stopped."""
    filled = companies[["monitor_1_date", "monitor_2_date", "monitor_3_date"]].notna().all(axis=1)
    return companies[filled & (companies["monitor_3_date"] <= CUT_OFF) & (companies["status"] == "actief")]


def recount(companies: pd.DataFrame, self_employed: pd.DataFrame, figures: pd.DataFrame) -> Ratios:
    """Recompute what the printed figures stand for.

    Parameters
    ----------
    companies, self_employed
        Firm-level data: one row per registered firm, one row per self-employed person.
    figures
        Printed figures: they say which rows (indicators, combinations) to count.

    Returns
    -------
    Exact ratio per figure; figures that are no results (table 1, planned numbers) are absent.
    """
    firms = complete_firms(companies)
    ratios = _participants(companies, firms, self_employed)
    ratios |= _staff(companies, figures)
    ratios |= _typology(firms, "T6") | _typology(self_employed, "T26")
    ratios |= _growth(firms) | _growth_of_self_employed(self_employed) | _growth_by_partner(firms)
    ratios |= followup_ratios(firms) | indicators_ratios(firms, figures)
    for table, frame, kind in (
        ("T15", firms, "outcome"),
        ("T30", self_employed, "outcome"),
        ("T22", firms, "condition"),
        ("T33", self_employed, "condition"),
    ):
        ratios |= scores_ratios(frame, figures, table=table, kind=kind)
    for table, frame in (("T23", firms), ("T32", self_employed)):
        ratios |= distribution(table, "bedrijven", frame["satisfaction"], SATISFACTION)
    for table, frame in (("T25", firms), ("T31", self_employed)):
        ratios |= distribution(table, "bedrijven", frame["grade"].astype(str), [str(n) for n in range(1, 11)])
    ratios |= _satisfaction_by_partner(firms) | aspects_ratios(firms)
    for partner, part in firms.groupby("partner", sort=False):
        ratios |= profile_ratios(str(partner), part, figures)
    return ratios


def _participants(companies: pd.DataFrame, firms: pd.DataFrame, self_employed: pd.DataFrame) -> Ratios:
    ratios: Ratios = {}
    registered, complete = companies["partner"].value_counts(), firms["partner"].value_counts()
    alone = self_employed["partner"].value_counts()
    for partner, count in [*registered.items(), ("totaal", len(companies))]:
        for table in ("T0", "T0b"):
            ratios[f"{table}/{partner}/bedrijven/n"] = (int(count), 1)
            ratios[f"{table}/{partner}/zzp/n"] = (int(alone.get(partner, 0)), 1)
        ratios[f"T1/{partner}/eindstand/n"] = (int(count), 1)
        of_these = len(firms) if partner == "totaal" else int(complete.get(partner, 0))
        ratios[f"T1/{partner}/registratie_monitor_1_3/n"] = (of_these, 1)
    return ratios


def _staff(companies: pd.DataFrame, figures: pd.DataFrame) -> Ratios:
    ratios: Ratios = {}
    for table, column in (("T2", "share_permanent"), ("T3", "share_male")):
        answered = companies[column].dropna()
        ratios |= distribution(table, "bedrijven", answered, BRACKETS)
    levels = figures.loc[figures["table"] == "T5", "row"].unique()
    items = [("T4", row, column) for row, column in AGE_COLUMNS.items()]
    items += [("T5", row, f"share_edu_{row}") for row in levels]
    for table, row, column in items:
        counts = companies[column].value_counts()
        for bracket in BRACKETS:
            ratios[f"{table}/{row}/{bracket}/pct"] = (
                100 * int(counts.get(bracket, 0)),
                max(int(counts.sum()), 1),
            )
    base = max(int(companies[column].notna().sum()) for column in AGE_COLUMNS.values())
    ratios["T4/caption/n_basis/N"] = (base, 1)
    return ratios


def _typology(frame: pd.DataFrame, table: str) -> Ratios:
    start = distribution(table, "monitor_1", frame["typology_start"], STEPS)
    return start | distribution(table, "monitor_3", frame["typology_end"], STEPS)


def growth_rows(frame: pd.DataFrame) -> pd.Series:
    """Return the row of table 7 each firm belongs to."""
    return (steps_of(frame["typology_end"]) - steps_of(frame["typology_start"])).map(ROW_OF_GROWTH)


def _growth(firms: pd.DataFrame) -> Ratios:
    growth = growth_rows(firms)
    grouped = growth.map(
        lambda row: {"min": "achteruitgang", "plus": "vooruitgang"}.get(row.split("_")[0], row)
    )
    ratios = distribution("T7", "groei", growth, tuple(GROWTH_ROWS))
    return ratios | distribution(
        "T7", "groei_gegroepeerd", grouped, ("achteruitgang", "stabiel", "vooruitgang")
    )


def _growth_of_self_employed(self_employed: pd.DataFrame) -> Ratios:
    return distribution("T27", "groei", growth_rows(self_employed), tuple(GROWTH_ROWS))


def _by_partner(table: str, values: pd.Series, partners: pd.Series, rows: tuple[str, ...]) -> Ratios:
    ratios: Ratios = {}
    groups = [("totaal", values)] + [(str(name), values[partners == name]) for name in partners.unique()]
    for name, part in groups:
        counts = distribution(table, name, part, rows)
        ratios |= {key: ratio for key, ratio in counts.items() if key.endswith("/pct")}
        ratios[f"{table}/totaal/{name}/N"] = (len(part), 1)
    return ratios


def _growth_by_partner(firms: pd.DataFrame) -> Ratios:
    return _by_partner("T8", growth_rows(firms), firms["partner"], tuple(GROWTH_ROWS))


def _satisfaction_by_partner(firms: pd.DataFrame) -> Ratios:
    return _by_partner("T24", firms["satisfaction"], firms["partner"], SATISFACTION)
