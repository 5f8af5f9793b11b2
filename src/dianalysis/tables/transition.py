"""Where companies of every start type ended."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    format_count,
    require_measures,
    say_basis,
    say_state,
    select_rows,
    write_value,
)
from dianalysis.tables.build import STUB, absent_note, build_message, build_table, hidden_note

_TABLE_ID = "transition"
_BASE = "base"


def table_transition(results: pd.DataFrame, *, page: Page, title: str = "") -> GT:
    """Make the table of start type by end type, in numbers of companies.

    Parameters
    ----------
    results
        Released results of typology_change.
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Table with the start types as rows, the end types as columns and the number per start type in the last
    column. A table of one line when there is nothing to show.
    """
    title = title or page.word("title_transition")
    require_measures(results, ("transition_n",), page)
    rows = select_rows(results, "transition_n", wave="change")
    if message := say_state(rows, page):
        return build_message(message, table_id=_TABLE_ID, title=title)
    moves = rows.join(rows["term"].str.split("_to_", expand=True).set_axis(["start", "end"], axis=1))
    types = [kind for kind in page.codebook.values("typology") if kind in {*moves["start"], *moves["end"]}]
    cells = pd.DataFrame([_line(moves[moves["start"] == start], start, types, page) for start in types])
    labels = {kind: page.term("typology", kind) for kind in types}
    return build_table(
        cells,
        table_id=_TABLE_ID,
        title=title,
        labels={STUB: page.word("start_type"), _BASE: page.word("total")} | labels,
        notes=(say_basis(rows, page, intervals=False), absent_note(cells, page), hidden_note(rows, page)),
        spanners={page.word("end_type"): types},
    )


def _line(moves: pd.DataFrame, start: str, types: list[str], page: Page) -> dict[str, str]:
    written = {str(row["end"]): write_value(row, page) for _, row in moves.iterrows()}
    base = moves["n"].dropna()
    cells = {kind: written.get(kind, ABSENT) for kind in types}
    total = format_count(base.iloc[0], page.lang) if len(base) else ABSENT
    return {STUB: page.term("typology", start)} | cells | {_BASE: total}
