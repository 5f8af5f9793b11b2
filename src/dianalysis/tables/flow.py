"""The participant flow: who registered, who left and who is analysed."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    is_mixed,
    order_partners,
    require_measures,
    say_basis,
    say_state,
    select_rows,
    write_value,
)
from dianalysis.tables.build import STUB, build_message, build_table, hidden_note

_TABLE_ID = "flow"
_STAGES = ("registered", "stopped", "late", "complete")


def table_flow(results: pd.DataFrame, *, page: Page, title: str = "") -> GT:
    """Make the table of the participant flow by partner.

    Parameters
    ----------
    results
        Released results of data_quality.
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Table with the partners as rows, all of them together as the last, and the stages of the flow as columns.
    A table of one line when there is nothing to show.
    """
    title = title or page.word("title_flow")
    require_measures(results, ("flow_n",), page)
    rows = select_rows(results, "flow_n", group=None, terms=_STAGES)
    rows = rows[rows["group_name"].isin(["", "partner"])]
    if message := say_state(rows, page):
        return build_message(message, table_id=_TABLE_ID, title=title)
    levels = order_partners(rows["group_level"], page)
    cells = pd.DataFrame(
        [_line(rows[rows["group_level"] == level], level, page, mark=is_mixed(rows)) for level in levels]
    )
    return build_table(
        cells,
        table_id=_TABLE_ID,
        title=title,
        labels={STUB: page.word("partner")} | {stage: page.word(stage) for stage in _STAGES},
        notes=(say_basis(rows, page, intervals=False), hidden_note(rows, page)),
    )


def _line(rows: pd.DataFrame, level: str, page: Page, *, mark: bool) -> dict[str, str]:
    written = {str(row["term"]): write_value(row, page, mark=mark) for _, row in rows.iterrows()}
    return {STUB: page.group("partner", level)} | {stage: written.get(stage, ABSENT) for stage in _STAGES}
