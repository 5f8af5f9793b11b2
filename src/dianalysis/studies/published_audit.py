"""How sound the printed figures are: verdicts of the audit counted by group of tables.

Counts and shares describe the cells of one report, all of them: there is nothing to generalise to, so no
interval and no test.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dianalysis.errors import DataProblem, Where
from dianalysis.results import make_results
from dianalysis.studies.rows import Record

NAME = "published_audit"
POPULATION = "printed_figures"
TABLE_GROUPS = {
    "partners": ("T0", "T0b", "T1"),
    "participants": ("T2", "T3", "T4", "T5"),
    "typology": ("T6", "T7", "T8"),
    "actions": ("T9",),
    "outcomes": ("T15",),
    "followup": ("T16", "T17", "T18", "T19", "T20", "T21", "T22"),
    "satisfaction": ("T23", "T24", "T25"),
    "self_employed": ("T26", "T27", "T30", "T31", "T32", "T33"),
}
PROFILES, CLAIMS, OTHER, ALL = "profiles", "claims", "other", "all"
VERDICTS = ("reproduced", "rounding", "contradiction", "lost", "not_derivable")
COLUMNS = ("table", "verdict")


def estimate(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Count verdicts by group of tables.

    Parameters
    ----------
    verdicts
        The audit: at least table and verdict, one row per printed cell or claim.

    Returns
    -------
    Results table: for each group of tables, for all printed cells, and for the claims of the text, the
    number (`audit_n`) and share (`audit_share`) of each verdict; `term` is the verdict, `n` the cells.

    Raises
    ------
    DataProblem
        A column is absent or a verdict is not known.
    """
    for column in COLUMNS:
        if column not in verdicts:
            raise DataProblem("the audit lacks a column", where=Where(column=column))
    unknown = sorted(set(verdicts["verdict"]) - set(VERDICTS))
    if unknown:
        where = Where(column="verdict", value=unknown[0])
        raise DataProblem("a verdict is not known", where=where, remedy=f"known are {', '.join(VERDICTS)}")
    groups = verdicts["table"].map(group_of_table)
    records: list[Record] = []
    for group in (*TABLE_GROUPS, PROFILES, OTHER, CLAIMS):
        records += _rows(verdicts.loc[groups == group, "verdict"], group)
    records += _rows(verdicts.loc[groups != CLAIMS, "verdict"], ALL)
    return make_results(records, study=NAME)


def group_of_table(table: str) -> str:
    """Return the group a table is counted in."""
    if table == "facts":
        return CLAIMS
    found = next((group for group, tables in TABLE_GROUPS.items() if table in tables), None)
    if found is not None:
        return found
    return PROFILES if table.startswith("P") and "." in table else OTHER


def _rows(verdicts: pd.Series, group: str) -> Iterator[Record]:
    total = len(verdicts)
    for verdict in VERDICTS if total else ():
        count = int((verdicts == verdict).sum())
        for measure, value in (("audit_n", float(count)), ("audit_share", count / total)):
            yield {
                "measure": measure,
                "population": POPULATION,
                "group_name": "table_group",
                "group_level": group,
                "term": verdict,
                "estimate": value,
                "n": total,
                "method": "count of printed cells",
                "basis": "published",
            }
