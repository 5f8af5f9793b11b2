"""Several measures of the same things beside each other, one line a thing."""

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
    require_measures,
    say_base,
    say_basis,
    say_state,
    select_rows,
    write_interval,
    write_value,
)
from dianalysis.tables.build import STUB, absent_note, build_message, build_table, hidden_note, join_notes


def table_terms(
    results: pd.DataFrame, measures: Sequence[str], *, page: Page, title: str = "", order: str = ""
) -> GT:
    """Make a table with a line per category and the estimates of every measure beside each other.

    Parameters
    ----------
    results
        Released results.
    measures
        Measures with the same categories, in the order of the columns.
    page
        Labels and language.
    title
        A title other than the label of the first measure.
    order
        Measure by which lines are sorted, the highest first; the order of the results when empty.

    Returns
    -------
    Table with the estimate and, where there is one, the interval of every measure. One line when there is
    nothing to show.
    """
    title = title or page.measure(measures[0])
    table_id = f"terms-{measures[0]}".replace("_", "-")
    require_measures(results, tuple(measures), page)
    rows = select_rows(results, measures)
    rows = rows[rows["term"] != "totaal"]
    if message := say_state(rows, page):
        return build_message(message, table_id=table_id, title=title)
    if order:
        first = rows[rows["measure"] == order].sort_values("estimate", ascending=False, kind="stable")
    else:
        first = rows
    terms = list(dict.fromkeys(first["term"]))
    mark = is_mixed(rows)
    cells = pd.DataFrame([_line(rows[rows["term"] == term], measures, page, mark=mark) for term in terms])
    cells = cells.fillna(ABSENT)
    level = page.word("interval").format(level=page.level(find_level(rows)))
    labels = {STUB: page.word("category"), "n": page.word("base")}
    for name in cells.columns.difference(list(labels)):
        labels[name] = level if name.endswith(".interval") else page.measure(name)
    notes = (
        join_notes(say_base(rows, page), say_basis(rows, page)),
        absent_note(cells, page),
        hidden_note(rows, page),
    )
    return build_table(cells, table_id=table_id, title=title, labels=labels, notes=notes)


def _line(rows: pd.DataFrame, measures: Sequence[str], page: Page, *, mark: bool) -> dict[str, str]:
    base = rows["n"].dropna().unique()
    line = {STUB: page.term(measures[0], str(rows["term"].iloc[0]))}
    if len(base) == 1:
        line["n"] = format_count(base[0], page.lang)
    for measure in measures:
        for _, row in rows[rows["measure"] == measure].iterrows():
            line[measure] = write_value(row, page, mark=mark)
            if pd.notna(row["conf_low"]):
                line[f"{measure}.interval"] = write_interval(row, page)
    return line
