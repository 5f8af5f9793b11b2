"""What the report tells of each partner: how it set up the programme and what it learned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from dianalysis.codebook import coding_frame, load_codebook
from dianalysis.errors import Unreadable, Where
from dianalysis.paths import ProjectPaths

COLUMNS = ("partner", "number", "kind", "topic", "fact_nl", "fact_en", "source_line", "last_line")
KINDS = ("setup", "learned")
MAX_WORDS = 25
_FACTS = ("fact_nl", "fact_en")
_WHOLE = ("number", "source_line", "last_line")

Fault = tuple["pd.Series[bool]", str, str, str]


def read_partner_facts(path: Path | None = None, *, paths: ProjectPaths | None = None) -> pd.DataFrame:
    """Read the facts on the partners.

    Parameters
    ----------
    path
        `partner_facts.csv`; that of this project when absent.
    paths
        The project whose codebook names the partners and topics; found from the working directory when
        absent.

    Returns
    -------
    One row per fact in the order of the file: `partner` and `topic` (slugs of the codebook), `number` (within
    the partner, from 1), `kind` (setup or learned), `fact_nl`, `fact_en`, and `source_line` and `last_line`,
    the lines of the report's text it rests on. Numbers are whole numbers, the rest is text.

    Raises
    ------
    Unreadable
        When the file is not there or cannot be read, has other columns, or holds a cell that is empty,
        unknown, too long, not a whole number, or a number that does not run on.
    """
    project = ProjectPaths.find() if paths is None else paths
    file = project.published / "partner_facts.csv" if path is None else path
    table = _read_texts(file)
    codebook = load_codebook(project.codebook)
    known = {
        "partner": tuple(codebook.partners["partner"]),
        "kind": KINDS,
        "topic": coding_frame(codebook).active,
    }
    _refuse(table, _cell_faults(table, known), file)
    table = table.astype(dict.fromkeys(_WHOLE, "int64"))
    _refuse(table, _order_faults(table), file)
    return table


def _read_texts(file: Path) -> pd.DataFrame:
    try:
        table = pd.read_csv(file, dtype=str, keep_default_na=False)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise Unreadable(
            "the facts on the partners cannot be read",
            where=Where(file=str(file)),
            remedy="Restore the file from the repository.",
        ) from error
    if list(table.columns) != list(COLUMNS):
        wrong = next((name for name in COLUMNS if name not in table.columns), str(table.columns[-1]))
        raise Unreadable(
            "the columns are not as they should be",
            where=Where(file=file.name, row=1, column=wrong),
            remedy=f"The header must read: {','.join(COLUMNS)}",
        )
    return table


def _cell_faults(table: pd.DataFrame, known: dict[str, tuple[str, ...]]) -> Iterator[Fault]:
    """Faults of single cells: which rows, the column, what is wrong and the remedy."""
    for name, values in known.items():
        yield ~table[name].isin(values), name, f"the {name} is not known", f"Use one of {', '.join(values)}."
    for name in _FACTS:
        yield table[name].str.strip().eq(""), name, "a fact is empty", "Write it in both languages."
        words = table[name].map(lambda text: len(str(text).split()))
        yield words > MAX_WORDS, name, "a fact is too long", f"Use at most {MAX_WORDS} words."
    for name in _WHOLE:
        whole = table[name].str.fullmatch(r"[1-9]\d{0,8}")
        yield ~whole, name, f"{name} is not a whole number", "Write a number of 1 or more."


def _order_faults(table: pd.DataFrame) -> Iterator[Fault]:
    """Faults that show only when cells are compared."""
    place = table.groupby("partner", sort=False).cumcount() + 1
    yield (
        table["number"] != place,
        "number",
        "the facts of a partner do not run on from 1",
        "Number them in the order of the file.",
    )
    yield (
        table["last_line"] < table["source_line"],
        "last_line",
        "the last line comes before the first",
        "Exchange the two.",
    )


def _refuse(table: pd.DataFrame, faults: Iterator[Fault], file: Path) -> None:
    for wrong, column, message, remedy in faults:
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            where = Where(file=file.name, row=row + 2, column=column, value=table[column].iloc[row])
            raise Unreadable(message, where=where, remedy=remedy)
