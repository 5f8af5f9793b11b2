"""The register of lessons as a workbook: a sheet per frame, what columns mean, the values behind words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from dianalysis.evidence.export.about import About, tell_about
from dianalysis.evidence.overview import Overview
from dianalysis.formats import Page, is_absent
from dianalysis.sources import XlsxSheet, write_xlsx
from dianalysis.tables.lesson_words import Row, name_figure

COLUMNS = Path(__file__).with_name("columns.csv")
SHEETS = ("lessons", "links", "segments", "settle", "beside")
OMITTED = {
    "links": (
        "study", "measure", "population", "wave", "group_name", "group_level", "contrast", "term", "family",
        "figure", "standing", "note",
    ),
    "beside": ("title_nl", "title_en"),
}  # fmt: skip
"""Columns of the register without a column of their own: the name and identifier of a figure say them."""
READ_ME, VALUES = "read_me", "values"
_BETWEEN = ";"
_JOINED = "; "  # labels hold commas


def write_workbook(overview: Overview, about: About, path: Path, *, page: Page) -> None:
    """Write the register as an Excel workbook.

    The sheets are `SHEETS`, with `READ_ME` before them and `VALUES` behind them; `beside` only for own data,
    which alone have it. A sheet has the headers of
    the language in its first row and the names of the columns in its second; texts written in two languages
    are both there, that of the page first. Words in cells are of the language of the page; `VALUES` gives the
    value behind each. Numbers are unrounded; a text is never a formula.

    Parameters
    ----------
    overview
        The register, held against released results.
    about
        Where it comes from.
    path
        File to write.
    page
        Labels and language.
    """
    frames = {name: getattr(overview, name) for name in SHEETS}
    frames = {name: frame for name, frame in frames.items() if len(frame) or name != SHEETS[-1]}
    columns = read_columns(page)
    columns = columns[columns["sheet"].isin(list(frames))]
    sheets = [
        XlsxSheet(
            name,
            _cells(frames[name], columns[columns["sheet"] == name], page),
            groups=list(columns.loc[columns["sheet"] == name, "label"]),
            is_read=True,
        )
        for name in frames
    ]
    first = XlsxSheet(READ_ME, _read_me(sheets, columns, about, page), is_read=True)
    last = XlsxSheet(VALUES, _values(frames, columns, page), is_read=True)
    write_xlsx([first, *sheets, last], path, title=page.word("export_title"))


def read_columns(page: Page) -> pd.DataFrame:
    """Return the columns of every sheet in the order of the page: sheet, column, shows, label, about.

    Of texts in two languages that of the page comes first.
    """
    table = pd.read_csv(COLUMNS, dtype=str, keep_default_na=False)
    rows = [_in_order(part, page.lang) for _, part in table.groupby("sheet", sort=False)]
    kept = pd.concat(rows, ignore_index=True)
    return kept.assign(label=kept[f"label_{page.lang}"], about=kept[f"about_{page.lang}"])


def _in_order(rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Swap the columns of a text in two languages where the other language comes first."""
    names = list(rows["column"])
    for place, name in enumerate(names[:-1]):
        stem, _, ending = name.rpartition("_")
        twin = f"{stem}_{lang}"
        if ending in ("nl", "en") and ending != lang and twin in names[place:]:
            other = names.index(twin)
            names[place], names[other] = twin, name
    return rows.set_index("column", drop=False).loc[names].reset_index(drop=True)


def _cells(frame: pd.DataFrame, columns: pd.DataFrame, page: Page) -> pd.DataFrame:
    records = frame.to_dict("records")
    cells = {
        column["column"]: pd.Series([_cell(row, column, page) for row in records], dtype=object)
        for column in columns.to_dict("records")
    }
    return pd.DataFrame(cells)


def _cell(row: Row, column: Row, page: Page) -> object:
    name, shows = str(column["column"]), str(column["shows"])
    if shows in _SHOWN:
        return _SHOWN[shows](row, name, page)
    if is_absent(row[name]):
        return None
    return _JOINED.join(page.word(key) for _, key in _keys(row[name], shows)) or None


def _keys(value: object, shows: str) -> Iterator[tuple[str, str]]:
    """Give each value of a coded cell with the key of its word; an empty cell has none."""
    for one in str(value).split(_BETWEEN):
        if one:
            yield one, f"{shows}_{one}"


def _text(row: Row, name: str, page: Page) -> object:
    return None if is_absent(row[name]) or row[name] == "" else str(row[name])


def _number(row: Row, name: str, page: Page) -> object:
    return None if is_absent(row[name]) else float(row[name])


def _name(row: Row, name: str, page: Page) -> object:
    if row["kind"] == "code":
        return page.term("code", str(row["target"]))
    return None if is_absent(row["measure"]) else name_figure(row, page)


def _problem(row: Row, name: str, page: Page) -> object:
    if not row["problem"]:
        return None
    if row["kind"] == "code":
        return page.word("lesson_no_told")
    return page.word("lesson_unresolved" if is_absent(row["measure"]) else "finding_hidden")


_SHOWN: Mapping[str, Callable[[Row, str, Page], object]] = {
    "text": _text,
    "number": _number,
    "list": lambda row, name, page: _JOINED.join(row[name]) or None,
    "yes": lambda row, name, page: page.word("yes" if row[name] else "no"),
    "name": _name,
    "problem": _problem,
    "code": lambda row, name, page: page.term("code", str(row["code"])),
    "partner": lambda row, name, page: page.group("partner", str(row["partner"])),
}
"""How a cell is made; a column that shows something else holds values, and shows the word for each."""


def _read_me(sheets: list[XlsxSheet], columns: pd.DataFrame, about: About, page: Page) -> pd.DataFrame:
    head = [page.word(key) for key in ("export_sheet", "export_column", "export_column_label", "export_text")]
    lines: list[list[Any]] = [["", "", key, text] for key, text in tell_about(about, page)]
    sizes = {one.name: page.word("export_rows").format(number=len(one.frame)) for one in sheets}
    lines += [[name, "", size, page.word(f"export_sheet_{name}")] for name, size in sizes.items()]
    lines += [[VALUES, "", "", page.word(f"export_sheet_{VALUES}")]]
    lines += columns[["sheet", "column", "label", "about"]].to_numpy().tolist()
    return pd.DataFrame(lines, columns=head)


def _values(frames: Mapping[str, pd.DataFrame], columns: pd.DataFrame, page: Page) -> pd.DataFrame:
    head = [page.word(key) for key in ("export_sheet", "export_column", "export_value", "export_label")]
    coded = columns[~columns["shows"].isin(_SHOWN)]
    lines = []
    for sheet, name, shows in coded[["sheet", "column", "shows"]].itertuples(index=False):
        known = frames[sheet][name].dropna()
        pairs = dict(pair for value in known for pair in _keys(value, shows))
        lines += [[sheet, name, value, page.word(key)] for value, key in sorted(pairs.items())]
    lines += [["segments", "partner", one, page.group("partner", one)] for one in _partners(frames)]
    return pd.DataFrame(lines, columns=head)


def _partners(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    return sorted(set(frames["segments"]["partner"]))
