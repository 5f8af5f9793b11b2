"""How an estimate becomes a row of results, and the rows a distribution over categories gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from dianalysis.estimation.clustered import estimate_share_clustered
from dianalysis.estimation.describe import estimate_share, estimate_shares
from dianalysis.estimation.estimate import Estimate, FloatArray

Record: TypeAlias = dict[str, object]
FigureName: TypeAlias = Callable[[str, str], str]
TOTAL = "totaal"
_COLUMNS = {
    "value": "estimate", "low": "conf_low", "high": "conf_high", "level": "conf_level",
    "std_error": "std_error",
    "statistic": "statistic", "df": "df", "p_value": "p_value", "n": "n",
}  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """What the caller of a study chose.

    Parameters
    ----------
    population
        Name of the population of the panel.
    partner
        Slug of the one partner to look at, or None for all.
    conf_level, n_resamples, seed
        Level of intervals; patterns and shuffles of the tests, and resamples of what is bootstrapped
        (0 = none of these); seed.
    """

    population: str
    partner: str | None
    conf_level: float
    n_resamples: int
    seed: int

    def points_only(self) -> Settings:
        """Return the same settings without anything drawn at random, for the draws of the reconstruction."""
        return Settings(self.population, self.partner, self.conf_level, 0, self.seed)


def no_figure(term: str, stat: str) -> str:
    """Name no printed figure, whatever the category and statistic."""
    return ""


def row(measure: str, estimate: Estimate, **naming: str) -> Record:
    """Return the record of one estimate.

    Parameters
    ----------
    measure
        Slug of data/plan/measures.csv.
    estimate
        What was estimated; NaN becomes absent.
    naming
        Text columns of the results table (population, wave, group_name, term, figure, note, …); empty =
        absent.
    """
    record: Record = {"measure": measure, "method": estimate.method}
    for part, column in _COLUMNS.items():
        value = float(getattr(estimate, part))
        if not math.isnan(value):
            record[column] = value
    record.update({column: text for column, text in naming.items() if text})
    return record


def count_row(measure: str, count: float, n: float, **naming: str) -> Record:
    """Return the record of a count out of `n` units; a count has no interval."""
    return row(measure, Estimate(float(count), n=float(n), method="count"), **naming)


def distribution_rows(
    stem: str, table: FloatArray, terms: Sequence[str], *, conf_level: float, figure: FigureName = no_figure,
    **naming: str,
) -> list[Record]:  # fmt: skip
    """Return counts, shares and totals of units over categories.

    Parameters
    ----------
    stem
        The measures are `<stem>_n` and `<stem>_share`.
    table
        Counts (clusters, categories). With one cluster the shares get Wilson's interval, else the
        cluster-adjusted one.
    terms
        Name of each category.
    figure
        Printed figure for (term, "n" | "pct").
    """
    counts, sizes = table.sum(axis=0), table.sum(axis=1)
    shares = [clustered_share(table[:, k], sizes, conf_level) for k in range(len(terms))]
    return _counts_and_shares(stem, (terms, counts, shares), figure, naming)


def multinomial_rows(
    stem: str, counts: FloatArray, terms: Sequence[str], *, conf_level: float, figure: FigureName = no_figure,
    **naming: str,
) -> list[Record]:  # fmt: skip
    """Return counts, shares with simultaneous intervals, and totals; parameters as `distribution_rows`."""
    shares = estimate_shares(counts, conf_level=conf_level)
    return _counts_and_shares(stem, (terms, counts, shares), figure, naming)


def clustered_share(counts: FloatArray, sizes: FloatArray, level: float) -> Estimate:
    """Return a share: Wilson's interval for one cluster, the cluster-adjusted one for more."""
    if sizes.size == 1:
        return estimate_share(float(counts[0]), float(sizes[0]), conf_level=level)
    return estimate_share_clustered(counts, sizes, conf_level=level)


def _counts_and_shares(
    stem: str,
    cells: tuple[Sequence[str], FloatArray, list[Estimate]],
    figure: FigureName,
    naming: dict[str, str],
) -> list[Record]:
    terms, counts, shares = cells
    base = float(np.sum(counts))
    records = []
    for term, count, share in zip(terms, counts, shares, strict=True):
        records.append(count_row(f"{stem}_n", count, base, term=term, figure=figure(term, "n"), **naming))
        records.append(row(f"{stem}_share", share, term=term, figure=figure(term, "pct"), **naming))
    records.append(count_row(f"{stem}_n", base, base, term=TOTAL, figure=figure(TOTAL, "n"), **naming))
    whole = Estimate(1.0 if base else math.nan, n=base, method="share, by definition")
    records.append(row(f"{stem}_share", whole, term=TOTAL, figure=figure(TOTAL, "pct"), **naming))
    return records
