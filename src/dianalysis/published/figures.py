"""Printed figures: reading them, looking them up, and the exact arithmetic of rounding.

A printed figure is text ("25.6", "100", "0.0"): its decimals say how it was rounded. All comparisons are
made in integers, with halves rounded up, so that no floating-point error can turn a match into a difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dianalysis.errors import Unreadable, Where

FIGURE_COLUMNS = ("table", "row", "column", "stat", "value", "status", "source_line", "note")
STATUSES = ("ok", "lost", "ambiguous")
STATS = ("n", "pct", "N", "mean")


def read_figures(path: Path) -> pd.DataFrame:
    """Read the printed figures, everything as text.

    Parameters
    ----------
    path
        `figures.csv`: comma-separated, UTF-8, with the columns of `FIGURE_COLUMNS`.

    Returns
    -------
    One row per printed cell with the columns of `FIGURE_COLUMNS` plus `figure` (table/row/column/stat).

    Raises
    ------
    Unreadable
        The file is absent, lacks a column, repeats a cell, or has a status or a value that is not known.
    """
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise Unreadable(
            "the printed figures cannot be read",
            where=Where(file=str(path)),
            remedy="restore the file, or point to another one",
        ) from error
    for column in FIGURE_COLUMNS:
        if column not in frame:
            raise Unreadable(
                "the printed figures lack a column",
                where=Where(file=str(path), column=column),
                remedy=f"the header must be {','.join(FIGURE_COLUMNS)}",
            )
    frame["figure"] = figure_ids(frame)
    _check_figures(frame, path)
    return frame


def _check_figures(frame: pd.DataFrame, path: Path) -> None:
    number = frame["value"].str.fullmatch(r"\d+(\.\d+)?")
    problems = (
        (frame["figure"].duplicated(), "figure", "a printed cell stands twice", "keep one of the rows"),
        (
            ~frame["status"].isin(STATUSES),
            "status",
            "a status is not known",
            f"use one of {', '.join(STATUSES)}",
        ),
        (
            ~frame["stat"].isin(STATS),
            "stat",
            "a kind of figure is not known",
            f"use one of {', '.join(STATS)}",
        ),
        (
            (frame["status"] == "ok") & ~number,
            "value",
            "a value is not a number",
            "digits with a decimal point",
        ),
    )
    for wrong, column, message, remedy in problems:
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            where = Where(file=str(path), row=row + 2, column=column, value=frame[column].iloc[row])
            raise Unreadable(message, where=where, remedy=remedy)


def figure_id(table: str, row: str, column: str, stat: str) -> str:
    """Return the name of a printed figure, for instance `T6/a/monitor_1/pct`."""
    return f"{table}/{row}/{column}/{stat}"


def figure_ids(frame: pd.DataFrame) -> pd.Series:
    """Return the names of all figures of a frame with table, row, column and stat."""
    return frame["table"] + "/" + frame["row"] + "/" + frame["column"] + "/" + frame["stat"]


def decimals_of(text: str) -> int:
    """Return how many decimals a printed number has."""
    return len(text.partition(".")[2])


def half_up(numerator: int, denominator: int, *, decimals: int) -> str:
    """Write the ratio of two non-negative integers with `decimals` decimals, halves upward.

    Parameters
    ----------
    numerator, denominator
        Whole numbers; the denominator is positive.
    decimals
        Number of decimals of the result.
    """
    scale = 10**decimals
    units = (2 * scale * numerator + denominator) // (2 * denominator)
    whole, rest = divmod(units, scale)
    return f"{whole}.{rest:0{decimals}d}" if decimals else str(whole)


def share(count: int, base: int, *, like: str) -> str:
    """Write a count as a percentage of its base, with the decimals of the printed number `like`."""
    return half_up(100 * count, base, decimals=decimals_of(like))


def sums_of_mean(mean: str, n: int) -> tuple[int, int]:
    """Return the smallest and largest whole sum of `n` scores whose mean is printed as `mean`.

    When no whole sum gives the printed mean the smallest is larger than the largest.
    """
    scale = 10 ** decimals_of(mean)
    units = int(mean.replace(".", ""))
    low = -((-(2 * units - 1) * n) // (2 * scale))
    high = -((-(2 * units + 1) * n) // (2 * scale)) - 1
    return max(low, 0), high


def counts_of_share(percent: str, base: int) -> tuple[int, ...]:
    """Return every count that is printed as `percent` of `base`."""
    low, high = sums_of_mean(percent, base)
    return tuple(range(-(-low // 100), high // 100 + 1))


@dataclass(frozen=True)
class Printed:
    """Printed values by name: what a reconstruction has to reproduce."""

    values: dict[str, str]

    @classmethod
    def of(cls, figures: pd.DataFrame) -> Printed:
        """Take the figures whose value and place are known (status ok)."""
        known = figures[figures["status"] == "ok"]
        return cls(dict(zip(figure_ids(known), known["value"], strict=True)))

    def without(self, names: Iterable[str]) -> Printed:
        """Leave figures out, for instance those proven impossible."""
        gone = set(names)
        return Printed({name: value for name, value in self.values.items() if name not in gone})

    def with_values(self, extra: dict[str, str]) -> Printed:
        """Add figures, for instance recovered ones."""
        return Printed(self.values | extra)

    def text(self, table: str, row: str, column: str, stat: str) -> str | None:
        """Return a printed value as text, or None when it is absent."""
        return self.values.get(figure_id(table, row, column, stat))

    def count(self, table: str, row: str, column: str, stat: str = "n") -> int | None:
        """Return a printed count, or None when it is absent; "0.0" counts as 0."""
        text = self.text(table, row, column, stat)
        return None if text is None else int(float(text))

    def rows(self, table: str, *, column: str | None = None) -> tuple[str, ...]:
        """Return the row slugs of a table (of one column of it) in printed order, without its caption."""
        found = dict.fromkeys(
            parts[1]
            for parts in (name.split("/") for name in self.values)
            if parts[0] == table and (column is None or parts[2] == column)
        )
        return tuple(row for row in found if row not in ("caption", "header"))
