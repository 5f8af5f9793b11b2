"""A block of statements answered on five points: how often each score, mean, median, top two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dianalysis.estimation.estimate import FloatArray
from dianalysis.studies.instrument import SCORES, columns
from dianalysis.studies.rows import TOTAL, Record, count_row, row
from dianalysis.studies.units import Units

WAVE = "monitor_3"
TOP_TWO = 4  # scores 4 and 5 agree


@dataclass(frozen=True)
class Block:
    """A block of statements.

    Parameters
    ----------
    stem
        The measures are `<stem>_score_n`, `<stem>_score_share`, `<stem>_mean`, `<stem>_median`,
        `<stem>_top_two_share` and `<stem>_missing_n`.
    prefix, items
        Columns of the clean table: the prefix and the slug of each statement.
    table
        The printed table.
    of_all
        Whether shares are of all units, not of those that answered (as table 30 prints them).
    """

    stem: str
    prefix: str
    items: tuple[str, ...]
    table: str
    of_all: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the clean table."""
        return columns(self.prefix, self.items)

    def complete_rows(self, units: Units) -> tuple[FloatArray, FloatArray]:
        """Return the scores of units that answered every statement, and the cluster of each."""
        scores = np.column_stack([units.numbers(name) for name in self.columns])
        known = ~np.isnan(scores).any(axis=1)
        return scores[known], units.clusters[known].astype(np.float64)


def block_records(units: Units, block: Block, reasons: pd.DataFrame | None = None) -> Iterator[Record]:
    """Give the printed rows of a block, its medians and top-two shares, and what is missing.

    Parameters
    ----------
    reasons
        Missing answers with their reason (firm_id, form, variable, reason), if known.
    """
    yield units.base(block.stem, f"{block.table}/caption/n_basis/N")
    for item, column in zip(block.items, block.columns, strict=True):
        values = units.numbers(column)
        known = np.asarray(~np.isnan(values), dtype=np.float64)
        among = units.everyone if block.of_all else known
        named = {"wave": WAVE}
        for score in SCORES:
            member = np.asarray(values == score, dtype=np.float64)
            cell = f"{block.table}/{item}/{score}"
            yield from units.counted(
                f"{block.stem}_score", member, among, cell=cell, term=f"{item}.{score}", **named
            )
        total = {"term": f"{item}.{TOTAL}", **named, **units.naming}
        yield count_row(f"{block.stem}_score_n", known.sum(), known.sum(), **total)
        yield from _summaries(units, block, item, values)
        missing = {"term": item, **named, **units.naming}
        yield count_row(f"{block.stem}_missing_n", units.n - known.sum(), units.n, **missing)
        yield from _reasons(units, block, column, reasons)


def _summaries(units: Units, block: Block, item: str, values: FloatArray) -> Iterator[Record]:
    named = {"wave": WAVE, "term": item, **units.naming}
    figure = units.figure(f"{block.table}/{item}/m/mean")
    yield row(f"{block.stem}_mean", units.mean(values), figure=figure, **named)
    yield row(f"{block.stem}_median", units.median(values), **named)
    yield _top_two(units, block, item, values)


def _top_two(units: Units, block: Block, item: str, values: FloatArray) -> Record:
    member, known = (np.asarray(part, dtype=np.float64) for part in (values >= TOP_TWO, ~np.isnan(values)))
    named = {"wave": WAVE, "term": item, **units.naming}
    return row(f"{block.stem}_top_two_share", units.share(member, known), **named)


def _reasons(units: Units, block: Block, column: str, reasons: pd.DataFrame | None) -> Iterator[Record]:
    """Missing answers with a stated reason, apart: not known, not asked, refused."""
    if reasons is None or reasons.empty:
        return
    own = reasons[(reasons["variable"] == column) & reasons["firm_id"].isin(units.table["firm_id"])]
    for reason, part in own.groupby("reason", sort=True):
        named = {"wave": WAVE, "term": column.removeprefix(block.prefix), "contrast": str(reason)}
        yield count_row(f"{block.stem}_missing_n", len(part), units.n, **named, **units.naming)


def partner_records(units: Units, block: Block) -> Iterator[Record]:
    """Give the mean and the top-two share of each statement, partner by partner."""
    for part in units.partners:
        for item, column in zip(block.items, block.columns, strict=True):
            values = part.numbers(column)
            named = {"wave": WAVE, "term": item, **part.naming}
            yield row(f"{block.stem}_mean", part.mean(values), **named)
            yield _top_two(part, block, item, values)
