"""Partners with what was told there and how their firms fared: the joint display."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    format_count,
    is_mixed,
    order_partners,
    require_measures,
    say_basis,
    say_state,
    select_rows,
    write_value,
)
from dianalysis.tables.build import STUB, absent_note, build_message, build_table, hidden_note

_MOST = 3  # codes named for each partner


def table_joint(results: pd.DataFrame, *, page: Page, title: str = "") -> GT:
    """Make the joint display: by partner its most frequent codes, growth, grade and highest outcome.

    Parameters
    ----------
    results
        Released results of interviews.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_joint_table")
    measures = ("joint_growth", "joint_grade", "joint_top_outcome")
    require_measures(results, measures, page)
    monitor = select_rows(results, measures, group="partner")
    told = select_rows(results, "code_n", group="partner")
    if message := say_state(monitor, page):
        return build_message(message, table_id="interview-joint", title=title)
    mark = is_mixed(monitor)
    lines = []
    for partner in order_partners(monitor["group_level"], page):
        rows = monitor[monitor["group_level"] == partner]
        by_measure = {str(row["measure"]): row for _, row in rows.iterrows()}
        values = {name: write_value(row, page, mark=mark) for name, row in by_measure.items()}
        own = told[told["group_level"] == partner]
        lines.append({
            STUB: page.group("partner", partner),
            "top_codes": _name_codes(own, page),
            "segments_n": format_count(own["n"].max(), page.lang) if own["n"].notna().any() else ABSENT,
            "companies_n": format_count(rows["n"].max(), page.lang) if rows["n"].notna().any() else ABSENT,
            "growth_mean_short": values.get("joint_growth", ABSENT),
            "grade_mean_short": values.get("joint_grade", ABSENT),
            "top_outcome": _name_outcome(by_measure.get("joint_top_outcome"), page, mark=mark),
        })  # fmt: skip
    cells = pd.DataFrame(lines)
    labels = {name: page.word(name) for name in cells.columns if name != STUB}
    labels |= {STUB: page.word("partner")}
    notes = (
        page.word("note_joint_table"), say_basis(monitor, page, intervals=False), absent_note(cells, page),
        hidden_note(monitor, page),
    )  # fmt: skip
    table = build_table(cells, table_id="interview-joint", title=title, labels=labels, notes=notes)
    return table.cols_align("left", columns=["top_codes", "top_outcome"])


def _name_codes(rows: pd.DataFrame, page: Page) -> str:
    rows = rows[rows["estimate"].notna() & (rows["estimate"] > 0)]
    rows = rows.sort_values("estimate", ascending=False, kind="stable").head(_MOST)
    named = [
        f"{page.term('code', str(row['term']))} ({write_value(row, page)})" for _, row in rows.iterrows()
    ]
    return ", ".join(named) or ABSENT


def _name_outcome(row: pd.Series | None, page: Page, *, mark: bool) -> str:
    if row is None or pd.isna(row["estimate"]):
        return ABSENT
    return f"{page.term('joint_top_outcome', str(row['term']))} ({write_value(row, page, mark=mark)})"
