"""How far a page gives back the printed report."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from great_tables import GT

from dianalysis.formats import Page, format_count, name_printed_table, say_basis, write_printed
from dianalysis.tables.build import STUB, build_message, build_table

_TABLE_ID = "coverage"
_COLUMNS = ("cells", "reproduced", "not_reproduced", "not_readable")


def table_coverage(results: pd.DataFrame, *, page: Page, printed: Mapping[str, str], title: str = "") -> GT:
    """Make the table of printed figures that the results name, and how many they give back as printed.

    Parameters
    ----------
    results
        Released results; `figure` names the printed figure of a row, and its basis is `published` when the
        value equals the print at its precision.
    page
        Labels and language.
    printed
        Printed figure -> printed text; empty text where the print cannot be read.
    title
        A title other than the usual one.

    Returns
    -------
    Table with a line per printed table: figures named, given back, different, and not legible in print; the
    different ones are listed with print and computation. One line of text when the results name no printed
    figure, as with own data.
    """
    title = title or page.word("title_coverage")
    named = results[results["figure"].fillna("").ne("").astype(bool)]
    if named.empty:
        return build_message(page.word("no_figures"), table_id=_TABLE_ID, title=title)
    counts = _count(named, printed)
    cells = pd.DataFrame(
        {name: [format_count(value, page.lang) for value in counts[name]] for name in _COLUMNS}
    )
    cells.insert(0, STUB, [name_printed_table(str(name), page) for name in counts.index])
    labels = {STUB: page.word("table")} | {name: page.word(name) for name in _COLUMNS}
    differing = named[_state(named, printed) == "not_reproduced"]
    return build_table(
        cells,
        table_id=_TABLE_ID,
        title=title,
        labels=labels,
        notes=(
            _say_differing(differing, printed, page),
            say_basis(named, page, marked=False, intervals=False),
        ),
    )


def _state(named: pd.DataFrame, printed: Mapping[str, str]) -> pd.Series:
    legible = named["figure"].map(lambda figure: bool(printed.get(str(figure), ""))).astype(bool)
    same = named["basis"].eq("published").fillna(False).astype(bool)
    return (
        pd.Series("not_reproduced", index=named.index).mask(same, "reproduced").mask(~legible, "not_readable")
    )


def _count(named: pd.DataFrame, printed: Mapping[str, str]) -> pd.DataFrame:
    tables = named["figure"].astype(str).str.split("/").str[0]
    if len(set(tables[tables.str.startswith("P")].str.split(".").str[0])) > 1:
        tables = tables.str.replace(r"^P.*\.", "P.", regex=True)
    counts = pd.crosstab(tables, _state(named, printed)).reindex(columns=list(_COLUMNS[1:]), fill_value=0)
    counts.insert(0, _COLUMNS[0], counts.sum(axis=1))
    return counts.loc[list(dict.fromkeys(tables))]


def _name_cell(row: pd.Series, page: Page) -> str:
    """Name a printed cell in words: its table, measure, category and group."""
    measure, term, level = (
        str(row[name]) if pd.notna(row[name]) else "" for name in ("measure", "term", "group_level")
    )
    parts = [
        name_printed_table(str(row["figure"]).split("/")[0], page) + ": " + page.measure(measure),
        page.term(measure, term).lower() if term else "",
        page.group(str(row["group_name"]), level) if level else "",
    ]
    return ", ".join(part for part in parts if part)


def _say_differing(rows: pd.DataFrame, printed: Mapping[str, str], page: Page) -> str:
    texts = []
    for _, row in rows.iterrows():
        text = printed[str(row["figure"])]
        given = write_printed(text, str(row["figure"]).split("/")[-1], page)
        places = len(text.replace(",", ".").partition(".")[2])
        found = page.value(str(row["measure"]), row["estimate"], decimals=places)
        values = f"{page.word('printed').lower()} {given}, {page.word('computed').lower()} {found}"
        texts.append(f"{_name_cell(row, page)} ({values})")
    return f"{page.word('not_reproduced')}: {'; '.join(texts)}." if texts else ""
