"""How far a page gives back the printed report."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import ABSENT, Page, format_count, say_basis
from dianalysis.tables.build import STUB, build_message, build_table

_TABLE_ID = "coverage"


def table_coverage(results: pd.DataFrame, *, page: Page, title: str) -> GT:
    """Make the table of printed figures that the results name, and how many they give back as printed.

    Parameters
    ----------
    results
        Released results; `figure` names the printed figure of a row, and its basis is `published` when the
        value equals the print at its precision.
    page
        Labels and language.
    title
        What the table shows.

    Returns
    -------
    Table with a line per printed table: figures named, given back, not given back. One line of text when the
    results name no printed figure, as with own data.
    """
    named = results[results["figure"].notna() & (results["figure"] != "")]
    if named.empty:
        return build_message(page.word("no_figures"), table_id=_TABLE_ID, title=title)
    tables = named["figure"].str.split("/").str[0]
    same = named["basis"] == "published"
    counts = pd.DataFrame(
        {"cells": same.groupby(tables, sort=False).size(), "same": same.groupby(tables).sum()}
    )
    cells = pd.DataFrame(
        {
            STUB: [f"{page.word('table')} {str(name).removeprefix('T')}" for name in counts.index],
            "cells": [format_count(value, page.lang) for value in counts["cells"]],
            "reproduced": [format_count(value, page.lang) for value in counts["same"]],
            "differs": [_or_dash(value, page) for value in counts["cells"] - counts["same"]],
        }
    )
    labels = {
        STUB: page.word("table"),
        "cells": page.word("cells"),
        "reproduced": page.word("reproduced"),
        "differs": page.word("not_reproduced"),
    }
    notes = (say_basis(named, page), _say_differing(named[~same], page))
    return build_table(cells, table_id=_TABLE_ID, title=title, labels=labels, notes=notes)


def _or_dash(value: int, page: Page) -> str:
    return format_count(value, page.lang) if value else ABSENT


def _say_differing(rows: pd.DataFrame, page: Page) -> str:
    names = sorted(set(rows["figure"].astype(str)))
    return f"{page.word('not_reproduced')}: {', '.join(names)}." if names else ""
