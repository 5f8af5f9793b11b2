"""The one way a table is built: from written cells, with a fixed identifier, so the same rows give the same
bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from great_tables import GT, loc, style

from dianalysis.formats import ABSENT, Page, say_range, word_of

STUB = "row"
GROUP = "block"
_STYLE = """
#{id} .gt_table {{ width: auto; max-width: 100%; margin-left: 0; }}
#{id} .gt_title {{ font-weight: bold; }}
#{id} .gt_right {{ font-variant-numeric: tabular-nums; }}
#{id} td.gt_right {{ white-space: {numbers}; }}
#{id} td.gt_right:last-child {{ white-space: nowrap; }}
#{id} .gt_col_heading {{ white-space: normal; vertical-align: bottom; }}
#{id} .gt_sourcenote {{ color: #5a5a5a; }}
"""
_DENSE_FROM = 10  # columns of numbers; so many do not fit beside each other at the usual size
_DENSE = "#{id} :is(th, td) {{ padding-left: 2px; padding-right: 2px; }}"


def build_table(
    cells: pd.DataFrame,
    *,
    table_id: str,
    title: str,
    labels: Mapping[str, str],
    notes: Sequence[str] = (),
    spanners: Mapping[str, Sequence[str]] | None = None,
    wrap: bool = False,
) -> GT:
    """Build a table from cells that are texts already.

    Parameters
    ----------
    cells
        One row per line. Column `row` holds the labels of the lines; column `block`, if there is one, the
        heading under which lines stand together. All other columns are numbers as text and are aligned to
        the right.
    table_id
        Identifier in the page; letters, digits and dashes.
    title
        What the table shows, a sentence without a full stop.
    labels
        Header of every column except `block`.
    notes
        Lines under the table; empty ones are left out.
    spanners
        Header above several columns -> those columns.
    wrap
        Let a share go under its count where the page is too narrow for both; not in the last column.
    """
    numbers = [name for name in cells.columns if name not in (STUB, GROUP)]
    grouped = GROUP if GROUP in cells.columns else None
    table = GT(
        cells.reset_index(drop=True), rowname_col=STUB, groupname_col=grouped, id=table_id, auto_align=False
    )
    table = table.tab_header(title=title).tab_stubhead(label=labels[STUB])
    table = table.cols_label({name: labels[name] for name in numbers}).cols_align("right", columns=numbers)
    for header, columns in (spanners or {}).items():
        table = table.tab_spanner(label=header, columns=list(columns), id=f"{table_id}-{columns[0]}")
    for note in filter(None, notes):
        table = table.tab_source_note(note)
    table = table.tab_style(style.text(weight="bold"), loc.row_groups())
    return _look(table, table_id, wrap=wrap, dense=len(numbers) >= _DENSE_FROM)


def build_message(message: str, *, table_id: str, title: str) -> GT:
    """Build a table of one line that says why there is nothing to show."""
    cells = pd.DataFrame({"message": [message]})
    table = GT(cells, id=table_id, auto_align=False).tab_header(title=title).cols_label({"message": ""})
    return _look(table.cols_align("left", columns=["message"]), table_id)


def join_notes(*notes: str) -> str:
    """Join sentences of a note, leaving out the empty ones."""
    return " ".join(note for note in notes if note)


def hidden_note(rows: pd.DataFrame, page: Page) -> str:
    """Return the note that explains hidden cells, or nothing when none is hidden."""
    hidden = rows["note"].fillna("").str.startswith("suppressed:").any()
    return word_of(rows, "note_hidden", page) if hidden else ""


def absent_note(cells: pd.DataFrame, page: Page) -> str:
    """Return the note that explains the dash, where one stands outside the columns of a range."""
    plain = [name for name in cells if not str(name).startswith("range") and not str(name).endswith(".range")]
    return page.word("note_absent") if (cells[plain] == ABSENT).any(axis=None) else ""


def range_note(cells: pd.DataFrame, rows: pd.DataFrame, page: Page) -> str:
    """Return the note that says over what a column of ranges runs, or nothing without one.

    Parameters
    ----------
    cells, rows
        What the table shows, and the released rows it shows it of.
    page
        Labels and language.
    """
    ranged = any(str(name).startswith("range") or str(name).endswith(".range") for name in cells)
    over = say_range(rows, page) if ranged else ""
    return page.word("note_range").format(over=over) if over else ""


def _look(table: GT, table_id: str, *, wrap: bool = False, dense: bool = False) -> GT:
    css = [_STYLE.format(id=table_id, numbers="normal" if wrap else "nowrap")]
    return table.tab_options(
        table_font_size="12px" if dense else "14px",
        heading_align="left",
        heading_title_font_size="15px",
        heading_title_font_weight="bold",
        column_labels_font_weight="bold",
        table_border_top_style="none",
        heading_border_bottom_style="none",
        data_row_padding="4px",
        source_notes_font_size="12px",
        table_additional_css=[*css, *([_DENSE.format(id=table_id)] if dense else [])],
    )
