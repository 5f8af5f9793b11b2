"""Every input of the plan in a table, with the key a reader changes it by."""

from __future__ import annotations

from html import escape

import pandas as pd
from great_tables import GT

from dianalysis.formats import Page, format_number, require_measures, say_basis, select_rows
from dianalysis.tables.build import GROUP, STUB, build_message, build_table

_DECIMALS = 3


def table_scenario(results: pd.DataFrame, *, page: Page) -> GT:
    """Make the table of the inputs of the plan: its keys, what they are, and their values.

    Parameters
    ----------
    results
        Released results of phase_two_design.
    page
        Labels and language.

    Returns
    -------
    Table with a line per key; values of a list stand on one line, a value that is not filled in is said to be
    so, and a printed fact is marked.
    """
    title = page.word("title_scenario")
    require_measures(results, ("scenario_input",), page)
    rows = select_rows(results, "scenario_input", group=None)
    if rows.empty:
        return build_message(page.word("nothing"), table_id="scenario", title=title)
    lines = [
        {
            GROUP: page.word(f"input_{key.partition('.')[0]}"),
            STUB: key,
            "what": page.word(f"input_{_what(key)}"),
            "value": "; ".join(_value(row, page) for _, row in part.iterrows()),
        }
        for key, part in ((key, rows[rows["term"] == key]) for key in dict.fromkeys(rows["term"].astype(str)))
    ]
    labels = {
        STUB: page.word("input_key"),
        "what": page.word("input_what"),
        "value": page.word("input_value"),
    }
    notes = (page.word("note_scenario"), say_basis(rows, page))
    cells = pd.DataFrame(lines)
    table = build_table(cells, table_id="scenario", title=title, labels=labels, notes=notes, wrap=True)
    return table.fmt(lambda key: f"<code>{escape(str(key))}</code>", columns=[STUB]).cols_align(
        "left", columns=["what"]
    )


def _what(key: str) -> str:
    """Words are kept per key; those of one kind of value in several names share them."""
    section, name, *rest = key.split(".")
    return f"{section}_{name}" if not rest or section == "selection" else f"{section}_{name}_{rest[0]}"


def _value(row: pd.Series, page: Page) -> str:
    note = str(row["note"])
    if note.startswith("not filled in"):
        return page.word("input_empty")
    fact, name = note.startswith("fact: "), note.startswith("name: ")
    if name:
        return page.word(f"design_{note.removeprefix('name: ')}").partition(" (")[0]
    text = note.partition("=")[2] if pd.isna(row["estimate"]) else _number(float(row["estimate"]), page)
    return f"{text}*" if fact else text


def _number(value: float, page: Page) -> str:
    """As many decimals as the plan gives, three at most."""
    decimals = next(k for k in range(_DECIMALS + 1) if k == _DECIMALS or round(value, k) == value)
    return format_number(value, page.lang, decimals=decimals)
