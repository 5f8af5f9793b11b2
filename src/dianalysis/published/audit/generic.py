"""Rules for a figures file nobody wrote rules for: what tables of that form usually keep to.

Within a table: the rows make the total row; a share rests on the count beside it and on the base in its row,
in the caption, or in the total row; the five scores make the mean; shares without counts make one hundred.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dianalysis.published.audit.patterns import Names
from dianalysis.published.audit.relations import with_stat
from dianalysis.published.audit.rules import BASE_NAMES, TOTAL_NAMES, Rules, make_rules

Entry = dict[str, Any]


def generic_rules(figures: pd.DataFrame) -> Rules:
    """Make the rules that any table with totals, shares, bases or scores is held to.

    Parameters
    ----------
    figures
        Normalised figures with the column `figure`.
    """
    names = Names(figures["figure"], totals=TOTAL_NAMES, bases=BASE_NAMES)
    content: dict[str, list[Entry]] = {"sums": [], "shares": [], "distributions": [], "means": []}
    for table in names.tables():
        content["sums"] += _sums(names, table)
        content["shares"] += _shares(names, table)
        content["distributions"] += _wholes(names, table)
        content["means"] += _means(names, table)
    return make_rules({kind: entries for kind, entries in content.items() if entries}, file="any table")


def _sums(names: Names, table: str) -> list[Entry]:
    found = []
    for name in names.of_table(table):
        _, row, column, stat = name.split("/")
        parts = [f"{table}/{one}/{column}/{stat}" for one in names.rows(table)]
        if row in TOTAL_NAMES and stat in ("n", "N"):
            known = [part for part in parts if part in names]
            if len(known) > 1:
                found.append({"rule": f"the rows of {table} make its total", "total": name, "parts": known})
    return found


def _base_of(names: Names, name: str) -> str | None:
    """Return the base of a share: in its row, in the caption, or the total of its column."""
    table, row, column, _ = name.split("/")
    options = [one for one in names.of_table(table) if one.endswith("/N")]
    own = [one for one in options if one.split("/")[1] == row]
    column_total = [f"{table}/{total}/{column}/{stat}" for total in TOTAL_NAMES for stat in ("N", "n")]
    caption = [one for one in options if one.split("/")[1] in BASE_NAMES]
    found = [*own[:1], *caption[:1], *(one for one in column_total if one in names)]
    return found[0] if found else None


def _shares(names: Names, table: str) -> list[Entry]:
    found = []
    for name in names.of_table(table):
        base = _base_of(names, name)
        if name.endswith("/pct") and with_stat(name, "n") in names and base is not None:
            found.append({"rule": "a share of the base beside it", "share": name, "base": base})
    return found


def _wholes(names: Names, table: str) -> list[Entry]:
    found = []
    for column in names.columns(table):
        cells = [f"{table}/{row}/{column}/pct" for row in names.rows(table)]
        totals = [f"{table}/{total}/{column}/pct" for total in TOTAL_NAMES]
        total = next((one for one in totals if one in names), None)
        counted = any(with_stat(one, "n") in names for one in cells)
        if total and not counted and len(cells) > 1 and all(one in names for one in cells):
            rule = f"the shares of {table} make one whole"
            found.append({"rule": rule, "shares": cells, "total": total})
    return found


def _means(names: Names, table: str) -> list[Entry]:
    found = []
    for name in names.of_table(table):
        _, row, _, stat = name.split("/")
        scores = [one for one in names.columns(table) if one.isdigit() and f"{table}/{row}/{one}/n" in names]
        if stat == "mean" and len(scores) > 1:
            entry = {"rule": "the mean of the scores in its row", "mean": name}
            found.append(
                entry | {"scores": f"{table}/{row}/{{score}}/n", "values": {s: int(s) for s in scores}}
            )
    return found
