"""The catalogue of actions and results: a block per aspect that opens on a click, a line per indicator."""

from __future__ import annotations

from html import escape

import pandas as pd
from IPython.display import HTML

from dianalysis.formats import ABSENT, Page, format_count

_KINDS = {"action": "catalogue_action", "result": "catalogue_result"}
_CELL = "text-align:left;vertical-align:top;padding:.3em .8em .3em 0"


def table_catalogue(actions: pd.DataFrame, *, page: Page) -> HTML:
    """Make the catalogue of actions and results.

    Parameters
    ----------
    actions
        Texts with `aspect`, `indicator`, `number`, `kind`, `summary_nl` and `summary_en`, as
        `dianalysis.published.actions.read_actions` gives them.
    page
        Labels and language.

    Returns
    -------
    For every aspect a block that opens on a click, with a table of its indicators. All text is in the page
    also when the blocks are closed, so that the search of the site finds it; a line ends where a cell or item
    does, since the search takes tags out and would join the words on either side.
    """
    blocks = [_block(str(name), part, page) for name, part in actions.groupby("aspect", sort=False)]
    return HTML(f'<div class="action-catalogue">{"".join(blocks)}</div>')  # type: ignore[no-untyped-call]


def _block(aspect: str, rows: pd.DataFrame, page: Page) -> str:
    number = format_count(int((rows["number"] != "").sum()), page.lang)
    head = f"{page.term('aspect', aspect)} ({page.word('catalogue_items').format(number=number)})"
    kinds = [kind for kind in _KINDS if ((rows["kind"] == kind) & (rows["number"] != "")).any()]
    names = [page.word("indicator"), *(page.word(_KINDS[kind]) for kind in kinds)]
    header = "".join(f'<th scope="col" style="{_CELL}">{escape(name)}</th>\n' for name in names)
    lines = [_line(str(name), part, kinds, page) for name, part in rows.groupby("indicator", sort=False)]
    return (
        f'<details style="margin:.4em 0"><summary><strong>{escape(head)}</strong></summary>\n'
        f"<table><thead><tr>{header}</tr></thead><tbody>{''.join(lines)}</tbody></table></details>"
    )


def _line(indicator: str, rows: pd.DataFrame, kinds: list[str], page: Page) -> str:
    label = escape(page.term("indicator", indicator))
    listed = rows[rows["number"] != ""]
    if listed.empty:
        said = escape(page.word("catalogue_none"))
        cells = f'<td style="{_CELL}" colspan="{len(kinds)}">{said}</td>\n'
    else:
        cells = "".join(_cell(listed[listed["kind"] == kind], page) for kind in kinds)
    return f'<tr><th scope="row" style="{_CELL}">{label}</th>\n{cells}</tr>'


def _cell(rows: pd.DataFrame, page: Page) -> str:
    items = "".join(f"<li>{escape(str(text))}</li>\n" for text in rows[f"summary_{page.lang}"])
    content = f'<ul style="margin:0;padding-left:1.1em">{items}</ul>' if items else ABSENT
    return f'<td style="{_CELL}">{content}</td>\n'
