"""Estimates by group of companies, one line a group."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    find_level,
    format_count,
    is_mixed,
    order_partners,
    require_measures,
    say_base,
    say_basis,
    say_state,
    select_rows,
    write_interval,
    write_value,
)
from dianalysis.tables.build import STUB, absent_note, build_message, build_table, hidden_note, join_notes


def table_groups(
    results: pd.DataFrame, measures: Sequence[str], *, page: Page, title: str = "", group: str = "partner"
) -> GT:
    """Make a table with one line per group of companies and the estimates of every measure beside each other.

    Parameters
    ----------
    results
        Released results.
    measures
        The measures, in the order of the columns.
    page
        Labels and language.
    title
        A title other than the usual one.
    group
        Kind of group: partner, sector, size_class, typology_start.

    Returns
    -------
    Table with the groups as rows, all companies together as the last one, and for every measure its estimate
    and, where there is one, its interval. A table of one line when there is nothing to show.
    """
    title = title or page.word("title_groups")
    require_measures(results, tuple(measures), page)
    rows = select_rows(results, measures, group=None)
    rows = rows[rows["group_name"].isin([group, ""]) & (rows["term"] == "")]
    parts = rows[rows["group_name"] == group]
    table_id = f"groups-{group}-{measures[0]}".replace("_", "-")
    if message := say_state(parts, page):
        return build_message(message, table_id=table_id, title=title)
    mark = is_mixed(rows)
    lines = [
        {STUB: page.group(group, level)} | _line(rows[rows["group_level"] == level], page, mark=mark)
        for level in _levels(rows, group, page)
    ]
    cells = pd.DataFrame(lines).fillna(ABSENT)
    whole = rows[rows["group_name"] == ""]
    return build_table(
        cells,
        table_id=table_id,
        title=title,
        labels=_group_labels(cells, rows, group, page),
        notes=(
            join_notes(say_base(whole if len(whole) else rows, page), say_basis(rows, page)),
            absent_note(cells, page),
            hidden_note(rows, page),
        ),
    )


def _group_labels(cells: pd.DataFrame, rows: pd.DataFrame, group: str, page: Page) -> dict[str, str]:
    level = page.word("interval").format(level=page.level(find_level(rows)))
    labels = {STUB: page.group_kind(group), "n": page.word("base")}
    for name in cells.columns.difference(list(labels)):
        labels[name] = level if name.endswith(".interval") else page.measure(name)
    return labels


def _levels(rows: pd.DataFrame, group: str, page: Page) -> list[str]:
    """Groups in the order of the results, partners by name, all companies together last and once."""
    named = rows["group_level"]
    levels = order_partners(named, page) if group == "partner" else list(dict.fromkeys(named))
    whole = [level for level in levels if level in ("", "totaal")]
    return [level for level in levels if level not in whole] + whole[:1]


def _line(rows: pd.DataFrame, page: Page, *, mark: bool) -> dict[str, str]:
    base = rows["n"].dropna()
    counted = all(page.kind(str(name)) == "count" for name in rows["measure"])
    number = format_count(base.iloc[0], page.lang) if len(base) else page.word("suppressed")
    line = {} if counted else {"n": number}
    for _, row in rows.drop_duplicates("measure").iterrows():
        name = str(row["measure"])
        line[name] = write_value(row, page, mark=mark)
        if pd.notna(row["conf_low"]):
            line[f"{name}.interval"] = write_interval(row, page)
    return line
