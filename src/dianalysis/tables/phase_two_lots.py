"""Lots of phase one in a table: what became of the firms by size, and the association over partners."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    find_level,
    format_count,
    format_p_value,
    require_measures,
    say_basis,
    say_state,
    select_rows,
    write_interval,
    write_value,
)
from dianalysis.tables.build import GROUP, STUB, build_message, build_table, hidden_note

_SIZES = {
    "partners": "lot_size_partners",
    "delivered": "lot_size_rate",
    "complete": "lot_size_rate",
    "grade": "lot_size_grade",
}


def table_lot_association(results: pd.DataFrame, *, page: Page) -> GT:
    """Make the table of what became of lots: a line per outcome, a column per size, then the association.

    Parameters
    ----------
    results
        Released results of phase_two_design.
    page
        Labels and language.

    Returns
    -------
    Table of printed figures; one line that says where lots stand when the results have none, as with own
    data.
    """
    title, measures = page.word("title_lot_association"), ("lot_association", *set(_SIZES.values()))
    require_measures(results, measures, page)
    found = select_rows(results, "lot_association", contrast="partners")
    sizes = select_rows(results, tuple(dict.fromkeys(_SIZES.values())), group="allotted")
    if found.empty or say_state(found, page):
        return build_message(page.word("lot_association_none"), table_id="lot-association", title=title)
    levels = sorted(sizes["group_level"].unique(), key=int)
    cells = pd.DataFrame([_line(name, sizes, found, page) for name in _SIZES]).fillna(ABSENT)
    labels = {
        STUB: page.word("category"),
        **{level: format_count(float(level), page.lang) for level in levels},
    }
    labels |= {"tau": page.word("lot_association_column"), "p_value": page.word("p_value")}
    labels["interval"] = page.word("interval").format(level=page.level(find_level(found)))
    labels["n"] = page.word("lot_outcome_partners")
    notes = (page.word("note_lot_association"), say_basis(found, page), hidden_note(found, page))
    return build_table(
        cells[[STUB, *levels, "tau", "interval", "p_value", "n"]],
        table_id="lot-association",
        title=title,
        labels=labels,
        notes=notes,
        spanners={page.word("lot_size_spanner"): levels},
        wrap=True,
    )


def table_lot_limits(results: pd.DataFrame, *, page: Page) -> GT:
    """Make the table of what the largest lot hangs on: new partners, and each limit left out.

    Parameters
    ----------
    results
        Released results of phase_two_design.
    page
        Labels and language.
    """
    title, measures = page.word("title_lot_limits"), ("lot_largest_by_new", "lot_largest_without")
    require_measures(results, measures, page)
    new = select_rows(results, "lot_largest_by_new", group="new_partners")
    without = select_rows(results, "lot_largest_without")
    if new.empty:
        return build_message(say_state(new, page), table_id="lot-limits", title=title)
    lines = [
        {
            GROUP: page.word("lot_new_block"),
            STUB: format_count(float(row["group_level"]), page.lang),
            "largest": page.word("lot_none") if pd.isna(row["estimate"]) else write_value(row, page),
        }
        for _, row in new.iterrows()
    ]
    lines += [
        {
            GROUP: page.word("lot_without_block"),
            STUB: page.word(f"conflict_{row['term']}"),
            "largest": write_value(row, page),
        }
        for _, row in without.iterrows()
    ]
    rows = pd.concat([new, without])
    return build_table(
        pd.DataFrame(lines),
        table_id="lot-limits",
        title=title,
        labels={STUB: page.word("category"), "largest": page.measure("lot_largest")},
        notes=(page.word("note_lot_limits"), say_basis(rows, page), hidden_note(rows, page)),
    )


def _line(name: str, sizes: pd.DataFrame, found: pd.DataFrame, page: Page) -> dict[str, str]:
    line = {STUB: page.word(f"lot_outcome_{name}")}
    term = name if _SIZES[name] == "lot_size_rate" else ""
    for _, row in sizes[(sizes["measure"] == _SIZES[name]) & (sizes["term"] == term)].iterrows():
        line[str(row["group_level"])] = write_value(row, page)
    for _, row in found[found["term"] == name].iterrows():
        line |= {
            "tau": write_value(row, page),
            "interval": write_interval(row, page),
            "p_value": format_p_value(row["p_value"], page.lang),
            "n": format_count(row["n"], page.lang),
        }
    return line
