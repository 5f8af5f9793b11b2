"""Recompute the figures about results: follow-up, indicators, scores, aspects and the profiles."""

from __future__ import annotations

import pandas as pd

from dianalysis.published.slugs import ANSWERS, ASPECT_TABLES, CHOICE_COLUMNS, SCORES, STEPS

Ratio = tuple[int, int]
Ratios = dict[str, Ratio]


def distribution(table: str, column: str, values: pd.Series, rows: tuple[str, ...] | list[str]) -> Ratios:
    """Return counts and shares of a column of categories, and its total.

    Parameters
    ----------
    table, column
        Place of the figures; each category is a row.
    values
        One category per firm; a missing one counts in the base.
    rows
        Categories to count.
    """
    counts, base = values.value_counts(), len(values)
    ratios: Ratios = {}
    for row, count in [*((row, int(counts.get(row, 0))) for row in rows), ("totaal", base)]:
        ratios[f"{table}/{row}/{column}/n"] = (count, 1)
        ratios[f"{table}/{row}/{column}/pct"] = (100 * count, max(base, 1))
    return ratios


def steps_of(values: pd.Series) -> pd.Series:
    """Return typology steps 1 to 7."""
    return values.map({slug: step for step, slug in enumerate(STEPS, start=1)}).astype("Int64")


def followup_ratios(firms: pd.DataFrame) -> Ratios:
    """Return the figures of table 16: all shares are of all firms."""
    ratios: Ratios = {"T16/caption/n_basis/N": (len(firms), 1)}
    for column, values, rows in (
        ("vervolg", firms["followup"], ("ja", "nee")),
        ("vormgeving_vervolg", firms["followup_kind"].dropna(), ("doorgaan", "nieuwe_activiteiten")),
        ("ondersteuning", firms["support_wanted"].dropna(), ("ja", "nee")),
    ):
        for name, (count, _) in distribution("T16", column, values, rows).items():
            if name.endswith("/n"):
                ratios[name] = (count, 1)
                ratios[f"{name.removesuffix('/n')}/pct"] = (100 * count, max(len(firms), 1))
    return ratios


def indicators_ratios(firms: pd.DataFrame, figures: pd.DataFrame) -> Ratios:
    """Return the figures of tables 17 to 21: shares are of the firms that worked on an indicator."""
    ratios: Ratios = {}
    for table in ASPECT_TABLES:
        rows = [row for row in figures.loc[figures["table"] == table, "row"].unique() if row != "totaal"]
        counts = {row: firms[f"indicator_{row}"].value_counts() for row in rows}
        totals = pd.DataFrame(counts).fillna(0).sum(axis=1)
        for row, part in [*counts.items(), ("totaal", totals)]:
            base = int(part.sum())
            ratios[f"{table}/{row}/totaal/N"] = (base, 1)
            for answer in ANSWERS:
                count = int(part.get(answer, 0))
                ratios[f"{table}/{row}/{answer}/n"] = (count, 1)
                ratios[f"{table}/{row}/{answer}/pct"] = (100 * count, max(base, 1))
    return ratios


def scores_ratios(frame: pd.DataFrame, figures: pd.DataFrame, *, table: str, kind: str) -> Ratios:
    """Return the figures of a table of scores 1 to 5: shares of all, the mean of those who answered.

    Parameters
    ----------
    frame
        Firms or self-employed persons.
    figures
        Printed figures: the rows of `table` are the statements to count.
    table
        T15, T22, T30 or T33.
    kind
        outcome or condition: start of the names of the variables.
    """
    ratios: Ratios = {f"{table}/caption/n_basis/N": (len(frame), 1)}
    for row in figures.loc[figures["table"] == table, "row"].unique():
        if row == "caption":
            continue
        values = frame[f"{kind}_{row}"].dropna()
        for score in SCORES:
            count = int((values == int(score)).sum())
            ratios[f"{table}/{row}/{score}/n"] = (count, 1)
            ratios[f"{table}/{row}/{score}/pct"] = (100 * count, max(len(frame), 1))
        ratios[f"{table}/{row}/m/mean"] = (int(values.sum()), max(len(values), 1))
    return ratios


def aspects_ratios(firms: pd.DataFrame) -> Ratios:
    """Return the figures of table 9."""
    ratios: Ratios = {"T9/caption/n_basis/N": (len(firms), 1)}
    for aspect in ASPECT_TABLES.values():
        count = int((firms[f"aspect_{aspect}"] == "ja").sum())
        ratios[f"T9/{aspect}/bedrijven/n"] = (count, 1)
        ratios[f"T9/{aspect}/bedrijven/pct"] = (100 * count, max(len(firms), 1))
    return ratios


def profile_ratios(partner: str, part: pd.DataFrame, figures: pd.DataFrame) -> Ratios:
    """Return the figures of the three tables of a profile.

    Parameters
    ----------
    partner
        Slug of the partner.
    part
        Its complete firms.
    figures
        Printed figures: they say which combinations to count.
    """
    base = len(part)
    ratios: Ratios = {f"P{partner}.{number}/header/n_basis/N": (base, 1) for number in (1, 2, 3)}
    own = figures[figures["table"] == f"P{partner}.1"]
    for row, column in own[["row", "column"]].drop_duplicates().itertuples(index=False):
        if column in CHOICE_COLUMNS:
            count = int((part[CHOICE_COLUMNS[column]] == row).sum())
            ratios[f"P{partner}.1/{row}/{column}/n"] = (count, 1)
            ratios[f"P{partner}.1/{row}/{column}/pct"] = (100 * count, base)
    for row, column in (("start", "typology_start"), ("eind", "typology_end")):
        ratios[f"P{partner}.2/{row}/typologie/mean"] = (int(steps_of(part[column]).sum()), base)
    ratios[f"P{partner}.2/kwaliteit_ondersteuning/cijfer/mean"] = (int(part["grade"].sum()), base)
    for column in [str(name) for name in part if str(name).startswith("outcome_")]:
        ratios[f"P{partner}.2/{column.removeprefix('outcome_')}/opbrengst/mean"] = (
            int(part[column].sum()),
            base,
        )
    for aspect in ASPECT_TABLES.values():
        count = int((part[f"aspect_{aspect}"] == "ja").sum())
        ratios[f"P{partner}.3/{aspect}/aandacht/n"] = (count, 1)
        ratios[f"P{partner}.3/{aspect}/aandacht/pct"] = (100 * count, base)
    return ratios
